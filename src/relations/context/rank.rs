//! Rank: the event that leads its clause, and what those that hang on it or come after it count beside it.

use super::{Weighed, factor, finite};
use crate::relations::clauses::Kind;
use crate::relations::columns::bits;
use crate::relations::compose::{Kindred, Unit};
use crate::relations::grammar::Mark;
use crate::relations::lexicon::Lexicon;
use crate::relations::rules::Rule;
use crate::relations::scan::Work;

/// The event that leads its clause: those that hang on it count less, and least if they have the other sign
/// ("met to discuss the war").
#[derive(Clone, Copy)]
pub(super) struct Lead {
    number: u16,
    end: usize,
    positive: bool,
    /// It stands before a "but".
    outweighed: bool,
    /// It accuses, threatens, demands or rejects: what is said behind it is what it is about.
    hostile: bool,
}

/// Weighs an event by its place: the first of the main clause leads, what hangs on it or comes after counts less.
pub(super) fn rank(
    work: &Work,
    lexicon: &Lexicon,
    unit: &Unit,
    lead: &mut Option<Lead>,
    weighed: &mut Weighed,
) {
    let clause = work.clauses[unit.head];
    let root = lexicon.code(unit.code).root;
    let this = Lead {
        number: clause.number,
        end: unit.end,
        positive: weighed.weight > 0.0,
        outweighed: clause.outweighed,
        hostile: weighed.weight < 0.0 && (10..=13).contains(&root),
    };
    let finite = finite(work, unit);
    let leads = finite && clause.kind == Kind::Main;
    let evaluates = !unit.form.is_verb() && unit.kind == Kindred::Event && root == 11;
    let Some(known) = *lead else {
        match (finite, leads) {
            (true, true) => *lead = Some(this),
            (true, false) => {}
            (false, _) if evaluates => {}
            (false, _) => weighed.scale(factor::NOMINAL, Rule::Nominal),
        }
        return;
    };
    if known.hostile && this.positive && content(work, known.end, unit.head) {
        return weighed.scale(factor::CONTENT, Rule::Content);
    }
    let same = known.number == clause.number;
    let and = |at: usize| work.words[at].is(Mark::And.bit());
    let apart = !same || (known.end..unit.head).rev().take(4).any(and);
    if leads && known.outweighed && !clause.outweighed {
        weighed.scale(factor::TURNING, Rule::Later);
        *lead = Some(this);
    } else if leads && apart {
        weighed.scale(factor::LATER, Rule::Later);
        *lead = Some(this);
    } else if !(finite && apart) {
        let share = match (known.positive == this.positive, evaluates) {
            (true, true) => factor::EVALUATION,
            (true, false) => factor::DEPENDENT,
            (false, _) if same => factor::OPPOSED,
            (false, _) => factor::APART,
        };
        weighed.scale(share, Rule::Dependent);
    }
}

/// Whether "that" or a preposition, with no break behind it, joins two places: the second tells what the first said
/// ("charged that …", "accused it of …").
fn content(work: &Work, from: usize, to: usize) -> bool {
    let Some(between) = work.words.get(from.saturating_sub(1)..to) else {
        return false;
    };
    let ends = bits::COMMA | bits::HARD | Mark::Contrast.bit() | Mark::And.bit();
    let joined = between[0].is(Mark::Preposition.bit())
        || between.iter().any(|word| word.is(Mark::That.bit()));
    joined && !between.iter().any(|word| word.is(ends))
}
