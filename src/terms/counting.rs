//! From sequences of terms to rows of counts, before terms have their final numbers.

use super::matrix::{Csr, Dtm};
use super::ngrams::{NgramTable, names, walk};
use super::options::TermOptions;
use super::sequence::{Corpus, Slot};
use crate::error::Result;
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
        let terms: Vec<&str> = unique(&names);
        let target = targets(&names, &terms);
        let mut counts = Csr {
            columns: terms.len(),
            ..Csr::default()
        };
        counting.rows.append_to(&mut counts, &target);
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
    pub rows: Rows,
}

impl Counting {
    pub fn new(options: &TermOptions) -> Self {
        Self {
            lengths: options.ngrams.clone(),
            max_skip: options.max_skip,
            separator: options.separator.clone(),
            ngrams: (!options.is_unigram()).then(NgramTable::default),
            rows: Rows::default(),
        }
    }

    /// Counts a row.
    pub fn push(&mut self, slots: &[Slot]) {
        let rows = &mut self.rows;
        match &mut self.ngrams {
            None => {
                for slot in slots.iter().filter(|&&slot| slot < Slot::BREAK) {
                    rows.add(slot.0);
                }
            }
            Some(table) => walk(
                slots,
                self.lengths.clone(),
                self.max_skip,
                NgramTable::ROOT,
                &mut |parent, word| table.child(parent, word),
                &mut |ngram| rows.add(ngram),
            ),
        }
        rows.end_row();
    }

    /// The names of the terms that occur, sorted, each with its number here.
    pub fn names(&self, words: &[&str]) -> Vec<(String, u32)> {
        let Some(table) = &self.ngrams else {
            let used = self.rows.used(words.len());
            let occurring = (0..words.len()).filter(|&term| used[term]);
            let mut names: Vec<_> = occurring
                .map(|term| (words[term].to_owned(), term as u32))
                .collect();
            names.sort_unstable();
            return names;
        };
        let used = self.rows.used(table.len());
        let mut names = names(table, words, &self.separator);
        names.retain(|&(ngram, _)| used[ngram as usize]);
        names
            .into_iter()
            .map(|(ngram, name)| (name, ngram))
            .collect()
    }
}

/// The names, sorted, each once.
pub(super) fn unique<'n>(names: impl IntoIterator<Item = &'n (String, u32)>) -> Vec<&'n str> {
    let mut terms: Vec<&str> = names.into_iter().map(|(name, _)| name.as_str()).collect();
    // A stable sort: it merges runs that are sorted already in linear time.
    terms.sort();
    terms.dedup();
    terms
}

/// For each of a worker's terms, its place among `terms`. Both are sorted by name.
pub(super) fn targets(names: &[(String, u32)], terms: &[&str]) -> Vec<Option<u32>> {
    let known = names.iter().map(|&(_, term)| term as usize + 1).max();
    let mut target = vec![None; known.unwrap_or(0)];
    let mut at = 0;
    for (name, term) in names {
        while terms.get(at).is_some_and(|known| *known < name.as_str()) {
            at += 1;
        }
        if terms.get(at) == Some(&name.as_str()) {
            target[*term as usize] = Some(at as u32);
        }
    }
    target
}

/// Rows of counts over a worker's own term numbers.
#[derive(Debug, Default)]
pub(super) struct Rows {
    terms: Vec<u32>,
    counts: Vec<u32>,
    lengths: Vec<u32>,
    /// By term, where it stands in the row at hand (one more; zero where it does not).
    place: Vec<u32>,
    row_start: usize,
}

impl Rows {
    /// Counts a term of the row at hand.
    pub fn add(&mut self, term: u32) {
        let index = term as usize;
        if index >= self.place.len() {
            self.place.resize(index + 1, 0);
        }
        if self.place[index] == 0 {
            self.terms.push(term);
            self.counts.push(1);
            self.place[index] = (self.terms.len() - self.row_start) as u32;
        } else {
            let count = &mut self.counts[self.row_start + self.place[index] as usize - 1];
            *count = count.saturating_add(1);
        }
    }

    /// Begins the next row.
    pub fn end_row(&mut self) {
        for &term in &self.terms[self.row_start..] {
            self.place[term as usize] = 0;
        }
        self.lengths
            .push((self.terms.len() - self.row_start) as u32);
        self.row_start = self.terms.len();
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

    /// Appends the rows to `out`: columns renumbered (`None`: left out), sorted, and equal ones added up.
    pub fn append_to(self, out: &mut Csr<u32>, target: &[Option<u32>]) {
        let mut start = 0;
        let mut row: Vec<(u32, u32)> = Vec::new();
        for length in self.lengths {
            let range = start..start + length as usize;
            start = range.end;
            let cells = self.terms[range.clone()].iter().zip(&self.counts[range]);
            row.clear();
            row.extend(cells.filter_map(|(&term, &count)| Some((target[term as usize]?, count))));
            row.sort_unstable();
            row.dedup_by(|cell, kept| {
                let same = cell.0 == kept.0;
                kept.1 = kept.1.saturating_add(if same { cell.1 } else { 0 });
                same
            });
            out.push_row(&row);
        }
    }
}
