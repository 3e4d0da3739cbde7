//! Negation: whether an event is said not to have happened, and what is left of it then.

use super::{Weighed, finite};
use crate::relations::columns::bits;
use crate::relations::compose::{NEGATED, Unit};
use crate::relations::grammar::Mark;
use crate::relations::lexicon::Lexicon;
use crate::relations::rules::Rule;
use crate::relations::scan::Work;

/// Words that negate.
const NEGATORS: u64 = Mark::Negator.bit()
    | Mark::Ceased.bit()
    | Mark::No.bit()
    | Mark::Fail.bit()
    | Mark::Without.bit()
    | Mark::Untrue.bit();

/// Words before an event in which a negator counts.
const NEGATION: usize = 5;

/// Whether the sentence says that the event did not happen ("denied that …", "… proved to be false").
pub(super) fn denied(work: &Work, unit: &Unit) -> bool {
    if work.union & (Mark::Denial.bit() | Mark::Untrue.bit()) == 0 {
        return false;
    }
    let negated = |at: usize| negators(work, at, at.saturating_sub(2), false) % 2 == 1;
    let denial = work.words[..unit.head]
        .iter()
        .rposition(|w| w.is(Mark::Denial.bit()))
        .filter(|&at| !negated(at));
    let scope = |at: usize| {
        !work.words[at..unit.head]
            .iter()
            .any(|w| w.is(bits::COMMA | bits::HARD | Mark::Contrast.bit()))
    };
    let untrue = work.words[unit.head..]
        .iter()
        .any(|w| w.is(Mark::Untrue.bit()));
    denial.is_some_and(scope) || untrue
}

/// Applies negation; false if nothing is left of the event ("there was no dispute").
pub(super) fn negate(work: &Work, lexicon: &Lexicon, unit: &Unit, weighed: &mut Weighed) -> bool {
    if work.union & NEGATORS == 0 {
        return true;
    }
    let untrue = work.words[..unit.head]
        .iter()
        .filter(|w| w.is(Mark::Untrue.bit()))
        .count();
    let finite = finite(work, unit);
    let before = untrue
        + match unit.object {
            Some((object, end)) if object < unit.head => {
                negators(work, object, 0, false) + negators(work, unit.head, end, finite)
            }
            Some((object, _)) => negators(work, unit.head, 0, finite) + no_before(work, object),
            None => negators(work, unit.head, 0, finite),
        };
    if before % 2 == 0 {
        if before > 0 {
            weighed.rules.add(Rule::DoublyNegated);
        }
        return true;
    }
    if weighed.weight > 0.0 {
        weighed.scale(NEGATED, Rule::Negated);
        return true;
    }
    // Turned conflict: a refusal negated is an opening; a promise not to harm is a commitment; what is "no longer" done
    // has ended.
    let root = lexicon.code(unit.code).root;
    if root == 12 || commits(work, unit.head) {
        weighed.scale(NEGATED, Rule::Negated);
        return true;
    }
    false
}

/// Number of negators from word `from` on that reach the word at `at`; "without" does not reach a finite verb.
fn negators(work: &Work, at: usize, from: usize, finite: bool) -> usize {
    let number = work.clauses[at].number;
    let mut count = fronted(work, at, from);
    for index in (at.saturating_sub(NEGATION).max(from)..at).rev() {
        let word = work.words[index];
        if work.clauses[index].number != number || word.is(bits::COMMA | bits::HARD) {
            break;
        }
        // "… failed and the war began": a new subject, so a new clause.
        let subject = Mark::Determiner.bit() | Mark::Pronoun.bit() | bits::CAPITAL;
        if word.is(Mark::And.bit()) && work.words[index + 1].is(subject) {
            break;
        }
        let near = word.is(Mark::No.bit()) && at - index <= 3;
        let without = word.is(Mark::Without.bit()) && !finite && at - index <= 3;
        let negates = Mark::Negator.bit() | Mark::Ceased.bit() | Mark::Fail.bit();
        if near || without || word.is(negates) {
            count += 1;
        }
    }
    count
}

/// A negator that opens the clause, with an auxiliary behind it, reaches the whole of it ("Never again will the two …").
fn fronted(work: &Work, at: usize, from: usize) -> usize {
    let number = work.clauses[at].number;
    let opens = |&index: &usize| work.clauses[index].number == number;
    let Some(first) = (from..at.saturating_sub(NEGATION)).find(opens) else {
        return 0;
    };
    let auxiliary = Mark::Will.bit() | Mark::Modal.bit() | Mark::Do.bit() | Mark::Have.bit();
    let behind = work.words[first + 1..at].iter();
    let inverted = behind
        .copied()
        .find(|word| !word.is(bits::ADVERB))
        .is_some_and(|word| word.is(auxiliary));
    usize::from(inverted && work.words[first].is(Mark::Negator.bit() | Mark::Ceased.bit()))
}

/// "no" right before a noun.
fn no_before(work: &Work, at: usize) -> usize {
    work.words[at.saturating_sub(2)..at]
        .iter()
        .filter(|w| w.is(Mark::No.bit() | Mark::Without.bit()))
        .count()
}

/// Whether the clause before the word commits or speaks of the future.
fn commits(work: &Work, at: usize) -> bool {
    let set = Mark::Commit.bit() | Mark::Will.bit() | Mark::Modal.bit() | Mark::Ceased.bit();
    work.words[..at].iter().rev().take(14).any(|w| w.is(set))
}
