//! Sentiment: VADER's rules, and polarity and valence for any lexicon.

use serde::Serialize;

/// VADER's four numbers for one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Polarity {
    /// Share of negative words, 0 to 1, three decimals.
    pub neg: f64,
    /// Share of neutral words, 0 to 1, three decimals.
    pub neu: f64,
    /// Share of positive words, 0 to 1, three decimals.
    pub pos: f64,
    /// The normalised sum of valences, −1 to +1, four decimals.
    pub compound: f64,
}
