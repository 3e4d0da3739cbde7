//! From an entry to what is compared with the tokens of a text.

use super::entry::{Entry, PatternKind};
use crate::tokenize::{Token, TokenKind, Tokenizer, Tokens};
use crate::vocabulary::{TypeId, Vocabulary};
use regex::{Regex, RegexBuilder};

/// The most words of one entry.
pub(crate) const MAX_WORDS: usize = 32;
/// The widest gap, in words.
const MAX_GAP: usize = 20;
/// The largest compiled regular expression, in bytes.
const REGEX_BYTES: usize = 1 << 20;
/// Letters that stand for `*` and `?` while an entry is tokenized: the tokenizer must see one word in "sign*".
const STAR: char = '\u{A66E}';
const MARK: char = '\u{1BB}';

/// What one token is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TokenPattern {
    /// The lower-cased form.
    Lower(String),
    /// The form with its case.
    Exact(String),
    /// The stem.
    Stem(String),
    /// A form with wildcards.
    Glob { glob: String, exact: bool },
    /// A regular expression.
    Regex { source: String, exact: bool },
}

/// One step of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// One token.
    Token(TokenPattern),
    /// Any one word.
    AnyWord,
    /// Up to so many words.
    Gap(u8),
}

/// A separator between parts of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Gap(u8),
    Window(u8),
}

/// An entry cut at its gaps and windows: the parts, and the mark behind each but the last.
struct Parts {
    parts: Vec<String>,
    marks: Vec<Mark>,
}

impl Parts {
    fn of(entry: &Entry) -> Result<Self, String> {
        let mut parts = vec![String::new()];
        let mut marks = Vec::new();
        let takes_marks = matches!(entry.kind, PatternKind::Glob | PatternKind::Stem);
        for piece in entry.pattern.split(' ') {
            match mark(piece).filter(|_| takes_marks).transpose()? {
                Some(mark) => {
                    marks.push(mark);
                    parts.push(String::new());
                }
                None => {
                    let part = parts.last_mut().ok_or("no part")?;
                    if !part.is_empty() {
                        part.push(' ');
                    }
                    part.push_str(piece);
                }
            }
        }
        if !marks.is_empty() && parts.iter().any(String::is_empty) {
            return Err(format!(
                "{:?}: a gap needs words on both sides",
                entry.pattern
            ));
        }
        let windows = marks
            .iter()
            .filter(|mark| matches!(mark, Mark::Window(_)))
            .count();
        if windows > 1 {
            return Err(format!(
                "{:?}: more than one ~; an entry has two sides at most",
                entry.pattern
            ));
        }
        Ok(Self { parts, marks })
    }
}

/// `..3` and `~5`.
fn mark(piece: &str) -> Option<Result<Mark, String>> {
    let (digits, make): (_, fn(u8) -> Mark) = match piece.strip_prefix("..") {
        Some(digits) => (digits, Mark::Gap),
        None => (piece.strip_prefix('~')?, Mark::Window),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let width = digits
        .parse::<usize>()
        .ok()
        .filter(|&width| width <= MAX_GAP);
    let message = || format!("the gap {piece:?} is too wide; the most is {MAX_GAP} words");
    Some(width.map(|width| make(width as u8)).ok_or_else(message))
}

/// Whether a pattern means something else as a glob than as written.
pub(crate) fn has_meta(pattern: &str) -> bool {
    pattern.contains(['*', '?']) || pattern.split(' ').any(|piece| mark(piece).is_some())
}

/// A text that a glob or fixed entry should match: its gaps left out, an unusual letter for every wildcard, or nothing
/// for every `*` if not `filled`.
pub(crate) fn probe(entry: &Entry, filled: bool) -> String {
    let words = entry
        .pattern
        .split(' ')
        .filter(|piece| mark(piece).is_none());
    let word = |piece: &str| match (entry.kind, piece) {
        (PatternKind::Glob, "*") => STAR.to_string(),
        (PatternKind::Glob, _) => {
            let star = if filled {
                STAR.to_string()
            } else {
                String::new()
            };
            piece.replace('*', &star).replace('?', &MARK.to_string())
        }
        _ => piece.to_owned(),
    };
    words.map(word).collect::<Vec<_>>().join(" ")
}

/// Whether an entry can be compiled; the message says why not.
pub(crate) fn check(entry: &Entry) -> Result<(), String> {
    let words = entry.pattern.split(' ').count();
    if words > MAX_WORDS {
        return Err(format!(
            "an entry of {words} words; the most is {MAX_WORDS}"
        ));
    }
    Parts::of(entry)?;
    if entry.kind == PatternKind::Regex {
        for source in entry.pattern.split(' ') {
            regex(source, entry.exact_case)?;
        }
    }
    Ok(())
}

/// The compiled expression for one word.
pub(crate) fn regex(source: &str, exact: bool) -> Result<Regex, String> {
    RegexBuilder::new(source)
        .case_insensitive(!exact)
        .size_limit(REGEX_BYTES)
        .dfa_size_limit(REGEX_BYTES)
        .nest_limit(50)
        .build()
        .map_err(|error| {
            let error = error.to_string();
            let why = error
                .lines()
                .last()
                .unwrap_or_default()
                .trim_start_matches("error: ");
            format!("the regular expression {source:?} is refused: {why}")
        })
}

/// Turns entries into elements, with the tokenizer of the texts.
pub(crate) struct Compiler {
    tokenizer: Tokenizer,
    vocabulary: Vocabulary,
}

impl Compiler {
    pub(crate) fn new(tokenizer: Tokenizer, vocabulary: Vocabulary) -> Self {
        Self {
            tokenizer,
            vocabulary,
        }
    }

    /// The sequences that an entry matches: one, or two for a window; none if it can never match.
    pub(crate) fn sequences(&mut self, entry: &Entry) -> Vec<Vec<Element>> {
        let Ok(Parts { parts, marks }) = Parts::of(entry) else {
            return Vec::new();
        };
        let parts: Vec<Vec<Element>> = parts
            .iter()
            .map(|part| self.elements(part, entry))
            .collect();
        if parts.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        let window = marks
            .iter()
            .position(|mark| matches!(mark, Mark::Window(_)));
        let forward = join(&parts, &marks);
        match window {
            None => vec![forward],
            Some(at) => {
                let (left, right) = (
                    join(&parts[..=at], &marks),
                    join(&parts[at + 1..], &marks[at + 1..]),
                );
                let (Mark::Window(width) | Mark::Gap(width)) = marks[at];
                vec![forward, [right, vec![Element::Gap(width)], left].concat()]
            }
        }
    }

    /// The elements of a part without marks.
    fn elements(&mut self, part: &str, entry: &Entry) -> Vec<Element> {
        let exact = entry.exact_case;
        if entry.kind == PatternKind::Regex {
            let element = |source: &str| TokenPattern::Regex {
                source: source.to_owned(),
                exact,
            };
            return part.split(' ').map(element).map(Element::Token).collect();
        }
        let hidden = match entry.kind {
            PatternKind::Glob => part
                .replace('*', STAR.encode_utf8(&mut [0; 4]))
                .replace('?', MARK.encode_utf8(&mut [0; 4])),
            _ => part.to_owned(),
        };
        let tokens = self.tokenizer.tokenize(&hidden, &mut self.vocabulary);
        let heard =
            (0..tokens.tokens.len()).filter(|&at| !is_silent(&tokens, at, &self.vocabulary));
        heard
            .map(|at| self.element(tokens.tokens[at].id, entry))
            .collect()
    }

    fn element(&self, id: TypeId, entry: &Entry) -> Element {
        let vocabulary = &self.vocabulary;
        let form = match entry.exact_case {
            true => exact_form(vocabulary.text(id)),
            false => vocabulary.text(vocabulary.lower(id)).to_owned(),
        };
        let pattern = match entry.kind {
            PatternKind::Stem => {
                TokenPattern::Stem(vocabulary.text(vocabulary.stem(id)).to_owned())
            }
            PatternKind::Glob if form.contains([STAR, MARK]) => {
                let glob = form.replace(STAR, "*").replace(MARK, "?");
                if glob == "*" {
                    return Element::AnyWord;
                }
                TokenPattern::Glob {
                    glob,
                    exact: entry.exact_case,
                }
            }
            _ if entry.exact_case => TokenPattern::Exact(dotless(&form).to_owned()),
            _ => TokenPattern::Lower(dotless(&form).to_owned()),
        };
        Element::Token(pattern)
    }
}

/// The parts with their marks between them; a window counts as a gap.
fn join(parts: &[Vec<Element>], marks: &[Mark]) -> Vec<Element> {
    let mut sequence = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            let (Mark::Gap(width) | Mark::Window(width)) = marks[at - 1];
            sequence.push(Element::Gap(width));
        }
        sequence.extend_from_slice(part);
    }
    sequence
}

/// Whether a token is passed over in matching: a clitic ("'s"), or a hyphen between two words without spaces.
fn is_silent(tokens: &Tokens, at: usize, vocabulary: &Vocabulary) -> bool {
    let token = &tokens.tokens[at];
    token.kind == TokenKind::Clitic
        || (is_hyphen(vocabulary.text(token.id)) && is_glued(&tokens.tokens, at))
}

/// Whether the token touches the tokens before and behind it.
pub(crate) fn is_glued(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    at > 0
        && tokens[at - 1].end == token.start
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.start == token.end)
}

/// A hyphen, non-breaking hyphen or en dash.
pub(crate) fn is_hyphen(form: &str) -> bool {
    matches!(form, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
}

/// The form with straight apostrophes and without soft hyphens, in its own case.
pub(crate) fn exact_form(form: &str) -> String {
    let straight = form.replace(['\u{2018}', '\u{2019}', '\u{2BC}'], "'");
    straight.replace('\u{AD}', "")
}

/// "u.s." as "u.s": an abbreviation with inner points may or may not have the last.
pub(crate) fn dotless(form: &str) -> &str {
    form.strip_suffix('.')
        .filter(|short| short.contains('.') && !short.ends_with('.'))
        .unwrap_or(form)
}
