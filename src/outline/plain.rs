//! Headings of plain text: one decision for the whole document.
//!
//! 1. Lines are joined into units; boilerplate and page furniture are set aside.
//! 2. Every short unit gets a score from its own shape and its neighbours.
//! 3. What headings look like in this document is learned from its clear ones, and changes the scores.

use super::OutlineOptions;
use super::assemble::{Draft, Part};
use super::boilerplate;
use super::bylines;
use super::candidate::Candidate;
use super::echo;
use super::features::Feature;
use super::furniture::{self, Kept};
use super::kinds::Kinds;
use super::layout::{self, Layout, Unit};
use super::levels;
use super::lines;
use super::neighbours::Neighbours;
use super::people;
use super::repeated::RepeatedLines;
use super::running_heads;
use super::scan::Scan;
use super::sequence;
use super::shape::{Case, End};
use super::style::{self, Style};
use super::title;
use super::wording;

/// Reads plain text.
pub(super) fn read(
    text: &str,
    options: &OutlineOptions,
    repeated: Option<&RepeatedLines>,
) -> Draft {
    let lines = lines::split(text);
    let layout = Layout::of(text, &lines);
    let units = layout::units(text, &lines, &layout);
    let scans = layout::scan(text, &units);
    let start = |unit: &Unit| lines[unit.lines.start].start;
    Draft {
        parts: match is_one_paragraph(text, &units, &scans, options, repeated) {
            true => vec![Part::Text],
            false => parts(text, &units, &scans, options, repeated),
        },
        spans: units.iter().map(|unit| (unit.span, start(unit))).collect(),
    }
}

/// What each unit is.
fn parts(
    text: &str,
    units: &[Unit],
    scans: &[Scan],
    options: &OutlineOptions,
    repeated: Option<&RepeatedLines>,
) -> Vec<Part> {
    let mut parts = furniture::judge(text, units, scans, options, repeated);
    let mut page = Page::of(text, furniture::keep(text, units, &mut parts), scans);
    page.score();
    let title = title::find(&page);
    page.compare(title);
    page.decide(title, &mut parts);
    parts
}

/// Whether a text is one sentence, or one paragraph, and nothing else: as many texts of a table are.
fn is_one_paragraph(
    text: &str,
    units: &[Unit],
    scans: &[Scan],
    options: &OutlineOptions,
    repeated: Option<&RepeatedLines>,
) -> bool {
    let ([unit], [scan]) = (units, scans) else {
        return false;
    };
    let candidate = || Candidate::of(text, 0, unit, scan, None, &mut String::new());
    furniture::is_inked(text, unit, scan)
        && !running_heads::is_page_number(text, unit, scan)
        && (options.keep_boilerplate || !boilerplate::is_strong(text, unit, scan, repeated))
        && candidate().is_none_or(|candidate| candidate.is_sentence())
}

/// The units that are text or headings, and the candidates for headings among them.
pub(super) struct Page<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Units in order.
    pub units: Vec<Unit>,
    /// The short ones.
    pub candidates: Vec<Candidate>,
    /// For each unit its candidate.
    pub of_unit: Vec<Option<usize>>,
    /// For each unit whether it is long enough to be a paragraph of prose.
    prose: Vec<bool>,
    index: Vec<usize>,
}

impl<'t> Page<'t> {
    fn of(text: &'t str, kept: Kept, scans: &[Scan]) -> Self {
        let mut candidates: Vec<Candidate> = Vec::with_capacity(kept.short);
        let mut of_unit = Vec::with_capacity(kept.units.len());
        let mut small = String::new();
        for (i, unit) in kept.units.iter().enumerate() {
            let candidate = Candidate::of(
                text,
                i,
                unit,
                &scans[kept.index[i]],
                kept.underlined[i],
                &mut small,
            );
            of_unit.push(candidate.as_ref().map(|_| candidates.len()));
            candidates.extend(candidate);
        }
        Self {
            text,
            prose: kept.units.iter().map(|unit| unit.is_prose(text)).collect(),
            units: kept.units,
            candidates,
            of_unit,
            index: kept.index,
        }
    }

    /// The candidate that a unit is.
    pub(super) fn candidate(&self, unit: usize) -> Option<&Candidate> {
        self.of_unit
            .get(unit)
            .copied()
            .flatten()
            .map(|i| &self.candidates[i])
    }

    /// Whether a unit is long enough to be a paragraph of prose.
    pub(super) fn is_prose(&self, unit: usize) -> bool {
        self.prose[unit]
    }

    /// Scores every candidate by itself and its neighbours.
    fn score(&mut self) {
        bylines::mark(self);
        let sequences = sequence::of(self);
        let neighbours = Neighbours::of_page(self);
        let (asked, labels) = (self.is_pattern(End::Question), self.is_pattern(End::Colon));
        for (i, sequence) in sequences.into_iter().enumerate() {
            let unit = self.candidates[i].unit;
            let mut features = neighbours.of(self, unit);
            if let Some(feature) = sequence {
                features.note(true, feature);
            }
            let candidate = &mut self.candidates[i];
            let end = candidate.shape.end;
            features.note(end == End::Question && asked, Feature::Asked);
            features.note(end == End::Colon && labels, Feature::Labels);
            let line = self.units[unit].span.of(self.text);
            let person =
                candidate.kinds.any(Kinds::GIVEN) && people::names_person(line, &candidate.shape);
            features.note(person, Feature::Person);
            let shows = candidate.kinds.any(Kinds::SHOWN) && wording::shows(line);
            features.note(shows, Feature::Shows);
            let untitled = self.prose.first() == Some(&true);
            features.note(
                untitled && candidate.shape.case == Case::Sentence,
                Feature::Untitled,
            );
            candidate.features = features;
            candidate.note_own(&self.units[unit]);
            candidate.score = candidate.features.score();
        }
        self.note_alone();
    }

    /// Notes the short lines between paragraphs where no other line looks like a heading: without blank lines and
    /// capitals they cannot be told from captions, but a text of several paragraphs has headings rather than
    /// nothing but captions.
    fn note_alone(&mut self) {
        let rival = |c: &Candidate| {
            c.is_heading() && c.unit > 0 && (c.shape.big_words > 1 || c.shape.number.is_some())
        };
        let alone = |c: &Candidate| {
            c.features.has(Feature::Tight)
                && c.features.has(Feature::BeforeProse)
                && c.features.has(Feature::EndsOpen)
                && !c.features.has(Feature::InRun)
                && c.shape.case == Case::Sentence
                && c.shape.number.is_none()
                && c.cue.is_none()
        };
        let lines: Vec<usize> = (0..self.candidates.len())
            .filter(|&i| alone(&self.candidates[i]))
            .collect();
        let untitled = self.prose.first() == Some(&true);
        if untitled || lines.len() < 2 || self.candidates.iter().any(rival) {
            return;
        }
        for i in lines {
            let candidate = &mut self.candidates[i];
            candidate.features.note(true, Feature::Alone);
            candidate.score = candidate.features.score();
        }
    }

    /// Whether lines that end so (questions, labels) stand above a quarter of the paragraphs or more.
    fn is_pattern(&self, end: End) -> bool {
        let ends = |c: &&Candidate| c.shape.end == end && !c.shape.quoted && c.cue.is_none();
        let asks = |c: &Candidate| wording::asks(self.units[c.unit].span.of(self.text));
        let plain = |c: &&Candidate| end == End::Question || c.shape.running_words == 0 || asks(c);
        let answered = |c: &&Candidate| c.unit + 1 < self.units.len() && self.is_prose(c.unit + 1);
        let lines = self
            .candidates
            .iter()
            .filter(ends)
            .filter(plain)
            .filter(answered)
            .count();
        let prose = (0..self.units.len()).filter(|&i| self.is_prose(i)).count();
        lines >= 2 && 4 * lines >= prose
    }

    /// Compares candidates with the clear headings of this document. The title has a style of its own.
    fn compare(&mut self, title: Option<usize>) {
        let is_title = |candidate: &Candidate| Some(candidate.unit) == title;
        let others = self.candidates.iter().filter(|c| !is_title(c));
        let styles = others.map(|candidate| {
            let style = Style::of(self.text, candidate, &self.units[candidate.unit]);
            (style, candidate.score)
        });
        let said = style::compare(styles);
        let rest = self.candidates.iter_mut().filter(|c| !is_title(c));
        for (candidate, (style, score)) in rest.zip(said) {
            candidate.style = style;
            candidate.score = score;
            if candidate.features.has(Feature::Alone) {
                // Names such as "Introduction" do not show what the other headings look like.
                candidate.style = style.max(0.0);
                candidate.score = candidate.features.score() + candidate.style;
            }
        }
    }

    /// Whether a candidate is a heading after a look at the paragraphs around those that are no clear ones.
    fn is_heading(&self, candidate: &Candidate) -> bool {
        candidate.is_heading() && (candidate.is_clear() || !echo::repeats_above(self, candidate))
    }

    /// Marks title and headings.
    fn decide(&self, title: Option<usize>, parts: &mut [Part]) {
        let mut headings = Vec::new();
        for candidate in &self.candidates {
            let part = &mut parts[self.index[candidate.unit]];
            if Some(candidate.unit) == title {
                let reason = candidate.reason(true);
                *part = Part::Heading { level: 1, reason };
            } else if title.is_some_and(|title| title::repeats(self, title, candidate.unit)) {
                *part = Part::LeftOut("the title again");
            } else if self.is_heading(candidate) {
                headings.push(candidate);
            }
        }
        for (candidate, level) in headings.iter().zip(levels::of(&headings)) {
            let reason = candidate.reason(false);
            parts[self.index[candidate.unit]] = Part::Heading { level, reason };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_paragraph_is_text(
            line in "(The |the |NATO |Order |now |Page |1914 |3 |Introduction|Mr. |war|, |: |\\. |\\.|Copyright |© |- |“|”|\\* |é){1,24}",
            keep_boilerplate: bool,
        ) {
            let options = OutlineOptions { keep_boilerplate, ..OutlineOptions::default() };
            let lines = lines::split(&line);
            let units = layout::units(&line, &lines, &Layout::of(&line, &lines));
            let scans = layout::scan(&line, &units);
            if is_one_paragraph(&line, &units, &scans, &options, None) {
                prop_assert_eq!(parts(&line, &units, &scans, &options, None), [Part::Text]);
            }
        }
    }
}
