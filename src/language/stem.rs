//! Stems, through rust-stemmers.

use super::Language;
use rust_stemmers::{Algorithm, Stemmer as Snowball};
use std::borrow::Cow;

/// Reduces a word to its stem: "negotiations" and "negotiated" to "negoti".
///
/// # Examples
/// ```
/// use detente::language::{Language, Stemmer};
/// let stemmer = Stemmer::new(Language::English);
/// assert_eq!(stemmer.stem("negotiations"), "negoti");
/// ```
pub struct Stemmer {
    language: Language,
    snowball: Snowball,
}

impl Stemmer {
    /// A stemmer for `language`.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            snowball: Snowball::create(algorithm(language)),
        }
    }

    /// The language it was made for.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The stem of a word that is already in lower case with straight quotes.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        self.snowball.stem(word)
    }
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stemmer")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

fn algorithm(language: Language) -> Algorithm {
    match language {
        Language::Arabic => Algorithm::Arabic,
        Language::Danish => Algorithm::Danish,
        Language::Dutch => Algorithm::Dutch,
        Language::English => Algorithm::English,
        Language::Finnish => Algorithm::Finnish,
        Language::French => Algorithm::French,
        Language::German => Algorithm::German,
        Language::Greek => Algorithm::Greek,
        Language::Hungarian => Algorithm::Hungarian,
        Language::Italian => Algorithm::Italian,
        Language::Norwegian => Algorithm::Norwegian,
        Language::Portuguese => Algorithm::Portuguese,
        Language::Romanian => Algorithm::Romanian,
        Language::Russian => Algorithm::Russian,
        Language::Spanish => Algorithm::Spanish,
        Language::Swedish => Algorithm::Swedish,
        Language::Tamil => Algorithm::Tamil,
        Language::Turkish => Algorithm::Turkish,
    }
}
