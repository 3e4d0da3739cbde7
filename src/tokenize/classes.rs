//! Character classes: the word-break property of UAX #29, refined by what a token of such characters is.

use super::class_table::RANGES;
use std::sync::LazyLock;

/// The class of a character.
///
/// The classes named like values of the property `Word_Break` are these values; the value `Other` is divided by what
/// the tokenizer wants to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// `Other`: a symbol.
    Symbol,
    /// `Other`: punctuation.
    Punctuation,
    /// `Other`: a letter of a script that writes no spaces (an ideograph, a Thai letter).
    Ideograph,
    /// `Other`: a number that is no digit ("½").
    Quantity,
    /// `Other`: white space that does not join into one segment (a tab, a no-break space).
    Blank,
    /// `Other`: nothing visible (a control character).
    Invisible,
    /// `Other`, and an emoji (`Extended_Pictographic`).
    Pictograph,
    /// `WSegSpace`.
    Space,
    Cr,
    Lf,
    Newline,
    /// `Extend` or `Format`, which behave alike.
    Extend,
    Zwj,
    RegionalIndicator,
    Katakana,
    HebrewLetter,
    /// `ALetter`.
    Letter,
    /// `ALetter`, and an emoji.
    LetterPictograph,
    SingleQuote,
    DoubleQuote,
    MidNumLet,
    MidLetter,
    MidNum,
    Numeric,
    ExtendNumLet,
}

impl Class {
    /// `AHLetter` of UAX #29.
    pub(super) const fn is_letter(self) -> bool {
        matches!(
            self,
            Self::Letter | Self::HebrewLetter | Self::LetterPictograph
        )
    }

    /// `Extended_Pictographic`.
    pub(super) const fn is_pictograph(self) -> bool {
        matches!(self, Self::Pictograph | Self::LetterPictograph)
    }

    /// Characters that join to nothing behind them but characters that extend them.
    pub(super) const fn stands_alone(self) -> bool {
        !self.is_letter()
            && !matches!(
                self,
                Self::Space
                    | Self::RegionalIndicator
                    | Self::Katakana
                    | Self::Numeric
                    | Self::ExtendNumLet
                    | Self::Zwj
            )
    }

    /// Characters that no boundary precedes (rule WB4).
    pub(super) const fn is_extend(self) -> bool {
        matches!(self, Self::Extend | Self::Zwj)
    }
}

/// The classes of the ASCII characters.
pub(super) const ASCII: [Class; 128] = ascii();

const fn ascii() -> [Class; 128] {
    let mut classes = [Class::Invisible; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Numeric,
            b'_' => Class::ExtendNumLet,
            b' ' => Class::Space,
            b'\t' => Class::Blank,
            b'\r' => Class::Cr,
            b'\n' => Class::Lf,
            0x0B | 0x0C => Class::Newline,
            b'\'' => Class::SingleQuote,
            b'"' => Class::DoubleQuote,
            b'.' => Class::MidNumLet,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidNum,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => Class::Symbol,
            b'!'..=b'~' => Class::Punctuation,
            _ => Class::Invisible,
        };
        byte += 1;
    }
    classes
}

/// Code points in one block of [`Classes`].
const BLOCK: usize = 128;

/// Code points of one or two bytes in UTF-8.
const LOW: usize = 0x800;

/// Code points that blocks cover; the planes behind hold no letter, and characters that extend (plane 14).
const COVERED: usize = 0x3_3480;

/// The classes of all characters, as blocks of which equal ones are kept once.
pub(super) struct Classes {
    /// Those below U+0800 once more, for one look instead of two.
    low: [Class; LOW],
    blocks: Vec<u16>,
    classes: Vec<[Class; BLOCK]>,
}

impl Classes {
    /// The table, built when it is first asked for.
    pub(super) fn get() -> &'static Self {
        static CLASSES: LazyLock<Classes> = LazyLock::new(Classes::build);
        &CLASSES
    }

    fn build() -> Self {
        let mut all = vec![Class::Symbol; COVERED.next_multiple_of(BLOCK)];
        for &(first, last, class) in RANGES {
            let last = (last as usize).min(all.len() - 1);
            if let Some(range) = all.get_mut(first as usize..=last) {
                range.fill(class);
            }
        }
        all[..128].copy_from_slice(&ASCII);
        let mut low = [Class::Symbol; LOW];
        low.copy_from_slice(&all[..LOW]);
        let mut table = Self {
            low,
            blocks: Vec::new(),
            classes: Vec::new(),
        };
        for block in all.as_chunks::<BLOCK>().0 {
            // Neighbours are alike, so the search seldom goes far.
            let known = table.classes.iter().rposition(|known| known == block);
            table
                .blocks
                .push(known.unwrap_or(table.classes.len()) as u16);
            if known.is_none() {
                table.classes.push(*block);
            }
        }
        table
    }

    /// The class of a code point.
    #[inline]
    pub(super) fn of(&self, code: u32) -> Class {
        let code = code as usize;
        if let Some(&class) = self.low.get(code) {
            return class;
        }
        match self.blocks.get(code / BLOCK) {
            Some(&block) => self.classes[block as usize][code % BLOCK],
            None => Self::beyond(code as u32),
        }
    }

    /// The class of a code point behind the blocks.
    #[cold]
    fn beyond(code: u32) -> Class {
        let found = RANGES.partition_point(|&(_, last, _)| last < code);
        match RANGES.get(found) {
            Some(&(first, _, class)) if first <= code => class,
            _ => Class::Symbol,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;
    use unicode_segmentation::UnicodeSegmentation;

    /// The class of a character, found by asking unicode-segmentation where it breaks beside others.
    struct Prober {
        punctuation: Regex,
        number: Regex,
        invisible: Regex,
    }

    fn whole(text: &str) -> bool {
        text.split_word_bounds().nth(1).is_none()
    }

    impl Prober {
        fn new() -> Self {
            let regex = |pattern| Regex::new(pattern).unwrap();
            Self {
                punctuation: regex(r"^\p{P}$"),
                number: regex(r"^\p{N}$"),
                invisible: regex(r"^[\p{Cc}\p{Cf}]$"),
            }
        }

        fn class(&self, c: char) -> Class {
            let joins = |before: &str, after: &str| whole(&format!("{before}{c}{after}"));
            let pictograph = joins("!\u{200D}", "");
            let (letters, numbers) = (joins("a", "a"), joins("1", "1"));
            match c {
                '\r' => Class::Cr,
                '\n' => Class::Lf,
                '\u{200D}' => Class::Zwj,
                '\'' => Class::SingleQuote,
                '"' => Class::DoubleQuote,
                _ if !joins("", "\u{308}") => Class::Newline,
                _ if joins("!", "") => Class::Extend,
                _ if joins("\u{30AB}", "\u{30AB}") && joins("a", "a") => Class::ExtendNumLet,
                _ if joins("\u{30AB}", "") => Class::Katakana,
                _ if joins("\u{1F1E6}", "") => Class::RegionalIndicator,
                _ if joins(" ", "") => Class::Space,
                _ if joins("a", "") && joins("", ",1") => Class::Numeric,
                _ if joins("a", "") && joins("", "\"\u{5D0}") => Class::HebrewLetter,
                _ if joins("a", "") && pictograph => Class::LetterPictograph,
                _ if joins("a", "") => Class::Letter,
                _ if letters && numbers => Class::MidNumLet,
                _ if letters => Class::MidLetter,
                _ if numbers => Class::MidNum,
                _ if pictograph => Class::Pictograph,
                _ => self.other(c),
            }
        }

        fn other(&self, c: char) -> Class {
            let text = c.to_string();
            match c {
                _ if c.is_alphabetic() => Class::Ideograph,
                _ if self.number.is_match(&text) => Class::Quantity,
                _ if c.is_whitespace() => Class::Blank,
                _ if self.punctuation.is_match(&text) => Class::Punctuation,
                _ if self.invisible.is_match(&text) => Class::Invisible,
                _ => Class::Symbol,
            }
        }

        /// The classes of all characters as ranges, symbols left out.
        fn ranges(&self) -> Vec<(u32, u32, Class)> {
            let mut ranges: Vec<(u32, u32, Class)> = Vec::new();
            // The planes between hold nothing but unassigned and private characters.
            let chars = ('\u{80}'..='\u{33FFF}').chain('\u{E0000}'..='\u{E0FFF}');
            for c in chars {
                let (code, class) = (u32::from(c), self.class(c));
                match ranges.last_mut() {
                    Some(last) if last.2 == class && last.1 + 1 == code => last.1 = code,
                    _ => ranges.push((code, code, class)),
                }
            }
            ranges.retain(|range| range.2 != Class::Symbol);
            ranges
        }
    }

    #[test]
    fn table_agrees_with_unicode_segmentation() {
        let prober = Prober::new();
        let classes = Classes::get();
        let ascii = (0..128).map(|code| (code, code, classes.of(code)));
        for (first, last, class) in ascii.chain(RANGES.iter().copied()) {
            // All characters are compared by the printing of the table; here the ends of each range.
            for code in [first, last] {
                let Some(c) = char::from_u32(code) else {
                    continue;
                };
                assert_eq!(prober.class(c), class, "{code:04X}");
                assert_eq!(classes.of(code), class, "{code:04X}");
            }
        }
    }

    /// Prints `class_table.rs` anew: `cargo test --release print_class_table -- --ignored --nocapture`.
    #[test]
    #[ignore = "a generator"]
    fn print_class_table() {
        println!("TABLE");
        for line in Prober::new().ranges().chunks(4) {
            let entries = line
                .iter()
                .map(|(first, last, class)| format!("(0x{first:04X}, 0x{last:04X}, {class:?}),"));
            println!("    {}", entries.collect::<Vec<_>>().join(" "));
        }
        println!("END");
    }
}
