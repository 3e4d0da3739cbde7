//! detente measures **cooperation and conflict in text**, section by section.

pub mod analysis;
pub mod collection;
pub mod error;
pub mod language;
pub mod lexicon;
pub mod outline;
#[cfg(feature = "python")]
mod python;
pub mod relations;
pub mod sentiment;
pub mod span;
pub mod terms;
pub mod tokenize;
pub mod vocabulary;

pub use analysis::{Analysis, Analyzer};
pub use error::{Error, ErrorKind, Result};
