//! Which numbers count: those that go on, 1, 2, 3, with text between them.

use super::candidate::Candidate;
use super::features::Feature;
use super::number::{Mark, Number};
use super::plain::Page;

/// How numbers are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Arabic,
    Roman,
    Letter,
}

/// Chains that are looked at for the next number.
const OPEN_CHAINS: usize = 64;

/// Units behind a number in which text is looked for.
const FARTHEST: usize = 9;

/// A chain of numbers that follow each other.
struct Chain {
    key: (Kind, Mark, u8),
    last: u32,
    members: Vec<usize>,
}

/// For each candidate, what its number says.
pub(super) fn of(page: &Page<'_>) -> Vec<Option<Feature>> {
    let candidates = &page.candidates;
    let mut chains: Vec<Chain> = Vec::new();
    for (i, candidate) in candidates.iter().enumerate() {
        if let Some(number) = candidate.shape.number {
            add(&mut chains, candidates, i, &number);
        }
    }
    let mut features: Vec<Option<Feature>> = candidates
        .iter()
        .map(|c| {
            c.shape
                .number
                .filter(|n| n.mark != Mark::Bare)
                .map(|_| Feature::LooseNumber)
        })
        .collect();
    chains.sort_by_key(|chain| chain.members.len());
    for chain in &chains {
        if counts(chain, page) {
            for &member in &chain.members {
                features[member] = Some(feature(chain.key));
            }
        }
    }
    features
}

/// Adds a number, in each of its readings, to the chain that it continues, or starts one.
fn add(chains: &mut Vec<Chain>, candidates: &[Candidate], i: usize, number: &Number) {
    let readings = [
        (Kind::Arabic, number.arabic),
        (Kind::Roman, number.roman),
        (Kind::Letter, number.letter),
    ];
    for (kind, value) in readings {
        let Some(value) = value else { continue };
        let key = (kind, number.mark, number.depth);
        let from = chains.len().saturating_sub(OPEN_CHAINS);
        let goes_on = |chain: &Chain| chain.key == key && chain.last + 1 == value;
        // A list inside a section is numbered as the sections are: the chain with lines of the same look goes first.
        let look = |at: usize| (candidates[at].shape.case, candidates[at].shape.end);
        let alike = |chain: &Chain| {
            chain
                .members
                .last()
                .is_some_and(|&last| look(last) == look(i))
        };
        let found = (chains[from..]
            .iter_mut()
            .enumerate()
            .filter(|(_, chain)| goes_on(chain)))
        .max_by_key(|(at, chain)| (alike(chain), *at));
        if let Some((_, chain)) = found {
            chain.last = value;
            chain.members.push(i);
        } else {
            chains.push(Chain {
                key,
                last: value,
                members: vec![i],
            });
        }
    }
}

/// Whether a chain numbers headings.
fn counts(chain: &Chain, page: &Page<'_>) -> bool {
    // "Chapter 4" and a line of nothing but "XXIV" need no second to be headings.
    let alone = |&m: &usize| {
        page.candidates[m]
            .shape
            .number
            .is_some_and(|n| n.roman.is_some())
            && page.candidates[m].is_bare_number()
    };
    if matches!(chain.key.1, Mark::Word(_)) || chain.members.iter().all(alone) {
        return true;
    }
    // A part of a longer text may begin with section 7; then it takes three to be sure.
    let members = chain.members.len() as u32;
    let starts = chain.last + 1 - members <= 2;
    members >= if starts { 2 } else { 3 } && has_text(chain, page)
}

/// Whether text follows most of the numbers, up to the next.
fn has_text(chain: &Chain, page: &Page<'_>) -> bool {
    let unit = |m: usize| page.candidates[m].unit;
    let followed = |n: usize, m: usize| {
        // Behind the last number, text is looked for as far as it can be expected.
        let next = chain
            .members
            .get(n + 1)
            .map_or(unit(m) + 3, |&next| unit(next));
        let until = next.min(unit(m) + FARTHEST).min(page.units.len());
        (unit(m) + 1..until).any(|i| page.is_prose(i) && !is_numbered(page, i))
    };
    let members = chain.members.iter().enumerate();
    2 * members.filter(|&(n, &m)| followed(n, m)).count() >= chain.members.len()
}

fn is_numbered(page: &Page<'_>, unit: usize) -> bool {
    page.candidate(unit)
        .is_some_and(|c| c.shape.number.is_some())
}

fn feature((kind, mark, depth): (Kind, Mark, u8)) -> Feature {
    match (kind, mark) {
        (_, Mark::Word(_)) => Feature::SequenceWord,
        _ if depth > 1 => Feature::SequenceDecimal,
        (Kind::Arabic, _) => Feature::SequenceNumber,
        (Kind::Roman, _) => Feature::SequenceRoman,
        (Kind::Letter, _) => Feature::SequenceLetter,
    }
}
