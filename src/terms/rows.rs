//! The matrix of counts, from texts whose terms are numbered.

use super::matrix::Csr;
use super::parts::Part;
use super::sharing::on_each_with;
use super::tally::Tally;
use rayon::ThreadPool;

/// The place of a term that is left out.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A number that counts can be given as.
pub(crate) trait Value: From<u32> + Clone + Default + Send {}

impl<T: From<u32> + Clone + Default + Send> Value for T {}

/// How often each of so many columns is met in each text of the parts.
///
/// `places` has, for each worker whose numbers a part may have, by length and place of an n-gram its column.
pub(super) fn matrix<T: Value>(
    pool: Option<&ThreadPool>,
    mut parts: Vec<Part>,
    places: Vec<Vec<Vec<u32>>>,
    columns: usize,
) -> Csr<T> {
    let met = || vec![0; columns.div_ceil(64)];
    let lengths = on_each_with(pool, parts.iter_mut().collect(), met, |met, part| {
        part.settle(&places[part.worker], met)
    });
    drop(places);
    let mut indptr = vec![0];
    indptr.extend(lengths.iter().flatten().scan(0, |end, &length| {
        *end += length as usize;
        Some(*end)
    }));
    let cells = indptr.last().copied().unwrap_or(0);
    let (mut indices, mut data) = (vec![0; cells], vec![T::default(); cells]);
    let mut places = Vec::with_capacity(parts.len());
    let (mut free, mut free_data) = (indices.as_mut_slice(), data.as_mut_slice());
    for (part, lengths) in parts.into_iter().zip(lengths) {
        let cells = lengths.iter().map(|&length| length as usize).sum();
        let (indices, rest) = free.split_at_mut(cells);
        let (data, rest_of_data) = free_data.split_at_mut(cells);
        places.push((part, indices, data));
        (free, free_data) = (rest, rest_of_data);
    }
    on_each_with(pool, places, || Tally::new(columns), fill);
    Csr {
        indptr,
        indices,
        data,
        columns,
    }
}

/// Counts the texts of a part into its cells.
fn fill<T: Value>(tally: &mut Tally, (part, indices, data): (Part, &mut [u32], &mut [T])) {
    let mut cells = indices.iter_mut().zip(data);
    for row in 0..part.len() {
        part.each_column(row, |column| tally.add(column));
        tally.drain(|column, count| {
            if let Some((index, value)) = cells.next() {
                (*index, *value) = (column, count.into());
            }
        });
    }
}
