//! Levels of the headings of plain text: which are sections and which are parts of one.
//!
//! Headings of one look are of one level. Looks are put in order by what outranks what in print: *Part* before
//! *Chapter*, a double underline before a single one, capitals before small letters, `1.` before `1.1`. Where
//! numbers of several kinds occur, the kind that comes first in the text is the higher one, as it must be where
//! one contains the other. Unnumbered headings in a numbered text are lower, unless they bear a common name
//! (*Introduction*, *Conclusion*).

use super::candidate::Candidate;
use super::features::Feature;
use super::number::Mark;
use super::shape::{Case, End};

/// Lowest level.
const LOWEST: u8 = 6;

/// Level of sections; the title has 1.
const SECTION: u8 = 2;

/// The look of a heading; the smaller, the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    word: u8,
    underline: u8,
    small: bool,
    number: usize,
    depth: u8,
    below_number: bool,
    stop: bool,
}

/// The level of each heading, the title not among them.
pub(super) fn of(headings: &[&Candidate]) -> Vec<u8> {
    let mut kinds = Vec::new();
    for heading in headings {
        if let Some(kind) = number_kind(heading)
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    let looks: Vec<Look> = headings
        .iter()
        .map(|heading| look(heading, &kinds))
        .collect();
    let worded = looks.iter().any(|look| look.word < u8::MAX);
    let named =
        |heading: &Candidate| heading.shape.known && heading.shape.number.is_none() && !worded;
    let mut order: Vec<Look> = (headings.iter().zip(&looks))
        .filter(|(heading, _)| !named(heading))
        .map(|(_, look)| *look)
        .collect();
    order.sort_unstable();
    order.dedup();
    headings
        .iter()
        .zip(looks)
        .map(|(heading, look)| {
            let rank = order.partition_point(|other| *other < look);
            let rank = if named(heading) {
                0
            } else {
                u8::try_from(rank).unwrap_or(LOWEST)
            };
            LOWEST.min(SECTION.saturating_add(rank))
        })
        .collect()
}

fn look(heading: &Candidate, kinds: &[(Feature, Mark)]) -> Look {
    let shape = &heading.shape;
    let kind = number_kind(heading);
    Look {
        word: word(heading),
        underline: heading.underline.map_or(3, |c| match c {
            '=' | '#' => 0,
            '*' | '"' => 1,
            _ => 2,
        }),
        small: shape.case != Case::Caps && shape.words > 0,
        number: kinds
            .iter()
            .position(|k| Some(*k) == kind)
            .unwrap_or(kinds.len()),
        depth: shape.number.map_or(0, |n| n.depth),
        below_number: shape.number.is_none() && heading.features.has(Feature::BelowNumber),
        stop: shape.end == End::Stop,
    }
}

/// Rank of a numbering word: parts before chapters before sections.
fn word(heading: &Candidate) -> u8 {
    match heading.shape.number.map(|n| n.mark) {
        Some(Mark::Word(word)) if heading.features.has(Feature::SequenceWord) => Mark::rank(word),
        _ => u8::MAX,
    }
}

/// How a heading is numbered, parts of one number (`1.` and `1.1`) being of one kind.
fn number_kind(heading: &Candidate) -> Option<(Feature, Mark)> {
    const KINDS: [Feature; 4] = [
        Feature::SequenceDecimal,
        Feature::SequenceNumber,
        Feature::SequenceRoman,
        Feature::SequenceLetter,
    ];
    let kind = KINDS.into_iter().find(|kind| heading.features.has(*kind))?;
    let mark = heading.shape.number?.mark;
    match kind {
        Feature::SequenceDecimal | Feature::SequenceNumber
            if matches!(mark, Mark::Bare | Mark::Dot) =>
        {
            Some((Feature::SequenceNumber, Mark::Dot))
        }
        _ => Some((kind, mark)),
    }
}
