use super::*;
use crate::language::Language;
use crate::tokenize::Tokenizer;

fn net(relations: &Relations, text: &str) -> f64 {
    find(relations, text).iter().map(|m| m.weight).sum()
}

fn find(relations: &Relations, text: &str) -> Vec<Match> {
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    relations.find(text, &tokens, &vocabulary, &mut relations.state())
}

#[test]
fn built_in_files_parse() {
    let mut lexicon = Lexicon::default();
    for (name, source) in BUILTIN {
        lexicon.read(name, source).unwrap();
    }
    assert!(lexicon.entries().len() > 400);
}

#[test]
fn the_object_decides() {
    let relations = &*Relations::builtin();
    for (text, sign) in [
        ("The two governments ended the war.", 1.0),
        ("The two governments ended their cooperation.", -1.0),
        ("The state postponed aid to the republic.", -1.0),
        ("Tensions eased.", 1.0),
        ("The government rejected the lifting of sanctions.", -1.0),
        ("The blockade was lifted after forty days.", 1.0),
    ] {
        assert_eq!(
            net(relations, text).signum(),
            sign,
            "{text}: {:?}",
            find(relations, text)
        );
    }
}
