//! Lexical diversity: how varied the words of a text are.
//!
//! N is the number of words, V that of different words, Vᵢ the number of different words that stand exactly i times.

use serde::Serialize;
use std::collections::BTreeMap;

/// The parameters of the measures that have some.
///
/// # Examples
/// ```
/// use detente::terms::diversity::DiversityOptions;
/// assert_eq!(DiversityOptions::default().window, 100);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiversityOptions {
    /// Words in a window of MATTR and in a segment of MSTTR; a shorter text is one window.
    pub window: usize,
    /// The type-token ratio at which MTLD closes a factor, between 0 and 1.
    pub factor_size: f64,
    /// Words in a sample of HD-D.
    pub sample: usize,
    /// The base of the logarithms of U, S, Maas and lgV0.
    pub base: f64,
}

impl Default for DiversityOptions {
    fn default() -> Self {
        Self {
            window: 100,
            factor_size: 0.72,
            sample: 42,
            base: 10.0,
        }
    }
}

/// The diversity of one text. A measure that the text is too short for is NaN (`null` in JSON).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Diversity {
    /// N: words.
    pub words: usize,
    /// V: different words.
    pub types: usize,
    /// V₁: words that stand once.
    pub hapaxes: usize,
    /// Type-token ratio V / N (Johnson 1944).
    pub ttr: f64,
    /// Herdan's (1960) C: log V / log N.
    pub c: f64,
    /// Guiraud's (1954) R: V / √N.
    pub r: f64,
    /// Carroll's (1964) corrected TTR: V / √(2N).
    pub cttr: f64,
    /// Dugast's (1978) U: log² N / (log N − log V).
    pub u: f64,
    /// Summer's (1966) S: log log V / log log N.
    pub s: f64,
    /// Yule's (1944) K: 10⁴ (Σ i² Vᵢ − N) / N².
    pub k: f64,
    /// Yule's (1944) I: V² / (Σ i² Vᵢ − V).
    pub i: f64,
    /// Simpson's (1949) D: Σ Vᵢ i (i − 1) / (N (N − 1)).
    pub d: f64,
    /// Herdan's (1955) Vm: √(Σ Vᵢ (i / N)² − 1 / V).
    pub vm: f64,
    /// Maas's (1972) a: √((log N − log V) / log² N). Smaller is more varied.
    pub maas: f64,
    /// Maas's (1972) lg V₀: log V / √(1 − (log V / log N)²).
    pub lgv0: f64,
    /// The same with natural logarithms.
    pub lgev0: f64,
    /// Mean type-token ratio of all windows (Covington & McFall 2010).
    pub mattr: f64,
    /// Mean type-token ratio of whole segments (Johnson 1944); what remains at the end is left out.
    pub msttr: f64,
    /// Mean length of stretches that keep the ratio above the factor size, forwards and backwards (McCarthy & Jarvis
    /// 2010); infinite where no word is repeated.
    pub mtld: f64,
    /// Chance-based diversity: mean type-token ratio of random samples (McCarthy & Jarvis 2007).
    pub hdd: f64,
    /// Honoré's (1979) H: 100 ln N / (1 − V₁ / V).
    pub honore: f64,
    /// Brunet's (1978) W: N to the power V to the power −0.172. Smaller is more varied.
    pub brunet: f64,
    /// Sichel's (1975) S: V₂ / V.
    pub sichel: f64,
    /// Shannon's (1948) entropy of the words, in bits.
    pub entropy: f64,
}

/// The diversity of a text, from the numbers of its words in their order.
///
/// # Complexity
/// Linear in the text.
///
/// # Examples
/// ```
/// use detente::terms::{diversity::diversity, options::TermOptions, sequence::Corpus};
/// let corpus = Corpus::read(&["Peace now, peace for ever"], &TermOptions::default())?;
/// let words: Vec<u32> = corpus.words(0).collect();
/// let found = diversity(&words, &Default::default());
/// assert_eq!((found.words, found.types, found.ttr), (5, 4, 0.8));
/// # Ok::<(), detente::Error>(())
/// ```
pub fn diversity(words: &[u32], options: &DiversityOptions) -> Diversity {
    let words = renumber(words);
    let counts = counts(&words);
    let spectrum = Spectrum::new(&counts);
    let (n, v) = (words.len() as f64, counts.len() as f64);
    let log = |x: f64| x.ln() / options.base.ln();
    let (ln, lv) = (log(n), log(v));
    let [v1, v2] = [1, 2].map(|i| spectrum.0.get(&i).copied().unwrap_or(0));
    let squares = spectrum.sum(|i| i * i);
    Diversity {
        words: words.len(),
        types: counts.len(),
        hapaxes: v1 as usize,
        ttr: v / n,
        c: lv / ln,
        r: v / n.sqrt(),
        cttr: v / (2.0 * n).sqrt(),
        u: ln * ln / (ln - lv),
        s: log(lv) / log(ln),
        k: 1e4 * (squares - n) / (n * n),
        i: v * v / (squares - v),
        d: spectrum.sum(|i| i / n * (i - 1.0) / (n - 1.0)),
        vm: (spectrum.sum(|i| (i / n) * (i / n)) - 1.0 / v)
            .max(0.0)
            .sqrt(),
        maas: ((ln - lv) / (ln * ln)).sqrt(),
        lgv0: lv / (1.0 - (lv / ln).powi(2)).sqrt(),
        lgev0: v.ln() / (1.0 - (v.ln() / n.ln()).powi(2)).sqrt(),
        mattr: mattr(&words, options.window),
        msttr: msttr(&words, options.window),
        mtld: (mtld(words.iter(), options) + mtld(words.iter().rev(), options)) / 2.0,
        hdd: hdd(&spectrum, words.len(), options.sample),
        honore: 100.0 * n.ln() / (1.0 - v1 as f64 / v),
        brunet: n.powf(v.powf(-0.172)),
        sichel: v2 as f64 / v,
        entropy: -spectrum.sum(|i| i / n * (i / n).log2()),
    }
}

/// The words as numbers from 0 in the order in which they first stand.
fn renumber(words: &[u32]) -> Vec<usize> {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let number = |word| sorted.partition_point(|known| known < word);
    words.iter().map(number).collect()
}

fn counts(words: &[usize]) -> Vec<u64> {
    let mut counts = vec![0; words.iter().max().map_or(0, |&last| last + 1)];
    for &word in words {
        counts[word] += 1;
    }
    counts
}

/// How many different words stand i times, by i.
struct Spectrum(BTreeMap<u64, u64>);

impl Spectrum {
    fn new(counts: &[u64]) -> Self {
        let mut spectrum = BTreeMap::new();
        for &count in counts {
            *spectrum.entry(count).or_insert(0) += 1;
        }
        Self(spectrum)
    }

    /// Σ Vᵢ · value(i).
    fn sum(&self, value: impl Fn(f64) -> f64) -> f64 {
        let terms = self.0.iter();
        terms
            .map(|(&i, &types)| types as f64 * value(i as f64))
            .sum()
    }
}

/// The mean type-token ratio of the windows.
fn mattr(words: &[usize], window: usize) -> f64 {
    let window = window.clamp(1, words.len().max(1));
    let mut inside = vec![0_u32; words.len()];
    let (mut types, mut sum) = (0_u64, 0_u64);
    for (at, &word) in words.iter().enumerate() {
        types += u64::from(inside[word] == 0);
        inside[word] += 1;
        if at + 1 >= window {
            sum += types;
            let left = words[at + 1 - window];
            inside[left] -= 1;
            types -= u64::from(inside[left] == 0);
        }
    }
    let windows = (words.len() + 1).saturating_sub(window);
    sum as f64 / window as f64 / windows as f64
}

/// The mean type-token ratio of the whole segments.
fn msttr(words: &[usize], segment: usize) -> f64 {
    let segment = segment.clamp(1, words.len().max(1));
    let segments = words.chunks_exact(segment);
    let n = segments.len() as f64;
    let ratio = |words: &[usize]| {
        let mut types = words.to_vec();
        types.sort_unstable();
        types.dedup();
        types.len() as f64 / segment as f64
    };
    segments.map(ratio).sum::<f64>() / n
}

/// Words per factor, read in one direction.
fn mtld<'w>(words: impl ExactSizeIterator<Item = &'w usize>, options: &DiversityOptions) -> f64 {
    let n = words.len();
    let mut seen_in = vec![0_u32; n];
    let (mut factor, mut types, mut length) = (1_u32, 0_u64, 0_u64);
    let mut ratio = 1.0;
    for &word in words {
        length += 1;
        types += u64::from(seen_in[word] != factor);
        seen_in[word] = factor;
        ratio = types as f64 / length as f64;
        if ratio < options.factor_size {
            factor += 1;
            (types, length, ratio) = (0, 0, 1.0);
        }
    }
    let part = (1.0 - ratio) / (1.0 - options.factor_size);
    n as f64 / (f64::from(factor - 1) + part)
}

/// The mean share of different words in samples without replacement.
fn hdd(spectrum: &Spectrum, n: usize, sample: usize) -> f64 {
    if n < sample || sample == 0 {
        return f64::NAN;
    }
    let absent = |count: f64| {
        let draw = |i: usize| ((n - i) as f64 - count).max(0.0) / (n - i) as f64;
        (0..sample).map(draw).product::<f64>()
    };
    spectrum.sum(|count| 1.0 - absent(count)) / sample as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-12, "{got} is not {expected}");
    }

    fn measured(words: &[u32], options: DiversityOptions) -> Diversity {
        diversity(words, &options)
    }

    #[test]
    fn measures_of_a_text_worked_by_hand() {
        // a b a c a b: N = 6, V = 3, V1 = V2 = V3 = 1, Σ i² Vᵢ = 14.
        let found = measured(
            &[7, 9, 7, 4, 7, 9],
            DiversityOptions {
                sample: 2,
                ..Default::default()
            },
        );
        close(found.ttr, 0.5);
        close(found.c, 3_f64.ln() / 6_f64.ln());
        close(found.r, 3.0 / 6_f64.sqrt());
        close(found.cttr, 3.0 / 12_f64.sqrt());
        close(found.u, 6_f64.log10().powi(2) / 2_f64.log10());
        close(found.k, 1e4 * 8.0 / 36.0);
        close(found.i, 9.0 / 11.0);
        close(found.d, 8.0 / 30.0);
        close(found.vm, (14.0 / 36.0 - 1.0 / 3.0_f64).sqrt());
        close(found.sichel, 1.0 / 3.0);
        close(found.honore, 150.0 * 6_f64.ln());
        close(
            found.hdd,
            (3.0 - 3.0 / 6.0 * 2.0 / 5.0 - 4.0 / 6.0 * 3.0 / 5.0 - 5.0 / 6.0 * 4.0 / 5.0) / 2.0,
        );
        close(found.entropy, 0.5 + 3_f64.log2() / 3.0 + 6_f64.log2() / 6.0);
    }

    #[test]
    fn windows_and_segments() {
        let options = DiversityOptions {
            window: 2,
            ..Default::default()
        };
        let found = measured(&[1, 1, 2, 3, 3], options);
        close(found.mattr, (0.5 + 1.0 + 1.0 + 0.5) / 4.0);
        close(found.msttr, (0.5 + 1.0) / 2.0);
    }

    #[test]
    fn factors_close_below_the_factor_size() {
        // Forwards: 1 1 | 2 2 | 3: two factors and no part; backwards: 3 2 2 | 1 1: one whole (2/3 < 0.72), then another.
        let found = measured(&[1, 1, 2, 2, 3], DiversityOptions::default());
        close(found.mtld, (5.0 / 2.0 + 5.0 / 2.0) / 2.0);
        assert_eq!(
            measured(&[1, 2, 3], DiversityOptions::default()).mtld,
            f64::INFINITY
        );
    }

    proptest! {
        #[test]
        fn any_text_is_measured(words in proptest::collection::vec(0..9_u32, 0..80), window in 0..20_usize) {
            let options = DiversityOptions { window, ..Default::default() };
            let found = measured(&words, options);
            if !words.is_empty() {
                let width = window.clamp(1, words.len());
                let ratio = |w: &[u32]| {
                    let set: std::collections::BTreeSet<_> = w.iter().collect();
                    set.len() as f64 / width as f64
                };
                let plain: Vec<f64> = words.windows(width).map(ratio).collect();
                prop_assert!((found.mattr - plain.iter().sum::<f64>() / plain.len() as f64).abs() < 1e-12);
                prop_assert!(found.ttr > 0.0 && found.ttr <= 1.0);
            }
        }
    }
}
