//! The n-grams of all texts as one tree: they meet as numbers, not as names.

use super::numbering::number_longer;
use super::parts::Part;
use rayon::ThreadPool;
use std::ops::{Range, RangeInclusive};

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

    /// By level, the number of n-grams that begin with one of the words before `word`.
    pub fn before(&self, word: usize) -> Vec<usize> {
        let longer = self.levels.iter().skip(1);
        let before = longer.scan(word, |known, keys| {
            *known = keys.partition_point(|key| ((key >> 32) as usize) < *known);
            Some(*known)
        });
        std::iter::once(word).chain(before).collect()
    }

    /// The words in about so many ranges, with which about as many pairs begin.
    pub fn ranges(&self, count: usize) -> Vec<Range<usize>> {
        let pairs = self.levels.get(1).map_or(&[][..], Vec::as_slice);
        let cuts = (1..count).filter_map(|n| pairs.get(n * pairs.len() / count));
        let cuts = cuts.map(|key| (key >> 32) as usize);
        let ends = cuts.chain([self.count(1)]);
        ends.scan(0, |start, end| Some(std::mem::replace(start, end)..end))
            .collect()
    }

    /// Visits the n-grams that begin with some of the words, in the order of their words, the shorter first.
    ///
    /// `visit` gets the number of words before the last one, what it gave for the n-gram without the last one (`none`
    /// for a word), and the rank of the last one. Those of a level are visited by place.
    pub fn visit(
        &self,
        words: Range<usize>,
        none: u32,
        mut visit: impl FnMut(usize, [u32; 2]) -> u32,
    ) {
        let mut next = self.before(words.start);
        for _ in words {
            self.visit_next(0, none, &mut next, &mut visit);
        }
    }

    /// Visits the next n-gram of a level, and those that continue it; `next` has by level the first not visited yet.
    fn visit_next(
        &self,
        level: usize,
        continued: u32,
        next: &mut [usize],
        visit: &mut impl FnMut(usize, [u32; 2]) -> u32,
    ) {
        let place = next[level];
        next[level] += 1;
        let number = visit(level, [continued, self.levels[level][place] as u32]);
        let Some(longer) = self.levels.get(level + 1) else {
            return;
        };
        while longer
            .get(next[level + 1])
            .is_some_and(|key| key >> 32 == place as u64)
        {
            self.visit_next(level + 1, number, next, visit);
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
