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
    scan: Scan,
    batch: WordBatch,
    /// The next token of the batch.
    next: usize,
}

impl<'t> WordSpans<'t> {
    pub(super) fn new(text: &'t str, tailorings: Tailorings) -> Self {
        Self {
            text,
            scan: Scan::new(text, tailorings),
            batch: WordBatch::default(),
            next: 0,
        }
    }
}

impl Iterator for WordSpans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            while let Some(token) = self.batch.tokens.get(self.next) {
                self.next += 1;
                if token.kind.is_word() {
                    return Some(token.span());
                }
            }
            self.next = 0;
            if !self.batch.fill(self.text, &mut self.scan) {
                return None;
            }
        }
    }
}

/// How far a text is read.
#[derive(Clone, Debug)]
struct Scan {
    tailorings: Tailorings,
    /// Whether the text may hold an e-mail address, whose first words are taken back when its "@" is met.
    addresses: bool,
    /// Where the scan goes on.
    at: usize,
}

impl Scan {
    fn new(text: &str, tailorings: Tailorings) -> Self {
        Self {
            tailorings,
            addresses: tailorings.addresses && text.contains('@'),
            at: 0,
        }
    }
}

/// Some tokens of a text. Whoever reads many texts keeps it for its memory: asking for that again with each text costs
/// as much as a fifth of the words, and more where threads do so at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordBatch {
    tokens: Vec<Token>,
    /// Kept for its memory alone: words need no marks.
    marks: Vec<Mark>,
}

impl WordBatch {
    /// Calls `take` with each word of a text, in order.
    #[inline]
    pub(super) fn each(&mut self, text: &str, tailorings: Tailorings, mut take: impl FnMut(Span)) {
        let mut scan = Scan::new(text, tailorings);
        while self.fill(text, &mut scan) {
            let words = self.tokens.iter().filter(|token| token.kind.is_word());
            words.for_each(|token| take(token.span()));
        }
    }

    /// Finds the next tokens; none and false at the end of the text.
    fn fill(&mut self, text: &str, scan: &mut Scan) -> bool {
        self.tokens.clear();
        self.marks.clear();
        if scan.at >= text.len() {
            return false;
        }
        let mut words = Words::new(text, 0, scan.tailorings, &mut self.tokens, &mut self.marks);
        scan.at = words.scan_some(scan.at, BATCH, !scan.addresses);
        true
    }
}
