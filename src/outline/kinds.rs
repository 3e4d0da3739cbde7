//! What a word may be: one look-up that answers for all word lists of the outline.
//!
//! Most words of most lines are in no list. Each line is therefore read once (`scan`), each of its words is looked
//! up once here, and the tests of a list run only on lines that hold one of its words. A list of phrases is entered
//! by the first words of its phrases.

use super::{boilerplate, cues, masks, number, people, phrases, wording};
use std::sync::LazyLock;

/// A set of what a word may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// An article, a conjunction, a preposition: it may stay small in a title.
    pub const SMALL: Self = Self(1);
    /// A pronoun, an auxiliary verb: it speaks for a running sentence.
    pub const RUNNING: Self = Self(1 << 1);
    /// A word that makes a line suspect of being boilerplate.
    pub const PHRASE: Self = Self(1 << 2);
    /// A word of boilerplate that makes a line suspect beside others only.
    pub const PHRASE_WEAK: Self = Self(1 << 16);
    /// The first of the two words by which a phrase of boilerplate is known.
    pub const PHRASE_FIRST: Self = Self(1 << 3);
    /// The second of them.
    pub const PHRASE_SECOND: Self = Self(1 << 4);
    /// A word with which captions begin.
    pub const LABEL: Self = Self(1 << 5);
    /// A work of art, as captions name it.
    pub const WORK: Self = Self(1 << 6);
    /// A word, or the first of two, with which people are addressed.
    pub const VOCATIVE: Self = Self(1 << 7);
    /// A word of address that counts wherever it stands.
    pub const ADDRESS: Self = Self(1 << 8);
    /// A month.
    pub const MONTH: Self = Self(1 << 9);
    /// A word that numbers a division of a text.
    pub const NUMBERING: Self = Self(1 << 10);
    /// The first word of a common name of sections.
    pub const NAME: Self = Self(1 << 11);
    /// A given name.
    pub const GIVEN: Self = Self(1 << 12);
    /// A word that points at something shown.
    pub const POINTER: Self = Self(1 << 13);
    /// "By", before an author.
    pub const BY: Self = Self(1 << 14);
    /// A thing that pictures show.
    pub const SHOWN: Self = Self(1 << 17);
    /// A word that this table cannot answer for: not all of it is ASCII, or it holds letters and digits.
    pub const OPEN: Self = Self(1 << 15);

    /// The same if `holds`, else nothing.
    #[inline(always)]
    pub fn when(self, holds: bool) -> Self {
        if holds { self } else { Self(0) }
    }

    /// Whether it is any of `others`.
    #[inline]
    pub fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

impl std::ops::BitOr for Kinds {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Kinds {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Longest word that is looked up, in bytes.
const LONGEST: usize = 16;

/// A word of at most [`LONGEST`] ASCII letters and digits, in small letters: its first eight, and the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word(pub u64, pub u64);

impl Word {
    /// The word at `start`, of so many ASCII letters and digits; nothing if it is too long.
    #[inline(always)]
    pub fn at(bytes: &[u8], start: usize, length: usize) -> Option<Self> {
        match length {
            1..=8 => Some(Self(masks::small(bytes, start, length), 0)),
            9..=LONGEST => Some(Self(
                masks::small(bytes, start, 8),
                masks::small(bytes, start + 8, length - 8),
            )),
            _ => None,
        }
    }

    #[inline(always)]
    fn hash(self) -> usize {
        const MIXER: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = (self.0 ^ self.1.rotate_left(23)).wrapping_mul(MIXER);
        (mixed >> (64 - Table::BITS)) as usize
    }
}

/// All words of all lists.
pub(super) struct Table {
    /// Which places are taken; small enough to stay in the nearest cache.
    taken: Box<[u64; 1 << (Self::BITS - 6)]>,
    /// A word stands at its hash, or behind it at the first place that was free.
    words: Box<[(Word, Kinds)]>,
}

impl Table {
    /// Binary logarithm of the number of places: a word of no list seldom meets a taken one.
    const BITS: u32 = 13;

    fn new() -> Self {
        let mut table = Self {
            taken: Box::new([0; 1 << (Self::BITS - 6)]),
            words: vec![Default::default(); 1 << Self::BITS].into(),
        };
        let phrases = || phrases::PHRASES.iter().map(|&(phrase, _)| phrase);
        table.add(Kinds::SMALL, wording::SMALL.words());
        table.add(Kinds::RUNNING, wording::RUNNING.words());
        table.add(Kinds::NAME, wording::NAMES.words());
        table.add(Kinds::POINTER, wording::POINTERS.words());
        for &(phrase, points) in phrases::PHRASES
            .iter()
            .filter(|(phrase, _)| !phrase.contains(' '))
        {
            let weak = u32::from(points) < boilerplate::WEAK;
            table.add(
                if weak {
                    Kinds::PHRASE_WEAK
                } else {
                    Kinds::PHRASE
                },
                [phrase].into_iter(),
            );
        }
        table.add(
            Kinds::PHRASE_FIRST,
            phrases().filter_map(|phrase| Some(telling_pair(phrase)?.0)),
        );
        table.add(
            Kinds::PHRASE_SECOND,
            phrases().filter_map(|phrase| Some(telling_pair(phrase)?.1)),
        );
        table.add(Kinds::LABEL, cues::LABELS.words());
        table.add(Kinds::SHOWN, wording::SHOWN.words());
        table.add(Kinds::WORK, cues::WORKS.words());
        table.add(Kinds::NUMBERING, number::WORDS.into_iter());
        table.add(Kinds::VOCATIVE, people::VOCATIVES.words());
        table.add(Kinds::ADDRESS, people::ADDRESSES.into_iter());
        table.add(Kinds::MONTH, people::MONTHS.words());
        table.add(Kinds::GIVEN, people::GIVEN.words());
        table.add(Kinds::BY, ["by"].into_iter());
        table
    }

    /// Adds the first words of `phrases`. Those that are not ASCII are [`Kinds::OPEN`] wherever they stand.
    fn add(&mut self, kinds: Kinds, phrases: impl Iterator<Item = &'static str>) {
        for phrase in phrases {
            let first = phrase
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or("");
            if let Some(word) =
                Word::at(first.as_bytes(), 0, first.len()).filter(|_| first.is_ascii())
            {
                self.insert(word, kinds);
            }
        }
    }

    fn insert(&mut self, word: Word, kinds: Kinds) {
        let mut at = word.hash();
        while self.is_taken(at) && self.words[at].0 != word {
            at = (at + 1) % self.words.len();
        }
        self.taken[at / 64] |= 1 << (at % 64);
        self.words[at].0 = word;
        self.words[at].1 |= kinds;
    }

    #[inline(always)]
    fn is_taken(&self, at: usize) -> bool {
        self.taken[at / 64] >> (at % 64) & 1 == 1
    }

    /// What a word may be.
    #[inline(always)]
    pub fn of(&self, word: Word) -> Kinds {
        match self.is_taken(word.hash()) {
            true => self.find(word),
            false => Kinds::default(),
        }
    }

    fn find(&self, word: Word) -> Kinds {
        let mut at = word.hash();
        while self.is_taken(at) {
            let (known, kinds) = self.words[at];
            if known == word {
                return kinds;
            }
            at = (at + 1) % self.words.len();
        }
        Kinds::default()
    }
}

/// The two neighbouring words of a phrase that are the least common.
fn telling_pair(phrase: &str) -> Option<(&str, &str)> {
    let common = |word| wording::SMALL.contains(word) || wording::RUNNING.contains(word);
    let pairs = phrase.split(' ').zip(phrase.split(' ').skip(1));
    pairs.min_by_key(|(first, second)| (common(second), common(first)))
}

/// The one table.
pub(super) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(Table::new);
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(word: &str) -> Kinds {
        Word::at(word.as_bytes(), 0, word.len()).map_or(Kinds::default(), |word| table().of(word))
    }

    #[test]
    fn words_are_found_in_any_case() {
        for word in ["of", "Of", "OF"] {
            assert!(
                kinds(word).any(Kinds::SMALL) && !kinds(word).any(Kinds::RUNNING),
                "{word}"
            );
        }
        assert!(kinds("May").any(Kinds::MONTH) && kinds("may").any(Kinds::RUNNING));
        assert!(kinds("acknowledgements").any(Kinds::NAME));
        for word in ["thee", "th", "acknowledgementss", "harbour", "1914", ""] {
            assert_eq!(kinds(word), Kinds::default(), "{word}");
        }
    }

    #[test]
    fn no_word_of_a_list_is_too_long_for_the_table() {
        let lists = phrases::PHRASES.iter().map(|&(phrase, _)| phrase);
        for phrase in lists
            .chain(wording::NAMES.words())
            .chain(people::GIVEN.words())
        {
            for word in phrase.split(|c: char| !c.is_alphanumeric()) {
                assert!(word.len() <= LONGEST, "{word}");
            }
        }
    }
}
