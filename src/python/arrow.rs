//! Columns and tables over the Arrow PyCapsule interface.
//!
//! The one place of the crate with `unsafe`: the capsules hold C structs that must be moved out of, or into, Python
//! objects. Each use is explained where it stands.
#![allow(unsafe_code)]

use crate::collection::{Column, Table};
use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{
    Array, ArrayRef, Float64Array, Int64Array, LargeStringArray, RecordBatch, RecordBatchIterator,
    StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;
use std::sync::Arc;

const STREAM: &CStr = c"arrow_array_stream";
const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";

/// A text column in Arrow's memory, chunk by chunk, not copied.
#[derive(Debug)]
pub(super) struct TextColumn {
    chunks: Vec<ArrayRef>,
}

impl TextColumn {
    /// The texts in order; nulls are `None`.
    pub fn to_vec(&self) -> Vec<Option<&str>> {
        let mut texts = Vec::with_capacity(self.chunks.iter().map(|chunk| chunk.len()).sum());
        for chunk in &self.chunks {
            push_texts(chunk, &mut texts);
        }
        texts
    }
}

/// Appends a chunk's texts. The type was checked on import: see [`is_text`].
pub(super) fn push_texts<'a>(chunk: &'a ArrayRef, texts: &mut Vec<Option<&'a str>>) {
    match chunk.data_type() {
        DataType::Utf8 => texts.extend(chunk.as_string::<i32>()),
        DataType::LargeUtf8 => texts.extend(chunk.as_string::<i64>()),
        DataType::Utf8View => texts.extend(chunk.as_string_view()),
        DataType::Dictionary(..) => {
            let dictionary = chunk.as_any_dictionary();
            let mut values = Vec::with_capacity(dictionary.values().len());
            push_texts(dictionary.values(), &mut values);
            let keys = dictionary.normalized_keys();
            texts.extend(keys.into_iter().enumerate().map(|(row, key)| {
                // The key of a null row may point anywhere.
                if dictionary.keys().is_null(row) {
                    None
                } else {
                    values.get(key).copied().flatten()
                }
            }));
        }
        // A column without any value: all null, of whatever type its maker gave it.
        _ => texts.extend(std::iter::repeat_n(None, chunk.len())),
    }
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// The chunks of an object that speaks the interface; `None` if it does not.
pub(super) fn import_text(object: &Bound<'_, PyAny>) -> PyResult<Option<TextColumn>> {
    let chunks = if object.hasattr("__arrow_c_stream__")? {
        import_stream(object)?
    } else if object.hasattr("__arrow_c_array__")? {
        vec![import_array(object)?]
    } else {
        return Ok(None);
    };
    for chunk in &chunks {
        // An all-missing pandas column arrives as floats that are NaN or null.
        let all_missing = || {
            chunk.null_count() == chunk.len()
                || matches!(chunk.data_type(), DataType::Float64)
                    && chunk
                        .as_primitive::<arrow_array::types::Float64Type>()
                        .iter()
                        .flatten()
                        .all(f64::is_nan)
        };
        if !is_text(chunk.data_type()) && !all_missing() {
            let remedy = match chunk.data_type() {
                DataType::Struct(_) => {
                    "this is a whole table: choose its text column, as in df[\"text\"]"
                }
                _ => "convert it to strings first",
            };
            let found = chunk.data_type();
            return Err(PyTypeError::new_err(format!(
                "expected a column of texts, found {found}; {remedy}"
            )));
        }
    }
    let chunks = chunks.into_iter().map(mended).collect::<Result<_, _>>();
    Ok(Some(TextColumn {
        chunks: chunks.map_err(arrow_error)?,
    }))
}

/// A chunk whose texts are UTF-8. Arrow says that they are, but not all who write Arrow see to it; what is no character
/// becomes U+FFFD, as in any text.
fn mended(chunk: ArrayRef) -> Result<ArrayRef, ArrowError> {
    let bytes = match chunk.data_type() {
        DataType::Utf8 => DataType::Binary,
        DataType::LargeUtf8 => DataType::LargeBinary,
        DataType::Utf8View => DataType::BinaryView,
        DataType::Dictionary(..) => {
            let dictionary = chunk.as_any_dictionary();
            let values = mended(Arc::clone(dictionary.values()))?;
            return Ok(dictionary.with_values(values));
        }
        _ => return Ok(chunk),
    };
    let data = chunk.to_data();
    if data.validate_values().is_ok() {
        return Ok(chunk);
    }
    let bytes = arrow_array::make_array(data.into_builder().data_type(bytes).build()?);
    let text =
        |bytes: Option<&[u8]>| bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let texts: LargeStringArray = match bytes.data_type() {
        DataType::Binary => bytes.as_binary::<i32>().iter().map(text).collect(),
        DataType::LargeBinary => bytes.as_binary::<i64>().iter().map(text).collect(),
        _ => bytes.as_binary_view().iter().map(text).collect(),
    };
    Ok(Arc::new(texts))
}

fn import_stream(object: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    let capsule = object
        .call_method0("__arrow_c_stream__")?
        .cast_into::<PyCapsule>()?;
    let pointer = capsule
        .pointer_checked(Some(STREAM))?
        .cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds a valid FFI_ArrowArrayStream (Arrow PyCapsule interface). `from_raw` moves
    // it out and marks the original as released, so that the capsule's destructor does not release it again.
    let reader = unsafe { ArrayStreamReader::from_raw(pointer.as_ptr()) }.map_err(arrow_error)?;
    reader.collect::<Result<_, _>>().map_err(arrow_error)
}

/// The array of an object that speaks the interface for one; that of a table is one of structs.
pub(super) fn import_array(object: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let capsules = object
        .call_method0("__arrow_c_array__")?
        .cast_into::<PyTuple>()?;
    let schema = capsules.get_item(0)?.cast_into::<PyCapsule>()?;
    let array = capsules.get_item(1)?.cast_into::<PyCapsule>()?;
    let schema = schema
        .pointer_checked(Some(SCHEMA))?
        .cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: as above: names guarantee the types, `from_raw` moves both structs out of their capsules.
    let data = unsafe {
        let schema = FFI_ArrowSchema::from_raw(schema.as_ptr());
        arrow_array::ffi::from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), &schema)
    };
    Ok(arrow_array::make_array(data.map_err(arrow_error)?))
}

/// A table as a stream of one record batch, in a capsule.
pub(super) fn export<'py>(py: Python<'py>, table: &Table) -> PyResult<Bound<'py, PyCapsule>> {
    let batch = record_batch(table).map_err(arrow_error)?;
    let schema = batch.schema();
    let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    PyCapsule::new_with_value(py, stream, STREAM)
}

fn record_batch(table: &Table) -> Result<RecordBatch, ArrowError> {
    let (mut fields, mut columns) = (Vec::new(), Vec::<ArrayRef>::new());
    for (name, column) in table.names().iter().zip(table.columns()) {
        let array: ArrayRef = match column {
            Column::Text(values) => Arc::new(values.iter().collect::<StringArray>()),
            Column::Integer(values) => Arc::new(values.iter().copied().collect::<Int64Array>()),
            Column::Real(values) => Arc::new(values.iter().copied().collect::<Float64Array>()),
        };
        fields.push(Field::new(name.as_ref(), array.data_type().clone(), true));
        columns.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

pub(super) fn arrow_error(error: ArrowError) -> PyErr {
    PyValueError::new_err(format!("the Arrow data cannot be read: {error}"))
}
