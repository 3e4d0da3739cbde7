//! In how many texts each term stands, and how often in all of them.

use crate::terms::matrix::Csr;
use crate::terms::rows::Repeated;
use numpy::{Element, PyArray1};
use pyo3::prelude::*;
use rayon::ThreadPool;

/// The documents and the total of each term, in half the memory where that is enough.
pub(super) enum Sums {
    Short([Vec<i32>; 2]),
    Long([Vec<i64>; 2]),
}

impl Sums {
    /// The sums of the columns of a matrix.
    pub fn of(pool: Option<&ThreadPool>, counts: &Csr<i64>, repeated: &Repeated) -> Self {
        // The same allocations, read as signed numbers.
        if i32::try_from(repeated.total()).is_ok() {
            let signed = |sums: Vec<u32>| sums.into_iter().map(u32::cast_signed).collect();
            let (documents, totals) = repeated.sums(pool, counts);
            Self::Short([documents, totals].map(signed))
        } else {
            let signed = |sums: Vec<u64>| sums.into_iter().map(u64::cast_signed).collect();
            let (documents, totals) = repeated.sums(pool, counts);
            Self::Long([documents, totals].map(signed))
        }
    }

    /// As arrays of NumPy.
    pub fn into_arrays(self, py: Python<'_>) -> [Bound<'_, PyAny>; 2] {
        match self {
            Self::Short(sums) => sums.map(|sums| array(py, sums)),
            Self::Long(sums) => sums.map(|sums| array(py, sums)),
        }
    }
}

fn array<T: Element>(py: Python<'_>, values: Vec<T>) -> Bound<'_, PyAny> {
    PyArray1::from_vec(py, values).into_any()
}
