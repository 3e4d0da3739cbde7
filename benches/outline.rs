//! Speed of the outline on texts of each layout, and whether its time grows with the length of the text only.
//!
//! Prints megabytes per second, and how many times as long texts four and sixteen times as long take (4 and 16 are
//! linear). The essays of the tests, laid out in several ways, stand for documents as they come: each is read by itself.

use detente::outline::{Outline, OutlineOptions};
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ESSAYS: [&str; 3] = [
    include_str!("../tests/data/essays/conflictual.txt"),
    include_str!("../tests/data/essays/cooperative.txt"),
    include_str!("../tests/data/essays/mixed.txt"),
];

/// Bytes of the shortest text.
const SHORTEST: usize = 1_000_000;

/// A name, and a text of about so many bytes.
type Layout = (&'static str, fn(usize) -> String);

const LAYOUTS: [Layout; 12] = [
    ("prose", prose),
    ("prose, not ASCII", |n| prose(n).replace(" the ", " d’été ")),
    ("prose, no blank lines", |n| prose(n).replace("\n\n", "\n")),
    ("prose, hard-wrapped", |n| wrapped(&prose(n), 72)),
    ("verse", |n| {
        lines(n, |text, i, words| {
            let _ = writeln!(text, "{words}{}", if i % 14 == 13 { "\n" } else { "" });
        })
    }),
    ("numbered list", |n| {
        lines(n, |text, i, words| {
            let _ = writeln!(text, "{}. {words}", i + 1);
        })
    }),
    ("bulleted list", |n| {
        lines(n, |text, _, words| {
            let _ = writeln!(text, "- {words}");
        })
    }),
    ("table, gaps", |n| table(n, "   ")),
    ("table, tabs", |n| table(n, "\t")),
    ("Markdown", |n| prose(n).replace("\n\nOn ", "\n\n## On ")),
    ("one line", |n| prose(n).replace('\n', " ")),
    ("blank lines", |n| "\n".repeat(n)),
];

fn main() {
    println!("{:<24}{:>8}{:>8}{:>8}", "layout", "MB/s", "4 x", "16 x");
    let documents = documents();
    let bytes: usize = documents.iter().map(String::len).sum();
    let speed = bytes as f64 / 1e6 / time(&documents).as_secs_f64();
    println!("{:<24}{speed:>8.0}", "essays");
    for (name, make) in LAYOUTS {
        let texts = [1, 4, 16].map(|times| make(times * SHORTEST));
        let times = texts
            .each_ref()
            .map(|text| time(std::slice::from_ref(text)).as_secs_f64());
        let speed = texts[0].len() as f64 / 1e6 / times[0];
        let (four, sixteen) = (times[1] / times[0], times[2] / times[0]);
        println!("{name:<24}{speed:>8.0}{four:>8.1}{sixteen:>8.1}");
    }
}

/// The best of several runs over all of the texts.
fn time(texts: &[String]) -> Duration {
    let run = || {
        let start = Instant::now();
        for text in texts {
            black_box(Outline::of(black_box(text), &OutlineOptions::default()));
        }
        start.elapsed()
    };
    (0..7).map(|_| run()).min().unwrap_or_default()
}

/// The essays as they are, without blank lines, hard-wrapped, and with capitals for headings.
fn documents() -> Vec<String> {
    let shouted = |text: &str| {
        let line = |line: &str| match line.len() < 80 {
            true => line.to_uppercase(),
            false => line.to_owned(),
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    let layouts = ESSAYS.iter().flat_map(|essay| {
        [
            (*essay).to_owned(),
            essay.replace("\n\n", "\n"),
            wrapped(essay, 72),
            shouted(essay),
        ]
    });
    let documents: Vec<String> = layouts.collect();
    documents.iter().cloned().cycle().take(400).collect()
}

/// Sections of the words of the essays: a heading, and four paragraphs of a few hundred characters.
fn prose(length: usize) -> String {
    let mut text = String::from("The Strait and the Two Cities\n\n");
    let mut words = words();
    for n in 0.. {
        if text.len() >= length {
            break;
        }
        if n % 4 == 3 {
            text.push_str("On the Course of the Talks\n\n");
        }
        let paragraph: Vec<&str> = words.by_ref().take(60 + 20 * (n % 5)).collect();
        text.push_str(&paragraph.join(" "));
        text.push_str(".\n\n");
    }
    text
}

/// Lines of four to eight words of the essays.
fn lines(length: usize, mut write: impl FnMut(&mut String, usize, &str)) -> String {
    let mut text = String::new();
    let mut words = words();
    for n in 0.. {
        if text.len() >= length {
            break;
        }
        let mut line: String = words.by_ref().take(4 + n % 5).collect::<Vec<_>>().join(" ");
        if let Some(first) = line.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        write(&mut text, n, &line);
    }
    text
}

/// Rows of a name and three to six numbers.
fn table(length: usize, gap: &str) -> String {
    lines(length, |text, n, words| {
        let _ = write!(text, "{}", words.split(' ').next().unwrap_or_default());
        for column in 0..3 + n % 4 {
            let _ = write!(text, "{gap}{}", (n * 7919 + column * 104_729) % 9973);
        }
        text.push('\n');
    })
}

/// The words of the essays, over and over.
fn words() -> impl Iterator<Item = &'static str> {
    ESSAYS
        .iter()
        .flat_map(|essay| essay.split_whitespace())
        .cycle()
}

/// The same text with lines of so many characters at most.
fn wrapped(text: &str, measure: usize) -> String {
    let mut wrapped = String::with_capacity(text.len() + 100);
    for line in text.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            if width > 0 && width + 1 + word.len() > measure {
                wrapped.push('\n');
                width = 0;
            } else if width > 0 {
                wrapped.push(' ');
                width += 1;
            }
            wrapped.push_str(word);
            width += word.len();
        }
        wrapped.push('\n');
    }
    wrapped
}
