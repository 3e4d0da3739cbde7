//! Work shared among threads.

use super::counts::{Counter, WordRule, split_by_bytes};
use super::options::TermOptions;
use crate::error::Result;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Bytes of texts that a thread takes at a time: small against a thread's share, so that all end together even where
/// one of them is held up by other work of the machine, and large against the cost of taking them.
const SHARE: usize = 256 << 10;

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
        let total: usize = texts.iter().map(|text| text.as_ref().len()).sum();
        Self {
            texts,
            ranges: split_by_bytes(texts, total / SHARE + 1),
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
pub(super) fn on_each_with<T: Send, O, R: Send>(
    pool: Option<&ThreadPool>,
    items: Vec<T>,
    own: impl Fn() -> O + Sync,
    work: impl Fn(&mut O, T) -> R + Sync,
) -> Vec<R> {
    let Some(pool) = pool else {
        let mut own = own();
        return items.into_iter().map(|item| work(&mut own, item)).collect();
    };
    let waiting = Mutex::new(items.into_iter().enumerate());
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let mut done: Vec<(usize, R)> = pool
        .broadcast(|_| {
            let mut own = own();
            let results = std::iter::from_fn(next);
            results
                .map(|(at, item)| (at, work(&mut own, item)))
                .collect::<Vec<_>>()
        })
        .into_iter()
        .flatten()
        .collect();
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, result)| result).collect()
}
