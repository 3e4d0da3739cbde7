//! Term options, as keyword arguments bring them.

use crate::language::Language;
use crate::terms::options::{StopWords, TermOptions};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Options as keyword arguments bring them.
pub(in crate::python) struct Options(pub TermOptions);

impl<'py> FromPyObject<'_, 'py> for Options {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let given = object.cast::<PyDict>()?;
        let mut options = TermOptions::default();
        // First, as stop words may be asked for by it.
        if let Some(language) = given.get_item("language")? {
            set(&mut options, "language", &language)?;
        }
        for (name, value) in given.iter() {
            let name: String = name.extract()?;
            set(&mut options, &name, &value)?;
        }
        options.check()?;
        Ok(Self(options))
    }
}

fn set(options: &mut TermOptions, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    match name {
        "language" => options.language = value.extract::<String>()?.parse()?,
        "lowercase" => options.lowercase = value.extract()?,
        "stem" => options.stem = value.extract()?,
        "stop_words" => options.stop_words = stop_words(value, options.language)?,
        "numbers" => options.numbers = value.extract()?,
        "punctuation" => options.punctuation = value.extract()?,
        "symbols" => options.symbols = value.extract()?,
        "clitics" => options.clitics = value.extract()?,
        "addresses" => options.addresses = value.extract()?,
        "min_chars" => options.min_chars = value.extract()?,
        "ngrams" => {
            let (low, high) = value.extract::<(usize, usize)>().map_err(|_| {
                PyTypeError::new_err(format!(
                    "ngrams={value} is no range: give the fewest and the most words, such as (1, 2)"
                ))
            })?;
            options.ngrams = low..=high;
        }
        "max_skip" => options.max_skip = value.extract()?,
        "across_sentences" => options.across_sentences = value.extract()?,
        "across_gaps" => options.across_gaps = value.extract()?,
        "separator" => options.separator = value.extract()?,
        _ => {
            return Err(PyTypeError::new_err(format!(
                "no term option {name:?}; the options are language, lowercase, stem, stop_words, numbers, \
                 punctuation, symbols, clitics, addresses, min_chars, ngrams, max_skip, across_sentences, \
                 across_gaps, separator"
            )));
        }
    }
    Ok(())
}

/// `None` or `False`: none; `True` or the name of the language: those of the language; else a collection of words.
fn stop_words(value: &Bound<'_, PyAny>, language: Language) -> PyResult<StopWords> {
    if value.is_none() {
        return Ok(StopWords::Keep);
    }
    if let Ok(of_language) = value.extract::<bool>() {
        return Ok(if of_language {
            StopWords::OfLanguage
        } else {
            StopWords::Keep
        });
    }
    if let Ok(name) = value.extract::<String>() {
        return match name.parse::<Language>() {
            Ok(named) if named == language => Ok(StopWords::OfLanguage),
            _ => Err(PyValueError::new_err(format!(
                "not a built-in stop list: {name}. Give True for that of the language, or a collection of words."
            ))),
        };
    }
    let words: PyResult<_> = value
        .try_iter()?
        .map(|word| word?.extract::<String>())
        .collect();
    Ok(StopWords::List(words?))
}
