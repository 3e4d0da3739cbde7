//! Plain text files, many at a time: opened, read and checked in parallel.
//!
//! Only what is surely plain text is read here: valid UTF-8 without a sign of another kind of file. The rest is left
//! to a reader that knows encodings and formats.

use super::{Documents, Pool};
use crate::outline::Format;
use sha2::{Digest, Sha256};
use std::fs::{File, Metadata};
use std::io::Read;
use std::time::SystemTime;

/// How much of a file is searched for signs of another kind: what Python's readers look at.
const HEAD: usize = 1 << 16;

/// How files of other kinds begin (those whose signs are not UTF-8, or are control characters, need no mention).
const SIGNS: [&[u8]; 10] = [
    b"%PDF-", b"{\\rtf", b"PAR1", b"BZh", b"7z", b"Rar!", b"GIF8", b"II*", b"MM", b"PK",
];

/// A file to read.
#[derive(Clone, Copy, Debug)]
pub struct TextFile<'p> {
    /// Where it is; also the name of its document.
    pub path: &'p str,
    /// How its text is marked up.
    pub format: Format,
}

/// What was read of a file, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where it is.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Whether it changed while it was read.
    pub changed: bool,
}

impl Record {
    /// The record of a file of one document as a line of JSON, for logs and manifests.
    pub fn line(&self) -> String {
        let Self { size, sha256, .. } = self;
        let path = serde_json::Value::from(self.path.as_str());
        format!(
            "{{\"path\": {path}, \"size\": {size}, \"sha256\": \"{sha256}\", \"documents\": 1}}"
        )
    }
}

/// A run of the files, in order.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Files that were read: one document each.
    Read(Documents, Vec<Record>),
    /// The position of a file that is for another reader.
    Other(usize),
}

/// Reads files from the first on, in parallel, until `budget` bytes are read. Returns how many of the files the
/// pieces stand for: at least one if there is any.
///
/// # Examples
/// ```
/// use detente::collection::{Pool, textfiles::{Piece, TextFile, read}};
/// let path = std::env::temp_dir().join("detente-textfiles.txt");
/// std::fs::write(&path, "Peace.").unwrap();
/// let files = [TextFile { path: path.to_str().unwrap(), format: Default::default() }];
/// let (taken, pieces) = read(&files, 1 << 20, 64 << 20, &Pool::new(1)?);
/// assert_eq!(taken, 1);
/// assert!(matches!(&pieces[..], [Piece::Read(documents, _)] if documents.len() == 1));
/// # Ok::<(), detente::Error>(())
/// ```
pub fn read(files: &[TextFile<'_>], budget: u64, limit: u64, pool: &Pool) -> (usize, Vec<Piece>) {
    let (mut bytes, mut fit) = (0, Vec::new());
    for file in files {
        if bytes >= budget {
            break;
        }
        let status = std::fs::metadata(file.path).ok();
        bytes += status.as_ref().map_or(0, Metadata::len) + 64;
        fit.push((file, status));
    }
    let read = pool.map(&fit, |(file, status)| {
        read_one(file.path, status.as_ref()?, limit)
    });
    let mut pieces = Vec::new();
    for (index, (file, read)) in files.iter().zip(read).enumerate() {
        let Some((text, record)) = read else {
            pieces.push(Piece::Other(index));
            continue;
        };
        if !matches!(pieces.last(), Some(Piece::Read(..))) {
            pieces.push(Piece::Read(Documents::default(), Vec::new()));
        }
        if let Some(Piece::Read(documents, records)) = pieces.last_mut() {
            let id = match cfg!(windows) {
                true => file.path.replace('\\', "/"),
                false => file.path.to_owned(),
            };
            documents.push(id, Ok(text), file.format, Vec::new());
            records.push(record);
        }
    }
    (fit.len(), pieces)
}

/// The text of a file and its record; `None` if it is for another reader, whatever the reason. `before` is the file's
/// state before it was opened: no more is read than it had then.
fn read_one(path: &str, before: &Metadata, limit: u64) -> Option<(String, Record)> {
    if !before.is_file() || before.len() > limit {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let mut bytes = Vec::with_capacity(before.len() as usize);
    file.by_ref()
        .take(before.len())
        .read_to_end(&mut bytes)
        .ok()?;
    if !is_plain(&bytes) {
        return None;
    }
    let record = Record {
        path: path.to_owned(),
        size: before.len(),
        sha256: hex(&Sha256::digest(&bytes)),
        changed: state(before) != state(&file.metadata().ok()?),
    };
    let text = String::from_utf8(bytes).ok()?;
    Some((tidy(text), record))
}

fn state(status: &Metadata) -> (u64, Option<SystemTime>) {
    (status.len(), status.modified().ok())
}

/// Whether bytes are plain text beyond doubt (validity of UTF-8 aside).
fn is_plain(bytes: &[u8]) -> bool {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    first.is_some_and(|&byte| byte != b'<' && byte != 0x0b)
        && !SIGNS.iter().any(|sign| body.starts_with(sign))
        && !has_controls(bytes)
        && memchr::memchr(0, bytes).is_none()
}

/// Whether a file begins with control characters that text has none of.
pub(super) fn has_controls(bytes: &[u8]) -> bool {
    let is_control = |&byte: &u8| byte < 32 && !b"\t\n\r\x0c\x0b\x1a\x1b\x08".contains(&byte);
    bytes.iter().take(HEAD).any(is_control)
}

/// Takes byte order marks off and makes all line ends `\n`.
fn tidy(text: String) -> String {
    let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // Two marks: of the file, and of the text that was put into it.
    let body = body.strip_prefix('\u{feff}').unwrap_or(body);
    if memchr::memchr(b'\r', body.as_bytes()).is_some() {
        return line_ends(body);
    }
    match body.len() == text.len() {
        true => text,
        false => body.to_owned(),
    }
}

/// The text with `\n` for every line end.
pub(super) fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_plain_text_is_left_to_others() {
        for bytes in [
            "",
            "  \n",
            "<html>",
            "\u{feff}<p>",
            "%PDF-1.7",
            "{\\rtf1",
            "a\u{0}b",
            "a\u{1}b",
        ] {
            assert!(!is_plain(bytes.as_bytes()), "{bytes:?}");
        }
        for bytes in ["Peace.", "\u{feff}Peace.", "1 < 2\tand\r\n"] {
            assert!(is_plain(bytes.as_bytes()), "{bytes:?}");
        }
    }

    #[test]
    fn marks_go_and_line_ends_are_one() {
        assert_eq!(tidy("\u{feff}a\r\nb\rc\n".into()), "a\nb\nc\n");
        assert_eq!(tidy("\u{feff}\u{feff}a".into()), "a");
    }
}
