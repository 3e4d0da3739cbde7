//! Sentiment: VADER's rules, exactly as published or repaired, over any lexicon.
//!
//! [`Vader`] is an engine of our own for the rules of VADER (Hutto & Gilbert 2014): linear in the length of the text,
//! with every table (lexicon, boosters, negators, phrases, emoji) replaceable. [`VaderMode::Exact`] gives the four
//! numbers of the Python package `vaderSentiment` 3.3.2 for every text; [`VaderMode::Corrected`] repairs what is
//! plainly wrong there and is meant for documents. [`Vader::political`] is the same engine over a lexicon made for
//! political and academic prose ([`political_entries`]).
//!
//! ```
//! use detente::sentiment::{Vader, VaderMode};
//!
//! let vader = Vader::new(VaderMode::Exact);
//! let polarity = vader.polarity_scores("The treaty was a great success!");
//! assert_eq!(polarity.compound, 0.8439);
//! ```

mod political;
mod vader;

use serde::Serialize;

pub use political::{PoliticalEntry, political_entries};
pub use vader::{Vader, VaderBuilder, VaderMode, VaderState};

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
