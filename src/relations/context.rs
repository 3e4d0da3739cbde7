//! Context: what the words around an event make of its weight.

mod factor;
mod negation;
mod rank;
mod unreal;
mod weighed;

use super::Quad;
use super::clauses::Kind;
use super::columns::bits;
use super::compose::{Kindred, Unit, attributive};
use super::event::Event;
use super::grammar::Mark;
use super::lexicon::{Lexicon, Strength};
use super::morphology::Form;
use super::rules::Rule;
use super::scan::{WordAt, Work};
use crate::span::Span;
use crate::tokenize::Tokens;
use negation::{denied, negate};
use rank::{Lead, rank};
use weighed::Weighed;

/// Whether the matches of a sentence can count: it is about politics or holds a strong word, and does not ask for a fact.
pub(crate) fn may_count(work: &Work) -> bool {
    work.elsewhere <= work.anchors
        && (is_political(work) || is_heading(work) || work.strong)
        && !asks(work)
}

fn is_political(work: &Work) -> bool {
    work.anchors > 0 && work.anchors > work.elsewhere
}

/// What the whole sentence says of the events in it.
struct Scene {
    /// It is a few words without a verb.
    heading: bool,
    /// Weak words count.
    open: bool,
    /// It tells an event.
    eventful: bool,
    /// A "but" stands in it.
    turned: bool,
    /// It tells what would have been.
    supposes: bool,
}

impl Scene {
    fn of(work: &Work, units: &[Unit]) -> Self {
        let heading = is_heading(work);
        let strong = |unit: &Unit| unit.strength == Strength::Strong && unit.weight != 0.0;
        let event = |unit: &Unit| !unit.is_object() && unit.weight != 0.0;
        let contrast = work.union & Mark::Contrast.bit() != 0;
        Self {
            heading,
            open: is_political(work) || heading || units.iter().any(strong),
            eventful: units.iter().any(event),
            turned: contrast && work.clauses.iter().any(|clause| clause.outweighed),
            supposes: unreal::supposes(work),
        }
    }

    /// Whether a unit can be a match.
    fn counts(&self, unit: &Unit) -> bool {
        unit.weight != 0.0
            && match unit.strength {
                Strength::Strong => true,
                Strength::Weak => self.open,
                Strength::Silent => false,
            }
    }

    /// What is left of the weight of a noun of a class.
    fn mentioned(&self, outweighed: bool) -> f64 {
        if self.heading {
            factor::HEADING
        } else if self.turned && !outweighed {
            factor::TURNED
        } else if self.eventful {
            factor::BESIDE
        } else {
            factor::ALONE
        }
    }
}

/// Turns the units of a sentence into events.
pub(crate) fn emit(
    work: &Work,
    lexicon: &Lexicon,
    units: &[Unit],
    tokens: &Tokens,
    sentence: usize,
    out: &mut Vec<Event>,
) {
    let scene = Scene::of(work, units);
    let (first, mut lead) = (out.len(), None);
    for unit in units.iter().filter(|unit| scene.counts(unit)) {
        if let Some(weighed) = weigh(work, lexicon, &scene, unit, &mut lead) {
            out.push(event(work, lexicon, unit, weighed, tokens, sentence));
        }
    }
    out[first..].sort_by_key(|event| (event.span.start, event.span.end));
}

/// Weighs a unit by all that stands around it; `None` if nothing is left of it.
fn weigh(
    work: &Work,
    lexicon: &Lexicon,
    scene: &Scene,
    unit: &Unit,
    lead: &mut Option<Lead>,
) -> Option<Weighed> {
    let mut weighed = Weighed::of(unit);
    if denied(work, unit) || !negate(work, lexicon, unit, &mut weighed) {
        return None;
    }
    if weighed.weight > 0.0 && demanded(work, lexicon, unit) {
        weighed.scale(factor::DEMANDED, Rule::Demanded);
    }
    if unit.is_object() {
        let factor = scene.mentioned(work.clauses[unit.head].outweighed);
        weighed.scale(factor, Rule::Mentioned);
    } else if attributive(work, unit.form, unit.start..unit.end) {
        weighed.scale(factor::ATTRIBUTE, Rule::Mentioned);
    } else {
        rank(work, lexicon, unit, lead, &mut weighed);
    }
    standing(work, scene, unit, &mut weighed);
    Some(weighed)
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
fn standing(work: &Work, scene: &Scene, unit: &Unit, weighed: &mut Weighed) {
    let clause = work.clauses[unit.head];
    let unreal = unreal::left(work, unit, scene.supposes)
        .filter(|_| !weighed.rules.contains(Rule::Demanded));
    if let Some(left) = unreal {
        weighed.scale(left, Rule::Unreal);
    }
    match clause.kind {
        Kind::Main => {}
        Kind::Participle => weighed.scale(factor::PARTICIPLE, Rule::Participle),
        Kind::Relative => weighed.scale(factor::RELATIVE, Rule::Relative),
        Kind::Background => weighed.scale(factor::BACKGROUND, Rule::Background),
        Kind::Condition if unreal.is_some() => {}
        Kind::Condition => weighed.scale(factor::CONDITION, Rule::Hypothetical),
        Kind::Concession => weighed.scale(factor::CONCESSION, Rule::Conceded),
    }
    if clause.outweighed {
        weighed.scale(factor::OUTWEIGHED, Rule::Outweighed);
    }
    if clause.quoted {
        weighed.rules.add(Rule::Quoted);
    }
    let near = &work.words[unit.head.saturating_sub(4)..unit.head];
    let supposed = Mark::Modal.bit() | Mark::Must.bit();
    let close = &work.words[unit.head.saturating_sub(2)..(unit.end + 1).min(work.words.len())];
    // Most sentences have none of these words.
    let any =
        |words: &[WordAt], marks: u64| work.union & marks != 0 && words.iter().any(|w| w.is(marks));
    if any(near, supposed) && unreal.is_none() && !weighed.rules.contains(Rule::Negated) {
        weighed.scale(factor::MODAL, Rule::Possible);
    }
    if any(close, Mark::Intensifier.bit()) {
        weighed.scale(factor::INTENSIFIED, Rule::Intensified);
    }
    if any(close, Mark::Hedge.bit()) {
        weighed.scale(factor::HEDGED, Rule::Hedged);
    }
    if work.words.last().is_some_and(|w| w.is(bits::QUESTION)) {
        weighed.scale(factor::QUESTION, Rule::Question);
    }
}

fn event(
    work: &Work,
    lexicon: &Lexicon,
    unit: &Unit,
    weighed: Weighed,
    tokens: &Tokens,
    sentence: usize,
) -> Event {
    let token = |word: usize| tokens.tokens[work.words[word].token as usize];
    // To the hundredth: the scale has no more to say, and a table of weights can be read.
    let weight = (weighed.weight.clamp(-10.0, 10.0) * 100.0).round() / 100.0;
    Event {
        span: Span::new(
            token(unit.start).start as usize,
            token(unit.end - 1).end as usize,
        ),
        sentence,
        entry: unit.entry,
        object: unit.object_entry,
        code: unit.code,
        quad: Quad::of_root(lexicon.code(unit.code).root, weight > 0.0),
        base_weight: unit.weight,
        weight,
        context: weighed.rules,
    }
}
