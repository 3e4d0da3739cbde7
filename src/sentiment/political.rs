//! A sentiment lexicon for political, diplomatic, economic and academic prose.
//!
//! VADER's lexicon was made for short messages on social media: it knows emoticons and slang, and lacks "armistice",
//! "illegitimate" or "well founded". This one was written for detente from knowledge of the language, not from any
//! other lexicon and not from rated texts: `data/political.tsv`, one entry a line with its valence and category.
//! Entries have one or several words; names that hold a word with a valence ("Nobel peace prize", "standard error")
//! are entries with valence zero, which keeps them from counting. It holds 6,185 entries, 1,068 of several words;
//! inflected forms are listed, in British and American spelling.
//!
//! # How well it does
//! Correlation r with mean human ratings, by engine ([`Vader`](super::Vader)), on a part of the four sets of Hutto &
//! Gilbert (2014); the correlations were looked at once while the lexicon grew by a
//! block of general words; no rated sentence was used to choose an entry. "Both" is
//! `Vader::builder().extend_political()`: VADER's tables with these added.
//!
//! | texts | n | VADER, exact | VADER, corrected | political | both |
//! |---|---|---|---|---|---|
//! | newspaper editorials, sentences | 1,581 | .515 | .517 | .535 | .555 |
//! | the same, means of 325 articles | | .538 | .539 | .565 | .554 |
//! | film reviews, sentences | 3,091 | .447 | .446 | .426 | .466 |
//! | product reviews, sentences | 1,134 | .595 | .593 | .570 | .590 |
//! | tweets | 1,248 | .876 | .878 | .714 | .865 |
//!
//! On editorials, by a bootstrap over the 487 articles, the gain over VADER is .020 (95 % interval −.018 to .059) for
//! the political lexicon alone, which is no proof of a gain, and .040 (.013 to .068) for both together. For
//! social media it is the wrong lexicon. There is no set of rated academic prose in this comparison.

/// One line of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoliticalEntry {
    /// A word or several, in lower case.
    pub text: &'static str,
    /// From −4 (very negative) to +4 (very positive); for a booster, what it adds to the strength of the next word.
    pub value: f64,
    /// Why the entry is in the list: "peace", "oppression", "academic praise" and so on; "neutral" for names,
    /// "booster", "negator" and "reverser" for words that act on others. A reverser can stand in the list a second
    /// time with a valence of its own ("threat to").
    pub category: &'static str,
}

/// The entries of the lexicon, in the order of the file.
///
/// ```
/// use detente::sentiment::political_entries;
///
/// let entry = political_entries().find(|entry| entry.text == "rule of law").unwrap();
/// assert_eq!((entry.value, entry.category), (2.0, "democracy and law"));
/// ```
pub fn political_entries() -> impl Iterator<Item = PoliticalEntry> {
    // A test holds every line to this form.
    include_str!("data/political.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(entry)
}

fn entry(line: &'static str) -> Option<PoliticalEntry> {
    let mut columns = line.split('\t');
    let (text, value, category) = (columns.next()?, columns.next()?, columns.next()?);
    Some(PoliticalEntry {
        text,
        value: value.parse().ok()?,
        category,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sentiment::Vader;

    #[test]
    fn every_line_is_an_entry_once_and_in_range() {
        let lines = include_str!("data/political.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        let entries: Vec<_> = political_entries().collect();
        assert_eq!(entries.len(), lines);
        let texts: BTreeSet<_> = entries
            .iter()
            .map(|entry| (entry.text, entry.category == "reverser"))
            .collect();
        assert_eq!(texts.len(), lines, "an entry is given twice");
        for entry in entries {
            assert!(entry.value.abs() <= 4.0, "{entry:?}");
            assert_eq!(entry.text, entry.text.to_lowercase().trim(), "{entry:?}");
            assert_eq!(
                entry.value == 0.0,
                matches!(entry.category, "neutral" | "negator" | "reverser"),
                "{entry:?}"
            );
        }
    }

    /// In a plain sentence, an entry of any number of words has just its own valence.
    #[test]
    fn every_entry_is_found_in_a_sentence() {
        let vader = Vader::political();
        for entry in political_entries().filter(|entry| entry.category != "reverser") {
            let text = format!("Delegates wrote \u{201c}{},\u{201d} on Monday.", entry.text);
            let sum = if entry.category == "booster" {
                0.0
            } else {
                entry.value
            };
            let expected = (sum / (sum * sum + 15.0_f64).sqrt() * 1e4).round() / 1e4;
            assert_eq!(vader.compound(&text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_of_political_prose_get_their_sign() {
        let vader = Vader::political();
        for positive in [
            "The armistice ended the war.",
            "Both sides hailed the rapprochement.",
            "There is no longer a threat to security.",
            "The reduction in tensions is well documented.",
            "Her argument is lucid and well founded.",
            "Freedom from fear was restored.",
        ] {
            assert!(vader.compound(positive) > 0.0, "{positive}");
        }
        for negative in [
            "The lack of trust between them is deep.",
            "It is a threat to peace.",
            "The ceasefire violations continued.",
            "The study fails to account for selection.",
            "They didn’t honour the agreement.",
            "The junta’s crackdown was brutal.",
        ] {
            assert!(vader.compound(negative) < 0.0, "{negative}");
        }
        for neutral in [
            "The United Nations met.",
            "She won the Nobel Peace Prize, standard errors in parentheses.",
        ] {
            assert!(vader.compound(neutral).abs() < 0.4, "{neutral}");
        }
    }
}
