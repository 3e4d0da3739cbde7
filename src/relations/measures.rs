//! Measures: what a set of matches says of a sentence, a section, a document or a collection.
//!
//! With `C` the number of cooperative matches and `K` the number of conflictual ones (both **after** context: the sign
//! of the contextual weight decides, not the entry):
//!
//! | measure | formula | range | null when |
//! |---|---|---|---|
//! | `balance` | (C − K) / (C + K) | −1 … +1 | C + K = 0 |
//! | `logit` | ln((C + ½) / (K + ½)) | unbounded | C + K = 0 |
//! | `logit_se` | √(1/(C + ½) + 1/(K + ½)) | > 0 | C + K = 0 |
//! | `intensity` | net / (C + K) | −10 … +10 | C + K = 0 |
//! | `net` | sum of the contextual weights | unbounded | never (0 without matches) |
//! | `cooperation_per_1000`, `conflict_per_1000` | 1000 C / words, 1000 K / words | ≥ 0 | no words |
//!
//! Cooperation and conflict are always reported separately as well: a text can be high in both, and no single number
//! shows that. A text without matches has **no** balance; it does not have a balance of zero.
//!
//! # Which one to use
//! The three scales answer different questions (Lowe, Benoit, Mikhaylov & Laver 2011, *Legislative Studies Quarterly*
//! 36(1), compare the first two):
//! - `balance`, the relative proportional difference, is bounded and easy to read, but it jumps to ±1 as soon as one
//!   side is empty and moves least where there is most to tell.
//! - `logit` weighs relative change evenly (twice the cooperation is the same step from any starting point), has a
//!   standard error, and is the one to put into a regression. For large counts `balance` ≈ tanh(`logit` / 2); the ½
//!   pulls small counts towards zero. The two always agree in sign.
//! - `net` and `intensity` count how **strong** the events are on the scale of Goldstein (1992, *Journal of Conflict
//!   Resolution* 36(2)). They agree in sign with each other, and may disagree with `balance`: two handshakes and one
//!   massacre have a balance of +⅓ and a negative net. A disagreement is a finding, not an error.

use super::{Event, Match, Quad};
use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// The standard normal quantile of a two-sided 95 % interval.
pub const Z95: f64 = 1.96;

/// Counts and sums from which every measure follows; tallies of parts add up to the tally of the whole.
///
/// # Examples
/// ```
/// use detente::relations::measures::{RelationScores, Tally};
/// let monday = Tally { verbal_cooperation: 3, net: 9.0, n_words: 400, ..Tally::default() };
/// let tuesday = Tally { material_conflict: 1, net: -9.0, n_words: 100, ..Tally::default() };
/// let week = RelationScores::from(monday + tuesday);
/// assert_eq!(week.balance, Some(0.5));
/// assert_eq!(week.conflict_per_1000, Some(2.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Cooperative matches of the verbal class.
    pub verbal_cooperation: usize,
    /// Cooperative matches of the material class.
    pub material_cooperation: usize,
    /// Conflictual matches of the verbal class.
    pub verbal_conflict: usize,
    /// Conflictual matches of the material class.
    pub material_conflict: usize,
    /// Sum of the contextual weights.
    pub net: f64,
    /// Words of the text that was read.
    pub n_words: usize,
}

impl Tally {
    /// The tally of some matches found in `n_words` words.
    pub fn of<'a>(matches: impl IntoIterator<Item = &'a Match>, n_words: usize) -> Self {
        let weights = matches.into_iter().map(|found| (found.quad, found.weight));
        Self::of_weights(weights, n_words)
    }

    /// The tally of events that have no names yet.
    pub(crate) fn of_events(events: &[Event], n_words: usize) -> Self {
        let weights = events.iter().map(|event| (event.quad, event.weight));
        Self::of_weights(weights, n_words)
    }

    fn of_weights(weights: impl Iterator<Item = (Quad, f64)>, n_words: usize) -> Self {
        let mut tally = Self {
            n_words,
            ..Self::default()
        };
        weights.for_each(|(quad, weight)| tally.note(quad, weight));
        tally
    }

    /// Counts one match: the sign of its weight says cooperation or conflict, its class says verbal or material.
    ///
    /// A match that its context has taken back altogether (weight 0) is no event and counts nowhere; neither does a
    /// weight that is no number.
    pub fn count(&mut self, found: &Match) {
        self.note(found.quad, found.weight);
    }

    fn note(&mut self, quad: Quad, weight: f64) {
        if weight == 0.0 || !weight.is_finite() {
            return;
        }
        self.net += weight;
        let cell = match (weight > 0.0, is_verbal(quad)) {
            (true, true) => &mut self.verbal_cooperation,
            (true, false) => &mut self.material_cooperation,
            (false, true) => &mut self.verbal_conflict,
            (false, false) => &mut self.material_conflict,
        };
        *cell += 1;
    }

    /// `C`: the number of cooperative matches.
    pub const fn cooperation(&self) -> usize {
        self.verbal_cooperation + self.material_cooperation
    }

    /// `K`: the number of conflictual matches.
    pub const fn conflict(&self) -> usize {
        self.verbal_conflict + self.material_conflict
    }

    /// `C + K`.
    pub const fn n_matches(&self) -> usize {
        self.cooperation() + self.conflict()
    }

    /// (C − K) / (C + K); `None` without matches.
    pub fn balance(&self) -> Option<f64> {
        let (c, k) = self.counts();
        self.per_match(c - k)
    }

    /// ln((C + ½) / (K + ½)); `None` without matches.
    pub fn logit(&self) -> Option<f64> {
        let (c, k) = self.counts();
        (c + k > 0.0).then(|| libm::log((c + 0.5) / (k + 0.5)))
    }

    /// √(1/(C + ½) + 1/(K + ½)); `None` without matches.
    pub fn logit_se(&self) -> Option<f64> {
        let (c, k) = self.counts();
        (c + k > 0.0).then(|| (1.0 / (c + 0.5) + 1.0 / (k + 0.5)).sqrt())
    }

    /// The mean weight of the matches; `None` without matches.
    pub fn intensity(&self) -> Option<f64> {
        self.per_match(self.net)
    }

    /// The sum of the weights per 1,000 words; `None` without words.
    pub fn net_per_1000(&self) -> Option<f64> {
        self.per_1000(self.net)
    }

    /// The 95 % interval of [`balance`](Self::balance); `None` without matches. See [`RelationScores::balance_low`].
    pub fn balance_interval(&self) -> Option<(f64, f64)> {
        let (logit, half) = (self.logit()?, Z95 * self.logit_se()?);
        // libm, so that every platform gives the same bytes.
        let low = libm::tanh((logit - half) / 2.0);
        let high = libm::tanh((logit + half) / 2.0);
        Some((
            if self.cooperation() == 0 { -1.0 } else { low },
            if self.conflict() == 0 { 1.0 } else { high },
        ))
    }

    fn counts(&self) -> (f64, f64) {
        (self.cooperation() as f64, self.conflict() as f64)
    }

    fn per_match(&self, sum: f64) -> Option<f64> {
        (self.n_matches() > 0).then(|| sum / self.n_matches() as f64)
    }

    fn per_1000(&self, sum: f64) -> Option<f64> {
        (self.n_words > 0).then(|| 1000.0 * sum / self.n_words as f64)
    }
}

const fn is_verbal(quad: Quad) -> bool {
    matches!(quad, Quad::VerbalCooperation | Quad::VerbalConflict)
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.verbal_cooperation += other.verbal_cooperation;
        self.material_cooperation += other.material_cooperation;
        self.verbal_conflict += other.verbal_conflict;
        self.material_conflict += other.material_conflict;
        self.net += other.net;
        self.n_words += other.n_words;
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

/// The measures of one text or part of a text, as they stand in a table.
///
/// Scores of parts do **not** add up to the scores of the whole: to merge, take all the matches together
/// ([`from_matches`](Self::from_matches)) or add [`Tally`]s.
///
/// # Examples
/// ```
/// use detente::relations::measures::{RelationScores, Tally};
/// let scores = RelationScores::from(Tally {
///     verbal_cooperation: 6,
///     verbal_conflict: 1,
///     material_conflict: 1,
///     net: 12.0,
///     n_words: 500,
///     ..Tally::default()
/// });
/// assert_eq!((scores.cooperation, scores.conflict), (6, 2));
/// assert_eq!(scores.balance, Some(0.5));
/// assert_eq!(scores.intensity, Some(1.5));
/// assert_eq!(scores.cooperation_per_1000, Some(12.0));
/// assert!(scores.balance_low < scores.balance && scores.balance < scores.balance_high);
///
/// let silent = RelationScores::from(Tally { n_words: 80, ..Tally::default() });
/// assert_eq!((silent.balance, silent.net), (None, 0.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RelationScores {
    /// Words of the text that was read.
    pub n_words: usize,
    /// `C`: matches whose contextual weight is above zero.
    pub cooperation: usize,
    /// `K`: matches whose contextual weight is below zero.
    pub conflict: usize,
    /// Cooperative matches of the verbal class: statements, visits, agreements.
    pub verbal_cooperation: usize,
    /// Cooperative matches of the material class: joint action, aid, yielding.
    pub material_cooperation: usize,
    /// Conflictual matches of the verbal class: demands, rejections, accusations, threats.
    pub verbal_conflict: usize,
    /// Conflictual matches of the material class: protest, coercion, assault, fighting.
    pub material_conflict: usize,
    /// Cooperative matches per 1,000 words; null without words.
    pub cooperation_per_1000: Option<f64>,
    /// Conflictual matches per 1,000 words; null without words.
    pub conflict_per_1000: Option<f64>,
    /// (C − K) / (C + K), −1 to +1; null without matches.
    pub balance: Option<f64>,
    /// Lower end of the 95 % interval of `balance`: tanh((logit − 1.96 s.e.) / 2), the Wald interval of the logit
    /// carried over to the scale of the balance.
    ///
    /// The interval is centred on the shrunken balance (C − K)/(C + K + 1), so it would miss a balance of exactly ±1,
    /// which occurs when one side is empty. There the data set no limit on that side, and the interval is closed with
    /// the end of the scale: −1 where C = 0, and +1 (for `balance_high`) where K = 0. This is the correction of Brown,
    /// Cai & DasGupta (2001, *Statistical Science* 16(2)) for binomial intervals at the boundary. In all other cases
    /// the balance lies inside, since |ln(C/K) − logit| < ln 1.5 < 1.96 s.e. when the smaller side is 1, and the
    /// difference falls faster than the standard error as it grows.
    ///
    /// The interval takes matches for independent. Events come in clusters (one quarrel, four sentences), so on real
    /// text it is too narrow; [`bootstrap`](super::bootstrap) over sentences is the sterner measure.
    pub balance_low: Option<f64>,
    /// Upper end of the 95 % interval of `balance`; see [`balance_low`](Self::balance_low).
    pub balance_high: Option<f64>,
    /// ln((C + ½)/(K + ½)); null without matches (Lowe, Benoit, Mikhaylov & Laver 2011).
    pub logit: Option<f64>,
    /// The standard error of `logit`, √(1/(C + ½) + 1/(K + ½)); null without matches.
    pub logit_se: Option<f64>,
    /// The mean contextual weight of the matches on the Goldstein scale, −10 to +10; null without matches.
    pub intensity: Option<f64>,
    /// The sum of the contextual weights; 0 without matches.
    pub net: f64,
}

impl RelationScores {
    /// The scores of some matches found in `n_words` words.
    ///
    /// # Examples
    /// ```
    /// use detente::relations::measures::RelationScores;
    /// let none = RelationScores::from_matches([], 120);
    /// assert_eq!((none.cooperation, none.balance), (0, None));
    /// assert_eq!(none.cooperation_per_1000, Some(0.0));
    /// ```
    pub fn from_matches<'a>(matches: impl IntoIterator<Item = &'a Match>, n_words: usize) -> Self {
        Tally::of(matches, n_words).into()
    }

    /// The counts and sums behind the scores, to be added to others.
    pub const fn tally(&self) -> Tally {
        Tally {
            verbal_cooperation: self.verbal_cooperation,
            material_cooperation: self.material_cooperation,
            verbal_conflict: self.verbal_conflict,
            material_conflict: self.material_conflict,
            net: self.net,
            n_words: self.n_words,
        }
    }
}

impl From<Tally> for RelationScores {
    fn from(tally: Tally) -> Self {
        let interval = tally.balance_interval();
        Self {
            n_words: tally.n_words,
            cooperation: tally.cooperation(),
            conflict: tally.conflict(),
            verbal_cooperation: tally.verbal_cooperation,
            material_cooperation: tally.material_cooperation,
            verbal_conflict: tally.verbal_conflict,
            material_conflict: tally.material_conflict,
            cooperation_per_1000: tally.per_1000(tally.cooperation() as f64),
            conflict_per_1000: tally.per_1000(tally.conflict() as f64),
            balance: tally.balance(),
            balance_low: interval.map(|(low, _)| low),
            balance_high: interval.map(|(_, high)| high),
            logit: tally.logit(),
            logit_se: tally.logit_se(),
            intensity: tally.intensity().map(shown),
            net: shown(tally.net),
        }
    }
}

/// A sum of weights to the ninth decimal: the noise of binary fractions (−31.419999999999998) is not shown.
fn shown(sum: f64) -> f64 {
    (sum * 1e9).round() / 1e9
}

#[cfg(test)]
pub(crate) mod tests;
