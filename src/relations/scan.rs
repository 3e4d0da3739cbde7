//! Scanning a sentence: which patterns match its words, and which of them count where they overlap.

mod forms;

use super::automaton::{Automaton, Class, DEAD, Ended, State, Symbols};
use super::clauses::Clause;
use super::columns::{Columns, bits};
use super::compose::Unit;
use super::context::Names;
use super::grammar::Mark;
use super::lexicon::Role;
use super::morphology::Form;
use super::trie::Trie;
use crate::tokenize::{TokenKind, Tokens};
use std::ops::Range;

/// A word of the sentence at hand. Hyphens inside a compound are left out; other punctuation is a word of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordAt {
    /// Index of the token.
    pub(crate) token: u32,
    pub(crate) bits: u64,
    /// Where patterns that begin with the word lead.
    first: State,
    /// What the word is to patterns that began before it.
    class: Class,
    symbols: Symbols,
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
    /// Words that a pattern may begin with, by what the next word is.
    starts: Vec<u32>,
    /// Of the matches.
    pub(crate) names: Names,
    /// The events, objects and composed units of the sentence.
    pub(crate) units: Vec<Unit>,
    /// The hits of each word that begins an operator, as ranges of `hits`.
    pub(crate) operators: Vec<Range<usize>>,
    /// Words that a longer match owns: bit k is the k-th from the start at hand.
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
        self.words.resize(range.len(), WordAt::default());
        self.starts.resize(range.len(), 0);
        let (words, starting) = (&mut self.words[..], &mut self.starts[..]);
        let (mut at, mut starts, mut union) = (0, 0, 0);
        // Whether the last word begins a pattern whatever follows it, or with one of which symbols.
        let (mut begins, mut second) = (false, 0);
        for (index, token) in range.clone().zip(&tokens.tokens[range.clone()]) {
            if token.kind == TokenKind::Clitic {
                if at > 0 {
                    words[at - 1].bits |= bits::POSSESSIVE;
                    union |= bits::POSSESSIVE;
                }
                continue;
            }
            let known = columns.of(token.id);
            let word = WordAt {
                token: index as u32,
                bits: known.bits,
                first: known.first,
                class: known.class,
                symbols: known.symbols,
            };
            if word.is(bits::HYPHEN) && joins(tokens, index, &range) {
                continue;
            }
            // Written at every word and kept at some: no branch, as which words begin a pattern cannot be foretold.
            starting[starts] = (at as u32).wrapping_sub(1);
            starts += usize::from(begins | (second & word.symbols != 0));
            (begins, second) = (word.is(bits::STARTS), known.second);
            union |= word.bits;
            words[at] = word;
            at += 1;
        }
        if begins {
            starting[starts] = at as u32 - 1;
            starts += 1;
        }
        self.words.truncate(at);
        self.starts.truncate(starts);
        self.union = union;
        starts > 0
    }

    /// Number of words that have one of these bits.
    fn count(&self, set: u64) -> i32 {
        match self.union & set {
            0 => 0,
            _ => self.words.iter().map(|word| i32::from(word.is(set))).sum(),
        }
    }

    /// Finds all patterns, and resolves their overlaps: a longer match owns its words.
    pub(crate) fn scan(&mut self, trie: &Trie, columns: &mut Columns) {
        (self.anchors, self.elsewhere) = (self.count(bits::ANCHOR), self.count(bits::ELSEWHERE));
        self.hits.clear();
        self.operators.clear();
        (self.owned, self.hidden) = (0, 0);
        let mut at = 0;
        for index in 0..self.starts.len() {
            let start = self.starts[index] as usize;
            let passed = (start - at).min(REACH);
            (self.owned, self.hidden) = (self.owned >> passed, self.hidden >> passed);
            at = start;
            // Every pattern owns its first word.
            if self.owned & 1 == 0 {
                let state = self.walk(start, trie, &mut columns.automaton);
                self.accept(start, columns.automaton.ended(state));
            }
        }
    }

    /// The state that knows all patterns that begin at a word.
    fn walk(&self, start: usize, trie: &Trie, automaton: &mut Automaton) -> State {
        let mut state = self.words[start].first;
        for word in self.words[start + 1..].iter().take(REACH - 1) {
            match automaton.step(trie, state, word.class, word.symbols) {
                DEAD => break,
                next => state = next,
            }
        }
        state
    }

    /// Accepts the longest of the patterns that begin at one word and fit, all those of that length.
    fn accept(&mut self, start: usize, ended: &[Ended]) {
        let first = self.hits.len();
        let mut longest = 0;
        let mut owned = 0;
        for ended in ended {
            if ended.words < longest {
                break;
            }
            let hit = Hit {
                start,
                end: start + usize::from(ended.reach),
                own: ended.own,
                entry: ended.entry,
                role: ended.role,
                form: ended.form,
            };
            let taken = hit.own & self.owned != 0;
            if taken || !self.fits(&hit, ended.ambiguous) {
                continue;
            }
            let void = hit.role == Role::Void;
            longest = ended.words + u8::from(void);
            if ended.words > 1 || void {
                owned |= hit.own;
            }
            self.take(hit);
        }
        self.owned |= owned;
        let operates = |hit: &Hit| matches!(hit.role, Role::Operator(_));
        if self.hits[first..].iter().any(operates) {
            self.operators.push(first..self.hits.len());
        }
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
            Role::Object(_) | Role::Operator(_) | Role::Event { .. } => {
                self.words[hit.start].bits |= bits::BEGINS;
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
