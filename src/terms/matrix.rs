//! Sparse matrices in compressed sparse row form, and the document-term matrix.

use crate::error::{Error, Result};
use ndarray::Array2;
use serde::Serialize;

/// A sparse matrix in compressed sparse row form: the layout of SciPy's `csr_array`.
///
/// Row `i` holds the columns `indices[indptr[i]..indptr[i + 1]]`, in rising order and each at most once, with their
/// values at the same places of `data`.
///
/// # Examples
/// ```
/// use detente::terms::matrix::Csr;
/// let matrix = Csr::from_rows(3, [vec![(0, 2.0), (2, 1.0)], vec![]]);
/// assert_eq!(matrix.shape(), (2, 3));
/// assert_eq!(matrix.row(0).collect::<Vec<_>>(), [(0, 2.0), (2, 1.0)]);
/// assert_eq!(matrix.get(0, 1), None);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Csr<T> {
    /// Where each row starts in `indices` and `data`; one more than there are rows.
    pub indptr: Vec<usize>,
    /// Column numbers.
    pub indices: Vec<u32>,
    /// Values.
    pub data: Vec<T>,
    /// Number of columns.
    pub columns: usize,
}

impl<T> Default for Csr<T> {
    fn default() -> Self {
        Self {
            indptr: vec![0],
            indices: Vec::new(),
            data: Vec::new(),
            columns: 0,
        }
    }
}

impl<T: Copy> Csr<T> {
    /// A matrix of rows of `(column, value)`; columns in rising order.
    pub fn from_rows(columns: usize, rows: impl IntoIterator<Item = Vec<(u32, T)>>) -> Self {
        let mut matrix = Self {
            columns,
            ..Self::default()
        };
        for row in rows {
            matrix.push_row(&row);
        }
        matrix
    }

    /// Appends a row of `(column, value)`; columns in rising order.
    pub fn push_row(&mut self, row: &[(u32, T)]) {
        self.indices.extend(row.iter().map(|&(column, _)| column));
        self.data.extend(row.iter().map(|&(_, value)| value));
        self.indptr.push(self.indices.len());
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.indptr.len().saturating_sub(1)
    }

    /// Rows and columns.
    pub fn shape(&self) -> (usize, usize) {
        (self.rows(), self.columns)
    }

    /// The `(column, value)` pairs stored in a row.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = (u32, T)> + '_ {
        let range = self.indptr[row]..self.indptr[row + 1];
        self.indices[range.clone()]
            .iter()
            .copied()
            .zip(self.data[range].iter().copied())
    }

    /// The stored value of a cell.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn get(&self, row: usize, column: u32) -> Option<T> {
        let range = self.indptr[row]..self.indptr[row + 1];
        let at = self.indices[range.clone()].binary_search(&column).ok()?;
        Some(self.data[range.start + at])
    }

    /// The matrix with each stored value replaced; the pattern stays.
    pub fn map<U>(&self, value: impl FnMut(&T) -> U) -> Csr<U> {
        Csr {
            indptr: self.indptr.clone(),
            indices: self.indices.clone(),
            data: self.data.iter().map(value).collect(),
            columns: self.columns,
        }
    }

    /// The number of rows in which each column is stored (the document frequency).
    pub fn column_rows(&self) -> Vec<u64> {
        let mut rows = vec![0; self.columns];
        for &column in &self.indices {
            rows[column as usize] += 1;
        }
        rows
    }

    /// Rows as columns and columns as rows.
    pub fn transpose(&self) -> Self {
        let mut rows = vec![Vec::new(); self.columns];
        for row in 0..self.rows() {
            for (column, value) in self.row(row) {
                rows[column as usize].push((row as u32, value));
            }
        }
        Self::from_rows(self.rows(), rows)
    }

    /// Columns chosen and renumbered: `target[column]` is the new number, or `None` to leave the column out.
    /// The new numbers must rise with the old ones; `columns` is how many there are.
    pub fn select_columns(&self, target: &[Option<u32>], columns: usize) -> Self {
        let mut out = Self {
            columns,
            ..Self::default()
        };
        for row in 0..self.rows() {
            for (column, value) in self.row(row) {
                if let Some(new) = target[column as usize] {
                    out.indices.push(new);
                    out.data.push(value);
                }
            }
            out.indptr.push(out.indices.len());
        }
        out
    }
}

impl<T: Copy + Into<f64>> Csr<T> {
    /// The sum of each row.
    pub fn row_sums(&self) -> Vec<f64> {
        let sum = |row| self.row(row).map(|(_, value)| value.into()).sum();
        (0..self.rows()).map(sum).collect()
    }

    /// The sum of each column.
    pub fn column_sums(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.columns];
        for (&column, &value) in self.indices.iter().zip(&self.data) {
            sums[column as usize] += value.into();
        }
        sums
    }

    /// The matrix with every cell, zeros included.
    ///
    /// # Errors
    /// If it would have more than `2^27` cells (1 GiB).
    pub fn to_dense(&self) -> Result<Array2<f64>> {
        let (rows, columns) = self.shape();
        if rows.saturating_mul(columns) > 1 << 27 {
            return Err(Error::argument(format!(
                "a dense matrix of {rows} rows and {columns} columns would take over 1 GiB; keep it sparse"
            )));
        }
        let mut dense = Array2::zeros((rows, columns));
        for row in 0..rows {
            for (column, value) in self.row(row) {
                dense[[row, column as usize]] = value.into();
            }
        }
        Ok(dense)
    }
}

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
        let mut totals = vec![0; self.counts.columns];
        for (&column, &count) in self.counts.indices.iter().zip(&self.counts.data) {
            totals[column as usize] += u64::from(count);
        }
        totals
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn transposing_twice_changes_nothing(rows in prop::collection::vec(prop::collection::btree_map(0..6_u32, 1..9_u32, 0..5), 0..6)) {
            let matrix = Csr::from_rows(6, rows.into_iter().map(|row| row.into_iter().collect()));
            let turned = matrix.transpose();
            prop_assert_eq!(turned.rows(), 6);
            for row in 0..matrix.rows() {
                for (column, value) in matrix.row(row) {
                    prop_assert_eq!(turned.get(column as usize, row as u32), Some(value));
                }
            }
            prop_assert_eq!(turned.transpose(), matrix);
        }
    }
}
