//! Tables made column by column from rows.

use super::super::table::Table;
use super::units::Place;
use crate::collection::{self, Column};
use pyo3::prelude::*;

/// Columns of a table, made row by row from a slice.
pub(super) struct Columns<'r, R> {
    rows: &'r [R],
    columns: Vec<(String, Column)>,
}

impl<'r, R> Columns<'r, R> {
    pub fn of(rows: &'r [R]) -> Self {
        Self {
            rows,
            columns: Vec::new(),
        }
    }

    pub fn text(mut self, name: &str, value: impl Fn(&'r R) -> Option<String>) -> Self {
        let values = self.rows.iter().map(value).collect();
        self.columns.push((name.to_owned(), Column::Text(values)));
        self
    }

    pub fn integer(mut self, name: &str, value: impl Fn(&'r R) -> usize) -> Self {
        let values = self
            .rows
            .iter()
            .map(|row| Some(value(row) as i64))
            .collect();
        self.columns
            .push((name.to_owned(), Column::Integer(values)));
        self
    }

    /// NaN is a missing value.
    pub fn real(mut self, name: &str, value: impl Fn(&'r R) -> f64) -> Self {
        let value = |row| Some(value(row)).filter(|number| !number.is_nan());
        let values = self.rows.iter().map(value).collect();
        self.columns.push((name.to_owned(), Column::Real(values)));
        self
    }

    pub fn table(self) -> PyResult<Table> {
        Ok(Table(collection::Table::from_columns(self.columns)?))
    }
}

/// Rows that begin with the unit they are about.
pub(super) fn placed<'r, R>(
    rows: &'r [R],
    ids: &'r [String],
    unit: &str,
    place: impl Fn(&'r R) -> &'r Place + Copy,
) -> Columns<'r, R> {
    let columns = Columns::of(rows).text("doc_id", |row| ids.get(place(row).text).cloned());
    match unit {
        "section" => columns
            .integer("section", |row| place(row).part.index)
            .text("heading", |row| place(row).part.heading.clone()),
        _ => columns,
    }
}
