//! The shape of a short line: its words, its case, how it ends, what it begins with.

use super::number::{self, Number};
use super::wording;

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
        let mut counts = Counts::default();
        for word in title.split_whitespace() {
            counts.add(word);
        }
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
            known: wording::is_common_name(title),
            big_words: counts.big,
            running_words: counts.running,
            bracketed: bracketed(line),
            pointing: pointing(line),
            inner_stops: inner_stops(title),
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
    let first = line.split_whitespace().next().unwrap_or("");
    matches!(
        first,
        "This" | "These" | "Here" | "A" | "An" | "Left" | "Right" | "Above" | "Below"
    ) && line.split_whitespace().nth(4).is_some()
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
}

impl Counts {
    fn add(&mut self, word: &str) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else {
            return;
        };
        self.words += 1;
        let (mut upper, mut lower) = (0, 0);
        for c in word.chars() {
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
        }
        self.upper += upper;
        self.lower += lower;
        if upper + lower == 0 {
            return;
        }
        let capital = first.is_uppercase() || first.is_numeric();
        self.first_capital.get_or_insert(capital);
        self.running += u32::from(wording::is_of_sentence(word));
        if !wording::may_stay_small(word) {
            self.big += 1;
            self.big_capital += u32::from(capital);
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

/// Sentence ends before the end of the line: a stop after a word of three letters or more, then a capital.
fn inner_stops(title: &str) -> u32 {
    let mut stops = 0;
    let mut before = "";
    for word in title.split_whitespace() {
        let long = before.chars().filter(|c| c.is_alphanumeric()).count() >= 4;
        let ends =
            before.ends_with(['.', '?', '!']) || before.ends_with(".”") || before.ends_with(".\"");
        stops += u32::from(long && ends && word.chars().any(char::is_alphanumeric));
        before = word;
    }
    stops
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
