//! What a term is: which tokens count, in which form, alone or as n-grams.

use crate::error::{Error, Result};
use crate::language::Language;
use crate::tokenize::TokenKind;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Which words are left out because they say little.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StopWords {
    /// None.
    #[default]
    Keep,
    /// The list of the language ([`crate::language::stop_words`]).
    OfLanguage,
    /// These words, compared with a token's lower-cased form.
    List(BTreeSet<String>),
}

/// How tokens become terms.
///
/// The default: every word and number in lower case, alone; no punctuation, symbols or detached clitics.
///
/// # Examples
/// ```
/// use detente::terms::{counts::count, options::TermOptions};
/// let options = TermOptions { ngrams: 2..=2, ..TermOptions::default() };
/// let dtm = count(&["Talks on arms control resumed. Nobody left."], &options)?;
/// assert_eq!(dtm.terms, ["arms control", "control resumed", "nobody left", "on arms", "talks on"]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TermOptions {
    /// The language of stems and stop words.
    pub language: Language,
    /// Take the lower-cased form (straight apostrophes, no soft hyphens) instead of the form in the text.
    pub lowercase: bool,
    /// Take the stem, which is always in lower case.
    pub stem: bool,
    /// Words left out.
    pub stop_words: StopWords,
    /// Count numbers ("1997").
    pub numbers: bool,
    /// Count punctuation marks.
    pub punctuation: bool,
    /// Count symbols and emoji.
    pub symbols: bool,
    /// Count detached clitics (the "'s" of "NATO's").
    pub clitics: bool,
    /// Count web and e-mail addresses, mentions and hashtags.
    pub addresses: bool,
    /// The fewest code points of a term's word; shorter ones are left out.
    pub min_chars: usize,
    /// Lengths of n-grams, in words: `1..=1` for single words, `1..=2` for words and pairs.
    pub ngrams: RangeInclusive<usize>,
    /// The most words that may be skipped between two neighbours of an n-gram (each gap on its own).
    pub max_skip: usize,
    /// Let n-grams and windows reach from one sentence into the next.
    pub across_sentences: bool,
    /// Let n-grams reach over tokens that were left out (punctuation, stop words), as if these were not there.
    pub across_gaps: bool,
    /// What stands between the words of an n-gram.
    pub separator: String,
}

impl Default for TermOptions {
    fn default() -> Self {
        Self {
            language: Language::English,
            lowercase: true,
            stem: false,
            stop_words: StopWords::Keep,
            numbers: true,
            punctuation: false,
            symbols: false,
            clitics: false,
            addresses: true,
            min_chars: 1,
            ngrams: 1..=1,
            max_skip: 0,
            across_sentences: false,
            across_gaps: false,
            separator: " ".to_owned(),
        }
    }
}

/// The longest n-gram.
pub const MAX_NGRAM: usize = 16;
/// The widest gap in a skip-gram.
pub const MAX_SKIP: usize = 16;

impl TermOptions {
    /// Whether the options make sense together.
    ///
    /// # Errors
    /// If the range of n-gram lengths is empty, or n-grams or gaps are longer than [`MAX_NGRAM`] and [`MAX_SKIP`].
    pub fn check(&self) -> Result<()> {
        let (low, high) = (*self.ngrams.start(), *self.ngrams.end());
        if low == 0 || low > high || high > MAX_NGRAM {
            return Err(Error::argument(format!(
                "n-grams of {low} to {high} words asked for; give a range within 1 to {MAX_NGRAM}"
            )));
        }
        if self.max_skip > MAX_SKIP {
            return Err(Error::argument(format!(
                "skip-grams with gaps of {} words asked for; at most {MAX_SKIP} are possible",
                self.max_skip
            )));
        }
        Ok(())
    }

    /// Whether tokens of a kind count.
    pub(super) fn counts(&self, kind: TokenKind) -> bool {
        match kind {
            TokenKind::Number => self.numbers,
            TokenKind::Clitic => self.clitics,
            TokenKind::Punctuation => self.punctuation,
            TokenKind::Symbol => self.symbols,
            TokenKind::Url | TokenKind::Email | TokenKind::Mention | TokenKind::Hashtag => {
                self.addresses
            }
            _ => true,
        }
    }

    /// Whether terms are single words.
    pub fn is_unigram(&self) -> bool {
        self.ngrams == (1..=1)
    }
}
