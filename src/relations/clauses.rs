//! Clauses: which words of a sentence belong to its main clause, and which only tell of the background.

use super::columns::bits;
use super::grammar::Mark;
use super::scan::{WordAt, Work};

/// The kind of clause a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The main clause, or one that is said to be so ("said that …").
    Main,
    /// A participle behind a comma (", accusing it of …").
    Participle,
    /// A clause about a noun ("who …").
    Relative,
    /// Something earlier ("after …").
    Background,
    /// Something supposed ("if …").
    Condition,
    /// Something conceded ("although …").
    Concession,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) kind: Kind,
    /// Number of the clause: searches do not leave it.
    pub(crate) number: u16,
    /// Inside quotation marks.
    pub(crate) quoted: bool,
    /// Before a "but": what follows outweighs it.
    pub(crate) outweighed: bool,
}

/// Words that can change what clause it is; all others stand in that of the word before.
pub(crate) const SIGNAL: u64 = bits::HARD
    | bits::COMMA
    | bits::QUOTE
    | Mark::Contrast.bit()
    | Mark::Background.bit()
    | Mark::Condition.bit()
    | Mark::Concession.bit()
    | Mark::Relative.bit()
    | Mark::That.bit()
    | Mark::Inverted.bit()
    | RESUMES;

/// Words with which the main clause may go on behind a clause about its subject.
const RESUMES: u64 = Mark::Must.bit() | Mark::Will.bit() | Mark::Modal.bit() | Mark::Be.bit();

/// Words of a fronted clause before a comma may end it.
const FRONTED: usize = 2;

/// Words of a relative clause before the main clause may go on.
const RESUMED: usize = 3;

/// Fills [`Work::clauses`].
pub(crate) fn divide(work: &mut Work) {
    let mut at = Clause {
        kind: Kind::Main,
        number: 0,
        quoted: false,
        outweighed: false,
    };
    // The number of the clause that one about a noun in it interrupts.
    let (mut begun, mut interrupted, mut last) = (0, 0, 0);
    let Work {
        words,
        clauses,
        signals,
        ..
    } = work;
    clauses.clear();
    // A sentence may begin with something else.
    signals.insert(0);
    signals.each(|index| {
        let word = words[index];
        let turn = turn(words, index, at.kind, begun);
        if turn.is_none() && !word.is(bits::QUOTE) {
            return;
        }
        clauses.resize(index, at);
        if word.is(bits::QUOTE) {
            at.quoted = !at.quoted;
        }
        let to = |word: &WordAt| word.is(Mark::To.bit());
        if word.is(Mark::Contrast.bit()) && index > 1 && !words.get(index + 1).is_some_and(to) {
            clauses
                .iter_mut()
                .for_each(|clause| clause.outweighed = true);
        }
        if let Some(kind) = turn {
            let goes_on = at.kind == Kind::Relative && goes_on(words, index);
            if kind == Kind::Relative {
                interrupted = at.number;
            }
            last += 1;
            let number = if goes_on { interrupted } else { last };
            (at.kind, at.number, begun) = (kind, number, index);
        }
    });
    clauses.resize(words.len(), at);
}

/// Whether the clause that one about its subject interrupts goes on at a word: with its verb, or a comma before it
/// ("the sanctions, which had lasted for years, were lifted").
fn goes_on(words: &[WordAt], index: usize) -> bool {
    let verb = RESUMES | Mark::Have.bit() | Mark::Do.bit();
    let at = index + usize::from(words[index].is(bits::COMMA));
    let mut behind = words[at..].iter().skip_while(|word| word.is(bits::ADVERB));
    behind.next().is_some_and(|word| word.is(verb))
}

/// The kind of clause that begins at a word, if one does.
fn turn(words: &[WordAt], index: usize, kind: Kind, begun: usize) -> Option<Kind> {
    let word = words[index];
    if word.is(bits::HARD) || word.is(Mark::Contrast.bit()) {
        return Some(Kind::Main);
    }
    if word.is(bits::COMMA) {
        let next = words.get(index + 1)?;
        let closes = index - begun >= FRONTED;
        return match kind {
            Kind::Background | Kind::Condition | Kind::Concession if !closes => None,
            _ if next.is(bits::ING) && !next.is(bits::CAPITAL) => Some(Kind::Participle),
            _ if next.is(bits::ED) && passive(words, index + 2) => Some(Kind::Relative),
            _ => Some(Kind::Main),
        };
    }
    if kind == Kind::Relative && resumes(words, index, begun) {
        return Some(Kind::Main);
    }
    let fresh = |new: Kind| Some(new);
    match () {
        () if index == 0 && fronted_participle(words) => fresh(Kind::Background),
        () if word.is(Mark::Background.bit()) && !trails(words, index) => fresh(Kind::Background),
        () if word.is(Mark::Condition.bit()) => fresh(Kind::Condition),
        () if word.is(Mark::Inverted.bit()) && inverts(words, index) => fresh(Kind::Condition),
        () if word.is(Mark::Concession.bit()) => fresh(Kind::Concession),
        () if word.is(Mark::Relative.bit()) && index > 0 => fresh(Kind::Relative),
        () if word.is(Mark::That.bit()) && index > 0 && kind == Kind::Main => that(words, index),
        () => None,
    }
}

/// Whether "by" stands at a word: the participle before it only describes (", backed by parliament, …").
fn passive(words: &[WordAt], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.is(Mark::Means.bit()))
}

/// Whether the main clause goes on behind a clause about its subject ("those who finance terrorism should …").
fn resumes(words: &[WordAt], index: usize, begun: usize) -> bool {
    let auxiliary = Mark::Must.bit() | Mark::Will.bit() | Mark::Modal.bit();
    let verbal = auxiliary
        | Mark::Be.bit()
        | Mark::Have.bit()
        | Mark::Relative.bit()
        | Mark::Negator.bit()
        | Mark::Ceased.bit();
    let named = Mark::Determiner.bit() | Mark::Pronoun.bit() | bits::CAPITAL;
    let of_subject = !words[begun + 1].is(named);
    index >= begun + RESUMED
        && of_subject
        && words[index].is(auxiliary | Mark::Be.bit())
        && !words[index - 1].is(verbal | bits::ADVERB)
}

/// A sentence that begins with "Having signed …," tells of something earlier first.
fn fronted_participle(words: &[WordAt]) -> bool {
    let first = words[0];
    let having = first.is(Mark::Have.bit()) && first.is(bits::ING);
    having && words.iter().any(|w| w.is(bits::COMMA))
}

/// Whether a verb before its subject supposes something: "Had they signed, …", "… had it not been for …".
fn inverts(words: &[WordAt], index: usize) -> bool {
    let asks = || words.last().is_some_and(|w| w.is(bits::QUESTION));
    if index == 0 {
        return words.len() > 1 && !asks();
    }
    let subject = |w: &WordAt| w.is(Mark::Pronoun.bit() | bits::CAPITAL);
    let unreal = |w: &WordAt| w.is(Mark::Unreal.bit());
    words[index].is(Mark::Have.bit())
        && words.get(index + 1).is_some_and(subject)
        && words.iter().any(unreal)
}

/// An adverb rather than a conjunction: "only two years before, …".
fn trails(words: &[WordAt], index: usize) -> bool {
    words.get(index + 1).is_none_or(|w| w.is(bits::PUNCTUATION))
}

/// "that": behind a verb of saying it only opens what is said; before a verb it opens a relative clause.
fn that(words: &[WordAt], index: usize) -> Option<Kind> {
    let next = words.get(index + 1)?;
    let verb =
        Mark::Be.bit() | Mark::Have.bit() | Mark::Will.bit() | Mark::Modal.bit() | Mark::Do.bit();
    let relative = next.is(verb) || (next.is(bits::ED) && !next.is(bits::CAPITAL));
    Some(if relative { Kind::Relative } else { Kind::Main })
}
