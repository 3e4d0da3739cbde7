//! Comparison: whether two sections or groups differ, and how a text moves from section to section.

use super::measures::{Tally, Z95};
use serde::Serialize;

/// The difference of two texts, sections or groups on the scale of the log odds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// logit(a) − logit(b): the logarithm of the ratio of the odds of cooperation; above 0, `a` is the more
    /// cooperative.
    pub estimate: f64,
    /// √(s.e.(a)² + s.e.(b)²).
    pub se: f64,
    /// Lower end of the 95 % interval, estimate − 1.96 s.e.
    pub low: f64,
    /// Upper end of the 95 % interval, estimate + 1.96 s.e.
    pub high: f64,
    /// estimate / s.e.
    pub z: f64,
    /// Two-sided p-value of `z` under the normal distribution.
    pub p: f64,
}

/// The analytic difference of the logits of two tallies; `None` if either has no match.
///
/// With the ½ added to every count this is the log odds ratio of Haldane (1956) and Anscombe (1956) with the standard
/// error of Gart & Zweifel (1967, *Biometrika* 54(1/2)), as Lowe et al. (2011) use it. It takes matches for independent;
/// [`Bootstrap::differences`](super::bootstrap::Bootstrap::differences) does not.
///
/// # Examples
/// ```
/// use detente::relations::{comparison::difference, measures::Tally};
/// let after = Tally { verbal_cooperation: 30, verbal_conflict: 10, ..Tally::default() };
/// let before = Tally { verbal_cooperation: 10, verbal_conflict: 30, ..Tally::default() };
/// let change = difference(&after, &before).unwrap();
/// assert!(change.low > 0.0 && change.p < 0.001);
/// assert_eq!(difference(&after, &Tally::default()), None);
/// ```
pub fn difference(a: &Tally, b: &Tally) -> Option<Difference> {
    let estimate = a.logit()? - b.logit()?;
    let (se_a, se_b) = (a.logit_se()?, b.logit_se()?);
    let se = (se_a * se_a + se_b * se_b).sqrt();
    let z = estimate / se;
    Some(Difference {
        estimate,
        se,
        low: estimate - Z95 * se,
        high: estimate + Z95 * se,
        z,
        p: two_sided_p(z),
    })
}

/// The probability that a standard normal variable lies farther from 0 than `z`.
fn two_sided_p(z: f64) -> f64 {
    libm::erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2)
}

/// One section on the way through a text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TrajectoryPoint {
    /// Index of the section.
    pub section: usize,
    /// Where the middle of the section stands in the text, in words from 0 (start) to 1 (end).
    pub position: f64,
    /// The balance of the section; null without matches.
    pub balance: Option<f64>,
    /// Lower end of the analytic 95 % interval of the balance.
    pub balance_low: Option<f64>,
    /// Upper end of the analytic 95 % interval of the balance.
    pub balance_high: Option<f64>,
    /// The logit of the section; null without matches.
    pub logit: Option<f64>,
    /// Its standard error.
    pub logit_se: Option<f64>,
    /// The balance of all matches within `reach` sections to either side, so that sections rich in matches count for
    /// more; null where there are none.
    pub smoothed: Option<f64>,
}

/// The sections of a text in their order, each with its place and balance.
///
/// `reach` is the number of neighbours to either side that `smoothed` takes in (0: the section alone).
///
/// # Complexity
/// Linear in the sections, for any reach.
///
/// # Examples
/// ```
/// use detente::relations::{comparison::trajectory, measures::Tally};
/// let war = Tally { material_conflict: 4, n_words: 100, ..Tally::default() };
/// let lull = Tally { n_words: 100, ..Tally::default() };
/// let peace = Tally { verbal_cooperation: 4, n_words: 200, ..Tally::default() };
/// let way = trajectory(&[war, lull, peace], 1);
/// assert_eq!(way.iter().map(|p| p.balance).collect::<Vec<_>>(), [Some(-1.0), None, Some(1.0)]);
/// assert_eq!(way[1].smoothed, Some(0.0));
/// assert_eq!(way[2].position, 0.75);
/// ```
pub fn trajectory(sections: &[Tally], reach: usize) -> Vec<TrajectoryPoint> {
    let sums: Vec<Tally> = std::iter::once(Tally::default())
        .chain(sections.iter().scan(Tally::default(), |sum, section| {
            *sum += *section;
            Some(*sum)
        }))
        .collect();
    let n_words = sums[sections.len()].n_words.max(1) as f64;
    let point = |(index, tally): (usize, &Tally)| {
        let middle = sums[index].n_words as f64 + tally.n_words as f64 / 2.0;
        let first = index.saturating_sub(reach);
        let last = index
            .saturating_add(reach)
            .saturating_add(1)
            .min(sections.len());
        let interval = tally.balance_interval();
        TrajectoryPoint {
            section: index,
            position: middle / n_words,
            balance: tally.balance(),
            balance_low: interval.map(|(low, _)| low),
            balance_high: interval.map(|(_, high)| high),
            logit: tally.logit(),
            logit_se: tally.logit_se(),
            smoothed: balance_between(&sums[first], &sums[last]),
        }
    };
    sections.iter().enumerate().map(point).collect()
}

/// The balance of what came between two running sums.
fn balance_between(before: &Tally, after: &Tally) -> Option<f64> {
    let c = (after.cooperation() - before.cooperation()) as f64;
    let k = (after.conflict() - before.conflict()) as f64;
    (c + k > 0.0).then(|| (c - k) / (c + k))
}

/// The straight line through the logits of a trajectory.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Trend {
    /// Change of the logit from the start of the text to its end; above 0, the text grows more cooperative.
    pub slope: f64,
    /// The standard error of the slope.
    pub se: f64,
    /// slope / s.e.
    pub z: f64,
    /// Two-sided p-value of `z` under the normal distribution.
    pub p: f64,
}

/// The trend of a trajectory: least squares of the logit on the position, each section weighted with 1 / s.e.² (fixed
/// effects: the standard error speaks of the counts, not of how far the sections stray from the line).
///
/// `None` with fewer than two sections that have matches at different positions.
///
/// # Examples
/// ```
/// use detente::relations::{comparison::{trajectory, trend}, measures::Tally};
/// let section = |c, k| Tally { verbal_cooperation: c, verbal_conflict: k, n_words: 100, ..Tally::default() };
/// let thaw = trajectory(&[section(2, 18), section(8, 9), section(20, 3)], 0);
/// assert!(trend(&thaw).unwrap().slope > 0.0);
/// assert_eq!(trend(&thaw[..1]), None);
/// ```
pub fn trend(points: &[TrajectoryPoint]) -> Option<Trend> {
    let known = || {
        points.iter().filter_map(|point| {
            let se = point.logit_se?;
            Some((point.position, point.logit?, 1.0 / (se * se)))
        })
    };
    let weight: f64 = known().map(|(_, _, w)| w).sum();
    let mean_x = known().map(|(x, _, w)| w * x).sum::<f64>() / weight;
    let spread: f64 = known()
        .map(|(x, _, w)| w * (x - mean_x) * (x - mean_x))
        .sum();
    if !spread.is_finite() || spread <= 1e-12 {
        return None;
    }
    let slope = known().map(|(x, y, w)| w * (x - mean_x) * y).sum::<f64>() / spread;
    let se = spread.sqrt().recip();
    Some(Trend {
        slope,
        se,
        z: slope / se,
        p: two_sided_p(slope / se),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tally(cooperation: usize, conflict: usize, n_words: usize) -> Tally {
        Tally {
            verbal_cooperation: cooperation,
            verbal_conflict: conflict,
            n_words,
            ..Tally::default()
        }
    }

    fn tallies() -> impl Strategy<Value = Vec<Tally>> {
        let one = (0usize..30, 0usize..30, 0usize..400).prop_map(|(c, k, n)| tally(c, k, n));
        prop::collection::vec(one, 0..12)
    }

    #[test]
    fn p_values_of_the_tables() {
        for (z, p) in [
            (0.0, 1.0),
            (1.0, 0.317_310_508),
            (1.96, 0.049_995_8),
            (-2.575_829, 0.01),
            (5.0, 5.733e-7),
        ] {
            assert!((two_sided_p(z) - p).abs() < 1e-6, "{z}");
        }
        assert_eq!(two_sided_p(1e9), 0.0);
    }

    #[test]
    fn a_difference_worked_by_hand() {
        let change = difference(&tally(3, 1, 0), &tally(1, 1, 0)).unwrap();
        assert!((change.estimate - (3.5f64 / 1.5).ln()).abs() < 1e-12);
        assert!((change.se - (1.0f64 / 3.5 + 3.0 / 1.5).sqrt()).abs() < 1e-12);
        assert!(change.low < 0.0 && change.high > 0.0 && change.p > 0.05);
    }

    #[test]
    fn a_text_without_words_has_its_sections_at_the_start() {
        let way = trajectory(&[tally(1, 0, 0), tally(0, 0, 0)], usize::MAX);
        assert_eq!((way[0].position, way[1].position), (0.0, 0.0));
        assert_eq!(way[1].smoothed, Some(1.0));
        assert_eq!(trend(&way), None);
        assert!(trajectory(&[], 2).is_empty());
    }

    #[test]
    fn a_trend_through_two_points_is_the_line_between_them() {
        let way = trajectory(&[tally(2, 8, 100), tally(8, 2, 100)], 0);
        let line = trend(&way).unwrap();
        assert!((line.slope - 2.0 * (way[1].logit.unwrap() - way[0].logit.unwrap())).abs() < 1e-9);
        assert!(line.se > 0.0 && line.z > 1.96);
    }

    proptest! {
        #[test]
        fn differences_are_antisymmetric(c1 in 0usize..50, k1 in 0usize..50, c2 in 0usize..50, k2 in 0usize..50) {
            let (a, b) = (tally(c1, k1, 0), tally(c2, k2, 0));
            match (difference(&a, &b), difference(&b, &a)) {
                (Some(there), Some(back)) => {
                    prop_assert_eq!(there.estimate, -back.estimate);
                    prop_assert_eq!(there.low, -back.high);
                    prop_assert_eq!(there.p, back.p);
                    prop_assert!((0.0..=1.0).contains(&there.p));
                }
                (there, back) => {
                    prop_assert_eq!(there, back);
                    prop_assert!(a.n_matches() == 0 || b.n_matches() == 0);
                }
            }
        }

        #[test]
        fn smoothing_pools_the_neighbours(sections in tallies(), reach in 0usize..5) {
            let way = trajectory(&sections, reach);
            prop_assert_eq!(way.len(), sections.len());
            for (index, point) in way.iter().enumerate() {
                let pooled: Tally = sections[index.saturating_sub(reach)..sections.len().min(index + reach + 1)]
                    .iter().copied().sum();
                prop_assert_eq!(point.smoothed, pooled.balance());
                prop_assert_eq!(point.balance, sections[index].balance());
                prop_assert!((0.0..=1.0).contains(&point.position));
            }
            prop_assert!(way.windows(2).all(|pair| pair[0].position <= pair[1].position));
        }

        #[test]
        fn a_text_told_backwards_has_the_opposite_trend(sections in tallies()) {
            let backwards: Vec<Tally> = sections.iter().rev().copied().collect();
            let (there, back) = (trend(&trajectory(&sections, 0)), trend(&trajectory(&backwards, 0)));
            prop_assert_eq!(there.is_some(), back.is_some());
            if let (Some(there), Some(back)) = (there, back) {
                prop_assert!((there.slope + back.slope).abs() < 1e-6);
            }
        }
    }
}
