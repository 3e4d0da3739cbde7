//! The n-grams of several workers as one tree: they meet as numbers, not as names.

use super::ngrams::Node;
use super::sharing::on_each;
use rayon::ThreadPool;
use rayon::prelude::*;

/// Distinct n-grams, level by level: words, then pairs, and so on.
///
/// An n-gram is its place in its level. Its key is the place of the n-gram without its last word in the level before,
/// above the rank of its last word; the keys of a level rise, so that n-grams are in the order of their words.
#[derive(Debug, Default)]
pub(super) struct NgramTree {
    levels: Vec<Vec<u64>>,
}

/// A worker's n-grams.
pub(super) struct Branches {
    nodes: Vec<Node>,
    /// By word, its rank among the words of all workers.
    ranks: Vec<u32>,
    /// By level, the numbers of its n-grams.
    levels: Vec<Vec<u32>>,
    /// By number, the place in the level, as far as it is known.
    places: Vec<u32>,
}

impl Branches {
    /// The n-grams `nodes` of words with these ranks.
    pub fn new(nodes: Vec<Node>, ranks: Vec<u32>) -> Self {
        let mut levels: Vec<Vec<u32>> = Vec::new();
        let mut depths: Vec<u8> = Vec::with_capacity(nodes.len());
        for (node, number) in nodes.iter().zip(0..) {
            let above = depths.get(node.parent as usize);
            let depth = above.map_or(0, |&above| above + 1);
            if levels.len() <= depth as usize {
                levels.push(Vec::new());
            }
            levels[depth as usize].push(number);
            depths.push(depth);
        }
        Self {
            places: vec![0; nodes.len()],
            nodes,
            ranks,
            levels,
        }
    }

    /// The keys of a level, rising, each with the number of its n-gram.
    fn keys(&self, level: usize) -> Vec<(u64, u32)> {
        let key = |&number: &u32| {
            let Node { parent, word } = self.nodes[number as usize];
            let above = self.places.get(parent as usize).copied().unwrap_or(0);
            let rank = self.ranks[word as usize];
            (u64::from(above) << 32 | u64::from(rank), number)
        };
        let numbers = self.levels.get(level).map_or(&[][..], Vec::as_slice);
        let mut keys: Vec<_> = numbers.iter().map(key).collect();
        keys.sort_unstable();
        keys
    }

    /// By number, what `of` has for the level and place of the n-gram.
    pub fn map(self, of: &[Vec<u32>]) -> Vec<u32> {
        let mut places = self.places;
        for (numbers, of) in self.levels.iter().zip(of) {
            for &number in numbers {
                let place = &mut places[number as usize];
                *place = of[*place as usize];
            }
        }
        places
    }
}

impl NgramTree {
    /// The n-grams of all workers, whose places become known with it.
    pub fn join(pool: Option<&ThreadPool>, workers: &mut [Branches]) -> Self {
        let depth = workers.iter().map(|worker| worker.levels.len()).max();
        let join_level = |level| {
            let sorted = on_each(pool, workers.iter().collect(), |worker: &Branches| {
                worker.keys(level)
            });
            let joined = distinct(pool, &sorted);
            let parts = workers.iter_mut().zip(sorted).collect();
            on_each(pool, parts, |(worker, keys): (&mut Branches, Vec<_>)| {
                let mut place = 0;
                for (key, number) in keys {
                    while joined[place] < key {
                        place += 1;
                    }
                    worker.places[number as usize] = place as u32;
                }
            });
            joined
        };
        Self {
            levels: (0..depth.unwrap_or(0)).map(join_level).collect(),
        }
    }

    /// Visits the n-grams in the order of their words, the shorter first: with the number of words before its last, and
    /// the rank of the last. Those of a level are visited by place.
    pub fn visit(&self, mut visit: impl FnMut(usize, u32)) {
        // By level, the first not visited yet; and the places of the n-gram at hand and of those it continues.
        let (mut next, mut path) = (vec![0; self.levels.len()], Vec::<u64>::new());
        loop {
            let level = path.len();
            let key = self
                .levels
                .get(level)
                .and_then(|keys| keys.get(next[level]));
            match key {
                Some(key) if path.last().is_none_or(|&above| above == key >> 32) => {
                    visit(level, *key as u32);
                    path.push(next[level] as u64);
                    next[level] += 1;
                }
                _ if path.pop().is_none() => return,
                _ => {}
            }
        }
    }

    /// Number of levels.
    pub fn depth(&self) -> usize {
        self.levels.len()
    }
}

/// The keys of all workers, rising, each once.
fn distinct(pool: Option<&ThreadPool>, workers: &[Vec<(u64, u32)>]) -> Vec<u64> {
    let mut keys: Vec<u64> = workers.iter().flatten().map(|&(key, _)| key).collect();
    // Stable sorts: they merge runs that are sorted already in linear time.
    match pool {
        Some(pool) => pool.install(|| keys.par_sort()),
        None => keys.sort(),
    }
    keys.dedup();
    keys
}
