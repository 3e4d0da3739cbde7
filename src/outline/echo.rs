//! Captions without a label, told by the paragraphs around them.
//!
//! A picture stands below the paragraph that speaks of it: its caption repeats words of the paragraph above. A
//! heading announces what comes: its words stand in the paragraph below, if in either.

use super::candidate::Candidate;
use super::layout::Unit;
use super::plain::Page;
use super::shape::{Case, End};
use super::wording;
use super::words::runs;
use memchr::memmem;

/// Fewest bytes of a word that is looked for.
const SHORTEST: usize = 4;

/// Fewest such words of a line that is judged.
const FEWEST: usize = 2;

/// Longest stretch of a paragraph that is searched, in bytes.
const NEAR: usize = 2000;

/// Whether a candidate is a name whose words stand in the paragraph above, most of them, and fewer
/// of them in the one below.
pub(super) fn repeats_above(page: &Page<'_>, candidate: &Candidate) -> bool {
    let unit = candidate.unit;
    let shape = &candidate.shape;
    let names = shape.case == Case::Title && shape.end == End::Open && shape.number.is_none();
    if !names || unit == 0 || !page.is_prose(unit - 1) {
        return false;
    }
    let words = || {
        let line = page.units[unit].span.of(page.text);
        let words = runs(line).map(move |span| span.of(line));
        words.filter(|word| word.len() >= SHORTEST && !wording::is_small(word))
    };
    let number = words().count();
    // Three words of four.
    let most_misses = number / 4;
    let above = near(page.text, &page.units[unit - 1], true);
    let misses = words()
        .filter(|word| !holds(above, word))
        .take(most_misses + 1)
        .count();
    if number < FEWEST || misses > most_misses {
        return false;
    }
    let below = page
        .units
        .get(unit + 1)
        .map_or("", |next| near(page.text, next, false));
    words().filter(|word| !holds(below, word)).count() > misses
}

/// The end of a paragraph above, or the beginning of one below.
fn near<'t>(text: &'t str, unit: &Unit, above: bool) -> &'t str {
    let paragraph = unit.span.of(text);
    if paragraph.len() <= NEAR {
        return paragraph;
    }
    let mut at = if above { paragraph.len() - NEAR } else { NEAR };
    while !paragraph.is_char_boundary(at) {
        at -= 1;
    }
    if above {
        &paragraph[at..]
    } else {
        &paragraph[..at]
    }
}

/// Whether a paragraph holds a word, or one that begins so; its first letter may be small.
fn holds(paragraph: &str, word: &str) -> bool {
    let first = word.chars().next().unwrap_or_default();
    let rest = &word[first.len_utf8()..];
    if rest.is_empty() {
        return paragraph.contains(first);
    }
    memmem::find_iter(paragraph.as_bytes(), rest).any(|at| {
        let mut before = paragraph[..at].chars().rev();
        let begins = before
            .next()
            .is_some_and(|c| c == first || first.to_lowercase().eq([c]));
        begins && !before.next().is_some_and(char::is_alphanumeric)
    })
}
