//! Keyness: which terms set a target apart from a reference, by test statistics and by effect sizes.

use super::matrix::Dtm;
use super::significance::{Table2x2, adjust, chi_squared_p, log2_ratio, normal_bound, normal_p};
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// The statistic that terms are ordered by. All but the exact one are above 0 for terms of the target and below 0 for
/// terms of the reference.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Measure {
    /// The signed log-likelihood ratio G² over all four cells (Dunning 1993).
    #[default]
    LogLikelihood,
    /// G² divided by Williams' (1976) correction for small samples.
    LogLikelihoodWilliams,
    /// Signed chi-squared (Pearson 1900).
    ChiSquared,
    /// Chi-squared with Yates' (1934) correction for continuity.
    ChiSquaredYates,
    /// Fisher's exact test (two-sided); the statistic is the conditional estimate of the odds ratio, 1 for no difference.
    Exact,
    /// Pointwise mutual information of term and target: ln(a / E(a)) (Church & Hanks 1990, to base e). It has no test.
    MutualInformation,
    /// The z-score of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 22):
    /// each term's prior is its share of target and reference together, `prior` counts in all.
    LogOdds {
        /// The sum of the prior counts (their α₀): how strongly rare terms are drawn to no difference.
        prior: f64,
    },
}

/// How to compute keyness.
///
/// # Examples
/// ```
/// use detente::terms::keyness::{KeynessOptions, Measure};
/// let options = KeynessOptions { measure: Measure::LogOdds { prior: 500.0 }, ..KeynessOptions::default() };
/// assert_eq!(options.confidence, 0.95);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct KeynessOptions {
    /// The statistic.
    pub measure: Measure,
    /// The confidence of the intervals, between 0 and 1: 0.95 unless set.
    pub confidence: f64,
    /// Terms that stand less often in target and reference together are left out of the table (not of the sums).
    pub min_count: u64,
    /// All words of the target, where its list leaves some out; the sum of its counts unless set.
    pub target_total: Option<u64>,
    /// All words of the reference, where its list leaves some out; the sum of its counts unless set.
    pub reference_total: Option<u64>,
}

impl Default for KeynessOptions {
    fn default() -> Self {
        Self {
            measure: Measure::default(),
            confidence: 0.95,
            min_count: 1,
            target_total: None,
            reference_total: None,
        }
    }
}

/// One term's keyness, with effect sizes, which unlike test statistics do not grow with the corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Keyness {
    /// The term.
    pub term: String,
    /// The statistic of the measure asked for.
    pub statistic: f64,
    /// Its p-value, two-sided; `None` for mutual information.
    pub p: Option<f64>,
    /// The p-value adjusted for the number of terms (Benjamini & Hochberg 1995).
    pub p_adjusted: Option<f64>,
    /// Count in the target.
    pub target: u64,
    /// Count in the reference.
    pub reference: u64,
    /// The count expected in the target were there no difference.
    pub expected: f64,
    /// Binary log of the ratio of relative frequencies, a zero count taken as ½ (Hardie 2014). 1 means twice as frequent.
    pub log_ratio: f64,
    /// Lower bound of the log ratio (Katz et al. 1978).
    pub log_ratio_low: f64,
    /// Upper bound of the log ratio.
    pub log_ratio_high: f64,
    /// Difference of relative frequencies in per cent of the reference's (Gabrielatos & Marchi 2011); infinite for terms
    /// that the reference lacks.
    pub percent_diff: f64,
    /// Odds ratio ad / bc; where a cell is 0, ½ is added to each (Haldane 1956, Anscombe 1956).
    pub odds_ratio: f64,
    /// Lower bound of the odds ratio (Woolf 1955).
    pub odds_ratio_low: f64,
    /// Upper bound of the odds ratio.
    pub odds_ratio_high: f64,
    /// Difference coefficient, −1 to 1: difference over sum of the relative frequencies (Hofland & Johansson 1982).
    pub difference: f64,
    /// Approximate Bayes factor as BIC, G² − ln N (Wilson 2013): over 2 is positive evidence, over 10 very strong.
    pub bic: f64,
}

/// Counts of terms by name, as a frequency list gives them.
pub type Counts = BTreeMap<String, u64>;

/// The keyness of every term of target or reference, by falling statistic; equal ones in byte order.
///
/// # Errors
/// If target or reference holds no word, a total is smaller than the sum of its counts, or an option is out of range.
///
/// # Examples
/// ```
/// use detente::terms::keyness::{Counts, KeynessOptions, keyness};
/// let target = Counts::from([("peace".into(), 8), ("the".into(), 92)]);
/// let reference = Counts::from([("war".into(), 9), ("the".into(), 91)]);
/// let table = keyness(&target, &reference, &KeynessOptions::default())?;
/// let order: Vec<&str> = table.iter().map(|row| row.term.as_str()).collect();
/// assert_eq!(order, ["peace", "the", "war"]);
/// assert!(table[0].statistic > 10.0 && table[2].statistic < -10.0);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn keyness(
    target: &Counts,
    reference: &Counts,
    options: &KeynessOptions,
) -> Result<Vec<Keyness>> {
    let totals = totals(target, reference, options)?;
    let mut names: Vec<&String> = target.keys().chain(reference.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let bound = normal_bound(options.confidence);
    let count = |list: &Counts, name: &str| list.get(name).copied().unwrap_or(0);
    let mut table = Vec::new();
    for name in names {
        let (a, b) = (count(target, name), count(reference, name));
        if a + b >= options.min_count.max(1) {
            let cells = Table2x2 {
                a,
                b,
                c: totals.0 - a,
                d: totals.1 - b,
            };
            table.push(row(name, cells, options.measure, bound));
        }
    }
    adjust_rows(&mut table);
    table.sort_by(|x, y| {
        y.statistic
            .total_cmp(&x.statistic)
            .then_with(|| x.term.cmp(&y.term))
    });
    Ok(table)
}

/// The keyness of the documents marked in `target` against all others.
///
/// # Errors
/// As [`keyness`]; and if there is not one mark per document.
pub fn keyness_of(dtm: &Dtm, target: &[bool], options: &KeynessOptions) -> Result<Vec<Keyness>> {
    let groups: Vec<usize> = target.iter().map(|&marked| usize::from(!marked)).collect();
    let sums = dtm.group(&groups)?;
    let list = |group: usize| -> Counts {
        if group >= sums.counts.rows() {
            return Counts::new();
        }
        let cells = sums.counts.row(group);
        cells
            .map(|(column, n)| (sums.terms[column as usize].clone(), u64::from(n)))
            .collect()
    };
    keyness(&list(0), &list(1), options)
}

fn totals(target: &Counts, reference: &Counts, options: &KeynessOptions) -> Result<(u64, u64)> {
    let total = |name: &str, list: &Counts, given: Option<u64>| {
        let sum: u64 = list.values().sum();
        let total = given.unwrap_or(sum);
        match total {
            0 => Err(Error::argument(format!(
                "the {name} holds no word to compare"
            ))),
            _ if total < sum => Err(Error::argument(format!(
                "the {name}'s total of {total} words is less than the sum of its counts, {sum}"
            ))),
            _ => Ok(total),
        }
    };
    if !(options.confidence > 0.0 && options.confidence < 1.0) {
        let message = format!(
            "confidence must lie between 0 and 1, got {}",
            options.confidence
        );
        return Err(Error::argument(message));
    }
    if let Measure::LogOdds { prior } = options.measure
        && !(prior > 0.0 && prior.is_finite())
    {
        let message = format!("the prior of the log-odds must be above 0, got {prior}");
        return Err(Error::argument(message));
    }
    Ok((
        total("target", target, options.target_total)?,
        total("reference", reference, options.reference_total)?,
    ))
}

fn row(term: &str, cells: Table2x2, measure: Measure, bound: f64) -> Keyness {
    let [a, b, c, d] = cells.cells();
    let (n1, n2, n) = (a + c, b + d, cells.total());
    let expected = cells.expected()[0];
    let (statistic, p) = statistic(cells, expected, measure);
    let log_ratio = log2_ratio(a, n1, b, n2);
    let half = |count: f64| if count == 0.0 { 0.5 } else { count };
    let log_error = (1.0 / half(a) - 1.0 / n1 + 1.0 / half(b) - 1.0 / n2)
        .max(0.0)
        .sqrt();
    let log_width = bound * log_error / std::f64::consts::LN_2;
    let (odds_ratio, odds_error) = odds(cells);
    let (f1, f2) = (a / n1, b / n2);
    Keyness {
        term: term.to_owned(),
        statistic,
        p,
        p_adjusted: None,
        target: cells.a,
        reference: cells.b,
        expected,
        log_ratio,
        log_ratio_low: log_ratio - log_width,
        log_ratio_high: log_ratio + log_width,
        percent_diff: (f1 / f2 - 1.0) * 100.0,
        odds_ratio,
        odds_ratio_low: odds_ratio * (-bound * odds_error).exp(),
        odds_ratio_high: odds_ratio * (bound * odds_error).exp(),
        difference: (f1 - f2) / (f1 + f2),
        bic: cells.log_likelihood(false) - n.ln(),
    }
}

/// The statistic, signed by direction, and its p-value.
fn statistic(cells: Table2x2, expected: f64, measure: Measure) -> (f64, Option<f64>) {
    let signed = |x: f64| {
        let sign = if (cells.a as f64) < expected {
            -1.0
        } else {
            1.0
        };
        (sign * x, Some(chi_squared_p(x)))
    };
    match measure {
        Measure::LogLikelihood => signed(cells.log_likelihood(false)),
        Measure::LogLikelihoodWilliams => signed(cells.log_likelihood(true)),
        Measure::ChiSquared => signed(cells.chi_squared(false)),
        Measure::ChiSquaredYates => signed(cells.chi_squared(true)),
        Measure::Exact => (cells.conditional_odds_ratio(), Some(cells.fisher_p())),
        Measure::MutualInformation => ((cells.a as f64 / expected).ln(), None),
        Measure::LogOdds { prior } => {
            let z = log_odds_z(cells, prior);
            (z, Some(normal_p(z)))
        }
    }
}

/// Equations 15, 19 and 22 of Monroe, Colaresi & Quinn (2008).
fn log_odds_z(cells: Table2x2, prior: f64) -> f64 {
    let [a, b, c, d] = cells.cells();
    let alpha = prior * (a + b) / cells.total();
    let rest = prior - alpha;
    let delta = ((a + alpha) / (c + rest)).ln() - ((b + alpha) / (d + rest)).ln();
    let z = delta / (1.0 / (a + alpha) + 1.0 / (b + alpha)).sqrt();
    if z.is_nan() { 0.0 } else { z }
}

/// The odds ratio, and the standard error of its logarithm.
fn odds(cells: Table2x2) -> (f64, f64) {
    let shift = if cells.cells().contains(&0.0) {
        0.5
    } else {
        0.0
    };
    let [a, b, c, d] = cells.cells().map(|cell| cell + shift);
    (
        a * d / (b * c),
        (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt(),
    )
}

fn adjust_rows(table: &mut [Keyness]) {
    let p: Option<Vec<f64>> = table.iter().map(|row| row.p).collect();
    if let Some(p) = p {
        for (row, adjusted) in table.iter_mut().zip(adjust(&p)) {
            row.p_adjusted = Some(adjusted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{counts::count, options::TermOptions};

    fn table(measure: Measure) -> Vec<Keyness> {
        let target = Counts::from([("x".into(), 10), ("rest".into(), 90)]);
        let reference = Counts::from([("x".into(), 5), ("rest".into(), 95)]);
        let options = KeynessOptions {
            measure,
            ..KeynessOptions::default()
        };
        keyness(&target, &reference, &options).unwrap()
    }

    fn close(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-12, "{got} is not {expected}");
    }

    #[test]
    fn effect_sizes_of_a_table_worked_by_hand() {
        let x = &table(Measure::ChiSquared)[0];
        assert_eq!(x.term, "x");
        close(x.log_ratio, 1.0);
        close(x.percent_diff, 100.0);
        close(x.odds_ratio, 950.0 / 450.0);
        close(x.difference, 1.0 / 3.0);
        close(x.expected, 7.5);
        let error = (0.1 + 0.2 + 1.0 / 90.0 + 1.0 / 95.0_f64).sqrt();
        close(
            (x.odds_ratio_high / x.odds_ratio).ln(),
            1.959_963_984_540_054 * error,
        );
        close(
            x.log_ratio_high - x.log_ratio,
            x.log_ratio - x.log_ratio_low,
        );
    }

    #[test]
    fn signs_tell_target_from_reference() {
        for measure in [
            Measure::LogLikelihood,
            Measure::LogLikelihoodWilliams,
            Measure::ChiSquared,
            Measure::MutualInformation,
            Measure::LogOdds { prior: 10.0 },
        ] {
            let rows = table(measure);
            assert_eq!(
                (rows[0].term.as_str(), rows[1].term.as_str()),
                ("x", "rest")
            );
            assert!(
                rows[0].statistic > 0.0 && rows[1].statistic < 0.0,
                "{measure:?}"
            );
        }
    }

    #[test]
    fn the_prior_draws_log_odds_to_zero() {
        // α = 0.075 · 10 = 0.75 for x, 9.25 for the rest.
        let delta = (10.75_f64 / 99.25).ln() - (5.75_f64 / 104.25).ln();
        let z = delta / (1.0 / 10.75 + 1.0 / 5.75_f64).sqrt();
        close(table(Measure::LogOdds { prior: 10.0 })[0].statistic, z);
        assert!(table(Measure::LogOdds { prior: 1e6 })[0].statistic.abs() < 0.1);
    }

    #[test]
    fn groups_of_documents_are_compared() {
        let dtm = count(&["peace peace talks", "war talks"], &TermOptions::default()).unwrap();
        let rows = keyness_of(&dtm, &[true, false], &KeynessOptions::default()).unwrap();
        assert_eq!((rows[0].term.as_str(), rows[0].target), ("peace", 2));
        assert!(keyness_of(&dtm, &[true, true], &KeynessOptions::default()).is_err());
        assert!(keyness_of(&dtm, &[true], &KeynessOptions::default()).is_err());
    }

    #[test]
    fn senseless_options_are_refused() {
        let list = Counts::from([("x".into(), 10)]);
        let bad = [
            KeynessOptions {
                confidence: 1.0,
                ..KeynessOptions::default()
            },
            KeynessOptions {
                reference_total: Some(3),
                ..KeynessOptions::default()
            },
            KeynessOptions {
                measure: Measure::LogOdds { prior: 0.0 },
                ..KeynessOptions::default()
            },
        ];
        for options in bad {
            assert!(keyness(&list, &list, &options).is_err(), "{options:?}");
        }
    }
}
