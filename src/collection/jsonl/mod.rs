//! JSON Lines: one object a line, read in blocks, parsed in parallel.
//!
//! Only lines that are surely read as Python's `json` reads them are parsed here; any other (broken, nested, with
//! numbers that no machine word holds) is handed out, for the caller to say what it means.

mod row;

use super::textfiles::{has_controls, hex, line_ends};
use super::{Cell, Documents, Pool, UniqueIds, Value};
use crate::error::{Error, Result};
use crate::outline::Format;
use row::{Parsed, Row};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Take};

/// How much of a file is searched for signs that it is no text: what Python's readers look at.
const HEAD: usize = 1 << 16;

/// Bytes that are read at a time while a file is looked through.
const CHUNK: usize = 1 << 20;

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

/// A file of JSON Lines.
#[derive(Debug)]
pub struct JsonLines {
    name: String,
    columns: Columns,
    /// The file, no farther than it went when it was opened: one that grows for ever is read once.
    file: BufReader<Take<File>>,
    path: String,
    line: usize,
    hash: Sha256,
    /// The bytes of the last lines that were read: memory for the next.
    bytes: Vec<u8>,
}

/// Lines of a file, parsed but for those that are left to the caller.
#[derive(Debug)]
pub struct Block {
    name: String,
    format: Format,
    slots: Vec<Slot>,
}

/// One line that is not blank.
#[derive(Debug)]
enum Slot {
    Ready(usize, Ready),
    /// A line that is for the caller to read.
    Unread(usize, String),
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

/// Whether a file can be read by [`JsonLines`]: it is UTF-8, its lines end with `\n` or `\r\n`, and none is longer than
/// `longest` bytes.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read.
pub fn is_readable(path: &str, longest: usize) -> Result<bool> {
    let fail = |error| Error::io(path, error);
    let mut file = File::open(path).map_err(fail)?;
    let mut bytes = Vec::with_capacity(CHUNK + 4);
    let (mut line, mut first) = (0, true);
    loop {
        let kept = bytes.len();
        let more = file
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut bytes)
            .map_err(fail)?;
        if more == 0 {
            return Ok(kept == 0);
        }
        if first && has_controls(&bytes[..bytes.len().min(HEAD)]) {
            return Ok(false);
        }
        first = false;
        let whole = match std::str::from_utf8(&bytes) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        // A carriage return at the end waits for what follows it.
        let whole = whole - usize::from(bytes[..whole].ends_with(b"\r"));
        let lonely = |at: usize| bytes.get(at + 1) != Some(&b'\n');
        if memchr::memchr_iter(b'\r', &bytes[..whole]).any(lonely) {
            return Ok(false);
        }
        match longest_line(&bytes[..whole], line, longest) {
            Some(open) => line = open,
            None => return Ok(false),
        }
        bytes.drain(..whole);
    }
}

/// Bytes of the line that is open at the end, `before` of which came earlier; `None` if a line is too long.
fn longest_line(bytes: &[u8], before: usize, longest: usize) -> Option<usize> {
    let (mut start, mut before) = (0, before);
    for end in memchr::memchr_iter(b'\n', bytes) {
        if before + end - start >= longest {
            return None;
        }
        (start, before) = (end + 1, 0);
    }
    let open = before + bytes.len() - start;
    (open < longest).then_some(open)
}

impl JsonLines {
    /// Opens a file that [`is_readable`]; `name` is what identifiers and messages call it.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if it cannot be opened.
    pub fn open(path: &str, name: &str, columns: Columns) -> Result<Self> {
        let fail = |error| Error::io(path, error);
        let file = File::open(path).map_err(fail)?;
        let size = file.metadata().map_err(fail)?.len();
        Ok(Self {
            name: name.to_owned(),
            columns,
            file: BufReader::with_capacity(CHUNK, file.take(size)),
            path: path.to_owned(),
            line: 0,
            hash: Sha256::new(),
            bytes: Vec::new(),
        })
    }

    /// Reads the next lines, of `size` bytes or a little more, and parses them on `pool`; `None` at the end.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read; [`ErrorKind::Text`](crate::ErrorKind::Text)
    /// if it is no longer UTF-8: it changed.
    pub fn read(&mut self, size: usize, pool: &Pool) -> Result<Option<Block>> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        bytes.reserve(size + size / 8);
        let fail = |error| Error::io(&self.path, error);
        self.file
            .by_ref()
            .take(size as u64)
            .read_to_end(&mut bytes)
            .map_err(fail)?;
        self.file.read_until(b'\n', &mut bytes).map_err(fail)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.hash.update(&bytes);
        let text = std::str::from_utf8(&bytes).map_err(|_| {
            Error::text(format!("{}: the file changed while it was read", self.name))
        })?;
        let lines = self.number(text);
        let parse = |&(number, line): &(usize, &str)| self.slot(number, line);
        let slots = pool.map(&lines, parse);
        self.bytes = bytes;
        Ok(Some(Block {
            name: self.name.clone(),
            format: self.columns.format,
            slots,
        }))
    }

    /// The SHA-256 of what was read so far, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    /// The lines that are not blank, each with its number in the file.
    fn number<'t>(&mut self, text: &'t str) -> Vec<(usize, &'t str)> {
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            self.line += 1;
            if !line.chars().all(is_space) {
                lines.push((self.line, line.strip_prefix('\u{feff}').unwrap_or(line)));
            }
        }
        lines
    }

    fn slot(&self, number: usize, line: &str) -> Slot {
        match row::parse(line, &self.columns) {
            Parsed::Row(row) => Slot::Ready(number, self.ready(number, row)),
            Parsed::Unsure => Slot::Unread(number, line.to_owned()),
        }
    }

    fn ready(&self, number: usize, row: Row) -> Ready {
        let text = row.text.ok_or_else(|| {
            let (name, text) = (&self.name, &self.columns.text);
            format!("{name}: row {number} has no '{text}': add it, or leave the row out")
        });
        let mut metadata = row.metadata;
        if self.columns.id.is_some() && row.id.is_empty() {
            note(&mut metadata, "the id was empty".to_owned());
        }
        Ready {
            id: row.id,
            text,
            metadata,
        }
    }
}

impl Block {
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
                    note(
                        &mut row.metadata,
                        format!("another document has the id '{wished}'"),
                    );
                    other
                }
            };
            documents.push(id, row.text, self.format, row.metadata);
        }
        documents
    }
}

impl Ready {
    /// A row that cannot be read.
    pub fn failed(reason: &str) -> Self {
        Self {
            id: String::new(),
            text: Err(reason.to_owned()),
            metadata: Vec::new(),
        }
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

/// White space as Python has it: Unicode's, and four separators of ASCII.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

#[cfg(test)]
mod tests;
