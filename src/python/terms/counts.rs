//! Counts and weights, as the arrays of a SciPy matrix.

use super::super::text::Texts;
use super::columns_given::Columns;
use super::options::Options;
use super::sums::Sums;
use super::term_lists::{Given, given};
use super::units::present;
use crate::collection::Pool;
use crate::terms::counts::{Counter, WordRule, merge_listed_in, merge_with_in};
use crate::terms::matrix::Csr;
use crate::terms::options::TermOptions;
use crate::terms::sharing::Shared;
use crate::terms::weighting::{Bm25, Weighting};
use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rayon::prelude::*;

/// Bytes of text that a thread counts between two looks for a signal: a fraction of a second's work.
const BLOCK: usize = 16 << 20;

/// The terms, indptr, indices, data; and for each term its documents and its total.
type Arrays<'py> = (
    Option<Given<'py>>,
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyArray1<i32>>,
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
);

/// Counts, as the arrays of a SciPy CSR matrix: terms (or None with a given vocabulary), indptr, indices, data.
#[pyfunction]
#[pyo3(signature = (texts, options, min_chars_of_runs=None, vocabulary=None, jobs=1))]
pub(in crate::python) fn count_terms<'py>(
    py: Python<'py>,
    texts: Texts,
    options: Options,
    min_chars_of_runs: Option<usize>,
    vocabulary: Option<Columns>,
    jobs: usize,
) -> PyResult<Arrays<'py>> {
    let texts = present(&texts)?;
    let rule = match min_chars_of_runs {
        Some(min_chars) => WordRule::Runs { min_chars },
        None => WordRule::Tokens,
    };
    let pool = Pool::new(jobs)?;
    let columns = vocabulary.as_ref().map(Columns::terms).transpose()?;
    let workers = count_in_blocks(py, &texts, &options.0, &rule, &pool)?;
    let (terms, counts, sums) = py.detach(|| {
        let (terms, counted) = match columns {
            Some(terms) => (None, merge_with_in(pool.inner(), workers, &terms)),
            None => {
                let (terms, counted) = merge_listed_in(pool.inner(), workers);
                (Some(terms), counted)
            }
        };
        let counts = counted.matrix(pool.inner());
        let sums = Sums::of(pool.inner(), &counts, &counted.into_repeated());
        (terms, counts, sums)
    });
    // The same allocation, read as signed numbers: no column is beyond them.
    let indices: Vec<i32> = counts.indices.into_iter().map(u32::cast_signed).collect();
    let [documents, totals] = sums.into_arrays(py);
    Ok((
        terms.map(|terms| given(py, terms)),
        places(py, &counts.indptr),
        PyArray1::from_vec(py, indices),
        PyArray1::from_vec(py, counts.data),
        documents,
        totals,
    ))
}

fn places<'py>(py: Python<'py>, places: &[usize]) -> Bound<'py, PyArray1<i64>> {
    PyArray1::from_iter(py, places.iter().map(|&at| at as i64))
}

/// One counter per thread, looking for signals between blocks.
pub(super) fn count_in_blocks(
    py: Python<'_>,
    texts: &[&str],
    options: &TermOptions,
    rule: &WordRule,
    pool: &Pool,
) -> PyResult<Vec<Counter>> {
    let shared = Shared::new(texts);
    let mut counters = shared.counters(pool.threads(), options, rule)?;
    let count = |counter: &mut Counter| shared.count(counter, BLOCK);
    loop {
        py.check_signals()?;
        py.detach(|| match pool.inner() {
            Some(pool) => pool.install(|| counters.par_iter_mut().try_for_each(count)),
            None => counters.iter_mut().try_for_each(count),
        })?;
        if shared.is_done() {
            return Ok(counters);
        }
    }
}

fn csr(
    indptr: &PyReadonlyArray1<'_, i64>,
    indices: &PyReadonlyArray1<'_, i32>,
    data: &PyReadonlyArray1<'_, f64>,
    columns: usize,
) -> PyResult<Csr<f64>> {
    let matrix = Csr {
        indptr: indptr.as_array().iter().map(|&at| at as usize).collect(),
        indices: indices
            .as_array()
            .iter()
            .map(|&column| column.cast_unsigned())
            .collect(),
        data: data.as_array().to_vec(),
        columns,
    };
    let rising = matrix.indptr.windows(2).all(|pair| pair[0] <= pair[1]);
    let ends =
        matrix.indptr.first() == Some(&0) && matrix.indptr.last() == Some(&matrix.data.len());
    let inside = matrix
        .indices
        .iter()
        .all(|&column| (column as usize) < columns);
    if rising && ends && inside && matrix.indices.len() == matrix.data.len() {
        Ok(matrix)
    } else {
        Err(PyValueError::new_err(
            "the arrays are not those of a CSR matrix of this many columns",
        ))
    }
}

/// The idf of each term by a scheme ("ltc", "bm25"), from document frequencies.
#[pyfunction]
pub(in crate::python) fn document_factors<'py>(
    py: Python<'py>,
    scheme: &str,
    frequencies: Vec<u64>,
    documents: usize,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    let factors = match scheme {
        "bm25" => Bm25::default().document_factors(&frequencies, documents),
        _ => scheme
            .parse::<Weighting>()?
            .document_factors(&frequencies, documents),
    };
    Ok(PyArray1::from_vec(py, factors))
}

/// The values of a CSR matrix of counts, weighted by a scheme; the pattern stays.
#[pyfunction]
#[pyo3(signature = (scheme, indptr, indices, data, idf, *, k1=1.2, b=0.75, mean_length=1.0))]
#[expect(clippy::too_many_arguments, reason = "the arrays of a matrix")]
pub(in crate::python) fn weigh<'py>(
    py: Python<'py>,
    scheme: &str,
    indptr: PyReadonlyArray1<'py, i64>,
    indices: PyReadonlyArray1<'py, i32>,
    data: PyReadonlyArray1<'py, f64>,
    idf: Vec<f64>,
    k1: f64,
    b: f64,
    mean_length: f64,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    let counts = csr(&indptr, &indices, &data, idf.len())?;
    let weights = match scheme {
        "bm25" => py.detach(|| Bm25 { k1, b }.weigh_with(&counts, &idf, mean_length)),
        _ => {
            let scheme: Weighting = scheme.parse()?;
            py.detach(|| scheme.weigh_with(&counts, &idf))
        }
    };
    Ok(PyArray1::from_vec(py, weights.data))
}
