//! What is observed on a short unit, and how much each observation says.
//!
//! The weights are set by hand from how texts are printed, then compared with a logistic regression on one half
//! of the development documents and rounded; they are in units of log odds, roughly.

use super::masks::bits;

/// One observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    Underlined,
    SequenceWord,
    SequenceDecimal,
    SequenceNumber,
    SequenceRoman,
    SequenceLetter,
    LooseNumber,
    BelowNumber,
    Known,
    Caps,
    TitleCase,
    TitleLong,
    SentenceCase,
    SmallCase,
    EndsOpen,
    EndsColon,
    EndsStop,
    TitleStop,
    EndsQuestion,
    Asked,
    Labels,
    Alone,
    EndsExclamation,
    EndsRunning,
    EndsInBrackets,
    BlankBefore,
    BlankAfter,
    MoreBefore,
    Tight,
    Set,
    Short,
    Long,
    VeryLong,
    Several,
    InRun,
    Verse,
    BeforeProse,
    BeforeShort,
    BeforeAlike,
    BeforeOther,
    BeforeEnd,
    AfterShort,
    AfterColon,
    AfterOpen,
    Running,
    Untitled,
    Person,
    InnerStop,
    Points,
    Shows,
    Quoted,
    Cued,
}

/// Weight of each feature, and its name in a reason.
#[rustfmt::skip]
const WEIGHTS: [(Feature, f32, &str); 52] = [
    // Signs that are made for headings.
    (Feature::Underlined, 6.0, "underlined"),
    (Feature::SequenceWord, 6.0, "numbered by a word such as Chapter"),
    (Feature::SequenceDecimal, 4.0, "numbered in sequence, with parts"),
    (Feature::SequenceNumber, 3.5, "numbered in sequence"),
    (Feature::SequenceRoman, 4.0, "numbered in sequence with roman numbers"),
    (Feature::SequenceLetter, 2.5, "lettered in sequence"),
    (Feature::LooseNumber, -3.0, "a number out of sequence"),
    (Feature::BelowNumber, 4.0, "below the number of a chapter"),
    (Feature::Known, 2.5, "a common name of sections"),
    // Capitals.
    (Feature::Caps, 2.0, "all capitals"),
    (Feature::TitleCase, 1.2, "capitalized as a title"),
    (Feature::TitleLong, 0.0, "three capitalized words or more"),
    (Feature::SentenceCase, -0.7, "capitalized as a sentence"),
    (Feature::SmallCase, -3.0, "begins small"),
    // The end of the line. A title's stop is a stop behind words that are all capitalized.
    (Feature::EndsOpen, 1.0, "no stop at its end"),
    (Feature::EndsColon, -0.5, "ends in a colon"),
    (Feature::EndsStop, -2.5, "ends in a stop"),
    (Feature::TitleStop, 1.6, "capitalized as a title though it ends in a stop"),
    (Feature::EndsQuestion, 0.7, "ends in a question mark"),
    (Feature::Asked, 0.8, "one of many questions with an answer below"),
    (Feature::Labels, 1.5, "one of many lines with a colon and prose below"),
    (Feature::Alone, 2.2, "one of the only short lines between paragraphs"),
    (Feature::EndsExclamation, -1.5, "ends in an exclamation mark"),
    (Feature::EndsRunning, -3.0, "ends as if it went on"),
    (Feature::EndsInBrackets, -1.0, "ends in brackets"),
    // White space.
    (Feature::BlankBefore, 0.9, "blank line before it"),
    (Feature::BlankAfter, 0.5, "blank line behind it"),
    (Feature::MoreBefore, 0.9, "more space before it than behind"),
    (Feature::Tight, -0.3, "no blank lines around it"),
    (Feature::Set, 0.5, "set apart by indentation"),
    // Length, and how many such lines stand together.
    (Feature::Short, 0.5, "short"),
    (Feature::Long, -1.0, "long for a heading"),
    (Feature::VeryLong, -2.0, "very long for a heading"),
    (Feature::Several, 0.0, "more than one line"),
    (Feature::InRun, -1.2, "one of several short lines"),
    (Feature::Verse, -2.0, "one of many short lines, as in verse"),
    // Neighbours. A heading with nothing under it but a heading like it has no section.
    (Feature::BeforeProse, 1.0, "followed by prose"),
    (Feature::BeforeShort, -0.7, "followed by a short line"),
    (Feature::BeforeAlike, -2.2, "followed by a line of the same style"),
    (Feature::BeforeOther, 0.7, "followed by a heading of another style"),
    (Feature::BeforeEnd, -1.5, "nothing follows it"),
    (Feature::AfterShort, -0.7, "after a short line"),
    (Feature::AfterColon, -2.0, "announced by a colon"),
    (Feature::AfterOpen, -0.5, "after an unfinished line"),
    // Wording.
    (Feature::Running, -0.5, "words of a sentence"),
    (Feature::Untitled, -0.7, "in a text that begins without title"),
    (Feature::Person, -2.5, "names a person"),
    (Feature::InnerStop, -2.0, "a sentence ends within it"),
    (Feature::Points, -1.0, "begins as a caption does"),
    (Feature::Shows, -2.5, "names a thing that pictures show"),
    (Feature::Quoted, -3.0, "quoted"),
    (Feature::Cued, -6.0, "a caption, byline, address, item or row"),
];

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Features(u64);

impl Features {
    /// Adds a feature if `holds`.
    pub(super) fn note(&mut self, holds: bool, feature: Feature) {
        self.0 |= u64::from(holds) << feature as u32;
    }

    /// Whether the feature was noted.
    pub(super) fn has(self, feature: Feature) -> bool {
        self.0 >> (feature as u32) & 1 == 1
    }

    /// The rows of the table of weights that hold.
    fn rows(self) -> impl Iterator<Item = &'static (Feature, f32, &'static str)> {
        bits(self.0).map(|at| &WEIGHTS[at])
    }

    /// Sum of the weights.
    pub(super) fn score(self) -> f32 {
        self.rows().fold(0.0, |sum, row| sum + row.1)
    }

    /// Names of the features that speak for a heading, strongest first.
    pub(super) fn names(self) -> Vec<&'static str> {
        let mut rows: Vec<_> = self.rows().filter(|row| row.1 >= 0.5).collect();
        rows.sort_by(|a, b| b.1.total_cmp(&a.1));
        rows.into_iter().map(|row| row.2).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_stand_in_the_order_of_the_features() {
        for (i, row) in WEIGHTS.iter().enumerate() {
            assert_eq!(row.0 as usize, i);
        }
    }

    #[test]
    fn the_score_is_the_sum_of_what_was_noted() {
        let mut features = Features::default();
        features.note(true, Feature::Caps);
        features.note(true, Feature::Cued);
        features.note(false, Feature::Underlined);
        assert_eq!(features.score(), -4.0);
        assert_eq!(features.names(), ["all capitals"]);
        assert!(features.has(Feature::Cued) && !features.has(Feature::Underlined));
    }
}
