//! Lists of terms, as `detente._term_list.TermList` keeps them.

use super::columns_given::Columns;
use crate::terms::ngram_names::NgramNames;
use crate::terms::term_list::{TermList, Terms};
use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// Terms one behind the other, and where each ends.
pub(super) type Listed<'py> = (Bound<'py, PyBytes>, Bound<'py, PyArray1<i64>>);

/// Terms, or words and what n-grams are made of them: for each the number of the n-gram without its last word, and that
/// word; how many of them are in no list; and what stands between words.
pub(super) type Given<'py> = (
    Bound<'py, PyBytes>,
    Bound<'py, PyArray1<i64>>,
    Option<(Bound<'py, PyArray1<u32>>, usize, String)>,
);

/// Terms for Python.
pub(super) fn given(py: Python<'_>, terms: Terms) -> Given<'_> {
    let (words, ngrams) = match terms {
        Terms::Listed(terms) => (terms, None),
        Terms::Ngrams(terms) => {
            let (words, nodes, shorter, separator) = terms.into_parts();
            let nodes = PyArray1::from_vec(py, nodes.into_flattened());
            (words, Some((nodes, shorter, separator)))
        }
    };
    let (text, ends) = listed(py, words);
    (text, ends, ngrams)
}

fn listed(py: Python<'_>, terms: TermList) -> Listed<'_> {
    let (text, ends) = terms.into_parts();
    // The same allocation, read as signed numbers.
    let ends: Vec<i64> = ends.into_iter().map(|end| end as i64).collect();
    (
        PyBytes::new(py, text.as_bytes()),
        PyArray1::from_vec(py, ends),
    )
}

/// The names of n-grams that are made of `words`.
#[pyfunction]
pub(in crate::python) fn ngram_names<'py>(
    py: Python<'py>,
    words: Columns,
    nodes: PyReadonlyArray1<'py, u32>,
    shorter: usize,
    separator: String,
) -> PyResult<Listed<'py>> {
    let words = words.terms()?.into_iter().collect();
    let (nodes, _) = nodes.as_slice()?.as_chunks();
    let names = NgramNames::new(words, nodes.to_vec(), shorter, separator);
    let names = names
        .checked()
        .ok_or_else(|| PyValueError::new_err("these are no n-grams of the words"))?;
    Ok(listed(py, names.listed()))
}
