//! The conclusion that has no heading: a wider gap before the last paragraphs.
//!
//! Some essays set their concluding paragraphs off from the last headed section by nothing but a wider gap. They speak
//! of the whole essay, and must not be counted with a section on one of its parts.

use super::{Outline, Section};
use crate::span::Span;

/// Fewest headed sections of a text whose last one may end in such a conclusion: with fewer, what is usual in the text
/// cannot be told.
const FEWEST_SECTIONS: usize = 2;

impl Outline {
    /// Gives a headless section of its own to what follows the text's one wider gap, if that stands in the last headed
    /// section.
    pub(super) fn part_conclusion(&mut self, text: &str) {
        let headed = self
            .sections
            .iter()
            .filter(|section| section.heading.is_some());
        let Some(last) = self.sections.last().filter(|last| last.heading.is_some()) else {
            return;
        };
        if headed.count() < FEWEST_SECTIONS {
            return;
        }
        if let Some(first) = self
            .wide_gap(text)
            .filter(|first| last.paragraphs.contains(first))
        {
            let start = line_start(text, self.paragraphs[first].start);
            self.split_last(first, start);
        }
    }

    /// The paragraph behind the one gap that is wider than all others within sections.
    fn wide_gap(&self, text: &str) -> Option<usize> {
        let mut widest: Option<(usize, usize)> = None;
        let (mut second, mut gaps) = (0, 0);
        for section in &self.sections {
            for next in section.paragraphs.clone().skip(1) {
                let width =
                    line_breaks(&text[self.paragraphs[next - 1].end..self.paragraphs[next].start]);
                gaps += 1;
                match widest {
                    Some((_, most)) if width <= most => second = second.max(width),
                    _ => {
                        second = second.max(widest.map_or(0, |(_, most)| most));
                        widest = Some((next, width));
                    }
                }
            }
        }
        widest
            .filter(|&(_, width)| gaps > FEWEST_SECTIONS && width > second.max(2))
            .map(|(next, _)| next)
    }

    fn split_last(&mut self, first: usize, start: usize) {
        let Some(last) = self.sections.last_mut() else {
            return;
        };
        let conclusion = Section {
            heading: None,
            level: 1,
            span: Span::new(start, last.span.end),
            paragraphs: first..last.paragraphs.end,
        };
        last.span.end = start;
        last.paragraphs.end = first;
        self.sections.push(conclusion);
    }
}

/// Line breaks in a gap; CRLF is one.
fn line_breaks(gap: &str) -> usize {
    let returns = gap.bytes().filter(|&byte| byte == b'\r').count();
    let feeds = gap.bytes().filter(|&byte| byte == b'\n').count();
    returns.max(feeds)
}

/// Where the line starts in which `at` stands.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use crate::outline::{Outline, OutlineOptions};

    const BODY: &str =
        "The two governments met in the spring and spoke at length about the river and the road.";

    fn sections(text: &str) -> Vec<(Option<String>, usize)> {
        let outline = Outline::of(text, &OutlineOptions::default());
        let heading =
            |index: Option<usize>| index.map(|index| outline.headings[index].text.clone());
        outline
            .sections
            .iter()
            .map(|section| (heading(section.heading), section.paragraphs.len()))
            .collect()
    }

    fn essay(last_gap: &str) -> String {
        format!(
            "Title of the Essay\n\n{BODY}\n\nThe River\n\n{BODY}\n\n{BODY}\n\nThe Road\n\n{BODY}\n\n{BODY}{last_gap}{BODY}\n"
        )
    }

    #[test]
    fn a_wider_gap_in_the_last_section_parts_the_conclusion() {
        let found = sections(&essay("\n\n\n"));
        assert_eq!(found.len(), 4);
        assert_eq!(found[2], (Some("The Road".to_owned()), 2));
        assert_eq!(found[3], (None, 1));
        assert_eq!(sections(&essay("\n\n\n").replace('\n', "\r\n")), found);
    }

    #[test]
    fn equal_gaps_part_nothing() {
        assert_eq!(sections(&essay("\n\n")).len(), 3);
    }

    #[test]
    fn a_gap_that_is_usual_in_the_text_parts_nothing() {
        let text = essay("\n\n\n").replace(
            &format!("{BODY}\n\n{BODY}\n\nThe Road"),
            &format!("{BODY}\n\n\n{BODY}\n\nThe Road"),
        );
        assert_eq!(sections(&text).len(), 3);
    }
}
