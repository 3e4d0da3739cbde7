//! The one door from Python into long Rust work: the GIL is released, and signals (Ctrl-C) are looked for between
//! blocks of work.

use pyo3::prelude::*;

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
