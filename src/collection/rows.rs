//! The rows of the tables: which columns a level has, and how an analysis fills them.

use super::Level;
use super::column::Column;
use super::table::{Row, Table};
use super::texts::Texts;
use crate::analysis::{Analysis, Scores, Setting};
use crate::relations::dyads::Link;
use crate::relations::measures::RelationScores;
use crate::relations::timeline::Dating;
use crate::span::{CodePoints, Span};
use std::borrow::Cow;
use std::ops::Range;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Integer,
    Real,
}

use Kind::{Integer, Real, Text};

/// Columns that place a document's row.
const DOCUMENT: &[(&str, Kind)] = &[("doc_id", Text), ("title", Text), ("n_sections", Integer)];
const SECTION: &[(&str, Kind)] = &[
    ("doc_id", Text),
    ("section", Integer),
    ("heading", Text),
    ("level", Integer),
    ("start", Integer),
    ("end", Integer),
];
const PARAGRAPH: &[(&str, Kind)] = &[
    ("doc_id", Text),
    ("section", Integer),
    ("paragraph", Integer),
    ("start", Integer),
    ("end", Integer),
];
const SENTENCE: &[(&str, Kind)] = &[
    ("doc_id", Text),
    ("section", Integer),
    ("paragraph", Integer),
    ("sentence", Integer),
    ("start", Integer),
    ("end", Integer),
];
const MATCH: &[(&str, Kind)] = &[
    ("doc_id", Text),
    ("section", Integer),
    ("sentence", Integer),
    ("start", Integer),
    ("end", Integer),
    ("text", Text),
    ("entry", Text),
    ("code", Text),
    ("quad", Text),
    ("base_weight", Real),
    ("weight", Real),
    ("context", Text),
    ("error", Text),
];

const DYAD: &[(&str, Kind)] = &[
    ("doc_id", Text),
    ("section", Integer),
    ("sentence", Integer),
    ("start", Integer),
    ("end", Integer),
    ("text", Text),
    ("source", Text),
    ("target", Text),
    ("direction", Text),
    ("year_from", Integer),
    ("year_to", Integer),
    ("code", Text),
    ("quad", Text),
    ("base_weight", Real),
    ("weight", Real),
    ("carried", Text),
    ("error", Text),
];

/// The figures that all levels but those of events share.
const FIGURES: &[(&str, Kind)] = &[
    ("n_sentences", Integer),
    ("n_words", Integer),
    ("cooperation", Integer),
    ("conflict", Integer),
    ("verbal_cooperation", Integer),
    ("material_cooperation", Integer),
    ("verbal_conflict", Integer),
    ("material_conflict", Integer),
    ("cooperation_per_1000", Real),
    ("conflict_per_1000", Real),
    ("balance", Real),
    ("balance_low", Real),
    ("balance_high", Real),
    ("logit", Real),
    ("logit_se", Real),
    ("intensity", Real),
    ("net", Real),
    ("sentiment", Real),
    ("error", Text),
];

/// Names and empty columns of a level.
pub(super) fn schema(level: Level) -> Vec<(&'static str, Column)> {
    let (place, figures): (_, &[_]) = match level {
        Level::Document => (DOCUMENT, FIGURES),
        Level::Section => (SECTION, FIGURES),
        Level::Paragraph => (PARAGRAPH, FIGURES),
        Level::Sentence => (SENTENCE, FIGURES),
        Level::Match => (MATCH, &[]),
        Level::Dyad => (DYAD, &[]),
    };
    let empty = |kind| match kind {
        Text => Column::Text(Texts::default()),
        Integer => Column::Integer(Vec::new()),
        Real => Column::Real(Vec::new()),
    };
    place
        .iter()
        .chain(figures)
        .map(|&(name, kind)| (name, empty(kind)))
        .collect()
}

/// Adds the rows of one document.
pub(super) fn push(
    table: &mut Table,
    document: usize,
    id: &str,
    text: &str,
    analysis: &Analysis,
    points: &CodePoints<'_>,
) {
    let before = table.n_rows();
    match table.level().unwrap_or_default() {
        Level::Document => push_document(table, document, id, analysis),
        Level::Section => push_sections(table, document, id, analysis, points),
        Level::Paragraph => push_paragraphs(table, document, id, analysis, points),
        Level::Sentence => push_sentences(table, document, id, analysis, points),
        Level::Match => return push_matches(table, document, id, text, analysis, points),
        Level::Dyad => return push_dyads(table, document, id, text, analysis, points),
    }
    if table.n_rows() == before {
        push_blank(table, document, id, analysis);
    }
}

/// Adds the one row of a document that could not be read.
pub(super) fn push_error(table: &mut Table, document: usize, id: &str, error: &str) {
    table.row(document).text(Some(id)).nulls_then_text(error);
}

/// A blank document keeps a row: its counts are 0, its rates null.
fn push_blank(table: &mut Table, document: usize, id: &str, analysis: &Analysis) {
    let place = table
        .names()
        .iter()
        .position(|name| name == "n_sentences")
        .unwrap_or(1);
    let mut row = table.row(document);
    row.text(Some(id)).nulls(place - 1);
    push_scores(&mut row, &analysis.document);
}

fn push_document(table: &mut Table, document: usize, id: &str, analysis: &Analysis) {
    let mut row = table.row(document);
    row.text(Some(id))
        .text(analysis.title.as_deref())
        .integer(Some(analysis.sections.len()));
    push_scores(&mut row, &analysis.document);
}

fn push_sections(
    table: &mut Table,
    document: usize,
    id: &str,
    analysis: &Analysis,
    points: &CodePoints<'_>,
) {
    for (index, section) in analysis.sections.iter().enumerate() {
        let mut row = table.row(document);
        row.text(Some(id))
            .integer(Some(index))
            .text(section.heading.as_deref());
        row.integer(Some(section.level.into()));
        push_span(&mut row, section.span, points);
        push_scores(&mut row, &section.scores);
    }
}

fn push_paragraphs(
    table: &mut Table,
    document: usize,
    id: &str,
    analysis: &Analysis,
    points: &CodePoints<'_>,
) {
    for (index, paragraph) in analysis.paragraphs.iter().enumerate() {
        let mut row = table.row(document);
        row.text(Some(id))
            .integer(Some(paragraph.section))
            .integer(Some(index));
        push_span(&mut row, paragraph.span, points);
        push_scores(&mut row, &paragraph.scores);
    }
}

fn push_sentences(
    table: &mut Table,
    document: usize,
    id: &str,
    analysis: &Analysis,
    points: &CodePoints<'_>,
) {
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let mut row = table.row(document);
        row.text(Some(id))
            .integer(Some(sentence.section))
            .integer(Some(sentence.paragraph))
            .integer(Some(index));
        push_span(&mut row, sentence.span, points);
        let matches: Range<usize> = sentence.matches.clone();
        let scores = Scores {
            n_sentences: 1,
            n_words: sentence.n_words,
            relations: RelationScores::from_matches(&analysis.matches[matches], sentence.n_words),
            sentiment: Some(sentence.sentiment),
        };
        push_scores(&mut row, &scores);
    }
}

fn push_matches(
    table: &mut Table,
    document: usize,
    id: &str,
    text: &str,
    analysis: &Analysis,
    points: &CodePoints<'_>,
) {
    for event in &analysis.matches {
        let section = analysis.sentences[event.sentence].section;
        let mut row = table.row(document);
        row.text(Some(id))
            .integer(Some(section))
            .integer(Some(event.sentence));
        push_span(&mut row, event.span, points);
        row.text(Some(event.span.of(text)))
            .text(Some(&event.entry))
            .text(Some(&event.code));
        row.text(Some(event.quad.name()))
            .real(Some(event.base_weight))
            .real(Some(event.weight));
        let rules: Vec<&str> = event.context.iter().collect();
        row.text(Some(&rules.join("; "))).text(None);
    }
}

fn push_dyads(
    table: &mut Table,
    document: usize,
    id: &str,
    text: &str,
    analysis: &Analysis,
    points: &CodePoints<'_>,
) {
    let setting = match &analysis.setting {
        Some(setting) => Cow::Borrowed(setting),
        None => Cow::Owned(Setting::of_analysed(text, analysis)),
    };
    let mut links = setting.links.as_slice();
    for (index, event) in setting.matches.iter().enumerate() {
        let (own, rest) = links.split_at(links.partition_point(|link| link.event <= index));
        links = rest;
        let dating = setting.datings.get(index).copied().flatten();
        let years = dating.map(|dating| setting.dates[dating.date].period);
        // An event without a named party keeps a row.
        let parties = own.iter().map(Some).chain(own.is_empty().then_some(None));
        for link in parties {
            let mut row = table.row(document);
            row.text(Some(id))
                .integer(Some(analysis.sentences[event.sentence].section))
                .integer(Some(event.sentence));
            push_span(&mut row, event.span, points);
            row.text(Some(event.span.of(text)))
                .text(link.and_then(|link| link.source.as_deref()))
                .text(link.and_then(|link| link.target.as_deref()))
                .text(link.map(|link| link.direction()))
                .integer(years.map(|period| period.from as usize))
                .integer(years.map(|period| period.to as usize))
                .text(Some(&event.code))
                .text(Some(event.quad.name()))
                .real(Some(event.base_weight))
                .real(Some(event.weight))
                .text(carried(link, dating))
                .text(None);
        }
    }
}

/// What of a row stands in an earlier sentence than the event.
fn carried(link: Option<&Link>, dating: Option<Dating>) -> Option<&'static str> {
    let party = link.is_some_and(|link| link.is_carried);
    let years = dating.is_some_and(|dating| dating.is_carried);
    match (party, years) {
        (true, true) => Some("party; years"),
        (true, false) => Some("party"),
        (false, true) => Some("years"),
        (false, false) => None,
    }
}

fn push_span(row: &mut Row<'_>, span: Span, points: &CodePoints<'_>) {
    let span = points.span(span);
    row.integer(Some(span.start)).integer(Some(span.end));
}

fn push_scores(row: &mut Row<'_>, scores: &Scores) {
    let figures = &scores.relations;
    row.integer(Some(scores.n_sentences))
        .integer(Some(scores.n_words))
        .integer(Some(figures.cooperation))
        .integer(Some(figures.conflict))
        .integer(Some(figures.verbal_cooperation))
        .integer(Some(figures.material_cooperation))
        .integer(Some(figures.verbal_conflict))
        .integer(Some(figures.material_conflict))
        .real(figures.cooperation_per_1000)
        .real(figures.conflict_per_1000)
        .real(figures.balance)
        .real(figures.balance_low)
        .real(figures.balance_high)
        .real(figures.logit)
        .real(figures.logit_se)
        .real(figures.intensity)
        .real(Some(figures.net))
        .real(scores.sentiment)
        .text(None);
}
