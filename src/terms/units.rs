//! What is counted as one document: a whole text, or each of its sections.

use super::sequence::check_length;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::outline::{Outline, OutlineOptions};
use crate::span::Span;
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::Vocabulary;
use std::ops::Range;
use std::str::FromStr;

/// What one row of a table, one document of a matrix or one part of a corpus is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A text as it is, headings and boilerplate with it.
    #[default]
    Document,
    /// A section: the paragraphs under a heading, without heading and boilerplate.
    Section,
}

impl FromStr for Unit {
    type Err = Error;

    /// Reads "document" or "section".
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "document" => Ok(Self::Document),
            "section" => Ok(Self::Section),
            _ => Err(Error::argument(format!(
                "no unit {name:?}; choose document or section"
            ))),
        }
    }
}

/// One unit of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its number among the text's units.
    pub index: usize,
    /// The heading, for a section that has one.
    pub heading: Option<String>,
    /// Its tokens, as indices into [`Reader::tokens`].
    pub tokens: Range<usize>,
}

/// Reads texts into tokens, unit by unit, over one vocabulary.
///
/// # Examples
/// ```
/// use detente::{language::Language, terms::units::{Reader, Unit}};
/// let mut reader = Reader::new(Language::English, Unit::Section);
/// let parts = reader.read("# War\n\nThey fought.\n\n# Peace\n\nThey talked at last.")?;
/// assert_eq!(parts.len(), 2);
/// assert_eq!(parts[1].heading.as_deref(), Some("Peace"));
/// assert_eq!(parts[1].tokens.len(), 5);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    unit: Unit,
    outline: OutlineOptions,
    tokenizer: Tokenizer,
    vocabulary: Vocabulary,
    tokens: Tokens,
}

impl Reader {
    /// A reader of texts in a language, unit by unit.
    pub fn new(language: Language, unit: Unit) -> Self {
        Self {
            unit,
            outline: OutlineOptions::default(),
            tokenizer: Tokenizer::default(),
            vocabulary: Vocabulary::new(language),
            tokens: Tokens::default(),
        }
    }

    /// The units of a text. A blank text has one document and no section.
    ///
    /// # Errors
    /// If the text is longer than 4 GiB.
    pub fn read(&mut self, text: &str) -> Result<Vec<Part>> {
        check_length(text)?;
        self.tokens.clear();
        Ok(match self.unit {
            Unit::Document => {
                self.tokenize(text, Span::new(0, text.len()));
                vec![Part {
                    index: 0,
                    heading: None,
                    tokens: 0..self.tokens.tokens.len(),
                }]
            }
            Unit::Section => self.sections(text),
        })
    }

    fn sections(&mut self, text: &str) -> Vec<Part> {
        let outline = Outline::of(text, &self.outline);
        let mut parts = Vec::with_capacity(outline.sections.len());
        for (index, section) in outline.sections.iter().enumerate() {
            let first = self.tokens.tokens.len();
            for paragraph in section.paragraphs.clone() {
                self.tokenize(text, outline.paragraphs[paragraph]);
            }
            let heading = section.heading.map(|at| outline.headings[at].text.clone());
            parts.push(Part {
                index,
                heading,
                tokens: first..self.tokens.tokens.len(),
            });
        }
        parts
    }

    fn tokenize(&mut self, text: &str, block: Span) {
        let (vocabulary, tokens) = (&mut self.vocabulary, &mut self.tokens);
        self.tokenizer
            .tokenize_block(text, block, vocabulary, tokens);
    }

    /// The tokens of the text read last.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The vocabulary of all texts read.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Before all headings.\n\n## First\n\nOne. Two.\n\nThree.\n\n## Second\n\nFour.\n";

    fn words(unit: Unit, text: &str) -> Vec<(Option<String>, Vec<String>)> {
        let mut reader = Reader::new(Language::English, unit);
        let parts = reader.read(text).unwrap();
        let tokens = &reader.tokens().tokens;
        let of = |part: &Part| {
            tokens[part.tokens.clone()]
                .iter()
                .map(|token| token.span().of(text).to_owned())
                .collect()
        };
        parts
            .iter()
            .map(|part| (part.heading.clone(), of(part)))
            .collect()
    }

    #[test]
    fn sections_leave_their_headings_out() {
        let sections = words(Unit::Section, TEXT);
        let expected = [
            (None, vec!["Before", "all", "headings", "."]),
            (Some("First"), vec!["One", ".", "Two", ".", "Three", "."]),
            (Some("Second"), vec!["Four", "."]),
        ];
        assert_eq!(sections.len(), 3);
        for ((heading, tokens), (name, words)) in sections.iter().zip(expected) {
            assert_eq!(
                (heading.as_deref(), tokens),
                (name, &words.iter().map(ToString::to_string).collect())
            );
        }
    }

    #[test]
    fn a_document_is_the_whole_text() {
        let documents = words(Unit::Document, TEXT);
        assert_eq!(documents.len(), 1);
        assert!(documents[0].1.contains(&"First".to_owned()));
        assert_eq!(words(Unit::Document, " ").len(), 1);
        assert!(words(Unit::Section, " ").is_empty());
        assert!("chapter".parse::<Unit>().is_err());
    }
}
