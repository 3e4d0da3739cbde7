//! Lexicons: nested keys, patterns and weights; readers and writers of their formats; the compiled matcher.

mod entry;
mod io;
mod matcher;
mod model;
mod pattern;

pub use entry::{Entry, PatternKind};
pub use io::Format;
pub use matcher::{LexiconMatch, LexiconMatcher, MatchOptions, MatcherState, Overlap};
pub use model::{EntryId, Key, KeyId, Lexicon};
