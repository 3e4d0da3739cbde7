//! The text engine against unicode-segmentation and `wc -w`: ratios of one run on the same text.
//!
//! `cargo bench --bench text` makes 50 MB of prose; `DETENTE_BENCH_TEXT=file` takes a file instead.

mod common;

use detente::language::Language;
use detente::span::Span;
use detente::tokenize::{Tailorings, Tokenizer, Tokens};
use detente::vocabulary::Vocabulary;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation;

/// Each figure is the best of so many rounds; the rounds of all figures alternate.
const ROUNDS: usize = 5;

/// A sentence or two in each script.
const SCRIPTS: [(&str, &str); 12] = [
    (
        "English",
        "The talks went on for three days, and they didn't end in peace. ",
    ),
    (
        "French",
        "Les négociations ont duré trois jours, et la paix n’a pas été signée à l’été. ",
    ),
    (
        "German",
        "Die Gespräche über das Abkommen dauerten länger als geplant; man einigte sich spät. ",
    ),
    (
        "Russian",
        "Переговоры длились три дня, и стороны договорились о перемирии. ",
    ),
    (
        "Greek",
        "Οι συνομιλίες κράτησαν τρεις μέρες και τα μέρη συμφώνησαν. ",
    ),
    (
        "Arabic",
        "استمرت المحادثات ثلاثة أيام واتفق الطرفان على هدنة. ",
    ),
    ("Hebrew", "השיחות נמשכו שלושה ימים והצדדים הסכימו. "),
    ("Hindi", "वार्ता तीन दिन चली और दोनों पक्ष सहमत हुए। "),
    ("Chinese", "会谈持续了三天，双方同意停火。"),
    (
        "Japanese",
        "会談は三日間つづき、双方はテーブルで停戦に合意した。",
    ),
    (
        "Korean",
        "회담은 사흘 동안 이어졌고 양측은 휴전에 합의했다. ",
    ),
    ("emoji", "👍🏽 👨‍👩‍👧 🇺🇦🇵🇱 ❤️ →← ok 😀😀 "),
];

fn main() {
    // `cargo test --benches` runs the binary to see that it works; that needs no 50 MB.
    let size = if std::env::args().any(|arg| arg == "--bench") {
        50_000_000
    } else {
        200_000
    };
    let text = match std::env::var_os("DETENTE_BENCH_TEXT") {
        Some(path) => std::fs::read_to_string(path).expect("a readable UTF-8 file"),
        None => common::prose(size),
    };
    let file = std::env::temp_dir().join(format!("detente-bench-{}.txt", std::process::id()));
    std::fs::write(&file, &text).expect("a writable temporary folder");
    engine(&text, &file);
    let _ = std::fs::remove_file(&file);
    scripts(size / 25);
}

/// The English engine, whole and in parts.
fn engine(text: &str, file: &std::path::Path) {
    let blocks = paragraphs(text);
    let plain = Tokenizer::with(Tailorings {
        sentences: false,
        ..Tailorings::none()
    });
    let tailored = Tokenizer::default();
    let mut figures: [(&str, &mut dyn FnMut() -> usize); 6] = [
        ("unicode-segmentation, words", &mut || {
            text.unicode_word_indices().count()
        }),
        ("words by UAX #29", &mut || plain.words(text).count()),
        ("words, tailored", &mut || tailored.words(text).count()),
        ("words, sentences, vocabulary, stems", &mut || {
            whole(text, &blocks)
        }),
        ("the same, two threads", &mut || halves(text, &blocks)),
        ("wc -w", &mut || wc(file)),
    ];
    let best = measure(&mut figures);
    println!(
        "\n{:.1} MB of prose, best of {ROUNDS} rounds",
        text.len() as f64 / 1e6
    );
    for ((name, _), time) in figures.iter().zip(&best) {
        println!(
            "{name:<38} {:8.1} MB/s",
            text.len() as f64 / 1e6 / time.as_secs_f64()
        );
    }
    let ratio = |a: usize, b: usize| best[b].as_secs_f64() / best[a].as_secs_f64();
    println!(
        "words : unicode-segmentation           {:8.2} x   (goal 6)",
        ratio(1, 0)
    );
    println!(
        "tailored words : unicode-segmentation  {:8.2} x",
        ratio(2, 0)
    );
    println!(
        "whole engine : wc -w                   {:8.2} x   (goal 0.5)",
        ratio(3, 5)
    );
    println!(
        "two threads : one                      {:8.2} x   (goal 1.8)",
        ratio(4, 3)
    );
}

/// Words by UAX #29 in each script.
fn scripts(size: usize) {
    let plain = Tokenizer::uax29();
    println!("\nwords by UAX #29 : unicode-segmentation, by script (goal 1)");
    for (script, sentence) in SCRIPTS {
        // The curly quotation keeps English off the path for ASCII alone.
        let text = sentence.repeat(size / sentence.len() + 1) + "“”";
        let mut figures: [(&str, &mut dyn FnMut() -> usize); 2] = [
            ("theirs", &mut || text.unicode_word_indices().count()),
            ("ours", &mut || plain.words(&text).count()),
        ];
        let best = measure(&mut figures);
        let speed = |time: Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
        let ratio = best[0].as_secs_f64() / best[1].as_secs_f64();
        println!(
            "{script:<10} {:8.1} MB/s {:8.1} MB/s {ratio:8.2} x",
            speed(best[1]),
            speed(best[0])
        );
    }
}

fn measure(figures: &mut [(&str, &mut dyn FnMut() -> usize)]) -> Vec<Duration> {
    let mut best = vec![Duration::MAX; figures.len()];
    for _ in 0..ROUNDS {
        for (best, (_, run)) in best.iter_mut().zip(figures.iter_mut()) {
            let start = Instant::now();
            black_box(run());
            *best = start.elapsed().min(*best);
        }
    }
    best
}

/// Paragraphs as the pipeline takes them.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let paragraphs = text.split_inclusive("\n\n").map(|block| {
        let span = Span::new(start, start + block.len());
        start = span.end;
        span
    });
    paragraphs.collect()
}

/// Tokenizes block by block, and forgets the tokens every hundred blocks as a stream of documents does.
fn whole(text: &str, blocks: &[Span]) -> usize {
    let tokenizer = Tokenizer::default();
    let mut vocabulary = Vocabulary::new(Language::English);
    let mut tokens = Tokens::default();
    let mut stems = 0;
    for blocks in blocks.chunks(100) {
        tokens.tokens.clear();
        tokens.sentences.clear();
        for &block in blocks {
            tokenizer.tokenize_block(text, block, &mut vocabulary, &mut tokens);
        }
        for token in &tokens.tokens {
            stems += vocabulary.stem(token.id).index() & 1;
        }
    }
    stems
}

fn halves(text: &str, blocks: &[Span]) -> usize {
    let (first, second) = blocks.split_at(blocks.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| whole(text, second));
        whole(text, first) + other.join().unwrap_or_default()
    })
}

fn wc(file: &std::path::Path) -> usize {
    let status = Command::new("wc")
        .arg("-w")
        .arg(file)
        .stdout(Stdio::null())
        .status();
    usize::from(status.is_ok_and(|status| status.success()))
}
