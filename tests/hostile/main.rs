//! Every target over its seeds and over mutations of them: the short run, with nothing but stable Rust.
//!
//! `make fuzz` runs the same targets under libFuzzer for as long as one likes. What it finds becomes a file in
//! `seeds/TARGET`, named after the defect, and is read here ever after. `ROUNDS=100000 cargo test --release --test
//! hostile` mutates for longer.

mod targets;

use detente::relations::bootstrap::SplitMix64;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use targets::{TARGETS, Target};

/// Mutated inputs for each target, unless `ROUNDS` says otherwise.
const ROUNDS: u64 = 200;

/// The longest input, in bytes.
const LONGEST: usize = 4096;

/// Pieces that rules of text hang on.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\0",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{200d}",
    "\u{301}",
    "\u{fffd}",
    "\u{1f1e6}",
    "\u{1f468}\u{200d}\u{1f469}",
    "İ",
    "ß",
    "Σ",
    "’",
    "“",
    "”",
    "—",
    "…",
    ".",
    "?!",
    "...",
    ",",
    ":",
    ";",
    "'",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#",
    "# ",
    "## ",
    "- ",
    "* ",
    "*",
    "1. ",
    "IV. ",
    "> ",
    "```",
    "---",
    "===",
    "|",
    "\\",
    "/",
    "<",
    "</",
    "&amp;",
    "&",
    "%",
    "@",
    "_",
    "~2 ",
    "..3 ",
    "!",
    "case:",
    "regex:",
    "stem:",
    "1e999",
    "-1",
    "0",
    "NaN",
    "\u{d7ff}",
    "Dr. ",
    "U.S. ",
    "not ",
    "war",
    "treaty ",
    "signed ",
    "ended ",
    "without ",
];

#[test]
fn words() {
    run("words");
}

#[test]
fn sentences() {
    run("sentences");
}

#[test]
fn outline() {
    run("outline");
}

#[test]
fn markdown() {
    run("markdown");
}

#[test]
fn lexicon_files() {
    run("lexicon_files");
}

#[test]
fn matcher() {
    run("matcher");
}

#[test]
fn relations() {
    run("relations");
}

#[test]
fn relations_lexicon() {
    run("relations_lexicon");
}

#[test]
fn vader() {
    run("vader");
}

#[test]
fn vader_table() {
    run("vader_table");
}

#[test]
fn analysis() {
    run("analysis");
}

#[test]
fn every_target_has_seeds_and_a_fuzz_target() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (name, _) in TARGETS {
        assert!(!seeds(name).is_empty(), "{name}");
        let under_libfuzzer = here.join(format!("fuzz/fuzz_targets/{name}.rs"));
        // The packaged crate has no fuzz project.
        assert!(
            under_libfuzzer.is_file() || !here.join("fuzz").exists(),
            "{name}"
        );
    }
}

fn run(name: &str) {
    let (_, target) = TARGETS
        .iter()
        .find(|(known, _)| *known == name)
        .expect("a target");
    let seeds = seeds(name);
    for seed in &seeds {
        hold(name, *target, seed);
    }
    let rounds = std::env::var("ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok());
    for round in 0..rounds.unwrap_or(ROUNDS) {
        let mut random = SplitMix64::stream(20, round);
        hold(name, *target, &mutated(&seeds, &mut random));
    }
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/hostile/seeds")
        .join(name);
    let entries = std::fs::read_dir(&folder).expect("a folder of seeds");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).expect("a seed"))
        .collect()
}

/// Runs a target, and says how to keep the input if it breaks a promise.
fn hold(name: &str, target: Target, data: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| target(data))).is_err() {
        let path = std::env::temp_dir().join(format!("{name}-{}.seed", std::process::id()));
        std::fs::write(&path, data).expect("a file for the input");
        panic!(
            "{name} breaks a promise for {:?}: mend it, and keep {} in tests/hostile/seeds/{name}",
            data.escape_ascii().to_string(),
            path.display()
        );
    }
}

/// A seed with one to eight changes.
fn mutated(seeds: &[Vec<u8>], random: &mut SplitMix64) -> Vec<u8> {
    let mut data = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(8) {
        let at = random.below(data.len() + 1);
        let end = (at + random.below(40)).min(data.len());
        match random.below(7) {
            0 => data.truncate(at),
            1 => drop(data.drain(at..end)),
            2 => data[at..end].reverse(),
            3 => data[at..end]
                .iter_mut()
                .for_each(|byte| *byte ^= 1 << random.below(8)),
            4 => {
                let copy = data[at..end].repeat(1 + random.below(6));
                data.splice(at..at, copy);
            }
            5 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let piece = &other[from..(from + random.below(80)).min(other.len())];
                data.splice(at..at, piece.iter().copied());
            }
            _ => drop(data.splice(
                at..end.min(at + 4),
                PIECES[random.below(PIECES.len())].bytes(),
            )),
        }
        data.truncate(LONGEST);
    }
    data
}
