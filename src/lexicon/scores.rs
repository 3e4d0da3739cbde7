//! What the matches of a lexicon add up to: counts, polarity, valence.
//!
//! Counts are not independent draws from a population; the standard errors here treat them as if they were (matches as
//! binomial or multinomial draws, weights as independent). For text, where words come in clusters, they are the lower
//! bound; resample sentences for a sterner measure.

use super::matcher::LexiconMatch;
use super::model::{KeyId, Lexicon};
use crate::tokenize::Tokens;
use serde::Serialize;
use std::ops::Range;

/// The standard normal quantile of a two-sided 95 % interval.
const Z95: f64 = 1.959_963_984_540_054;

/// How often each key of a lexicon matched in a text, or in a part of one.
///
/// # Examples
/// ```
/// use detente::language::Language;
/// use detente::lexicon::{Format, KeyCounts, Lexicon, MatchOptions};
/// use detente::{tokenize::Tokenizer, vocabulary::Vocabulary};
/// let lexicon = Lexicon::from_str("own", "pos: [peace*]\nneg: [war]", Format::Yaml)?;
/// let matcher = lexicon.compile(&MatchOptions::default())?;
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize("Peace talks, not war.", &mut vocabulary);
/// let matches = matcher.find(&tokens, &vocabulary, &mut matcher.state());
/// let counts = KeyCounts::of(&lexicon, &matches, &tokens);
/// assert_eq!(counts.counts, [1, 1]);
/// assert_eq!((counts.n_words, counts.n_covered), (4, 2));
/// assert_eq!(counts.per_1000(0), Some(250.0));
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeyCounts {
    /// For every key the matches of its own entries that are not negated.
    pub counts: Vec<usize>,
    /// For every key the negated matches of its own entries.
    pub negated: Vec<usize>,
    /// Words of the text.
    pub n_words: usize,
    /// Words that belong to a match: `n_words - n_covered` match nothing.
    pub n_covered: usize,
}

impl KeyCounts {
    /// Counts the matches found in `tokens`.
    pub fn of(lexicon: &Lexicon, matches: &[LexiconMatch], tokens: &Tokens) -> Self {
        Self::of_sentences(lexicon, matches, tokens, 0..tokens.sentences.len())
    }

    /// Counts the matches of some sentences, which `matches` must be.
    pub fn of_sentences(
        lexicon: &Lexicon,
        matches: &[LexiconMatch],
        tokens: &Tokens,
        sentences: Range<usize>,
    ) -> Self {
        let is_word = |at: usize| tokens.tokens[at].kind.is_word();
        let mut counts = Self {
            counts: vec![0; lexicon.keys().len()],
            negated: vec![0; lexicon.keys().len()],
            n_words: 0,
            n_covered: 0,
        };
        for sentence in &tokens.sentences[sentences] {
            counts.n_words += sentence.tokens.clone().filter(|&at| is_word(at)).count();
        }
        let mut covered: Vec<usize> = Vec::new();
        for found in matches {
            let cells = if found.negated {
                &mut counts.negated
            } else {
                &mut counts.counts
            };
            cells[found.key as usize] += 1;
            covered.extend(found.matched_tokens().filter(|&at| is_word(at)));
        }
        covered.sort_unstable();
        covered.dedup();
        counts.n_covered = covered.len();
        counts
    }

    /// The share of the words that belong to a match, 0 to 1; `None` without words. (LIWC's "Dic" is 100 times this.)
    pub fn coverage(&self) -> Option<f64> {
        self.over_words(self.n_covered as f64)
    }

    /// Matches of a key per 100 words; `None` without words.
    pub fn percent(&self, key: KeyId) -> Option<f64> {
        self.over_words(100.0 * self.counts[key as usize] as f64)
    }

    /// Matches of a key per 1,000 words; `None` without words.
    pub fn per_1000(&self, key: KeyId) -> Option<f64> {
        self.over_words(1000.0 * self.counts[key as usize] as f64)
    }

    fn over_words(&self, value: f64) -> Option<f64> {
        (self.n_words > 0).then(|| value / self.n_words as f64)
    }

    /// The polarity of a pair of keys, the keys below them included. A negated match counts for the other side.
    pub fn polarity(&self, lexicon: &Lexicon, positive: KeyId, negative: KeyId) -> Polarity {
        let sum = |cells: &[usize], above: KeyId| -> usize {
            let below = |&(key, _): &(usize, &usize)| lexicon.is_within(key as KeyId, above);
            cells
                .iter()
                .enumerate()
                .filter(below)
                .map(|(_, count)| count)
                .sum()
        };
        Polarity {
            positive: sum(&self.counts, positive) + sum(&self.negated, negative),
            negative: sum(&self.counts, negative) + sum(&self.negated, positive),
            n_words: self.n_words,
        }
    }
}

/// An estimate with its standard error and 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// The Wald interval: 1.96 standard errors to both sides.
    fn wald(value: f64, se: f64) -> Self {
        Self {
            value,
            se,
            low: value - Z95 * se,
            high: value + Z95 * se,
        }
    }
}

/// Counts of a positive and a negative key. The names are those of quanteda.sentiment.
///
/// # Examples
/// ```
/// use detente::lexicon::Polarity;
/// let polarity = Polarity { positive: 6, negative: 2, n_words: 100 };
/// assert_eq!(polarity.relpropdiff().unwrap().value, 0.5);
/// assert_eq!(polarity.abspropdiff().unwrap().value, 0.04);
/// assert_eq!(polarity.logit().value, (6.5f64 / 2.5).ln());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Polarity {
    /// `p`: positive matches.
    pub positive: usize,
    /// `n`: negative matches.
    pub negative: usize,
    /// `N`: words.
    pub n_words: usize,
}

impl Polarity {
    /// ln((p + ½) / (n + ½)), with the standard error √(1/(p + ½) + 1/(n + ½)) (Lowe, Benoit, Mikhaylov & Laver 2011).
    pub fn logit(&self) -> Estimate {
        let (p, n) = (self.positive as f64 + 0.5, self.negative as f64 + 0.5);
        Estimate::wald((p / n).ln(), (1.0 / p + 1.0 / n).sqrt())
    }

    /// (p − n) / (p + n), −1 to +1; `None` without matches.
    ///
    /// p of p + n matches are a binomial draw: with the share θ = p / (p + n) the value is 2θ − 1, its standard error
    /// 2√(θ(1 − θ)/(p + n)), and its interval that of Wilson (1927), which stays within −1 to +1.
    pub fn relpropdiff(&self) -> Option<Estimate> {
        let total = (self.positive + self.negative) as f64;
        (total > 0.0).then(|| {
            let share = self.positive as f64 / total;
            let centre = share + Z95 * Z95 / (2.0 * total);
            let spread = share * (1.0 - share) / total + Z95 * Z95 / (4.0 * total * total);
            let (half, over) = (Z95 * spread.sqrt(), 1.0 + Z95 * Z95 / total);
            Estimate {
                value: 2.0 * share - 1.0,
                se: 2.0 * (share * (1.0 - share) / total).sqrt(),
                low: (2.0 * (centre - half) / over - 1.0).max(-1.0),
                high: (2.0 * (centre + half) / over - 1.0).min(1.0),
            }
        })
    }

    /// (p − n) / N, −1 to +1; `None` without words.
    ///
    /// p, n and the other words are a multinomial draw: with the shares P and M the variance is (P + M − (P − M)²)/N.
    pub fn abspropdiff(&self) -> Option<Estimate> {
        let words = self.n_words as f64;
        (self.n_words > 0).then(|| {
            let (p, n) = (self.positive as f64 / words, self.negative as f64 / words);
            let variance = ((p + n - (p - n).powi(2)) / words).max(0.0);
            let value = (self.positive as f64 - self.negative as f64) / words;
            Estimate::wald(value, variance.sqrt())
        })
    }
}

/// Sums of weights over matches; valences of parts add up to the valence of the whole.
///
/// # Examples
/// ```
/// use detente::lexicon::Valence;
/// let valence = Valence::from_weights([2.0, -1.0, 2.0], 50);
/// assert_eq!(valence.sum, 3.0);
/// assert_eq!(valence.mean().unwrap().value, 1.0);
/// assert_eq!(valence.mean_over_words(), Some(0.06));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Valence {
    /// Sum of the weights.
    pub sum: f64,
    /// Sum of their squares.
    pub sum_of_squares: f64,
    /// Weighted matches.
    pub n_matches: usize,
    /// Words.
    pub n_words: usize,
}

impl Valence {
    /// The valence of the matches that have a weight. A negated match counts with the opposite sign.
    pub fn of(lexicon: &Lexicon, matches: &[LexiconMatch], n_words: usize) -> Self {
        let weight = |found: &LexiconMatch| {
            let weight = lexicon.entries()[found.entry as usize].weight?;
            Some(if found.negated { -weight } else { weight })
        };
        Self::from_weights(matches.iter().filter_map(weight), n_words)
    }

    /// The valence of weights found in `n_words` words.
    pub fn from_weights(weights: impl IntoIterator<Item = f64>, n_words: usize) -> Self {
        let mut valence = Self {
            n_words,
            ..Self::default()
        };
        for weight in weights {
            valence.sum += weight;
            valence.sum_of_squares += weight * weight;
            valence.n_matches += 1;
        }
        valence
    }

    /// The mean weight of a match, with the standard error s/√n of a mean (n = 1: not a number); `None` without matches.
    /// (quanteda.sentiment's `normalization = "dictionary"`.)
    pub fn mean(&self) -> Option<Estimate> {
        let n = self.n_matches as f64;
        (self.n_matches > 0).then(|| {
            let mean = self.sum / n;
            let variance = ((self.sum_of_squares - n * mean * mean) / (n - 1.0)).max(0.0);
            let se = if self.n_matches > 1 {
                (variance / n).sqrt()
            } else {
                f64::NAN
            };
            Estimate::wald(mean, se)
        })
    }

    /// The sum of the weights over all words; `None` without words. (quanteda.sentiment's `normalization = "all"`.)
    pub fn mean_over_words(&self) -> Option<f64> {
        (self.n_words > 0).then(|| self.sum / self.n_words as f64)
    }

    /// The sum of the weights over the square root of the words, as sentimentr does by sentence; `None` without words.
    pub fn over_root_of_words(&self) -> Option<f64> {
        (self.n_words > 0).then(|| self.sum / (self.n_words as f64).sqrt())
    }
}
