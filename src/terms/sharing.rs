//! Work shared among threads.

use super::counts::{Counter, WordRule};
use super::options::TermOptions;
use crate::error::Result;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Bytes of texts that a thread takes at a time: large against the cost of taking them.
const SHARE: usize = 256 << 10;

/// The least that it takes of the last texts, so that all threads end together.
const LAST: usize = SHARE / 8;

/// Texts to be counted, of which each thread takes some whenever it has nothing to do.
///
/// Which thread counts which text differs from run to run; rows remember where they belong.
pub(crate) struct Shared<'t, S> {
    texts: &'t [S],
    ranges: Vec<Range<usize>>,
    next: AtomicUsize,
}

impl<'t, S: AsRef<str>> Shared<'t, S> {
    /// Texts that nobody has taken yet.
    pub fn new(texts: &'t [S]) -> Self {
        Self {
            texts,
            ranges: shares(texts),
            next: AtomicUsize::new(0),
        }
    }

    /// Counts texts until they are out, or about `bytes` of them are counted and others may be waiting.
    pub fn count(&self, counter: &mut Counter, bytes: usize) -> Result<()> {
        let mut counted = 0;
        while counted < bytes {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(range) = self.ranges.get(number) else {
                break;
            };
            counter.begin(number);
            for text in &self.texts[range.clone()] {
                counter.push(text.as_ref())?;
                counted += text.as_ref().len() + 64;
            }
        }
        Ok(())
    }

    /// So many counters as can be busy at once on so many threads.
    pub fn counters(
        &self,
        threads: usize,
        options: &TermOptions,
        rule: &WordRule,
    ) -> Result<Vec<Counter>> {
        let counters = threads.min(self.ranges.len()).max(1);
        (0..counters)
            .map(|_| Counter::new(options.clone(), rule.clone()))
            .collect()
    }

    /// Whether all texts are taken.
    #[cfg(feature = "python")]
    pub fn is_done(&self) -> bool {
        self.next.load(Ordering::Relaxed) >= self.ranges.len()
    }
}

/// Consecutive ranges of texts, those towards the end smaller.
fn shares<S: AsRef<str>>(texts: &[S]) -> Vec<Range<usize>> {
    let mut left: usize = texts.iter().map(|text| text.as_ref().len()).sum();
    let (mut shares, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (at, text) in texts.iter().enumerate() {
        bytes += text.as_ref().len();
        if bytes >= (left / 16).clamp(LAST, SHARE) || at + 1 == texts.len() {
            shares.push(start..at + 1);
            left -= bytes;
            (start, bytes) = (at + 1, 0);
        }
    }
    shares
}

/// `work` on every item, shared among the threads of the pool if there is one; the results are in the order of the items.
pub(super) fn on_each<T: Send, R: Send>(
    pool: Option<&ThreadPool>,
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    match pool {
        Some(pool) => pool.install(|| items.into_par_iter().map(work).collect()),
        None => items.into_iter().map(work).collect(),
    }
}

/// As [`on_each`], with something of each thread's own that the work needs.
pub(super) fn on_each_with<T: Send, O: Send, R: Send>(
    pool: Option<&ThreadPool>,
    items: Vec<T>,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, T) -> R + Sync,
) -> Vec<R> {
    let items = items.into_iter().enumerate().collect();
    let own = || (own(), Vec::new());
    let done = on_threads(pool, items, own, |(own, done), (at, item)| {
        done.push((at, work(own, item)));
    });
    let mut done: Vec<(usize, R)> = done.into_iter().flat_map(|(_, done)| done).collect();
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// `work` on every item, which each thread does with something of its own; what became of that for those threads that
/// had anything to do, in no order.
pub(super) fn on_threads<T: Send, O: Send>(
    pool: Option<&ThreadPool>,
    items: Vec<T>,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, T) + Sync,
) -> Vec<O> {
    let waiting = Mutex::new(items.into_iter());
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let turn = || {
        let mut item = next()?;
        let mut own = own();
        loop {
            work(&mut own, item);
            match next() {
                Some(another) => item = another,
                None => return Some(own),
            }
        }
    };
    match pool {
        Some(pool) => pool.broadcast(|_| turn()).into_iter().flatten().collect(),
        None => turn().into_iter().collect(),
    }
}
