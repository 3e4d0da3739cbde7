//! VADER.

use super::door;
use super::text::{Text, Texts};
use crate::sentiment::{self, VaderMode};
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
}

#[pymethods]
impl Vader {
    #[new]
    #[pyo3(signature = (mode="exact"))]
    fn new(mode: &str) -> PyResult<Self> {
        let (mode, name) = match mode {
            "exact" => (VaderMode::Exact, "exact"),
            "corrected" => (VaderMode::Corrected, "corrected"),
            _ => {
                return Err(PyValueError::new_err(format!(
                    "no mode {mode:?}; choose exact or corrected"
                )));
            }
        };
        Ok(Self {
            vader: Arc::new(sentiment::Vader::new(mode)),
            mode: name,
        })
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
        format!("Vader(mode={:?})", self.mode)
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> (Bound<'py, pyo3::types::PyType>, (&'static str,)) {
        (py.get_type::<Self>(), (self.mode,))
    }
}
