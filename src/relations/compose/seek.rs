//! Where an operator finds its object: behind a verb, before a passive, behind "of", inside its own phrase.

use super::Unit;
use crate::relations::clauses::Kind;
use crate::relations::columns::bits;
use crate::relations::grammar::Mark;
use crate::relations::lexicon::{Lexicon, Shape};
use crate::relations::morphology::Form;
use crate::relations::scan::{Hit, Work};

/// How far to the right a verb looks for its object, in words.
const RIGHT: usize = 10;
/// How far to the right a noun looks for its object.
const OF: usize = 7;
/// How far to the left a passive or intransitive verb looks for its subject.
const LEFT: usize = 14;

/// The unit an operator applies to, among those it can take.
pub(super) fn seek(
    work: &Work,
    lexicon: &Lexicon,
    units: &[Unit],
    hit: &Hit,
    id: u16,
    takes: &dyn Fn(&Unit) -> bool,
) -> Option<usize> {
    if !hit.form.is_verb() && hit.form != Form::Exact {
        return to_the_right(work, units, hit, OF, true, takes)
            .or_else(|| compound(units, hit, takes));
    }
    if hit.form == Form::Past && passive(work, hit) {
        return to_the_left(work, units, hit, takes)
            .or_else(|| to_the_right(work, units, hit, RIGHT, false, takes));
    }
    let shape = lexicon.operator(id).shape;
    if shape == Shape::Subject {
        let alone = hit.form == Form::Exact || hit.own != 1 || intransitive(work, hit);
        return if alone {
            to_the_left(work, units, hit, takes)
        } else {
            None
        };
    }
    // "Rule ended in 1947 with the division": what hangs on an intransitive verb is no object.
    let alone = shape == Shape::Ergative && intransitive(work, hit);
    let reach = if alone { 0 } else { RIGHT };
    let right =
        inside(units, hit, takes).or_else(|| to_the_right(work, units, hit, reach, false, takes));
    match right {
        None if shape == Shape::Ergative
            && !infinitive(work, hit)
            && !goes_on(work, hit)
            && !governs(work, hit) =>
        {
            to_the_left(work, units, hit, takes)
        }
        found => found,
    }
}

/// Whether "to" stands before a verb: then what stands before that is not its subject.
fn infinitive(work: &Work, hit: &Hit) -> bool {
    let before = hit.start.checked_sub(1).map(|at| work.words[at]);
    hit.form == Form::Base && before.is_some_and(|word| word.is(Mark::To.bit()))
}

/// Whether an infinitive follows a verb ("continue to be killed"): it tells what the subject does.
fn goes_on(work: &Work, hit: &Hit) -> bool {
    let behind = work.words.get(hit.end);
    behind.is_some_and(|word| word.is(Mark::To.bit()))
}

/// Whether what an operator applies to stands behind it, known or not: an article follows, or the turn of phrase ends
/// in a preposition ("put an end to").
fn governs(work: &Work, hit: &Hit) -> bool {
    let last = work.words[hit.end - 1];
    let ends = last.is(Mark::Preposition.bit() | Mark::To.bit());
    let behind = work.words.get(hit.end);
    let object = behind.is_some_and(|word| word.is(Mark::Determiner.bit()));
    object || (ends && hit.own != 1)
}

/// Whether no object can follow: the clause ends behind the verb, or goes on with a preposition or adverb.
fn intransitive(work: &Work, hit: &Hit) -> bool {
    let ends = bits::PUNCTUATION | bits::ADVERB | bits::NUMBER;
    let marks = [
        Mark::Preposition,
        Mark::Means,
        Mark::And,
        Mark::Background,
        Mark::Contrast,
        Mark::Concession,
        Mark::To,
    ];
    let set = marks.iter().fold(ends, |set, mark| set | mark.bit());
    work.words.get(hit.end).is_none_or(|word| word.is(set))
}

/// Whether a participle is passive: a form of "be" before it, or "by" behind it.
fn passive(work: &Work, hit: &Hit) -> bool {
    let be = work.words[..hit.start]
        .iter()
        .rev()
        .take(4)
        .take_while(|w| !w.is(bits::PUNCTUATION))
        .any(|w| w.is(Mark::Be.bit()));
    be && !work.words[..hit.start]
        .last()
        .is_some_and(|w| w.is(Mark::To.bit()))
}

/// The first unit behind an operator that it can take, before the clause ends; one that hangs on a preposition only if
/// there is no other ("demanded of the parties to allow access").
fn to_the_right(
    work: &Work,
    units: &[Unit],
    hit: &Hit,
    reach: usize,
    of: bool,
    takes: &dyn Fn(&Unit) -> bool,
) -> Option<usize> {
    let words = &work.words;
    let first = words.get(hit.end)?;
    if of && !first.is(Mark::Preposition.bit() | Mark::To.bit()) {
        return None;
    }
    if first.is(Mark::And.bit()) {
        return None;
    }
    let mut hanging = None;
    for at in hit.end..words.len().min(hit.end + reach) {
        if stops(work, at, hit) {
            break;
        }
        if !words[at].is(bits::BEGINS) {
            continue;
        }
        let Some(index) = longest_at(units, at, takes) else {
            continue;
        };
        let finite = matches!(units[index].form, Form::Past | Form::Third);
        if finite && !units[index].is_object() {
            break;
        }
        let index = last_of_compound(units, index);
        if !takes(&units[index]) {
            continue;
        }
        let between = &words[hit.end..at];
        if of || !between.iter().any(|w| w.is(Mark::Preposition.bit())) {
            return Some(index);
        }
        if !between.iter().any(|w| w.is(Mark::Place.bit())) {
            hanging = hanging.or(Some(index));
        }
    }
    hanging
}

/// The last unit in the gap of an operator's own pattern ("brought the war to an end").
fn inside(units: &[Unit], hit: &Hit, takes: &dyn Fn(&Unit) -> bool) -> Option<usize> {
    if hit.end - hit.start < 3 {
        return None;
    }
    let within = |u: &Unit| u.start > hit.start && u.end < hit.end && !u.used && takes(u);
    units.iter().rposition(within)
}

/// The longest unit that begins at a word and is not used up; of several readings of a word, one the operator takes.
fn longest_at(units: &[Unit], at: usize, takes: &dyn Fn(&Unit) -> bool) -> Option<usize> {
    let here = units
        .iter()
        .enumerate()
        .filter(|(_, u)| u.start == at && !u.used);
    let better = |a: &Unit, b: &Unit| {
        let by_length = a.end.cmp(&b.end);
        by_length.then_with(|| (takes(a), a.is_object()).cmp(&(takes(b), b.is_object())))
    };
    // Of equals, the first.
    here.rev()
        .max_by(|(_, a), (_, b)| better(a, b))
        .map(|(index, _)| index)
}

/// Whether a search to the right must stop at a word.
fn stops(work: &Work, at: usize, hit: &Hit) -> bool {
    let word = work.words[at];
    if word.is(bits::COMMA) {
        return !work
            .words
            .get(at + 1)
            .is_some_and(|w| w.is(Mark::Adjective.bit() | bits::ADJECTIVE));
    }
    let here = work.clauses[hit.start];
    let there = work.clauses[at];
    word.is(bits::HARD | Mark::Means.bit() | Mark::And.bit())
        || (there.number != here.number && there.kind != Kind::Main)
}

/// Of nouns that follow one another without a break ("peace treaty violations"), the last is the head.
fn last_of_compound(units: &[Unit], index: usize) -> usize {
    let mut last = index;
    while units[last].is_object() {
        let follows = |u: &Unit| u.start == units[last].end && !u.used && u.is_object();
        let next = units.iter().position(follows);
        match next {
            Some(next) => last = next,
            None => break,
        }
    }
    last
}

/// Whether a unit ends where the noun at `start` begins, as part of the same compound ("arms" of "arms embargo").
pub(super) fn compounded(work: &Work, unit: &Unit, start: usize) -> bool {
    !unit.form.is_verb() && unit.end == start && !work.words[start].is(bits::PUNCTUATION)
}

/// The noun right before an operator that is a noun ("sanctions relief").
fn compound(units: &[Unit], hit: &Hit, takes: &dyn Fn(&Unit) -> bool) -> Option<usize> {
    units
        .iter()
        .position(|u| u.end == hit.start && !u.used && u.is_object() && takes(u))
}

/// The head of the subject: the first noun of the clause that hangs on no preposition, else the nearest noun.
fn to_the_left(
    work: &Work,
    units: &[Unit],
    hit: &Hit,
    takes: &dyn Fn(&Unit) -> bool,
) -> Option<usize> {
    let number = work.clauses[hit.start].number;
    let from = (hit.start.saturating_sub(LEFT)..hit.start)
        .find(|&at| work.clauses[at].number == number)?;
    let inside = |unit: &Unit| {
        unit.start >= from
            && unit.end <= hit.start
            && !unit.used
            && work.clauses[unit.start].number == number
            && takes(unit)
    };
    let mut nearest = None;
    for (index, unit) in units.iter().enumerate() {
        let verb = unit.form.is_verb() && unit.form != Form::Present;
        if verb || !inside(unit) {
            continue;
        }
        let free = !hangs(work, unit.start);
        let better = nearest.is_none_or(|(_, f, start)| {
            (
                free,
                if free {
                    usize::MAX - unit.start
                } else {
                    unit.start
                },
            ) > (f, if f { usize::MAX - start } else { start })
        });
        if better {
            nearest = Some((index, free, unit.start));
        }
    }
    nearest.map(|(index, ..)| last_of_compound(units, index))
}

/// Whether a preposition governs the noun at a word: it stands before it, articles and adjectives left out.
fn hangs(work: &Work, at: usize) -> bool {
    for word in work.words[..at].iter().rev().take(5) {
        if word.is(Mark::Preposition.bit() | Mark::To.bit()) {
            return true;
        }
        if word.is(bits::PUNCTUATION | Mark::Be.bit() | Mark::Have.bit() | Mark::Determiner.bit())
            && !word.is(Mark::Determiner.bit())
        {
            return false;
        }
    }
    false
}
