//! From judged units to sections and paragraphs.

use super::{Boilerplate, Heading, LeftOut, Outline, Reason, Section};
use crate::span::Span;

/// What a unit is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A paragraph.
    Text,
    /// A heading.
    Heading { level: u8, reason: Reason },
    /// Boilerplate, and why.
    Boilerplate(&'static str),
    /// No text that is scored, and why.
    LeftOut(&'static str),
}

/// Judged units in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Where each unit stands, and where its first line starts.
    pub spans: Vec<(Span, usize)>,
    /// What each is.
    pub parts: Vec<Part>,
}

impl Draft {
    /// Makes the outline of `text`.
    pub(super) fn finish(self, text: &str) -> Outline {
        let headings = |part: &&Part| matches!(part, Part::Heading { .. });
        let headings = self.parts.iter().filter(headings).count();
        let mut outline = Outline {
            headings: Vec::with_capacity(headings),
            sections: Vec::with_capacity(headings + 1),
            paragraphs: Vec::with_capacity(self.parts.len() - headings),
            ..Outline::default()
        };
        let mut open = Section {
            heading: None,
            level: 1,
            span: Span::new(0, 0),
            paragraphs: 0..0,
        };
        for ((span, line), part) in self.spans.into_iter().zip(self.parts) {
            match part {
                Part::Text => outline.paragraphs.push(span),
                Part::Boilerplate(reason) => outline.boilerplate.push(Boilerplate {
                    span,
                    reason: reason.into(),
                }),
                Part::LeftOut(reason) => outline.left_out.push(LeftOut {
                    span,
                    reason: reason.into(),
                }),
                Part::Heading { level, reason } => {
                    if level > 1 {
                        open = outline.turn(open, line, level);
                    }
                    outline.headings.push(Heading {
                        span,
                        level,
                        text: shown(span.of(text)),
                        reason,
                    });
                }
            }
        }
        if !text.chars().all(super::lines::is_space) {
            outline.close(open, text.len());
        }
        outline
    }
}

impl Outline {
    /// Closes section `open` before the heading whose line starts at `line`, and opens the next.
    fn turn(&mut self, open: Section, line: usize, level: u8) -> Section {
        let heading = Some(self.headings.len());
        let empty = open.heading.is_none() && self.paragraphs.is_empty();
        let start = if empty { open.span.start } else { line };
        if !empty {
            self.close(open, line);
        }
        Section {
            heading,
            level,
            span: Span::new(start, start),
            paragraphs: self.paragraphs.len()..0,
        }
    }

    fn close(&mut self, mut open: Section, end: usize) {
        open.span.end = end;
        open.paragraphs.end = self.paragraphs.len();
        self.sections.push(open);
    }
}

/// A heading on one line.
pub(super) fn shown(heading: &str) -> String {
    let mut line = String::with_capacity(heading.len());
    for word in heading.split(super::lines::is_space) {
        if !line.is_empty() && !word.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
