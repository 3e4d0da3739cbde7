//! One text, analysed: the [`Analyzer`] (configuration, compiled once) and the [`Analysis`] that it gives.
//!
//! ```
//! let analyzer = detente::Analyzer::builder().build()?;
//! let text = "# Ties\n\nThe allies signed a treaty.\n\n# War\n\nThe army attacked the town. It rained.\n";
//! let analysis = analyzer.analyze(text)?;
//! let war = &analysis.sections[1];
//! assert_eq!((war.scores.n_sentences, war.scores.relations.conflict), (2, 1));
//! // Sections, sentences and events refer to one another by ranges.
//! let sentence = &analysis.sentences[war.sentences.start];
//! assert_eq!(analysis.matches[sentence.matches.clone()].len(), 1);
//! // Results serialize; offsets count bytes, or code points for other languages.
//! let json = serde_json::to_value(analysis.in_code_points(text))?;
//! assert_eq!(json["sections"][1]["heading"], "War");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analyzer;
mod figures;
mod provenance;
mod result;
mod setting;
mod worker;

pub(crate) use analyzer::Parts;
pub use analyzer::{Analyzer, AnalyzerBuilder};
pub use provenance::Provenance;
pub use result::{Analysis, Paragraph, Scores, Section, SentenceScores};
pub use setting::Setting;
