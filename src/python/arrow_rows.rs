//! Rows of Arrow tables on their way to be documents.

use super::arrow::{import_array, push_texts};
use super::documents::real;
use crate::collection::blocks::{Columns, Ready, clean};
use crate::collection::{Cell, Value};
use crate::error::{Error, Result};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use pyo3::prelude::*;

/// The rows of a record batch, all but their identifiers.
///
/// # Errors
/// If a column has values other than texts, numbers and truth values, or texts that are no UTF-8.
pub(super) fn rows(batch: &Bound<'_, PyAny>, columns: &Columns) -> PyResult<Vec<Ready>> {
    let batch = import_array(batch)?;
    let Some(batch) = batch.as_struct_opt() else {
        return Err(Error::argument("this is no table of Arrow".to_owned()).into());
    };
    let mut rows = vec![Row::default(); batch.len()];
    for (name, array) in batch.column_names().into_iter().zip(batch.columns()) {
        let values = values(name, array)?;
        for (row, value) in rows.iter_mut().zip(values) {
            row.take(name, value, columns);
        }
    }
    Ok(rows.into_iter().map(|row| row.ready(columns)).collect())
}

/// A value of a column.
enum Found {
    Truth(bool),
    Other(Value),
}

/// The fields of a row by their roles.
#[derive(Clone, Default)]
struct Row {
    text: String,
    id: String,
    metadata: Vec<Cell>,
}

impl Row {
    fn take(&mut self, name: &str, value: Option<Found>, columns: &Columns) {
        if name == columns.text {
            self.text = value.map(Found::text).unwrap_or_default();
        } else if Some(name) == columns.id.as_deref() {
            self.id = value.map(Found::text).unwrap_or_default();
        } else {
            let value = value.map(|value| match value {
                Found::Truth(truth) => Value::Integer(truth.into()),
                Found::Other(value) => value,
            });
            self.metadata.push((name.to_owned(), value));
        }
    }

    fn ready(self, columns: &Columns) -> Ready {
        Ready::of(&self.id, self.text, self.metadata, columns)
    }
}

impl Found {
    /// The value as Python writes it.
    fn text(self) -> String {
        match self {
            Self::Truth(true) => "True".to_owned(),
            Self::Truth(false) => "False".to_owned(),
            Self::Other(Value::Text(text)) => text,
            Self::Other(Value::Integer(number)) => number.to_string(),
            Self::Other(Value::Real(number)) => number.to_string(),
        }
    }
}

/// The values of a column; nulls and NaN are `None`.
fn values(name: &str, array: &ArrayRef) -> Result<Vec<Option<Found>>> {
    let integer = |number| Some(Found::Other(Value::Integer(number)));
    Ok(match array.data_type() {
        DataType::Null => (0..array.len()).map(|_| None).collect(),
        DataType::Boolean => {
            let truths = array.as_boolean().iter();
            truths.map(|truth| truth.map(Found::Truth)).collect()
        }
        DataType::Int8 => numbers::<Int8Type>(array, |n| integer(n.into())),
        DataType::Int16 => numbers::<Int16Type>(array, |n| integer(n.into())),
        DataType::Int32 => numbers::<Int32Type>(array, |n| integer(n.into())),
        DataType::Int64 => numbers::<Int64Type>(array, integer),
        DataType::UInt8 => numbers::<UInt8Type>(array, |n| integer(n.into())),
        DataType::UInt16 => numbers::<UInt16Type>(array, |n| integer(n.into())),
        DataType::UInt32 => numbers::<UInt32Type>(array, |n| integer(n.into())),
        DataType::UInt64 => numbers::<UInt64Type>(array, |n| match i64::try_from(n) {
            Ok(number) => integer(number),
            Err(_) => Some(Found::Other(Value::Text(n.to_string()))),
        }),
        DataType::Float32 => numbers::<Float32Type>(array, |n| real(n.into()).map(Found::Other)),
        DataType::Float64 => numbers::<Float64Type>(array, |n| real(n).map(Found::Other)),
        _ => texts(name, array)?,
    })
}

fn numbers<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    value: impl Fn(T::Native) -> Option<Found>,
) -> Vec<Option<Found>> {
    let numbers = array.as_primitive::<T>().iter();
    numbers.map(|number| number.and_then(&value)).collect()
}

fn texts(name: &str, array: &ArrayRef) -> Result<Vec<Option<Found>>> {
    let strings = match array.data_type() {
        DataType::Dictionary(..) => array.as_any_dictionary().values(),
        _ => array,
    };
    let known = matches!(
        strings.data_type(),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View
    );
    if !known || strings.to_data().validate_values().is_err() {
        let found = array.data_type();
        return Err(Error::text(format!(
            "column '{name}' ({found}) has values that are no numbers and no text in UTF-8"
        )));
    }
    let mut texts = Vec::with_capacity(array.len());
    push_texts(array, &mut texts);
    let found =
        |text: Option<&str>| text.map(|text| Found::Other(Value::Text(clean(text.to_owned()))));
    Ok(texts.into_iter().map(found).collect())
}
