//! Which of many word globs a word matches, without trying them all.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Globs filed under the literal text they begin with, else the one they end with.
///
/// A word is looked up by each of its beginnings and endings, so that ten thousand globs such as "sign*" cost no more
/// than ten. Only globs with a wildcard at both ends ("*oper*") are tried one by one.
#[derive(Debug, Default)]
pub(crate) struct Globs {
    by_start: HashMap<Box<str>, Vec<Glob>, FixedState>,
    by_end: HashMap<Box<str>, Vec<Glob>, FixedState>,
    others: Vec<Glob>,
    longest_start: usize,
    longest_end: usize,
}

#[derive(Debug)]
struct Glob {
    pattern: Box<str>,
    /// Whether the text it is filed under decides alone: one `*`, at the other end.
    plain: bool,
    symbol: u32,
}

impl Globs {
    /// Adds a glob of one word that has at least one wildcard.
    pub(crate) fn add(&mut self, pattern: &str, symbol: u32) {
        let wild = |c: char| matches!(c, '*' | '?');
        let start = pattern.find(wild).unwrap_or(pattern.len());
        let end = pattern.rfind(wild).map_or(0, |at| at + 1);
        let glob = |plain| Glob {
            pattern: pattern.into(),
            plain,
            symbol,
        };
        if start > 0 {
            self.longest_start = self.longest_start.max(start);
            let filed = self.by_start.entry(pattern[..start].into()).or_default();
            filed.push(glob(&pattern[start..] == "*"));
        } else if end < pattern.len() {
            self.longest_end = self.longest_end.max(pattern.len() - end);
            let filed = self.by_end.entry(pattern[end..].into()).or_default();
            filed.push(glob(&pattern[..end] == "*"));
        } else {
            self.others.push(glob(false));
        }
    }

    /// Calls `found` with the symbol of every glob that the word matches.
    pub(crate) fn each(&self, word: &str, mut found: impl FnMut(u32)) {
        let mut test = |glob: &Glob| {
            if glob.plain || matches(&glob.pattern, word) {
                found(glob.symbol);
            }
        };
        for at in 1..=word.len().min(self.longest_start) {
            if let Some(globs) = word.get(..at).and_then(|start| self.by_start.get(start)) {
                globs.iter().for_each(&mut test);
            }
        }
        for len in 1..=word.len().min(self.longest_end) {
            let end = word.get(word.len() - len..);
            if let Some(globs) = end.and_then(|end| self.by_end.get(end)) {
                globs.iter().for_each(&mut test);
            }
        }
        self.others.iter().for_each(&mut test);
    }
}

/// Whether a word matches a glob: `*` any number of characters, `?` one.
///
/// On a mismatch only the last `*` is widened, which is enough: the time is at most the product of the two lengths.
fn matches(glob: &str, word: &str) -> bool {
    let (mut glob_rest, mut word_rest) = (glob, word);
    let mut retry: Option<(&str, &str)> = None;
    loop {
        let mut glob_chars = glob_rest.chars();
        let mut word_chars = word_rest.chars();
        match (glob_chars.next(), word_chars.next()) {
            (Some('*'), _) => {
                glob_rest = glob_chars.as_str();
                retry = Some((glob_rest, word_rest));
                continue;
            }
            (None, None) => return true,
            (Some(g), Some(w)) if g == '?' || g == w => {
                (glob_rest, word_rest) = (glob_chars.as_str(), word_chars.as_str());
                continue;
            }
            _ => {}
        }
        let Some((glob_behind, from)) = retry else {
            return false;
        };
        let mut chars = from.chars();
        if chars.next().is_none() {
            return false;
        }
        retry = Some((glob_behind, chars.as_str()));
        (glob_rest, word_rest) = (glob_behind, chars.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, by recursion.
    fn oracle(glob: &[char], word: &[char]) -> bool {
        match glob.split_first() {
            None => word.is_empty(),
            Some(('*', rest)) => (0..=word.len()).any(|at| oracle(rest, &word[at..])),
            Some((&c, rest)) => word
                .split_first()
                .is_some_and(|(&w, tail)| (c == '?' || c == w) && oracle(rest, tail)),
        }
    }

    proptest! {
        #[test]
        fn every_matching_glob_is_found_once(
            globs in prop::collection::vec("[abé?*]{0,3}[*?][abé?*]{0,3}", 1..8),
            word in "[abé]{0,7}",
        ) {
            let mut index = Globs::default();
            for (symbol, glob) in globs.iter().enumerate() {
                index.add(glob, symbol as u32);
            }
            let mut found = Vec::new();
            index.each(&word, |symbol| found.push(symbol));
            found.sort_unstable();
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            let expected: Vec<u32> = (0..globs.len() as u32)
                .filter(|&at| oracle(&chars(&globs[at as usize]), &chars(&word)))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
