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
    /// A power of two of slots, of which at most three quarters are taken. A form stands at the place that the highest
    /// bits of its tag say, or behind.
    slots: Vec<Slot>,
    /// Bits of a tag below those.
    shift: u32,
    /// The key of each form.
    keys: Vec<Key>,
}

impl Table {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![FREE; SMALLEST],
            shift: u32::BITS - SMALLEST.ilog2(),
            keys: Vec::new(),
        }
    }

    /// The memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<Slot>() + self.keys.capacity() * size_of::<Key>()
    }

    /// The form with this key for which `same` holds.
    #[inline]
    pub(super) fn find(
        &self,
        hash: u64,
        key: &Key,
        same: impl Fn(TypeId) -> bool,
    ) -> Option<TypeId> {
        let mask = self.slots.len() - 1;
        let mut at = (tag_of(hash) >> self.shift) as usize & mask;
        loop {
            let Slot { tag, id } = self.slots[at];
            if id == TypeId::NONE {
                return None;
            }
            if tag == tag_of(hash) && self.keys[id.index()] == *key && same(id) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a form that is not in the table.
    pub(super) fn insert(&mut self, hash: u64, key: Key) -> TypeId {
        let id = TypeId(self.keys.len() as u32);
        self.keys.push(key);
        if self.keys.len() * 4 > self.slots.len() * 3 {
            self.grow();
        }
        self.place(Slot {
            tag: tag_of(hash),
            id,
        });
        id
    }

    /// Twice as many slots. Tags are all that is asked for, and they come in about their new order.
    fn grow(&mut self) {
        let more = vec![FREE; self.slots.len() * 2];
        let slots = std::mem::replace(&mut self.slots, more);
        // Only a table beyond all measure has no bit left.
        self.shift = self.shift.saturating_sub(1);
        let taken = slots.into_iter().filter(|slot| slot.id != TypeId::NONE);
        taken.for_each(|slot| self.place(slot));
    }

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = (slot.tag >> self.shift) as usize & mask;
        while self.slots[at].id != TypeId::NONE {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

/// The half of a hash that is kept.
const fn tag_of(hash: u64) -> u32 {
    (hash >> 32) as u32
}
