//! Texts coming in: one `str`, or a column of them in any of the forms that users have.

use super::arrow::{self, TextColumn};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyString};

/// A Python `str`, borrowed from its object where it is valid Unicode.
#[derive(Debug)]
pub(super) enum Text {
    Backed(PyBackedStr),
    /// A string with lone surrogates, which UTF-8 cannot hold: each became U+FFFD, one code point for one.
    Mended(String),
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Backed(text) => text,
            Self::Mended(text) => text,
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let Ok(string) = object.cast::<PyString>() else {
            let found = object.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "a text must be a str, not {found}"
            )));
        };
        match PyBackedStr::try_from(string.to_owned()) {
            Ok(text) => Ok(Self::Backed(text)),
            Err(_) => mend(&string).map(Self::Mended),
        }
    }
}

/// Replaces lone surrogates, keeping the number of code points.
fn mend(string: &Bound<'_, PyString>) -> PyResult<String> {
    let bytes = string
        .call_method1("encode", ("utf-32-le", "surrogatepass"))?
        .cast_into::<PyBytes>()?;
    let points = bytes
        .as_bytes()
        .chunks_exact(4)
        .map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]));
    Ok(points
        .map(|point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect())
}

/// A column of texts, some of which may be missing.
#[derive(Debug)]
pub(super) enum Texts {
    List(Vec<Option<Text>>),
    Arrow(TextColumn),
}

impl Texts {
    /// The texts in order.
    pub fn to_vec(&self) -> Vec<Option<&str>> {
        match self {
            Self::List(texts) => texts.iter().map(Option::as_deref).collect(),
            Self::Arrow(column) => column.to_vec(),
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Texts {
    type Error = PyErr;

    /// From an Arrow column (polars, pandas, pyarrow, DuckDB: anything with the Arrow PyCapsule interface), or from
    /// any iterable of `str`, with `None` or NaN for a missing text.
    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(
                "expected a list or column of texts, not one str: write [text]",
            ));
        }
        if let Some(column) = arrow::import_text(&object)? {
            return Ok(Self::Arrow(column));
        }
        let texts: PyResult<Vec<_>> = object
            .try_iter()?
            .map(|item| missing_or_text(&item?))
            .collect();
        texts.map(Self::List)
    }
}

fn missing_or_text(item: &Bound<'_, PyAny>) -> PyResult<Option<Text>> {
    if item.is_instance_of::<PyString>() {
        return item.extract().map(Some);
    }
    let is_nan = || item.extract::<f64>().is_ok_and(f64::is_nan);
    if item.is_none() || is_nan() || is_mark(item)? {
        return Ok(None);
    }
    item.extract().map(Some)
}

/// Whether this is one of pandas' marks of a missing value, which are no numbers.
fn is_mark(item: &Bound<'_, PyAny>) -> PyResult<bool> {
    let name = item.get_type().name()?;
    Ok(["NAType", "NaTType"].iter().any(|mark| name == *mark))
}
