//! Where a piece of text stands: byte spans, and their translation to code points.
//!
//! Inside the crate every offset is a **byte** offset into the original text, so that `&text[span.range()]` slices
//! without a search. Python strings are indexed by **code point**: [`CodePoints`] translates, once per text.
//!
//! ```
//! use detente::span::{CodePoints, Span};
//!
//! let text = "Détente, then war";
//! let war = Span::new(15, 18); // bytes: "é" has two
//! assert_eq!(war.of(text), "war");
//! assert_eq!(CodePoints::of(text).span(war), Span::new(14, 17));
//! ```

use serde::Serialize;
use std::ops::Range;

/// A half-open range of byte offsets `start..end` into the original text.
///
/// # Examples
/// ```
/// use detente::span::Span;
/// let text = "peace talks";
/// let span = Span::new(6, 11);
/// assert_eq!(span.of(text), "talks");
/// assert_eq!(span.len(), 5);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The span as a range, for slicing.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The text the span covers.
    ///
    /// # Panics
    /// If the span was not made for this text (out of bounds, or inside a character).
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }

    /// Whether `other` lies within this span.
    pub const fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Bytes between two remembered positions of [`CodePoints`].
const STEP: usize = 128;

/// Translates byte offsets of one text into code-point offsets, in constant time after one pass.
///
/// # Complexity
/// Building reads the text once and keeps 4 bytes per 128 bytes of text (nothing at all for ASCII text);
/// a look-up reads at most 128 bytes.
///
/// # Examples
/// ```
/// use detente::span::CodePoints;
/// let text = "Kyïv — talks";
/// let points = CodePoints::of(text);
/// assert_eq!(points.at(text.find("talks").unwrap()), 7);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t [u8],
    /// Code points before byte `i * STEP`; empty for ASCII text, where the two offsets are equal.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Reads `text` once.
    pub fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        if bytes.is_ascii() {
            return Self {
                text: bytes,
                before: Vec::new(),
            };
        }
        let mut before = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for block in bytes.chunks(STEP) {
            before.push(count);
            count += starts(block);
        }
        Self {
            text: bytes,
            before,
        }
    }

    /// The number of code points before byte offset `byte` (an offset beyond the text counts as its end).
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.before.is_empty() {
            return byte;
        }
        let block = (byte / STEP).min(self.before.len() - 1);
        self.before[block] as usize + starts(&self.text[block * STEP..byte]) as usize
    }

    /// A byte span as a code-point span.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

/// Number of code points of a text.
pub(crate) fn code_points(text: &str) -> usize {
    let blocks = text.as_bytes().chunks(STEP);
    blocks.map(|block| starts(block) as usize).sum()
}

/// Number of bytes that start a character, of at most [`STEP`] bytes: a byte counts them, so that many are counted at
/// a time.
fn starts(block: &[u8]) -> u32 {
    let is_start = |&byte: &u8| u8::from((byte as i8) >= -0x40);
    block.iter().map(is_start).sum::<u8>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_equal_a_plain_count(text in "\\PC{0,400}") {
            let points = CodePoints::of(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), n);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
            prop_assert_eq!(code_points(&text), text.chars().count());
        }
    }
}
