//! Sentence valence with shifters, after Rinker's sentimentr.

use super::{CueState, Cues, Role};
use crate::language::Language;
use crate::lexicon::matcher::LexiconMatch;
use crate::lexicon::model::Lexicon;
use crate::tokenize::Tokens;
use crate::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How far valence shifters reach, and what they weigh. The defaults are sentimentr's (Rinker 2021, version 2.9).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShiftOptions {
    /// Words before a match that are read: 5.
    pub before: usize,
    /// Words behind it: 2.
    pub after: usize,
    /// What an amplifier adds and a de-amplifier takes, `z`: 0.8.
    pub amplifier_weight: f64,
    /// What an adversative conjunction adds to what follows and takes from what precedes, `z₂`: 0.25.
    pub adversative_weight: f64,
}

impl Default for ShiftOptions {
    fn default() -> Self {
        Self {
            before: 5,
            after: 2,
            amplifier_weight: 0.8,
            adversative_weight: 0.25,
        }
    }
}

/// The valence of one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SentenceValence {
    /// The sum of the shifted weights of its matches.
    pub sum: f64,
    /// `sum` over the square root of the number of words; 0 without words.
    pub score: f64,
    /// Words of the sentence.
    pub n_words: usize,
    /// Weighted matches in it.
    pub n_matches: usize,
}

/// Valence by sentence with negators, amplifiers, de-amplifiers and adversative conjunctions.
///
/// A match of weight `w` is read with its context: up to `before` words before it and `after` behind it, no further
/// than the next comma, colon or semicolon. With `n` negators, `a` amplifiers, `d` de-amplifiers, and `b₁` and `b₂`
/// adversatives before and behind it, all in this context (Rinker 2021, `sentimentr`, "The equation"):
///
/// - shifted weight = w · (−1)ⁿ · (1 + A − D) · (1 + z₂ (b₁ − b₂))
/// - A = z·a for even n, else 0; D = min(1, z·d) for even n, else min(1, z·(a + d)): negated amplifiers weaken
/// - score of the sentence = sum of the shifted weights / √words
///
/// Where this differs from sentimentr: words and sentences are those of this crate, entries may have many words, and
/// the cues are [`Lexicon::cues`] unless others are given.
///
/// # Examples
/// ```
/// use detente::language::Language;
/// use detente::lexicon::{Entry, Lexicon, MatchOptions, ShiftOptions, Shifters};
/// use detente::{tokenize::Tokenizer, vocabulary::Vocabulary};
///
/// let lexicon = Lexicon::from_map("own", [("valence", vec![Entry::glob("good").with_weight(1.0)])])?;
/// let matcher = lexicon.compile(&MatchOptions::default())?;
/// let shifters = Shifters::new(&Lexicon::cues(), Language::English, ShiftOptions::default())?;
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize("It is not very good.", &mut vocabulary);
/// let matches = matcher.find(&tokens, &vocabulary, &mut matcher.state());
/// let scores = shifters.score(&lexicon, &matches, &tokens, &vocabulary, &mut shifters.state());
/// assert!((scores[0].sum - -0.2).abs() < 1e-12); // −1 · (1 − 0.8)
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
pub struct Shifters {
    cues: Cues,
    options: ShiftOptions,
}

/// What one worker remembers between texts.
#[derive(Debug)]
pub struct ShiftState(CueState);

/// How often each kind of cue stands around a match.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    negators: i32,
    amplifiers: f64,
    deamplifiers: f64,
    /// Adversatives before, less those behind.
    adversatives: f64,
}

impl Shifters {
    /// Shifters with these cues: the keys `negator`, `amplifier`, `deamplifier` and `adversative` of [`Lexicon::cues`].
    ///
    /// # Errors
    /// If the lexicon has none of these keys, or a weight of the options is negative or not finite.
    pub fn new(cues: &Lexicon, language: Language, options: ShiftOptions) -> crate::Result<Self> {
        let weights = [options.amplifier_weight, options.adversative_weight];
        if let Some(weight) = weights
            .iter()
            .find(|weight| !(weight.is_finite() && **weight >= 0.0))
        {
            return Err(crate::Error::argument(format!(
                "the weight {weight} of a shifter is no number of 0 or more"
            )));
        }
        Ok(Self {
            cues: Cues::new(cues, language)?,
            options,
        })
    }

    /// A fresh state, for one worker and one vocabulary.
    pub fn state(&self) -> ShiftState {
        ShiftState(self.cues.state())
    }

    /// The valence of every sentence, in order. Matches without a weight count for nothing.
    pub fn score(
        &self,
        lexicon: &Lexicon,
        matches: &[LexiconMatch],
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        state: &mut ShiftState,
    ) -> Vec<SentenceValence> {
        self.cues.read(tokens, vocabulary, &mut state.0);
        let words = |range: &Range<usize>| {
            tokens.tokens[range.clone()]
                .iter()
                .filter(|token| token.kind.is_word())
                .count()
        };
        let mut scores: Vec<_> = tokens
            .sentences
            .iter()
            .map(|sentence| SentenceValence {
                n_words: words(&sentence.tokens),
                ..SentenceValence::default()
            })
            .collect();
        for found in matches {
            if let Some(weight) = lexicon.entries()[found.entry as usize].weight {
                let around = self.around(found, tokens, vocabulary, &state.0.roles);
                let score = &mut scores[found.sentence];
                score.sum += weight * self.factor(around);
                score.n_matches += 1;
            }
        }
        for score in &mut scores {
            if score.n_words > 0 {
                score.score = score.sum / (score.n_words as f64).sqrt();
            }
        }
        scores
    }

    /// Counts the cues around a match.
    fn around(
        &self,
        found: &LexiconMatch,
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        roles: &[Role],
    ) -> Around {
        let sentence = &tokens.sentences[found.sentence].tokens;
        let mut around = Around::default();
        let before = (sentence.start..found.tokens.start).rev();
        let behind = found.tokens.end..sentence.end;
        let mut read = |indices: &mut dyn Iterator<Item = usize>, width: usize, sign: f64| {
            let mut words = 0;
            for at in indices {
                let token = &tokens.tokens[at];
                if words == width || matches!(vocabulary.text(token.id), "," | ":" | ";") {
                    break;
                }
                words += usize::from(token.kind.is_word());
                match roles[at] {
                    Role::Negator | Role::NegatorOfClause => around.negators += 1,
                    Role::Amplifier => around.amplifiers += 1.0,
                    Role::Deamplifier => around.deamplifiers += 1.0,
                    Role::Adversative => around.adversatives += sign,
                    Role::None | Role::Clause => {}
                }
            }
        };
        read(&mut { before }, self.options.before, 1.0);
        read(&mut { behind }, self.options.after, -1.0);
        around
    }

    /// What a weight is multiplied with.
    fn factor(&self, around: Around) -> f64 {
        let z = self.options.amplifier_weight;
        let (sign, amplified, weakened) = match around.negators % 2 {
            0 => (1.0, z * around.amplifiers, z * around.deamplifiers),
            _ => (-1.0, 0.0, z * (around.amplifiers + around.deamplifiers)),
        };
        let adversative = 1.0 + self.options.adversative_weight * around.adversatives;
        sign * (1.0 + amplified - weakened.min(1.0)) * adversative
    }
}
