//! Letters and digits, eight at once.

/// Numbers of letters and digits, each in sixteen bits of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally(u64);

impl Tally {
    pub const LOWER: Self = Self(1);
    pub const UPPER: Self = Self(1 << 16);
    pub const DIGIT: Self = Self(1 << 32);
    /// A letter without case, or a digit of another script.
    pub const OTHER: Self = Self(1 << 48);

    /// Small letters.
    pub fn lower(self) -> u32 {
        u32::from(self.0 as u16)
    }

    /// Capital letters.
    pub fn upper(self) -> u32 {
        u32::from((self.0 >> 16) as u16)
    }

    /// ASCII digits.
    pub fn digits(self) -> u32 {
        u32::from((self.0 >> 32) as u16)
    }

    /// All of them.
    pub fn length(self) -> u32 {
        self.lower() + self.upper() + self.digits() + (self.0 >> 48) as u32
    }

    /// Whether there is a letter that has a case.
    #[inline(always)]
    pub fn is_cased(self) -> bool {
        self.0 as u32 > 0
    }

    /// Both together.
    #[inline(always)]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// What was counted since `before`.
    #[inline(always)]
    pub fn since(self, before: Self) -> Self {
        Self(self.0 - before.0)
    }

    #[inline(always)]
    fn times(self, number: u32) -> u64 {
        self.0 * u64::from(number)
    }
}

/// The ASCII letters and digits with which a piece of text begins, eight at most.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// The eight characters from the first on.
    window: u64,
    /// The highest bit of each byte that is a letter.
    letters: u64,
    /// All bits of the letters and digits up to the first other character.
    whole: u64,
    length: usize,
}

/// A byte in each of eight places.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

const HIGH: u64 = each(0x80);

/// The bit in which a small letter differs from its capital, and which all digits have.
const SMALL: u64 = each(0x20);

impl Letters {
    /// Those from `at` on.
    #[inline(always)]
    pub fn at(bytes: &[u8], at: usize) -> Self {
        Self::of(match bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
            Some(window) => u64::from_le_bytes(*window),
            None => last(bytes, at),
        })
    }

    #[inline(always)]
    fn of(window: u64) -> Self {
        // No addition carries into the next byte, as each byte is below 0x80.
        let low = window & !HIGH;
        let small = low | SMALL;
        let letters = (small + each(0x80 - b'a')) & !(small + each(0x7f - b'z')) & !window & HIGH;
        let digits = (low + each(0x80 - b'0')) & !(low + each(0x7f - b'9')) & !window & HIGH;
        let others = !(letters | digits) & HIGH;
        let length = (others.trailing_zeros() / 8) as usize;
        // All bits below the first one, whose byte is seven bits longer.
        let whole = match others {
            0 => u64::MAX,
            _ => (others ^ (others - 1)) >> 8,
        };
        Self { window, letters, whole, length }
    }

    /// How many.
    #[inline(always)]
    pub fn length(self) -> usize {
        self.length
    }

    /// How many of each sort.
    #[inline(always)]
    pub fn tally(self) -> Tally {
        let places = self.whole & HIGH;
        let letters = self.letters & places;
        let capitals = letters & !(self.window << 2);
        let length = self.length as u32;
        let mut tally = Tally::LOWER.times(length);
        if capitals != 0 {
            let number = number(capitals);
            tally += Tally::UPPER.times(number) - Tally::LOWER.times(number);
        }
        if letters != places {
            let number = number(places & !letters);
            tally += Tally::DIGIT.times(number) - Tally::LOWER.times(number);
        }
        Tally(tally)
    }

    /// The letters and digits as a number, the letters small.
    #[inline(always)]
    pub fn small(self) -> u64 {
        (self.window | SMALL) & self.whole
    }
}

/// How many of the highest bits of the bytes are set; the others are not.
#[inline(always)]
fn number(bits: u64) -> u32 {
    ((bits >> 7).wrapping_mul(each(1)) >> 56) as u32
}

/// The last characters of a text.
#[cold]
fn last(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    let mut window = [0; 8];
    window[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(window)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_that_the_standard_library_finds(line in "[ -~é]{0,12}|[a-cX-Z0-2]{0,9}") {
            let letters = Letters::at(line.as_bytes(), 0);
            let run = line.bytes().take_while(u8::is_ascii_alphanumeric).take(8);
            let number = |fits: fn(&u8) -> bool| run.clone().filter(fits).count() as u32;
            prop_assert_eq!(letters.length(), run.clone().count());
            let tally = letters.tally();
            prop_assert_eq!(tally.lower(), number(u8::is_ascii_lowercase));
            prop_assert_eq!(tally.upper(), number(u8::is_ascii_uppercase));
            prop_assert_eq!(tally.digits(), number(u8::is_ascii_digit));
            let mut small = [0; 8];
            small.iter_mut().zip(run).for_each(|(place, byte)| *place = byte.to_ascii_lowercase());
            prop_assert_eq!(letters.small(), u64::from_le_bytes(small));
        }
    }
}
