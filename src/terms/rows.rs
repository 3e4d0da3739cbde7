//! Rows of counts: over a worker's own term numbers, then over the columns of the matrix.

use super::matrix::Csr;
use super::sharing::on_each;
use rayon::ThreadPool;
use std::ops::Range;

/// The place of a term that is left out.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The rows of consecutive texts.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Which of the shares of all workers these are of.
    shares: Range<usize>,
    terms: Vec<u32>,
    counts: Vec<u32>,
    lengths: Vec<u32>,
}

impl Rows {
    /// No rows yet, of the share with this number.
    pub fn of_share(number: usize) -> Self {
        Self {
            shares: number..number + 1,
            ..Self::default()
        }
    }

    /// Whether the share `number` is the next: then its rows belong here too.
    pub fn goes_on(&mut self, number: usize) -> bool {
        let next = self.shares.end == number;
        self.shares.end += usize::from(next);
        next
    }

    /// Counts the terms of a row. `place` is kept for its memory: by term zeros, which it is again afterwards.
    ///
    /// No branch asks whether a term is new in the row, which no processor can foretell: a cell for it is prepared
    /// behind the others, and kept if it was needed.
    pub fn push(&mut self, found: &[u32], place: &mut Vec<u32>) {
        let known = found.iter().max().map_or(0, |&last| last as usize + 1);
        if known > place.len() {
            place.resize(known, 0);
        }
        let start = self.terms.len();
        self.terms.resize(start + found.len(), 0);
        self.counts.resize(start + found.len(), 0);
        let (terms, counts) = (&mut self.terms[start..], &mut self.counts[start..]);
        let mut length = 0;
        for &term in found {
            // Where the term stands in the row, plus one.
            let place = &mut place[term as usize];
            let new = *place == 0;
            terms[length] = term;
            let cell = if new { length } else { *place as usize - 1 };
            length += usize::from(new);
            counts[cell] = counts[cell].saturating_add(1);
            *place = cell as u32 + 1;
        }
        for &term in &terms[..length] {
            place[term as usize] = 0;
        }
        self.terms.truncate(start + length);
        self.counts.truncate(start + length);
        self.lengths.push(length as u32);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Number of cells of all rows.
    pub fn cells(&self) -> usize {
        self.terms.len()
    }

    /// Marks the terms that stand in a row.
    pub fn mark(&self, used: &mut [bool]) {
        for &term in &self.terms {
            used[term as usize] = true;
        }
    }

    /// The rows with terms renumbered ([`NOWHERE`]: left out), in rising order, and equal ones added up.
    ///
    /// It is done in place: rows only ever get shorter.
    pub fn renumbered(mut self, target: &[u32]) -> Self {
        let (mut start, mut kept) = (0, 0);
        // A cell is one number, its term above its count: quicker to sort than a pair.
        let mut row: Vec<u64> = Vec::new();
        for length in &mut self.lengths {
            let range = start..start + *length as usize;
            start = range.end;
            let cells = self.terms[range.clone()].iter().zip(&self.counts[range]);
            let placed = cells.map(|(&term, &count)| (target[term as usize], count));
            let placed = placed.filter(|&(term, _)| term != NOWHERE);
            row.clear();
            row.extend(placed.map(|(term, count)| u64::from(term) << 32 | u64::from(count)));
            row.sort_unstable();
            let first = kept;
            for &cell in &row {
                let (term, count) = ((cell >> 32) as u32, cell as u32);
                if kept > first && self.terms[kept - 1] == term {
                    self.counts[kept - 1] = self.counts[kept - 1].saturating_add(count);
                } else {
                    (self.terms[kept], self.counts[kept]) = (term, count);
                    kept += 1;
                }
            }
            *length = (kept - first) as u32;
        }
        self.terms.truncate(kept);
        self.counts.truncate(kept);
        self
    }
}

/// The matrix of all rows, in the order of shares; `places` has for each worker the columns of its terms.
pub(super) fn joined(
    pool: Option<&ThreadPool>,
    workers: Vec<Vec<Rows>>,
    places: &[Vec<u32>],
    columns: usize,
) -> Csr<u32> {
    let workers = workers.into_iter().zip(places);
    let mut parts: Vec<(Rows, &[u32])> = workers
        .flat_map(|(rows, places)| rows.into_iter().map(|rows| (rows, places.as_slice())))
        .collect();
    parts.sort_by_key(|(rows, _)| rows.shares.start);
    let parts = on_each(pool, parts, |(rows, places)| rows.renumbered(places));
    let mut indptr = vec![0];
    let lengths = parts.iter().flat_map(|part| &part.lengths);
    indptr.extend(lengths.scan(0, |end, &length| {
        *end += length as usize;
        Some(*end)
    }));
    let (indices, data) = cells(pool, parts);
    Csr {
        indptr,
        indices,
        data,
        columns,
    }
}

/// The columns and counts of all parts, one behind the other.
fn cells(pool: Option<&ThreadPool>, parts: Vec<Rows>) -> (Vec<u32>, Vec<u32>) {
    let parts = match <[Rows; 1]>::try_from(parts) {
        Ok([only]) => return (only.terms, only.counts),
        Err(parts) => parts,
    };
    let cells = parts.iter().map(Rows::cells).sum();
    let (mut indices, mut data) = (vec![0; cells], vec![0; cells]);
    let mut places = Vec::with_capacity(parts.len());
    let (mut terms, mut counts) = (indices.as_mut_slice(), data.as_mut_slice());
    for part in parts {
        let (here, rest) = terms.split_at_mut(part.cells());
        let (beside, others) = counts.split_at_mut(part.cells());
        places.push((here, beside, part));
        (terms, counts) = (rest, others);
    }
    // Each part's memory is given back as soon as it is copied.
    on_each(pool, places, |(terms, counts, part)| {
        terms.copy_from_slice(&part.terms);
        counts.copy_from_slice(&part.counts);
    });
    (indices, data)
}
