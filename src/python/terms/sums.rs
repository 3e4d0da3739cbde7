//! In how many texts each term stands, and how often in all of them.

use crate::collection::Pool;
use crate::terms::matrix::Csr;
use crate::terms::sharing::on_threads;
use numpy::{Element, PyArray1};
use pyo3::prelude::*;
use rayon::prelude::*;

/// Cells that a thread adds up at a time.
const SHARE: usize = 1 << 16;

/// A number that sums are kept in, and wrap around at the bounds of.
trait Sum: Copy + Default + Into<i64> + Send + Sync {
    /// Adds a count.
    fn add(self, count: i64) -> Self;
}

impl Sum for i32 {
    fn add(self, count: i64) -> Self {
        self.wrapping_add(count as Self)
    }
}

impl Sum for i64 {
    fn add(self, count: i64) -> Self {
        self.wrapping_add(count)
    }
}

/// The documents and the total of each term, in half the memory where that is enough.
pub(super) enum Sums {
    Short(Vec<i32>, Vec<i32>),
    Long(Vec<i64>, Vec<i64>),
}

impl Sums {
    /// The sums of the columns of a matrix of counts.
    pub fn of(pool: &Pool, counts: &Csr<i64>) -> Self {
        let ((documents, totals), all) = sums(pool, counts);
        if i32::try_from(all).is_ok() {
            return Self::Short(documents, totals);
        }
        let ((documents, totals), _) = sums(pool, counts);
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

/// The documents and the total of each column, and the sum of all counts.
fn sums<S: Sum>(pool: &Pool, counts: &Csr<i64>) -> ((Vec<S>, Vec<S>), i64) {
    let columns = counts.indices.chunks(SHARE);
    let shares = columns.zip(counts.data.chunks(SHARE)).collect();
    let none = || (vec![[S::default(); 2]; counts.columns], 0);
    let by_thread = on_threads(
        pool.inner(),
        shares,
        none,
        |(sums, all), (columns, counts)| {
            for (&column, &count) in columns.iter().zip(counts) {
                let [documents, total] = &mut sums[column as usize];
                (*documents, *total) = (documents.add(1), total.add(count));
                *all += count;
            }
        },
    );
    let all = by_thread.iter().map(|(_, all)| all).sum();
    let sum = |column: usize| {
        let sums = by_thread.iter().map(|(sums, _)| sums[column]);
        let sum = sums.reduce(|a, b| [a[0].add(b[0].into()), a[1].add(b[1].into())]);
        sum.unwrap_or_default().into()
    };
    let columns = 0..counts.columns;
    let sums: (Vec<S>, Vec<S>) = match pool.inner() {
        Some(pool) => pool.install(|| columns.into_par_iter().map(sum).unzip()),
        None => columns.map(sum).unzip(),
    };
    (sums, all)
}
