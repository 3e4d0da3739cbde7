//! The matrix of counts, from texts whose terms are numbered.

use super::matrix::Csr;
use super::parts::Part;
use super::sharing::on_each_with;
#[cfg(feature = "python")]
use super::sharing::on_threads;
use super::tally::Tally;
use rayon::ThreadPool;
#[cfg(feature = "python")]
use rayon::prelude::*;
#[cfg(feature = "python")]
use std::ops::AddAssign;

/// The place of a term that is left out.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A number that counts can be given as.
pub(crate) trait Value: From<u32> + Clone + Default + Send {}

impl<T: From<u32> + Clone + Default + Send> Value for T {}

/// The rows of a part.
#[derive(Debug, Default)]
struct Rows {
    /// The columns of each row, rising.
    columns: Vec<u32>,
    /// The columns that are met more than once in a row, by place among `columns`, and how often.
    repeated: Vec<(u32, u32)>,
    /// The number of columns of each row.
    lengths: Vec<u32>,
}

impl Rows {
    /// Counts the texts of a part; `columns` has by length and place the column of an n-gram.
    fn count(part: Part, columns: &[Vec<u32>], tally: &mut Tally) -> Self {
        let mut rows = Self::default();
        for row in 0..part.len() {
            part.each_column(row, columns, |column| tally.add(column));
            let before = rows.columns.len();
            tally.drain(|column, count| {
                if count > 1 {
                    rows.repeated.push((rows.columns.len() as u32, count));
                }
                rows.columns.push(column);
            });
            rows.lengths.push((rows.columns.len() - before) as u32);
        }
        rows
    }
}

/// How often each column is met in each text, part by part.
#[derive(Debug)]
pub(crate) struct Counted {
    parts: Vec<Rows>,
    columns: usize,
}

impl Counted {
    /// Counts the texts of parts.
    ///
    /// `places` has, for each worker whose numbers a part may have, by length and place of an n-gram its column; there
    /// are so many `columns`.
    pub(super) fn of(
        pool: Option<&ThreadPool>,
        parts: Vec<Part>,
        places: Vec<Vec<Vec<u32>>>,
        columns: usize,
    ) -> Self {
        let tally = || Tally::new(columns);
        let parts = on_each_with(pool, parts, tally, |tally, part| {
            let places = &places[part.worker];
            Rows::count(part, places, tally)
        });
        Self { parts, columns }
    }

    /// The matrix of counts.
    pub fn matrix<T: Value>(self, pool: Option<&ThreadPool>) -> Csr<T> {
        let mut indptr = vec![0];
        let lengths = self.parts.iter().flat_map(|rows| &rows.lengths);
        indptr.extend(lengths.scan(0, |end, &length| {
            *end += length as usize;
            Some(*end)
        }));
        let (indices, data) = match pool {
            Some(pool) => pool.install(|| rayon::join(|| self.indices(), || self.data())),
            None => (self.indices(), self.data()),
        };
        Csr {
            indptr,
            indices,
            data,
            columns: self.columns,
        }
    }

    /// Number of columns in all rows.
    fn cells(&self) -> usize {
        self.parts.iter().map(|rows| rows.columns.len()).sum()
    }

    /// The columns of all rows, one behind the other.
    fn indices(&self) -> Vec<u32> {
        let mut indices = Vec::with_capacity(self.cells());
        let columns = self.parts.iter().map(|rows| &rows.columns);
        columns.for_each(|columns| indices.extend_from_slice(columns));
        indices
    }

    /// How often each is met.
    fn data<T: Value>(&self) -> Vec<T> {
        let mut data = Vec::with_capacity(self.cells());
        for rows in &self.parts {
            let start = data.len();
            data.resize(start + rows.columns.len(), T::from(1));
            for &(place, count) in &rows.repeated {
                data[start + place as usize] = T::from(count);
            }
        }
        data
    }

    /// The sum of all counts.
    #[cfg(feature = "python")]
    pub fn total(&self) -> u64 {
        let repeated = self.parts.iter().flat_map(|rows| &rows.repeated);
        let more: u64 = repeated.map(|&(_, count)| u64::from(count - 1)).sum();
        self.cells() as u64 + more
    }

    /// For each column, in how many texts it is met, and how often in all. No sum may be beyond the numbers asked for.
    #[cfg(feature = "python")]
    pub fn sums<S>(&self, pool: Option<&ThreadPool>) -> (Vec<S>, Vec<S>)
    where
        S: From<u32> + AddAssign + Copy + Default + Send + Sync,
    {
        let none = || {
            [
                vec![S::default(); self.columns],
                vec![S::default(); self.columns],
            ]
        };
        let parts = self.parts.iter().collect();
        let add = |[documents, more]: &mut [Vec<S>; 2], rows: &Rows| {
            for &column in &rows.columns {
                documents[column as usize] += S::from(1);
            }
            for &(place, count) in &rows.repeated {
                more[rows.columns[place as usize] as usize] += S::from(count - 1);
            }
        };
        // By thread: the texts of each column, and what its counts are beyond one in a text.
        let found = on_threads(pool, parts, none, add);
        let sum = |column: usize| {
            let (mut in_all, mut total) = (S::default(), S::default());
            for [documents, more] in &found {
                in_all += documents[column];
                total += documents[column];
                total += more[column];
            }
            (in_all, total)
        };
        match pool {
            Some(pool) => pool.install(|| (0..self.columns).into_par_iter().map(sum).unzip()),
            None => (0..self.columns).map(sum).unzip(),
        }
    }
}
