//! Similarity and distance of documents, or of terms, by the rows of a matrix.
//!
//! # Measures
//! Of rows x and y, over their columns; ‖x‖ is the Euclidean length.
//!
//! | name | formula |
//! |---|---|
//! | `cosine` | x·y / (‖x‖ ‖y‖) |
//! | `correlation` | Pearson's, over all columns |
//! | `jaccard` | shared columns over all columns of either (Jaccard 1912) |
//! | `ejaccard` | x·y / (‖x‖² + ‖y‖² − x·y) (Tanimoto 1958) |
//! | `dice` | twice the shared columns over the columns of both (Dice 1945) |
//! | `edice` | 2 x·y / (‖x‖² + ‖y‖²) |
//! | `simple_matching` | share of columns above 0 in both or in neither (Sokal & Michener 1958) |
//! | `hamann` | simple matching from −1 to 1 (Hamann 1961) |
//! | `euclidean`, `manhattan`, `maximum` | distances: √Σ(x − y)², Σ of the differences, the largest difference |
//! | `canberra` | Σ of differences over sums, columns with 0 in both left out (Lance & Williams 1967) |
//! | `minkowski:p` | the distance with the power p |

use super::matrix::Csr;
use crate::error::{Error, Result};
use ndarray::Array2;
use std::ops::Range;
use std::str::FromStr;

/// A measure of likeness of two rows x and y of a matrix, or of distance between them.
///
/// X and Y are the columns above 0 (presence); the product x·y, the squares |x|² and the means are over all columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// x·y / (|x| |y|).
    Cosine,
    /// Pearson's correlation.
    Correlation,
    /// |X ∩ Y| / |X ∪ Y| (Jaccard 1912).
    Jaccard,
    /// Jaccard of values: x·y / (|x|² + |y|² − x·y) (Tanimoto 1958).
    ExtendedJaccard,
    /// 2 |X ∩ Y| / (|X| + |Y|) (Dice 1945).
    Dice,
    /// Dice of values: 2 x·y / (|x|² + |y|²).
    ExtendedDice,
    /// Share of columns that are above 0 in both or in neither (Sokal & Michener 1958).
    SimpleMatching,
    /// Simple matching from −1 to 1 (Hamann 1961).
    Hamann,
    /// √Σ (x − y)².
    Euclidean,
    /// Σ |x − y|.
    Manhattan,
    /// max |x − y| (Chebyshev).
    Maximum,
    /// Σ |x − y| / (|x| + |y|), columns with 0 in both left out (Lance & Williams 1967).
    Canberra,
    /// (Σ |x − y|ᵖ)^(1/p), for p ≥ 1.
    Minkowski(f64),
}

impl FromStr for Measure {
    type Err = Error;

    /// Reads a name, as quanteda.textstats has it; a Minkowski distance has its power behind a colon ("minkowski:3").
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "cosine" => Self::Cosine,
            "correlation" => Self::Correlation,
            "jaccard" => Self::Jaccard,
            "ejaccard" => Self::ExtendedJaccard,
            "dice" => Self::Dice,
            "edice" => Self::ExtendedDice,
            "simple_matching" => Self::SimpleMatching,
            "hamann" => Self::Hamann,
            "euclidean" => Self::Euclidean,
            "manhattan" => Self::Manhattan,
            "maximum" => Self::Maximum,
            "canberra" => Self::Canberra,
            _ => {
                let power = name.strip_prefix("minkowski:");
                let power = power.and_then(|power| power.parse().ok());
                Self::Minkowski(power.ok_or_else(|| no_measure(name))?)
            }
        })
    }
}

fn no_measure(name: &str) -> Error {
    Error::argument(format!(
        "no measure {name:?}; choose cosine, correlation, jaccard, ejaccard, dice, edice, simple_matching, hamann, \
         euclidean, manhattan, maximum, canberra, or minkowski:3 (a distance with the power 3)"
    ))
}

impl Measure {
    /// Whether less of it means more alike.
    ///
    /// # Examples
    /// ```
    /// use detente::terms::similarity::Measure;
    /// assert!(Measure::Euclidean.is_distance() && !Measure::Cosine.is_distance());
    /// ```
    pub const fn is_distance(self) -> bool {
        matches!(
            self,
            Self::Euclidean | Self::Manhattan | Self::Maximum | Self::Canberra | Self::Minkowski(_)
        )
    }

    /// Refuses a power that makes no distance.
    fn check(self) -> Result<()> {
        match self {
            Self::Minkowski(p) if !(p >= 1.0 && p.is_finite()) => {
                let message =
                    format!("the power of a Minkowski distance must be at least 1, got {p}");
                Err(Error::argument(message))
            }
            _ => Ok(()),
        }
    }
}

/// The measure between each row of `a` and each of `b`; NaN where it is undefined (the cosine with an empty row).
///
/// For terms instead of documents, transpose both ([`Csr::transpose`]).
///
/// # Errors
/// If the matrices differ in columns, the result would have over 2²⁷ cells, or a Minkowski power is under 1.
///
/// # Examples
/// ```
/// use detente::terms::{matrix::Csr, similarity::{Measure, similarity}};
/// let rows = Csr::from_rows(2, [vec![(0, 3.0), (1, 4.0)], vec![(0, 1.0)]]);
/// assert_eq!(similarity(&rows, &rows, Measure::Cosine)?[[0, 1]], 0.6);
/// assert_eq!(similarity(&rows, &rows, Measure::Manhattan)?[[0, 1]], 6.0);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn similarity(a: &Csr<f64>, b: &Csr<f64>, measure: Measure) -> Result<Array2<f64>> {
    check(a, b)?;
    measure.check()?;
    if a.rows().saturating_mul(b.rows()) > 1 << 27 {
        return Err(Error::argument(format!(
            "{} by {} similarities would take over 1 GiB; compare fewer rows at a time",
            a.rows(),
            b.rows()
        )));
    }
    let cell = |(i, j)| compare(&Pair::of(a, i, b, j), measure);
    Ok(Array2::from_shape_fn((a.rows(), b.rows()), cell))
}

/// Several measures between one row of `a` and some of `b`: for each of these, the measures in the order asked for.
///
/// # Errors
/// If the matrices differ in columns, or a Minkowski power is under 1.
///
/// # Panics
/// If there are no such rows.
///
/// # Examples
/// ```
/// use detente::terms::{matrix::Csr, similarity::{Measure, similarities}};
/// let rows = Csr::from_rows(2, [vec![(0, 3.0), (1, 4.0)], vec![(0, 1.0)], vec![]]);
/// let found = similarities(&rows, 0, &rows, 1..3, &[Measure::Cosine, Measure::Jaccard])?;
/// assert_eq!(found[0], [0.6, 0.5]);
/// assert_eq!((found[1][0].is_nan(), found[1][1]), (true, 0.0));
/// # Ok::<(), detente::Error>(())
/// ```
pub fn similarities(
    a: &Csr<f64>,
    row: usize,
    b: &Csr<f64>,
    others: Range<usize>,
    measures: &[Measure],
) -> Result<Vec<Vec<f64>>> {
    check(a, b)?;
    measures.iter().try_for_each(|measure| measure.check())?;
    let one = |other| {
        let pair = Pair::of(a, row, b, other);
        let values = measures.iter().map(|&measure| compare(&pair, measure));
        values.collect()
    };
    Ok(others.map(one).collect())
}

fn check(a: &Csr<f64>, b: &Csr<f64>) -> Result<()> {
    if a.columns != b.columns {
        return Err(Error::argument(format!(
            "rows of {} and of {} columns cannot be compared; count both with one vocabulary",
            a.columns, b.columns
        )));
    }
    Ok(())
}

/// Two rows, as all measures need them.
struct Pair {
    /// The columns where either is stored.
    cells: Vec<(f64, f64)>,
    columns: f64,
}

impl Pair {
    fn of(a: &Csr<f64>, i: usize, b: &Csr<f64>, j: usize) -> Self {
        let (mut x, mut y) = (a.row(i).peekable(), b.row(j).peekable());
        let mut cells = Vec::with_capacity(x.len() + y.len());
        loop {
            match (x.peek().copied(), y.peek().copied()) {
                (Some((c, v)), Some((d, w))) if c == d => {
                    cells.push((v, w));
                    x.next();
                    y.next();
                }
                (Some((c, v)), other) if other.is_none_or(|(d, _)| c < d) => {
                    cells.push((v, 0.0));
                    x.next();
                }
                (_, Some((_, w))) => {
                    cells.push((0.0, w));
                    y.next();
                }
                _ => break,
            }
        }
        Self {
            cells,
            columns: a.columns as f64,
        }
    }

    fn sum(&self, value: impl Fn(f64, f64) -> f64) -> f64 {
        self.cells.iter().map(|&(x, y)| value(x, y)).sum()
    }

    /// How many columns are above 0 in x, in y, and in both.
    fn presence(&self) -> (f64, f64, f64) {
        let on = |x: f64| f64::from(u8::from(x > 0.0));
        let (x, y) = (self.sum(|x, _| on(x)), self.sum(|_, y| on(y)));
        (x, y, self.sum(|x, y| on(x) * on(y)))
    }

    fn correlation(&self) -> f64 {
        let n = self.columns;
        let (mean_x, mean_y) = (self.sum(|x, _| x) / n, self.sum(|_, y| y) / n);
        let product = self.sum(|x, y| x * y) - n * mean_x * mean_y;
        let spread_x = self.sum(|x, _| x * x) - n * mean_x * mean_x;
        let spread_y = self.sum(|_, y| y * y) - n * mean_y * mean_y;
        product / (spread_x * spread_y).sqrt()
    }
}

fn compare(pair: &Pair, measure: Measure) -> f64 {
    let product = || pair.sum(|x, y| x * y);
    let squares = || (pair.sum(|x, _| x * x), pair.sum(|_, y| y * y));
    let shared = |share: fn(f64, f64, f64) -> f64| {
        let (x, y, both) = pair.presence();
        share(x, y, both)
    };
    let matching = || {
        let (x, y, both) = pair.presence();
        (pair.columns - x - y + 2.0 * both) / pair.columns
    };
    match measure {
        Measure::Cosine => product() / (squares().0 * squares().1).sqrt(),
        Measure::Correlation => pair.correlation(),
        Measure::Jaccard => shared(|x, y, both| both / (x + y - both)),
        Measure::ExtendedJaccard => product() / (squares().0 + squares().1 - product()),
        Measure::Dice => shared(|x, y, both| 2.0 * both / (x + y)),
        Measure::ExtendedDice => 2.0 * product() / (squares().0 + squares().1),
        Measure::SimpleMatching => matching(),
        Measure::Hamann => 2.0 * matching() - 1.0,
        Measure::Euclidean => pair.sum(|x, y| (x - y) * (x - y)).sqrt(),
        Measure::Manhattan => pair.sum(|x, y| (x - y).abs()),
        Measure::Maximum => pair
            .cells
            .iter()
            .map(|(x, y)| (x - y).abs())
            .fold(0.0, f64::max),
        Measure::Canberra => pair.sum(|x, y| match x.abs() + y.abs() {
            0.0 => 0.0,
            size => (x - y).abs() / size,
        }),
        Measure::Minkowski(p) => pair.sum(|x, y| (x - y).abs().powf(p)).powf(1.0 / p),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_worked_by_hand() {
        // x = (1, 2, 0, 0), y = (2, 0, 2, 0).
        let x = Csr::from_rows(4, [vec![(0, 1.0), (1, 2.0)]]);
        let y = Csr::from_rows(4, [vec![(0, 2.0), (2, 2.0)]]);
        let cases = [
            (Measure::Cosine, 2.0 / 40_f64.sqrt()),
            // Means 0.75 and 1: (2 − 3) / √((5 − 2.25) (8 − 4)).
            (Measure::Correlation, -1.0 / 11_f64.sqrt()),
            (Measure::Jaccard, 1.0 / 3.0),
            (Measure::ExtendedJaccard, 2.0 / 11.0),
            (Measure::Dice, 0.5),
            (Measure::ExtendedDice, 4.0 / 13.0),
            (Measure::SimpleMatching, 0.5),
            (Measure::Hamann, 0.0),
            (Measure::Euclidean, 3.0),
            (Measure::Manhattan, 5.0),
            (Measure::Maximum, 2.0),
            (Measure::Canberra, 1.0 / 3.0 + 2.0),
            (Measure::Minkowski(2.0), 3.0),
            (Measure::Minkowski(3.0), 17_f64.cbrt()),
        ];
        for (measure, expected) in cases {
            let got = similarity(&x, &y, measure).unwrap()[[0, 0]];
            assert!(
                (got - expected).abs() < 1e-14,
                "{measure:?}: {got} is not {expected}"
            );
        }
    }

    #[test]
    fn rows_that_cannot_be_compared_are_refused() {
        let (x, y) = (Csr::from_rows(2, [vec![]]), Csr::from_rows(3, [vec![]]));
        assert!(similarity(&x, &y, Measure::Cosine).is_err());
        assert!(similarity(&x, &x, Measure::Minkowski(0.5)).is_err());
        assert!(similarity(&x, &x, Measure::Cosine).unwrap()[[0, 0]].is_nan());
        assert!(similarities(&x, 0, &x, 0..1, &[Measure::Minkowski(f64::NAN)]).is_err());
    }

    #[test]
    fn measures_have_names() {
        assert_eq!(
            "ejaccard".parse::<Measure>().unwrap(),
            Measure::ExtendedJaccard
        );
        let power: Measure = "minkowski:3".parse().unwrap();
        assert_eq!(power, Measure::Minkowski(3.0));
        assert!(power.is_distance() && !Measure::Cosine.is_distance());
        for name in ["cosinus", "minkowski", "minkowski:x"] {
            let message = name.parse::<Measure>().unwrap_err().to_string();
            assert!(message.contains("choose cosine"), "{message}");
        }
    }
}
