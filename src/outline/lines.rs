//! The lines of a text: where each stands, how deep it is indented, how many blank lines come before it.

use crate::span::{Span, code_points};
use memchr::{memchr3, memchr3_iter};

/// Columns between two tab stops.
const TAB: usize = 8;

/// Bytes of a line of which most texts of many lines have more.
const USUAL: usize = 64;

/// Lines that memory is asked for before any is read.
const MOST_AT_FIRST: usize = 32;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// First byte of the line, indentation included.
    pub start: usize,
    /// The line without indentation and trailing white space; never empty.
    pub text: Span,
    /// Just behind the line break.
    pub next: usize,
    /// Blank lines between the line before and this one. A form feed counts as one.
    pub blanks: u32,
    /// Columns of white space before the text.
    pub indent: u32,
    /// Characters of the text.
    pub width: u32,
}

/// White space, and the characters of no width that stand where white space does.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// The lines of `text` that are not blank, in order.
///
/// A line ends at LF, CR LF, CR, VT, FF, NEL (U+0085), U+2028 or U+2029.
pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len().div_ceil(USUAL).min(MOST_AT_FIRST));
    let mut blanks = 0;
    let breaks = Breaks::of(text);
    let mut start = 0;
    while start < text.len() {
        let (end, next) = breaks.after(start);
        match read(text, start, end, next, blanks) {
            Some(line) => {
                lines.push(line);
                blanks = 0;
            }
            None => blanks += 1,
        }
        if text.as_bytes()[next - 1] == b'\x0c' {
            blanks += 1;
        }
        start = next;
    }
    lines
}

/// The line `start..end`, unless it is blank.
fn read(text: &str, start: usize, end: usize, next: usize, blanks: u32) -> Option<Line> {
    let raw = &text[start..end];
    let inked = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    // Most lines begin and end with a plain character: no need to decode it.
    let body = if inked(raw.as_bytes().first()) {
        raw
    } else {
        raw.trim_start_matches(is_space)
    };
    if body.is_empty() {
        return None;
    }
    let from = end - body.len();
    let body = if inked(body.as_bytes().last()) {
        body
    } else {
        body.trim_end_matches(is_space)
    };
    Some(Line {
        start,
        text: Span::new(from, from + body.len()),
        next,
        blanks,
        indent: if from == start {
            0
        } else {
            columns(&text[start..from])
        },
        width: clamp(code_points(body)),
    })
}

/// Columns that white space takes.
fn columns(space: &str) -> u32 {
    let mut at = 0;
    for c in space.chars() {
        match c {
            '\t' => at = (at / TAB + 1) * TAB,
            '\u{feff}' | '\u{200b}' | '\u{2060}' => {}
            _ => at += 1,
        }
    }
    clamp(at)
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Finds line breaks; texts without the rare ones are searched for the common ones only.
struct Breaks<'t> {
    bytes: &'t [u8],
    rare: bool,
}

impl<'t> Breaks<'t> {
    fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        // The first bytes of VT, NEL, U+2028 and U+2029.
        let mut found = memchr3_iter(b'\x0b', 0xc2, 0xe2, bytes);
        let rare = found.any(|at| break_length(&bytes[at..]) > 0);
        Self { bytes, rare }
    }

    /// End of the line that starts at `start`, and start of the next.
    fn after(&self, start: usize) -> (usize, usize) {
        let rest = &self.bytes[start..];
        if rest[0] == b'\n' {
            return (start, start + 1);
        }
        let end = if self.rare {
            (0..rest.len()).find(|&i| break_length(&rest[i..]) > 0)
        } else {
            memchr3(b'\n', b'\r', b'\x0c', rest)
        };
        match end {
            Some(i) => (start + i, start + i + break_length(&rest[i..])),
            None => (self.bytes.len(), self.bytes.len()),
        }
    }
}

/// Length of the line break at the start of `bytes`, 0 if there is none.
fn break_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r' | b'\x0b' | b'\x0c', ..] => 1,
        [0xc2, 0x85, ..] => 2,
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, u32, u32)> {
        split(text)
            .iter()
            .map(|line| (line.text.of(text), line.blanks, line.indent))
            .collect()
    }

    #[test]
    fn every_line_break_ends_a_line() {
        for end in ["\n", "\r\n", "\r", "\x0b", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = format!("one{end}two{end}{end}three");
            assert_eq!(
                shown(&text),
                [("one", 0, 0), ("two", 0, 0), ("three", 1, 0)],
                "{end:?}"
            );
        }
    }

    #[test]
    fn a_form_feed_sets_lines_apart() {
        assert_eq!(shown("one\x0ctwo"), [("one", 0, 0), ("two", 1, 0)]);
    }

    #[test]
    fn indentation_is_counted_in_columns() {
        assert_eq!(
            shown("  a\n\tb\n \tc\n\u{a0}d"),
            [("a", 0, 2), ("b", 0, 8), ("c", 0, 8), ("d", 0, 1)]
        );
    }

    #[test]
    fn blank_lines_are_not_lines() {
        assert_eq!(shown("\u{feff}\n \t \n\u{a0}\nx  "), [("x", 3, 0)]);
        assert!(shown("").is_empty());
        assert!(shown("\n\n\n").is_empty());
    }
}
