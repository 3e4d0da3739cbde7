//! N-grams and skip-grams, interned: each distinct sequence of terms once.

use super::sequence::Slot;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::ops::RangeInclusive;

/// The distinct n-grams met so far, numbered in the order in which they were met.
#[derive(Debug, Default)]
pub struct NgramTable {
    /// The terms of all n-grams, one n-gram behind the other.
    arena: Vec<u32>,
    ends: Vec<usize>,
    table: HashTable<u32>,
    hasher: FixedState,
}

impl NgramTable {
    /// Number of n-grams.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no n-gram.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The terms of an n-gram.
    pub fn terms(&self, ngram: usize) -> &[u32] {
        terms_of(&self.arena, &self.ends, ngram)
    }

    /// The number of an n-gram, new or known.
    pub fn intern(&mut self, terms: &[u32]) -> u32 {
        let Self {
            arena,
            ends,
            table,
            hasher,
        } = self;
        let hash = hasher.hash_one(terms);
        if let Some(&known) = table.find(hash, |&id| terms_of(arena, ends, id as usize) == terms) {
            return known;
        }
        let id = ends.len() as u32;
        arena.extend_from_slice(terms);
        ends.push(arena.len());
        table.insert_unique(hash, id, |&id| {
            hasher.hash_one(terms_of(arena, ends, id as usize))
        });
        id
    }
}

fn terms_of<'a>(arena: &'a [u32], ends: &[usize], ngram: usize) -> &'a [u32] {
    let start = ngram.checked_sub(1).map_or(0, |before| ends[before]);
    &arena[start..ends[ngram]]
}

/// Calls `found` with the terms of each n-gram of a sequence, by start, then by length, then by gaps.
///
/// No n-gram holds a gap or reaches over a break; `max_skip` bounds each gap between neighbours (Guthrie et al. 2006
/// bound their sum instead). A skipped place may be a gap, never a break.
///
/// # Examples
/// ```
/// use detente::terms::{ngrams::each_ngram, options::TermOptions, sequence::Corpus};
/// let corpus = Corpus::read(&["a b c"], &TermOptions::default())?;
/// let mut found = Vec::new();
/// each_ngram(corpus.document(0), 2..=2, 1, &mut |terms| found.push(terms.to_vec()));
/// assert_eq!(found, [[0, 1], [0, 2], [1, 2]]);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn each_ngram(
    slots: &[Slot],
    lengths: RangeInclusive<usize>,
    max_skip: usize,
    found: &mut impl FnMut(&[u32]),
) {
    let mut terms = Vec::with_capacity(*lengths.end());
    for start in 0..slots.len() {
        if slots[start] < Slot::BREAK {
            terms.push(slots[start].0);
            extend(&slots[start + 1..], &lengths, max_skip, &mut terms, found);
            terms.pop();
        }
    }
}

/// Reports the n-gram begun in `terms` if it is long enough, and those that continue it with `rest`.
fn extend(
    rest: &[Slot],
    lengths: &RangeInclusive<usize>,
    max_skip: usize,
    terms: &mut Vec<u32>,
    found: &mut impl FnMut(&[u32]),
) {
    if terms.len() >= *lengths.start() {
        found(terms);
    }
    if terms.len() == *lengths.end() {
        return;
    }
    for (at, &slot) in rest.iter().take(max_skip + 1).enumerate() {
        match slot {
            Slot::BREAK => return,
            Slot::GAP => {}
            Slot(term) => {
                terms.push(term);
                extend(&rest[at + 1..], lengths, max_skip, terms, found);
                terms.pop();
            }
        }
    }
}

/// The n-gram's name: its words with the separator between them.
pub(crate) fn name(terms: &[u32], words: &[&str], separator: &str) -> String {
    let parts: Vec<&str> = terms.iter().map(|&term| words[term as usize]).collect();
    parts.join(separator)
}
