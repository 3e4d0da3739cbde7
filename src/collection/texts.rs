//! A column of texts, one behind the other: memory is asked for once for many of them.

use std::fmt;

/// Texts in order, each of which may be missing.
///
/// # Examples
/// ```
/// use detente::collection::Texts;
/// let mut texts: Texts = [Some("war"), None].into_iter().collect();
/// texts.push(Some("peace"));
/// assert_eq!(texts.len(), 3);
/// assert_eq!(texts.get(2), Some("peace"));
/// assert_eq!(texts.get(1), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Texts {
    joined: String,
    /// For each text where it ends in `joined`, and whether it is there.
    ends: Vec<(usize, bool)>,
}

impl Texts {
    /// `rows` missing texts.
    pub(super) fn missing(rows: usize) -> Self {
        Self {
            joined: String::new(),
            ends: vec![(0, false); rows],
        }
    }

    /// Asks for memory for so many more rows; what their texts need is not known.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.ends.reserve(rows);
    }

    /// Adds a text.
    pub fn push(&mut self, text: Option<&str>) {
        self.joined.push_str(text.unwrap_or_default());
        self.ends.push((self.joined.len(), text.is_some()));
    }

    /// Number of texts, with those that are missing.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a row; `None` if it is missing, or there are not so many rows.
    pub fn get(&self, row: usize) -> Option<&str> {
        let &(end, is_there) = self.ends.get(row)?;
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before].0);
        is_there.then(|| &self.joined[start..end])
    }

    /// The texts in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&str>> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Adds the texts of another column.
    pub(super) fn append(&mut self, more: &Self) {
        let before = self.joined.len();
        self.joined.push_str(&more.joined);
        let ends = more.ends.iter();
        self.ends
            .extend(ends.map(|&(end, there)| (before + end, there)));
    }
}

impl<S: AsRef<str>> FromIterator<Option<S>> for Texts {
    fn from_iter<I: IntoIterator<Item = Option<S>>>(texts: I) -> Self {
        let mut all = Self::default();
        for text in texts {
            all.push(text.as_ref().map(AsRef::as_ref));
        }
        all
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
