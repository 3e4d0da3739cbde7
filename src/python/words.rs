//! The words of texts, as lists of `str`.
//!
//! Making a list of words needs the GIL and takes as long as finding the words, so the lists of one share of the texts
//! are made here while other threads find the words of the next ones.

use super::door;
use super::spans::tokenizer;
use super::text::{Text, Texts};
use crate::collection::{Pool, runs};
use crate::span::Span;
use crate::tokenize::{Tokenizer, WordBatch};
use crate::vocabulary::{Forms, TypeId};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::ops::Range;

/// Bytes of texts that are read at a time: little enough that threads have something to do until the end.
const SHARE: usize = 256 << 10;

/// The words of a text, or of each text of a list.
#[pyfunction]
#[pyo3(signature = (texts, *, tailored=true))]
pub(super) fn words<'py>(
    texts: &Bound<'py, PyAny>,
    tailored: bool,
) -> PyResult<Bound<'py, PyList>> {
    let (py, tokenizer) = (texts.py(), tokenizer(tailored));
    if texts.is_instance_of::<PyString>() {
        let text = texts.extract::<Text>()?;
        let words: Vec<_> = tokenizer.words(&text).map(|span| span.of(&text)).collect();
        return PyList::new(py, words);
    }
    let texts = texts.extract::<Texts>()?;
    let texts: Vec<_> = texts
        .to_vec()
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect();
    let shares = runs(&texts, |text| text.len(), SHARE);
    let pool = Pool::new(0)?;
    let mut known = vec![Vec::new(); pool.threads()];
    let mut lists = Vec::with_capacity(texts.len());
    let _still = Uncollected::new(py)?;
    door::in_order(
        py,
        &pool,
        &shares,
        |(forms, batch): &mut (Forms, WordBatch), share: &Range<usize>| {
            Numbered::of(&tokenizer, &texts[share.clone()], forms, batch)
        },
        |worker, part| part.push_lists(py, &mut known[worker], &mut lists),
    )?;
    PyList::new(py, lists)
}

/// While it lives, Python's collector of cycles stands still, which would go through all lists again and again as more
/// are made; none of them can be part of a cycle yet.
struct Uncollected<'py>(Option<Bound<'py, PyModule>>);

impl<'py> Uncollected<'py> {
    fn new(py: Python<'py>) -> PyResult<Self> {
        let collector = py.import("gc")?;
        if !collector.call_method0("isenabled")?.is_truthy()? {
            return Ok(Self(None));
        }
        collector.call_method0("disable")?;
        Ok(Self(Some(collector)))
    }
}

impl Drop for Uncollected<'_> {
    fn drop(&mut self) {
        if let Some(collector) = &self.0 {
            // Nothing can be done where even this fails.
            let _ = collector.call_method0("enable");
        }
    }
}

/// The words of some texts as numbers of one thread's own: making a Python string costs more than finding it again.
struct Numbered {
    words: Vec<TypeId>,
    /// For each text where its words end.
    ends: Vec<usize>,
    /// The words that the thread had not met before, in the order of their numbers.
    new: Vec<Box<str>>,
}

impl Numbered {
    fn of(tokenizer: &Tokenizer, texts: &[&str], forms: &mut Forms, batch: &mut WordBatch) -> Self {
        let (mut words, mut new) = (Vec::new(), Vec::new());
        let ends = texts.iter().map(|text| {
            tokenizer.each_word(text, batch, |Span { start, end }| {
                let (word, is_new) = forms.intern(text, start, end);
                if is_new {
                    new.push(text[start..end].into());
                }
                words.push(word);
            });
            words.len()
        });
        let ends = ends.collect();
        Self { words, ends, new }
    }

    /// One list for each text; `known` are the words of the thread that found these.
    fn push_lists<'py>(
        &self,
        py: Python<'py>,
        known: &mut Vec<Bound<'py, PyString>>,
        lists: &mut Vec<Bound<'py, PyList>>,
    ) -> PyResult<()> {
        known.extend(self.new.iter().map(|word| PyString::new(py, word)));
        let mut start = 0;
        for &end in &self.ends {
            let words = &self.words[start..end];
            let words = words.iter().map(|word| known[word.index()].clone());
            lists.push(PyList::new(py, words)?);
            start = end;
        }
        Ok(())
    }
}
