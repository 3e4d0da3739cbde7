//! Events of cooperation and conflict.

use super::door;
use super::table::Table;
use super::text::{Text, Texts};
use crate::analysis;
use crate::collection::{self, Column};
use crate::error::Error;
use crate::relations;
use crate::span::CodePoints;
use numpy::PyArray1;
use pyo3::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One event found in a text, with all that led to its weight.
#[pyclass(frozen, eq, get_all, module = "detente")]
#[derive(Clone, PartialEq)]
pub(super) struct Match {
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// The words in the text.
    pub text: String,
    /// The lexicon entry that matched.
    pub entry: String,
    /// The entry's CAMEO code.
    pub code: String,
    /// "verbal_cooperation", "material_cooperation", "verbal_conflict" or "material_conflict", after context.
    pub quad: &'static str,
    /// The entry's own weight on the Goldstein scale, −10 to +10.
    pub base_weight: f64,
    /// The weight after context; its sign decides between cooperation and conflict.
    pub weight: f64,
    /// The context rules that were applied, in order.
    pub context: Vec<String>,
    /// Index of its sentence.
    pub sentence: usize,
}

#[pymethods]
impl Match {
    fn __repr__(&self) -> String {
        let context = if self.context.is_empty() {
            String::new()
        } else {
            format!(", {}", self.context.join(", "))
        };
        format!(
            "Match({:?}, {}, CAMEO {}, {:+}{context})",
            self.text, self.quad, self.code, self.weight
        )
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        super::analysis::html(slf.py(), "match", slf.as_any())
    }
}

/// A match whose spans are already code points of `text` given by `slice`.
pub(super) fn match_in(event: &relations::Match, text: &str, points: &CodePoints<'_>) -> Match {
    let span = points.span(event.span);
    Match {
        start: span.start,
        end: span.end,
        text: event.span.of(text).to_owned(),
        entry: event.entry.to_string(),
        code: event.code.to_string(),
        quad: event.quad.name(),
        base_weight: event.base_weight,
        weight: event.weight,
        context: event.context.iter().map(str::to_owned).collect(),
        sentence: event.sentence,
    }
}

/// The built-in lexicon or one from a file, perhaps with more entries from another file.
pub(super) fn lexicon_of(
    lexicon: Option<&Path>,
    extend: Option<&Path>,
) -> PyResult<Arc<relations::Relations>> {
    let base = match lexicon {
        Some(path) => Arc::new(relations::Relations::read(path)?),
        None => relations::Relations::builtin(),
    };
    let Some(path) = extend else { return Ok(base) };
    let source = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
    Ok(Arc::new(base.extend(&path.display().to_string(), &source)?))
}

/// Finds events of cooperation and conflict, by the built-in lexicon or one of your own.
#[pyclass(frozen, module = "detente")]
pub(super) struct Relations {
    analyzer: analysis::Analyzer,
    lexicon: Arc<relations::Relations>,
    paths: (Option<PathBuf>, Option<PathBuf>),
}

#[pymethods]
impl Relations {
    #[new]
    #[pyo3(signature = (lexicon=None, extend_lexicon=None))]
    fn new(lexicon: Option<PathBuf>, extend_lexicon: Option<PathBuf>) -> PyResult<Self> {
        let compiled = lexicon_of(lexicon.as_deref(), extend_lexicon.as_deref())?;
        let analyzer = analysis::Analyzer::builder()
            .relations(Arc::clone(&compiled))
            .build()?;
        Ok(Self {
            analyzer,
            lexicon: compiled,
            paths: (lexicon, extend_lexicon),
        })
    }

    /// Entries that are doubled, shadowed by another, or can never match: (file, line, pattern, message) of each.
    fn check(&self) -> Vec<(String, u32, String, String)> {
        let found = self.lexicon.check().into_iter();
        found
            .map(|finding| (finding.file, finding.line, finding.pattern, finding.message))
            .collect()
    }

    /// The lexicon as a table, one row for each pattern: `entry` (its name in results), `pattern`, `role` ("event",
    /// "object", "operator", "anchor", "mark" or "void"), `code`, `weight`, `example`, `file` and `line`. The entry of a
    /// composed match ("end × talks") names two rows.
    fn entries(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let all: Vec<relations::EntryInfo<'_>> = self.lexicon.entries().collect();
        let texts = |name: &str, value: fn(&relations::EntryInfo<'_>) -> Option<String>| {
            (
                name.to_owned(),
                Column::Text(all.iter().map(value).collect()),
            )
        };
        let weights = all.iter().map(|entry| entry.weight).collect();
        let lines = all.iter().map(|entry| Some(entry.line.into())).collect();
        let columns = vec![
            texts("entry", |entry| Some(entry.name.to_owned())),
            texts("pattern", |entry| Some(entry.pattern.to_owned())),
            texts("role", |entry| Some(entry.role.to_owned())),
            texts("code", |entry| entry.code.map(str::to_owned)),
            ("weight".to_owned(), Column::Real(weights)),
            texts("example", |entry| Some(entry.example.to_owned())),
            texts("file", |entry| Some(entry.file.to_owned())),
            ("line".to_owned(), Column::Integer(lines)),
        ];
        Table(collection::Table::from_columns(columns)?).dressed(py)
    }

    /// Number of entries.
    fn __len__(&self) -> usize {
        self.lexicon.len()
    }

    /// The events of one text, in order. The text is read as it stands: headings and boilerplate are not looked for.
    fn matches(&self, py: Python<'_>, text: Text) -> PyResult<Vec<Match>> {
        let found = py.detach(|| self.analyzer.matches(&text))?;
        let points = CodePoints::of(&text);
        Ok(found
            .iter()
            .map(|event| match_in(event, &text, &points))
            .collect())
    }

    /// The sum of the weights of each text's events, as a NumPy array: > 0 cooperation, < 0 conflict, exactly 0.0
    /// where nothing matched, NaN for a missing text.
    fn net<'py>(&self, py: Python<'py>, texts: Texts) -> PyResult<Bound<'py, PyArray1<f64>>> {
        let texts = texts.to_vec();
        let net = |text: &str| {
            let found = self.analyzer.matches(text);
            found.map_or(f64::NAN, |found| {
                found.iter().fold(0.0, |sum, event| sum + event.weight)
            })
        };
        Ok(PyArray1::from_vec(py, door::numbers(py, &texts, net)?))
    }

    /// SHA-256 of the lexicon.
    #[getter]
    fn digest(&self) -> &str {
        &self.analyzer.provenance().relations_lexicon
    }

    fn __repr__(&self) -> String {
        let shown = |path: &Option<PathBuf>| {
            path.as_ref()
                .map_or("None".to_owned(), |path| format!("{path:?}"))
        };
        match &self.paths {
            (None, None) => "Relations()".to_owned(),
            (lexicon, extend) => format!("Relations({}, {})", shown(lexicon), shown(extend)),
        }
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> (
        Bound<'py, pyo3::types::PyType>,
        (Option<PathBuf>, Option<PathBuf>),
    ) {
        (py.get_type::<Self>(), self.paths.clone())
    }
}
