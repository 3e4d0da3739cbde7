//! Sentiment: any text, and any table of valences.

use super::{assert_within, first_line, text};
use detente::sentiment::{Polarity, Vader, VaderMode};
use std::sync::LazyLock;

static ENGINES: LazyLock<[Vader; 2]> =
    LazyLock::new(|| [VaderMode::Exact, VaderMode::Corrected].map(Vader::new));

/// Scores of a text are finite and in their ranges, and need no memory of other texts.
pub fn vader(data: &[u8]) {
    let text = text(data);
    for engine in &*ENGINES {
        let mut state = engine.state();
        let polarity = engine.polarity_with(&text, &mut state);
        sound(polarity);
        assert_eq!(polarity, engine.polarity_with(&text, &mut state));
        assert_eq!(polarity.compound, engine.compound(&text));
    }
}

/// A table of valences of any content is refused, or used. Its first line is the text to score.
pub fn vader_table(data: &[u8]) {
    let (text, table) = first_line(data);
    // Without the thousands of emoji that are always the same.
    let own = Vader::builder().emoji::<&str, &str>([]).lexicon_tsv(&table);
    if let Ok(engine) = own.and_then(|builder| builder.build()) {
        sound(engine.polarity_scores(&text));
    }
}

fn sound(polarity: Polarity) {
    assert_within(polarity.compound, -1.0, 1.0);
    let shares = [polarity.neg, polarity.neu, polarity.pos];
    shares
        .iter()
        .for_each(|&share| assert_within(share, 0.0, 1.0));
    let total: f64 = shares.iter().sum();
    assert!(total == 0.0 || (total - 1.0).abs() < 0.0021, "{polarity:?}");
}
