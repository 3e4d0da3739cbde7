//! Delimited text (CSV, TSV): one record a row, read in blocks, parsed in parallel.
//!
//! Only files that are surely read as Python's `csv` reads them are read here: UTF-8 in which every quote is where it
//! should be and every record has as many cells as the header. Any other is for a reader that can say what is wrong with
//! which row.

mod record;

use super::blocks::{Block, CHUNK, Columns, Lines, Ready, Slot};
use super::textfiles::has_controls;
use super::{Pool, Value};
use crate::error::{Error, Result};
use record::Record;

/// Lines of a record: with more of them, a quote was left open.
const MOST_LINES: usize = 20_000;

/// Bytes of a record: more no reader takes.
const LONGEST: usize = 1 << 27;

/// What the rows of a table look like.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What separates cells: one character of ASCII.
    pub delimiter: u8,
    /// The names of the columns, each once.
    pub names: Vec<String>,
}

/// A file of delimited text.
#[derive(Debug)]
pub struct DelimitedRows {
    rows: Rows,
    columns: Columns,
}

/// The rows of a file as they are written.
#[derive(Debug)]
struct Rows {
    lines: Lines,
    shape: Shape,
    longest: usize,
    /// What was read and belongs to no whole record yet.
    bytes: Vec<u8>,
    /// Rows so far; `None` before the header.
    number: Option<usize>,
}

/// Why rows cannot be read.
enum Fault {
    Failed(Error),
    /// They are for another reader.
    Odd,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Whether a file has rows that can be read by [`DelimitedRows`], and none that cannot; none may be longer than
/// `longest` bytes.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read.
pub fn is_readable(path: &str, shape: Shape, longest: usize) -> Result<bool> {
    let mut rows = Rows::open(path, "", shape, longest)?;
    loop {
        match rows.next(CHUNK, |_| ()) {
            Ok(Some(())) => {}
            Ok(None) => return Ok(rows.number > Some(0)),
            Err(Fault::Odd) => return Ok(false),
            Err(Fault::Failed(error)) => return Err(error),
        }
    }
}

impl DelimitedRows {
    /// Opens a file that [`is_readable`]; `name` is what identifiers and messages call it.
    ///
    /// # Examples
    /// ```
    /// use detente::collection::{Pool, UniqueIds};
    /// use detente::collection::{blocks::Columns, delimited::{DelimitedRows, Shape, is_readable}};
    /// let path = std::env::temp_dir().join("detente-delimited.csv");
    /// std::fs::write(&path, "id,text\na,\"War, and peace\"\n").unwrap();
    /// let path = path.to_str().unwrap();
    /// let shape = Shape { delimiter: b',', names: vec!["id".into(), "text".into()] };
    /// assert!(is_readable(path, shape.clone(), 1 << 20)?);
    /// let columns = Columns { text: "text".into(), id: Some("id".into()), format: Default::default() };
    /// let mut rows = DelimitedRows::open(path, "essays.csv", shape, columns)?;
    /// let block = rows.read(1 << 20, &Pool::new(1)?)?.unwrap();
    /// let documents = block.documents(&mut UniqueIds::default(), 0);
    /// assert_eq!(documents.texts().collect::<Vec<_>>(), ["War, and peace"]);
    /// # Ok::<(), detente::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if it cannot be opened.
    pub fn open(path: &str, name: &str, shape: Shape, columns: Columns) -> Result<Self> {
        let rows = Rows::open(path, name, shape, LONGEST)?;
        Ok(Self { rows, columns })
    }

    /// Reads the next rows, of `size` bytes or a little more, and parses them on `pool`; `None` at the end.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read; [`ErrorKind::Text`](crate::ErrorKind::Text)
    /// if it is no longer as it was: it changed.
    pub fn read(&mut self, size: usize, pool: &Pool) -> Result<Option<Block>> {
        let (shape, columns) = (self.rows.shape.clone(), &self.columns);
        let parse =
            |&(number, record): &(usize, &str)| Slot::Ready(number, ready(record, &shape, columns));
        let slots = self.rows.next(size, |records| pool.map(records, parse));
        let slots = slots.map_err(|fault| match fault {
            Fault::Failed(error) => error,
            Fault::Odd => self.rows.lines.changed(),
        })?;
        Ok(slots.map(|slots| Block {
            name: self.rows.lines.name.clone(),
            format: columns.format,
            slots,
        }))
    }

    /// The SHA-256 of what was read so far, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        self.rows.lines.sha256()
    }
}

impl Rows {
    fn open(path: &str, name: &str, shape: Shape, longest: usize) -> Result<Self> {
        Ok(Self {
            lines: Lines::open(path, name)?,
            shape,
            longest: longest.min(LONGEST),
            bytes: Vec::new(),
            number: None,
        })
    }

    /// Hands out the rows of the next `size` bytes or a little more, each with its number; `None` at the end.
    fn next<R>(
        &mut self,
        size: usize,
        take: impl FnOnce(&[(usize, &str)]) -> R,
    ) -> std::result::Result<Option<R>, Fault> {
        let mut bytes = std::mem::take(&mut self.bytes);
        let is_first = self.number.is_none() && bytes.is_empty();
        loop {
            // A record that is longer than a block is not read anew at every turn.
            let size = size.max(bytes.len());
            let is_last = !self.lines.read(size, self.longest, &mut bytes)?;
            if is_last && bytes.is_empty() {
                return Ok(None);
            }
            if is_first && has_controls(&bytes) || memchr::memchr(0, &bytes).is_some() {
                return Err(Fault::Odd);
            }
            let text = std::str::from_utf8(&bytes).map_err(|_| Fault::Odd)?;
            let (records, whole) = self.records(text, is_last).ok_or(Fault::Odd)?;
            if whole == 0 && !is_last {
                if bytes.len() >= self.longest {
                    return Err(Fault::Odd);
                }
                continue;
            }
            let taken = take(&records);
            bytes.drain(..whole);
            self.bytes = bytes;
            return Ok(Some(taken));
        }
    }

    /// The rows of a text, and how far they go; `None` if one is for another reader.
    fn records<'t>(
        &mut self,
        text: &'t str,
        is_last: bool,
    ) -> Option<(Vec<(usize, &'t str)>, usize)> {
        let mark = match self.number {
            None if text.starts_with('\u{feff}') => '\u{feff}'.len_utf8(),
            _ => 0,
        };
        let (mut records, mut at) = (Vec::new(), mark);
        let Shape {
            delimiter,
            ref names,
        } = self.shape;
        while at < text.len() {
            let rest = &text[at..];
            let (end, cells) = match record::first(rest.as_bytes(), delimiter, is_last) {
                Record::Whole { end, cells } => (end, cells),
                Record::Open => break,
                Record::Odd => return None,
            };
            let record = &rest[..end];
            at += end;
            if record::is_blank(record, delimiter) {
                continue;
            }
            if cells != names.len() || end >= self.longest || lines(record) > MOST_LINES {
                return None;
            }
            match &mut self.number {
                None => self.number = Some(0),
                Some(number) => {
                    *number += 1;
                    records.push((*number, record));
                }
            }
        }
        // A mark before a record that is not whole is seen again.
        let whole = if at == mark && !is_last { 0 } else { at };
        Some((records, whole))
    }
}

/// Lines of a record.
fn lines(record: &str) -> usize {
    match record.len() > MOST_LINES {
        true => memchr::memchr2_iter(b'\n', b'\r', record.as_bytes()).count(),
        false => 0,
    }
}

/// Gives the cells of a row their roles.
fn ready(record: &str, shape: &Shape, columns: &Columns) -> Ready {
    let (mut id, mut text) = (String::new(), String::new());
    let mut metadata = Vec::with_capacity(shape.names.len() + 1);
    let cells = record::cells(record, shape.delimiter);
    for (name, cell) in shape.names.iter().zip(cells) {
        if *name == columns.text {
            text = cell.into_owned();
        } else if Some(name) == columns.id.as_ref() {
            id = cell.into_owned();
        } else {
            let value = Value::Text(cell.into_owned());
            metadata.push((name.clone(), Some(value)));
        }
    }
    Ready::of(&id, text, metadata, columns)
}

#[cfg(test)]
mod tests;
