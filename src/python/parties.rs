//! Who with whom, and when: actors, dyads and years of one or many texts.

use super::analysis::Analyzer;
use super::table::Table;
use super::text::Texts;
use crate::analysis::Setting;
use crate::collection::{self, Column};
use crate::relations::actors::Actors;
use crate::relations::dyads::{DyadScores, Dyads};
use crate::relations::timeline::Timeline;
use numpy::{PyArray2, ToPyArray};
use pyo3::prelude::*;

type Named = (String, Column);

fn texts<T: ToString>(name: &str, values: impl Iterator<Item = T>) -> Named {
    (
        name.to_owned(),
        Column::Text(values.map(|value| Some(value.to_string())).collect()),
    )
}

fn counts(name: &str, values: impl Iterator<Item = usize>) -> Named {
    (
        name.to_owned(),
        Column::Integer(values.map(|value| Some(value as i64)).collect()),
    )
}

fn reals(name: &str, values: impl Iterator<Item = Option<f64>>) -> Named {
    (name.to_owned(), Column::Real(values.collect()))
}

/// The actors, dyads and years of any number of texts, added up.
#[pyclass(frozen, module = "detente")]
pub(super) struct Parties {
    dyads: Dyads,
    timeline: Timeline,
}

#[pymethods]
impl Parties {
    /// Reads texts, one after the other.
    #[new]
    fn new(py: Python<'_>, analyzer: &Analyzer, all: Texts) -> PyResult<Self> {
        let (mut dyads, mut timeline) = (Dyads::default(), Timeline::default());
        for text in all.to_vec().into_iter().flatten() {
            py.check_signals()?;
            let setting: Setting = py.detach(|| analyzer.analyzer.setting(text))?;
            dyads.add(&setting.links, &setting.matches);
            timeline.add(&setting.matches, &setting.datings, &setting.dates);
        }
        Ok(Self { dyads, timeline })
    }

    /// A row for each actor: what it did and met with.
    fn actors(&self) -> PyResult<Table> {
        let rows = self.dyads.actors();
        let name = |code: &str| {
            Actors::builtin()
                .get(code)
                .map_or_else(|| code.to_owned(), |actor| actor.name.clone())
        };
        let columns = vec![
            texts("actor", rows.iter().map(|row| &row.code)),
            texts("name", rows.iter().map(|row| name(&row.code))),
            counts("cooperation", rows.iter().map(|row| row.cooperation)),
            counts("conflict", rows.iter().map(|row| row.conflict)),
            reals("balance", rows.iter().map(|row| row.balance)),
            reals("net", rows.iter().map(|row| Some(row.net))),
            counts(
                "cooperation_given",
                rows.iter().map(|row| row.cooperation_given),
            ),
            counts(
                "cooperation_received",
                rows.iter().map(|row| row.cooperation_received),
            ),
            counts("conflict_given", rows.iter().map(|row| row.conflict_given)),
            counts(
                "conflict_received",
                rows.iter().map(|row| row.conflict_received),
            ),
        ];
        Ok(Table(collection::Table::from_columns(columns)?))
    }

    /// A row for each dyad: what passed between two actors.
    fn dyads(&self) -> PyResult<Table> {
        let rows = self.dyads.table();
        let columns = vec![
            texts("source", rows.iter().map(|row| &row.source)),
            texts("target", rows.iter().map(|row| &row.target)),
            texts("direction", rows.iter().map(DyadScores::direction)),
            counts("cooperation", rows.iter().map(|row| row.cooperation)),
            counts("conflict", rows.iter().map(|row| row.conflict)),
            reals("balance", rows.iter().map(|row| row.balance)),
            reals("net", rows.iter().map(|row| Some(row.net))),
            reals("intensity", rows.iter().map(|row| row.intensity)),
            counts("carried", rows.iter().map(|row| row.carried)),
        ];
        Ok(Table(collection::Table::from_columns(columns)?))
    }

    /// The `most` most active actors, and the sum of weights from each (row) to each (column).
    #[pyo3(signature = (most=30))]
    fn matrix<'py>(
        &self,
        py: Python<'py>,
        most: usize,
    ) -> (Vec<String>, Bound<'py, PyArray2<f64>>) {
        let matrix = self.dyads.matrix(most);
        (
            matrix.actors.iter().map(ToString::to_string).collect(),
            matrix.net.to_pyarray(py),
        )
    }

    /// A row for each year that the texts name.
    fn timeline(&self) -> PyResult<Table> {
        let rows = self.timeline.years();
        let years = rows.iter().map(|row| Some(i64::from(row.year))).collect();
        let columns = vec![
            ("year".to_owned(), Column::Integer(years)),
            reals("cooperation", rows.iter().map(|row| Some(row.cooperation))),
            reals("conflict", rows.iter().map(|row| Some(row.conflict))),
            reals("balance", rows.iter().map(|row| row.balance)),
            reals("net", rows.iter().map(|row| Some(row.net))),
            reals("carried", rows.iter().map(|row| Some(row.carried))),
        ];
        Ok(Table(collection::Table::from_columns(columns)?))
    }
}
