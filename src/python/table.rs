//! Tables going out.

use super::arrow;
use super::documents::value_in;
use crate::collection::{self, Kind};
use crate::error::Error;
use numpy::PyArray1;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList};

/// Columns of equal length, with the Arrow PyCapsule interface.
#[pyclass(frozen, eq, module = "detente._core")]
#[derive(Clone, PartialEq)]
pub(super) struct Table(pub collection::Table);

impl Table {
    /// The table as its users know it: a `detente.Table`.
    pub(super) fn dressed(self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let class = py.import("detente.table")?.getattr("Table")?;
        Ok(class.call1((self,))?.unbind())
    }
}

#[pymethods]
impl Table {
    /// A table of any columns: a dict from name to a list of `str`, `int` or `float`, `None` where missing.
    #[staticmethod]
    fn from_columns(columns: &Bound<'_, PyDict>) -> PyResult<Self> {
        Ok(Self(collection::Table::from_columns(columns_in(columns)?)?))
    }

    /// A table with the columns of a level (and perhaps more behind them), from its values: what a pickle holds.
    #[staticmethod]
    fn rebuild(
        level: Option<&str>,
        columns: &Bound<'_, PyDict>,
        documents: Vec<usize>,
    ) -> PyResult<Self> {
        let columns = columns_in(columns)?;
        let level = level.map(str::parse).transpose()?;
        Ok(Self(collection::Table::rebuild(level, columns, documents)?))
    }

    /// The table with more columns behind its own.
    fn with_columns(&self, columns: &Bound<'_, PyDict>) -> PyResult<Self> {
        let mut table = self.0.clone();
        table.add_columns(columns_in(columns)?)?;
        Ok(Self(table))
    }

    /// What a row stands for: "document", "section", "paragraph", "sentence" or "match"; None for other tables.
    #[getter]
    fn level(&self) -> Option<&'static str> {
        self.0.level().map(collection::Level::name)
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.0.names().iter().map(ToString::to_string).collect()
    }

    /// The types of the columns: "text", "integer" or "real".
    #[getter]
    fn column_types(&self) -> Vec<&'static str> {
        let name = |column: &collection::Column| match column {
            collection::Column::Text(_) => "text",
            collection::Column::Integer(_) => "integer",
            collection::Column::Real(_) => "real",
        };
        self.0.columns().iter().map(name).collect()
    }

    /// For each row the position of its document in the input.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<i64>> {
        PyArray1::from_iter(
            py,
            self.0.documents().iter().map(|&document| document as i64),
        )
    }

    fn __len__(&self) -> usize {
        self.0.n_rows()
    }

    /// A column as a list, `None` for missing values.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        match self.0.column(name) {
            Some(collection::Column::Text(values)) => PyList::new(py, values.iter()),
            Some(collection::Column::Integer(values)) => PyList::new(py, values),
            Some(collection::Column::Real(values)) => PyList::new(py, values),
            None => {
                let known = self.0.names().join(", ");
                Err(PyKeyError::new_err(format!(
                    "no column {name:?}; the columns are {known}"
                )))
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

    /// The rows as JSON Lines, in UTF-8.
    fn jsonl<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let bytes = py.detach(|| {
            let mut out = Vec::new();
            self.0.write_jsonl_rows(&mut out);
            out
        });
        PyBytes::new(py, &bytes)
    }

    /// Name of each column, and what its values are: "missing", "integer", "wide", "real" or "text".
    fn schema(&self) -> Vec<(String, &'static str)> {
        let kinds = self.0.kinds().into_iter().map(Kind::name);
        self.0
            .names()
            .iter()
            .map(ToString::to_string)
            .zip(kinds)
            .collect()
    }

    /// The table with the columns of a schema.
    fn conformed(&self, schema: Vec<(String, String)>) -> PyResult<Self> {
        let schema = schema
            .into_iter()
            .map(|(name, kind)| match Kind::named(&kind) {
                Some(kind) => Ok((name, kind)),
                None => Err(Error::argument(format!("no kind of column {kind:?}"))),
            });
        let schema = schema.collect::<Result<Vec<_>, _>>()?;
        Ok(Self(self.0.clone().conformed(&schema)?))
    }

    /// One schema for tables below each other.
    #[staticmethod]
    fn joined(schemas: Vec<Vec<(String, String)>>) -> PyResult<Vec<(String, &'static str)>> {
        let mut all: Vec<(String, Kind)> = Vec::new();
        for (name, kind) in schemas.into_iter().flatten() {
            let kind = Kind::named(&kind).unwrap_or(Kind::Text);
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = known.join(kind),
                None => all.push((name, kind)),
            }
        }
        Ok(all
            .into_iter()
            .map(|(name, kind)| (name, kind.name()))
            .collect())
    }

    /// Tables below each other. A column that one of them lacks is missing in its rows.
    #[staticmethod]
    fn concatenated(tables: Vec<PyRef<'_, Self>>) -> PyResult<Self> {
        let rows = tables.iter().map(|table| table.0.n_rows()).sum();
        let mut tables = tables.iter().map(|table| &table.0);
        let Some(first) = tables.next() else {
            return Ok(Self(collection::Table::from_columns(Vec::new())?));
        };
        let mut whole = first.clone();
        whole.reserve(rows);
        tables.for_each(|table| whole.extend(table));
        Ok(Self(whole))
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

fn columns_in(columns: &Bound<'_, PyDict>) -> PyResult<Vec<(String, collection::Column)>> {
    let one = |(name, values): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
        let values = values.try_iter()?.map(|value| value_in(&value?));
        let values = values.collect::<PyResult<_>>()?;
        Ok((name.extract()?, collection::Column::from_values(values)))
    };
    columns.iter().map(one).collect()
}
