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

/// The sign that a line's example must have: that of its code, or of what its operator makes of an object.
fn expected(relations: &Relations, line: u32) -> Option<f64> {
    use lexicon::{Role, Sign};
    let lexicon = &relations.lexicon;
    let entry = lexicon.entries().iter().find(|e| e.line == line)?;
    match entry.role {
        Role::Event { code, .. } => Some(lexicon.code(code).weight),
        Role::Object(class) => match lexicon.class(class).sign {
            Sign::Positive => Some(1.0),
            Sign::Negative => Some(-1.0),
            Sign::Neutral => None,
        },
        _ => None,
    }
}

#[test]
fn every_event_agrees_with_its_example() {
    let relations = Relations::builtin();
    let mut wrong = Vec::new();
    for (index, line) in relations.lexicon.lines().iter().enumerate() {
        let Some(weight) = expected(&relations, index as u32) else {
            continue;
        };
        let net = net(&relations, &line.example);
        if net * weight <= 0.0 {
            wrong.push(format!(
                "{}:{} {net} {}",
                line.file, line.number, line.example
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_outcome_agrees_with_its_example() {
    let relations = Relations::builtin();
    let mut wrong = Vec::new();
    for (line, weight) in relations.lexicon.outcome_lines() {
        let place = &relations.lexicon.lines()[line as usize];
        let net = net(&relations, &place.example);
        if net * weight <= 0.0 {
            wrong.push(format!(
                "{}:{} {net} {} {:?}",
                place.file,
                place.number,
                place.example,
                find(&relations, &place.example)
                    .iter()
                    .map(|m| (&m.entry, m.weight))
                    .collect::<Vec<_>>()
            ));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
