//! The tokenizer against tables of cases and against UAX #29.

use super::*;
use crate::language::Language;
use std::collections::BTreeMap;

/// Cases by kind, from a JSON object whose entry "about" explains it.
fn cases<T: serde::de::DeserializeOwned>(json: &str) -> BTreeMap<String, Vec<T>> {
    let mut object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(json).unwrap();
    object.remove("about");
    serde_json::from_value(object.into()).unwrap()
}

#[test]
fn sentences_of_the_table() {
    let tokenizer = Tokenizer::default();
    let mut failed = Vec::new();
    for (kind, texts) in cases::<String>(include_str!("../../tests/data/sentences.json")) {
        for case in texts {
            let text = case.replace('¦', "");
            let wanted: Vec<_> = case.split('¦').map(str::trim).collect();
            let spans = tokenizer.sentences(&text);
            let found: Vec<_> = spans.iter().map(|span| span.of(&text)).collect();
            if found != wanted {
                failed.push(format!("{kind}: {found:#?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn tokens_of_the_table() {
    let tokenizer = Tokenizer::default();
    let mut vocabulary = Vocabulary::new(Language::English);
    for (kind, texts) in cases::<[String; 2]>(include_str!("../../tests/data/tokenize.json")) {
        for [text, wanted] in texts {
            let tokens = tokenizer.tokenize(&text, &mut vocabulary).tokens;
            let show = |token: &Token| {
                format!("{}/{}", token.span().of(&text), abbreviation_of(token.kind))
            };
            let found: Vec<_> = tokens.iter().map(show).collect();
            assert_eq!(found.join(" "), wanted, "{kind}");
        }
    }
}

/// One letter for each kind of token.
fn abbreviation_of(kind: TokenKind) -> char {
    match kind {
        TokenKind::Word => 'w',
        TokenKind::Number => 'n',
        TokenKind::Clitic => 'c',
        TokenKind::Url => 'u',
        TokenKind::Email => 'e',
        TokenKind::Mention => 'm',
        TokenKind::Hashtag => 'h',
        TokenKind::Punctuation => 'p',
        TokenKind::Symbol => 's',
    }
}
