//! The distributions behind tests of significance, and the correction for many tests at once.

use std::f64::consts::{FRAC_1_SQRT_2, LN_2};

/// The chance of a chi-squared value of one degree of freedom of at least `x`; 1 for `x` ≤ 0.
///
/// # Examples
/// ```
/// use detente::terms::significance::chi_squared_p;
/// assert!((chi_squared_p(3.841458820694124) - 0.05).abs() < 1e-15);
/// ```
pub fn chi_squared_p(x: f64) -> f64 {
    libm::erfc((x.max(0.0) / 2.0).sqrt())
}

/// The chance of a standard normal value at least as far from 0 as `z`.
///
/// # Examples
/// ```
/// use detente::terms::significance::normal_p;
/// assert!((normal_p(-1.959963984540054) - 0.05).abs() < 1e-15);
/// ```
pub fn normal_p(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

/// How far from 0 a standard normal value lies with the chance `confidence` (0 < `confidence` < 1).
///
/// # Examples
/// ```
/// use detente::terms::significance::normal_bound;
/// assert!((normal_bound(0.95) - 1.959963984540054).abs() < 1e-12);
/// ```
pub fn normal_bound(confidence: f64) -> f64 {
    let outside = 1.0 - confidence;
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if normal_p(middle) > outside {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// A two-by-two table of counts: how often a term stands, and does not stand, in a target and in a reference.
///
/// # Examples
/// ```
/// use detente::terms::significance::Table2x2;
/// let tea = Table2x2 { a: 3, b: 1, c: 1, d: 3 };
/// assert!((tea.fisher_p() - 0.485714285714286).abs() < 1e-14);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table2x2 {
    /// The term in the target.
    pub a: u64,
    /// The term in the reference.
    pub b: u64,
    /// Everything else in the target.
    pub c: u64,
    /// Everything else in the reference.
    pub d: u64,
}

impl Table2x2 {
    /// All counts.
    pub fn total(&self) -> f64 {
        self.cells().iter().sum()
    }

    /// a, b, c, d as numbers.
    pub fn cells(&self) -> [f64; 4] {
        [self.a, self.b, self.c, self.d].map(|cell| cell as f64)
    }

    /// The counts expected were the term as frequent in the target as in the reference.
    pub fn expected(&self) -> [f64; 4] {
        let [a, b, c, d] = self.cells();
        let n = self.total();
        [
            (a + b) * (a + c),
            (a + b) * (b + d),
            (c + d) * (a + c),
            (c + d) * (b + d),
        ]
        .map(|e| e / n)
    }

    /// Pearson's chi-squared; with `yates`, less half a count (Yates 1934), but never below 0.
    pub fn chi_squared(&self, yates: bool) -> f64 {
        let [a, b, c, d] = self.cells();
        let n = self.total();
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        let half = if yates { n / 2.0 } else { 0.0 };
        let distance = ((a * d - b * c).abs() - half).max(0.0);
        zero_if_nan(n * distance * distance / margins)
    }

    /// The log-likelihood ratio G² (Dunning 1993), over all four cells; with `williams`, divided by Williams' (1976) q.
    pub fn log_likelihood(&self, williams: bool) -> f64 {
        let [a, b, c, d] = self.cells();
        let n = self.total();
        let term = |(o, e): (&f64, &f64)| if *o > 0.0 { o * (o / e).ln() } else { 0.0 };
        let g: f64 = self.cells().iter().zip(&self.expected()).map(term).sum();
        let rows = n / (a + b) + n / (c + d) - 1.0;
        let columns = n / (a + c) + n / (b + d) - 1.0;
        let q = if williams {
            1.0 + rows * columns / (6.0 * n)
        } else {
            1.0
        };
        zero_if_nan((2.0 * g).max(0.0) / q)
    }

    /// Fisher's exact test, two-sided: the chance of a table no likelier than this one, margins given.
    ///
    /// Tables whose chance differs by less than 10⁻⁷ of itself count as equally likely, as in R. Chances under about
    /// 10⁻³⁰⁰ come out as 0.
    ///
    /// # Complexity
    /// Linear in a + b.
    pub fn fisher_p(&self) -> f64 {
        let (low, weights) = self.hypergeometric();
        let own = weights[(self.a - low) as usize] * (1.0 + 1e-7);
        let extreme: f64 = weights.iter().filter(|&&w| w <= own).sum();
        (extreme / weights.iter().sum::<f64>()).min(1.0)
    }

    /// The conditional maximum-likelihood estimate of the odds ratio, as R's `fisher.test` gives it: 0 or infinite where
    /// the count is the least or greatest possible.
    pub fn conditional_odds_ratio(&self) -> f64 {
        let (low, weights) = self.hypergeometric();
        let goal = (self.a - low) as f64;
        let last = weights.len() as f64 - 1.0;
        if goal == 0.0 || goal == last {
            return if goal == last && last > 0.0 {
                f64::INFINITY
            } else {
                0.0
            };
        }
        let logs: Vec<f64> = self.log_hypergeometric();
        let (mut lower, mut upper) = (-700.0, 700.0);
        let mut guess = self.cells_log_odds();
        for _ in 0..200 {
            let (mean, variance) = tilted_mean(&logs, guess);
            if mean < goal {
                lower = guess;
            } else {
                upper = guess;
            }
            let newton = guess - (mean - goal) / variance;
            let inside = newton > lower && newton < upper;
            let next = if inside {
                newton
            } else {
                (lower + upper) / 2.0
            };
            if (next - guess).abs() <= 1e-15 * guess.abs().max(1.0) {
                break;
            }
            guess = next;
        }
        guess.exp()
    }

    fn cells_log_odds(&self) -> f64 {
        let [a, b, c, d] = self.cells().map(|cell| cell + 0.5);
        (a * d / (b * c)).ln()
    }

    /// The least possible `a`, and the log chances of `a` from there on, up to a constant.
    fn log_hypergeometric(&self) -> Vec<f64> {
        let (low, high) = self.support();
        let mut logs = Vec::with_capacity((high - low + 1) as usize);
        let mut log = 0.0;
        logs.push(log);
        for x in low..high {
            log += self.step(x).ln();
            logs.push(log);
        }
        logs
    }

    /// The least possible `a`, and weights proportional to the chances of `a` from there on; the greatest weight is 1.
    fn hypergeometric(&self) -> (u64, Vec<f64>) {
        let (low, high) = self.support();
        let mut weights = vec![0.0; (high - low + 1) as usize];
        let mode = self.mode().clamp(low, high);
        let mut weight = 1.0;
        weights[(mode - low) as usize] = weight;
        for x in mode..high {
            weight *= self.step(x);
            weights[(x + 1 - low) as usize] = weight;
        }
        weight = 1.0;
        for x in (low..mode).rev() {
            weight /= self.step(x);
            weights[(x - low) as usize] = weight;
        }
        (low, weights)
    }

    /// The least and the greatest `a` that the margins allow.
    fn support(&self) -> (u64, u64) {
        (self.a - self.a.min(self.d), self.a + self.b.min(self.c))
    }

    /// The likeliest `a`.
    fn mode(&self) -> u64 {
        let (k, n1) = (u128::from(self.a + self.b), u128::from(self.a + self.c));
        let n = k + u128::from(self.c) + u128::from(self.d);
        ((k + 1) * (n1 + 1) / (n + 2)) as u64
    }

    /// How much likelier `x + 1` is than `x`.
    fn step(&self, x: u64) -> f64 {
        let (k, n1) = ((self.a + self.b) as f64, (self.a + self.c) as f64);
        let (n2, x) = ((self.b + self.d) as f64, x as f64);
        (k - x) * (n1 - x) / ((x + 1.0) * (n2 - k + x + 1.0))
    }
}

/// Mean and variance of the index under weights `exp(logs[i] + i · tilt)`.
fn tilted_mean(logs: &[f64], tilt: f64) -> (f64, f64) {
    let tilted = |i: usize| logs[i] + i as f64 * tilt;
    let top = (0..logs.len())
        .map(tilted)
        .fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = (0..logs.len()).map(|i| (tilted(i) - top).exp()).collect();
    let total: f64 = weights.iter().sum();
    let mean = weights
        .iter()
        .enumerate()
        .map(|(i, w)| i as f64 * w)
        .sum::<f64>()
        / total;
    let square = |(i, w): (usize, &f64)| (i as f64 - mean).powi(2) * w;
    (
        mean,
        weights.iter().enumerate().map(square).sum::<f64>() / total,
    )
}

fn zero_if_nan(x: f64) -> f64 {
    if x.is_nan() { 0.0 } else { x }
}

/// The p-values of a family of tests, adjusted to bound the share of false finds (Benjamini & Hochberg 1995).
///
/// # Examples
/// ```
/// use detente::terms::significance::adjust;
/// assert_eq!(adjust(&[0.01, 0.04, 0.03]), [0.03, 0.04, 0.04]);
/// ```
pub fn adjust(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&i, &j| p[j].total_cmp(&p[i]));
    let mut adjusted = vec![0.0; p.len()];
    let mut least = 1.0_f64;
    for (behind, &i) in order.iter().enumerate() {
        let place = (p.len() - behind) as f64;
        least = least.min(p[i] * p.len() as f64 / place);
        adjusted[i] = least;
    }
    adjusted
}

/// The binary logarithm, with zero replaced by half a count: what effect sizes do with terms that do not occur.
pub(crate) fn log2_ratio(a: f64, n1: f64, b: f64, n2: f64) -> f64 {
    let half = |count: f64| if count == 0.0 { 0.5 } else { count };
    (half(a) / n1 / (half(b) / n2)).ln() / LN_2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Fisher's p from binomial coefficients, for small tables.
    fn plain_fisher(t: Table2x2) -> f64 {
        fn choose(n: u64, k: u64) -> f64 {
            (1..=k).map(|i| (n - k + i) as f64 / i as f64).product()
        }
        let (n1, n2, k) = (t.a + t.c, t.b + t.d, t.a + t.b);
        let chance = |x: u64| choose(n1, x) * choose(n2, k - x);
        let range = k.saturating_sub(n2)..=k.min(n1);
        let all: Vec<f64> = range.map(chance).collect();
        let own = chance(t.a) * (1.0 + 1e-7);
        all.iter().filter(|&&c| c <= own).sum::<f64>() / all.iter().sum::<f64>()
    }

    proptest! {
        #[test]
        fn fisher_equals_binomial_coefficients(a in 0..12_u64, b in 0..12_u64, c in 0..12_u64, d in 0..12_u64) {
            let t = Table2x2 { a, b, c, d };
            prop_assert!((t.fisher_p() - plain_fisher(t)).abs() < 1e-12);
            let ratio = t.conditional_odds_ratio();
            prop_assert!(ratio >= 0.0);
        }

        #[test]
        fn statistics_are_never_negative_or_nan(a in 0..99_u64, b in 0..99_u64, c in 0..99_u64, d in 0..99_u64) {
            let t = Table2x2 { a, b, c, d };
            for x in [t.chi_squared(true), t.chi_squared(false), t.log_likelihood(true), t.log_likelihood(false)] {
                prop_assert!(x >= 0.0);
            }
            prop_assert!(t.chi_squared(true) <= t.chi_squared(false));
        }
    }

    #[test]
    fn statistics_of_a_table_worked_by_hand() {
        let t = Table2x2 {
            a: 10,
            b: 5,
            c: 90,
            d: 95,
        };
        // 200 · (950 − 450)² / (15 · 185 · 100 · 100) and the same less 100.
        assert!((t.chi_squared(false) - 200.0 * 250_000.0 / 27_750_000.0).abs() < 1e-13);
        assert!((t.chi_squared(true) - 200.0 * 160_000.0 / 27_750_000.0).abs() < 1e-13);
        let by_cell = [(10.0, 7.5), (5.0, 7.5), (90.0, 92.5), (95.0, 92.5)];
        let g: f64 = by_cell
            .iter()
            .map(|&(o, e): &(f64, f64)| 2.0 * o * (o / e).ln())
            .sum();
        assert!((t.log_likelihood(false) - g).abs() < 1e-12);
        let q = 1.0 + (200.0 / 15.0 + 200.0 / 185.0 - 1.0) * 3.0 / 1200.0;
        assert!((t.log_likelihood(true) - g / q).abs() < 1e-12);
    }

    #[test]
    fn the_conditional_odds_ratio_makes_the_count_its_mean() {
        let t = Table2x2 {
            a: 3,
            b: 1,
            c: 1,
            d: 3,
        };
        let w = t.conditional_odds_ratio();
        let chances = [1.0, 16.0 * w, 36.0 * w.powi(2), 16.0 * w.powi(3), w.powi(4)];
        let mean = chances
            .iter()
            .zip(0..)
            .map(|(c, x)| c * f64::from(x))
            .sum::<f64>();
        assert!((mean / chances.iter().sum::<f64>() - 3.0).abs() < 1e-12);
        // R's root finder stops a little short of it, at 6.408309.
        assert!((w - 6.408_319_658_199_671).abs() < 1e-12);
    }
}
