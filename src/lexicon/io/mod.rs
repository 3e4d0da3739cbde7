//! Reading and writing lexicons.

use super::entry::Entry;
use super::model::{Lexicon, LexiconBuilder};
use crate::error::Error;
use std::io::Read;
use std::path::Path;

mod format;
mod lexicoder;
mod liwc;
mod table;
mod tree;
mod wordstat;
mod yoshikoder;

#[cfg(test)]
mod tests;

pub use format::Format;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// Where in a file something stands: "own.yml:12".
pub(crate) fn place(file: &str, line: impl std::fmt::Display) -> String {
    format!("{file}:{line}")
}

impl Lexicon {
    /// Reads a lexicon file; the format is known by its extension and its content.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Io`] if the file cannot be read; [`crate::ErrorKind::Lexicon`] if it is empty, binary,
    /// encrypted, compressed, too large or malformed. The message names file, line and remedy. Nothing is half-loaded.
    pub fn read(path: impl AsRef<Path>) -> crate::Result<Self> {
        let path = path.as_ref();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        Self::read_text(&file, &file_text(path)?)
    }

    /// Reads the text of a lexicon file that has this name; the format is known as in [`Lexicon::read`].
    ///
    /// # Errors
    /// As [`Lexicon::read`], the reading of the file apart.
    pub fn read_text(file: &str, text: &str) -> crate::Result<Self> {
        let format = Format::detect(file, text)?;
        refuse_binary(file, text)?;
        parse(file, stem(file), text, format)
    }

    /// Reads a lexicon from text. `name` is the lexicon's name, and stands for the file in messages.
    ///
    /// # Errors
    /// As [`Lexicon::read`].
    pub fn from_str(name: &str, text: &str, format: Format) -> crate::Result<Self> {
        refuse_binary(name, text)?;
        parse(name, name, text, format)
    }

    /// Writes the lexicon; the format is that of the extension.
    ///
    /// # Errors
    /// If the extension names no format, the format cannot hold what the lexicon has (weights, exceptions, nesting),
    /// or the file cannot be written. An existing file is replaced only by a whole one.
    pub fn write(&self, path: impl AsRef<Path>) -> crate::Result<()> {
        let path = path.as_ref();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let text = self.to_text(Format::from_extension(&file)?)?;
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        std::fs::write(&part, text).map_err(|error| Error::io(&part, error))?;
        std::fs::rename(&part, path).map_err(|error| Error::io(path, error))
    }

    /// The lexicon as text in a format.
    ///
    /// # Errors
    /// If the format cannot hold what the lexicon has.
    pub fn to_text(&self, format: Format) -> crate::Result<String> {
        let text = match format {
            Format::Yaml => tree::to_yaml(self),
            Format::Json => Ok(tree::to_json(self, true)),
            Format::Csv => table::write(self, b','),
            Format::Tsv => table::write(self, b'\t'),
            Format::Liwc => liwc::write(self),
            Format::Dicx => table::write_wide(self),
            Format::Lexicoder => lexicoder::write(self),
            Format::WordStat => wordstat::write(self),
            Format::Yoshikoder => yoshikoder::write(self),
            Format::Vader | Format::Nrc => {
                Err("this format is read only; write YAML, JSON or CSV".into())
            }
        };
        let text = text.map_err(|message| Error::lexicon(self.name(), message))?;
        held(self, &text, format)?;
        Ok(text)
    }

    /// The lexicon as one line of JSON, without its name: nested objects of keys, arrays of entries.
    pub fn to_json(&self) -> String {
        tree::to_json(self, false)
    }
}

fn parse(file: &str, name: &str, text: &str, format: Format) -> crate::Result<Lexicon> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(Error::lexicon(file, "the file is empty"));
    }
    let mut builder = LexiconBuilder::new(name);
    match format {
        Format::Yaml => tree::read_yaml(file, text, &mut builder)?,
        Format::Json => tree::read_json(file, text, &mut builder)?,
        Format::Csv | Format::Dicx => {
            table::read(file, text, table::delimiter(text, b','), &mut builder)?;
        }
        Format::Tsv => table::read(file, text, b'\t', &mut builder)?,
        Format::Vader => table::read_vader(file, text, &mut builder)?,
        Format::Nrc => table::read_nrc(file, text, &mut builder)?,
        Format::Liwc => liwc::read(file, text, &mut builder)?,
        Format::Lexicoder => lexicoder::read(file, text, &mut builder)?,
        Format::WordStat => wordstat::read(file, text, &mut builder)?,
        Format::Yoshikoder => yoshikoder::read(file, text, &mut builder)?,
    }
    builder
        .finish()
        .map_err(|message| Error::lexicon(file, message))
}

/// The lines of a text with their numbers, whatever ends them ("\n", "\r\n" or "\r").
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ending = if text.contains('\n') { '\n' } else { '\r' };
    let lines = text
        .split(ending)
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    lines.enumerate().map(|(at, line)| (at + 1, line))
}

/// An entry of a format that knows only words and `*`: without letters or digits it is taken as written.
fn plain(term: &str) -> Entry {
    match term.contains(char::is_alphanumeric) && !term.contains('?') {
        true => Entry::glob(term),
        false => Entry::fixed(term),
    }
}

/// Reads back what was written: nothing may be lost in silence, whatever names and entries are like.
fn held(lexicon: &Lexicon, text: &str, format: Format) -> crate::Result<()> {
    if lexicon.entries().is_empty() {
        return Ok(());
    }
    // Every word of WordStat has a weight, and 1 says nothing.
    let unweighted = (format == Format::WordStat).then_some(1.0);
    let sorted = |lexicon: &Lexicon| {
        let entries = lexicon.entries().iter();
        let mut lines: Vec<_> = entries
            .map(|entry| format!("{entry} {:?}", entry.weight.or(unweighted)))
            .collect();
        lines.sort_unstable();
        lines
    };
    let instead = "take out odd characters in names and entries, or write another format";
    let lost = match Lexicon::from_str(lexicon.name(), text, format) {
        Ok(back) if sorted(&back) == sorted(lexicon) => return Ok(()),
        Ok(_) => "some entries would be read as others".to_owned(),
        Err(error) => format!("it would not be read again ({error})"),
    };
    Err(Error::lexicon(
        lexicon.name(),
        format!("this format cannot hold the lexicon: {lost}; {instead}"),
    ))
}

/// Refuses what a format of plain words cannot hold; the message names the entry.
fn refuse_all_but_plain(lexicon: &Lexicon, has_weights: bool) -> Result<(), String> {
    let instead = "write YAML, JSON or CSV instead";
    for entry in lexicon.entries() {
        let mut same = plain(&entry.pattern).canonical();
        same.weight = entry.weight.filter(|_| has_weights);
        if same != *entry {
            let what = if entry.weight.is_some() && !has_weights {
                "the weight of"
            } else {
                "the entry"
            };
            return Err(format!(
                "this format cannot hold {what} \"{entry}\"; {instead}"
            ));
        }
    }
    match lexicon.keys().iter().find(|key| !key.except.is_empty()) {
        Some(key) => Err(format!(
            "this format cannot hold the exceptions of the key {:?}; {instead}",
            key.path
        )),
        None => Ok(()),
    }
}

/// Entries whose weights may only be marks: where all are 1, none has a weight.
#[derive(Default)]
struct Rows(Vec<(usize, Entry)>);

impl Rows {
    fn push(&mut self, key: usize, entry: Entry) {
        self.0.push((key, entry));
    }

    fn flush(self, builder: &mut LexiconBuilder) -> Result<(), String> {
        let are_marks = self
            .0
            .iter()
            .all(|(_, entry)| entry.weight.is_none_or(|weight| weight == 1.0));
        self.0.into_iter().try_for_each(|(key, mut entry)| {
            entry.weight = entry.weight.filter(|_| !are_marks);
            builder.push(key, entry)
        })
    }
}

/// A file name without its last extension.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

fn file_text(path: &Path) -> crate::Result<String> {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let mut bytes = Vec::new();
    let open = std::fs::File::open(path).map_err(|error| Error::io(path, error))?;
    // Not by the size that the system gives: a pipe or device has none, and may never end.
    let read = open.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(path, error))?;
    if bytes.len() as u64 > MAX_BYTES {
        let message = format!("more than {MAX_BYTES} bytes; is this a lexicon?");
        return Err(Error::lexicon(file, message));
    }
    decode(&file, bytes)
}

/// The text of a file in UTF-8, or in UTF-16 with a byte-order mark.
fn decode(file: &str, bytes: Vec<u8>) -> crate::Result<String> {
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..]
            .chunks_exact(2)
            .map(|b| pair([b[0], b[1]]))
            .collect();
        String::from_utf16(&units)
            .map_err(|_| Error::lexicon(file, "broken UTF-16; save the file as UTF-8"))
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => return wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => return wide(u16::from_be_bytes),
        [b'P', b'K', 3, 4, ..] | [0x1F, 0x8B, ..] => {
            let message = "the file is compressed; unpack it first";
            return Err(Error::lexicon(file, message));
        }
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text
            .strip_prefix('\u{FEFF}')
            .map(str::to_owned)
            .unwrap_or(text)),
        Err(error) => Err(not_utf8(file, &error)),
    }
}

fn not_utf8(file: &str, error: &std::string::FromUtf8Error) -> Error {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    if bytes.iter().take(4096).any(|&byte| is_control(byte)) {
        return encrypted(file);
    }
    let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
    let byte = bytes[at];
    Error::lexicon(
        place(file, line),
        format!("byte 0x{byte:02X} is not UTF-8; save the file as UTF-8 (it may be Windows-1252)"),
    )
}

fn encrypted(file: &str) -> Error {
    Error::lexicon(
        file,
        "the file is binary or encrypted (as the dictionaries that come with LIWC are); export it as text",
    )
}

fn refuse_binary(file: &str, text: &str) -> crate::Result<()> {
    match text.bytes().take(1 << 16).any(is_control) {
        true => Err(encrypted(file)),
        false => Ok(()),
    }
}

/// A control character that no text file has.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A)
}
