//! How a line is divided into words, and lists of words that they are compared with.

use crate::span::Span;

/// The words of a line: what stands between white space.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    Pieces::of(line, &INK, |c| !c.is_whitespace()).map(|span| span.of(line))
}

/// The runs of letters and digits of a line.
pub(super) fn runs(line: &str) -> Pieces<'_> {
    let fits = |c: char| !is_general_punctuation(c) && c.is_alphanumeric();
    Pieces::of(line, &LETTERS_AND_DIGITS, fits)
}

/// Whether a character is of the block of quotation marks, dashes and spaces, which holds no letter, digit or case:
/// most of what is not ASCII in English.
#[inline]
pub(super) fn is_general_punctuation(c: char) -> bool {
    ('\u{2000}'..='\u{206F}').contains(&c)
}

/// Writes `line` in small letters into `small`, in place of what it holds.
pub(super) fn write_small(line: &str, small: &mut String) {
    small.clear();
    match line.is_ascii() {
        true => {
            small.push_str(line);
            small.make_ascii_lowercase();
        }
        false => {
            for c in line.chars() {
                match c.is_ascii() {
                    true => small.push(c.to_ascii_lowercase()),
                    false if is_general_punctuation(c) => small.push(c),
                    false => small.extend(c.to_lowercase()),
                }
            }
        }
    }
}

/// Of each ASCII character, whether it is something.
type Ascii = [bool; 128];

/// Whether it is no white space.
static INK: Ascii = {
    let mut table = [true; 128];
    let mut byte = b'\t';
    while byte <= b'\r' {
        table[byte as usize] = false;
        byte += 1;
    }
    table[b' ' as usize] = false;
    table
};

/// Whether it is a letter or a digit.
static LETTERS_AND_DIGITS: Ascii = {
    let mut table = [false; 128];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// The longest pieces of a text whose characters all fit, as spans.
pub(super) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    ascii: &'static Ascii,
    other: fn(char) -> bool,
}

impl<'t> Pieces<'t> {
    fn of(text: &'t str, ascii: &'static Ascii, other: fn(char) -> bool) -> Self {
        let at = 0;
        Self {
            text,
            at,
            ascii,
            other,
        }
    }

    /// The end of the characters from `at` on that all fit, or all do not.
    #[inline]
    fn end(&self, mut at: usize, fit: bool) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            match self.ascii.get(usize::from(byte)) {
                Some(&fits) if fits != fit => break,
                Some(_) => at += 1,
                None => match self.text[at..].chars().next() {
                    Some(c) if (self.other)(c) == fit => at += c.len_utf8(),
                    _ => break,
                },
            }
        }
        at
    }
}

impl Iterator for Pieces<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        let start = self.end(self.at, false);
        self.at = self.end(start, true);
        (start < self.at).then(|| Span::new(start, self.at))
    }
}

/// Words or phrases in small letters, looked up in any case.
#[derive(Debug)]
pub(super) struct WordList {
    /// By first byte.
    words: Vec<&'static str>,
    /// Where the words of each first byte start.
    starts: [u16; 257],
}

impl WordList {
    /// A list of the words given.
    pub(super) fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let mut words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.sort_unstable();
        let mut starts = [0; 257];
        for word in &words {
            starts[usize::from(word.as_bytes()[0]) + 1] += 1;
        }
        for byte in 0..256 {
            starts[byte + 1] += starts[byte];
        }
        Self { words, starts }
    }

    /// Its words.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether the list holds `word`, however it is capitalized.
    #[inline]
    pub(super) fn contains(&self, word: &str) -> bool {
        match word.is_ascii() {
            true => self.holds(word),
            false => self.holds(&word.to_lowercase()),
        }
    }

    fn holds(&self, word: &str) -> bool {
        let Some(first) = word.as_bytes().first() else {
            return false;
        };
        let first = usize::from(first.to_ascii_lowercase());
        let alike = usize::from(self.starts[first])..usize::from(self.starts[first + 1]);
        self.words[alike]
            .iter()
            .any(|listed| listed.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lists_are_looked_up_in_any_case() {
        let list = WordList::new(["of", "résumé", "works cited"]);
        for word in ["of", "OF", "Résumé", "RÉSUMÉ", "Works Cited"] {
            assert!(list.contains(word), "{word}");
        }
        for word in ["", "o", "off", "is", "résume", "works"] {
            assert!(!list.contains(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn words_and_runs_are_those_of_the_standard_library(line in "[a-z .,é’\u{a0}\u{2003}\t\u{b}中1]{0,40}") {
            prop_assert!(words(&line).eq(line.split_whitespace()));
            let runs_of = line.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
            prop_assert!(runs(&line).map(|span| span.of(&line)).eq(runs_of));
        }
    }
}
