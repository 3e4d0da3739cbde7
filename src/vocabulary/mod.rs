//! The vocabulary: every distinct surface form once, and what is known of it.
//!
//! Work is done once per distinct word, not once per occurrence. A text's tokens carry a [`TypeId`]; whatever is to be
//! known of a word (its lower case, its stem, the symbol that a lexicon gives it) is a **column** over type ids,
//! filled when the type is first seen.
//!
//! ```
//! use detente::{language::Language, vocabulary::Vocabulary};
//!
//! let mut vocabulary = Vocabulary::new(Language::English);
//! let (big, small) = (vocabulary.intern("Treaties"), vocabulary.intern("treaties"));
//! assert_ne!(big, small);
//! assert_eq!(vocabulary.lower(big), small);
//! assert_eq!(vocabulary.stem(big), vocabulary.stem(small));
//! ```

use crate::language::{Language, Stemmer, stop_words::is_stop_word};
use std::borrow::Cow;

mod forms;
mod key;
mod table;

pub(crate) use forms::Forms;

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
    lower: TypeId,
    stem: TypeId,
    stop_word: bool,
}

/// The distinct surface forms met so far, with their lower case, stem and stop-word mark.
///
/// A vocabulary grows with the number of distinct forms, never with the length of the text. Whoever reads an endless
/// stream drops it when [`Vocabulary::bytes`] has grown too much, between two texts, and goes on with a new one.
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
    forms: Forms,
    types: Vec<Type>,
}

impl Vocabulary {
    /// An empty vocabulary for texts in `language`.
    pub fn new(language: Language) -> Self {
        Self {
            stemmer: Stemmer::new(language),
            forms: Forms::default(),
            types: Vec::new(),
        }
    }

    /// The language whose stems and stop words it knows.
    pub fn language(&self) -> Language {
        self.stemmer.language()
    }

    /// Number of types.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Whether nothing was interned yet.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The memory it takes, in bytes, without the columns kept elsewhere.
    ///
    /// # Examples
    /// ```
    /// use detente::{language::Language, vocabulary::Vocabulary};
    /// let mut vocabulary = Vocabulary::new(Language::English);
    /// let empty = vocabulary.bytes();
    /// vocabulary.intern("peace");
    /// assert!(vocabulary.bytes() > empty);
    /// ```
    pub fn bytes(&self) -> usize {
        self.forms.bytes() + self.types.capacity() * size_of::<Type>()
    }

    /// The id of a surface form, new or known.
    pub fn intern(&mut self, form: &str) -> TypeId {
        self.intern_span(form, 0, form.len())
    }

    /// The id of the surface form `text[start..end]`.
    ///
    /// Faster than [`Vocabulary::intern`] for a form inside a text, whose neighbours may be read with it.
    #[inline(always)]
    pub(crate) fn intern_span(&mut self, text: &str, start: usize, end: usize) -> TypeId {
        match self.forms.intern(text, start, end) {
            (id, false) => id,
            (id, true) => self.learn(id, &text[start..end]),
        }
    }

    /// Finds out what is to be known of a new form.
    #[cold]
    fn learn(&mut self, id: TypeId, form: &str) -> TypeId {
        self.types.push(Type {
            lower: id,
            stem: id,
            stop_word: false,
        });
        let lower = normalise(form);
        let (lower_id, stem_id) = if lower == form {
            let stem = self.stemmer.stem(&lower).into_owned();
            (id, if stem == form { id } else { self.intern(&stem) })
        } else {
            let lower_id = self.intern(&lower);
            (lower_id, self.stem(lower_id))
        };
        let stop_word = is_stop_word(self.language(), &lower);
        let entry = &mut self.types[id.index()];
        (entry.lower, entry.stem, entry.stop_word) = (lower_id, stem_id, stop_word);
        id
    }

    /// The surface form of a type.
    pub fn text(&self, id: TypeId) -> &str {
        self.forms.text(id)
    }

    /// The type in lower case, with straight quotes and without soft hyphens: the form that is matched.
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
        self.forms.ids()
    }
}

/// Lower case, straight quotes, no soft hyphens.
pub(crate) fn normalise(form: &str) -> Cow<'_, str> {
    if form.is_ascii() {
        return match form.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(form.to_ascii_lowercase()),
            false => Cow::Borrowed(form),
        };
    }
    let even = |c| match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' | '\u{FF07}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201F}' => '"',
        _ => c,
    };
    let visible = form.chars().filter(|&c| c != '\u{AD}');
    Cow::Owned(visible.flat_map(char::to_lowercase).map(even).collect())
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// Lower case, stem and stop-word mark of a form, of a vocabulary that never saw another.
    fn alone(form: &str) -> (String, String, bool) {
        let mut vocabulary = Vocabulary::new(Language::English);
        let id = vocabulary.intern(form);
        known(&vocabulary, id)
    }

    fn known(vocabulary: &Vocabulary, id: TypeId) -> (String, String, bool) {
        let text = |id| vocabulary.text(id).to_owned();
        let (lower, stem) = (vocabulary.lower(id), vocabulary.stem(id));
        (text(lower), text(stem), vocabulary.is_stop_word(id))
    }

    #[test]
    fn quotes_case_and_soft_hyphens_are_evened_out() {
        let mut vocabulary = Vocabulary::new(Language::English);
        for (form, lower) in [
            ("DON’T", "don't"),
            ("co\u{AD}operation", "cooperation"),
            ("Київ", "київ"),
            ("“", "\""),
            ("’s", "'s"),
        ] {
            let (id, wanted) = (vocabulary.intern(form), vocabulary.intern(lower));
            assert_eq!(vocabulary.lower(id), wanted, "{form}");
            assert_eq!(vocabulary.text(id), form);
        }
        let the = vocabulary.intern("The");
        assert!(vocabulary.is_stop_word(the));
    }

    proptest! {
        #[test]
        fn ids_are_one_to_one_with_forms(
            text in "[ab\\x00é]{0,60}",
            cuts in prop::collection::vec(0usize..70, 0..200),
        ) {
            let mut vocabulary = Vocabulary::new(Language::English);
            let mut ids: HashMap<&str, TypeId> = HashMap::new();
            let cuts: Vec<_> = cuts.into_iter().filter(|&at| text.is_char_boundary(at)).collect();
            for pair in cuts.windows(2) {
                let (start, end) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                let form = &text[start..end];
                let id = vocabulary.intern_span(&text, start, end);
                prop_assert_eq!(vocabulary.text(id), form);
                prop_assert_eq!(*ids.entry(form).or_insert(id), id);
                prop_assert_eq!(vocabulary.intern(form), id);
                prop_assert_eq!(known(&vocabulary, id), alone(form));
            }
        }
    }
}
