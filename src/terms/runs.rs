//! Words as scikit-learn's vectorizers see them: runs of word characters of a lower-cased text.
//!
//! `CountVectorizer` splits by the pattern `(?u)\b\w\w+\b`, with `\w` as Python's `re` understands it: letters and
//! numbers of any script (general categories L and N) and the underscore, but no combining marks.

use super::options::StopWords;
use super::sequence::Slot;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use regex_syntax::hir::{Class, HirKind};
use std::hash::BuildHasher;
use std::ops::Range;
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

/// Whether an ASCII byte is a word character.
const ASCII_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// Distinct words, numbered in the order in which they were met.
///
/// Most words are at most eight bytes long: these are hashed and compared as one number, without a look at the arena.
#[derive(Debug, Default)]
struct Interner {
    /// The words, one behind the other, in UTF-8.
    arena: Vec<u8>,
    ends: Vec<usize>,
    table: HashTable<Entry>,
    hasher: FixedState,
}

/// A word's first eight bytes (zeros behind its end), its length and its number.
#[derive(Clone, Copy, Debug)]
struct Entry {
    head: u64,
    len: u32,
    id: u32,
}

impl Interner {
    /// The number of the word `range` of a text, and whether it is new.
    fn intern(&mut self, text: &[u8], range: Range<usize>) -> (u32, bool) {
        let head = head_of(text, &range);
        let word = &text[range];
        let len = word.len() as u32;
        let Self {
            arena,
            ends,
            table,
            hasher,
        } = self;
        let hash = hash_of(hasher, head, word);
        let same = |entry: &Entry| {
            let alike = entry.head == head && entry.len == len;
            alike && (len <= 8 || word_of(arena, ends, entry.id as usize) == word)
        };
        if let Some(entry) = table.find(hash, same) {
            return (entry.id, false);
        }
        let id = ends.len() as u32;
        arena.extend_from_slice(word);
        ends.push(arena.len());
        table.insert_unique(hash, Entry { head, len, id }, |entry| {
            hash_of(hasher, entry.head, word_of(arena, ends, entry.id as usize))
        });
        (id, true)
    }
}

fn hash_of(hasher: &FixedState, head: u64, word: &[u8]) -> u64 {
    match word.len() {
        0..=8 => hasher.hash_one(head),
        _ => hasher.hash_one(word),
    }
}

/// The first eight bytes of a word as a number, in one load where the text goes on behind it.
fn head_of(text: &[u8], word: &Range<usize>) -> u64 {
    let length = word.len().min(8);
    let mut bytes = [0; 8];
    if let Some(block) = text[word.start..].first_chunk::<8>() {
        let mask = u64::MAX.checked_shr(64 - 8 * length as u32).unwrap_or(0);
        return u64::from_le_bytes(*block) & mask;
    }
    bytes[..length].copy_from_slice(&text[word.start..word.start + length]);
    u64::from_le_bytes(bytes)
}

fn word_of<'a>(arena: &'a [u8], ends: &[usize], id: usize) -> &'a [u8] {
    let start = id.checked_sub(1).map_or(0, |before| ends[before]);
    &arena[start..ends[id]]
}

/// Reads texts into slots, as runs of word characters.
#[derive(Debug)]
pub struct RunReader {
    lowercase: bool,
    min_chars: usize,
    stop_words: StopWords,
    words: Interner,
    /// By word: left out as a stop word.
    stopped: Vec<bool>,
    buffer: String,
}

impl RunReader {
    /// A reader of runs of at least `min_chars` word characters (scikit-learn's default is two).
    ///
    /// Stop words are compared with the word as it is counted; [`StopWords::OfLanguage`] is English.
    pub fn new(lowercase: bool, min_chars: usize, stop_words: StopWords) -> Self {
        Self {
            lowercase,
            min_chars,
            stop_words,
            words: Interner::default(),
            stopped: Vec::new(),
            buffer: String::new(),
        }
    }

    /// Number of distinct words met, stop words among them.
    pub fn len(&self) -> usize {
        self.words.ends.len()
    }

    /// Whether no word was met.
    pub fn is_empty(&self) -> bool {
        self.words.ends.is_empty()
    }

    /// A word.
    pub fn word(&self, number: usize) -> &str {
        let word = word_of(&self.words.arena, &self.words.ends, number);
        // It came from a `str` and was cut at characters.
        std::str::from_utf8(word).unwrap_or_default()
    }

    /// Appends the slots of a text. Stop words leave no gap, as in scikit-learn.
    pub fn read(&mut self, text: &str, out: &mut Vec<Slot>) {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        if text.is_ascii() {
            buffer.push_str(text);
            if self.lowercase {
                buffer.make_ascii_lowercase();
            }
            self.read_ascii(&buffer, out);
        } else if self.lowercase {
            // The whole text at once: the case of a final sigma depends on its neighbours.
            buffer.push_str(&text.to_lowercase());
            self.read_any(&buffer, out);
        } else {
            self.read_any(text, out);
        }
        self.buffer = buffer;
    }

    fn read_ascii(&mut self, text: &str, out: &mut Vec<Slot>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !ASCII_WORD[bytes[at] as usize] {
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() && ASCII_WORD[bytes[at] as usize] {
                at += 1;
            }
            if at - start >= self.min_chars {
                self.push(text, start..at, out);
            }
        }
    }

    fn read_any(&mut self, text: &str, out: &mut Vec<Slot>) {
        let mut start = 0;
        for run in text.split(|c| !is_word_char(c)) {
            if !run.is_empty() && run.chars().count() >= self.min_chars {
                self.push(text, start..start + run.len(), out);
            }
            start += run.len();
            start += text[start..].chars().next().map_or(0, char::len_utf8);
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Slot>) {
        let (id, new) = self.words.intern(text.as_bytes(), range.clone());
        if new {
            let word = &text[range];
            self.stopped.push(match &self.stop_words {
                StopWords::Keep => false,
                StopWords::OfLanguage => {
                    crate::language::stop_words::is_stop_word(Default::default(), word)
                }
                StopWords::List(list) => list.contains(word),
            });
        }
        if !self.stopped[id as usize] {
            out.push(Slot(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn words_of_any_length_keep_their_numbers() {
        let mut interner = Interner::default();
        let text: Vec<u8> = (b'a'..=b'z').collect();
        let ranges = || (0..26).flat_map(|start| (start..=26).map(move |end| start..end));
        let first: Vec<u32> = ranges()
            .map(|range| interner.intern(&text, range).0)
            .collect();
        for (range, id) in ranges().zip(first) {
            // The same word at the end of a text, where there are no eight bytes to load.
            let alone = text[range.clone()].to_vec();
            let length = alone.len();
            assert_eq!(interner.intern(&alone, 0..length), (id, false));
            assert_eq!(
                word_of(&interner.arena, &interner.ends, id as usize),
                &text[range]
            );
        }
    }
}
