//! Numbered items that follow one another inside a line: "1) The first item 2) The second item".

use super::abbreviations::{Abbreviation, abbreviation};
use super::token::TokenKind;
use super::view::View;
use super::words::{Mark, What};

/// Whether a sign starts an item of a list.
pub(super) fn is_bullet(sign: char) -> bool {
    matches!(sign, '•' | '⁃' | '◦' | '‣' | '▪' | '●' | '■')
}

/// The longest number of an item, in bytes ("viii").
const LONGEST: usize = 4;

/// A number or letter that may start an item.
#[derive(Clone, Copy, Debug)]
struct Marker {
    /// Its first token: a bullet or bracket before it, or itself.
    token: usize,
    numbering: Numbering,
    capital: bool,
    closing: &'static str,
    value: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    Arabic,
    Letter,
    Roman,
}

impl Marker {
    fn follows(&self, last: &Self) -> bool {
        let alike = self.numbering == last.numbering
            && self.capital == last.capital
            && self.closing == last.closing;
        alike && self.value == last.value + 1
    }

    /// Whether a list may start with it. Numbers may go on from an earlier block.
    fn opens_list(&self) -> bool {
        self.value == 1 || self.numbering == Numbering::Arabic
    }
}

/// The tokens at which a further item of a list starts.
///
/// A list starts at the start of the block, or behind a full stop, a colon or a bullet; its markers are written alike
/// and count up without a gap. Items that commas or "and" join are parts of one sentence, and not counted.
pub(super) fn items(view: View<'_>, marks: &[Mark]) -> Vec<usize> {
    let mut items = Vec::new();
    let mut last: Vec<Marker> = Vec::new();
    let mut first_item: Option<usize> = None;
    for mark in marks {
        let What::Sign(sign @ ('.' | ')')) = mark.what else {
            continue;
        };
        let readings = markers(view, mark.token, sign);
        let Some(first) = readings.first() else {
            continue;
        };
        let follows = |marker: &&Marker| last.iter().any(|last| marker.follows(last));
        if let Some(&marker) = readings.iter().find(follows) {
            if !is_joined(view, marker.token) {
                // Behind a colon the first item is one as well.
                items.extend(first_item.take());
                items.push(marker.token);
            }
            last = vec![marker];
        } else if may_start(view, first.token) {
            first_item = Some(first.token);
            last = readings;
            last.retain(Marker::opens_list);
        }
    }
    items
}

/// The readings (as a number, a letter, a Roman numeral) of the marker that the token `at` closes.
fn markers(view: View<'_>, at: usize, sign: char) -> Vec<Marker> {
    let Some(name) = view.touching(at).filter(|&name| is_name(view, name)) else {
        return Vec::new();
    };
    let bracket = view.touching(name).filter(|&open| view.sign(open) == '(');
    let token = bracket.unwrap_or(name);
    let bullet = token
        .checked_sub(1)
        .filter(|&b| b >= view.first && is_bullet(view.sign(b)));
    let apart = bullet.is_some() || view.char_before(token).is_none_or(char::is_whitespace);
    let (closing, behind) = closing(view, at, sign);
    if !apart || !behind.is_some_and(char::is_whitespace) {
        return Vec::new();
    }
    let word = view.of(name);
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let token = bullet.unwrap_or(token);
    let readings = [
        (Numbering::Arabic, word.parse().ok()),
        // "A. Smith and B. Jones" are names.
        (
            Numbering::Letter,
            letter(word).filter(|_| !(capital && closing == ".")),
        ),
        (Numbering::Roman, roman(word)),
    ];
    let marker = |(numbering, value): (Numbering, Option<u32>)| {
        value.map(|value| Marker {
            token,
            numbering,
            capital,
            closing,
            value,
        })
    };
    readings.into_iter().filter_map(marker).collect()
}

/// How the marker closes whose (first) closing sign is the token `at`, and the character behind that.
fn closing(view: View<'_>, at: usize, sign: char) -> (&'static str, Option<char>) {
    match (sign, view.char_behind(at)) {
        ('.', Some(')')) => (".)", view.char_behind(at + 1)),
        ('.', behind) => (".", behind),
        (_, behind) => (")", behind),
    }
}

fn is_name(view: View<'_>, token: usize) -> bool {
    view.of(token).len() <= LONGEST
        && matches!(view.kind(token), Some(TokenKind::Word | TokenKind::Number))
}

/// Whether a list may start at `token`.
fn may_start(view: View<'_>, token: usize) -> bool {
    let referred = |before: usize| {
        let word = view.touching(before).filter(|_| view.of(before) == ".");
        word.is_some_and(|word| abbreviation(view.of(word)) == Some(Abbreviation::Reference))
    };
    token == view.first
        || is_bullet(view.sign(token))
        || !referred(token - 1)
            && matches!(view.of(token - 1), "." | "!" | "?" | ":" | "”" | "\"" | ")")
}

/// Whether the item before ends in a comma, a semicolon or "and": the sentence goes on.
fn is_joined(view: View<'_>, token: usize) -> bool {
    matches!(
        view.of(token - 1),
        "," | ";" | "and" | "or" | "&" | "(" | "-" | "–"
    )
}

fn letter(word: &str) -> Option<u32> {
    match word.as_bytes() {
        [c] if c.is_ascii_alphabetic() => Some(u32::from(c.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    }
}

/// The value of a Roman numeral below forty that is written in one case.
pub(super) fn roman(word: &str) -> Option<u32> {
    let numeral = |byte: u8| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X');
    if word.is_empty() || word.len() > "xxxviii".len() || !word.bytes().all(numeral) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let one_case = word == lower || word == word.to_ascii_uppercase();
    let units = lower.trim_start_matches('x');
    let tens = lower.len() - units.len();
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let units = UNITS.iter().position(|&name| name == units)?;
    (one_case && tens < 4).then_some((tens * 10 + units) as u32)
}
