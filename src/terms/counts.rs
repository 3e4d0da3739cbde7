//! Counting terms: from texts to a document-term matrix, on one thread or many, all at once or as texts come.
//!
//! Each worker counts its rows over its own vocabulary; at the end the terms are sorted by name and the columns
//! renumbered, so that neither the number of workers nor the order in which words were met shows in the result.

use super::counting::{Counting, targets, unique};
use super::matrix::{Csr, Dtm};
use super::options::TermOptions;
use super::sequence::{Slot, check_length};
use super::source::Source;
use crate::error::Result;
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
/// Linear in the text. Memory holds the result and the vocabulary, not the texts.
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
pub struct Counter {
    source: Source,
    slots: Vec<Slot>,
    counting: Counting,
}

impl Counter {
    /// A counter for these options and this rule of words.
    ///
    /// # Errors
    /// If the options make no sense ([`TermOptions::check`]).
    pub fn new(options: TermOptions, rule: WordRule) -> Result<Self> {
        Ok(Self {
            source: Source::new(&options, rule)?,
            slots: Vec::new(),
            counting: Counting::new(&options),
        })
    }

    /// Counts a text as the next row.
    ///
    /// # Errors
    /// If the text is longer than 4 GiB.
    pub fn push(&mut self, text: &str) -> Result<()> {
        check_length(text)?;
        self.slots.clear();
        self.source.read(text, &mut self.slots);
        self.counting.push(&self.slots);
        Ok(())
    }

    /// Number of rows so far.
    pub fn rows(&self) -> usize {
        self.counting.rows.len()
    }

    /// The matrix of all rows.
    pub fn finish(self) -> Dtm {
        merge(vec![self])
    }

    /// The rows with given columns, in the order of `terms`; what is not among them is left out.
    pub fn finish_with(self, terms: &[String]) -> Csr<u32> {
        merge_with(vec![self], terms)
    }

    fn names(&self) -> Vec<(String, u32)> {
        self.counting.names(&self.source.words())
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
    let names: Vec<Vec<(String, u32)>> = workers.iter().map(Counter::names).collect();
    let terms = unique(names.iter().flatten());
    let targets: Vec<_> = names.iter().map(|names| targets(names, &terms)).collect();
    let terms: Vec<String> = terms.into_iter().map(str::to_owned).collect();
    drop(names);
    let counts = append_all(workers, &targets, terms.len());
    Dtm { terms, counts }
}

/// The rows of several workers with given columns, in the order of `terms`; what is not among them is left out.
pub fn merge_with(workers: Vec<Counter>, terms: &[String]) -> Csr<u32> {
    let mut order: Vec<u32> = (0..terms.len() as u32).collect();
    order.sort_by_key(|&column| &terms[column as usize]);
    let sorted: Vec<&str> = order
        .iter()
        .map(|&column| terms[column as usize].as_str())
        .collect();
    let target = |worker: &Counter| {
        let mut target = targets(&worker.names(), &sorted);
        for place in target.iter_mut().flatten() {
            *place = order[*place as usize];
        }
        target
    };
    let targets: Vec<_> = workers.iter().map(target).collect();
    append_all(workers, &targets, terms.len())
}

fn append_all(workers: Vec<Counter>, targets: &[Vec<Option<u32>>], columns: usize) -> Csr<u32> {
    let cells = workers
        .iter()
        .map(|worker| worker.counting.rows.cells())
        .sum();
    let mut out = Csr {
        columns,
        indices: Vec::with_capacity(cells),
        data: Vec::with_capacity(cells),
        ..Csr::default()
    };
    for (worker, target) in workers.into_iter().zip(targets) {
        worker.counting.rows.append_to(&mut out, target);
    }
    out
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
    pool: &rayon::ThreadPool,
    texts: &[S],
    options: &TermOptions,
    rule: &WordRule,
) -> Result<Dtm> {
    let parts = split_by_bytes(texts, pool.current_num_threads());
    let counted: Result<Vec<Counter>> = pool.install(|| {
        parts
            .into_par_iter()
            .map(|part| count_part(&texts[part], options, rule))
            .collect()
    });
    Ok(merge(counted?))
}

fn count_part<S: AsRef<str>>(
    texts: &[S],
    options: &TermOptions,
    rule: &WordRule,
) -> Result<Counter> {
    let mut counter = Counter::new(options.clone(), rule.clone())?;
    for text in texts {
        counter.push(text.as_ref())?;
    }
    Ok(counter)
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
