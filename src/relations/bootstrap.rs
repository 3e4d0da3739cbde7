//! Bootstrap intervals: how far a measure would move had other sentences of the same kind been written.
//!
//! The analytic interval of [`measures`](super::measures) takes matches for independent. Real events come in clusters:
//! a quarrel is told in four sentences running. The block bootstrap draws whole runs of sentences, with replacement,
//! until the text has its old length, computes the measures of each such text, and reads the interval off their
//! distribution (Efron 1979, *Annals of Statistics* 7(1); moving blocks: Künsch 1989, *Annals of Statistics* 17(3)).
//! The text is taken as a circle (Politis & Romano 1992), so that every sentence is drawn equally often; with blocks
//! cut at the ends, the first and last sentences would count for less.
//!
//! The draws depend on the seed and the replicate's number alone, never on threads or on what was drawn before, and
//! come from a generator that is spelt out here: the same seed gives the same intervals on every machine.

use super::Match;
use super::measures::Tally;
use crate::tokenize::Tokens;
use serde::Serialize;

/// The tally of every sentence of a text, in order: what the bootstrap draws from.
///
/// Matches whose sentence does not exist are left out.
///
/// # Examples
/// ```
/// use detente::relations::bootstrap::sentence_tallies;
/// use detente::{language::Language, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize("Talks resumed. Both sides smiled.", &mut vocabulary);
/// let tallies = sentence_tallies([], &tokens);
/// assert_eq!(tallies.iter().map(|t| t.n_words).collect::<Vec<_>>(), [2, 3]);
/// ```
pub fn sentence_tallies<'a>(
    matches: impl IntoIterator<Item = &'a Match>,
    tokens: &Tokens,
) -> Vec<Tally> {
    let words_of = |range: &std::ops::Range<usize>| {
        let tokens = tokens.tokens.get(range.clone()).unwrap_or_default();
        tokens.iter().filter(|token| token.kind.is_word()).count()
    };
    let mut tallies: Vec<Tally> = tokens
        .sentences
        .iter()
        .map(|sentence| Tally {
            n_words: words_of(&sentence.tokens),
            ..Tally::default()
        })
        .collect();
    for found in matches {
        if let Some(tally) = tallies.get_mut(found.sentence) {
            tally.count(found);
        }
    }
    tallies
}

/// An estimate with its bootstrap interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The measure of the text as it is.
    pub estimate: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Replicates in which the measure exists (a replicate without a match has no balance).
    pub replicates: usize,
}

/// Bootstrap intervals of the measures; a measure that the text does not have is null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Intervals {
    /// (C − K) / (C + K).
    pub balance: Option<Estimate>,
    /// ln((C + ½) / (K + ½)).
    pub logit: Option<Estimate>,
    /// Mean weight of the matches.
    pub intensity: Option<Estimate>,
    /// Sum of the weights per 1,000 words.
    pub net_per_1000: Option<Estimate>,
}

/// A block bootstrap over sentences.
///
/// # Examples
/// ```
/// use detente::relations::{bootstrap::Bootstrap, measures::Tally};
/// let calm = Tally { verbal_cooperation: 1, net: 3.0, n_words: 20, ..Tally::default() };
/// let sharp = Tally { verbal_conflict: 1, net: -4.0, n_words: 20, ..Tally::default() };
/// let sentences = [calm, calm, calm, sharp, calm, sharp, calm, calm];
/// let intervals = Bootstrap::default().intervals(&sentences);
/// let balance = intervals.balance.unwrap();
/// assert_eq!(balance.estimate, 0.5);
/// assert!(balance.low < 0.5 && 0.5 < balance.high);
/// assert_eq!(intervals, Bootstrap::default().intervals(&sentences));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bootstrap {
    /// Number of texts drawn (default 1,000).
    pub replicates: usize,
    /// Sentences per block (default 3). Longer blocks keep longer runs of like sentences together and give wider, more
    /// careful intervals; n^⅓ for n sentences is a usual choice. Blocks of one sentence are the plain bootstrap.
    /// More than half the sentences is taken as half, since the replicates would all be the text itself.
    pub block: usize,
    /// Share of the replicates that the interval holds (default 0.95).
    pub level: f64,
    /// The seed of the draws (default 0).
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self {
            replicates: 1000,
            block: 3,
            level: 0.95,
            seed: 0,
        }
    }
}

impl Bootstrap {
    /// Percentile intervals of the measures of a text, given the tally of each of its sentences.
    ///
    /// Replicates in which a measure does not exist are left out of its interval. Where an interval would miss the
    /// estimate (it can with a handful of sentences) it is widened to it. Fewer than two sentences say nothing of
    /// their variation: all intervals are null, as with `replicates` 0.
    ///
    /// # Complexity
    /// Replicates × sentences additions.
    pub fn intervals(&self, sentences: &[Tally]) -> Intervals {
        let whole: Tally = sentences.iter().copied().sum();
        let drawn = self.draw(sentences, 0);
        self.summarise(|measure| (measure(&whole), drawn.iter().map(measure).collect()))
    }

    /// Percentile intervals of the **differences** `a` − `b` of the measures of two texts, sections or groups, each
    /// drawn by itself.
    ///
    /// # Examples
    /// ```
    /// use detente::relations::{bootstrap::Bootstrap, measures::Tally};
    /// let calm = Tally { verbal_cooperation: 1, net: 3.0, n_words: 20, ..Tally::default() };
    /// let sharp = Tally { verbal_conflict: 1, net: -4.0, n_words: 20, ..Tally::default() };
    /// let early = [sharp, sharp, calm, sharp, sharp, calm, sharp, sharp];
    /// let late = [calm, calm, calm, calm, sharp, calm, calm, calm];
    /// let gain = Bootstrap::default().differences(&late, &early).balance.unwrap();
    /// assert_eq!(gain.estimate, 1.25);
    /// assert!(gain.low > 0.0);
    /// ```
    pub fn differences(&self, a: &[Tally], b: &[Tally]) -> Intervals {
        let whole = |part: &[Tally]| part.iter().copied().sum::<Tally>();
        let (whole_a, whole_b) = (whole(a), whole(b));
        let (drawn_a, drawn_b) = (self.draw(a, 0), self.draw(b, 1));
        self.summarise(|measure| {
            let minus = |a: &Tally, b: &Tally| Some(measure(a)? - measure(b)?);
            let pairs = drawn_a.iter().zip(&drawn_b);
            (
                minus(&whole_a, &whole_b),
                pairs.map(|(a, b)| minus(a, b)).collect(),
            )
        })
    }

    /// The tallies of the replicates; none if there are fewer than two sentences. `stream` keeps the draws of two
    /// groups apart.
    fn draw(&self, sentences: &[Tally], stream: u64) -> Vec<Tally> {
        if sentences.len() < 2 {
            return Vec::new();
        }
        (0..self.replicates as u64)
            .map(|replicate| {
                let mut random = SplitMix64::stream(self.seed, 2 * replicate + stream);
                self.replicate(sentences, &mut random)
            })
            .collect()
    }

    fn replicate(&self, sentences: &[Tally], random: &mut SplitMix64) -> Tally {
        let n = sentences.len();
        let block = self.block.clamp(1, n / 2);
        let mut sum = Tally::default();
        let mut left = n;
        while left > 0 {
            let start = random.below(n);
            let taken = block.min(left);
            for offset in 0..taken {
                sum += sentences[(start + offset) % n];
            }
            left -= taken;
        }
        sum
    }

    /// The interval of every measure. `values` gives, for a measure, the estimate and the values of the replicates.
    fn summarise(
        &self,
        values: impl Fn(fn(&Tally) -> Option<f64>) -> (Option<f64>, Vec<Option<f64>>),
    ) -> Intervals {
        let interval = |measure| {
            let (estimate, replicates) = values(measure);
            self.percentiles(estimate?, replicates.into_iter().flatten().collect())
        };
        Intervals {
            balance: interval(Tally::balance),
            logit: interval(Tally::logit),
            intensity: interval(Tally::intensity),
            net_per_1000: interval(Tally::net_per_1000),
        }
    }

    fn percentiles(&self, estimate: f64, mut values: Vec<f64>) -> Option<Estimate> {
        values.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - self.level.clamp(0.0, 1.0)) / 2.0;
        Some(Estimate {
            estimate,
            low: quantile(&values, tail)?.min(estimate),
            high: quantile(&values, 1.0 - tail)?.max(estimate),
            replicates: values.len(),
        })
    }
}

/// The quantile of sorted values, linear between neighbours (type 7 of Hyndman & Fan 1996, *The American Statistician*
/// 50(4)); `None` without values, or if `share` is no number.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * sorted.len().checked_sub(1)? as f64;
    let below = *sorted.get(at.floor() as usize)?;
    let above = *sorted.get(at.ceil() as usize)?;
    let between = at.fract();
    (!at.is_nan()).then_some(below + between * (above - below))
}

/// SplitMix64 (Steele, Lea & Flood 2014, *Fast splittable pseudorandom number generators*, OOPSLA): 64 bits of state,
/// each output a bijective mix of a Weyl sequence.
///
/// Written out here so that no update of a library can move a published interval. Not for cryptography.
///
/// # Examples
/// ```
/// use detente::relations::bootstrap::SplitMix64;
/// // The first numbers of seed 1234567, as published with the reference implementation.
/// let mut random = SplitMix64::new(1234567);
/// assert_eq!(random.next_u64(), 6457827717110365317);
/// assert_eq!(random.next_u64(), 3203168211198807973);
/// ```
#[derive(Clone, Debug)]
pub struct SplitMix64 {
    state: u64,
}

/// The odd integer closest to 2⁶⁴ divided by the golden ratio: the step of the Weyl sequence.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl SplitMix64 {
    /// A generator that starts at `seed`.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The generator with number `stream` of a seed. Streams start at scattered points of the sequence, so that those
    /// of neighbouring numbers do not run into each other.
    pub const fn stream(seed: u64, stream: u64) -> Self {
        Self::new(mix(mix(seed).wrapping_add(stream.wrapping_mul(GOLDEN))))
    }

    /// The next 64 random bits.
    pub const fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A number from 0 to `n` − 1 (0 if `n` is 0), by multiplication and shift (Lemire 2019). Uneven by less than
    /// `n` / 2⁶⁴, which no text is long enough to show.
    pub const fn below(&mut self, n: usize) -> usize {
        ((self.next_u64() as u128 * n as u128) >> 64) as usize
    }
}

const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests;
