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
    pub fn matrix<T: Value>(self, pool: Option<&ThreadPool>) -> Csr<T> {
        self.matrix_and_repeated(pool).0
    }

    /// The matrix of counts, and which of them are more than one.
    pub fn matrix_and_repeated<T: Value>(self, pool: Option<&ThreadPool>) -> (Csr<T>, Repeated) {
        let mut indptr = vec![0];
        let lengths = self.parts.iter().flat_map(|rows| &rows.lengths);
        indptr.extend(lengths.scan(0, |end, &length| {
            *end += length as usize;
            Some(*end)
        }));
        let cells = indptr.last().copied().unwrap_or(0);
        let parts = self.parts.into_iter().map(|rows| {
            let cells = rows.columns.len();
            (rows.columns, (cells, rows.repeated))
        });
        let (columns, repeated): (Vec<Vec<u32>>, Vec<_>) = parts.unzip();
        let repeated = Repeated(repeated);
        let (indices, data) = match pool {
            Some(pool) => pool
                .install(|| rayon::join(|| concatenated(columns, cells), || repeated.data(cells))),
            None => (concatenated(columns, cells), repeated.data(cells)),
        };
        let counts = Csr {
            indptr,
            indices,
            data,
            columns: self.columns,
        };
        (counts, repeated)
    }
}

/// Columns one behind the other. What is copied is freed, so that memory does not hold all of them twice.
fn concatenated(parts: Vec<Vec<u32>>, cells: usize) -> Vec<u32> {
    let mut all = Vec::with_capacity(cells);
    parts
        .into_iter()
        .for_each(|part| all.extend_from_slice(&part));
    all
}

/// The counts that are more than one: of each part of the rows its number of cells, and the cells with such a count, by
/// place in the part.
pub(crate) struct Repeated(Vec<(usize, Vec<(u32, u32)>)>);

impl Repeated {
    /// All counts.
    fn data<T: Value>(&self, cells: usize) -> Vec<T> {
        let mut data = Vec::with_capacity(cells);
        for (cells, repeated) in &self.0 {
            let start = data.len();
            data.resize(start + cells, T::from(1));
            for &(place, count) in repeated {
                data[start + place as usize] = T::from(count);
            }
        }
        data
    }
}

#[cfg(feature = "python")]
impl Repeated {
    /// The sum of all counts.
    pub fn total(&self) -> u64 {
        let more = |repeated: &[(u32, u32)]| {
            repeated
                .iter()
                .map(|&(_, count)| u64::from(count - 1))
                .sum::<u64>()
        };
        self.0
            .iter()
            .map(|(cells, repeated)| *cells as u64 + more(repeated))
            .sum()
    }

    /// For each column of the matrix, in how many rows it stands, and its sum. No sum may be beyond the numbers asked for.
    pub fn sums<T, S>(&self, pool: Option<&ThreadPool>, counts: &Csr<T>) -> (Vec<S>, Vec<S>)
    where
        S: From<u32> + AddAssign + Copy + Default + Send,
    {
        let (mut rest, columns) = (counts.indices.as_slice(), counts.columns);
        let parts = self.0.iter().map(|(cells, repeated)| {
            let (columns, others) = rest.split_at(*cells);
            rest = others;
            (columns, repeated.as_slice())
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
