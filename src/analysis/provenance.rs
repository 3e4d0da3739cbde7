//! What a result was made with, so that a figure in a paper can be made again.

use crate::outline::OutlineOptions;
use serde::Serialize;

/// Version, options and lexicons behind a result.
///
/// Two results with equal provenance, made from equal texts, are equal to the last bit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Provenance {
    /// Version of this crate.
    pub detente: &'static str,
    /// Language of tokens and stems.
    pub language: &'static str,
    /// How the outline was read.
    pub outline: OutlineOptions,
    /// Digest (SHA-256) of the relations lexicon.
    pub relations_lexicon: String,
    /// Digest (SHA-256) of the sentiment lexicon and its rules.
    pub sentiment_lexicon: String,
}
