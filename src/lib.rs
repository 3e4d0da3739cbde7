//! detente measures **cooperation and conflict in text**, section by section.
//!
//! It reads a text, finds its sections, and says for each how much cooperation and how much conflict it speaks of, how
//! sure that figure is, and which words say so. Around that stand the tools that such work needs: tokens, stems, term
//! statistics, sentiment lexicons.
//!
//! # One text
//! [`Analyzer`] holds the configuration, compiled once; [`Analysis`] is what one text gives. Every number in it can be
//! traced to spans of the text.
//!
//! ```
//! use detente::Analyzer;
//!
//! let text = "Years of Trust\n\nThe two states signed a treaty and agreed to cooperate on trade.\n\n\
//!             The Break\n\nThe army attacked the border town. The ambassador was expelled.\n";
//! let analysis = Analyzer::builder().build()?.analyze(text)?;
//! let last = analysis.sections.last().expect("the text has sections");
//! assert_eq!(last.heading.as_deref(), Some("The Break"));
//! assert!(last.scores.relations.balance < Some(0.0));
//! for event in &analysis.matches[last.matches.clone()] {
//!     println!("{} [{}] {:+}", event.span.of(text), event.code, event.weight);
//! }
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! # Many texts
//! [`collection::score`] scores documents in parallel into one table, in order, with a row for every document, readable
//! or not; the same texts give the same table for any number of threads.
//!
//! # The way of the data
//! text → [`outline`] (title, headings, sections, paragraphs, boilerplate) → [`tokenize`] (sentences and words, interned
//! in a [`vocabulary`]) → [`relations`] (events of the lexicon, in context) and [`sentiment`] → [`analysis`] (figures of
//! sections and of the text) → [`collection`] (tables). A module uses only modules that stand before it in this list:
//! [`span`], [`language`], [`vocabulary`], [`tokenize`], [`outline`], [`lexicon`], [`sentiment`], [`relations`],
//! [`terms`], [`analysis`], [`collection`].
//!
//! Work is done once per distinct word, not once per occurrence: tokens carry the id of a *type*, and whatever must be
//! known of a word (its stem, its symbol in a lexicon, its valence) is a column over types.
//!
//! # Features
//! None by default. `python` builds the extension module of the Python package and is of no use to a Rust program.

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

pub use analysis::{Analysis, Analyzer, AnalyzerBuilder};
pub use error::{Error, ErrorKind, Result};

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
