use super::*;
use crate::language::Language;
use crate::tokenize::Tokenizer;
use proptest::prelude::*;

fn mentions(text: &str) -> Vec<Mention> {
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    let actors = Actors::builtin();
    actors.find(text, &tokens, &vocabulary, &mut actors.state())
}

fn codes(text: &str) -> String {
    let codes: Vec<String> = mentions(text)
        .into_iter()
        .map(|m| m.code.to_string())
        .collect();
    codes.join(" ")
}

#[test]
fn the_built_in_table_is_well_formed() {
    let table = include_str!("../data/actors.tsv");
    let actors = Actors::from_text(table, "actors.tsv").unwrap();
    assert!(actors.iter().count() > 350);
    assert_eq!(
        actors.iter().filter(|a| a.kind == ActorKind::State).count(),
        195
    );
    for actor in actors.iter() {
        let iso = actor.code.len() == 3 && actor.code.chars().all(|c| c.is_ascii_uppercase());
        assert!(iso || actor.kind != ActorKind::State, "{}", actor.code);
    }
}

#[test]
fn every_form_of_the_built_in_table_is_found() {
    for line in include_str!("../data/actors.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .skip(1)
    {
        let columns: Vec<&str> = line.split('\t').collect();
        let is_actor = columns[1] != "none";
        for form in columns[if is_actor { 2 } else { 3 }..]
            .iter()
            .flat_map(|c| c.split(" | "))
        {
            if form.is_empty() {
                continue;
            }
            // A form that ends in a dash stands before another word.
            let text = format!(
                "Yesterday {form}{} said so.",
                if form.ends_with('-') { "Martian" } else { "" }
            );
            assert_eq!(
                codes(&text),
                if is_actor { columns[0] } else { "" },
                "{text}"
            );
        }
    }
}

#[test]
fn case_decides() {
    for (text, expected) in [
        ("Give us the turkey and the china.", ""),
        ("The US and Turkey told us.", "USA TUR"),
        ("TURKEY AND IRAN MEET", "TUR IRN"),
        ("Those who know the WHO", "WHO"),
        ("THOSE WHO TOLD US", ""),
        ("US and EU agree", "USA EU"),
        ("The un-American Un", "USA"),
        ("An islamic state is not the Islamic State.", "ISIS"),
        ("NATO and Nato, not nato", "NATO NATO"),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
}

#[test]
fn the_longest_form_wins() {
    for (text, expected) in [
        ("North Korea, South Korea and Korea", "PRK KOR KOR"),
        (
            "Papua New Guinea, Guinea-Bissau, Equatorial Guinea, Guinea",
            "PNG GNB GNQ GIN",
        ),
        ("the Indian Ocean and the Indian navy", "IND"),
        ("the Security Council of the United Nations", "UNSC"),
        ("the Soviet Union", "SUN"),
        ("Latin American and American states", "USA"),
        ("Trinidad and Tobago and Bosnia and Herzegovina", "TTO BIH"),
        (
            "George Washington crossed the river, Washington objected.",
            "USA",
        ),
        ("the Treaty of Rome and Rome", "ITA"),
        (
            "Austria-Hungary, Austria–Hungary, Austria and Hungary",
            "AUSTRIAHUNGARY AUSTRIAHUNGARY AUT HUN",
        ),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
}

#[test]
fn forms_as_they_are_written() {
    for (text, expected) in [
        ("the U.S., the U.K. and the U.S.S.R.", "USA GBR SUN"),
        ("He left the U.S. He stayed away.", "USA"),
        (
            "Russia’s and NATO's aims, the Russians' fears",
            "RUS NATO RUS",
        ),
        (
            "NATO-Russia, US–China, Franco-German, Sino-Soviet",
            "NATO RUS USA CHN FRA DEU CHN SUN",
        ),
        (
            "Americans, Israelis, Poles, Kurds and Houthis",
            "USA ISR POL KURDS HOUTHI",
        ),
        (
            "The Kremlin, the White House, Downing Street and the Élysée",
            "RUS USA GBR FRA",
        ),
        (
            "al-Qaeda and Al Qaeda; the G-7 and the G20",
            "ALQAEDA ALQAEDA G7 G20",
        ),
        ("a US-led coalition, pro-Russian forces", "USA RUS"),
        ("Côte d’Ivoire and São Tomé and Príncipe", "CIV STP"),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
}

#[test]
fn places_are_told_from_parties() {
    let places = |text: &str| -> Vec<bool> { mentions(text).iter().map(|m| m.is_place).collect() };
    assert_eq!(
        places("Russia and China met in Geneva and in Vienna."),
        [false, false, true]
    );
    assert_eq!(
        places("Fighting in northern Mali; interest in NATO"),
        [true, false]
    );
    assert_eq!(
        places("in the United States; in Russia's view; in Russian hands"),
        [true, false, false]
    );
}

#[test]
fn acronyms_are_learnt_from_the_text() {
    for (text, expected) in [
        (
            "The Partnership for Peace (PfP) grew. PfP members met.",
            "PfP PfP",
        ),
        (
            "The NATO-Russia Council (NRC) met. The NRC failed.",
            "NATO RUS NRC NRC",
        ),
        (
            "The Permanent Joint Council (the PJC, founded in 1997) met; the PJC closed.",
            "PJC PJC",
        ),
        ("The PJC (Permanent Joint Council) met.", "PJC"),
        // Known by the table under another name.
        (
            "The Atlantic Alliance (AA) met, and the AA closed.",
            "NATO NATO NATO",
        ),
        // A text's own meaning goes before the table's.
        (
            "The Irish Cricket Club (ICC) met; the ICC closed.",
            "IRL ICC ICC",
        ),
        // Not written as a name; no acronym; does not match.
        ("gross domestic product (GDP) fell, GDP rose", ""),
        ("the old treaty (May 1990) and a new one (CFE)", ""),
        ("some Party (of one) met", ""),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
}

#[test]
fn introduced_organisations_act_and_terms_do_not() {
    let kinds: Vec<ActorKind> = mentions(
        "The Permanent Joint Council (PJC), the Intermediate-Range Nuclear Forces Treaty (INFT), \
         the Partnership for Peace (PfP), and the Organisation for Joint Armaments (OJA).",
    )
    .iter()
    .map(|m| m.kind)
    .collect();
    use ActorKind::{Organisation, Term};
    assert_eq!(kinds, [Organisation, Term, Term, Organisation]);
}

#[test]
fn broken_tables_are_named_by_line() {
    for (table, message) in [
        ("A\tstate\tAtlantis\nA\tstate\tLemuria", "own:2: the code A"),
        ("\n\nA\tplanet\tMars", "own:3: unknown kind"),
        ("A\tstate", "own:1: needs a code"),
        ("A\tstate\tAtlantis\t\t\t\t\tmore", "own:1: has 8 columns"),
        (
            "A\tstate\tAtlantis\nB\tstate\tLemuria\tAtlantis",
            "own:2: \"Atlantis\" already names A",
        ),
    ] {
        let error = Actors::from_text(table, "own").unwrap_err();
        assert!(error.to_string().starts_with(message), "{error}");
    }
    assert_eq!(Actors::from_text("", "own").unwrap().iter().count(), 0);
}

/// Words of which actors are made, and some between them.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "North",
        "Korea",
        "New",
        "Guinea",
        "the",
        "US",
        "us",
        "UN",
        "Security",
        "Council",
        "-",
        "–",
        "in",
        "(",
        ")",
        "PfP",
        "Partnership",
        "for",
        "Peace",
        "of",
        "and",
        "Papua",
        "Bosnia",
        "Herzegovina",
        "’s",
        ".",
        "said",
        "U.S.",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn mentions_are_in_order_inside_their_sentence_and_on_token_bounds(words in prop::collection::vec(word(), 0..40)) {
        let text = words.join(" ");
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(&text, &mut vocabulary);
        let actors = Actors::builtin();
        let found = actors.find(&text, &tokens, &vocabulary, &mut actors.state());
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for mention in &found {
            let sentence = &tokens.sentences[mention.sentence];
            prop_assert!(sentence.span.contains(mention.span));
            prop_assert_eq!(tokens.tokens[mention.tokens.start].start as usize, mention.span.start);
            prop_assert_eq!(tokens.tokens[mention.tokens.end - 1].end as usize, mention.span.end);
        }
    }

    #[test]
    fn a_state_that_has_seen_other_texts_finds_the_same(texts in prop::collection::vec("[A-Za-z(). ]{0,60}", 1..4)) {
        let mut vocabulary = Vocabulary::new(Language::English);
        let actors = Actors::builtin();
        let mut state = actors.state();
        for text in &texts {
            let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
            let found = actors.find(text, &tokens, &vocabulary, &mut state);
            prop_assert_eq!(found, mentions(text));
        }
    }

    #[test]
    fn no_input_panics(text in "\\PC{0,80}") {
        mentions(&text);
        let _ = Actors::from_text(&text, "own");
    }
}
