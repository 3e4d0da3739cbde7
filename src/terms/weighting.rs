//! Weights of terms in documents: the SMART family, scikit-learn's tf-idf, and BM25.
//!
//! A weight is the product of a factor for the count in the document (tf), a factor for the term's document frequency
//! (idf) and a factor that makes documents of different length comparable (norm).

use super::matrix::Csr;
use crate::error::{Error, Result};
use std::str::FromStr;

/// The factor for a term's count `tf` in a document.
///
/// `max`, `mean` and `sum` are those of the document's counts above zero. Letters: Salton & Buckley (1988); Manning,
/// Raghavan & Schütze (2008), figure 6.15.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermFactor {
    /// `n`: tf.
    #[default]
    Natural,
    /// `l`: 1 + log tf.
    Log,
    /// `a`: ½ + ½ tf / max.
    Augmented,
    /// `b`: 1.
    Boolean,
    /// `L`: (1 + log tf) / (1 + log mean).
    LogAverage,
    /// `d`: 1 + log(1 + log tf) (Singhal et al. 1999).
    DoubleLog,
    /// `r`, relative: tf / sum.
    Proportion,
    /// `m`: tf / max.
    ProportionOfMax,
}

/// The factor for a term that stands in `df` of `N` documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentFactor {
    /// `n`: 1.
    #[default]
    None,
    /// `t`: log(N / df) (Spärck Jones 1972).
    Inverse,
    /// `p`: max(0, log((N − df) / df)) (Croft & Harper 1979).
    Probabilistic,
    /// `m`: log(max df / df), the greatest document frequency in place of N.
    InverseMax,
    /// `s`: log((N + 1) / (df + 1)) + 1, scikit-learn's default.
    Smooth,
    /// `f`: log(N / df) + 1, scikit-learn's `smooth_idf=False`.
    PlusOne,
}

/// The factor by which a document's weights are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Norm {
    /// `n`: 1.
    #[default]
    None,
    /// `c`: the Euclidean length (scikit-learn's `l2`).
    Cosine,
    /// `s`: the sum of the absolute weights (scikit-learn's `l1`).
    Sum,
    /// `m`: the greatest absolute weight.
    Max,
    /// `u`: (1 − slope) · pivot + slope · number of different terms; the pivot is its mean over documents
    /// (Singhal, Buckley & Mitra 1996).
    PivotedUnique {
        /// 0 (no normalisation) to 1; the letter `u` means 0.25.
        slope: f64,
    },
    /// `b`: the number of words in the document, to a power. (SMART counts bytes; a matrix knows words only.)
    Length {
        /// The power, under 1; the letter `b` means 0.375.
        power: f64,
    },
}

/// A weighting scheme: three factors and the base of the logarithms.
///
/// # Examples
/// ```
/// use detente::terms::{matrix::Csr, weighting::Weighting};
/// let counts = Csr::from_rows(2, [vec![(0, 4_u32), (1, 3)], vec![(0, 1)]]);
/// let plain: Weighting = "nnc".parse()?;
/// assert_eq!(plain.weigh(&counts).data, [0.8, 0.6, 1.0]);
/// let tfidf: Weighting = "ntn".parse()?;
/// assert_eq!(tfidf.weigh(&counts).data, [0.0, 3.0 * 2.0_f64.ln(), 0.0]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighting {
    /// The factor of the count.
    pub term: TermFactor,
    /// The factor of the document frequency.
    pub document: DocumentFactor,
    /// What a document's weights are divided by.
    pub norm: Norm,
    /// The base of all logarithms: e unless set (quanteda takes 10).
    pub base: f64,
}

impl Default for Weighting {
    /// Counts as they are (`nnn`).
    fn default() -> Self {
        Self {
            term: TermFactor::Natural,
            document: DocumentFactor::None,
            norm: Norm::None,
            base: std::f64::consts::E,
        }
    }
}

impl FromStr for Weighting {
    type Err = Error;

    /// Reads three letters in SMART's order: term, document, norm ("ltc").
    fn from_str(letters: &str) -> Result<Self> {
        let [term, document, norm] = letters.chars().collect::<Vec<_>>()[..] else {
            return Err(unknown(letters));
        };
        Ok(Self {
            term: term_factor(term).ok_or_else(|| unknown(letters))?,
            document: document_factor(document).ok_or_else(|| unknown(letters))?,
            norm: norm_factor(norm).ok_or_else(|| unknown(letters))?,
            ..Self::default()
        })
    }
}

fn unknown(letters: &str) -> Error {
    Error::argument(format!(
        "{letters:?} is no weighting scheme; give three letters: one of n, l, a, b, L, d, r, m for the count, \
         one of n, t, p, m, s, f for the document frequency, one of n, c, s, m, u, b for the norm (\"ltc\")"
    ))
}

fn term_factor(letter: char) -> Option<TermFactor> {
    Some(match letter {
        'n' => TermFactor::Natural,
        'l' => TermFactor::Log,
        'a' => TermFactor::Augmented,
        'b' => TermFactor::Boolean,
        'L' => TermFactor::LogAverage,
        'd' => TermFactor::DoubleLog,
        'r' => TermFactor::Proportion,
        'm' => TermFactor::ProportionOfMax,
        _ => return None,
    })
}

fn document_factor(letter: char) -> Option<DocumentFactor> {
    Some(match letter {
        'n' => DocumentFactor::None,
        't' => DocumentFactor::Inverse,
        'p' => DocumentFactor::Probabilistic,
        'm' => DocumentFactor::InverseMax,
        's' => DocumentFactor::Smooth,
        'f' => DocumentFactor::PlusOne,
        _ => return None,
    })
}

fn norm_factor(letter: char) -> Option<Norm> {
    Some(match letter {
        'n' => Norm::None,
        'c' => Norm::Cosine,
        's' => Norm::Sum,
        'm' => Norm::Max,
        'u' => Norm::PivotedUnique { slope: 0.25 },
        'b' => Norm::Length { power: 0.375 },
        _ => return None,
    })
}

impl Weighting {
    /// The weights of a matrix of counts, with the document frequencies of that same matrix.
    pub fn weigh<T: Copy + Into<f64>>(&self, counts: &Csr<T>) -> Csr<f64> {
        let idf = self.document_factors(&counts.column_rows(), counts.rows());
        self.weigh_with(counts, &idf)
    }

    /// The weights of a matrix of counts, with document factors from elsewhere (the texts a model was fitted to).
    /// A column without a factor gets factor 0.
    pub fn weigh_with<T: Copy + Into<f64>>(&self, counts: &Csr<T>, idf: &[f64]) -> Csr<f64> {
        let mut weights = counts.map(|&count| count.into());
        let lengths = weights.row_sums();
        let mean_terms = weights.data.len() as f64 / weights.rows().max(1) as f64;
        for (row, &length) in lengths.iter().enumerate() {
            let range = weights.indptr[row]..weights.indptr[row + 1];
            let values = &mut weights.data[range.clone()];
            self.weigh_counts(values, length);
            if self.document != DocumentFactor::None {
                for (value, &column) in values.iter_mut().zip(&weights.indices[range]) {
                    *value *= idf.get(column as usize).copied().unwrap_or(0.0);
                }
            }
            self.normalise(values, length, mean_terms);
        }
        weights
    }

    /// The factor of each term, from its document frequency among `documents` documents.
    pub fn document_factors(&self, frequencies: &[u64], documents: usize) -> Vec<f64> {
        let n = documents as f64;
        let max = frequencies.iter().copied().max().unwrap_or(0) as f64;
        let factor = |&df: &u64| {
            let df = df as f64;
            match self.document {
                DocumentFactor::None => 1.0,
                DocumentFactor::Inverse => self.log(n / df),
                DocumentFactor::Probabilistic => self.log((n - df) / df).max(0.0),
                DocumentFactor::InverseMax => self.log(max / df),
                DocumentFactor::Smooth => self.log((n + 1.0) / (df + 1.0)) + 1.0,
                DocumentFactor::PlusOne => self.log(n / df) + 1.0,
            }
        };
        frequencies.iter().map(factor).collect()
    }

    /// The logarithm; exact for bases e, 2 and 10 where a quotient of logarithms would not be.
    fn log(&self, x: f64) -> f64 {
        match self.base {
            std::f64::consts::E => x.ln(),
            2.0 => x.log2(),
            10.0 => x.log10(),
            base => x.ln() / base.ln(),
        }
    }

    fn weigh_counts(&self, values: &mut [f64], sum: f64) {
        let max = values.iter().copied().fold(0.0, f64::max);
        let mean = sum / values.len().max(1) as f64;
        for value in values {
            let tf = *value;
            *value = match self.term {
                TermFactor::Natural => tf,
                TermFactor::Log => self.log(tf) + 1.0,
                TermFactor::Augmented => 0.5 + 0.5 * tf / max,
                TermFactor::Boolean => 1.0,
                TermFactor::LogAverage => (1.0 + self.log(tf)) / (1.0 + self.log(mean)),
                TermFactor::DoubleLog => 1.0 + self.log(1.0 + self.log(tf)),
                TermFactor::Proportion => tf / sum,
                TermFactor::ProportionOfMax => tf / max,
            };
        }
    }

    fn normalise(&self, values: &mut [f64], length: f64, mean_terms: f64) {
        let divisor = match self.norm {
            Norm::None => return,
            Norm::Cosine => values.iter().map(|v| v * v).sum::<f64>().sqrt(),
            Norm::Sum => values.iter().map(|v| v.abs()).sum(),
            Norm::Max => values.iter().fold(0.0, |max, v| v.abs().max(max)),
            Norm::PivotedUnique { slope } => {
                (1.0 - slope) * mean_terms + slope * values.len() as f64
            }
            Norm::Length { power } => length.powf(power),
        };
        if divisor > 0.0 {
            for value in values {
                *value /= divisor;
            }
        }
    }
}

/// Okapi BM25 (Robertson & Zaragoza 2009, equation 3.15).
///
/// A term that stands tf times in a document of length dl weighs idf · tf (k₁ + 1) / (tf + k₁ (1 − b + b dl / mean dl)).
/// Its idf is ln(1 + (N − df + ½) / (df + ½)), which unlike the original's is never negative.
///
/// # Examples
/// ```
/// use detente::terms::{matrix::Csr, weighting::Bm25};
/// let counts = Csr::from_rows(2, [vec![(0, 1_u32)], vec![(1, 1)]]);
/// let weights = Bm25::default().weigh(&counts);
/// assert!((weights.data[0] - 2.0_f64.ln()).abs() < 1e-15);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25 {
    /// How fast further occurrences lose weight: 1.2 unless set; 0 counts only presence.
    pub k1: f64,
    /// How much length matters, 0 to 1: 0.75 unless set.
    pub b: f64,
}

impl Default for Bm25 {
    fn default() -> Self {
        Self { k1: 1.2, b: 0.75 }
    }
}

impl Bm25 {
    /// The weights of a matrix of counts, with the document frequencies and mean length of that same matrix.
    pub fn weigh<T: Copy + Into<f64>>(&self, counts: &Csr<T>) -> Csr<f64> {
        let idf = self.document_factors(&counts.column_rows(), counts.rows());
        let mean = counts.row_sums().iter().sum::<f64>() / counts.rows().max(1) as f64;
        self.weigh_with(counts, &idf, mean)
    }

    /// The weights, with document factors and mean length from elsewhere.
    pub fn weigh_with<T: Copy + Into<f64>>(
        &self,
        counts: &Csr<T>,
        idf: &[f64],
        mean_length: f64,
    ) -> Csr<f64> {
        let mut weights = counts.map(|&count| count.into());
        let lengths = weights.row_sums();
        for (row, length) in lengths.into_iter().enumerate() {
            let damping = self.k1 * (1.0 - self.b + self.b * length / mean_length);
            for at in weights.indptr[row]..weights.indptr[row + 1] {
                let tf = weights.data[at];
                let factor = idf.get(weights.indices[at] as usize).copied();
                weights.data[at] = factor.unwrap_or(0.0) * tf * (self.k1 + 1.0) / (tf + damping);
            }
        }
        weights
    }

    /// The idf of each term, from its document frequency among `documents` documents.
    pub fn document_factors(&self, frequencies: &[u64], documents: usize) -> Vec<f64> {
        let n = documents as f64;
        let factor = |&df: &u64| ((n - df as f64 + 0.5) / (df as f64 + 0.5)).ln_1p();
        frequencies.iter().map(factor).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three documents over three terms; worked by hand.
    fn counts() -> Csr<u32> {
        Csr::from_rows(
            3,
            [vec![(0, 2), (1, 2)], vec![(0, 4), (2, 1)], vec![(0, 1)]],
        )
    }

    fn close(got: &[f64], expected: &[f64]) {
        assert_eq!(got.len(), expected.len());
        for (g, e) in got.iter().zip(expected) {
            assert!((g - e).abs() < 1e-14, "{got:?} is not {expected:?}");
        }
    }

    #[test]
    fn term_factors_follow_their_letters() {
        let (l2, l4, l25) = (2_f64.ln(), 4_f64.ln(), 2.5_f64.ln());
        let cases = [
            ("nnn", vec![2.0, 2.0, 4.0, 1.0, 1.0]),
            ("lnn", vec![1.0 + l2, 1.0 + l2, 1.0 + l4, 1.0, 1.0]),
            ("ann", vec![1.0, 1.0, 1.0, 0.625, 1.0]),
            ("bnn", vec![1.0; 5]),
            (
                "Lnn",
                vec![1.0, 1.0, (1.0 + l4) / (1.0 + l25), 1.0 / (1.0 + l25), 1.0],
            ),
            ("rnn", vec![0.5, 0.5, 0.8, 0.2, 1.0]),
            ("mnn", vec![1.0, 1.0, 1.0, 0.25, 1.0]),
            ("nnm", vec![1.0, 1.0, 1.0, 0.25, 1.0]),
            ("nns", vec![0.5, 0.5, 0.8, 0.2, 1.0]),
        ];
        for (letters, expected) in cases {
            let scheme: Weighting = letters.parse().unwrap();
            close(&scheme.weigh(&counts()).data, &expected);
        }
    }

    #[test]
    fn document_factors_follow_their_letters() {
        let cases = [
            ('t', [0.0, 3_f64.ln(), 3_f64.ln()]),
            ('p', [0.0, 2_f64.ln(), 2_f64.ln()]),
            ('m', [0.0, 3_f64.ln(), 3_f64.ln()]),
            ('s', [1.0, 2_f64.ln() + 1.0, 2_f64.ln() + 1.0]),
            ('f', [1.0, 3_f64.ln() + 1.0, 3_f64.ln() + 1.0]),
        ];
        for (letter, expected) in cases {
            let scheme: Weighting = format!("n{letter}n").parse().unwrap();
            close(
                &scheme.document_factors(&counts().column_rows(), 3),
                &expected,
            );
        }
    }

    #[test]
    fn what_is_no_scheme_says_which_letters_are() {
        for letters in ["", "nt", "xtc", "ntcc", "nxn", "nnx"] {
            let error = letters.parse::<Weighting>().unwrap_err();
            assert!(error.to_string().contains("three letters"), "{error}");
        }
    }

    #[test]
    fn empty_rows_stay_empty() {
        let empty = Csr::<u32>::from_rows(0, [vec![], vec![]]);
        for letters in ["ltc", "Lpu", "asb"] {
            assert_eq!(
                letters.parse::<Weighting>().unwrap().weigh(&empty).rows(),
                2
            );
        }
        assert_eq!(Bm25::default().weigh(&empty).rows(), 2);
    }
}
