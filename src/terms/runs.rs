//! Words as scikit-learn's vectorizers see them: runs of word characters of a lower-cased text.
//!
//! `CountVectorizer` splits by the pattern `(?u)\b\w\w+\b`, with `\w` as Python's `re` understands it: letters and
//! numbers of any script (general categories L and N) and the underscore, but no combining marks.

use super::folded::{FoldedForms, Folding};
use super::options::StopWords;
use super::sequence::Slot;
use crate::language::Language;
use crate::span::Span;
use regex_syntax::hir::{Class, HirKind};
use std::sync::LazyLock;

/// One bit per code point: whether Python's `\w` matches it.
static WORD_CHARS: LazyLock<Vec<u64>> = LazyLock::new(word_chars);

fn word_chars() -> Vec<u64> {
    let mut bits = vec![0_u64; 0x11_0000 / 64];
    let parsed = regex_syntax::parse(r"[\p{L}\p{N}_]").map(|hir| hir.into_kind());
    if let Ok(HirKind::Class(Class::Unicode(class))) = parsed {
        for range in class.ranges() {
            for code in range.start() as usize..=range.end() as usize {
                bits[code / 64] |= 1 << (code % 64);
            }
        }
    }
    bits
}

fn is_word_char(c: char) -> bool {
    let code = c as usize;
    WORD_CHARS[code / 64] >> (code % 64) & 1 == 1
}

/// One bit per byte of at most 64 of ASCII text, the first lowest: whether it is a word character.
fn word_bits(bytes: &[u8]) -> u64 {
    let mut flags = [0_u8; 64];
    for (flag, &byte) in flags.iter_mut().zip(bytes) {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        *flag = u8::from(letter | digit | (byte == b'_'));
    }
    let (eights, _) = flags.as_chunks::<8>();
    let bits = |eight: &[u8; 8]| {
        // The product gathers the lowest bits of eight bytes in the highest byte.
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    };
    let shifted = eights.iter().enumerate();
    shifted.fold(0, |all, (n, eight)| all | bits(eight) << (8 * n))
}

/// Reads texts into slots, as runs of word characters.
#[derive(Debug)]
pub struct RunReader {
    lowercase: bool,
    min_chars: usize,
    forms: FoldedForms,
    /// The runs of the text at hand, kept for their memory.
    spans: Vec<Span>,
}

impl RunReader {
    /// A reader of runs of at least `min_chars` word characters (scikit-learn's default is two).
    ///
    /// Stop words are compared with the word as it is counted; [`StopWords::OfLanguage`] is English.
    pub fn new(lowercase: bool, min_chars: usize, stop_words: StopWords) -> Self {
        let folding = Folding {
            lowercase,
            even: false,
            stop_words,
            language: Language::English,
            min_chars: 1,
        };
        Self {
            lowercase,
            min_chars,
            forms: FoldedForms::new(folding),
            spans: Vec::new(),
        }
    }

    /// Number of distinct forms met, before and after lowering, stop words among them.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether no word was met.
    pub fn is_empty(&self) -> bool {
        self.forms.len() == 0
    }

    /// A form; the empty one if there are not so many.
    pub fn word(&self, number: usize) -> &str {
        self.forms.text(number)
    }

    /// All forms, by number.
    pub(super) fn words(&self) -> Vec<&str> {
        self.forms.texts()
    }

    /// Appends the slots of a text. Stop words leave no gap, as in scikit-learn.
    pub fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        if text.is_ascii() {
            self.read_ascii(text, out);
        } else if self.lowercase {
            // The whole text at once: the case of a final sigma depends on its neighbours.
            self.read_any(&text.to_lowercase(), out);
        } else {
            self.read_any(text, out);
        }
    }

    fn read_ascii(&mut self, text: &str, out: &mut Vec<Slot>) {
        let bytes = text.as_bytes();
        // The bit of the byte before, and where the run at hand starts.
        let (mut before, mut start) = (0, 0);
        for (block, chunk) in bytes.chunks(64).enumerate() {
            let words = word_bits(chunk);
            // A bit wherever a run starts, or ends at the byte before.
            let mut edges = words ^ (words << 1 | before);
            before = words >> 63;
            while edges != 0 {
                let at = block * 64 + edges.trailing_zeros() as usize;
                if words >> (at % 64) & 1 == 1 {
                    start = at;
                } else {
                    self.keep(start, at);
                }
                edges &= edges - 1;
            }
        }
        if before == 1 {
            self.keep(start, bytes.len());
        }
        self.flush(text, out);
    }

    /// Remembers an ASCII run, if it is long enough.
    #[inline]
    fn keep(&mut self, start: usize, end: usize) {
        if end - start >= self.min_chars {
            self.spans.push(Span::new(start, end));
        }
    }

    /// Looks up the runs that were found: in a loop of its own, so that the look-ups of many words overlap.
    fn flush(&mut self, text: &str, out: &mut Vec<Slot>) {
        let forms = &mut self.forms;
        let slots = self.spans.drain(..);
        let slots = slots.map(|span| forms.slot(text, span.start, span.end));
        out.extend(slots.filter(|&slot| slot != Slot::GAP));
    }

    fn read_any(&mut self, text: &str, out: &mut Vec<Slot>) {
        let mut start = 0;
        for run in text.split(|c| !is_word_char(c)) {
            if !run.is_empty() && run.chars().count() >= self.min_chars {
                self.spans.push(Span::new(start, start + run.len()));
            }
            start += run.len();
            start += text[start..].chars().next().map_or(0, char::len_utf8);
        }
        self.flush(text, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str, min_chars: usize) -> Vec<String> {
        let mut reader = RunReader::new(true, min_chars, StopWords::Keep);
        let mut slots = Vec::new();
        reader.read(text, &mut slots);
        let word = |slot: &Slot| reader.word(slot.0 as usize).to_owned();
        slots.iter().map(word).collect()
    }

    #[test]
    fn runs_are_those_of_pythons_word_pattern() {
        let cases: [(&str, &[&str]); 6] = [
            ("A peace-treaty, don't!", &["peace", "treaty", "don"]),
            ("x_1 __ 3.50", &["x_1", "__", "50"]),
            ("Ελλάς ΟΔΟΣ", &["ελλάς", "οδος"]),
            // A capital I with dot becomes i and a combining dot, which is no word character.
            ("İstanbul", &["stanbul"]),
            ("हिन्दी भाषा", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text, 2), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn runs_are_found_wherever_they_stand(text in "[aZ_9 .,@`\\[{]{0,200}", min_chars in 1..4_usize) {
            let plain: Vec<String> = text
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .filter(|run| run.len() >= min_chars.max(1))
                .map(str::to_lowercase)
                .collect();
            prop_assert_eq!(words(&text, min_chars), plain);
        }
    }

    #[test]
    fn capitals_and_stop_words_are_settled_once_for_each_form() {
        let stop = StopWords::List(["of".to_owned()].into());
        let mut reader = RunReader::new(true, 2, stop.clone());
        let mut slots = Vec::new();
        // The second text is not ASCII: it is lowered as a whole.
        reader.read("Of Peace, PEACE of peace", &mut slots);
        reader.read("OF Peace \u{2019}", &mut slots);
        assert!(slots.iter().all(|&slot| slot == slots[0]) && slots.len() == 4);
        assert_eq!(reader.word(slots[0].0 as usize), "peace");

        let mut cased = RunReader::new(false, 2, stop);
        let mut slots = Vec::new();
        cased.read("Of Peace of peace", &mut slots);
        let words: Vec<&str> = slots
            .iter()
            .map(|slot| cased.word(slot.0 as usize))
            .collect();
        assert_eq!(words, ["Of", "Peace", "peace"]);
    }
}
