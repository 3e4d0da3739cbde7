//! Speed of reading events, beside that of tokenizing the same text, and whether it grows with the text only.
//!
//! Prints nanoseconds per word for text full of events, for essays and for text with few events, for a first pass (the
//! vocabulary is new) and a second one, what reading events costs beside tokenizing, and the ratio of a text ten times as
//! long (10 is linear).

use detente::{
    language::Language, relations::Relations, tokenize::Tokenizer, vocabulary::Vocabulary,
};
use std::hint::black_box;
use std::time::Instant;

const EVENTS: &str = "The two governments signed a peace treaty on Monday, although tension along the border remained high. \
    Moscow suspended the talks after the army had shelled a village, and the union threatened new sanctions. \
    The rebels released forty prisoners and agreed to resume negotiations with the president. ";
const PLAIN: &str = "The river is broad here, and the boats that go up to the market in the morning come back at noon. \
    In the old town the houses stand close together, and their doors are painted blue or green. ";

/// The essays of the tests: political prose, with its share of sentences that tell no event.
const ESSAYS: &str = concat!(
    include_str!("../tests/data/essays/conflictual.txt"),
    include_str!("../tests/data/essays/cooperative.txt"),
    include_str!("../tests/data/essays/mixed.txt"),
);

fn main() {
    let relations = Relations::builtin();
    println!(
        "{:<22}{:>12}{:>12}{:>12}{:>12}{:>15}{:>11}",
        "ns per word",
        "tokens 1st",
        "events 1st",
        "tokens 2nd",
        "events 2nd",
        "events/tokens",
        "10x takes"
    );
    for (name, text) in [
        ("events everywhere", EVENTS),
        ("essays", ESSAYS),
        ("few events", PLAIN),
    ] {
        let times = 1_000_000 / text.len();
        let (small, large) = (text.repeat(times / 10), text.repeat(times / 10 * 10));
        let (a, b) = (measure(&relations, &small), measure(&relations, &large));
        let words = large.split_whitespace().count() as f64;
        print!("{name:<22}");
        for time in b {
            print!("{:>12.0}", time * 1e9 / words);
        }
        println!("{:>14.2}x{:>10.1}x", b[3] / b[2], b[3] / a[3]);
    }
    let endless = "the army attacked the town and the government signed a treaty ".repeat(20_000);
    let time = measure(&relations, &endless)[3] * 1e9 / endless.split_whitespace().count() as f64;
    println!("one sentence of a quarter of a million words: {time:.0} ns per word");
}

/// Seconds for tokens and events, first with a new vocabulary, then with a known one; the best of five.
fn measure(relations: &Relations, text: &str) -> [f64; 4] {
    let mut best = [f64::INFINITY; 4];
    for _ in 0..5 {
        let mut vocabulary = Vocabulary::new(Language::English);
        let mut state = relations.state();
        for pass in [0, 2] {
            let start = Instant::now();
            let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
            best[pass] = start.elapsed().as_secs_f64().min(best[pass]);
            let start = Instant::now();
            black_box(relations.find(text, &tokens, &vocabulary, &mut state));
            best[pass + 1] = start.elapsed().as_secs_f64().min(best[pass + 1]);
        }
    }
    best
}
