//! One pass over the characters of a short line: what its words add up to, and which tests it admits.

use super::kinds::{self, Kinds, Table};
use super::words::is_general_punctuation;
use crate::span::Span;

/// Signs that a line holds, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// `(`
    pub const BRACKET: Self = Self(1);
    /// A tab, a bar, three blanks.
    pub const GAP: Self = Self(1 << 1);
    /// `=`, `>`, `/`, `;`
    pub const CODE: Self = Self(1 << 2);
    /// `@`
    pub const AT: Self = Self(1 << 3);
    /// A point with a letter right behind it.
    pub const INNER_POINT: Self = Self(1 << 4);
    /// `:`
    pub const COLON: Self = Self(1 << 5);
    /// `$`, `%`, `*`, a bar, or anything that is not ASCII.
    pub const OFFER: Self = Self(1 << 6);

    /// Whether it holds any of `others`.
    #[inline]
    pub fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    #[inline]
    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// These signs and another.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What an ASCII character that is neither letter nor digit stands for.
    const fn of(byte: u8) -> Self {
        match byte {
            b'(' => Self::BRACKET,
            b'\t' => Self::GAP,
            b'|' => Self(Self::GAP.0 | Self::OFFER.0),
            b'=' | b'>' | b'/' | b';' => Self::CODE,
            b'@' => Self::AT,
            b':' => Self::COLON,
            b'$' | b'%' | b'*' => Self::OFFER,
            _ => Self(0),
        }
    }
}

/// What one pass over a line finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// What its words add up to.
    pub counts: Counts,
    /// What its words may be, all of them together.
    pub all: Kinds,
    /// What the word may be with which it begins; nothing if it begins with a sign.
    pub start: Kinds,
    /// What its first word may be, signs before it left aside.
    pub first: Kinds,
    /// What the first two pieces between white space may be.
    pub early: Kinds,
    /// The signs it holds.
    pub signs: Signs,
    /// ASCII digits.
    pub digits: u16,
    /// Runs of letters and digits: two in `don't`.
    pub runs: u16,
    /// Whether a phrase of boilerplate may stand in it.
    pub phrase: bool,
}

/// What the words of a line add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Words: pieces between white space with letters or digits.
    pub words: u16,
    /// Whether the first word with a letter begins with a capital.
    pub first_capital: Option<bool>,
    /// Words that count in a title.
    pub big: u16,
    /// Those of them that begin with a capital or a digit.
    pub big_capital: u16,
    /// Capital letters.
    pub upper: u16,
    /// Small letters.
    pub lower: u16,
    /// Pronouns and auxiliary verbs.
    pub running: u16,
    /// Stops behind which another word comes.
    pub inner_stops: u16,
}

/// Numbers of letters and digits, each in sixteen bits of its own.
#[derive(Clone, Copy, Default)]
struct Tally(u64);

impl Tally {
    const LOWER: u64 = 1;
    const UPPER: u64 = 1 << 16;
    const DIGIT: u64 = 1 << 32;
    /// Letters without case, digits of other scripts.
    const OTHER: u64 = 1 << 48;

    fn lower(self) -> u16 {
        self.0 as u16
    }

    fn upper(self) -> u16 {
        (self.0 >> 16) as u16
    }

    fn digits(self) -> u16 {
        (self.0 >> 32) as u16
    }

    fn length(self) -> u16 {
        let other = (self.0 >> 48) as u16;
        self.lower() + self.upper() + self.digits() + other
    }

    /// Whether there are letters and digits both, or what is not ASCII.
    fn is_mixed(self) -> bool {
        self.digits() > 0 && self.0 >> 32 << 32 != self.0
    }
}

/// Of each byte, what it adds to the tally; nothing for signs and white space, [`NOT_ASCII`] beyond ASCII.
static WEIGHTS: [u64; 256] = {
    let mut weights = [NOT_ASCII; 256];
    let mut byte = 0;
    while byte < 128 {
        weights[byte] = match byte as u8 {
            b'a'..=b'z' => Tally::LOWER,
            b'A'..=b'Z' => Tally::UPPER,
            b'0'..=b'9' => Tally::DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    weights
};

const NOT_ASCII: u64 = u64::MAX;

/// Of each ASCII character that is neither letter nor digit, the signs it stands for.
static SIGNS: [Signs; 128] = {
    let mut signs = [Signs(0); 128];
    let mut byte = 0;
    while byte < 128 {
        signs[byte] = Signs::of(byte as u8);
        byte += 1;
    }
    signs
};

/// A piece between white space, as far as it is read.
#[derive(Clone, Copy, Default)]
struct Piece {
    begun: bool,
    tally: Tally,
    /// Whether its first letter or digit is a capital or a digit.
    capital: bool,
    /// Number of words in it: two in `don't`.
    words: u32,
    /// What its last word may be.
    kinds: Kinds,
}

/// Reads the line at `span` of `text`.
pub(super) fn read(text: &str, span: Span) -> Scan {
    Reader::new(text, span).read()
}

struct Reader<'t> {
    text: &'t str,
    span: Span,
    at: usize,
    table: &'static Table,
    scan: Scan,
    piece: Piece,
    pieces: u32,
    /// What the word before may be.
    before: Kinds,
    /// Whether the last piece ends a sentence.
    stopped: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        Self {
            text,
            span,
            at: span.start,
            table: kinds::table(),
            scan: Scan::default(),
            piece: Piece::default(),
            pieces: 0,
            before: Kinds::default(),
            stopped: false,
        }
    }

    fn read(mut self) -> Scan {
        let bytes = &self.text.as_bytes()[..self.span.end];
        while let Some(&byte) = bytes.get(self.at) {
            match WEIGHTS[usize::from(byte)] {
                0 => self.sign(byte),
                NOT_ASCII if !self.is_letter() => self.other_sign(),
                _ => self.word(bytes),
            }
        }
        self.close();
        self.scan
    }

    /// Reads a run of letters and digits.
    #[inline]
    fn word(&mut self, bytes: &[u8]) {
        let start = self.at;
        let (mut at, mut tally, mut ascii) = (start, 0, true);
        while let Some(&byte) = bytes.get(at) {
            match WEIGHTS[usize::from(byte)] {
                0 => break,
                NOT_ASCII => {
                    let (weight, length) = weight_at(self.text, at);
                    if weight == 0 {
                        break;
                    }
                    ascii = false;
                    tally += weight;
                    at += length;
                }
                weight => {
                    tally += weight;
                    at += 1;
                }
            }
        }
        let tally = Tally(tally);
        let kinds = match ascii {
            true => self.table.of(self.text.as_bytes(), start, at),
            false => Kinds::OPEN,
        };
        self.at = at;
        self.take(start, tally, kinds);
    }

    /// Takes the word that was read from `start` on.
    #[inline]
    fn take(&mut self, start: usize, tally: Tally, kinds: Kinds) {
        let scan = &mut self.scan;
        scan.digits += tally.digits();
        scan.all |= kinds;
        scan.phrase |= kinds.any(Kinds::PHRASE)
            || kinds.any(Kinds::PHRASE_SECOND) && self.before.any(Kinds::PHRASE_FIRST);
        self.before = kinds;
        scan.runs += 1;
        if scan.runs == 1 {
            let open = if tally.is_mixed() { Kinds::OPEN } else { Kinds::default() };
            scan.first = kinds | open;
            if start == self.span.start {
                scan.start = scan.first;
            }
        }
        let piece = &mut self.piece;
        if piece.words == 0 {
            piece.capital = is_capital(self.text, start);
        }
        piece.begun = true;
        piece.words += 1;
        piece.kinds = kinds;
        piece.tally.0 += tally.0;
    }

    /// Takes an ASCII character that is neither letter nor digit.
    #[inline]
    fn sign(&mut self, byte: u8) {
        let bytes = self.text.as_bytes();
        match byte {
            b' ' | b'\t'..=b'\r' => self.close(),
            _ => self.piece.begun = true,
        }
        let next = bytes.get(self.at + 1);
        match byte {
            b' ' if bytes[..self.at].ends_with(b"  ") && self.at >= self.span.start + 2 => {
                self.scan.signs.add(Signs::GAP);
            }
            b'.' if next.is_some_and(u8::is_ascii_alphabetic) => {
                self.scan.signs.add(Signs::INNER_POINT)
            }
            _ => self.scan.signs.add(SIGNS[usize::from(byte)]),
        }
        self.at += 1;
    }

    /// Takes a character that is neither ASCII nor letter nor digit.
    fn other_sign(&mut self) {
        let c = self.text[self.at..].chars().next().unwrap_or_default();
        match c.is_whitespace() {
            true => self.close(),
            false => self.piece.begun = true,
        }
        if c == '§' {
            self.piece.kinds = Kinds::OPEN;
        }
        self.scan.signs.add(Signs::OFFER);
        self.at += c.len_utf8();
    }

    /// Whether a letter or digit that is not ASCII stands here.
    fn is_letter(&mut self) -> bool {
        let (weight, _) = weight_at(self.text, self.at);
        self.scan.signs.add(Signs::OFFER);
        weight > 0
    }

    /// Counts the piece that ends here.
    #[inline]
    fn close(&mut self) {
        if !self.piece.begun {
            return;
        }
        let piece = std::mem::take(&mut self.piece);
        self.pieces += 1;
        if self.pieces <= 2 {
            self.scan.early |= piece.kinds;
        }
        let counts = &mut self.scan.counts;
        let length = piece.tally.length();
        counts.inner_stops += u16::from(self.stopped && length > 0);
        self.stopped = length >= 4 && ends_sentence(&self.text.as_bytes()[..self.at]);
        if length == 0 {
            return;
        }
        counts.words += 1;
        let (upper, lower) = (piece.tally.upper(), piece.tally.lower());
        counts.upper += upper;
        counts.lower += lower;
        if upper + lower == 0 {
            return;
        }
        counts.first_capital.get_or_insert(piece.capital);
        let kinds = if piece.words == 1 { piece.kinds } else { Kinds::default() };
        counts.running += u16::from(kinds.any(Kinds::RUNNING));
        if !kinds.any(Kinds::SMALL) {
            counts.big += 1;
            counts.big_capital += u16::from(piece.capital);
        }
    }
}

/// What the character at `at` adds to the tally, and its length. It is not ASCII.
#[cold]
fn weight_at(text: &str, at: usize) -> (u64, usize) {
    let c = text[at..].chars().next().unwrap_or_default();
    let weight = match c {
        _ if is_general_punctuation(c) => 0,
        _ if c.is_uppercase() => Tally::UPPER,
        _ if c.is_lowercase() => Tally::LOWER,
        _ if c.is_alphanumeric() => Tally::OTHER,
        _ => 0,
    };
    (weight, c.len_utf8())
}

/// Whether the letter or digit at `at` is a capital or a digit.
#[inline]
fn is_capital(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => !byte.is_ascii_lowercase(),
        _ => {
            let first = text[at..].chars().next();
            first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        }
    }
}

/// Whether a piece of text ends as a sentence does.
#[inline]
fn ends_sentence(bytes: &[u8]) -> bool {
    match bytes.last() {
        Some(b'.' | b'!') => true,
        Some(b'"') => bytes.ends_with(b".\""),
        Some(0x9d) => bytes.ends_with(".”".as_bytes()),
        _ => false,
    }
}
