//! Lexicon lookup: bytes per second, and what the size of the lexicon costs.
//!
//! `cargo bench --bench lexicon`. All figures are of one run on one thread, the best of five; the ratios are what counts.
//! The texts are generated: Zipf-distributed words, of which every lexicon below finds some.

use detente::language::Language;
use detente::lexicon::{Entry, Format, Lexicon, MatchOptions, Negation, Overlap};
use detente::tokenize::{Tokenizer, Tokens};
use detente::vocabulary::Vocabulary;
use std::hint::black_box;
use std::time::Instant;

const NESTED: &str = r#"
cooperation:
  verbal: [agree, agreed, agreement*, "sign* treaty", treaty, "common ground", "support*", welcome*]
  material: ["joint *", "work* together", "join* * forces", collaborat*, cooperat*, aid, "provid* * assistance"]
conflict:
  verbal: [accus*, condemn*, "accusations of *", blame*, threat*, "pose* * threat", warn*]
  material: [war, wars, "cold war", invad*, attack*, "military force", sanction*, "suspend* * cooperation"]
actors: ["united states", "united states of america", "u.s.", america, american*, "north * *"]
"#;

/// Words that the nested lexicon matches, strewn among the made-up ones.
const KNOWN: [&str; 12] = [
    "agreement",
    "treaty",
    "joint",
    "forces",
    "support",
    "war",
    "cold",
    "threats",
    "united",
    "states",
    "aid",
    "attack",
];

/// A small generator (SplitMix64): the bench needs the same texts every time, no dependency.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A rank below `n`, small ranks more often, about as 1/rank.
    fn zipf(&mut self, n: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64).powf(unit) as usize).min(n - 1)
    }
}

fn words(random: &mut Random) -> Vec<String> {
    let syllables = [
        "ba", "ke", "mo", "tri", "sul", "ven", "dor", "pla", "qui", "zen", "ra", "ni",
    ];
    let word = |random: &mut Random| {
        let length = 1 + random.next() as usize % 4;
        (0..length)
            .map(|_| syllables[random.next() as usize % syllables.len()])
            .collect::<String>()
    };
    (0..20_000)
        .map(|rank| {
            if rank % 40 == 7 {
                KNOWN[rank / 40 % KNOWN.len()].to_owned()
            } else {
                word(random)
            }
        })
        .collect()
}

fn text(words: &[String], random: &mut Random, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 16);
    while text.len() < bytes {
        let length = 8 + random.next() % 20;
        for at in 0..length {
            text.push_str(&words[random.zipf(words.len())]);
            text.push_str(if at + 1 == length {
                ". "
            } else if random.next().is_multiple_of(11) {
                ", "
            } else {
                " "
            });
        }
    }
    text
}

/// A lexicon of `n` phrases of two or three words. The hundred commonest words begin them all, so that a text begins
/// equally many readings whatever the size; only the first hundred phrases can end in the texts.
fn phrases(n: usize, words: &[String]) -> Lexicon {
    let mut random = Random(11);
    let entry = |at: usize| {
        let mut parts = vec![words[at % 100].clone()];
        if at % 2 == 1 {
            parts.push(words[random.zipf(words.len())].clone());
        }
        let last = words[random.zipf(words.len())].clone();
        parts.push(if at < 100 { last } else { format!("never{at}") });
        Entry::glob(parts.join(" "))
    };
    let entries = (0..n).map(entry).collect();
    Lexicon::from_map("phrases", [("a", entries)]).expect("entries are well-formed")
}

/// Bytes per second of the best of five runs, and the number of matches.
fn rate(
    lexicon: &Lexicon,
    options: &MatchOptions,
    corpus: &[Tokens],
    vocabulary: &Vocabulary,
    bytes: usize,
) -> (f64, usize) {
    let matcher = lexicon.compile(options).expect("the lexicon compiles");
    let mut state = matcher.state();
    let mut run = || {
        let start = Instant::now();
        let found: usize = corpus
            .iter()
            .map(|tokens| black_box(matcher.find(tokens, vocabulary, &mut state)).len())
            .sum();
        (bytes as f64 / start.elapsed().as_secs_f64(), found)
    };
    (0..5)
        .map(|_| run())
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or_default()
}

fn main() {
    let mut random = Random(7);
    let words = words(&mut random);
    let texts: Vec<_> = (0..800)
        .map(|_| text(&words, &mut random, 12_000))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokenizer = Tokenizer::default();
    let start = Instant::now();
    let corpus: Vec<_> = texts
        .iter()
        .map(|text| tokenizer.tokenize(text, &mut vocabulary))
        .collect();
    let tokens = bytes as f64 / start.elapsed().as_secs_f64();
    println!(
        "{:.1} MB, {} types; tokens: {:.0} MB/s",
        bytes as f64 / 1e6,
        vocabulary.len(),
        tokens / 1e6
    );

    let show = |name: &str, lexicon: &Lexicon, options: &MatchOptions| {
        let (rate, found) = rate(lexicon, options, &corpus, &vocabulary, bytes);
        println!(
            "{name:<34} {:>7} entries {found:>9} matches {:>8.0} MB/s",
            lexicon.entries().len(),
            rate / 1e6
        );
        rate
    };
    let nested =
        Lexicon::from_str("nested", NESTED, Format::Yaml).expect("the lexicon is well-formed");
    let options = MatchOptions::default();
    show("nested, longest", &nested, &options);
    show(
        "nested, key",
        &nested,
        &MatchOptions {
            overlap: Overlap::Key,
            ..options.clone()
        },
    );
    show(
        "nested, longest, negation",
        &nested,
        &MatchOptions {
            negation: Some(Negation::default()),
            ..options.clone()
        },
    );
    let few = show("phrases", &phrases(100, &words), &options);
    let many = show("phrases", &phrases(10_000, &words), &options);
    let more = show("phrases", &phrases(100_000, &words), &options);
    // What the size costs a user, who has to cut the text into words as well.
    let whole = |rate: f64| 1.0 / tokens + 1.0 / rate;
    println!(
        "tokens and lookup with 10,000 phrases take {:.2} times as long as with 100",
        whole(many) / whole(few)
    );
    println!(
        "10,000 phrases take {:.2} times as long as 100; 100,000 take {:.2} times",
        few / many,
        few / more
    );
}
