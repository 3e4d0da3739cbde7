//! The matrix of counts, from texts whose terms are numbered.

use super::matrix::Csr;
use super::parts::Part;
use super::sharing::{on_each, on_each_with};
use super::tally::Tally;
use rayon::ThreadPool;

/// The place of a term that is left out.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A number that counts can be given as.
pub(crate) trait Value: From<u32> + Clone + Default + Send {}

impl<T: From<u32> + Clone + Default + Send> Value for T {}

/// The rows of a part.
#[derive(Debug, Default)]
struct Rows {
    /// The columns of each row, rising. Most are met once; behind [`NOWHERE`] stands one that is met more often, and then
    /// how often.
    cells: Vec<u32>,
    /// The number of columns of each row.
    lengths: Vec<u32>,
}

impl Rows {
    /// Counts the texts of a part; `columns` has by length and place the column of an n-gram.
    fn count(part: Part, columns: &[Vec<u32>], tally: &mut Tally) -> Self {
        let mut rows = Self::default();
        for row in 0..part.len() {
            part.each_column(row, columns, |column| tally.add(column));
            let mut length = 0;
            tally.drain(|column, count| {
                length += 1;
                match count {
                    1 => rows.cells.push(column),
                    _ => rows.cells.extend([NOWHERE, column, count]),
                }
            });
            rows.lengths.push(length);
        }
        rows
    }

    /// The number of columns of all rows.
    fn len(&self) -> usize {
        self.lengths.iter().map(|&length| length as usize).sum()
    }

    /// Copies the columns and counts of all rows.
    fn copy<T: Value>(self, indices: &mut [u32], data: &mut [T]) {
        let mut cells = self.cells.into_iter();
        for (index, value) in indices.iter_mut().zip(data) {
            let mut next = || cells.next().unwrap_or_default();
            let (column, count) = match next() {
                NOWHERE => (next(), next()),
                column => (column, 1),
            };
            (*index, *value) = (column, count.into());
        }
    }
}

/// How often each of so many columns is met in each text of the parts.
///
/// `places` has, for each worker whose numbers a part may have, by length and place of an n-gram its column.
pub(super) fn matrix<T: Value>(
    pool: Option<&ThreadPool>,
    parts: Vec<Part>,
    places: Vec<Vec<Vec<u32>>>,
    columns: usize,
) -> Csr<T> {
    let tally = || Tally::new(columns);
    let rows = on_each_with(pool, parts, tally, |tally, part| {
        let places = &places[part.worker];
        Rows::count(part, places, tally)
    });
    drop(places);
    let mut indptr = vec![0];
    let lengths = rows.iter().flat_map(|rows| &rows.lengths);
    indptr.extend(lengths.scan(0, |end, &length| {
        *end += length as usize;
        Some(*end)
    }));
    let cells = indptr.last().copied().unwrap_or(0);
    let (mut indices, mut data) = (vec![0; cells], vec![T::default(); cells]);
    let mut places = Vec::with_capacity(rows.len());
    let (mut free, mut free_data) = (indices.as_mut_slice(), data.as_mut_slice());
    for rows in rows {
        let (indices, rest) = free.split_at_mut(rows.len());
        let (data, rest_of_data) = free_data.split_at_mut(rows.len());
        places.push((rows, indices, data));
        (free, free_data) = (rest, rest_of_data);
    }
    on_each(pool, places, |(rows, indices, data)| {
        rows.copy(indices, data)
    });
    Csr {
        indptr,
        indices,
        data,
        columns,
    }
}
