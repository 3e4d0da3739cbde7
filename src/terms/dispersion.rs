//! Dispersion: how evenly a term is spread over the parts of a corpus.
//!
//! A term stands f times, vᵢ times in part i of n; part i holds the share sᵢ of all words, and there the term has the
//! relative frequency pᵢ. Overview: Gries (2008, 2020).

use super::sequence::Corpus;
use crate::error::{Error, Result};
use serde::Serialize;

/// How evenly one term is spread.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dispersion {
    /// The term.
    pub term: String,
    /// f.
    pub count: u64,
    /// Parts that hold it.
    pub range: usize,
    /// Juilland's D: 1 − (standard deviation of pᵢ / mean of pᵢ) / √(n − 1); 1 is even (Juilland & Chang-Rodríguez
    /// 1964, with relative frequencies so that parts may differ in size).
    pub juilland_d: f64,
    /// Carroll's (1970) D₂: entropy of the pᵢ over log n; 1 is even.
    pub carroll_d2: f64,
    /// Rosengren's (1971) S: (Σ √(sᵢ vᵢ))² / f; 1 is even.
    pub rosengren_s: f64,
    /// Deviation of proportions: ½ Σ |vᵢ / f − sᵢ|; 0 is even (Gries 2008).
    pub dp: f64,
    /// DP over its greatest possible value, 1 − min sᵢ (Lijffijt & Gries 2012).
    pub dp_norm: f64,
    /// Kullback–Leibler divergence of the vᵢ / f from the sᵢ, in bits; 0 is even (Gries 2020).
    pub kl: f64,
    /// Average reduced frequency: the count, occurrences close together counted in part only (Savický & Hlaváčová 2002).
    pub arf: f64,
    /// Frequency corrected by average waiting time (the same).
    pub f_awt: f64,
    /// Frequency corrected by average logarithmic distance (the same).
    pub f_ald: f64,
}

/// What the parts of a corpus are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// Its documents (those without a word left out).
    #[default]
    Documents,
    /// So many stretches of equal size, of all documents in a row.
    Equal(usize),
}

/// The dispersion of every term, in byte order.
///
/// # Errors
/// If no part is asked for.
///
/// # Complexity
/// Time and memory linear in the corpus.
///
/// # Examples
/// ```
/// use detente::terms::{dispersion::{Parts, dispersion}, options::TermOptions, sequence::Corpus};
/// let corpus = Corpus::read(&["peace war", "peace talks"], &TermOptions::default())?;
/// let table = dispersion(&corpus, Parts::Documents)?;
/// assert_eq!((table[0].term.as_str(), table[0].dp), ("peace", 0.0));
/// assert_eq!((table[2].term.as_str(), table[2].dp), ("war", 0.5));
/// # Ok::<(), detente::Error>(())
/// ```
pub fn dispersion(corpus: &Corpus, parts: Parts) -> Result<Vec<Dispersion>> {
    let words: Vec<u32> = (0..corpus.len())
        .flat_map(|document| corpus.words(document))
        .collect();
    let ends = part_ends(corpus, parts, words.len())?;
    let places = places_by_term(&words, corpus.terms().len());
    let names = corpus.terms().iter().zip(&places);
    Ok(names
        .map(|(name, places)| spread(name, places, &ends))
        .collect())
}

/// Where each part that holds a word ends, in words.
fn part_ends(corpus: &Corpus, parts: Parts, words: usize) -> Result<Vec<usize>> {
    let mut ends: Vec<usize> = match parts {
        Parts::Documents => (0..corpus.len())
            .scan(0, |end, document| {
                *end += corpus.words(document).count();
                Some(*end)
            })
            .collect(),
        Parts::Equal(0) => {
            return Err(Error::argument(
                "a corpus has at least one part, 0 asked for",
            ));
        }
        Parts::Equal(n) => (1..=n.min(words))
            .map(|part| part * words / n.min(words))
            .collect(),
    };
    ends.dedup();
    ends.retain(|&end| end > 0);
    Ok(ends)
}

fn places_by_term(words: &[u32], terms: usize) -> Vec<Vec<usize>> {
    let mut places = vec![Vec::new(); terms];
    for (at, &word) in words.iter().enumerate() {
        places[word as usize].push(at);
    }
    places
}

fn spread(term: &str, places: &[usize], ends: &[usize]) -> Dispersion {
    let total = ends.last().copied().unwrap_or(0);
    let parts = part_counts(places, ends);
    let f = places.len() as f64;
    let n = ends.len() as f64;
    // The parts that lack the term enter every sum only through what the others leave over.
    let held: f64 = parts.iter().map(|part| part.share).sum();
    let mean = parts.iter().map(Part::relative).sum::<f64>() / n;
    let squares: f64 = parts
        .iter()
        .map(|part| (part.relative() - mean).powi(2))
        .sum();
    let deviation = ((squares + (n - parts.len() as f64) * mean * mean) / n).sqrt();
    let entropy: f64 = parts
        .iter()
        .map(|part| surprise(part.relative() / (mean * n)))
        .sum();
    let overlap: f64 = parts
        .iter()
        .map(|part| (part.share * part.count).sqrt())
        .sum();
    let gaps: f64 = parts
        .iter()
        .map(|part| (part.count / f - part.share).abs())
        .sum();
    let dp = (gaps + (1.0 - held).max(0.0)) / 2.0;
    let one = n == 1.0;
    let (arf, f_awt, f_ald) = reduced(places, total);
    Dispersion {
        term: term.to_owned(),
        count: places.len() as u64,
        range: parts.len(),
        juilland_d: if one {
            1.0
        } else {
            1.0 - deviation / mean / (n - 1.0).sqrt()
        },
        carroll_d2: if one {
            1.0
        } else {
            // Adding zero turns −0 into 0.
            entropy / n.ln() + 0.0
        },
        rosengren_s: overlap * overlap / f,
        dp,
        dp_norm: if one {
            0.0
        } else {
            dp / (1.0 - least_share(ends))
        },
        kl: parts
            .iter()
            .map(|part| part.count / f * (part.count / f / part.share).log2())
            .sum(),
        arf,
        f_awt,
        f_ald,
    }
}

/// A part that holds the term.
struct Part {
    count: f64,
    words: f64,
    share: f64,
}

impl Part {
    fn relative(&self) -> f64 {
        self.count / self.words
    }
}

fn part_counts(places: &[usize], ends: &[usize]) -> Vec<Part> {
    let total = ends.last().copied().unwrap_or(0) as f64;
    let mut parts = Vec::new();
    let mut rest = places;
    while let Some(&place) = rest.first() {
        let part = ends.partition_point(|&end| end <= place);
        let start = part.checked_sub(1).map_or(0, |before| ends[before]);
        let inside = rest.partition_point(|&place| place < ends[part]);
        let words = (ends[part] - start) as f64;
        parts.push(Part {
            count: inside as f64,
            words,
            share: words / total,
        });
        rest = &rest[inside..];
    }
    parts
}

fn least_share(ends: &[usize]) -> f64 {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let least = ends
        .iter()
        .zip(starts)
        .map(|(end, start)| end - start)
        .min();
    least.unwrap_or(0) as f64 / ends.last().copied().unwrap_or(1) as f64
}

fn surprise(p: f64) -> f64 {
    -p * p.ln()
}

/// ARF, f_AWT and f_ALD. The distance of the first occurrence is measured from the last, around the end of the corpus.
fn reduced(places: &[usize], total: usize) -> (f64, f64, f64) {
    let (n, f) = (total as f64, places.len() as f64);
    let mean = n / f;
    let (mut near, mut squares, mut logs) = (0.0, 0.0, 0.0);
    for (at, &place) in places.iter().enumerate() {
        let distance = match at.checked_sub(1) {
            Some(before) => place - places[before],
            None => place + total - places[places.len() - 1],
        } as f64;
        near += distance.min(mean);
        squares += distance * distance;
        logs += distance * distance.log10();
    }
    let waiting = (1.0 + squares / n) / 2.0;
    (
        near / mean,
        n / (2.0 * waiting - 1.0),
        n * 10_f64.powf(-logs / n),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::options::TermOptions;

    fn of(texts: &[&str], parts: Parts, term: &str) -> Dispersion {
        let corpus = Corpus::read(texts, &TermOptions::default()).unwrap();
        let table = dispersion(&corpus, parts).unwrap();
        table.into_iter().find(|row| row.term == term).unwrap()
    }

    fn close(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-12, "{got} is not {expected}");
    }

    /// The corpus of Gries (2008, section 2): five parts of 9 to 11 words; "a" stands 1, 2, 3, 4 and 5 times in them.
    const GRIES: [&str; 5] = [
        "b a m n i b e u p",
        "b a s a t b e w q n",
        "b c a g a b e s t a",
        "b a g h a b e a a t",
        "b a h a a b e a x a t",
    ];

    #[test]
    fn measures_of_gries_example() {
        let a = of(&GRIES, Parts::Documents, "a");
        assert_eq!((a.count, a.range), (15, 5));
        // As printed there.
        assert!((a.dp - 0.18).abs() < 5e-4);
        assert!((a.juilland_d - 0.785).abs() < 5e-4, "{}", a.juilland_d);
        assert!((a.carroll_d2 - 0.938).abs() < 5e-4, "{}", a.carroll_d2);
        assert!((a.rosengren_s - 0.95).abs() < 5e-4, "{}", a.rosengren_s);
        close(a.dp_norm, a.dp / (1.0 - 9.0 / 50.0));
    }

    #[test]
    fn an_even_term_is_even_by_every_measure() {
        let b = of(&["b x b y", "b z b w"], Parts::Equal(4), "b");
        close(b.juilland_d, 1.0);
        close(b.carroll_d2, 1.0);
        close(b.rosengren_s, 1.0);
        close(b.dp, 0.0);
        close(b.kl, 0.0);
        close(b.arf, 4.0);
        close(b.f_awt, 4.0);
        close(b.f_ald, 4.0);
    }

    #[test]
    fn occurrences_close_together_count_less() {
        // Distances 5 (around the end) and 1, mean 3.
        let a = of(&["a a x y z u"], Parts::Documents, "a");
        close(a.arf, (3.0 + 1.0) / 3.0);
        close(a.f_awt, 6.0 / (26.0 / 6.0));
        close(a.f_ald, 6.0 * 10_f64.powf(-5.0 * 5_f64.log10() / 6.0));
    }

    #[test]
    fn parts_without_words_are_no_parts() {
        assert_eq!(of(&["a", "", "a"], Parts::Documents, "a").juilland_d, 1.0);
        assert!(dispersion(&Corpus::default(), Parts::Equal(0)).is_err());
        assert!(
            dispersion(&Corpus::default(), Parts::Documents)
                .unwrap()
                .is_empty()
        );
    }
}
