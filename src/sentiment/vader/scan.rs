//! One pass over a text: its words, its marks, and where the lexicon words are.

use super::lexer::Code;
use super::memo::{Known, Memo, flags_of};
use super::tables::{Tables, flag};

/// What one pass finds. The buffers are kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub codes: Vec<Code>,
    /// Positions of words with a valence.
    pub hits: Vec<u32>,
    /// Position of the first "but".
    pub but: Option<usize>,
    pub exclamations: usize,
    pub questions: usize,
    upper: usize,
    /// The place after the last word that opens entries of several words; 0 if there is none.
    opened: usize,
    /// The words before those of one entry were merged.
    unmerged: Vec<Code>,
    /// Some two neighbours may be in one entry of several words.
    joined: bool,
}

impl Scan {
    /// Some but not all words are in capitals.
    pub fn mixed_case(&self) -> bool {
        0 < self.upper && self.upper < self.codes.len()
    }

    /// Reads a text.
    pub fn read(&mut self, tables: &Tables, memo: &mut Memo, text: &str) {
        self.restart();
        self.exclamations = 0;
        self.questions = 0;
        let bytes = text.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            let window = window(bytes, start);
            let length = length_in(window);
            if length == 0 && is_ascii_space(bytes[start]) {
                start += 1;
            } else if length < 16
                && bytes
                    .get(start + length)
                    .is_none_or(|&byte| is_ascii_space(byte))
            {
                let key = window & ((1 << (8 * length)) - 1);
                let known = memo.short(tables, key, text, start..start + length);
                self.push(tables, memo, known);
                start += length + 1;
            } else {
                let rest = &bytes[start..];
                let length = rest
                    .iter()
                    .position(|&byte| is_ascii_space(byte))
                    .unwrap_or(rest.len());
                let known = memo.long(tables, &text[start..start + length]);
                self.push(tables, memo, known);
                start += length + 1;
            }
        }
        if self.joined {
            self.merge(tables);
        }
    }

    fn restart(&mut self) {
        self.codes.clear();
        self.hits.clear();
        self.but = None;
        self.upper = 0;
        self.opened = 0;
        self.joined = false;
    }

    #[inline]
    fn push(&mut self, tables: &Tables, memo: &Memo, known: Known) {
        if known.flags & flag::ACTIVE == 0 {
            self.codes.push(known.code);
        } else {
            self.push_active(tables, memo, known);
        }
    }

    fn push_active(&mut self, tables: &Tables, memo: &Memo, known: Known) {
        self.exclamations += usize::from(known.exclamations);
        self.questions += usize::from(known.questions);
        if known.flags & flag::COMPOSITE == 0 {
            self.push_word(tables, known.code, known.flags);
        } else {
            for &code in memo.list(known) {
                self.push_word(tables, code, flags_of(tables, code));
            }
        }
    }

    fn push_word(&mut self, tables: &Tables, code: Code, flags: u32) {
        let position = self.codes.len();
        if flags & flag::LEXICON != 0 {
            self.hits.push(position as u32);
        }
        if flags & flag::BUT != 0 && self.but.is_none() {
            self.but = Some(position);
        }
        self.upper += usize::from(flags & flag::UPPER != 0);
        if flags & flag::CONTINUES != 0 && self.opened == position && !self.joined {
            let first = self.codes.last().copied().unwrap_or_default();
            self.joined = tables.begins_entry(first, code);
        }
        if flags & flag::OPENS != 0 {
            self.opened = position + 1;
        }
        self.codes.push(code);
    }

    /// Puts one word in the place of each entry of several words, the longest first from the left.
    fn merge(&mut self, tables: &Tables) {
        std::mem::swap(&mut self.codes, &mut self.unmerged);
        self.restart();
        let mut start = 0;
        while start < self.unmerged.len() {
            let opens = flags_of(tables, self.unmerged[start]) & flag::OPENS != 0;
            let entry = if opens {
                tables.longest_entry(&self.unmerged[start..])
            } else {
                None
            };
            let (code, length) = match entry {
                Some((word, length)) => {
                    let merged = &self.unmerged[start..start + length];
                    let upper = merged.iter().all(|code| code.upper());
                    (
                        Code::new(word, merged[length - 1].ends_clause(), upper),
                        length,
                    )
                }
                None => (self.unmerged[start], 1),
            };
            self.push_word(tables, code, flags_of(tables, code));
            start += length;
        }
    }
}

/// The 16 bytes from `start`; spaces beyond the end.
#[inline]
fn window(bytes: &[u8], start: usize) -> u128 {
    let rest = &bytes[start..];
    match rest.first_chunk::<16>() {
        Some(chunk) => u128::from_le_bytes(*chunk),
        None => {
            let mut chunk = [b' '; 16];
            chunk[..rest.len()].copy_from_slice(rest);
            u128::from_le_bytes(chunk)
        }
    }
}

/// How many bytes come before the first that is a space or a control character; 16 if there is none.
#[inline]
fn length_in(window: u128) -> usize {
    const LOW: u128 = u128::MAX / 255;
    // A byte below 0x21 borrows from its own high bit; the first such byte is told exactly.
    let below = window.wrapping_sub(LOW * 0x21) & !window & (LOW * 0x80);
    (below.trailing_zeros() / 8) as usize
}

/// The ASCII part of what Python's `str.split()` splits at.
#[inline]
fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, 0x09..=0x0d | 0x1c..=0x20)
}
