//! Events of any text, by the built-in lexicon and by any lexicon that is read.

use super::{assert_in_order, assert_within, first_line, text, tokens};
use detente::relations::actors::Actors;
use detente::relations::{Match, Relations};

/// Events of a text: sound, and the same when the text is read again.
pub fn relations(data: &[u8]) {
    let text = text(data);
    let relations = Relations::builtin();
    let matches = find(&relations, &text);
    sound(&text, &matches);
    assert_eq!(matches, find(&relations, &text));
    let (tokens, vocabulary) = tokens(&text);
    let actors = Actors::builtin();
    let mentions = actors.find(&text, &tokens, &vocabulary, &mut actors.state());
    assert_in_order(&text, mentions.iter().map(|mention| mention.span));
}

/// A lexicon file of any content: refused with the line, or events that are sound. Its first line is the text to read.
pub fn relations_lexicon(data: &[u8]) {
    let (text, source) = first_line(data);
    match Relations::from_text("own", &source) {
        Ok(relations) => {
            sound(&text, &find(&relations, &text));
            relations.check();
            assert!(relations.entries().all(|entry| !entry.pattern.is_empty()));
            let more = relations.extend("more", &source).unwrap();
            sound(&text, &find(&more, &text));
        }
        Err(error) => assert!(error.to_string().starts_with("own:"), "{error}"),
    }
}

fn find(relations: &Relations, text: &str) -> Vec<Match> {
    let (tokens, vocabulary) = tokens(text);
    relations.find(text, &tokens, &vocabulary, &mut relations.state())
}

/// Spans slice, weights are on the scale, classes agree with signs, sentences are in order.
fn sound(text: &str, matches: &[Match]) {
    for found in matches {
        assert!(!text.get(found.span.range()).unwrap_or_default().is_empty());
        assert_within(found.weight, -10.0, 10.0);
        assert_within(found.base_weight, -10.0, 10.0);
        assert!(
            found.weight == 0.0 || found.quad.is_cooperation() == (found.weight > 0.0),
            "{found:?}"
        );
    }
    assert!(matches.is_sorted_by_key(|found| found.sentence));
}
