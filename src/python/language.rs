//! Stems.

use super::text::Text;
use crate::language::{Language, stem};
use pyo3::prelude::*;

/// Reduces words to their stems: `Stemmer("english").stem("negotiations")` is `"negoti"`.
#[pyclass(frozen, module = "detente")]
pub(super) struct Stemmer(stem::Stemmer);

#[pymethods]
impl Stemmer {
    #[new]
    #[pyo3(signature = (language="english"))]
    fn new(language: &str) -> PyResult<Self> {
        Ok(Self(stem::Stemmer::new(language.parse::<Language>()?)))
    }

    /// The language's name.
    #[getter]
    fn language(&self) -> &'static str {
        self.0.language().name()
    }

    /// The stem of a word; case and the form of apostrophes do not matter.
    fn stem(&self, word: Text) -> String {
        self.0
            .stem(&crate::vocabulary::normalise(&word))
            .into_owned()
    }

    /// The stems of many words, in order.
    fn stem_many(&self, words: Vec<Text>) -> Vec<String> {
        words.into_iter().map(|word| self.stem(word)).collect()
    }

    fn __repr__(&self) -> String {
        format!("Stemmer({:?})", self.language())
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> (Bound<'py, pyo3::types::PyType>, (&'static str,)) {
        (py.get_type::<Self>(), (self.language(),))
    }
}
