//! Sparse matrices in compressed sparse row form, and the document-term matrix.

mod csr;
mod trim;

pub use csr::Csr;
pub use trim::{DocBound, Trim};

use crate::error::{Error, Result};
use serde::Serialize;

/// Counts of terms (columns, in byte order of the term) in documents (rows, in the order they were given).
///
/// # Examples
/// ```
/// use detente::terms::{counts::count, matrix::{DocBound, Trim}, options::TermOptions};
/// let dtm = count(&["Peace talks.", "Peace and war."], &TermOptions::default())?;
/// assert_eq!(dtm.terms, ["and", "peace", "talks", "war"]);
/// assert_eq!(dtm.counts.get(1, 1), Some(1));
/// let common = dtm.trim(&Trim { min_docs: DocBound::Count(2), ..Trim::default() })?;
/// assert_eq!(common.terms, ["peace"]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dtm {
    /// The terms, in byte order, each once.
    pub terms: Vec<String>,
    /// The counts.
    pub counts: Csr<u32>,
}

impl Dtm {
    /// The column of a term.
    pub fn column(&self, term: &str) -> Option<u32> {
        let at = self
            .terms
            .binary_search_by(|known| known.as_str().cmp(term));
        at.ok().map(|column| column as u32)
    }

    /// The total count of each term.
    pub fn totals(&self) -> Vec<u64> {
        self.counts.column_totals()
    }

    /// The matrix with only the terms that `trim` keeps. It may have no term at all.
    ///
    /// # Errors
    /// If a share lies outside 0 to 1, or more documents are asked for than allowed.
    pub fn trim(&self, trim: &Trim) -> Result<Self> {
        let documents = self.counts.rows();
        for bound in [trim.min_docs, trim.max_docs] {
            if let DocBound::Share(share) = bound
                && !(0.0..=1.0).contains(&share)
            {
                let message = format!("a share of documents must lie between 0 and 1, got {share}");
                return Err(Error::argument(message));
            }
        }
        let (low, high) = (
            trim.min_docs.documents(documents),
            trim.max_docs.documents(documents),
        );
        if low > high {
            return Err(Error::argument(format!(
                "no term can stand in at least {low} and at most {high} documents; lower min_docs or raise max_docs"
            )));
        }
        let (rows, totals) = (self.counts.column_rows(), self.totals());
        let mut kept: Vec<usize> = (0..self.terms.len())
            .filter(|&t| (low..=high).contains(&(rows[t] as f64)) && totals[t] >= trim.min_count)
            .collect();
        if let Some(limit) = trim.max_terms {
            kept.sort_by_key(|&t| (std::cmp::Reverse(totals[t]), t));
            kept.truncate(limit);
            kept.sort_unstable();
        }
        Ok(self.select(&kept))
    }

    /// The matrix with only the given columns, which must rise.
    fn select(&self, kept: &[usize]) -> Self {
        let mut target = vec![None; self.terms.len()];
        for (new, &old) in kept.iter().enumerate() {
            target[old] = Some(new as u32);
        }
        Self {
            terms: kept.iter().map(|&t| self.terms[t].clone()).collect(),
            counts: self.counts.select_columns(&target, kept.len()),
        }
    }

    /// The rows of each group added up: row `g` of the result is the sum of the rows whose `groups` entry is `g`.
    ///
    /// # Errors
    /// If there is not one group per row.
    pub fn group(&self, groups: &[usize]) -> Result<Self> {
        if groups.len() != self.counts.rows() {
            return Err(Error::argument(format!(
                "{} groups given for {} documents; give one group per document",
                groups.len(),
                self.counts.rows()
            )));
        }
        let n_groups = groups.iter().max().map_or(0, |&last| last + 1);
        let mut members = vec![Vec::new(); n_groups];
        for (row, &group) in groups.iter().enumerate() {
            members[group].push(row);
        }
        let mut sums = vec![0_u32; self.terms.len()];
        let mut counts = Csr {
            columns: self.terms.len(),
            ..Csr::default()
        };
        for rows in members {
            let mut touched = Vec::new();
            for (column, count) in rows.iter().flat_map(|&row| self.counts.row(row)) {
                if sums[column as usize] == 0 {
                    touched.push(column);
                }
                sums[column as usize] = sums[column as usize].saturating_add(count);
            }
            touched.sort_unstable();
            let take = |column: u32| (column, std::mem::take(&mut sums[column as usize]));
            counts.push_row(&touched.into_iter().map(take).collect::<Vec<_>>());
        }
        Ok(Self {
            terms: self.terms.clone(),
            counts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{counts::count, options::TermOptions};

    fn dtm() -> Dtm {
        count(&["a b c", "a b", "a d d", "a"], &TermOptions::default()).unwrap()
    }

    #[test]
    fn trimming_bounds_documents_counts_and_terms() {
        let bound = |min, max| Trim {
            min_docs: min,
            max_docs: max,
            ..Trim::default()
        };
        let cases = [
            (Trim::default(), vec!["a", "b", "c", "d"]),
            (
                bound(DocBound::Count(2), DocBound::Share(1.0)),
                vec!["a", "b"],
            ),
            (
                bound(DocBound::Share(0.5), DocBound::Share(0.75)),
                vec!["b"],
            ),
            (
                bound(DocBound::Count(1), DocBound::Count(1)),
                vec!["c", "d"],
            ),
            (
                Trim {
                    min_count: 2,
                    ..Trim::default()
                },
                vec!["a", "b", "d"],
            ),
            // b and d stand twice each: the first in byte order is kept.
            (
                Trim {
                    max_terms: Some(2),
                    ..Trim::default()
                },
                vec!["a", "b"],
            ),
        ];
        for (trim, expected) in cases {
            assert_eq!(dtm().trim(&trim).unwrap().terms, expected, "{trim:?}");
        }
    }

    #[test]
    fn senseless_bounds_are_refused() {
        for (min, max) in [
            (DocBound::Share(1.5), DocBound::Share(1.0)),
            (DocBound::Share(f64::NAN), DocBound::Share(1.0)),
            (DocBound::Count(3), DocBound::Count(2)),
        ] {
            let trim = Trim {
                min_docs: min,
                max_docs: max,
                ..Trim::default()
            };
            assert!(dtm().trim(&trim).is_err(), "{trim:?}");
        }
    }

    #[test]
    fn groups_add_up() {
        let sums = dtm().group(&[1, 0, 1, 0]).unwrap();
        assert_eq!(sums.counts.row(0).collect::<Vec<_>>(), [(0, 2), (1, 1)]);
        assert_eq!(
            sums.counts.row(1).collect::<Vec<_>>(),
            [(0, 2), (1, 1), (2, 1), (3, 2)]
        );
        assert_eq!(sums.totals(), dtm().totals());
    }

    #[test]
    fn a_dense_matrix_has_every_cell_and_a_limit() {
        let dense = dtm().counts.to_dense().unwrap();
        assert_eq!(dense.row(2).to_vec(), [1.0, 0.0, 0.0, 2.0]);
        let vast = Csr::<f64> {
            columns: 1 << 30,
            ..Csr::from_rows(0, [vec![]])
        };
        assert!(vast.to_dense().is_err());
    }
}
