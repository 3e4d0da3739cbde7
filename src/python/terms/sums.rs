//! In how many texts each term stands, and how often in all of them.

use crate::collection::Pool;
use crate::terms::matrix::Csr;
use crate::terms::sharing::on_threads;
use numpy::{Element, PyArray1};
use pyo3::prelude::*;
use rayon::prelude::*;
use std::ops::Add;

/// Cells that a thread adds up at a time.
const SHARE: usize = 1 << 16;

/// The documents and the total of each term, in half the memory where that is enough.
pub(super) enum Sums {
    Short(Vec<i32>, Vec<i32>),
    Long(Vec<i64>, Vec<i64>),
}

impl Sums {
    /// The sums of the columns of a matrix of counts.
    pub fn of(pool: &Pool, counts: &Csr<i64>) -> Self {
        // Both in one number, so that one place in memory is asked for. If it is too short, that shows in the end.
        let add = |sum: u64, count: i64| sum.wrapping_add((count as u64) << 32 | 1);
        let (sums, all) = sums(pool, counts, add);
        if i32::try_from(all).is_ok() {
            let (documents, totals) = divided(pool, counts.columns, &sums, |sum| {
                [sum as i32, (sum >> 32) as i32]
            });
            return Self::Short(documents, totals);
        }
        drop(sums);
        let add = |sum: u128, count: i64| sum + ((count as u128) << 64 | 1);
        let (sums, _) = self::sums(pool, counts, add);
        let (documents, totals) = divided(pool, counts.columns, &sums, |sum| {
            [sum as i64, (sum >> 64) as i64]
        });
        Self::Long(documents, totals)
    }

    /// As arrays of NumPy.
    pub fn into_arrays(self, py: Python<'_>) -> (Bound<'_, PyAny>, Bound<'_, PyAny>) {
        match self {
            Self::Short(documents, totals) => (array(py, documents), array(py, totals)),
            Self::Long(documents, totals) => (array(py, documents), array(py, totals)),
        }
    }
}

fn array<T: Element>(py: Python<'_>, values: Vec<T>) -> Bound<'_, PyAny> {
    PyArray1::from_vec(py, values).into_any()
}

/// For each thread what became of each column by `add`, count by count; and the sum of all counts.
fn sums<S: Clone + Copy + Default + Send>(
    pool: &Pool,
    counts: &Csr<i64>,
    add: impl Fn(S, i64) -> S + Sync,
) -> (Vec<Vec<S>>, i64) {
    let columns = counts.indices.chunks(SHARE);
    let shares = columns.zip(counts.data.chunks(SHARE)).collect();
    let none = || (vec![S::default(); counts.columns], 0);
    let add = |(sums, all): &mut (Vec<S>, i64), (columns, counts): (&[u32], &[i64])| {
        for (&column, &count) in columns.iter().zip(counts) {
            let sum = &mut sums[column as usize];
            *sum = add(*sum, count);
        }
        *all += counts.iter().sum::<i64>();
    };
    let by_thread = on_threads(pool.inner(), shares, none, add);
    let (sums, all): (Vec<_>, Vec<i64>) = by_thread.into_iter().unzip();
    (sums, all.into_iter().sum())
}

/// The two numbers in the sums of each column, those of all threads together.
fn divided<S: Copy + Sync, N: Add<Output = N> + Default + Send>(
    pool: &Pool,
    columns: usize,
    by_thread: &[Vec<S>],
    both: impl Fn(S) -> [N; 2] + Sync,
) -> (Vec<N>, Vec<N>) {
    let sum = |column: usize| {
        let sums = by_thread.iter().map(|sums| both(sums[column]));
        let sum = sums.reduce(|[a, b], [c, d]| [a + c, b + d]);
        sum.unwrap_or_default().into()
    };
    match pool.inner() {
        Some(pool) => pool.install(|| (0..columns).into_par_iter().map(sum).unzip()),
        None => (0..columns).map(sum).unzip(),
    }
}
