//! One text, analysed: the [`Analyzer`] (configuration, compiled once) and the [`Analysis`] that it gives.

mod analyzer;
mod provenance;
mod result;
mod setting;
mod worker;

pub use analyzer::{Analyzer, AnalyzerBuilder};
pub use provenance::Provenance;
pub use result::{Analysis, Paragraph, Scores, Section, SentenceScores};
pub use setting::Setting;
