//! Sparse matrices in compressed sparse row form.

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

impl Csr<u32> {
    /// The exact sum of each column.
    pub(crate) fn column_totals(&self) -> Vec<u64> {
        let mut totals = vec![0; self.columns];
        for (&column, &count) in self.indices.iter().zip(&self.data) {
            totals[column as usize] += u64::from(count);
        }
        totals
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
