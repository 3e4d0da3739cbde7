//! How alike texts, or terms, are.

use super::super::door;
use super::super::table::Table;
use super::super::text::Texts;
use super::columns::Columns;
use super::options::Options;
use super::units::{Place, present, read};
use crate::collection::Pool;
use crate::error::Error;
use crate::python::threads::threads;
use crate::terms::matrix::{Csr, Dtm};
use crate::terms::similarity::{Measure, similarities};
use crate::terms::weighting::Weighting;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::ops::Range;

/// The most pairs that are compared: more would take hours, and their table gigabytes.
const MOST_PAIRS: usize = 1 << 27;

/// Two rows of the matrices compared, and how alike they are by each measure.
struct Alike {
    first: usize,
    second: usize,
    values: Vec<f64>,
}

/// A row that is compared with a range of others.
type Comparison = (usize, Range<usize>);

/// Every pair of texts (or sections); with `others`, each of the first `texts - others` with each of the last `others`.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of the comparison")]
pub(in crate::python) fn similarity_table(
    py: Python<'_>,
    texts: Texts,
    ids: Vec<String>,
    options: Options,
    unit: &str,
    measures: Vec<String>,
    weighting: &str,
    minimum: Option<f64>,
    others: usize,
    #[pyo3(from_py_with = threads)] jobs: usize,
) -> PyResult<Table> {
    let named = named(measures)?;
    let texts = present(&texts)?;
    let (corpus, places) = read(py, &texts, &options.0, unit)?;
    let weighting: Weighting = weighting.parse()?;
    let rows =
        py.detach(|| Ok::<_, Error>(weighting.weigh(&Dtm::of(&corpus, &options.0)?.counts)))?;
    let first_other = texts.len().saturating_sub(others);
    let middle = places.partition_point(|place| place.text < first_other);
    let end = places.len();
    let comparisons: Vec<Comparison> = match others {
        0 => (0..end).map(|row| (row, row + 1..end)).collect(),
        _ => (0..middle).map(|row| (row, middle..end)).collect(),
    };
    let found = compare(py, &rows, &comparisons, &named, minimum, jobs)?;
    let id = |row: usize| ids.get(places[row].text).cloned();
    let section = |row: usize| -> usize {
        let place: &Place = &places[row];
        place.part.index
    };
    let mut columns = Columns::of(&found).text("first", |pair| id(pair.first));
    if unit == "section" {
        columns = columns.integer("first_section", |pair| section(pair.first));
    }
    columns = columns.text("second", |pair| id(pair.second));
    if unit == "section" {
        columns = columns.integer("second_section", |pair| section(pair.second));
    }
    with_values(columns, &named)
}

/// Every pair of terms by the texts (or sections) they stand in; with `wanted`, each of these with every other term.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of the comparison")]
pub(in crate::python) fn term_similarity_table(
    py: Python<'_>,
    texts: Texts,
    options: Options,
    unit: &str,
    measures: Vec<String>,
    weighting: &str,
    minimum: Option<f64>,
    wanted: Option<Vec<String>>,
    #[pyo3(from_py_with = threads)] jobs: usize,
) -> PyResult<Table> {
    let named = named(measures)?;
    let texts = present(&texts)?;
    let (corpus, _) = read(py, &texts, &options.0, unit)?;
    let weighting: Weighting = weighting.parse()?;
    let dtm = py.detach(|| Dtm::of(&corpus, &options.0))?;
    let rows = py.detach(|| weighting.weigh(&dtm.counts).transpose());
    let end = dtm.terms.len();
    let by_likeness = wanted.is_some();
    let comparisons: Vec<Comparison> = match wanted {
        None => (0..end).map(|row| (row, row + 1..end)).collect(),
        Some(wanted) => wanted
            .iter()
            .map(|term| Ok((column_of(&dtm, term)?, 0..end)))
            .collect::<PyResult<_>>()?,
    };
    let mut found = compare(py, &rows, &comparisons, &named, minimum, jobs)?;
    found.retain(|pair| pair.first != pair.second);
    if by_likeness {
        for same in found.chunk_by_mut(|a, b| a.first == b.first) {
            sort_by_likeness(same, named[0].1);
        }
    }
    let name = |row: usize| dtm.terms.get(row).cloned();
    let columns = Columns::of(&found)
        .text("first", |pair| name(pair.first))
        .text("second", |pair| name(pair.second));
    with_values(columns, &named)
}

fn column_of(dtm: &Dtm, term: &str) -> PyResult<usize> {
    let column = dtm.column(term).map(|column| column as usize);
    column.ok_or_else(|| {
        PyValueError::new_err(format!(
            "no text has the term {term:?}; give terms as they are counted (in lower case, as stems)"
        ))
    })
}

/// The measures with their names.
fn named(measures: Vec<String>) -> PyResult<Vec<(String, Measure)>> {
    if measures.is_empty() {
        return Err(PyValueError::new_err("give at least one measure"));
    }
    let read = |name: String| Ok((name.clone(), name.parse::<Measure>()?));
    measures.into_iter().map(read).collect()
}

/// Compares rows of one matrix, on all threads; pairs under `minimum` by the first measure are left out.
fn compare(
    py: Python<'_>,
    rows: &Csr<f64>,
    comparisons: &[Comparison],
    named: &[(String, Measure)],
    minimum: Option<f64>,
    jobs: usize,
) -> PyResult<Vec<Alike>> {
    let pairs: usize = comparisons.iter().map(|(_, others)| others.len()).sum();
    if pairs > MOST_PAIRS {
        return Err(PyValueError::new_err(format!(
            "{pairs} pairs would have to be compared, and {MOST_PAIRS} are the most; compare fewer texts or terms at a time"
        )));
    }
    let measures: Vec<Measure> = named.iter().map(|&(_, measure)| measure).collect();
    let kept = |values: &[f64]| minimum.is_none_or(|minimum| values[0] >= minimum);
    let one = |(first, others): &Comparison| {
        let values = similarities(rows, *first, rows, others.clone(), &measures)?;
        let pairs = others.clone().zip(values);
        let alike = |(second, values)| Alike {
            first: *first,
            second,
            values,
        };
        Ok(pairs.map(alike).filter(|pair| kept(&pair.values)).collect())
    };
    let pool = Pool::new(jobs)?;
    let mut found: Vec<Result<Vec<Alike>, Error>> = Vec::with_capacity(comparisons.len());
    door::in_blocks(
        py,
        comparisons,
        |(_, others)| others.len() * 64,
        |block| pool.map(block, one),
        |_, block| found.extend(block),
    )?;
    let found: Vec<Vec<Alike>> = found.into_iter().collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// The most alike first, by the first measure; what cannot be compared comes last.
fn sort_by_likeness(pairs: &mut [Alike], measure: Measure) {
    pairs.sort_by(|a, b| {
        let (a, b) = (a.values[0], b.values[0]);
        let falling = if measure.is_distance() {
            a.total_cmp(&b)
        } else {
            b.total_cmp(&a)
        };
        a.is_nan().cmp(&b.is_nan()).then(falling)
    });
}

fn with_values(mut columns: Columns<'_, Alike>, named: &[(String, Measure)]) -> PyResult<Table> {
    for (at, (name, _)) in named.iter().enumerate() {
        columns = columns.real(name, |pair| pair.values[at]);
    }
    columns.table()
}
