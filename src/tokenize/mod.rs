//! Tokens: words by Unicode's rules (UAX #29), with named tailorings, and the sentences they stand in.
//!
//! A text goes through three steps. The scanner (`segment`) finds the word boundaries of the standard. The tailorings
//! (`words`) join and divide segments into tokens: "NATO’s" is a word and a clitic, "U.S." one word, an address one
//! token; "NATO-Russia" stays three tokens, so that a compound matches as a whole (as a sequence) and by its parts. The
//! sentence rules (`sentences`) look at the tokens that may end a sentence, which the second step has marked, and at
//! what stands around them: abbreviations, initials, numbers, quotations, brackets, ellipses, items of lists.
//!
//! All steps are linear in the length of the text, and take any text whatever.
//!
//! ```
//! use detente::{language::Language, tokenize::Tokenizer, vocabulary::Vocabulary};
//!
//! let text = "Mr. Kim's envoys left. They were not expelled.";
//! let mut vocabulary = Vocabulary::new(Language::English);
//! let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
//! let second = &tokens.tokens[tokens.sentences[1].tokens.clone()];
//! let words: Vec<_> = second.iter().filter(|token| token.kind.is_word()).map(|token| token.span().of(text)).collect();
//! assert_eq!(words, ["They", "were", "not", "expelled"]);
//! ```

mod abbreviations;
mod addresses;
mod class_table;
mod classes;
mod enclosures;
mod lines;
mod lists;
mod options;
mod segment;
mod sentences;
mod stop;
#[cfg(test)]
mod tests;
mod token;
mod view;
mod word_spans;
mod words;

pub use options::Tailorings;
pub use token::{Sentence, Token, TokenKind, Tokens};
pub(crate) use word_spans::WordBatch;
pub use word_spans::WordSpans;

use crate::span::Span;
use crate::vocabulary::Vocabulary;
use view::View;
use words::Words;

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
pub struct Tokenizer {
    tailorings: Tailorings,
}

impl Tokenizer {
    /// A tokenizer with the tailorings given.
    pub const fn with(tailorings: Tailorings) -> Self {
        Self { tailorings }
    }

    /// A tokenizer that follows UAX #29 to the letter.
    pub const fn uax29() -> Self {
        Self::with(Tailorings::none())
    }

    /// The tailorings it applies.
    pub const fn tailorings(&self) -> Tailorings {
        self.tailorings
    }

    /// The tokens of a whole text, taken as one block.
    pub fn tokenize(&self, text: &str, vocabulary: &mut Vocabulary) -> Tokens {
        let mut tokens = Tokens::default();
        self.tokenize_block(text, Span::new(0, text.len()), vocabulary, &mut tokens);
        tokens
    }

    /// Appends the tokens and sentences of one block (a paragraph) of `text`; offsets are those of the whole text,
    /// and no sentence reaches beyond the block.
    ///
    /// A single line break inside the block is white space; a blank line ends a sentence.
    pub fn tokenize_block(
        &self,
        text: &str,
        block: Span,
        vocabulary: &mut Vocabulary,
        out: &mut Tokens,
    ) {
        let first = out.tokens.len();
        self.block(text, block, out);
        // In a loop of its own, so that the look-ups of many words overlap.
        for token in &mut out.tokens[first..] {
            token.id = vocabulary.intern_span(text, token.start as usize, token.end as usize);
        }
    }

    /// Appends the tokens, not interned, and sentences of a text, taken as one block.
    pub(crate) fn split(&self, text: &str, out: &mut Tokens) {
        self.block(text, Span::new(0, text.len()), out);
    }

    /// Appends the tokens, not interned yet, and sentences of one block.
    fn block(&self, text: &str, block: Span, out: &mut Tokens) {
        let text = &text[..block.end];
        let first = out.tokens.len();
        let (tokens, marks) = (&mut out.tokens, &mut out.marks);
        Words::new(text, block.start, self.tailorings, tokens, marks).scan(block.start);
        let view = View::new(text, block.start, tokens, first);
        match self.tailorings.sentences {
            true => sentences::divide(view, marks, &mut out.sentences),
            false => sentences::divide_plainly(view, &mut out.sentences),
        }
        marks.clear();
    }

    /// The word tokens of a text (no punctuation, symbols or clitics), without a vocabulary.
    ///
    /// They are found some hundreds at a time, so that memory does not grow with the text.
    ///
    /// # Examples
    /// ```
    /// use detente::tokenize::Tokenizer;
    /// let text = "NATO’s 12 allies met in the U.S. (again).";
    /// let words: Vec<_> = Tokenizer::default().words(text).map(|word| word.of(text)).collect();
    /// assert_eq!(words, ["NATO", "12", "allies", "met", "in", "the", "U.S.", "again"]);
    /// ```
    pub fn words<'t>(&self, text: &'t str) -> WordSpans<'t> {
        WordSpans::new(text, self.tailorings)
    }

    /// Calls `take` with each of [`Tokenizer::words`], some hundreds of which are found before it is called, so that
    /// look-ups of many words overlap. The batch serves text after text.
    #[inline]
    pub(crate) fn each_word(&self, text: &str, batch: &mut WordBatch, take: impl FnMut(Span)) {
        batch.each(text, self.tailorings, take);
    }

    /// The sentences of a raw text.
    ///
    /// A blank line always ends a sentence. A single line break ends one where the lines are evidently separate (list
    /// items, headings), and is white space in hard-wrapped prose. A quotation or bracket that is closed is not divided,
    /// and a closing sign belongs to the sentence before it.
    ///
    /// Abbreviations are those of English (courts, journals, companies and states among them), with the commonest of
    /// German, French, Spanish, Italian, Portuguese and Dutch that are no English words. Behind an abbreviation that may
    /// end a sentence ("Inc.", "U.S.", "etc."), a sentence ends before a function word with a capital, or where a
    /// company's name stands before a subject with its verb; "U.S. Government" stays whole.
    ///
    /// # Examples
    /// ```
    /// use detente::tokenize::Tokenizer;
    /// let text = "Dr. Ivanova met U.S. envoys at 5 p.m. on Monday. They agreed.";
    /// let sentences = Tokenizer::default().sentences(text);
    /// assert_eq!(sentences.len(), 2);
    /// assert_eq!(sentences[1].of(text), "They agreed.");
    /// ```
    pub fn sentences(&self, text: &str) -> Vec<Span> {
        let mut tokens = Tokens::default();
        match self.tailorings.sentences {
            true => {
                for block in lines::blocks(text) {
                    self.block(text, block, &mut tokens);
                    tokens.tokens.clear();
                }
            }
            false => self.block(text, Span::new(0, text.len()), &mut tokens),
        }
        tokens
            .sentences
            .iter()
            .map(|sentence| sentence.span)
            .collect()
    }
}
