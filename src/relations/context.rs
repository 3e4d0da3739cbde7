//! Context: what the words around an event make of its weight, and the matches that come of it.

mod factor;
mod names;
mod negation;
mod rank;

use super::clauses::Kind;
use super::columns::bits;
use super::compose::{Kindred, Unit, attributive};
use super::grammar::Mark;
use super::lexicon::{Lexicon, Strength};
use super::morphology::Form;
use super::rules::{Rule, Rules};
use super::scan::{WordAt, Work};
use super::{Match, Quad};
use crate::span::Span;
use crate::tokenize::Tokens;
pub(super) use names::Names;
use negation::{denied, negate};
use rank::rank;

/// Whether the matches of a sentence can count: it is about politics or holds a strong word, and does not ask for a fact.
pub(crate) fn may_count(work: &Work) -> bool {
    work.elsewhere <= work.anchors
        && (is_political(work) || is_heading(work) || work.strong)
        && !asks(work)
}

fn is_political(work: &Work) -> bool {
    work.anchors > 0 && work.anchors > work.elsewhere
}

/// Turns the units of a sentence into matches.
pub(crate) fn emit(
    work: &mut Work,
    lexicon: &Lexicon,
    units: &[Unit],
    tokens: &Tokens,
    sentence: usize,
    out: &mut Vec<Match>,
) {
    let heading = is_heading(work);
    let events = units
        .iter()
        .filter(|u| !u.is_object() && u.weight != 0.0)
        .count();
    let open = is_political(work)
        || heading
        || units
            .iter()
            .any(|u| u.strength == Strength::Strong && u.weight != 0.0);
    let first = out.len();
    let contrast = work.union & Mark::Contrast.bit() != 0;
    let turned = contrast && work.clauses.iter().any(|clause| clause.outweighed);
    let mut lead = None;
    for unit in units {
        let counts = match unit.strength {
            Strength::Strong => true,
            Strength::Weak => open,
            Strength::Silent => false,
        };
        if unit.weight == 0.0 || !counts {
            continue;
        }
        let mut context = Rules::default();
        if unit.negated {
            context.add(Rule::ObjectNegated);
        }
        let mut weight = unit.weight;
        if denied(work, unit) {
            continue;
        }
        if !negate(work, lexicon, unit, &mut weight, &mut context) {
            continue;
        }
        if weight > 0.0 && demanded(work, lexicon, unit) {
            scale(&mut weight, factor::DEMANDED, Rule::Demanded, &mut context);
        }
        if unit.is_object() {
            let factor = if heading {
                factor::HEADING
            } else if turned && !work.clauses[unit.head].outweighed {
                factor::TURNED
            } else if events > 0 {
                factor::BESIDE
            } else {
                factor::ALONE
            };
            scale(&mut weight, factor, Rule::Mentioned, &mut context);
        } else if attributive(work, unit.form, unit.start..unit.end) {
            scale(
                &mut weight,
                factor::ATTRIBUTE,
                Rule::Mentioned,
                &mut context,
            );
        } else {
            rank(work, lexicon, unit, &mut lead, &mut weight, &mut context);
        }
        standing(work, unit, &mut weight, &mut context);
        out.push(matched(
            work, lexicon, unit, weight, context, tokens, sentence,
        ));
    }
    out[first..].sort_by_key(|m| (m.span.start, m.span.end));
}

/// Whether a unit's word is a finite verb.
fn finite(work: &Work, unit: &Unit) -> bool {
    let before = work.words[..unit.head]
        .iter()
        .rev()
        .find(|w| !w.is(bits::ADVERB));
    let after = |set| before.is_some_and(|w| w.is(set));
    match unit.form {
        Form::Past | Form::Third => true,
        Form::Base => !after(Mark::To.bit()),
        Form::Present => after(Mark::Be.bit()),
        // A turn of phrase written out ("took to the streets") mostly holds a verb.
        Form::Exact => unit.end - unit.head > 1 && matches!(unit.kind, Kindred::Event),
        Form::Noun => false,
    }
}

fn scale(weight: &mut f64, factor: f64, rule: Rule, context: &mut Rules) {
    *weight *= factor;
    context.add(rule);
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

/// Whether a named party "must" or "has to" do it, or an evil "must be" ended.
fn demanded(work: &Work, lexicon: &Lexicon, unit: &Unit) -> bool {
    if work.union & Mark::Must.bit() == 0 {
        return false;
    }
    let near = unit.head.saturating_sub(4)..unit.head;
    let Some(must) = near.rev().find(|&at| work.words[at].is(Mark::Must.bit())) else {
        return false;
    };
    let subject = work.words[..must]
        .iter()
        .rev()
        .find(|w| !w.is(bits::ADVERB));
    let passive = work
        .words
        .get(must + 1)
        .is_some_and(|w| w.is(Mark::Be.bit()));
    if passive {
        return lexicon.code(unit.code).root == 8;
    }
    subject.is_some_and(|w| w.is(bits::CAPITAL) && !w.is(Mark::Pronoun.bit()))
}

/// Whether the sentence asks for a fact ("When was the treaty signed?"): it reports no event. A turn of phrase that is
/// itself in the lexicon reproaches ("How many more …?").
fn asks(work: &Work) -> bool {
    let mut begun = work.units.iter().take_while(|unit| unit.start == 0);
    let question = work.words.last().is_some_and(|w| w.is(bits::QUESTION))
        && !begun.any(|unit| unit.kind == Kindred::Event);
    question
        && work.words[0].is(Mark::Relative.bit() | Mark::Background.bit() | Mark::Question.bit())
}

/// Applies the clause's kind, mood and certainty.
fn standing(work: &Work, unit: &Unit, weight: &mut f64, context: &mut Rules) {
    let clause = work.clauses[unit.head];
    match clause.kind {
        Kind::Main => {}
        Kind::Participle => scale(weight, factor::PARTICIPLE, Rule::Participle, context),
        Kind::Relative => scale(weight, factor::RELATIVE, Rule::Relative, context),
        Kind::Background => scale(weight, factor::BACKGROUND, Rule::Background, context),
        Kind::Condition => scale(weight, factor::CONDITION, Rule::Hypothetical, context),
        Kind::Concession => scale(weight, factor::CONCESSION, Rule::Conceded, context),
    }
    if clause.outweighed {
        scale(weight, factor::OUTWEIGHED, Rule::Outweighed, context);
    }
    if clause.quoted {
        context.add(Rule::Quoted);
    }
    let near = &work.words[unit.head.saturating_sub(4)..unit.head];
    let supposed = Mark::Modal.bit() | Mark::Must.bit();
    let close = &work.words[unit.head.saturating_sub(2)..(unit.end + 1).min(work.words.len())];
    // Most sentences have none of these words.
    let any =
        |words: &[WordAt], marks: u64| work.union & marks != 0 && words.iter().any(|w| w.is(marks));
    if any(near, supposed) && !context.contains(Rule::Negated) {
        scale(weight, factor::MODAL, Rule::Possible, context);
    }
    if any(close, Mark::Intensifier.bit()) {
        scale(weight, factor::INTENSIFIED, Rule::Intensified, context);
    }
    if any(close, Mark::Hedge.bit()) {
        scale(weight, factor::HEDGED, Rule::Hedged, context);
    }
    if work.words.last().is_some_and(|w| w.is(bits::QUESTION)) {
        scale(weight, factor::QUESTION, Rule::Question, context);
    }
}

fn matched(
    work: &mut Work,
    lexicon: &Lexicon,
    unit: &Unit,
    weight: f64,
    context: Rules,
    tokens: &Tokens,
    sentence: usize,
) -> Match {
    let code = lexicon.code(unit.code);
    let entry = work.names.entry(lexicon, unit.entry, unit.object_entry);
    let name = work.names.code(lexicon, unit.code);
    let token = |word: usize| tokens.tokens[work.words[word].token as usize];
    // To the hundredth: the scale has no more to say, and a table of weights can be read.
    let weight = (weight.clamp(-10.0, 10.0) * 100.0).round() / 100.0;
    Match {
        span: Span::new(
            token(unit.start).start as usize,
            token(unit.end - 1).end as usize,
        ),
        sentence,
        entry,
        code: name,
        quad: Quad::of_root(code.root, weight > 0.0),
        base_weight: unit.weight,
        weight,
        context,
    }
}
