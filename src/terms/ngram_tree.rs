//! The n-grams of all texts as one tree: they meet as numbers, not as names.

use super::numbering::number_longer;
use super::parts::Part;
use rayon::ThreadPool;
use std::ops::RangeInclusive;

/// Distinct n-grams, level by level: words, then pairs, and so on.
///
/// An n-gram is its place in its level. Its key is the place of the n-gram without its last word in the level before,
/// above its last word; the keys of a level rise, so that n-grams are in the order of their words.
#[derive(Debug, Default)]
pub(super) struct NgramTree {
    levels: Vec<Vec<u64>>,
}

impl NgramTree {
    /// The n-grams of all parts, whose words are numbered from 0 to `words`; the parts learn where each of them stands.
    pub fn of(
        pool: Option<&ThreadPool>,
        parts: &mut [Part],
        words: usize,
        lengths: RangeInclusive<usize>,
        max_skip: usize,
    ) -> Self {
        let mut levels = vec![(0..words as u64).collect()];
        for length in 2..=*lengths.end() {
            let known = levels.last().map_or(0, Vec::len);
            levels.push(number_longer(
                pool,
                parts,
                known,
                max_skip,
                length < *lengths.end(),
            ));
        }
        Self { levels }
    }

    /// Visits the n-grams in the order of their words, the shorter first: with the number of words before its last, and
    /// the rank of the last. Those of a level are visited by place.
    pub fn visit(&self, mut visit: impl FnMut(usize, u32)) {
        // By level, the first not visited yet; and the places of the n-gram at hand and of those it continues.
        let (mut next, mut path) = (vec![0; self.levels.len()], Vec::<u64>::new());
        loop {
            let level = path.len();
            let key = self
                .levels
                .get(level)
                .and_then(|keys| keys.get(next[level]));
            match key {
                Some(key) if path.last().is_none_or(|&above| above == key >> 32) => {
                    visit(level, *key as u32);
                    path.push(next[level] as u64);
                    next[level] += 1;
                }
                _ if path.pop().is_none() => return,
                _ => {}
            }
        }
    }

    /// Number of n-grams of a length of at least one word.
    pub fn count(&self, length: usize) -> usize {
        self.levels.get(length - 1).map_or(0, Vec::len)
    }

    /// Number of levels.
    pub fn depth(&self) -> usize {
        self.levels.len()
    }
}
