//! Timeline: cooperation and conflict by the year of which a text speaks.
//!
//! [`dates`] finds years, ranges of years, decades and centuries; [`assign`] gives each match its date; [`Timeline`] adds
//! them up by year.
//!
//! # Which date a match has
//! - The date nearest to it in its own sentence, the earlier one of two that are equally near.
//! - In a sentence without a date, the last date of an earlier sentence of the same paragraph, at most
//!   [`TimelineOptions::carry`] sentences back: narrative names the year once and goes on. A sentence that speaks of
//!   "now" or "today" ends this. Carried dates are counted apart, so that a reader can see how much rests on them.
//! - Otherwise none: the match is counted under [`Timeline::undated`].
//!
//! A match whose date covers n years (a range, a decade, a century) counts 1/n in each of them, so that the years add up
//! to the matches; a year's figures are therefore not whole numbers.
//!
//! # Limits
//! The date is that of the words, not of the event: "the treaty of 1972 was denounced in 2001" puts both where the words
//! stand nearest. Relative dates ("two years later", "last week", "the same month") are not resolved. "Early" and "late"
//! do not narrow a decade. Years before 1000 and after 2099, and years before Christ, are not read.

mod dates;

pub use dates::{Date, DatesState, Period, dates};

use super::Match;
use super::measures::Tally;
use crate::tokenize::Tokens;
use crate::vocabulary::Vocabulary;
use serde::Serialize;
use std::collections::BTreeMap;

/// Words by which a sentence leaves the narrative for the present.
const PRESENT: [&str; 5] = ["now", "today", "currently", "nowadays", "presently"];

/// How matches are given their dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineOptions {
    /// For how many sentences a date holds beyond its own (default 2; 0 dates only the sentence that names the year).
    pub carry: usize,
}

impl Default for TimelineOptions {
    fn default() -> Self {
        Self { carry: 2 }
    }
}

/// The date of one match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Dating {
    /// Index into the dates.
    pub date: usize,
    /// Whether the date stands in an earlier sentence.
    pub is_carried: bool,
}

/// The date of every match, in the order of the matches; `None` for those without one.
///
/// `dates` are those of [`dates()`] for the same tokens.
///
/// # Complexity
/// Linear in sentences and dates, logarithmic in the dates for each match.
pub fn assign(
    text: &str,
    matches: &[Match],
    dates: &[Date],
    tokens: &Tokens,
    vocabulary: &Vocabulary,
    options: TimelineOptions,
) -> Vec<Option<Dating>> {
    let carried = carried(text, dates, tokens, vocabulary, options.carry);
    let dating = |found: &Match| match nearest(found, dates) {
        Some(date) => Some(Dating {
            date,
            is_carried: false,
        }),
        None => carried.get(found.sentence).copied()?.map(|date| Dating {
            date,
            is_carried: true,
        }),
    };
    matches.iter().map(dating).collect()
}

/// The date nearest to a match among those of its sentence.
fn nearest(found: &Match, dates: &[Date]) -> Option<usize> {
    let first = dates.partition_point(|date| date.sentence < found.sentence);
    let last = dates.partition_point(|date| date.sentence <= found.sentence);
    // The dates are in order: only those on either side of the match can be nearest.
    let split =
        first + dates[first..last].partition_point(|date| date.span.start < found.span.start);
    let before = split.checked_sub(1).filter(|&date| date >= first);
    let after = Some(split).filter(|&date| date < last);
    let gap = |date: &usize| {
        let span = dates[*date].span;
        let to_the_left = found.span.start.saturating_sub(span.end);
        to_the_left.max(span.start.saturating_sub(found.span.end))
    };
    before.into_iter().chain(after).min_by_key(gap)
}

/// For every sentence, the date that it takes over from an earlier one.
fn carried(
    text: &str,
    dates: &[Date],
    tokens: &Tokens,
    vocabulary: &Vocabulary,
    carry: usize,
) -> Vec<Option<usize>> {
    let mut dates = dates.iter().enumerate().peekable();
    let mut held: Option<(usize, usize)> = None;
    let mut end = 0;
    let mut carried = Vec::with_capacity(tokens.sentences.len());
    for (index, sentence) in tokens.sentences.iter().enumerate() {
        let between = text.get(end..sentence.span.start).unwrap_or_default();
        let new_paragraph = between.bytes().filter(|&b| b == b'\n').count() > 1;
        end = sentence.span.end;
        let mut words = tokens.tokens[sentence.tokens.clone()]
            .iter()
            .map(|token| vocabulary.text(vocabulary.lower(token.id)));
        let mut is_present = || words.any(|word| PRESENT.contains(&word));
        held = held
            .filter(|&(_, left)| left > 0 && !new_paragraph && !is_present())
            .map(|(date, left)| (date, left - 1));
        carried.push(held.map(|(date, _)| date));
        while let Some((date, _)) = dates.next_if(|(_, date)| date.sentence <= index) {
            held = Some((date, carry));
        }
    }
    carried
}

/// Cooperation and conflict of one year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct YearScores {
    /// The year.
    pub year: i32,
    /// Cooperative matches; a match that covers n years counts 1/n.
    pub cooperation: f64,
    /// Conflictual matches.
    pub conflict: f64,
    /// (C − K) / (C + K).
    pub balance: Option<f64>,
    /// Sum of the weights.
    pub net: f64,
    /// How many of the matches have their date from an earlier sentence.
    pub carried: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    cooperation: f64,
    conflict: f64,
    net: f64,
    carried: f64,
}

impl Cell {
    fn add(&mut self, other: &Self, share: f64) {
        self.cooperation += share * other.cooperation;
        self.conflict += share * other.conflict;
        self.net += share * other.net;
        self.carried += share * other.carried;
    }
}

/// Collects dated matches of any number of texts by year.
///
/// # Examples
/// ```
/// use detente::relations::{Match, Quad, timeline::{DatesState, Timeline, TimelineOptions, assign, dates}};
/// use detente::{language::Language, span::Span, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let text = "They signed in 1997. They agreed on more. The 1999 bombing divided them.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// # let event = |start, end, sentence, weight| Match { span: Span::new(start, end), sentence, entry: "e".into(),
/// #     code: "1".into(), quad: Quad::VerbalCooperation, base_weight: weight, weight, context: Default::default() };
/// // The matches "signed", "agreed" and "bombing", by an Analyzer or by hand:
/// let matches = [event(5, 11, 0, 8.0), event(26, 32, 1, 6.0), event(51, 58, 2, -9.0)];
/// let found = dates(&tokens, &vocabulary, &mut DatesState::default());
/// let datings = assign(text, &matches, &found, &tokens, &vocabulary, TimelineOptions::default());
/// let mut timeline = Timeline::default();
/// timeline.add(&matches, &datings, &found);
/// let years = timeline.years();
/// assert_eq!((years[0].year, years[0].cooperation, years[0].carried), (1997, 2.0, 1.0));
/// assert_eq!((years[1].year, years[1].net), (1999, -9.0));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    years: BTreeMap<i32, Cell>,
    undated: Tally,
}

impl Timeline {
    /// Adds the matches of one text with their datings; a match without one is undated.
    pub fn add(&mut self, matches: &[Match], datings: &[Option<Dating>], dates: &[Date]) {
        for (index, found) in matches.iter().enumerate() {
            let dating = datings.get(index).copied().flatten();
            match dating.and_then(|dating| Some((dates.get(dating.date)?, dating.is_carried))) {
                Some((date, is_carried)) => self.count(found, date.period, is_carried),
                None => self.undated.count(found),
            }
        }
    }

    fn count(&mut self, found: &Match, period: Period, is_carried: bool) {
        let mut tally = Tally::default();
        tally.count(found);
        if tally.n_matches() == 0 {
            return;
        }
        let cell = Cell {
            cooperation: tally.cooperation() as f64,
            conflict: tally.conflict() as f64,
            net: tally.net,
            carried: f64::from(u8::from(is_carried)),
        };
        for year in period.years() {
            let share = 1.0 / period.n_years() as f64;
            self.years.entry(year).or_default().add(&cell, share);
        }
    }

    /// Adds what another timeline has collected.
    pub fn merge(&mut self, other: &Self) {
        for (year, cell) in &other.years {
            self.years.entry(*year).or_default().add(cell, 1.0);
        }
        self.undated += other.undated;
    }

    /// The years with matches, in order.
    pub fn years(&self) -> Vec<YearScores> {
        let scores = |(&year, cell): (&i32, &Cell)| {
            let all = cell.cooperation + cell.conflict;
            YearScores {
                year,
                cooperation: cell.cooperation,
                conflict: cell.conflict,
                balance: (all > 0.0).then(|| (cell.cooperation - cell.conflict) / all),
                net: cell.net,
                carried: cell.carried,
            }
        };
        self.years.iter().map(scores).collect()
    }

    /// The tally of the matches without a date.
    pub const fn undated(&self) -> Tally {
        self.undated
    }
}

#[cfg(test)]
mod tests;
