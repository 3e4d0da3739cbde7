//! The terms of several workers as one list in byte order, and where each worker's terms stand in it.

use super::ngram_tree::{Branches, NgramTree};
use super::ngrams::{NgramTable, Node};
use super::options::TermOptions;
use super::rows::NOWHERE;
use super::sharing::on_each;
use super::term_list::TermList;
use rayon::ThreadPool;
use rayon::prelude::*;

/// What a worker has met.
#[derive(Debug)]
pub(super) struct Names<'w> {
    /// Words in byte order, each with the worker's number of it.
    words: Vec<(&'w str, u32)>,
    /// N-grams of them, by number, if they are the terms.
    ngrams: Vec<Node>,
}

impl<'w> Names<'w> {
    /// Words as terms; `words` are distinct, by number, and `occurs` says which are terms at all.
    pub fn words(words: &[&'w str], occurs: impl Fn(u32) -> bool) -> Self {
        Self {
            words: sorted(words, occurs),
            ngrams: Vec::new(),
        }
    }

    /// N-grams as terms.
    pub fn ngrams(words: &[&'w str], table: NgramTable) -> Self {
        Self {
            words: sorted(words, |_| true),
            ngrams: table.into_nodes(),
        }
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

/// The terms of all workers.
#[derive(Debug)]
pub(super) struct United {
    /// In byte order, each once.
    pub terms: TermList,
    /// For each worker: by its number of a term, the place among `terms`.
    pub places: Vec<Vec<u32>>,
}

/// Unites what workers have met; the result is the same for any number of them.
pub(super) fn unite(
    pool: Option<&ThreadPool>,
    workers: Vec<Names<'_>>,
    options: &TermOptions,
) -> United {
    let words = unique(pool, &workers);
    let places = on_each(pool, workers.iter().collect(), |worker: &Names<'_>| {
        places(&worker.words, &words)
    });
    if options.is_unigram() {
        return United {
            terms: words.into_iter().collect(),
            places,
        };
    }
    let nodes = workers.into_iter().map(|worker| worker.ngrams);
    let branches = |(nodes, ranks)| Branches::new(nodes, ranks);
    let mut workers = on_each(pool, nodes.zip(places).collect(), branches);
    let tree = NgramTree::join(pool, &mut workers);
    let (terms, columns) = named(&tree, &words, options);
    drop(tree);
    United {
        terms,
        places: on_each(pool, workers, |worker: Branches| worker.map(&columns)),
    }
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
fn unique<'w>(pool: Option<&ThreadPool>, workers: &[Names<'w>]) -> Vec<&'w str> {
    let words = workers.iter().flat_map(|worker| &worker.words);
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

/// The names of the n-grams that are terms, in byte order, each once; and by level and place, which name an n-gram has.
fn named(tree: &NgramTree, words: &[&str], options: &TermOptions) -> (TermList, Vec<Vec<u32>>) {
    let (shortest, separator) = (*options.ngrams.start(), options.separator.as_str());
    let (mut names, mut columns) = (TermList::default(), vec![Vec::new(); tree.depth()]);
    // The name of an n-gram begins with those it continues, of which each ends somewhere.
    let (mut name, mut ends) = (String::new(), Vec::new());
    tree.visit(|level, word| {
        ends.truncate(level);
        name.truncate(ends.last().copied().unwrap_or(0));
        if level > 0 {
            name.push_str(separator);
        }
        name.push_str(words[word as usize]);
        ends.push(name.len());
        if level + 1 < shortest {
            columns[level].push(NOWHERE);
        } else {
            columns[level].push(names.len() as u32);
            names.push(&name);
        }
    });
    // The order of words is that of names if the separator comes before all that is in words.
    let lowest = words.iter().flat_map(|word| word.bytes()).min();
    if !(separator.len() == 1 && separator.bytes().next() < lowest) {
        names = in_byte_order(&names, &mut columns);
    }
    (names, columns)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// N-grams as the numbers of their words, for each worker.
    fn grams() -> impl Strategy<Value = Vec<Vec<Vec<u32>>>> {
        let gram = prop::collection::vec(0..4_u32, 1..4);
        prop::collection::vec(prop::collection::vec(gram, 0..20), 1..4)
    }

    proptest! {
        #[test]
        fn ngrams_are_united_by_name_whatever_the_separator(
            grams in grams(), shortest in 1..3_usize,
            separator in prop::sample::select(vec![" ", "_", "", "--"]),
        ) {
            let options = TermOptions { ngrams: shortest..=3, separator: separator.into(), ..TermOptions::default() };
            let words = ["b", "a-b", "a", "ab"];
            let name = |gram: &[u32]| gram.iter().map(|&word| words[word as usize]).collect::<Vec<_>>().join(separator);
            let (mut workers, mut expected, mut plain) = (Vec::new(), Vec::new(), BTreeSet::new());
            for grams in &grams {
                let mut table = NgramTable::default();
                for gram in grams {
                    gram.iter().fold(NgramTable::ROOT, |parent, &word| table.child(parent, word));
                }
                let met: Vec<Vec<u32>> = (0..table.len() as u32).map(|ngram| table.words(ngram)).collect();
                plain.extend(met.iter().filter(|gram| gram.len() >= shortest).map(|gram| name(gram)));
                expected.push(met);
                workers.push(Names::ngrams(&words, table));
            }
            let united = unite(None, workers, &options);
            prop_assert_eq!(united.terms.to_strings(), plain.into_iter().collect::<Vec<_>>());
            let terms = united.terms.to_strings();
            for (places, met) in united.places.iter().zip(expected) {
                for (gram, &place) in met.iter().zip(places) {
                    let expected = (gram.len() >= shortest).then(|| name(gram));
                    prop_assert_eq!(terms.get(place as usize), expected.as_ref());
                }
            }
        }
    }
}
