//! How sure a figure is: bootstrap intervals, differences, the course of a text.

use super::analysis::Analysis;
use super::table::Table;
use crate::collection::{self, Column};
use crate::relations::bootstrap::{Bootstrap, Estimate, Intervals};
use crate::relations::comparison;
use crate::relations::measures::Tally;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

type Part<'py> = (PyRef<'py, Analysis>, Option<usize>);

/// The tallies of the sentences of an analysis, or of one of its sections.
fn tallies((analysis, section): &Part<'_>) -> PyResult<Vec<Tally>> {
    let whole = &analysis.bytes;
    let range = match section {
        None => 0..whole.sentences.len(),
        Some(index) => match whole.sections.get(*index) {
            Some(section) => section.sentences.clone(),
            None => {
                return Err(PyIndexError::new_err(format!(
                    "no section {index}: there are {}",
                    whole.sections.len()
                )));
            }
        },
    };
    Ok(whole.tallies(range))
}

fn joined(parts: &[Part<'_>]) -> PyResult<Vec<Tally>> {
    let all: PyResult<Vec<_>> = parts.iter().map(tallies).collect();
    Ok(all?.concat())
}

fn estimates<'py>(py: Python<'py>, intervals: &Intervals) -> PyResult<Bound<'py, PyDict>> {
    let result = PyDict::new(py);
    let measures = [
        ("balance", intervals.balance),
        ("logit", intervals.logit),
        ("intensity", intervals.intensity),
        ("net_per_1000", intervals.net_per_1000),
    ];
    for (name, estimate) in measures {
        let triple = estimate.map(
            |Estimate {
                 estimate,
                 low,
                 high,
                 ..
             }| (estimate, low, high),
        );
        result.set_item(name, triple)?;
    }
    Ok(result)
}

/// Percentile intervals of the measures of parts taken together: measure -> (estimate, low, high), or None.
#[pyfunction]
pub(super) fn bootstrap<'py>(
    py: Python<'py>,
    parts: Vec<Part<'py>>,
    replicates: usize,
    block: usize,
    level: f64,
    seed: u64,
) -> PyResult<Bound<'py, PyDict>> {
    let sentences = joined(&parts)?;
    let bootstrap = Bootstrap {
        replicates,
        block,
        level,
        seed,
    };
    estimates(py, &py.detach(|| bootstrap.intervals(&sentences)))
}

/// The difference a − b of two groups: on the logit scale by formula, and of all measures by bootstrap.
#[pyfunction]
pub(super) fn difference<'py>(
    py: Python<'py>,
    a: Vec<Part<'py>>,
    b: Vec<Part<'py>>,
    replicates: usize,
    block: usize,
    level: f64,
    seed: u64,
) -> PyResult<Bound<'py, PyDict>> {
    let (a, b) = (joined(&a)?, joined(&b)?);
    let bootstrap = Bootstrap {
        replicates,
        block,
        level,
        seed,
    };
    let result = estimates(py, &py.detach(|| bootstrap.differences(&a, &b)))?;
    let (whole_a, whole_b): (Tally, Tally) = (a.iter().copied().sum(), b.iter().copied().sum());
    if let Some(formula) = comparison::difference(&whole_a, &whole_b) {
        let comparison::Difference {
            estimate,
            se,
            low,
            high,
            z,
            p,
        } = formula;
        let analytic = PyDict::new(py);
        for (name, value) in [
            ("estimate", estimate),
            ("se", se),
            ("low", low),
            ("high", high),
            ("z", z),
            ("p", p),
        ] {
            analytic.set_item(name, value)?;
        }
        result.set_item("logit_analytic", analytic)?;
    } else {
        result.set_item("logit_analytic", py.None())?;
    }
    Ok(result)
}

/// The sections of an analysis in their order, each with its place, balance and smoothed balance.
#[pyfunction]
pub(super) fn trajectory(analysis: PyRef<'_, Analysis>, reach: usize) -> PyResult<Table> {
    let sections = &analysis.bytes.sections;
    let sums: Vec<Tally> = sections
        .iter()
        .map(|section| {
            analysis
                .bytes
                .tallies(section.sentences.clone())
                .into_iter()
                .sum()
        })
        .collect();
    let points = comparison::trajectory(&sums, reach);
    let reals = |name: &str, value: fn(&comparison::TrajectoryPoint) -> Option<f64>| {
        (
            name.to_owned(),
            Column::Real(points.iter().map(value).collect()),
        )
    };
    let headings = points
        .iter()
        .map(|point| sections[point.section].heading.clone())
        .collect();
    let columns = vec![
        (
            "section".to_owned(),
            Column::Integer(
                points
                    .iter()
                    .map(|point| Some(point.section as i64))
                    .collect(),
            ),
        ),
        ("heading".to_owned(), Column::Text(headings)),
        reals("position", |point| Some(point.position)),
        reals("balance", |point| point.balance),
        reals("balance_low", |point| point.balance_low),
        reals("balance_high", |point| point.balance_high),
        reals("logit", |point| point.logit),
        reals("logit_se", |point| point.logit_se),
        reals("smoothed", |point| point.smoothed),
    ];
    Ok(Table(collection::Table::from_columns(columns)?))
}
