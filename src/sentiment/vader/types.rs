//! What the types of a vocabulary are to the rules.
//!
//! Most strings between two spaces are one token, alone or with a comma or stop: what such a string is can be looked up
//! by the token's type, without reading its letters again. All other strings go through the memo.

use super::lexer::{Code, is_ascii_space, lex};
use super::memo::flags_of;
use super::tables::{Tables, flag};
use crate::tokenize::Token;

/// The strings that a type may make: alone, with a comma, with a stop.
const STRINGS: usize = 3;

/// One word, and the flags of word and token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub code: Code,
    pub flags: u32,
}

impl Read {
    /// A string that was not met yet.
    const UNMET: Self = Self::other(u32::MAX);
    /// A string that is for the memo: with marks, or not one word.
    const COMPOSITE: Self = Self::other(flag::COMPOSITE);

    const fn other(flags: u32) -> Self {
        let code = Code::PLAIN;
        Self { code, flags }
    }

    #[cold]
    fn of(tables: &Tables, string: &str) -> Self {
        if string.bytes().any(is_ascii_space) {
            return Self::COMPOSITE;
        }
        let lexed = lex(tables, string);
        match lexed.codes[..] {
            [code] if lexed.exclamations + lexed.questions == 0 => Self {
                code,
                flags: flags_of(tables, code),
            },
            _ => Self::COMPOSITE,
        }
    }
}

/// For each type of one vocabulary what its strings are, found out when they are first met.
#[derive(Debug, Default)]
pub(super) struct Types {
    strings: Vec<Read>,
}

impl Types {
    /// The string between two spaces that begins with a token, and where it ends; `None` if it is for the memo.
    #[inline]
    pub fn read(&mut self, tables: &Tables, text: &str, token: &Token) -> Option<(Read, usize)> {
        let bytes = text.as_bytes();
        let end = token.end as usize;
        let (sign, end) = match bytes.get(end) {
            Some(b',') => (1, end + 1),
            Some(b'.') => (2, end + 1),
            _ => (0, end),
        };
        if bytes.get(end).is_some_and(|&byte| !is_ascii_space(byte)) {
            return None;
        }
        let index = token.id.index() * STRINGS + sign;
        if index >= self.strings.len() {
            self.strings.resize(index + STRINGS, Read::UNMET);
        }
        let read = &mut self.strings[index];
        if read.flags == Read::UNMET.flags {
            *read = Read::of(tables, &text[token.start as usize..end]);
        }
        (read.flags & flag::COMPOSITE == 0).then_some((*read, end))
    }
}
