//! detente measures **cooperation and conflict in text**, section by section.

pub mod error;
pub mod language;
pub mod lexicon;
pub mod outline;
pub mod relations;
pub mod sentiment;
pub mod span;
pub mod terms;
pub mod analysis;
pub mod collection;
#[cfg(feature = "python")]
mod python;
pub mod tokenize;
pub mod vocabulary;

pub use analysis::{Analysis, Analyzer};
pub use error::{Error, ErrorKind, Result};
