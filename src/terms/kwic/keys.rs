//! The places of a lexicon's keys in context.

use super::{Concordance, Line};
use crate::error::{Error, Result};
use crate::lexicon::{Lexicon, LexiconMatch, LexiconMatcher, MatchOptions, MatcherState};
use crate::tokenize::Tokens;
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// Looks for the entries of a lexicon's keys in texts that share one vocabulary.
///
/// What is found is what [`crate::lexicon::Lookup`] counts: a key's lines are as many as its count.
///
/// # Examples
/// ```
/// use detente::lexicon::{Format, Lexicon, MatchOptions};
/// use detente::{language::Language, terms::kwic::KeyConcordance, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let lexicon = Lexicon::from_str("own", "coop: [agree*, peace talks]\nconf: [war]", Format::Yaml)?;
/// let mut concordance = KeyConcordance::new(&lexicon, &["coop"], &MatchOptions::default(), 2, true)?;
/// let text = "After the war, peace talks began.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let matches = concordance.matches(&tokens, &vocabulary);
/// let lines = concordance.lines(&tokens, 0..tokens.tokens.len(), &matches);
/// assert_eq!(lines.len(), 1);
/// assert_eq!(lines[0].keyword.of(text), "peace talks");
/// assert_eq!(lexicon.entries()[lines[0].pattern].to_string(), "peace talks");
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug)]
pub struct KeyConcordance {
    matcher: LexiconMatcher,
    state: MatcherState,
    /// By key: whether it is looked for.
    wanted: Vec<bool>,
    context: Concordance,
}

impl KeyConcordance {
    /// A concordance of `keys` and the keys below them (of all keys, if none is given), which shows `window` words on
    /// either side, never more than the sentence if `within_sentence`.
    ///
    /// # Errors
    /// If the lexicon has no such key, or cannot be compiled.
    pub fn new(
        lexicon: &Lexicon,
        keys: &[&str],
        options: &MatchOptions,
        window: usize,
        within_sentence: bool,
    ) -> Result<Self> {
        let find = |path: &&str| lexicon.key(path).ok_or_else(|| no_key(lexicon, path));
        let above = keys.iter().map(find).collect::<Result<Vec<_>>>()?;
        let within = |key| above.iter().any(|&above| lexicon.is_within(key, above));
        let all = 0..lexicon.keys().len() as u32;
        let matcher = lexicon.compile(options)?;
        Ok(Self {
            state: matcher.state(),
            matcher,
            wanted: all.map(|key| keys.is_empty() || within(key)).collect(),
            context: Concordance::new(Vec::new(), window, within_sentence),
        })
    }

    /// The matches of the keys in a text, in its order. All calls must come with the same vocabulary.
    pub fn matches(&mut self, tokens: &Tokens, vocabulary: &Vocabulary) -> Vec<LexiconMatch> {
        let mut matches = self.matcher.find(tokens, vocabulary, &mut self.state);
        matches.retain(|found| self.wanted[found.key as usize]);
        matches
    }

    /// The lines of those of the text's matches that lie among the tokens `range`; context does not reach beyond.
    /// [`Line::pattern`] is the number of the entry.
    pub fn lines(
        &self,
        tokens: &Tokens,
        range: Range<usize>,
        matches: &[LexiconMatch],
    ) -> Vec<Line> {
        let inside = |found: &&LexiconMatch| {
            range.start <= found.tokens.start && found.tokens.end <= range.end
        };
        let places = matches.iter().filter(inside);
        let places = places.map(|found| (found.entry as usize, found.tokens.clone()));
        self.context.lines(tokens, range.clone(), places)
    }
}

fn no_key(lexicon: &Lexicon, path: &str) -> Error {
    let keys = lexicon.keys().iter().map(|key| key.path.as_str());
    Error::argument(format!(
        "no key {path:?} in the lexicon {:?}; its keys are {}",
        lexicon.name(),
        keys.collect::<Vec<_>>().join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::lexicon::Format;
    use crate::tokenize::Tokenizer;

    const YAML: &str = "relations:\n  coop: [agree*, peace *]\n  conf: [war, cold war]\nplaces: [samoa, american samoa]";
    const TEXT: &str = "They agreed on American Samoa after a cold war. Peace now!";

    fn keywords(keys: &[&str], range: Option<Range<usize>>) -> Vec<&'static str> {
        let lexicon = Lexicon::from_str("own", YAML, Format::Yaml).unwrap();
        let options = MatchOptions::default();
        let mut concordance = KeyConcordance::new(&lexicon, keys, &options, 2, false).unwrap();
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(TEXT, &mut vocabulary);
        let matches = concordance.matches(&tokens, &vocabulary);
        let range = range.unwrap_or(0..tokens.tokens.len());
        let lines = concordance.lines(&tokens, range, &matches);
        lines.iter().map(|line| line.keyword.of(TEXT)).collect()
    }

    #[test]
    fn keys_are_found_with_the_keys_below_them_and_longer_matches_hide_shorter_ones() {
        let all = ["agreed", "American Samoa", "cold war", "Peace now"];
        assert_eq!(keywords(&[], None), all);
        assert_eq!(
            keywords(&["relations"], None),
            ["agreed", "cold war", "Peace now"]
        );
        assert_eq!(keywords(&["relations/conf"], None), ["cold war"]);
        assert_eq!(
            keywords(&["relations/coop", "places"], None),
            ["agreed", "American Samoa", "Peace now"]
        );
    }

    #[test]
    fn a_part_of_the_text_shows_its_own_places_alone() {
        // The first three tokens end within "American Samoa".
        assert_eq!(keywords(&[], Some(0..4)), ["agreed"]);
        assert_eq!(keywords(&[], Some(1..5)), ["agreed", "American Samoa"]);
    }

    #[test]
    fn a_key_that_is_not_there_is_an_error_that_names_those_that_are() {
        let lexicon = Lexicon::from_str("own", YAML, Format::Yaml).unwrap();
        let error = KeyConcordance::new(&lexicon, &["coop"], &MatchOptions::default(), 5, false);
        let message = error.unwrap_err().to_string();
        assert!(
            message.contains("relations/coop") && message.contains("\"own\""),
            "{message}"
        );
    }
}
