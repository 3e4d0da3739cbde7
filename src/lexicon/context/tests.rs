use super::*;
use crate::lexicon::{Entry, Format, Negation, ShiftOptions, Shifters};
use crate::tokenize::Tokenizer;

#[test]
fn the_cues_are_whole() {
    let cues = Lexicon::cues();
    assert!(cues.entries().len() > 100 && cues.notes().is_empty());
    for key in cues.keys() {
        assert_eq!(
            Role::of(&key.path) == Role::None,
            key.path == "idle",
            "{}",
            key.path
        );
    }
}

#[test]
fn negation_is_bound_to_the_clause() {
    let lexicon = Lexicon::from_str("own", "a: [good, peace, \"not good\"]", Format::Yaml).unwrap();
    let options = MatchOptions {
        negation: Some(Negation::default()),
        ..MatchOptions::default()
    };
    let matcher = lexicon.compile(&options).unwrap();
    let cases = [
        ("They want peace.", false),
        ("They never want peace.", true),
        ("They don't want peace.", true),
        ("They don’t want peace.", true),
        ("Not today, peace.", false),
        ("It was not war but peace.", false),
        ("It is not only peace.", false),
        ("It was not without peace.", false),
        ("Neither war nor peace.", true),
        ("There was no “peace”.", true),
        ("There was no well-planned peace.", true),
        ("They did not think a lasting and full peace.", false),
        ("A lack of peace.", true),
        ("They failed to keep the peace.", true),
        ("It was not good.", false),
        ("No. Peace came.", false),
    ];
    for (text, expected) in cases {
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
        let found = matcher.find(&tokens, &vocabulary, &mut matcher.state());
        assert_eq!(
            found.iter().map(|m| m.negated).collect::<Vec<_>>(),
            [expected],
            "{text}"
        );
    }
}

#[test]
fn cues_without_keys_are_refused() {
    let cues = Lexicon::from_str("own", "a: [not]", Format::Yaml).unwrap();
    let options = MatchOptions {
        negation: Some(Negation { cues, before: 3 }),
        ..MatchOptions::default()
    };
    let message = Lexicon::cues().compile(&options).unwrap_err().to_string();
    assert!(message.contains("negator"), "{message}");
}

#[test]
fn shifters_follow_the_equation() {
    let good = vec![
        Entry::glob("good").with_weight(1.0),
        Entry::glob("bad").with_weight(-1.0),
    ];
    let lexicon = Lexicon::from_map("own", [("valence", good)]).unwrap();
    let matcher = lexicon.compile(&MatchOptions::default()).unwrap();
    let options = ShiftOptions::default();
    let shifters = Shifters::new(&Lexicon::cues(), Language::English, options).unwrap();
    let cases = [
        ("It is good.", 1.0),
        ("It is very good.", 1.8),
        ("It is not good.", -1.0),
        ("It is not very good.", -0.2),
        ("It is slightly good.", 0.2),
        ("It is slightly and somewhat good.", 0.0),
        ("It is old but good.", 1.25),
        ("It is good but old.", 0.75),
        ("It is not, say, good.", 1.0),
        ("It is good; bad it never was.", 2.0),
        ("Nothing to see.", 0.0),
    ];
    for (text, expected) in cases {
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
        let matches = matcher.find(&tokens, &vocabulary, &mut matcher.state());
        let scores = shifters.score(
            &lexicon,
            &matches,
            &tokens,
            &vocabulary,
            &mut shifters.state(),
        );
        assert!(
            (scores[0].sum - expected).abs() < 1e-12,
            "{text}: {}",
            scores[0].sum
        );
        let root = (scores[0].n_words as f64).sqrt();
        assert!((scores[0].score - expected / root).abs() < 1e-12, "{text}");
    }
}

#[test]
fn a_lexicon_survives_serde() {
    let cues = Lexicon::cues();
    let json = serde_json::to_string(&cues).unwrap();
    let back: Lexicon = serde_json::from_str(&json).unwrap();
    assert_eq!((back.name(), &back), ("cues", &cues));
}
