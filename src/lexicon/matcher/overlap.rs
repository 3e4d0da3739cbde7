//! Which of several overlapping matches count.

use super::scan::Candidate;
use crate::lexicon::model::{EntryId, KeyId, Lexicon};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Which of several overlapping matches count.
///
/// A match is held against the longer matches that hold **all** its words; matches that only share some words both
/// count. The same words may count for several keys, but for one key only once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Overlap {
    /// A match within a longer match of any key does not count: "American Samoa" is not "Samoa".
    /// (quanteda's `nested_scope = "dictionary"`.)
    #[default]
    Longest,
    /// A match within a longer match of the same key does not count. (quanteda's default, `nested_scope = "key"`.)
    Key,
    /// Every match of every entry counts.
    All,
}

impl std::str::FromStr for Overlap {
    type Err = crate::Error;

    fn from_str(name: &str) -> crate::Result<Self> {
        match name {
            "longest" => Ok(Self::Longest),
            "key" => Ok(Self::Key),
            "all" => Ok(Self::All),
            _ => Err(crate::Error::argument(format!(
                "no overlap rule {name:?}; use \"longest\", \"key\" or \"all\""
            ))),
        }
    }
}

/// What is known beforehand of every key and entry.
#[derive(Debug)]
pub(crate) struct Rules {
    overlap: Overlap,
    keys: Vec<KeyId>,
    /// The order in which entries are preferred where they match the same words: the more specific first.
    ranks: Vec<u32>,
    /// Which entries are exceptions.
    exceptions: Vec<bool>,
    /// For every key the keys where it does not match: its own and those of the keys above.
    excluded: Vec<Vec<KeyId>>,
    /// For every key the key behind the last key below it.
    behind: Vec<KeyId>,
    has_exceptions: bool,
}

impl Rules {
    pub(crate) fn new(lexicon: &Lexicon, overlap: Overlap, ranks: Vec<u32>) -> Self {
        let excluded = excluded(lexicon);
        let exceptions: Vec<_> = lexicon
            .entries()
            .iter()
            .map(|entry| entry.exception)
            .collect();
        Self {
            overlap,
            keys: (0..lexicon.entries().len() as u32)
                .map(|entry| lexicon.key_of(entry))
                .collect(),
            ranks,
            has_exceptions: exceptions.contains(&true)
                || excluded.iter().any(|keys| !keys.is_empty()),
            exceptions,
            excluded,
            behind: behind(lexicon),
        }
    }

    pub(crate) fn key(&self, candidate: &Candidate) -> KeyId {
        self.keys[candidate.entry as usize]
    }

    /// Of entries that match the same words always, keeps the preferred one of each key: there may be very many.
    pub(crate) fn prefer(&self, entries: &mut Vec<EntryId>) {
        if self.overlap == Overlap::All {
            return;
        }
        let group = |id: EntryId| (self.keys[id as usize], self.exceptions[id as usize]);
        entries.sort_unstable_by_key(|&id| (group(id), self.ranks[id as usize]));
        entries.dedup_by_key(|id| group(*id));
    }

    /// Keeps the candidates that count, in the order of the text, then of length, key and entry.
    ///
    /// `found` must be in the order of the first tokens.
    pub(crate) fn settle(&self, found: &mut Vec<Candidate>) {
        if self.has_exceptions {
            self.except(found);
        }
        if self.overlap != Overlap::All && found.len() > 1 {
            self.drop_shorter(found);
        }
        found.sort_unstable_by_key(|c| (c.start, c.end(), self.key(c), c.entry));
    }

    /// Drops exceptions, and the matches of their keys within them.
    fn except(&self, found: &mut Vec<Candidate>) {
        let all = found.clone();
        let mut near = 0;
        found.retain(|candidate| {
            while all[near].start + u64::BITS <= candidate.start {
                near += 1;
            }
            let blocks =
                |other: &&Candidate| candidate.is_within(other) && self.blocks(candidate, other);
            !self.exceptions[candidate.entry as usize]
                && !all[near..]
                    .iter()
                    .take_while(|other| other.start <= candidate.start)
                    .any(|other| blocks(&other))
        });
    }

    /// Whether a match of `other`, which holds `candidate`, forbids it.
    fn blocks(&self, candidate: &Candidate, other: &Candidate) -> bool {
        let (key, other_key) = (self.key(candidate), self.key(other));
        match self.exceptions[other.entry as usize] {
            true => self.is_within(key, other_key),
            false => self.excluded[key as usize]
                .iter()
                .any(|&above| self.is_within(other_key, above)),
        }
    }

    /// Whether `key` is `above` or below it: keys stand in the order of the tree.
    fn is_within(&self, key: KeyId, above: KeyId) -> bool {
        (above..self.behind[above as usize]).contains(&key)
    }

    /// Drops matches within longer ones, and all but the most specific entry of a key on the same words.
    fn drop_shorter(&self, found: &mut Vec<Candidate>) {
        let scope = |c: &Candidate| match self.overlap {
            Overlap::Key => self.key(c),
            _ => 0,
        };
        found.sort_unstable_by_key(|c| {
            let rank = self.ranks[c.entry as usize];
            (
                scope(c),
                c.start,
                Reverse(c.end()),
                Reverse(c.mask),
                self.key(c),
                rank,
            )
        });
        // The distinct stretches of words that may still hold others: whatever holds a match stands before it.
        let mut open: Vec<(Candidate, bool)> = Vec::new();
        let mut last: Option<Candidate> = None;
        found.retain(|&c| {
            let same = |other: &Candidate| (other.start, other.mask) == (c.start, c.mask);
            if last.is_some_and(|last| same(&last) && self.key(&last) == self.key(&c)) {
                return false;
            }
            let of_scope = last.is_some_and(|last| scope(&last) == scope(&c));
            last = Some(c);
            match of_scope {
                true => open.retain(|(other, _)| other.end() > c.start),
                false => open.clear(),
            }
            if let Some(&(_, kept)) = open.last().filter(|(other, _)| same(other)) {
                return kept;
            }
            let kept = !open.iter().any(|(other, _)| c.is_within(other));
            open.push((c, kept));
            kept
        });
    }
}

fn excluded(lexicon: &Lexicon) -> Vec<Vec<KeyId>> {
    let mut excluded: Vec<Vec<KeyId>> = Vec::new();
    for key in lexicon.keys() {
        let mut keys = key
            .parent
            .map(|id| excluded[id as usize].clone())
            .unwrap_or_default();
        keys.extend(key.except.iter().filter_map(|path| lexicon.key(path)));
        excluded.push(keys);
    }
    excluded
}

fn behind(lexicon: &Lexicon) -> Vec<KeyId> {
    let keys = lexicon.keys();
    let mut behind: Vec<KeyId> = (1..=keys.len() as KeyId).collect();
    for id in (0..keys.len()).rev() {
        if let Some(parent) = keys[id].parent {
            behind[parent as usize] = behind[parent as usize].max(behind[id]);
        }
    }
    behind
}
