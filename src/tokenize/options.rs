//! What a [`Tokenizer`](super::Tokenizer) does beyond the plain Unicode rules.

use serde::{Deserialize, Serialize};

/// The tailorings of UAX #29 that a tokenizer applies, each with a name.
///
/// All are on by default; [`Tailorings::none`] leaves exactly the word and sentence boundaries of UAX #29.
///
/// # Examples
/// ```
/// use detente::tokenize::{Tailorings, Tokenizer};
/// let text = "NATO’s allies";
/// let words = |tailorings| Tokenizer::with(tailorings).words(text).count();
/// assert_eq!(words(Tailorings::default()), 2); // "NATO", "allies"; the clitic is no word
/// let clitics = false;
/// let kept = Tokenizer::with(Tailorings { clitics, ..Tailorings::default() });
/// assert_eq!(kept.words(text).next().unwrap().of(text), "NATO’s");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tailorings {
    /// "’s" and "'s" at the end of a word are a token of their own, a clitic.
    pub clitics: bool,
    /// An abbreviation with periods inside ("U.S.", "e.g.", "Ph.D.") keeps its last period.
    pub abbreviations: bool,
    /// Web and e-mail addresses are one token.
    pub addresses: bool,
    /// "@name" and "#tag" are one token.
    pub handles: bool,
    /// A full stop without the space behind it ("ended.The next") ends the word, and the sentence.
    pub glued_stops: bool,
    /// A narrow no-break space ends a word, but for one among digits (UAX #29 joins it to words like an underscore).
    pub narrow_spaces: bool,
    /// Sentences end by the rules of [`sentences`](super::Tokenizer::sentences) instead of the plain ones of UAX #29.
    pub sentences: bool,
}

impl Tailorings {
    /// No tailoring: UAX #29 as it stands.
    pub const fn none() -> Self {
        Self::all(false)
    }

    const fn all(on: bool) -> Self {
        Self {
            clitics: on,
            abbreviations: on,
            addresses: on,
            handles: on,
            glued_stops: on,
            narrow_spaces: on,
            sentences: on,
        }
    }
}

impl Default for Tailorings {
    fn default() -> Self {
        Self::all(true)
    }
}
