//! The table of forms: open addressing over halves of hashes, with the keys beside.

use super::TypeId;
use super::key::Key;

/// The smallest number of slots, a power of two.
const SMALLEST: usize = 64;

/// Where a form may stand: half of its hash, and its number.
#[derive(Clone, Copy, Debug)]
struct Slot {
    tag: u32,
    /// [`TypeId::NONE`] in a free slot.
    id: TypeId,
}

const FREE: Slot = Slot {
    tag: 0,
    id: TypeId::NONE,
};

/// Forms by their hash. Nothing is ever removed.
///
/// Slots are small, so that those of many forms share a line of the cache. The keys stand in the order of arrival,
/// which has the frequent words together at the beginning.
#[derive(Debug)]
pub(super) struct Table {
    /// A power of two of slots, of which at most three quarters are taken.
    slots: Vec<Slot>,
    /// The key of each form.
    keys: Vec<Key>,
}

impl Table {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![FREE; SMALLEST],
            keys: Vec::new(),
        }
    }

    /// The memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<Slot>() + self.keys.capacity() * size_of::<Key>()
    }

    /// The form with this key for which `same` holds (it is asked only where the key does not tell the whole form).
    #[inline]
    pub(super) fn find(
        &self,
        hash: u64,
        key: &Key,
        same: impl Fn(TypeId) -> bool,
    ) -> Option<TypeId> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let Slot { tag, id } = self.slots[at];
            if id == TypeId::NONE {
                return None;
            }
            if tag == half(hash) && self.keys[id.index()] == *key && (key.is_whole() || same(id)) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a form that is not in the table; `hash_of` gives the hashes of the others when the table grows.
    pub(super) fn insert(
        &mut self,
        hash: u64,
        key: Key,
        hash_of: impl Fn(&Key, TypeId) -> u64,
    ) -> TypeId {
        let id = TypeId(self.keys.len() as u32);
        self.keys.push(key);
        if self.keys.len() * 4 > self.slots.len() * 3 {
            self.slots = vec![FREE; self.slots.len() * 2];
            for number in 0..id.0 {
                let id = TypeId(number);
                self.place(hash_of(&self.keys[id.index()], id), id);
            }
        }
        self.place(hash, id);
        id
    }

    fn place(&mut self, hash: u64, id: TypeId) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].id != TypeId::NONE {
            at = (at + 1) & mask;
        }
        let tag = half(hash);
        self.slots[at] = Slot { tag, id };
    }
}

/// The half of a hash that does not choose the slot (unless the table is beyond all measure).
const fn half(hash: u64) -> u32 {
    (hash >> 32) as u32
}
