//! Rows of counts while they are counted, before terms have their final numbers.

use super::matrix::Csr;

/// Rows of counts over a worker's own term numbers.
#[derive(Debug, Default)]
pub(super) struct Rows {
    terms: Vec<u32>,
    counts: Vec<u32>,
    lengths: Vec<u32>,
    /// By term, where it stands in the row at hand (one more; zero where it does not).
    place: Vec<u32>,
    row_start: usize,
}

impl Rows {
    /// Counts a term of the row at hand.
    pub fn add(&mut self, term: u32) {
        let index = term as usize;
        if index >= self.place.len() {
            self.place.resize(index + 1, 0);
        }
        if self.place[index] == 0 {
            self.terms.push(term);
            self.counts.push(1);
            self.place[index] = (self.terms.len() - self.row_start) as u32;
        } else {
            let count = &mut self.counts[self.row_start + self.place[index] as usize - 1];
            *count = count.saturating_add(1);
        }
    }

    /// Begins the next row.
    pub fn end_row(&mut self) {
        for &term in &self.terms[self.row_start..] {
            self.place[term as usize] = 0;
        }
        self.lengths
            .push((self.terms.len() - self.row_start) as u32);
        self.row_start = self.terms.len();
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// For each of `known` terms, whether it stands in a row.
    pub fn used(&self, known: usize) -> Vec<bool> {
        let mut used = vec![false; known];
        for &term in &self.terms {
            used[term as usize] = true;
        }
        used
    }

    /// Appends the rows to `out`: columns renumbered (`None`: left out), sorted, and equal ones added up.
    pub fn append_to(self, out: &mut Csr<u32>, target: &[Option<u32>]) {
        let mut start = 0;
        let mut row: Vec<(u32, u32)> = Vec::new();
        for length in self.lengths {
            let range = start..start + length as usize;
            start = range.end;
            let cells = self.terms[range.clone()].iter().zip(&self.counts[range]);
            row.clear();
            row.extend(cells.filter_map(|(&term, &count)| Some((target[term as usize]?, count))));
            row.sort_unstable();
            row.dedup_by(|cell, kept| {
                let same = cell.0 == kept.0;
                kept.1 = kept.1.saturating_add(if same { cell.1 } else { 0 });
                same
            });
            out.push_row(&row);
        }
    }
}
