//! The lexicon matcher, against a search that tries every entry at every word.
//!
//! The first line chooses the overlap rule and is the text, in words of `a` and `b`; each further line is an entry: a key
//! (`x`, `y` or `z`) and patterns of `a`, `b`, `*` and `?`, gaps of up to three words between them.

use super::tokens;
use detente::lexicon::{Entry, Lexicon, MatchOptions, Overlap};

const KEYS: [&str; 3] = ["x", "y", "z"];
const MOST_WORDS: usize = 24;
const MOST_ENTRIES: usize = 8;

/// One pattern of an entry, and how many words may stand before it.
type Step = (u8, String);

/// A match: the first word, which words matched (bit by bit), and the key.
type Found = (usize, u64, usize);

/// What the matcher finds is what the definition says.
pub fn matcher(data: &[u8]) {
    let mut lines = data.split(|&byte| byte == b'\n');
    let text = lines.next().unwrap_or_default();
    let overlap =
        [Overlap::Longest, Overlap::Key, Overlap::All][text.first().map_or(0, |&b| b as usize % 3)];
    let words: Vec<String> = text
        .split(|&byte| byte == b' ')
        .filter_map(|word| letters(word, b"ab"))
        .take(MOST_WORDS)
        .collect();
    let entries: Vec<(usize, Vec<Step>)> = lines.filter_map(entry).take(MOST_ENTRIES).collect();
    if entries.is_empty() {
        return;
    }
    let written = |steps: &[Step]| -> String {
        let step = |(gap, pattern): &Step| match gap {
            0 => pattern.clone(),
            gap => format!("..{gap} {pattern}"),
        };
        steps.iter().map(step).collect::<Vec<_>>().join(" ")
    };
    let map = entries
        .iter()
        .map(|(key, steps)| (KEYS[*key], vec![Entry::glob(written(steps))]));
    let lexicon = Lexicon::from_map("own", map).unwrap();
    let options = MatchOptions {
        overlap,
        ..MatchOptions::default()
    };
    let matcher = lexicon.compile(&options).unwrap();
    let (tokens, vocabulary) = tokens(&words.join(" "));
    assert_eq!(tokens.tokens.len(), words.len());
    let key = |path: &str| KEYS.iter().position(|key| *key == path).unwrap();
    let mut found: Vec<Found> = matcher
        .find(&tokens, &vocabulary, &mut matcher.state())
        .iter()
        .map(|m| {
            (
                m.tokens.start,
                m.matched,
                key(&lexicon.keys()[m.key as usize].path),
            )
        })
        .collect();
    found.sort_unstable();
    let entries: Vec<_> = entries
        .iter()
        .map(|(key, steps)| (*key, steps, written(steps)))
        .collect();
    assert_eq!(
        found,
        expected(overlap, &entries, &words),
        "{entries:?} in {words:?}"
    );
}

/// The bytes that are of an alphabet, at most four of them; `None` if there is none.
fn letters(bytes: &[u8], alphabet: &[u8]) -> Option<String> {
    let kept: String = bytes
        .iter()
        .filter(|byte| alphabet.contains(byte))
        .take(4)
        .map(|&byte| char::from(byte))
        .collect();
    (!kept.is_empty()).then_some(kept)
}

fn entry(line: &[u8]) -> Option<(usize, Vec<Step>)> {
    let (&key, rest) = line.split_first()?;
    let mut steps: Vec<Step> = Vec::new();
    let mut gap = 0;
    for part in rest.split(|&byte| byte == b' ') {
        match part {
            [b'.', b'.', digit @ b'1'..=b'3'] if !steps.is_empty() => gap = digit - b'0',
            _ => {
                // A lone `*` is any one word; several stars would be the same.
                let Some(pattern) = letters(part, b"ab*?") else {
                    continue;
                };
                steps.push((gap, pattern.replace("**", "*").replace("**", "*")));
                gap = 0;
            }
        }
        if steps.len() == 4 {
            break;
        }
    }
    let is_sure = steps.iter().any(|(_, pattern)| pattern != "*");
    is_sure.then_some((key as usize % KEYS.len(), steps))
}

/// Whether a pattern fits a word, by its definition.
fn fits(pattern: &[u8], word: &[u8]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some((b'*', rest)) => (0..=word.len()).any(|skip| fits(rest, &word[skip..])),
        Some((b'?', rest)) => !word.is_empty() && fits(rest, &word[1..]),
        Some((letter, rest)) => word.first() == Some(letter) && fits(rest, &word[1..]),
    }
}

/// The words that an entry's steps match from `at` on: gaps as short as they can be, the first of them first.
fn read(steps: &[Step], words: &[String], at: usize) -> Option<u64> {
    let Some(((gap, pattern), rest)) = steps.split_first() else {
        return Some(0);
    };
    (at..=at + *gap as usize).find_map(|place| {
        let word = words.get(place)?;
        let fit = fits(pattern.as_bytes(), word.as_bytes());
        Some(read(rest, words, place + 1)? | 1 << place).filter(|_| fit)
    })
}

fn expected(
    overlap: Overlap,
    entries: &[(usize, &Vec<Step>, String)],
    words: &[String],
) -> Vec<Found> {
    let mut all = Vec::new();
    for start in 0..words.len() {
        for (key, steps, _) in entries {
            all.extend(read(steps, words, start).map(|mask| (mask, *key)));
        }
    }
    // A match counts unless all its words are words of a longer one: of any key, or of its own.
    let longer = |&(mask, key): &(u64, usize)| {
        all.iter().any(|&(other, other_key)| {
            mask & !other == 0 && other != mask && (overlap == Overlap::Longest || key == other_key)
        })
    };
    let counts = |found: &&(u64, usize)| overlap == Overlap::All || !longer(found);
    let place = |&(mask, key): &(u64, usize)| {
        let start = mask.trailing_zeros();
        (start as usize, mask >> start, key)
    };
    let mut found: Vec<Found> = all.iter().filter(counts).map(place).collect();
    found.sort_unstable();
    if overlap != Overlap::All {
        found.dedup();
    }
    found
}
