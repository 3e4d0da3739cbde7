//! From a whitespace-delimited string to the words the rules see. Slow and plain: the memo calls it once per distinct
//! string.

use std::borrow::Cow;

use super::tables::{PLAIN, Tables, UNKNOWN_NEGATOR, WordId, flag};

/// A token in 32 bits: the number of its word, whether a mark after it ends a clause, whether it is in capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code(u32);

impl Code {
    /// A word that no table knows.
    pub const PLAIN: Self = Self(PLAIN << 2);

    pub fn new(word: WordId, ends_clause: bool, upper: bool) -> Self {
        Self(word << 2 | u32::from(ends_clause) << 1 | u32::from(upper))
    }

    pub fn word(self) -> WordId {
        self.0 >> 2
    }

    /// A comma, stop or the like follows: no entry of several words goes on. Only told in corrected mode.
    pub fn ends_clause(self) -> bool {
        self.0 & 2 != 0
    }

    pub fn upper(self) -> bool {
        self.0 & 1 != 0
    }
}

/// What one whitespace-delimited string of the text is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lexed {
    /// Its words, mostly one.
    pub codes: Vec<Code>,
    /// Exclamation marks, counted up to 4: more make no difference.
    pub exclamations: u8,
    /// Question marks, counted up to 4.
    pub questions: u8,
}

/// The words of `raw`, a piece of text without ASCII whitespace.
pub(super) fn lex(tables: &Tables, raw: &str) -> Lexed {
    let text = expand(tables, raw);
    let mut lexed = Lexed {
        codes: Vec::with_capacity(1),
        exclamations: count_up_to_4(&text, b'!'),
        questions: count_up_to_4(&text, b'?'),
    };
    for piece in text.split(is_space).filter(|piece| !piece.is_empty()) {
        if tables.exact() {
            lexed.codes.push(exact_word(tables, piece));
        } else {
            corrected_words(tables, piece, &mut lexed.codes);
        }
    }
    lexed
}

/// What Python's `str.split()` splits at: Unicode's White_Space and the four separators U+001C to U+001F.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The ASCII part of what [`is_space`] knows.
#[inline]
pub(super) fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, 0x09..=0x0d | 0x1c..=0x20)
}

fn count_up_to_4(text: &str, mark: u8) -> u8 {
    text.bytes().filter(|&byte| byte == mark).take(4).count() as u8
}

/// Emoji replaced by their descriptions. In exact mode a description is glued to what follows it, as in the package;
/// in corrected mode it stands alone, and typographic apostrophes and variation selectors are made plain.
fn expand<'a>(tables: &Tables, raw: &'a str) -> Cow<'a, str> {
    let exact = tables.exact();
    let special = |c: char| tables.emoji.contains_key(&c) || (!exact && plain_form(c).is_some());
    if !raw.chars().any(special) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len() + 32);
    for c in raw.chars() {
        if let Some(description) = tables.emoji.get(&c) {
            text.push(' ');
            text.push_str(description);
            if !exact {
                text.push(' ');
            }
        } else if let (false, Some(plain)) = (exact, plain_form(c)) {
            text.push_str(plain);
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

/// An entry as its text will be read in corrected mode: in lower case and without typography.
pub(super) fn corrected_key(entry: &str) -> String {
    let mut key = String::with_capacity(entry.len());
    for c in entry.chars() {
        match plain_form(c) {
            Some(plain) => key.push_str(plain),
            None => key.push(c),
        }
    }
    key.to_lowercase()
}

/// The plain form of a character that only typography distinguishes.
fn plain_form(c: char) -> Option<&'static str> {
    match c {
        '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{ff07}' => Some("'"),
        '\u{fe0f}' | '\u{fe0e}' => Some(""),
        _ => None,
    }
}

/// The package's token: stripped of ASCII punctuation, unless two characters or fewer would be left.
fn exact_word(tables: &Tables, piece: &str) -> Code {
    let stripped = piece.trim_matches(|c: char| c.is_ascii_punctuation());
    let token = if stripped.chars().nth(2).is_some() {
        stripped
    } else {
        piece
    };
    let lower = token.to_lowercase();
    let word = tables.find(&lower).unwrap_or_else(|| unknown(&lower));
    Code::new(word, false, is_upper(token))
}

/// The words of a piece in corrected mode: a known form as it stands (emoticons), else split at dashes and ellipses
/// and stripped of punctuation; what has no letter or digit is no word.
fn corrected_words(tables: &Tables, piece: &str, codes: &mut Vec<Code>) {
    if let Some(id) = find_whole(tables, piece) {
        codes.push(Code::new(id, false, is_upper(piece)));
        return;
    }
    let broken = piece.replace("--", " ").replace("..", " ");
    for part in broken.split([
        ' ', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2026}',
    ]) {
        let token = part.trim_matches(is_outer_punctuation);
        let lower = token.to_lowercase();
        let known = tables.find(&lower);
        if known.is_some() || token.contains(char::is_alphanumeric) {
            let word = known.unwrap_or_else(|| unknown(&lower));
            let after = &part.trim_start_matches(is_outer_punctuation)[token.len()..];
            codes.push(Code::new(
                word,
                after.contains(ends_clause),
                is_upper(token),
            ));
        }
    }
}

/// The word that a piece is with its punctuation: an emoticon, be it followed by a mark that ends a clause, or an
/// abbreviation.
fn find_whole(tables: &Tables, piece: &str) -> Option<WordId> {
    if piece == "No." {
        // "Resolution No. 242" refuses nothing.
        return Some(PLAIN);
    }
    let lower = piece.to_lowercase();
    tables.find(&lower).or_else(|| {
        tables
            .find(lower.trim_end_matches(['.', ',', '!', '?', ';', '"']))
            .filter(|&id| tables.words[id as usize].is(flag::EMOTICON))
    })
}

fn is_outer_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '\u{a1}' | '\u{ab}' | '\u{b7}' | '\u{bb}' | '\u{bf}' | '\u{2010}'..='\u{203a}'
        )
}

fn ends_clause(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '!' | '?')
}

fn unknown(lower: &str) -> WordId {
    if lower.contains("n't") {
        UNKNOWN_NEGATOR
    } else {
        PLAIN
    }
}

/// Python's `str.isupper()`: at least one capital, and no small or title-case letter.
fn is_upper(token: &str) -> bool {
    let mut upper = false;
    for c in token.chars() {
        if c.is_lowercase() || is_title_case(c) {
            return false;
        }
        upper |= c.is_uppercase();
    }
    upper
}

/// The 31 characters of general category Lt.
fn is_title_case(c: char) -> bool {
    matches!(c,
        '\u{1c5}' | '\u{1c8}' | '\u{1cb}' | '\u{1f2}'
        | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}' | '\u{1fa8}'..='\u{1faf}'
        | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
}
