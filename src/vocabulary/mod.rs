//! The vocabulary: every distinct surface form once, and what is known of it.
//!
//! Work is done once per distinct word, not once per occurrence. A text's tokens carry a [`TypeId`]; whatever is to be
//! known of a word (its lower case, its stem, the symbol that a lexicon gives it) is a **column** over type ids,
//! filled when the type is first seen.

use crate::language::{Language, Stemmer, stop_words::is_stop_word};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// The number of a type (a distinct surface form) in one [`Vocabulary`].
///
/// Ids depend on the order in which words were met: never let them, or their order, reach an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(u32);

impl TypeId {
    /// The id that no type has: of tokens that were not interned.
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// The id as an index into columns.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a vocabulary knows of a type.
#[derive(Clone, Copy, Debug)]
struct Type {
    start: u32,
    len: u32,
    lower: TypeId,
    stem: TypeId,
    stop_word: bool,
}

/// The distinct surface forms met so far, with their lower case, stem and stop-word mark.
///
/// # Examples
/// ```
/// use detente::{language::Language, vocabulary::Vocabulary};
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let id = vocabulary.intern("Agreements");
/// assert_eq!(vocabulary.text(id), "Agreements");
/// assert_eq!(vocabulary.text(vocabulary.lower(id)), "agreements");
/// assert_eq!(vocabulary.text(vocabulary.stem(id)), "agreement");
/// ```
#[derive(Debug)]
pub struct Vocabulary {
    stemmer: Stemmer,
    arena: String,
    types: Vec<Type>,
    table: HashTable<u32>,
    hasher: FixedState,
}

impl Vocabulary {
    /// An empty vocabulary for texts in `language`.
    pub fn new(language: Language) -> Self {
        Self {
            stemmer: Stemmer::new(language),
            arena: String::new(),
            types: Vec::new(),
            table: HashTable::new(),
            hasher: FixedState::default(),
        }
    }

    /// Number of types.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Whether nothing was interned yet.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The id of a surface form, new or known.
    pub fn intern(&mut self, form: &str) -> TypeId {
        let hash = self.hasher.hash_one(form);
        let (types, arena) = (&self.types, &self.arena);
        if let Some(&id) = self
            .table
            .find(hash, |&id| text_of(types, arena, id) == form)
        {
            return TypeId(id);
        }
        let id = self.push(form, hash);
        let lower = normalise(form);
        let lower_id = if lower == form {
            id
        } else {
            self.intern(&lower)
        };
        let stem_id = match lower_id == id {
            true => {
                let stem = self.stemmer.stem(&lower).into_owned();
                if stem == form { id } else { self.intern(&stem) }
            }
            false => self.stem(lower_id),
        };
        let stop_word = is_stop_word(self.stemmer.language(), &lower);
        let entry = &mut self.types[id.index()];
        (entry.lower, entry.stem, entry.stop_word) = (lower_id, stem_id, stop_word);
        id
    }

    fn push(&mut self, form: &str, hash: u64) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        let start = self.arena.len() as u32;
        self.arena.push_str(form);
        self.types.push(Type {
            start,
            len: form.len() as u32,
            lower: id,
            stem: id,
            stop_word: false,
        });
        let (types, arena, hasher) = (&self.types, &self.arena, &self.hasher);
        self.table
            .insert_unique(hash, id.0, |&id| hasher.hash_one(text_of(types, arena, id)));
        id
    }

    /// The surface form of a type.
    pub fn text(&self, id: TypeId) -> &str {
        text_of(&self.types, &self.arena, id.0)
    }

    /// The type in lower case, with straight apostrophes and without soft hyphens: the form that is matched.
    pub fn lower(&self, id: TypeId) -> TypeId {
        self.types[id.index()].lower
    }

    /// The stem of the lower-cased type (a type of its own).
    pub fn stem(&self, id: TypeId) -> TypeId {
        self.types[id.index()].stem
    }

    /// Whether the lower-cased type is a stop word.
    pub fn is_stop_word(&self, id: TypeId) -> bool {
        self.types[id.index()].stop_word
    }

    /// The ids of all types, in the order in which they were met.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.types.len() as u32).map(TypeId)
    }
}

fn text_of<'a>(types: &[Type], arena: &'a str, id: u32) -> &'a str {
    let Type { start, len, .. } = types[id as usize];
    &arena[start as usize..(start + len) as usize]
}

/// Lower case, straight apostrophes, no soft hyphens.
pub(crate) fn normalise(form: &str) -> String {
    form.chars()
        .filter(|&c| c != '\u{AD}')
        .flat_map(char::to_lowercase)
        .map(|c| {
            if matches!(c, '\u{2018}' | '\u{2019}' | '\u{2BC}') {
                '\''
            } else {
                c
            }
        })
        .collect()
}

/// A column over a vocabulary: one value per type, computed when the type is first needed.
///
/// # Examples
/// ```
/// use detente::{language::Language, vocabulary::{Column, Vocabulary}};
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let mut lengths = Column::default();
/// let id = vocabulary.intern("détente");
/// lengths.fill(&vocabulary, |text| text.chars().count());
/// assert_eq!(lengths[id], 7);
/// ```
#[derive(Clone, Debug)]
pub struct Column<T> {
    values: Vec<T>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { values: Vec::new() }
    }
}

impl<T> Column<T> {
    /// Computes the value of every type that came since the last call, from its surface form.
    pub fn fill(&mut self, vocabulary: &Vocabulary, mut value: impl FnMut(&str) -> T) {
        self.fill_by_id(vocabulary, |id| value(vocabulary.text(id)));
    }

    /// Computes the value of every type that came since the last call, from its id.
    pub fn fill_by_id(&mut self, vocabulary: &Vocabulary, mut value: impl FnMut(TypeId) -> T) {
        for index in self.values.len()..vocabulary.len() {
            self.values.push(value(TypeId(index as u32)));
        }
    }
}

impl<T> std::ops::Index<TypeId> for Column<T> {
    type Output = T;

    fn index(&self, id: TypeId) -> &T {
        &self.values[id.index()]
    }
}
