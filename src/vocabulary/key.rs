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
    /// The key of a form.
    pub(super) fn new(form: &[u8]) -> Self {
        let mut bytes = [0; WIDTH];
        let head = &form[..form.len().min(WIDTH)];
        bytes[..head.len()].copy_from_slice(head);
        Self::of(&bytes, form.len())
    }

    /// The key of `text[start..end]`, if it is whole and there are sixteen bytes to read: those behind the form are cut
    /// off, which needs no branch on its length.
    #[inline(always)]
    pub(super) fn inside(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let bytes = text.get(start..)?.first_chunk()?;
        let len = end - start;
        (len <= WIDTH).then(|| Self::of(bytes, len))
    }

    #[inline(always)]
    fn of(bytes: &[u8; WIDTH], len: usize) -> Self {
        let kept = u128::from_le_bytes(*bytes) & MASKS[len.min(WIDTH)];
        Self {
            low: kept as u64,
            high: (kept >> 64) as u64,
            len: len as u32,
        }
    }

    /// Whether the key tells the form from every other.
    #[inline]
    pub(super) const fn is_whole(&self) -> bool {
        self.len as usize <= WIDTH
    }
}

/// Bytes of a form that its key holds.
const WIDTH: usize = 16;

/// The masks that keep the first n of sixteen bytes.
const MASKS: [u128; WIDTH + 1] = {
    let mut masks = [u128::MAX; WIDTH + 1];
    let mut len = 0;
    while len < WIDTH {
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
    /// The hash of a form that its key tells from every other.
    #[inline]
    pub(super) fn hash(&self, key: &Key) -> u64 {
        // The folded product of foldhash and wyhash.
        let (a, b) = (key.low ^ self.seeds[0], key.high ^ self.seeds[1]);
        let product = u128::from(a) * u128::from(b.rotate_left(key.len));
        product as u64 ^ (product >> 64) as u64
    }

    /// The hash of any other form.
    pub(super) fn hash_long(&self, form: &str) -> u64 {
        self.long.hash_one(form.as_bytes())
    }
}
