//! The figures of a text and of its parts, from what was found in its sentences.

use super::result::{Paragraph, Scores, Section, SentenceScores};
use crate::outline::{self, Outline};
use crate::relations::Event;
use crate::relations::measures::Tally;
use crate::tokenize::Tokens;
use std::ops::Range;

/// What was found in a text, from which all figures are.
pub(super) struct Found<'a> {
    pub outline: &'a Outline,
    /// For each paragraph its sentences.
    pub paragraph_sentences: &'a [Range<usize>],
    pub sentences: &'a [SentenceScores],
    pub events: &'a [Event],
}

impl Found<'_> {
    pub fn sections(&self) -> Vec<Section> {
        let one = |section: &outline::Section| {
            let paragraphs = &self.paragraph_sentences[section.paragraphs.clone()];
            let sentences = joined(paragraphs, self.sentences.len());
            let (scores, matches) = self.scores(sentences.clone());
            let heading = section.heading.map(|index| &self.outline.headings[index]);
            Section {
                heading: heading.map(|heading| heading.text.clone()),
                level: section.level,
                span: section.span,
                scores,
                sentences,
                matches,
            }
        };
        self.outline.sections.iter().map(one).collect()
    }

    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let sections = self.outline.sections.iter().enumerate();
        let places = sections.flat_map(|(section, it)| {
            let paragraphs = it.paragraphs.clone();
            paragraphs.map(move |paragraph| (section, paragraph))
        });
        let one = |(section, paragraph): (usize, usize)| {
            let sentences = self.paragraph_sentences[paragraph].clone();
            let (scores, matches) = self.scores(sentences.clone());
            Paragraph {
                section,
                span: self.outline.paragraphs[paragraph],
                scores,
                sentences,
                matches,
            }
        };
        places.map(one).collect()
    }

    /// The figures over a range of sentences, and the range of matches in them.
    pub fn scores(&self, range: Range<usize>) -> (Scores, Range<usize>) {
        let sentences = &self.sentences[range];
        let found = match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => first.matches.start..last.matches.end,
            _ => 0..0,
        };
        let n_words = sentences.iter().map(|sentence| sentence.n_words).sum();
        let sentiment: f64 = sentences.iter().map(|sentence| sentence.sentiment).sum();
        let scores = Scores {
            n_sentences: sentences.len(),
            n_words,
            relations: Tally::of_events(&self.events[found.clone()], n_words).into(),
            sentiment: (!sentences.is_empty()).then(|| sentiment / sentences.len() as f64),
        };
        (scores, found)
    }
}

/// Tells each sentence its section and paragraph.
pub(super) fn place(
    outline: &Outline,
    paragraph_sentences: &[Range<usize>],
    sentences: &mut [SentenceScores],
) {
    for (index, section) in outline.sections.iter().enumerate() {
        for paragraph in section.paragraphs.clone() {
            for sentence in &mut sentences[paragraph_sentences[paragraph].clone()] {
                (sentence.section, sentence.paragraph) = (index, paragraph);
            }
        }
    }
}

/// One range from the first start to the last end of consecutive ranges; empty, at `otherwise`, if there is none.
fn joined(ranges: &[Range<usize>], otherwise: usize) -> Range<usize> {
    match (ranges.first(), ranges.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => otherwise..otherwise,
    }
}

/// The sentences with their words and matches; section, paragraph and sentiment are filled in by the caller.
pub(super) fn sentence_scores(tokens: &Tokens, events: &[Event]) -> Vec<SentenceScores> {
    let mut next = 0;
    let scores = tokens
        .sentences
        .iter()
        .enumerate()
        .map(|(index, sentence)| {
            let first = next;
            next += events[next..]
                .iter()
                .take_while(|event| event.sentence == index)
                .count();
            SentenceScores {
                section: 0,
                paragraph: 0,
                span: sentence.span,
                n_words: tokens.tokens[sentence.tokens.clone()]
                    .iter()
                    .filter(|token| token.kind.is_word())
                    .count(),
                sentiment: 0.0,
                matches: first..next,
            }
        });
    scores.collect()
}
