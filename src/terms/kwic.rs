//! Keywords in context: every place of a word or phrase, with what stands around it.

use crate::error::{Error, Result};
use crate::language::Language;
use crate::span::Span;
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::{Column, TypeId, Vocabulary, normalise};
use regex::{Regex, RegexBuilder};
use serde::Serialize;
use std::ops::Range;

mod keys;

pub use keys::KeyConcordance;

/// How a pattern is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PatternKind {
    /// The words as they are.
    Fixed,
    /// `*` stands for any characters of a word, `?` for one.
    #[default]
    Glob,
    /// Each part between white space is a regular expression, to be found anywhere in a token.
    Regex,
}

/// A word or phrase to look for: one test per token.
///
/// # Examples
/// ```
/// use detente::terms::kwic::{Pattern, PatternKind};
/// let pattern = Pattern::new("cease-f*", PatternKind::Glob, false)?;
/// assert_eq!(pattern.len(), 3); // cease, -, f*
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    parts: Vec<Part>,
    case_sensitive: bool,
}

/// The test of one token.
#[derive(Clone, Debug)]
enum Part {
    Any,
    Exactly(String),
    Matching(Regex),
}

impl Part {
    fn matches(&self, token: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exactly(word) => word == token,
            Self::Matching(regex) => regex.is_match(token),
        }
    }
}

impl Pattern {
    /// Reads a pattern. Words and globs are split into tokens as texts are, so that "cease-fire" is found.
    ///
    /// # Errors
    /// If the pattern is blank, or a regular expression is malformed.
    pub fn new(text: &str, kind: PatternKind, case_sensitive: bool) -> Result<Self> {
        let parts = match kind {
            PatternKind::Regex => text
                .split_whitespace()
                .map(|part| regex_part(part, case_sensitive))
                .collect::<Result<Vec<_>>>()?,
            _ => word_parts(text, kind, case_sensitive)?,
        };
        if parts.is_empty() {
            return Err(Error::argument(
                "a blank pattern finds nothing; give a word or a phrase",
            ));
        }
        Ok(Self {
            text: text.to_owned(),
            parts,
            case_sensitive,
        })
    }

    /// The pattern as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of tokens it takes.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Never: a pattern has at least one part.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

fn regex_part(part: &str, case_sensitive: bool) -> Result<Part> {
    let built = RegexBuilder::new(part)
        .case_insensitive(!case_sensitive)
        .build();
    built.map(Part::Matching).map_err(|error| {
        Error::argument(format!(
            "{part:?} is no regular expression that can be used: {error}"
        ))
    })
}

fn word_parts(text: &str, kind: PatternKind, case_sensitive: bool) -> Result<Vec<Part>> {
    let glob = kind == PatternKind::Glob;
    // A letter in place of each wildcard, so that the tokenizer keeps it with its word; both are one byte long.
    let stand_in = if glob {
        text.replace(['*', '?'], "x")
    } else {
        text.to_owned()
    };
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(&stand_in, &mut vocabulary);
    let part = |span: Span| {
        let word = span.of(text);
        let word = if case_sensitive {
            word.to_owned()
        } else {
            normalise(word).into_owned()
        };
        match () {
            () if glob && word == "*" => Ok(Part::Any),
            () if glob && word.contains(['*', '?']) => glob_part(&word),
            () => Ok(Part::Exactly(word)),
        }
    };
    tokens
        .tokens
        .iter()
        .map(|token| part(token.span()))
        .collect()
}

fn glob_part(word: &str) -> Result<Part> {
    let escaped = regex::escape(word).replace(r"\*", ".*").replace(r"\?", ".");
    regex_part(&format!("^(?s:{escaped})$"), true)
}

/// One place where a pattern was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Which pattern, by its number among those given; with a lexicon, which of its entries.
    pub pattern: usize,
    /// Index of the sentence in the tokens.
    pub sentence: usize,
    /// Indices of the tokens found.
    pub tokens: Range<usize>,
    /// What stands before, up to the keyword.
    pub before: Span,
    /// The keyword, as the text has it.
    pub keyword: Span,
    /// What stands behind.
    pub after: Span,
}

/// Looks for patterns in texts that share one vocabulary.
///
/// # Examples
/// ```
/// use detente::language::Language;
/// use detente::terms::kwic::{Concordance, Pattern, PatternKind};
/// use detente::{tokenize::Tokenizer, vocabulary::Vocabulary};
/// let text = "The talks failed. New talks, in Geneva, resumed.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let patterns = vec![Pattern::new("talk*", PatternKind::Glob, false)?];
/// let mut concordance = Concordance::new(patterns, 2, true);
/// let lines = concordance.find(&tokens, 0..tokens.tokens.len(), &vocabulary);
/// assert_eq!(lines.len(), 2);
/// assert_eq!(lines[1].before.of(text), "New "); // up to the keyword, white space and all
/// assert_eq!(lines[1].keyword.of(text), "talks");
/// assert_eq!(lines[1].after.of(text), ", in Geneva");
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
pub struct Concordance {
    patterns: Vec<Pattern>,
    window: usize,
    within_sentence: bool,
    /// For each pattern and each of its parts, which types pass.
    passes: Vec<Vec<Column<bool>>>,
}

impl Concordance {
    /// A concordance that shows `window` words on either side (punctuation does not count), never more than the
    /// sentence if `within_sentence`.
    pub fn new(patterns: Vec<Pattern>, window: usize, within_sentence: bool) -> Self {
        let columns = |pattern: &Pattern| (0..pattern.len()).map(|_| Column::default()).collect();
        Self {
            passes: patterns.iter().map(columns).collect(),
            patterns,
            window,
            within_sentence,
        }
    }

    /// The patterns, in the order they were given.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Every place of every pattern among the tokens `range`, by place, then by pattern; places may overlap.
    /// Context does not reach beyond `range`. All calls must come with the same vocabulary.
    pub fn find(
        &mut self,
        tokens: &Tokens,
        range: Range<usize>,
        vocabulary: &Vocabulary,
    ) -> Vec<Line> {
        self.fill(vocabulary);
        let mut found = Vec::new();
        for start in range.clone() {
            for pattern in 0..self.patterns.len() {
                let end = start + self.patterns[pattern].len();
                if end <= range.end && self.stands_at(tokens, start, pattern) {
                    found.push((pattern, start..end));
                }
            }
        }
        self.lines(tokens, range, found)
    }

    /// The context of places found by other means (lexicon matches, say): pairs of a number and the tokens.
    pub fn lines(
        &self,
        tokens: &Tokens,
        range: Range<usize>,
        found: impl IntoIterator<Item = (usize, Range<usize>)>,
    ) -> Vec<Line> {
        let places = found.into_iter().filter(|(_, place)| !place.is_empty());
        places
            .map(|(pattern, place)| self.line(tokens, &range, pattern, place))
            .collect()
    }

    fn fill(&mut self, vocabulary: &Vocabulary) {
        for (pattern, columns) in self.patterns.iter().zip(&mut self.passes) {
            for (part, column) in pattern.parts.iter().zip(columns) {
                column.fill_by_id(vocabulary, |id: TypeId| {
                    let form = if pattern.case_sensitive {
                        id
                    } else {
                        vocabulary.lower(id)
                    };
                    part.matches(vocabulary.text(form))
                });
            }
        }
    }

    fn stands_at(&self, tokens: &Tokens, start: usize, pattern: usize) -> bool {
        let columns = self.passes[pattern].iter();
        let mut pairs = columns.zip(&tokens.tokens[start..]);
        pairs.all(|(column, token)| column[token.id])
    }

    fn line(
        &self,
        tokens: &Tokens,
        range: &Range<usize>,
        pattern: usize,
        place: Range<usize>,
    ) -> Line {
        let sentences = &tokens.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.tokens.end <= place.start);
        let mut limits = range.clone();
        if self.within_sentence {
            let last = sentences.partition_point(|sentence| sentence.tokens.end < place.end);
            let bounds = sentences.get(sentence).zip(sentences.get(last));
            if let Some((first, last)) = bounds {
                limits.start = limits.start.max(first.tokens.start);
                limits.end = limits.end.min(last.tokens.end);
            }
        }
        let all = &tokens.tokens;
        let keyword = Span::new(
            all[place.start].start as usize,
            all[place.end - 1].end as usize,
        );
        let words = |limits: Range<usize>| limits.filter(|&at| all[at].kind.is_word());
        let first = words(limits.start..place.start)
            .rev()
            .take(self.window)
            .last();
        let last = words(place.end..limits.end).take(self.window).last();
        Line {
            pattern,
            sentence,
            before: Span::new(
                first.map_or(keyword.start, |at| all[at].start as usize),
                keyword.start,
            ),
            keyword,
            after: Span::new(
                keyword.end,
                last.map_or(keyword.end, |at| all[at].end as usize),
            ),
            tokens: place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "NATO's cease-fire held. The Cold War ended; a cold peace followed.";

    fn keywords(pattern: &str, kind: PatternKind, case_sensitive: bool) -> Vec<&'static str> {
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(TEXT, &mut vocabulary);
        let patterns = vec![Pattern::new(pattern, kind, case_sensitive).unwrap()];
        let lines =
            Concordance::new(patterns, 3, false).find(&tokens, 0..tokens.tokens.len(), &vocabulary);
        lines.iter().map(|line| line.keyword.of(TEXT)).collect()
    }

    #[test]
    fn patterns_are_words_phrases_globs_and_expressions() {
        use PatternKind::{Fixed, Glob, Regex};
        let cases: [(&str, PatternKind, bool, &[&str]); 10] = [
            ("cold", Glob, false, &["Cold", "cold"]),
            ("cold", Glob, true, &["cold"]),
            ("cold war", Glob, false, &["Cold War"]),
            ("cold *", Glob, false, &["Cold War", "cold peace"]),
            ("cease-fire", Fixed, false, &["cease-fire"]),
            ("cease-f*", Glob, false, &["cease-fire"]),
            ("?eld", Glob, false, &["held"]),
            ("cold*", Fixed, false, &[]),
            ("^(war|peace)$", Regex, false, &["War", "peace"]),
            ("ol. ^W", Regex, true, &["Cold War"]),
        ];
        for (pattern, kind, cased, expected) in cases {
            assert_eq!(keywords(pattern, kind, cased), expected, "{pattern}");
        }
    }

    #[test]
    fn context_counts_words_and_may_stop_at_the_sentence() {
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(TEXT, &mut vocabulary);
        let whole = 0..tokens.tokens.len();
        for (within, before) in [(true, "The "), (false, "fire held. The ")] {
            let patterns = vec![Pattern::new("cold war", PatternKind::Fixed, false).unwrap()];
            let lines =
                Concordance::new(patterns, 3, within).find(&tokens, whole.clone(), &vocabulary);
            assert_eq!(lines[0].before.of(TEXT), before);
            assert_eq!(lines[0].after.of(TEXT), " ended; a cold");
            assert_eq!(lines[0].sentence, 1);
        }
    }

    #[test]
    fn patterns_that_cannot_be_used_are_refused() {
        assert!(Pattern::new(" ", PatternKind::Glob, false).is_err());
        let error = Pattern::new("(", PatternKind::Regex, false).unwrap_err();
        assert!(error.to_string().contains("regular expression"));
    }
}
