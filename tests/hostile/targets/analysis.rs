//! The whole way of a text: outline, tokens, events, sentiment, figures, tables.

use super::{assert_in_order, assert_within, text};
use detente::analysis::{Analysis, Scores};
use detente::collection::{Document, Level, Pool, score, table_of};
use detente::outline::Format;
use detente::relations::measures::Tally;
use detente::{Analyzer, Error};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builder().build().unwrap());
static MARKDOWN: LazyLock<Analyzer> = LazyLock::new(|| {
    Analyzer::builder()
        .format(Format::Markdown)
        .build()
        .unwrap()
});
static POOLS: LazyLock<[Pool; 2]> =
    LazyLock::new(|| [1, 2].map(|threads| Pool::new(threads).unwrap()));

const LEVELS: [Level; 6] = [
    Level::Document,
    Level::Section,
    Level::Paragraph,
    Level::Sentence,
    Level::Match,
    Level::Dyad,
];

/// Figures are in their ranges and add up; spans slice; tables are the same for any number of threads.
pub fn analysis(data: &[u8]) {
    let text = text(data);
    for analyzer in [&*ANALYZER, &*MARKDOWN] {
        check(&text, &analyzer.analyze(&text).unwrap());
    }
    let setting = ANALYZER.setting(&text).unwrap();
    assert_eq!(setting.matches.len(), setting.datings.len());
    let mut half = text.len() / 2;
    while !text.is_char_boundary(half) {
        half -= 1;
    }
    let documents = [Ok(text.as_str()), Err("why"), Ok(&text[..half])].map(|text| Document {
        id: "a,\"b\"\n",
        text,
    });
    for level in LEVELS {
        let [one, two] =
            [0, 1].map(|pool| score(&ANALYZER, &documents, level, &POOLS[pool]).to_csv());
        assert_eq!(one, two);
    }
}

fn check(text: &str, analysis: &Analysis) {
    assert_in_order(text, analysis.sections.iter().map(|section| section.span));
    assert_in_order(
        text,
        analysis.paragraphs.iter().map(|paragraph| paragraph.span),
    );
    assert_in_order(
        text,
        analysis.sentences.iter().map(|sentence| sentence.span),
    );
    in_range(&analysis.document);
    let mut sum = Tally::default();
    let mut n_words = 0;
    for section in &analysis.sections {
        in_range(&section.scores);
        sum += section.scores.relations.tally();
        n_words += section.scores.n_words;
        for sentence in &analysis.sentences[section.sentences.clone()] {
            assert!(section.span.contains(sentence.span));
            assert_within(sentence.sentiment, -1.0, 1.0);
        }
    }
    let whole = analysis.document.relations.tally();
    assert_eq!(
        (sum.cooperation(), sum.conflict()),
        (whole.cooperation(), whole.conflict())
    );
    assert_eq!(n_words, analysis.document.n_words);
    let json = serde_json::to_string(analysis).map_err(|error| Error::text(error.to_string()));
    assert!(!json.unwrap().contains("NaN"));
    let rows = LEVELS.map(|level| table_of(analysis, "id", text, level).n_rows());
    assert!(rows[..4].iter().all(|&rows| rows >= 1), "{rows:?}");
    assert_eq!(rows[4], analysis.matches.len());
    assert!(rows[5] >= rows[4]);
    let points = analysis.clone().in_code_points(text);
    let length = text.chars().count();
    assert!(
        points
            .sentences
            .iter()
            .all(|sentence| sentence.span.end <= length)
    );
}

fn in_range(scores: &Scores) {
    let relations = &scores.relations;
    for balance in [
        relations.balance,
        relations.balance_low,
        relations.balance_high,
    ]
    .into_iter()
    .flatten()
    {
        assert_within(balance, -1.0, 1.0);
    }
    relations
        .intensity
        .into_iter()
        .for_each(|value| assert_within(value, -10.0, 10.0));
    scores
        .sentiment
        .into_iter()
        .for_each(|value| assert_within(value, -1.0, 1.0));
    assert!(relations.net.is_finite());
}
