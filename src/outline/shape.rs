//! The shape of a short line: its words, its case, how it ends, what it begins with.

use super::kinds::Kinds;
use super::number::{self, Number};
use super::reader;
use super::scan::Scan;
use super::wording;
use super::words::words;
use crate::span::Span;

/// How a line is capitalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Case {
    /// All letters are capitals.
    Caps,
    /// Every word that counts begins with a capital.
    Title,
    /// The first word begins with a capital.
    Sentence,
    /// The first word begins with a small letter.
    Lower,
    /// No letter has a case.
    None,
}

/// The last character that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum End {
    /// A letter, a digit, a closing bracket.
    Open,
    /// `.`, `…`
    Stop,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `:`
    Colon,
    /// `,`, `;`, `-` and other signs after which a sentence goes on.
    Running,
}

/// What can be said of a line by itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    /// Words, the number not among them.
    pub words: u32,
    /// Capitalization, the number left out.
    pub case: Case,
    /// How it ends.
    pub end: End,
    /// The number it begins with.
    pub number: Option<Number>,
    /// Whether it begins with a quotation mark or a dash of speech.
    pub quoted: bool,
    /// Whether it is a name that sections bear in many texts (Introduction, References).
    pub known: bool,
    /// Words that count in a title, all but articles and prepositions.
    pub big_words: u32,
    /// Small words that stand in sentences and seldom in headings: pronouns, auxiliary verbs.
    pub running_words: u32,
    /// Whether it ends in brackets with two words or more between them.
    pub bracketed: bool,
    /// Whether it begins with a word that points at something shown: this, these, here, a, an.
    pub pointing: bool,
    /// Stops inside the line that end a sentence.
    pub inner_stops: u32,
}

impl Shape {
    /// Reads the line at `span` of `text` (or a few lines that a heading was broken into), of which `scan` is known.
    pub fn of(text: &str, span: Span, scan: &Scan) -> Self {
        let line = span.of(text);
        let number = number::of(line, scan);
        match number {
            None => Self::unnumbered(line, scan),
            Some(number) => {
                let title = Span::new(span.start + number.length, span.end);
                let mut shape = Self::unnumbered(title.of(text), &reader::read(text, title));
                shape.number = Some(number);
                // The stop of "IV." belongs to the number.
                shape.end = if shape.words == 0 {
                    End::Open
                } else {
                    end(line)
                };
                shape.quoted = starts_quoted(line);
                shape.bracketed = bracketed(line);
                shape.pointing = scan.start.any(Kinds::POINTER) && pointing(line);
                shape
            }
        }
    }

    fn unnumbered(title: &str, scan: &Scan) -> Self {
        let counts = scan.counts;
        let named = scan.first.any(Kinds::NAME | Kinds::OPEN);
        let known = || wording::is_common_name(title) || wording::names_first(title);
        Self {
            words: counts.words(),
            case: case(scan),
            end: end(title),
            number: None,
            quoted: starts_quoted(title),
            known: named && known(),
            big_words: counts.big(),
            running_words: counts.running(),
            bracketed: bracketed(title),
            pointing: scan.start.any(Kinds::POINTER) && pointing(title),
            inner_stops: counts.inner_stops(),
        }
    }
}

fn starts_quoted(line: &str) -> bool {
    !line.starts_with(|c: char| c.is_ascii_alphanumeric())
        && line.starts_with(['"', '“', '‘', '«', '„', '\'', '—', '”'])
}

fn bracketed(line: &str) -> bool {
    let inner = line
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    inner.is_some_and(|(before, inner)| {
        !before.trim().is_empty() && inner.split_whitespace().nth(1).is_some()
    })
}

fn pointing(line: &str) -> bool {
    let mut words = words(line);
    let first = words.next().unwrap_or("");
    first.starts_with(char::is_uppercase)
        && (first.len() == 1 || first[1..].bytes().all(|byte| byte.is_ascii_lowercase()))
        && wording::POINTERS.contains(first)
        && words.nth(3).is_some()
}

fn case(scan: &Scan) -> Case {
    let (counts, upper, lower) = (scan.counts, scan.upper, scan.lower);
    match scan.first_capital {
        None => Case::None,
        Some(_) if upper >= 2 && upper >= 9 * lower => Case::Caps,
        Some(false) => Case::Lower,
        Some(true) if 10 * counts.big_capital() >= 8 * counts.big() => Case::Title,
        Some(true) => Case::Sentence,
    }
}

/// How a line ends, closing quotation marks and brackets left out.
pub(super) fn end(line: &str) -> End {
    match line.as_bytes().last() {
        Some(byte) if byte.is_ascii_alphanumeric() => return End::Open,
        Some(b'.') => return End::Stop,
        Some(b',' | b';') => return End::Running,
        _ => {}
    }
    let closed =
        |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | '*' | '_') || c.is_whitespace();
    let line = line.trim_end_matches(closed);
    let bracketed = line
        .strip_suffix([')', ']'])
        .filter(|inner| inner.ends_with(['.', '!', '?']));
    match bracketed.unwrap_or(line).chars().next_back() {
        Some('.' | '…' | '。') => End::Stop,
        Some('?' | '？') => End::Question,
        Some('!' | '！') => End::Exclamation,
        Some(':' | '：') => End::Colon,
        Some(',' | ';' | '-' | '–' | '—' | '&' | '/') => End::Running,
        _ => End::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_that_of_the_words_that_count() {
        let cases = [
            ("THE END OF THE WAR", Case::Caps),
            ("The End of the War", Case::Title),
            ("2. The End of the War", Case::Title),
            ("The end of the war", Case::Sentence),
            ("the end", Case::Lower),
            ("1914–1918", Case::None),
            ("Конец войны", Case::Sentence),
        ];
        for (line, case) in cases {
            let span = Span::new(0, line.len());
            assert_eq!(
                Shape::of(line, span, &reader::read(line, span)).case,
                case,
                "{line}"
            );
        }
    }

    #[test]
    fn the_end_is_read_behind_closing_quotes() {
        let cases = [
            ("A plan", End::Open),
            ("A plan.", End::Stop),
            ("“A plan.”", End::Stop),
            ("A plan (1992)", End::Open),
            ("Thank you. (Applause.)", End::Stop),
            ("Why?", End::Question),
            ("Aims:", End::Colon),
            ("Dear Sir,", End::Running),
        ];
        for (line, expected) in cases {
            assert_eq!(end(line), expected, "{line}");
        }
    }
}
