//! Lines that stand in many documents of a collection.

use super::boilerplate::Words;
use super::lines;
use hashbrown::HashMap;

/// Longer lines are not collected.
const LONGEST: u32 = 160;

/// Fewest documents a line must stand in.
const FEWEST: u32 = 3;

/// Counts, over the documents of a collection, in how many of them each short line stands.
///
/// Menus, notices and forms stand in every page of a site. A line that stands in many documents is a better
/// candidate for boilerplate; a heading such as *Introduction* is repeated too, so that repetition alone does not
/// decide. Two collectors can be merged, in any order, with the same result as one.
///
/// # Examples
/// ```
/// use detente::outline::{Outline, OutlineOptions, RepeatedLines};
/// let pages = [
///     "Our catalogue\nPeace was signed in the spring, and the army went home.",
///     "Our catalogue\nThe strike began on a Monday and spread to the harbour.",
///     "Our catalogue\nTrade grew again after the treaty, slowly at first.",
/// ];
/// let mut repeated = RepeatedLines::new();
/// for page in pages {
///     repeated.add(page);
/// }
/// assert_eq!(repeated.documents(), 3);
/// assert_eq!(repeated.count("Our catalogue"), 3);
/// ```
#[derive(Clone, Debug, Default)]
pub struct RepeatedLines {
    documents: u32,
    counts: HashMap<String, u32>,
}

impl RepeatedLines {
    /// An empty collector.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one document.
    pub fn add(&mut self, text: &str) {
        let lines = lines::split(text);
        let mut words = Words::default();
        let mut keys: Vec<String> = lines
            .iter()
            .filter(|line| line.width <= LONGEST)
            .map(|line| words.key(line.text.of(text)).to_owned())
            .filter(|key| !key.is_empty())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *self.counts.entry(key).or_insert(0) += 1;
        }
        self.documents += 1;
    }

    /// Adds what another collector has counted.
    pub fn merge(&mut self, other: RepeatedLines) {
        self.documents += other.documents;
        let mut counts: Vec<_> = other.counts.into_iter().collect();
        counts.sort_unstable();
        for (key, count) in counts {
            *self.counts.entry(key).or_insert(0) += count;
        }
    }

    /// Number of documents added.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// Number of documents in which `line` stands, whatever its case, punctuation and white space.
    pub fn count(&self, line: &str) -> u32 {
        self.counts
            .get(Words::default().key(line))
            .copied()
            .unwrap_or(0)
    }

    /// Points of boilerplate for a line: it stands in three documents or more, and in a fifth of all.
    pub(super) fn points(&self, words: &mut Words) -> u32 {
        let key = words.phrase(0..words.len());
        let count = self.counts.get(key).copied().unwrap_or(0);
        if count >= FEWEST && 5 * count >= self.documents {
            20
        } else {
            0
        }
    }
}
