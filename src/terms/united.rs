//! The words of several workers as one list in byte order.

use super::rows::NOWHERE;
use super::sharing::on_each;
use super::term_list::TermList;
use rayon::ThreadPool;
use std::cmp::Ordering;

/// The words of one worker that occur in its texts, in any order, each with its number.
pub(super) type WordsMet<'w> = Vec<(&'w str, u32)>;

/// The words that occur in the texts of all workers.
#[derive(Debug)]
pub(super) struct United {
    /// In byte order, each once.
    pub words: TermList,
    /// For each worker: by its number of a word, the place among `words`.
    pub ranks: Vec<Vec<u32>>,
}

impl United {
    /// The words of all workers.
    pub fn of(pool: Option<&ThreadPool>, workers: &[WordsMet]) -> Self {
        let lists = (0..).zip(workers).collect();
        let sorted = on_each(pool, lists, |(worker, words)| Word::sorted(worker, words));
        let threads = pool.map_or(1, ThreadPool::current_num_threads);
        // More ranges than threads: some have more words than others.
        let ranges = ranges(&sorted, if threads > 1 { 4 * threads } else { 1 });
        let ranges = on_each(pool, ranges, |lists| Range::of(&lists, workers));
        let starts: Vec<u32> = ranges
            .iter()
            .scan(0, |next, range| {
                let start = *next;
                *next += range.words.len() as u32;
                Some(start)
            })
            .collect();
        let ranks = on_each(pool, (0..workers.len()).collect(), |worker| {
            let mut ranks = vec![NOWHERE; numbers(&workers[worker])];
            for (range, start) in ranges.iter().zip(&starts) {
                for &(number, rank) in &range.ranks[worker] {
                    ranks[number as usize] = start + rank;
                }
            }
            ranks
        });
        let mut words = TermList::default();
        ranges.iter().for_each(|range| words.append(&range.words));
        Self { words, ranks }
    }
}

/// One more than the highest number.
fn numbers(words: &WordsMet) -> usize {
    let numbers = words.iter().map(|&(_, number)| number as usize + 1);
    numbers.max().unwrap_or(0)
}

/// Bytes of a word that are compared as a number: nearly every word is settled by them, without a look at its letters.
const HEAD: u32 = 16;

/// A word of a worker.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// The first bytes, the first highest, with zeros behind a shorter word.
    head: u128,
    /// The length in bytes.
    len: u32,
    worker: u32,
    /// The place among the worker's words.
    at: u32,
}

impl Word {
    /// A worker's words, sorted by their heads.
    fn sorted(worker: u32, words: &WordsMet) -> Vec<Self> {
        let mut words: Vec<Self> = words
            .iter()
            .zip(0..)
            .map(|(&(word, _), at)| Self {
                head: head(word),
                len: word.len() as u32,
                worker,
                at,
            })
            .collect();
        words.sort_unstable_by_key(|word| word.head);
        words
    }

    /// The order of words with the same head.
    fn order(&self, other: &Self, workers: &[WordsMet]) -> Ordering {
        // One that is no longer than its head is the beginning of the other.
        if self.len <= HEAD || other.len <= HEAD {
            return self.len.cmp(&other.len);
        }
        self.entry(workers).0.cmp(other.entry(workers).0)
    }

    /// The word with the worker's number for it.
    fn entry<'w>(&self, workers: &[WordsMet<'w>]) -> (&'w str, u32) {
        workers[self.worker as usize][self.at as usize]
    }
}

/// The first bytes of a word as a number.
fn head(word: &str) -> u128 {
    let bytes = word.as_bytes();
    if let Some(head) = bytes.first_chunk() {
        return u128::from_be_bytes(*head);
    }
    let mut head = [0; HEAD as usize];
    head[..bytes.len()].copy_from_slice(bytes);
    u128::from_be_bytes(head)
}

/// Sorted lists of words cut at the same heads, into about so many ranges: for each, what of every list is in it.
fn ranges(sorted: &[Vec<Word>], count: usize) -> Vec<Vec<&[Word]>> {
    let longest = sorted.iter().max_by_key(|words| words.len());
    let longest = longest.map_or(&[][..], Vec::as_slice);
    let mut rests: Vec<&[Word]> = sorted.iter().map(Vec::as_slice).collect();
    let cuts = (1..count).filter_map(|n| longest.get(n * longest.len() / count));
    let mut ranges: Vec<Vec<&[Word]>> = Vec::with_capacity(count);
    for cut in cuts {
        let parts = rests.iter_mut().map(|rest| {
            let end = rest.partition_point(|word| word.head < cut.head);
            let (part, others) = rest.split_at(end);
            *rest = others;
            part
        });
        ranges.push(parts.collect());
    }
    ranges.push(rests);
    ranges
}

/// Some of all words, one behind the other in byte order.
struct Range {
    words: TermList,
    /// For each worker: its numbers of words, each with the place among these.
    ranks: Vec<Vec<(u32, u32)>>,
}

impl Range {
    /// The words of sorted lists, one of each worker.
    fn of(lists: &[&[Word]], workers: &[WordsMet]) -> Self {
        let mut all = lists.concat();
        // A stable sort merges what is sorted.
        all.sort_by_key(|word| word.head);
        let ranks = lists.iter().map(|list| Vec::with_capacity(list.len()));
        let (mut words, mut ranks) = (TermList::default(), ranks.collect::<Vec<_>>());
        for same_head in all.chunk_by_mut(|a, b| a.head == b.head) {
            if same_head.len() > 1 {
                same_head.sort_unstable_by(|a, b| a.order(b, workers));
            }
            for same in same_head.chunk_by(|a, b| a.order(b, workers).is_eq()) {
                words.push(same[0].entry(workers).0);
                for word in same {
                    let (_, number) = word.entry(workers);
                    ranks[word.worker as usize].push((number, words.len() as u32 - 1));
                }
            }
        }
        Self { words, ranks }
    }
}

/// For each of `terms` its column if these are the `columns`, sorted by name with the column beside.
pub(super) fn columns_of(terms: &TermList, columns: &[(&str, u32)]) -> Vec<u32> {
    let mut rest = columns.iter().peekable();
    let column = |term: &str| {
        while rest.next_if(|(name, _)| *name < term).is_some() {}
        let found = rest.peek().filter(|&&&(name, _)| name == term);
        found.map_or(NOWHERE, |&&(_, column)| column)
    };
    terms.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn words_stand_in_byte_order_whoever_met_them(
            workers in prop::collection::vec(prop::collection::btree_set("[ab\\x00]{0,3}|[ab\\x00é]{14,19}", 0..40), 0..4),
            threads in 1..4_usize,
        ) {
            let lists: Vec<WordsMet> = workers
                .iter()
                .map(|words| words.iter().rev().map(String::as_str).zip((3..).step_by(2)).collect())
                .collect();
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let united = United::of(Some(&pool), &lists);
            let all: BTreeSet<&str> = workers.iter().flatten().map(String::as_str).collect();
            prop_assert_eq!(united.words.iter().collect::<Vec<_>>(), all.into_iter().collect::<Vec<_>>());
            for (list, ranks) in lists.iter().zip(&united.ranks) {
                for &(word, number) in list {
                    prop_assert_eq!(united.words.get(ranks[number as usize] as usize), word);
                }
            }
        }
    }
}
