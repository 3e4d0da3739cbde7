//! Reading and writing lexicons.

use super::model::{Lexicon, LexiconBuilder};
use crate::error::Error;
use std::path::Path;

mod format;
mod table;
mod tree;

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
        let text = read_text(path)?;
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let format = Format::detect(&file, &text)?;
        parse(&file, &text, format)
    }

    /// Reads a lexicon from text. `name` is the lexicon's name, and stands for the file in messages.
    ///
    /// # Errors
    /// As [`Lexicon::read`].
    pub fn from_str(name: &str, text: &str, format: Format) -> crate::Result<Self> {
        refuse_binary(name, text)?;
        parse(name, text.trim_start_matches('\u{FEFF}'), format)
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
        };
        text.map_err(|message| Error::lexicon(self.name(), message))
    }

    /// The lexicon as one line of JSON, without its name: nested objects of keys, arrays of entries.
    pub fn to_json(&self) -> String {
        tree::to_json(self, false)
    }
}

fn parse(file: &str, text: &str, format: Format) -> crate::Result<Lexicon> {
    if text.trim().is_empty() {
        return Err(Error::lexicon(file, "the file is empty"));
    }
    let mut builder = LexiconBuilder::new(stem(file));
    match format {
        Format::Yaml => tree::read_yaml(file, text, &mut builder)?,
        Format::Json => tree::read_json(file, text, &mut builder)?,
        Format::Csv => table::read(file, text, table::delimiter(text, b','), &mut builder)?,
        Format::Tsv => table::read(file, text, b'\t', &mut builder)?,
    }
    builder
        .finish()
        .map_err(|message| Error::lexicon(file, message))
}

/// A file name without its last extension.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

fn read_text(path: &Path) -> crate::Result<String> {
    let size = std::fs::metadata(path)
        .map_err(|error| Error::io(path, error))?
        .len();
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    if size > MAX_BYTES {
        let message = format!("{size} bytes; the most is {MAX_BYTES}: is this a lexicon?");
        return Err(Error::lexicon(file, message));
    }
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    let text = decode(&file, bytes)?;
    refuse_binary(&file, &text)?;
    Ok(text)
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
