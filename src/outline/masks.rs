//! What up to sixty-four characters are, as bits: letters, capitals, digits, blanks.

/// Of each byte of a stretch of plain text, what it is; the first byte is the lowest bit.
///
/// Plain text is ASCII without control characters other than tabs, which count as blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Masks {
    /// Letters and digits.
    pub letters: u64,
    /// Capital letters.
    pub capitals: u64,
    /// Digits.
    pub digits: u64,
    /// Everything but blanks.
    ink: u64,
    tabs: u64,
    length: usize,
}

/// A byte in each of eight places.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

const HIGH: u64 = each(0x80);

/// The bit in which a small letter differs from its capital, and which all digits have.
const SMALL: u64 = each(0x20);

impl Masks {
    /// Of the plain text at `from..to`, up to sixty-four bytes.
    #[inline(always)]
    pub fn of(bytes: &[u8], from: usize, to: usize) -> Self {
        let mut masks = Self {
            letters: 0,
            capitals: 0,
            digits: 0,
            ink: 0,
            tabs: 0,
            length: 0,
        };
        let most = (to - from).min(64);
        while masks.length < most {
            let plain = masks.add(eight(bytes, from + masks.length), masks.length);
            masks.length += plain;
            if plain < 8 {
                break;
            }
        }
        masks.first(masks.length.min(most))
    }

    /// Adds eight bytes that stand at `at`, and gives the number of those that are plain, from the first on.
    #[inline(always)]
    fn add(&mut self, window: u64, at: usize) -> usize {
        // No addition carries into the next byte, as each byte is below 0x80.
        let low = window & !HIGH;
        let small = low | SMALL;
        let letters = (small + each(0x80 - b'a')) & !(small + each(0x7f - b'z')) & !window & HIGH;
        let digits = (low + each(0x80 - b'0')) & !(low + each(0x7f - b'9')) & !window & HIGH;
        let tabs = !((low ^ each(b'\t')) + each(0x7f)) & !window & HIGH;
        let others = (window | !(low + each(0x80 - b' '))) & !tabs & HIGH;
        let capitals = letters & !(window << 2);
        self.letters |= gathered(letters | digits) << at;
        self.capitals |= gathered(capitals) << at;
        self.digits |= gathered(digits) << at;
        self.tabs |= gathered(tabs) << at;
        self.ink |= gathered(low + each(0x7f - b' ')) << at;
        (others.trailing_zeros() / 8) as usize
    }

    /// The same for the first bytes only.
    #[inline(always)]
    fn first(self, length: usize) -> Self {
        let below = below(length);
        Self {
            letters: self.letters & below,
            capitals: self.capitals & below,
            digits: self.digits & below,
            ink: self.ink & below,
            tabs: self.tabs & below,
            length,
        }
    }

    /// Number of bytes.
    #[inline(always)]
    pub fn length(&self) -> usize {
        self.length
    }

    /// The same up to the end of the last piece that is known to end: before a blank, or at the end of the line.
    #[inline(always)]
    pub fn whole_pieces(self, at_end: bool) -> Option<Self> {
        if at_end {
            return Some(self);
        }
        let blanks = !self.ink & below(self.length);
        let last_blank = below((64 - blanks.leading_zeros()) as usize) >> 1;
        let whole = self.ink & last_blank;
        (whole != 0).then(|| self.first(end(whole)))
    }

    /// Whether three blanks stand in a row, or a tab.
    #[inline(always)]
    pub fn has_gap(&self) -> bool {
        let blanks = !self.ink & below(self.length);
        self.tabs | blanks & blanks >> 1 & blanks >> 2 != 0
    }

    /// Everything but letters, digits and blanks.
    #[inline(always)]
    pub fn signs(&self) -> u64 {
        self.ink & !self.letters
    }

    /// Whether a letter stands at `at`.
    #[inline(always)]
    pub fn is_letter(&self, at: usize) -> bool {
        at < 64 && (self.letters & !self.digits) >> at & 1 == 1
    }

    /// Whether nothing but a blank stands behind `at`.
    #[inline(always)]
    pub fn is_last(&self, at: usize) -> bool {
        self.ink >> at >> 1 & 1 == 0
    }

    /// How many pieces there are between blanks, up to two.
    #[inline(always)]
    pub fn number_of_pieces(&self) -> u32 {
        let starts = self.ink & !(self.ink << 1);
        u32::from(starts != 0) + u32::from(starts & starts.wrapping_sub(1) != 0)
    }

    /// What stands before the piece with this number; everything if there is none.
    #[inline(always)]
    pub fn before_piece(&self, number: u32) -> u64 {
        let mut starts = self.ink & !(self.ink << 1);
        for _ in 0..number {
            starts &= starts.wrapping_sub(1);
        }
        lowest(starts).wrapping_sub(1)
    }

    /// The first piece from `at` on.
    #[inline(always)]
    pub fn piece_from(&self, at: usize) -> Part {
        let rest = if at < 64 { self.ink >> at << at } else { 0 };
        let piece = rest & !(rest & rest.wrapping_add(lowest(rest)));
        Part {
            ink: piece,
            letters: piece & self.letters,
        }
    }

    /// The piece up to `at`, where it ends.
    #[inline(always)]
    pub fn piece_to(&self, at: usize) -> Part {
        let blanks = !self.ink & below(at);
        let piece = self.ink & below(at + 1) & !below(end(blanks));
        Part {
            ink: piece,
            letters: piece & self.letters,
        }
    }

    /// The words: the pieces between blanks that hold letters or digits, each as the bit of the first of them.
    #[inline(always)]
    pub fn words(&self) -> Words {
        let starts = self.letters & !(self.letters << 1);
        let ends = self.letters & !(self.letters >> 1);
        // The sum carries through the signs behind a word, to where another begins.
        let signs = self.signs();
        let joined = (ends << 1 & signs).wrapping_add(signs) & starts;
        let first = starts & !joined;
        let mut words = Words {
            first,
            alone: first,
            cased: first,
        };
        for at in bits(joined) {
            let before = first & below(at);
            words.alone &= !highest(before);
        }
        for at in bits(first & self.digits) {
            let piece = self.piece_from(at);
            let cased = piece.letters & !self.digits != 0;
            words.cased &= if cased { u64::MAX } else { !(1 << at) };
        }
        words
    }
}

/// Words, each as a bit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    /// All of them.
    pub first: u64,
    /// Those without signs between their letters.
    pub alone: u64,
    /// Those with a letter that is no digit.
    pub cased: u64,
}

/// A piece between blanks, or the rest of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    ink: u64,
    letters: u64,
}

impl Part {
    /// No piece.
    pub const NONE: Self = Self { ink: 0, letters: 0 };

    /// Whether it holds letters or digits.
    #[inline(always)]
    pub fn is_word(self) -> bool {
        self.letters != 0
    }

    /// How many.
    #[inline(always)]
    pub fn letters(self) -> u32 {
        self.letters.count_ones()
    }
}

/// The highest set bit.
#[inline(always)]
fn highest(bits: u64) -> u64 {
    below(end(bits)) & !(below(end(bits)) >> 1)
}

/// The runs of set bits, each as the bits that it is.
#[inline(always)]
pub(super) fn runs(mut bits: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        // The sum carries through the lowest run.
        let rest = bits & bits.wrapping_add(bits & bits.wrapping_neg());
        let run = bits & !rest;
        bits = rest;
        (run != 0).then_some(run)
    })
}

/// The places of the set bits.
#[inline(always)]
pub(super) fn bits(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = start(bits);
        let some = bits != 0;
        bits &= bits.wrapping_sub(1);
        some.then_some(at)
    })
}

/// The lowest set bit.
#[inline(always)]
pub(super) fn lowest(bits: u64) -> u64 {
    bits & bits.wrapping_neg()
}

/// Where the lowest set bit stands.
#[inline(always)]
pub(super) fn start(bits: u64) -> usize {
    bits.trailing_zeros() as usize
}

/// Just behind the highest set bit.
#[inline(always)]
pub(super) fn end(bits: u64) -> usize {
    (64 - bits.leading_zeros()) as usize
}

/// How long a run of bits is.
#[inline(always)]
pub(super) fn length(run: u64) -> usize {
    end(run) - start(run)
}

/// The lowest bits.
#[inline(always)]
fn below(length: usize) -> u64 {
    match length {
        0 => 0,
        _ => u64::MAX >> (64 - length),
    }
}

/// The highest bits of eight bytes, in the order of the bytes.
#[inline(always)]
fn gathered(bytes: u64) -> u64 {
    (bytes & HIGH).wrapping_mul(0x0002_0408_1020_4081) >> 56
}

/// Eight bytes of a text; zeros behind its end.
#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
        Some(window) => u64::from_le_bytes(*window),
        None => last(bytes.get(at..).unwrap_or_default()),
    }
}

#[cold]
fn last(rest: &[u8]) -> u64 {
    let mut window = [0; 8];
    window[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(window)
}

/// One to eight letters and digits as a number, the letters small.
#[inline(always)]
pub(super) fn small(bytes: &[u8], at: usize, length: usize) -> u64 {
    (eight(bytes, at) | SMALL) & (u64::MAX >> (64 - 8 * length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_bit_is_what_its_character_is(line in "[ -~]{0,70}[\té\u{b}]?[ -~\t]{0,9}", from in 0usize..9) {
            let bytes = line.as_bytes();
            let from = from.min(bytes.len());
            let masks = Masks::of(bytes, from, bytes.len());
            let plain = bytes[from..].iter().take(64).take_while(|byte| (b' '..=0x7f).contains(*byte) || **byte == b'\t');
            prop_assert_eq!(masks.length(), plain.clone().count());
            let bits = |fits: fn(&u8) -> bool| plain.clone().enumerate().fold(0, |bits, (at, byte)| bits | u64::from(fits(byte)) << at);
            prop_assert_eq!(masks.letters, bits(u8::is_ascii_alphanumeric));
            prop_assert_eq!(masks.capitals, bits(u8::is_ascii_uppercase));
            prop_assert_eq!(masks.digits, bits(u8::is_ascii_digit));
            prop_assert_eq!(masks.ink, bits(|byte| !b" \t".contains(byte)));
        }
    }

    #[test]
    fn whole_pieces_end_before_a_blank() {
        let whole = |line: &str| Masks::of(line.as_bytes(), 0, line.len()).whole_pieces(false);
        assert_eq!(whole("one two  thr").map(|masks| masks.length()), Some(7));
        assert_eq!(whole("one  ").map(|masks| masks.length()), Some(3));
        assert_eq!(whole("one"), None);
        assert_eq!(whole("  "), None);
    }

    #[test]
    fn runs_are_parted() {
        assert!(runs(0b1101_1000).eq([0b1_1000, 0b1100_0000]));
        assert!(runs(u64::MAX).eq([u64::MAX]));
        assert!(bits(0b1010).eq([1, 3]));
        assert_eq!((start(0b1100), end(0b1100), length(0b1100)), (2, 4, 2));
    }
}
