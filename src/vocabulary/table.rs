//! The table of forms: open addressing with the keys in place, so that a known word costs one look at memory.

use super::TypeId;
use super::key::Key;

/// The smallest number of slots, a power of two.
const SMALLEST: usize = 64;

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    /// [`TypeId::NONE`] in a free slot.
    id: TypeId,
}

const FREE: Slot = Slot {
    key: Key::EMPTY,
    id: TypeId::NONE,
};

/// Forms by their hash. Nothing is ever removed.
#[derive(Debug)]
pub(super) struct Table {
    /// A power of two of slots, of which at most three quarters are taken.
    slots: Vec<Slot>,
    taken: usize,
}

impl Table {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![FREE; SMALLEST],
            taken: 0,
        }
    }

    /// The memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<Slot>()
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
            let slot = &self.slots[at];
            if slot.key == *key && slot.id != TypeId::NONE && (key.is_whole() || same(slot.id)) {
                return Some(slot.id);
            }
            if slot.id == TypeId::NONE {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a form that is not in the table; `hash_of` gives the hashes of the others when the table grows.
    pub(super) fn insert(
        &mut self,
        hash: u64,
        key: Key,
        id: TypeId,
        hash_of: impl Fn(&Key, TypeId) -> u64,
    ) {
        self.taken += 1;
        if self.taken * 4 > self.slots.len() * 3 {
            let larger = vec![FREE; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot.id != TypeId::NONE {
                    self.place(hash_of(&slot.key, slot.id), slot);
                }
            }
        }
        self.place(hash, Slot { key, id });
    }

    fn place(&mut self, hash: u64, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].id != TypeId::NONE {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}
