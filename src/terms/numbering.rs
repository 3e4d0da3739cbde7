//! The n-grams of one length, numbered in their order: by all threads, without a table of them.

use super::parts::{Ngrams, Part};
use super::sharing::on_each;
use rayon::ThreadPool;

/// Buckets that n-grams are sorted into, at most: as many as there may be places to write at without much ado.
const BUCKETS: usize = 1 << 10;

/// The n-grams of a part that continue others, bucket by bucket, in a bucket as they stand in the texts.
struct Sorted {
    /// The place of what an n-gram continues, above its last word.
    keys: Vec<u64>,
    /// Where each bucket ends.
    ends: Vec<usize>,
}

/// A bucket of all parts.
struct Numbered {
    /// The keys of the n-grams, rising, each once.
    keys: Vec<u64>,
    /// For each n-gram of each part, the place of its key.
    places: Vec<u32>,
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
    let sorted = on_each(pool, parts.iter().collect(), |part: &Part| {
        sorted(part, max_skip, buckets)
    });
    let numbered = on_each(pool, (0..buckets.count).collect(), |bucket| {
        let parts = sorted.iter().map(|part| {
            let start = bucket.checked_sub(1).map_or(0, |before| part.ends[before]);
            &part.keys[start..part.ends[bucket]]
        });
        numbered(
            &parts.collect::<Vec<_>>(),
            bucket << buckets.shift,
            1 << buckets.shift,
        )
    });
    let firsts = firsts(sorted, buckets.count);
    let mut before = Vec::with_capacity(buckets.count);
    let total = numbered.iter().fold(0, |sum, bucket| {
        before.push(sum as u32);
        sum + bucket.keys.len()
    });
    let parts = parts.iter_mut().zip(firsts).collect();
    on_each(pool, parts, |(part, mut next): (&mut Part, Vec<usize>)| {
        let mut found = Ngrams::default();
        for row in 0..part.len() {
            part.each_longer(row, max_skip, |continued, _, last| {
                let bucket = buckets.of(continued);
                let place = numbered[bucket].places[next[bucket]];
                next[bucket] += 1;
                found.places.push(before[bucket] + place);
                if more {
                    found.lasts.push(last);
                }
            });
            found.ends.push(found.places.len());
        }
        part.add(found);
    });
    let mut keys = Vec::with_capacity(total);
    numbered
        .into_iter()
        .for_each(|bucket| keys.extend(bucket.keys));
    keys
}

/// The n-grams of a part in buckets.
fn sorted(part: &Part, max_skip: usize, buckets: Buckets) -> Sorted {
    let mut next = vec![0; buckets.count + 1];
    let mut total = 0;
    for row in 0..part.len() {
        part.each_longer(row, max_skip, |continued, _, _| {
            next[buckets.of(continued) + 1] += 1;
            total += 1;
        });
    }
    for bucket in 1..next.len() {
        next[bucket] += next[bucket - 1];
    }
    let mut keys = vec![0; total];
    for row in 0..part.len() {
        part.each_longer(row, max_skip, |continued, word, _| {
            let next = &mut next[buckets.of(continued)];
            keys[*next] = u64::from(continued) << 32 | u64::from(word);
            *next += 1;
        });
    }
    next.pop();
    Sorted { keys, ends: next }
}

/// For each part, where its n-grams begin in each bucket of all parts.
fn firsts(parts: Vec<Sorted>, buckets: usize) -> Vec<Vec<usize>> {
    let mut all = vec![0; buckets];
    let first = |part: Sorted| {
        let firsts = all.clone();
        let starts = std::iter::once(0).chain(part.ends.iter().copied());
        let sizes = part.ends.iter().zip(starts).map(|(end, start)| end - start);
        all.iter_mut()
            .zip(sizes)
            .for_each(|(all, size)| *all += size);
        firsts
    };
    parts.into_iter().map(first).collect()
}

/// Numbers the n-grams of a bucket, in which those continued are `count` from `first` on.
fn numbered(parts: &[&[u64]], first: usize, count: usize) -> Numbered {
    let keys = || parts.iter().copied().flatten().copied();
    let continued = |key: u64| (key >> 32) as usize - first;
    let mut next = vec![0; count + 1];
    keys().for_each(|key| next[continued(key) + 1] += 1);
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    // By what they continue, the last words, each above the number of the n-gram: quicker to sort than pairs.
    let mut words = vec![0; next[count]];
    for (key, number) in keys().zip(0_u64..) {
        let next = &mut next[continued(key)];
        words[*next] = key << 32 | number;
        *next += 1;
    }
    let (mut distinct, mut places) = (Vec::new(), vec![0; words.len()]);
    let mut start = 0;
    for (continued, &end) in (first as u64..).zip(&next[..count]) {
        let words = &mut words[start..end];
        start = end;
        words.sort_unstable();
        let mut last = None;
        for &mut word in words {
            if last != Some(word >> 32) {
                last = Some(word >> 32);
                distinct.push(continued << 32 | word >> 32);
            }
            places[word as u32 as usize] = distinct.len() as u32 - 1;
        }
    }
    Numbered {
        keys: distinct,
        places,
    }
}
