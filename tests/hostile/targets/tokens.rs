//! Words, tokens and sentences.

use super::{assert_in_order, text};
use detente::language::Language;
use detente::tokenize::{Token, Tokenizer};
use detente::vocabulary::Vocabulary;

/// Tokens slice the text in order and have the text of their type; words are the tokens that are words; every token
/// stands in one sentence.
pub fn words(data: &[u8]) {
    let text = text(data);
    for tokenizer in [Tokenizer::default(), Tokenizer::uax29()] {
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = tokenizer.tokenize(&text, &mut vocabulary);
        assert_in_order(&text, tokens.tokens.iter().map(Token::span));
        for token in &tokens.tokens {
            assert_eq!(token.span().of(&text), vocabulary.text(token.id));
        }
        let words = tokens.tokens.iter().filter(|token| token.kind.is_word());
        assert!(tokenizer.words(&text).eq(words.map(Token::span)));
        let mut next = 0;
        for sentence in &tokens.sentences {
            assert_eq!(sentence.tokens.start, next);
            assert!(sentence.tokens.end > next);
            next = sentence.tokens.end;
        }
        assert_eq!(next, tokens.tokens.len());
    }
}

/// Sentences slice the text in order and are the same, in the same places, with the line ends of another system.
pub fn sentences(data: &[u8]) {
    let text = text(data);
    let spans = Tokenizer::default().sentences(&text);
    assert_in_order(&text, spans.iter().copied());
    assert!(
        spans
            .iter()
            .all(|span| span.of(&text).trim() == span.of(&text))
    );
    assert_in_order(&text, Tokenizer::uax29().sentences(&text));

    let unix = text.replace('\r', "");
    let windows = unix.replace('\n', "\r\n");
    let of = |text: &str| -> Vec<String> {
        let spans = Tokenizer::default().sentences(text);
        spans
            .iter()
            .map(|span| span.of(text).replace('\r', ""))
            .collect()
    };
    assert_eq!(of(&unix), of(&windows));
}
