//! One pass over the characters of a short line: what its words add up to, and which tests it admits.

use super::kinds::{self, Kinds, Table, Word};
use super::letters::{Letters, Tally};
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
    /// `$`, `€`, `£`, `%`, `*`, `©`, `»`, `›`, a bar.
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
    /// Letters and digits.
    pub tally: Tally,
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
    /// Whether two words stand in it that may be boilerplate together.
    pub phrase: bool,
    /// Whether the first piece with a letter begins with a capital.
    pub first_capital: Option<bool>,
}

/// Numbers of words, each in ten bits of its own: a line of [`super::layout::LONGEST`] characters holds no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts(u64);

impl Counts {
    const MOST: u64 = (1 << 10) - 1;
    const WORD: u32 = 0;
    const BIG: u32 = 10;
    const BIG_CAPITAL: u32 = 20;
    const RUNNING: u32 = 30;
    const STOP: u32 = 40;
    const RUN: u32 = 50;

    #[inline(always)]
    fn add(&mut self, what: u32, holds: bool) {
        self.0 += u64::from(holds) << what;
    }

    #[inline(always)]
    fn get(self, what: u32) -> u32 {
        (self.0 >> what & Self::MOST) as u32
    }

    /// Pieces between white space that hold letters or digits.
    pub fn words(self) -> u32 {
        self.get(Self::WORD)
    }

    /// Words that count in a title.
    pub fn big(self) -> u32 {
        self.get(Self::BIG)
    }

    /// Those of them that begin with a capital or a digit.
    pub fn big_capital(self) -> u32 {
        self.get(Self::BIG_CAPITAL)
    }

    /// Pronouns and auxiliary verbs.
    pub fn running(self) -> u32 {
        self.get(Self::RUNNING)
    }

    /// Stops behind which another word comes.
    pub fn inner_stops(self) -> u32 {
        self.get(Self::STOP)
    }

    /// Runs of letters and digits: two in `don't`.
    #[inline(always)]
    pub fn runs(self) -> u32 {
        self.get(Self::RUN)
    }
}

/// What a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Space,
    Sign,
    NotAscii,
}

/// What each byte is.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::NotAscii; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
            b'\t'..=b'\r' | b' ' => Class::Space,
            _ => Class::Sign,
        };
        byte += 1;
    }
    classes
};

/// Of each ASCII character, the signs it stands for if it is neither letter nor digit.
static SIGNS: [Signs; 256] = {
    let mut signs = [Signs(0); 256];
    let mut byte = 0;
    while byte < 128 {
        signs[byte] = Signs::of(byte as u8);
        byte += 1;
    }
    signs
};

/// Reads a line of `text`, or its end: what stands at `span`, behind which no letter or digit may follow.
pub(super) fn read(text: &str, span: Span) -> Scan {
    let mut reader = Reader {
        text,
        bytes: &text.as_bytes()[..span.end],
        table: kinds::table(),
        start: span.start,
        at: span.start,
        before: Kinds::default(),
        pieces: 0,
        stopped: false,
        scan: Scan::default(),
    };
    while reader.skip_space() {
        reader.piece();
    }
    reader.scan
}

struct Reader<'t> {
    text: &'t str,
    /// Of the text, up to the end of the line.
    bytes: &'t [u8],
    table: &'static Table,
    start: usize,
    at: usize,
    /// What the word before may be.
    before: Kinds,
    /// Pieces between white space.
    pieces: u32,
    /// Whether the last piece ends a sentence.
    stopped: bool,
    scan: Scan,
}

impl Reader<'_> {
    #[inline(always)]
    fn class(&self) -> Option<(u8, Class)> {
        let &byte = self.bytes.get(self.at)?;
        Some((byte, CLASSES[usize::from(byte)]))
    }

    /// Goes to the start of the next piece, if there is one.
    #[inline(always)]
    fn skip_space(&mut self) -> bool {
        let mut blanks = 0;
        while let Some((byte, class)) = self.class() {
            let length = match class {
                Class::Space => 1,
                Class::NotAscii => space_at(self.text, self.at),
                _ => 0,
            };
            if length == 0 {
                return true;
            }
            self.at += length;
            blanks = if byte == b' ' { blanks + 1 } else { 0 };
            if byte != b' ' || blanks > 2 {
                self.scan.signs = self.scan.signs.or(gap(byte));
            }
        }
        false
    }

    /// Reads what stands between white space.
    #[inline(always)]
    fn piece(&mut self) {
        let before = self.scan.tally;
        let (mut words, mut first, mut kinds) = (0, self.at, Kinds::default());
        while let Some((byte, class)) = self.class() {
            let letter = match class {
                Class::Letter => true,
                Class::Space => break,
                Class::Sign => false,
                Class::NotAscii if space_at(self.text, self.at) > 0 => break,
                Class::NotAscii => letter_at(self.text, self.at).0 != Tally::default(),
            };
            if letter {
                first = if words == 0 { self.at } else { first };
                words += 1;
                kinds = self.word();
            } else {
                kinds = if byte == SECTION { Kinds::OPEN } else { kinds };
                self.sign(byte);
            }
        }
        if self.pieces < 2 {
            self.pieces += 1;
            self.scan.early |= kinds;
        }
        let tally = self.scan.tally.since(before);
        let stops = ends_sentence(&self.bytes[..self.at]) && tally.length() >= 4;
        let stopped = std::mem::replace(&mut self.stopped, stops);
        if words > 0 {
            self.scan.counts.add(Counts::STOP, stopped);
            self.scan.counts.add(Counts::WORD, true);
            let kinds = if words == 1 { kinds } else { Kinds::default() };
            if tally.is_cased() {
                self.count(first, kinds);
            }
        }
    }

    /// Reads a run of letters and digits.
    #[inline(always)]
    fn word(&mut self) -> Kinds {
        let start = self.at;
        let mut tally = Tally::default();
        let mut word = Some(Word::default());
        let mut eighths = 0;
        loop {
            let letters = Letters::at(self.text.as_bytes(), self.at);
            tally = tally.plus(letters.tally());
            self.at += letters.length();
            word = match eighths {
                0 => Some(Word(letters.small(), 0)),
                1 => word.map(|word| Word(word.0, letters.small())),
                _ => word.filter(|_| letters.length() == 0),
            };
            eighths += 1;
            if letters.length() == 8 {
                continue;
            }
            if !self.bytes.get(self.at).is_some_and(|byte| !byte.is_ascii()) {
                break;
            }
            let (letter, length) = letter_at(self.text, self.at);
            if letter == Tally::default() {
                break;
            }
            tally = tally.plus(letter);
            self.at += length;
            // Whatever follows, the table cannot answer for it.
            word = None;
            eighths = 2;
        }
        let kinds = match word {
            Some(word) => self.table.of(word),
            None => long_word(&self.bytes[start..self.at]),
        };
        self.take(start, tally, kinds);
        kinds
    }

    #[inline(always)]
    fn take(&mut self, start: usize, tally: Tally, kinds: Kinds) {
        let scan = &mut self.scan;
        scan.tally = scan.tally.plus(tally);
        scan.phrase |= kinds.any(Kinds::PHRASE_SECOND) && self.before.any(Kinds::PHRASE_FIRST)
            || kinds.any(Kinds::PHRASE_WEAK) && scan.all.any(Kinds::PHRASE_WEAK);
        scan.all |= kinds;
        self.before = kinds;
        if scan.counts.runs() == 0 {
            let open = if tally.digits() > 0 && tally.is_cased() { Kinds::OPEN } else { Kinds::default() };
            scan.first = kinds | open;
            if start == self.start {
                scan.start = scan.first;
            }
        }
        scan.counts.add(Counts::RUN, true);
    }

    /// Takes a character that is neither letter nor digit nor white space.
    #[inline(always)]
    fn sign(&mut self, byte: u8) {
        let (sign, length) = match byte.is_ascii() {
            true => (SIGNS[usize::from(byte)], 1),
            false => sign_at(self.text, self.at),
        };
        let signs = &mut self.scan.signs;
        *signs = signs.or(sign);
        self.at += length;
        let next = self.bytes.get(self.at);
        if byte == b'.' && next.is_some_and(u8::is_ascii_alphabetic) {
            *signs = signs.or(Signs::INNER_POINT);
        }
    }

    /// Counts a piece that has a letter, and whose first letter or digit stands at `first`.
    #[inline(always)]
    fn count(&mut self, first: usize, kinds: Kinds) {
        let capital = is_capital(self.text, first);
        let scan = &mut self.scan;
        if scan.first_capital.is_none() {
            scan.first_capital = Some(capital);
        }
        let big = !kinds.any(Kinds::SMALL);
        scan.counts.add(Counts::RUNNING, kinds.any(Kinds::RUNNING));
        scan.counts.add(Counts::BIG, big);
        scan.counts.add(Counts::BIG_CAPITAL, big & capital);
    }
}

/// The signs for white space other than one or two blanks.
#[cold]
fn gap(byte: u8) -> Signs {
    match byte {
        b' ' => Signs::GAP,
        _ => SIGNS[usize::from(byte)],
    }
}

/// What a word may be of which it is known that it is long or not ASCII.
#[cold]
fn long_word(word: &[u8]) -> Kinds {
    match word.is_ascii() {
        true => Kinds::default(),
        false => Kinds::OPEN,
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
fn letter_at(text: &str, at: usize) -> (Tally, usize) {
    let c = text[at..].chars().next().unwrap_or_default();
    let tally = match c {
        _ if is_general_punctuation(c) => Tally::default(),
        _ if c.is_uppercase() => Tally::UPPER,
        _ if c.is_lowercase() => Tally::LOWER,
        _ if c.is_alphanumeric() => Tally::OTHER,
        _ => Tally::default(),
    };
    (tally, c.len_utf8())
}

/// Which signs the character at `at` stands for, and its length. It is neither ASCII nor letter nor digit.
#[cold]
fn sign_at(text: &str, at: usize) -> (Signs, usize) {
    let c = text[at..].chars().next().unwrap_or_default();
    let offer = matches!(c, '€' | '£' | '©' | '»' | '›');
    let signs = if offer { Signs::OFFER } else { Signs::default() };
    (signs, c.len_utf8())
}

/// Whether the letter or digit at `at` is a capital or a digit.
#[inline(always)]
fn is_capital(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => byte < b'a',
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

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(line: &str) -> Scan {
        read(line, Span::new(0, line.len()))
    }

    #[test]
    fn words_are_counted() {
        let found = scan("The UN's war of 1914–1918 was over. Nobody won");
        let counts = found.counts;
        assert_eq!((counts.words(), counts.runs()), (9, 11));
        assert_eq!((counts.big(), counts.big_capital()), (5, 2));
        assert_eq!((counts.running(), counts.inner_stops()), (1, 1));
        assert_eq!((found.tally.upper(), found.tally.digits()), (4, 8));
        assert_eq!(found.first_capital, Some(true));
    }

    #[test]
    fn signs_are_noted() {
        let cases = [
            ("a   b", Signs::GAP),
            ("a\tb", Signs::GAP),
            ("www.a", Signs::INNER_POINT),
            ("a (b", Signs::BRACKET),
            ("a: b", Signs::COLON),
            ("5 €", Signs::OFFER),
            ("a – é", Signs::default()),
        ];
        for (line, signs) in cases {
            assert_eq!(scan(line).signs, signs, "{line}");
        }
        assert_eq!(scan("a  b. c").signs, Signs::default());
    }

    #[test]
    fn the_first_words_are_told_apart() {
        assert!(scan("Figure 3").start.any(Kinds::LABEL));
        let quoted = scan("“Figure 3”");
        assert!(quoted.first.any(Kinds::LABEL) && !quoted.start.any(Kinds::LABEL));
        assert!(scan("Fig3 shows").start.any(Kinds::OPEN));
        assert!(scan("FEDERALIST No. 12").early.any(Kinds::NUMBERING));
        assert!(scan("Place your order now").phrase);
        assert!(!scan("Order is now restored").phrase);
    }
}
