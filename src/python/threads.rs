//! Numbers of threads, as users give them.

use crate::collection::Pool;
use crate::error::Error;
use pyo3::prelude::*;

/// The number of threads that an argument `jobs` asks for; 0 is one per core.
pub(super) fn threads(jobs: &Bound<'_, PyAny>) -> PyResult<usize> {
    let number: i64 = jobs.extract()?;
    let threads = usize::try_from(number).map_err(|_| {
        let what = "jobs is a number of threads, 0 for one per core";
        Error::argument(format!("{what}: {number} is none"))
    });
    Ok(threads?)
}

/// How many threads that is.
#[pyfunction]
#[pyo3(signature = (jobs=0))]
pub(super) fn n_threads(#[pyo3(from_py_with = threads)] jobs: usize) -> usize {
    Pool::size(jobs)
}
