//! JSON Lines, read in blocks on the Rust side.

use super::documents::{Documents, UniqueIds, cells_in};
use super::text::Text;
use crate::collection::Pool;
use crate::collection::jsonl::{self, Block, Columns, Ready};
use crate::error::Error;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::{Mutex, PoisonError};

/// Whether a file can be read by `JsonLines`.
#[pyfunction]
pub(super) fn is_json_lines(py: Python<'_>, path: &str, longest: usize) -> PyResult<bool> {
    Ok(py.detach(|| jsonl::is_readable(path, longest))?)
}

/// A file of JSON Lines.
#[pyclass(frozen, module = "detente._core")]
pub(super) struct JsonLines(Mutex<jsonl::JsonLines>);

#[pymethods]
impl JsonLines {
    #[new]
    #[pyo3(signature = (path, name, text, id=None, format="auto"))]
    fn new(
        path: &str,
        name: &str,
        text: String,
        id: Option<String>,
        format: &str,
    ) -> PyResult<Self> {
        let format = format.parse()?;
        let columns = Columns { text, id, format };
        Ok(Self(Mutex::new(jsonl::JsonLines::open(
            path, name, columns,
        )?)))
    }

    /// The next lines, of `size` bytes or a little more; None at the end.
    #[pyo3(signature = (size, jobs=0))]
    fn read(&self, py: Python<'_>, size: usize, jobs: usize) -> PyResult<Option<JsonBlock>> {
        let pool = Pool::new(jobs)?;
        let block = py.detach(|| self.lock().read(size, &pool))?;
        Ok(block.map(|block| JsonBlock(Mutex::new(Some(block)))))
    }

    /// The SHA-256 of what was read so far.
    #[getter]
    fn sha256(&self) -> String {
        self.lock().sha256()
    }
}

impl JsonLines {
    fn lock(&self) -> std::sync::MutexGuard<'_, jsonl::JsonLines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lines that were parsed, but for some that only Python's `json` can judge.
#[pyclass(frozen, module = "detente._core")]
pub(super) struct JsonBlock(Mutex<Option<Block>>);

#[pymethods]
impl JsonBlock {
    fn __len__(&self) -> usize {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .map_or(0, Block::len)
    }

    /// The lines that are left to the caller: position, number of the line, the line.
    fn unread(&self) -> Vec<(usize, usize, String)> {
        let block = self.0.lock().unwrap_or_else(PoisonError::into_inner);
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
        let mut block = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(block) = block.as_mut() {
            block.resolve(index, Ready { id, text, metadata });
        }
        Ok(())
    }

    /// The documents, without the first `skip` of them; the block is empty then.
    #[pyo3(signature = (ids, skip=0))]
    fn documents(&self, py: Python<'_>, ids: &UniqueIds, skip: usize) -> PyResult<Documents> {
        let block = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let block = block.ok_or_else(|| Error::argument("the block was used already"))?;
        Ok(Documents(
            py.detach(|| ids.with(|ids| block.documents(ids, skip))),
        ))
    }
}
