//! One pass over a text: its words, its marks, and where the lexicon words are.

use super::lexer::{Code, is_ascii_space};
use super::memo::{Known, Memo, flags_of};
use super::tables::{Tables, WordId, flag};
use super::types::Types;
use crate::tokenize::Token;

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
    /// Positions where an entry of several words may begin.
    openings: Vec<usize>,
    /// The words from the first entry of several words on, before they were merged.
    unmerged: Vec<Code>,
}

impl Scan {
    /// Some but not all words are in capitals.
    pub fn mixed_case(&self) -> bool {
        0 < self.upper && self.upper < self.codes.len()
    }

    /// Reads a text.
    pub fn read(&mut self, tables: &Tables, memo: &mut Memo, text: &str) {
        self.restart();
        let mut start = 0;
        while start < text.len() {
            start = self.read_string(tables, memo, text, start);
        }
        self.join_entries(tables);
    }

    /// Reads a text from `start` on, of which the tokens are known; a string without a token of its own is read as it
    /// stands.
    pub fn read_tokens(
        &mut self,
        tables: &Tables,
        (memo, types): (&mut Memo, &mut Types),
        text: &str,
        mut start: usize,
        mut tokens: &[Token],
    ) {
        self.restart();
        while start < text.len() {
            while let [token, rest @ ..] = tokens
                && (token.start as usize) < start
            {
                tokens = rest;
            }
            let read = match tokens {
                [token, ..] if token.start as usize == start => types.read(tables, text, token),
                _ => None,
            };
            match read {
                Some((read, end)) if read.flags & flag::ACTIVE == 0 => {
                    self.codes.push(read.code);
                    start = end + 1;
                }
                Some((read, end)) => {
                    self.push_word(tables, read.code, read.flags);
                    start = end + 1;
                }
                None => start = self.read_string(tables, memo, text, start),
            }
        }
        self.join_entries(tables);
    }

    /// Reads the space or the string between spaces at `start`; returns where to go on.
    #[inline]
    fn read_string(&mut self, tables: &Tables, memo: &mut Memo, text: &str, start: usize) -> usize {
        let bytes = text.as_bytes();
        let window = window(bytes, start);
        let length = length_in(window);
        if length == 0 && is_ascii_space(bytes[start]) {
            return start + 1;
        }
        let ends = |end: usize| bytes.get(end).is_none_or(|&byte| is_ascii_space(byte));
        let (known, end) = if length < 16 && ends(start + length) {
            let key = window & ((1 << (8 * length)) - 1);
            let end = start + length;
            (memo.short(tables, key, text, start..end), end)
        } else {
            let rest = &bytes[start..];
            let length = rest.iter().position(|&byte| is_ascii_space(byte));
            let end = start + length.unwrap_or(rest.len());
            (memo.long(tables, &text[start..end]), end)
        };
        self.push(tables, memo, known);
        end + 1
    }

    fn join_entries(&mut self, tables: &Tables) {
        if let Some(first) = self.first_entry(tables) {
            self.merge(tables, first);
        }
    }

    fn restart(&mut self) {
        self.codes.clear();
        self.hits.clear();
        self.openings.clear();
        self.but = None;
        self.exclamations = 0;
        self.questions = 0;
        self.upper = 0;
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
        if flags & flag::CONTINUES != 0
            && let Some(before) = self.codes.last()
            && tables.words[before.word() as usize].is(flag::OPENS)
        {
            self.openings.push(position - 1);
        }
        self.codes.push(code);
    }

    fn first_entry(&self, tables: &Tables) -> Option<usize> {
        self.openings
            .iter()
            .copied()
            .find(|&start| tables.longest_entry(&self.codes[start..]).is_some())
    }

    /// From `start` on, puts one word in the place of each entry of several words, the longest first from the left.
    fn merge(&mut self, tables: &Tables, start: usize) {
        self.take_back(start);
        let unmerged = std::mem::take(&mut self.unmerged);
        let mut rest = &unmerged[..];
        while let Some(&first) = rest.first() {
            let opens = flags_of(tables, first) & flag::OPENS != 0;
            let entry = if opens {
                tables.longest_entry(rest)
            } else {
                None
            };
            let (code, length) = match entry {
                Some((word, length)) => (merged(word, &rest[..length]), length),
                None => (first, 1),
            };
            self.push_word(tables, code, flags_of(tables, code));
            rest = &rest[length..];
        }
        self.unmerged = unmerged;
    }

    /// Takes the words from `start` on out again.
    fn take_back(&mut self, start: usize) {
        self.unmerged.clear();
        self.unmerged.extend(self.codes.drain(start..));
        self.hits
            .truncate(self.hits.partition_point(|&hit| (hit as usize) < start));
        self.but = self.but.filter(|&but| but < start);
        self.upper -= self.unmerged.iter().filter(|code| code.upper()).count();
    }
}

/// The token of an entry of several words.
fn merged(word: WordId, tokens: &[Code]) -> Code {
    let ends_clause = tokens.last().is_some_and(|code| code.ends_clause());
    Code::new(word, ends_clause, tokens.iter().all(|code| code.upper()))
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
