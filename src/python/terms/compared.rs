//! Frequencies, and keyness of a target against a reference.

use super::super::table::Table;
use super::super::text::Texts;
use super::columns::Columns;
use super::counts::count_in_blocks;
use super::options::Options;
use super::units::{present, read};
use crate::collection::Pool;
use crate::terms::counts::{WordRule, merge_in};
use crate::terms::frequency;
use crate::terms::keyness::{self, Counts, KeynessOptions, Measure};
use crate::terms::matrix::Dtm;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Frequency table; `groups` has a name for each text.
#[pyfunction]
pub(in crate::python) fn frequency_table(
    py: Python<'_>,
    texts: Texts,
    options: Options,
    unit: &str,
    groups: Option<Vec<String>>,
) -> PyResult<Table> {
    let texts = present(&texts)?;
    let (corpus, places) = read(py, &texts, &options.0, unit)?;
    if let Some(groups) = &groups
        && groups.len() != texts.len()
    {
        return Err(one_for_each("group", groups.len(), texts.len()));
    }
    let names: BTreeMap<&str, usize> = groups
        .iter()
        .flatten()
        .map(|name| (name.as_str(), 0))
        .collect();
    let names: BTreeMap<&str, usize> = names.into_keys().zip(0..).collect();
    let numbers: Option<Vec<usize>> = groups.as_ref().map(|groups| {
        places
            .iter()
            .map(|place| names[groups[place.text].as_str()])
            .collect()
    });
    let rows = py.detach(|| {
        let dtm = Dtm::of(&corpus, &options.0)?;
        frequency::frequency(&dtm, numbers.as_deref())
    })?;
    let names: Vec<&str> = names.into_keys().collect();
    let columns = Columns::of(&rows);
    let columns = match groups {
        Some(_) => columns.text("group", |row| names.get(row.group).map(ToString::to_string)),
        None => columns,
    };
    columns
        .text("term", |row| Some(row.term.clone()))
        .integer("count", |row| row.count as usize)
        .integer("rank", |row| row.rank)
        .integer("documents", |row| row.documents as usize)
        .real("per_million", |row| row.per_million)
        .table()
}

fn one_for_each(what: &str, got: usize, texts: usize) -> PyErr {
    PyValueError::new_err(format!(
        "{got} {what}s given for {texts} texts; give one for each"
    ))
}

/// The total count of each term of texts, as a list of pairs.
#[pyfunction]
pub(in crate::python) fn term_totals(
    py: Python<'_>,
    texts: Texts,
    options: Options,
    jobs: usize,
) -> PyResult<Vec<(String, u64)>> {
    let texts = present(&texts)?;
    let pool = Pool::new(jobs)?;
    let workers = count_in_blocks(py, &texts, &options.0, &WordRule::Tokens, &pool)?;
    let dtm = py.detach(|| merge_in(pool.inner(), workers));
    let totals = dtm.totals();
    Ok(dtm.terms.into_iter().zip(totals).collect())
}

/// The total count of each term of the sections marked true, and of those marked false, as lists of pairs. A mark
/// belongs to a text and a section of it, by number; sections without one are left out.
#[pyfunction]
pub(in crate::python) fn section_totals(
    py: Python<'_>,
    texts: Texts,
    options: Options,
    marks: HashMap<(usize, usize), bool>,
) -> PyResult<[Vec<(String, u64)>; 2]> {
    let texts = present(&texts)?;
    let (corpus, places) = read(py, &texts, &options.0, "section")?;
    let marks: Vec<Option<bool>> = places
        .iter()
        .map(|place| marks.get(&(place.text, place.part.index)).copied())
        .collect();
    let dtm = py.detach(|| Dtm::of(&corpus, &options.0))?;
    let totals = |wanted: bool| {
        let mut totals = vec![0; dtm.terms.len()];
        for (row, _) in marks
            .iter()
            .enumerate()
            .filter(|(_, mark)| **mark == Some(wanted))
        {
            for (term, count) in dtm.counts.row(row) {
                totals[term as usize] += u64::from(count);
            }
        }
        let pairs = dtm.terms.iter().cloned().zip(totals);
        pairs.filter(|&(_, total)| total > 0).collect()
    };
    Ok([totals(true), totals(false)])
}

/// Keyness of a target's counts against a reference's.
#[pyfunction]
#[pyo3(signature = (target, reference, measure, *, prior, confidence, min_count, target_total=None, reference_total=None))]
#[expect(clippy::too_many_arguments, reason = "the options of the measure")]
pub(in crate::python) fn keyness_table(
    py: Python<'_>,
    target: Vec<(String, u64)>,
    reference: Vec<(String, u64)>,
    measure: &str,
    prior: f64,
    confidence: f64,
    min_count: u64,
    target_total: Option<u64>,
    reference_total: Option<u64>,
) -> PyResult<Table> {
    let options = KeynessOptions {
        measure: keyness_measure(measure, prior)?,
        confidence,
        min_count,
        target_total,
        reference_total,
    };
    let (target, reference): (Counts, Counts) = (
        target.into_iter().collect(),
        reference.into_iter().collect(),
    );
    let rows = py.detach(|| keyness::keyness(&target, &reference, &options))?;
    Columns::of(&rows)
        .text("term", |row| Some(row.term.clone()))
        .real("statistic", |row| row.statistic)
        .real("p", |row| row.p.unwrap_or(f64::NAN))
        .real("p_adjusted", |row| row.p_adjusted.unwrap_or(f64::NAN))
        .integer("target", |row| row.target as usize)
        .integer("reference", |row| row.reference as usize)
        .real("expected", |row| row.expected)
        .real("log_ratio", |row| row.log_ratio)
        .real("log_ratio_low", |row| row.log_ratio_low)
        .real("log_ratio_high", |row| row.log_ratio_high)
        .real("percent_diff", |row| row.percent_diff)
        .real("odds_ratio", |row| row.odds_ratio)
        .real("odds_ratio_low", |row| row.odds_ratio_low)
        .real("odds_ratio_high", |row| row.odds_ratio_high)
        .real("difference", |row| row.difference)
        .real("bic", |row| row.bic)
        .table()
}

fn keyness_measure(name: &str, prior: f64) -> PyResult<Measure> {
    Ok(match name {
        "g2" => Measure::LogLikelihood,
        "g2_williams" => Measure::LogLikelihoodWilliams,
        "chi2" => Measure::ChiSquared,
        "chi2_yates" => Measure::ChiSquaredYates,
        "exact" => Measure::Exact,
        "pmi" => Measure::MutualInformation,
        "log_odds" => Measure::LogOdds { prior },
        _ => {
            return Err(PyValueError::new_err(format!(
                "no measure {name:?}; choose g2, g2_williams, chi2, chi2_yates, exact, pmi or log_odds"
            )));
        }
    })
}
