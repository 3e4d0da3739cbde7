//! The words of a text one by one, in bounded memory.

use super::options::Tailorings;
use super::token::Token;
use super::words::{Mark, Words};
use crate::span::Span;

/// Tokens that are found at a time.
const BATCH: usize = 512;

/// The spans of the words of a text, in order; made by [`Tokenizer::words`](super::Tokenizer::words).
#[derive(Clone, Debug)]
pub struct WordSpans<'t> {
    text: &'t str,
    tailorings: Tailorings,
    /// Whether the text may hold an e-mail address, whose first words are taken back when its "@" is met.
    addresses: bool,
    /// Where the scan goes on.
    at: usize,
    batch: Vec<Token>,
    /// Kept for its memory alone: words need no marks.
    marks: Vec<Mark>,
    /// The next token of the batch.
    next: usize,
}

impl<'t> WordSpans<'t> {
    pub(super) fn new(text: &'t str, tailorings: Tailorings) -> Self {
        Self {
            text,
            tailorings,
            addresses: tailorings.addresses && text.contains('@'),
            at: 0,
            batch: Vec::new(),
            marks: Vec::new(),
            next: 0,
        }
    }

    /// Fills the batch; false at the end of the text.
    fn refill(&mut self) -> bool {
        self.batch.clear();
        self.marks.clear();
        self.next = 0;
        if self.at >= self.text.len() {
            return false;
        }
        let (batch, marks) = (&mut self.batch, &mut self.marks);
        let mut words = Words::new(self.text, 0, self.tailorings, batch, marks);
        self.at = words.scan_some(self.at, BATCH, !self.addresses);
        true
    }
}

impl Iterator for WordSpans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            while let Some(token) = self.batch.get(self.next) {
                self.next += 1;
                if token.kind.is_word() {
                    return Some(token.span());
                }
            }
            if !self.refill() {
                return None;
            }
        }
    }
}
