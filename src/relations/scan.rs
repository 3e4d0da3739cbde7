//! Scanning a sentence: which patterns match its words, and which of them count where they overlap.

use super::clauses::Clause;
use super::columns::{Columns, bits, is_property};
use super::grammar::Mark;
use super::lexicon::Role;
use super::morphology::Form;
use super::trie::{Ending, Trie};
use crate::tokenize::{TokenKind, Tokens};
use crate::vocabulary::TypeId;
use std::ops::Range;

/// A word of the sentence at hand. Hyphens inside a compound are left out; other punctuation is a word of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordAt {
    /// Index of the token.
    pub(crate) token: u32,
    pub(crate) id: TypeId,
    pub(crate) bits: u64,
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
    pub(crate) own: u64,
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
    /// Political words minus words that show another field.
    pub(crate) anchors: i32,
    /// Words that show another field (sport, the kitchen).
    pub(crate) elsewhere: i32,
    /// Most words begin with a capital, as in a heading.
    pub(crate) titled: bool,
    candidates: Vec<Hit>,
    owned: Vec<bool>,
    /// Words of fixed phrases that are no event.
    hidden: Vec<bool>,
}

/// The bits that are marks.
const MARKS: u64 = 0xFFFF_FFFF;

/// The widest gap a pattern may have.
const WIDEST: usize = super::pattern::MAX_GAP as usize;

/// Words that no gap of a pattern reaches over: another clause begins.
const BARRIER: u64 = bits::COMMA
    | bits::HARD
    | Mark::Contrast.bit()
    | Mark::Relative.bit()
    | Mark::Background.bit()
    | Mark::Condition.bit()
    | Mark::Negator.bit()
    | Mark::No.bit();

/// Longest stretch of words a pattern may cover.
const REACH: usize = 24;

impl Work {
    /// Takes in the words of a sentence, or of a piece of one; false if none of them can start a pattern.
    pub(crate) fn load(
        &mut self,
        text: &str,
        tokens: &Tokens,
        range: Range<usize>,
        columns: &Columns,
    ) -> bool {
        self.words.clear();
        self.hits.clear();
        self.clauses.clear();
        let mut any = false;
        for index in range.clone() {
            let token = tokens.tokens[index];
            if token.kind == TokenKind::Clitic {
                if let Some(last) = self.words.last_mut() {
                    last.bits |= bits::POSSESSIVE;
                }
                continue;
            }
            let set = columns.bits(token.id);
            if set & bits::PUNCTUATION != 0 && is_hyphen(text, tokens, index, &range) {
                continue;
            }
            any |= set & bits::STARTS != 0;
            self.words.push(WordAt {
                token: index as u32,
                id: token.id,
                bits: set,
            });
        }
        let alphabetic = self
            .words
            .iter()
            .filter(|w| !w.is(bits::PUNCTUATION | bits::NUMBER))
            .count();
        let capitals = self.words.iter().filter(|w| w.is(bits::CAPITAL)).count();
        self.titled = capitals * 3 > alphabetic * 2
            || (capitals * 2 >= alphabetic && alphabetic <= 8 && alphabetic > 2);
        any
    }

    /// Finds all patterns, and resolves their overlaps: a longer match owns its words.
    pub(crate) fn scan(&mut self, trie: &Trie, columns: &Columns) {
        self.candidates.clear();
        for start in 0..self.words.len() {
            if self.words[start].is(bits::STARTS) {
                let from = self.candidates.len();
                let mut walk = Walk {
                    trie,
                    columns,
                    words: &self.words,
                    start,
                    out: &mut self.candidates,
                };
                walk.begin();
                self.candidates[from..].sort_unstable_by_key(|hit| {
                    let other = hit.role != Role::Void;
                    (
                        std::cmp::Reverse(hit.own.count_ones()),
                        other,
                        hit.end,
                        hit.entry,
                    )
                });
            }
        }
        self.resolve();
    }

    fn resolve(&mut self) {
        self.owned.clear();
        self.owned.resize(self.words.len(), false);
        self.hidden.clear();
        self.hidden.resize(self.words.len(), false);
        (self.anchors, self.elsewhere) = (0, 0);
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
        // A political word stays one, whatever longer pattern it is part of.
        for (word, hidden) in self.words.iter().zip(&self.hidden) {
            self.anchors += i32::from(word.is(bits::ANCHOR) && !hidden);
            self.elsewhere += i32::from(word.is(bits::ELSEWHERE) && !hidden);
        }
    }

    /// Accepts the longest of the candidates that begin at one word, all those of that length.
    fn accept(&mut self, group: Range<usize>) {
        let mut longest = 0;
        let mut owned = 0;
        let start = self.candidates[group.start].start;
        for index in group {
            let hit = self.candidates[index];
            let words = hit.own.count_ones();
            if words < longest || self.taken(&hit) || !self.fits(&hit) {
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
            }
            _ => self.hits.push(hit),
        }
    }

    /// Whether a longer match, begun before, owns one of the hit's words.
    fn taken(&self, hit: &Hit) -> bool {
        let own = |k: usize| hit.own >> k & 1 == 1;
        (0..hit.end - hit.start).any(|k| own(k) && self.owned[hit.start + k])
    }

    /// Whether the same words are also in the lexicon as a noun or a verb, the other of what `hit` is.
    fn ambiguous(&self, hit: &Hit) -> bool {
        let first = self.candidates.partition_point(|c| c.start < hit.start);
        self.candidates[first..]
            .iter()
            .take_while(|c| c.start == hit.start)
            .any(|c| {
                c.own == hit.own
                    && c.form.is_verb() != hit.form.is_verb()
                    && !matches!(c.role, Role::Mark(_) | Role::Anchor(_))
            })
    }

    /// Whether a hit's form suits its place: a verb's form is no verb after an article, a noun's no noun after "will".
    fn fits(&self, hit: &Hit) -> bool {
        let ambiguous = self.ambiguous(hit);
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

/// A hyphen between two words without space.
fn is_hyphen(text: &str, tokens: &Tokens, index: usize, range: &Range<usize>) -> bool {
    let token = tokens.tokens[index];
    if !matches!(token.span().of(text), "-" | "\u{2010}" | "\u{2011}")
        || index == range.start
        || index + 1 >= range.end
    {
        return false;
    }
    tokens.tokens[index - 1].end == token.start && tokens.tokens[index + 1].start == token.end
}

/// A walk through the trie from one word.
struct Walk<'a> {
    trie: &'a Trie,
    columns: &'a Columns,
    words: &'a [WordAt],
    start: usize,
    out: &'a mut Vec<Hit>,
}

impl Walk<'_> {
    /// Takes the first word.
    fn begin(&mut self) {
        for &symbol in self.columns.symbols(self.words[self.start].id) {
            if let Some(node) = self.trie.start(symbol) {
                self.arrive(node, self.start, 1);
            }
        }
    }

    /// Takes the word at `at`, from a node.
    fn from(&mut self, node: u32, at: usize, own: u64) {
        for &symbol in self.columns.symbols(self.words[at].id) {
            if let Some(next) = self.trie.step(node, symbol) {
                self.arrive(next, at, own | 1 << (at - self.start));
            }
        }
    }

    /// At a node, with the word at `at` taken: reports what ends here and goes on.
    fn arrive(&mut self, node: u32, at: usize, own: u64) {
        for &ending in self.trie.endings(node) {
            self.found(ending, at + 1, own);
        }
        let end = self.words.len().min(self.start + REACH);
        if at + 1 >= end {
            return;
        }
        self.from(node, at + 1, own);
        if self.trie.has_gaps(node) {
            self.leap(node, at, end, own);
        }
    }

    /// Takes a word behind a gap.
    fn leap(&mut self, node: u32, at: usize, end: usize, own: u64) {
        for next in at + 1..end.min(at + 2 + WIDEST) {
            let word = self.words[next];
            if word.is(bits::BEHIND_GAP) {
                for &symbol in self.columns.symbols(word.id) {
                    for node in self.trie.leap(node, symbol, next - at - 1) {
                        self.arrive(node, next, own | 1 << (next - self.start));
                    }
                }
            }
            if word.is(BARRIER) {
                break;
            }
        }
    }

    fn found(&mut self, ending: Ending, end: usize, own: u64) {
        let role = ending.role;
        if own == 1 && is_property(role) {
            return;
        }
        self.out.push(Hit {
            start: self.start,
            end,
            own,
            entry: ending.entry,
            role,
            form: ending.form,
        });
    }
}
