use super::*;
use crate::language::Language;
use crate::relations::measures::tests::plain;
use crate::tokenize::Tokenizer;
use crate::vocabulary::Vocabulary;
use proptest::prelude::*;

fn sentence(weights: &[f64]) -> Tally {
    let matches: Vec<Match> = weights.iter().map(|&w| plain(0, w)).collect();
    Tally::of(&matches, 20)
}

fn quick(seed: u64, block: usize) -> Bootstrap {
    Bootstrap {
        replicates: 200,
        block,
        seed,
        ..Bootstrap::default()
    }
}

fn texts() -> impl Strategy<Value = Vec<Tally>> {
    let weights = prop::collection::vec((-80i32..=80).prop_map(|w| f64::from(w) / 8.0), 0..3);
    prop::collection::vec(weights.prop_map(|w| sentence(&w)), 0..15)
}

#[test]
fn sentences_are_tallied_with_their_words() {
    let mut vocabulary = Vocabulary::new(Language::English);
    let text = "Paris and Rome agreed, at last. Then they quarrelled.";
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    let matches = [plain(0, 6.0), plain(1, -2.0), plain(1, -5.0), plain(9, 4.0)];
    let tallies = sentence_tallies(&matches, &tokens);
    assert_eq!(tallies.len(), 2);
    assert_eq!((tallies[0].cooperation(), tallies[0].n_words), (1, 6));
    assert_eq!(
        (tallies[1].conflict(), tallies[1].n_words, tallies[1].net),
        (2, 3, -7.0)
    );
}

#[test]
fn nothing_to_draw_from_gives_no_interval() {
    let bootstrap = Bootstrap::default();
    assert_eq!(bootstrap.intervals(&[]), Intervals::default());
    assert_eq!(
        bootstrap.intervals(&[sentence(&[5.0])]),
        Intervals::default()
    );
    let none = Bootstrap {
        replicates: 0,
        ..bootstrap
    };
    assert_eq!(
        none.intervals(&[sentence(&[5.0]), sentence(&[])]),
        Intervals::default()
    );
    let silent = bootstrap.intervals(&[sentence(&[]), sentence(&[])]);
    assert_eq!(
        (silent.balance, silent.logit, silent.intensity),
        (None, None, None)
    );
    assert_eq!(
        silent.net_per_1000.map(|e| (e.low, e.high)),
        Some((0.0, 0.0))
    );
}

#[test]
fn the_seed_decides_the_draws() {
    let text: Vec<Tally> = (0..30)
        .map(|i| sentence(&[if i % 3 == 0 { -4.0 } else { f64::from(i) / 4.0 }]))
        .collect();
    assert_eq!(quick(7, 3).intervals(&text), quick(7, 3).intervals(&text));
    assert_ne!(quick(7, 3).intervals(&text), quick(8, 3).intervals(&text));
}

#[test]
fn long_blocks_widen_the_interval_of_a_clustered_text() {
    // 20 cooperative sentences, then 20 conflictual ones.
    let text: Vec<Tally> = (0..40)
        .map(|i| sentence(&[if i < 20 { 4.0 } else { -4.0 }]))
        .collect();
    let width = |block| {
        let estimate = quick(1, block).intervals(&text).balance.unwrap();
        estimate.high - estimate.low
    };
    assert!(width(10) > 1.5 * width(1));
}

#[test]
fn plain_bootstrap_comes_near_the_textbook_interval() {
    // A share of 0.75 in 100 independent sentences: ±1.96 √(0.75 · 0.25 / 100), on the scale of the balance twice that.
    let text: Vec<Tally> = (0..100)
        .map(|i| sentence(&[if i % 4 == 0 { -2.0 } else { 2.0 }]))
        .collect();
    let bootstrap = Bootstrap {
        replicates: 2000,
        block: 1,
        ..Bootstrap::default()
    };
    let balance = bootstrap.intervals(&text).balance.unwrap();
    assert_eq!((balance.estimate, balance.replicates), (0.5, 2000));
    assert!((balance.low - (0.5 - 0.17)).abs() < 0.03, "{balance:?}");
    assert!((balance.high - (0.5 + 0.17)).abs() < 0.03, "{balance:?}");
}

#[test]
fn draws_are_even_and_in_range() {
    let mut random = SplitMix64::stream(3, 14);
    let mut counts = [0; 10];
    for _ in 0..10_000 {
        counts[random.below(10)] += 1;
    }
    assert!(counts.iter().all(|c| (850..1150).contains(c)), "{counts:?}");
    assert_eq!(random.below(0), 0);
}

#[test]
fn quantiles_are_linear_between_neighbours() {
    assert_eq!(quantile(&[], 0.5), None);
    assert_eq!(quantile(&[1.0], f64::NAN), None);
    assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.5), Some(2.0));
    assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), Some(3.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn intervals_hold_their_estimate_and_stay_in_range(text in texts(), seed: u64, block in 0usize..20) {
        let intervals = quick(seed, block).intervals(&text);
        let all = [intervals.balance, intervals.logit, intervals.intensity, intervals.net_per_1000];
        for estimate in all.into_iter().flatten() {
            prop_assert!(estimate.low <= estimate.estimate && estimate.estimate <= estimate.high);
            prop_assert!(estimate.replicates <= 200);
        }
        if let Some(balance) = intervals.balance {
            prop_assert!(-1.0 <= balance.low && balance.high <= 1.0);
        }
    }

    #[test]
    fn a_text_differs_from_itself_by_nothing(text in texts(), seed: u64) {
        let differences = quick(seed, 1).differences(&text, &text);
        if let Some(balance) = differences.balance {
            prop_assert_eq!(balance.estimate, 0.0);
            prop_assert!(balance.low <= 0.0 && 0.0 <= balance.high);
        }
    }
}
