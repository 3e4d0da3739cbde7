//! Languages: which stemmer and which stop words belong to a text.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

pub mod stem;
pub mod stop_words;

pub use stem::Stemmer;

/// The languages that the crate can stem (those of rust-stemmers).
///
/// # Examples
/// ```
/// use detente::language::Language;
/// assert_eq!("english".parse::<Language>()?, Language::English);
/// assert_eq!("de".parse::<Language>()?.name(), "german");
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Language {
    Arabic,
    Danish,
    Dutch,
    #[default]
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
}

/// Every language with its name and ISO 639-1 code, in alphabetical order.
const NAMES: [(Language, &str, &str); 18] = [
    (Language::Arabic, "arabic", "ar"),
    (Language::Danish, "danish", "da"),
    (Language::Dutch, "dutch", "nl"),
    (Language::English, "english", "en"),
    (Language::Finnish, "finnish", "fi"),
    (Language::French, "french", "fr"),
    (Language::German, "german", "de"),
    (Language::Greek, "greek", "el"),
    (Language::Hungarian, "hungarian", "hu"),
    (Language::Italian, "italian", "it"),
    (Language::Norwegian, "norwegian", "no"),
    (Language::Portuguese, "portuguese", "pt"),
    (Language::Romanian, "romanian", "ro"),
    (Language::Russian, "russian", "ru"),
    (Language::Spanish, "spanish", "es"),
    (Language::Swedish, "swedish", "sv"),
    (Language::Tamil, "tamil", "ta"),
    (Language::Turkish, "turkish", "tr"),
];

impl Language {
    /// Every language, in alphabetical order.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|&(language, ..)| language)
    }

    /// The English name in lower case ("english").
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The ISO 639-1 code ("en").
    pub fn code(self) -> &'static str {
        NAMES[self as usize].2
    }
}

impl FromStr for Language {
    type Err = Error;

    /// Reads a name ("english", "English") or an ISO 639-1 code ("en").
    fn from_str(name: &str) -> Result<Self> {
        let wanted = name.trim().to_lowercase();
        let found = NAMES
            .iter()
            .find(|&&(_, full, code)| full == wanted || code == wanted);
        found.map(|&(language, ..)| language).ok_or_else(|| {
            let known: Vec<_> = NAMES.iter().map(|&(_, full, _)| full).collect();
            Error::argument(format!(
                "no stemmer for the language {name:?}; choose one of {}",
                known.join(", ")
            ))
        })
    }
}
