//! What a text is split into: tokens and sentences.

use super::words::Mark;
use crate::span::Span;
use crate::vocabulary::TypeId;
use serde::Serialize;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TokenKind {
    /// A word: letters, perhaps with digits, apostrophes or periods among them ("NATO", "don't", "1st", "U.S.").
    Word,
    /// Digits, perhaps with separators among them ("1997", "12,500", "3.5").
    Number,
    /// A detached clitic: the "'s" of "NATO's".
    Clitic,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// "@name".
    Mention,
    /// "#tag".
    Hashtag,
    /// Punctuation (a comma, a full stop, a quotation mark, a hyphen).
    Punctuation,
    /// A symbol or emoji ("$", "→", "😀").
    Symbol,
}

impl TokenKind {
    /// Whether the token counts as a word (of `n_words`): everything but clitics, punctuation and symbols.
    pub const fn is_word(self) -> bool {
        !matches!(self, Self::Clitic | Self::Punctuation | Self::Symbol)
    }
}

/// One token of a text. White space is no token; punctuation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of the first byte in the text.
    pub start: u32,
    /// Byte offset behind the last byte in the text.
    pub end: u32,
    /// The surface form, interned.
    pub id: TypeId,
    /// What the token is.
    pub kind: TokenKind,
}

impl Token {
    /// The byte span in the text.
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// One sentence: its bytes and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Byte span in the text, without surrounding white space.
    pub span: Span,
    /// Indices into [`Tokens::tokens`].
    pub tokens: Range<usize>,
}

/// The tokens and sentences of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Tokens in the order of the text.
    pub tokens: Vec<Token>,
    /// Sentences in the order of the text; every token lies in exactly one.
    pub sentences: Vec<Sentence>,
    /// Empty between two blocks; kept for its memory.
    pub(super) marks: Vec<Mark>,
}
