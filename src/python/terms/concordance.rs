//! Keywords in context.

use super::super::lexicon::Lexicon;
use super::super::table::Table;
use super::super::text::Texts;
use super::columns::{Columns, placed};
use super::units::{Place, each_text, present};
use crate::lexicon::MatchOptions;
use crate::span::CodePoints;
use crate::terms::kwic::{Concordance, KeyConcordance, Line, Pattern, PatternKind};
use crate::terms::options::TermOptions;
use crate::terms::units::{Part, Reader};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// One line of a concordance, as a table holds it.
struct KwicRow {
    place: Place,
    line: Line,
    start: usize,
    end: usize,
    before: String,
    keyword: String,
    after: String,
}

/// Patterns in context.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of the search")]
pub(in crate::python) fn kwic_table(
    py: Python<'_>,
    texts: Texts,
    ids: Vec<String>,
    patterns: Vec<String>,
    kind: &str,
    case_sensitive: bool,
    window: usize,
    within_sentence: bool,
    unit: &str,
    language: &str,
) -> PyResult<Table> {
    let kind = match kind {
        "fixed" => PatternKind::Fixed,
        "glob" => PatternKind::Glob,
        "regex" => PatternKind::Regex,
        _ => {
            return Err(PyValueError::new_err(format!(
                "no kind of pattern {kind:?}; choose glob, regex or fixed"
            )));
        }
    };
    let made = patterns
        .iter()
        .map(|text| Pattern::new(text, kind, case_sensitive));
    let mut concordance =
        Concordance::new(made.collect::<Result<_, _>>()?, window, within_sentence);
    let lines = |reader: &Reader, parts: &[Part]| {
        let part = |part: &Part| {
            let range = part.tokens.clone();
            concordance.find(reader.tokens(), range, reader.vocabulary())
        };
        parts.iter().map(part).collect()
    };
    let rows = rows(py, &texts, unit, language, lines)?;
    columns(&rows, &ids, unit)
        .text("pattern", |row| patterns.get(row.line.pattern).cloned())
        .table()
}

/// The entries of a lexicon's keys in context.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of the search")]
pub(in crate::python) fn kwic_key_table(
    py: Python<'_>,
    texts: Texts,
    ids: Vec<String>,
    lexicon: PyRef<'_, Lexicon>,
    keys: Vec<String>,
    overlap: &str,
    window: usize,
    within_sentence: bool,
    unit: &str,
    language: &str,
) -> PyResult<Table> {
    let lexicon = &lexicon.0;
    let options = MatchOptions {
        language: language.parse()?,
        overlap: overlap.parse()?,
        ..MatchOptions::default()
    };
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut concordance = KeyConcordance::new(lexicon, &keys, &options, window, within_sentence)?;
    let lines = |reader: &Reader, parts: &[Part]| {
        let matches = concordance.matches(reader.tokens(), reader.vocabulary());
        let part = |part: &Part| concordance.lines(reader.tokens(), part.tokens.clone(), &matches);
        parts.iter().map(part).collect()
    };
    let rows = rows(py, &texts, unit, language, lines)?;
    let path = |entry: usize| {
        lexicon.keys()[lexicon.key_of(entry as u32) as usize]
            .path
            .clone()
    };
    columns(&rows, &ids, unit)
        .text("pattern", |row| Some(path(row.line.pattern)))
        .text("entry", |row| {
            let entry = lexicon.entries().get(row.line.pattern);
            entry.map(ToString::to_string)
        })
        .table()
}

/// The rows of all texts; `lines` finds the lines of each part of a text.
fn rows(
    py: Python<'_>,
    texts: &Texts,
    unit: &str,
    language: &str,
    mut lines: impl FnMut(&Reader, &[Part]) -> Vec<Vec<Line>> + Send,
) -> PyResult<Vec<KwicRow>> {
    let texts = present(texts)?;
    let options = TermOptions {
        language: language.parse()?,
        ..TermOptions::default()
    };
    let mut rows = Vec::new();
    each_text(py, &texts, &options, unit, |reader, at, parts| {
        let found = lines(reader, &parts);
        if found.iter().all(Vec::is_empty) {
            return;
        }
        let (text, points) = (texts[at], CodePoints::of(texts[at]));
        for (part, lines) in parts.into_iter().zip(found) {
            let place = Place { text: at, part };
            let row = |line| kwic_row(text, &points, &place, line);
            rows.extend(lines.into_iter().map(row));
        }
    })?;
    Ok(rows)
}

/// The columns that all concordances have.
fn columns<'r>(rows: &'r [KwicRow], ids: &'r [String], unit: &str) -> Columns<'r, KwicRow> {
    placed(rows, ids, unit, |row| &row.place)
        .integer("sentence", |row| row.line.sentence)
        .integer("start", |row| row.start)
        .integer("end", |row| row.end)
        .text("before", |row| Some(row.before.clone()))
        .text("keyword", |row| Some(row.keyword.clone()))
        .text("after", |row| Some(row.after.clone()))
}

fn kwic_row(text: &str, points: &CodePoints<'_>, place: &Place, line: Line) -> KwicRow {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    KwicRow {
        place: place.clone(),
        start: points.at(line.keyword.start),
        end: points.at(line.keyword.end),
        before: one_line(line.before.of(text)),
        keyword: line.keyword.of(text).to_owned(),
        after: one_line(line.after.of(text)),
        line,
    }
}
