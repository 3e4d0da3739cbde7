//! The one door from Python into long Rust work: the GIL is released, and signals (Ctrl-C) are looked for between
//! blocks of work.

use crate::collection::{Pool, runs};
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

/// Bytes of text between two looks for a signal: a fraction of a second's work.
pub(super) const BLOCK: usize = 4 << 20;

/// Items for each thread of the pool that are handed to it before results are taken.
const AT_A_TIME: usize = 8;

/// Runs `work` on consecutive blocks of `items` (of about [`BLOCK`] bytes by `size`) without the GIL.
pub(super) fn in_blocks<T: Sync, R: Send>(
    py: Python<'_>,
    items: &[T],
    size: impl Fn(&T) -> usize,
    work: impl Fn(&[T]) -> R + Sync + Send,
    mut take: impl FnMut(usize, R),
) -> PyResult<()> {
    for block in runs(items, size, BLOCK) {
        py.check_signals()?;
        let (first, block) = (block.start, &items[block]);
        take(first, py.detach(|| work(block)));
    }
    py.check_signals()
}

/// Runs `work` on `items` on the pool's threads, while `take` makes Python objects of the results here, in the order of
/// the items. Each thread has a state of its own; `take` is told the number of the thread, whose results come in the
/// order in which it made them.
///
/// Few items are handed to the pool at a time: callers on several Python threads have it by turns, and an interrupted
/// one leaves little to do.
pub(super) fn in_order<T: Sync, S: Default + Send, R: Send>(
    py: Python<'_>,
    pool: &Pool,
    items: &[T],
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut take: impl FnMut(usize, R) -> PyResult<()>,
) -> PyResult<()> {
    let Some(threads) = pool.inner() else {
        let mut state = S::default();
        return items.iter().try_for_each(|item| {
            py.check_signals()?;
            take(0, py.detach(|| work(&mut state, item)))
        });
    };
    let states: Vec<_> = (0..pool.threads()).map(|_| Mutex::<S>::default()).collect();
    let next = AtomicUsize::new(0);
    let (sender, mut receiver) = mpsc::channel();
    let do_next = &|| {
        let worker = rayon::current_thread_index().unwrap_or_default();
        let number = next.fetch_add(1, Ordering::Relaxed);
        let result = catch_unwind(AssertUnwindSafe(|| {
            let mut state = states[worker]
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            work(&mut state, &items[number])
        }));
        // An interrupted caller waits for nothing any more.
        let _ = sender.send((number, (worker, result)));
    };
    threads.in_place_scope(|scope| {
        let mut waiting = 0..items.len();
        for _ in waiting.by_ref().take(AT_A_TIME * pool.threads()) {
            scope.spawn(|_| do_next());
        }
        let mut early = BTreeMap::new();
        for number in 0..items.len() {
            py.check_signals()?;
            let (worker, result) = loop {
                if let Some(result) = early.remove(&number) {
                    break result;
                }
                let results = &mut receiver;
                if let Ok((number, result)) = py.detach(move || results.recv()) {
                    early.insert(number, result);
                }
            };
            if waiting.next().is_some() {
                scope.spawn(|_| do_next());
            }
            take(worker, result.unwrap_or_else(|panic| resume_unwind(panic)))?;
        }
        Ok(())
    })
}

/// One number per text (`missing` for a null), computed without the GIL.
pub(super) fn numbers(
    py: Python<'_>,
    texts: &[Option<&str>],
    number: impl Fn(&str) -> f64 + Sync + Send,
) -> PyResult<Vec<f64>> {
    let mut all = Vec::with_capacity(texts.len());
    let one = |text: &Option<&str>| text.map_or(f64::NAN, &number);
    in_blocks(
        py,
        texts,
        |text| text.map_or(0, str::len),
        |block| block.iter().map(one).collect::<Vec<_>>(),
        |_, block| all.extend(block),
    )?;
    Ok(all)
}
