//! Documents on their way from files to tables, held on the Rust side.

use super::text::Text;
use super::threads::threads;
use crate::collection::textfiles::{self, Piece, Record, TextFile};
use crate::collection::{self, Cell, Pool, Value};
use crate::outline::{self, Format};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyFloat, PyInt, PyString};
use std::sync::{Arc, Mutex, PoisonError};

/// A document of a reader: id, text, format, metadata, and why there is no text.
type Row<'py> = (Text, Text, String, Bound<'py, PyDict>, Option<Text>);

/// A batch of documents with their metadata.
#[pyclass(frozen, module = "detente._core")]
pub(super) struct Documents(pub collection::Documents);

#[pymethods]
impl Documents {
    /// Documents of any reader: for each its id, text, format, metadata and, if it could not be read, the reason.
    #[staticmethod]
    fn of(rows: Vec<Row<'_>>) -> PyResult<Self> {
        let mut documents = collection::Documents::default();
        for (id, text, format, metadata, error) in rows {
            let text = error.map_or_else(|| Ok(text.to_string()), |error| Err(error.to_string()));
            documents.push(id.to_string(), text, format.parse()?, cells_in(&metadata)?);
        }
        Ok(Self(documents))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// Code points of text.
    #[getter]
    fn characters(&self, py: Python<'_>) -> usize {
        py.detach(|| self.0.characters())
    }

    /// Bytes of text.
    #[getter]
    fn bytes(&self) -> usize {
        self.0.bytes()
    }

    /// Id and reason of each document that could not be read.
    fn errors(&self) -> Vec<(String, String)> {
        let owned = |(id, error): (&str, &str)| (id.to_owned(), error.to_owned());
        self.0.errors().map(owned).collect()
    }
}

/// A document's metadata.
pub(super) fn cells_in(metadata: &Bound<'_, PyDict>) -> PyResult<Vec<Cell>> {
    let cell = |(name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
        let value = value_in(&value)?.and_then(|value| match value {
            Value::Real(number) => real(number),
            value => Some(value),
        });
        Ok((name.extract::<Text>()?.to_string(), value))
    };
    metadata.iter().map(cell).collect()
}

/// A number of metadata. NaN is a missing value; infinities, which not every output has, are texts.
pub(super) fn real(number: f64) -> Option<Value> {
    match number {
        _ if number.is_nan() => None,
        _ if number.is_infinite() => Some(Value::Text(number.to_string())),
        _ => Some(Value::Real(number)),
    }
}

/// A value as a column can hold it; numbers beyond 64 bits, and what is neither number nor text, as their text.
pub(super) fn value_in(value: &Bound<'_, PyAny>) -> PyResult<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    let value = if value.is_instance_of::<PyFloat>() {
        Value::Real(value.extract()?)
    } else if value.is_instance_of::<PyInt>() {
        match value.extract() {
            Ok(value) => Value::Integer(value),
            Err(_) => Value::Text(value.str()?.to_string()),
        }
    } else if value.is_instance_of::<PyString>() {
        Value::Text(value.extract::<Text>()?.to_string())
    } else {
        Value::Text(value.str()?.to_string())
    };
    Ok(Some(value))
}

/// Gives each document of a collection an id of its own.
#[pyclass(frozen, module = "detente._core")]
#[derive(Default)]
pub(super) struct UniqueIds(pub Mutex<collection::UniqueIds>);

#[pymethods]
impl UniqueIds {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// The id, with `-2`, `-3`, ... added if it was taken before, and whether that was needed.
    fn take(&self, identifier: Text) -> (String, bool) {
        match self.with(|ids| ids.take(&identifier)) {
            Some(other) => (other, true),
            None => (identifier.to_string(), false),
        }
    }

    /// Eight bytes for each id that was given since this was last asked.
    fn drain<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let hashes = self.with(collection::UniqueIds::drain);
        let bytes: Vec<u8> = hashes.into_iter().flat_map(u64::to_le_bytes).collect();
        PyBytes::new(py, &bytes)
    }

    /// Takes the ids that `drain` gave.
    fn load(&self, hashes: &[u8]) {
        let (hashes, _) = hashes.as_chunks();
        self.with(|ids| ids.load(hashes.iter().map(|&bytes| u64::from_le_bytes(bytes))));
    }
}

impl UniqueIds {
    pub fn with<R>(&self, work: impl FnOnce(&mut collection::UniqueIds) -> R) -> R {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Which lines stand in how many documents of a collection.
#[pyclass(frozen, module = "detente._core")]
#[derive(Default)]
pub(super) struct RepeatedLines(Mutex<Arc<outline::RepeatedLines>>);

#[pymethods]
impl RepeatedLines {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Counts the lines of documents.
    fn add(&self, py: Python<'_>, documents: &Documents) {
        py.detach(|| {
            let mut counts = outline::RepeatedLines::new();
            documents.0.texts().for_each(|text| counts.add(text));
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::make_mut(&mut all).merge(counts);
        });
    }

    /// Number of documents that were counted.
    #[getter]
    fn documents(&self) -> u32 {
        self.shared().documents()
    }

    /// In how many of them a line stands, whatever its case, punctuation and white space.
    fn count(&self, line: &str) -> u32 {
        self.shared().count(line)
    }
}

impl RepeatedLines {
    pub fn shared(&self) -> Arc<outline::RepeatedLines> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What `read_texts` gives for a run of files: documents, records as JSON, bytes, and the files that changed while they
/// were read; or the position of a file of another kind.
type ReadPiece = (Option<Documents>, Vec<String>, u64, Vec<String>, usize);

/// Reads plain text files, from the first on, until `budget` bytes are read: how many were taken, and the pieces.
#[pyfunction]
#[pyo3(signature = (paths, markdown, format, budget, limit, jobs=0))]
pub(super) fn read_texts(
    py: Python<'_>,
    paths: Vec<String>,
    markdown: Vec<bool>,
    format: &str,
    budget: u64,
    limit: u64,
    #[pyo3(from_py_with = threads)] jobs: usize,
) -> PyResult<(usize, Vec<ReadPiece>)> {
    if paths.len() != markdown.len() {
        return Err(PyTypeError::new_err("give one flag for each path"));
    }
    let (plain, pool) = (format.parse()?, Pool::new(jobs)?);
    let files: Vec<_> = (paths.iter().zip(&markdown))
        .map(|(path, &markdown)| TextFile {
            path,
            format: if markdown { Format::Markdown } else { plain },
        })
        .collect();
    let (taken, pieces) = py.detach(|| textfiles::read(&files, budget, limit, &pool));
    let piece = |piece| match piece {
        Piece::Read(documents, records) => {
            let lines = records.iter().map(Record::line).collect();
            let bytes = records.iter().map(|record| record.size).sum();
            let changed = records.into_iter().filter(|record| record.changed);
            let changed = changed.map(|record| record.path).collect();
            (Some(Documents(documents)), lines, bytes, changed, 0)
        }
        Piece::Other(index) => (None, Vec::new(), 0, Vec::new(), index),
    };
    Ok((taken, pieces.into_iter().map(piece).collect()))
}
