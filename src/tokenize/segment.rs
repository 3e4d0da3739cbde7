//! Segments between the word boundaries of UAX #29, and what each one is made of.

use unicode_segmentation::UnicodeSegmentation;

/// What a segment is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Spaces.
    Space,
    /// One line break.
    LineBreak,
    /// At least one letter.
    Word,
    /// Digits without a letter.
    Number,
    /// A punctuation mark.
    Punctuation,
    /// A symbol, an emoji.
    Symbol,
    /// Nothing visible: a control character, a lone soft hyphen.
    Invisible,
}

/// One segment of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) shape: Shape,
}

/// The segment that starts at `at`, which must be a word boundary before the end of `text`.
pub(super) fn segment_at(text: &str, at: usize) -> Segment {
    let word = text[at..].split_word_bounds().next().unwrap_or(&text[at..]);
    Segment {
        start: at,
        end: at + word.len(),
        shape: shape(word),
    }
}

fn shape(word: &str) -> Shape {
    if word.contains(char::is_alphabetic) {
        return Shape::Word;
    }
    if word.contains(char::is_numeric) && !word.ends_with('\u{20E3}') {
        return Shape::Number;
    }
    match word.chars().next() {
        Some('\r' | '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') => {
            Shape::LineBreak
        }
        Some(c) if c.is_whitespace() => Shape::Space,
        Some(c) if is_punctuation(c) => Shape::Punctuation,
        Some(c) if c.is_control() => Shape::Invisible,
        Some(
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}',
        ) => Shape::Invisible,
        _ => Shape::Symbol,
    }
}

fn is_punctuation(c: char) -> bool {
    match c {
        '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => false,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' => true,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' => {
            c != '\u{2044}' && c != '\u{2052}'
        }
        '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{FF01}'..='\u{FF0F}' => {
            c != '\u{FF04}' && c != '\u{FF0B}'
        }
        '\u{FF1A}'
        | '\u{FF1B}'
        | '\u{FF1F}'
        | '\u{FF20}'
        | '\u{FF3B}'..='\u{FF3D}'
        | '\u{FF5F}'..='\u{FF65}' => true,
        '\u{964}' | '\u{965}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{6D4}' | '\u{589}'
        | '\u{5BE}' | '\u{5C0}' => true,
        '\u{37E}'
        | '\u{387}'
        | '\u{1362}'..='\u{1368}'
        | '\u{104A}'..='\u{104F}'
        | '\u{17D4}'..='\u{17D6}' => true,
        _ => c.is_ascii_punctuation(),
    }
}
