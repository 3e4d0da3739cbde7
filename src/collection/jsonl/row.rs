//! One line of JSON, read without building a tree.

use super::{Cell, Columns, Value, clean};
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Rows with more fields are left to the caller: fields are looked up one by one.
const MOST_FIELDS: usize = 256;

/// What a line holds.
#[derive(Debug, PartialEq)]
pub(super) enum Parsed {
    Row(Row),
    /// Something that only the caller can read as Python would.
    Unsure,
}

/// The fields of a row by their roles.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    /// The text; `None` if the row has no such field.
    pub text: Option<String>,
    /// The identifier, empty if there is none.
    pub id: String,
    pub metadata: Vec<Cell>,
}

/// Reads a line.
pub(super) fn parse(line: &str, columns: &Columns) -> Parsed {
    match serde_json::from_str::<Line>(line) {
        Ok(Line(fields)) => row(fields, columns).map_or(Parsed::Unsure, Parsed::Row),
        Err(_) => Parsed::Unsure,
    }
}

/// Gives the fields their roles; `None` where Python's way of writing a value as text would be needed.
fn row(fields: Vec<(Name<'_>, Scalar)>, columns: &Columns) -> Option<Row> {
    let mut row = Row::default();
    for (Name(name), value) in fields {
        if name == columns.text {
            row.text = Some(match value {
                Scalar::Text(text) => clean(text),
                Scalar::Null => String::new(),
                _ => return None,
            });
        } else if Some(&*name) == columns.id.as_deref() {
            row.id = match value {
                Scalar::Text(text) => clean(text),
                Scalar::Integer(value) => value.to_string(),
                Scalar::Bool(true) => "True".to_owned(),
                Scalar::Bool(false) => "False".to_owned(),
                Scalar::Null => String::new(),
                Scalar::Real(_) => return None,
            };
        } else {
            if name.contains('\0') {
                return None;
            }
            row.metadata.push((name.into_owned(), value.cell()));
        }
    }
    Some(row)
}

/// The fields of an object; a string alone is the text.
struct Line<'a>(Vec<(Name<'a>, Scalar)>);

/// The name of a field, which need not be copied if nothing in it is escaped.
#[derive(Deserialize, PartialEq)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// A value without parts.
#[derive(Debug)]
enum Scalar {
    Null,
    Bool(bool),
    Integer(i64),
    Real(f64),
    Text(String),
}

impl Scalar {
    fn cell(self) -> Option<Value> {
        match self {
            Self::Null => None,
            Self::Bool(value) => Some(Value::Integer(value.into())),
            Self::Integer(value) => Some(Value::Integer(value)),
            Self::Real(value) => Some(Value::Real(value)),
            Self::Text(value) => Some(Value::Text(clean(value))),
        }
    }
}

impl<'de> Deserialize<'de> for Line<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let name = Name(Cow::Borrowed("text"));
        Ok(Line(vec![(name, Scalar::Text(text.to_owned()))]))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields: Vec<(Name<'de>, Scalar)> = Vec::with_capacity(8);
        while let Some((name, value)) = map.next_entry()? {
            // Of two fields with one name the later counts, at the place of the first.
            match fields.iter().position(|(known, _)| *known == name) {
                Some(first) => fields[first].1 = value,
                None if fields.len() == MOST_FIELDS => return Err(A::Error::custom("many fields")),
                None => fields.push((name, value)),
            }
        }
        Ok(Line(fields))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value without parts")
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
        let value = i64::try_from(value).map_err(|_| E::custom("a large number"))?;
        Ok(Scalar::Integer(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Scalar, E> {
        // Whole numbers beyond 64 bits come as reals, and so does -0, which is whole for Python.
        let is_minus_zero = value == 0.0 && value.is_sign_negative();
        match value.abs() >= i64::MAX as f64 || is_minus_zero {
            true => Err(E::custom("a number that may be whole")),
            false => Ok(Scalar::Real(value)),
        }
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Err(A::Error::custom("a list"))
    }
}
