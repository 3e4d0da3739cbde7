//! Counting terms: from texts to a document-term matrix, on one thread or many, all at once or as texts come.
//!
//! Each worker counts its rows over its own vocabulary; at the end the terms are sorted by name and the columns
//! renumbered, so that neither the number of workers nor the order in which words were met shows in the result.

use super::matrix::{Csr, Dtm};
use super::ngrams::{NgramTable, each_ngram, name};
use super::options::TermOptions;
use super::rows::Rows;
use super::runs::RunReader;
use super::sequence::{Corpus, Slot, TermReader, check_length};
use crate::error::Result;
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::Vocabulary;
use rayon::prelude::*;
use std::ops::RangeInclusive;

impl Dtm {
    /// The counts of a corpus's documents: of its words, or of n-grams of them.
    ///
    /// Only `ngrams`, `max_skip` and `separator` of the options matter; the rest was settled when the corpus was read.
    ///
    /// # Errors
    /// If the options make no sense.
    ///
    /// # Examples
    /// ```
    /// use detente::terms::{matrix::Dtm, options::TermOptions, sequence::Corpus};
    /// let options = TermOptions { ngrams: 2..=2, ..TermOptions::default() };
    /// let corpus = Corpus::read(&["war and peace"], &options)?;
    /// assert_eq!(Dtm::of(&corpus, &options)?.terms, ["and peace", "war and"]);
    /// # Ok::<(), detente::Error>(())
    /// ```
    pub fn of(corpus: &Corpus, options: &TermOptions) -> Result<Self> {
        options.check()?;
        let mut counting = Counting::new(options);
        for slots in corpus.documents() {
            counting.push(slots);
        }
        let words: Vec<&str> = corpus.terms().iter().map(String::as_str).collect();
        let names = counting.names(&words);
        let terms: Vec<&str> = unique(&names);
        let target = targets(&names, &terms);
        let mut counts = Csr {
            columns: terms.len(),
            ..Csr::default()
        };
        counting.rows.append_to(&mut counts, &target);
        let terms = terms.into_iter().map(str::to_owned).collect();
        Ok(Self { terms, counts })
    }
}

/// How a text is split into words for counting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum WordRule {
    /// The crate's tokenizer (UAX #29 with its tailorings), sentences and all.
    #[default]
    Tokens,
    /// Runs of at least so many word characters, as scikit-learn's `token_pattern` has it. There are no sentences,
    /// no stems and no kinds of token; stop words leave no gap.
    Runs {
        /// The fewest word characters of a run; scikit-learn's default is two.
        min_chars: usize,
    },
}

/// The document-term matrix of `texts`, one row per text, on the calling thread.
///
/// # Errors
/// If the options make no sense, or a text is longer than 4 GiB.
///
/// # Examples
/// ```
/// use detente::terms::{counts::count, options::TermOptions};
/// let dtm = count(&["Peace, peace!", "War"], &TermOptions::default())?;
/// assert_eq!(dtm.terms, ["peace", "war"]);
/// assert_eq!(dtm.counts.data, [2, 1]);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn count<S: AsRef<str> + Sync>(texts: &[S], options: &TermOptions) -> Result<Dtm> {
    let mut counter = Counter::new(options.clone(), WordRule::Tokens)?;
    for text in texts {
        counter.push(text.as_ref())?;
    }
    Ok(counter.finish())
}

/// Counts the terms of one text after another.
///
/// # Complexity
/// Linear in the text. Memory holds the result and the vocabulary, not the texts.
///
/// # Examples
/// ```
/// use detente::terms::{counts::{Counter, WordRule}, options::TermOptions};
/// let mut counter = Counter::new(TermOptions::default(), WordRule::Runs { min_chars: 2 })?;
/// counter.push("A cease-fire")?;
/// assert_eq!(counter.finish().terms, ["cease", "fire"]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
pub struct Counter {
    source: Source,
    slots: Vec<Slot>,
    counting: Counting,
}

/// Where slots come from.
#[derive(Debug)]
enum Source {
    Tokens(Box<TokenSource>),
    Runs(RunReader),
}

#[derive(Debug)]
struct TokenSource {
    tokenizer: Tokenizer,
    vocabulary: Vocabulary,
    reader: TermReader,
    tokens: Tokens,
}

impl Source {
    fn new(options: &TermOptions, rule: WordRule) -> Result<Self> {
        Ok(match rule {
            WordRule::Tokens => Self::Tokens(Box::new(TokenSource {
                tokenizer: Tokenizer::default(),
                vocabulary: Vocabulary::new(options.language),
                reader: TermReader::new(options.clone())?,
                tokens: Tokens::default(),
            })),
            WordRule::Runs { min_chars } => {
                options.check()?;
                let stop_words = options.stop_words.clone();
                Self::Runs(RunReader::new(options.lowercase, min_chars, stop_words))
            }
        })
    }

    fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        match self {
            Self::Tokens(source) => source.read(text, out),
            Self::Runs(reader) => reader.read(text, out),
        }
    }

    /// The words, by number.
    fn words(&self) -> Vec<&str> {
        match self {
            Self::Tokens(source) => {
                let vocabulary = &source.vocabulary;
                vocabulary.ids().map(|id| vocabulary.text(id)).collect()
            }
            Self::Runs(reader) => (0..reader.len()).map(|n| reader.word(n)).collect(),
        }
    }
}

impl TokenSource {
    fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        let Self {
            tokenizer,
            vocabulary,
            reader,
            tokens,
        } = self;
        tokens.tokens.clear();
        tokens.sentences.clear();
        let block = crate::span::Span::new(0, text.len());
        tokenizer.tokenize_block(text, block, vocabulary, tokens);
        reader.read(tokens, 0..tokens.tokens.len(), vocabulary, out);
    }
}

impl Counter {
    /// A counter for these options and this rule of words.
    ///
    /// # Errors
    /// If the options make no sense ([`TermOptions::check`]).
    pub fn new(options: TermOptions, rule: WordRule) -> Result<Self> {
        Ok(Self {
            source: Source::new(&options, rule)?,
            slots: Vec::new(),
            counting: Counting::new(&options),
        })
    }

    /// Counts a text as the next row.
    ///
    /// # Errors
    /// If the text is longer than 4 GiB.
    pub fn push(&mut self, text: &str) -> Result<()> {
        check_length(text)?;
        self.slots.clear();
        self.source.read(text, &mut self.slots);
        self.counting.push(&self.slots);
        Ok(())
    }

    /// Number of rows so far.
    pub fn rows(&self) -> usize {
        self.counting.rows.len()
    }

    /// The matrix of all rows.
    pub fn finish(self) -> Dtm {
        merge(vec![self])
    }

    /// The rows with given columns, in the order of `terms`; what is not among them is left out.
    pub fn finish_with(self, terms: &[String]) -> Csr<u32> {
        merge_with(vec![self], terms)
    }

    fn names(&self) -> Vec<(String, u32)> {
        self.counting.names(&self.source.words())
    }
}

/// From slots to rows of counts.
#[derive(Debug)]
struct Counting {
    lengths: RangeInclusive<usize>,
    max_skip: usize,
    separator: String,
    /// The n-grams, unless terms are single words.
    ngrams: Option<NgramTable>,
    rows: Rows,
}

impl Counting {
    fn new(options: &TermOptions) -> Self {
        Self {
            lengths: options.ngrams.clone(),
            max_skip: options.max_skip,
            separator: options.separator.clone(),
            ngrams: (!options.is_unigram()).then(NgramTable::default),
            rows: Rows::default(),
        }
    }

    /// Counts a row.
    fn push(&mut self, slots: &[Slot]) {
        let rows = &mut self.rows;
        match &mut self.ngrams {
            None => {
                for slot in slots.iter().filter(|&&slot| slot < Slot::BREAK) {
                    rows.add(slot.0);
                }
            }
            Some(table) => each_ngram(slots, self.lengths.clone(), self.max_skip, &mut |terms| {
                rows.add(table.intern(terms));
            }),
        }
        rows.end_row();
    }

    /// The names of the terms that occur, sorted, each with its number here.
    fn names(&self, words: &[&str]) -> Vec<(String, u32)> {
        let known = self.ngrams.as_ref().map_or(words.len(), NgramTable::len);
        let used = self.rows.used(known);
        let name_of = |term: usize| match &self.ngrams {
            None => words[term].to_owned(),
            Some(table) => name(table.terms(term), words, &self.separator),
        };
        let occurring = (0..known).filter(|&term| used[term]);
        let mut names: Vec<_> = occurring.map(|term| (name_of(term), term as u32)).collect();
        names.sort_unstable();
        names
    }
}

/// The matrix of several workers' rows, one worker's behind the other's.
///
/// This is how texts are counted on many threads: each worker gets a run of consecutive texts. The result is the same
/// for any number of workers.
///
/// # Examples
/// ```
/// use detente::terms::{counts::{Counter, WordRule, merge}, options::TermOptions};
/// let worker = |text| -> detente::Result<Counter> {
///     let mut counter = Counter::new(TermOptions::default(), WordRule::Tokens)?;
///     counter.push(text)?;
///     Ok(counter)
/// };
/// let dtm = merge(vec![worker("War and peace")?, worker("Peace")?]);
/// assert_eq!(dtm.terms, ["and", "peace", "war"]);
/// assert_eq!(dtm.counts.row(1).collect::<Vec<_>>(), [(1, 1)]);
/// # Ok::<(), detente::Error>(())
/// ```
pub fn merge(workers: Vec<Counter>) -> Dtm {
    let names: Vec<Vec<(String, u32)>> = workers.iter().map(Counter::names).collect();
    let terms = unique(names.iter().flatten());
    let targets: Vec<_> = names.iter().map(|names| targets(names, &terms)).collect();
    let terms: Vec<String> = terms.into_iter().map(str::to_owned).collect();
    drop(names);
    let counts = append_all(workers, &targets, terms.len());
    Dtm { terms, counts }
}

/// The rows of several workers with given columns, in the order of `terms`; what is not among them is left out.
pub fn merge_with(workers: Vec<Counter>, terms: &[String]) -> Csr<u32> {
    let mut order: Vec<u32> = (0..terms.len() as u32).collect();
    order.sort_by_key(|&column| &terms[column as usize]);
    let sorted: Vec<&str> = order
        .iter()
        .map(|&column| terms[column as usize].as_str())
        .collect();
    let target = |worker: &Counter| {
        let mut target = targets(&worker.names(), &sorted);
        for place in target.iter_mut().flatten() {
            *place = order[*place as usize];
        }
        target
    };
    let targets: Vec<_> = workers.iter().map(target).collect();
    append_all(workers, &targets, terms.len())
}

/// The names, sorted, each once.
fn unique<'n>(names: impl IntoIterator<Item = &'n (String, u32)>) -> Vec<&'n str> {
    let mut terms: Vec<&str> = names.into_iter().map(|(name, _)| name.as_str()).collect();
    // A stable sort: it merges runs that are sorted already in linear time.
    terms.sort();
    terms.dedup();
    terms
}

/// For each of a worker's terms, its place among `terms`. Both are sorted by name.
fn targets(names: &[(String, u32)], terms: &[&str]) -> Vec<Option<u32>> {
    let known = names.iter().map(|&(_, term)| term as usize + 1).max();
    let mut target = vec![None; known.unwrap_or(0)];
    let mut at = 0;
    for (name, term) in names {
        while terms.get(at).is_some_and(|known| *known < name.as_str()) {
            at += 1;
        }
        if terms.get(at) == Some(&name.as_str()) {
            target[*term as usize] = Some(at as u32);
        }
    }
    target
}

fn append_all(workers: Vec<Counter>, targets: &[Vec<Option<u32>>], columns: usize) -> Csr<u32> {
    let mut out = Csr {
        columns,
        ..Csr::default()
    };
    for (worker, target) in workers.into_iter().zip(targets) {
        worker.counting.rows.append_to(&mut out, target);
    }
    out
}

/// Counts texts on all threads of a pool; the result is that of [`count`].
///
/// The pool is the caller's: the crate never uses rayon's global pool, which a forked process would wait for for ever.
///
/// # Errors
/// If the options make no sense, or a text is longer than 4 GiB.
///
/// # Examples
/// ```
/// use detente::terms::{counts::{WordRule, count, count_in}, options::TermOptions};
/// let texts = ["Peace talks", "War", "Talks of war"];
/// let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
/// let options = TermOptions::default();
/// assert_eq!(count_in(&pool, &texts, &options, &WordRule::Tokens)?, count(&texts, &options)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_in<S: AsRef<str> + Sync>(
    pool: &rayon::ThreadPool,
    texts: &[S],
    options: &TermOptions,
    rule: &WordRule,
) -> Result<Dtm> {
    let parts = split_by_bytes(texts, pool.current_num_threads());
    let counted: Result<Vec<Counter>> = pool.install(|| {
        parts
            .into_par_iter()
            .map(|part| count_part(&texts[part], options, rule))
            .collect()
    });
    Ok(merge(counted?))
}

fn count_part<S: AsRef<str>>(
    texts: &[S],
    options: &TermOptions,
    rule: &WordRule,
) -> Result<Counter> {
    let mut counter = Counter::new(options.clone(), rule.clone())?;
    for text in texts {
        counter.push(text.as_ref())?;
    }
    Ok(counter)
}

/// Consecutive ranges of texts of about equal size in bytes, at most `parts`.
pub fn split_by_bytes<S: AsRef<str>>(texts: &[S], parts: usize) -> Vec<std::ops::Range<usize>> {
    let total: usize = texts.iter().map(|text| text.as_ref().len()).sum();
    let goal = total / parts.max(1) + 1;
    let (mut ranges, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (at, text) in texts.iter().enumerate() {
        bytes += text.as_ref().len();
        if bytes >= goal * (ranges.len() + 1) {
            ranges.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < texts.len() {
        ranges.push(start..texts.len());
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::options::StopWords;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The same counts by plain means: a map from the term to its count in each text.
    fn plain(texts: &[String], options: &TermOptions) -> BTreeMap<String, Vec<u32>> {
        let mut table = BTreeMap::new();
        for (row, text) in texts.iter().enumerate() {
            for sentence in text.split_inclusive(['.', '!']) {
                let words: Vec<String> = sentence
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .map(str::to_lowercase)
                    .collect();
                for n in options.ngrams.clone() {
                    for gram in words.windows(n) {
                        let name = gram.join(&options.separator);
                        table.entry(name).or_insert_with(|| vec![0; texts.len()])[row] += 1;
                    }
                }
            }
        }
        table
    }

    fn as_table(dtm: &Dtm) -> BTreeMap<String, Vec<u32>> {
        let cell = |row, column| dtm.counts.get(row, column).unwrap_or(0);
        let rows = |column| {
            (0..dtm.counts.rows())
                .map(|row| cell(row, column))
                .collect()
        };
        let terms = dtm.terms.iter().zip(0..);
        terms
            .map(|(term, column)| (term.clone(), rows(column)))
            .collect()
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let word = prop::sample::select(vec!["Peace", "war", "talks", "Élan", "the", "1997"]);
        let mark = prop::sample::select(vec![" ", " ", ". The ", "! A "]);
        let text = prop::collection::vec((word, mark), 0..12).prop_map(|parts| {
            parts
                .iter()
                .map(|(w, m)| format!("{w}{m}"))
                .collect::<String>()
        });
        prop::collection::vec(text, 0..8)
    }

    proptest! {
        #[test]
        fn counts_equal_a_plain_count_on_any_number_of_threads(texts in texts(), n in 1..4_usize, threads in 1..4_usize) {
            let options = TermOptions { ngrams: 1..=n, ..TermOptions::default() };
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let dtm = count_in(&pool, &texts, &options, &WordRule::Tokens).unwrap();
            prop_assert_eq!(as_table(&dtm), plain(&texts, &options));
            prop_assert_eq!(&dtm, &count(&texts, &options).unwrap());
            prop_assert_eq!(dtm.counts.rows(), texts.len());
        }
    }

    fn terms(text: &str, options: TermOptions) -> Vec<String> {
        count(&[text], &options).unwrap().terms
    }

    #[test]
    fn options_choose_and_shape_the_terms() {
        let base = TermOptions::default;
        let stop = StopWords::List(["and".to_owned(), "of".to_owned()].into());
        let cases = [
            (base(), vec!["2", "agreements", "and", "of", "peace"]),
            (
                TermOptions {
                    lowercase: false,
                    ..base()
                },
                vec!["2", "Agreements", "and", "of", "peace"],
            ),
            (
                TermOptions {
                    stem: true,
                    ..base()
                },
                vec!["2", "agreement", "and", "of", "peac"],
            ),
            (
                TermOptions {
                    stop_words: stop.clone(),
                    ..base()
                },
                vec!["2", "agreements", "peace"],
            ),
            (
                TermOptions {
                    numbers: false,
                    min_chars: 3,
                    ..base()
                },
                vec!["agreements", "and", "peace"],
            ),
            (
                TermOptions {
                    ngrams: 2..=2,
                    stop_words: stop.clone(),
                    ..base()
                },
                vec!["2 agreements"],
            ),
            (
                TermOptions {
                    ngrams: 2..=2,
                    stop_words: stop,
                    across_gaps: true,
                    ..base()
                },
                vec!["2 agreements", "agreements peace"],
            ),
        ];
        for (options, expected) in cases {
            assert_eq!(
                terms("2 Agreements and, of peace", options.clone()),
                expected,
                "{options:?}"
            );
        }
    }

    #[test]
    fn ngrams_stay_within_sentences_unless_asked() {
        let text = "Talks failed. War began.";
        let pairs = |across| TermOptions {
            ngrams: 2..=2,
            across_sentences: across,
            across_gaps: true,
            ..TermOptions::default()
        };
        assert_eq!(terms(text, pairs(false)), ["talks failed", "war began"]);
        assert_eq!(
            terms(text, pairs(true)),
            ["failed war", "talks failed", "war began"]
        );
    }

    #[test]
    fn skip_grams_bound_each_gap() {
        let options = TermOptions {
            ngrams: 3..=3,
            max_skip: 1,
            separator: "_".into(),
            ..TermOptions::default()
        };
        let expected = [
            "a_b_c", "a_b_d", "a_c_d", "a_c_e", "b_c_d", "b_c_e", "b_d_e", "c_d_e",
        ];
        assert_eq!(terms("a b c d e", options), expected);
    }

    #[test]
    fn a_given_vocabulary_fixes_the_columns() {
        let mut counter = Counter::new(TermOptions::default(), WordRule::Tokens).unwrap();
        counter.push("War and peace and war").unwrap();
        let columns = ["war", "love", "and"].map(str::to_owned);
        let counts = counter.finish_with(&columns);
        assert_eq!(counts.row(0).collect::<Vec<_>>(), [(0, 2), (2, 2)]);
        assert_eq!(counts.columns, 3);
    }

    #[test]
    fn terms_that_only_look_alike_are_one_column() {
        let options = TermOptions {
            ngrams: 2..=2,
            separator: String::new(),
            ..TermOptions::default()
        };
        let dtm = count(&["ab c. a bc."], &options).unwrap();
        assert_eq!(dtm.terms, ["abc"]);
        assert_eq!(dtm.counts.data, [2]);
    }

    #[test]
    fn impossible_lengths_are_refused() {
        for ngrams in [0..=1, RangeInclusive::new(2, 1), 1..=99] {
            let options = TermOptions {
                ngrams,
                ..TermOptions::default()
            };
            assert!(count(&["a"], &options).is_err());
        }
    }
}
