//! Counting terms: from texts to a document-term matrix, on one thread or many, all at once or as texts come.
//!
//! Each worker reads texts into numbers of its own vocabulary; at the end the words are sorted, n-grams are numbered in
//! the order of their words, and rows are counted over these numbers, so that neither the number of workers nor the
//! order in which words were met shows in the result.

use super::counting::Found;
use super::matrix::{Csr, Dtm};
use super::options::TermOptions;
use super::parts::Parts;
use super::rows::Counted;
use super::sequence::check_length;
use super::sharing::{Shared, on_each};
use super::source::Source;
use super::term_list::Terms;
use super::united::columns_of;
use crate::error::Result;
use rayon::ThreadPool;
use rayon::prelude::*;

pub use super::source::WordRule;

/// The document-term matrix of `texts`, one row per text, on the calling thread.
///
/// # Errors
/// If the options make no sense, or a text is longer than 4 GiB.
///
/// # Examples
/// ```
/// use detente::terms::{counts::count, options::TermOptions};
/// let dtm = count(&["Peace, peace!", "War"], &TermOptions::default())?;
/// assert_eq!(dtm.terms, ["peace", "war"]);
/// assert_eq!(dtm.counts.data, [2, 1]);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn count<S: AsRef<str> + Sync>(texts: &[S], options: &TermOptions) -> Result<Dtm> {
    let mut counter = Counter::new(options.clone(), WordRule::Tokens)?;
    for text in texts {
        counter.push(text.as_ref())?;
    }
    Ok(counter.finish())
}

/// Counts the terms of one text after another.
///
/// # Complexity
/// Linear in the text. Memory holds the vocabulary, and of the texts a number for each word.
///
/// # Examples
/// ```
/// use detente::terms::{counts::{Counter, WordRule}, options::TermOptions};
/// let mut counter = Counter::new(TermOptions::default(), WordRule::Runs { min_chars: 2 })?;
/// counter.push("A cease-fire")?;
/// assert_eq!(counter.finish().terms, ["cease", "fire"]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
// Counters of several threads stand side by side: none shares a line of a cache with the next.
#[repr(align(128))]
pub struct Counter {
    options: TermOptions,
    source: Source,
    parts: Parts,
}

impl Counter {
    /// A counter for these options and this rule of words.
    ///
    /// # Errors
    /// If the options make no sense ([`TermOptions::check`]).
    pub fn new(options: TermOptions, rule: WordRule) -> Result<Self> {
        Ok(Self {
            source: Source::new(&options, rule)?,
            parts: Parts::default(),
            options,
        })
    }

    /// Counts a text as the next row.
    ///
    /// # Errors
    /// If the text is longer than 4 GiB.
    pub fn push(&mut self, text: &str) -> Result<()> {
        check_length(text)?;
        self.parts.push(|slots| self.source.read(text, slots));
        Ok(())
    }

    /// Number of rows so far.
    pub fn rows(&self) -> usize {
        self.parts.len()
    }

    /// The matrix of all rows.
    pub fn finish(self) -> Dtm {
        merge(vec![self])
    }

    /// The rows with given columns, in the order of `terms`; what is not among them is left out.
    pub fn finish_with(self, terms: &[String]) -> Csr<u32> {
        merge_with(vec![self], terms)
    }

    /// What is pushed from now on is of the share `number` of all workers' texts.
    pub(super) fn begin(&mut self, number: usize) {
        self.parts.begin(number);
    }
}

/// The matrix of several workers' rows, one worker's behind the other's.
///
/// This is how texts are counted on many threads: each worker gets a run of consecutive texts. The result is the same
/// for any number of workers.
///
/// # Examples
/// ```
/// use detente::terms::{counts::{Counter, WordRule, merge}, options::TermOptions};
/// let worker = |text| -> detente::Result<Counter> {
///     let mut counter = Counter::new(TermOptions::default(), WordRule::Tokens)?;
///     counter.push(text)?;
///     Ok(counter)
/// };
/// let dtm = merge(vec![worker("War and peace")?, worker("Peace")?]);
/// assert_eq!(dtm.terms, ["and", "peace", "war"]);
/// assert_eq!(dtm.counts.row(1).collect::<Vec<_>>(), [(1, 1)]);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn merge(workers: Vec<Counter>) -> Dtm {
    merge_in(None, workers)
}

/// [`merge`] on the threads of a pool, if there is one; the result is the same.
pub(crate) fn merge_in(pool: Option<&ThreadPool>, workers: Vec<Counter>) -> Dtm {
    let (terms, counts) = merge_listed_in(pool, workers);
    Dtm {
        terms: terms.listed().to_strings(),
        counts: counts.matrix(pool),
    }
}

/// The terms and the counts of [`merge_in`]; the terms take no more memory than they must.
pub(crate) fn merge_listed_in(
    pool: Option<&ThreadPool>,
    workers: Vec<Counter>,
) -> (Terms, Counted) {
    found_by(pool, workers, |found| found.counted(pool))
}

/// The rows of several workers with given columns, in the order of `terms`; what is not among them is left out.
///
/// # Examples
/// ```
/// use detente::terms::{counts::{Counter, WordRule, merge_with}, options::TermOptions};
/// let mut worker = Counter::new(TermOptions::default(), WordRule::Tokens)?;
/// worker.push("War and peace")?;
/// let rows = merge_with(vec![worker], &["war".to_owned(), "truce".to_owned(), "and".to_owned()]);
/// assert_eq!(rows.row(0).collect::<Vec<_>>(), [(0, 1), (2, 1)]);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn merge_with(workers: Vec<Counter>, terms: &[String]) -> Csr<u32> {
    merge_with_in(None, workers, terms).matrix(None)
}

/// [`merge_with`] on the threads of a pool, if there is one; the result is the same.
pub(crate) fn merge_with_in<S: AsRef<str>>(
    pool: Option<&ThreadPool>,
    workers: Vec<Counter>,
    terms: &[S],
) -> Counted {
    let mut sorted: Vec<(&str, u32)> = terms.iter().map(AsRef::as_ref).zip(0..).collect();
    sorted.sort_unstable();
    found_by(pool, workers, |found| {
        let columns = columns_of(&found.terms.listed(), &sorted);
        found.counted_in(pool, &columns, terms.len())
    })
}

/// What becomes of the texts of all workers and the terms in them.
fn found_by<R>(
    pool: Option<&ThreadPool>,
    workers: Vec<Counter>,
    take: impl FnOnce(Found) -> R,
) -> R {
    let options = workers.first().map(|worker| worker.options.clone());
    let workers = workers
        .into_iter()
        .map(|worker| (worker.source, worker.parts));
    let (sources, parts): (Vec<Source>, Vec<Parts>) = workers.unzip();
    let words = on_each(pool, sources.iter().collect(), Source::words);
    let workers = words.into_iter().zip(parts).collect();
    take(Found::new(pool, workers, &options.unwrap_or_default()))
}

/// Counts texts on all threads of a pool; the result is that of [`count`].
///
/// The pool is the caller's: the crate never uses rayon's global pool, which a forked process would wait for for ever.
///
/// # Errors
/// If the options make no sense, or a text is longer than 4 GiB.
///
/// # Examples
/// ```
/// use detente::terms::{counts::{WordRule, count, count_in}, options::TermOptions};
/// let texts = ["Peace talks", "War", "Talks of war"];
/// let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
/// let options = TermOptions::default();
/// assert_eq!(count_in(&pool, &texts, &options, &WordRule::Tokens)?, count(&texts, &options)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_in<S: AsRef<str> + Sync>(
    pool: &ThreadPool,
    texts: &[S],
    options: &TermOptions,
    rule: &WordRule,
) -> Result<Dtm> {
    let shared = Shared::new(texts);
    let mut counters = shared.counters(pool.current_num_threads(), options, rule)?;
    let count = |counter: &mut Counter| shared.count(counter, usize::MAX);
    pool.install(|| counters.par_iter_mut().try_for_each(count))?;
    Ok(merge_in(Some(pool), counters))
}

/// Consecutive ranges of texts of about equal size in bytes, at most `parts`.
pub fn split_by_bytes<S: AsRef<str>>(texts: &[S], parts: usize) -> Vec<std::ops::Range<usize>> {
    let total: usize = texts.iter().map(|text| text.as_ref().len()).sum();
    let goal = total / parts.max(1) + 1;
    let (mut ranges, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (at, text) in texts.iter().enumerate() {
        bytes += text.as_ref().len();
        if bytes >= goal * (ranges.len() + 1) {
            ranges.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < texts.len() {
        ranges.push(start..texts.len());
    }
    ranges
}

#[cfg(test)]
mod tests;
