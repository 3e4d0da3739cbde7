//! Numbers counted, and given back in rising order without being sorted.

/// How often each of some numbers was met.
///
/// A bit of the lowest level stands for a number, and one of a higher level for 64 bits of the level below: what was
/// met is found from above, in rising order, with hardly a look at what was not.
#[derive(Debug)]
pub(super) struct Tally {
    counts: Vec<u32>,
    low: Vec<u64>,
    middle: Vec<u64>,
    high: Vec<u64>,
}

impl Tally {
    /// A tally of numbers below `bound`.
    pub fn new(bound: usize) -> Self {
        let level = |bits: usize| vec![0; bound.div_ceil(1 << bits)];
        Self {
            counts: vec![0; bound],
            low: level(6),
            middle: level(12),
            high: level(18),
        }
    }

    /// Counts a number.
    #[inline]
    pub fn add(&mut self, number: u32) {
        let at = number as usize;
        self.counts[at] = self.counts[at].saturating_add(1);
        self.low[at >> 6] |= 1 << (at & 63);
        self.middle[at >> 12] |= 1 << (at >> 6 & 63);
        self.high[at >> 18] |= 1 << (at >> 12 & 63);
    }

    /// Hands out the numbers with their counts, in rising order, and forgets them.
    pub fn drain(&mut self, mut take: impl FnMut(u32, u32)) {
        for (at, high) in self.high.iter_mut().enumerate() {
            for at in ones(at, high) {
                for at in ones(at, &mut self.middle[at]) {
                    for at in ones(at, &mut self.low[at]) {
                        take(at as u32, std::mem::take(&mut self.counts[at]));
                    }
                }
            }
        }
    }
}

/// The numbers that the bits stand for, which are taken out; they are the bits at the place `at` of their level.
fn ones(at: usize, bits: &mut u64) -> impl Iterator<Item = usize> {
    let mut bits = std::mem::take(bits);
    std::iter::from_fn(move || {
        let bit = bits.trailing_zeros() as usize;
        (bits != 0).then(|| {
            bits &= bits - 1;
            at << 6 | bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn numbers_come_back_in_rising_order_with_their_counts(
            rounds in prop::collection::vec(prop::collection::vec(0..600_000_u32, 0..40), 1..4),
        ) {
            let mut tally = Tally::new(600_000);
            for numbers in rounds {
                let mut expected = BTreeMap::new();
                for number in numbers {
                    tally.add(number);
                    *expected.entry(number).or_insert(0) += 1;
                }
                let mut found = Vec::new();
                tally.drain(|number, count| found.push((number, count)));
                prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
            }
        }
    }
}
