//! A lexicon over whole texts: counts and valence by document, section, paragraph or sentence.

use super::check::CheckReport;
use super::context::{ShiftOptions, ShiftState, Shifters};
use super::matcher::{LexiconMatch, LexiconMatcher, MatchOptions, MatcherState};
use super::model::{KeyId, Lexicon};
use super::scores::{KeyCounts, Valence};
use crate::error::{Error, Result};
use crate::outline::{Outline, OutlineOptions};
use crate::span::Span;
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::Vocabulary;
use std::ops::Range;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

/// A worker with a larger vocabulary is dropped after use, so that memory stays bounded on an endless stream.
const MOST_TYPES: usize = 500_000;

/// The parts of a text that are counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// The whole text.
    #[default]
    Document,
    /// Each section of its outline.
    Section,
    /// Each paragraph.
    Paragraph,
    /// Each sentence.
    Sentence,
}

impl FromStr for Unit {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "document" => Ok(Self::Document),
            "section" => Ok(Self::Section),
            "paragraph" => Ok(Self::Paragraph),
            "sentence" => Ok(Self::Sentence),
            _ => Err(Error::argument(format!(
                "no level {name:?}; choose one of document, section, paragraph, sentence"
            ))),
        }
    }
}

/// What one part of a text holds.
#[derive(Clone, Debug, PartialEq)]
pub struct LookupRow {
    /// The number of the part in its text, from 0.
    pub index: usize,
    /// The heading, if the part is a section that has one.
    pub heading: Option<String>,
    /// Where the part stands, in bytes.
    pub span: Span,
    /// How often each key matched.
    pub counts: KeyCounts,
    /// The weights of the matches. Negated matches count with the opposite sign.
    pub valence: Valence,
    /// The mean of the sentences' shifted scores (see [`Shifters`]); `None` without sentences or without shifters.
    pub shifted: Option<f64>,
}

/// A lexicon compiled for whole texts. Shared between threads; it keeps its own workers.
///
/// Only what the outline takes for text is read: headings and boilerplate are left out.
///
/// # Examples
/// ```
/// use detente::lexicon::{Format, Lexicon, Lookup, MatchOptions, Unit};
/// use detente::outline::OutlineOptions;
/// let lexicon = Lexicon::from_str("own", "coop: [agree*]\nconf: [war]", Format::Yaml)?;
/// let lookup = Lookup::new(lexicon, &MatchOptions::default(), OutlineOptions::default())?;
/// let rows = lookup.rows("They agreed. No war.", Unit::Sentence)?;
/// assert_eq!(rows[0].counts.counts, [1, 0]);
/// assert_eq!(rows[1].counts.counts, [0, 1]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
pub struct Lookup {
    lexicon: Lexicon,
    matcher: LexiconMatcher,
    shifters: Option<Shifters>,
    outline: OutlineOptions,
    workers: Mutex<Vec<Worker>>,
}

/// What stands in a place of a text once keys have taken the place of the words they match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// A match of this key begins here.
    Key(KeyId),
    /// The token at this index matches nothing.
    Token(usize),
}

/// Puts keys in the place of the words they match, and keeps all other tokens (quanteda's `exclusive = FALSE`).
///
/// A key stands where its match begins; hyphens and clitics within a match go with it.
pub fn replace(matches: &[LexiconMatch], tokens: &Tokens) -> Vec<Looked> {
    let mut is_covered = vec![false; tokens.tokens.len()];
    for found in matches {
        found.matched_tokens().for_each(|at| is_covered[at] = true);
        for at in found.tokens.clone() {
            is_covered[at] |= !tokens.tokens[at].kind.is_word();
        }
    }
    let mut looked = Vec::with_capacity(tokens.tokens.len());
    let mut next = matches.iter().peekable();
    for (at, is_covered) in is_covered.into_iter().enumerate() {
        while let Some(found) = next.next_if(|found| found.tokens.start == at) {
            looked.push(Looked::Key(found.key));
        }
        if !is_covered {
            looked.push(Looked::Token(at));
        }
    }
    looked
}

#[derive(Debug)]
struct Worker {
    vocabulary: Vocabulary,
    matcher: MatcherState,
    shifters: Option<ShiftState>,
    tokens: Tokens,
}

impl Lookup {
    /// Compiles a lexicon.
    ///
    /// # Errors
    /// As [`Lexicon::compile`].
    pub fn new(lexicon: Lexicon, options: &MatchOptions, outline: OutlineOptions) -> Result<Self> {
        Ok(Self {
            matcher: lexicon.compile(options)?,
            lexicon,
            shifters: None,
            outline,
            workers: Mutex::default(),
        })
    }

    /// Also computes the shifted score of every sentence, with these cues.
    ///
    /// # Errors
    /// As [`Shifters::new`].
    pub fn with_shifters(mut self, cues: &Lexicon, options: ShiftOptions) -> Result<Self> {
        let language = self.matcher.options().language;
        self.shifters = Some(Shifters::new(cues, language, options)?);
        Ok(self)
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether negated matches are told apart.
    pub fn negates(&self) -> bool {
        self.matcher.options().negation.is_some()
    }

    /// Whether shifted scores are computed.
    pub fn has_shifters(&self) -> bool {
        self.shifters.is_some()
    }

    /// What is wrong or surprising in the lexicon: [`Lexicon::check`] with the options it was compiled with.
    ///
    /// # Errors
    /// As [`Lexicon::compile`].
    pub fn check(&self) -> Result<CheckReport> {
        self.lexicon.check(self.matcher.options())
    }

    /// The matches in a text that is taken as it stands, without an outline.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Text`] for a text of 4 GiB or more.
    pub fn matches(&self, text: &str) -> Result<Vec<LexiconMatch>> {
        self.read(text, |matches, _| matches)
    }

    /// Finds the matches in a text that is taken as it stands.
    fn read<T>(&self, text: &str, take: impl Fn(Vec<LexiconMatch>, &Tokens) -> T) -> Result<T> {
        check_size(text)?;
        let mut worker = self.worker();
        let Worker {
            vocabulary,
            matcher,
            tokens,
            ..
        } = &mut worker;
        tokens.clear();
        Tokenizer::default().tokenize_block(text, Span::new(0, text.len()), vocabulary, tokens);
        let taken = take(self.matcher.find(tokens, vocabulary, matcher), tokens);
        self.put_back(worker);
        Ok(taken)
    }

    /// The words and marks of a text with keys, in capitals, in the place of the words they match (see [`replace`]).
    ///
    /// # Errors
    /// As [`Lookup::matches`].
    ///
    /// # Examples
    /// ```
    /// use detente::lexicon::{Format, Lexicon, Lookup, MatchOptions};
    /// use detente::outline::OutlineOptions;
    /// let lexicon = Lexicon::from_str("own", "as: [american samoa]", Format::Yaml)?;
    /// let lookup = Lookup::new(lexicon, &MatchOptions::default(), OutlineOptions::default())?;
    /// assert_eq!(lookup.replaced("In American Samoa.")?, ["In", "AS", "."]);
    /// # Ok::<(), detente::Error>(())
    /// ```
    pub fn replaced(&self, text: &str) -> Result<Vec<String>> {
        let form = |looked: Looked, tokens: &Tokens| match looked {
            Looked::Key(key) => self.lexicon.keys()[key as usize].path.to_uppercase(),
            Looked::Token(at) => tokens.tokens[at].span().of(text).to_owned(),
        };
        self.read(text, |matches, tokens| {
            let looked = replace(&matches, tokens);
            looked
                .into_iter()
                .map(|looked| form(looked, tokens))
                .collect()
        })
    }

    /// The parts of a text with what they hold. At the level of the document there is always one row.
    ///
    /// # Errors
    /// As [`Lookup::matches`].
    pub fn rows(&self, text: &str, unit: Unit) -> Result<Vec<LookupRow>> {
        check_size(text)?;
        let outline = Outline::of(text, &self.outline);
        let mut worker = self.worker();
        let Worker {
            vocabulary,
            matcher,
            shifters,
            tokens,
        } = &mut worker;
        tokens.clear();
        // The first sentence of each paragraph, and the number of all.
        let mut starts = vec![0];
        for &paragraph in &outline.paragraphs {
            Tokenizer::default().tokenize_block(text, paragraph, vocabulary, tokens);
            starts.push(tokens.sentences.len());
        }
        let matches = self.matcher.find(tokens, vocabulary, matcher);
        let scores = match (&self.shifters, shifters) {
            (Some(shifters), Some(state)) => {
                shifters.score(&self.lexicon, &matches, tokens, vocabulary, state)
            }
            _ => Vec::new(),
        };
        let row = |(index, part): (usize, Part)| {
            let Range { start, end } = part.sentences;
            let first = matches.partition_point(|found| found.sentence < start);
            let last = matches.partition_point(|found| found.sentence < end);
            let counts =
                KeyCounts::of_sentences(&self.lexicon, &matches[first..last], tokens, start..end);
            let scores = scores.get(start..end).filter(|scores| !scores.is_empty());
            LookupRow {
                index,
                heading: part.heading,
                span: part.span,
                valence: Valence::of(&self.lexicon, &matches[first..last], counts.n_words),
                counts,
                shifted: scores.map(|scores| {
                    scores.iter().map(|score| score.score).sum::<f64>() / scores.len() as f64
                }),
            }
        };
        let parts = parts(text, unit, &outline, &starts, tokens);
        let rows = parts.into_iter().enumerate().map(row).collect();
        self.put_back(worker);
        Ok(rows)
    }

    fn worker(&self) -> Worker {
        let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        workers.pop().unwrap_or_else(|| Worker {
            vocabulary: Vocabulary::new(self.matcher.options().language),
            matcher: self.matcher.state(),
            shifters: self.shifters.as_ref().map(Shifters::state),
            tokens: Tokens::default(),
        })
    }

    fn put_back(&self, worker: Worker) {
        if worker.vocabulary.len() < MOST_TYPES {
            self.workers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(worker);
        }
    }
}

fn check_size(text: &str) -> Result<()> {
    match u32::try_from(text.len()) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::text("the text has 4 GiB or more; split it")),
    }
}

/// A part of a text: its place and its sentences.
struct Part {
    heading: Option<String>,
    span: Span,
    sentences: Range<usize>,
}

fn parts(
    text: &str,
    unit: Unit,
    outline: &Outline,
    starts: &[usize],
    tokens: &Tokens,
) -> Vec<Part> {
    let plain = |span: Span, sentences: Range<usize>| Part {
        heading: None,
        span,
        sentences,
    };
    let paragraphs = |range: &Range<usize>| starts[range.start]..starts[range.end];
    match unit {
        Unit::Document => vec![plain(Span::new(0, text.len()), 0..tokens.sentences.len())],
        Unit::Section => {
            let sections = outline.sections.iter();
            let part = sections.map(|section| Part {
                heading: section.heading.map(|id| outline.headings[id].text.clone()),
                span: section.span,
                sentences: paragraphs(&section.paragraphs),
            });
            part.collect()
        }
        Unit::Paragraph => {
            let spans = outline.paragraphs.iter().enumerate();
            spans
                .map(|(id, &span)| plain(span, starts[id]..starts[id + 1]))
                .collect()
        }
        Unit::Sentence => {
            let sentences = tokens.sentences.iter().enumerate();
            sentences
                .map(|(id, sentence)| plain(sentence.span, id..id + 1))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Format;

    #[test]
    fn parts_add_up_to_the_whole() {
        let lexicon = Lexicon::from_str(
            "own",
            "a: [{peace: 2}, {war: -1}]\nb: [peace]",
            Format::Yaml,
        )
        .unwrap();
        let lookup =
            Lookup::new(lexicon, &MatchOptions::default(), OutlineOptions::default()).unwrap();
        let lookup = lookup
            .with_shifters(&Lexicon::cues(), ShiftOptions::default())
            .unwrap();
        let text = "# One\n\nPeace came. It was a very long peace.\n\nNo war.\n\n# Two\n\nWar came back.\n";
        let whole = lookup.rows(text, Unit::Document).unwrap();
        assert_eq!(whole.len(), 1);
        assert_eq!(whole[0].counts.counts, [4, 2]);
        assert_eq!(whole[0].valence.sum, 2.0);
        for unit in [Unit::Section, Unit::Paragraph, Unit::Sentence] {
            let rows = lookup.rows(text, unit).unwrap();
            let sum = |cell: fn(&LookupRow) -> usize| rows.iter().map(cell).sum::<usize>();
            assert_eq!(sum(|row| row.counts.counts[0]), 4, "{unit:?}");
            assert_eq!(
                sum(|row| row.counts.n_words),
                whole[0].counts.n_words,
                "{unit:?}"
            );
            assert_eq!(sum(|row| row.counts.n_covered), 4, "{unit:?}");
        }
        let sections = lookup.rows(text, Unit::Section).unwrap();
        let headings: Vec<_> = sections
            .iter()
            .filter_map(|row| row.heading.as_deref())
            .collect();
        assert_eq!(headings, ["One", "Two"]);
        let sentences = lookup.rows(text, Unit::Sentence).unwrap();
        assert_eq!(sentences[0].shifted, Some(2.0 / 2.0f64.sqrt()));
    }

    #[test]
    fn keys_take_the_place_of_words() {
        let yaml = "us: [united states, american]\nas: [american samoa]\nvg: [virgin ..2 islands]";
        let lexicon = Lexicon::from_str("own", yaml, Format::Yaml).unwrap();
        let lookup =
            Lookup::new(lexicon, &MatchOptions::default(), OutlineOptions::default()).unwrap();
        let cases: &[(&str, &[&str])] = &[
            ("American-Samoa’s United States!", &["AS", "’s", "US", "!"]),
            ("Virgin green Islands.", &["VG", "green", "."]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(lookup.replaced(text).unwrap(), *expected, "{text}");
        }
    }

    #[test]
    fn an_empty_text_has_one_document_and_no_parts() {
        let lexicon = Lexicon::from_str("own", "a: [x]", Format::Yaml).unwrap();
        let lookup =
            Lookup::new(lexicon, &MatchOptions::default(), OutlineOptions::default()).unwrap();
        let rows = lookup.rows("", Unit::Document).unwrap();
        assert_eq!((rows.len(), rows[0].counts.coverage()), (1, None));
        assert!(lookup.rows("", Unit::Section).unwrap().is_empty());
        assert!(lookup.matches("").unwrap().is_empty());
    }
}
