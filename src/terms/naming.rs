//! N-grams as terms: which they are, in what order, and their names.

use super::ngram_names::{NgramNames, Node};
use super::ngram_tree::NgramTree;
use super::options::TermOptions;
use super::rows::NOWHERE;
use super::sharing::on_each;
use super::term_list::{TermList, Terms};
use rayon::ThreadPool;
use std::ops::Range;

/// The n-grams that are terms, in byte order, each once; and by level and place, which term an n-gram is.
pub(super) fn named(
    pool: Option<&ThreadPool>,
    tree: &NgramTree,
    words: TermList,
    options: &TermOptions,
) -> (Terms, Vec<Vec<u32>>) {
    let (shortest, separator) = (*options.ngrams.start(), options.separator.clone());
    // The order of words is that of names if the separator comes before all that is in words.
    let by_words = separator.len() == 1 && separator.bytes().next() < words.lowest_byte();
    let sizes: Vec<usize> = (1..=tree.depth())
        .map(|length| tree.count(length))
        .collect();
    // Those that are too short come first, then the terms.
    let shorter = sizes[..shortest - 1].iter().sum();
    let mut columns: Vec<Vec<u32>> = sizes.iter().map(|&size| vec![NOWHERE; size]).collect();
    let mut nodes = vec![Node::default(); sizes.iter().sum()];
    let threads = pool.map_or(1, ThreadPool::current_num_threads);
    let ranges = tree.ranges(if threads > 1 { 4 * threads } else { 1 });
    let branches = Branch::of(tree, shortest, ranges, &mut columns, &mut nodes);
    on_each(pool, branches, |branch| branch.number(tree, shortest));
    let names = NgramNames::new(words, nodes, shorter, separator);
    let terms = Terms::Ngrams(names);
    if by_words {
        return (terms, columns);
    }
    let names = in_byte_order(&terms.listed(), &mut columns);
    (Terms::Listed(names), columns)
}

/// The n-grams that begin with some of the words, to be numbered: those that are too short, and the terms.
struct Branch<'n> {
    words: Range<usize>,
    /// By level and place: which term an n-gram is.
    columns: Vec<&'n mut [u32]>,
    /// What the n-grams of both kinds are, and the number of the first.
    nodes: [&'n mut [Node]; 2],
    first: [usize; 2],
    /// Number of all n-grams that are too short.
    shorter: usize,
}

impl<'n> Branch<'n> {
    /// A branch for each range of words, which follow one another.
    fn of(
        tree: &NgramTree,
        shortest: usize,
        ranges: Vec<Range<usize>>,
        columns: &'n mut [Vec<u32>],
        nodes: &'n mut [Node],
    ) -> Vec<Self> {
        let shorter = columns[..shortest - 1].iter().map(Vec::len).sum();
        let (short, long) = nodes.split_at_mut(shorter);
        let (mut nodes, mut first) = ([short, long], [0, shorter]);
        let mut columns: Vec<&mut [u32]> = columns.iter_mut().map(Vec::as_mut_slice).collect();
        let branch = |words: Range<usize>| {
            let starts = tree.before(words.start).into_iter();
            let sizes = tree.before(words.end).into_iter().zip(starts);
            let sizes: Vec<usize> = sizes.map(|(end, start)| end - start).collect();
            let (short, long) = sizes.split_at(shortest - 1);
            let of_kinds = [short.iter().sum::<usize>(), long.iter().sum()];
            let branch = Self {
                words,
                columns: columns
                    .iter_mut()
                    .zip(&sizes)
                    .map(|(rest, &size)| split_off(rest, size))
                    .collect(),
                nodes: [
                    split_off(&mut nodes[0], of_kinds[0]),
                    split_off(&mut nodes[1], of_kinds[1]),
                ],
                first,
                shorter,
            };
            first = [first[0] + of_kinds[0], first[1] + of_kinds[1]];
            branch
        };
        ranges.into_iter().map(branch).collect()
    }

    /// Numbers the n-grams in the order of their words.
    fn number(self, tree: &NgramTree, shortest: usize) {
        let mut columns: Vec<_> = self.columns.into_iter().map(<[u32]>::iter_mut).collect();
        let (mut nodes, mut next) = (self.nodes.map(<[Node]>::iter_mut), self.first);
        tree.visit(self.words, NgramNames::NONE, |level, node| {
            let is_term = level + 1 >= shortest;
            let next = &mut next[usize::from(is_term)];
            let number = *next;
            *next += 1;
            if let Some(place) = nodes[usize::from(is_term)].next() {
                *place = node;
            }
            if let Some(column) = columns[level].next()
                && is_term
            {
                *column = (number - self.shorter) as u32;
            }
            number as u32
        });
    }
}

/// The first so many, which are cut off.
fn split_off<'s, T>(slice: &mut &'s mut [T], count: usize) -> &'s mut [T] {
    slice.split_off_mut(..count).unwrap_or_default()
}

/// The names in byte order, each once; `columns` are renumbered.
fn in_byte_order(names: &TermList, columns: &mut [Vec<u32>]) -> TermList {
    let mut sorted: Vec<(&str, u32)> = names.iter().zip(0..).collect();
    sorted.sort_unstable();
    let mut number = vec![0; sorted.len()];
    let (mut distinct, mut last) = (TermList::default(), None);
    for (name, old) in sorted {
        if last != Some(name) {
            distinct.push(name);
            last = Some(name);
        }
        number[old as usize] = distinct.len() as u32 - 1;
    }
    for column in columns.iter_mut().flatten() {
        *column = number.get(*column as usize).copied().unwrap_or(NOWHERE);
    }
    distinct
}
