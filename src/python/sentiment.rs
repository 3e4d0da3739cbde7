//! VADER.

use super::text::{Text, Texts};
use super::{Remade, door};
use crate::error::Error;
use crate::sentiment::{self, VaderBuilder, VaderMode};
use numpy::PyArray1;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::Arc;

/// VADER's sentiment scores (Hutto & Gilbert 2014); a drop-in for `SentimentIntensityAnalyzer`.
#[pyclass(frozen, module = "detente")]
pub(super) struct Vader {
    vader: Arc<sentiment::Vader>,
    mode: &'static str,
    lexicon: String,
}

#[pymethods]
impl Vader {
    #[new]
    #[pyo3(signature = (mode="exact", *, lexicon="vader"))]
    fn new(mode: &str, lexicon: &str) -> PyResult<Self> {
        let (mode, name) = match mode {
            "exact" => (VaderMode::Exact, "exact"),
            "corrected" => (VaderMode::Corrected, "corrected"),
            _ => {
                return Err(PyValueError::new_err(format!(
                    "no mode {mode:?}; choose exact or corrected"
                )));
            }
        };
        let builder = match lexicon {
            "vader" => VaderBuilder::new(),
            "political" => VaderBuilder::political(),
            "both" => VaderBuilder::new().extend_political(),
            path => {
                let table =
                    std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
                let in_file = |error: Error| Error::lexicon(path, error);
                VaderBuilder::new().lexicon_tsv(&table).map_err(in_file)?
            }
        };
        Ok(Self {
            vader: Arc::new(builder.mode(mode).build()?),
            mode: name,
            lexicon: lexicon.to_owned(),
        })
    }

    /// "vader", "political", "both", or the path of a table of words and valences.
    #[getter]
    fn lexicon(&self) -> &str {
        &self.lexicon
    }

    /// "exact" or "corrected".
    #[getter]
    fn mode(&self) -> &'static str {
        self.mode
    }

    /// The four numbers of one text: `{"neg", "neu", "pos", "compound"}`.
    fn polarity_scores<'py>(&self, py: Python<'py>, text: Text) -> PyResult<Bound<'py, PyDict>> {
        let polarity = py.detach(|| self.vader.polarity_scores(&text));
        let scores = PyDict::new(py);
        scores.set_item("neg", polarity.neg)?;
        scores.set_item("neu", polarity.neu)?;
        scores.set_item("pos", polarity.pos)?;
        scores.set_item("compound", polarity.compound)?;
        Ok(scores)
    }

    /// The compound score of each text, as a NumPy array; NaN for a missing text.
    fn compound<'py>(&self, py: Python<'py>, texts: Texts) -> PyResult<Bound<'py, PyArray1<f64>>> {
        let texts = texts.to_vec();
        let numbers = door::numbers(py, &texts, |text| self.vader.compound(text))?;
        Ok(PyArray1::from_vec(py, numbers))
    }

    fn __repr__(&self) -> String {
        format!("Vader(mode={:?}, lexicon={:?})", self.mode, self.lexicon)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Remade<'py>> {
        let options = PyDict::new(py);
        options.set_item("mode", self.mode)?;
        options.set_item("lexicon", &self.lexicon)?;
        Ok((
            py.import("detente._pickle")?.getattr("make")?,
            (py.get_type::<Self>(), options),
        ))
    }
}
