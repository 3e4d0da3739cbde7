//! Counting against a plain count, and case by case.

use super::*;
use crate::terms::options::StopWords;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The same counts by plain means: a map from the term to its count in each text.
fn plain(texts: &[String], options: &TermOptions) -> BTreeMap<String, Vec<u32>> {
    let mut table = BTreeMap::new();
    for (row, text) in texts.iter().enumerate() {
        for sentence in text.split_inclusive(['.', '!']) {
            let words: Vec<String> = sentence
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            for n in options.ngrams.clone() {
                for gram in words.windows(n) {
                    let name = gram.join(&options.separator);
                    table.entry(name).or_insert_with(|| vec![0; texts.len()])[row] += 1;
                }
            }
        }
    }
    table
}

fn as_table(dtm: &Dtm) -> BTreeMap<String, Vec<u32>> {
    let cell = |row, column| dtm.counts.get(row, column).unwrap_or(0);
    let rows = |column| {
        (0..dtm.counts.rows())
            .map(|row| cell(row, column))
            .collect()
    };
    let terms = dtm.terms.iter().zip(0..);
    terms
        .map(|(term, column)| (term.clone(), rows(column)))
        .collect()
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec!["Peace", "war", "talks", "Élan", "the", "1997"]);
    let mark = prop::sample::select(vec![" ", " ", ". The ", "! A "]);
    let text = prop::collection::vec((word, mark), 0..12).prop_map(|parts| {
        parts
            .iter()
            .map(|(w, m)| format!("{w}{m}"))
            .collect::<String>()
    });
    prop::collection::vec(text, 0..8)
}

proptest! {
    #[test]
    fn counts_equal_a_plain_count_on_any_number_of_threads(texts in texts(), n in 1..4_usize, threads in 1..4_usize) {
        let options = TermOptions { ngrams: 1..=n, ..TermOptions::default() };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let dtm = count_in(&pool, &texts, &options, &WordRule::Tokens).unwrap();
        prop_assert_eq!(as_table(&dtm), plain(&texts, &options));
        prop_assert_eq!(&dtm, &count(&texts, &options).unwrap());
        prop_assert_eq!(dtm.counts.rows(), texts.len());
    }
}

proptest! {
    #[test]
    fn rows_are_in_the_order_of_shares_whoever_counted_them(
        texts in texts(), takers in prop::collection::vec(0..3_usize, 8), n in 1..3_usize,
    ) {
        let options = TermOptions { ngrams: 1..=n, ..TermOptions::default() };
        let counter = || Counter::new(options.clone(), WordRule::Tokens).unwrap();
        let mut counters = vec![counter(), counter(), counter()];
        for (number, (text, taker)) in texts.iter().zip(takers).enumerate() {
            counters[taker].begin(number);
            counters[taker].push(text).unwrap();
        }
        prop_assert_eq!(merge(counters), count(&texts, &options).unwrap());
    }
}

fn terms(text: &str, options: TermOptions) -> Vec<String> {
    count(&[text], &options).unwrap().terms
}

#[test]
fn options_choose_and_shape_the_terms() {
    let base = TermOptions::default;
    let stop = StopWords::List(["and".to_owned(), "of".to_owned()].into());
    let cases = [
        (base(), vec!["2", "agreements", "and", "of", "peace"]),
        (
            TermOptions {
                lowercase: false,
                ..base()
            },
            vec!["2", "Agreements", "and", "of", "peace"],
        ),
        (
            TermOptions {
                stem: true,
                ..base()
            },
            vec!["2", "agreement", "and", "of", "peac"],
        ),
        (
            TermOptions {
                stop_words: stop.clone(),
                ..base()
            },
            vec!["2", "agreements", "peace"],
        ),
        (
            TermOptions {
                numbers: false,
                min_chars: 3,
                ..base()
            },
            vec!["agreements", "and", "peace"],
        ),
        (
            TermOptions {
                ngrams: 2..=2,
                stop_words: stop.clone(),
                ..base()
            },
            vec!["2 agreements"],
        ),
        (
            TermOptions {
                ngrams: 2..=2,
                stop_words: stop,
                across_gaps: true,
                ..base()
            },
            vec!["2 agreements", "agreements peace"],
        ),
    ];
    for (options, expected) in cases {
        assert_eq!(
            terms("2 Agreements and, of peace", options.clone()),
            expected,
            "{options:?}"
        );
    }
}

#[test]
fn ngrams_stay_within_sentences_unless_asked() {
    let text = "Talks failed. War began.";
    let pairs = |across| TermOptions {
        ngrams: 2..=2,
        across_sentences: across,
        across_gaps: true,
        ..TermOptions::default()
    };
    assert_eq!(terms(text, pairs(false)), ["talks failed", "war began"]);
    assert_eq!(
        terms(text, pairs(true)),
        ["failed war", "talks failed", "war began"]
    );
}

#[test]
fn skip_grams_bound_each_gap() {
    let options = TermOptions {
        ngrams: 3..=3,
        max_skip: 1,
        separator: "_".into(),
        ..TermOptions::default()
    };
    let expected = [
        "a_b_c", "a_b_d", "a_c_d", "a_c_e", "b_c_d", "b_c_e", "b_d_e", "c_d_e",
    ];
    assert_eq!(terms("a b c d e", options), expected);
}

#[test]
fn a_given_vocabulary_fixes_the_columns() {
    let mut counter = Counter::new(TermOptions::default(), WordRule::Tokens).unwrap();
    counter.push("War and peace and war").unwrap();
    let columns = ["war", "love", "and"].map(str::to_owned);
    let counts = counter.finish_with(&columns);
    assert_eq!(counts.row(0).collect::<Vec<_>>(), [(0, 2), (2, 2)]);
    assert_eq!(counts.columns, 3);
}

#[test]
fn terms_that_only_look_alike_are_one_column() {
    let options = TermOptions {
        ngrams: 2..=2,
        separator: String::new(),
        ..TermOptions::default()
    };
    let dtm = count(&["ab c. a bc."], &options).unwrap();
    assert_eq!(dtm.terms, ["abc"]);
    assert_eq!(dtm.counts.data, [2]);
}

#[test]
fn impossible_lengths_are_refused() {
    for ngrams in [0..=1, RangeInclusive::new(2, 1), 1..=99] {
        let options = TermOptions {
            ngrams,
            ..TermOptions::default()
        };
        assert!(count(&["a"], &options).is_err());
    }
}

#[test]
fn threads_that_take_turns_count_as_one_does() {
    let words = ["Peace", "talks", "war.", "The", "treaty", "of", "1997,"];
    let word = |at: usize| words[at * at % 11 % words.len()];
    let text = |start: usize| {
        let words = (start..start + 100 + start % 700).map(word);
        words.collect::<Vec<_>>().join(" ")
    };
    // Some megabytes: more shares than threads.
    let texts: Vec<String> = (0..1000).map(text).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build();
    let pool = pool.unwrap();
    let options = TermOptions {
        ngrams: 1..=2,
        ..TermOptions::default()
    };
    let rule = WordRule::Runs { min_chars: 2 };
    let mut alone = Counter::new(options.clone(), rule.clone()).unwrap();
    texts.iter().for_each(|text| alone.push(text).unwrap());
    let together = count_in(&pool, &texts, &options, &rule).unwrap();
    assert_eq!(together, alone.finish());
}
