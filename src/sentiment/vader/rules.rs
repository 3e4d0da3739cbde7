//! The rules: what the words around a lexicon word do to its valence.

use super::lexer::Code;
use super::tables::{Tables, Word, flag};

/// What capitals add to the strength of a word in a text that is not all in capitals.
const CAPITALS: f64 = 0.733;
/// What a negator makes of a valence, by multiplication.
const NEGATION: f64 = -0.74;

/// The words of one text.
pub(super) struct Context<'a> {
    pub tables: &'a Tables,
    pub codes: &'a [Code],
    /// Some but not all of the words are in capitals.
    pub mixed_case: bool,
}

impl Context<'_> {
    fn word(&self, index: usize) -> &Word {
        &self.tables.words[self.codes[index].word() as usize]
    }

    fn upper(&self, index: usize) -> bool {
        self.codes[index].upper()
    }

    /// Is the word `distance` places before `index` one of these?
    fn before(&self, index: usize, distance: usize, flags: u32) -> bool {
        index >= distance && self.word(index - distance).is(flags)
    }

    fn after(&self, index: usize, flags: u32) -> bool {
        index + 1 < self.codes.len() && self.word(index + 1).is(flags)
    }

    /// The valence of the lexicon word at `index` in its context.
    pub fn valence(&self, index: usize) -> f64 {
        let word = self.word(index);
        if word.is(flag::BOOSTER) || word.is(flag::KIND) && self.after(index, flag::OF) {
            return 0.0;
        }
        if !self.tables.exact() && word.valence == 0.0 {
            return 0.0;
        }
        let mut valence = self.after_no(index, word);
        if self.mixed_case && self.upper(index) {
            valence += toward(valence, CAPITALS);
        }
        for distance in 1..=index.min(3) {
            if self.reversed(index, distance) {
                valence *= NEGATION;
            }
            if self.word(index - distance).is(flag::LEXICON) {
                continue;
            }
            valence += self.boost(index - distance, distance, valence);
            valence = self.negate(index, distance, valence);
            if distance == 3 && self.tables.exact() {
                valence = self.special_phrases(index, valence);
            }
        }
        self.after_least(index, valence)
    }

    /// "no" before a lexicon word negates it and has no valence of its own.
    fn after_no(&self, index: usize, word: &Word) -> f64 {
        let negated = self.before(index, 1, flag::NO)
            || self.before(index, 2, flag::NO)
            || self.before(index, 3, flag::NO) && self.before(index, 1, flag::OR_NOR);
        if negated && self.may_negate(word) {
            word.valence * NEGATION
        } else if word.is(flag::NO) && self.after(index, flag::LEXICON) {
            0.0
        } else {
            word.valence
        }
    }

    /// What the booster or dampener at `index` adds to a valence `distance` places on.
    fn boost(&self, index: usize, distance: usize, valence: f64) -> f64 {
        let word = self.word(index);
        if !word.is(flag::BOOSTER) {
            return 0.0;
        }
        let mut boost = if valence < 0.0 {
            -word.boost
        } else {
            word.boost
        };
        // In the package a dampener in capitals strengthens; in corrected mode capitals say nothing there.
        if self.mixed_case && self.upper(index) && (self.tables.exact() || word.boost > 0.0) {
            boost += toward(valence, CAPITALS);
        }
        match distance {
            2 => boost * 0.95,
            3 => boost * 0.9,
            _ => boost,
        }
    }

    /// What the word `distance` places before `index` does to the valence as a negator.
    fn negate(&self, index: usize, distance: usize, valence: f64) -> f64 {
        let emphatic = distance > 1 && self.never_so(index, distance);
        if emphatic {
            return valence * 1.25;
        }
        let doubtless = distance > 1
            && self.before(index, distance, flag::WITHOUT)
            && (1..distance).any(|nearer| self.before(index, nearer, flag::DOUBT));
        let negated = !doubtless && self.before(index, distance, flag::NEGATOR);
        if negated && self.may_negate(self.word(index)) {
            valence * NEGATION
        } else {
            valence
        }
    }

    /// A reverser ("end of", "lack of") governs the first lexicon word after it only. It can be a lexicon word itself
    /// ("threat to").
    fn reversed(&self, index: usize, distance: usize) -> bool {
        self.before(index, distance, flag::REVERSER)
            && !(1..distance).any(|nearer| self.before(index, nearer, flag::LEXICON))
    }

    /// "never so good" praises. By a slip of precedence the package takes any "so" or "this" right before the word
    /// for it, from the fourth word on.
    fn never_so(&self, index: usize, distance: usize) -> bool {
        let so_right_before = self.before(index, 1, flag::SO_THIS);
        if distance == 3 && self.tables.exact() && so_right_before {
            return true;
        }
        self.before(index, distance, flag::NEVER)
            && (distance == 2 && so_right_before
                || distance == 3 && self.before(index, 2, flag::SO_THIS)
                || distance == 3 && so_right_before)
    }

    /// In corrected mode a negator does not turn an emoticon round ("nothing new :(").
    fn may_negate(&self, word: &Word) -> bool {
        self.tables.exact() || !word.is(flag::EMOTICON)
    }

    /// Exact mode: a special phrase at or before the word replaces its valence; long dampeners add their raw value.
    fn special_phrases(&self, index: usize, valence: f64) -> f64 {
        if !(0..=3).any(|distance| self.before(index, distance, flag::STARTS)) {
            return valence;
        }
        let id = |i: usize| self.codes[i].word();
        let [three, two, one, zero] = [id(index - 3), id(index - 2), id(index - 1), id(index)];
        let phrases = &self.tables.phrases;
        let mut valence = [
            (one, zero, None),
            (two, one, Some(zero)),
            (two, one, None),
            (three, two, Some(one)),
            (three, two, None),
        ]
        .iter()
        .find_map(|sequence| phrases.get(sequence).copied())
        .unwrap_or(valence);
        if index + 1 < self.codes.len() {
            valence = *phrases
                .get(&(zero, id(index + 1), None))
                .unwrap_or(&valence);
        }
        if index + 2 < self.codes.len() {
            let sequence = (zero, id(index + 1), Some(id(index + 2)));
            valence = *phrases.get(&sequence).unwrap_or(&valence);
        }
        for sequence in [
            (three, two, Some(one)),
            (three, two, None),
            (two, one, None),
        ] {
            valence += self.tables.long_boosters.get(&sequence).unwrap_or(&0.0);
        }
        valence
    }

    /// "least" right before the word negates it, unless "at least" or "very least".
    fn after_least(&self, index: usize, valence: f64) -> f64 {
        let least = index > 0
            && self.word(index - 1).flags & (flag::LEAST | flag::LEXICON) == flag::LEAST
            && !self.before(index, 2, flag::AT_VERY);
        if least { valence * NEGATION } else { valence }
    }
}

/// `amount` in the direction of `valence`; zero counts as negative, as in the package.
fn toward(valence: f64, amount: f64) -> f64 {
    if valence > 0.0 { amount } else { -amount }
}
