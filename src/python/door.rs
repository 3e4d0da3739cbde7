//! The one door from Python into long Rust work: the GIL is released, and signals (Ctrl-C) are looked for between
//! blocks of work.

use crate::collection::Pool;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::iter;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Bytes of text between two looks for a signal: a fraction of a second's work.
const BLOCK: usize = 4 << 20;

/// Runs `work` on consecutive blocks of `items` (of about [`BLOCK`] bytes by `size`) without the GIL.
pub(super) fn in_blocks<T: Sync, R: Send>(
    py: Python<'_>,
    items: &[T],
    size: impl Fn(&T) -> usize,
    work: impl Fn(&[T]) -> R + Sync + Send,
    mut take: impl FnMut(usize, R),
) -> PyResult<()> {
    let mut first = 0;
    while first < items.len() {
        py.check_signals()?;
        let mut bytes = 0;
        let length = items[first..].iter().take_while(|item| {
            let fits = bytes < BLOCK;
            bytes += size(item) + 64;
            fits
        });
        let block = &items[first..first + length.count()];
        take(first, py.detach(|| work(block)));
        first += block.len();
    }
    py.check_signals()
}

/// Runs `work` on `items` on the pool's threads, while `take` makes Python objects of the results here, in the order of
/// the items. Each thread has a `state` of its own; `take` is told the number of the thread, whose results come in the
/// order in which it made them.
///
/// Results wait without bound: a thread that stood still until one is taken could keep the pool from a caller that
/// holds the GIL.
pub(super) fn in_order<T: Sync, S: Send, R: Send>(
    py: Python<'_>,
    pool: &Pool,
    items: &[T],
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut take: impl FnMut(usize, R) -> PyResult<()>,
) -> PyResult<()> {
    let Some(threads) = pool.inner() else {
        let mut state = state();
        return items.iter().try_for_each(|item| {
            py.check_signals()?;
            take(0, py.detach(|| work(&mut state, item)))
        });
    };
    let (next, state, work) = (&AtomicUsize::new(0), &state, &work);
    threads.in_place_scope(|scope| {
        let (sender, mut receiver) = mpsc::channel();
        for worker in 0..pool.threads() {
            let sender = sender.clone();
            scope.spawn(move |_| {
                let mut state = state();
                let numbers = iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
                for (number, item) in numbers.map_while(|n| items.get(n).map(|item| (n, item))) {
                    let result = (worker, work(&mut state, item));
                    if sender.send((number, result)).is_err() {
                        // Nobody waits for more.
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        for number in 0..items.len() {
            py.check_signals()?;
            let (worker, result) = loop {
                if let Some(result) = early.remove(&number) {
                    break result;
                }
                let waiting = &mut receiver;
                match py.detach(move || waiting.recv()) {
                    Ok((number, result)) => early.insert(number, result),
                    // A thread panicked, which the end of the scope passes on.
                    Err(_) => return Ok(()),
                };
            };
            take(worker, result)?;
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
