//! Lexicons: nested keys, patterns and weights; readers and writers of their formats; the compiled matcher.

mod check;
mod context;
mod entry;
mod io;
mod lookup;
mod matcher;
mod model;
mod pattern;
mod scores;

pub use check::{CheckReport, EntryCounts, Finding, FindingKind};
pub use context::{Negation, SentenceValence, ShiftOptions, ShiftState, Shifters};
pub use entry::{Entry, PatternKind};
pub use io::Format;
pub use lookup::{Lookup, LookupRow, Unit};
pub use matcher::{LexiconMatch, LexiconMatcher, MatchOptions, MatcherState, Overlap};
pub use model::{EntryId, Key, KeyId, Lexicon};
pub use scores::{Estimate, KeyCounts, Polarity, Valence};
