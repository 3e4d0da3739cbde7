//! Which terms of a document-term matrix to keep.

/// A bound on the number of documents in which a term may stand.
///
/// # Examples
/// ```
/// use detente::terms::matrix::DocBound;
/// assert_eq!(DocBound::Share(0.25).documents(10), 2.5);
/// assert_eq!(DocBound::Count(3).documents(10), 3.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DocBound {
    /// A number of documents.
    Count(u64),
    /// A share of the documents, 0 to 1.
    Share(f64),
}

impl DocBound {
    /// The bound as a number of documents, out of `documents`.
    pub fn documents(self, documents: usize) -> f64 {
        match self {
            Self::Count(count) => count as f64,
            Self::Share(share) => share * documents as f64,
        }
    }
}

/// Which terms of a document-term matrix to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Trim {
    /// Terms in fewer documents are left out.
    pub min_docs: DocBound,
    /// Terms in more documents are left out.
    pub max_docs: DocBound,
    /// Terms with a smaller total count are left out.
    pub min_count: u64,
    /// Keep only so many terms, those with the greatest totals; of equal totals, the first in alphabetical order.
    pub max_terms: Option<usize>,
}

impl Default for Trim {
    /// Keeps every term.
    fn default() -> Self {
        Self {
            min_docs: DocBound::Count(1),
            max_docs: DocBound::Share(1.0),
            min_count: 1,
            max_terms: None,
        }
    }
}
