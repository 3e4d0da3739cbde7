//! One text, analysed, and many, scored.

use super::Remade;
use super::documents::{Documents, RepeatedLines};
use super::door;
use super::relations::{Match, lexicon_of, match_in};
use super::spans::{Boilerplate, Heading, boilerplate_in, heading_in};
use super::table::Table;
use super::text::{Text, Texts};
use super::threads::threads;
use crate::analysis;
use crate::collection::{self, Document, Level, Pool};
use crate::relations::measures;
use crate::span::CodePoints;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::ops::Range;
use std::path::PathBuf;

/// The HTML of an object for notebooks, by the package's own renderer.
pub(super) fn html(
    py: Python<'_>,
    function: &str,
    object: &Bound<'_, PyAny>,
) -> PyResult<Py<PyAny>> {
    Ok(py
        .import("detente._html")?
        .call_method1(function, (object,))?
        .unbind())
}

/// Cooperation and conflict of a stretch of text.
#[pyclass(frozen, eq, get_all, module = "detente")]
#[derive(Clone, PartialEq)]
pub(super) struct RelationScores {
    /// Events of cooperation, after context.
    pub cooperation: usize,
    /// Events of conflict, after context.
    pub conflict: usize,
    /// Of these, by CAMEO's quad classes.
    pub verbal_cooperation: usize,
    /// Material cooperation.
    pub material_cooperation: usize,
    /// Verbal conflict.
    pub verbal_conflict: usize,
    /// Material conflict.
    pub material_conflict: usize,
    /// Events of cooperation per 1,000 words; None without words.
    pub cooperation_per_1000: Option<f64>,
    /// Events of conflict per 1,000 words; None without words.
    pub conflict_per_1000: Option<f64>,
    /// (C − K) / (C + K), −1 to +1; None without events.
    pub balance: Option<f64>,
    /// Lower end of the 95 % interval of `balance`.
    pub balance_low: Option<f64>,
    /// Upper end of the 95 % interval of `balance`.
    pub balance_high: Option<f64>,
    /// ln((C + ½) / (K + ½)); None without events.
    pub logit: Option<f64>,
    /// Standard error of `logit`.
    pub logit_se: Option<f64>,
    /// Mean weight of the events on the Goldstein scale; None without events.
    pub intensity: Option<f64>,
    /// Sum of the weights.
    pub net: f64,
}

impl From<&measures::RelationScores> for RelationScores {
    fn from(scores: &measures::RelationScores) -> Self {
        let measures::RelationScores {
            cooperation,
            conflict,
            verbal_cooperation,
            material_cooperation,
            verbal_conflict,
            material_conflict,
            cooperation_per_1000,
            conflict_per_1000,
            balance,
            balance_low,
            balance_high,
            logit,
            logit_se,
            intensity,
            net,
            n_words: _,
        } = *scores;
        Self {
            cooperation,
            conflict,
            verbal_cooperation,
            material_cooperation,
            verbal_conflict,
            material_conflict,
            cooperation_per_1000,
            conflict_per_1000,
            balance,
            balance_low,
            balance_high,
            logit,
            logit_se,
            intensity,
            net,
        }
    }
}

#[pymethods]
impl RelationScores {
    fn __repr__(&self) -> String {
        let balance = match (self.balance, self.balance_low, self.balance_high) {
            (Some(balance), Some(low), Some(high)) => {
                format!("{balance:+.2} [{low:+.2}, {high:+.2}]")
            }
            _ => "None".to_owned(),
        };
        let Self {
            cooperation,
            conflict,
            net,
            ..
        } = self;
        format!(
            "RelationScores(cooperation={cooperation}, conflict={conflict}, balance={balance}, net={net:+.1})"
        )
    }
}

/// One section of a text, with its figures.
#[pyclass(frozen, get_all, module = "detente")]
pub(super) struct Section {
    /// The heading; None for an introduction, or a text without headings.
    pub heading: Option<String>,
    /// Level of the heading: 2 = section, 3 = subsection; 1 without a heading.
    pub level: u8,
    /// First code point, of the heading.
    pub start: usize,
    /// Behind the last code point of the body.
    pub end: usize,
    /// Sentences that were scored.
    pub n_sentences: usize,
    /// Words that were scored.
    pub n_words: usize,
    /// Cooperation and conflict.
    pub relations: Py<RelationScores>,
    /// Mean VADER compound over sentences; None without sentences.
    pub sentiment: Option<f64>,
    /// Its events.
    pub matches: Vec<Py<Match>>,
}

#[pymethods]
impl Section {
    fn __repr__(&self) -> String {
        let Self {
            heading,
            level,
            n_words,
            ..
        } = self;
        let relations = self.relations.get().__repr__();
        format!(
            "Section({:?}, level={level}, n_words={n_words}, {relations})",
            heading.as_deref().unwrap_or_default()
        )
    }
}

/// One sentence of a text, with its figures.
#[pyclass(frozen, eq, get_all, module = "detente")]
#[derive(Clone, PartialEq)]
pub(super) struct Sentence {
    /// Index of its section.
    pub section: usize,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Words in it.
    pub n_words: usize,
    /// VADER's compound.
    pub sentiment: f64,
    /// Sum of the weights of its events.
    pub net: f64,
}

#[pymethods]
impl Sentence {
    fn __repr__(&self) -> String {
        format!(
            "Sentence({}:{}, net={:+.1}, sentiment={:+.3})",
            self.start, self.end, self.net, self.sentiment
        )
    }
}

/// What the analysis of one text gives. Offsets are code points: `text[s.start:s.end]`.
#[pyclass(frozen, module = "detente")]
pub(super) struct Analysis {
    text: Text,
    pub(super) bytes: analysis::Analysis,
    points: analysis::Analysis,
}

impl Analysis {
    fn matches_in(&self, py: Python<'_>, range: Range<usize>) -> PyResult<Vec<Py<Match>>> {
        let points = CodePoints::of(&self.text);
        let events = self.bytes.matches[range]
            .iter()
            .map(|event| match_in(event, &self.text, &points));
        events.map(|event| Py::new(py, event)).collect()
    }

    fn net(&self, range: Range<usize>) -> f64 {
        self.bytes.matches[range]
            .iter()
            .fold(0.0, |sum, event| sum + event.weight)
    }
}

#[pymethods]
impl Analysis {
    /// The text that was analysed.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// The title; None if the text has none.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.bytes.title.as_deref()
    }

    /// Cooperation and conflict of the whole text.
    #[getter]
    fn relations(&self) -> RelationScores {
        (&self.bytes.document.relations).into()
    }

    /// Mean VADER compound over all sentences; None without sentences.
    #[getter]
    fn sentiment(&self) -> Option<f64> {
        self.bytes.document.sentiment
    }

    /// Words that were scored.
    #[getter]
    fn n_words(&self) -> usize {
        self.bytes.document.n_words
    }

    /// Sentences that were scored.
    #[getter]
    fn n_sentences(&self) -> usize {
        self.bytes.document.n_sentences
    }

    /// The sections in the order of the text.
    #[getter]
    fn sections(&self, py: Python<'_>) -> PyResult<Vec<Section>> {
        let one = |section: &analysis::Section| {
            Ok(Section {
                heading: section.heading.clone(),
                level: section.level,
                start: section.span.start,
                end: section.span.end,
                n_sentences: section.scores.n_sentences,
                n_words: section.scores.n_words,
                relations: Py::new(py, RelationScores::from(&section.scores.relations))?,
                sentiment: section.scores.sentiment,
                matches: self.matches_in(py, section.matches.clone())?,
            })
        };
        self.points.sections.iter().map(one).collect()
    }

    /// The sentences in the order of the text.
    #[getter]
    fn sentences(&self) -> Vec<Sentence> {
        let one = |sentence: &analysis::SentenceScores| Sentence {
            section: sentence.section,
            paragraph: sentence.paragraph,
            start: sentence.span.start,
            end: sentence.span.end,
            n_words: sentence.n_words,
            sentiment: sentence.sentiment,
            net: self.net(sentence.matches.clone()),
        };
        self.points.sentences.iter().map(one).collect()
    }

    /// The events in the order of the text.
    #[getter]
    fn matches(&self, py: Python<'_>) -> PyResult<Vec<Py<Match>>> {
        self.matches_in(py, 0..self.bytes.matches.len())
    }

    /// Every heading, the title (level 1) among them.
    #[getter]
    fn headings(&self) -> Vec<Heading> {
        self.points.headings.iter().map(heading_in).collect()
    }

    /// What was left out of the scores, and why.
    #[getter]
    fn boilerplate(&self) -> Vec<Boilerplate> {
        self.points.boilerplate.iter().map(boilerplate_in).collect()
    }

    /// Version, options and lexicon digests.
    #[getter]
    fn provenance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        from_json(
            py,
            &serde_json::to_string(&self.bytes.provenance).map_err(json_error)?,
        )
    }

    /// Everything, as JSON.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.points).map_err(json_error)
    }

    /// Everything, as dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        from_json(py, &self.to_json()?)
    }

    /// A `detente.Table` of the analysis at any level; every data frame library takes it through Arrow.
    #[pyo3(signature = (level="section", *, doc_id="text"))]
    fn to_arrow(&self, py: Python<'_>, level: &str, doc_id: &str) -> PyResult<Py<PyAny>> {
        let level = level.parse()?;
        Table(collection::table_of(&self.bytes, doc_id, &self.text, level)).dressed(py)
    }

    /// The HTML report, as a string; also written to `path` if there is one.
    #[pyo3(signature = (path=None))]
    fn report(slf: &Bound<'_, Self>, path: Option<PathBuf>) -> PyResult<Py<PyAny>> {
        Ok(slf
            .py()
            .import("detente.report")?
            .call_method1("of", (slf, path))?
            .unbind())
    }

    /// A plot of the sections with matplotlib, on `axes` (two of them) or new ones; returns the axes.
    #[pyo3(signature = (axes=None))]
    fn plot(slf: &Bound<'_, Self>, axes: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        Ok(slf
            .py()
            .import("detente.plots")?
            .call_method1("analysis", (slf, axes))?
            .unbind())
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        html(slf.py(), "analysis", slf.as_any())
    }

    fn __eq__(&self, other: &Self) -> bool {
        *self.text == *other.text && self.bytes == other.bytes
    }

    fn __repr__(&self) -> String {
        let analysis::Analysis {
            title,
            sections,
            document,
            ..
        } = &self.bytes;
        let title = title.as_deref().unwrap_or_default();
        let relations = RelationScores::from(&document.relations).__repr__();
        format!(
            "Analysis({title:?}, {} sections, {} words, {relations})",
            sections.len(),
            document.n_words
        )
    }
}

fn json_error(error: serde_json::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn from_json<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// Scores documents share by share; the rows are put together while other threads go on.
fn scored<T: Sync>(
    py: Python<'_>,
    documents: &[T],
    level: Level,
    pool: &Pool,
    size: impl Fn(&T) -> usize,
    score: impl Fn(&[T]) -> collection::Table + Sync,
) -> PyResult<collection::Table> {
    let share = match pool.threads() {
        1 => door::BLOCK,
        _ => collection::TASK,
    };
    let shares = collection::runs(documents, size, share);
    let mut table = collection::Table::new(level);
    let work = |(): &mut (), share: &Range<usize>| {
        let mut part = score(&documents[share.clone()]);
        part.shift_documents(share.start);
        part
    };
    door::in_order(py, pool, &shares, work, |_, part| {
        table.append(part);
        Ok(())
    })?;
    Ok(table)
}

/// Configuration, compiled once: analyses one text, or scores many.
#[pyclass(frozen, module = "detente")]
pub(super) struct Analyzer {
    pub(super) analyzer: analysis::Analyzer,
    /// Whether it knows the repeated lines of a collection, which are too many to pickle.
    repeated: bool,
    options: (bool, String, Option<PathBuf>, Option<PathBuf>),
}

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (*, keep_boilerplate=false, format="auto", lexicon=None, extend_lexicon=None, repeated=None))]
    fn new(
        keep_boilerplate: bool,
        format: &str,
        lexicon: Option<PathBuf>,
        extend_lexicon: Option<PathBuf>,
        repeated: Option<&RepeatedLines>,
    ) -> PyResult<Self> {
        let mut analyzer = analysis::Analyzer::builder()
            .keep_boilerplate(keep_boilerplate)
            .format(format.parse()?)
            .relations(lexicon_of(lexicon.as_deref(), extend_lexicon.as_deref())?);
        if let Some(repeated) = repeated {
            analyzer = analyzer.repeated(repeated.shared());
        }
        Ok(Self {
            analyzer: analyzer.build()?,
            repeated: repeated.is_some(),
            options: (keep_boilerplate, format.to_owned(), lexicon, extend_lexicon),
        })
    }

    /// Analyses one text.
    fn analyze(&self, py: Python<'_>, text: Text) -> PyResult<Analysis> {
        let (bytes, points) = py.detach(|| {
            let bytes = self.analyzer.analyze(&text)?;
            let points = bytes.clone().in_code_points(&text);
            Ok::<_, crate::Error>((bytes, points))
        })?;
        Ok(Analysis {
            text,
            bytes,
            points,
        })
    }

    /// Scores texts into a table. `errors` holds, for each text that could not be read, the reason.
    #[pyo3(signature = (ids, texts, level="section", *, jobs=0, errors=None))]
    fn score(
        &self,
        py: Python<'_>,
        ids: Vec<String>,
        texts: Texts,
        level: &str,
        #[pyo3(from_py_with = threads)] jobs: usize,
        errors: Option<Vec<Option<String>>>,
    ) -> PyResult<Table> {
        let (texts, level, pool) = (texts.to_vec(), level.parse::<Level>()?, Pool::new(jobs)?);
        let alone = Pool::default();
        let errors = errors.unwrap_or_default();
        if ids.len() != texts.len() || !(errors.is_empty() || errors.len() == texts.len()) {
            let (n_ids, n_texts) = (ids.len(), texts.len());
            return Err(PyTypeError::new_err(format!(
                "{n_ids} ids for {n_texts} texts: give one id for each text"
            )));
        }
        let documents: Vec<_> = (ids.iter().zip(&texts).enumerate())
            .map(|(index, (id, text))| {
                let error = errors.get(index).and_then(Option::as_deref);
                let text = match (error, text) {
                    (Some(error), _) => Err(error),
                    (None, Some(text)) => Ok(*text),
                    (None, None) => Err("the text is missing (null)"),
                };
                Document { id, text }
            })
            .collect();
        let score = |block: &[_]| collection::score(&self.analyzer, block, level, &alone);
        let size = Document::size;
        Ok(Table(scored(py, &documents, level, &pool, size, score)?))
    }

    /// Scores documents that readers gave into a table, with their metadata behind the figures.
    #[pyo3(signature = (documents, level="section", *, jobs=0))]
    fn score_documents(
        &self,
        py: Python<'_>,
        documents: Vec<PyRef<'_, Documents>>,
        level: &str,
        #[pyo3(from_py_with = threads)] jobs: usize,
    ) -> PyResult<Table> {
        let (level, pool, alone) = (level.parse::<Level>()?, Pool::new(jobs)?, Pool::default());
        let mut table = collection::Table::new(level);
        let mut before = 0;
        for documents in documents {
            let documents = &documents.0;
            let score =
                |block: &[_]| collection::score_marked(&self.analyzer, block, level, &alone);
            let size = |(document, _): &(Document<'_>, _)| document.size();
            let mut part = scored(py, &documents.view(), level, &pool, size, score)?;
            documents.describe(&mut part)?;
            part.shift_documents(before);
            before += documents.len();
            table.append(part);
        }
        Ok(Table(table))
    }

    /// Version, options and lexicon digests.
    #[getter]
    fn provenance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        from_json(
            py,
            &serde_json::to_string(self.analyzer.provenance()).map_err(json_error)?,
        )
    }

    fn __repr__(&self) -> String {
        let (keep_boilerplate, format, ..) = &self.options;
        let keep_boilerplate = if *keep_boilerplate { "True" } else { "False" };
        format!("Analyzer(keep_boilerplate={keep_boilerplate}, format={format:?})")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Remade<'py>> {
        if self.repeated {
            return Err(PyTypeError::new_err(
                "an analyzer with repeated lines cannot be pickled: make it where it is used",
            ));
        }
        let (keep_boilerplate, format, lexicon, extend_lexicon) = &self.options;
        let options = PyDict::new(py);
        options.set_item("keep_boilerplate", keep_boilerplate)?;
        options.set_item("format", format)?;
        options.set_item("lexicon", lexicon)?;
        options.set_item("extend_lexicon", extend_lexicon)?;
        Ok((
            py.import("detente._pickle")?.getattr("make")?,
            (py.get_type::<Self>(), options),
        ))
    }
}
