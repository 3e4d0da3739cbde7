//! Speed of counting terms, in MB of text a second: `cargo bench --bench terms`.
//!
//! The texts are made up: words drawn by Zipf's law from a made-up vocabulary, in sentences and documents of usual
//! length. All figures come from one run, so that their ratios hold on any machine.

use detente::terms::counts::{Counter, WordRule, count_in};
use detente::terms::options::TermOptions;
use detente::terms::{diversity, sequence::Corpus};
use std::fmt::Write;
use std::time::Instant;

/// A linear congruential generator (Knuth's MMIX constants): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() * n as f64) as usize
    }
}

fn vocabulary(random: &mut Random, size: usize) -> Vec<String> {
    let syllables = [
        "pa", "con", "ti", "ra", "men", "de", "lo", "ver", "su", "ni", "tal", "ge",
    ];
    (0..size)
        .map(|rank| {
            let length = 1 + (rank > 40) as usize + random.below(3);
            (0..length)
                .map(|_| syllables[random.below(syllables.len())])
                .collect()
        })
        .collect()
}

fn documents(n: usize, words: usize) -> Vec<String> {
    let mut random = Random(1991);
    let vocabulary = vocabulary(&mut random, 40_000);
    let document = |random: &mut Random| {
        let mut text = String::new();
        for at in 0..words {
            // Zipf's law: the logarithm of the rank is uniform.
            let rank = (vocabulary.len() as f64).powf(random.next()) as usize - 1;
            let word = &vocabulary[rank];
            let end = if at % 19 == 18 {
                ". "
            } else if at % 7 == 6 {
                ", "
            } else {
                " "
            };
            let _ = write!(text, "{word}{end}");
        }
        text
    };
    (0..n).map(|_| document(&mut random)).collect()
}

/// The best of three runs, in MB a second.
fn speed(texts: &[String], mut run: impl FnMut()) -> f64 {
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let time = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    let best = (0..3).map(|_| time(&mut run)).fold(f64::INFINITY, f64::min);
    megabytes / best
}

fn counting(texts: &[String], options: &TermOptions, rule: &WordRule) -> f64 {
    speed(texts, || {
        let mut counter = Counter::new(options.clone(), rule.clone()).expect("sound options");
        for text in texts {
            counter.push(text).expect("a short text");
        }
        std::hint::black_box(counter.finish());
    })
}

fn main() {
    let texts = documents(10_000, 400);
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} documents, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    let words = TermOptions::default();
    let pairs = TermOptions {
        ngrams: 1..=2,
        ..TermOptions::default()
    };
    let runs = WordRule::Runs { min_chars: 2 };
    println!(
        "runs, words:    {:7.1} MB/s",
        counting(&texts, &words, &runs)
    );
    println!(
        "runs, pairs:    {:7.1} MB/s",
        counting(&texts, &pairs, &runs)
    );
    let one = counting(&texts, &words, &WordRule::Tokens);
    println!("tokens, words:  {one:7.1} MB/s");
    println!(
        "tokens, pairs:  {:7.1} MB/s",
        counting(&texts, &pairs, &WordRule::Tokens)
    );
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("a pool");
    let two = speed(&texts, || {
        std::hint::black_box(
            count_in(&pool, &texts, &words, &WordRule::Tokens).expect("sound options"),
        );
    });
    println!(
        "tokens, words, two threads: {two:7.1} MB/s ({:.2} of one)",
        two / one
    );
    let corpus = Corpus::read(&texts, &words).expect("sound options");
    let measured = speed(&texts, || {
        for document in 0..corpus.len() {
            let words: Vec<u32> = corpus.words(document).collect();
            std::hint::black_box(diversity::diversity(&words, &Default::default()));
        }
    });
    println!("diversity:      {measured:7.1} MB/s");
}
