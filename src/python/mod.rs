//! The extension module `detente._core`: wrappers only. What is measured is measured in the modules above; here
//! texts come in, results go out, byte offsets become code points, and the GIL is let go in between.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};

/// What `__reduce__` gives for an object that is made again from keyword arguments.
type Remade<'py> = (Bound<'py, PyAny>, (Bound<'py, PyType>, Bound<'py, PyDict>));

mod analysis;
mod arrow;
mod arrow_rows;
mod blocks;
mod documents;
mod door;
mod error;
mod language;
mod lexicon;
mod parties;
mod relations;
mod sentiment;
mod spans;
mod table;
mod terms;
mod text;
mod threads;
mod uncertainty;
mod words;

#[pymodule(name = "_core", gil_used = false)]
mod core {
    use super::*;

    #[pymodule_export]
    use super::analysis::{Analysis, Analyzer, RelationScores, Section, Sentence};
    #[pymodule_export]
    use super::blocks::{RowBlock, RowFile, is_delimited, is_json_lines};
    #[pymodule_export]
    use super::documents::{Documents, RepeatedLines, UniqueIds, read_texts};
    #[pymodule_export]
    use super::error::{DetenteError, LexiconError};
    #[pymodule_export]
    use super::language::Stemmer;
    #[pymodule_export]
    use super::lexicon::{Lexicon, LexiconMatch, Lookup};
    #[pymodule_export]
    use super::parties::Parties;
    #[pymodule_export]
    use super::relations::{Match, Relations};
    #[pymodule_export]
    use super::sentiment::Vader;
    #[pymodule_export]
    use super::spans::{
        Boilerplate, Heading, Span, Token, boilerplate, headings, sentences, tokenize,
    };
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::terms::alike::{similarity_table, term_similarity_table};
    #[pymodule_export]
    use super::terms::compared::{frequency_table, keyness_table, section_totals, term_totals};
    #[pymodule_export]
    use super::terms::concordance::{kwic_key_table, kwic_table};
    #[pymodule_export]
    use super::terms::counts::{count_terms, document_factors, weigh};
    #[pymodule_export]
    use super::terms::measured::{diversity_table, readability_table};
    #[pymodule_export]
    use super::terms::term_lists::ngram_names;
    #[pymodule_export]
    use super::terms::together::{collocation_table, cooccurrence_table, dispersion_table};
    #[pymodule_export]
    use super::threads::n_threads;
    #[pymodule_export]
    use super::uncertainty::{bootstrap, difference, trajectory};
    #[pymodule_export]
    use super::words::words;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
