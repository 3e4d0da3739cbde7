//! Stop words: the function words that say little about a text's subject.
//!
//! English has Snowball's list of 175 words. The other languages have the lists that NLTK keeps (from Snowball, with
//! later corrections), through the crate `stop-words`; languages without a list there have no stop words.

use super::Language;
use hashbrown::HashSet;
use std::sync::OnceLock;

/// Snowball's English list, in the order of bytes.
const ENGLISH: &str = include_str!("stop_words/english.txt");

/// The lists in the order of bytes, each read when its language is first asked for.
static LISTS: [OnceLock<Vec<String>>; Language::COUNT] =
    [const { OnceLock::new() }; Language::COUNT];

/// The same for looking up.
static SETS: [OnceLock<HashSet<&'static str>>; Language::COUNT] =
    [const { OnceLock::new() }; Language::COUNT];

/// The stop words of a language in lower case with straight quotes, in the order of bytes; empty if there is no list.
///
/// # Examples
/// ```
/// use detente::language::{Language, stop_words::stop_words};
/// assert_eq!(stop_words(Language::English).len(), 175);
/// assert!(stop_words(Language::German).iter().any(|word| word == "und"));
/// ```
pub fn stop_words(language: Language) -> &'static [String] {
    LISTS[language as usize].get_or_init(|| read(language))
}

/// Whether a lower-cased word with straight quotes is a stop word of the language.
///
/// # Examples
/// ```
/// use detente::language::{Language, stop_words::is_stop_word};
/// assert!(is_stop_word(Language::English, "the"));
/// assert!(!is_stop_word(Language::English, "peace"));
/// ```
pub fn is_stop_word(language: Language, word: &str) -> bool {
    let set = || stop_words(language).iter().map(String::as_str).collect();
    SETS[language as usize].get_or_init(set).contains(word)
}

fn read(language: Language) -> Vec<String> {
    let mut words: Vec<String> = match language {
        Language::English => ENGLISH.lines().map(String::from).collect(),
        // The list was once converted from an encoding without "ő" and "ű".
        Language::Hungarian => lookup(language)
            .map(|word| word.replace('õ', "ő").replace('û', "ű"))
            .collect(),
        _ => lookup(language).map(String::from).collect(),
    };
    words.sort_unstable();
    words.dedup();
    words
}

fn lookup(language: Language) -> impl Iterator<Item = &'static str> {
    let words = stop_words::lookup(language.code());
    words.unwrap_or_default().iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_function_words_are_stop_words() {
        for (language, words) in [
            (Language::English, "the and isn't they'd ought themselves"),
            (Language::German, "der und nicht einige"),
            (Language::French, "le et dans étaient"),
            (Language::Russian, "и в не чтобы"),
            (Language::Hungarian, "és nem először"),
            (Language::Turkish, "ve bu için"),
            (Language::Arabic, "في من على"),
            (Language::Greek, "και το"),
        ] {
            for word in words.split(' ') {
                assert!(is_stop_word(language, word), "{language:?} {word}");
            }
        }
    }

    #[test]
    fn words_of_content_are_none() {
        for word in ["", "war", "peace", "treaty", "The"] {
            assert!(!is_stop_word(Language::English, word), "{word}");
        }
    }

    #[test]
    fn the_larger_languages_have_a_list() {
        let without: Vec<_> = Language::all()
            .filter(|&l| stop_words(l).is_empty())
            .map(Language::name)
            .collect();
        assert_eq!(
            without,
            [
                "armenian",
                "czech",
                "esperanto",
                "estonian",
                "hindi",
                "irish",
                "lithuanian",
                "persian",
                "polish",
                "serbian",
                "sesotho",
                "yiddish"
            ]
        );
    }
}
