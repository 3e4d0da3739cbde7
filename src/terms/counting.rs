//! From sequences of terms to rows of counts, before terms have their final numbers.

use super::matrix::{Csr, Dtm};
use super::ngrams::{NgramTable, in_order, names, walk};
use super::options::TermOptions;
use super::sequence::{Corpus, Slot};
use crate::error::Result;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::RangeInclusive;

impl Dtm {
    /// The counts of a corpus's documents: of its words, or of n-grams of them.
    ///
    /// Only `ngrams`, `max_skip` and `separator` of the options matter; the rest was settled when the corpus was read.
    ///
    /// # Errors
    /// If the options make no sense.
    ///
    /// # Examples
    /// ```
    /// use detente::terms::{matrix::Dtm, options::TermOptions, sequence::Corpus};
    /// let options = TermOptions { ngrams: 2..=2, ..TermOptions::default() };
    /// let corpus = Corpus::read(&["war and peace"], &options)?;
    /// assert_eq!(Dtm::of(&corpus, &options)?.terms, ["and peace", "war and"]);
    /// # Ok::<(), detente::Error>(())
    /// ```
    pub fn of(corpus: &Corpus, options: &TermOptions) -> Result<Self> {
        options.check()?;
        let mut counting = Counting::new(options);
        for slots in corpus.documents() {
            counting.push(slots);
        }
        let words: Vec<&str> = corpus.terms().iter().map(String::as_str).collect();
        let names = counting.names(&words);
        let mut terms: Vec<&str> = names.iter().map(|(name, _)| name.as_ref()).collect();
        terms.dedup();
        let target = targets(&names, &terms);
        let counts = joined(None, vec![counting.rows.renumbered(&target)], terms.len());
        let terms = terms.into_iter().map(str::to_owned).collect();
        Ok(Self { terms, counts })
    }
}

/// From slots to rows of counts.
#[derive(Debug)]
pub(super) struct Counting {
    lengths: RangeInclusive<usize>,
    max_skip: usize,
    separator: String,
    /// The n-grams, unless terms are single words.
    ngrams: Option<NgramTable>,
    /// The terms of the row at hand, kept for its memory.
    found: Vec<u32>,
    pub rows: Rows,
}

impl Counting {
    pub fn new(options: &TermOptions) -> Self {
        Self {
            lengths: options.ngrams.clone(),
            max_skip: options.max_skip,
            separator: options.separator.clone(),
            ngrams: (!options.is_unigram()).then(NgramTable::default),
            found: Vec::new(),
            rows: Rows::default(),
        }
    }

    /// Counts a row.
    pub fn push(&mut self, slots: &[Slot]) {
        let found = &mut self.found;
        found.clear();
        match &mut self.ngrams {
            None => found.extend(
                slots
                    .iter()
                    .filter(|&&slot| slot < Slot::BREAK)
                    .map(|s| s.0),
            ),
            Some(table) => walk(
                slots,
                self.lengths.clone(),
                self.max_skip,
                NgramTable::ROOT,
                &mut |parent, word| table.child(parent, word),
                &mut |ngram| found.push(ngram),
            ),
        }
        self.rows.push(found);
    }

    /// The names of the terms that occur, sorted, each with its number here.
    pub fn names<'w>(&self, words: &[&'w str]) -> Vec<(Cow<'w, str>, u32)> {
        match &self.ngrams {
            None => {
                let used = self.rows.used(words.len());
                let occurring = in_order(words).into_iter();
                let occurring = occurring.filter(|&term| used[term as usize]);
                let name = |term: u32| (Cow::Borrowed(words[term as usize]), term);
                occurring.map(name).collect()
            }
            Some(table) => {
                let used = self.rows.used(table.len());
                let names = names(table, words, &self.separator).into_iter();
                let occurring = names.filter(|&(ngram, _)| used[ngram as usize]);
                occurring
                    .map(|(ngram, name)| (name.into(), ngram))
                    .collect()
            }
        }
    }
}

/// The place of a term that is left out.
const NOWHERE: u32 = u32::MAX;

/// For each of a worker's terms, its place among `terms`, if it is there. Both are sorted by name.
pub(super) fn targets(names: &[(Cow<'_, str>, u32)], terms: &[&str]) -> Vec<u32> {
    let known = names.iter().map(|&(_, term)| term as usize + 1).max();
    let mut target = vec![NOWHERE; known.unwrap_or(0)];
    let mut at = 0;
    for (name, term) in names {
        while terms.get(at).is_some_and(|&known| known < name.as_ref()) {
            at += 1;
        }
        if terms.get(at) == Some(&name.as_ref()) {
            target[*term as usize] = at as u32;
        }
    }
    target
}

/// The matrix of several workers' rows, one worker's behind the other's; their terms are columns already.
pub(super) fn joined(pool: Option<&ThreadPool>, parts: Vec<Rows>, columns: usize) -> Csr<u32> {
    let mut indptr = vec![0];
    let lengths = parts.iter().flat_map(|part| &part.lengths);
    indptr.extend(lengths.scan(0, |end, &length| {
        *end += length as usize;
        Some(*end)
    }));
    let (indices, data) = match <[Rows; 1]>::try_from(parts) {
        Ok([only]) => (only.terms, only.counts),
        Err(parts) => {
            let cells = parts.iter().map(Rows::cells).sum();
            let (mut indices, mut data) = (vec![0; cells], vec![0; cells]);
            let mut places = Vec::new();
            let (mut terms, mut counts) = (indices.as_mut_slice(), data.as_mut_slice());
            for part in parts {
                let (here, rest) = terms.split_at_mut(part.cells());
                let (beside, others) = counts.split_at_mut(part.cells());
                places.push((here, beside, part));
                (terms, counts) = (rest, others);
            }
            on_each(pool, places, |(terms, counts, part)| {
                terms.copy_from_slice(&part.terms);
                counts.copy_from_slice(&part.counts);
            });
            (indices, data)
        }
    };
    Csr {
        indptr,
        indices,
        data,
        columns,
    }
}

/// `work` on every item, shared among the threads of the pool if there is one; the results are in the order of the items.
pub(super) fn on_each<T: Send, R: Send>(
    pool: Option<&ThreadPool>,
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    match pool {
        Some(pool) => pool.install(|| items.into_par_iter().map(work).collect()),
        None => items.into_iter().map(work).collect(),
    }
}

/// Rows of counts over a worker's own term numbers.
#[derive(Debug, Default)]
pub(super) struct Rows {
    terms: Vec<u32>,
    counts: Vec<u32>,
    lengths: Vec<u32>,
    /// By term, where it stands in the row at hand (one more; zero where it does not).
    place: Vec<u32>,
}

impl Rows {
    /// Counts the terms of a row.
    ///
    /// No branch asks whether a term is new in the row, which no processor can foretell: a cell for it is prepared
    /// behind the others, and kept if it was needed.
    pub fn push(&mut self, found: &[u32]) {
        let known = found.iter().max().map_or(0, |&last| last as usize + 1);
        if known > self.place.len() {
            self.place.resize(known, 0);
        }
        let start = self.terms.len();
        self.terms.resize(start + found.len(), 0);
        self.counts.resize(start + found.len(), 0);
        let (terms, counts) = (&mut self.terms[start..], &mut self.counts[start..]);
        let mut length = 0;
        for &term in found {
            let place = &mut self.place[term as usize];
            let new = *place == 0;
            terms[length] = term;
            let cell = if new { length } else { *place as usize - 1 };
            length += usize::from(new);
            counts[cell] = counts[cell].saturating_add(1);
            *place = cell as u32 + 1;
        }
        for &term in &terms[..length] {
            self.place[term as usize] = 0;
        }
        self.terms.truncate(start + length);
        self.counts.truncate(start + length);
        self.lengths.push(length as u32);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Number of cells of all rows.
    pub fn cells(&self) -> usize {
        self.terms.len()
    }

    /// For each of `known` terms, whether it stands in a row.
    pub fn used(&self, known: usize) -> Vec<bool> {
        let mut used = vec![false; known];
        for &term in &self.terms {
            used[term as usize] = true;
        }
        used
    }

    /// The rows with terms renumbered ([`NOWHERE`]: left out), in rising order, and equal ones added up.
    ///
    /// It is done in place: rows only ever get shorter.
    pub fn renumbered(mut self, target: &[u32]) -> Self {
        let (mut start, mut kept) = (0, 0);
        // A cell is one number, its term above its count: quicker to sort than a pair.
        let mut row: Vec<u64> = Vec::new();
        for length in &mut self.lengths {
            let range = start..start + *length as usize;
            start = range.end;
            let cells = self.terms[range.clone()].iter().zip(&self.counts[range]);
            let placed = cells.map(|(&term, &count)| (target[term as usize], count));
            let placed = placed.filter(|&(term, _)| term != NOWHERE);
            row.clear();
            row.extend(placed.map(|(term, count)| u64::from(term) << 32 | u64::from(count)));
            row.sort_unstable();
            let first = kept;
            for &cell in &row {
                let (term, count) = ((cell >> 32) as u32, cell as u32);
                if kept > first && self.terms[kept - 1] == term {
                    self.counts[kept - 1] = self.counts[kept - 1].saturating_add(count);
                } else {
                    (self.terms[kept], self.counts[kept]) = (term, count);
                    kept += 1;
                }
            }
            *length = (kept - first) as u32;
        }
        self.terms.truncate(kept);
        self.counts.truncate(kept);
        self
    }
}
