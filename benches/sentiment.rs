//! Speed of the VADER engine: `cargo bench --bench sentiment`.
//!
//! Prints megabytes of text per second on short texts, on sentences and on documents of growing length, and, where
//! `python3` (or the interpreter named in `PYTHON`) can import `vaderSentiment`, the ratio to that package on the same
//! texts in the same run. Texts are made up: running English with a long tail of rare words.

use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use detente::sentiment::{Vader, VaderMode};

/// Sentences whose words make up the common part of the texts.
const SENTENCES: &str = "The two governments agreed on Monday to resume talks, but neither side was very hopeful. \
    Critics say that the sanctions have not achieved what was promised; others call them a qualified success. \
    It is, without doubt, the worst crisis in the history of the alliance! Will they ever trust each other again? \
    A senior diplomat described the meeting as \"constructive\" and the mood as really good. Trade between them \
    grew by a third in ten years, and with it the fear of dependence. The committee found no evidence of fraud. \
    We argue that cooperation under anarchy is fragile, and that institutions help states to keep their promises. \
    The army denied that it had attacked the village. Thousands fled; many lost everything. The new law protects \
    refugees and is widely seen as an improvement. Nobody won the war, and both peoples paid a terrible price for it.";

/// Code that times the package over lines of JSON strings on its standard input, in processor time: on a busy machine
/// wall time would be unfair to it, whose single pass is long.
const PACKAGE: &str = "
import json, sys, time
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
analyzer = SentimentIntensityAnalyzer()
texts = [json.loads(line) for line in sys.stdin]
best = 1e9
for _ in range(3):
    start = time.process_time()
    total = sum(analyzer.polarity_scores(text)['compound'] for text in texts)
    best = min(best, time.process_time() - start)
print(best, repr(total))
";

/// Made-up running text, the same in every run.
struct Writer {
    random: u64,
    words: Vec<String>,
}

impl Writer {
    fn new() -> Self {
        let mut writer = Self {
            random: 7,
            words: Vec::new(),
        };
        writer.words = SENTENCES.split_whitespace().map(str::to_owned).collect();
        for _ in 0..20_000 {
            let syllables = 1 + writer.below(4);
            let rare = (0..syllables)
                .map(|_| ["con", "ti", "ra", "mel", "so", "ne"][writer.below(6)])
                .collect();
            writer.words.push(rare);
        }
        writer
    }

    fn below(&mut self, bound: usize) -> usize {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.random >> 33) as usize) % bound
    }

    /// A text of about `bytes` bytes, nine words in ten common ones.
    fn text(&mut self, bytes: usize) -> String {
        let common = SENTENCES.split_whitespace().count();
        let mut text = String::with_capacity(bytes + 16);
        while text.len() < bytes {
            let word = if self.below(10) > 0 {
                self.below(common)
            } else {
                self.below(self.words.len())
            };
            text.push_str(&self.words[word]);
            text.push(' ');
        }
        text
    }
}

fn main() {
    let mut writer = Writer::new();
    let engines = [
        Vader::new(VaderMode::Exact),
        Vader::new(VaderMode::Corrected),
        Vader::political(),
    ];
    println!("Megabytes per second, one thread; the ratio is of exact mode to the package.");
    println!(
        "{:<20}{:>10}{:>12}{:>12}{:>10}{:>8}",
        "texts", "exact", "corrected", "political", "package", "ratio"
    );
    for (name, bytes, count) in [
        ("short texts, 100 B", 100, 5_000),
        ("sentences, 150 B", 150, 3_000),
        ("pages, 5 kB", 5_000, 100),
        ("essays, 20 kB", 20_000, 20),
        ("books, 1 MB", 1_000_000, 1),
    ] {
        let texts: Vec<String> = (0..count).map(|_| writer.text(bytes)).collect();
        let size = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
        let [exact, corrected, political] = engines.each_ref().map(|engine| run(engine, &texts));
        print!(
            "{name:<20}{:>10.0}{:>12.0}{:>12.0}",
            size / exact.0,
            size / corrected.0,
            size / political.0
        );
        // The package is quadratic: a megabyte would take it minutes.
        let package = if bytes <= 20_000 {
            package(&texts)
        } else {
            None
        };
        if let Some((seconds, sum)) = package {
            assert!(
                (sum - exact.1).abs() < 1e-6,
                "the scores differ: {sum} and {}",
                exact.1
            );
            print!("{:>10.2}{:>7.0}x", size / seconds, seconds / exact.0);
        }
        println!();
    }
}

/// Seconds for one pass over the texts (the best of many), with the sum of their compounds.
fn run(vader: &Vader, texts: &[String]) -> (f64, f64) {
    let mut state = vader.state();
    let mut best = Duration::MAX;
    let mut sum = 0.0;
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_millis(600) {
        let start = Instant::now();
        sum = texts
            .iter()
            .map(|text| vader.compound_with(black_box(text), &mut state))
            .sum();
        best = best.min(start.elapsed());
    }
    (best.as_secs_f64(), black_box(sum))
}

/// Seconds that the package needs for the texts, with the sum of its compounds; `None` if it is not installed.
fn package(texts: &[String]) -> Option<(f64, f64)> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(python)
        .args(["-c", PACKAGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let lines: Vec<String> = texts
        .iter()
        .filter_map(|text| serde_json::to_string(text).ok())
        .collect();
    // If the import fails the pipe is closed early: no timing then.
    let written = child
        .stdin
        .take()?
        .write_all((lines.join("\n") + "\n").as_bytes());
    let output = child.wait_with_output().ok()?;
    written.ok()?;
    let printed = String::from_utf8(output.stdout).ok()?;
    let mut numbers = printed
        .split_whitespace()
        .filter_map(|number| number.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}
