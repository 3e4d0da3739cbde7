//! The shape of a short line: its words, its case, how it ends, what it begins with.

use super::number::{self, Number};
use super::wording;
use super::words::{is_general_punctuation, words};
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
    /// Reads one line (or a few lines that a heading was broken into).
    pub fn of(line: &str) -> Self {
        let number = number::parse(line);
        let title = &line[number.map_or(0, |n| n.length)..];
        let counts = Counts::of(title);
        Self {
            words: counts.words,
            case: counts.case(),
            // The stop of "IV." belongs to the number.
            end: if counts.words == 0 && number.is_some() {
                End::Open
            } else {
                end(line)
            },
            number,
            quoted: line.starts_with(['"', '“', '‘', '«', '„', '\'', '—', '”']),
            known: wording::is_common_name(title) || wording::names_first(title),
            big_words: counts.big,
            running_words: counts.running,
            bracketed: bracketed(line),
            pointing: pointing(line),
            inner_stops: counts.inner_stops,
        }
    }
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
    if !line.starts_with(['A', 'B', 'H', 'L', 'R', 'T']) {
        return false;
    }
    let mut words = words(line);
    let first = words.next().unwrap_or("");
    matches!(
        first,
        "This" | "These" | "Here" | "A" | "An" | "Left" | "Right" | "Above" | "Below"
    ) && words.nth(3).is_some()
}

/// What the words of a line add up to.
#[derive(Default)]
struct Counts {
    words: u32,
    first_capital: Option<bool>,
    big: u32,
    big_capital: u32,
    upper: u32,
    lower: u32,
    running: u32,
    inner_stops: u32,
    /// Whether the last word ends a sentence.
    stopped: bool,
}

/// One word, as far as it is read.
#[derive(Default)]
struct Word {
    /// Whether it has any character.
    begun: bool,
    /// From its first to its last letter or digit.
    bare: Span,
    /// Letters and digits.
    length: u32,
    upper: u32,
    lower: u32,
    /// Whether it begins with a capital or a digit.
    capital: bool,
}

impl Counts {
    fn of(title: &str) -> Self {
        let mut counts = Self::default();
        let mut word = Word::default();
        let mut at = 0;
        while let Some((class, length)) = class_at(title, at) {
            match class & SPACE {
                0 => word.take(class, Span::new(at, at + length)),
                _ => counts.close(std::mem::take(&mut word), title, at),
            }
            at += length;
        }
        counts.close(word, title, at);
        counts
    }

    /// Counts a word that ends at `end`.
    fn close(&mut self, word: Word, title: &str, end: usize) {
        if !word.begun {
            return;
        }
        self.inner_stops += u32::from(self.stopped && word.length > 0);
        self.stopped = word.length >= 4 && ends_sentence(&title[..end]);
        if word.length == 0 {
            return;
        }
        self.words += 1;
        self.upper += word.upper;
        self.lower += word.lower;
        if word.upper + word.lower == 0 {
            return;
        }
        self.first_capital.get_or_insert(word.capital);
        let bare = word.bare.of(title);
        let role = wording::role(bare);
        self.running += u32::from(role.running);
        if !role.small {
            self.big += 1;
            self.big_capital += u32::from(word.capital);
        }
    }

    fn case(&self) -> Case {
        match self.first_capital {
            None => Case::None,
            Some(_) if self.upper >= 2 && self.upper >= 9 * self.lower => Case::Caps,
            Some(false) => Case::Lower,
            Some(true) if 10 * self.big_capital >= 8 * self.big => Case::Title,
            Some(true) => Case::Sentence,
        }
    }
}

impl Word {
    /// Takes the character at `span`.
    #[inline]
    fn take(&mut self, class: u8, span: Span) {
        self.begun = true;
        if class & (LETTER | DIGIT) == 0 {
            return;
        }
        if self.length == 0 {
            self.bare.start = span.start;
            self.capital = class & (UPPER | DIGIT) != 0;
        }
        self.bare.end = span.end;
        self.length += 1;
        self.upper += u32::from(class & UPPER != 0);
        self.lower += u32::from(class & LOWER != 0);
    }
}

/// Classes of characters, as bits.
const UPPER: u8 = 1;
const LOWER: u8 = 2;
const LETTER: u8 = 4;
const DIGIT: u8 = 8;
const SPACE: u8 = 16;

/// The classes of the ASCII characters.
static ASCII: [u8; 128] = {
    let mut classes = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'A'..=b'Z' => LETTER | UPPER,
            b'a'..=b'z' => LETTER | LOWER,
            b'0'..=b'9' => DIGIT,
            b'\t'..=b'\r' | b' ' => SPACE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// Classes and length of the character at `at`.
#[inline]
fn class_at(text: &str, at: usize) -> Option<(u8, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if let Some(&class) = ASCII.get(usize::from(byte)) {
        return Some((class, 1));
    }
    let c = text[at..].chars().next()?;
    let class = |holds: bool, class: u8| if holds { class } else { 0 };
    if is_general_punctuation(c) {
        return Some((class(c.is_whitespace(), SPACE), c.len_utf8()));
    }
    let classes = class(c.is_uppercase(), UPPER)
        | class(c.is_lowercase(), LOWER)
        | class(c.is_alphabetic(), LETTER)
        | class(c.is_numeric(), DIGIT)
        | class(c.is_whitespace(), SPACE);
    Some((classes, c.len_utf8()))
}

/// Whether a text ends as a sentence does.
fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!']) || text.ends_with(".”") || text.ends_with(".\"")
}

/// How a line ends, closing quotation marks and brackets left out.
pub(super) fn end(line: &str) -> End {
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
            assert_eq!(Shape::of(line).case, case, "{line}");
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
