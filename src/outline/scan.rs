//! What one pass over the characters of a short line finds: what its words add up to, and which tests it admits.

use super::kinds::Kinds;

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

    /// The same if `holds`, else nothing.
    #[inline(always)]
    pub fn when(self, holds: bool) -> Self {
        if holds { self } else { Self(0) }
    }

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
    pub const fn of(byte: u8) -> Self {
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
    /// Capital letters.
    pub upper: u32,
    /// Small letters.
    pub lower: u32,
    /// ASCII digits.
    pub digits: u32,
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
    pub const WORD: u32 = 0;
    pub const BIG: u32 = 10;
    pub const BIG_CAPITAL: u32 = 20;
    pub const RUNNING: u32 = 30;
    pub const STOP: u32 = 40;
    pub const RUN: u32 = 50;

    /// Adds to one of the numbers.
    #[inline(always)]
    pub fn add(&mut self, what: u32, number: u32) {
        self.0 += u64::from(number) << what;
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
