//! Context: what the words around an event make of its weight, and the matches that come of it.

use super::clauses::Kind;
use super::columns::bits;
use super::compose::{Kindred, NEGATED, Unit, attributive};
use super::grammar::Mark;
use super::lexicon::{Lexicon, Role, Strength};
use super::morphology::Form;
use super::rules::{Rule, Rules};
use super::scan::{Hit, WordAt, Work};
use super::{Match, Quad};
use crate::span::Span;
use crate::tokenize::Tokens;
use std::sync::Arc;

/// Factors by which context changes a weight. They are judgements, set once on round values: a reader of news takes the
/// first event of the main clause for what is reported, and the rest for its circumstances.
mod factor {
    /// An event told as a noun, with no verb before it to lead ("the suspension of aid").
    pub(super) const NOMINAL: f64 = 0.7;
    /// A further finite verb of the sentence.
    pub(super) const LATER: f64 = 0.4;
    /// The first event behind a "but", which outweighs what came before.
    pub(super) const TURNING: f64 = 0.7;
    /// What hangs on the leading event, and has its sign.
    pub(super) const DEPENDENT: f64 = 0.25;
    /// The same for a word of evaluation ("brutal"), which says as much wherever it stands.
    pub(super) const EVALUATION: f64 = 0.6;
    /// What hangs on the leading event, and has the other sign ("met to discuss the war").
    pub(super) const OPPOSED: f64 = 0.2;
    /// What an accusation, threat or demand is about, if it has the other sign.
    pub(super) const CONTENT: f64 = 0.1;
    /// The same in a clause of its own.
    pub(super) const APART: f64 = 0.3;
    /// ", accusing it of …"
    pub(super) const PARTICIPLE: f64 = 0.6;
    /// "who …"
    pub(super) const RELATIVE: f64 = 0.25;
    /// "after …"
    pub(super) const BACKGROUND: f64 = 0.2;
    /// "if …"
    pub(super) const CONDITION: f64 = 0.3;
    /// "although …"
    pub(super) const CONCESSION: f64 = 0.2;
    /// What stands before a "but".
    pub(super) const OUTWEIGHED: f64 = 0.3;
    /// "might", "could".
    pub(super) const MODAL: f64 = 0.7;
    /// A noun of a class in a heading.
    pub(super) const HEADING: f64 = 0.6;
    /// A noun of a class behind a "but", where it may be all that the clause says.
    pub(super) const TURNED: f64 = 0.4;
    /// A noun of a class beside events.
    pub(super) const BESIDE: f64 = 0.1;
    /// A noun of a class where no event is told.
    pub(super) const ALONE: f64 = 0.25;
    /// What is left, with the other sign, of a cooperative weight that is demanded of someone.
    pub(super) const DEMANDED: f64 = -0.5;
    /// "very", "strongly".
    pub(super) const INTENSIFIED: f64 = 1.25;
    /// "slightly", "reportedly".
    pub(super) const HEDGED: f64 = 0.8;
    /// A participle that only describes a noun ("the besieging army").
    pub(super) const ATTRIBUTE: f64 = 0.1;
    /// A question that can be answered by yes or no.
    pub(super) const QUESTION: f64 = 0.4;
}

/// Words that negate.
const NEGATORS: u64 = Mark::Negator.bit()
    | Mark::Ceased.bit()
    | Mark::No.bit()
    | Mark::Fail.bit()
    | Mark::Without.bit()
    | Mark::Untrue.bit();

/// Words before an event in which a negator counts.
const NEGATION: usize = 5;

/// Whether the matches of a sentence can count: it is about politics or holds a strong word, and does not ask for a fact.
pub(crate) fn may_count(work: &Work, lexicon: &Lexicon) -> bool {
    let strong = |hit: &Hit| match hit.role {
        Role::Event { strength, .. } => strength == Strength::Strong,
        Role::Object(class) => lexicon.class(class).strength == Strength::Strong,
        _ => false,
    };
    work.elsewhere <= work.anchors
        && (is_political(work) || is_heading(work) || work.hits.iter().any(strong))
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

/// The event that leads its clause: those that hang on it count less, and least if they have the other sign
/// ("met to discuss the war").
#[derive(Clone, Copy)]
struct Lead {
    number: u16,
    end: usize,
    positive: bool,
    /// It stands before a "but".
    outweighed: bool,
    /// It accuses, threatens, demands or rejects: what is said behind it is what it is about.
    hostile: bool,
}

/// Weighs an event by its place: the first of the main clause leads, what hangs on it or comes after counts less.
fn rank(
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

/// Whether the sentence says that the event did not happen ("denied that …", "… proved to be false").
fn denied(work: &Work, unit: &Unit) -> bool {
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
    let reproach = |hit: &Hit| hit.start == 0 && matches!(hit.role, Role::Event { .. });
    let question =
        work.words.last().is_some_and(|w| w.is(bits::QUESTION)) && !work.hits.iter().any(reproach);
    question
        && work.words[0].is(Mark::Relative.bit() | Mark::Background.bit() | Mark::Question.bit())
}

/// Applies negation; false if nothing is left of the event ("there was no dispute").
fn negate(
    work: &Work,
    lexicon: &Lexicon,
    unit: &Unit,
    weight: &mut f64,
    context: &mut Rules,
) -> bool {
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
            context.add(Rule::DoublyNegated);
        }
        return true;
    }
    if *weight > 0.0 {
        scale(weight, NEGATED, Rule::Negated, context);
        return true;
    }
    // Turned conflict: a refusal negated is an opening; a promise not to harm is a commitment; what is "no longer" done
    // has ended.
    let root = lexicon.code(unit.code).root;
    if root == 12 || commits(work, unit.head) {
        scale(weight, NEGATED, Rule::Negated, context);
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
    let name = |entry: u32| &lexicon.entries()[entry as usize].name;
    let entry = match unit.object_entry {
        // Few pairs come again and again: each is written once.
        Some(object) => work
            .pairs
            .entry((unit.entry, object))
            .or_insert_with(|| format!("{} × {}", name(unit.entry), name(object)).into()),
        None => name(unit.entry),
    };
    let entry = Arc::clone(entry);
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
        code: Arc::clone(&code.name),
        quad: Quad::of_root(code.root, weight > 0.0),
        base_weight: unit.weight,
        weight,
        context,
    }
}
