//! Composition: operators find their objects, and the object decides the sign.
//!
//! Operators are read from right to left, so that what is built behind one ("the lifting of sanctions") can be the
//! object of the one before it ("rejected the lifting of sanctions"). Nouns come first: what they build can also be the
//! subject of a verb behind them ("the lifting of sanctions continued").

use super::clauses::Kind;
use super::columns::bits;
use super::grammar::Mark;
use super::lexicon::{Lexicon, Outcome, Role, Shape, Sign, Strength, Target};
use super::morphology::Form;
use super::scan::{Hit, Work};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kindred {
    /// A noun of a class.
    Object(u16),
    /// An event of its own.
    Event,
    /// An operator with its object.
    Composite(u16),
}

/// A piece of meaning: an event, an object, or an operator with its object.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The word that decides where the unit stands in the sentence.
    pub(crate) head: usize,
    /// First word of the object and the word behind it, for composed units.
    pub(crate) object: Option<(usize, usize)>,
    pub(crate) kind: Kindred,
    pub(crate) form: Form,
    pub(crate) entry: u32,
    /// The entry of the object, for composed units.
    pub(crate) object_entry: Option<u32>,
    pub(crate) code: u16,
    pub(crate) weight: f64,
    pub(crate) strength: Strength,
    /// Its object is negated.
    pub(crate) negated: bool,
    /// Part of another unit.
    pub(crate) used: bool,
}

/// What is left of a weight that a negator turns.
pub(crate) const NEGATED: f64 = -0.6;

/// How far to the right a verb looks for its object, in words.
const RIGHT: usize = 10;
/// How far to the right a noun looks for its object.
const OF: usize = 7;
/// How far to the left a passive or intransitive verb looks for its subject.
const LEFT: usize = 14;

/// The units of a sentence, in the order of their heads.
pub(crate) fn compose(work: &Work, lexicon: &Lexicon) -> Vec<Unit> {
    let mut units = Vec::with_capacity(work.hits.len() + 4);
    units.extend(work.hits.iter().filter_map(|hit| simple(hit, lexicon)));
    for nouns in [true, false] {
        // The operators of one place together: its words may belong to several ("withdraw troops", "withdraw from talks").
        for hits in work.hits.chunk_by(|a, b| a.start == b.start).rev() {
            if hits.iter().all(|hit| leads_noun_phrase(work, hit)) == nouns {
                apply(work, lexicon, &mut units, hits);
            }
        }
    }
    units.retain(|unit| !unit.used);
    units.sort_by_key(|unit| (unit.head, unit.end));
    drop_mentions(&mut units);
    units
}

/// Whether a hit is a noun with a preposition behind it ("the lifting of").
fn leads_noun_phrase(work: &Work, hit: &Hit) -> bool {
    let preposition = |at: usize| {
        work.words
            .get(at)
            .is_some_and(|word| word.is(Mark::Preposition.bit()))
    };
    match hit.form {
        Form::Noun => preposition(hit.end),
        Form::Exact => preposition(hit.end - 1),
        _ => false,
    }
}

/// Drops nouns inside an event, and all but the longest of the events that begin at one word: a trigger counts once.
fn drop_mentions(units: &mut Vec<Unit>) {
    let is_object = |unit: &Unit| matches!(unit.kind, Kindred::Object(_));
    let spans: Vec<(usize, usize, usize)> = units
        .iter()
        .filter(|u| !is_object(u))
        .map(|u| (u.start, u.end, u.head))
        .collect();
    units.retain(|u| match is_object(u) {
        true => !spans
            .iter()
            .any(|&(from, to, _)| from <= u.start && u.end <= to),
        false => !spans
            .iter()
            .any(|&(_, to, head)| head == u.head && u.end < to),
    });
    units.dedup_by_key(|u| u.head);
}

/// The unit of an object or event.
fn simple(hit: &Hit, lexicon: &Lexicon) -> Option<Unit> {
    let (kind, code, strength) = match hit.role {
        Role::Object(class) => (
            Kindred::Object(class),
            lexicon.class(class).code,
            lexicon.class(class).strength,
        ),
        Role::Event { code, strength } => (Kindred::Event, code, strength),
        _ => return None,
    };
    let silent =
        matches!(kind, Kindred::Object(class) if lexicon.class(class).sign == Sign::Neutral);
    Some(Unit {
        start: hit.start,
        end: hit.end,
        head: hit.start,
        object: None,
        kind,
        form: hit.form,
        entry: hit.entry,
        object_entry: None,
        code,
        weight: if silent {
            0.0
        } else {
            lexicon.code(code).weight
        },
        strength,
        negated: false,
        used: false,
    })
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
fn apply(work: &Work, lexicon: &Lexicon, units: &mut Vec<Unit>, hits: &[Hit]) {
    let mut best: Option<Found> = None;
    for hit in hits {
        let Role::Operator(id) = hit.role else {
            continue;
        };
        let Some(found) = find(work, lexicon, units, hit, id) else {
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
    let hit = found.hit;
    let mut unit = Unit {
        start: hit.start,
        end: hit.end,
        head: hit.start,
        object: None,
        kind: Kindred::Composite(found.operator),
        form: hit.form,
        entry: hit.entry,
        object_entry: None,
        code: 0,
        weight: 0.0,
        strength: Strength::Weak,
        negated: found.negated,
        used: false,
    };
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
            [Target::Event(sign), Target::Event(sign), Target::Sign(sign)]
        }
        Kindred::Object(class) => [
            Target::Class(class),
            Target::Class(class),
            Target::Sign(lexicon.class(class).sign),
        ],
        Kindred::Composite(operator) => [
            Target::Operator(operator),
            Target::Event(sign),
            Target::Sign(sign),
        ],
        Kindred::Event => [Target::Event(sign), Target::Event(sign), Target::Sign(sign)],
    }
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
            .outcome(id, &[Target::Alone])
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
    let set = match unit.kind {
        Kindred::Object(_) => Mark::Fail.bit() | Mark::Negator.bit(),
        _ => Mark::Negator.bit() | Mark::Fail.bit() | Mark::No.bit() | Mark::Without.bit(),
    };
    let between = work.words[from..unit.head].iter();
    between.filter(|w| w.is(set)).count()
}

/// The unit an operator applies to, among those it can take.
fn seek(
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
        let alone = hit.form == Form::Exact || hit.own.count_ones() > 1 || intransitive(work, hit);
        return if alone {
            to_the_left(work, units, hit, takes)
        } else {
            None
        };
    }
    let right =
        inside(units, hit, takes).or_else(|| to_the_right(work, units, hit, RIGHT, false, takes));
    match right {
        None if shape == Shape::Ergative && !infinitive(work, hit) && !goes_on(work, hit) => {
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
pub(crate) fn passive(work: &Work, hit: &Hit) -> bool {
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
        let Some(index) = longest_at(units, at, takes) else {
            continue;
        };
        let finite = matches!(units[index].form, Form::Past | Form::Third);
        if finite && !matches!(units[index].kind, Kindred::Object(_)) {
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
    let within = |u: &Unit| u.start > hit.start && u.end < hit.end && !u.used && takes(u);
    units.iter().rposition(within)
}

/// The longest unit that begins at a word and is not used up; of several readings of a word, one the operator takes.
fn longest_at(units: &[Unit], at: usize, takes: &dyn Fn(&Unit) -> bool) -> Option<usize> {
    let here = units
        .iter()
        .enumerate()
        .filter(|(_, u)| u.start == at && !u.used);
    let key = |index: usize, u: &Unit| {
        (
            u.end,
            takes(u),
            matches!(u.kind, Kindred::Object(_)),
            usize::MAX - index,
        )
    };
    here.max_by_key(|(index, u)| key(*index, u))
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
    while matches!(units[last].kind, Kindred::Object(_)) {
        let next = units.iter().position(|u| {
            u.start == units[last].end && !u.used && matches!(u.kind, Kindred::Object(_))
        });
        match next {
            Some(next) => last = next,
            None => break,
        }
    }
    last
}

/// Whether a unit ends where the noun at `start` begins, as part of the same compound ("arms" of "arms embargo").
fn compounded(work: &Work, unit: &Unit, start: usize) -> bool {
    !unit.form.is_verb() && unit.end == start && !work.words[start].is(bits::PUNCTUATION)
}

/// The noun right before an operator that is a noun ("sanctions relief").
fn compound(units: &[Unit], hit: &Hit, takes: &dyn Fn(&Unit) -> bool) -> Option<usize> {
    units.iter().position(|u| {
        u.end == hit.start && !u.used && matches!(u.kind, Kindred::Object(_)) && takes(u)
    })
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
    let inside = |unit: &&Unit| {
        unit.start >= from
            && unit.end <= hit.start
            && !unit.used
            && work.clauses[unit.start].number == number
            && takes(unit)
    };
    let mut nearest = None;
    for unit in units
        .iter()
        .filter(inside)
        .filter(|u| !u.form.is_verb() || u.form == Form::Present)
    {
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
            let index = units.iter().position(|u| std::ptr::eq(u, unit))?;
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
