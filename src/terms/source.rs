//! Where the terms of a text come from: the tokenizer, or runs of word characters.

use super::options::TermOptions;
use super::runs::RunReader;
use super::sequence::{Slot, TermReader};
use crate::error::Result;
use crate::span::Span;
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::Vocabulary;

/// How a text is split into words for counting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum WordRule {
    /// The crate's tokenizer (UAX #29 with its tailorings), sentences and all.
    #[default]
    Tokens,
    /// Runs of at least so many word characters, as scikit-learn's `token_pattern` has it. There are no sentences,
    /// no stems and no kinds of token; stop words leave no gap.
    Runs {
        /// The fewest word characters of a run; scikit-learn's default is two.
        min_chars: usize,
    },
}

/// Where slots come from.
#[derive(Debug)]
pub(super) enum Source {
    Tokens(Box<TokenSource>),
    Runs(RunReader),
}

#[derive(Debug)]
pub(super) struct TokenSource {
    tokenizer: Tokenizer,
    vocabulary: Vocabulary,
    reader: TermReader,
    tokens: Tokens,
}

impl Source {
    pub fn new(options: &TermOptions, rule: WordRule) -> Result<Self> {
        Ok(match rule {
            WordRule::Tokens => Self::Tokens(Box::new(TokenSource {
                tokenizer: Tokenizer::default(),
                vocabulary: Vocabulary::new(options.language),
                reader: TermReader::new(options.clone())?,
                tokens: Tokens::default(),
            })),
            WordRule::Runs { min_chars } => {
                options.check()?;
                let stop_words = options.stop_words.clone();
                Self::Runs(RunReader::new(options.lowercase, min_chars, stop_words))
            }
        })
    }

    pub fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        match self {
            Self::Tokens(source) => source.read(text, out),
            Self::Runs(reader) => reader.read(text, out),
        }
    }

    /// The words, by number.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::Tokens(source) => {
                let vocabulary = &source.vocabulary;
                vocabulary.ids().map(|id| vocabulary.text(id)).collect()
            }
            Self::Runs(reader) => (0..reader.len()).map(|n| reader.word(n)).collect(),
        }
    }
}

impl TokenSource {
    pub fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        let Self {
            tokenizer,
            vocabulary,
            reader,
            tokens,
        } = self;
        tokens.tokens.clear();
        tokens.sentences.clear();
        let block = Span::new(0, text.len());
        tokenizer.tokenize_block(text, block, vocabulary, tokens);
        reader.read(tokens, 0..tokens.tokens.len(), vocabulary, out);
    }
}
