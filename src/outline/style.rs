//! What headings look like in this document, learned from its clear ones.
//!
//! Layout is a property of the document: where the clear headings are numbered, an unnumbered short line is
//! probably a caption; where they end in a stop, a stop speaks for a heading. Every candidate has a few
//! attributes with few values. The candidates that stand out count as headings, the others do not, each by its
//! degree; an attribute then speaks for a candidate by the logarithm of how much more common its value is among
//! the headings than among the others (naive Bayes, one step of self-training, smoothed by the document's own
//! distribution, so that a document with few candidates says little).

use super::candidate::{Candidate, ENOUGH};
use super::features::Feature;
use super::layout::Unit;
use super::number::Mark;
use super::shape::{Case, End};
use hashbrown::HashMap;

/// Number of attributes.
const ATTRIBUTES: usize = 9;

/// Number of values of an attribute, at most.
const VALUES: usize = 10;

/// Candidates' worth of smoothing.
const SMOOTHING: f32 = 2.0;

/// How much one attribute may say, either way.
const MOST_BY_ONE: f32 = 1.2;

/// How much all attributes together may say, either way.
const MOST: f32 = 3.0;

/// Rounds of learning and scoring.
const ROUNDS: usize = 2;

/// How far below the best candidates one may stand and still be as much a heading as not.
const BELOW_BEST: f32 = 2.5;

/// Values of the attributes of one candidate, four bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Style(u64);

impl Style {
    /// The attributes of a candidate.
    pub(super) fn of(text: &str, candidate: &Candidate, unit: &Unit) -> Self {
        let shape = &candidate.shape;
        let last = unit.span.of(text).chars().next_back().unwrap_or(' ');
        let values = [
            match shape.number {
                Some(number) => mark(number.mark),
                None if candidate.features.has(Feature::BelowNumber) => 7,
                None => 0,
            },
            case(shape.case),
            end(shape.end),
            unit.before.min(3) as u8,
            unit.after.min(2) as u8,
            u8::from(last.is_numeric()) + 2 * u8::from(last == ')'),
            (unit.indent / 4).min(5) as u8,
            words(shape.words),
            candidate
                .underline
                .map_or(0, |c| 1 + "=-~".find(c).map_or(3, |i| i as u8)),
        ];
        let pack = |style, value: &u8| style << 4 | u64::from(*value);
        Self(values.iter().rev().fold(0, pack))
    }

    /// The value of each attribute.
    fn values(self) -> [usize; ATTRIBUTES] {
        std::array::from_fn(|attribute| (self.0 >> (4 * attribute) & 15) as usize)
    }
}

fn mark(mark: Mark) -> u8 {
    match mark {
        Mark::Bare => 1,
        Mark::Dot => 2,
        Mark::Paren => 3,
        Mark::Parens => 4,
        Mark::Dash => 5,
        Mark::Word(_) => 6,
    }
}

fn case(case: Case) -> u8 {
    match case {
        Case::Caps => 0,
        Case::Title => 1,
        Case::Sentence => 2,
        Case::Lower => 3,
        Case::None => 4,
    }
}

fn end(end: End) -> u8 {
    match end {
        End::Open => 0,
        End::Stop => 1,
        End::Question => 2,
        End::Exclamation => 3,
        End::Colon => 4,
        End::Running => 5,
    }
}

fn words(n: u32) -> u8 {
    match n {
        0 => 0,
        1..=2 => 1,
        3..=6 => 2,
        7..=11 => 3,
        _ => 4,
    }
}

/// For candidates with their scores: what the style says of each, and the score with it.
pub(super) fn compare(candidates: impl Iterator<Item = (Style, f32)>) -> Vec<(f32, f32)> {
    let (mut kinds, kind_of) = kinds(candidates);
    if kind_of.len() == 1 {
        // There is no other to compare it with.
        return vec![(0.0, kinds[0].own)];
    }
    for _ in 0..ROUNDS {
        let learned = Learned::from(&kinds);
        for kind in &mut kinds {
            kind.says = learned.says(kind.style, kind.score);
            kind.score = kind.own + kind.says;
        }
    }
    let result = |at: usize| (kinds[at].says, kinds[at].score);
    kind_of.into_iter().map(result).collect()
}

/// Candidates that are all alike: what holds for one holds for each.
struct Kind {
    style: Style,
    /// How many they are.
    number: u32,
    /// The score without what the style says.
    own: f32,
    says: f32,
    score: f32,
}

/// The distinct candidates, and which of them each one is.
fn kinds(candidates: impl Iterator<Item = (Style, f32)>) -> (Vec<Kind>, Vec<usize>) {
    let mut known: HashMap<(Style, u32), usize> = HashMap::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let mut last = None;
    let kind_of = candidates.map(|(style, own)| {
        let key = (style, own.to_bits());
        // Lines of verse and of lists are often like the one before.
        let at = match last {
            Some((other, at)) if other == key => at,
            _ => *known.entry(key).or_insert(kinds.len()),
        };
        last = Some((key, at));
        match kinds.get_mut(at) {
            Some(kind) => kind.number += 1,
            None => kinds.push(Kind {
                style,
                number: 1,
                own,
                says: 0.0,
                score: own,
            }),
        }
        at
    });
    let kind_of = kind_of.collect();
    (kinds, kind_of)
}

/// Distributions of the attributes among headings and others.
struct Learned {
    heading: [[f32; VALUES]; ATTRIBUTES],
    other: [[f32; VALUES]; ATTRIBUTES],
    headings: f32,
    others: f32,
    bar: f32,
}

impl Learned {
    /// Learns from scored candidates.
    fn from(kinds: &[Kind]) -> Self {
        let mut learned = Self {
            heading: [[0.0; VALUES]; ATTRIBUTES],
            other: [[0.0; VALUES]; ATTRIBUTES],
            headings: 0.0,
            others: 0.0,
            bar: bar(kinds),
        };
        for kind in kinds {
            let number = kind.number as f32;
            let headings = number * learned.degree(kind.score);
            learned.headings += headings;
            learned.others += number - headings;
            for (attribute, value) in kind.style.values().into_iter().enumerate() {
                learned.heading[attribute][value] += headings;
                learned.other[attribute][value] += number - headings;
            }
        }
        learned
    }

    /// How much a candidate counts as a heading, 0 to 1.
    fn degree(&self, score: f32) -> f32 {
        1.0 / (1.0 + (-1.5 * (score - self.bar)).exp())
    }

    /// How much its style speaks for a candidate (above zero) or against it, by the *other* candidates.
    fn says(&self, style: Style, score: f32) -> f32 {
        let degree = self.degree(score);
        let values = style.values().into_iter().enumerate();
        let sum: f32 = values
            .map(|(attribute, value)| self.one(attribute, value, degree))
            .sum();
        sum.clamp(-MOST, MOST)
    }

    fn one(&self, attribute: usize, value: usize, degree: f32) -> f32 {
        let h = (self.heading[attribute][value] - degree).max(0.0);
        let o = (self.other[attribute][value] - (1.0 - degree)).max(0.0);
        let (headings, others) = (
            (self.headings - degree).max(0.0),
            (self.others - 1.0 + degree).max(0.0),
        );
        let pooled = SMOOTHING * (h + o + 0.5) / (headings + others + 1.0);
        let ratio = ((h + pooled) / (headings + SMOOTHING)) / ((o + pooled) / (others + SMOOTHING));
        ratio.ln().clamp(-MOST_BY_ONE, MOST_BY_ONE)
    }
}

/// The score at which a candidate is as much a heading as not: a little below the best ones.
fn bar(kinds: &[Kind]) -> f32 {
    let mut good: Vec<&Kind> = kinds.iter().filter(|kind| kind.score >= ENOUGH).collect();
    good.sort_by(|a, b| b.score.total_cmp(&a.score));
    let number: u32 = good.iter().map(|kind| kind.number).sum();
    let best = number.min(3 + number / 8);
    if best == 0 {
        return ENOUGH;
    }
    let (mut left, mut sum) = (best, 0.0);
    for kind in good {
        let taken = kind.number.min(left);
        left -= taken;
        sum += taken as f32 * kind.score;
    }
    (sum / best as f32 - BELOW_BEST).max(ENOUGH)
}
