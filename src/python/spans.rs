//! Tokens, sentences, headings and boilerplate of one text, with code-point offsets.

use super::text::Text;
use crate::language::Language;
use crate::outline::{Outline, OutlineOptions};
use crate::span::{self, CodePoints};
use crate::tokenize::{Tailorings, TokenKind, Tokenizer};
use crate::vocabulary::Vocabulary;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

/// A stretch of a text: `text[span.start:span.end]`. Unpacks as `start, end = span`.
#[pyclass(frozen, eq, hash, get_all, module = "detente")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Span {
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
}

impl From<span::Span> for Span {
    fn from(span: span::Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

#[pymethods]
impl Span {
    #[new]
    fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    fn __len__(&self) -> usize {
        2
    }

    fn __getitem__(&self, index: isize) -> PyResult<usize> {
        match index {
            0 | -2 => Ok(self.start),
            1 | -1 => Ok(self.end),
            _ => Err(PyIndexError::new_err("a Span has two items, start and end")),
        }
    }

    fn __repr__(&self) -> String {
        format!("Span({}, {})", self.start, self.end)
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> (Bound<'py, pyo3::types::PyType>, (usize, usize)) {
        (py.get_type::<Self>(), (self.start, self.end))
    }
}

/// One token: its text, kind and place.
#[pyclass(frozen, eq, get_all, module = "detente")]
#[derive(Clone, PartialEq)]
pub(super) struct Token {
    /// The token as written.
    pub text: String,
    /// "word", "number", "clitic", "url", "email", "mention", "hashtag", "punctuation" or "symbol".
    pub kind: &'static str,
    /// Its lower-cased stem.
    pub stem: String,
    /// Whether it is a stop word of the language.
    pub is_stop_word: bool,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Index of its sentence.
    pub sentence: usize,
}

#[pymethods]
impl Token {
    fn __repr__(&self) -> String {
        format!(
            "Token({:?}, {}, {}:{})",
            self.text, self.kind, self.start, self.end
        )
    }
}

/// A heading line.
#[pyclass(frozen, eq, get_all, module = "detente")]
#[derive(Clone, PartialEq)]
pub(super) struct Heading {
    /// The heading as it is shown.
    pub text: String,
    /// 1 = title, 2 = section, 3 = subsection, and so on.
    pub level: u8,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Why the line was taken for a heading.
    pub reason: String,
}

#[pymethods]
impl Heading {
    fn __repr__(&self) -> String {
        format!(
            "Heading({:?}, level={}, {}:{})",
            self.text, self.level, self.start, self.end
        )
    }
}

/// Lines that are no part of the text (menu, order button, cookie notice), left out of the scores.
#[pyclass(frozen, eq, get_all, module = "detente")]
#[derive(Clone, PartialEq)]
pub(super) struct Boilerplate {
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Why the lines were left out.
    pub reason: String,
}

#[pymethods]
impl Boilerplate {
    fn __len__(&self) -> usize {
        2
    }

    fn __getitem__(&self, index: isize) -> PyResult<usize> {
        Span {
            start: self.start,
            end: self.end,
        }
        .__getitem__(index)
    }

    fn __repr__(&self) -> String {
        format!(
            "Boilerplate({}, {}, {:?})",
            self.start, self.end, self.reason
        )
    }
}

pub(super) fn heading_in(heading: &crate::outline::Heading) -> Heading {
    let crate::outline::Heading {
        span,
        level,
        text,
        reason,
    } = heading.clone();
    Heading {
        text,
        level,
        start: span.start,
        end: span.end,
        reason: reason.to_string(),
    }
}

pub(super) fn boilerplate_in(lines: &crate::outline::Boilerplate) -> Boilerplate {
    Boilerplate {
        start: lines.span.start,
        end: lines.span.end,
        reason: lines.reason.clone(),
    }
}

fn kind_name(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Number => "number",
        TokenKind::Clitic => "clitic",
        TokenKind::Url => "url",
        TokenKind::Email => "email",
        TokenKind::Mention => "mention",
        TokenKind::Hashtag => "hashtag",
        TokenKind::Punctuation => "punctuation",
        TokenKind::Symbol => "symbol",
    }
}

/// Unicode's rules (UAX #29), with the named tailorings or without any.
pub(super) fn tokenizer(tailored: bool) -> Tokenizer {
    if tailored {
        Tokenizer::default()
    } else {
        Tokenizer::with(Tailorings::none())
    }
}

/// The tokens of a text, with kinds, stems and places.
#[pyfunction]
#[pyo3(signature = (text, language="english", *, tailored=true))]
pub(super) fn tokenize(text: Text, language: &str, tailored: bool) -> PyResult<Vec<Token>> {
    let mut vocabulary = Vocabulary::new(language.parse::<Language>()?);
    let tokens = tokenizer(tailored).tokenize(&text, &mut vocabulary);
    let points = CodePoints::of(&text);
    let mut all = Vec::with_capacity(tokens.tokens.len());
    for (sentence, within) in tokens.sentences.iter().enumerate() {
        all.extend(tokens.tokens[within.tokens.clone()].iter().map(|token| {
            let span = points.span(token.span());
            Token {
                text: token.span().of(&text).to_owned(),
                kind: kind_name(token.kind),
                stem: vocabulary.text(vocabulary.stem(token.id)).to_owned(),
                is_stop_word: vocabulary.is_stop_word(token.id),
                start: span.start,
                end: span.end,
                sentence,
            }
        }));
    }
    Ok(all)
}

/// The sentences of a text.
#[pyfunction]
#[pyo3(signature = (text, *, tailored=true))]
pub(super) fn sentences(text: Text, tailored: bool) -> Vec<Span> {
    let points = CodePoints::of(&text);
    tokenizer(tailored)
        .sentences(&text)
        .into_iter()
        .map(|span| points.span(span).into())
        .collect()
}

/// The headings of a text, the title (level 1) among them.
#[pyfunction]
#[pyo3(signature = (text, *, format="auto"))]
pub(super) fn headings(text: Text, format: &str) -> PyResult<Vec<Heading>> {
    let options = OutlineOptions {
        format: format.parse()?,
        ..OutlineOptions::default()
    };
    let points = CodePoints::of(&text);
    let headings = Outline::of(&text, &options).headings;
    Ok(headings
        .iter()
        .map(|heading| {
            heading_in(&crate::outline::Heading {
                span: points.span(heading.span),
                ..heading.clone()
            })
        })
        .collect())
}

/// The lines of a text that are left out of the scores.
#[pyfunction]
#[pyo3(signature = (text, *, format="auto"))]
pub(super) fn boilerplate(text: Text, format: &str) -> PyResult<Vec<Boilerplate>> {
    let options = OutlineOptions {
        format: format.parse()?,
        ..OutlineOptions::default()
    };
    let points = CodePoints::of(&text);
    let found = Outline::of(&text, &options).boilerplate;
    Ok(found
        .iter()
        .map(|lines| {
            boilerplate_in(&crate::outline::Boilerplate {
                span: points.span(lines.span),
                ..lines.clone()
            })
        })
        .collect())
}
