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

/// Values of the attributes of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Style([u8; ATTRIBUTES]);

impl Style {
    /// The attributes of a candidate.
    pub(super) fn of(text: &str, candidate: &Candidate, unit: &Unit) -> Self {
        let shape = &candidate.shape;
        let last = unit.span.of(text).chars().next_back().unwrap_or(' ');
        Self([
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
        ])
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
pub(super) fn compare(candidates: Vec<(Style, f32)>) -> Vec<(f32, f32)> {
    let (kinds, kind_of) = kinds(candidates);
    let mut scored = kinds.clone();
    let mut says = vec![0.0; kinds.len()];
    for _ in 0..ROUNDS {
        let learned = Learned::from(&scored, &kind_of);
        for (i, (style, score)) in kinds.iter().enumerate() {
            says[i] = learned.says(style, scored[i].1);
            scored[i].1 = score + says[i];
        }
    }
    kind_of
        .into_iter()
        .map(|i| (says[i], scored[i].1))
        .collect()
}

/// The distinct candidates, and which of them each one is: what holds for one holds for all that are alike.
fn kinds(candidates: Vec<(Style, f32)>) -> (Vec<(Style, f32)>, Vec<usize>) {
    let mut known: HashMap<(Style, u32), usize> = HashMap::new();
    let mut kinds = Vec::new();
    let kind_of = candidates.into_iter().map(|(style, score)| {
        *known.entry((style, score.to_bits())).or_insert_with(|| {
            kinds.push((style, score));
            kinds.len() - 1
        })
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
    /// Learns from scored candidates, given as distinct ones and which of them each is.
    fn from(kinds: &[(Style, f32)], kind_of: &[usize]) -> Self {
        let mut learned = Self {
            heading: [[0.0; VALUES]; ATTRIBUTES],
            other: [[0.0; VALUES]; ATTRIBUTES],
            headings: 0.0,
            others: 0.0,
            bar: bar(kind_of.iter().map(|&kind| kinds[kind].1)),
        };
        let degrees: Vec<f32> = kinds.iter().map(|kind| learned.degree(kind.1)).collect();
        for &kind in kind_of {
            let (style, degree) = (&kinds[kind].0, degrees[kind]);
            learned.headings += degree;
            learned.others += 1.0 - degree;
            for (attribute, &value) in style.0.iter().enumerate() {
                learned.heading[attribute][usize::from(value)] += degree;
                learned.other[attribute][usize::from(value)] += 1.0 - degree;
            }
        }
        learned
    }

    /// How much a candidate counts as a heading, 0 to 1.
    fn degree(&self, score: f32) -> f32 {
        1.0 / (1.0 + (-1.5 * (score - self.bar)).exp())
    }

    /// How much its style speaks for a candidate (above zero) or against it, by the *other* candidates.
    fn says(&self, style: &Style, score: f32) -> f32 {
        let degree = self.degree(score);
        let sum: f32 = style
            .0
            .iter()
            .enumerate()
            .map(|(attribute, &value)| self.one(attribute, usize::from(value), degree))
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
fn bar(scores: impl Iterator<Item = f32>) -> f32 {
    let mut scores: Vec<f32> = scores.filter(|score| *score >= ENOUGH).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let best = &scores[..scores.len().min(3 + scores.len() / 8)];
    if best.is_empty() {
        return ENOUGH;
    }
    let mean = best.iter().sum::<f32>() / best.len() as f32;
    (mean - BELOW_BEST).max(ENOUGH)
}
