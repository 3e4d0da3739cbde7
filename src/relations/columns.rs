//! What the lexicon knows of every type of the vocabulary, computed when the type is first seen.

use super::automaton::{self, Automaton, Class, DEAD, REACH, State, Symbols};
use super::grammar::Mark;
use super::lexicon::Role;
use super::morphology::Form;
use super::trie::{Symbol, Trie};
use crate::vocabulary::{TypeId, Vocabulary};
use hashbrown::HashMap;

/// Properties of words, beside the marks of [`Mark`]: bits of the same set.
pub(crate) mod bits {
    /// A comma, or a parenthesis.
    pub(crate) const COMMA: u64 = 1 << 40;
    /// A semicolon, colon or dash.
    pub(crate) const HARD: u64 = 1 << 41;
    /// A quotation mark.
    pub(crate) const QUOTE: u64 = 1 << 42;
    /// A question mark.
    pub(crate) const QUESTION: u64 = 1 << 43;
    /// Any punctuation or symbol.
    pub(crate) const PUNCTUATION: u64 = 1 << 44;
    /// Begins with a capital.
    pub(crate) const CAPITAL: u64 = 1 << 45;
    /// Carries a possessive 's.
    pub(crate) const POSSESSIVE: u64 = 1 << 46;
    /// Looks like an adjective ("-al", "-ive", "-ous").
    pub(crate) const ADJECTIVE: u64 = 1 << 47;
    /// An adverb: it looks like one ("-ly"), or the lexicon marks it.
    pub(crate) const ADVERB: u64 = 1 << 48;
    /// Ends in "-ing".
    pub(crate) const ING: u64 = 1 << 49;
    /// Ends in "-ed".
    pub(crate) const ED: u64 = 1 << 50;
    /// Ends in a plain "-s": a plural or a third person.
    pub(crate) const S: u64 = 1 << 51;
    /// It is a pattern by itself, and more than a property.
    pub(crate) const STARTS: u64 = 1 << 57;
    /// The words behind it may be of a pattern that begins with it.
    pub(crate) const LEADS: u64 = 1 << 58;
    /// A hyphen.
    pub(crate) const HYPHEN: u64 = 1 << 52;
    /// A political word.
    pub(crate) const ANCHOR: u64 = 1 << 55;
    /// A word of another field.
    pub(crate) const ELSEWHERE: u64 = 1 << 56;
    /// A number.
    pub(crate) const NUMBER: u64 = 1 << 53;
    /// An event, an object or an operator begins here.
    pub(crate) const BEGINS: u64 = 1 << 54;
}

/// Words that no gap of a pattern reaches over: another clause begins.
pub(crate) const BARRIER: u64 = bits::COMMA
    | bits::HARD
    | Mark::Contrast.bit()
    | Mark::Relative.bit()
    | Mark::Background.bit()
    | Mark::Condition.bit()
    | Mark::Negator.bit()
    | Mark::Ceased.bit()
    | Mark::No.bit();

/// The number of a kind of types: those of which the lexicon knows the same.
pub(crate) type Kind = u32;

/// What the lexicon knows of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Known {
    /// Properties and marks.
    pub(crate) bits: u64,
    /// Where patterns that begin with it lead.
    pub(crate) first: State,
    /// The symbols that lead on from there at once: where neither the next word has one of them …
    pub(crate) second: Symbols,
    /// … nor a word that a gap reaches has one of these, no pattern of several words begins.
    pub(crate) gaps: Symbols,
    /// What it is to patterns that began before it.
    pub(crate) class: Class,
    /// Its symbols, as far as these patterns ask for them.
    pub(crate) symbols: Symbols,
}

/// What the lexicon knows of every type of the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The kind of each type, in `kinds`: most types are of few kinds, so that what is asked for stays near.
    types: Vec<Kind>,
    kinds: Vec<Known>,
    numbers: HashMap<Known, Kind>,
    pub(crate) automaton: Automaton,
    symbols: Vec<Symbol>,
}

impl Columns {
    /// Reads the types that came since the last call; all of them again when the automaton has grown too large.
    pub(crate) fn fill(&mut self, trie: &Trie, vocabulary: &Vocabulary) {
        if self.automaton.is_full() {
            *self = Self::default();
        }
        if self.types.len() == vocabulary.len() {
            return;
        }
        for id in vocabulary.ids().skip(self.types.len()) {
            let (text, lower) = (vocabulary.text(id), vocabulary.text(vocabulary.lower(id)));
            let known = self.read(trie, text, lower);
            let number = *self.numbers.entry(known).or_insert_with(|| {
                self.kinds.push(known);
                self.kinds.len() as u32 - 1
            });
            self.types.push(number);
        }
    }

    /// What the lexicon knows of a word, given as it stands and in lower case.
    fn read(&mut self, trie: &Trie, text: &str, lower: &str) -> Known {
        let (text, lower, possessive) = bare(text, lower);
        self.symbols.clear();
        trie.symbols_of(text, lower, &mut self.symbols);
        let mut bits = shape(text, lower) | if possessive { bits::POSSESSIVE } else { 0 };
        let nodes = self.symbols.iter().filter_map(|&s| trie.start(s));
        for ending in nodes.flat_map(|node| trie.endings(node)) {
            if ending.form == Form::Noun {
                // "Assembly", "family": the lexicon knows better than the ending.
                bits &= !bits::ADVERB;
            }
            bits |= match ending.role {
                Role::Mark(Mark::Adverb) => bits::ADVERB,
                Role::Mark(mark) => mark.bit(),
                Role::Anchor(sign) if sign > 0 => bits::ANCHOR,
                Role::Anchor(_) => bits::ELSEWHERE,
                _ => 0,
            };
        }
        let first = self.automaton.start(trie, &self.symbols);
        if !self.automaton.ended(first).is_empty() {
            bits |= bits::STARTS;
        }
        let nodes = || self.symbols.iter().filter_map(|&s| trie.start(s));
        let second = automaton::bits(nodes().flat_map(|node| trie.next(node)));
        let gaps = automaton::bits(nodes().flat_map(|node| trie.over(node)));
        self.symbols.retain(|&symbol| trie.is_inner(symbol));
        let class = self.automaton.class(&self.symbols, bits & BARRIER != 0);
        Known {
            bits,
            first,
            second,
            gaps,
            class,
            symbols: automaton::bits(&self.symbols),
        }
    }

    /// The kind of a type.
    pub(crate) fn kind(&self, id: TypeId) -> Kind {
        self.types[id.index()]
    }

    /// What the lexicon knows of the types of a kind.
    pub(crate) fn known(&self, kind: Kind) -> &Known {
        &self.kinds[kind as usize]
    }

    /// The state that knows all patterns that begin with the first of the words at hand.
    pub(crate) fn walk(&mut self, trie: &Trie, words: impl Iterator<Item = Kind>) -> State {
        let mut words = words.take(REACH).map(|kind| &self.kinds[kind as usize]);
        let mut state = words.next().map_or(DEAD, |known| known.first);
        for known in words {
            match self.automaton.step(trie, state, known.class, known.symbols) {
                DEAD => break,
                next => state = next,
            }
        }
        state
    }
}

/// Whether a role, matched by one word, is no more than a property of the word.
pub(crate) fn is_property(role: Role) -> bool {
    matches!(role, Role::Mark(_) | Role::Anchor(_))
}

/// A word without its possessive ending.
fn bare<'a>(text: &'a str, lower: &'a str) -> (&'a str, &'a str, bool) {
    let stem = |word: &'a str| {
        let plain = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("\u{2019}s"));
        plain
            .or_else(|| word.strip_suffix('\''))
            .or_else(|| word.strip_suffix('\u{2019}'))
    };
    match (stem(text), stem(lower)) {
        (Some(t), Some(l)) if !l.is_empty() => (t, l, true),
        _ => (text, lower, false),
    }
}

/// The properties that a word's letters show.
fn shape(text: &str, lower: &str) -> u64 {
    const ADJECTIVES: [&str; 12] = [
        "al", "ive", "ous", "ic", "ary", "ful", "less", "ible", "able", "ese", "ian", "ish",
    ];
    let mut set = 0;
    let Some(first) = text.chars().next() else {
        return 0;
    };
    if !first.is_alphanumeric() {
        set |= match text {
            "," | "(" | ")" | "[" | "]" => bits::COMMA,
            ";" | ":" | "—" | "–" | "--" => bits::HARD,
            "\"" | "“" | "”" | "«" | "»" | "``" | "''" => bits::QUOTE,
            "?" => bits::QUESTION,
            "-" | "\u{2010}" | "\u{2011}" => bits::HYPHEN,
            _ => 0,
        };
        return set | bits::PUNCTUATION;
    }
    if first.is_uppercase() {
        set |= bits::CAPITAL;
    }
    if first.is_numeric() {
        set |= bits::NUMBER;
    }
    let long = lower.len() >= 5;
    if long && ADJECTIVES.iter().any(|suffix| lower.ends_with(suffix)) {
        set |= bits::ADJECTIVE;
    }
    if long && lower.ends_with("ly") {
        set |= bits::ADVERB;
    }
    if long && lower.ends_with("ing") {
        set |= bits::ING;
    }
    if lower.len() >= 4 && lower.ends_with("ed") {
        set |= bits::ED;
    }
    if lower.len() >= 4 && lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us")
    {
        set |= bits::S;
    }
    set
}
