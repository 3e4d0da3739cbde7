//! The matrix of counts, from texts whose terms are numbered.

use super::matrix::Csr;
use super::parts::Part;
use super::sharing::on_each_with;
#[cfg(feature = "python")]
use super::sharing::on_threads;
use super::tally::Tally;
use rayon::ThreadPool;
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
    pub fn matrix<T: Value>(&self, pool: Option<&ThreadPool>) -> Csr<T> {
        let mut indptr = vec![0];
        let lengths = self.parts.iter().flat_map(|rows| &rows.lengths);
        indptr.extend(lengths.scan(0, |end, &length| {
            *end += length as usize;
            Some(*end)
        }));
        let cells = indptr.last().copied().unwrap_or(0);
        let (indices, data) = match pool {
            Some(pool) => pool.install(|| rayon::join(|| self.indices(cells), || self.data(cells))),
            None => (self.indices(cells), self.data(cells)),
        };
        Csr {
            indptr,
            indices,
            data,
            columns: self.columns,
        }
    }

    /// Which counts are more than one.
    #[cfg(feature = "python")]
    pub fn into_repeated(self) -> Repeated {
        let mut all = Vec::with_capacity(self.parts.iter().map(|rows| rows.repeated.len()).sum());
        let parts = self.parts.into_iter().map(|rows| {
            all.extend_from_slice(&rows.repeated);
            (rows.columns.len(), rows.repeated.len())
        });
        let parts = parts.collect();
        Repeated { parts, all }
    }

    /// The columns of all rows, one behind the other.
    fn indices(&self, cells: usize) -> Vec<u32> {
        let mut indices = Vec::with_capacity(cells);
        let columns = self.parts.iter().map(|rows| &rows.columns);
        columns.for_each(|columns| indices.extend_from_slice(columns));
        indices
    }

    /// How often each is met.
    fn data<T: Value>(&self, cells: usize) -> Vec<T> {
        let mut data = Vec::with_capacity(cells);
        for rows in &self.parts {
            let start = data.len();
            data.resize(start + rows.columns.len(), T::from(1));
            for &(place, count) in &rows.repeated {
                data[start + place as usize] = T::from(count);
            }
        }
        data
    }
}

/// The counts that are more than one, in one piece, so that the memory of all others can be given back.
#[cfg(feature = "python")]
pub(crate) struct Repeated {
    /// For each part of the rows its number of cells, and of such counts.
    parts: Vec<(usize, usize)>,
    /// The cells with such counts, by place in their part, and the counts.
    all: Vec<(u32, u32)>,
}

#[cfg(feature = "python")]
impl Repeated {
    /// The sum of all counts.
    pub fn total(&self) -> u64 {
        let cells: usize = self.parts.iter().map(|&(cells, _)| cells).sum();
        let more = self.all.iter().map(|&(_, count)| u64::from(count - 1));
        cells as u64 + more.sum::<u64>()
    }

    /// For each column of the matrix, in how many rows it stands, and its sum. No sum may be beyond the numbers asked for.
    pub fn sums<T, S>(&self, pool: Option<&ThreadPool>, counts: &Csr<T>) -> (Vec<S>, Vec<S>)
    where
        S: From<u32> + AddAssign + Copy + Default + Send,
    {
        let columns = counts.columns;
        let (mut cells, mut all) = (counts.indices.as_slice(), self.all.as_slice());
        let parts = self.parts.iter().map(|&(size, more)| {
            let part = (&cells[..size], &all[..more]);
            (cells, all) = (&cells[size..], &all[more..]);
            part
        });
        let none = || [vec![S::default(); columns], vec![S::default(); columns]];
        let add = |[rows, more]: &mut [Vec<S>; 2], (columns, repeated): (&[u32], &[(u32, u32)])| {
            for &column in columns {
                rows[column as usize] += S::from(1);
            }
            for &(place, count) in repeated {
                more[columns[place as usize] as usize] += S::from(count - 1);
            }
        };
        // By thread: the rows of each column, and what its counts are beyond one in a row.
        let mut found = on_threads(pool, parts.collect(), none, add).into_iter();
        let [mut rows, mut totals] = found.next().unwrap_or_else(none);
        for [more_rows, more] in found {
            add_up(&mut rows, &more_rows);
            add_up(&mut totals, &more);
        }
        add_up(&mut totals, &rows);
        (rows, totals)
    }
}

/// Adds numbers to those at the same places.
#[cfg(feature = "python")]
fn add_up<S: AddAssign + Copy>(sums: &mut [S], more: &[S]) {
    for (sum, &more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}
