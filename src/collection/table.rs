//! A table: named columns of equal length, and its plain-text forms.

use super::column::{Column, Kind, push_csv_text};
use super::texts::Texts;
use super::{Level, rows};
use crate::error::{Error, Result};
use std::borrow::Cow;

/// Named columns of equal length, in a fixed order.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    level: Option<Level>,
    names: Vec<Cow<'static, str>>,
    columns: Vec<Column>,
    documents: Vec<usize>,
}

impl Table {
    /// An empty table with the columns of `level`.
    pub fn new(level: Level) -> Self {
        let (names, columns) = rows::schema(level)
            .into_iter()
            .map(|(name, column)| (name.into(), column))
            .unzip();
        Self {
            level: Some(level),
            names,
            columns,
            documents: Vec::new(),
        }
    }

    /// A table of any columns.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) if the columns differ in length or two share a name.
    pub fn from_columns(columns: Vec<(String, Column)>) -> Result<Self> {
        let mut table = Self {
            level: None,
            names: Vec::new(),
            columns: Vec::new(),
            documents: Vec::new(),
        };
        table.documents = (0..columns.first().map_or(0, |(_, column)| column.len())).collect();
        table.add_columns(columns)?;
        Ok(table)
    }

    /// A table of a level (and perhaps more columns behind the level's own) made again from its values. A column
    /// without any value may have come as texts: it takes the type that the level gives it.
    ///
    /// # Errors
    /// As [`Table::from_columns`]; also if there is not one document for each row.
    pub fn rebuild(
        level: Option<Level>,
        columns: Vec<(String, Column)>,
        documents: Vec<usize>,
    ) -> Result<Self> {
        let mut table = Self::from_columns(columns)?;
        if table.n_rows() != documents.len() {
            let (rows, found) = (table.n_rows(), documents.len());
            return Err(Error::argument(format!(
                "{found} documents for {rows} rows"
            )));
        }
        let typed = level.map(rows::schema).unwrap_or_default();
        for (column, (_, like)) in table.columns.iter_mut().zip(typed) {
            column.cast(column.kind().join(like.kind()));
        }
        (table.level, table.documents) = (level, documents);
        Ok(table)
    }

    /// Adds columns behind the others.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) if a column has not one value per row, or a name is taken.
    pub fn add_columns(&mut self, columns: Vec<(String, Column)>) -> Result<()> {
        for (name, column) in columns {
            let (rows, found) = (self.n_rows(), column.len());
            if rows != found {
                return Err(Error::argument(format!(
                    "column {name:?} has {found} values for {rows} rows"
                )));
            }
            if self.column(&name).is_some() {
                return Err(Error::argument(format!(
                    "the table has a column {name:?} already: rename one"
                )));
            }
            self.names.push(name.into());
            self.columns.push(column);
        }
        Ok(())
    }

    /// What a row stands for; `None` for a table that was not made by scoring.
    pub fn level(&self) -> Option<Level> {
        self.level
    }

    /// Number of rows.
    pub fn n_rows(&self) -> usize {
        self.documents.len()
    }

    /// The names of the columns, in order.
    pub fn names(&self) -> &[Cow<'static, str>] {
        &self.names
    }

    /// The columns, in the order of [`Table::names`].
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.names
            .iter()
            .position(|known| known == name)
            .map(|index| &self.columns[index])
    }

    /// What the values of each column are.
    pub fn kinds(&self) -> Vec<Kind> {
        self.columns.iter().map(Column::kind).collect()
    }

    /// The table with the columns of a schema: those that it lacks are missing in its rows, and the values of the
    /// others take the type of their kind. A column that the schema does not name is left out.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) if a kind does not hold the values of its column.
    pub fn conformed(mut self, schema: &[(String, Kind)]) -> Result<Self> {
        let rows = self.n_rows();
        let mut columns = Vec::with_capacity(schema.len());
        for (name, kind) in schema {
            let found = self.names.iter().position(|known| known == name);
            let mut column = match found {
                Some(index) => {
                    std::mem::replace(&mut self.columns[index], Column::Text(Texts::default()))
                }
                None => Column::Text(Texts::missing(rows)),
            };
            let own = column.kind();
            if own.join(*kind) != *kind {
                let (own, kind) = (own.name(), kind.name());
                return Err(Error::argument(format!(
                    "column {name:?} is {own}, not {kind}"
                )));
            }
            column.cast(*kind);
            columns.push((Cow::from(name.clone()), column));
        }
        (self.names, self.columns) = columns.into_iter().unzip();
        Ok(self)
    }

    /// For each row the position of its document in the input.
    pub fn documents(&self) -> &[usize] {
        &self.documents
    }

    /// Adds the rows of another table. Columns are matched by name; one that either table lacks is missing in its
    /// rows, and two types that do not go together become texts. Positions of documents are kept as they are.
    pub fn append(&mut self, other: Self) {
        self.extend(&other);
    }

    /// As [`Table::append`], and leaves the other table as it is.
    pub(crate) fn extend(&mut self, other: &Self) {
        let (rows, more_rows) = (self.n_rows(), other.n_rows());
        if self.level != other.level {
            self.level = None;
        }
        self.documents.extend(&other.documents);
        for (name, more) in other.names.iter().zip(&other.columns) {
            match self.names.iter().position(|known| known == name) {
                Some(index) => self.columns[index].append(more),
                None => {
                    let mut column = more.nulls_like(rows);
                    column.append(more);
                    self.names.push(name.clone());
                    self.columns.push(column);
                }
            }
        }
        for column in &mut self.columns {
            if column.len() < rows + more_rows {
                column.append(&column.nulls_like(more_rows));
            }
        }
    }

    /// Moves the positions of documents by `by`: for a table made from a later block of a collection.
    pub fn shift_documents(&mut self, by: usize) {
        self.documents
            .iter_mut()
            .for_each(|document| *document += by);
    }

    /// Asks for memory for so many more rows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        self.documents.reserve(rows);
        for column in &mut self.columns {
            column.reserve(rows);
        }
    }

    /// A row to fill, column by column.
    pub(super) fn row(&mut self, document: usize) -> Row<'_> {
        self.documents.push(document);
        Row {
            columns: self.columns.iter_mut(),
        }
    }

    /// The table as CSV (RFC 4180, `\n` line ends), with a header. Missing values are empty; numbers are written in
    /// the shortest form that reads back as the same number.
    pub fn to_csv(&self) -> String {
        let mut out = String::new();
        for (index, name) in self.names.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            push_csv_text(&mut out, name);
        }
        out.push('\n');
        self.write_csv_rows(&mut out);
        out
    }

    /// Appends the rows as CSV, without a header.
    pub fn write_csv_rows(&self, out: &mut String) {
        for row in 0..self.n_rows() {
            for (index, column) in self.columns.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                column.write_csv_cell(row, out);
            }
            out.push('\n');
        }
    }

    /// Appends the rows as JSON Lines (UTF-8): one object a row, missing values `null`.
    pub fn write_jsonl_rows(&self, out: &mut Vec<u8>) {
        let name = |name| serde_json::Value::from(name).to_string();
        let names: Vec<_> = self.names.iter().map(|n| name(n.as_ref())).collect();
        for row in 0..self.n_rows() {
            for (index, (name, column)) in names.iter().zip(&self.columns).enumerate() {
                out.push(if index == 0 { b'{' } else { b',' });
                out.extend_from_slice(name.as_bytes());
                out.push(b':');
                column.write_json_cell(row, out);
            }
            out.extend_from_slice(b"}\n");
        }
    }
}

/// A row under construction: its cells in the order of the columns.
pub(super) struct Row<'t> {
    columns: std::slice::IterMut<'t, Column>,
}

impl Row<'_> {
    pub fn text(&mut self, value: Option<&str>) -> &mut Self {
        match self.columns.next() {
            Some(Column::Text(values)) => values.push(value),
            _ => debug_assert!(false, "a text where the schema has none"),
        }
        self
    }

    pub fn integer(&mut self, value: Option<usize>) -> &mut Self {
        match self.columns.next() {
            Some(Column::Integer(values)) => values.push(value.map(|value| value as i64)),
            _ => debug_assert!(false, "an integer where the schema has none"),
        }
        self
    }

    pub fn real(&mut self, value: Option<f64>) -> &mut Self {
        match self.columns.next() {
            Some(Column::Real(values)) => values.push(value),
            _ => debug_assert!(false, "a number where the schema has none"),
        }
        self
    }

    /// Nulls in the next `n` columns.
    pub fn nulls(&mut self, n: usize) -> &mut Self {
        for column in self.columns.by_ref().take(n) {
            match column {
                Column::Text(values) => values.push(None),
                Column::Integer(values) => values.push(None),
                Column::Real(values) => values.push(None),
            }
        }
        self
    }

    /// Nulls in all columns but the last, which is a text.
    pub fn nulls_then_text(&mut self, last: &str) {
        let rest = self.columns.len();
        self.nulls(rest - 1).text(Some(last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<const N: usize>(texts: [Option<&str>; N]) -> Column {
        Column::Text(texts.into_iter().collect())
    }

    fn table(columns: &[(&str, Column)]) -> Table {
        let columns = columns
            .iter()
            .map(|(name, column)| ((*name).to_owned(), column.clone()))
            .collect();
        Table::from_columns(columns).expect("columns of one length")
    }

    #[test]
    fn tables_below_each_other_keep_every_value() {
        let mut whole = table(&[
            ("id", Column::Integer(vec![Some(1)])),
            ("year", texts([None])),
        ]);
        whole.append(table(&[
            ("year", Column::Integer(vec![Some(1991)])),
            ("who", texts([Some("x")])),
        ]));
        let expected = [
            ("id", Column::Integer(vec![Some(1), None])),
            ("year", Column::Integer(vec![None, Some(1991)])),
            ("who", texts([None, Some("x")])),
        ];
        let found: Vec<_> = whole
            .names()
            .iter()
            .map(AsRef::as_ref)
            .zip(whole.columns().iter().cloned())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_schema_gives_a_table_its_columns() {
        let whole = table(&[("v", Column::Integer(vec![Some(2)]))]);
        let schema = [("w".to_owned(), Kind::Real), ("v".to_owned(), Kind::Text)];
        let conformed = whole
            .clone()
            .conformed(&schema)
            .expect("texts hold numbers");
        let expected = [Column::Real(vec![None]), texts([Some("2")])];
        assert_eq!(conformed.columns(), expected);
        assert!(
            conformed
                .conformed(&[("v".to_owned(), Kind::Integer)])
                .is_err()
        );
    }

    #[test]
    fn types_that_do_not_go_together_become_texts() {
        let mut whole = table(&[("v", Column::Real(vec![Some(0.5)]))]);
        whole.append(table(&[("v", Column::Integer(vec![Some(2)]))]));
        assert_eq!(whole.columns(), [Column::Real(vec![Some(0.5), Some(2.0)])]);
        whole.append(table(&[("v", texts([Some("x")]))]));
        assert_eq!(
            whole.columns(),
            [texts([Some("0.5"), Some("2"), Some("x")])]
        );
    }

    #[test]
    fn csv_quotes_what_needs_it_and_leaves_missing_values_empty() {
        let text = texts([Some("a, \"b\"\nc"), None]);
        let csv = table(&[("t", text), ("x", Column::Real(vec![None, Some(0.1)]))]).to_csv();
        assert_eq!(csv, "t,x\n\"a, \"\"b\"\"\nc\",\n,0.1\n");
    }

    #[test]
    fn columns_must_fit() {
        let mut whole = table(&[("a", Column::Integer(vec![Some(1)]))]);
        assert!(
            whole
                .add_columns(vec![("b".into(), Column::Integer(vec![]))])
                .is_err()
        );
        assert!(
            whole
                .add_columns(vec![("a".into(), Column::Integer(vec![None]))])
                .is_err()
        );
    }
}
