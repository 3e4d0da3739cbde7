//! Errors of the crate as Python exceptions.

use crate::error::{Error, ErrorKind};
use pyo3::create_exception;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;

create_exception!(
    detente,
    DetenteError,
    PyValueError,
    "A value that detente cannot work with; the message says why."
);
create_exception!(
    detente,
    LexiconError,
    DetenteError,
    "A lexicon that cannot be read; the message names file and line."
);

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        match (error.kind(), error.io_source().map(std::io::Error::kind)) {
            // `OSError` kinds keep their class (FileNotFoundError, PermissionError): rebuilt with our message.
            (ErrorKind::Io, Some(kind)) => std::io::Error::new(kind, error.to_string()).into(),
            (ErrorKind::Io, None) => PyOSError::new_err(error.to_string()),
            (ErrorKind::Lexicon, _) => LexiconError::new_err(error.to_string()),
            _ => DetenteError::new_err(error.to_string()),
        }
    }
}
