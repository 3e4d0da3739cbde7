//! The values of one column of a table, and what becomes of them when columns meet.

use super::texts::Texts;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The values of one column; `None` is a missing value.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Texts.
    Text(Texts),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Real numbers.
    Real(Vec<Option<f64>>),
}

/// One value of a column that is not known yet: a cell of metadata.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// A real number.
    Real(f64),
    /// A text.
    Text(String),
}

/// What the values of a column are. Two kinds have one that holds the values of both, whatever the order and grouping
/// in which columns are put together: so a table does not depend on the batches that it was made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No value at all: any column.
    Missing,
    /// Whole numbers that are real numbers too.
    Integer,
    /// Whole numbers, some of which (beyond ±2⁵³) no `f64` holds.
    Wide,
    /// Real numbers.
    Real,
    /// Texts.
    Text,
}

/// Every kind with its name.
const NAMES: [(Kind, &str); 5] = [
    (Kind::Missing, "missing"),
    (Kind::Integer, "integer"),
    (Kind::Wide, "wide"),
    (Kind::Real, "real"),
    (Kind::Text, "text"),
];

impl Kind {
    /// The kind's name ("integer").
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|&&(_, known)| known == name)
            .map(|&(kind, _)| kind)
    }

    /// The kind that holds the values of both.
    ///
    /// # Examples
    /// ```
    /// use detente::collection::Kind;
    /// assert_eq!(Kind::Integer.join(Kind::Real), Kind::Real);
    /// assert_eq!(Kind::Wide.join(Kind::Real), Kind::Text);
    /// ```
    pub fn join(self, other: Self) -> Self {
        use Kind::{Integer, Missing, Real, Text, Wide};
        match (self, other) {
            (a, b) if a == b => a,
            (Missing, kind) | (kind, Missing) => kind,
            (Integer, Wide) | (Wide, Integer) => Wide,
            (Integer, Real) | (Real, Integer) => Real,
            _ => Text,
        }
    }
}

impl Value {
    fn kind(&self) -> Kind {
        match self {
            Self::Integer(value) => kind_of(*value),
            Self::Real(_) => Kind::Real,
            Self::Text(_) => Kind::Text,
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Integer(value) => value.to_string(),
            Self::Real(value) => value.to_string(),
            Self::Text(value) => value,
        }
    }
}

fn kind_of(value: i64) -> Kind {
    match value.unsigned_abs() > 1 << 53 {
        true => Kind::Wide,
        false => Kind::Integer,
    }
}

impl Column {
    /// A column of the kind that holds all the values.
    ///
    /// # Examples
    /// ```
    /// use detente::collection::{Column, Value};
    /// let column = Column::from_values(vec![Some(Value::Integer(2)), None, Some(Value::Real(0.5))]);
    /// assert_eq!(column, Column::Real(vec![Some(2.0), None, Some(0.5)]));
    /// ```
    pub fn from_values(values: Vec<Option<Value>>) -> Self {
        let kinds = values.iter().flatten().map(Value::kind);
        match kinds.fold(Kind::Missing, Kind::join) {
            Kind::Integer | Kind::Wide => {
                let integer = |value| match value {
                    Some(Value::Integer(value)) => Some(value),
                    _ => None,
                };
                Self::Integer(values.into_iter().map(integer).collect())
            }
            Kind::Real => {
                let real = |value| match value {
                    Some(Value::Integer(value)) => Some(value as f64),
                    Some(Value::Real(value)) => Some(value),
                    _ => None,
                };
                Self::Real(values.into_iter().map(real).collect())
            }
            Kind::Missing | Kind::Text => {
                let text = |value: Option<Value>| value.map(Value::into_text);
                Self::Text(values.into_iter().map(text).collect())
            }
        }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Real(values) => values.len(),
        }
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the values are. Texts that are all missing may become anything.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(values) if values.iter().all(|text| text.is_none()) => Kind::Missing,
            Self::Text(_) => Kind::Text,
            Self::Integer(values) => {
                let kinds = values.iter().flatten().map(|&value| kind_of(value));
                kinds.fold(Kind::Integer, Kind::join)
            }
            Self::Real(_) => Kind::Real,
        }
    }

    /// The values at these positions.
    pub fn take(&self, rows: &[usize]) -> Self {
        match self {
            Self::Text(values) => Self::Text(rows.iter().map(|&row| values.get(row)).collect()),
            Self::Integer(values) => Self::Integer(rows.iter().map(|&row| values[row]).collect()),
            Self::Real(values) => Self::Real(rows.iter().map(|&row| values[row]).collect()),
        }
    }

    /// `rows` missing values of the same type.
    pub(super) fn nulls_like(&self, rows: usize) -> Self {
        match self {
            Self::Text(_) => Self::Text(Texts::missing(rows)),
            Self::Integer(_) => Self::Integer(vec![None; rows]),
            Self::Real(_) => Self::Real(vec![None; rows]),
        }
    }

    /// Asks for memory for so many more values.
    pub(super) fn reserve(&mut self, rows: usize) {
        match self {
            Self::Text(values) => values.reserve(rows),
            Self::Integer(values) => values.reserve(rows),
            Self::Real(values) => values.reserve(rows),
        }
    }

    /// Adds the values of another column.
    pub(super) fn append(&mut self, more: &Self) {
        let mut more = Cow::Borrowed(more);
        // Two columns of one type keep it whatever their values are: no need to look at each of them.
        if std::mem::discriminant(self) != std::mem::discriminant(&*more) {
            let kind = self.kind().join(more.kind());
            self.cast(kind);
            more.to_mut().cast(kind);
        }
        match (self, &*more) {
            (Self::Text(values), Self::Text(more)) => values.append(more),
            (Self::Integer(values), Self::Integer(more)) => values.extend(more),
            (Self::Real(values), Self::Real(more)) => values.extend(more),
            _ => debug_assert!(false, "two columns of one kind have one type"),
        }
    }

    /// Gives the column the type of a kind that holds its values; see [`Kind::join`].
    pub(super) fn cast(&mut self, kind: Kind) {
        let rows = self.len();
        *self = match (&mut *self, kind) {
            (Self::Integer(values), Kind::Real) => {
                let real = |value: &Option<i64>| value.map(|value| value as f64);
                Self::Real(values.iter().map(real).collect())
            }
            (Self::Integer(values), Kind::Text) => Self::Text(texts(values)),
            (Self::Real(values), Kind::Text) => Self::Text(texts(values)),
            (Self::Text(_), Kind::Integer | Kind::Wide) => Self::Integer(vec![None; rows]),
            (Self::Text(_), Kind::Real) => Self::Real(vec![None; rows]),
            _ => return,
        };
    }

    /// Appends one cell as CSV.
    pub(super) fn write_csv_cell(&self, row: usize, out: &mut String) {
        match self {
            Self::Text(values) => push_csv_text(out, values.get(row).unwrap_or_default()),
            Self::Integer(values) => push_display(out, values[row]),
            Self::Real(values) => push_display(out, values[row]),
        }
    }

    /// Appends one cell as JSON.
    pub(super) fn write_json_cell(&self, row: usize, out: &mut Vec<u8>) {
        // Writing to memory cannot fail, and neither can plain values.
        let _ = match self {
            Self::Text(values) => serde_json::to_writer(out, &values.get(row)),
            Self::Integer(values) => serde_json::to_writer(out, &values[row]),
            Self::Real(values) => serde_json::to_writer(out, &values[row]),
        };
    }
}

fn texts<T: ToString>(values: &[Option<T>]) -> Texts {
    let text = |value: &Option<T>| value.as_ref().map(T::to_string);
    values.iter().map(text).collect()
}

fn push_display(out: &mut String, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        // Writing to a String cannot fail.
        let _ = write!(out, "{value}");
    }
}

/// Appends a text as a cell of CSV (RFC 4180): in quotes where it needs them.
pub(super) fn push_csv_text(out: &mut String, text: &str) {
    if !text.contains([',', '"', '\n', '\r']) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Option<Value>> {
        prop_oneof![
            Just(None),
            (-9i64..9).prop_map(|value| Some(Value::Integer(value))),
            Just(Some(Value::Integer(i64::MAX))),
            (-9i32..9).prop_map(|value| Some(Value::Real(f64::from(value) / 4.0))),
            "[a-c]{0,2}".prop_map(|text| Some(Value::Text(text))),
        ]
    }

    proptest! {
        #[test]
        fn a_column_does_not_depend_on_its_pieces(values in prop::collection::vec(value(), 1..9), at in 0usize..9) {
            let at = at.min(values.len());
            let mut pieces = Column::from_values(values[..at].to_vec());
            pieces.append(&Column::from_values(values[at..].to_vec()));
            prop_assert_eq!(pieces, Column::from_values(values));
        }
    }
}
