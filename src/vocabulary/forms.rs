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
    // Every word of a text comes here: what a short one that is known needs, and nothing else, goes into the caller.
    #[inline(always)]
    pub(crate) fn intern(&mut self, text: &str, start: usize, end: usize) -> (TypeId, bool) {
        if let Some(key) = Key::inside(text.as_bytes(), start, end)
            && let Some(id) = self.table.find(self.hasher.hash(&key), &key, |_| true)
        {
            return (id, false);
        }
        self.intern_any(&text[start..end])
    }

    #[cold]
    fn intern_any(&mut self, form: &str) -> (TypeId, bool) {
        let key = Key::new(form.as_bytes());
        let hash = match key.is_whole() {
            true => self.hasher.hash(&key),
            false => self.hasher.hash_long(form),
        };
        let (ends, arena) = (&self.ends, &self.arena);
        let same = |id| key.is_whole() || text_of(ends, arena, id) == form;
        if let Some(id) = self.table.find(hash, &key, same) {
            return (id, false);
        }
        self.arena.push_str(form);
        self.ends.push(self.arena.len());
        (self.table.insert(hash, key), true)
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
