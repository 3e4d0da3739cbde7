//! The analyzer: everything that is the same for all texts, compiled once.

use super::figures::{Found, place, sentence_scores};
use super::result::Analysis;
use super::{Provenance, Setting, worker::Worker};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::outline::{Format, Outline, OutlineOptions, RepeatedLines};
use crate::relations::{Match, Relations};
use crate::sentiment::{Vader, VaderMode};
use crate::span::Span;
use crate::tokenize::Tokenizer;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

/// Analyses texts. Made by [`Analyzer::builder`]; share one between threads.
///
/// # Examples
/// ```
/// use detente::Analyzer;
/// let analyzer = Analyzer::builder().build()?;
/// let analysis = analyzer.analyze("The talks collapsed. Moscow expelled two diplomats.")?;
/// assert_eq!(analysis.sentences.len(), 2);
/// assert!(analysis.document.relations.balance < Some(0.0));
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
pub struct Analyzer {
    tokenizer: Tokenizer,
    language: Language,
    outline: OutlineOptions,
    repeated: Option<Arc<RepeatedLines>>,
    relations: Arc<Relations>,
    vader: Arc<Vader>,
    provenance: Arc<Provenance>,
    /// Those that nobody uses, each with the thread that used it last.
    workers: Mutex<Vec<(ThreadId, Box<Worker>)>>,
}

/// Sets an [`Analyzer`] up.
#[derive(Clone, Debug, Default)]
pub struct AnalyzerBuilder {
    outline: OutlineOptions,
    repeated: Option<Arc<RepeatedLines>>,
    relations: Option<Arc<Relations>>,
    vader: Option<Arc<Vader>>,
}

impl AnalyzerBuilder {
    /// How the texts are marked up (default: decided for each text).
    pub fn format(mut self, format: Format) -> Self {
        self.outline.format = format;
        self
    }

    /// Score boilerplate lines as text (default: they are left out, and reported).
    pub fn keep_boilerplate(mut self, keep: bool) -> Self {
        self.outline.keep_boilerplate = keep;
        self
    }

    /// The lines that stand in many documents of the collection that the texts are from: candidates for boilerplate
    /// (default: none are known).
    pub fn repeated(mut self, lines: Arc<RepeatedLines>) -> Self {
        self.repeated = Some(lines);
        self
    }

    /// The cooperation–conflict lexicon (default: the built-in one).
    pub fn relations(mut self, relations: Arc<Relations>) -> Self {
        self.relations = Some(relations);
        self
    }

    /// The sentiment engine (default: VADER's rules and lexicon in corrected mode).
    pub fn sentiment(mut self, vader: Arc<Vader>) -> Self {
        self.vader = Some(vader);
        self
    }

    /// Compiles the analyzer.
    ///
    /// # Errors
    /// None today; options that make no sense together will be reported here.
    pub fn build(self) -> Result<Analyzer> {
        let relations = self.relations.unwrap_or_else(Relations::builtin);
        let vader = self
            .vader
            .unwrap_or_else(|| Arc::new(Vader::new(VaderMode::Corrected)));
        let language = Language::English;
        let provenance = Provenance {
            detente: env!("CARGO_PKG_VERSION"),
            language: language.name(),
            outline: self.outline.clone(),
            relations_lexicon: relations.digest().to_owned(),
            sentiment_lexicon: vader.digest().to_owned(),
        };
        Ok(Analyzer {
            tokenizer: Tokenizer::default(),
            language,
            outline: self.outline,
            repeated: self.repeated,
            relations,
            vader,
            provenance: Arc::new(provenance),
            workers: Mutex::default(),
        })
    }
}

impl Analyzer {
    /// A builder with the default options.
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }

    /// What the analyzer's results are made with.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Analyses one text.
    ///
    /// # Errors
    /// [`ErrorKind::Text`](crate::ErrorKind::Text) for a text of 4 GiB or more.
    ///
    /// # Complexity
    /// Linear in the length of the text.
    pub fn analyze(&self, text: &str) -> Result<Analysis> {
        self.analyze_as(text, None)
    }

    /// Analyses one text that is known to be marked up in some way, whatever the analyzer's own format.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn analyze_as(&self, text: &str, format: Option<Format>) -> Result<Analysis> {
        let parts = Parts {
            paragraphs: true,
            matches: true,
            setting: false,
        };
        self.analyze_parts(text, format, parts)
    }

    /// Analyses one text, as far as it is asked for.
    pub(crate) fn analyze_parts(
        &self,
        text: &str,
        format: Option<Format>,
        parts: Parts,
    ) -> Result<Analysis> {
        check_size(text)?;
        let outline = self.outline_of(text, format);
        let mut worker = self.worker();
        let analysis = self.assemble(text, outline, parts, &mut worker);
        self.put_back(worker);
        Ok(analysis)
    }

    /// Who took part in the events of a text, and when they happened.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn setting(&self, text: &str) -> Result<Setting> {
        check_size(text)?;
        let outline = self.outline_of(text, None);
        let mut worker = self.worker();
        self.read(text, &outline, &mut worker);
        let matches = self.relations.matches(&mut worker.relations);
        let setting = set(text, matches, &mut worker);
        self.put_back(worker);
        Ok(setting)
    }

    /// The events of a text that is taken as it stands: as one block, without an outline.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn matches(&self, text: &str) -> Result<Vec<Match>> {
        check_size(text)?;
        let mut worker = self.worker();
        let Worker {
            vocabulary,
            relations,
            tokens,
            ..
        } = &mut *worker;
        tokens.clear();
        self.tokenizer
            .tokenize_block(text, Span::new(0, text.len()), vocabulary, tokens);
        let matches = self.relations.find(text, tokens, vocabulary, relations);
        self.put_back(worker);
        Ok(matches)
    }

    fn outline_of(&self, text: &str, format: Option<Format>) -> Outline {
        let mut options = self.outline.clone();
        options.format = format.unwrap_or(options.format);
        Outline::of_with(text, &options, self.repeated.as_deref())
    }

    /// A worker, the thread's last one if it is free: what it remembers lies in the thread's cache.
    fn worker(&self) -> Box<Worker> {
        let own = thread::current().id();
        let mut idle = self.idle();
        let found = idle.iter().position(|&(thread, _)| thread == own);
        let worker = found
            .or(idle.len().checked_sub(1))
            .map(|at| idle.swap_remove(at).1);
        drop(idle);
        worker.unwrap_or_else(|| {
            let worker = Worker::new(self.language, &self.relations, &self.vader);
            Box::new(worker)
        })
    }

    fn put_back(&self, worker: Box<Worker>) {
        if worker.is_reusable() {
            self.idle().push((thread::current().id(), worker));
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(ThreadId, Box<Worker>)>> {
        self.workers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Finds tokens and events of a text's paragraphs, and leaves them in the worker; returns for each paragraph the
    /// range of its sentences.
    fn read(&self, text: &str, outline: &Outline, worker: &mut Worker) -> Vec<Range<usize>> {
        let Worker {
            vocabulary,
            relations,
            tokens,
            ..
        } = worker;
        tokens.clear();
        let mut paragraph_sentences = Vec::with_capacity(outline.paragraphs.len());
        for &paragraph in &outline.paragraphs {
            let first = tokens.sentences.len();
            self.tokenizer
                .tokenize_block(text, paragraph, vocabulary, tokens);
            paragraph_sentences.push(first..tokens.sentences.len());
        }
        self.relations.read_tokens(tokens, vocabulary, relations);
        paragraph_sentences
    }

    fn assemble(
        &self,
        text: &str,
        outline: Outline,
        parts: Parts,
        worker: &mut Worker,
    ) -> Analysis {
        let paragraph_sentences = self.read(text, &outline, worker);
        let events = worker.relations.events();
        let mut sentences = sentence_scores(&worker.tokens, events);
        let (tokens, state) = (&worker.tokens, &mut worker.sentiment);
        for (scores, sentence) in sentences.iter_mut().zip(&tokens.sentences) {
            scores.sentiment = self.vader.compound_of(text, tokens, sentence, state);
        }
        place(&outline, &paragraph_sentences, &mut sentences);
        let found = Found {
            outline: &outline,
            paragraph_sentences: &paragraph_sentences,
            sentences: &sentences,
            events,
        };
        let (title, document) = (outline.title(), found.scores(0..sentences.len()).0);
        let (sections, paragraphs) = (
            found.sections(),
            match parts.paragraphs {
                true => found.paragraphs(),
                false => Vec::new(),
            },
        );
        let matches = match parts.matches || parts.setting {
            true => self.relations.matches(&mut worker.relations),
            false => Vec::new(),
        };
        Analysis {
            title: title.map(|title| title.text.clone()),
            document,
            sections,
            paragraphs,
            setting: parts.setting.then(|| set(text, matches.clone(), worker)),
            matches,
            sentences,
            headings: outline.headings,
            boilerplate: outline.boilerplate,
            provenance: Arc::clone(&self.provenance),
        }
    }
}

/// The parts of an analysis that few tables show, and that take time to make.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub paragraphs: bool,
    /// Whether events are given their names.
    pub matches: bool,
    /// Whether it is asked who took part in them, and when.
    pub setting: bool,
}

/// Who took part in the events of the text that the worker has read, and when they happened.
fn set(text: &str, matches: Vec<Match>, worker: &mut Worker) -> Setting {
    let Worker {
        vocabulary,
        tokens,
        actors,
        dates,
        ..
    } = worker;
    Setting::of(text, matches, tokens, vocabulary, (actors, dates))
}

/// Offsets of tokens have 32 bits.
fn check_size(text: &str) -> Result<()> {
    match u32::try_from(text.len()) {
        Ok(_) => Ok(()),
        Err(_) => {
            let size = text.len();
            Err(Error::text(format!(
                "the text has {size} bytes; 4 GiB is the most: split it into documents"
            )))
        }
    }
}
