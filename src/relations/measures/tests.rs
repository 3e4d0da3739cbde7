use super::*;
use crate::span::Span;
use proptest::prelude::*;

/// A match of the given class and weight in the given sentence.
pub(crate) fn event(sentence: usize, quad: Quad, weight: f64) -> Match {
    Match {
        span: Span::new(0, 0),
        sentence,
        entry: "entry".into(),
        code: "010".into(),
        quad,
        base_weight: weight,
        weight,
        context: Default::default(),
    }
}

/// A match of a class that fits its weight.
pub(crate) fn plain(sentence: usize, weight: f64) -> Match {
    let quad = match weight {
        w if w >= 6.0 => Quad::MaterialCooperation,
        w if w > 0.0 => Quad::VerbalCooperation,
        w if w > -6.0 => Quad::VerbalConflict,
        _ => Quad::MaterialConflict,
    };
    event(sentence, quad, weight)
}

pub(crate) fn weights() -> impl Strategy<Value = Vec<f64>> {
    // Eighths add up without rounding, so that sums can be compared exactly.
    prop::collection::vec((-80i32..=80).prop_map(|w| f64::from(w) / 8.0), 0..40)
}

fn scores_of(weights: &[f64], n_words: usize) -> RelationScores {
    let matches: Vec<Match> = weights.iter().map(|&w| plain(0, w)).collect();
    RelationScores::from_matches(&matches, n_words)
}

#[test]
fn counts_by_the_sign_of_the_weight_and_the_class() {
    let matches = [
        event(0, Quad::VerbalCooperation, 2.0),
        event(0, Quad::MaterialCooperation, 7.0),
        // A class that its context did not turn: the weight decides.
        event(1, Quad::MaterialCooperation, -3.0),
        event(1, Quad::VerbalConflict, -4.0),
        event(1, Quad::MaterialConflict, -10.0),
    ];
    let scores = RelationScores::from_matches(&matches, 1000);
    assert_eq!((scores.cooperation, scores.conflict), (2, 3));
    assert_eq!(
        (scores.verbal_cooperation, scores.material_cooperation),
        (1, 1)
    );
    assert_eq!((scores.verbal_conflict, scores.material_conflict), (1, 2));
    assert_eq!((scores.net, scores.intensity), (-8.0, Some(-1.6)));
    assert_eq!(scores.cooperation_per_1000, Some(2.0));
}

#[test]
fn a_cancelled_match_and_a_weight_that_is_no_number_count_nowhere() {
    let scores = scores_of(&[0.0, f64::NAN, f64::INFINITY], 10);
    assert_eq!(scores.balance, None);
    assert_eq!(scores.net, 0.0);
}

#[test]
fn nothing_found_is_null_not_zero() {
    let scores = scores_of(&[], 0);
    assert_eq!(scores.net, 0.0);
    assert!(
        [scores.balance, scores.balance_low, scores.balance_high]
            .iter()
            .all(Option::is_none)
    );
    assert!(
        [scores.logit, scores.logit_se, scores.intensity]
            .iter()
            .all(Option::is_none)
    );
    assert_eq!(scores.cooperation_per_1000, None);
}

#[test]
fn figures_worked_by_hand() {
    let scores = scores_of(&[1.0, 1.0, 1.0, -1.0], 200);
    // ln(3.5 / 1.5), √(1/3.5 + 1/1.5)
    assert!((scores.logit.unwrap() - 0.847_298).abs() < 1e-6);
    assert!((scores.logit_se.unwrap() - 0.975_900).abs() < 1e-6);
    assert!((scores.balance_low.unwrap() + 0.487_468).abs() < 1e-6);
    assert!((scores.balance_high.unwrap() - 0.880_958).abs() < 1e-6);
}

#[test]
fn an_empty_side_closes_the_interval() {
    let scores = scores_of(&[1.0; 5], 200);
    assert_eq!(
        (scores.balance, scores.balance_high),
        (Some(1.0), Some(1.0))
    );
    assert!(scores.balance_low.unwrap() < 1.0);
    let scores = scores_of(&[-1.0], 200);
    assert_eq!(
        (scores.balance, scores.balance_low),
        (Some(-1.0), Some(-1.0))
    );
    assert!(scores.balance_high.unwrap() > 0.0);
}

#[test]
fn json_has_null_where_there_is_no_balance() {
    let json = serde_json::to_value(scores_of(&[], 5)).unwrap();
    assert!(json["balance"].is_null());
    assert_eq!(json["net"], 0.0);
}

#[test]
fn the_interval_holds_the_balance_for_all_small_counts() {
    for c in 0..60 {
        for k in 0..60 {
            let tally = Tally {
                verbal_cooperation: c,
                verbal_conflict: k,
                ..Tally::default()
            };
            let Some(balance) = tally.balance() else {
                continue;
            };
            let (low, high) = tally.balance_interval().unwrap();
            assert!(low <= balance && balance <= high, "{c} {k}");
            assert!(low < high && -1.0 <= low && high <= 1.0, "{c} {k}");
        }
    }
}

proptest! {
    #[test]
    fn measures_stay_in_their_ranges(weights in weights(), n_words in 0usize..2000) {
        let scores = scores_of(&weights, n_words);
        prop_assert_eq!(scores.balance.is_some(), scores.cooperation + scores.conflict > 0);
        if let Some(balance) = scores.balance {
            prop_assert!((-1.0..=1.0).contains(&balance));
            prop_assert!(scores.balance_low.unwrap() <= balance);
            prop_assert!(scores.balance_high.unwrap() >= balance);
            prop_assert_eq!(balance > 0.0, scores.logit.unwrap() > 0.0);
            prop_assert!((-10.0..=10.0).contains(&scores.intensity.unwrap()));
            prop_assert_eq!(scores.net > 0.0, scores.intensity.unwrap() > 0.0);
        }
        prop_assert_eq!(scores.cooperation, scores.verbal_cooperation + scores.material_cooperation);
        prop_assert_eq!(scores.conflict, scores.verbal_conflict + scores.material_conflict);
    }

    #[test]
    fn swapping_cooperation_and_conflict_turns_every_sign(weights in weights()) {
        let turned: Vec<f64> = weights.iter().map(|w| -w).collect();
        let (a, b) = (scores_of(&weights, 100), scores_of(&turned, 100));
        prop_assert_eq!(a.balance, b.balance.map(|x| -x));
        prop_assert_eq!(a.net, -b.net);
        prop_assert_eq!(a.intensity, b.intensity.map(|x| -x));
        prop_assert_eq!(a.cooperation_per_1000, b.conflict_per_1000);
        if let Some(logit) = a.logit {
            prop_assert!((logit + b.logit.unwrap()).abs() < 1e-12);
            prop_assert!((a.balance_low.unwrap() + b.balance_high.unwrap()).abs() < 1e-12);
            prop_assert_eq!(a.logit_se, b.logit_se);
        }
    }

    #[test]
    fn tallies_of_parts_add_up(weights in weights(), cut in 0usize..40, words in (0usize..500, 0usize..500)) {
        let cut = cut.min(weights.len());
        let (left, right) = weights.split_at(cut);
        let sum = scores_of(left, words.0).tally() + scores_of(right, words.1).tally();
        prop_assert_eq!(RelationScores::from(sum), scores_of(&weights, words.0 + words.1));
    }
}
