//! What must hold for any bytes whatever: one function for each part of detente that reads what strangers wrote.
//!
//! A target panics where a promise is broken. `tests/hostile` runs all of them over seeds and mutations of them, with
//! nothing but stable Rust; `tests/fuzz` gives the same functions to libFuzzer.

mod analysis;
mod lexicon_files;
mod matcher;
mod outline;
mod relations;
mod tokens;
mod vader;

pub use analysis::analysis;
pub use lexicon_files::lexicon_files;
pub use matcher::matcher;
pub use outline::{markdown, outline};
pub use relations::{relations, relations_lexicon};
pub use tokens::{sentences, words};
pub use vader::{vader, vader_table};

use detente::language::Language;
use detente::span::Span;
use detente::tokenize::{Tokenizer, Tokens};
use detente::vocabulary::Vocabulary;

/// A target: it returns for whatever bytes, or shows a defect by a panic.
pub type Target = fn(&[u8]);

/// Every target, by the name of its folder of seeds.
pub const TARGETS: &[(&str, Target)] = &[
    ("analysis", analysis),
    ("lexicon_files", lexicon_files),
    ("markdown", markdown),
    ("matcher", matcher),
    ("outline", outline),
    ("relations", relations),
    ("relations_lexicon", relations_lexicon),
    ("sentences", sentences),
    ("vader", vader),
    ("vader_table", vader_table),
    ("words", words),
];

/// The bytes as text; what is no UTF-8 becomes U+FFFD, as in the readers.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// The bytes up to the first line break and those behind it, as texts.
fn first_line(data: &[u8]) -> (String, String) {
    let end = data.iter().position(|&byte| byte == b'\n');
    let (line, rest) = data.split_at(end.unwrap_or(data.len()));
    (text(line), text(rest.strip_prefix(b"\n").unwrap_or(rest)))
}

/// Tokens of a text, and the vocabulary they were interned in.
fn tokens(text: &str) -> (Tokens, Vocabulary) {
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    (tokens, vocabulary)
}

/// Spans that slice the text, are not empty, and stand one behind the other.
#[track_caller]
fn assert_in_order(text: &str, spans: impl IntoIterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end, "{span:?} begins before {end}");
        assert!(
            !text.get(span.range()).unwrap_or_default().is_empty(),
            "{span:?} is no slice"
        );
        end = span.end;
    }
}

/// A number that is finite and in a range.
#[track_caller]
fn assert_within(value: f64, low: f64, high: f64) {
    assert!(
        (low..=high).contains(&value),
        "{value} is not in {low}..={high}"
    );
}
