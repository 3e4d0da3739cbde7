//! Where the terms of a text come from: the tokenizer, or runs of word characters.

use super::folded::{FoldedForms, Folding};
use super::options::TermOptions;
use super::parts::Parts;
use super::runs::RunReader;
use super::sequence::{Slot, TermReader};
use super::united::WordsMet;
use crate::error::Result;
use crate::span::Span;
use crate::tokenize::{Tokenizer, Tokens, WordBatch};
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
    Words(WordSource),
    Runs(RunReader),
}

/// Words alone, where neither their order nor other tokens nor stems matter: neither sentences nor stems are made.
#[derive(Debug)]
pub(super) struct WordSource {
    tokenizer: Tokenizer,
    forms: FoldedForms,
    batch: WordBatch,
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
            WordRule::Tokens if counts_words_alone(options) => {
                Self::Words(WordSource::new(options))
            }
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
            Self::Words(source) => source.read(text, out),
            Self::Runs(reader) => reader.read(text, out),
        }
    }

    /// The words that occur in the texts read, which are `texts`.
    pub fn words(&self, texts: &Parts) -> WordsMet<'_> {
        match self {
            Self::Tokens(source) => {
                let vocabulary = &source.vocabulary;
                texts.met(vocabulary.ids().map(|id| vocabulary.text(id)))
            }
            Self::Words(source) => source.forms.terms(),
            Self::Runs(reader) => reader.terms(),
        }
    }
}

/// Whether single words, as they are or in lower case, are all that counts.
fn counts_words_alone(options: &TermOptions) -> bool {
    let words = options.numbers && options.addresses;
    let others = options.punctuation || options.symbols || options.clitics;
    options.is_unigram() && words && !others && !options.stem
}

impl WordSource {
    fn new(options: &TermOptions) -> Self {
        Self {
            tokenizer: Tokenizer::default(),
            forms: FoldedForms::new(Folding {
                lowercase: options.lowercase,
                even: true,
                stop_words: options.stop_words.clone(),
                language: options.language,
                min_chars: options.min_chars,
            }),
            batch: WordBatch::default(),
        }
    }

    fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        let forms = &mut self.forms;
        let take = |Span { start, end }| {
            let slot = forms.slot(text, start, end);
            if slot != Slot::GAP {
                out.push(slot);
            }
        };
        self.tokenizer.each_word(text, &mut self.batch, take);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::options::StopWords;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// The words that are counted in each text, in order.
    fn counted(source: &mut Source, texts: &[String]) -> Vec<Vec<String>> {
        let mut words = Vec::new();
        for text in texts {
            let (mut parts, mut read) = (Parts::default(), Vec::new());
            parts.push(|slots| {
                source.read(text, slots);
                read = slots.iter().filter_map(|slot| slot.term()).collect();
            });
            let names: HashMap<_, _> = source
                .words(&parts)
                .into_iter()
                .map(|(name, number)| (number, name))
                .collect();
            words.push(
                read.iter()
                    .map(|&term| names[&(term as u32)].to_owned())
                    .collect(),
            );
        }
        words
    }

    proptest! {
        #[test]
        fn words_alone_are_the_words_among_all_tokens(
            texts in prop::collection::vec("([A-Za-z0-9.,’'@#\\-İΣé]{0,6} ?){0,12}", 1..4),
            lowercase: bool, min_chars in 1..4_usize, stop in 0..3,
        ) {
            let stop_words = match stop {
                0 => StopWords::Keep,
                1 => StopWords::OfLanguage,
                _ => StopWords::List(["a".to_owned(), "b".to_owned()].into()),
            };
            let options = TermOptions { lowercase, min_chars, stop_words, ..TermOptions::default() };
            let mut quick = Source::new(&options, WordRule::Tokens).unwrap();
            prop_assert!(matches!(quick, Source::Words(_)));
            // Pairs need sentences: the same options with them go the long way.
            let pairs = TermOptions { ngrams: 1..=2, ..options };
            let mut long = Source::new(&pairs, WordRule::Tokens).unwrap();
            prop_assert!(matches!(long, Source::Tokens(_)));
            prop_assert_eq!(counted(&mut quick, &texts), counted(&mut long, &texts));
        }
    }
}
