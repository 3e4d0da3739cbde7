//! What the sentence rules see of one block: its tokens, and the characters around them.

use super::token::{Sentence, Token, TokenKind};
use crate::span::Span;
use std::ops::Range;

/// One block of a text with its tokens; nothing outside the block is visible.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The text up to the end of the block.
    text: &'a str,
    /// Where the block starts.
    start: usize,
    /// The tokens of the text up to the end of the block.
    tokens: &'a [Token],
    /// The first token of the block.
    pub(super) first: usize,
}

impl<'a> View<'a> {
    pub(super) fn new(text: &'a str, start: usize, tokens: &'a [Token], first: usize) -> Self {
        Self {
            text,
            start,
            tokens,
            first,
        }
    }

    /// The index behind the last token.
    pub(super) fn end(&self) -> usize {
        self.tokens.len()
    }

    /// The text of the block.
    pub(super) fn block(&self) -> &'a str {
        &self.text[self.start..]
    }

    /// The first token, from `token` on, that does not start before a byte of the block.
    pub(super) fn token_from(&self, token: usize, byte: usize) -> usize {
        let before = |token: &&Token| (token.start as usize) < self.start + byte;
        token + self.tokens[token..].iter().take_while(before).count()
    }

    /// The sentence of these tokens, of which there is one at least.
    pub(super) fn sentence(&self, tokens: Range<usize>) -> Sentence {
        let (first, last) = (self.tokens[tokens.start], self.tokens[tokens.end - 1]);
        let span = Span::new(first.start as usize, last.end as usize);
        Sentence { span, tokens }
    }

    /// The text of a token; empty behind the last one.
    pub(super) fn of(&self, token: usize) -> &'a str {
        let token = self.tokens.get(token);
        token.map_or("", |token| token.span().of(self.text))
    }

    /// The first character of a token; NUL behind the last one.
    pub(super) fn sign(&self, token: usize) -> char {
        self.of(token).chars().next().unwrap_or('\0')
    }

    pub(super) fn kind(&self, token: usize) -> Option<TokenKind> {
        self.tokens.get(token).map(|token| token.kind)
    }

    pub(super) fn is_capital(&self, token: usize) -> bool {
        self.sign(token).is_uppercase()
    }

    /// Whether a token does not touch the one before it; there is nothing behind the last one to touch it.
    pub(super) fn spaced(&self, token: usize) -> bool {
        let Some(this) = self.tokens.get(token) else {
            return true;
        };
        token == self.first || self.tokens[token - 1].end < this.start
    }

    /// The token before `token`, if the two touch.
    pub(super) fn touching(&self, token: usize) -> Option<usize> {
        (token > self.first && !self.spaced(token)).then(|| token - 1)
    }

    /// The character before a token.
    pub(super) fn char_before(&self, token: usize) -> Option<char> {
        let end = self.tokens.get(token)?.start as usize;
        self.text[self.start..end].chars().next_back()
    }

    /// The character behind a token.
    pub(super) fn char_behind(&self, token: usize) -> Option<char> {
        let start = self.tokens.get(token)?.end as usize;
        self.text[start..].chars().next()
    }
}
