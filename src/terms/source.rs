//! Where the terms of a text come from: the tokenizer, or runs of word characters.

use super::folded::{FoldedForms, Folding};
use super::options::TermOptions;
use super::runs::RunReader;
use super::sequence::Slot;
use super::united::WordsMet;
use crate::error::Result;
use crate::span::Span;
use crate::tokenize::{Token, TokenKind, Tokenizer, Tokens, WordBatch};

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

/// Words alone, where neither their order nor other tokens matter: sentences are not made.
#[derive(Debug)]
pub(super) struct WordSource {
    tokenizer: Tokenizer,
    forms: FoldedForms,
    batch: WordBatch,
}

/// Tokens in sentences.
#[derive(Debug)]
pub(super) struct TokenSource {
    tokenizer: Tokenizer,
    forms: FoldedForms,
    options: TermOptions,
    /// Those of the text at hand, kept for their memory.
    tokens: Tokens,
}

impl Source {
    pub fn new(options: &TermOptions, rule: WordRule) -> Result<Self> {
        options.check()?;
        let forms = || FoldedForms::new(Folding::of_tokens(options));
        Ok(match rule {
            WordRule::Tokens if counts_words_alone(options) => Self::Words(WordSource {
                tokenizer: Tokenizer::default(),
                forms: forms(),
                batch: WordBatch::default(),
            }),
            WordRule::Tokens => Self::Tokens(Box::new(TokenSource {
                tokenizer: Tokenizer::default(),
                forms: forms(),
                options: options.clone(),
                tokens: Tokens::default(),
            })),
            WordRule::Runs { min_chars } => {
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

    /// The words that occur in the texts read.
    pub fn words(&self) -> WordsMet<'_> {
        match self {
            Self::Tokens(source) => source.forms.terms(),
            Self::Words(source) => source.forms.terms(),
            Self::Runs(reader) => reader.terms(),
        }
    }
}

/// Whether single words, in whatever form, are all that counts.
fn counts_words_alone(options: &TermOptions) -> bool {
    let words = options.numbers && options.addresses;
    let others = options.punctuation || options.symbols || options.clitics;
    options.is_unigram() && words && !others
}

impl WordSource {
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
    fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        self.tokens.clear();
        self.tokenizer.split(text, &mut self.tokens);
        let tokens = &self.tokens.tokens;
        if self.options.across_sentences {
            return read_run(text, tokens, &self.options, &mut self.forms, out);
        }
        for sentence in &self.tokens.sentences {
            let tokens = &tokens[sentence.tokens.clone()];
            read_run(text, tokens, &self.options, &mut self.forms, out);
            out.push(Slot::BREAK);
        }
    }
}

/// Appends the slots of tokens in a row.
fn read_run(
    text: &str,
    tokens: &[Token],
    options: &TermOptions,
    forms: &mut FoldedForms,
    out: &mut Vec<Slot>,
) {
    for token in tokens {
        let slot = match token.kind {
            kind if options.counts(kind) => {
                forms.slot(text, token.start as usize, token.end as usize)
            }
            TokenKind::Clitic => continue,
            _ => Slot::GAP,
        };
        if slot != Slot::GAP || !options.across_gaps {
            out.push(slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::counts::count;
    use crate::terms::matrix::Dtm;
    use crate::terms::options::StopWords;
    use crate::terms::sequence::Corpus;
    use proptest::prelude::*;

    /// The words that are counted in each text, in order.
    fn counted(source: &mut Source, texts: &[String]) -> Vec<Vec<String>> {
        let mut words = Vec::new();
        for text in texts {
            let mut slots = Vec::new();
            source.read(text, &mut slots);
            let names = source.words();
            let name = |number: usize| names.iter().find(|&&(_, known)| known as usize == number);
            let terms = slots.iter().filter_map(|slot| slot.term());
            words.push(terms.map(|term| name(term).unwrap().0.to_owned()).collect());
        }
        words
    }

    fn stop_words() -> impl Strategy<Value = StopWords> {
        prop_oneof![
            Just(StopWords::Keep),
            Just(StopWords::OfLanguage),
            Just(StopWords::List(["a".to_owned(), "b".to_owned()].into())),
        ]
    }

    proptest! {
        #[test]
        fn words_alone_are_the_words_among_all_tokens(
            texts in prop::collection::vec("([A-Za-z0-9.,’'@#\\-İΣé]{0,6} ?){0,12}", 1..4),
            lowercase: bool, stem: bool, min_chars in 1..4_usize, stop_words in stop_words(),
        ) {
            let options = TermOptions { lowercase, stem, min_chars, stop_words, ..TermOptions::default() };
            let mut quick = Source::new(&options, WordRule::Tokens).unwrap();
            prop_assert!(matches!(quick, Source::Words(_)));
            // Pairs need sentences: the same options with them go the long way.
            let pairs = TermOptions { ngrams: 1..=2, ..options };
            let mut long = Source::new(&pairs, WordRule::Tokens).unwrap();
            prop_assert!(matches!(long, Source::Tokens(_)));
            prop_assert_eq!(counted(&mut quick, &texts), counted(&mut long, &texts));
        }

        #[test]
        fn texts_are_read_as_a_corpus_reads_them(
            texts in prop::collection::vec("([A-Za-z0-9.,’'@#\\-İΣé]{0,6}(ings|ed)?[.,!$]? ?){0,12}", 1..4),
            flags in any::<[bool; 9]>(), min_chars in 1..4_usize, stop_words in stop_words(), longest in 1..3_usize,
        ) {
            let [lowercase, stem, numbers, punctuation, symbols, clitics, addresses, across_sentences, across_gaps] = flags;
            let options = TermOptions {
                lowercase, stem, numbers, punctuation, symbols, clitics, addresses, across_sentences, across_gaps,
                min_chars, stop_words, ngrams: 1..=longest, ..TermOptions::default()
            };
            let corpus = Corpus::read(&texts, &options).unwrap();
            prop_assert_eq!(Dtm::of(&corpus, &options).unwrap(), count(&texts, &options).unwrap());
        }
    }
}
