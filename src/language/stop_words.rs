//! Stop words: the function words that say little about a text's subject.

use super::Language;

/// English function words (articles, pronouns, auxiliaries, prepositions, conjunctions), one per line.
const ENGLISH: &str = include_str!("stop_words/english.txt");

/// Whether a lower-cased word with straight quotes is a stop word of the language.
pub fn is_stop_word(language: Language, word: &str) -> bool {
    language == Language::English && ENGLISH.lines().any(|line| line == word)
}
