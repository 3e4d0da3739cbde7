//! Files of rows, read in blocks of whole lines, and the documents that their rows become.
//!
//! Rows are read in parallel; only then, one after the other, do they get their identifiers.

use super::textfiles::{hex, line_ends};
use super::{Cell, Documents, UniqueIds, Value};
use crate::error::{Error, Result};
use crate::outline::Format;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Take};

/// Bytes that are read at a time while a file is looked through.
pub(super) const CHUNK: usize = 1 << 20;

/// Which fields of a row are its text and its identifier, and how texts are marked up.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The field of the text.
    pub text: String,
    /// The field of the identifier, if there is one.
    pub id: Option<String>,
    /// How the texts are marked up.
    pub format: Format,
}

/// A row on its way to be a document: all but its identifier is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// The identifier that the row asks for, without white space around it; empty if there is none.
    pub id: String,
    /// Its text, or why there is none.
    pub text: std::result::Result<String, String>,
    /// Its other fields.
    pub metadata: Vec<Cell>,
}

impl Ready {
    /// A row of these fields, as they stand in a file.
    pub(crate) fn of(id: &str, text: String, metadata: Vec<Cell>, columns: &Columns) -> Self {
        let text = match memchr::memchr(b'\r', text.as_bytes()).is_some() {
            true => line_ends(&text),
            false => text,
        };
        let mut ready = Self {
            id: id.trim_matches(is_space).to_owned(),
            text: Ok(text),
            metadata,
        };
        if columns.id.is_some() && ready.id.is_empty() {
            note(&mut ready.metadata, "the id was empty".to_owned());
        }
        ready
    }

    /// A row that cannot be read.
    pub fn failed(reason: &str) -> Self {
        Self {
            id: String::new(),
            text: Err(reason.to_owned()),
            metadata: Vec::new(),
        }
    }
}

/// Rows of a file, parsed but for those that are left to the caller.
#[derive(Debug)]
pub struct Block {
    pub(super) name: String,
    pub(super) format: Format,
    pub(super) slots: Vec<Slot>,
}

/// One row, with its number in the file.
#[derive(Debug)]
pub(super) enum Slot {
    Ready(usize, Ready),
    /// A line that is for the caller to read.
    Unread(usize, String),
}

impl Block {
    /// Rows that were read elsewhere, the first of which is the file's row `first`.
    pub fn of_rows(name: &str, format: Format, first: usize, rows: Vec<Ready>) -> Self {
        let slots = (first..)
            .zip(rows)
            .map(|(number, row)| Slot::Ready(number, row));
        Self {
            name: name.to_owned(),
            format,
            slots: slots.collect(),
        }
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none: all lines are blank.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The lines that the caller has to read: position in the block, number in the file, text.
    pub fn unread(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        let lines = self.slots.iter().enumerate();
        lines.filter_map(|(index, slot)| match slot {
            Slot::Unread(number, line) => Some((index, *number, line.as_str())),
            Slot::Ready(..) => None,
        })
    }

    /// Says what the line at a position of [`Block::unread`] means.
    pub fn resolve(&mut self, index: usize, row: Ready) {
        if let Some(slot) = self.slots.get_mut(index) {
            let (Slot::Ready(number, _) | Slot::Unread(number, _)) = *slot;
            *slot = Slot::Ready(number, row);
        }
    }

    /// The documents, each with an identifier of its own, without the first `skip` of them. A line that was not
    /// resolved is an error.
    pub fn documents(self, ids: &mut UniqueIds, skip: usize) -> Documents {
        let mut documents = Documents::default();
        for slot in self.slots.into_iter().skip(skip) {
            let (number, mut row) = match slot {
                Slot::Ready(number, row) => (number, row),
                Slot::Unread(number, _) => (number, Ready::failed("it cannot be read")),
            };
            let wished = match row.id.is_empty() {
                true => format!("{}:{number}", self.name),
                false => std::mem::take(&mut row.id),
            };
            let id = match ids.take(&wished) {
                None => wished,
                Some(other) => {
                    let text = format!("another document has the id '{wished}'");
                    note(&mut row.metadata, text);
                    other
                }
            };
            documents.push(id, row.text, self.format, row.metadata);
        }
        documents
    }
}

/// Says in a row's metadata what is odd about its identifier.
fn note(metadata: &mut Vec<Cell>, text: String) {
    let value = Some(Value::Text(text));
    match metadata.iter_mut().find(|(name, _)| name == "id_note") {
        Some((_, known)) => *known = value,
        None => metadata.push(("id_note".to_owned(), value)),
    }
}

/// NUL is no character of a text.
pub(crate) fn clean(text: String) -> String {
    match memchr::memchr(b'\0', text.as_bytes()).is_some() {
        true => text.replace('\0', "\u{fffd}"),
        false => text,
    }
}

/// White space as Python has it: Unicode's, and four separators of ASCII.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// The lines of a file, with the hash of what was read of it.
#[derive(Debug)]
pub(super) struct Lines {
    /// What identifiers and messages call the file.
    pub name: String,
    path: String,
    /// The file, no farther than it went when it was opened: one that grows for ever is read once.
    file: BufReader<Take<File>>,
    hash: Sha256,
}

impl Lines {
    pub fn open(path: &str, name: &str) -> Result<Self> {
        let fail = |error| Error::io(path, error);
        let file = File::open(path).map_err(fail)?;
        let size = file.metadata().map_err(fail)?.len();
        Ok(Self {
            name: name.to_owned(),
            path: path.to_owned(),
            file: BufReader::with_capacity(CHUNK, file.take(size)),
            hash: Sha256::new(),
        })
    }

    /// Adds the next lines to `bytes`, `size` bytes of them and what is left of the last one, but no more than
    /// `longest` bytes of that; returns whether there were any.
    pub fn read(&mut self, size: usize, longest: usize, bytes: &mut Vec<u8>) -> Result<bool> {
        let before = bytes.len();
        bytes.reserve(size + size / 8);
        let fail = |error| Error::io(&self.path, error);
        let file = &mut self.file;
        let read = file.take(size as u64).read_to_end(bytes).map_err(fail)?;
        if read > 0 && bytes.last() != Some(&b'\n') {
            let mut rest = file.take(longest as u64);
            rest.read_until(b'\n', bytes).map_err(fail)?;
        }
        self.hash.update(&bytes[before..]);
        Ok(read > 0)
    }

    /// The SHA-256 of what was read so far, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    /// What is wrong with a file that is no longer as it was when it was looked through.
    pub fn changed(&self) -> Error {
        Error::text(format!("{}: the file changed while it was read", self.name))
    }
}

/// A file of these bytes, in the folder of temporary files.
#[cfg(test)]
pub(super) fn temporary(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("detente-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("a writable folder");
    path
}
