//! How forms are found: by their first sixteen bytes, which hold nearly every word whole.

use foldhash::quality::RandomState;
use std::hash::BuildHasher;

/// The first sixteen bytes of a form, with zeros behind a shorter one, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    low: u64,
    high: u64,
    len: u32,
}

impl Key {
    /// The key of `text[start..end]`.
    #[inline]
    pub(super) fn new(text: &[u8], start: usize, end: usize) -> Self {
        let len = end - start;
        let (low, high) = match text[start..].first_chunk::<16>() {
            // The bytes behind the form are cut off; this needs no branch on its length.
            Some(bytes) => halves(bytes, len),
            None => {
                let mut bytes = [0; 16];
                let head = &text[start..end.min(start + 16)];
                bytes[..head.len()].copy_from_slice(head);
                halves(&bytes, len)
            }
        };
        let len = len as u32;
        Self { low, high, len }
    }

    /// Whether the key tells the form from every other.
    #[inline]
    pub(super) const fn is_whole(&self) -> bool {
        self.len <= 16
    }
}

/// Sixteen bytes as two numbers, those from `len` on set to zero.
#[inline]
fn halves(bytes: &[u8; 16], len: usize) -> (u64, u64) {
    let kept = u128::from_le_bytes(*bytes) & MASKS[len.min(16)];
    (kept as u64, (kept >> 64) as u64)
}

/// The masks that keep the first n of sixteen bytes.
const MASKS: [u128; 17] = {
    let mut masks = [u128::MAX; 17];
    let mut len = 0;
    while len < 16 {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// Hashes forms with seeds of this process, so that no text can be written to make them collide.
///
/// Ids are given in the order of arrival: the seeds reach no output.
#[derive(Clone, Debug)]
pub(super) struct Hasher {
    seeds: [u64; 2],
    long: RandomState,
}

impl Default for Hasher {
    fn default() -> Self {
        let long = RandomState::default();
        Self {
            seeds: [long.hash_one(0), long.hash_one(1)],
            long,
        }
    }
}

impl Hasher {
    /// The hash of a form with the key `key`.
    #[inline]
    pub(super) fn hash(&self, key: &Key, form: &[u8]) -> u64 {
        if !key.is_whole() {
            return self.long.hash_one(form);
        }
        // The folded product of foldhash and wyhash.
        let (a, b) = (key.low ^ self.seeds[0], key.high ^ self.seeds[1]);
        let product = u128::from(a) * u128::from(b.rotate_left(key.len));
        product as u64 ^ (product >> 64) as u64
    }
}
