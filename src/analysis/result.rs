//! What the analysis of one text gives.

use super::{Provenance, Setting};
use crate::outline::{Boilerplate, Heading};
use crate::relations::Match;
use crate::relations::measures::{RelationScores, Tally};
use crate::span::{CodePoints, Span};
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// The figures of a stretch of text: a document, a section, a paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Sentences that were scored.
    pub n_sentences: usize,
    /// Words that were scored (numbers included; punctuation, symbols and clitics such as "'s" left out).
    #[serde(skip)] // written with the relations
    pub n_words: usize,
    /// Cooperation and conflict.
    #[serde(flatten)]
    pub relations: RelationScores,
    /// Mean over the sentences of VADER's compound, −1 to +1; `None` where there is no sentence.
    pub sentiment: Option<f64>,
}

/// One section: where it stands, and its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// The heading's text; `None` for an introduction, or a text without headings.
    pub heading: Option<String>,
    /// The level of the heading (2 = section, 3 = subsection); 1 where there is none.
    pub level: u8,
    /// Heading and body. The spans of the sections partition the text.
    #[serde(flatten)]
    pub span: Span,
    /// The figures of the body; the heading itself is not scored.
    #[serde(flatten)]
    pub scores: Scores,
    /// Indices into [`Analysis::sentences`].
    #[serde(skip)]
    pub sentences: Range<usize>,
    /// Indices into [`Analysis::matches`].
    #[serde(skip)]
    pub matches: Range<usize>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paragraph {
    /// Index of its section.
    pub section: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its figures.
    #[serde(flatten)]
    pub scores: Scores,
    /// Indices into [`Analysis::sentences`].
    #[serde(skip)]
    pub sentences: Range<usize>,
    /// Indices into [`Analysis::matches`].
    #[serde(skip)]
    pub matches: Range<usize>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentenceScores {
    /// Index of its section.
    pub section: usize,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Words in it.
    pub n_words: usize,
    /// VADER's compound of the sentence, −1 to +1.
    pub sentiment: f64,
    /// Indices into [`Analysis::matches`].
    #[serde(skip)]
    pub matches: Range<usize>,
}

/// Title, sections, sentences and matches of one text, with their figures.
///
/// Spans are byte spans of the text that was analysed. The struct serialises (serde) with all of its parts.
///
/// # Examples
/// ```
/// use detente::Analyzer;
/// let analysis = Analyzer::builder().build()?.analyze("The two states signed a treaty.")?;
/// assert_eq!(analysis.sections.len(), 1);
/// assert_eq!(analysis.document.n_words, 6);
/// assert!(analysis.document.relations.net > 0.0);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// The title, if the text has one.
    pub title: Option<String>,
    /// The whole text's figures.
    pub document: Scores,
    /// The sections in the order of the text.
    pub sections: Vec<Section>,
    /// The paragraphs in the order of the text.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences in the order of the text.
    pub sentences: Vec<SentenceScores>,
    /// The events in the order of the text.
    pub matches: Vec<Match>,
    /// Every heading, the title among them.
    pub headings: Vec<Heading>,
    /// What was left out of the scores, and why.
    pub boilerplate: Vec<Boilerplate>,
    /// What the result was made with.
    pub provenance: Arc<Provenance>,
    /// Who took part in the events, and when, where a table asked for it.
    #[serde(skip)]
    pub(crate) setting: Option<Setting>,
}

impl Analysis {
    /// The tally of each sentence in a range (of [`Analysis::sentences`]): what bootstrap and comparisons work on.
    pub fn tallies(&self, sentences: Range<usize>) -> Vec<Tally> {
        let tally = |sentence: &SentenceScores| {
            Tally::of(&self.matches[sentence.matches.clone()], sentence.n_words)
        };
        self.sentences[sentences].iter().map(tally).collect()
    }

    /// The same analysis with spans in code points, as Python counts. `text` is the text that was analysed.
    pub fn in_code_points(mut self, text: &str) -> Self {
        let points = CodePoints::of(text);
        let spans = (self.sections.iter_mut().map(|section| &mut section.span))
            .chain(
                self.paragraphs
                    .iter_mut()
                    .map(|paragraph| &mut paragraph.span),
            )
            .chain(self.sentences.iter_mut().map(|sentence| &mut sentence.span))
            .chain(self.matches.iter_mut().map(|event| &mut event.span))
            .chain(self.headings.iter_mut().map(|heading| &mut heading.span))
            .chain(self.boilerplate.iter_mut().map(|lines| &mut lines.span));
        for span in spans {
            *span = points.span(*span);
        }
        self
    }
}
