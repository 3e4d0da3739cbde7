//! How much a short unit looks like a heading: named features, each with its weight.

use super::cues::{self, Cue};
use super::layout::Unit;
use super::shape::{Case, End, Shape};

/// Longest heading, in characters.
pub(super) const LONGEST: u32 = 170;

/// Most words of a heading.
const MOST_WORDS: u32 = 26;

/// Score from which a unit is a heading.
pub(super) const ENOUGH: f32 = 3.0;

/// One observation on a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    Underlined,
    SequenceWord,
    SequenceDecimal,
    SequenceNumber,
    SequenceRoman,
    SequenceLetter,
    LooseNumber,
    Known,
    Caps,
    TitleCase,
    SentenceCase,
    SmallCase,
    EndsOpen,
    EndsColon,
    EndsStop,
    EndsQuestion,
    EndsExclamation,
    EndsRunning,
    BlankBefore,
    BlankAfter,
    MoreBefore,
    Tight,
    Set,
    Short,
    Long,
    VeryLong,
    BeforeProse,
    BeforeShort,
    BeforeEnd,
    AfterShort,
    AfterColon,
    AfterOpen,
    Running,
    InnerStop,
    Cued,
    Quoted,
    Several,
    TitleLong,
    InRun,
    OneAbove,
    TitleStop,
    EndsParen,
    AfterNumber,
    Starts,
    BeforeCandidate,
    BeforeSub,
    Verse,
}

/// Weight of each feature and what to call it in a reason.
const WEIGHTS: [(Feature, f32, &str); 47] = [
    (Feature::Underlined, 6.0, "underlined"),
    (
        Feature::SequenceWord,
        6.0,
        "numbered by a word such as Chapter",
    ),
    (
        Feature::SequenceDecimal,
        4.0,
        "numbered in sequence, with parts",
    ),
    (Feature::SequenceNumber, 3.5, "numbered in sequence"),
    (Feature::SequenceRoman, 4.0, "numbered in sequence, roman"),
    (Feature::SequenceLetter, 2.5, "lettered in sequence"),
    (Feature::LooseNumber, -3.0, "a number out of sequence"),
    (Feature::Known, 2.5, "a common name of sections"),
    (Feature::Caps, 2.0, "all capitals"),
    (Feature::TitleCase, 1.2, "capitalized as a title"),
    (Feature::SentenceCase, -0.7, "capitalized as a sentence"),
    (Feature::SmallCase, -3.0, "begins small"),
    (Feature::EndsOpen, 1.0, "no stop at its end"),
    (Feature::EndsColon, -0.5, "ends in a colon"),
    (Feature::EndsStop, -2.5, "ends in a stop"),
    (Feature::EndsQuestion, 0.7, "ends in a question mark"),
    (
        Feature::EndsExclamation,
        -1.5,
        "ends in an exclamation mark",
    ),
    (Feature::EndsRunning, -3.0, "ends as if it went on"),
    (Feature::BlankBefore, 0.9, "blank line before it"),
    (Feature::BlankAfter, 0.5, "blank line behind it"),
    (Feature::MoreBefore, 0.7, "more space before it than behind"),
    (Feature::Tight, -0.3, "no blank lines around it"),
    (Feature::Set, 0.5, "set apart by indentation"),
    (Feature::Short, 0.5, "short"),
    (Feature::Long, -1.0, "long for a heading"),
    (Feature::VeryLong, -2.0, "very long for a heading"),
    (Feature::BeforeProse, 1.0, "followed by prose"),
    (Feature::BeforeShort, -0.7, "followed by a short line"),
    (Feature::BeforeEnd, -1.5, "nothing follows it"),
    (Feature::AfterShort, -0.7, "after a short line"),
    (Feature::AfterColon, -2.0, "announced by a colon"),
    (Feature::AfterOpen, -0.5, "after an unfinished line"),
    (Feature::Running, -0.5, "words of a sentence"),
    (Feature::InnerStop, -2.0, "a sentence ends within it"),
    (
        Feature::Cued,
        -6.0,
        "a caption, byline, page number, address or row",
    ),
    (Feature::Quoted, -3.0, "quoted"),
    (Feature::Several, -0.5, "more than one line"),
    (Feature::TitleLong, 0.3, "three capitalized words or more"),
    (Feature::InRun, -1.2, "one of several short lines"),
    (Feature::OneAbove, 0.0, "one paragraph after a heading"),
    (
        Feature::TitleStop,
        0.8,
        "ends in a stop, capitalized as a title",
    ),
    (Feature::EndsParen, -1.0, "ends in brackets"),
    (Feature::AfterNumber, 4.0, "below the number of a chapter"),
    (Feature::Starts, -1.0, "begins as a caption does"),
    (
        Feature::BeforeCandidate,
        -2.2,
        "followed by a line of the same style",
    ),
    (
        Feature::BeforeSub,
        0.7,
        "followed by a heading of another style",
    ),
    (Feature::Verse, -2.0, "one of many short lines, as in verse"),
];

/// A unit short enough to be a heading.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Index of the unit.
    pub unit: usize,
    /// Shape of its text.
    pub shape: Shape,
    /// What else it seems to be.
    pub cue: Option<Cue>,
    /// The character it is underlined with.
    pub underline: Option<char>,
    /// What was observed.
    pub features: Vec<Feature>,
    /// Sum of the weights, and of what the style says.
    pub score: f32,
    /// How much its style is that of this document's headings.
    pub style: f32,
}

impl Candidate {
    /// The candidate a unit gives, unless it is too long.
    pub(super) fn of(
        text: &str,
        index: usize,
        unit: &Unit,
        underline: Option<char>,
    ) -> Option<Self> {
        if unit.chars > LONGEST || unit.lines.len() > 3 {
            return None;
        }
        let line = unit.span.of(text);
        let shape = Shape::of(line);
        if shape.words > MOST_WORDS {
            return None;
        }
        Some(Self {
            unit: index,
            cue: cues::of(line, &shape),
            shape,
            underline,
            features: Vec::new(),
            score: 0.0,
            style: 0.0,
        })
    }

    /// Whether it is a number of a chapter and nothing else.
    pub(super) fn is_bare_number(&self) -> bool {
        self.shape.number.is_some() && self.shape.words == 0
    }

    /// Notes a feature.
    pub(super) fn add(&mut self, feature: Feature) {
        self.features.push(feature);
        self.score += weight(feature).0;
    }

    /// Notes a feature if `holds`.
    pub(super) fn add_if(&mut self, holds: bool, feature: Feature) {
        if holds {
            self.add(feature);
        }
    }

    /// Features of the line alone.
    pub(super) fn add_own(&mut self, unit: &Unit) {
        let shape = self.shape.clone();
        match shape.case {
            Case::Caps => self.add(Feature::Caps),
            Case::Title => {
                self.add(Feature::TitleCase);
                self.add_if(shape.big_words >= 3, Feature::TitleLong);
            }
            Case::Sentence => self.add(Feature::SentenceCase),
            Case::Lower => self.add(Feature::SmallCase),
            Case::None => {}
        }
        self.add(match shape.end {
            End::Open => Feature::EndsOpen,
            End::Colon => Feature::EndsColon,
            End::Stop
                if shape.case == Case::Title
                    && shape.big_words >= 2
                    && shape.running_words == 0 =>
            {
                Feature::TitleStop
            }
            End::Stop => Feature::EndsStop,
            End::Question => Feature::EndsQuestion,
            End::Exclamation => Feature::EndsExclamation,
            End::Running => Feature::EndsRunning,
        });
        self.add_if(self.underline.is_some(), Feature::Underlined);
        self.add_if(shape.known, Feature::Known);
        self.add_if(shape.words <= 8, Feature::Short);
        self.add_if(shape.words > 14, Feature::Long);
        self.add_if(shape.words > 20, Feature::VeryLong);
        self.add_if(
            shape.running_words > 0 && shape.case != Case::Caps && shape.end != End::Question,
            Feature::Running,
        );
        self.add_if(shape.inner_stops > 0, Feature::InnerStop);
        self.add_if(self.cue.is_some(), Feature::Cued);
        self.add_if(shape.quoted, Feature::Quoted);
        self.add_if(unit.lines.len() > 1, Feature::Several);
        self.add_if(shape.bracketed, Feature::EndsParen);
        self.add_if(shape.pointing, Feature::Starts);
    }

    /// The reason, for a person: the features that spoke for it, strongest first.
    pub(super) fn reason(&self) -> String {
        let mut for_it: Vec<(f32, &str)> = self
            .features
            .iter()
            .map(|&feature| weight(feature))
            .filter(|(weight, _)| *weight >= 0.5)
            .collect();
        for_it.sort_by(|a, b| b.0.total_cmp(&a.0));
        let styled = (self.style >= 0.5).then_some("in the style of this text's clear headings");
        let names: Vec<&str> = for_it.iter().map(|(_, name)| *name).chain(styled).collect();
        format!("{} (score {:.1})", names.join(", "), self.score)
    }
}

fn weight(feature: Feature) -> (f32, &'static str) {
    let (_, weight, name) = WEIGHTS[feature as usize];
    (weight, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_stand_in_the_order_of_the_features() {
        for (i, (feature, _, _)) in WEIGHTS.iter().enumerate() {
            assert_eq!(*feature as usize, i);
        }
    }
}
