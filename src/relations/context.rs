//! Context: what the words around an event make of its weight, and the matches that come of it.

use super::clauses::Kind;
use super::compose::{Kindred, NEGATED, Unit};
use super::grammar::Mark;
use super::lexicon::Lexicon;
use super::scan::{Work, bits};
use super::{Match, Quad};
use crate::span::Span;
use crate::tokenize::Tokens;
use std::sync::Arc;

/// Factors by which context changes a weight.
mod factor {
    /// Clauses behind the main one.
    pub(super) const PARTICIPLE: f64 = 0.5;
    pub(super) const RELATIVE: f64 = 0.4;
    pub(super) const BACKGROUND: f64 = 0.25;
    pub(super) const CONDITION: f64 = 0.3;
    pub(super) const CONCESSION: f64 = 0.3;
    pub(super) const OUTWEIGHED: f64 = 0.4;
    /// "might", "could".
    pub(super) const MODAL: f64 = 0.6;
    /// A noun that only stands there.
    pub(super) const MENTIONED: f64 = 0.3;
    pub(super) const INTENSIFIED: f64 = 1.25;
    pub(super) const HEDGED: f64 = 0.8;
    pub(super) const QUESTION: f64 = 0.4;
    /// Every event after the first of the sentence.
    pub(super) const LATER: f64 = 0.6;
}

/// Words before an event in which a negator counts.
const NEGATION: usize = 5;

/// Turns the units of a sentence into matches.
pub(crate) fn emit(
    work: &Work,
    lexicon: &Lexicon,
    units: Vec<Unit>,
    tokens: &Tokens,
    sentence: usize,
    out: &mut Vec<Match>,
) {
    let heading = is_heading(work);
    let events = units
        .iter()
        .filter(|u| !matches!(u.kind, Kindred::Object(_)) && u.weight != 0.0)
        .count();
    let political = work.anchors > 0 && work.anchors > work.elsewhere;
    let open = political || heading || units.iter().any(|u| u.strong && u.weight != 0.0);
    let mut earlier = 0;
    let first = out.len();
    for unit in &units {
        if unit.weight == 0.0 || !(unit.strong || (open && work.elsewhere <= work.anchors)) {
            continue;
        }
        let mut context = Vec::new();
        if unit.negated {
            context.push("object negated");
        }
        let mut weight = unit.weight;
        if !negate(work, unit, &mut weight, &mut context) {
            continue;
        }
        standing(work, unit, &mut weight, &mut context);
        if matches!(unit.kind, Kindred::Object(_)) {
            let factor = if heading {
                0.6
            } else if events > 0 {
                0.1
            } else {
                factor::MENTIONED
            };
            scale(&mut weight, factor, "mentioned", &mut context);
        } else {
            if earlier > 0 {
                weight *= factor::LATER;
            }
            earlier += 1;
        }
        out.push(matched(
            work, lexicon, unit, weight, context, tokens, sentence,
        ));
    }
    out[first..].sort_by_key(|m| (m.span.start, m.span.end));
}

fn scale(weight: &mut f64, factor: f64, rule: &'static str, context: &mut Vec<&'static str>) {
    *weight *= factor;
    context.push(rule);
}

/// A few words without a verb and without a full stop.
fn is_heading(work: &Work) -> bool {
    let verb = Mark::Be.bit()
        | Mark::Have.bit()
        | Mark::Do.bit()
        | Mark::Will.bit()
        | Mark::Modal.bit()
        | Mark::Pronoun.bit();
    let ended = work.words.last().is_some_and(|w| w.is(bits::PUNCTUATION));
    !ended && work.words.len() <= 10 && !work.words.iter().any(|w| w.is(verb))
}

/// Applies negation; false if nothing is left of the event ("there was no dispute").
fn negate(work: &Work, unit: &Unit, weight: &mut f64, context: &mut Vec<&'static str>) -> bool {
    let before = negators(work, unit.head)
        + unit.object.map_or(0, |object| {
            if object < unit.head {
                negators(work, object)
            } else {
                no_before(work, object)
            }
        });
    if before % 2 == 0 {
        if before > 0 {
            context.push("doubly negated");
        }
        return true;
    }
    if *weight > 0.0 {
        scale(weight, NEGATED, "negated", context);
        return true;
    }
    // Turned conflict: a refusal negated is an opening; a promise not to harm is a commitment.
    let composed = unit.object.is_some();
    if composed || commits(work, unit.head) {
        scale(weight, NEGATED, "negated", context);
        return true;
    }
    false
}

/// Number of negators that reach the word.
fn negators(work: &Work, at: usize) -> usize {
    let number = work.clauses[at].number;
    let mut count = 0;
    for index in (at.saturating_sub(NEGATION)..at).rev() {
        let word = work.words[index];
        if work.clauses[index].number != number || word.is(bits::COMMA | bits::HARD) {
            break;
        }
        if word.is(Mark::Negator.bit() | Mark::Fail.bit() | Mark::Without.bit()) {
            count += 1;
        } else if word.is(Mark::No.bit()) && at - index <= 3 {
            count += 1;
        }
    }
    count
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
    let set = Mark::Commit.bit() | Mark::Will.bit() | Mark::Modal.bit();
    work.words[..at].iter().rev().take(14).any(|w| w.is(set))
}

/// Applies the clause's kind, mood and certainty.
fn standing(work: &Work, unit: &Unit, weight: &mut f64, context: &mut Vec<&'static str>) {
    let clause = work.clauses[unit.head];
    match clause.kind {
        Kind::Main => {}
        Kind::Participle => scale(weight, factor::PARTICIPLE, "participle", context),
        Kind::Relative => scale(weight, factor::RELATIVE, "relative clause", context),
        Kind::Background => scale(weight, factor::BACKGROUND, "background", context),
        Kind::Condition => scale(weight, factor::CONDITION, "hypothetical", context),
        Kind::Concession => scale(weight, factor::CONCESSION, "conceded", context),
    }
    if clause.outweighed {
        scale(weight, factor::OUTWEIGHED, "outweighed", context);
    }
    if clause.quoted {
        context.push("quoted");
    }
    let near = &work.words[unit.head.saturating_sub(4)..unit.head];
    if near.iter().any(|w| w.is(Mark::Modal.bit())) && !context.contains(&"negated") {
        scale(weight, factor::MODAL, "possible", context);
    }
    let close = &work.words[unit.head.saturating_sub(2)..(unit.end + 1).min(work.words.len())];
    if close.iter().any(|w| w.is(Mark::Intensifier.bit())) {
        scale(weight, factor::INTENSIFIED, "intensified", context);
    }
    if close.iter().any(|w| w.is(Mark::Hedge.bit())) {
        scale(weight, factor::HEDGED, "hedged", context);
    }
    if work.words.last().is_some_and(|w| w.is(bits::QUESTION)) {
        scale(weight, factor::QUESTION, "question", context);
    }
}

fn matched(
    work: &Work,
    lexicon: &Lexicon,
    unit: &Unit,
    weight: f64,
    context: Vec<&'static str>,
    tokens: &Tokens,
    sentence: usize,
) -> Match {
    let code = lexicon.code(unit.code);
    let entries = lexicon.entries();
    let entry = match unit.object_entry {
        Some(object) => format!(
            "{} × {}",
            entries[unit.entry as usize].source, entries[object as usize].source
        )
        .into(),
        None => Arc::clone(&entries[unit.entry as usize].source),
    };
    let token = |word: usize| tokens.tokens[work.words[word].token as usize];
    let weight = weight.clamp(-10.0, 10.0);
    Match {
        span: Span::new(
            token(unit.start).start as usize,
            token(unit.end - 1).end as usize,
        ),
        sentence,
        entry,
        code: Arc::clone(&code.name),
        quad: Quad::of_root(code.root, weight > 0.0),
        base_weight: unit.weight,
        weight,
        context,
    }
}
