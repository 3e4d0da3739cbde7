//! detente measures **cooperation and conflict in text**, section by section.
//!
//! It reads a text, finds its sections, and says for each how much cooperation and how much conflict it speaks of, how
//! sure that figure is, and which words say so. Around that stand the tools that such work needs: tokens, stems, term
//! statistics, sentiment lexicons.
//!
//! ```
//! let analyzer = detente::Analyzer::builder().build()?;
//! let analysis = analyzer.analyze("The talks collapsed. Moscow expelled two diplomats.")?;
//! assert_eq!(analysis.document.relations.conflict, 2);
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! This page is a tour: from words to tables, each step with an example that runs. Whoever wants only the end of it
//! reads [One text](#7-one-text) and [Many texts](#8-many-texts).
//!
//! # The tour
//! ## 1. Words
//! A [`Tokenizer`](tokenize::Tokenizer) finds words and sentences by Unicode's rules, with a few named changes. Words
//! are interned in a [`Vocabulary`](vocabulary::Vocabulary): a token is the id of a *type* and a [`Span`](span::Span) of
//! the text. What is known of a word is a column over types, so that work is done once per distinct word.
//!
//! ```
//! use detente::{language::Language, tokenize::Tokenizer, vocabulary::Vocabulary};
//!
//! let text = "NATO-led talks failed. The talks resumed in the U.S. last May.";
//! let mut vocabulary = Vocabulary::new(Language::English);
//! let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
//! assert_eq!(tokens.sentences.len(), 2);
//! let talks: Vec<_> = tokens.tokens.iter().filter(|token| vocabulary.text(token.id) == "talks").collect();
//! assert_eq!(talks.len(), 2);
//! assert_eq!(talks[0].id, talks[1].id);
//! assert_eq!(talks[1].span().of(text), "talks");
//! assert!(vocabulary.is_stop_word(tokens.tokens[tokens.sentences[1].tokens.start].id));
//! ```
//!
//! ## 2. Stems
//! A [`Stemmer`](language::Stemmer) (Snowball, with documented corrections) stands behind the column of stems.
//!
//! ```
//! use detente::language::{Language, Stemmer};
//!
//! let stemmer = Stemmer::new(Language::English);
//! assert_eq!(stemmer.stem("negotiated"), stemmer.stem("negotiations"));
//! ```
//!
//! ## 3. Terms
//! [`terms`] counts: a document-term matrix ([`counts::count`](terms::counts::count)), and what follows from it, such as
//! the terms that set texts apart ([`keyness`](terms::keyness)) or a concordance ([`kwic`](terms::kwic)).
//!
//! ```
//! use detente::terms::{counts::count, keyness::{KeynessOptions, keyness_of}, options::TermOptions};
//!
//! let texts = ["Peace talks, peace treaty", "War and war crimes", "Talks of war"];
//! let dtm = count(&texts, &TermOptions::default())?;
//! assert_eq!(dtm.totals()[dtm.column("war").unwrap() as usize], 3);
//! let rows = keyness_of(&dtm, &[true, false, false], &KeynessOptions::default())?;
//! assert_eq!(rows[0].term, "peace");
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! ## 4. Lexicons of your own
//! A [`Lexicon`](lexicon::Lexicon) has nested keys with patterns; a [`Lookup`](lexicon::Lookup) counts them by text,
//! section or sentence.
//!
//! ```
//! use detente::lexicon::{Format, Lexicon, Lookup, MatchOptions, Unit};
//! use detente::outline::OutlineOptions;
//!
//! let lexicon = Lexicon::from_str("own", "peace: [treat*, cease* fire]\nwar: [war, attack*]", Format::Yaml)?;
//! let lookup = Lookup::new(lexicon, &MatchOptions::default(), OutlineOptions::default())?;
//! let rows = lookup.rows("They attacked in spring. A cease-fire followed.", Unit::Sentence)?;
//! assert_eq!(rows[0].counts.counts, [0, 1]);
//! assert_eq!(rows[1].counts.counts, [1, 0]);
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! ## 5. Sentiment
//! [`Vader`](sentiment::Vader) has the rules of VADER, exactly as published or repaired.
//!
//! ```
//! use detente::sentiment::{Vader, VaderMode};
//!
//! let vader = Vader::new(VaderMode::Exact);
//! assert_eq!(vader.compound("The summit was a great success!"), 0.8439);
//! ```
//!
//! ## 6. Relations
//! [`relations`] reads events of cooperation and conflict in their context. Each has a CAMEO code, a weight on the scale
//! of Goldstein (1992), and the rules that changed it. Where to end something cooperates and where it does not is
//! decided by its object, and mood weighs:
//!
//! ```
//! let analyzer = detente::Analyzer::builder().build()?;
//! let net = |text: &str| analyzer.analyze(text).map(|analysis| analysis.document.relations.net);
//! assert!(net("The government ended the war.")? > 0.0);
//! assert!(net("The government ended the talks.")? < 0.0);
//! assert!(net("The army might attack the town.")? > net("The army attacked the town.")?);
//! assert_eq!(net("It rained.")?, 0.0);
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! ## 7. One text
//! [`Analyzer`] holds the configuration, compiled once; [`Analysis`] is what one text gives: sections found by
//! [`outline`], figures with intervals, and the events behind them. Every number can be traced to spans of the text.
//!
//! ```
//! use detente::Analyzer;
//!
//! let text = "Years of Trust\n\nThe two states signed a treaty and agreed to cooperate on trade.\n\n\
//!             The Break\n\nThe army attacked the border town. The ambassador was expelled.\n";
//! let analysis = Analyzer::builder().build()?.analyze(text)?;
//! let last = analysis.sections.last().expect("the text has sections");
//! assert_eq!(last.heading.as_deref(), Some("The Break"));
//! let scores = &last.scores.relations;
//! assert!(scores.balance < Some(0.0) && scores.balance_low <= scores.balance);
//! for event in &analysis.matches[last.matches.clone()] {
//!     println!("{} [{}] {:+}", event.span.of(text), event.code, event.weight);
//! }
//! println!("cite: {}", analysis.provenance.relations_lexicon);
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! How sure is it? Sentences lean on each other, so [`relations::bootstrap`] draws blocks of them:
//!
//! ```
//! use detente::relations::bootstrap::Bootstrap;
//!
//! let text = "They signed a treaty. They met for talks. The army attacked. They agreed to cooperate on trade.";
//! let analysis = detente::Analyzer::builder().build()?.analyze(text)?;
//! let tallies = analysis.tallies(0..analysis.sentences.len());
//! let balance = Bootstrap::default().intervals(&tallies).balance.expect("there are events");
//! assert!(balance.low <= balance.estimate && balance.estimate <= balance.high);
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! ## 8. Many texts
//! [`collection::score`] scores documents in parallel into one table, in order, with a row for every document, readable
//! or not; the same texts give the same table for any number of threads.
//!
//! ```
//! use detente::collection::{Document, Level, Pool, score};
//!
//! let analyzer = detente::Analyzer::builder().build()?;
//! let documents = [
//!     Document { id: "a", text: Ok("The allies signed a treaty.") },
//!     Document { id: "b", text: Err("b.pdf: the file is encrypted") },
//! ];
//! let table = score(&analyzer, &documents, Level::Document, &Pool::new(2)?);
//! assert_eq!(table.n_rows(), 2);
//! assert!(table.to_csv().lines().last().unwrap().ends_with("b.pdf: the file is encrypted"));
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! # The way of the data
//! text → [`outline`] (title, headings, sections, paragraphs, boilerplate) → [`tokenize`] (sentences and words, interned
//! in a [`vocabulary`]) → [`relations`] (events of the lexicon, in context) and [`sentiment`] → [`analysis`] (figures of
//! sections and of the text) → [`collection`] (tables). A module uses only modules that stand before it in this list:
//! [`span`], [`language`], [`vocabulary`], [`tokenize`], [`outline`], [`lexicon`], [`sentiment`], [`relations`],
//! [`terms`], [`analysis`], [`collection`].
//!
//! Anything that can go wrong is an [`Error`] with a [`kind`](Error::kind), whose message says what and where; no text
//! makes the crate panic.
//!
//! # Features
//! None by default. `python` builds the extension module of the Python package and is of no use to a Rust program.

pub mod analysis;
pub mod collection;
pub mod error;
pub mod language;
pub mod lexicon;
pub mod outline;
#[cfg(feature = "python")]
mod python;
pub mod relations;
pub mod sentiment;
pub mod span;
pub mod terms;
pub mod tokenize;
pub mod vocabulary;

pub use analysis::{Analysis, Analyzer, AnalyzerBuilder};
pub use error::{Error, ErrorKind, Result};

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
