//! The n-grams of one length, numbered in their order: by all threads, without a table of them.

use super::parts::{Ngrams, Part};
use super::sharing::on_each;
use rayon::ThreadPool;

/// Buckets that n-grams are sorted into, at most: as many as there may be places to write at without much ado.
const BUCKETS: usize = 1 << 10;

/// The n-grams of a part that continue others, bucket by bucket, in a bucket as they stand in the texts.
struct Sorted {
    /// The place of what an n-gram continues, above its last word; then its own place in its bucket.
    keys: Vec<u64>,
    /// Where each bucket starts.
    starts: Vec<usize>,
}

impl Sorted {
    /// The n-grams of each bucket.
    fn buckets(&mut self) -> impl Iterator<Item = &mut [u64]> {
        let ends = self.starts.iter().skip(1).copied();
        let ends = ends.chain([self.keys.len()]);
        let sizes = self.starts.iter().zip(ends).map(|(start, end)| end - start);
        sizes.scan(self.keys.as_mut_slice(), |rest, size| {
            rest.split_off_mut(..size)
        })
    }
}

/// Which bucket an n-gram belongs in.
#[derive(Clone, Copy)]
struct Buckets {
    /// A bucket has the n-grams that continue one of `2^shift`.
    shift: u32,
    count: usize,
}

impl Buckets {
    /// The buckets of n-grams that continue one of so many.
    fn new(continued: usize) -> Self {
        let shift = (continued / BUCKETS)
            .checked_ilog2()
            .map_or(0, |bits| bits + 1);
        Self {
            shift,
            count: (continued >> shift) + 1,
        }
    }

    fn of(self, continued: u32) -> usize {
        (continued >> self.shift) as usize
    }
}

/// Finds the n-grams of all parts that are a word longer than the longest known, which are so many; returns their keys:
/// the place of what an n-gram continues, above its last word. They rise, and an n-gram's place is that of its key.
///
/// `more` says whether still longer ones will be looked for.
pub(super) fn number_longer(
    pool: Option<&ThreadPool>,
    parts: &mut [Part],
    known: usize,
    max_skip: usize,
    more: bool,
) -> Vec<u64> {
    let buckets = Buckets::new(known);
    let mut sorted = on_each(pool, parts.iter().collect(), |part: &Part| {
        sorted(part, max_skip, buckets)
    });
    let mut of_buckets: Vec<Vec<&mut [u64]>> = (0..buckets.count).map(|_| Vec::new()).collect();
    for part in &mut sorted {
        of_buckets
            .iter_mut()
            .zip(part.buckets())
            .for_each(|(all, keys)| all.push(keys));
    }
    let of_buckets = of_buckets.into_iter().enumerate().collect();
    let distinct = on_each(pool, of_buckets, |(bucket, keys)| {
        number(keys, bucket << buckets.shift, 1 << buckets.shift)
    });
    let before = distinct.iter().scan(0, |sum, keys| {
        let before = *sum;
        *sum += keys.len() as u32;
        Some(before)
    });
    let before: Vec<u32> = before.collect();
    let parts = parts.iter_mut().zip(sorted).collect();
    on_each(pool, parts, |(part, sorted): (&mut Part, Sorted)| {
        let Sorted {
            keys,
            starts: mut next,
        } = sorted;
        let mut found = Ngrams::default();
        for row in 0..part.len() {
            part.each_longer(row, max_skip, |continued, _, last| {
                let bucket = buckets.of(continued);
                found
                    .places
                    .push(before[bucket] + keys[next[bucket]] as u32);
                next[bucket] += 1;
                if more {
                    found.lasts.push(last);
                }
            });
            found.ends.push(found.places.len());
        }
        part.add(found);
    });
    distinct.concat()
}

/// The n-grams of a part in buckets.
fn sorted(part: &Part, max_skip: usize, buckets: Buckets) -> Sorted {
    let mut sizes = vec![0; buckets.count];
    for row in 0..part.len() {
        part.each_longer(row, max_skip, |continued, _, _| {
            sizes[buckets.of(continued)] += 1
        });
    }
    let starts = starts(&sizes);
    let mut keys = vec![0; sizes.iter().sum()];
    let mut next = starts.clone();
    for row in 0..part.len() {
        part.each_longer(row, max_skip, |continued, word, _| {
            let next = &mut next[buckets.of(continued)];
            keys[*next] = u64::from(continued) << 32 | u64::from(word);
            *next += 1;
        });
    }
    Sorted { keys, starts }
}

/// Where things of these sizes start that lie one behind the other.
fn starts(sizes: &[usize]) -> Vec<usize> {
    let start = |end: &mut usize, &size: &usize| Some(std::mem::replace(end, *end + size));
    sizes.iter().scan(0, start).collect()
}

/// Replaces the keys of a bucket by their places in it, and returns them, rising, each once. What they continue are
/// `count` n-grams from `first` on.
fn number(mut parts: Vec<&mut [u64]>, first: usize, count: usize) -> Vec<u64> {
    let continued = |key: u64| (key >> 32) as usize - first;
    let mut sizes = vec![0; count];
    let keys = parts.iter().flat_map(|keys| keys.iter());
    keys.for_each(|&key| sizes[continued(key)] += 1);
    // By what they continue, the last words, each above the number of the n-gram: quicker to sort than pairs.
    let mut words = vec![0; sizes.iter().sum()];
    let mut next = starts(&sizes);
    let keys = parts.iter().flat_map(|keys| keys.iter());
    for (key, number) in keys.zip(0_u64..) {
        let next = &mut next[continued(*key)];
        words[*next] = key << 32 | number;
        *next += 1;
    }
    let (mut distinct, mut places) = (Vec::new(), vec![0; words.len()]);
    let mut rest = words.as_mut_slice();
    for (continued, size) in (first as u64..).zip(sizes) {
        let (words, others) = rest.split_at_mut(size);
        rest = others;
        words.sort_unstable();
        let mut last = None;
        for &mut word in words {
            if last != Some(word >> 32) {
                last = Some(word >> 32);
                distinct.push(continued << 32 | word >> 32);
            }
            places[word as u32 as usize] = distinct.len() as u64 - 1;
        }
    }
    let keys = parts.iter_mut().flat_map(|keys| keys.iter_mut());
    keys.zip(places).for_each(|(key, place)| *key = place);
    distinct
}
