//! Words as scikit-learn's vectorizers see them: runs of word characters of a lower-cased text.
//!
//! `CountVectorizer` splits by the pattern `(?u)\b\w\w+\b`, with `\w` as Python's `re` understands it: letters and
//! numbers of any script (general categories L and N) and the underscore, but no combining marks.

use super::folded::{FoldedForms, Folding};
use super::options::StopWords;
use super::sequence::Slot;
use super::united::WordsMet;
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

/// One bit per byte of at most 64, the first lowest: whether it is an ASCII word character.
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
    /// Of the text at hand, kept for their memory: a bit for each byte, whether it belongs to a word character; and
    /// the runs.
    bits: Vec<u64>,
    spans: Vec<Span>,
}

impl RunReader {
    /// A reader of runs of at least `min_chars` word characters (scikit-learn's default is two).
    ///
    /// Stop words are compared with the word as it is counted; [`StopWords::OfLanguage`] is English.
    pub fn new(lowercase: bool, min_chars: usize, stop_words: StopWords) -> Self {
        let folding = Folding::of_runs(lowercase, stop_words);
        Self {
            lowercase,
            min_chars,
            forms: FoldedForms::new(folding),
            bits: Vec::new(),
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

    /// The words of all texts read, stop words left out.
    pub(super) fn terms(&self) -> WordsMet<'_> {
        self.forms.terms()
    }

    /// Appends the slots of a text. Stop words leave no gap, as in scikit-learn.
    pub fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        let ascii = text.is_ascii();
        // Two letters must be lowered where they stand: the case of a final sigma depends on its neighbours, and the
        // dot of a Turkish I becomes a mark that ends the run. All others may wait until a form is met first.
        if self.lowercase && !ascii && (text.contains('Σ') || text.contains('İ')) {
            self.read_runs(&text.to_lowercase(), false, out);
        } else {
            self.read_runs(text, ascii, out);
        }
    }

    fn read_runs(&mut self, text: &str, ascii: bool, out: &mut Vec<Slot>) {
        self.mark(text, ascii);
        // The bit of the byte before, and where the run at hand starts.
        let (mut before, mut start) = (0, 0);
        for (block, &words) in self.bits.iter().enumerate() {
            // A bit wherever a run starts, or ends at the byte before.
            let mut edges = words ^ (words << 1 | before);
            before = words >> 63;
            while edges != 0 {
                let at = block * 64 + edges.trailing_zeros() as usize;
                if words >> (at % 64) & 1 == 1 {
                    start = at;
                } else {
                    self.spans.push(Span::new(start, at));
                }
                edges &= edges - 1;
            }
        }
        if before == 1 {
            self.spans.push(Span::new(start, text.len()));
        }
        let least = self.min_chars;
        match ascii {
            true => self.spans.retain(|span| span.len() >= least),
            false => self
                .spans
                .retain(|span| span.of(text).chars().count() >= least),
        }
        self.flush(text, out);
    }

    /// Marks the bytes of word characters, 64 at a time.
    fn mark(&mut self, text: &str, ascii: bool) {
        let bytes = text.as_bytes();
        self.bits.clear();
        self.bits.extend(bytes.chunks(64).map(word_bits));
        if ascii {
            return;
        }
        for (block, chunk) in bytes.chunks(64).enumerate().filter(|(_, c)| !c.is_ascii()) {
            for (at, _) in (block * 64..).zip(chunk).filter(|&(_, &byte)| byte >= 0xC0) {
                let letter = text[at..].chars().next().filter(|&c| is_word_char(c));
                for byte in at..at + letter.map_or(0, char::len_utf8) {
                    self.bits[byte / 64] |= 1 << (byte % 64);
                }
            }
        }
    }

    /// Looks up the runs that were found: in a loop of its own, so that the look-ups of many words overlap.
    fn flush(&mut self, text: &str, out: &mut Vec<Slot>) {
        let forms = &mut self.forms;
        let slots = self.spans.drain(..);
        let slots = slots.map(|span| forms.slot(text, span.start, span.end));
        out.extend(slots.filter(|&slot| slot != Slot::GAP));
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
        fn runs_are_found_wherever_they_stand(
            text in "[aZ_9 .,@`\\[{éЖ𝒜’\u{301}中ΣİSS]{0,200}", min_chars in 1..4_usize, ascii: bool,
        ) {
            let text = if ascii { text.replace(|c: char| !c.is_ascii(), " ") } else { text };
            let lowered = text.to_lowercase();
            let plain: Vec<&str> = lowered
                .split(|c| !is_word_char(c))
                .filter(|run| !run.is_empty() && run.chars().count() >= min_chars)
                .collect();
            prop_assert_eq!(words(&text, min_chars), plain);
        }
    }

    #[test]
    fn letters_but_for_one_stay_word_characters_when_lowered() {
        let changed = |&c: &char| is_word_char(c) && !c.to_lowercase().all(is_word_char);
        let all: Vec<char> = ('\0'..=char::MAX).filter(changed).collect();
        assert_eq!(all, ['İ']);
    }

    #[test]
    fn capitals_and_stop_words_are_settled_once_for_each_form() {
        let stop = StopWords::List(["of".to_owned()].into());
        let mut reader = RunReader::new(true, 2, stop.clone());
        let mut slots = Vec::new();
        // The last text is lowered as a whole.
        reader.read("Of Peace, PEACE of", &mut slots);
        reader.read("peace OF Σ", &mut slots);
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
