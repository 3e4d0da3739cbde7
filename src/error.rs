//! The crate's one error type.
//!
//! ```
//! use detente::{ErrorKind, relations::Relations};
//!
//! let error = Relations::from_text("own.txt", "[events]\nnothing of the kind\n").unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::Lexicon);
//! assert!(error.to_string().starts_with("own.txt:2"));
//! ```

use std::path::PathBuf;

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and what to do about it.
///
/// The type is opaque: read [`Error::kind`] to decide, and its `Display` to tell a person.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The classes of error that a caller can tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read or written.
    Io,
    /// A lexicon, or an entry of one, is malformed.
    Lexicon,
    /// An option or argument has a value that makes no sense.
    Argument,
    /// A text cannot be processed (over 4 GiB, say).
    Text,
}

impl Error {
    /// The class of the error.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// A file that could not be read or written.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let path = path.into();
        Self {
            kind: ErrorKind::Io,
            message: format!("{}: {source}", path.display()),
            source: Some(Box::new(source)),
        }
    }

    /// A malformed lexicon. `place` names the file and line ("own.yml:12"), `message` what is wrong and the remedy.
    pub fn lexicon(place: impl std::fmt::Display, message: impl std::fmt::Display) -> Self {
        Self {
            kind: ErrorKind::Lexicon,
            message: format!("{place}: {message}"),
            source: None,
        }
    }

    /// An option or argument that makes no sense.
    pub fn argument(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Argument,
            message: message.into(),
            source: None,
        }
    }

    /// A text that cannot be processed.
    pub fn text(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Text,
            message: message.into(),
            source: None,
        }
    }

    /// The input-output error beneath, if that is what it was.
    pub fn io_source(&self) -> Option<&std::io::Error> {
        self.source.as_ref()?.downcast_ref()
    }
}
