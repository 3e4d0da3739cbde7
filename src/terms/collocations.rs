//! Collocations: words that stand together more often than chance would have it.

use super::ngrams::walk;
use super::sequence::Corpus;
use super::significance::normal_p;
use crate::error::{Error, Result};
use hashbrown::HashMap;
use serde::Serialize;

/// Which collocations to look for.
///
/// # Examples
/// ```
/// use detente::terms::collocations::CollocationOptions;
/// assert_eq!(CollocationOptions::default().min_count, 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CollocationOptions {
    /// Words in a collocation, 2 to 5.
    pub size: usize,
    /// Rarer ones are left out.
    pub min_count: u64,
    /// What is added to each cell count for λ (Blaheta & Johnson 2001): 0.5 unless set.
    pub smoothing: f64,
}

impl Default for CollocationOptions {
    fn default() -> Self {
        Self {
            size: 2,
            min_count: 2,
            smoothing: 0.5,
        }
    }
}

/// A collocation and how strongly its words keep together.
///
/// N is the number of places where `size` words stand in a row, n the count, nᵢ how often word i stands at place i of
/// them, and E = N ∏ nᵢ / N what chance would give.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Collocation {
    /// The words, with a space between them.
    pub collocation: String,
    /// n.
    pub count: u64,
    /// Number of words.
    pub size: usize,
    /// E.
    pub expected: f64,
    /// The interaction of highest order of the saturated log-linear model (Blaheta & Johnson 2001).
    pub lambda: f64,
    /// λ over its standard error.
    pub z: f64,
    /// The two-sided p-value of z.
    pub p: f64,
    /// Log-likelihood ratio G² against independence (Dunning 1993), negative where n < E.
    pub g2: f64,
    /// Pointwise mutual information in bits: log₂(n / E) (Church & Hanks 1990).
    pub pmi: f64,
    /// PMI over its greatest possible value, log₂(N / n) · (size − 1): at most 1 (Bouma 2009).
    pub npmi: f64,
    /// t-score (n − E) / √n (Church, Gale, Hanks & Hindle 1991).
    pub t: f64,
    /// Dice coefficient: size · n / Σ nᵢ (Dice 1945).
    pub dice: f64,
    /// logDice: 14 + log₂ Dice (Rychlý 2008).
    pub log_dice: f64,
}

/// The collocations of a corpus, by falling z, then in byte order.
///
/// Gaps and sentence ends of the corpus break them, so that with stop words left out only words that really stand side
/// by side are found.
///
/// # Errors
/// If the size is not 2 to 5, or the smoothing not above 0.
///
/// # Complexity
/// Time linear in the corpus; memory in the number of different n-grams.
///
/// # Examples
/// ```
/// use detente::terms::{collocations::collocations, options::TermOptions, sequence::Corpus};
/// let texts = ["The cold war ended.", "A cold war it was, this cold war.", "War is cold."];
/// let corpus = Corpus::read(&texts, &TermOptions::default())?;
/// let found = collocations(&corpus, &Default::default())?;
/// assert_eq!((found[0].collocation.as_str(), found[0].count), ("cold war", 3));
/// # Ok::<(), detente::Error>(())
/// ```
pub fn collocations(corpus: &Corpus, options: &CollocationOptions) -> Result<Vec<Collocation>> {
    let size = options.size;
    if !(2..=5).contains(&size) {
        let message = format!("collocations have 2 to 5 words, {size} asked for");
        return Err(Error::argument(message));
    }
    if !(options.smoothing > 0.0 && options.smoothing.is_finite()) {
        let message = format!("smoothing must be above 0, got {}", options.smoothing);
        return Err(Error::argument(message));
    }
    let mut counts: HashMap<Key, u64> = HashMap::new();
    let total = each_key(corpus, size, |key| *counts.entry(key).or_insert(0) += 1);
    let mut candidates: Vec<(Key, u64)> = counts.into_iter().collect();
    candidates.retain(|&(_, count)| count >= options.min_count.max(1));
    candidates.sort_unstable();
    let partial = partial_counts(corpus, size, &candidates);
    let mut found: Vec<Collocation> = candidates
        .iter()
        .map(|&(key, _)| measure(corpus, &cells(key, &partial, total, size), key, options))
        .collect();
    found.sort_by(|a, b| {
        let by_z = b.z.total_cmp(&a.z);
        by_z.then_with(|| a.collocation.cmp(&b.collocation))
    });
    Ok(found)
}

/// The words of an n-gram, by place. `ANY` fills the places that a partial key leaves open.
type Key = [u32; 5];
const ANY: u32 = u32::MAX;

/// Calls `found` with each n-gram of `size` words; returns how many there were.
fn each_key(corpus: &Corpus, size: usize, mut found: impl FnMut(Key)) -> u64 {
    let mut total = 0;
    let step = &mut |(mut key, length): (Key, usize), word| {
        key[length] = word;
        (key, length + 1)
    };
    for slots in corpus.documents() {
        walk(slots, size..=size, 0, ([ANY; 5], 0), step, &mut |(
            key,
            _,
        )| {
            total += 1;
            found(key);
        });
    }
    total
}

/// The key with only the places in the bit set `places`.
fn project(key: Key, places: usize) -> Key {
    let mut out = [ANY; 5];
    for (at, word) in key.into_iter().enumerate() {
        if places >> at & 1 == 1 {
            out[at] = word;
        }
    }
    out
}

/// For each choice of places, how often each candidate's words stand there.
fn partial_counts(corpus: &Corpus, size: usize, candidates: &[(Key, u64)]) -> HashMap<Key, u64> {
    let all = 1..1_usize << size;
    let keys = candidates.iter().map(|&(key, _)| key);
    let mut counts: HashMap<Key, u64> = keys
        .flat_map(|key| all.clone().map(move |places| (project(key, places), 0)))
        .collect();
    each_key(corpus, size, |key| {
        for places in all.clone() {
            if let Some(count) = counts.get_mut(&project(key, places)) {
                *count += 1;
            }
        }
    });
    counts
}

/// For each set of places, how many n-grams share the candidate's words there and nowhere else.
struct Cells {
    exact: Vec<f64>,
    margins: Vec<f64>,
    total: f64,
}

fn cells(key: Key, partial: &HashMap<Key, u64>, total: u64, size: usize) -> Cells {
    let at_least = |places: usize| match places {
        0 => total,
        _ => partial.get(&project(key, places)).copied().unwrap_or(0),
    };
    let mut exact: Vec<f64> = (0..1 << size)
        .map(|places| at_least(places) as f64)
        .collect();
    // Möbius inversion over supersets, place by place: from "at least these" to "exactly these".
    for place in 0..size {
        for places in (0..1 << size).filter(|places| places >> place & 1 == 0) {
            exact[places] -= exact[places | 1 << place];
        }
    }
    Cells {
        exact,
        margins: (0..size).map(|place| at_least(1 << place) as f64).collect(),
        total: total as f64,
    }
}

fn measure(corpus: &Corpus, cells: &Cells, key: Key, options: &CollocationOptions) -> Collocation {
    let size = options.size;
    let count = cells.exact[cells.exact.len() - 1];
    let shares: Vec<f64> = cells
        .margins
        .iter()
        .map(|margin| margin / cells.total)
        .collect();
    let expected = cells.total * shares.iter().product::<f64>();
    let (lambda, error) = interaction(&cells.exact, options.smoothing);
    let pmi = (count / expected).log2();
    let dice = size as f64 * count / cells.margins.iter().sum::<f64>();
    let g2 = log_likelihood(cells, &shares);
    let words: Vec<&str> = key[..size]
        .iter()
        .map(|&word| corpus.terms()[word as usize].as_str())
        .collect();
    Collocation {
        collocation: words.join(" "),
        count: count as u64,
        size,
        expected,
        lambda,
        z: lambda / error,
        p: normal_p(lambda / error),
        g2: if count < expected { -g2 } else { g2 },
        pmi,
        npmi: npmi(pmi, count / cells.total, size),
        t: (count - expected) / count.sqrt(),
        dice,
        log_dice: 14.0 + dice.log2(),
    }
}

/// PMI over its bound; 1 where the collocation is all there is.
fn npmi(pmi: f64, share: f64, size: usize) -> f64 {
    let bound = -share.log2() * (size - 1) as f64;
    if bound > 0.0 { pmi / bound } else { 1.0 }
}

/// λ = Σ over the cells of ± log(count + smoothing), the sign that of the cell's open places; and its standard error.
fn interaction(exact: &[f64], smoothing: f64) -> (f64, f64) {
    let (mut lambda, mut variance) = (0.0, 0.0);
    let size = exact.len().trailing_zeros();
    for (places, count) in exact.iter().enumerate() {
        let open = size - places.count_ones();
        let sign = if open.is_multiple_of(2) { 1.0 } else { -1.0 };
        lambda += sign * (count + smoothing).ln();
        variance += 1.0 / (count + smoothing);
    }
    (lambda, variance.sqrt())
}

/// 2 Σ O ln(O / E) over the cells, E by independence of the places.
fn log_likelihood(cells: &Cells, shares: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (places, &observed) in cells.exact.iter().enumerate() {
        if observed > 0.0 {
            let share = |(place, p): (usize, &f64)| {
                if places >> place & 1 == 1 {
                    *p
                } else {
                    1.0 - p
                }
            };
            let expected = cells.total * shares.iter().enumerate().map(share).product::<f64>();
            sum += observed * (observed / expected).ln();
        }
    }
    (2.0 * sum).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::options::TermOptions;
    use crate::terms::significance::Table2x2;
    use proptest::prelude::*;

    fn find(texts: &[&str], size: usize, min_count: u64) -> Vec<Collocation> {
        let corpus = Corpus::read(texts, &TermOptions::default()).unwrap();
        let options = CollocationOptions {
            size,
            min_count,
            ..Default::default()
        };
        collocations(&corpus, &options).unwrap()
    }

    fn close(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-10, "{got} is not {expected}");
    }

    #[test]
    fn pairs_worked_by_hand() {
        // Pairs: ab ba ab bc | ab: ab 3, ba 1, bc 1; N = 5.
        let found = find(&["a b a b c", "a b"], 2, 2);
        assert_eq!(found.len(), 1);
        let ab = &found[0];
        assert_eq!((ab.collocation.as_str(), ab.count), ("a b", 3));
        close(ab.expected, 9.0 / 5.0);
        close(ab.lambda, (3.5_f64 * 2.5 / (0.5 * 0.5)).ln());
        close(ab.z, ab.lambda / (1.0 / 3.5 + 1.0 / 2.5 + 4.0_f64).sqrt());
        close(ab.pmi, (5.0 / 3.0_f64).log2());
        close(ab.npmi, 1.0);
        close(ab.t, (3.0 - 1.8) / 3_f64.sqrt());
        close(ab.dice, 1.0);
        close(ab.log_dice, 14.0);
        close(
            ab.g2,
            Table2x2 {
                a: 3,
                b: 0,
                c: 0,
                d: 2,
            }
            .log_likelihood(false),
        );
    }

    #[test]
    fn only_sizes_two_to_five_are_possible() {
        let corpus = Corpus::default();
        for size in [0, 1, 6] {
            let options = CollocationOptions {
                size,
                ..Default::default()
            };
            assert!(collocations(&corpus, &options).is_err());
        }
        assert!(
            collocations(&corpus, &Default::default())
                .unwrap()
                .is_empty()
        );
    }

    /// How many n-grams agree with `words` at exactly the places of each set, by comparing each with each.
    fn plain_cells(grams: &[Vec<&str>], words: &[&str]) -> Vec<f64> {
        let mut cells = vec![0.0; 1 << words.len()];
        for gram in grams {
            let places = (0..words.len()).filter(|&at| gram[at] == words[at]);
            cells[places.map(|at| 1 << at).sum::<usize>()] += 1.0;
        }
        cells
    }

    proptest! {
        #[test]
        fn lambda_equals_a_plain_count(words in prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 5..40), size in 2..6_usize) {
            let text = words.join(" ");
            let grams: Vec<Vec<&str>> = words.windows(size).map(<[&str]>::to_vec).collect();
            for found in find(&[&text], size, 1) {
                let own: Vec<&str> = found.collocation.split(' ').collect();
                let (lambda, error) = interaction(&plain_cells(&grams, &own), 0.5);
                prop_assert!((found.lambda - lambda).abs() < 1e-9);
                prop_assert!((found.z - lambda / error).abs() < 1e-9);
                prop_assert!(found.npmi <= 1.0 + 1e-12);
            }
        }
    }
}
