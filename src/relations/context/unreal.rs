//! What did not come about: "would have signed", "had they signed", "almost signed".

use super::factor;
use crate::relations::clauses::Kind;
use crate::relations::columns::bits;
use crate::relations::compose::Unit;
use crate::relations::grammar::Mark;
use crate::relations::morphology::Form;
use crate::relations::scan::{WordAt, Work};

/// Words before an event in which "almost" counts.
const ALMOST: usize = 4;

/// Words before an event in which "would have" counts.
const PERFECT: usize = 5;

/// Whether the sentence tells what would have been.
pub(super) fn supposes(work: &Work) -> bool {
    work.union & Mark::Unreal.bit() != 0 && perfect(&work.words)
}

/// What is left of the weight of an event that did not come about; `None` if it may have. `supposes` is what
/// [`supposes`] says of the sentence.
pub(super) fn left(work: &Work, unit: &Unit, supposes: bool) -> Option<f64> {
    // Most sentences have none of these words.
    if !supposes && work.union & Mark::Almost.bit() == 0 {
        return None;
    }
    let clause = work.clauses[unit.head];
    let begun = work.clauses[..unit.head]
        .iter()
        .rposition(|other| other.number != clause.number)
        .map_or(0, |last| last + 1);
    let before =
        |number: usize| &work.words[begun.max(unit.head.saturating_sub(number))..unit.head];
    // "Trade would have grown": the words may stand between those of the event.
    let within = &work.words[unit.start..unit.end];
    let condition = clause.kind == Kind::Condition;
    if supposes && (condition || perfect(before(PERFECT)) || perfect(within)) {
        return Some(match unit.weight > 0.0 {
            true => factor::UNFULFILLED,
            false => factor::UNREAL,
        });
    }
    let almost =
        unit.form != Form::Noun && !unit.is_object() && (almost(before(ALMOST)) || almost(within));
    almost.then_some(factor::UNREAL)
}

/// Whether "would have" is among the words ("would have to" is not).
fn perfect(words: &[WordAt]) -> bool {
    let between = Mark::Negator.bit() | Mark::Ceased.bit() | bits::ADVERB;
    let mut places = (0..words.len()).filter(|&at| words[at].is(Mark::Unreal.bit()));
    places.any(|at| {
        let mut behind = words[at + 1..].iter().skip_while(|word| word.is(between));
        let have = behind.next().is_some_and(|word| word.is(Mark::Have.bit()));
        have && !behind.next().is_some_and(|word| word.is(Mark::To.bit()))
    })
}

/// Whether "almost" stands there and says so of the verb behind the words, not of a number or of another adverb.
fn almost(words: &[WordAt]) -> bool {
    let other = Mark::Determiner.bit() | Mark::Negator.bit() | bits::NUMBER | bits::ADVERB;
    let place = words.iter().rposition(|word| word.is(Mark::Almost.bit()));
    place.is_some_and(|at| !words[at + 1..].iter().any(|word| word.is(other)))
}
