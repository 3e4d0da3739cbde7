//! Composition: operators find their objects, and the object decides the sign.
//!
//! Operators are read from right to left, so that what is built behind one ("the lifting of sanctions") can be the
//! object of the one before it ("rejected the lifting of sanctions"). Nouns come first: what they build can also be the
//! subject of a verb behind them ("the lifting of sanctions continued").

mod seek;
mod unit;

use super::columns::bits;
use super::grammar::Mark;
use super::lexicon::{Lexicon, Outcome, Shape, Sign, Strength, Target};
use super::morphology::Form;
use super::scan::{Group, Hit, WordAt, Work};
use seek::{compounded, seek};
use std::ops::Range;
pub(crate) use unit::{Kindred, Unit};

/// What is left of a weight that a negator turns.
pub(crate) const NEGATED: f64 = -0.6;

/// Adds composed units to those of a sentence, and leaves those that count, in the order of their heads.
pub(crate) fn compose(work: &Work, lexicon: &Lexicon, units: &mut Vec<Unit>) {
    for nouns in [true, false] {
        // The operators of one place together: its words may belong to several ("withdraw troops", "withdraw from talks").
        for group in work.groups.iter().rev() {
            if leads_noun_phrase(work, units, group) == nouns {
                let operators = &work.operators[group.operators.clone()];
                apply(work, lexicon, units, operators);
            }
        }
    }
    if !work.groups.is_empty() {
        units.sort_by_key(|unit| (unit.head, unit.end));
    }
    drop_mentions(units);
}

/// Whether all that begins at a word is a noun with a preposition behind it ("the lifting of").
fn leads_noun_phrase(work: &Work, units: &[Unit], group: &Group) -> bool {
    let preposition = |at: usize| {
        work.words
            .get(at)
            .is_some_and(|word| word.is(Mark::Preposition.bit()))
    };
    let leads = |form: Form, end: usize| match form {
        Form::Noun => preposition(end),
        Form::Exact => preposition(end - 1),
        _ => false,
    };
    let mut operators = work.operators[group.operators.clone()].iter();
    let mut units = units[group.units.clone()].iter();
    operators.all(|(hit, _)| leads(hit.form, hit.end))
        && units.all(|unit| leads(unit.form, unit.end))
}

/// Drops what is part of another unit, nouns inside an event, and all but the longest of the events that begin at one
/// word: a trigger counts once.
fn drop_mentions(units: &mut Vec<Unit>) {
    // How far the events before reach. The units are in the order of their heads, and a noun is its own head.
    let mut reach = 0;
    for index in 0..units.len() {
        let (before, from) = units.split_at_mut(index);
        let unit = &mut from[0];
        if unit.is_object() {
            unit.used |= unit.end <= reach;
        } else if !unit.used {
            reach = reach.max(unit.end);
            let inside = before.iter_mut().rev();
            for other in inside.take_while(|other| other.head >= unit.start) {
                other.used |= match other.is_object() {
                    true => other.end <= unit.end,
                    false => other.head == unit.head && other.end < unit.end,
                };
            }
        }
    }
    let mut last = None;
    units.retain(|unit| !unit.used && last.replace(unit.head) != Some(unit.head));
}

/// What an operator found.
struct Found {
    hit: Hit,
    operator: u16,
    object: Option<usize>,
    /// A negator stands between operator and object ("pledged not to attack").
    negated: bool,
    outcome: Outcome,
    /// How specific the outcome is; lower is more so.
    rank: usize,
}

/// Lets the operators that begin at one word find their object; the one with the most to say about it counts.
fn apply(work: &Work, lexicon: &Lexicon, units: &mut Vec<Unit>, operators: &[(Hit, u16)]) {
    let mut best: Option<Found> = None;
    for (hit, id) in operators {
        let describes = attributive(work, hit.form, hit.start..hit.end);
        if describes && lexicon.operator(*id).shape == Shape::Transitive {
            continue;
        }
        let Some(found) = find(work, lexicon, units, hit, *id) else {
            continue;
        };
        if best.as_ref().is_none_or(|b| found.rank < b.rank) {
            best = Some(found);
        }
    }
    let Some(found) = best else { return };
    let unit = composite(work, lexicon, units, &found);
    let hit = found.hit;
    // A word that is also an object or event of its own gives way.
    units
        .iter_mut()
        .filter(|u| u.start == hit.start && u.end <= hit.end)
        .for_each(|u| u.used = true);
    units.push(unit);
}

/// The unit of an operator with its object, whose own units are then used up.
fn composite(work: &Work, lexicon: &Lexicon, units: &mut [Unit], found: &Found) -> Unit {
    let mut unit = Unit::new(&found.hit, Kindred::Composite(found.operator));
    unit.negated = found.negated;
    if let Some(index) = found.object {
        let (from, to) = (units[index].start, units[index].end);
        let same = |u: &&mut Unit| (u.start >= from && u.end <= to) || compounded(work, u, from);
        units.iter_mut().filter(same).for_each(|u| u.used = true);
        let object = &units[index];
        unit.object = Some((object.start, object.end));
        unit.object_entry = Some(object.object_entry.unwrap_or(object.entry));
        unit.start = unit.start.min(object.start);
        unit.end = unit.end.max(object.end);
        // A deal can be struck by a carpenter, a war cannot be ended by one.
        unit.strength = match object.strength {
            Strength::Strong => Strength::Strong,
            _ => Strength::Weak,
        };
        unit.code = object.code;
        unit.weight = if found.negated {
            object.weight * NEGATED
        } else {
            object.weight
        };
    }
    match found.outcome {
        Outcome::Code(code) => (unit.code, unit.weight) = (code, lexicon.code(code).weight),
        Outcome::Keep => {}
        Outcome::Flip => unit.weight = -unit.weight,
        Outcome::Nothing => unit.weight = 0.0,
    }
    unit
}

/// The keys under which an operator's table may hold the object, most specific first.
fn keys(unit: &Unit, negated: bool, lexicon: &Lexicon) -> [Target; 3] {
    let sign = Sign::of(if negated { -unit.weight } else { unit.weight });
    match unit.kind {
        Kindred::Object(_) if negated => {
            [Target::event(sign), Target::event(sign), Target::sign(sign)]
        }
        Kindred::Object(class) => [
            Target::class(class),
            Target::class(class),
            Target::sign(lexicon.class(class).sign),
        ],
        Kindred::Composite(operator) => [
            Target::operator(operator),
            Target::event(sign),
            Target::sign(sign),
        ],
        Kindred::Event => [Target::event(sign), Target::event(sign), Target::sign(sign)],
    }
}

/// Whether words are a participle between an article or adjective and its noun ("the besieging army").
pub(crate) fn attributive(work: &Work, form: Form, words: Range<usize>) -> bool {
    let describes = Mark::Determiner.bit()
        | Mark::Adjective.bit()
        | bits::ADJECTIVE
        | bits::POSSESSIVE
        | bits::NUMBER;
    let ends = Mark::Preposition.bit()
        | Mark::Determiner.bit()
        | Mark::To.bit()
        | Mark::Be.bit()
        | Mark::Have.bit()
        | Mark::Will.bit()
        | Mark::Modal.bit()
        | Mark::And.bit();
    let noun =
        |word: &WordAt| !word.is(ends | bits::PUNCTUATION | bits::ADVERB | bits::ED | bits::NUMBER);
    let (before, behind) = (words.start.checked_sub(1), work.words.get(words.end));
    form == Form::Present
        && words.len() == 1
        && before.is_some_and(|at| work.words[at].is(describes))
        && behind.is_some_and(noun)
}

/// Finds what an operator applies to, and what comes of it.
fn find(work: &Work, lexicon: &Lexicon, units: &[Unit], hit: &Hit, id: u16) -> Option<Found> {
    let judge = |unit: &Unit| {
        let behind = unit.head >= hit.end;
        let negated = behind && negators(work, unit, hit.end) % 2 == 1;
        lexicon
            .outcome(id, &keys(unit, negated, lexicon))
            .map(|(outcome, rank)| (outcome, rank, negated))
    };
    let takes = |unit: &Unit| judge(unit).is_some();
    let object = seek(work, lexicon, units, hit, id, &takes);
    let (outcome, rank, negated) = match object {
        Some(index) => judge(&units[index])?,
        None => lexicon
            .outcome(id, &[Target::ALONE])
            .map(|(outcome, _)| (outcome, 3, false))?,
    };
    Some(Found {
        hit: *hit,
        operator: id,
        object,
        negated,
        outcome,
        rank,
    })
}

/// Number of negators between word `from` and a unit; "no" before a noun is left to the context.
fn negators(work: &Work, unit: &Unit, from: usize) -> usize {
    let set = match unit.is_object() {
        true => Mark::Fail.bit() | Mark::Negator.bit() | Mark::Ceased.bit(),
        false => {
            Mark::Negator.bit()
                | Mark::Ceased.bit()
                | Mark::Fail.bit()
                | Mark::No.bit()
                | Mark::Without.bit()
        }
    };
    if work.union & set == 0 {
        return 0;
    }
    let between = work.words[from..unit.head].iter();
    between.filter(|w| w.is(set)).count()
}
