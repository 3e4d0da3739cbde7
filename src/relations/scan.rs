//! Scanning a sentence: which patterns match its words, and which of them count where they overlap.

mod forms;

use super::automaton::{Ended, REACH};
use super::clauses::{Clause, SIGNAL};
use super::columns::{BARRIER, Columns, Kind, bits};
use super::compose::Unit;
use super::grammar::Mark;
use super::lexicon::{Lexicon, Role, Strength};
use super::morphology::Form;
use super::places::Places;
use super::trie::Trie;
use crate::tokenize::{TokenKind, Tokens};
use std::ops::Range;

/// A word of the sentence at hand. Hyphens inside a compound are left out; other punctuation is a word of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordAt {
    pub(crate) bits: u64,
    /// Index of the token.
    pub(crate) token: u32,
    /// What the lexicon knows of its type.
    kind: Kind,
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
    pub(crate) form: Form,
}

/// The operators that begin at one word, and the events and objects that begin there too.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) operators: Range<usize>,
    pub(crate) units: Range<usize>,
}

/// Buffers for one sentence, kept between sentences.
#[derive(Debug, Default)]
pub(crate) struct Work {
    pub(crate) words: Vec<WordAt>,
    pub(crate) clauses: Vec<Clause>,
    /// All bits that some word of the sentence has, or had: what is not here need not be looked for.
    pub(crate) union: u64,
    /// Political words.
    pub(crate) anchors: i32,
    /// Words that show another field (sport, the kitchen).
    pub(crate) elsewhere: i32,
    /// Words that a pattern may begin with, by what stands behind them.
    starts: Places,
    /// Words that may change what clause it is.
    pub(crate) signals: Places,
    /// The events and objects of the sentence, to which come the composed units.
    pub(crate) units: Vec<Unit>,
    /// Whether one of them stands alone.
    pub(crate) strong: bool,
    /// The operators, with the words that stand for them.
    pub(crate) operators: Vec<(Hit, u16)>,
    /// What begins at each word that begins an operator.
    pub(crate) groups: Vec<Group>,
    /// Words that a longer match owns: bit k is the k-th from the start at hand.
    owned: u32,
    /// Where the last fixed phrase ends that is no event.
    hidden: usize,
}

impl Work {
    /// Takes in the words of a sentence, or of a piece of one; false if none of them can start a pattern.
    // Not inlined: its loops need all the registers.
    #[inline(never)]
    pub(crate) fn load(&mut self, tokens: &Tokens, range: Range<usize>, columns: &Columns) -> bool {
        self.words.clear();
        let (mut clitics, mut seen) = (false, 0);
        let all = range.clone().zip(&tokens.tokens[range.clone()]);
        self.words.extend(all.map(|(index, token)| {
            let kind = columns.kind(token.id);
            let bits = columns.known(kind).bits;
            clitics |= token.kind == TokenKind::Clitic;
            seen |= bits;
            let token = index as u32;
            WordAt { bits, token, kind }
        }));
        if clitics || seen & bits::HYPHEN != 0 {
            self.leave_out(tokens, &range);
        }
        let (mut union, mut anchors) = (0, 0);
        // The symbols of the next word, and of those that a gap may reach.
        let (mut next, mut near) = (0, 0);
        [self.starts, self.signals] = Places::of(&mut self.words, |word| {
            let known = columns.known(word.kind);
            let leads = (known.second & next) | (known.gaps & near) != 0;
            next = known.symbols;
            near = next | if word.is(BARRIER) { 0 } else { near };
            word.bits |= if leads { bits::LEADS } else { 0 };
            union |= word.bits;
            anchors += i32::from(word.is(bits::ANCHOR));
            [word.is(bits::STARTS | bits::LEADS), word.is(SIGNAL)]
        });
        (self.union, self.anchors) = (union, anchors);
        !self.starts.is_empty()
    }

    /// Leaves out what is no word of its own.
    fn leave_out(&mut self, tokens: &Tokens, range: &Range<usize>) {
        let mut end = 0;
        for at in 0..self.words.len() {
            let word = self.words[at];
            let index = word.token as usize;
            if tokens.tokens[index].kind == TokenKind::Clitic {
                if end > 0 {
                    self.words[end - 1].bits |= bits::POSSESSIVE;
                }
            } else if !(word.is(bits::HYPHEN) && joins(tokens, index, range)) {
                self.words[end] = word;
                end += 1;
            }
        }
        self.words.truncate(end);
    }

    /// Number of words of another field.
    fn elsewhere(&self) -> i32 {
        if self.union & bits::ELSEWHERE == 0 {
            return 0;
        }
        let elsewhere = |word: &WordAt| i32::from(word.is(bits::ELSEWHERE));
        self.words.iter().map(elsewhere).sum()
    }

    /// Finds all patterns, and resolves their overlaps: a longer match owns its words.
    pub(crate) fn scan(&mut self, lexicon: &Lexicon, trie: &Trie, columns: &mut Columns) {
        self.elsewhere = self.elsewhere();
        self.units.clear();
        self.operators.clear();
        self.groups.clear();
        self.strong = false;
        (self.owned, self.hidden) = (0, 0);
        let mut at = 0;
        self.starts.each(|start| {
            self.owned >>= (start - at).min(REACH);
            at = start;
            // Every pattern owns its first word.
            if self.owned & 1 == 0 {
                let state = if self.words[start].is(bits::LEADS) {
                    columns.walk(trie, self.words[start..].iter().map(|word| word.kind))
                } else {
                    columns.known(self.words[start].kind).first
                };
                self.accept(lexicon, start, columns.automaton.ended(state));
            }
        });
    }

    /// Accepts the longest of the patterns that begin at one word and fit, all those of that length.
    fn accept(&mut self, lexicon: &Lexicon, start: usize, ended: &[Ended]) {
        let (units, operators) = (self.units.len(), self.operators.len());
        let (mut longest, mut owned) = (0, 0);
        for ended in ended {
            if ended.words < longest {
                break;
            }
            let hit = Hit {
                start,
                end: start + usize::from(ended.reach),
                own: ended.own,
                entry: ended.entry,
                form: ended.form,
            };
            if hit.own & self.owned != 0 || !self.fits(&hit, ended) {
                continue;
            }
            let void = ended.role == Role::Void;
            longest = ended.words + u8::from(void);
            if ended.words > 1 || void {
                owned |= hit.own;
            }
            self.take(lexicon, hit, ended.role);
        }
        self.owned |= owned;
        if self.operators.len() > operators {
            self.groups.push(Group {
                operators: operators..self.operators.len(),
                units: units..self.units.len(),
            });
        }
    }

    fn take(&mut self, lexicon: &Lexicon, hit: Hit, role: Role) {
        let unit = match role {
            Role::Object(class) => Unit::object(lexicon, &hit, class),
            Role::Event { code, strength } => Unit::event(lexicon, &hit, code, strength),
            Role::Operator(operator) => {
                self.words[hit.start].bits |= bits::BEGINS;
                return self.operators.push((hit, operator));
            }
            Role::Void => return self.hide(&hit),
            Role::Anchor(sign) if sign > 0 => return self.anchors += 1,
            Role::Anchor(_) => return self.elsewhere += 1,
            Role::Mark(mark) => return self.mark(&hit, mark),
        };
        self.words[hit.start].bits |= bits::BEGINS;
        self.strong |= unit.strength == Strength::Strong;
        self.units.push(unit);
    }

    /// A phrase that is a grammatical word.
    fn mark(&mut self, hit: &Hit, mark: Mark) {
        for word in &mut self.words[hit.start..hit.end] {
            // A "to" at its end still announces a verb.
            word.bits &= !Mark::ALL | Mark::To.bit();
        }
        self.words[hit.start].bits |= mark.bit();
        self.union |= mark.bit();
        self.signals.insert(hit.start);
    }

    /// A political word stays one, whatever longer pattern it is part of; but not in a phrase that is no event.
    fn hide(&mut self, hit: &Hit) {
        let from = self.hidden.clamp(hit.start, hit.end);
        for word in &self.words[from..hit.end] {
            self.anchors -= i32::from(word.is(bits::ANCHOR));
            self.elsewhere -= i32::from(word.is(bits::ELSEWHERE));
        }
        self.hidden = self.hidden.max(hit.end);
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
