//! Word lists of the outline: small words of titles, words of sentences, common names of sections.
//!
//! English, with the most frequent small words of French, German, Italian and Spanish. In other languages the
//! decision rests on layout, numbers and capitals.

/// Longest word of the lists, in bytes.
const LONGEST: usize = 8;

/// Calls `found` with `word` in small letters if it is short enough to stand in a list.
fn with_small<T>(word: &str, found: impl Fn(&str) -> T) -> Option<T> {
    let mut small = [0; LONGEST];
    let small = small.get_mut(..word.len())?;
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    std::str::from_utf8(small).ok().map(found)
}

/// Whether a word may stay small in a title: articles, conjunctions, prepositions.
pub(super) fn may_stay_small(word: &str) -> bool {
    with_small(word, is_small).unwrap_or(false)
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "for"
            | "from"
            | "by"
            | "with"
            | "as"
            | "into"
            | "over"
            | "under"
            | "upon"
            | "vs"
            | "versus"
            | "via"
            | "per"
            | "than"
            | "after"
            | "before"
            | "between"
            | "against"
            | "toward"
            | "towards"
            | "since"
            | "until"
            | "through"
            | "during"
            | "is"
            | "are"
            | "de"
            | "la"
            | "le"
            | "les"
            | "du"
            | "des"
            | "et"
            | "en"
            | "der"
            | "die"
            | "das"
            | "und"
            | "von"
            | "im"
            | "zur"
            | "el"
            | "los"
            | "las"
            | "y"
            | "del"
            | "di"
            | "e"
            | "il"
            | "d"
            | "l"
    )
}

/// Whether a word speaks for a running sentence: a pronoun, an auxiliary verb.
pub(super) fn is_of_sentence(word: &str) -> bool {
    with_small(word, is_running).unwrap_or(false)
}

fn is_running(word: &str) -> bool {
    matches!(
        word,
        "i" | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "me"
            | "him"
            | "them"
            | "us"
            | "you"
            | "my"
            | "his"
            | "her"
            | "its"
            | "our"
            | "their"
            | "your"
            | "was"
            | "were"
            | "is"
            | "are"
            | "am"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "could"
            | "can"
            | "may"
            | "might"
            | "must"
            | "that"
            | "this"
            | "these"
            | "those"
            | "there"
            | "not"
            | "said"
    )
}

/// Most words of a common name of sections.
const MOST_WORDS: usize = 3;

/// Names that sections bear in many texts.
const NAMES: [&str; 56] = [
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
    let few = bare.split_whitespace().nth(MOST_WORDS).is_none();
    few && bare.len() <= 24 && NAMES.contains(&bare.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_any_case() {
        assert!(may_stay_small("The") && may_stay_small("of") && !may_stay_small("Peace"));
        assert!(
            is_of_sentence("WERE") && !is_of_sentence("war") && !is_of_sentence("internationally")
        );
        assert!(
            is_common_name("INTRODUCTION:")
                && is_common_name("Résumé")
                && !is_common_name("Introduction to War")
        );
    }
}
