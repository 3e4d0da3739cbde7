//! Terms that stand together, and how evenly they are spread.

use super::super::table::Table;
use super::super::text::Texts;
use super::columns::Columns;
use super::options::Options;
use super::units::{present, read};
use crate::terms::collocations::{self, CollocationOptions};
use crate::terms::cooccurrence::{self, Context, CooccurrenceOptions};
use crate::terms::dispersion::{self, Parts};
use pyo3::prelude::*;

/// Collocations.
#[pyfunction]
pub(in crate::python) fn collocation_table(
    py: Python<'_>,
    texts: Texts,
    options: Options,
    unit: &str,
    size: usize,
    min_count: u64,
    smoothing: f64,
) -> PyResult<Table> {
    let texts = present(&texts)?;
    let (corpus, _) = read(py, &texts, &options.0, unit)?;
    let wanted = CollocationOptions {
        size,
        min_count,
        smoothing,
    };
    let rows = py.detach(|| collocations::collocations(&corpus, &wanted))?;
    Columns::of(&rows)
        .text("collocation", |row| Some(row.collocation.clone()))
        .integer("count", |row| row.count as usize)
        .integer("size", |row| row.size)
        .real("expected", |row| row.expected)
        .real("lambda", |row| row.lambda)
        .real("z", |row| row.z)
        .real("p", |row| row.p)
        .real("g2", |row| row.g2)
        .real("pmi", |row| row.pmi)
        .real("npmi", |row| row.npmi)
        .real("t", |row| row.t)
        .real("dice", |row| row.dice)
        .real("log_dice", |row| row.log_dice)
        .table()
}

/// Dispersion of every term over units, or over `parts` stretches of equal size.
#[pyfunction]
pub(in crate::python) fn dispersion_table(
    py: Python<'_>,
    texts: Texts,
    options: Options,
    unit: &str,
    parts: Option<usize>,
    terms: Option<Vec<String>>,
) -> PyResult<Table> {
    let texts = present(&texts)?;
    let (corpus, _) = read(py, &texts, &options.0, unit)?;
    let parts = parts.map_or(Parts::Documents, Parts::Equal);
    let mut rows = py.detach(|| dispersion::dispersion(&corpus, parts))?;
    if let Some(mut wanted) = terms {
        wanted.sort_unstable();
        rows.retain(|row| wanted.binary_search(&row.term).is_ok());
    }
    Columns::of(&rows)
        .text("term", |row| Some(row.term.clone()))
        .integer("count", |row| row.count as usize)
        .integer("range", |row| row.range)
        .real("juilland_d", |row| row.juilland_d)
        .real("carroll_d2", |row| row.carroll_d2)
        .real("rosengren_s", |row| row.rosengren_s)
        .real("dp", |row| row.dp)
        .real("dp_norm", |row| row.dp_norm)
        .real("kl", |row| row.kl)
        .real("arf", |row| row.arf)
        .real("f_awt", |row| row.f_awt)
        .real("f_ald", |row| row.f_ald)
        .table()
}

/// Pairs of terms that stand together.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of the count")]
pub(in crate::python) fn cooccurrence_table(
    py: Python<'_>,
    texts: Texts,
    options: Options,
    unit: &str,
    window: Option<usize>,
    weighted: bool,
    boolean: bool,
    ordered: bool,
) -> PyResult<Table> {
    let texts = present(&texts)?;
    let (corpus, _) = read(py, &texts, &options.0, unit)?;
    let context = match window {
        None => Context::Document,
        Some(size) if weighted => Context::weighted_window(size),
        Some(size) => Context::window(size),
    };
    let wanted = CooccurrenceOptions {
        context,
        boolean,
        ordered,
        upper: true,
    };
    let matrix = py.detach(|| cooccurrence::cooccurrence(&corpus, &wanted))?;
    let mut rows = Vec::with_capacity(matrix.data.len());
    for row in 0..matrix.rows() {
        rows.extend(
            matrix
                .row(row)
                .map(|(column, count)| (row, column as usize, count)),
        );
    }
    let name = |term: usize| corpus.terms().get(term).cloned();
    Columns::of(&rows)
        .text("first", |row| name(row.0))
        .text("second", |row| name(row.1))
        .real("count", |row| row.2)
        .table()
}
