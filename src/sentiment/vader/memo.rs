//! The memo of a worker: what each distinct whitespace-delimited string turned out to be.
//!
//! Work is done once per distinct string. A string of up to 15 bytes is its own key: 16 bytes of the text are loaded
//! at once, the end of the string is found in them by word-parallel comparison, and what is left is compared with one
//! slot of a table. Longer strings go through an ordinary hash map.

use std::ops::Range;

use hashbrown::HashMap;

use super::lexer::{Code, lex};
use super::tables::{Tables, flag};

/// Slots at the start: an analyzer used for one short text should cost little.
const FIRST_SLOTS: usize = 1 << 8;
/// Slots at most (2 MB). A fuller memo is emptied, which costs time but changes no result.
const MOST_SLOTS: usize = 1 << 16;
/// Long strings kept at most.
const MOST_LONG: usize = 1 << 14;
/// Words of composites kept at most.
const MOST_LISTED: usize = 1 << 18;
/// Strings longer than this are looked at anew each time.
const LONGEST_KEPT: usize = 256;

/// What is known of one string.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// The token, unless it is a composite.
    pub code: Code,
    /// Of a composite, its place in [`Memo::lists`].
    list: u32,
    /// The flags of the word and of the token.
    pub flags: u32,
    /// Exclamation and question marks in it, each up to 4.
    pub exclamations: u8,
    pub questions: u8,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The string, padded with zero bytes; 0 is an empty slot.
    key: u128,
    known: Known,
}

/// A table from strings to what is known of them.
#[derive(Debug)]
pub(super) struct Memo {
    slots: Vec<Slot>,
    used: usize,
    long: HashMap<Box<str>, Known>,
    /// The words of composites.
    lists: Vec<Box<[Code]>>,
    /// Words in `lists`, and lists.
    listed: usize,
}

impl Memo {
    pub fn new() -> Self {
        Self {
            slots: vec![Slot::default(); FIRST_SLOTS],
            used: 0,
            long: HashMap::new(),
            lists: Vec::new(),
            listed: 0,
        }
    }

    /// The words of a composite string.
    pub fn list(&self, known: Known) -> &[Code] {
        self.lists.get(known.list as usize).map_or(&[], |list| list)
    }

    /// What is known of the short string at `place` in `text`, whose padded bytes are `key`.
    #[inline]
    pub fn short(&mut self, tables: &Tables, key: u128, text: &str, place: Range<usize>) -> Known {
        let mask = self.slots.len() - 1;
        let mut index = hash(key) & mask;
        loop {
            let slot = &self.slots[index & mask];
            if slot.key == key {
                return slot.known;
            }
            if slot.key == 0 {
                return self.learn(tables, key, &text[place]);
            }
            index += 1;
        }
    }

    #[cold]
    fn learn(&mut self, tables: &Tables, key: u128, raw: &str) -> Known {
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        if self.listed >= MOST_LISTED {
            self.clear();
        }
        let known = self.look(tables, raw);
        self.insert(Slot { key, known });
        known
    }

    fn insert(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut index = hash(slot.key) & mask;
        while self.slots[index].key != 0 {
            index = (index + 1) & mask;
        }
        self.slots[index] = slot;
        self.used += 1;
    }

    fn grow(&mut self) {
        if self.slots.len() >= MOST_SLOTS {
            self.clear();
            return;
        }
        let larger = vec![Slot::default(); self.slots.len() * 4];
        let old = std::mem::replace(&mut self.slots, larger);
        self.used = 0;
        for slot in old.into_iter().filter(|slot| slot.key != 0) {
            self.insert(slot);
        }
    }

    /// What is known of a string that does not fit a slot.
    pub fn long(&mut self, tables: &Tables, raw: &str) -> Known {
        if let Some(&known) = self.long.get(raw) {
            return known;
        }
        if self.long.len() >= MOST_LONG || self.listed >= MOST_LISTED {
            self.clear();
        }
        let known = self.look(tables, raw);
        if raw.len() <= LONGEST_KEPT {
            self.long.insert(raw.into(), known);
        }
        known
    }

    fn clear(&mut self) {
        self.slots.fill(Slot::default());
        self.used = 0;
        self.long.clear();
        self.lists.clear();
        self.listed = 0;
    }

    fn look(&mut self, tables: &Tables, raw: &str) -> Known {
        let lexed = lex(tables, raw);
        let mut known = Known {
            exclamations: lexed.exclamations,
            questions: lexed.questions,
            ..Known::default()
        };
        if known.exclamations + known.questions > 0 {
            known.flags = flag::MARKED;
        }
        if let [code] = lexed.codes[..] {
            known.code = code;
            known.flags |= flags_of(tables, code);
        } else {
            known.list = self.lists.len() as u32;
            known.flags |= flag::COMPOSITE;
            self.listed += lexed.codes.len() + 1;
            self.lists.push(lexed.codes.into_boxed_slice());
        }
        known
    }
}

/// The flags of a word, and whether it is in capitals.
pub(super) fn flags_of(tables: &Tables, code: Code) -> u32 {
    let upper = if code.upper() { flag::UPPER } else { 0 };
    tables.words[code.word() as usize].flags | upper
}

/// Both halves of a key multiplied into 128 bits and folded, so that every byte bears on the low bits.
#[inline]
fn hash(key: u128) -> usize {
    const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
    const SECOND: u64 = 0xd6e8_feb8_6659_fd93;
    let product = u128::from(key as u64 ^ FIRST) * u128::from((key >> 64) as u64 ^ SECOND);
    (product ^ (product >> 64)) as usize
}
