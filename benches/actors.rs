//! Speed of actors, dates and the bootstrap beside tokenizing: `cargo bench --bench actors`.
//!
//! Prints, for the sample essays repeated to about 1, 4 and 16 MB, the seconds of tokenizing and the ratio of each other
//! step to it. The ratios should not grow with the text.

use std::hint::black_box;
use std::time::Instant;

use detente::language::Language;
use detente::relations::Relations;
use detente::relations::actors::Actors;
use detente::relations::bootstrap::{Bootstrap, sentence_tallies};
use detente::relations::dyads::link;
use detente::relations::timeline::{DatesState, dates};
use detente::tokenize::Tokenizer;
use detente::vocabulary::Vocabulary;

const ESSAYS: &str = concat!(
    include_str!("../tests/data/essays/cooperative.txt"),
    include_str!("../tests/data/essays/conflictual.txt"),
    include_str!("../tests/data/essays/mixed.txt"),
);

/// The best of three runs, in seconds, and the result of the first.
fn timed<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut run = || {
        let start = Instant::now();
        let result = black_box(work());
        (start.elapsed().as_secs_f64(), result)
    };
    let (first, result) = run();
    let best = first.min(run().0).min(run().0);
    (best, result)
}

fn main() {
    let (load, _) = timed(|| {
        Actors::from_text(
            include_str!("../src/relations/data/actors.tsv"),
            "actors.tsv",
        )
    });
    println!("compiling the table of actors: {:.1} ms", 1e3 * load);
    println!(
        "{:>6} {:>12} {:>8} {:>8} {:>8} {:>10}",
        "MB", "tokenize s", "actors", "dates", "dyads", "bootstrap"
    );
    let (actors, relations) = (Actors::builtin(), Relations::builtin());
    for megabytes in [1, 4, 16] {
        let text = ESSAYS.repeat(megabytes * 1_000_000 / ESSAYS.len());
        let mut vocabulary = Vocabulary::new(Language::English);
        let (tokenizing, tokens) = timed(|| Tokenizer::default().tokenize(&text, &mut vocabulary));
        let mut state = actors.state();
        let (finding, mentions) = timed(|| actors.find(&text, &tokens, &vocabulary, &mut state));
        let mut state = DatesState::default();
        let (dating, _) = timed(|| dates(&tokens, &vocabulary, &mut state));
        let matches = relations.find(&text, &tokens, &vocabulary, &mut relations.state());
        let (linking, _) = timed(|| link(&matches, &mentions, &tokens, &vocabulary));
        let bootstrap = Bootstrap {
            replicates: 100,
            ..Bootstrap::default()
        };
        let (drawing, _) = timed(|| bootstrap.intervals(&sentence_tallies(&matches, &tokens)));
        let ratio = |seconds: f64| seconds / tokenizing;
        println!(
            "{:>6.1} {tokenizing:>12.4} {:>8.2} {:>8.2} {:>8.2} {:>10.2}",
            text.len() as f64 / 1e6,
            ratio(finding),
            ratio(dating),
            ratio(linking),
            ratio(drawing),
        );
    }
}
