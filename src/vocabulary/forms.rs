//! Distinct forms, numbered as they come: what a vocabulary is built on, and all that plain counting needs.

use super::TypeId;
use super::key::{Hasher, Key};
use super::table::Table;

/// Every distinct form once.
#[derive(Debug)]
pub(crate) struct Forms {
    /// The forms, one behind the other.
    arena: String,
    /// Where each form ends in the arena.
    ends: Vec<usize>,
    table: Table,
    hasher: Hasher,
}

impl Default for Forms {
    fn default() -> Self {
        Self {
            arena: String::new(),
            ends: Vec::new(),
            table: Table::new(),
            hasher: Hasher::default(),
        }
    }
}

impl Forms {
    /// The number of the form `text[start..end]`, and whether it is new.
    #[inline]
    pub(crate) fn intern(&mut self, text: &str, start: usize, end: usize) -> (TypeId, bool) {
        let key = Key::new(text.as_bytes(), start, end);
        let hash = self.hasher.hash(&key, &text.as_bytes()[start..end]);
        let (ends, arena) = (&self.ends, &self.arena);
        let same = |id| text_of(ends, arena, id) == &text[start..end];
        match self.table.find(hash, &key, same) {
            Some(id) => (id, false),
            None => (self.add(&text[start..end], key, hash), true),
        }
    }

    #[cold]
    fn add(&mut self, form: &str, key: Key, hash: u64) -> TypeId {
        self.arena.push_str(form);
        self.ends.push(self.arena.len());
        self.table.insert(hash, key)
    }

    /// A form.
    pub(crate) fn text(&self, id: TypeId) -> &str {
        text_of(&self.ends, &self.arena, id)
    }

    /// The form with this number, if there are so many.
    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        (number < self.len()).then(|| self.text(TypeId(number as u32)))
    }

    /// Number of forms.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of all forms, in the order in which they were met.
    pub(crate) fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.ends.len() as u32).map(TypeId)
    }

    /// The memory it takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.arena.capacity() + self.ends.capacity() * size_of::<usize>() + self.table.bytes()
    }
}

fn text_of<'a>(ends: &[usize], arena: &'a str, id: TypeId) -> &'a str {
    let start = id.index().checked_sub(1).map_or(0, |before| ends[before]);
    &arena[start..ends[id.index()]]
}
