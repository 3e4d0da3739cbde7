//! Speed of the outline on texts of each layout, and whether it grows with the length of the text only.
//!
//! Prints megabytes per second, and the ratio of the time for a text ten times as long (10 is linear).

use detente::outline::{Outline, OutlineOptions};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SENTENCE: &str =
    "The ministers met twice in the spring, but the talks over the strait came to nothing. ";

/// A name, and a text of about so many bytes.
type Layout = (&'static str, fn(usize) -> String);

fn main() {
    let layouts: [Layout; 9] = [
        ("paragraphs", paragraphs),
        ("paragraphs, not ASCII", |n| {
            paragraphs(n).replace("spring", "printemps d’été")
        }),
        ("hard-wrapped", wrapped),
        ("tight lines", |n| paragraphs(n).replace("\n\n", "\n")),
        ("short lines", |n| {
            "A line of verse,\nand another one\n".repeat(n / 33)
        }),
        ("a numbered list", |n| {
            (0..n / 30)
                .map(|i| format!("{i}. The point of the matter\n"))
                .collect()
        }),
        ("Markdown", |n| {
            paragraphs(n).replace("\n\nOn ", "\n\n## On ")
        }),
        ("one line", |n| SENTENCE.repeat(n / SENTENCE.len())),
        ("blank lines", |n| "\n".repeat(n)),
    ];
    println!("{:<24}{:>10}{:>12}", "layout", "MB/s", "10x takes");
    for (name, make) in layouts {
        let (small, large) = (make(300_000), make(3_000_000));
        let (t, u) = (time(&small), time(&large));
        let speed = large.len() as f64 / 1e6 / u.as_secs_f64();
        let ratio = u.as_secs_f64() / t.as_secs_f64();
        println!("{name:<24}{speed:>10.0}{ratio:>11.1}x");
    }
}

/// The best of five runs.
fn time(text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        black_box(Outline::of(black_box(text), &OutlineOptions::default()));
        start.elapsed()
    };
    (0..5).map(|_| run()).min().unwrap_or_default()
}

/// Sections of four paragraphs of a few hundred characters, blank lines between them.
fn paragraphs(length: usize) -> String {
    let mut text = String::from("The Strait and the Two Cities\n\n");
    let mut n = 0;
    while text.len() < length {
        if n % 4 == 3 {
            text.push_str("On the Course of the Talks\n\n");
        }
        text.push_str(&SENTENCE.repeat(4 + n % 5));
        text.push_str("\n\n");
        n += 1;
    }
    text
}

/// The same, with lines of 72 characters at most.
fn wrapped(length: usize) -> String {
    let mut text = String::with_capacity(length + 100);
    for line in paragraphs(length).lines() {
        let mut width = 0;
        for word in line.split(' ') {
            if width > 0 && width + 1 + word.len() > 72 {
                text.push('\n');
                width = 0;
            } else if width > 0 {
                text.push(' ');
                width += 1;
            }
            text.push_str(word);
            width += word.len();
        }
        text.push('\n');
    }
    text
}
