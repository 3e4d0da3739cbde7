//! Texts read into units (documents or sections), looking for signals in between.

use super::super::text::Texts;
use crate::error::Error;
use crate::terms::options::TermOptions;
use crate::terms::sequence::{Corpus, CorpusBuilder};
use crate::terms::units::{Part, Reader};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The texts, none of which may be missing.
pub(super) fn present(texts: &Texts) -> PyResult<Vec<&str>> {
    let texts = texts.to_vec().into_iter().enumerate();
    let all = texts.map(|(at, text)| {
        text.ok_or_else(|| {
            PyValueError::new_err(format!(
                "np.nan is an invalid document, expected byte or unicode string. (Text {at} is missing: drop it, or \
                 fill it with an empty string.)"
            ))
        })
    });
    all.collect()
}

/// Bytes of text between two looks for a signal.
const BLOCK: usize = 4 << 20;

/// Where the units of texts come from: the text's number, and the unit.
#[derive(Clone)]
pub(super) struct Place {
    pub text: usize,
    pub part: Part,
}

/// Reads texts into units and hands each text with its units to `take`, looking for signals between blocks.
pub(super) fn each_text(
    py: Python<'_>,
    texts: &[&str],
    options: &TermOptions,
    unit: &str,
    mut take: impl FnMut(&Reader, usize, Vec<Part>) + Send,
) -> PyResult<Reader> {
    let mut reader = Reader::new(options.language, unit.parse()?);
    let mut next = 0;
    while next < texts.len() {
        py.check_signals()?;
        py.detach(|| {
            let mut bytes = 0;
            while next < texts.len() && bytes < BLOCK {
                let parts = reader.read(texts[next])?;
                take(&reader, next, parts);
                bytes += texts[next].len() + 64;
                next += 1;
            }
            Ok::<_, Error>(())
        })?;
    }
    Ok(reader)
}

/// Reads texts unit by unit and hands each unit to `take`, looking for signals between blocks.
pub(super) fn each_unit(
    py: Python<'_>,
    texts: &[&str],
    options: &TermOptions,
    unit: &str,
    mut take: impl FnMut(&Reader, Place) + Send,
) -> PyResult<Reader> {
    each_text(py, texts, options, unit, |reader, text, parts| {
        for part in parts {
            take(reader, Place { text, part });
        }
    })
}

/// The corpus of all units, and where each comes from.
pub(super) fn read(
    py: Python<'_>,
    texts: &[&str],
    options: &TermOptions,
    unit: &str,
) -> PyResult<(Corpus, Vec<Place>)> {
    let mut builder = CorpusBuilder::new(options.clone())?;
    let mut places = Vec::new();
    let reader = each_unit(py, texts, options, unit, |reader, place| {
        builder.push(
            reader.tokens(),
            place.part.tokens.clone(),
            reader.vocabulary(),
        );
        places.push(place);
    })?;
    Ok((builder.finish(reader.vocabulary()), places))
}
