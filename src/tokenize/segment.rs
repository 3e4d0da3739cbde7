//! Segments between the word boundaries of UAX #29, and what each one is made of.
//!
//! The scanner is exact: it finds every boundary of the standard and no other (the tests hold it to
//! unicode-segmentation). ASCII letters, the bulk of English prose, go through a tight loop; whatever else comes up is
//! judged by [`Scanner::rest`], rule by rule.

use super::classes::{ASCII, Class, Classes};

/// What a segment is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// White space within a line.
    Space,
    /// One line break.
    LineBreak,
    /// At least one letter.
    Word,
    /// Digits without a letter.
    Number,
    /// A punctuation mark.
    Punctuation,
    /// A symbol, an emoji.
    Symbol,
    /// Nothing visible: a control character, a lone soft hyphen.
    Invisible,
}

/// One segment of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) shape: Shape,
    /// Whether it is a word that no tailoring looks at: no sign inside, none that matters behind it.
    pub(super) plain: bool,
}

/// Finds the segments of one text.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    classes: &'static Classes,
    narrow_spaces: bool,
}

/// The narrow no-break space.
const NARROW_SPACE: u32 = 0x202F;

/// What the rules must know of the characters before a position.
struct State {
    /// Class of the last character, those that extend it left out (rule WB4).
    last: Class,
    /// Whether a character that extends came behind it.
    extended: bool,
    /// Whether the very last character is a zero width joiner.
    joiner: bool,
    /// Whether the last character is the second of a pair of regional indicators.
    paired: bool,
    letter: bool,
    /// Whether a sign inside joins two characters.
    across: bool,
}

impl<'t> Scanner<'t> {
    /// For one text; with `narrow_spaces`, narrow no-break spaces divide all but digits.
    pub(super) fn new(text: &'t str, narrow_spaces: bool) -> Self {
        Self {
            bytes: text.as_bytes(),
            classes: Classes::get(),
            narrow_spaces,
        }
    }

    /// The segment that starts at `start`, a boundary before the end of the text.
    #[inline]
    pub(super) fn segment_at(&self, start: usize) -> Segment {
        let end = self.letters_end(start);
        let shape = Shape::Word;
        if end > start && self.ends_plain(end) {
            let plain = true;
            return Segment {
                start,
                end,
                shape,
                plain,
            };
        }
        self.other_segment(start, end)
    }

    /// Whether a word of letters that ends at `end` ends there for certain, and no tailoring looks at what follows.
    #[inline]
    fn ends_plain(&self, end: usize) -> bool {
        match self.bytes.get(end) {
            None | Some(b' ' | b',' | b'\n' | b'-' | b')' | b';') => true,
            Some(b'.') => matches!(self.bytes.get(end + 1), None | Some(b' ' | b'\n')),
            _ => false,
        }
    }

    /// The end of the run of ASCII letters from `at` on.
    #[inline]
    fn letters_end(&self, mut at: usize) -> usize {
        while let Some(bytes) = self.bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let letters = leading_letters(bytes);
            at += letters;
            if letters < 16 {
                return at;
            }
        }
        while self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
        }
        at
    }

    /// The segment that starts at `start` with ASCII letters up to `at`.
    fn other_segment(&self, start: usize, at: usize) -> Segment {
        let (first, behind) = match at > start {
            true => (Class::Letter, at),
            false => {
                let (first, len) = self.char_at(start);
                (first, start + len)
            }
        };
        let alone = first.stands_alone() && self.bytes.get(behind).is_some_and(u8::is_ascii);
        let (end, state) = match first {
            Class::Cr if self.bytes.get(behind) == Some(&b'\n') => {
                (behind + 1, State::behind(first))
            }
            Class::Cr | Class::Lf | Class::Newline => (behind, State::behind(first)),
            _ if alone => (behind, State::behind(first)),
            _ => self.rest(behind, State::behind(first)),
        };
        // Characters from U+3000 to U+DFFF: no sign that a tailoring looks at is among them.
        let eastern = matches!(self.bytes.get(end), Some(0xE3..=0xED));
        Segment {
            start,
            end,
            shape: shape(first, state.letter, &self.bytes[start..end]),
            plain: state.letter && !state.across && (eastern || self.ends_plain(end)),
        }
    }

    /// The end of a segment of which everything before `at` is read, and what is known of it then.
    fn rest(&self, mut at: usize, mut state: State) -> (usize, State) {
        while at < self.bytes.len() {
            let (class, len) = self.char_at(at);
            if class == Class::Letter && state.last == Class::Letter {
                // WB5, by far the most frequent.
                (state.extended, state.joiner) = (false, false);
            } else if class.is_extend() {
                // WB4
                state.extended = true;
                state.joiner = class == Class::Zwj;
            } else if state.joiner && class.is_pictograph() || state.joins(class) {
                state.advance(class);
            } else if let Some(next) = self.joins_across(&state, class, at + len) {
                let (class, len) = self.char_at(next);
                state.advance(class);
                state.across = true;
                at = next + len;
                continue;
            } else if state.last == Class::HebrewLetter && class == Class::SingleQuote {
                // WB7a
                state.advance(class);
            } else {
                break;
            }
            at += len;
        }
        (at, state)
    }

    /// Where the character stands that a sign of class `sign` joins to the one before it, if the two allow that
    /// (rules WB6, WB7, WB7b, WB7c, WB11 and WB12). `after` is the position behind the sign.
    fn joins_across(&self, state: &State, sign: Class, after: usize) -> Option<usize> {
        use Class::{
            DoubleQuote, HebrewLetter, MidLetter, MidNum, MidNumLet, Numeric, SingleQuote,
        };
        let across = match state.last {
            Numeric => matches!(sign, MidNum | MidNumLet | SingleQuote),
            HebrewLetter if sign == DoubleQuote => true,
            last => last.is_letter() && matches!(sign, MidLetter | MidNumLet | SingleQuote),
        };
        if !across {
            return None;
        }
        let mut next = after;
        while next < self.bytes.len() {
            let (class, len) = self.char_at(next);
            if !class.is_extend() {
                let fits = match state.last {
                    Numeric => class == Numeric,
                    _ if sign == DoubleQuote => class == HebrewLetter,
                    _ => class.is_letter(),
                };
                return fits.then_some(next);
            }
            next += len;
        }
        None
    }

    /// The class and length of the character at `at`, which must be before the end of the text.
    #[inline]
    fn char_at(&self, at: usize) -> (Class, usize) {
        let byte = |n: usize| u32::from(self.bytes.get(at + n).copied().unwrap_or(0));
        let tail = |n: usize| byte(n) & 0x3F;
        match byte(0) {
            first @ ..0x80 => (ASCII[first as usize], 1),
            first @ ..0xE0 => (self.classes.of((first & 0x1F) << 6 | tail(1)), 2),
            first @ ..0xF0 => {
                let code = (first & 0xF) << 12 | tail(1) << 6 | tail(2);
                match code {
                    NARROW_SPACE if self.narrow_spaces => (Class::MidNum, 3),
                    _ => (self.classes.of(code), 3),
                }
            }
            first => {
                let code = (first & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
                (self.classes.of(code), 4)
            }
        }
    }
}

impl State {
    fn behind(class: Class) -> Self {
        Self {
            last: class,
            extended: false,
            joiner: class == Class::Zwj,
            paired: false,
            letter: holds_letter(class),
            across: false,
        }
    }

    fn advance(&mut self, class: Class) {
        self.paired = class == Class::RegionalIndicator;
        self.letter |= holds_letter(class);
        self.last = class;
        self.extended = false;
        self.joiner = false;
    }

    /// Whether no boundary stands between the last character and one of class `next`, both taken alone (rules WB3d,
    /// WB5, WB8 to WB10, WB13 to WB16).
    #[inline]
    fn joins(&self, next: Class) -> bool {
        use Class::{ExtendNumLet, Katakana, Numeric, RegionalIndicator, Space};
        match self.last {
            Space => next == Space && !self.extended,
            Numeric => next.is_letter() || matches!(next, Numeric | ExtendNumLet),
            Katakana => matches!(next, Katakana | ExtendNumLet),
            ExtendNumLet => next.is_letter() || matches!(next, Numeric | Katakana | ExtendNumLet),
            RegionalIndicator => next == RegionalIndicator && !self.paired,
            last => {
                last.is_letter() && (next.is_letter() || matches!(next, Numeric | ExtendNumLet))
            }
        }
    }
}

/// The number of ASCII letters at the start of sixteen bytes, found without a branch.
#[inline]
fn leading_letters(bytes: &[u8; 16]) -> usize {
    let bytes = u128::from_le_bytes(*bytes);
    let (low, high) = (non_letters(bytes as u64), non_letters((bytes >> 64) as u64));
    let others = u128::from(high) << 64 | u128::from(low);
    (others.trailing_zeros() / 8) as usize
}

/// The high bit of each of eight bytes that is no ASCII letter.
#[inline]
fn non_letters(bytes: u64) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ONES: u64 = 0x0101_0101_0101_0101;
    // Each byte in lower case and below 128, then raised so that its high bit tells "at least a" and "above z".
    let lower = (bytes | (0x20 * ONES)) & !HIGH;
    let at_least_a = lower + (0x80 - u64::from(b'a')) * ONES;
    let above_z = lower + (0x7F - u64::from(b'z')) * ONES;
    !(at_least_a & !above_z & !bytes) & HIGH
}

fn holds_letter(class: Class) -> bool {
    class.is_letter() || matches!(class, Class::Katakana | Class::Ideograph)
}

fn shape(first: Class, letter: bool, bytes: &[u8]) -> Shape {
    match first {
        _ if letter => Shape::Word,
        Class::Numeric | Class::Quantity => Shape::Number,
        Class::Space | Class::Blank => Shape::Space,
        Class::Cr | Class::Lf | Class::Newline => Shape::LineBreak,
        Class::Extend | Class::Zwj | Class::Invisible => Shape::Invisible,
        Class::Symbol | Class::Pictograph | Class::RegionalIndicator => Shape::Symbol,
        // A narrow no-break space: alone, or as a sign that stands between digits only.
        Class::ExtendNumLet if bytes == "\u{202F}".as_bytes() => Shape::Space,
        Class::MidNum if bytes.starts_with("\u{202F}".as_bytes()) => Shape::Space,
        Class::ExtendNumLet if bytes.iter().any(u8::is_ascii_digit) => Shape::Number,
        _ => Shape::Punctuation,
    }
}
