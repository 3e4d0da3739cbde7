//! Co-occurrence: which terms stand in the same documents, or near each other.

use super::matrix::Csr;
use super::sequence::{Corpus, Slot};
use crate::error::{Error, Result};
use hashbrown::HashMap;

/// What counts as standing together.
#[derive(Clone, Debug, PartialEq)]
pub enum Context {
    /// In the same document: a pair of words n and m times there counts n · m (a word with itself: n (n − 1) / 2).
    Document,
    /// At most `size` places apart; each pair of places counts `weights[distance − 1]`.
    Window(Vec<f64>),
}

impl Context {
    /// A window in which every pair counts 1.
    pub fn window(size: usize) -> Self {
        Self::Window(vec![1.0; size])
    }

    /// A window in which a pair counts 1 / distance (Lund & Burgess 1996 weigh by nearness likewise).
    pub fn weighted_window(size: usize) -> Self {
        Self::Window((1..=size).map(|distance| 1.0 / distance as f64).collect())
    }
}

/// How to count co-occurrence.
///
/// # Examples
/// ```
/// use detente::terms::cooccurrence::{Context, CooccurrenceOptions};
/// let options = CooccurrenceOptions { context: Context::window(5), ..CooccurrenceOptions::default() };
/// assert!(!options.ordered);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CooccurrenceOptions {
    /// What counts as standing together.
    pub context: Context,
    /// Count each pair once a document.
    pub boolean: bool,
    /// Keep (first, second) apart from (second, first); windows only.
    pub ordered: bool,
    /// Give each unordered pair once, in the row of the first in byte order, instead of in both rows.
    pub upper: bool,
}

impl Default for CooccurrenceOptions {
    fn default() -> Self {
        Self {
            context: Context::Document,
            boolean: false,
            ordered: false,
            upper: false,
        }
    }
}

/// How often each term (row) stands together with each (column); rows and columns are the corpus's terms.
///
/// Gaps take up a place in a window; nothing reaches over a sentence end, unless the corpus was read without them.
///
/// # Errors
/// If order is asked for within documents.
///
/// # Examples
/// ```
/// use detente::terms::cooccurrence::{Context, CooccurrenceOptions, cooccurrence};
/// use detente::terms::{options::TermOptions, sequence::Corpus};
/// let corpus = Corpus::read(&["war and peace"], &TermOptions::default())?;
/// let options = CooccurrenceOptions { context: Context::window(1), ..Default::default() };
/// let near = cooccurrence(&corpus, &options)?;
/// let [and, peace, war] = [0, 1, 2];
/// assert_eq!(near.get(and, peace as u32), Some(1.0));
/// assert_eq!(near.get(war, peace as u32), None);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn cooccurrence(corpus: &Corpus, options: &CooccurrenceOptions) -> Result<Csr<f64>> {
    if options.ordered && options.context == Context::Document {
        return Err(Error::argument(
            "words of a document have no order; ask for a window to count ordered pairs",
        ));
    }
    let mut pairs: HashMap<(u32, u32), f64> = HashMap::new();
    for document in 0..corpus.len() {
        let mut own: HashMap<(u32, u32), f64> = HashMap::new();
        let target = if options.boolean {
            &mut own
        } else {
            &mut pairs
        };
        match &options.context {
            Context::Document => document_pairs(corpus, document, target),
            Context::Window(weights) => {
                window_pairs(corpus.document(document), weights, options.ordered, target);
            }
        }
        let mut met: Vec<(u32, u32)> = own.into_keys().collect();
        met.sort_unstable();
        for pair in met {
            *pairs.entry(pair).or_insert(0.0) += 1.0;
        }
    }
    let mut cells: Vec<((u32, u32), f64)> = pairs.into_iter().collect();
    if !options.ordered && !options.upper {
        let mirrored: Vec<_> = cells.iter().filter(|((a, b), _)| a != b).copied().collect();
        cells.extend(mirrored.into_iter().map(|((a, b), n)| ((b, a), n)));
    }
    cells.sort_unstable_by_key(|&(pair, _)| pair);
    Ok(to_csr(&cells, corpus.terms().len()))
}

fn document_pairs(corpus: &Corpus, document: usize, pairs: &mut HashMap<(u32, u32), f64>) {
    let mut words: Vec<u32> = corpus.words(document).collect();
    words.sort_unstable();
    let counts: Vec<(u32, f64)> = words
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len() as f64))
        .collect();
    for (at, &(first, n)) in counts.iter().enumerate() {
        if n > 1.0 {
            *pairs.entry((first, first)).or_insert(0.0) += n * (n - 1.0) / 2.0;
        }
        for &(second, m) in &counts[at + 1..] {
            *pairs.entry((first, second)).or_insert(0.0) += n * m;
        }
    }
}

fn window_pairs(
    slots: &[Slot],
    weights: &[f64],
    ordered: bool,
    pairs: &mut HashMap<(u32, u32), f64>,
) {
    for (at, &slot) in slots.iter().enumerate() {
        if slot >= Slot::BREAK {
            continue;
        }
        for (&next, &weight) in slots[at + 1..].iter().zip(weights) {
            match next {
                Slot::BREAK => break,
                Slot::GAP => {}
                Slot(second) if ordered => *pairs.entry((slot.0, second)).or_insert(0.0) += weight,
                Slot(second) => {
                    let pair = (slot.0.min(second), slot.0.max(second));
                    *pairs.entry(pair).or_insert(0.0) += weight;
                }
            }
        }
    }
}

fn to_csr(cells: &[((u32, u32), f64)], terms: usize) -> Csr<f64> {
    let mut matrix = Csr {
        columns: terms,
        ..Csr::default()
    };
    let mut rest = cells;
    for row in 0..terms as u32 {
        let here = rest.partition_point(|&((first, _), _)| first <= row);
        let cells: Vec<(u32, f64)> = rest[..here]
            .iter()
            .map(|&((_, column), n)| (column, n))
            .collect();
        matrix.push_row(&cells);
        rest = &rest[here..];
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::options::TermOptions;

    fn table(texts: &[&str], options: &CooccurrenceOptions) -> Vec<(String, String, f64)> {
        let corpus = Corpus::read(texts, &TermOptions::default()).unwrap();
        let matrix = cooccurrence(&corpus, options).unwrap();
        let name = |term: usize| corpus.terms()[term].clone();
        let rows = (0..matrix.rows()).flat_map(|row| matrix.row(row).map(move |cell| (row, cell)));
        rows.map(|(row, (column, n))| (name(row), name(column as usize), n))
            .collect()
    }

    fn cell(a: &str, b: &str, n: f64) -> (String, String, f64) {
        (a.to_owned(), b.to_owned(), n)
    }

    #[test]
    fn documents_multiply_counts() {
        let options = CooccurrenceOptions {
            upper: true,
            ..Default::default()
        };
        let expected = [
            cell("a", "a", 1.0),
            cell("a", "b", 3.0),
            cell("a", "c", 1.0),
        ];
        assert_eq!(table(&["a a b", "c. a, b"], &options)[..3], expected);
    }

    #[test]
    fn windows_weigh_distance_and_stop_at_sentences() {
        let upper = |context, boolean, ordered| CooccurrenceOptions {
            context,
            boolean,
            ordered,
            upper: true,
        };
        let text = ["b a b!\n\nC d"];
        let cases = [
            (
                upper(Context::window(2), false, false),
                vec![
                    cell("a", "b", 2.0),
                    cell("b", "b", 1.0),
                    cell("c", "d", 1.0),
                ],
            ),
            (
                upper(Context::window(2), true, false),
                vec![
                    cell("a", "b", 1.0),
                    cell("b", "b", 1.0),
                    cell("c", "d", 1.0),
                ],
            ),
            (
                upper(Context::weighted_window(2), false, true),
                vec![
                    cell("a", "b", 1.0),
                    cell("b", "a", 1.0),
                    cell("b", "b", 0.5),
                    cell("c", "d", 1.0),
                ],
            ),
        ];
        for (options, expected) in cases {
            assert_eq!(table(&text, &options), expected, "{options:?}");
        }
    }

    #[test]
    fn both_halves_are_given_unless_one_is_enough() {
        let near = CooccurrenceOptions {
            context: Context::window(1),
            ..Default::default()
        };
        assert_eq!(
            table(&["a b"], &near),
            [cell("a", "b", 1.0), cell("b", "a", 1.0)]
        );
        let wrong = CooccurrenceOptions {
            ordered: true,
            ..Default::default()
        };
        assert!(cooccurrence(&Corpus::default(), &wrong).is_err());
    }
}
