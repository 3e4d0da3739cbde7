//! Forms and places: whether a word that may be a noun or a verb can be the one that its pattern means.

use super::{Hit, WordAt, Work};
use crate::relations::automaton::Ended;
use crate::relations::columns::bits;
use crate::relations::grammar::Mark;
use crate::relations::lexicon::Role;
use crate::relations::morphology::{Form, Slot};

impl Work {
    /// Whether a hit's form suits its place: a verb's form is no verb after an article, a noun's no noun after "will".
    pub(super) fn fits(&self, hit: &Hit, ended: &Ended) -> bool {
        if self.part_of_name(hit, ended.role) {
            return false;
        }
        match ended.slot {
            Slot::Any => true,
            Slot::Verb => self.verbal(hit),
            Slot::NoVerb => !self.verbal(hit),
            Slot::Noun => !self.after(
                hit.start,
                Mark::Will.bit() | Mark::Modal.bit() | Mark::Pronoun.bit() | Mark::Do.bit(),
            ),
            Slot::Past => !self
                .before(hit.start)
                .is_none_or(|w| w.is(Mark::Determiner.bit() | Mark::No.bit() | bits::POSSESSIVE)),
            Slot::Third => {
                !self.nominal(hit.start)
                    && !self.after(hit.start, Mark::Be.bit() | Mark::Have.bit())
            }
        }
    }

    /// Whether a single word with a capital stands beside another such: then it is part of a name.
    fn part_of_name(&self, hit: &Hit, role: Role) -> bool {
        let capital = |at: usize| self.words.get(at).is_some_and(|w| w.is(bits::CAPITAL));
        // Most words have no capital, so that it is asked first.
        capital(hit.start)
            && hit.own == 1
            && hit.start > 0
            && !matches!(role, Role::Anchor(_) | Role::Void | Role::Mark(_))
            && (capital(hit.end) || (hit.start > 1 && capital(hit.start - 1)))
            && !self.titled()
    }

    /// Whether most words begin with a capital, as in a heading.
    fn titled(&self) -> bool {
        let number = |has: fn(&WordAt) -> bool| self.words.iter().filter(|&word| has(word)).count();
        let capitals = number(|word| word.is(bits::CAPITAL));
        let alphabetic = number(|word| !word.is(bits::PUNCTUATION | bits::NUMBER));
        capitals * 3 > alphabetic * 2
            || (capitals * 2 >= alphabetic && alphabetic <= 8 && alphabetic > 2)
    }

    /// Whether the word before `at`, adverbs left out, has one of these bits.
    fn after(&self, at: usize, set: u64) -> bool {
        self.before(at).is_some_and(|word| word.is(set))
    }

    fn before(&self, at: usize) -> Option<&WordAt> {
        self.words[..at]
            .iter()
            .rev()
            .find(|word| !word.is(bits::ADVERB) || word.is(bits::CAPITAL))
    }

    /// Whether a noun is expected at a word.
    fn nominal(&self, at: usize) -> bool {
        let set = Mark::Determiner.bit()
            | Mark::No.bit()
            | Mark::Preposition.bit()
            | Mark::Adjective.bit();
        let before = self.before(at);
        before.is_some_and(|word| {
            word.is(set | bits::POSSESSIVE | bits::NUMBER)
                || (word.is(bits::ADJECTIVE) && !word.is(bits::CAPITAL))
        })
    }

    /// Whether a word that may be a noun or a verb is a verb here.
    fn verbal(&self, hit: &Hit) -> bool {
        let at = hit.start;
        let next = self.words.get(hit.end);
        let Some(before) = self.before(at) else {
            let goes_on =
                Mark::Preposition.bit() | Mark::To.bit() | Mark::Be.bit() | Mark::Have.bit();
            let noun = next.is_some_and(|word| word.is(goes_on));
            return matches!(hit.form, Form::Base | Form::Present) && !noun;
        };
        let object = next.is_some_and(|word| {
            word.is(Mark::Determiner.bit() | Mark::Pronoun.bit() | bits::CAPITAL | bits::NUMBER)
        });
        let to_verb = Mark::To.bit()
            | Mark::Will.bit()
            | Mark::Modal.bit()
            | Mark::Must.bit()
            | Mark::Do.bit()
            | Mark::Pronoun.bit()
            | Mark::Negator.bit()
            | Mark::Ceased.bit()
            | Mark::Fail.bit();
        if before.is(to_verb) {
            return true;
        }
        if self.nominal(at) {
            return false;
        }
        let ends_like_noun = self.words[at].is(bits::S);
        let present = self.words[at].is(bits::ING);
        if present {
            return before.is(Mark::Be.bit()) || object || before.is(bits::COMMA);
        }
        if self.words[at].is(bits::ED) {
            return true;
        }
        if before.is(Mark::Relative.bit() | Mark::That.bit()) {
            return true;
        }
        if ends_like_noun {
            // "The state supports terrorism": a political subject, and something that can be an object.
            let goes_on = [
                Mark::Preposition,
                Mark::Means,
                Mark::Be,
                Mark::Have,
                Mark::Modal,
                Mark::Will,
                Mark::And,
                Mark::Background,
            ];
            let set = goes_on
                .iter()
                .fold(bits::PUNCTUATION | bits::ED, |set, mark| set | mark.bit());
            let subject = before.is(bits::ANCHOR) && !before.is(bits::S | bits::CAPITAL);
            return object
                || next.is_some_and(|word| word.is(Mark::To.bit()))
                || (subject && next.is_some_and(|word| !word.is(set)));
        }
        // A base form: a verb after a plural noun or "and", or behind two subjects, with an object.
        let plural = before.is(bits::S | Mark::Plural.bit());
        let several = plural || before.is(Mark::And.bit()) || self.joined(at);
        several && !before.is(bits::POSSESSIVE) && (object || plural)
    }

    /// Whether "and" joins the word before `at` to another ("Peru and Chile").
    fn joined(&self, at: usize) -> bool {
        let before = &self.words[at.saturating_sub(4)..at];
        let number = before.iter().rev().position(|w| w.is(Mark::And.bit()));
        number.is_some_and(|number| {
            let between = &before[before.len() - number..];
            let ends = bits::PUNCTUATION | Mark::Preposition.bit() | Mark::To.bit();
            !between.iter().any(|w| w.is(ends))
        })
    }
}
