//! Rank: the event that leads its clause, and what those that hang on it or come after it count beside it.

use super::{factor, finite, scale};
use crate::relations::clauses::Kind;
use crate::relations::columns::bits;
use crate::relations::compose::{Kindred, Unit};
use crate::relations::grammar::Mark;
use crate::relations::lexicon::Lexicon;
use crate::relations::rules::{Rule, Rules};
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
    weight: &mut f64,
    context: &mut Rules,
) {
    let clause = work.clauses[unit.head];
    let this = Lead {
        number: clause.number,
        end: unit.end,
        positive: *weight > 0.0,
        outweighed: clause.outweighed,
        hostile: *weight < 0.0 && (10..=13).contains(&lexicon.code(unit.code).root),
    };
    let finite = finite(work, unit);
    let evaluates =
        !unit.form.is_verb() && unit.kind == Kindred::Event && lexicon.code(unit.code).root == 11;
    let Some(known) = *lead else {
        match (finite, clause.kind) {
            (true, Kind::Main) => *lead = Some(this),
            (true, _) => {}
            (false, _) if evaluates => {}
            (false, _) => scale(weight, factor::NOMINAL, Rule::Nominal, context),
        }
        return;
    };
    let and = |at: usize| work.words[at].is(Mark::And.bit());
    if known.hostile && this.positive && content(work, known.end, unit.head) {
        scale(weight, factor::CONTENT, Rule::Content, context);
        return;
    }
    let apart = known.number != clause.number || (known.end..unit.head).rev().take(4).any(and);
    let turned = known.outweighed && !clause.outweighed;
    if finite && turned && clause.kind == Kind::Main {
        scale(weight, factor::TURNING, Rule::Later, context);
        *lead = Some(this);
    } else if finite && apart {
        if clause.kind == Kind::Main {
            scale(weight, factor::LATER, Rule::Later, context);
            *lead = Some(this);
        }
    } else if known.positive == this.positive {
        let share = if evaluates {
            factor::EVALUATION
        } else {
            factor::DEPENDENT
        };
        scale(weight, share, Rule::Dependent, context);
    } else {
        scale(
            weight,
            if known.number == clause.number {
                factor::OPPOSED
            } else {
                factor::APART
            },
            Rule::Dependent,
            context,
        );
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
