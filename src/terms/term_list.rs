//! Many terms in one piece of memory: millions of them take what their letters take, or less.

use super::ngram_names::NgramNames;
use std::borrow::Cow;

/// The terms of texts, in byte order, each once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Terms {
    /// By name.
    Listed(TermList),
    /// N-grams, by the words they are made of.
    Ngrams(NgramNames),
}

impl Terms {
    /// Number of terms.
    pub fn len(&self) -> usize {
        match self {
            Self::Listed(terms) => terms.len(),
            Self::Ngrams(terms) => terms.len(),
        }
    }

    /// The terms by name.
    pub fn listed(&self) -> Cow<'_, TermList> {
        match self {
            Self::Listed(terms) => Cow::Borrowed(terms),
            Self::Ngrams(terms) => Cow::Owned(terms.listed()),
        }
    }
}

/// A list of terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TermList {
    text: String,
    /// Where each term ends in the text, and the next one starts.
    ends: Vec<usize>,
}

impl TermList {
    /// Appends a term.
    pub fn push(&mut self, term: &str) {
        self.text.push_str(term);
        self.ends.push(self.text.len());
    }

    /// Appends terms.
    pub fn append(&mut self, terms: &Self) {
        let start = self.text.len();
        self.text.push_str(&terms.text);
        self.ends.extend(terms.ends.iter().map(|end| start + end));
    }

    /// Number of terms.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The term at a place.
    ///
    /// # Panics
    /// If there is none.
    pub fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }

    /// The terms, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The lowest byte in any of them.
    pub fn lowest_byte(&self) -> Option<u8> {
        self.text.bytes().min()
    }

    /// The terms, each in memory of its own.
    pub fn to_strings(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    /// All terms one behind the other, and where each ends.
    #[cfg(feature = "python")]
    pub fn into_parts(self) -> (String, Vec<usize>) {
        (self.text, self.ends)
    }
}

impl<'t> FromIterator<&'t str> for TermList {
    fn from_iter<I: IntoIterator<Item = &'t str>>(terms: I) -> Self {
        let mut list = Self::default();
        terms.into_iter().for_each(|term| list.push(term));
        list
    }
}
