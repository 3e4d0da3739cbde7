//! Headings of plain text: one decision for the whole document.
//!
//! 1. Lines are joined into units, boilerplate and page furniture are set aside.
//! 2. Every short unit gets a score from its own shape and its neighbours.
//! 3. The clear headings show what headings look like *here* (numbered, in capitals, set apart by blank lines);
//!    the others gain or lose by that.

use super::OutlineOptions;
use super::assemble::{Draft, Part};
use super::boilerplate;
use super::cues::Cue;
use super::layout::{self, Layout, Unit};
use super::lines::{self, Line};
use super::repeated::RepeatedLines;
use super::score::{CLEAR, Candidate, ENOUGH, Feature, Style};
use super::sequence;
use super::shape::End;
use super::title;

/// Reads plain text.
pub(super) fn read(
    text: &str,
    options: &OutlineOptions,
    repeated: Option<&RepeatedLines>,
) -> Draft {
    let lines = lines::split(text);
    let layout = Layout::of(text, &lines);
    let units = layout::units(text, &lines, &layout, |_| false);
    let marks = if options.keep_boilerplate {
        vec![None; units.len()]
    } else {
        boilerplate::mark(text, &units, repeated)
    };
    let mut parts: Vec<Part> = marks
        .into_iter()
        .map(|m| m.map_or(Part::Text, Part::Boilerplate))
        .collect();
    let mut page = Page::of(text, &lines, units, &mut parts);
    page.score();
    page.compare();
    page.decide(&mut parts);
    Draft {
        spans: page
            .all
            .iter()
            .map(|unit| (unit.span, lines[unit.lines.start].start))
            .collect(),
        parts,
    }
}

/// The units that are left, and the candidates among them.
struct Page<'t> {
    text: &'t str,
    /// All units, boilerplate among them.
    all: Vec<Unit>,
    /// Units that count, with the space around them as it is without the others.
    units: Vec<Unit>,
    /// Index of each of them in `all`.
    index: Vec<usize>,
    candidates: Vec<Candidate>,
    /// For each unit its candidate.
    of_unit: Vec<Option<usize>>,
}

impl<'t> Page<'t> {
    fn of(text: &'t str, _lines: &[Line], all: Vec<Unit>, parts: &mut [Part]) -> Self {
        let mut page = Self {
            text,
            units: Vec::new(),
            index: Vec::new(),
            candidates: Vec::new(),
            of_unit: Vec::new(),
            all,
        };
        let mut gap = 0;
        for (i, unit) in page.all.iter().enumerate() {
            gap += unit.before;
            if parts[i] != Part::Text {
                gap += 1;
                continue;
            }
            let candidate = Candidate::of(text, page.units.len(), unit);
            match candidate.as_ref().and_then(|c| c.cue) {
                Some(Cue::Page) => parts[i] = Part::LeftOut("a page number or running head"),
                Some(Cue::Rule) => parts[i] = Part::LeftOut("a rule"),
                _ => {}
            }
            if parts[i] != Part::Text {
                if let Part::LeftOut("a rule") = parts[i]
                    && let Some(last) = page.units.last()
                    && is_underline(text, last, unit)
                {
                    parts[i] = Part::LeftOut("underlines a heading");
                    if let Some(at) = page.of_unit.last().copied().flatten() {
                        page.candidates[at].features.push(Feature::Underlined);
                    }
                }
                gap += 1;
                continue;
            }
            if let Some(last) = page.units.last_mut() {
                last.after = gap;
            }
            let mut unit = unit.clone();
            unit.before = gap;
            gap = 0;
            page.of_unit
                .push(candidate.as_ref().map(|_| page.candidates.len()));
            page.candidates.extend(candidate);
            page.units.push(unit);
            page.index.push(i);
        }
        page
    }

    /// Scores every candidate by itself and its neighbours.
    fn score(&mut self) {
        let sequences = sequence::of(&self.candidates, &self.units, self.text);
        for (i, sequence) in sequences.into_iter().enumerate() {
            let unit = self.candidates[i].unit;
            let context = self.context(unit);
            let candidate = &mut self.candidates[i];
            for feature in std::mem::take(&mut candidate.features) {
                candidate.add(feature);
            }
            candidate.add_own(&self.units[unit]);
            for feature in context.into_iter().chain(sequence) {
                candidate.add(feature);
            }
        }
    }

    /// Features of the neighbourhood of a unit.
    fn context(&self, at: usize) -> Vec<Feature> {
        let unit = &self.units[at];
        let mut features = Vec::new();
        let mut note = |holds: bool, feature| {
            if holds {
                features.push(feature);
            }
        };
        note(unit.before > 0 || at == 0, Feature::BlankBefore);
        note(unit.after > 0, Feature::BlankAfter);
        note(unit.before > unit.after, Feature::MoreBefore);
        note(
            unit.before == 0 && unit.after == 0 && at > 0,
            Feature::Tight,
        );
        let prose = |i: usize| self.units[i].is_prose(self.text);
        match self.units.get(at + 1) {
            None => note(true, Feature::BeforeEnd),
            Some(next) => {
                note(prose(at + 1), Feature::BeforeProse);
                note(!prose(at + 1) && next.before == 0, Feature::BeforeShort);
                note(next.indent + 2 <= unit.indent, Feature::Set);
            }
        }
        if at > 0 {
            let end = super::shape::end(tail(self.units[at - 1].span.of(self.text)));
            note(!prose(at - 1) && unit.before == 0, Feature::AfterShort);
            note(
                end == End::Colon && !self.is_candidate(at - 1),
                Feature::AfterColon,
            );
            note(
                matches!(end, End::Running) || (end == End::Open && prose(at - 1)),
                Feature::AfterOpen,
            );
        }
        features
    }

    fn is_candidate(&self, unit: usize) -> bool {
        self.of_unit[unit].is_some()
    }

    /// Compares candidates with the clear headings of this document.
    fn compare(&mut self) {
        let mut styles: Vec<(Style, usize)> = Vec::new();
        for candidate in self
            .candidates
            .iter()
            .filter(|c| c.score >= CLEAR && c.unit > 0)
        {
            let style = candidate.style(&self.units[candidate.unit]);
            match styles.iter().position(|(s, _)| *s == style) {
                Some(i) => styles[i].1 += 1,
                None => styles.push((style, 1)),
            }
        }
        let total: usize = styles.iter().map(|(_, n)| n).sum();
        for candidate in &mut self.candidates {
            let style = candidate.style(&self.units[candidate.unit]);
            let same = styles
                .iter()
                .find(|(s, _)| *s == style)
                .map_or(0, |(_, n)| *n);
            let own = usize::from(candidate.score >= CLEAR);
            if same > own && 5 * same >= total {
                candidate.add(Feature::Shared);
            } else if same <= own && total >= 3 {
                candidate.add(Feature::Foreign);
            }
        }
    }

    /// Decides, and marks title and headings.
    fn decide(&self, parts: &mut [Part]) {
        let title = title::find(self.text, &self.units, &self.candidates, &self.of_unit);
        for candidate in &self.candidates {
            let part = &mut parts[self.index[candidate.unit]];
            if Some(candidate.unit) == title {
                *part = Part::Heading {
                    level: 1,
                    reason: format!("title: {}", candidate.reason()),
                };
            } else if title
                .is_some_and(|t| title::repeats(self.text, &self.units, t, candidate.unit))
            {
                *part = Part::LeftOut("the title again");
            } else if candidate.score >= ENOUGH && candidate.cue.is_none() {
                *part = Part::Heading {
                    level: 2,
                    reason: candidate.reason(),
                };
            }
        }
    }
}

/// Whether `rule` underlines the heading above it.
fn is_underline(text: &str, above: &Unit, rule: &Unit) -> bool {
    let line = rule.span.of(text);
    let first = line.chars().next().unwrap_or(' ');
    let even = "=-~^*_#\"'+".contains(first) && line.chars().all(|c| c == first);
    even && rule.before == 0
        && rule.chars >= 3
        && above.lines.len() <= 2
        && rule.chars * 2 >= above.chars
        && rule.chars <= above.chars * 2 + 8
}

/// The last characters of a text, enough to see how it ends.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(24);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}
