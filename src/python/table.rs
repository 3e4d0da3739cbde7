//! Tables going out.

use super::arrow;
use crate::collection;
use numpy::PyArray1;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

/// Columns of equal length, with the Arrow PyCapsule interface.
#[pyclass(frozen, eq, subclass, skip_from_py_object, module = "detente._core")]
#[derive(Clone, PartialEq)]
pub(super) struct Table(pub collection::Table);

#[pymethods]
impl Table {
    /// What a row stands for: "document", "section", "paragraph", "sentence" or "match".
    #[getter]
    fn level(&self) -> &'static str {
        self.0.level().name()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&'static str> {
        self.0.names().to_vec()
    }

    /// For each row the position of its document in the input.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<i64>> {
        PyArray1::from_iter(py, self.0.documents().iter().map(|&document| document as i64))
    }

    fn __len__(&self) -> usize {
        self.0.n_rows()
    }

    /// A column as a list, `None` for missing values.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        match self.0.column(name) {
            Some(collection::Column::Text(values)) => PyList::new(py, values),
            Some(collection::Column::Integer(values)) => PyList::new(py, values),
            Some(collection::Column::Real(values)) => PyList::new(py, values),
            None => {
                let known = self.0.names().join(", ");
                Err(PyKeyError::new_err(format!("no column {name:?}; the columns are {known}")))
            }
        }
    }

    /// The rows as CSV, with or without the header.
    #[pyo3(signature = (header=true))]
    fn csv(&self, py: Python<'_>, header: bool) -> String {
        py.detach(|| match header {
            true => self.0.to_csv(),
            false => {
                let mut out = String::new();
                self.0.write_csv_rows(&mut out);
                out
            }
        })
    }

    /// The rows as JSON Lines.
    fn jsonl(&self, py: Python<'_>) -> String {
        py.detach(|| {
            let mut out = String::new();
            self.0.write_jsonl_rows(&mut out);
            out
        })
    }

    /// The table and another of the same level below it.
    fn concat(&self, other: &Self) -> Self {
        let mut table = self.0.clone();
        table.append(other.0.clone());
        Self(table)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer ignore the request.
        let _ = requested_schema;
        arrow::export(py, &self.0)
    }
}
