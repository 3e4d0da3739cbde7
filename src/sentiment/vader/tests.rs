use std::collections::BTreeSet;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::language::Language;
use crate::tokenize::Tokenizer;
use crate::vocabulary::Vocabulary;

/// A text and the numbers of `vaderSentiment` 3.3.2.
#[derive(Deserialize)]
struct Golden {
    name: String,
    text: String,
    neg: f64,
    neu: f64,
    pos: f64,
    compound: f64,
}

#[test]
fn exact_mode_gives_the_numbers_of_the_package() {
    let cases: Vec<Golden> =
        serde_json::from_str(include_str!("../../../tests/data/vader_exact.json"))
            .expect("valid test data");
    let vader = Vader::new(VaderMode::Exact);
    for case in &cases {
        let expected = Polarity {
            neg: case.neg,
            neu: case.neu,
            pos: case.pos,
            compound: case.compound,
        };
        assert_eq!(vader.polarity_scores(&case.text), expected, "{}", case.name);
    }
}

#[test]
fn the_default_lexicon_has_all_keys_that_can_be_hit() {
    let sources = defaults::sources();
    let dead = |key: &str| key.contains(' ') || key != key.to_lowercase() || key == "^urs";
    assert_eq!(
        sources.lexicon.keys().filter(|key| !dead(key)).count(),
        7_487
    );
    assert_eq!(
        sources
            .emoji
            .keys()
            .filter(|key| key.chars().count() == 1)
            .count(),
        1_212
    );
    assert_eq!(
        (
            sources.boosters.len(),
            sources.negators.len(),
            sources.phrases.len()
        ),
        (84, 59, 9)
    );
}

/// Texts that corrected mode reads as it reads a plain one.
#[test]
fn corrected_mode_reads_through_typography() {
    let vader = Vader::new(VaderMode::Corrected);
    for (text, plain) in [
        ("We don’t trust them.", "We don't trust them."),
        ("That is ok.", "That is ok"),
        ("A “good” treaty", "A good treaty"),
        ("success—but failure", "success but failure"),
        ("good -- bad … fine", "good bad fine"),
        ("❤\u{fe0f}", "❤"),
        ("😀great", "😀 great"),
        ("It is kind of\u{a0}bad", "It is kind of bad"),
        ("All went well :).", "All went well :)"),
        ("Resolution No. 242", "Resolution Nr 242"),
    ] {
        assert_eq!(
            vader.polarity_scores(text),
            vader.polarity_scores(plain),
            "{text}"
        );
    }
}

#[test]
fn corrected_mode_matches_entries_of_several_words_anywhere() {
    let vader = Vader::new(VaderMode::Corrected);
    for (text, sum) in [
        ("fed up", -1.8),
        ("I CAN'T STAND it", -2.0 - 0.733),
        ("a kiss of death", -1.5),
        ("to die for", 3.0),
        ("the bus stop", 0.0),
        ("a badass plan", 1.5),
        ("kind of bad", -2.5 + 0.293),
        ("kind of good", 1.9 - 0.293),
        ("not fed up", -1.8 * -0.74),
    ] {
        let expected = score::compound(&[(0, sum)], 0.0);
        assert_eq!(vader.compound(text), expected, "{text}");
    }
}

#[test]
fn corrected_mode_repairs_the_rules() {
    let vader = Vader::new(VaderMode::Corrected);
    for (text, sum) in [
        ("We all seek this peace", 2.5),
        ("BARELY good work", 1.9 - 0.293),
        ("nothing new :(", -1.9),
        ("trust win but win", 2.3 * 0.5 + 2.8 * 0.5 + 2.8 * 1.5),
    ] {
        let expected = score::compound(&[(0, sum)], 0.0);
        assert_eq!(vader.compound(text), expected, "{text}");
    }
}

#[test]
fn every_table_can_be_replaced() {
    for mode in [VaderMode::Exact, VaderMode::Corrected] {
        let vader = Vader::builder()
            .mode(mode)
            .lexicon_tsv("accord\t2.0\t0.5\t[2, 2]\r\n\r\nrift\t-1.5\r\nrift\t-2\n")
            .and_then(|builder| builder.emoji_tsv("☮\taccord"))
            .map(|builder| {
                builder
                    .boosters([("wholly", 0.5)])
                    .negators(["hardly"])
                    .phrases([("an old rift", 0.0)])
            })
            .and_then(VaderBuilder::build)
            .expect("valid tables");
        for (text, sum) in [
            ("accord", 2.0),
            ("rift", -2.0),
            ("good", 0.0),
            ("wholly accord", 2.5),
            ("very accord", 2.0),
            ("hardly accord", 2.0 * -0.74),
            ("not accord", 2.0),
            ("☮", 2.0),
            ("it was an old rift", 0.0),
        ] {
            assert_eq!(
                vader.compound(text),
                score::compound(&[(0, sum)], 0.0),
                "{mode:?}: {text}"
            );
        }
    }
}

#[test]
fn a_reverser_turns_the_next_lexicon_word_only() {
    let vader = Vader::builder()
        .lexicon([("war", -2.6), ("peace", 2.6), ("threat to", -1.7)])
        .extend_reversers(["end of", "Threat to", "won’t bring"])
        .build()
        .expect("valid tables");
    for (text, sum) in [
        ("the end of war", -2.6 * -0.74),
        ("the end of the long war", -2.6 * -0.74),
        ("an end of war and peace", -2.6 * -0.74 + 2.6),
        ("a threat to peace", -1.7 + 2.6 * -0.74),
        ("the end. Of war", -2.6),
        ("he WON'T bring peace", 2.6 * -0.74),
    ] {
        assert_eq!(
            vader.compound(text),
            score::compound(&[(0, sum)], 0.0),
            "{text}"
        );
    }
}

#[test]
fn bad_tables_are_errors_that_name_the_line() {
    for (table, part) in [
        ("good\t1\nbad -1\n", "line 2"),
        ("good\tmuch\n", "line 1"),
        ("good\t1\n\nbad\tNaN", "line 3"),
    ] {
        let error = Vader::builder().extend_lexicon_tsv(table).expect_err(table);
        assert_eq!(error.kind(), crate::ErrorKind::Lexicon);
        assert!(error.to_string().contains(part), "{error}");
    }
    assert!(
        Vader::builder()
            .extend_lexicon([("good", f64::INFINITY)])
            .build()
            .is_err()
    );
    assert!(
        Vader::builder()
            .extend_boosters([("so", f64::NAN)])
            .build()
            .is_err()
    );
}

#[test]
fn the_digest_tells_tables_and_modes_apart() {
    let build = |builder: VaderBuilder| builder.build().expect("valid tables").digest().to_owned();
    let digests = BTreeSet::from([
        build(Vader::builder()),
        build(Vader::builder().mode(VaderMode::Exact)),
        build(Vader::builder().extend_lexicon([("rift", -2.0)])),
        build(Vader::builder().extend_phrases([("rift", -2.0)])),
        build(Vader::builder().extend_negators(["rift"])),
        build(Vader::builder().extend_reversers(["rift"])),
        build(Vader::builder().extend_political()),
        build(VaderBuilder::political()),
    ]);
    assert_eq!(digests.len(), 8);
    assert_eq!(
        Vader::political().digest(),
        build(VaderBuilder::political())
    );
    assert_eq!(
        Vader::new(VaderMode::Corrected).digest(),
        build(Vader::builder())
    );
}

/// Whatever a dependency or a data file does, the tables and so the scores do not move unseen.
#[test]
fn the_built_in_tables_are_those_of_this_release() {
    let digests = [
        Vader::new(VaderMode::Exact),
        Vader::new(VaderMode::Corrected),
        Vader::political(),
    ]
    .map(|vader| vader.digest()[..16].to_owned());
    assert_eq!(
        digests,
        ["58c7caac7fda3403", "ba99a53618348083", "a8a44920340329b4"]
    );
}

#[test]
fn a_state_of_another_engine_starts_afresh() {
    let (exact, corrected) = (
        Vader::new(VaderMode::Exact),
        Vader::new(VaderMode::Corrected),
    );
    let mut state = exact.state();
    for _ in 0..2 {
        assert_eq!(exact.compound_with("ok.", &mut state), 0.0);
        assert!(corrected.compound_with("ok.", &mut state) > 0.0);
    }
}

#[test]
fn a_memo_that_overflows_changes_no_score() {
    let vader = Vader::new(VaderMode::Corrected);
    let mut state = vader.state();
    let text: String = (0..40_000)
        .map(|n| format!("w{n} long-enough-for-the-map-{n} a—{n} good "))
        .collect();
    let expected = vader.polarity_with("good ", &mut vader.state()).compound;
    assert!(vader.compound_with(&text, &mut state) > 0.99);
    assert_eq!(vader.compound_with("good ", &mut state), expected);
}

/// The rule of "but" as the package's code reads: search, take out, put in.
fn contrast_by_search(list: &mut [f64], but: usize) {
    for turn in 0..list.len() {
        let sought = list[turn];
        if let Some(first) = list.iter().position(|&value| value == sought) {
            list[first] = match first.cmp(&but) {
                std::cmp::Ordering::Less => sought * 0.5,
                std::cmp::Ordering::Equal => sought,
                std::cmp::Ordering::Greater => sought * 1.5,
            };
        }
    }
}

/// Words, marks and white space that the rules care about, and any other characters.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "good",
        "BAD",
        "Hate",
        "trust",
        "no",
        "nor",
        "not",
        "don't",
        "don’t",
        "never",
        "so",
        "this",
        "without",
        "doubt",
        "least",
        "at",
        "very",
        "REALLY",
        "barely",
        "kind",
        "of",
        "but",
        "BUT",
        "fed",
        "up",
        "the",
        "bomb",
        "kiss",
        "death",
        "ok.",
        ":)",
        ":(",
        "😀",
        "❤\u{fe0f}",
        "—",
        "...",
        "peace",
        "disappointingly",
        "İ",
        "ΣΑΣ",
    ]);
    let glue = prop::sample::select(vec![
        " ", " ", " ", "  ", "\n", "\u{1c}", "\u{a0}", "\u{2003}", "", "!", "?", ", ", ". ", "., ",
    ]);
    prop::collection::vec(
        (
            prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,20}", 1 => ".{0,3}"],
            glue,
        ),
        0..40,
    )
    .prop_map(|parts| parts.into_iter().map(|(word, glue)| word + glue).collect())
}

const WAR_AND_PEACE: [&str; 5] = [
    "war of words",
    "war of",
    "of words",
    "words of peace of war",
    "peace of",
];

/// Each entry has its place in the list, from 1, as valence.
static WAR_AND_PEACE_ENGINE: LazyLock<Vader> = LazyLock::new(|| {
    let entries = WAR_AND_PEACE.into_iter().zip(1..);
    let builder = Vader::builder().lexicon(entries.map(|(entry, place)| (entry, f64::from(place))));
    builder.build().expect("valid tables")
});

proptest! {
    #[test]
    fn the_rule_of_but_equals_the_search(
        values in prop::collection::vec(prop::sample::select(vec![0.0, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, -1.0, -1.5]), 0..120),
        but in 0..120_usize,
    ) {
        let mut expected = values.clone();
        contrast_by_search(&mut expected, but);
        let mut found: Vec<_> =
            (0..).zip(values).filter(|(_, value)| *value != 0.0).collect();
        score::contrast_exact(&mut found, but);
        let expected: Vec<_> = (0..).zip(expected).filter(|(_, value)| *value != 0.0).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_pass_finds_the_words_of_a_plain_split(text in text()) {
        let vader = Vader::new(VaderMode::Exact);
        let mut state = vader.state();
        state.scan.read(&vader.tables, &mut state.memo, &text);
        let expected: Vec<_> = text
            .split(lexer::is_space)
            .filter(|raw| !raw.is_empty())
            .flat_map(|raw| lexer::lex(&vader.tables, raw).codes)
            .collect();
        prop_assert_eq!(&state.scan.codes, &expected);
    }

    /// Entries of several words, against a search by strings: the longest first from the left, none over a comma.
    #[test]
    fn entries_of_several_words_are_the_longest_from_the_left(
        words in prop::collection::vec(prop::sample::select(vec!["war", "of", "words", "peace", "of,", "war,"]), 0..30)
    ) {
        let (entries, vader) = (WAR_AND_PEACE, &*WAR_AND_PEACE_ENGINE);
        let mut expected = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let fits = |entry: &&str| (words[start..].join(" ") + " ").starts_with(&format!("{entry} "))
                || words[start..].join(" ").starts_with(&format!("{entry},"));
            let longest = entries.iter().copied().filter(fits).max_by_key(|entry| entry.len());
            let number = longest.and_then(|entry| entries.iter().position(|&other| other == entry));
            expected.push(number.map_or(0, |number| number + 1) as f64);
            start += longest.map_or(1, |entry| entry.split(' ').count());
        }
        let mut state = vader.state();
        state.scan.read(&vader.tables, &mut state.memo, &words.join(" "));
        let found: Vec<_> =
            state.scan.codes.iter().map(|code| vader.tables.words[code.word() as usize].valence).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn scores_keep_their_ranges_and_need_no_memory(text in text(), before in text()) {
        for mode in [VaderMode::Exact, VaderMode::Corrected] {
            let vader = Vader::new(mode);
            let mut state = vader.state();
            vader.compound_with(&before, &mut state);
            let polarity = vader.polarity_with(&text, &mut state);
            prop_assert_eq!(polarity, vader.polarity_with(&text, &mut vader.state()));
            prop_assert_eq!(polarity.compound, vader.compound(&text));
            prop_assert!((-1.0..=1.0).contains(&polarity.compound));
            let shares = [polarity.neg, polarity.neu, polarity.pos];
            prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
            let total: f64 = shares.iter().sum();
            prop_assert!(total == 0.0 || (total - 1.0).abs() < 0.0021);
        }
    }

    #[test]
    fn a_sentence_has_one_score_with_and_without_its_tokens(texts in prop::collection::vec(text(), 1..4)) {
        for mode in [VaderMode::Exact, VaderMode::Corrected] {
            let vader = Vader::new(mode);
            let mut state = vader.state();
            let mut vocabulary = Vocabulary::new(Language::English);
            for text in &texts {
                let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
                for sentence in &tokens.sentences {
                    let found = vader.compound_of(text, &tokens, sentence, &mut state);
                    prop_assert_eq!(found, vader.compound(sentence.span.of(text)));
                }
            }
        }
    }

    #[test]
    fn numbers_are_rounded_as_printed(numerator in 0..=40_000_i32) {
        let x = f64::from(numerator) / 20_000.0 - 1.0;
        let printed = |decimals: usize| format!("{x:.decimals$}").parse::<f64>().unwrap_or(f64::NAN);
        prop_assert_eq!(score::round(x, 3), printed(3));
        prop_assert_eq!(score::round(x, 4), printed(4));
    }
}
