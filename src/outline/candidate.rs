//! A unit short enough to be a heading.

use super::cues::{self, Cue};
use super::features::{Feature, Features};
use super::kinds::Kinds;
use super::layout::Unit;
use super::reason::{Because, Reason};
use super::scan::Scan;
use super::shape::{Case, End, Shape};

/// Longest heading, in characters.
const LONGEST: u32 = 170;

/// Most words of a heading.
const MOST_WORDS: u32 = 26;

/// Most lines of a heading.
const MOST_LINES: usize = 3;

/// Score from which a candidate is a heading.
pub(super) const ENOUGH: f32 = 3.0;

/// Score from which it is a clear one: enough even though the paragraphs around it say that it is a caption, which
/// speaks as strongly against a heading as three points do.
const CLEAR: f32 = ENOUGH + 3.0;

/// A unit that may be a heading, and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Index of the unit.
    pub unit: usize,
    /// Shape of its text.
    pub shape: Shape,
    /// What its words may be.
    pub kinds: Kinds,
    /// What else it seems to be.
    pub cue: Option<Cue>,
    /// The character it is underlined with.
    pub underline: Option<char>,
    /// What was observed.
    pub features: Features,
    /// Sum of the weights, and of what the style says.
    pub score: f32,
    /// How much its style is that of this document's headings.
    pub style: f32,
}

impl Candidate {
    /// The candidate that unit `index` is, unless it is too long. `small` is overwritten.
    pub(super) fn of(
        text: &str,
        index: usize,
        unit: &Unit,
        scan: &Scan,
        underline: Option<char>,
        small: &mut String,
    ) -> Option<Self> {
        if unit.chars > LONGEST || unit.lines.len() > MOST_LINES {
            return None;
        }
        let line = unit.span.of(text);
        let shape = Shape::of(text, unit.span, scan);
        (shape.words <= MOST_WORDS).then(|| Self {
            unit: index,
            kinds: scan.all,
            cue: cues::of(line, &shape, scan, small),
            shape,
            underline,
            features: Features::default(),
            score: 0.0,
            style: 0.0,
        })
    }

    /// Whether it is a number of a chapter and nothing else.
    pub(super) fn is_bare_number(&self) -> bool {
        self.shape.number.is_some() && self.shape.words == 0
    }

    /// Whether it is a heading. What looks like a date or an address is one if a sign made for headings says so.
    pub(super) fn is_heading(&self) -> bool {
        self.score >= ENOUGH && (self.cue.is_none() || self.is_marked())
    }

    /// Whether it is a heading whatever the paragraphs around it say.
    pub(super) fn is_clear(&self) -> bool {
        self.score >= CLEAR || self.is_marked()
    }

    /// Whether a sign made for headings was noted: a number in sequence, a line under it.
    fn is_marked(&self) -> bool {
        const SIGNS: [Feature; 6] = [
            Feature::Underlined,
            Feature::SequenceWord,
            Feature::SequenceDecimal,
            Feature::SequenceNumber,
            Feature::SequenceRoman,
            Feature::BelowNumber,
        ];
        SIGNS.iter().any(|sign| self.features.has(*sign))
    }

    /// Notes the features of the line by itself.
    pub(super) fn note_own(&mut self, unit: &Unit) {
        self.note_case_and_end();
        let (shape, features) = (&self.shape, &mut self.features);
        let sentence = shape.running_words > 0 && shape.case != Case::Caps;
        features.note(self.underline.is_some(), Feature::Underlined);
        features.note(shape.known, Feature::Known);
        features.note(shape.words <= 8, Feature::Short);
        features.note(shape.words > 14, Feature::Long);
        features.note(shape.words > 20, Feature::VeryLong);
        features.note(sentence && shape.end != End::Question, Feature::Running);
        features.note(shape.inner_stops > 0, Feature::InnerStop);
        features.note(self.cue.is_some(), Feature::Cued);
        features.note(shape.quoted, Feature::Quoted);
        features.note(unit.lines.len() > 1, Feature::Several);
        features.note(shape.bracketed, Feature::EndsInBrackets);
        features.note(shape.pointing, Feature::Points);
    }

    fn note_case_and_end(&mut self) {
        let (shape, features) = (&self.shape, &mut self.features);
        let title = shape.case == Case::Title;
        features.note(title && shape.big_words >= 3, Feature::TitleLong);
        let case = match shape.case {
            Case::Caps => Some(Feature::Caps),
            Case::Title => Some(Feature::TitleCase),
            Case::Sentence => Some(Feature::SentenceCase),
            Case::Lower => Some(Feature::SmallCase),
            Case::None => None,
        };
        if let Some(case) = case {
            features.note(true, case);
        }
        let title_stop = title && shape.big_words >= 2 && shape.running_words == 0;
        let end = match shape.end {
            End::Open => Feature::EndsOpen,
            End::Colon => Feature::EndsColon,
            End::Stop if title_stop => Feature::TitleStop,
            End::Stop => Feature::EndsStop,
            End::Question => Feature::EndsQuestion,
            End::Exclamation => Feature::EndsExclamation,
            End::Running => Feature::EndsRunning,
        };
        features.note(true, end);
    }

    /// Whether it is written as a sentence is, with nothing that is made for headings.
    pub(super) fn is_sentence(&self) -> bool {
        let shape = &self.shape;
        shape.end == End::Stop
            && shape.case == Case::Sentence
            && shape.number.is_none()
            && !shape.known
            && self.underline.is_none()
    }

    /// Why it is a heading, or the title.
    pub(super) fn reason(&self, title: bool) -> Reason {
        Reason(Because::Observed {
            features: self.features,
            style: self.style >= 0.5,
            score: self.score,
            title,
        })
    }
}
