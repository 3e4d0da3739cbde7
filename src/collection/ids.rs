//! Names of documents, each given once.

use hashbrown::{HashMap, HashSet};
use sha2::{Digest, Sha256};

/// Gives each document of a collection an identifier of its own.
///
/// An identifier that was given before gets `-2`, `-3`, ... behind it: the first that is free. Eight bytes of a hash
/// are remembered of each, not the identifier itself, so that a hundred million documents take two gigabytes or so.
///
/// # Examples
/// ```
/// use detente::collection::UniqueIds;
/// let mut ids = UniqueIds::default();
/// assert_eq!(ids.take("a"), None);
/// assert_eq!(ids.take("a").as_deref(), Some("a-2"));
/// assert_eq!(ids.take("a").as_deref(), Some("a-3"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct UniqueIds {
    taken: HashSet<u64>,
    /// For an identifier that was wished for again: the number to try next. All before it are taken.
    next: HashMap<u64, u64>,
    fresh: Vec<u64>,
}

impl UniqueIds {
    /// Takes an identifier; `Some` if it was taken already, with the one given instead.
    pub fn take(&mut self, id: &str) -> Option<String> {
        let key = key(id);
        if self.insert(key) {
            return None;
        }
        let mut number = self.next.get(&key).copied().unwrap_or(2);
        loop {
            let other = format!("{id}-{number}");
            number += 1;
            if self.insert(self::key(&other)) {
                self.next.insert(key, number);
                return Some(other);
            }
        }
    }

    /// The hashes of the identifiers that were given since this was last asked.
    pub fn drain(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.fresh)
    }

    /// Takes identifiers by their hashes: those of a run that is taken up again.
    pub fn load(&mut self, hashes: impl IntoIterator<Item = u64>) {
        self.taken.extend(hashes);
    }

    fn insert(&mut self, key: u64) -> bool {
        let free = self.taken.insert(key);
        if free {
            self.fresh.push(key);
        }
        free
    }
}

/// The same on every machine and in every process: a run can be taken up elsewhere.
fn key(id: &str) -> u64 {
    let digest = Sha256::digest(id.as_bytes());
    let mut key = [0; 8];
    key.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_go_on_where_another_run_stopped() {
        let wished = ["a", "a", "a-2", "b", "a", "a-3", "b"];
        let mut whole = UniqueIds::default();
        let expected: Vec<_> = wished.iter().map(|id| whole.take(id)).collect();
        for stop in 0..wished.len() {
            let (mut first, mut second) = (UniqueIds::default(), UniqueIds::default());
            let mut given: Vec<_> = wished[..stop].iter().map(|id| first.take(id)).collect();
            second.load(first.drain());
            given.extend(wished[stop..].iter().map(|id| second.take(id)));
            assert_eq!(given, expected);
        }
    }
}
