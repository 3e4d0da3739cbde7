//! Word lists of the outline: small words of titles, words of sentences, common names of sections.
//!
//! English, with the most frequent small words of French, German, Italian and Spanish. In other languages the
//! decision rests on layout, numbers and capitals.

use super::words::WordList;
use memchr::memchr;
use std::sync::LazyLock;

/// Articles, conjunctions, prepositions.
pub(super) static SMALL: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "a an the and or but nor of in on at to for from by with as into over under upon vs versus via per than after \
        before between against toward towards since until through during is are de la le les du des et en der die das \
        und von im zur el los las y del di e il d l"
            .split(' '),
    )
});

/// Pronouns, auxiliary verbs.
pub(super) static RUNNING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "i he she it we they me him them us you my his her its our their your was were is are am be been has have had \
        will would shall should could can may might must that this these those there not said"
            .split(' '),
    )
});

/// Words that point at something shown: "This bridge was built in 1912".
pub(super) static POINTERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("this these here a an left right above below".split(' ')));

/// Things that are in a text as pictures of them: "Seal of the Second Republic", "Wartime Savings Poster".
pub(super) static SHOWN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "flag seal poster facsimile copy emblem logo leaflet plaque billboard banknote".split(' '),
    )
});

/// Whether a line names such a thing: before "of", as one of the first three words, or at its end.
pub(super) fn shows(line: &str) -> bool {
    let words = || line.split(' ');
    let of = || words().zip(words().skip(1)).take(3);
    of().any(|(word, next)| next == "of" && SHOWN.contains(word))
        || words().nth(2).is_some() && words().next_back().is_some_and(|last| SHOWN.contains(last))
}

/// Whether a word may stay small in a title.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(word)
}

/// Names that sections bear in many texts.
pub(super) static NAMES: LazyLock<WordList> = LazyLock::new(|| WordList::new(NAME_LIST));

const NAME_LIST: [&str; 56] = [
    "abstract",
    "acknowledgements",
    "acknowledgments",
    "afterword",
    "analysis",
    "appendix",
    "appendices",
    "background",
    "bibliography",
    "conclusion",
    "conclusions",
    "contents",
    "concluding remarks",
    "discussion",
    "epilogue",
    "executive summary",
    "findings",
    "foreword",
    "further reading",
    "glossary",
    "history",
    "introduction",
    "limitations",
    "literature review",
    "literature",
    "method",
    "methodology",
    "methods",
    "notes",
    "objectives",
    "overview",
    "preamble",
    "preface",
    "prologue",
    "recommendations",
    "references",
    "results",
    "results and discussion",
    "summary",
    "sources",
    "works cited",
    "key terms",
    "learning objectives",
    "references cited",
    "resources",
    "table of contents",
    "introducción",
    "conclusión",
    "conclusiones",
    "einleitung",
    "schluss",
    "fazit",
    "résumé",
    "bibliographie",
    "introduzione",
    "conclusioni",
];

/// Whether a line, without its number, is a name that sections bear in many texts.
pub(super) fn is_common_name(title: &str) -> bool {
    let bare = title.trim_matches(|c: char| !c.is_alphanumeric());
    NAMES.contains(bare)
}

/// Whether a line begins as a question does: "How a case is opened:".
pub(super) fn asks(line: &str) -> bool {
    static ASKING: LazyLock<WordList> =
        LazyLock::new(|| WordList::new("how what when where which who whom whose why".split(' ')));
    line.split_whitespace()
        .next()
        .is_some_and(|first| ASKING.contains(first))
}

/// Longest heading that begins with a common name, in characters: "Conclusion: What Is Left of the Treaty".
const LONGEST: usize = 100;

/// Whether a heading begins with a name that sections bear in many texts, and a colon.
pub(super) fn names_first(title: &str) -> bool {
    title.len() <= LONGEST
        && memchr(b':', title.as_bytes()).is_some()
        && title.split_once(": ").is_some_and(|(name, rest)| {
            is_common_name(name) && !rest.ends_with(['.', ',', ';', ':'])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_any_case() {
        let (small, running) = (is_small, |word| RUNNING.contains(word));
        assert!(small("The") && small("of") && !small("Peace"));
        assert!(running("WERE") && !running("war") && !running("internationally"));
        assert!(
            is_common_name("INTRODUCTION:")
                && is_common_name("Résumé")
                && !is_common_name("Introduction to War")
        );
    }
}
