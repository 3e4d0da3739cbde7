//! Term statistics: counts, document-term matrices, weighting, keyness, collocations, KWIC, diversity, readability.
//!
//! What quanteda and scikit-learn compute, over [`Tokens`](crate::tokenize::Tokens) and a
//! [`Vocabulary`](crate::vocabulary::Vocabulary), for whole texts or their sections ([`units`]).
//!
//! | question | module |
//! |---|---|
//! | What is a term? | [`options`]: case, stems, stop words, kinds of token, n-grams |
//! | Which terms, how often, where? | [`counts`] → [`matrix`] (sparse), [`frequency`], [`kwic`] |
//! | How much does a term weigh in a document? | [`weighting`]: SMART, tf-idf, BM25 |
//! | Which terms set texts apart? | [`keyness`], over the tests of [`significance`] |
//! | Which terms belong together? | [`collocations`], [`cooccurrence`] |
//! | How evenly is a term spread? | [`dispersion`] |
//! | How alike are texts? | [`similarity`] |
//! | How varied, how hard is a text? | [`diversity`]; [`readability`], over [`syllables`] |
//!
//! Statistics of order read a [`Corpus`](sequence::Corpus): documents as sequences of terms, in which tokens left out
//! leave gaps and sentences end. Numbers of types and hash tables never decide an order: the same texts give the same
//! output on any number of threads.
//!
//! # Deliberate differences
//! From quanteda 4.3 (with quanteda.textstats 0.97) and scikit-learn 1.9, where the same input could be expected to give
//! the same output:
//!
//! | here | there | why |
//! |---|---|---|
//! | n-grams and windows end at the sentence | reach over it | words of two sentences do not stand together; `across_sentences` |
//! | n-grams do not reach over tokens left out | quanteda does unless padded, scikit-learn always | "peace, war" is not "peace war"; `across_gaps` |
//! | prop. of maximum and augmented tf take the document's own maximum | quanteda takes another document's where a document is empty | a slip of quanteda's |
//! | the natural logarithm unless set | quanteda takes base 10 | as SMART, scikit-learn and the sources |
//! | odds ratio of the exact test to 15 digits | R stops at about 4 | R's root finder is loose |
//! | in a window, a word with itself counts once for each pair of places | quanteda counts it twice | as with any other pair |
//! | FOG.PSK is 3.068 + 0.0877 ASL + … | quanteda multiplies the first two | Powers, Sumner & Kearl (1958) |
//! | FOG.NRI and Linsear per 100 words | quanteda takes the whole text's counts | the formulas are for samples of 100 words |
//! | Danielson–Bryan 2 is … − 0.194 letters per sentence | quanteda adds 0.0194 | Danielson & Bryan (1963) |
//! | KWIC shows the text as it is, and its window counts words | quanteda joins tokens with spaces, and counts punctuation | a quotation should be one |
//! | MTLD of a text without repetition is infinite | undefined | no factor is ever closed |
//!
//! Formulas that need word lists which others own (Dale–Chall, Spache, Bormuth), the prepositions of Tränkle & Bailer and
//! the scores of Scrabble are left out.
//!
//! # Example
//! ```
//! use detente::terms::{counts::count, options::TermOptions, weighting::Weighting};
//!
//! let dtm = count(&["Peace talks", "Peace and war", "Talks of war and peace"], &TermOptions::default())?;
//! let weighted = "ntn".parse::<Weighting>()?.weigh(&dtm.counts); // counts times inverse document frequency
//! let weight = |term| weighted.get(1, dtm.column(term).unwrap()).unwrap();
//! assert!(weight("war") > weight("peace")); // "peace" is in every text
//! # Ok::<(), detente::Error>(())
//! ```

pub mod collocations;
pub mod cooccurrence;
pub mod counts;
pub mod dispersion;
pub mod diversity;
pub mod frequency;
pub mod keyness;
pub mod kwic;
pub mod matrix;
pub mod ngrams;
pub mod options;
pub mod readability;
pub mod runs;
pub mod sequence;
pub mod significance;
pub mod similarity;
pub mod syllables;
pub mod units;
pub mod weighting;

mod counting;
mod folded;
mod naming;
pub(crate) mod ngram_names;
mod ngram_tree;
mod numbering;
mod parts;
pub(crate) mod rows;
pub(crate) mod sharing;
mod source;
mod tally;
pub(crate) mod term_list;
mod united;
