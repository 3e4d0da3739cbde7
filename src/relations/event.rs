//! Events as they are found: their names are numbers still, as figures ask for none.

use super::Quad;
use super::rules::Rules;
use crate::span::Span;

/// An event of a text; see [`Match`](super::Match).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    pub(crate) span: Span,
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// The lexicon's entry.
    pub(super) entry: u32,
    /// The entry of its object, where an operator found one.
    pub(super) object: Option<u32>,
    pub(super) code: u16,
    pub(crate) quad: Quad,
    pub(super) base_weight: f64,
    pub(crate) weight: f64,
    pub(super) context: Rules,
}
