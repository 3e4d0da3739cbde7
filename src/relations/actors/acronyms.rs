//! Acronyms that a text introduces: "Partnership for Peace (PfP)", "PfP (Partnership for Peace)".
//!
//! The long form is found by the algorithm of Schwartz & Hearst (2003, *A simple algorithm for identifying abbreviation
//! definitions in biomedical text*, Pacific Symposium on Biocomputing 8): read both from the right; every letter or
//! digit of the acronym must be met in the candidate, in order, and the first one at the start of a word. Before that, the
//! plain case is tried: the letters are the initials of the last words, small words aside, which theirs can miss
//! ("Atlantic Alliance (AA)"). Stricter than theirs: the acronym has two capitals at least, and the long form two words.

use crate::tokenize::{Token, TokenKind, Tokens};
use std::ops::Range;

/// Longest acronym, in characters (Schwartz & Hearst).
const LONGEST_SHORT: usize = 10;
/// A token of more bytes belongs to no long form; it bounds the work on odd input.
const LONGEST_WORD: usize = 40;

/// An acronym and its long form, in token indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Introduction {
    pub(super) short: usize,
    pub(super) long: Range<usize>,
}

/// Every introduction of an acronym in a text, in order.
pub(super) fn introductions(text: &str, tokens: &Tokens) -> Vec<Introduction> {
    let mut found = Vec::new();
    for sentence in &tokens.sentences {
        let reader = Reader {
            text,
            tokens: &tokens.tokens,
            sentence: sentence.tokens.clone(),
        };
        let opens = |&at: &usize| reader.word(at) == "(";
        found.extend(
            sentence
                .tokens
                .clone()
                .filter(opens)
                .filter_map(|at| reader.at(at)),
        );
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    sentence: Range<usize>,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens[at].span().of(self.text)
    }

    /// The introduction around the bracket at token `open`.
    fn at(&self, open: usize) -> Option<Introduction> {
        self.short_inside(open).or_else(|| self.short_before(open))
    }

    /// "long form (ACRONYM)", "long form (the ACRONYM, founded in 1949)", "long form ('ACRONYM')".
    fn short_inside(&self, open: usize) -> Option<Introduction> {
        let lead = ["the", "hereafter", "henceforth", "or", "\"", "'", "“", "‘"];
        let short = (open + 1..self.sentence.end)
            .take(4)
            .find(|&at| !lead.contains(&self.word(at)))?;
        let closes = |&at: &usize| {
            at < self.sentence.end
                && matches!(self.word(at), ")" | "," | ";" | "\"" | "'" | "”" | "’")
        };
        Some(short + 1).filter(closes)?;
        let first = self.candidate(open, self.limit(short)?);
        self.match_up(short, first..open)
    }

    /// "ACRONYM (long form)".
    fn short_before(&self, open: usize) -> Option<Introduction> {
        let short = open
            .checked_sub(1)
            .filter(|at| self.sentence.contains(at))?;
        let limit = self.limit(short)?;
        let inside = open + 1..self.sentence.end;
        let close = inside
            .clone()
            .take(3 * limit)
            .find(|&at| self.word(at) == ")")?;
        let long = inside.start..close;
        let found = self.match_up(short, long.clone())?;
        (found.long == long).then_some(found)
    }

    /// The most words that the long form of an acronym may have; `None` if the token is no acronym.
    fn limit(&self, short: usize) -> Option<usize> {
        let word = self.word(short);
        let length = word.chars().count();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let fits = self.tokens[short].kind == TokenKind::Word
            && (2..=LONGEST_SHORT).contains(&length)
            && capitals >= 2
            && word.starts_with(char::is_alphanumeric);
        fits.then(|| (length + 5).min(2 * length))
    }

    /// Where a candidate of at most `limit` words before token `end` starts.
    fn candidate(&self, end: usize, limit: usize) -> usize {
        let mut words = 0;
        let mut first = end;
        for at in (self.sentence.start..end).rev() {
            let token = self.tokens[at];
            words += usize::from(token.kind.is_word());
            let stops = matches!(self.word(at), "(" | ")" | ";" | ":");
            if words > limit || stops || token.span().len() > LONGEST_WORD {
                break;
            }
            first = at;
        }
        first
    }

    /// Matches the acronym against the candidate; the long form ends where the candidate ends.
    fn match_up(&self, short: usize, candidate: Range<usize>) -> Option<Introduction> {
        let first = self
            .initials(short, candidate.clone())
            .or_else(|| self.letters(short, candidate.clone()))?;
        let range = first..candidate.end;
        let words = range.clone().filter(|&at| self.tokens[at].kind.is_word());
        let holds_short = range.clone().any(|at| self.word(at) == self.word(short));
        (words.count() >= 2 && !holds_short).then_some(Introduction { short, long: range })
    }

    /// The first token of the long form if the acronym's letters are the initials of its words.
    fn initials(&self, short: usize, candidate: Range<usize>) -> Option<usize> {
        let mut letters = self
            .word(short)
            .chars()
            .rev()
            .filter(|c| c.is_alphanumeric())
            .peekable();
        for at in candidate.rev().filter(|&at| self.tokens[at].kind.is_word()) {
            let word = self.word(at);
            let initial = word.chars().next()?;
            if initial.to_lowercase().eq(letters.peek()?.to_lowercase()) {
                letters.next();
                if letters.peek().is_none() {
                    return Some(at);
                }
            } else if !matches!(word, "of" | "for" | "and" | "the" | "in" | "on" | "to") {
                return None;
            }
        }
        None
    }

    /// The first token of the long form by the rule of Schwartz & Hearst.
    fn letters(&self, short: usize, candidate: Range<usize>) -> Option<usize> {
        let from = self.tokens.get(candidate.start)?.start as usize;
        let last = self.tokens.get(candidate.end.checked_sub(1)?)?;
        let long = self.text.get(from..last.end as usize)?;
        let start = from + start_of_long_form(self.word(short), long)?;
        candidate
            .clone()
            .find(|&at| self.tokens[at].start as usize == start)
    }
}

/// The byte at which the long form of `short` starts in `candidate`.
fn start_of_long_form(short: &str, candidate: &str) -> Option<usize> {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut wanted = letters.iter().enumerate().rev().peekable();
    let chars: Vec<(usize, char)> = candidate.char_indices().collect();
    for (index, &(byte, c)) in chars.iter().enumerate().rev() {
        let &(place, letter) = wanted.peek()?;
        let at_start = index == 0 || !chars[index - 1].1.is_alphanumeric();
        if c.to_lowercase().eq(letter.to_lowercase()) && (place > 0 || at_start) {
            wanted.next();
            if place == 0 {
                return Some(byte);
            }
        }
    }
    None
}

/// Whether a long form is written as a name: its first word and most of its longer words start with a capital.
pub(super) fn is_capitalised(words: &[&str]) -> bool {
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let long = words.iter().filter(|word| word.len() > 3);
    let capital = long.clone().filter(|word| is_capital(word)).count();
    words.first().is_some_and(is_capital) && 2 * capital > long.count()
}

/// Whether a long form names an organisation: its head, the last word before the first preposition, says so.
pub(super) fn is_organisation(words: &[&str]) -> bool {
    const HEADS: &str = "agency alliance army assembly association authority bank bloc board center centre coalition \
        commission committee community confederation conference congress convention corps council court federation \
        force forces forum front group institute league ministry mission movement office organisation organization \
        party secretariat society tribunal union unit";
    let is_preposition = |word: &&&str| {
        matches!(
            **word,
            "of" | "for" | "on" | "in" | "against" | "to" | "between"
        )
    };
    let end = words
        .iter()
        .position(|word| is_preposition(&word))
        .unwrap_or(words.len());
    let head = words[..end].last().map(|word| word.to_lowercase());
    head.is_some_and(|head| HEADS.split(' ').any(|listed| listed == head))
}
