//! The automaton finds what a plain reading of the patterns finds.

use super::super::columns::is_property;
use super::super::lexicon::Lexicon;
use super::super::pattern::Word;
use super::*;
use crate::language::Language;
use crate::tokenize::Tokenizer;
use crate::vocabulary::Vocabulary;
use proptest::prelude::*;
use std::collections::BTreeSet;

const OWN: &str = "[object pacts + 057 strong]
pact/n, treaty/n | They signed a pact.
[events]
057 | strong | sign/v ..3 pact/n, sign/v @pacts, sign/v, make/v ..2 peace ..2 with, peace pact | They signed a pact.
190 | strong | attack/v, attack/n, attack*, sign of attack/n, not ..2 peace, make/v ..4 pact/n ..4 attack/n | They attacked.
[void]
peace sign | a gesture
[anchors]
state | pact ..1 state
[marks]
fail | make/v not
";

const WORDS: [&str; 16] = [
    "sign", "signed", "signs", "pact", "treaty", "treaties", "peace", "make", "made", "with",
    "attack", "attacks", "of", "not", ",", "blue",
];

/// Ends, own words and entries of the patterns that begin at a word, read one by one.
fn plain(lexicon: &Lexicon, words: &[&str], start: usize) -> BTreeSet<(usize, u32, u32)> {
    let mut found = BTreeSet::new();
    for (index, entry) in lexicon.entries().iter().enumerate() {
        let mut ends = Vec::new();
        read(lexicon, words, start, start, &entry.pattern, 0, &mut ends);
        let counts = ends
            .iter()
            .filter(|(_, own)| *own != 1 || !is_property(entry.role));
        found.extend(counts.map(|&(end, own)| (end, own, index as u32)));
    }
    found
}

fn read(
    lexicon: &Lexicon,
    words: &[&str],
    start: usize,
    at: usize,
    pattern: &[Word],
    own: u32,
    ends: &mut Vec<(usize, u32)>,
) {
    let (gap, rest) = match pattern.split_first() {
        None => return ends.push((at, own)),
        Some((Word::Gap(width), rest)) => (usize::from(*width), rest),
        Some(_) => (0, pattern),
    };
    for at in at..=at + gap {
        if at >= words.len() || at >= start + REACH {
            return;
        }
        if is(lexicon, &rest[0], words[at]) {
            let own = own | 1 << (at - start);
            read(lexicon, words, start, at + 1, &rest[1..], own, ends);
        }
        if matches!(words[at], "not" | ",") {
            return;
        }
    }
}

fn is(lexicon: &Lexicon, word: &Word, text: &str) -> bool {
    match word {
        Word::Forms(forms) => forms.iter().any(|(form, _)| form == text),
        Word::Cased(cased) => cased == text,
        Word::Prefix(prefix) => text.starts_with(prefix),
        Word::Class(name) => lexicon.entries().iter().any(|entry| {
            entry.role == Role::Object(lexicon.class_id(name).expect("declared"))
                && matches!(&entry.pattern[..], [one] if is(lexicon, one, text))
        }),
        Word::Gap(_) => false,
    }
}

proptest! {
    #[test]
    fn what_is_found_equals_a_plain_reading(picks in prop::collection::vec(0..WORDS.len(), 1..30)) {
        let mut lexicon = Lexicon::default();
        for (name, source) in super::super::BUILTIN.iter().take(2) {
            lexicon.read(name, source).expect("the built-in files read");
        }
        lexicon.read("own", OWN).expect("the lexicon reads");
        let (trie, mut columns) = (Trie::new(&lexicon), Columns::default());
        let words: Vec<&str> = picks.iter().map(|&pick| WORDS[pick]).collect();
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(&words.join(" "), &mut vocabulary);
        prop_assert_eq!(tokens.tokens.len(), words.len());
        let mut work = Work::default();
        // Twice: what was worked out the first time is looked up the second.
        for _ in 0..2 {
            columns.fill(&trie, &vocabulary);
            work.load(&tokens, 0..tokens.tokens.len(), &columns);
            let mut starts = BTreeSet::new();
            work.starts.each(|start| {
                starts.insert(start);
            });
            for start in 0..words.len() {
                let kinds = work.words[start..].iter().map(|word| word.kind);
                let state = columns.walk(&trie, kinds);
                let ended = columns.automaton.ended(state).iter();
                let found = ended.map(|e| (start + usize::from(e.reach), e.own, e.entry));
                let found: BTreeSet<_> = found.collect();
                prop_assert!(found.is_empty() || starts.contains(&start));
                let longer = found.iter().any(|&(_, own, _)| own != 1);
                prop_assert!(!longer || work.words[start].is(bits::LEADS));
                prop_assert_eq!(found, plain(&lexicon, &words, start), "{:?} from {}", words, start);
            }
        }
    }
}
