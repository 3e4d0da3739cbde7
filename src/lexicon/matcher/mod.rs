//! The compiled lexicon.

use super::context::{CueState, Cues, Negation, negation};
use super::model::{EntryId, KeyId, Lexicon};
use super::pattern::{Compiler, Element, TokenPattern};
use crate::language::Language;
use crate::span::Span;
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::Vocabulary;
use overlap::Rules;
pub(super) use scan::Candidate;
use scan::{Classes, Scan, Threads};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use symbols::Symbols;
use trie::{Trie, TrieBuilder};

mod globs;
mod overlap;
mod scan;
mod symbols;
mod trie;

#[cfg(test)]
mod tests;

pub use overlap::Overlap;

/// How a lexicon is matched.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatchOptions {
    /// The language, for entries that are stems. It must be that of the vocabulary.
    pub language: Language,
    /// Which of several overlapping matches count.
    pub overlap: Overlap,
    /// Whether a match may reach from one sentence into the next.
    pub cross_sentences: bool,
    /// How negated matches are known; `None` if they are not to be told apart.
    pub negation: Option<Negation>,
}

/// A match of a lexicon's entry in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LexiconMatch {
    /// From the first byte of the first word to the last of the last.
    pub span: Span,
    /// The key.
    pub key: KeyId,
    /// The entry.
    pub entry: EntryId,
    /// Whether a negation stands before it in its clause (if asked for).
    pub negated: bool,
    /// Index into [`Tokens::sentences`] of the sentence it begins in.
    pub sentence: usize,
    /// From the first token to the last, with all between them. At most 64 tokens.
    pub tokens: Range<usize>,
    /// Which of these tokens the entry's words matched: bit `i` is token `tokens.start + i`.
    pub matched: u64,
}

impl LexiconMatch {
    /// The indices of the tokens that the entry's words matched, without gaps, hyphens and clitics between them.
    pub fn matched_tokens(&self) -> impl Iterator<Item = usize> + use<> {
        let (start, matched) = (self.tokens.start, self.matched);
        (0..u64::BITS as usize)
            .filter(move |bit| matched >> bit & 1 == 1)
            .map(move |bit| start + bit)
    }
}

/// A lexicon compiled for matching. Shared between threads; each worker has its own [`MatcherState`].
///
/// # Examples
/// ```
/// use detente::language::Language;
/// use detente::lexicon::{Format, Lexicon, MatchOptions};
/// use detente::{tokenize::Tokenizer, vocabulary::Vocabulary};
///
/// let yaml = "islands: [samoa]\nterritories: [american samoa]\npeace: [\"peace *\", \"sign* ..3 treat*\"]\n";
/// let lexicon = Lexicon::from_str("own", yaml, Format::Yaml)?;
/// let matcher = lexicon.compile(&MatchOptions::default())?;
///
/// let text = "They signed the long-awaited treaty on American Samoa.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let mut state = matcher.state();
/// let matches = matcher.find(&tokens, &vocabulary, &mut state);
/// let found: Vec<_> = matches.iter().map(|m| m.span.of(text)).collect();
/// assert_eq!(found, ["signed the long-awaited treaty", "American Samoa"]);
/// # Ok::<(), detente::Error>(())
/// ```
///
/// # Complexity
/// Compiling is linear in the lexicon. Every type of a vocabulary is held against the patterns once, in a time that
/// depends on its length (and on the number of regular expressions, and of globs with wildcards at both ends). Finding
/// is linear in the tokens, whatever the number of entries.
#[derive(Debug)]
pub struct LexiconMatcher {
    symbols: Symbols,
    trie: Trie,
    rules: Rules,
    options: MatchOptions,
    negation: Option<Box<Cues>>,
    /// The node that each sequence of each entry ends in, by entry.
    paths: Vec<(EntryId, trie::NodeId)>,
}

/// What one worker remembers between texts: the types of **one** vocabulary as the matcher sees them.
#[derive(Debug)]
pub struct MatcherState {
    classes: Classes,
    threads: Threads,
    found: Vec<Candidate>,
    cues: Option<Box<CueState>>,
}

impl Lexicon {
    /// Compiles the lexicon.
    ///
    /// Entries that can never match are left out; [`Lexicon::check`] names them.
    ///
    /// # Errors
    /// If the lexicon of the negation's cues has none of their keys.
    pub fn compile(&self, options: &MatchOptions) -> crate::Result<LexiconMatcher> {
        let vocabulary = Vocabulary::new(options.language);
        let mut compiler = Compiler::new(Tokenizer::default(), vocabulary);
        let (mut symbols, mut trie) = (Symbols::default(), TrieBuilder::new());
        let mut order = Vec::with_capacity(self.entries().len());
        let mut paths = Vec::with_capacity(self.entries().len());
        for (id, entry) in self.entries().iter().enumerate() {
            let sequences = compiler.sequences(entry);
            for sequence in &sequences {
                let end = trie.add(sequence, id as EntryId, &mut symbols);
                paths.extend(end.map(|node| (id as EntryId, node)));
            }
            let unspecific = sequences.iter().flatten().map(unspecificity).max();
            let length = std::cmp::Reverse(entry.pattern.len());
            order.push((unspecific, length, id as EntryId));
        }
        order.sort_unstable();
        let mut ranks = vec![0; order.len()];
        for (rank, (.., id)) in order.into_iter().enumerate() {
            ranks[id as usize] = rank as u32;
        }
        let rules = Rules::new(self, options.overlap, ranks);
        let trie = trie.finish(|entries| rules.prefer(entries));
        Ok(LexiconMatcher {
            symbols,
            trie,
            rules,
            options: options.clone(),
            paths,
            negation: match &options.negation {
                Some(negation) => Some(Box::new(negation.compile(options.language)?)),
                None => None,
            },
        })
    }
}

/// 0 for a word as written, more for patterns that many words satisfy.
fn unspecificity(element: &Element) -> u8 {
    match element {
        Element::Token(TokenPattern::Exact(_)) => 0,
        Element::Token(TokenPattern::Lower(_)) => 1,
        Element::Token(TokenPattern::Stem(_)) => 2,
        Element::Token(TokenPattern::Glob { .. }) => 3,
        Element::Token(TokenPattern::Regex { .. }) => 4,
        Element::Gap(_) | Element::AnyWord => 0,
    }
}

impl LexiconMatcher {
    /// A fresh state, for one worker and one vocabulary.
    pub fn state(&self) -> MatcherState {
        MatcherState {
            classes: Classes::new(),
            threads: Threads::default(),
            found: Vec::new(),
            cues: self.negation.as_ref().map(|cues| Box::new(cues.state())),
        }
    }

    /// The options it was compiled with.
    pub fn options(&self) -> &MatchOptions {
        &self.options
    }

    /// The matches in one text, in the order of their first words, then of length, key and entry.
    ///
    /// `state` must always come with the same vocabulary.
    pub fn find(
        &self,
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        state: &mut MatcherState,
    ) -> Vec<LexiconMatch> {
        state.classes.fill(vocabulary, &self.symbols, &self.trie);
        let scan = Scan {
            trie: &self.trie,
            vocabulary,
            tokens: &tokens.tokens,
        };
        let mut matches = Vec::new();
        let mut found = std::mem::take(&mut state.found);
        if self.options.cross_sentences {
            self.find_in(&scan, 0..tokens.tokens.len(), state, &mut found);
            self.report(tokens, &found, 0, &mut matches);
        } else {
            for (index, sentence) in tokens.sentences.iter().enumerate() {
                self.find_in(&scan, sentence.tokens.clone(), state, &mut found);
                self.report(tokens, &found, index, &mut matches);
            }
        }
        state.found = found;
        self.mark_negated(&mut matches, tokens, vocabulary, state);
        matches
    }

    /// Every match of every entry, exceptions too, whatever the rules say.
    pub(super) fn candidates(
        &self,
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        state: &mut MatcherState,
    ) -> Vec<Candidate> {
        state.classes.fill(vocabulary, &self.symbols, &self.trie);
        let scan = Scan {
            trie: &self.trie,
            vocabulary,
            tokens: &tokens.tokens,
        };
        let mut found = Vec::new();
        for sentence in &tokens.sentences {
            scan.run(sentence.tokens.clone(), state, &mut found);
        }
        found
    }

    /// Whether an entry has words that can be matched.
    pub(super) fn can_match(&self, entry: EntryId) -> bool {
        self.paths
            .binary_search_by_key(&entry, |&(id, _)| id)
            .is_ok()
    }

    /// Whether two entries match the very same sequences.
    pub(super) fn same_sequences(&self, one: EntryId, other: EntryId) -> bool {
        let paths = |entry: EntryId| {
            let start = self.paths.partition_point(|&(id, _)| id < entry);
            self.paths[start..]
                .iter()
                .take_while(move |&&(id, _)| id == entry)
                .map(|&(_, node)| node)
        };
        paths(one).eq(paths(other))
    }

    fn mark_negated(
        &self,
        matches: &mut [LexiconMatch],
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        state: &mut MatcherState,
    ) {
        let negation = self
            .options
            .negation
            .as_ref()
            .filter(|_| !matches.is_empty());
        if let (Some(negation), Some(cues), Some(state)) =
            (negation, &self.negation, &mut state.cues)
        {
            cues.read(tokens, vocabulary, state);
            negation::mark(matches, tokens, vocabulary, &state.roles, negation.before);
        }
    }

    fn find_in(
        &self,
        scan: &Scan<'_>,
        range: Range<usize>,
        state: &mut MatcherState,
        found: &mut Vec<Candidate>,
    ) {
        found.clear();
        scan.run(range, state, found);
        self.rules.settle(found);
    }

    /// Candidates as matches; the first lies in `sentence` or behind it.
    fn report(
        &self,
        tokens: &Tokens,
        found: &[Candidate],
        mut sentence: usize,
        out: &mut Vec<LexiconMatch>,
    ) {
        for candidate in found {
            let range = candidate.start as usize..candidate.end() as usize;
            while tokens.sentences[sentence].tokens.end <= range.start {
                sentence += 1;
            }
            let start = tokens.tokens[range.start].start as usize;
            let end = tokens.tokens[range.end - 1].end as usize;
            out.push(LexiconMatch {
                span: Span::new(start, end),
                key: self.rules.key(candidate),
                entry: candidate.entry,
                negated: false,
                sentence,
                tokens: range,
                matched: candidate.mask,
            });
        }
    }
}
