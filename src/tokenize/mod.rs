//! Tokens: words by Unicode's rules (UAX #29), with named tailorings, and the sentences they stand in.

use crate::span::Span;
use crate::vocabulary::{TypeId, Vocabulary};
use serde::Serialize;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TokenKind {
    /// A word: letters, perhaps with digits or apostrophes inside ("NATO", "don't", "U.S.").
    Word,
    /// Digits, perhaps with separators inside ("1997", "12,500", "3.5").
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
}

impl Tokens {
    /// Forgets the tokens and sentences, and keeps their memory for the next text.
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
    }
}

/// Splits texts into tokens and sentences.
///
/// # Examples
/// ```
/// use detente::{language::Language, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let text = "Talks resumed. NATO-Russia ties eased.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// assert_eq!(tokens.sentences.len(), 2);
/// assert_eq!(tokens.tokens[3].span().of(text), "NATO");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tokenizer {}

impl Tokenizer {
    /// The tokens of a whole text, taken as one block.
    pub fn tokenize(&self, text: &str, vocabulary: &mut Vocabulary) -> Tokens {
        let mut tokens = Tokens::default();
        self.tokenize_block(text, Span::new(0, text.len()), vocabulary, &mut tokens);
        tokens
    }

    /// Appends the tokens and sentences of one block (a paragraph) of `text`; offsets are those of the whole text,
    /// and no sentence reaches beyond the block.
    pub fn tokenize_block(
        &self,
        text: &str,
        block: Span,
        vocabulary: &mut Vocabulary,
        out: &mut Tokens,
    ) {
        for (offset, sentence) in block.of(text).split_sentence_bound_indices() {
            let first = out.tokens.len();
            for (at, segment) in sentence.split_word_bound_indices() {
                if segment.trim().is_empty() {
                    continue;
                }
                let start = block.start + offset + at;
                let id = vocabulary.intern(segment);
                out.tokens.push(Token {
                    start: start as u32,
                    end: (start + segment.len()) as u32,
                    id,
                    kind: kind_of(segment),
                });
            }
            if let Some(range) = (first < out.tokens.len()).then_some(first..out.tokens.len()) {
                let span = Span::new(
                    out.tokens[range.start].start as usize,
                    out.tokens[range.end - 1].end as usize,
                );
                out.sentences.push(Sentence {
                    span,
                    tokens: range,
                });
            }
        }
    }
}

fn kind_of(segment: &str) -> TokenKind {
    match segment.chars().next() {
        Some(c) if c.is_alphabetic() => TokenKind::Word,
        Some(c) if c.is_numeric() => TokenKind::Number,
        Some(c) if c.is_ascii_punctuation() => TokenKind::Punctuation,
        _ => TokenKind::Symbol,
    }
}
