//! Numbers before headings and list items: `1.`, `2.3`, `IV.`, `(b)`, `Chapter Two`.

use super::kinds::Kinds;
use super::scan::Scan;
use super::words::{WordList, words};
use std::sync::LazyLock;

/// What stands around a number; lines are numbered alike only if this is equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Mark {
    /// `1 Title`
    Bare,
    /// `1. Title`
    Dot,
    /// `1) Title`
    Paren,
    /// `(1) Title`
    Parens,
    /// `1: Title`, `1 - Title`
    Dash,
    /// `Chapter 1`, `Part 1`, `§ 1`: the word before, as an index into [`WORDS`].
    Word(u8),
}

/// The number a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// What stands around it.
    pub mark: Mark,
    /// Its value as an arabic number; of `2.3`, the last part.
    pub arabic: Option<u32>,
    /// Its value as a roman number.
    pub roman: Option<u32>,
    /// Its value as a letter, `A` = 1.
    pub letter: Option<u32>,
    /// Number of parts: 2 of `2.3`.
    pub depth: u8,
    /// Bytes up to the title.
    pub length: usize,
}

/// Words that number a division of a text.
pub(super) const WORDS: [&str; 24] = [
    "chapter",
    "part",
    "section",
    "book",
    "article",
    "act",
    "scene",
    "appendix",
    "lecture",
    "letter",
    "volume",
    "canto",
    "unit",
    "lesson",
    "no",
    "number",
    "chapitre",
    "kapitel",
    "teil",
    "capítulo",
    "parte",
    "capitolo",
    "§",
    "annex",
];

static NUMBERING: LazyLock<WordList> = LazyLock::new(|| WordList::new(WORDS));

impl Mark {
    /// Rank of a word among the divisions of a text: 0 for a part or book, 1 for a chapter, 2 for what is in one.
    pub(super) fn rank(word: u8) -> u8 {
        match WORDS[usize::from(word)] {
            "part" | "book" | "volume" | "teil" | "parte" | "act" => 0,
            "section" | "scene" | "lesson" | "§" => 2,
            _ => 1,
        }
    }
}

/// Longest number, in bytes.
const LONGEST: usize = 12;

/// Numbers in words, as chapters bear them.
const NAMES: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The number at the start of `line`, if there is one.
pub(super) fn parse(line: &str) -> Option<Number> {
    worded(line).or_else(|| plain(line))
}

/// The same for a line that has been scanned, which tells most lines without a number.
pub(super) fn of(line: &str, scan: &Scan) -> Option<Number> {
    let bytes = line.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let numeral = || {
        let first = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric());
        letter(0) && (!letter(1) || first.take(LONGEST + 1).all(|&byte| is_roman(byte)))
    };
    let digit = || {
        bytes
            .first()
            .is_some_and(|&byte| byte.is_ascii_digit() || byte == b'(')
    };
    let named = scan.early.any(Kinds::NUMBERING | Kinds::OPEN);
    let worded = named.then(|| worded(line)).flatten();
    worded.or_else(|| (digit() || numeral()).then(|| plain(line)).flatten())
}

/// `Chapter 2`, `PART III: Peace`, `FEDERALIST No. 12`.
fn worded(line: &str) -> Option<Number> {
    let mut at = 0;
    for _ in 0..2 {
        let rest = &line[at..];
        let word = words(rest).next()?;
        let name = word.trim_end_matches('.');
        at += word.len();
        at += line[at..].len() - line[at..].trim_start().len();
        if NUMBERING.contains(name)
            && let Some(i) = WORDS.iter().position(|w| *w == name.to_lowercase())
        {
            return value_after_word(line, at, i as u8);
        }
    }
    None
}

fn value_after_word(line: &str, at: usize, word: u8) -> Option<Number> {
    let rest = &line[at..];
    let token = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .filter(|t| !t.is_empty())?;
    let name = token.to_lowercase();
    let named = NAMES.iter().position(|n| *n == name).map(|i| i as u32 + 1);
    let arabic = small(token).or(named);
    let roman = roman(token);
    let letter = letter(token);
    arabic.or(roman).or(letter)?;
    let mut length = at + token.len();
    length += line[length..].len()
        - line[length..]
            .trim_start_matches(|c: char| c.is_whitespace() || ".:)-–—".contains(c))
            .len();
    Some(Number {
        mark: Mark::Word(word),
        arabic,
        roman,
        letter,
        depth: 1,
        length,
    })
}

/// `1.`, `(2)`, `3)`, `4.1`, `IV.`, `b)`.
fn plain(line: &str) -> Option<Number> {
    let open = line.starts_with('(');
    let body = &line[usize::from(open)..];
    let end = body
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(body.len());
    let token = body[..end].trim_end_matches('.');
    let dotted = token.len() < end;
    if token.is_empty() || token.len() > LONGEST || token.starts_with('.') {
        return None;
    }
    // Words, which most lines begin with, are dismissed here.
    let numeral = |byte: u8| byte.is_ascii_digit() || is_roman(byte);
    if token.len() > 1 && !numeral(token.as_bytes()[0]) {
        return None;
    }
    let after = &body[end..];
    let (mark, used) = mark(open, dotted, after)?;
    let mut number = value(token)?;
    let whole = after[used..].trim().is_empty();
    let numeral = number.arabic.is_none();
    // "I saw", "A man", "Did" begin sentences; a bare roman number or letter must be the whole line.
    if mark == Mark::Bare && numeral && (!whole || number.roman.is_none()) {
        return None;
    }
    number.mark = mark;
    let rest = &line[usize::from(open) + end + used..];
    number.length = line.len() - rest.trim_start().len();
    Some(number)
}

/// The mark after a number, and its length in `after`.
fn mark(open: bool, dotted: bool, after: &str) -> Option<(Mark, usize)> {
    let next = after.chars().next();
    match next {
        Some(')') => Some((if open { Mark::Parens } else { Mark::Paren }, 1)),
        _ if open => None,
        Some(':') => Some((Mark::Dash, 1)),
        None => Some((if dotted { Mark::Dot } else { Mark::Bare }, 0)),
        Some(c) if c.is_whitespace() => {
            let rest = after.trim_start();
            let dash = ["- ", "– ", "— "].iter().any(|d| rest.starts_with(d));
            match (dotted, dash) {
                (true, _) => Some((Mark::Dot, 0)),
                (_, true) => {
                    let c = rest.chars().next().map_or(0, char::len_utf8);
                    Some((Mark::Dash, after.len() - rest.len() + c))
                }
                _ => Some((Mark::Bare, 0)),
            }
        }
        _ => None,
    }
}

fn value(token: &str) -> Option<Number> {
    let mut number = Number {
        mark: Mark::Bare,
        arabic: None,
        roman: None,
        letter: None,
        depth: 1,
        length: 0,
    };
    if token.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let mut parts = 0;
        for part in token.split('.') {
            number.arabic = Some(small(part)?);
            parts += 1;
        }
        number.depth = parts;
        return Some(number);
    }
    number.roman = roman(token);
    number.letter = letter(token);
    number.roman.or(number.letter).map(|_| number)
}

/// A number of at most three digits: years number no sections.
fn small(token: &str) -> Option<u32> {
    (token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit()))
        .then(|| token.parse().ok())
        .flatten()
}

fn letter(token: &str) -> Option<u32> {
    match token.as_bytes() {
        [b] if b.is_ascii_alphabetic() => Some(u32::from(b.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    }
}

fn is_roman(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(), b'c' | b'l' | b'x' | b'v' | b'i')
}

/// A roman number up to 399, written in its one proper form and in one case.
fn roman(token: &str) -> Option<u32> {
    let small = |byte: u8| byte.is_ascii_lowercase();
    if !token.bytes().all(is_roman) || token.bytes().any(small) && !token.bytes().all(small) {
        return None;
    }
    let upper = token.to_ascii_uppercase();
    const PARTS: [(&str, u32); 9] = [
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let mut rest = upper.as_str();
    let mut value = 0;
    for (sign, worth) in PARTS {
        let limit = if matches!(sign, "C" | "X" | "I") {
            3
        } else {
            1
        };
        for _ in 0..limit {
            match rest.strip_prefix(sign) {
                Some(shorter) => {
                    rest = shorter;
                    value += worth;
                }
                None => break,
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parts<'l> = (Mark, Option<u32>, Option<u32>, u8, &'l str);

    fn read(line: &str) -> Option<Parts<'_>> {
        parse(line).map(|n| {
            (
                n.mark,
                n.arabic,
                n.roman.or(n.letter),
                n.depth,
                &line[n.length..],
            )
        })
    }

    #[test]
    fn numbers_of_every_kind_are_read() {
        let cases = [
            ("1 Aims", Mark::Bare, Some(1), None, 1, "Aims"),
            ("1. Aims", Mark::Dot, Some(1), None, 1, "Aims"),
            ("12) Aims", Mark::Paren, Some(12), None, 1, "Aims"),
            ("(3) Aims", Mark::Parens, Some(3), None, 1, "Aims"),
            ("2.3 Aims", Mark::Bare, Some(3), None, 2, "Aims"),
            ("2.3.1. Aims", Mark::Dot, Some(1), None, 3, "Aims"),
            ("1 - Aims", Mark::Dash, Some(1), None, 1, "Aims"),
            ("IV. Aims", Mark::Dot, None, Some(4), 1, "Aims"),
            ("XII", Mark::Bare, None, Some(12), 1, ""),
            ("B. Aims", Mark::Dot, None, Some(2), 1, "Aims"),
            ("Chapter 7: Aims", Mark::Word(0), Some(7), None, 1, "Aims"),
            ("PART TWO", Mark::Word(1), Some(2), None, 1, ""),
            ("Part III. Aims", Mark::Word(1), None, Some(3), 1, "Aims"),
            ("FEDERALIST No. 12", Mark::Word(14), Some(12), None, 1, ""),
        ];
        for (line, mark, arabic, other, depth, title) in cases {
            assert_eq!(
                read(line),
                Some((mark, arabic, other, depth, title)),
                "{line}"
            );
        }
    }

    #[test]
    fn words_and_years_are_no_numbers() {
        for line in [
            "I saw it",
            "A man",
            "Did he",
            "1989 was a year",
            "Mix. It",
            "3rd March",
            "",
            ".",
            "(see",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
