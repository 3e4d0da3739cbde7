//! From sequences of terms to rows of counts, before terms have their final numbers.

use super::matrix::Dtm;
use super::ngrams::{NgramTable, walk};
use super::options::TermOptions;
use super::rows::{Rows, joined};
use super::sequence::{Corpus, Slot};
use super::united::{Names, unite};
use crate::error::Result;

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
        let (names, rows) = counting.finish(&words);
        let united = unite(None, vec![names], options);
        let counts = joined(None, vec![rows], &united.places, united.terms.len());
        Ok(Self {
            terms: united.terms.to_strings(),
            counts,
        })
    }
}

/// From slots to rows of counts.
#[derive(Debug)]
pub(super) struct Counting {
    options: TermOptions,
    /// The n-grams, unless terms are single words.
    ngrams: Option<NgramTable>,
    /// The terms of the row at hand and their places in it, kept for their memory.
    found: Vec<u32>,
    place: Vec<u32>,
    /// The rows so far; those at hand are the last.
    parts: Vec<Rows>,
}

impl Counting {
    pub fn new(options: &TermOptions) -> Self {
        Self {
            options: options.clone(),
            ngrams: (!options.is_unigram()).then(NgramTable::default),
            found: Vec::new(),
            place: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// What is pushed from now on is of the share `number` of all workers' texts.
    pub fn begin(&mut self, number: usize) {
        let parts = &mut self.parts;
        if !parts.last_mut().is_some_and(|rows| rows.goes_on(number)) {
            parts.push(Rows::of_share(number));
        }
    }

    /// Counts a row.
    pub fn push(&mut self, slots: &[Slot]) {
        if self.parts.is_empty() {
            self.begin(0);
        }
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
                self.options.ngrams.clone(),
                self.options.max_skip,
                NgramTable::ROOT,
                &mut |parent, word| table.child(parent, word),
                &mut |ngram| found.push(ngram),
            ),
        }
        if let Some(rows) = self.parts.last_mut() {
            rows.push(found, &mut self.place);
        }
    }

    /// The options it was made with.
    pub fn options(&self) -> &TermOptions {
        &self.options
    }

    /// Number of rows so far.
    pub fn rows(&self) -> usize {
        self.parts.iter().map(Rows::len).sum()
    }

    /// The terms that occur, and the rows; `words` are the words by number.
    pub fn finish<'w>(self, words: &[&'w str]) -> (Names<'w>, Vec<Rows>) {
        let names = match self.ngrams {
            None => {
                let mut used = vec![false; words.len()];
                self.parts.iter().for_each(|rows| rows.mark(&mut used));
                Names::words(words, |word| used[word as usize])
            }
            Some(table) => Names::ngrams(words, table),
        };
        (names, self.parts)
    }
}
