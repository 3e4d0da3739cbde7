//! Languages: which stemmer and which stop words belong to a text.
//!
//! ```
//! use detente::language::{Language, Stemmer, stop_words::is_stop_word};
//!
//! let french = Language::all().find(|language| language.name() == "french").unwrap();
//! assert_eq!(french.code(), "fr");
//! assert!(is_stop_word(french, "avec"));
//! assert_eq!(Stemmer::new(french).stem("négociations"), Stemmer::new(french).stem("négociation"));
//! ```

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

pub mod stem;
pub mod stop_words;

pub use stem::Stemmer;

/// The languages that the crate can stem (those of Snowball 3).
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
    Armenian,
    Basque,
    Catalan,
    Czech,
    Danish,
    Dutch,
    #[default]
    English,
    Esperanto,
    Estonian,
    Finnish,
    French,
    German,
    Greek,
    Hindi,
    Hungarian,
    Indonesian,
    Irish,
    Italian,
    Lithuanian,
    Nepali,
    Norwegian,
    Persian,
    Polish,
    Portuguese,
    Romanian,
    Russian,
    Serbian,
    Sesotho,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
    Yiddish,
}

/// Every language with its name and ISO 639-1 code, in alphabetical order.
const NAMES: [(Language, &str, &str); Language::COUNT] = [
    (Language::Arabic, "arabic", "ar"),
    (Language::Armenian, "armenian", "hy"),
    (Language::Basque, "basque", "eu"),
    (Language::Catalan, "catalan", "ca"),
    (Language::Czech, "czech", "cs"),
    (Language::Danish, "danish", "da"),
    (Language::Dutch, "dutch", "nl"),
    (Language::English, "english", "en"),
    (Language::Esperanto, "esperanto", "eo"),
    (Language::Estonian, "estonian", "et"),
    (Language::Finnish, "finnish", "fi"),
    (Language::French, "french", "fr"),
    (Language::German, "german", "de"),
    (Language::Greek, "greek", "el"),
    (Language::Hindi, "hindi", "hi"),
    (Language::Hungarian, "hungarian", "hu"),
    (Language::Indonesian, "indonesian", "id"),
    (Language::Irish, "irish", "ga"),
    (Language::Italian, "italian", "it"),
    (Language::Lithuanian, "lithuanian", "lt"),
    (Language::Nepali, "nepali", "ne"),
    (Language::Norwegian, "norwegian", "no"),
    (Language::Persian, "persian", "fa"),
    (Language::Polish, "polish", "pl"),
    (Language::Portuguese, "portuguese", "pt"),
    (Language::Romanian, "romanian", "ro"),
    (Language::Russian, "russian", "ru"),
    (Language::Serbian, "serbian", "sr"),
    (Language::Sesotho, "sesotho", "st"),
    (Language::Spanish, "spanish", "es"),
    (Language::Swedish, "swedish", "sv"),
    (Language::Tamil, "tamil", "ta"),
    (Language::Turkish, "turkish", "tr"),
    (Language::Yiddish, "yiddish", "yi"),
];

impl Language {
    /// Number of languages.
    pub(crate) const COUNT: usize = 34;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_name_and_code() {
        for language in Language::all() {
            assert_eq!(language.name().parse::<Language>().unwrap(), language);
            assert_eq!(language.code().parse::<Language>().unwrap(), language);
            let debug = format!("{language:?}");
            assert_eq!(debug.to_lowercase(), language.name());
        }
    }

    #[test]
    fn an_unknown_language_is_an_error_that_lists_the_known_ones() {
        let error = "klingon".parse::<Language>().unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Argument);
        assert!(error.to_string().contains("english, esperanto"));
    }
}
