//! Terms that come in: the columns that a matrix shall have.

use numpy::PyReadonlyArray1;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

/// Terms as strings, or one behind the other with the end of each.
pub(in crate::python) enum Columns {
    Strings(Vec<String>),
    Listed(PyBackedBytes, Vec<i64>),
}

impl<'py> FromPyObject<'_, 'py> for Columns {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok((text, ends)) = object.extract::<(PyBackedBytes, PyReadonlyArray1<'_, i64>)>() {
            return Ok(Self::Listed(text, ends.as_array().to_vec()));
        }
        object.extract().map(Self::Strings)
    }
}

impl Columns {
    /// The terms.
    pub fn terms(&self) -> PyResult<Vec<&str>> {
        let misfit = || PyValueError::new_err("the ends of terms do not fit them");
        let (text, ends) = match self {
            Self::Strings(terms) => return Ok(terms.iter().map(String::as_str).collect()),
            Self::Listed(text, ends) => (std::str::from_utf8(text).map_err(|_| misfit())?, ends),
        };
        let mut start = 0;
        let term = |&end: &i64| {
            let end = end as usize;
            let term = text.get(start..end).ok_or_else(misfit)?;
            start = end;
            Ok(term)
        };
        ends.iter().map(term).collect()
    }
}
