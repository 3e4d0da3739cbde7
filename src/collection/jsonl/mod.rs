//! JSON Lines: one object a line, read in blocks, parsed in parallel.
//!
//! Only lines that are surely read as Python's `json` reads them are parsed here; any other (broken, nested, with
//! numbers that no machine word holds) is handed out, for the caller to say what it means.

mod row;

use super::blocks::{CHUNK, Lines, Slot, clean, is_space};
use super::textfiles::has_controls;
use super::{Cell, Pool, Value};
use crate::error::{Error, Result};
use row::{Parsed, Row};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

pub use super::blocks::{Block, Columns, Ready};

/// A file of JSON Lines.
#[derive(Debug)]
pub struct JsonLines {
    lines: Lines,
    columns: Columns,
    /// Lines so far.
    number: usize,
    /// The bytes of the last lines that were read: memory for the next.
    bytes: Vec<u8>,
}

/// Whether a file can be read by [`JsonLines`]: it is UTF-8, its lines end with `\n` or `\r\n`, and none is longer than
/// `longest` bytes. The threads of `pool` look through a part of it each.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read.
pub fn is_readable(path: &str, longest: usize, pool: &Pool) -> Result<bool> {
    let fail = |error| Error::io(path, error);
    let parts = parts(path, longest, pool.threads()).map_err(fail)?;
    let readable = pool.map(&parts, |part| part_is_readable(path, part.clone(), longest));
    for readable in readable {
        if !readable.map_err(fail)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Cuts a file behind the ends of lines into so many parts; fewer if it is short, or has long lines.
fn parts(path: &str, longest: usize, number: usize) -> io::Result<Vec<Range<u64>>> {
    let mut file = BufReader::new(File::open(path)?);
    let size = file.get_ref().metadata()?.len();
    let (mut parts, mut start) = (Vec::new(), 0);
    for part in 1..number as u64 {
        let aim = size / number as u64 * part;
        if aim.saturating_sub(start) < CHUNK as u64 {
            continue;
        }
        file.seek(SeekFrom::Start(aim))?;
        let mut line = Vec::new();
        let read = file
            .by_ref()
            .take(longest as u64)
            .read_until(b'\n', &mut line)?;
        if line.ends_with(b"\n") {
            parts.push(start..aim + read as u64);
            start = aim + read as u64;
        }
    }
    // The last part goes on to wherever the file ends by then.
    parts.push(start..u64::MAX);
    Ok(parts)
}

fn part_is_readable(path: &str, part: Range<u64>, longest: usize) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if part.start > 0 {
        file.seek(SeekFrom::Start(part.start))?;
    }
    let mut file = file.take(part.end - part.start);
    let mut bytes = Vec::with_capacity(CHUNK + 4);
    let (mut line, mut first) = (0, part.start == 0);
    loop {
        let kept = bytes.len();
        let more = file.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
        if more == 0 {
            return Ok(kept == 0);
        }
        if first && has_controls(&bytes) {
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
        Ok(Self {
            lines: Lines::open(path, name)?,
            columns,
            number: 0,
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
        if !self.lines.read(size, usize::MAX, &mut bytes)? {
            return Ok(None);
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| self.lines.changed())?;
        let lines = self.numbered(text);
        let parse = |&(number, line): &(usize, &str)| self.slot(number, line);
        let slots = pool.map(&lines, parse);
        self.bytes = bytes;
        Ok(Some(Block {
            name: self.lines.name.clone(),
            format: self.columns.format,
            slots,
        }))
    }

    /// The SHA-256 of what was read so far, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        self.lines.sha256()
    }

    /// The lines that are not blank, each with its number in the file.
    fn numbered<'t>(&mut self, text: &'t str) -> Vec<(usize, &'t str)> {
        let mut lines = Vec::new();
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
        for end in ends.chain([text.len()]) {
            let line = &text[start..end];
            start = end;
            self.number += usize::from(!line.is_empty());
            if !line.chars().all(is_space) {
                lines.push((self.number, line.strip_prefix('\u{feff}').unwrap_or(line)));
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
        let is_missing = row.text.is_none();
        let text = row.text.unwrap_or_default();
        let mut ready = Ready::of(&row.id, text, row.metadata, &self.columns);
        if is_missing {
            let (name, text) = (&self.lines.name, &self.columns.text);
            let reason =
                format!("{name}: row {number} has no '{text}': add it, or leave the row out");
            ready.text = Err(reason);
        }
        ready
    }
}

#[cfg(test)]
mod tests;
