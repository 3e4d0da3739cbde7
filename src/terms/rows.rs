//! Rows of counts, and the matrix of them.

use super::matrix::Csr;
use super::sharing::on_each;
use super::tally::Tally;
use rayon::ThreadPool;

/// The place of a term that is left out.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The rows of consecutive texts.
#[derive(Debug, Default)]
pub(super) struct Rows {
    columns: Vec<u32>,
    counts: Vec<u32>,
    lengths: Vec<u32>,
}

impl Rows {
    /// Takes a row out of a tally of columns.
    pub fn take(&mut self, tally: &mut Tally) {
        let start = self.columns.len();
        tally.drain(|column, count| {
            self.columns.push(column);
            self.counts.push(count);
        });
        self.lengths.push((self.columns.len() - start) as u32);
    }
}

/// The matrix of rows one behind the other.
pub(super) fn joined<T: From<u32> + Clone + Default + Send>(
    pool: Option<&ThreadPool>,
    parts: Vec<Rows>,
    columns: usize,
) -> Csr<T> {
    let mut indptr = vec![0];
    let lengths = parts.iter().flat_map(|part| &part.lengths);
    indptr.extend(lengths.scan(0, |end, &length| {
        *end += length as usize;
        Some(*end)
    }));
    let cells = parts.iter().map(|part| part.columns.len()).sum();
    let (mut indices, mut data) = (vec![0; cells], vec![T::default(); cells]);
    let mut places = Vec::with_capacity(parts.len());
    let (mut free, mut free_data) = (indices.as_mut_slice(), data.as_mut_slice());
    for part in parts {
        let (indices, rest) = free.split_at_mut(part.columns.len());
        let (data, rest_of_data) = free_data.split_at_mut(part.columns.len());
        places.push((indices, data, part));
        (free, free_data) = (rest, rest_of_data);
    }
    // Each part's memory is given back as soon as it is copied.
    on_each(pool, places, |(indices, data, part)| {
        indices.copy_from_slice(&part.columns);
        for (value, count) in data.iter_mut().zip(part.counts) {
            *value = count.into();
        }
    });
    Csr {
        indptr,
        indices,
        data,
        columns,
    }
}
