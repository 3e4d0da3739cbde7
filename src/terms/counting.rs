//! From texts as numbers to a matrix of counts: terms get their final numbers, then rows are counted.

use super::matrix::Dtm;
use super::naming::named;
use super::ngram_tree::NgramTree;
use super::options::TermOptions;
use super::parts::{Part, Parts};
use super::rows::{Counted, NOWHERE};
use super::sequence::Corpus;
use super::sharing::on_each;
use super::term_list::Terms;
use super::united::{United, WordsMet};
use crate::error::Result;
use rayon::ThreadPool;

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
        let mut parts = Parts::default();
        for slots in corpus.documents() {
            parts.push(|all| all.extend(slots));
        }
        let words = parts.met(corpus.terms().iter().map(String::as_str));
        let (terms, counts) = Found::new(None, vec![(words, parts)], options).counted(None);
        Ok(Self {
            terms: terms.listed().to_strings(),
            counts: counts.matrix(None),
        })
    }
}

/// Texts and the terms found in them.
pub(super) struct Found {
    pub terms: Terms,
    parts: Vec<Part>,
    /// For each worker, by length and number of an n-gram, its place among the terms.
    places: Vec<Vec<Vec<u32>>>,
}

impl Found {
    /// The terms of all workers, each given as its words and its texts.
    pub fn new(
        pool: Option<&ThreadPool>,
        workers: Vec<(WordsMet, Parts)>,
        options: &TermOptions,
    ) -> Self {
        let (words, parts): (Vec<WordsMet>, Vec<Parts>) = workers.into_iter().unzip();
        let United { words, ranks } = United::of(pool, &words);
        let parts = parts.into_iter().enumerate();
        let parts = parts.flat_map(|(worker, parts)| parts.of_worker(worker));
        let mut parts: Vec<Part> = parts.collect();
        parts.sort_by_key(|part| part.share);
        if options.is_unigram() {
            return Self {
                terms: Terms::Listed(words),
                parts,
                places: ranks.into_iter().map(|ranks| vec![ranks]).collect(),
            };
        }
        on_each(pool, parts.iter_mut().collect(), |part: &mut Part| {
            part.renumber(&ranks[part.worker]);
        });
        let (lengths, max_skip) = (options.ngrams.clone(), options.max_skip);
        let tree = NgramTree::of(pool, &mut parts, words.len(), lengths, max_skip);
        let (terms, places) = named(pool, &tree, words, options);
        Self {
            terms,
            parts,
            places: vec![places],
        }
    }

    /// The terms, and how often each stands in each text.
    pub fn counted(self, pool: Option<&ThreadPool>) -> (Terms, Counted) {
        let columns = self.terms.len();
        (
            self.terms,
            Counted::of(pool, self.parts, self.places, columns),
        )
    }

    /// How often terms stand in each text, if these are the columns of the terms, and so many there are at all.
    pub fn counted_in(
        mut self,
        pool: Option<&ThreadPool>,
        of_terms: &[u32],
        columns: usize,
    ) -> Counted {
        for place in self.places.iter_mut().flatten().flatten() {
            *place = of_terms.get(*place as usize).copied().unwrap_or(NOWHERE);
        }
        Counted::of(pool, self.parts, self.places, columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::ngrams::walk;
    use crate::terms::sequence::Slot;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const WORDS: [&str; 4] = ["b", "a-b", "a", "ab"];

    /// The texts of each worker, as the numbers of their words, with gaps and breaks.
    fn texts() -> impl Strategy<Value = Vec<Vec<Vec<Slot>>>> {
        let slot = prop_oneof![
            6 => (0..4_u32).prop_map(Slot),
            1 => Just(Slot::GAP),
            1 => Just(Slot::BREAK),
        ];
        let text = prop::collection::vec(slot, 0..20);
        prop::collection::vec(prop::collection::vec(text, 0..4), 1..4)
    }

    /// The names of the n-grams of a text, each with its count.
    fn plain(text: &[Slot], options: &TermOptions) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        let step = &mut |mut gram: [Option<u32>; 3], word| {
            let free = gram.iter().position(Option::is_none);
            gram[free.unwrap_or(0)] = Some(word);
            gram
        };
        walk(
            text,
            options.ngrams.clone(),
            options.max_skip,
            [None; 3],
            step,
            &mut |gram| {
                let words = gram.iter().flatten().map(|&word| WORDS[word as usize]);
                let name = words.collect::<Vec<_>>().join(&options.separator);
                *counts.entry(name).or_insert(0) += 1;
            },
        );
        counts
    }

    proptest! {
        #[test]
        fn ngrams_are_counted_by_name_whoever_read_them(
            workers in texts(), shortest in 1..4_usize, max_skip in 0..3_usize, threads in 1..3_usize,
            separator in prop::sample::select(vec![" ", "_", "", "--"]),
        ) {
            let options = TermOptions {
                ngrams: shortest..=3, max_skip, separator: separator.into(), ..TermOptions::default()
            };
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let read = workers.iter().map(|texts| {
                let mut parts = Parts::default();
                texts.iter().for_each(|text| parts.push(|slots| slots.extend(text)));
                (parts.met(WORDS.into_iter()), parts)
            });
            let found = Found::new(Some(&pool), read.collect(), &options);
            let (terms, counts) = found.counted(Some(&pool));
            let counts = counts.matrix::<u32>(Some(&pool));
            let plain: Vec<_> = workers.iter().flatten().map(|text| plain(text, &options)).collect();
            prop_assert_eq!(counts.rows(), plain.len());
            let mut all: Vec<&str> = plain.iter().flat_map(|row| row.keys()).map(String::as_str).collect();
            all.sort_unstable();
            all.dedup();
            let terms = terms.listed();
            prop_assert_eq!(terms.iter().collect::<Vec<_>>(), all);
            for (number, plain) in plain.iter().enumerate() {
                let row = counts.row(number).map(|(column, count)| (terms.get(column as usize).to_owned(), count));
                prop_assert_eq!(row.collect::<Vec<_>>(), plain.clone().into_iter().collect::<Vec<_>>());
            }
        }
    }
}
