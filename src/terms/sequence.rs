//! Texts as sequences of term numbers: what all statistics of order (n-grams, collocations, windows) read.

use super::options::{StopWords, TermOptions};
use crate::error::{Error, Result};
use crate::tokenize::{Token, TokenKind, Tokenizer, Tokens};
use crate::vocabulary::{Column, TypeId, Vocabulary};
use std::ops::Range;

/// One place of a sequence.
///
/// Numbers depend on the order in which words were met: they must never reach an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub(crate) u32);

impl Slot {
    /// A token that was left out: it takes its place, but is no term.
    pub const GAP: Self = Self(u32::MAX);
    /// The end of a sentence, which nothing reaches over.
    pub const BREAK: Self = Self(u32::MAX - 1);

    /// The term's number, as an index; `None` for a gap or break.
    pub fn term(self) -> Option<usize> {
        (self < Self::BREAK).then_some(self.0 as usize)
    }
}

/// Turns tokens into slots, by [`TermOptions`]. What is asked of a word is computed once per type.
///
/// A reader belongs to one vocabulary: give it the same one at every call.
#[derive(Debug)]
pub struct TermReader {
    options: TermOptions,
    terms: Column<Slot>,
}

impl TermReader {
    /// A reader for these options.
    ///
    /// # Errors
    /// If the options make no sense ([`TermOptions::check`]).
    pub fn new(options: TermOptions) -> Result<Self> {
        options.check()?;
        Ok(Self {
            options,
            terms: Column::default(),
        })
    }

    /// The options it was made with.
    pub fn options(&self) -> &TermOptions {
        &self.options
    }

    /// Appends the slots of the tokens `range` of `tokens` (all of them: `0..tokens.tokens.len()`).
    ///
    /// Numbers are those of types of the vocabulary. A break stands behind each sentence unless sentences do not matter.
    pub fn read(
        &mut self,
        tokens: &Tokens,
        range: Range<usize>,
        vocabulary: &Vocabulary,
        out: &mut Vec<Slot>,
    ) {
        let options = &self.options;
        self.terms
            .fill_by_id(vocabulary, |id| slot_of(id, vocabulary, options));
        let range = range.start..range.end.min(tokens.tokens.len());
        if range.is_empty() {
            return;
        }
        if options.across_sentences {
            return self.read_run(&tokens.tokens[range], out);
        }
        let first = tokens
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= range.start);
        for sentence in &tokens.sentences[first..] {
            if sentence.tokens.start >= range.end {
                break;
            }
            let part = sentence.tokens.start.max(range.start)..sentence.tokens.end.min(range.end);
            self.read_run(&tokens.tokens[part], out);
            out.push(Slot::BREAK);
        }
    }

    fn read_run(&self, tokens: &[Token], out: &mut Vec<Slot>) {
        for token in tokens {
            if self.options.counts(token.kind) {
                self.push(self.terms[token.id], out);
            } else if token.kind != TokenKind::Clitic {
                self.push(Slot::GAP, out);
            }
        }
    }

    fn push(&self, slot: Slot, out: &mut Vec<Slot>) {
        if slot != Slot::GAP || !self.options.across_gaps {
            out.push(slot);
        }
    }
}

/// The term of a type, or a gap where the type is left out.
fn slot_of(id: TypeId, vocabulary: &Vocabulary, options: &TermOptions) -> Slot {
    let lower = vocabulary.lower(id);
    let stopped = match &options.stop_words {
        StopWords::Keep => false,
        StopWords::OfLanguage => vocabulary.is_stop_word(id),
        StopWords::List(list) => list.contains(vocabulary.text(lower)),
    };
    let short = || vocabulary.text(id).chars().count() < options.min_chars;
    if stopped || (options.min_chars > 1 && short()) {
        return Slot::GAP;
    }
    let term = match (options.stem, options.lowercase) {
        (true, _) => vocabulary.stem(id),
        (false, true) => lower,
        (false, false) => id,
    };
    Slot(term.index() as u32)
}

/// Many documents as sequences of terms, with the terms' names.
///
/// Terms are numbered in byte order of their names, so that their numbers, unlike type ids, may decide order.
/// N-grams are not formed here: a corpus is made of single words.
///
/// # Examples
/// ```
/// use detente::terms::{options::TermOptions, sequence::Corpus};
/// let corpus = Corpus::read(&["War, then peace.", "Peace."], &TermOptions::default())?;
/// assert_eq!(corpus.terms(), ["peace", "then", "war"]);
/// assert_eq!(corpus.words(0).collect::<Vec<_>>(), [2, 1, 0]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    terms: Vec<String>,
    slots: Vec<Slot>,
    ends: Vec<usize>,
}

impl Corpus {
    /// Tokenizes and reads texts, one document each.
    ///
    /// # Errors
    /// If the options make no sense, or a text is longer than 4 GiB.
    pub fn read<S: AsRef<str>>(texts: &[S], options: &TermOptions) -> Result<Self> {
        let mut vocabulary = Vocabulary::new(options.language);
        let mut builder = CorpusBuilder::new(options.clone())?;
        let tokenizer = Tokenizer::default();
        for text in texts {
            check_length(text.as_ref())?;
            let tokens = tokenizer.tokenize(text.as_ref(), &mut vocabulary);
            builder.push(&tokens, 0..tokens.tokens.len(), &vocabulary);
        }
        Ok(builder.finish(&vocabulary))
    }

    /// The terms, in byte order.
    pub fn terms(&self) -> &[String] {
        &self.terms
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The slots of a document.
    ///
    /// # Panics
    /// If there is no such document.
    pub fn document(&self, document: usize) -> &[Slot] {
        let start = document
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.slots[start..self.ends[document]]
    }

    /// The documents, in order.
    pub fn documents(&self) -> impl Iterator<Item = &[Slot]> {
        (0..self.len()).map(|document| self.document(document))
    }

    /// The term numbers of a document's words, without gaps and breaks.
    ///
    /// # Panics
    /// If there is no such document.
    pub fn words(&self, document: usize) -> impl Iterator<Item = u32> + '_ {
        let slots = self.document(document).iter();
        slots.filter(|&&slot| slot < Slot::BREAK).map(|slot| slot.0)
    }

    /// The number of a term.
    pub fn number(&self, term: &str) -> Option<u32> {
        let at = self
            .terms
            .binary_search_by(|known| known.as_str().cmp(term));
        at.ok().map(|number| number as u32)
    }
}

/// Builds a [`Corpus`] from tokens that are already there.
#[derive(Debug)]
pub struct CorpusBuilder {
    reader: TermReader,
    slots: Vec<Slot>,
    ends: Vec<usize>,
}

impl CorpusBuilder {
    /// A builder for these options.
    ///
    /// # Errors
    /// If the options make no sense ([`TermOptions::check`]).
    pub fn new(options: TermOptions) -> Result<Self> {
        Ok(Self {
            reader: TermReader::new(options)?,
            slots: Vec::new(),
            ends: Vec::new(),
        })
    }

    /// Appends a document: the tokens `range` of `tokens` (a section, say).
    pub fn push(&mut self, tokens: &Tokens, range: Range<usize>, vocabulary: &Vocabulary) {
        self.reader.read(tokens, range, vocabulary, &mut self.slots);
        self.ends.push(self.slots.len());
    }

    /// The corpus, its terms renumbered in byte order.
    pub fn finish(mut self, vocabulary: &Vocabulary) -> Corpus {
        let mut used = vec![false; vocabulary.len()];
        for slot in &self.slots {
            if let Some(term) = slot.term() {
                used[term] = true;
            }
        }
        let mut named: Vec<(&str, usize)> = vocabulary
            .ids()
            .filter(|id| used[id.index()])
            .map(|id| (vocabulary.text(id), id.index()))
            .collect();
        named.sort_unstable();
        let mut number = vec![0; vocabulary.len()];
        for (new, &(_, old)) in named.iter().enumerate() {
            number[old] = new as u32;
        }
        for slot in &mut self.slots {
            if let Some(term) = slot.term() {
                *slot = Slot(number[term]);
            }
        }
        Corpus {
            terms: named.into_iter().map(|(name, _)| name.to_owned()).collect(),
            slots: self.slots,
            ends: self.ends,
        }
    }
}

/// Refuses texts whose offsets do not fit 32 bits.
pub(crate) fn check_length(text: &str) -> Result<()> {
    if u32::try_from(text.len()).is_err() {
        let message = format!(
            "a text of {} bytes is too long; the limit is 4 GiB",
            text.len()
        );
        return Err(Error::text(message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The corpus of one text, a dot for a gap and a bar for a sentence end.
    fn shown(text: &str, options: &TermOptions) -> String {
        let corpus = Corpus::read(&[text], options).unwrap();
        let slot = |slot: &Slot| match *slot {
            Slot::GAP => ".".to_owned(),
            Slot::BREAK => "|".to_owned(),
            Slot(term) => corpus.terms()[term as usize].clone(),
        };
        corpus
            .document(0)
            .iter()
            .map(slot)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn what_is_left_out_leaves_a_gap_and_sentences_end() {
        let text = "NATO's talks, at last, began. They failed.";
        let base = TermOptions::default;
        let stop = StopWords::List(["at".to_owned()].into());
        let cases = [
            (base(), "nato talks . at last . began . | they failed . |"),
            (
                TermOptions {
                    across_gaps: true,
                    ..base()
                },
                "nato talks at last began | they failed |",
            ),
            (
                TermOptions {
                    across_sentences: true,
                    ..base()
                },
                "nato talks . at last . began . they failed .",
            ),
            (
                TermOptions {
                    stop_words: stop,
                    ..base()
                },
                "nato talks . . last . began . | they failed . |",
            ),
            (
                TermOptions {
                    punctuation: true,
                    ..base()
                },
                "nato talks , at last , began . | they failed . |",
            ),
            (
                TermOptions {
                    clitics: true,
                    ..base()
                },
                "nato 's talks . at last . began . | they failed . |",
            ),
        ];
        for (options, expected) in cases {
            assert_eq!(shown(text, &options), expected, "{options:?}");
        }
    }

    #[test]
    fn a_part_of_the_tokens_is_read_as_if_it_were_all() {
        let mut vocabulary = Vocabulary::new(Default::default());
        let tokens = Tokenizer::default().tokenize("One two. Three four. Five.", &mut vocabulary);
        let mut reader = TermReader::new(TermOptions::default()).unwrap();
        for (range, expected) in [(1..5, 6), (0..0, 0), (4..4, 0)] {
            let mut slots = Vec::new();
            reader.read(&tokens, range.clone(), &vocabulary, &mut slots);
            assert_eq!(slots.len(), expected, "{range:?}: {slots:?}");
        }
    }
}
