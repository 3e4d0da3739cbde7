//! Keywords in context.

use super::super::table::Table;
use super::super::text::Texts;
use super::columns::placed;
use super::units::{Place, each_unit, present};
use crate::span::CodePoints;
use crate::terms::kwic::{Concordance, Line, Pattern, PatternKind};
use crate::terms::options::TermOptions;
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

/// Keywords in context.
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
    let texts = present(&texts)?;
    let made = patterns
        .iter()
        .map(|text| Pattern::new(text, kind, case_sensitive));
    let mut concordance =
        Concordance::new(made.collect::<Result<_, _>>()?, window, within_sentence);
    let options = TermOptions {
        language: language.parse()?,
        ..TermOptions::default()
    };
    let mut rows: Vec<KwicRow> = Vec::new();
    each_unit(py, &texts, &options, unit, |reader, text, place| {
        let lines = concordance.find(
            reader.tokens(),
            place.part.tokens.clone(),
            reader.vocabulary(),
        );
        let points = CodePoints::of(text);
        rows.extend(
            lines
                .into_iter()
                .map(|line| kwic_row(text, &points, &place, line)),
        );
    })?;
    placed(&rows, &ids, unit, |row| &row.place)
        .integer("sentence", |row| row.line.sentence)
        .integer("start", |row| row.start)
        .integer("end", |row| row.end)
        .text("before", |row| Some(row.before.clone()))
        .text("keyword", |row| Some(row.keyword.clone()))
        .text("after", |row| Some(row.after.clone()))
        .text("pattern", |row| patterns.get(row.line.pattern).cloned())
        .table()
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
