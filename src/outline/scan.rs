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

    /// These signs and another.
    #[inline]
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

    /// Whether there is a letter that has a case.
    fn is_cased(self) -> bool {
        self.0 as u32 > 0
    }

    /// What was counted since `before`.
    fn since(self, before: Self) -> Self {
        Self(self.0 - before.0)
    }
}

/// What a byte is that is neither letter nor digit.
const SIGN: u64 = 0;
const SPACE: u64 = u64::MAX - 1;
const NOT_ASCII: u64 = u64::MAX;

/// Of each ASCII letter and digit, what it adds to a tally; of each other byte, what it is.
static WEIGHTS: [u64; 256] = {
    let mut weights = [NOT_ASCII; 256];
    let mut byte = 0;
    while byte < 128 {
        weights[byte] = match byte as u8 {
            b'a'..=b'z' => Tally::LOWER,
            b'A'..=b'Z' => Tally::UPPER,
            b'0'..=b'9' => Tally::DIGIT,
            b'\t'..=b'\r' | b' ' => SPACE,
            _ => SIGN,
        };
        byte += 1;
    }
    weights
};

/// Of each byte, the signs it stands for if it is neither letter nor digit.
static SIGNS: [Signs; 256] = {
    let mut signs = [Signs::OFFER; 256];
    let mut byte = 0;
    while byte < 128 {
        signs[byte] = Signs::of(byte as u8);
        byte += 1;
    }
    signs
};

/// Reads the line at `span` of `text`.
pub(super) fn read(text: &str, span: Span) -> Scan {
    let mut reader = Reader {
        text,
        bytes: &text.as_bytes()[..span.end],
        table: kinds::table(),
        start: span.start,
        at: span.start,
        tally: Tally::default(),
        before: Kinds::default(),
        pieces: 0,
        stopped: false,
        scan: Scan::default(),
    };
    while reader.skip_space() {
        reader.piece();
    }
    let (mut scan, tally) = (reader.scan, reader.tally);
    scan.digits = tally.digits();
    scan.phrase |= scan.all.any(Kinds::PHRASE);
    scan.counts.upper = tally.upper();
    scan.counts.lower = tally.lower();
    scan
}

struct Reader<'t> {
    text: &'t str,
    /// Of the text, up to the end of the line.
    bytes: &'t [u8],
    table: &'static Table,
    start: usize,
    at: usize,
    /// Letters and digits up to here.
    tally: Tally,
    /// What the word before may be.
    before: Kinds,
    /// Pieces between white space.
    pieces: u32,
    /// Whether the last piece ends a sentence.
    stopped: bool,
    scan: Scan,
}

/// The last word of a piece.
#[derive(Clone, Copy, Default)]
struct Word {
    start: usize,
    kinds: Kinds,
}

impl Reader<'_> {
    /// Goes to the start of the next piece, if there is one.
    #[inline(always)]
    fn skip_space(&mut self) -> bool {
        let mut blanks = 0;
        loop {
            let Some(&byte) = self.bytes.get(self.at) else {
                return false;
            };
            let length = match WEIGHTS[usize::from(byte)] {
                SPACE => 1,
                NOT_ASCII => space_at(self.text, self.at),
                _ => return true,
            };
            if length == 0 {
                return true;
            }
            self.at += length;
            blanks = if byte == b' ' { blanks + 1 } else { 0 };
            let gap = if blanks >= 3 { Signs::GAP } else { Signs::default() };
            self.scan.signs = self.scan.signs.or(SIGNS[usize::from(byte)]).or(gap);
        }
    }

    /// Reads what stands between white space.
    #[inline(always)]
    fn piece(&mut self) {
        let before = self.tally;
        let (mut words, mut first, mut last) = (0, self.at, Word::default());
        while let Some(&byte) = self.bytes.get(self.at) {
            let weight = WEIGHTS[usize::from(byte)];
            let letter = match weight {
                SPACE => break,
                SIGN => false,
                NOT_ASCII if space_at(self.text, self.at) > 0 => break,
                NOT_ASCII => weight_at(self.text, self.at).0 > 0,
                _ => true,
            };
            if letter {
                last = self.word();
                words += 1;
                first = if words == 1 { last.start } else { first };
            } else {
                last.kinds = if byte == SECTION { Kinds::OPEN } else { last.kinds };
                self.sign(byte);
            }
        }
        self.pieces += 1;
        if self.pieces <= 2 {
            self.scan.early |= last.kinds;
        }
        let tally = self.tally.since(before);
        let stopped = std::mem::replace(
            &mut self.stopped,
            ends_sentence(&self.bytes[..self.at]) && tally.length() >= 4,
        );
        if words > 0 {
            let kinds = if words == 1 { last.kinds } else { Kinds::default() };
            self.scan.counts.inner_stops += u16::from(stopped);
            self.count(first, tally, kinds);
        }
    }

    /// Reads a run of letters and digits.
    #[inline(always)]
    fn word(&mut self) -> Word {
        let (start, before) = (self.at, self.tally);
        let mut ascii = true;
        while let Some(&byte) = self.bytes.get(self.at) {
            let weight = WEIGHTS[usize::from(byte)];
            if weight.wrapping_sub(1) < SPACE - 1 {
                self.tally.0 += weight;
                self.at += 1;
                continue;
            }
            if weight != NOT_ASCII {
                break;
            }
            let (weight, length) = weight_at(self.text, self.at);
            if weight == 0 {
                break;
            }
            ascii = false;
            self.tally.0 += weight;
            self.at += length;
        }
        let kinds = match ascii {
            true => self.table.of(self.text.as_bytes(), start, self.at),
            false => Kinds::OPEN,
        };
        let scan = &mut self.scan;
        scan.all |= kinds;
        scan.phrase |= kinds.any(Kinds::PHRASE_SECOND) && self.before.any(Kinds::PHRASE_FIRST);
        self.before = kinds;
        scan.runs += 1;
        if scan.runs == 1 {
            let digits = self.tally.since(before).digits() > 0;
            scan.first = kinds | if digits { Kinds::OPEN } else { Kinds::default() };
            if start == self.start {
                scan.start = scan.first;
            }
        }
        if !ascii {
            scan.signs = scan.signs.or(Signs::OFFER);
        }
        Word { start, kinds }
    }

    /// Takes a character that is neither letter nor digit nor white space.
    #[inline(always)]
    fn sign(&mut self, byte: u8) {
        let signs = &mut self.scan.signs;
        *signs = signs.or(SIGNS[usize::from(byte)]);
        self.at += if byte.is_ascii() { 1 } else { weight_at(self.text, self.at).1 };
        let next = self.bytes.get(self.at);
        if byte == b'.' && next.is_some_and(u8::is_ascii_alphabetic) {
            *signs = signs.or(Signs::INNER_POINT);
        }
    }

    /// Counts a piece whose first letter or digit stands at `first`.
    #[inline(always)]
    fn count(&mut self, first: usize, tally: Tally, kinds: Kinds) {
        let counts = &mut self.scan.counts;
        counts.words += 1;
        if !tally.is_cased() {
            return;
        }
        let capital = is_capital(self.text, first);
        counts.first_capital.get_or_insert(capital);
        counts.running += u16::from(kinds.any(Kinds::RUNNING));
        let big = !kinds.any(Kinds::SMALL);
        counts.big += u16::from(big);
        counts.big_capital += u16::from(big && capital);
    }
}

/// The first byte of `§`, and of a few others.
const SECTION: u8 = 0xc2;

/// Length of the white space at `at`, which is not ASCII; 0 if something else stands there.
#[cold]
fn space_at(text: &str, at: usize) -> usize {
    let c = text[at..].chars().next().unwrap_or_default();
    if c.is_whitespace() { c.len_utf8() } else { 0 }
}

/// What the character at `at` adds to a tally, and its length. It is not ASCII.
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
#[inline(always)]
fn is_capital(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => !byte.is_ascii_lowercase(),
        _ => is_wide_capital(text, at),
    }
}

#[cold]
fn is_wide_capital(text: &str, at: usize) -> bool {
    let first = text[at..].chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Whether a piece of text ends as a sentence does.
#[inline(always)]
fn ends_sentence(bytes: &[u8]) -> bool {
    match bytes.last() {
        Some(b'.' | b'!') => true,
        Some(b'"') => bytes.ends_with(b".\""),
        Some(0x9d) => bytes.ends_with(".”".as_bytes()),
        _ => false,
    }
}
