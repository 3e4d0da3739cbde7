//! Numbered items that follow one another inside a line: "1) The first item 2) The second item".

use super::token::{Token, TokenKind};
use super::words::Mark;

/// A number or letter that may start an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marker {
    /// Index of its first token.
    token: usize,
    style: Style,
    value: u32,
}

/// How a marker is written; the items of one list are written alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    roman: bool,
    letter: bool,
    capital: bool,
    closing: &'static str,
}

/// The tokens at which a further item of a list starts.
///
/// A list starts at the start of the block, or behind a full stop, a colon or a bullet, with the value one; its markers
/// count up without a gap. Items that commas or "and" join are parts of one sentence and not counted.
pub(super) fn items(text: &str, tokens: &[Token], first: usize, marks: &[Mark]) -> Vec<usize> {
    let mut items = Vec::new();
    let mut last: Vec<Marker> = Vec::new();
    for mark in marks {
        let Some(options) = markers(text, tokens, first, mark.token) else {
            continue;
        };
        let follows = options.iter().flatten().find(|m| {
            last.iter()
                .any(|l| l.style == m.style && l.value + 1 == m.value)
        });
        if let Some(&marker) = follows {
            if !joined(text, tokens, marker.token) {
                items.push(marker.token);
            }
            last = vec![marker];
        } else if starts_list(
            text,
            tokens,
            first,
            options.iter().flatten().next().map(|m| m.token),
        ) {
            last = options
                .into_iter()
                .flatten()
                .filter(|m| m.value == 1 || m.closing_number())
                .collect();
        }
    }
    items
}

impl Marker {
    /// A list of Arabic numbers may start anywhere ("9." continues a list of an earlier block).
    fn closing_number(&self) -> bool {
        !self.style.letter && !self.style.roman
    }
}

/// The readings of the marker whose closing sign is the token `sign`: as a number, a letter, a Roman numeral.
fn markers(text: &str, tokens: &[Token], first: usize, sign: usize) -> Option<[Option<Marker>; 3]> {
    let of = |n: usize| &text[tokens[n].span().range()];
    let next = tokens.get(sign + 1);
    let double =
        of(sign) == "." && next.is_some_and(|n| n.start == tokens[sign].end && of(sign + 1) == ")");
    let closing = match of(sign) {
        "." if double => ".)",
        "." => ".",
        ")" => ")",
        _ => return None,
    };
    let end = tokens[sign + usize::from(double)].end as usize;
    let name = sign
        .checked_sub(1)
        .filter(|&n| n >= first && tokens[n].end == tokens[sign].start)?;
    let opened = name > first && of(name - 1) == "(" && tokens[name - 1].end == tokens[name].start;
    let token = name - usize::from(opened);
    let before = text[..tokens[token].start as usize].chars().next_back();
    let bullet = token > first && super::sentences::BULLETS.contains(of(token - 1));
    let apart = before.is_none_or(|c| c.is_whitespace() || super::sentences::BULLETS.contains(c))
        && text[end..].starts_with(char::is_whitespace);
    let word = of(name);
    if !apart || word.len() > 4 || !matches!(tokens[name].kind, TokenKind::Word | TokenKind::Number)
    {
        return None;
    }
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let marker = |value, letter, roman| Marker {
        token: token - usize::from(bullet),
        style: Style {
            roman,
            letter,
            capital,
            closing,
        },
        value,
    };
    let number = word.parse().ok().map(|n| marker(n, false, false));
    let letter = match word.as_bytes() {
        // "A. Smith and B. Jones" are names.
        [c] if c.is_ascii_alphabetic() && !(capital && closing == ".") => Some(marker(
            u32::from(c.to_ascii_lowercase() - b'a') + 1,
            true,
            false,
        )),
        _ => None,
    };
    let roman = roman(word).map(|n| marker(n, false, true));
    (number.is_some() || letter.is_some() || roman.is_some()).then_some([number, letter, roman])
}

fn starts_list(text: &str, tokens: &[Token], first: usize, token: Option<usize>) -> bool {
    let Some(token) = token else { return false };
    let before = (token > first).then(|| &text[tokens[token - 1].span().range()]);
    before.is_none_or(|sign| {
        matches!(sign, "." | "!" | "?" | ":" | "”" | "\"" | ")")
            || super::sentences::BULLETS.contains(sign)
    })
}

/// Whether the item before ends in a comma, a semicolon or "and": the sentence goes on.
fn joined(text: &str, tokens: &[Token], token: usize) -> bool {
    let before = &text[tokens[token - 1].span().range()];
    matches!(before, "," | ";" | "and" | "or" | "&" | "(" | "-" | "–")
}

/// The value of a Roman numeral below forty, in one case.
pub(super) fn roman(word: &str) -> Option<u32> {
    let lower = word.to_ascii_lowercase();
    let one_case = word == lower || word == word.to_ascii_uppercase();
    let (tens, units) = lower.split_at(lower.len() - lower.trim_start_matches('x').len());
    let units = match units {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    let value = tens.len() as u32 * 10 + units;
    (one_case && tens.len() < 4 && value > 0).then_some(value)
}
