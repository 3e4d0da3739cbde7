//! Words around a match that change what it says: negation, and valence shifters.

use super::matcher::{LexiconMatcher, MatchOptions, MatcherState};
use super::model::Lexicon;
use crate::error::Error;
use crate::language::Language;
use crate::tokenize::{TokenKind, Tokens};
use crate::vocabulary::Vocabulary;

pub(crate) mod negation;
mod shifters;

#[cfg(test)]
mod tests;

pub use negation::Negation;
pub use shifters::{SentenceValence, ShiftOptions, ShiftState, Shifters};

/// The built-in English cues.
const ENGLISH: &str = include_str!("../data/cues.yml");

impl Lexicon {
    /// The English cues of context: the keys `negator` (with `negator/clause`), `idle`, `clause`, `adversative`,
    /// `amplifier` and `deamplifier`.
    ///
    /// # Examples
    /// ```
    /// use detente::lexicon::Lexicon;
    /// let cues = Lexicon::cues();
    /// assert!(cues.key("negator").is_some() && cues.key("amplifier").is_some());
    /// ```
    pub fn cues() -> Self {
        // The file is part of the crate, and a test reads it.
        Self::from_str("cues", ENGLISH, super::Format::Yaml).unwrap_or_default()
    }
}

/// What a token does to the words around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing.
    #[default]
    None,
    /// Turns the sense.
    Negator,
    /// Turns the sense, and begins its clause.
    NegatorOfClause,
    /// Begins a clause.
    Clause,
    /// Begins a clause that weighs against the one before.
    Adversative,
    /// Strengthens.
    Amplifier,
    /// Weakens.
    Deamplifier,
}

impl Role {
    fn of(path: &str) -> Self {
        match path {
            "negator/clause" => Self::NegatorOfClause,
            _ if path.starts_with("negator") => Self::Negator,
            _ if path.starts_with("clause") => Self::Clause,
            _ if path.starts_with("adversative") => Self::Adversative,
            _ if path.starts_with("amplifier") => Self::Amplifier,
            _ if path.starts_with("deamplifier") => Self::Deamplifier,
            _ => Self::None,
        }
    }
}

/// A lexicon of cues, compiled.
#[derive(Debug)]
pub(crate) struct Cues {
    matcher: LexiconMatcher,
    roles: Vec<Role>,
}

/// What one worker needs to read cues.
#[derive(Debug)]
pub(crate) struct CueState {
    matcher: MatcherState,
    /// The role of every token of the text that was read last.
    pub(crate) roles: Vec<Role>,
}

impl Cues {
    pub(crate) fn new(lexicon: &Lexicon, language: Language) -> crate::Result<Self> {
        let roles: Vec<_> = lexicon
            .keys()
            .iter()
            .map(|key| Role::of(&key.path))
            .collect();
        if roles.iter().all(|role| *role == Role::None) {
            return Err(Error::argument(
                "a lexicon of cues needs one of the keys negator, clause, adversative, amplifier, deamplifier",
            ));
        }
        let options = MatchOptions {
            language,
            ..MatchOptions::default()
        };
        Ok(Self {
            matcher: lexicon.compile(&options)?,
            roles,
        })
    }

    pub(crate) fn state(&self) -> CueState {
        CueState {
            matcher: self.matcher.state(),
            roles: Vec::new(),
        }
    }

    /// Gives every token its role. Of a cue of many words the first token has it.
    pub(crate) fn read(&self, tokens: &Tokens, vocabulary: &Vocabulary, state: &mut CueState) {
        state.roles.clear();
        state.roles.resize(tokens.tokens.len(), Role::None);
        for found in self.matcher.find(tokens, vocabulary, &mut state.matcher) {
            let role = &mut state.roles[found.tokens.start];
            if *role == Role::None {
                *role = self.roles[found.key as usize];
            }
        }
    }
}

/// Whether a token is a mark that ends a clause: any punctuation but quotation marks, marks of emphasis, signs of
/// currency, slashes and hyphens between words.
fn ends_clause(tokens: &Tokens, at: usize, vocabulary: &Vocabulary) -> bool {
    let token = &tokens.tokens[at];
    let is_mark = matches!(token.kind, TokenKind::Punctuation | TokenKind::Symbol);
    is_mark && {
        let form = vocabulary.text(token.id);
        let stays_within = form.starts_with([
            '"', '\'', '“', '”', '„', '‘', '’', '«', '»', '`', '*', '_', '/', '%', '$', '€', '£',
        ]);
        let is_hyphen =
            super::pattern::is_hyphen(form) && super::pattern::is_glued(&tokens.tokens, at);
        !stays_within && !is_hyphen
    }
}
