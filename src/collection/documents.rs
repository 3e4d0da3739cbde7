//! Documents that are held in memory, with their metadata: what readers give and the scorer takes.

use super::column::{Column, Value};
use super::{Document, Table};
use crate::error::Result as CrateResult;
use crate::outline::Format;
use crate::span::code_points;

/// A cell of metadata: a name and a value, which may be missing.
pub type Cell = (String, Option<Value>);

/// A batch of documents, with the columns that are carried through to their rows.
///
/// # Examples
/// ```
/// use detente::collection::{Documents, Value};
/// use detente::outline::Format;
/// let mut documents = Documents::default();
/// let year = ("year".to_owned(), Some(Value::Integer(1991)));
/// documents.push("a".into(), Ok("The allies signed a treaty.".into()), Format::Auto, vec![year]);
/// assert_eq!(documents.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documents {
    pub(super) entries: Vec<Entry>,
    /// Columns in the order in which they were first met; one may be shorter than the entries.
    metadata: Vec<(String, Vec<Option<Value>>)>,
    bytes: usize,
}

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub id: String,
    pub text: Result<String, String>,
    pub format: Format,
}

impl Entry {
    fn view(&self) -> (Document<'_>, Format) {
        let text = self.text.as_deref().map_err(String::as_str);
        (Document { id: &self.id, text }, self.format)
    }
}

impl Documents {
    /// Adds a document: its text, or why there is none.
    pub fn push(
        &mut self,
        id: String,
        text: Result<String, String>,
        format: Format,
        metadata: Vec<Cell>,
    ) {
        let row = self.entries.len();
        self.bytes += text.as_ref().map_or(0, String::len);
        self.entries.push(Entry { id, text, format });
        for (index, (name, value)) in metadata.into_iter().enumerate() {
            let values = self.column(index, name);
            values.resize(row, None);
            values.push(value);
        }
    }

    /// The metadata column of that name, most likely the one at `guess`.
    fn column(&mut self, guess: usize, name: String) -> &mut Vec<Option<Value>> {
        let is_it = |column: &(String, _)| column.0 == name;
        let found = match self.metadata.get(guess) {
            Some(column) if is_it(column) => Some(guess),
            _ => self.metadata.iter().position(is_it),
        };
        let index = found.unwrap_or_else(|| {
            self.metadata.push((name, Vec::new()));
            self.metadata.len() - 1
        });
        &mut self.metadata[index].1
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Bytes of text.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Code points of text.
    pub fn characters(&self) -> usize {
        let texts = self.entries.iter().flat_map(|entry| &entry.text);
        texts.map(|text| code_points(text)).sum()
    }

    /// The documents without a text: identifier and reason.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        let error = |entry: &Entry| entry.text.as_ref().err().is_some();
        let failed = self.entries.iter().filter(move |entry| error(entry));
        failed.filter_map(|entry| Some((entry.id.as_str(), entry.text.as_ref().err()?.as_str())))
    }

    /// The texts that could be read.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .flat_map(|entry| &entry.text)
            .map(String::as_str)
    }

    /// The documents as [`score_marked`](super::score_marked) takes them.
    pub fn view(&self) -> Vec<(Document<'_>, Format)> {
        self.entries.iter().map(Entry::view).collect()
    }

    /// Carries the metadata through to the rows of the documents' table. A column whose name a figure has is called
    /// `meta_NAME`.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) if `meta_NAME` is taken too.
    pub fn describe(&self, table: &mut Table) -> CrateResult<()> {
        let columns = self.metadata().into_iter().map(|(name, column)| {
            let name = match table.column(&name) {
                Some(_) => format!("meta_{name}"),
                None => name,
            };
            (name, column.take(table.documents()))
        });
        let columns = columns.collect();
        table.add_columns(columns)
    }

    /// The metadata columns, with one value for each document.
    pub fn metadata(&self) -> Vec<(String, Column)> {
        let full = |values: &[Option<Value>]| {
            let mut values = values.to_vec();
            values.resize(self.entries.len(), None);
            Column::from_values(values)
        };
        let columns = self.metadata.iter();
        columns
            .map(|(name, values)| (name.clone(), full(values)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_of_different_documents_becomes_columns() {
        let mut documents = Documents::default();
        let cell = |name: &str, value| (name.to_owned(), Some(Value::Integer(value)));
        for cells in [
            vec![],
            vec![cell("x", 1), cell("y", 2)],
            vec![cell("y", 3)],
            vec![],
        ] {
            documents.push("a".into(), Ok("Peace.".into()), Format::Auto, cells);
        }
        let expected = [
            (
                "x".to_owned(),
                Column::Integer(vec![None, Some(1), None, None]),
            ),
            (
                "y".to_owned(),
                Column::Integer(vec![None, Some(2), Some(3), None]),
            ),
        ];
        assert_eq!(documents.metadata(), expected);
    }
}
