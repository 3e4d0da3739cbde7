//! N-grams and skip-grams: found in sequences of terms, and numbered.

use super::sequence::Slot;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::ops::{Range, RangeInclusive};

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

    /// The n-grams in the order of their words: by the `rank` of the first, then of the second, the shorter first.
    pub fn sorted(&self, rank: &[u32]) -> Vec<u32> {
        let rank = |node: &Node| rank.get(node.word as usize).copied().unwrap_or(0);
        let mut children: Vec<(u64, u32)> = (self.nodes.iter().zip(0..))
            .map(|(node, id)| ((u64::from(node.parent) << 32) | u64::from(rank(node)), id))
            .collect();
        children.sort_unstable();
        // Where the children of each n-gram start; those of the root come last.
        let parents = || {
            self.nodes
                .iter()
                .map(|node| node.parent as usize)
                .filter(|&parent| parent < self.nodes.len())
        };
        let mut starts = vec![0_usize; self.nodes.len() + 1];
        parents().for_each(|parent| starts[parent + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let of = |range: Range<usize>| children[range].iter().rev().map(|&(_, id)| id);
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut open: Vec<u32> = of(starts[self.nodes.len()]..children.len()).collect();
        while let Some(ngram) = open.pop() {
            order.push(ngram);
            open.extend(of(starts[ngram as usize]..starts[ngram as usize + 1]));
        }
        order
    }
}

/// The numbers of distinct words in the byte order of the words.
pub(crate) fn in_order(words: &[&str]) -> Vec<u32> {
    // Nearly all comparisons are settled by the first eight bytes, without a look at the words themselves.
    let head = |word: &str| {
        let mut bytes = [0; 8];
        let length = word.len().min(8);
        bytes[..length].copy_from_slice(&word.as_bytes()[..length]);
        u64::from_be_bytes(bytes)
    };
    let keys = words.iter().zip(0..);
    let mut keys: Vec<(u64, &str, u32)> = keys.map(|(&word, at)| (head(word), word, at)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, _, at)| at).collect()
}

/// The numbers and names of n-grams, by name: their words with the separator between them.
pub(crate) fn names(table: &NgramTable, words: &[&str], separator: &str) -> Vec<(u32, String)> {
    let mut rank = vec![0; words.len()];
    for (word, at) in in_order(words).into_iter().zip(0..) {
        rank[word as usize] = at;
    }
    let mut names = Vec::with_capacity(table.len());
    // N-grams come behind those they continue: the name of each begins with that of one on the path.
    let (mut name, mut path) = (String::new(), Vec::<(u32, usize)>::new());
    for ngram in table.sorted(&rank) {
        let Node { parent, word } = table.nodes[ngram as usize];
        while path.last().is_some_and(|&(above, _)| above != parent) {
            path.pop();
        }
        match path.last() {
            Some(&(_, end)) => {
                name.truncate(end);
                name.push_str(separator);
            }
            None => name.clear(),
        }
        name.push_str(words[word as usize]);
        path.push((ngram, name.len()));
        names.push((ngram, name.clone()));
    }
    // The order of words is that of names if the separator comes before all that is in words.
    let lowest = words.iter().flat_map(|word| word.bytes()).min();
    if !(separator.len() == 1 && separator.bytes().next() < lowest) {
        names.sort_by(|(_, a), (_, b)| a.cmp(b));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn names_are_sorted_whatever_the_separator(
            grams in prop::collection::vec(prop::collection::vec(0..4_u32, 1..4), 0..20),
            separator in prop::sample::select(vec![" ", "_", "", "--"]),
        ) {
            let words = ["b", "a-b", "a", "ab"];
            let mut table = NgramTable::default();
            for gram in &grams {
                let last = gram.iter().fold(NgramTable::ROOT, |parent, &word| table.child(parent, word));
                prop_assert_eq!(&table.words(last), gram);
            }
            let names = names(&table, &words, separator);
            prop_assert_eq!(names.len(), table.len());
            prop_assert!(names.is_sorted_by_key(|(_, name)| name.clone()));
        }
    }
}
