//! One pass over the characters of a short line.
//!
//! Plain ASCII, which most lines are, is read sixty-four characters at once as bits ([`Masks`]); a piece with other
//! characters is read character by character, with the same result.

use super::kinds::{self, Kinds, Table, Word};
use super::masks::{self, Masks, Part, Words};
use super::scan::{Counts, Scan, Signs};
use super::words::is_general_punctuation;
use crate::span::Span;

/// Of each ASCII character, the signs it stands for if it is neither letter nor digit.
static SIGNS: [Signs; 128] = {
    let mut signs = [Signs::of(0); 128];
    let mut byte = 0;
    while byte < 128 {
        signs[byte] = Signs::of(byte as u8);
        byte += 1;
    }
    signs
};

/// Reads a line of `text`, or its end: what stands at `span`.
pub(super) fn read(text: &str, span: Span) -> Scan {
    let mut reader = Reader::new(text, span);
    while reader.at < span.end {
        if !reader.read_plain() {
            reader.read_one();
        }
    }
    reader.scan
}

struct Reader<'t> {
    text: &'t str,
    table: &'static Table,
    span: Span,
    at: usize,
    /// What the word before may be.
    before: Kinds,
    /// Pieces between white space, two at most.
    pieces: u32,
    /// Whether the last piece ends a sentence.
    stopped: bool,
    scan: Scan,
}

/// A piece between white space.
#[derive(Clone, Copy, Default)]
struct Piece {
    words: u32,
    /// What the last word may be.
    kinds: Kinds,
    /// Letters and digits.
    length: u32,
    /// Whether there is a letter that has a case.
    cased: bool,
    /// Whether the first letter or digit is a capital or a digit.
    capital: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        Self {
            text,
            table: kinds::table(),
            span,
            at: span.start,
            before: Kinds::default(),
            pieces: 0,
            stopped: false,
            scan: Scan::default(),
        }
    }

    /// Reads the pieces that stand here and are plain ASCII, if there is one: most lines are read by this at once.
    #[inline(always)]
    fn read_plain(&mut self) -> bool {
        let masks = Masks::of(self.text.as_bytes(), self.at, self.span.end);
        let Some(masks) = masks.whole_pieces(self.at + masks.length() == self.span.end) else {
            return false;
        };
        let words = masks.words();
        let (capitals, digits) = (masks.capitals.count_ones(), masks.digits.count_ones());
        let scan = &mut self.scan;
        scan.upper += capitals;
        scan.digits += digits;
        scan.lower += masks.letters.count_ones() - capitals - digits;
        scan.signs = scan.signs.or(Signs::GAP.when(masks.has_gap()));
        let starts_big = masks.capitals | masks.digits;
        if scan.first_capital.is_none() && words.cased != 0 {
            scan.first_capital = Some(starts_big & masks::lowest(words.cased) != 0);
        }
        let (small, running) = self.plain_words(&masks, words);
        let big = words.cased & !small;
        let counts = &mut self.scan.counts;
        counts.add(Counts::BIG, big.count_ones());
        counts.add(Counts::BIG_CAPITAL, (big & starts_big).count_ones());
        counts.add(Counts::RUNNING, running.count_ones());
        counts.add(Counts::WORD, words.first.count_ones());
        self.plain_signs(&masks);
        self.at += masks.length();
        true
    }

    /// Looks up each word; gives the bits of those that stand alone and are small, or running.
    #[inline(always)]
    fn plain_words(&mut self, masks: &Masks, words: Words) -> (u64, u64) {
        let bytes = self.text.as_bytes();
        let (mut small, mut running) = (0, 0);
        let early = masks.before_piece(2 - self.pieces.min(2));
        for run in masks::runs(masks.letters) {
            let at = self.at + masks::start(run);
            let word = Word::at(bytes, at, masks::length(run));
            let kinds = word.map_or(Kinds::default(), |word| self.table.of(word));
            let bit = masks::lowest(run);
            if self.scan.counts.runs() == 0 {
                let mixed = masks.digits & run != 0 && run & !masks.digits != 0;
                self.take_first(at, kinds, mixed);
            }
            if kinds != Kinds::default() {
                self.take(kinds);
                let alone = kinds.when(bit & words.alone != 0);
                small |= if alone.any(Kinds::SMALL) { bit } else { 0 };
                running |= if alone.any(Kinds::RUNNING) { bit } else { 0 };
                self.scan.early |= kinds.when(bit & early != 0);
            }
            self.before = kinds;
            self.scan.counts.add(Counts::RUN, 1);
        }
        self.pieces = 2.min(self.pieces + masks.number_of_pieces());
        (small & words.cased, running & words.cased)
    }

    /// Takes the signs, and counts those that end a sentence with another word behind it.
    #[inline(always)]
    fn plain_signs(&mut self, masks: &Masks) {
        let bytes = self.text.as_bytes();
        let stopped = std::mem::take(&mut self.stopped);
        self.scan.counts.add(
            Counts::STOP,
            u32::from(stopped && masks.piece_from(0).is_word()),
        );
        for at in masks::bits(masks.signs()) {
            self.sign(bytes[self.at + at], masks.is_letter(at + 1));
            if !masks.is_last(at) || !ends_sentence(&bytes[..self.at + at + 1]) {
                continue;
            }
            let stops = masks.piece_to(at).letters() >= 4;
            match masks.piece_from(at + 1) {
                Part::NONE => self.stopped = stops,
                next => self
                    .scan
                    .counts
                    .add(Counts::STOP, u32::from(stops && next.is_word())),
            }
        }
    }

    /// Reads one piece, or white space, character by character.
    #[cold]
    fn read_one(&mut self) {
        let (mut piece, mut word) = (Piece::default(), None);
        let start = self.at;
        let line = &self.text[start..self.span.end];
        let space = |c: char| c.is_whitespace();
        let ink = line.find(space).unwrap_or(line.len());
        for (at, c) in line[..ink].char_indices() {
            match (c.is_alphanumeric() && !is_general_punctuation(c), word) {
                (true, None) => word = Some(at),
                (false, Some(from)) => {
                    self.wide_word(&mut piece, start + from, start + at);
                    word = None;
                }
                _ => {}
            }
            if word.is_none() {
                let behind = line
                    .as_bytes()
                    .get(at + 1)
                    .is_some_and(u8::is_ascii_alphabetic);
                match u8::try_from(c) {
                    Ok(byte) if byte.is_ascii() => self.sign(byte, behind),
                    _ => self.wide_sign(c),
                }
            }
        }
        if let Some(from) = word {
            self.wide_word(&mut piece, start + from, start + ink);
        }
        self.at = start + ink;
        if ink > 0 {
            self.close(piece, ends_sentence(&line.as_bytes()[..ink]));
        }
        self.skip_space();
    }

    /// Takes the word at `start..end`, of any script.
    fn wide_word(&mut self, piece: &mut Piece, start: usize, end: usize) {
        let word = &self.text[start..end];
        let upper = word.chars().filter(|c| c.is_uppercase()).count() as u32;
        let lower = word.chars().filter(|c| c.is_lowercase()).count() as u32;
        let digits = word.bytes().filter(u8::is_ascii_digit).count() as u32;
        self.scan.upper += upper;
        self.scan.lower += lower;
        self.scan.digits += digits;
        if piece.words == 0 {
            let first = word.chars().next();
            piece.capital = first.is_some_and(|c| c.is_uppercase() || c.is_numeric());
        }
        piece.kinds = match word.is_ascii() {
            true => Word::at(self.text.as_bytes(), start, end - start)
                .map_or(Kinds::default(), |word| self.table.of(word)),
            false => Kinds::OPEN,
        };
        piece.words += 1;
        piece.length += word.chars().count() as u32;
        piece.cased |= upper + lower > 0;
        if self.scan.counts.runs() == 0 {
            self.take_first(start, piece.kinds, digits > 0 && upper + lower > 0);
        }
        self.take(piece.kinds);
        self.take_early(piece.kinds);
        self.before = piece.kinds;
        self.scan.counts.add(Counts::RUN, 1);
    }

    fn wide_sign(&mut self, c: char) {
        match c {
            '€' | '£' | '©' | '»' | '›' => {
                self.scan.signs = self.scan.signs.or(Signs::OFFER)
            }
            '§' => self.take_early(Kinds::OPEN),
            _ => {}
        }
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..self.span.end];
        let mut blanks = 0;
        for c in rest.chars().take_while(|c| c.is_whitespace()) {
            blanks = if c == ' ' { blanks + 1 } else { 0 };
            let gap = blanks >= 3 || c == '\t';
            self.scan.signs = self.scan.signs.or(Signs::GAP.when(gap));
            self.at += c.len_utf8();
        }
    }

    /// Takes the first word, which starts at `start`, and whether it is of letters and digits both.
    #[inline(always)]
    fn take_first(&mut self, start: usize, kinds: Kinds, mixed: bool) {
        let scan = &mut self.scan;
        scan.first = kinds | Kinds::OPEN.when(mixed);
        if start == self.span.start {
            scan.start = scan.first;
        }
    }

    /// Takes what a word may be.
    #[inline(always)]
    fn take(&mut self, kinds: Kinds) {
        let scan = &mut self.scan;
        scan.phrase |= kinds.any(Kinds::PHRASE_SECOND) && self.before.any(Kinds::PHRASE_FIRST)
            || kinds.any(Kinds::PHRASE_WEAK) && scan.all.any(Kinds::PHRASE_WEAK);
        scan.all |= kinds;
    }

    /// Takes what stands in the first two pieces.
    fn take_early(&mut self, kinds: Kinds) {
        if self.pieces < 2 {
            self.scan.early |= kinds;
        }
    }

    /// Takes an ASCII character that is neither letter nor digit, and whether a letter stands right behind it.
    #[inline(always)]
    fn sign(&mut self, byte: u8, before_letter: bool) {
        let inner = byte == b'.' && before_letter;
        let signs = SIGNS[usize::from(byte & 0x7f)];
        let inner = Signs::INNER_POINT.when(inner);
        self.scan.signs = self.scan.signs.or(signs).or(inner);
    }

    /// Counts a piece, and whether it ends as a sentence does.
    fn close(&mut self, piece: Piece, stops: bool) {
        self.pieces = 2.min(self.pieces + 1);
        let scan = &mut self.scan;
        let stopped = std::mem::replace(&mut self.stopped, stops && piece.length >= 4);
        if piece.words == 0 {
            return;
        }
        scan.counts.add(Counts::STOP, u32::from(stopped));
        scan.counts.add(Counts::WORD, 1);
        if !piece.cased {
            return;
        }
        if scan.first_capital.is_none() {
            scan.first_capital = Some(piece.capital);
        }
        let kinds = piece.kinds.when(piece.words == 1);
        let big = !kinds.any(Kinds::SMALL);
        scan.counts
            .add(Counts::RUNNING, u32::from(kinds.any(Kinds::RUNNING)));
        scan.counts.add(Counts::BIG, u32::from(big));
        scan.counts
            .add(Counts::BIG_CAPITAL, u32::from(big && piece.capital));
    }
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
    use proptest::prelude::*;

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
        assert_eq!((found.upper, found.digits), (4, 8));
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

    /// The same, character by character.
    fn read_slowly(line: &str) -> Scan {
        let mut reader = Reader::new(line, Span::new(0, line.len()));
        while reader.at < line.len() {
            reader.read_one();
        }
        reader.scan
    }

    proptest! {
        #[test]
        fn bits_and_characters_give_the_same(line in "([ -~]{0,9}|the | Order now|1[.]|don't|   |[.]”|\t|é|§ ){0,24}") {
            let line = line.trim();
            prop_assert_eq!(scan(line), read_slowly(line));
        }
    }
}
