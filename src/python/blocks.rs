//! Files of rows, read in blocks on the Rust side.

use super::arrow_rows;
use super::documents::{Documents, UniqueIds, cells_in};
use super::text::Text;
use super::threads::threads;
use crate::collection::Pool;
use crate::collection::blocks::{Block, Columns, Ready};
use crate::collection::delimited::{self, DelimitedRows, Shape};
use crate::collection::jsonl::{self, JsonLines};
use crate::error::Error;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whether a file can be read by `RowFile.json_lines`.
#[pyfunction]
#[pyo3(signature = (path, longest, jobs=0))]
pub(super) fn is_json_lines(
    py: Python<'_>,
    path: &str,
    longest: usize,
    #[pyo3(from_py_with = threads)] jobs: usize,
) -> PyResult<bool> {
    let pool = Pool::new(jobs)?;
    Ok(py.detach(|| jsonl::is_readable(path, longest, &pool))?)
}

/// Whether a file can be read by `RowFile.delimited`.
#[pyfunction]
pub(super) fn is_delimited(
    py: Python<'_>,
    path: &str,
    delimiter: char,
    names: Vec<String>,
    longest: usize,
) -> PyResult<bool> {
    let shape = shape(delimiter, names)?;
    Ok(py.detach(|| delimited::is_readable(path, shape, longest))?)
}

fn shape(delimiter: char, names: Vec<String>) -> PyResult<Shape> {
    let delimiter = u8::try_from(delimiter).map_err(|_| {
        Error::argument(format!(
            "{delimiter:?} cannot separate cells: take a character of ASCII"
        ))
    })?;
    Ok(Shape { delimiter, names })
}

/// A file of rows.
#[pyclass(frozen, module = "detente._core")]
pub(super) struct RowFile(Mutex<Rows>);

/// How its rows are written.
enum Rows {
    Json(JsonLines),
    Delimited(DelimitedRows),
}

#[pymethods]
impl RowFile {
    /// A file of JSON Lines.
    #[staticmethod]
    #[pyo3(signature = (path, name, text, id=None, format="auto"))]
    fn json_lines(
        path: &str,
        name: &str,
        text: String,
        id: Option<String>,
        format: &str,
    ) -> PyResult<Self> {
        let format = format.parse()?;
        let lines = JsonLines::open(path, name, Columns { text, id, format })?;
        Ok(Self(Mutex::new(Rows::Json(lines))))
    }

    /// A file of delimited text.
    #[staticmethod]
    #[pyo3(signature = (path, name, delimiter, names, text, id=None, format="auto"))]
    fn delimited(
        path: &str,
        name: &str,
        delimiter: char,
        names: Vec<String>,
        text: String,
        id: Option<String>,
        format: &str,
    ) -> PyResult<Self> {
        let format = format.parse()?;
        let (shape, columns) = (shape(delimiter, names)?, Columns { text, id, format });
        let rows = DelimitedRows::open(path, name, shape, columns)?;
        Ok(Self(Mutex::new(Rows::Delimited(rows))))
    }

    /// The next rows, of `size` bytes or a little more; None at the end.
    #[pyo3(signature = (size, jobs=0))]
    fn read(
        &self,
        py: Python<'_>,
        size: usize,
        #[pyo3(from_py_with = threads)] jobs: usize,
    ) -> PyResult<Option<RowBlock>> {
        let pool = Pool::new(jobs)?;
        let block = py.detach(|| match &mut *locked(&self.0) {
            Rows::Json(lines) => lines.read(size, &pool),
            Rows::Delimited(rows) => rows.read(size, &pool),
        })?;
        Ok(block.map(RowBlock::new))
    }

    /// The SHA-256 of what was read so far.
    #[getter]
    fn sha256(&self) -> String {
        match &*locked(&self.0) {
            Rows::Json(lines) => lines.sha256(),
            Rows::Delimited(rows) => rows.sha256(),
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Rows that were parsed, but for lines that only Python's `json` can judge.
#[pyclass(frozen, module = "detente._core")]
pub(super) struct RowBlock(Mutex<Option<Block>>);

impl RowBlock {
    fn new(block: Block) -> Self {
        Self(Mutex::new(Some(block)))
    }
}

#[pymethods]
impl RowBlock {
    /// The rows of a record batch of Arrow, the first of which is the table's row `first`.
    #[staticmethod]
    #[pyo3(signature = (batch, name, first, text, id=None, format="auto"))]
    fn of_arrow(
        batch: &Bound<'_, PyAny>,
        name: &str,
        first: usize,
        text: String,
        id: Option<String>,
        format: &str,
    ) -> PyResult<Self> {
        let format = format.parse()?;
        let rows = arrow_rows::rows(batch, &Columns { text, id, format })?;
        Ok(Self::new(Block::of_rows(name, format, first, rows)))
    }

    fn __len__(&self) -> usize {
        locked(&self.0).as_ref().map_or(0, Block::len)
    }

    /// The lines that are left to the caller: position, number of the line, the line.
    fn unread(&self) -> Vec<(usize, usize, String)> {
        let block = locked(&self.0);
        let lines = block.iter().flat_map(Block::unread);
        lines
            .map(|(index, number, line)| (index, number, line.to_owned()))
            .collect()
    }

    /// Says what a line of `unread` means.
    fn resolve(
        &self,
        index: usize,
        id: Text,
        text: Text,
        metadata: &Bound<'_, PyDict>,
        error: Option<Text>,
    ) -> PyResult<()> {
        let text = error.map_or_else(|| Ok(text.to_string()), |error| Err(error.to_string()));
        let (id, metadata) = (id.to_string(), cells_in(metadata)?);
        let mut block = locked(&self.0);
        if let Some(block) = block.as_mut() {
            block.resolve(index, Ready { id, text, metadata });
        }
        Ok(())
    }

    /// The documents, without the first `skip` of them; the block is empty then.
    #[pyo3(signature = (ids, skip=0))]
    fn documents(&self, py: Python<'_>, ids: &UniqueIds, skip: usize) -> PyResult<Documents> {
        let block = locked(&self.0).take();
        let block = block.ok_or_else(|| Error::argument("the block was used already"))?;
        Ok(Documents(
            py.detach(|| ids.with(|ids| block.documents(ids, skip))),
        ))
    }
}
