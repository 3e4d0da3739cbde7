//! The text engine against unicode-segmentation and `wc -w`: ratios of one run on the same text.
//!
//! `cargo bench --bench text` makes 100 MB of prose; `DETENTE_BENCH_TEXT=file` takes a file instead.

mod common;

use detente::language::Language;
use detente::span::Span;
use detente::tokenize::{Tailorings, Tokenizer, Tokens};
use detente::vocabulary::Vocabulary;
use std::fmt::Write;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
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
    if let Some(documents) = std::env::var_os(STREAM) {
        return stream(documents.to_string_lossy().parse().unwrap_or(1));
    }
    // `cargo test --benches` runs the binary to see that it works; that needs no 100 MB.
    let whole = std::env::args().any(|arg| arg == "--bench");
    let size = if whole { 100_000_000 } else { 200_000 };
    let text = match std::env::var_os("DETENTE_BENCH_TEXT") {
        Some(path) => std::fs::read_to_string(path).expect("a readable UTF-8 file"),
        None => common::prose(size),
    };
    let file = std::env::temp_dir().join(format!("detente-bench-{}.txt", std::process::id()));
    std::fs::write(&file, &text).expect("a writable temporary folder");
    engine(&text, &file);
    let _ = std::fs::remove_file(&file);
    scripts(size / 50);
    streaming(if whole { 300 } else { 3 });
}

/// The English engine, whole and in parts.
fn engine(text: &str, file: &std::path::Path) {
    let blocks = paragraphs(text);
    let plain = Tokenizer::with(Tailorings {
        sentences: false,
        ..Tailorings::none()
    });
    let tailored = Tokenizer::default();
    let mut figures: [(&str, &mut dyn FnMut() -> usize); 7] = [
        ("unicode-segmentation, words", &mut || {
            text.unicode_word_indices().count()
        }),
        ("words by UAX #29", &mut || plain.words(text).count()),
        ("words, tailored", &mut || tailored.words(text).count()),
        ("words, sentences, vocabulary, stems", &mut || {
            whole(text, &blocks)
        }),
        ("the same, two threads", &mut || two_threads(text, &blocks)),
        ("wc -w", &mut || wc(file)),
        ("words and sentences", &mut || {
            tailored.sentences(text).len()
        }),
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
        "words and sentences : words            {:8.2} x   (goal 0.5)",
        ratio(6, 2)
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

fn whole(text: &str, blocks: &[Span]) -> usize {
    work(text, blocks, &AtomicUsize::new(0))
}

/// Each thread with a vocabulary of its own takes the next blocks as soon as it is done with the last ones.
fn two_threads(text: &str, blocks: &[Span]) -> usize {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(text, blocks, &next));
        work(text, blocks, &next) + other.join().unwrap_or_default()
    })
}

/// Tokenizes block by block, and forgets the tokens every hundred blocks as a stream of documents does; `next` counts
/// the hundreds that some thread has taken.
fn work(text: &str, blocks: &[Span], next: &AtomicUsize) -> usize {
    let tokenizer = Tokenizer::default();
    let mut vocabulary = Vocabulary::new(Language::English);
    let mut tokens = Tokens::default();
    let mut stems = 0;
    let chunks: Vec<_> = blocks.chunks(100).collect();
    while let Some(blocks) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
        tokens.clear();
        for &block in *blocks {
            tokenizer.tokenize_block(text, block, &mut vocabulary, &mut tokens);
        }
        for token in &tokens.tokens {
            stems += vocabulary.stem(token.id).index() & 1;
        }
    }
    stems
}

/// Peak memory of a stream of documents, in a process of its own.
fn streaming(documents: usize) {
    let own = std::env::current_exe().expect("the path of this program");
    let status = Command::new(own)
        .env(STREAM, documents.to_string())
        .status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "the stream failed"
    );
}

/// Set in the process that reads the stream: the number of documents.
const STREAM: &str = "DETENTE_BENCH_STREAM";

/// The memory that a vocabulary may take before it is dropped.
const MOST_MEMORY: usize = 24 << 20;

/// Reads documents of 1 MB, each with 20,000 words that no other has, as an endless stream would bring them.
fn stream(documents: usize) {
    let prose = common::prose(900_000);
    let tokenizer = Tokenizer::default();
    let mut vocabulary = Vocabulary::new(Language::English);
    let (mut tokens, mut types) = (Tokens::default(), 0);
    let before = memory("VmRSS:");
    let mut length = 0;
    for document in 0..documents {
        let mut text = prose.clone();
        for word in 0..20_000 {
            let _ = write!(text, " {}", common::new_word(document * 20_000 + word));
        }
        if vocabulary.bytes() > MOST_MEMORY {
            types += vocabulary.len();
            vocabulary = Vocabulary::new(Language::English);
        }
        tokens.clear();
        tokenizer.tokenize_block(
            &text,
            Span::new(0, text.len()),
            &mut vocabulary,
            &mut tokens,
        );
        length = length.max(text.len());
    }
    let types = types + vocabulary.len();
    println!("\nstream of {documents} documents of 1 MB, {types} types seen");
    match (before, memory("VmHWM:")) {
        (Some(before), Some(peak)) => println!(
            "peak memory beyond a document          {:8.1} MB  (goal 64)",
            (peak.saturating_sub(before) as f64 - length as f64) / 1e6
        ),
        _ => println!("peak memory is known on Linux only"),
    }
}

/// A line of the status of this process, in bytes.
fn memory(line: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let rest = status
        .lines()
        .find_map(|status| status.strip_prefix(line))?;
    let kibibytes: usize = rest.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

fn wc(file: &std::path::Path) -> usize {
    let status = Command::new("wc")
        .arg("-w")
        .arg(file)
        .stdout(Stdio::null())
        .status();
    usize::from(status.is_ok_and(|status| status.success()))
}
