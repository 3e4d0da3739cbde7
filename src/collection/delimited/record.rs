//! Records and cells, read as Python's `csv` reads them when it is strict.
//!
//! A cell that begins with a quote ends with one, and a quote inside it is doubled; in any other cell a quote is a
//! character like others. Nothing but a separator or the end of the line may stand behind a closing quote.

use std::borrow::Cow;
use std::ops::Range;

/// The first record of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// It goes to this place, its line end included, and has so many cells.
    Whole { end: usize, cells: usize },
    /// More text may belong to it.
    Open,
    /// A quote stands in the wrong place, or is never closed.
    Odd,
}

/// What ends a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Separator,
    Line,
    /// The text itself.
    Text,
    /// The text, before the cell's quote was closed.
    Unclosed,
}

/// Finds the first record of `text`, behind which nothing comes if it is the last of the file.
pub(super) fn first(text: &[u8], delimiter: u8, is_last: bool) -> Record {
    let (mut at, mut cells) = (0, 0);
    loop {
        let Some((_, end, next)) = cell(text, at, delimiter) else {
            return Record::Odd;
        };
        (at, cells) = (next, cells + 1);
        match (end, is_last) {
            (End::Separator, _) => {}
            (End::Line, _) | (End::Text, true) => return Record::Whole { end: at, cells },
            (End::Text | End::Unclosed, false) => return Record::Open,
            (End::Unclosed, true) => return Record::Odd,
        }
    }
}

/// The cells of a record that is whole.
pub(super) fn cells(record: &str, delimiter: u8) -> impl Iterator<Item = Cow<'_, str>> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let (range, end, next) = cell(record.as_bytes(), at?, delimiter)?;
        at = (end == End::Separator).then_some(next);
        Some(unquoted(&record[range]))
    })
}

/// Whether a record has nothing in its cells.
pub(super) fn is_blank(record: &str, delimiter: u8) -> bool {
    let may_be = |byte| byte == delimiter || b"\"\r\n".contains(&byte);
    record.bytes().all(may_be) && cells(record, delimiter).all(|cell| cell.is_empty())
}

/// The cell at a place, with its quotes; what ends it; and where the next one begins. `None` if something stands
/// behind its closing quote.
fn cell(text: &[u8], at: usize, delimiter: u8) -> Option<(Range<usize>, End, usize)> {
    let end = if text.get(at) == Some(&b'"') {
        match closing(text, at + 1) {
            Some(quote) => quote + 1,
            None => return Some((at..text.len(), End::Unclosed, text.len())),
        }
    } else {
        let stop = memchr::memchr3(delimiter, b'\n', b'\r', &text[at..]);
        stop.map_or(text.len(), |stop| at + stop)
    };
    let (kind, next) = match text.get(end) {
        None => (End::Text, end),
        Some(&byte) if byte == delimiter => (End::Separator, end + 1),
        Some(b'\n') => (End::Line, end + 1),
        Some(b'\r') => (
            End::Line,
            end + 1 + usize::from(text.get(end + 1) == Some(&b'\n')),
        ),
        Some(_) => return None,
    };
    Some((at..end, kind, next))
}

/// The first quote from a place on that is not doubled.
fn closing(text: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let quote = from + memchr::memchr(b'"', &text[from..])?;
        if text.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

fn unquoted(cell: &str) -> Cow<'_, str> {
    let inner = cell
        .strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'));
    match inner {
        None => cell.into(),
        Some(inner) if inner.contains('"') => inner.replace("\"\"", "\"").into(),
        Some(inner) => inner.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<Cow<'_, str>> {
        cells(text, b',').collect()
    }

    #[test]
    fn cells_are_told_apart() {
        assert_eq!(of("a,b\n"), ["a", "b"]);
        assert_eq!(
            of("\"a,\r\nb\",\"say \"\"no\"\"\"\r\n"),
            ["a,\r\nb", "say \"no\""]
        );
        assert_eq!(of(",\n"), ["", ""]);
        assert_eq!(of("5\" gun,\"\""), ["5\" gun", ""]);
        assert_eq!(of("\"\"\"\""), ["\""]);
    }

    #[test]
    fn a_record_ends_where_its_last_line_does() {
        let whole = |end, cells| Record::Whole { end, cells };
        assert_eq!(first(b"a,b\nc", b',', false), whole(4, 2));
        assert_eq!(first(b"\"a\nb\"\r\nc", b',', false), whole(7, 1));
        assert_eq!(first(b"a\rb", b',', false), whole(2, 1));
        assert_eq!(first(b"a,", b',', true), whole(2, 2));
        assert_eq!(first(b"a,", b',', false), Record::Open);
        assert_eq!(first(b"\"a", b',', false), Record::Open);
        assert_eq!(first(b"\"a\"", b',', false), Record::Open);
        assert_eq!(first(b"\"a", b',', true), Record::Odd);
        assert_eq!(first(b"\"a\" ,b\n", b',', false), Record::Odd);
    }

    #[test]
    fn a_blank_record_has_only_empty_cells() {
        for record in ["\n", ",\r\n", "\"\",\n", ""] {
            assert!(is_blank(record, b','), "{record:?}");
        }
        for record in [" \n", "\"\"\"\"\n", ",\"\"\"\"", "\"\n\""] {
            assert!(!is_blank(record, b','), "{record:?}");
        }
    }

    /// Texts in which separators, quotes and line ends are frequent.
    fn text() -> impl Strategy<Value = String> {
        let piece =
            prop::sample::select(vec!["a", "é", ",", "\"", "\"\"", "\n", "\r", "\r\n", " "]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cells_come_back_as_they_were_written(rows in prop::collection::vec([text(), text(), text()], 1..4)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).expect("memory to write in"));
            let written = String::from_utf8(writer.into_inner().expect("memory")).expect("UTF-8");
            let mut rest = written.as_str();
            for row in rows {
                let Record::Whole { end, cells: 3 } = first(rest.as_bytes(), b',', true) else {
                    panic!("no record of three cells begins {rest:?}");
                };
                prop_assert_eq!(of(&rest[..end]), row);
                rest = &rest[end..];
            }
            prop_assert_eq!(rest, "");
        }

        #[test]
        fn records_have_the_cells_they_are_said_to_have(text in text(), is_last: bool) {
            let mut rest = text.as_str();
            while let Record::Whole { end, cells } = first(rest.as_bytes(), b',', is_last) {
                prop_assert_eq!(of(&rest[..end]).len(), cells);
                if end == rest.len() {
                    break;
                }
                rest = &rest[end..];
            }
        }
    }
}
