//! From segments to tokens: the tailorings of UAX #29.

use super::addresses::{email_around, handle_end, url_end};
use super::lists::is_bullet;
use super::options::Tailorings;
use super::segment::{Scanner, Segment, Shape};
use super::token::{Token, TokenKind};
use crate::vocabulary::TypeId;

/// A place where the sentence rules must look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Index of the token, or of the token behind a blank line.
    pub(super) token: usize,
    pub(super) what: What,
}

/// What stands at a [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A sign that may end, open, close or number something.
    Sign(char),
    /// An abbreviation that keeps its last period.
    Abbreviation,
    /// A blank line before the token.
    BlankLine,
}

/// Splits one block of a text into tokens, and remembers where the sentence rules must look.
pub(super) struct Words<'a> {
    /// The text up to the end of the block.
    text: &'a str,
    /// Where the block starts.
    start: usize,
    tailorings: Tailorings,
    tokens: &'a mut Vec<Token>,
    marks: &'a mut Vec<Mark>,
    /// Tokens before the block.
    before: usize,
    /// Line breaks since the last token.
    breaks: u32,
}

impl<'a> Words<'a> {
    /// For the block `text[start..]`, whose tokens, not interned yet, are appended to `tokens`, and whose marks to `marks`.
    pub(super) fn new(
        text: &'a str,
        start: usize,
        tailorings: Tailorings,
        tokens: &'a mut Vec<Token>,
        marks: &'a mut Vec<Mark>,
    ) -> Self {
        let before = tokens.len();
        Words {
            text,
            start,
            tailorings,
            tokens,
            marks,
            before,
            breaks: 0,
        }
    }

    /// Takes the rest of the text from `at` on.
    pub(super) fn scan(&mut self, at: usize) {
        self.scan_some(at, usize::MAX, false);
    }

    /// Takes the text from `at` on until there are `enough` tokens, and returns where it stopped: before a space, as
    /// tokens in front of one are never taken back, or `anywhere`.
    pub(super) fn scan_some(&mut self, mut at: usize, enough: usize, anywhere: bool) -> usize {
        let scanner = Scanner::new(self.text, self.tailorings.narrow_spaces);
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            if self.tokens.len() >= enough && (anywhere || byte == b' ') {
                break;
            }
            // A space is a segment of its own unless something extends it.
            if byte == b' ' && bytes.get(at + 1).is_none_or(u8::is_ascii) {
                at += 1;
            } else {
                at = self.segment(scanner.segment_at(at));
            }
        }
        at
    }

    /// Takes one segment and returns where the next one starts.
    #[inline]
    fn segment(&mut self, segment: Segment) -> usize {
        let Segment { start, end, .. } = segment;
        if segment.plain {
            return self.push(start, end, TokenKind::Word);
        }
        self.other_segment(segment)
    }

    fn other_segment(&mut self, segment: Segment) -> usize {
        let Segment { start, end, .. } = segment;
        match segment.shape {
            Shape::Space | Shape::Invisible => end,
            Shape::LineBreak => {
                self.breaks += 1;
                end
            }
            Shape::Word => self.word(start, end),
            Shape::Number => self.number(start, end),
            Shape::Punctuation => self.punctuation(start, end),
            Shape::Symbol => {
                let sign = self.char_at(start);
                if is_bullet(sign) {
                    self.mark(What::Sign(sign));
                }
                self.push(start, end, TokenKind::Symbol)
            }
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        if self.breaks > 1 {
            self.breaks = 0;
            self.mark(What::BlankLine);
        }
        self.breaks = 0;
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            id: TypeId::NONE,
            kind,
        });
        end
    }

    /// Marks the token that is pushed next.
    fn mark(&mut self, what: What) {
        let token = self.tokens.len();
        if std::mem::take(&mut self.breaks) > 1 {
            let what = What::BlankLine;
            self.marks.push(Mark { token, what });
        }
        self.marks.push(Mark { token, what });
    }

    fn number(&mut self, start: usize, end: usize) -> usize {
        self.push(start, end, TokenKind::Number);
        self.clitic_behind(end)
    }

    fn word(&mut self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let dotted = bytes[start..end].contains(&b'.');
        if self.tailorings.addresses
            && (dotted || bytes.get(end) == Some(&b':'))
            && let Some(end) = url_end(self.text, start, end)
        {
            return self.push(start, end, TokenKind::Url);
        }
        match dotted {
            true => self.dotted_word(start, end),
            false => self.simple_word(start, end),
        }
    }

    /// A word with periods inside.
    fn dotted_word(&mut self, mut start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        if self.tailorings.abbreviations && keeps_period(word) && self.lone_period(end) {
            self.mark(What::Abbreviation);
            self.push(start, end + 1, TokenKind::Word);
            return self.clitic_behind(end + 1);
        }
        while self.tailorings.glued_stops
            && let Some(stop) = glued_stop(&self.text[start..end])
        {
            let stop = self.push(start, start + stop, TokenKind::Word);
            self.mark(What::Sign('.'));
            start = self.push(stop, stop + 1, TokenKind::Punctuation);
        }
        self.simple_word(start, end)
    }

    fn simple_word(&mut self, start: usize, end: usize) -> usize {
        let clitic = match self.tailorings.clitics {
            true => clitic_start(&self.text[start..end]),
            false => None,
        };
        match clitic {
            Some(n) => {
                self.push(start, start + n, TokenKind::Word);
                self.push(start + n, end, TokenKind::Clitic)
            }
            None => {
                self.push(start, end, TokenKind::Word);
                self.clitic_behind(end)
            }
        }
    }

    /// Whether exactly one period stands at `at`.
    fn lone_period(&self, at: usize) -> bool {
        let rest = &self.text.as_bytes()[at..];
        rest.first() == Some(&b'.') && rest.get(1) != Some(&b'.')
    }

    /// Takes an "'s" that UAX #29 leaves behind a number or an abbreviation ("1990's", "U.S.'s").
    fn clitic_behind(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let letter = rest.strip_prefix(['\'', '’']).unwrap_or_default();
        if !self.tailorings.clitics || !letter.starts_with(['s', 'S']) {
            return at;
        }
        if letter[1..].starts_with(|c: char| c.is_alphanumeric()) {
            return at;
        }
        self.push(at, self.text.len() - letter.len() + 1, TokenKind::Clitic)
    }

    fn punctuation(&mut self, start: usize, end: usize) -> usize {
        let sign = self.text.as_bytes()[start];
        if sign == b'@'
            && self.tailorings.addresses
            && let Some((local, end)) = email_around(self.text, self.start, start)
        {
            self.take_back(local);
            return self.push(local, end, TokenKind::Email);
        }
        if matches!(sign, b'@' | b'#')
            && self.tailorings.handles
            && !self.follows_word(start)
            && let Some(end) = handle_end(self.text, start)
        {
            let kind = match sign {
                b'@' => TokenKind::Mention,
                _ => TokenKind::Hashtag,
            };
            return self.push(start, end, kind);
        }
        if !matches!(sign, b',' | b'-' | b'/' | b'&' | b'%' | b'\\') {
            self.mark(What::Sign(self.char_at(start)));
        }
        self.push(start, end, TokenKind::Punctuation)
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or_default()
    }

    fn follows_word(&self, at: usize) -> bool {
        let before = self.text[self.start..at].chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '/')
    }

    /// Gives up the tokens from byte `from` on; what of a token stands before `from` stays.
    fn take_back(&mut self, from: usize) {
        while self.tokens.len() > self.before
            && let Some(&last) = self.tokens.last()
            && last.end as usize > from
        {
            self.tokens.pop();
            while self
                .marks
                .last()
                .is_some_and(|m| m.token >= self.tokens.len())
            {
                self.breaks = match self.marks.pop() {
                    Some(Mark {
                        what: What::BlankLine,
                        ..
                    }) => 2,
                    _ => self.breaks,
                };
            }
            if (last.start as usize) < from {
                self.split_remainder(last.start as usize, from);
            }
        }
    }

    /// Pushes `start..end` once more, a colon at its end apart (the "mailto:" before an address).
    fn split_remainder(&mut self, start: usize, end: usize) {
        let word = self.text[start..end].trim_end_matches([':', '\'', '’']);
        let middle = start + word.len();
        if start < middle {
            self.push(start, middle, TokenKind::Word);
        }
        if middle < end {
            self.push(middle, end, TokenKind::Punctuation);
        }
    }
}

/// Whether a word with periods inside is an abbreviation that ends in a period: single letters ("U.S", "e.g"),
/// or a degree.
fn keeps_period(word: &str) -> bool {
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    word.split('.').all(single)
        || matches!(
            word,
            "Ph.D"
                | "Ed.D"
                | "D.Phil"
                | "B.Sc"
                | "M.Sc"
                | "LL.B"
                | "LL.M"
                | "Lt.Gen"
                | "Lt.Col"
                | "Maj.Gen"
        )
}

/// Where a full stop without a space behind it ends a sentence inside `word`: two or more small letters before it,
/// a capital and a small letter behind it.
fn glued_stop(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    bytes
        .windows(5)
        .position(|w| {
            w[0].is_ascii_lowercase()
                && w[1].is_ascii_lowercase()
                && w[2] == b'.'
                && w[3].is_ascii_uppercase()
                && w[4].is_ascii_lowercase()
        })
        .map(|at| at + 2)
}

/// Where the clitic "'s" starts at the end of `word`, if something stands before it.
fn clitic_start(word: &str) -> Option<usize> {
    let stem = word.strip_suffix(['s', 'S'])?.strip_suffix(['\'', '’'])?;
    (!stem.is_empty()).then_some(stem.len())
}
