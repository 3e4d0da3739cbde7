//! Speed of counting terms, in MB of text a second: `cargo bench --bench terms`.
//!
//! The texts are made-up prose in documents of some 3 kB. All figures come from one run, so that their ratios hold on
//! any machine.

mod common;

use detente::language::Language;
use detente::lexicon::{Lexicon, MatchOptions};
use detente::terms::counts::{Counter, WordRule, count_in};
use detente::terms::matrix::Dtm;
use detente::terms::options::TermOptions;
use detente::terms::{diversity, sequence::Corpus, sequence::CorpusBuilder};
use detente::tokenize::Tokenizer;
use detente::vocabulary::Vocabulary;
use std::hint::black_box;
use std::time::Instant;

/// Documents of some 3 kB, of whole paragraphs.
fn documents(bytes: usize) -> Vec<String> {
    let mut documents = vec![String::new()];
    for paragraph in common::prose(bytes).split_inclusive("\n\n") {
        let last = documents.len() - 1;
        documents[last].push_str(paragraph);
        if documents[last].len() > 3000 {
            documents.push(String::new());
        }
    }
    documents
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
        black_box(counter.finish());
    })
}

/// Tokens, matrix and lexicon matches, tokenizing once.
fn pipeline(texts: &[String]) -> f64 {
    let lexicon = Lexicon::from_map(
        "own",
        [
            (
                "coop/words",
                "agree* cooperat* negotiat* alli* peace treaty",
            ),
            ("coop/deeds", "aid relief rescu* invest* trad*"),
            ("conf/words", "accus* threat* reject* demand* warn*"),
            ("conf/deeds", "war attack* invad* violat* destroy* occup*"),
        ]
        .map(|(key, entries)| {
            (
                key,
                entries
                    .split(' ')
                    .map(detente::lexicon::Entry::glob)
                    .collect(),
            )
        }),
    )
    .expect("a sound lexicon");
    let matcher = lexicon
        .compile(&MatchOptions::default())
        .expect("a sound lexicon");
    let options = TermOptions::default();
    speed(texts, || {
        let (tokenizer, mut vocabulary) =
            (Tokenizer::default(), Vocabulary::new(Language::English));
        let (mut state, mut matches) = (matcher.state(), 0);
        let mut corpus = CorpusBuilder::new(options.clone()).expect("sound options");
        for text in texts {
            let tokens = tokenizer.tokenize(text, &mut vocabulary);
            corpus.push(&tokens, 0..tokens.tokens.len(), &vocabulary);
            matches += matcher.find(&tokens, &vocabulary, &mut state).len();
        }
        let corpus = corpus.finish(&vocabulary);
        black_box((Dtm::of(&corpus, &options).expect("sound options"), matches));
    })
}

fn main() {
    let texts = documents(20_000_000);
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} documents, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    let words = TermOptions::default();
    let pairs = TermOptions {
        ngrams: 1..=2,
        ..TermOptions::default()
    };
    let print = |name: &str, rate: f64| println!("{name:32} {rate:7.1} MB/s");
    for (name, rule) in [
        ("runs", WordRule::Runs { min_chars: 2 }),
        ("tokens", WordRule::Tokens),
    ] {
        print(&format!("{name}, words"), counting(&texts, &words, &rule));
        print(
            &format!("{name}, words and pairs"),
            counting(&texts, &pairs, &rule),
        );
    }
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        let rate = speed(&texts, || {
            black_box(count_in(&pool, &texts, &words, &WordRule::Tokens).expect("sound options"));
        });
        print(&format!("tokens, words, {threads} threads"), rate);
    }
    print("tokens + matrix + lexicon", pipeline(&texts));
    let corpus = Corpus::read(&texts, &words).expect("sound options");
    let measured = speed(&texts, || {
        for document in 0..corpus.len() {
            let words: Vec<u32> = corpus.words(document).collect();
            black_box(diversity::diversity(&words, &Default::default()));
        }
    });
    print("diversity", measured);
}
