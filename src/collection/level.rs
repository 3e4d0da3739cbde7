//! What a row of a table stands for.

use crate::error::{Error, Result};
use std::str::FromStr;

/// What a row of a table stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// A whole text.
    Document,
    /// A section: a heading and what follows it.
    #[default]
    Section,
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
    /// One event: an entry of the lexicon found in the text.
    Match,
    /// One event and one pair of parties: who did it, to whom, in which years. An event with several parties has several
    /// rows, one without a named party a row without them.
    Dyad,
}

/// Every level with its name.
const NAMES: [(Level, &str); 6] = [
    (Level::Document, "document"),
    (Level::Section, "section"),
    (Level::Paragraph, "paragraph"),
    (Level::Sentence, "sentence"),
    (Level::Match, "match"),
    (Level::Dyad, "dyad"),
];

impl Level {
    /// The level's name ("section").
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }
}

impl FromStr for Level {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        NAMES
            .iter()
            .find(|&&(_, known)| known == name)
            .map(|&(level, _)| level)
            .ok_or_else(|| {
                let known = NAMES.map(|(_, known)| known).join(", ");
                Error::argument(format!("no level {name:?}; choose one of {known}"))
            })
    }
}
