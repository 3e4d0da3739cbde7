//! Composition: operators find their objects, and the object decides the sign.
//!
//! Operators are read from right to left, so that what is built behind one ("the lifting of sanctions") can be the
//! object of the one before it ("rejected the lifting of sanctions").

use super::clauses::Kind;
use super::grammar::Mark;
use super::lexicon::{Lexicon, Outcome, Role, Sign, Target};
use super::morphology::Form;
use super::scan::{Hit, Work, bits};

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
    /// Start of the object, for composed units.
    pub(crate) object: Option<usize>,
    pub(crate) kind: Kindred,
    pub(crate) form: Form,
    pub(crate) entry: u32,
    /// The entry of the object, for composed units.
    pub(crate) object_entry: Option<u32>,
    pub(crate) code: u16,
    pub(crate) weight: f64,
    pub(crate) strong: bool,
    /// Part of another unit.
    pub(crate) used: bool,
}

/// How far to the right a verb looks for its object, in words.
const RIGHT: usize = 10;
/// How far to the right a noun looks for its object.
const OF: usize = 7;
/// How far to the left a passive or intransitive verb looks for its subject.
const LEFT: usize = 14;

/// The units of a sentence, in the order of their heads.
pub(crate) fn compose(work: &Work, lexicon: &Lexicon) -> Vec<Unit> {
    let mut units: Vec<Unit> = work
        .hits
        .iter()
        .filter_map(|hit| simple(hit, lexicon))
        .collect();
    let operators = work.hits.iter().rev().filter_map(|hit| match hit.role {
        Role::Operator(id) => Some((*hit, id)),
        _ => None,
    });
    for (hit, id) in operators {
        apply(work, lexicon, &mut units, &hit, id);
    }
    units.retain(|unit| !unit.used);
    units.sort_by_key(|unit| (unit.head, unit.end));
    drop_mentions(&mut units);
    units
}

/// Drops nouns whose words are also an event of their own.
fn drop_mentions(units: &mut Vec<Unit>) {
    let spans: Vec<(usize, usize)> = units
        .iter()
        .filter(|u| !matches!(u.kind, Kindred::Object(_)))
        .map(|u| (u.start, u.end))
        .collect();
    units.retain(|u| {
        !matches!(u.kind, Kindred::Object(_))
            || !spans
                .iter()
                .any(|&(from, to)| from <= u.start && u.end <= to)
    });
    units.dedup_by_key(|u| (u.start, u.end));
}

/// The unit of an object or event.
fn simple(hit: &Hit, lexicon: &Lexicon) -> Option<Unit> {
    let (kind, code, strong) = match hit.role {
        Role::Object(class) => (
            Kindred::Object(class),
            lexicon.class(class).code,
            lexicon.class(class).strong,
        ),
        Role::Event { code, strong } => (Kindred::Event, code, strong),
        _ => return None,
    };
    let weight = match kind {
        Kindred::Object(class) if lexicon.class(class).sign == Sign::Neutral => 0.0,
        _ => lexicon.code(code).weight,
    };
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
        weight,
        strong,
        used: false,
    })
}

/// Lets one operator find its object; the units then hold what it makes of it.
fn apply(work: &Work, lexicon: &Lexicon, units: &mut Vec<Unit>, hit: &Hit, id: u16) {
    // The same word is an object of what stands before it, and no operator ("talks resumed": "talks" is no verb).
    let found = find(work, lexicon, units, hit, id);
    let keys = keys(found.map(|index| &units[index]), lexicon);
    let Some((outcome, _)) = lexicon.outcome(id, &keys) else {
        return;
    };
    let mut unit = Unit {
        start: hit.start,
        end: hit.end,
        head: hit.start,
        object: None,
        kind: Kindred::Composite(id),
        form: hit.form,
        entry: hit.entry,
        object_entry: None,
        code: 0,
        weight: 0.0,
        strong: false,
        used: false,
    };
    if let Some(index) = found {
        let (from, to) = (units[index].start, units[index].end);
        let same = |u: &&mut Unit| (u.start >= from && u.end <= to) || compounded(work, u, from);
        units.iter_mut().filter(same).for_each(|u| u.used = true);
        let object = &units[index];
        unit.object = Some(object.start);
        unit.object_entry = Some(object.object_entry.unwrap_or(object.entry));
        unit.start = unit.start.min(object.start);
        unit.end = unit.end.max(object.end);
        unit.strong = true;
        (unit.code, unit.weight) = (object.code, object.weight);
    }
    match outcome {
        Outcome::Code(code) => (unit.code, unit.weight) = (code, lexicon.code(code).weight),
        Outcome::Keep => {}
        Outcome::Flip => unit.weight = -unit.weight,
        Outcome::Nothing => unit.weight = 0.0,
    }
    // An operator's word that is itself an object (noun) gives way to the composed unit.
    units
        .iter_mut()
        .filter(|u| u.start == hit.start && u.end == hit.end)
        .for_each(|u| u.used = true);
    units.push(unit);
}

/// The keys under which an operator's table may hold the object, most specific first.
fn keys(unit: Option<&Unit>, lexicon: &Lexicon) -> Vec<Target> {
    match unit {
        None => vec![Target::Alone],
        Some(Unit {
            kind: Kindred::Object(class),
            ..
        }) => {
            vec![
                Target::Class(*class),
                Target::Sign(lexicon.class(*class).sign),
            ]
        }
        Some(unit) => vec![
            Target::Event(Sign::of(unit.weight)),
            Target::Sign(Sign::of(unit.weight)),
        ],
    }
}

/// The unit an operator applies to.
fn find(work: &Work, lexicon: &Lexicon, units: &[Unit], hit: &Hit, id: u16) -> Option<usize> {
    let verb = hit.form.is_verb();
    if !verb {
        return to_the_right(work, units, hit, OF, true).or_else(|| compound(units, hit));
    }
    if hit.form == Form::Past && passive(work, hit) {
        return to_the_left(work, units, hit)
            .or_else(|| to_the_right(work, units, hit, RIGHT, false));
    }
    let right = to_the_right(work, units, hit, RIGHT, false);
    match right {
        None if lexicon.operator(id).ergative => to_the_left(work, units, hit),
        found => found,
    }
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

/// The first unit behind an operator, before the clause ends.
fn to_the_right(work: &Work, units: &[Unit], hit: &Hit, reach: usize, of: bool) -> Option<usize> {
    let words = &work.words;
    let first = words.get(hit.end)?;
    if of && !first.is(Mark::Preposition.bit() | Mark::To.bit()) {
        return None;
    }
    if first.is(Mark::And.bit()) {
        return None;
    }
    for at in hit.end..words.len().min(hit.end + reach) {
        if stops(work, at, hit) {
            return None;
        }
        let mut found = None;
        for (index, unit) in units.iter().enumerate() {
            if unit.start == at
                && !unit.used
                && found.is_none_or(|f: usize| units[f].end < unit.end)
            {
                found = Some(index);
            }
        }
        if let Some(index) = found {
            let unit = &units[index];
            if matches!(unit.form, Form::Past | Form::Third)
                && !matches!(unit.kind, Kindred::Object(_))
            {
                return None;
            }
            return Some(last_of_compound(units, index));
        }
    }
    None
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
    word.is(bits::HARD) || (there.number != here.number && there.kind != Kind::Main)
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
    matches!(unit.kind, Kindred::Object(_))
        && unit.end == start
        && !work.words[start].is(bits::PUNCTUATION)
}

/// The noun right before an operator that is a noun ("sanctions relief").
fn compound(units: &[Unit], hit: &Hit) -> Option<usize> {
    units
        .iter()
        .position(|u| u.end == hit.start && !u.used && matches!(u.kind, Kindred::Object(_)))
}

/// The head of the subject: the first noun of the clause that hangs on no preposition, else the nearest noun.
fn to_the_left(work: &Work, units: &[Unit], hit: &Hit) -> Option<usize> {
    let number = work.clauses[hit.start].number;
    let from = (hit.start.saturating_sub(LEFT)..hit.start)
        .find(|&at| work.clauses[at].number == number)?;
    let inside = |unit: &&Unit| {
        unit.start >= from
            && unit.end <= hit.start
            && !unit.used
            && work.clauses[unit.start].number == number
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
