//! Scanning a sentence: which patterns match its words, and which of them count where they overlap.

mod forms;

use super::automaton::{Class, DEAD, Ended, State};
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
    /// Whether some hit is an operator.
    pub(crate) operates: bool,
    /// Words that a longer match owns: bit k is the k-th from the start of the candidates at hand.
    owned: u32,
    /// The same for words of fixed phrases that are no event.
    hidden: u32,
}

/// The bits that are marks.
const MARKS: u64 = 0x3_FFFF_FFFF;

/// Longest stretch of words a pattern may cover; less than the bits of a `u32`.
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
            self.candidates
                .extend(ended.map(|&Ended { own, ending }| Hit {
                    start,
                    end: at + 1,
                    own,
                    entry: ending.entry,
                    role: ending.role,
                    form: ending.form,
                }));
        }
    }

    fn resolve(&mut self) {
        (self.owned, self.hidden, self.operates) = (0, 0, false);
        let (mut at, mut next) = (0, 0);
        while next < self.candidates.len() {
            let start = self.candidates[next].start;
            let passed = (start - at) as u32;
            self.owned = self.owned.checked_shr(passed).unwrap_or(0);
            self.hidden = self.hidden.checked_shr(passed).unwrap_or(0);
            let rest = self.candidates[next..].iter();
            let same = rest.take_while(|hit| hit.start == start).count();
            self.accept(next..next + same);
            (at, next) = (start, next + same);
        }
    }

    /// Accepts the longest of the candidates that begin at one word, all those of that length.
    fn accept(&mut self, group: Range<usize>) {
        let mut longest = 0;
        let mut owned = 0;
        for index in group.clone() {
            let hit = self.candidates[index];
            let words = hit.own.count_ones();
            let taken = hit.own & self.owned != 0;
            if words < longest || taken || !self.fits(&hit, &group) {
                continue;
            }
            longest = words + u32::from(hit.role == Role::Void);
            if words > 1 || hit.role == Role::Void {
                owned |= hit.own;
            }
            self.take(hit);
        }
        self.owned |= owned;
    }

    fn take(&mut self, hit: Hit) {
        match hit.role {
            Role::Void => self.hide(&hit),
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
            role => {
                self.operates |= matches!(role, Role::Operator(_));
                self.hits.push(hit);
            }
        }
    }

    /// A political word stays one, whatever longer pattern it is part of; but not in a phrase that is no event.
    fn hide(&mut self, hit: &Hit) {
        for (k, word) in self.words[hit.start..hit.end].iter().enumerate() {
            if self.hidden >> k & 1 == 0 {
                self.anchors -= i32::from(word.is(bits::ANCHOR));
                self.elsewhere -= i32::from(word.is(bits::ELSEWHERE));
            }
        }
        self.hidden |= (1 << (hit.end - hit.start)) - 1;
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
