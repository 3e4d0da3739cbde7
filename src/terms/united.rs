//! The words of several workers as one list in byte order, and the names of n-grams of them.

use super::ngram_names::NgramNames;
use super::ngram_tree::NgramTree;
use super::options::TermOptions;
use super::parts::Parts;
use super::rows::NOWHERE;
use super::sharing::on_each;
use super::term_list::{TermList, Terms};
use rayon::ThreadPool;
use rayon::prelude::*;

/// The words that occur in the texts of all workers.
#[derive(Debug)]
pub(super) struct United<'w> {
    /// In byte order, each once.
    pub words: Vec<&'w str>,
    /// For each worker: by its number of a word, the place among `words`.
    pub ranks: Vec<Vec<u32>>,
}

impl<'w> United<'w> {
    /// The words of workers, each given as its words by number and its texts.
    pub fn of(pool: Option<&ThreadPool>, workers: &[(Vec<&'w str>, Parts)]) -> Self {
        let workers = on_each(pool, workers.iter().collect(), |(words, parts)| {
            let mut used = vec![false; words.len()];
            parts.mark(&mut used);
            sorted(words, |word| used[word as usize])
        });
        let words = unique(pool, &workers);
        let ranks = on_each(pool, workers, |worker| places(&worker, &words));
        Self { words, ranks }
    }
}

/// Distinct words in byte order, those of them that occur, with their numbers.
fn sorted<'w>(words: &[&'w str], occurs: impl Fn(u32) -> bool) -> Vec<(&'w str, u32)> {
    // Nearly all comparisons are settled by the first eight bytes, without a look at the words themselves.
    let head = |word: &str| {
        let mut bytes = [0; 8];
        let length = word.len().min(8);
        bytes[..length].copy_from_slice(&word.as_bytes()[..length]);
        u64::from_be_bytes(bytes)
    };
    let words = words.iter().zip(0..).filter(|&(_, at)| occurs(at));
    let mut keys: Vec<(u64, &str, u32)> = words.map(|(&word, at)| (head(word), word, at)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, word, at)| (word, at)).collect()
}

/// For each of `terms` its column if these are the `columns`, sorted by name with the column beside.
pub(super) fn columns_of(terms: &TermList, columns: &[(&str, u32)]) -> Vec<u32> {
    let mut rest = columns.iter().peekable();
    let column = |term: &str| {
        while rest.next_if(|(name, _)| *name < term).is_some() {}
        let found = rest.peek().filter(|&&&(name, _)| name == term);
        found.map_or(NOWHERE, |&&(_, column)| column)
    };
    terms.iter().map(column).collect()
}

/// The words of all workers, sorted, each once.
fn unique<'w>(pool: Option<&ThreadPool>, workers: &[Vec<(&'w str, u32)>]) -> Vec<&'w str> {
    let words = workers.iter().flatten();
    let mut words: Vec<&str> = words.map(|&(word, _)| word).collect();
    if workers.len() == 1 {
        return words;
    }
    // Stable sorts: they merge runs that are sorted already in linear time.
    match pool {
        Some(pool) => pool.install(|| words.par_sort()),
        None => words.sort(),
    }
    words.dedup();
    words
}

/// By number, the place of each of a worker's words among the words of all. Both are sorted.
fn places(words: &[(&str, u32)], all: &[&str]) -> Vec<u32> {
    let known = words.iter().map(|&(_, number)| number as usize + 1).max();
    let mut places = vec![NOWHERE; known.unwrap_or(0)];
    let mut at = 0;
    for &(word, number) in words {
        while all[at] < word {
            at += 1;
        }
        places[number as usize] = at as u32;
    }
    places
}

/// The n-grams that are terms, in byte order, each once; and by level and place, which term an n-gram is.
pub(super) fn named(
    tree: &NgramTree,
    words: &[&str],
    options: &TermOptions,
) -> (Terms, Vec<Vec<u32>>) {
    let (shortest, separator) = (*options.ngrams.start(), options.separator.clone());
    let mut columns: Vec<Vec<u32>> = vec![Vec::new(); tree.depth()];
    // Those that are too short come first, then the terms.
    let shorter = (1..shortest).map(|length| tree.count(length)).sum();
    let all = (1..=tree.depth()).map(|length| tree.count(length)).sum();
    let (mut nodes, mut next) = (vec![[0; 2]; all], [0, shorter]);
    // The numbers of the n-gram at hand and of those it continues.
    let mut path: Vec<u32> = Vec::new();
    tree.visit(|level, word| {
        path.truncate(level);
        let is_term = level + 1 >= shortest;
        let next = &mut next[usize::from(is_term)];
        columns[level].push(if is_term {
            (*next - shorter) as u32
        } else {
            NOWHERE
        });
        nodes[*next] = [path.last().copied().unwrap_or(NgramNames::NONE), word];
        path.push(*next as u32);
        *next += 1;
    });
    let names = NgramNames::new(words.iter().copied().collect(), nodes, shorter, separator);
    let terms = names.map_or_else(|| Terms::Listed(TermList::default()), Terms::Ngrams);
    // The order of words is that of names if the separator comes before all that is in words.
    let lowest = words.iter().flat_map(|word| word.bytes()).min();
    let separator = options.separator.as_bytes();
    if separator.len() == 1 && separator.first().copied() < lowest {
        return (terms, columns);
    }
    let names = in_byte_order(&terms.listed(), &mut columns);
    (Terms::Listed(names), columns)
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
