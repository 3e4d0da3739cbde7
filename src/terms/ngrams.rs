//! N-grams and skip-grams: found in sequences of terms, and numbered.

use super::sequence::Slot;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::ops::RangeInclusive;

/// Walks over every n-gram of a sequence, by start, then by length, then by gaps.
///
/// The state of an n-gram is made from that of the n-gram without its last word: `step(state, word)`, beginning with
/// `root`. `found` gets the state of each n-gram whose length lies in `lengths`.
///
/// No n-gram holds a gap or reaches over a break; `max_skip` bounds each gap between neighbours (Guthrie et al. 2006
/// bound their sum instead). A skipped place may be a gap, never a break.
///
/// # Examples
/// ```
/// use detente::terms::{ngrams::walk, options::TermOptions, sequence::Corpus};
/// let corpus = Corpus::read(&["a b c"], &TermOptions::default())?;
/// let mut found = Vec::new();
/// let step = &mut |state: [u32; 2], word| [state[1], word];
/// walk(corpus.document(0), 2..=2, 1, [9, 9], step, &mut |state| found.push(state));
/// assert_eq!(found, [[0, 1], [0, 2], [1, 2]]);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn walk<S: Copy>(
    slots: &[Slot],
    lengths: RangeInclusive<usize>,
    max_skip: usize,
    root: S,
    step: &mut impl FnMut(S, u32) -> S,
    found: &mut impl FnMut(S),
) {
    let mut walker = Walker {
        lengths,
        max_skip,
        step,
        found,
    };
    for (start, slot) in slots.iter().enumerate() {
        if *slot < Slot::BREAK {
            let state = (walker.step)(root, slot.0);
            walker.extend(state, 1, &slots[start + 1..]);
        }
    }
}

struct Walker<'f, Step, Found> {
    lengths: RangeInclusive<usize>,
    max_skip: usize,
    step: &'f mut Step,
    found: &'f mut Found,
}

impl<Step, Found> Walker<'_, Step, Found> {
    /// Reports the n-gram of `length` words if it is long enough, and those that continue it with `rest`.
    fn extend<S: Copy>(&mut self, state: S, length: usize, rest: &[Slot])
    where
        Step: FnMut(S, u32) -> S,
        Found: FnMut(S),
    {
        if length >= *self.lengths.start() {
            (self.found)(state);
        }
        if length == *self.lengths.end() {
            return;
        }
        for (at, &slot) in rest.iter().take(self.max_skip + 1).enumerate() {
            match slot {
                Slot::BREAK => return,
                Slot::GAP => {}
                Slot(word) => {
                    let longer = (self.step)(state, word);
                    self.extend(longer, length + 1, &rest[at + 1..]);
                }
            }
        }
    }
}

/// The distinct n-grams met so far, as a tree: each is its last word and the n-gram before it.
#[derive(Debug, Default)]
pub struct NgramTable {
    nodes: Vec<Node>,
    /// By word: the n-gram of that word alone, plus one.
    words: Vec<u32>,
    /// The longer ones.
    table: HashTable<(Node, u32)>,
    hasher: FixedState,
}

/// An n-gram: the number of the n-gram without its last word ([`NgramTable::ROOT`] for none), and its last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    parent: u32,
    word: u32,
}

impl Node {
    fn key(self) -> u64 {
        (u64::from(self.parent) << 32) | u64::from(self.word)
    }
}

impl NgramTable {
    /// The n-gram of no word.
    pub const ROOT: u32 = u32::MAX;

    /// Number of n-grams.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no n-gram.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The number of the n-gram that continues `parent` with `word`, new or known.
    pub fn child(&mut self, parent: u32, word: u32) -> u32 {
        let id = self.nodes.len() as u32;
        let node = Node { parent, word };
        if parent == Self::ROOT {
            if word as usize >= self.words.len() {
                self.words.resize(word as usize + 1, 0);
            }
            let known = &mut self.words[word as usize];
            if *known != 0 {
                return *known - 1;
            }
            *known = id + 1;
        } else {
            let (table, hasher) = (&mut self.table, &self.hasher);
            let hash = hasher.hash_one(node.key());
            if let Some(&(_, known)) = table.find(hash, |(other, _)| *other == node) {
                return known;
            }
            table.insert_unique(hash, (node, id), |(node, _)| hasher.hash_one(node.key()));
        }
        self.nodes.push(node);
        id
    }

    /// The words of an n-gram.
    pub fn words(&self, ngram: u32) -> Vec<u32> {
        let mut words = Vec::new();
        let mut at = ngram;
        while let Some(node) = self.nodes.get(at as usize) {
            words.push(node.word);
            at = node.parent;
        }
        words.reverse();
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_ngrams_have_one_number(grams in prop::collection::vec(prop::collection::vec(0..4_u32, 1..4), 0..20)) {
            let mut table = NgramTable::default();
            for gram in &grams {
                let mut add = || gram.iter().fold(NgramTable::ROOT, |parent, &word| table.child(parent, word));
                let (first, again) = (add(), add());
                prop_assert_eq!(first, again);
                prop_assert_eq!(&table.words(first), gram);
            }
        }
    }
}
