//! Frequency tables: how often, in how many documents, in which place of the order.

use super::matrix::Dtm;
use crate::error::Result;
use serde::Serialize;

/// One term's place in a frequency table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frequency {
    /// The term.
    pub term: String,
    /// Its count.
    pub count: u64,
    /// Its place by falling count, from 1; equal counts share the best of their places.
    pub rank: usize,
    /// The number of documents it stands in.
    pub documents: u64,
    /// Its count per million words of the group.
    pub per_million: f64,
    /// The group: its number among the groups given; 0 without groups.
    pub group: usize,
}

/// The terms of each group of documents by falling count; equal counts in byte order.
///
/// # Errors
/// If there is not one group per document.
///
/// # Examples
/// ```
/// use detente::terms::{counts::count, frequency::frequency, options::TermOptions};
/// let dtm = count(&["War and peace", "Peace"], &TermOptions::default())?;
/// let table = frequency(&dtm, None)?;
/// assert_eq!((table[0].term.as_str(), table[0].count, table[0].documents), ("peace", 2, 2));
/// assert_eq!((table[1].term.as_str(), table[1].rank, table[2].rank), ("and", 2, 2));
/// # Ok::<(), detente::Error>(())
/// ```
pub fn frequency(dtm: &Dtm, groups: Option<&[usize]>) -> Result<Vec<Frequency>> {
    let one_group = vec![0; dtm.counts.rows()];
    let groups = groups.unwrap_or(&one_group);
    let sums = dtm.group(groups)?;
    let mut documents = vec![vec![0_u64; dtm.terms.len()]; sums.counts.rows()];
    for (row, &group) in groups.iter().enumerate() {
        for (column, _) in dtm.counts.row(row) {
            documents[group][column as usize] += 1;
        }
    }
    let tables = documents.iter().enumerate();
    Ok(tables
        .flat_map(|(group, documents)| group_table(&sums, group, documents))
        .collect())
}

fn group_table(sums: &Dtm, group: usize, documents: &[u64]) -> Vec<Frequency> {
    let mut cells: Vec<(u32, u32)> = sums.counts.row(group).collect();
    let total: u64 = cells.iter().map(|&(_, count)| u64::from(count)).sum();
    cells.sort_by_key(|&(column, count)| (std::cmp::Reverse(count), column));
    let mut rank = 0;
    let mut table = Vec::with_capacity(cells.len());
    for (at, &(column, count)) in cells.iter().enumerate() {
        if at == 0 || cells[at - 1].1 != count {
            rank = at + 1;
        }
        table.push(Frequency {
            term: sums.terms[column as usize].clone(),
            count: u64::from(count),
            rank,
            documents: documents[column as usize],
            per_million: f64::from(count) * 1e6 / total as f64,
            group,
        });
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{counts::count, options::TermOptions};

    #[test]
    fn each_group_has_its_own_order() {
        let texts = ["a a b", "b b c", "a"];
        let dtm = count(&texts, &TermOptions::default()).unwrap();
        let table = frequency(&dtm, Some(&[0, 1, 0])).unwrap();
        let rows: Vec<_> = table
            .iter()
            .map(|row| {
                (
                    row.group,
                    row.term.as_str(),
                    row.count,
                    row.rank,
                    row.documents,
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                (0, "a", 3, 1, 2),
                (0, "b", 1, 2, 1),
                (1, "b", 2, 1, 1),
                (1, "c", 1, 2, 1)
            ]
        );
        assert!((table[0].per_million - 750_000.0).abs() < 1e-6);
        assert!(frequency(&dtm, Some(&[0])).is_err());
    }
}
