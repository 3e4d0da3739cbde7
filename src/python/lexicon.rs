//! Lexicons, and what they find.

use super::door;
use super::table::Table;
use super::text::{Text, Texts};
use super::threads::threads;
use crate::collection::{self, Column, Pool};
use crate::lexicon::{
    self, EntryCounts, Format, KeyId, LookupRow, MatchOptions, Negation, ShiftOptions, Unit,
};
use crate::outline::OutlineOptions;
use crate::span::CodePoints;
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use std::path::PathBuf;

/// Nested keys with their entries. `detente.Lexicon` wraps it.
#[pyclass(frozen, eq, module = "detente._core")]
#[derive(Clone, PartialEq)]
pub(super) struct Lexicon(pub(super) lexicon::Lexicon);

#[pymethods]
impl Lexicon {
    /// Reads a file; the format is known by its extension and content.
    #[staticmethod]
    fn read(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Ok(Self(py.detach(|| lexicon::Lexicon::read(path))?))
    }

    /// Reads the text of a file of this name.
    #[staticmethod]
    fn read_text(py: Python<'_>, file: &str, text: Text) -> PyResult<Self> {
        Ok(Self(
            py.detach(|| lexicon::Lexicon::read_text(file, &text))?,
        ))
    }

    /// Reads a lexicon from text in a format ("yaml", "liwc", ...).
    #[staticmethod]
    fn parse(py: Python<'_>, name: &str, text: Text, format: &str) -> PyResult<Self> {
        let format = format.parse::<Format>()?;
        Ok(Self(py.detach(|| {
            lexicon::Lexicon::from_str(name, &text, format)
        })?))
    }

    /// The built-in cues of negation and valence shifting.
    #[staticmethod]
    fn cues() -> Self {
        Self(lexicon::Lexicon::cues())
    }

    /// Writes a file in the format of its extension.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        Ok(py.detach(|| self.0.write(path))?)
    }

    /// The lexicon as text in a format.
    fn to_text(&self, format: &str) -> PyResult<String> {
        Ok(self.0.to_text(format.parse()?)?)
    }

    /// The keys and entries as one line of JSON.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The name.
    #[getter]
    fn name(&self) -> &str {
        self.0.name()
    }

    /// SHA-256 of the content.
    #[getter]
    fn digest(&self) -> String {
        self.0.digest()
    }

    /// The paths of the keys.
    #[getter]
    fn keys(&self) -> Vec<&str> {
        self.0.keys().iter().map(|key| key.path.as_str()).collect()
    }

    /// What the reader passed over.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.0.notes().to_vec()
    }

    fn __len__(&self) -> usize {
        self.0.entries().len()
    }

    /// All entries as (key, entry in its notation, weight or None).
    fn entries(&self) -> Vec<(&str, String, Option<f64>)> {
        let keys = self.0.keys();
        let own = |key: &lexicon::Key| self.0.entries()[key.entries.clone()].to_vec();
        let of_key = |key| move |entry: lexicon::Entry| (key, entry.to_string(), entry.weight);
        keys.iter()
            .flat_map(|key| own(key).into_iter().map(of_key(key.path.as_str())))
            .collect()
    }

    /// The lexicon with every key cut to its first names.
    fn at_level(&self, levels: usize) -> Self {
        Self(self.0.at_level(levels))
    }

    /// The lexicon with a weight for every entry of a key and the keys below it.
    fn with_weight(&self, key: &str, weight: f64) -> PyResult<Self> {
        let mut lexicon = self.0.clone();
        lexicon.set_weight(key, weight)?;
        Ok(Self(lexicon))
    }
}

/// One match of a lexicon's entry.
#[pyclass(frozen, eq, get_all, module = "detente")]
#[derive(Clone, PartialEq)]
pub(super) struct LexiconMatch {
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// The words in the text.
    pub text: String,
    /// The path of the key.
    pub key: String,
    /// The entry, in its notation.
    pub entry: String,
    /// The weight of the entry; None if it has none.
    pub weight: Option<f64>,
    /// Whether a negation stands before it; False unless negation was asked for.
    pub negated: bool,
    /// Index of the sentence it begins in.
    pub sentence: usize,
}

#[pymethods]
impl LexiconMatch {
    fn __repr__(&self) -> String {
        let negated = if self.negated { ", negated" } else { "" };
        let weight = self
            .weight
            .map(|weight| format!(", {weight:+}"))
            .unwrap_or_default();
        format!(
            "LexiconMatch({:?}, {}{weight}{negated})",
            self.text, self.key
        )
    }
}

/// A lexicon compiled with options.
#[pyclass(frozen, module = "detente._core")]
pub(super) struct Lookup(lexicon::Lookup);

/// The rows of the texts: for each the position of its text, and the part (none for a missing text).
type Rows = Vec<(usize, Option<LookupRow>)>;

#[pymethods]
impl Lookup {
    #[new]
    #[pyo3(signature = (lexicon, *, language="english", overlap="longest", cross_sentences=false, negation=None, cues=None, shifters=false,
                        format="auto", keep_boilerplate=false))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        py: Python<'_>,
        lexicon: &Lexicon,
        language: &str,
        overlap: &str,
        cross_sentences: bool,
        negation: Option<usize>,
        cues: Option<&Lexicon>,
        shifters: bool,
        format: &str,
        keep_boilerplate: bool,
    ) -> PyResult<Self> {
        let cues = cues.map_or_else(lexicon::Lexicon::cues, |cues| cues.0.clone());
        let options = MatchOptions {
            language: language.parse()?,
            overlap: overlap.parse()?,
            cross_sentences,
            negation: negation.map(|before| Negation {
                before,
                cues: cues.clone(),
            }),
        };
        let outline = OutlineOptions {
            format: format.parse()?,
            keep_boilerplate,
        };
        let lexicon = lexicon.0.clone();
        let lookup = py.detach(|| {
            let lookup = lexicon::Lookup::new(lexicon, &options, outline)?;
            match shifters {
                true => lookup.with_shifters(&cues, ShiftOptions::default()),
                false => Ok(lookup),
            }
        })?;
        Ok(Self(lookup))
    }

    /// The matches in one text, taken as it stands.
    fn matches(&self, py: Python<'_>, text: Text) -> PyResult<Vec<LexiconMatch>> {
        let found = py.detach(|| self.0.matches(&text))?;
        let points = CodePoints::of(&text);
        let lexicon = self.0.lexicon();
        let one = |found: &lexicon::LexiconMatch| {
            let span = points.span(found.span);
            let entry = &lexicon.entries()[found.entry as usize];
            LexiconMatch {
                start: span.start,
                end: span.end,
                text: found.span.of(&text).to_owned(),
                key: lexicon.keys()[found.key as usize].path.clone(),
                entry: entry.to_string(),
                weight: entry.weight,
                negated: found.negated,
                sentence: found.sentence,
            }
        };
        Ok(found.iter().map(one).collect())
    }

    /// The tokens of one text with keys in the place of the words they match.
    fn replaced(&self, py: Python<'_>, text: Text) -> PyResult<Vec<String>> {
        Ok(py.detach(|| self.0.replaced(&text))?)
    }

    /// Counts by key: a column for each key, and one of negated matches where negation was asked for.
    #[pyo3(signature = (ids, texts, level, *, measure="count", nomatch=None, jobs=0))]
    #[allow(clippy::too_many_arguments)]
    fn counts(
        &self,
        py: Python<'_>,
        ids: Vec<String>,
        texts: Texts,
        level: &str,
        measure: &str,
        nomatch: Option<String>,
        #[pyo3(from_py_with = threads)] jobs: usize,
    ) -> PyResult<Table> {
        let per = match measure {
            "count" => None,
            "percent" => Some(100.0),
            "per_1000" => Some(1000.0),
            _ => {
                let message = format!("no measure {measure:?}; choose count, percent or per_1000");
                return Err(crate::Error::argument(message).into());
            }
        };
        let (mut columns, rows) = self.place(py, &ids, &texts, level, jobs)?;
        columns.push(integers("n_words", &rows, |row| row.counts.n_words));
        columns.push(reals("coverage", &rows, |row| row.counts.coverage()));
        let mut key_column = |name: String, cell: &dyn Fn(&LookupRow) -> usize| {
            columns.push(match per {
                None => integers(&name, &rows, cell),
                Some(per) => reals(&name, &rows, |row| {
                    let words = row.counts.n_words;
                    (words > 0).then(|| per * cell(row) as f64 / words as f64)
                }),
            });
        };
        let lexicon = self.0.lexicon();
        let filled =
            (0..lexicon.keys().len()).filter(|&id| !lexicon.entries_of(id as KeyId).is_empty());
        for id in filled.clone() {
            key_column(lexicon.keys()[id].path.clone(), &|row| {
                row.counts.counts[id]
            });
        }
        if self.0.negates() {
            for id in filled {
                key_column(format!("neg_{}", lexicon.keys()[id].path), &|row| {
                    row.counts.negated[id]
                });
            }
        }
        if let Some(name) = nomatch {
            key_column(name, &|row| row.counts.n_words - row.counts.n_covered);
        }
        table(columns)
    }

    /// Sums and means of the weights.
    #[pyo3(signature = (ids, texts, level, *, jobs=0))]
    fn valence(
        &self,
        py: Python<'_>,
        ids: Vec<String>,
        texts: Texts,
        level: &str,
        #[pyo3(from_py_with = threads)] jobs: usize,
    ) -> PyResult<Table> {
        let (mut columns, rows) = self.place(py, &ids, &texts, level, jobs)?;
        let mean = |row: &LookupRow| row.valence.mean();
        columns.push(integers("n_words", &rows, |row| row.valence.n_words));
        columns.push(integers("n_matches", &rows, |row| row.valence.n_matches));
        columns.push(reals("sum", &rows, |row| Some(row.valence.sum)));
        columns.push(reals("mean", &rows, |row| mean(row).map(|mean| mean.value)));
        columns.push(reals("mean_low", &rows, |row| {
            mean(row).map(|mean| mean.low)
        }));
        columns.push(reals("mean_high", &rows, |row| {
            mean(row).map(|mean| mean.high)
        }));
        columns.push(reals("mean_over_words", &rows, |row| {
            row.valence.mean_over_words()
        }));
        if self.0.has_shifters() {
            columns.push(reals("shifted", &rows, |row| row.shifted));
        }
        table(columns)
    }

    /// Polarity of a pair of keys.
    #[pyo3(signature = (ids, texts, level, *, positive, negative, jobs=0))]
    #[allow(clippy::too_many_arguments)]
    fn polarity(
        &self,
        py: Python<'_>,
        ids: Vec<String>,
        texts: Texts,
        level: &str,
        positive: &str,
        negative: &str,
        #[pyo3(from_py_with = threads)] jobs: usize,
    ) -> PyResult<Table> {
        let lexicon = self.0.lexicon();
        let key = |path: &str| {
            lexicon.key(path).ok_or_else(|| {
                let keys: Vec<_> = lexicon.keys().iter().map(|key| key.path.as_str()).collect();
                PyKeyError::new_err(format!("no key {path:?}; the keys are {}", keys.join(", ")))
            })
        };
        let (positive, negative) = (key(positive)?, key(negative)?);
        let (mut columns, rows) = self.place(py, &ids, &texts, level, jobs)?;
        let polarity = |row: &LookupRow| row.counts.polarity(lexicon, positive, negative);
        columns.push(integers("n_words", &rows, |row| row.counts.n_words));
        columns.push(integers("positive", &rows, |row| polarity(row).positive));
        columns.push(integers("negative", &rows, |row| polarity(row).negative));
        let mut estimate = |name: &str, of: &dyn Fn(&LookupRow) -> Option<lexicon::Estimate>| {
            columns.push(reals(name, &rows, |row| of(row).map(|found| found.value)));
            columns.push(reals(&format!("{name}_low"), &rows, |row| {
                of(row).map(|found| found.low)
            }));
            columns.push(reals(&format!("{name}_high"), &rows, |row| {
                of(row).map(|found| found.high)
            }));
        };
        estimate("logit", &|row| Some(polarity(row).logit()));
        estimate("relpropdiff", &|row| polarity(row).relpropdiff());
        estimate("abspropdiff", &|row| polarity(row).abspropdiff());
        table(columns)
    }

    /// The report of the check, with the reader's notes, as text and as JSON; with texts also the entries that never matched in them.
    #[pyo3(signature = (notes, texts=None, *, jobs=0))]
    fn check(
        &self,
        py: Python<'_>,
        notes: Vec<String>,
        texts: Option<Texts>,
        #[pyo3(from_py_with = threads)] jobs: usize,
    ) -> PyResult<(String, String)> {
        let mut report = py.detach(|| self.0.check())?;
        report.add_notes(&notes);
        if let Some(texts) = texts {
            let (texts, pool) = (texts.to_vec(), Pool::new(jobs)?);
            let mut counts = EntryCounts::default();
            let one = |text: &Option<&str>| {
                let mut counts = EntryCounts::default();
                counts.add(&self.0.matches(text.unwrap_or_default()).unwrap_or_default());
                counts
            };
            let size = |text: &Option<&str>| text.map_or(0, str::len);
            door::in_blocks(
                py,
                &texts,
                size,
                |block| pool.map(block, one),
                |_, parts: Vec<EntryCounts>| {
                    parts.iter().for_each(|part| counts.merge(part));
                },
            )?;
            report.add_never_matched(self.0.lexicon(), &counts);
        }
        let json = serde_json::to_string(&report)
            .map_err(|error| PyTypeError::new_err(error.to_string()))?;
        Ok((report.to_string(), json))
    }
}

impl Lookup {
    /// The rows of all texts, and the columns that place them. Offsets count code points.
    fn place(
        &self,
        py: Python<'_>,
        ids: &[String],
        texts: &Texts,
        level: &str,
        jobs: usize,
    ) -> PyResult<(Vec<(String, Column)>, Rows)> {
        let (texts, unit, pool) = (texts.to_vec(), level.parse::<Unit>()?, Pool::new(jobs)?);
        if ids.len() != texts.len() {
            let message = format!(
                "{} ids for {} texts: give one id for each text",
                ids.len(),
                texts.len()
            );
            return Err(PyTypeError::new_err(message));
        }
        let one = |text: &Option<&str>| text.map(|text| self.points(text, unit)).transpose();
        let size = |text: &Option<&str>| text.map_or(0, str::len);
        let mut found = Vec::new();
        door::in_blocks(
            py,
            &texts,
            size,
            |block| pool.map(block, one),
            |_, part: Vec<_>| found.extend(part),
        )?;
        let mut rows = Rows::new();
        for (document, parts) in found.into_iter().enumerate() {
            match parts? {
                Some(parts) => rows.extend(parts.into_iter().map(|row| (document, Some(row)))),
                None => rows.push((document, None)),
            }
        }
        let names = rows
            .iter()
            .map(|(document, _)| Some(ids[*document].clone()));
        let mut columns = vec![("doc_id".to_owned(), Column::Text(names.collect()))];
        if unit != Unit::Document {
            columns.push(integers(level, &rows, |row| row.index));
            if unit == Unit::Section {
                let heading = |row: &LookupRow| row.heading.clone();
                let headings = rows.iter().map(|(_, row)| row.as_ref().and_then(heading));
                let heading = Column::Text(headings.collect());
                columns.push(("heading".to_owned(), heading));
            }
            columns.push(integers("start", &rows, |row| row.span.start));
            columns.push(integers("end", &rows, |row| row.span.end));
        }
        Ok((columns, rows))
    }

    /// The rows of one text, in code points.
    fn points(&self, text: &str, unit: Unit) -> crate::Result<Vec<LookupRow>> {
        let mut rows = self.0.rows(text, unit)?;
        let points = CodePoints::of(text);
        rows.iter_mut()
            .for_each(|row| row.span = points.span(row.span));
        Ok(rows)
    }
}

fn integers(name: &str, rows: &Rows, cell: impl Fn(&LookupRow) -> usize) -> (String, Column) {
    let values = rows
        .iter()
        .map(|(_, row)| row.as_ref().map(|row| cell(row) as i64));
    (name.to_owned(), Column::Integer(values.collect()))
}

fn reals(name: &str, rows: &Rows, cell: impl Fn(&LookupRow) -> Option<f64>) -> (String, Column) {
    let values = rows.iter().map(|(_, row)| {
        row.as_ref()
            .and_then(&cell)
            .filter(|value| value.is_finite())
    });
    (name.to_owned(), Column::Real(values.collect()))
}

fn table(columns: Vec<(String, Column)>) -> PyResult<Table> {
    Ok(Table(collection::Table::from_columns(columns)?))
}
