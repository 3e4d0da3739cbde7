//! Negation by rule, for any lexicon.

use super::{Cues, Role, ends_clause};
use crate::lexicon::matcher::LexiconMatch;
use crate::lexicon::model::Lexicon;
use crate::tokenize::Tokens;
use crate::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};

/// How negated matches are known.
///
/// A match is negated if an odd number of negators stands within so many words before it in its clause. A clause ends
/// at punctuation (quotation marks and hyphens apart) and begins at a word such as "but" or "because". "Not only" and
/// the like do not negate; "not without" negates twice, which is not at all; behind "nor" only that counts. A negator
/// that belongs to the match itself ("not good") does not negate it.
///
/// # Examples
/// ```
/// use detente::language::Language;
/// use detente::lexicon::{Format, Lexicon, MatchOptions, Negation};
/// use detente::{tokenize::Tokenizer, vocabulary::Vocabulary};
///
/// let lexicon = Lexicon::from_str("own", "coop: [cooperat*]\nconf: [war]", Format::Yaml)?;
/// let options = MatchOptions { negation: Some(Negation::default()), ..MatchOptions::default() };
/// let matcher = lexicon.compile(&options)?;
/// let text = "They did not want to cooperate, and war came.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let matches = matcher.find(&tokens, &vocabulary, &mut matcher.state());
/// assert!(matches[0].negated && !matches[1].negated);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Negation {
    /// How many words before a match are read.
    pub before: usize,
    /// The cues: the keys `negator`, `negator/clause`, `idle`, `clause` and `adversative` of [`Lexicon::cues`].
    pub cues: Lexicon,
}

impl Default for Negation {
    /// Five words, and the English cues.
    fn default() -> Self {
        Self {
            before: 5,
            cues: Lexicon::cues(),
        }
    }
}

/// Marks the negated matches, by the roles of the tokens.
pub(crate) fn mark(
    matches: &mut [LexiconMatch],
    tokens: &Tokens,
    vocabulary: &Vocabulary,
    roles: &[Role],
    before: usize,
) {
    for found in matches {
        let first = tokens.sentences[found.sentence].tokens.start;
        let mut words = 0;
        let mut negators = 0;
        for at in (first..found.tokens.start).rev() {
            if words == before || ends_clause(tokens, at, vocabulary) {
                break;
            }
            words += usize::from(tokens.tokens[at].kind.is_word());
            match roles[at] {
                Role::Negator => negators += 1,
                Role::NegatorOfClause => {
                    negators += 1;
                    break;
                }
                Role::Clause | Role::Adversative => break,
                Role::None | Role::Amplifier | Role::Deamplifier => {}
            }
        }
        found.negated = negators % 2 == 1;
    }
}

impl Negation {
    /// The cues, compiled.
    pub(crate) fn compile(&self, language: crate::language::Language) -> crate::Result<Cues> {
        Cues::new(&self.cues, language)
    }
}
