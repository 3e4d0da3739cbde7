//! Raw text in blocks: where a line break ends a sentence, and where it is a wrapped line.

use super::abbreviations::starts_sentences;
use super::lists::{is_bullet, roman};
use crate::span::Span;

/// A line is short, and so not wrapped, if it fills less than this share of the widest line of its paragraph.
const SHORT: f64 = 0.7;

/// Lines that are all narrower than this (in bytes) are a list of short lines if none ends like a sentence.
const NARROW: usize = 45;

/// The blocks of a raw text: stretches across which no sentence reaches.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        if line.trim().is_empty() {
            split_paragraph(text, &paragraph, &mut blocks);
            paragraph.clear();
        } else {
            paragraph.push(span);
        }
    }
    split_paragraph(text, &paragraph, &mut blocks);
    blocks
}

/// Splits one paragraph (lines without a blank one between) where its lines are evidently separate.
fn split_paragraph(text: &str, lines: &[Span], blocks: &mut Vec<Span>) {
    let Some(first) = lines.first() else { return };
    let of = |line: &Span| line.of(text).trim();
    let width = lines.iter().map(|line| of(line).len()).max().unwrap_or(0);
    let narrow_list = lines.len() > 2
        && width < NARROW
        && lines
            .iter()
            .all(|line| !ends_sentence(of(line)) && !of(line).ends_with([',', '-']));
    let mut start = first.start;
    for pair in lines.windows(2) {
        if narrow_list || are_separate(of(&pair[0]), of(&pair[1]), width) {
            blocks.push(Span::new(start, pair[0].end));
            start = pair[1].start;
        }
    }
    blocks.push(Span::new(start, lines[lines.len() - 1].end));
}

/// Whether a line break ends a sentence between two lines of a paragraph whose widest line has `width` bytes.
fn are_separate(line: &str, next: &str, width: usize) -> bool {
    let short = is_short(line, width);
    if next.starts_with(is_bullet) {
        return true;
    }
    if starts_item(next) {
        // In wrapped prose a line may start with a dash, or with the number that ends a sentence.
        return short || ends_sentence(line) || line.ends_with(':') || starts_item(line);
    }
    !continues(line)
        && (short && capital_first(next) || !ends_sentence(line) && starts_anew(line, next))
}

/// Whether `next` starts with a capitalised word that only the start of a sentence capitalises, behind a whole phrase.
fn starts_anew(line: &str, next: &str) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    let last = line.split_whitespace().next_back().unwrap_or_default();
    starts_sentences(first) && first != "I" && !leads_on(last)
}

/// Words that ask for another behind them.
const LEADING_ON: &str = "a about against an and are as at between but by for from in into is of on or than that the to was \
    were with";

/// Whether a word asks for another behind it ("of", "the").
fn leads_on(word: &str) -> bool {
    LEADING_ON.split(' ').any(|known| known == word)
}

fn is_short(line: &str, width: usize) -> bool {
    !ends_sentence(line) && (line.len() as f64) < SHORT * width.max(NARROW) as f64
}

/// Whether the line ends in a sign behind which the sentence goes on.
fn continues(line: &str) -> bool {
    line.ends_with([',', ';', '-', '–', '—', '(', '&'])
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

fn capital_first(line: &str) -> bool {
    line.trim_start_matches(['"', '\'', '“', '‘', '(', '[', '«'])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether a line starts with a dash or a number in the manner of a list.
fn starts_item(line: &str) -> bool {
    let Some((marker, _)) = line.split_once(char::is_whitespace) else {
        return false;
    };
    if matches!(marker, "-" | "*" | "+" | "–" | "—") {
        return true;
    }
    let Some(name) = marker.strip_suffix(['.', ')']) else {
        return false;
    };
    let name = name.trim_end_matches('.').trim_start_matches('(');
    let number =
        !name.is_empty() && name.len() < 4 && name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // A single letter with a period may be the initial of a name that the line break divides.
    let letter = name.len() == 1 && !marker.ends_with('.');
    number || letter || (name.len() > 1 && roman(name).is_some())
}
