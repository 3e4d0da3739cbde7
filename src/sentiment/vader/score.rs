//! From valences to VADER's four numbers.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use hashbrown::HashMap;

use super::super::Polarity;

/// Normalisation: the sum at which a compound would be about 0.7 is its square root.
const ALPHA: f64 = 15.0;
/// Up to how many valences the plain search for an equal one is the faster way.
const FEW: usize = 32;

/// What "but" makes of the valence at `position`: half before it, half as much again after it.
fn contrasted(valence: f64, position: u32, but: usize) -> f64 {
    match (position as usize).cmp(&but) {
        std::cmp::Ordering::Less => valence * 0.5,
        std::cmp::Ordering::Equal => valence,
        std::cmp::Ordering::Greater => valence * 1.5,
    }
}

/// The rule of "but" as it is meant: each valence by its own place.
pub(super) fn contrast(valences: &mut [(u32, f64)], but: usize) {
    for (position, valence) in valences {
        *valence = contrasted(*valence, *position, but);
    }
}

/// The rule of "but" as the package has it: for each valence in turn, the *first* place that holds an equal one is
/// changed. `valences` are the non-zero ones in order of position; zeros change nothing.
pub(super) fn contrast_exact(valences: &mut [(u32, f64)], but: usize) {
    if valences.len() <= FEW {
        for turn in 0..valences.len() {
            let sought = valences[turn].1;
            if let Some((position, valence)) =
                valences.iter_mut().find(|(_, valence)| *valence == sought)
            {
                *valence = contrasted(*valence, *position, but);
            }
        }
    } else {
        contrast_exact_many(valences, but);
    }
}

/// As the search, in n log n: for each value the places up to the present turn that hold it, first place first.
fn contrast_exact_many(valences: &mut [(u32, f64)], but: usize) {
    let mut places: HashMap<u64, BinaryHeap<Reverse<usize>>> = HashMap::new();
    for turn in 0..valences.len() {
        let holders = places.entry(valences[turn].1.to_bits()).or_default();
        holders.push(Reverse(turn));
        if let Some(Reverse(first)) = holders.pop() {
            let (position, valence) = &mut valences[first];
            *valence = contrasted(*valence, *position, but);
            places
                .entry(valence.to_bits())
                .or_default()
                .push(Reverse(first));
        }
    }
}

/// What exclamation and question marks add to the strength of a text.
pub(super) fn emphasis(exclamations: usize, questions: usize) -> f64 {
    let asked = match questions {
        0 | 1 => 0.0,
        2 | 3 => questions as f64 * 0.18,
        _ => 0.96,
    };
    exclamations.min(4) as f64 * 0.292 + asked
}

/// The compound score: the emphasised sum of the valences, brought to −1 to +1, four decimals.
pub(super) fn compound(valences: &[(u32, f64)], emphasis: f64) -> f64 {
    if valences.is_empty() {
        return 0.0;
    }
    let mut sum = valences.iter().fold(0.0, |sum, (_, valence)| sum + valence);
    if sum > 0.0 {
        sum += emphasis;
    } else if sum < 0.0 {
        sum -= emphasis;
    }
    round((sum / (sum * sum + ALPHA).sqrt()).clamp(-1.0, 1.0), 4)
}

/// All four numbers of a text of `words` words.
pub(super) fn polarity(valences: &[(u32, f64)], words: usize, emphasis: f64) -> Polarity {
    if words == 0 {
        return Polarity::default();
    }
    let (mut positive, mut negative, mut charged) = (0.0, 0.0, 0);
    for &(_, valence) in valences {
        if valence > 0.0 {
            positive += valence + 1.0;
            charged += 1;
        } else if valence < 0.0 {
            negative += valence - 1.0;
            charged += 1;
        }
    }
    let neutral = (words - charged) as f64;
    if positive > f64::abs(negative) {
        positive += emphasis;
    } else if positive < f64::abs(negative) {
        negative -= emphasis;
    }
    let total = positive + negative.abs() + neutral;
    let share = |part: f64| round((part / total).abs(), 3);
    Polarity {
        neg: share(negative),
        neu: share(neutral),
        pos: share(positive),
        compound: compound(valences, emphasis),
    }
}

/// Python's `round(x, decimals)` for |x| ≤ 1: the exact binary value, correctly rounded, ties to even.
pub(super) fn round(x: f64, decimals: usize) -> f64 {
    let scale = if decimals == 3 { 1e3 } else { 1e4 };
    let scaled = x * scale;
    // The product is off by less than 1e-12: away from a tie, its nearest integer is the right one.
    if (scaled.abs().fract() - 0.5).abs() > 1e-9 {
        return scaled.round() / scale;
    }
    format!("{x:.decimals$}").parse().unwrap_or(x)
}
