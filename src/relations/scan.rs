//! Scanning a sentence: which patterns match its words, and which of them count where they overlap.

use super::automaton::{Class, DEAD, State};
use super::clauses::Clause;
use super::columns::{Columns, bits};
use super::grammar::Mark;
use super::lexicon::Role;
use super::morphology::Form;
use super::trie::Trie;
use crate::tokenize::{TokenKind, Tokens};
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// A word of the sentence at hand. Hyphens inside a compound are left out; other punctuation is a word of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordAt {
    /// Index of the token.
    pub(crate) token: u32,
    pub(crate) bits: u64,
    /// Where patterns that begin with the word lead.
    first: State,
    /// What the word is to patterns that began before it.
    class: Class,
}

impl WordAt {
    /// Whether the word has one of these bits.
    pub(crate) const fn is(&self, set: u64) -> bool {
        self.bits & set != 0
    }
}

/// A pattern that matched, from word `start` to before word `end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Bit k: word `start + k` is one of the pattern's own, not of a gap.
    pub(crate) own: u32,
    pub(crate) entry: u32,
    pub(crate) role: Role,
    pub(crate) form: Form,
}

/// Buffers for one sentence, kept between sentences.
#[derive(Debug, Default)]
pub(crate) struct Work {
    pub(crate) words: Vec<WordAt>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) hits: Vec<Hit>,
    /// All bits that some word of the sentence has, or had: what is not here need not be looked for.
    pub(crate) union: u64,
    /// Political words.
    pub(crate) anchors: i32,
    /// Words that show another field (sport, the kitchen).
    pub(crate) elsewhere: i32,
    /// Most words begin with a capital, as in a heading.
    pub(crate) titled: bool,
    /// Words that some pattern begins with.
    starts: Vec<u32>,
    /// Names of operators with their objects, by the entries of both.
    pub(crate) pairs: HashMap<(u32, u32), Arc<str>>,
    candidates: Vec<Hit>,
    owned: Vec<bool>,
    /// Words of fixed phrases that are no event.
    hidden: Vec<bool>,
}

/// The bits that are marks.
const MARKS: u64 = 0xFFFF_FFFF;

/// Longest stretch of words a pattern may cover.
const REACH: usize = 24;

impl Work {
    /// Takes in the words of a sentence, or of a piece of one; false if none of them can start a pattern.
    pub(crate) fn load(&mut self, tokens: &Tokens, range: Range<usize>, columns: &Columns) -> bool {
        self.words.clear();
        self.hits.clear();
        self.clauses.clear();
        (self.union, self.anchors, self.elsewhere) = (0, 0, 0);
        // Written at every word and kept at some: no branch, as which words begin a pattern cannot be foretold.
        self.starts.resize(range.len(), 0);
        let mut starts = 0;
        let (mut alphabetic, mut capitals) = (0, 0);
        for index in range.clone() {
            let token = tokens.tokens[index];
            if token.kind == TokenKind::Clitic {
                if let Some(last) = self.words.last_mut() {
                    last.bits |= bits::POSSESSIVE;
                }
                continue;
            }
            let known = columns.of(token.id);
            let word = WordAt {
                token: index as u32,
                bits: known.bits,
                first: known.first,
                class: known.class,
            };
            if word.is(bits::HYPHEN) && joins(tokens, index, &range) {
                continue;
            }
            self.starts[starts] = self.words.len() as u32;
            starts += usize::from(word.first != DEAD);
            alphabetic += usize::from(!word.is(bits::PUNCTUATION | bits::NUMBER));
            capitals += usize::from(word.is(bits::CAPITAL));
            self.anchors += i32::from(word.is(bits::ANCHOR));
            self.elsewhere += i32::from(word.is(bits::ELSEWHERE));
            self.union |= word.bits;
            self.words.push(word);
        }
        self.titled = capitals * 3 > alphabetic * 2
            || (capitals * 2 >= alphabetic && alphabetic <= 8 && alphabetic > 2);
        self.starts.truncate(starts);
        starts > 0
    }

    /// Finds all patterns, and resolves their overlaps: a longer match owns its words.
    pub(crate) fn scan(&mut self, trie: &Trie, columns: &mut Columns) {
        self.candidates.clear();
        for index in 0..self.starts.len() {
            let from = self.candidates.len();
            self.walk(self.starts[index] as usize, trie, columns);
            let found = &mut self.candidates[from..];
            if found.len() > 1 {
                found.sort_unstable_by_key(|hit| {
                    let other = hit.role != Role::Void;
                    (Reverse(hit.own.count_ones()), other, hit.end, hit.entry)
                });
            }
        }
        if !self.candidates.is_empty() {
            self.resolve();
        }
    }

    /// Collects the patterns that begin at one word.
    fn walk(&mut self, start: usize, trie: &Trie, columns: &mut Columns) {
        let mut state = self.words[start].first;
        for (at, word) in self.words.iter().enumerate().skip(start).take(REACH) {
            if at > start {
                state = columns.automaton.step(trie, state, word.class);
            }
            if state == DEAD {
                return;
            }
            let ended = columns.automaton.endings(state).iter();
            self.candidates.extend(ended.map(|ended| Hit {
                start,
                end: at + 1,
                own: ended.own,
                entry: ended.entry,
                role: ended.role,
                form: ended.form,
            }));
        }
    }

    fn resolve(&mut self) {
        self.owned.clear();
        self.owned.resize(self.words.len(), false);
        self.hidden.clear();
        self.hidden.resize(self.words.len(), false);
        let mut next = 0;
        while next < self.candidates.len() {
            let first = self.candidates[next];
            let same = self.candidates[next..]
                .iter()
                .take_while(|hit| hit.start == first.start)
                .count();
            let group = next..next + same;
            next += same;
            self.accept(group);
        }
        // A political word stays one, whatever longer pattern it is part of; but not in a phrase that is no event.
        for (word, _) in self.words.iter().zip(&self.hidden).filter(|(_, h)| **h) {
            self.anchors -= i32::from(word.is(bits::ANCHOR));
            self.elsewhere -= i32::from(word.is(bits::ELSEWHERE));
        }
    }

    /// Accepts the longest of the candidates that begin at one word, all those of that length.
    fn accept(&mut self, group: Range<usize>) {
        let mut longest = 0;
        let mut owned = 0;
        let start = self.candidates[group.start].start;
        for index in group.clone() {
            let hit = self.candidates[index];
            let words = hit.own.count_ones();
            if words < longest || self.taken(&hit) || !self.fits(&hit, &group) {
                continue;
            }
            longest = words + u32::from(hit.role == Role::Void);
            if words > 1 || hit.role == Role::Void {
                owned |= hit.own;
            }
            self.take(hit);
        }
        while owned != 0 {
            self.owned[start + owned.trailing_zeros() as usize] = true;
            owned &= owned - 1;
        }
    }

    fn take(&mut self, hit: Hit) {
        match hit.role {
            Role::Void => self.hidden[hit.start..hit.end].fill(true),
            Role::Anchor(sign) if sign > 0 => self.anchors += 1,
            Role::Anchor(_) => self.elsewhere += 1,
            Role::Mark(mark) => {
                for word in &mut self.words[hit.start..hit.end] {
                    // A "to" at its end still announces a verb.
                    word.bits &= !MARKS | Mark::To.bit();
                }
                self.words[hit.start].bits |= mark.bit();
                self.union |= mark.bit();
            }
            _ => self.hits.push(hit),
        }
    }

    /// Whether a longer match, begun before, owns one of the hit's words.
    fn taken(&self, hit: &Hit) -> bool {
        let own = |k: usize| hit.own >> k & 1 == 1;
        (0..hit.end - hit.start).any(|k| own(k) && self.owned[hit.start + k])
    }

    /// Whether the same words are also in the lexicon as a noun or a verb, the other of what `hit` is; `group` are the
    /// candidates that begin with it.
    fn ambiguous(&self, hit: &Hit, group: &Range<usize>) -> bool {
        self.candidates[group.clone()].iter().any(|c| {
            c.own == hit.own
                && c.form.is_verb() != hit.form.is_verb()
                && !matches!(c.role, Role::Mark(_) | Role::Anchor(_))
        })
    }

    /// Whether a hit's form suits its place: a verb's form is no verb after an article, a noun's no noun after "will".
    fn fits(&self, hit: &Hit, group: &Range<usize>) -> bool {
        let ambiguous = self.ambiguous(hit, group);
        if hit.own == 1 && self.part_of_name(hit) {
            return false;
        }
        if hit.own.count_ones() > 1 && !ambiguous && hit.form == Form::Exact {
            return true;
        }
        match hit.form {
            Form::Exact => true,
            Form::Noun if ambiguous => !self.verbal(hit),
            Form::Noun => !self.after(
                hit.start,
                Mark::Will.bit() | Mark::Modal.bit() | Mark::Pronoun.bit() | Mark::Do.bit(),
            ),
            form if ambiguous || matches!(form, Form::Base) => self.verbal(hit),
            Form::Past => !self
                .before(hit.start)
                .is_none_or(|w| w.is(Mark::Determiner.bit() | Mark::No.bit() | bits::POSSESSIVE)),
            Form::Third => {
                !self.nominal(hit.start)
                    && !self.after(hit.start, Mark::Be.bit() | Mark::Have.bit())
            }
            _ => true,
        }
    }

    /// Whether a single word with a capital stands beside another such: then it is part of a name.
    fn part_of_name(&self, hit: &Hit) -> bool {
        let capital = |at: usize| self.words.get(at).is_some_and(|w| w.is(bits::CAPITAL));
        let event = !matches!(hit.role, Role::Anchor(_) | Role::Void | Role::Mark(_));
        event
            && !self.titled
            && hit.start > 0
            && capital(hit.start)
            && (capital(hit.end) || (hit.start > 1 && capital(hit.start - 1)))
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
            | Mark::Do.bit()
            | Mark::Pronoun.bit()
            | Mark::Negator.bit()
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
        // A base form: a verb after a plural noun or "and", with an object.
        before.is(bits::S | Mark::And.bit())
            && !before.is(bits::POSSESSIVE)
            && (object || before.is(bits::S))
    }
}

/// Whether a hyphen stands between two words without space.
fn joins(tokens: &Tokens, index: usize, range: &Range<usize>) -> bool {
    let token = tokens.tokens[index];
    index > range.start
        && index + 1 < range.end
        && tokens.tokens[index - 1].end == token.start
        && tokens.tokens[index + 1].start == token.end
}

#[cfg(test)]
mod tests;
