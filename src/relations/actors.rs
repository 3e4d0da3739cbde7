//! Actors: the states, organisations and groups that a text names.
//!
//! [`Actors`] holds the forms by which actors go: names, abbreviations, adjectives and words for the people, capitals
//! and offices that stand for their government. The built-in table is `data/actors.tsv`; a user's own has the same
//! format. [`Actors::find`] walks the tokens once and takes the longest form at each place, so that "North Korea" is
//! not Korea, "Papua New Guinea" not Guinea, and "Indian Ocean" no actor at all. A hyphen is a token, so
//! "NATO-Russia" names both.
//!
//! Acronyms that a text introduces ("Partnership for Peace (PfP)") are learnt from it and found in the rest of it.
//!
//! # Limits
//! - Names that are also something else are taken for the state: Georgia (the American state), Jordan, Chad, Israel (first
//!   names), Washington (the person, where no first name stands before it), Turkey at the start of a sentence on poultry,
//!   Polish at the start of one on furniture.
//! - "Congo" alone is the Democratic Republic, "Korea" alone the South, "Guinea" alone Guinea, "Brussels" the European
//!   Union, "Moscow" and "Kremlin" Russia, also where the Soviet Union is meant.
//! - Pronouns and descriptions ("the island") are no mentions (what [`link`](super::dyads::link) makes of "it", "they"
//!   and "the two countries" it says), and people are not known: a sentence on "the chancellor" has no actor.
//! - In a sentence all in capitals, "US" and "WHO" are read as the words "us" and "who".

mod acronyms;
mod read;
mod trie;

use crate::Result;
use crate::span::Span;
use crate::tokenize::{TokenKind, Tokens};
use crate::vocabulary::{TypeId, Vocabulary};
use acronyms::{Introduction, introductions, is_capitalised, is_organisation};
use hashbrown::HashMap;
use serde::Serialize;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use trie::{Found, Trie};

pub use trie::ActorsState;

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActorKind {
    /// A member or observer state of the United Nations.
    State,
    /// A state that no longer exists.
    FormerState,
    /// A territory, or a state that few others recognise.
    Territory,
    /// An organisation of states, an alliance, a court, a non-governmental organisation.
    Organisation,
    /// An armed group, a movement, a people without a state.
    Group,
    /// A capitalised term that the text introduced with an acronym and that is no organisation, as far as its words
    /// tell: a treaty, a programme. Terms are mentioned but do not act.
    Term,
}

/// The kind of form by which a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FormKind {
    /// A name or abbreviation ("Russia", "UN").
    Name,
    /// An adjective or a word for the people ("Russian", "Poles").
    People,
    /// A capital that stands for the government ("Moscow").
    Capital,
    /// An office, parliament, army or service ("Kremlin").
    Office,
    /// An acronym that the text itself introduced.
    Introduced,
}

/// One actor of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// ISO 3166-1 alpha-3 code, or the acronym or word that stands for what has none.
    pub code: Arc<str>,
    /// What it is.
    pub kind: ActorKind,
    /// The name to show.
    pub name: String,
}

/// One place in a text that names an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// Where the words stand.
    pub span: Span,
    /// Index of the sentence in the tokens.
    pub sentence: usize,
    /// Indices of the tokens.
    pub tokens: Range<usize>,
    /// The actor's code; for an acronym that the text introduced and no table knows, the acronym.
    pub code: Arc<str>,
    /// What the actor is.
    pub kind: ActorKind,
    /// By what kind of form it is named.
    pub form: FormKind,
    /// Whether it is named as a place only ("in Geneva", "near the Turkish border" is not): a state, capital or office
    /// behind "in", "at", "near" and the like, without a possessive.
    pub is_place: bool,
}

/// A table of actors, compiled for search.
///
/// # Examples
/// ```
/// use detente::relations::actors::Actors;
/// use detente::{language::Language, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let text = "NATO-Russia ties cooled after U.S. envoys left the Partnership for Peace (PfP).";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let actors = Actors::builtin();
/// let mentions = actors.find(text, &tokens, &vocabulary, &mut actors.state());
/// let codes: Vec<&str> = mentions.iter().map(|mention| &*mention.code).collect();
/// assert_eq!(codes, ["NATO", "RUS", "USA", "PfP"]);
/// ```
#[derive(Clone, Debug)]
pub struct Actors {
    actors: Vec<Actor>,
    trie: Trie,
}

impl Actors {
    /// The built-in table: some 380 states, former states, territories, organisations and groups.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Actors> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            // A test holds the file to its format, so that this cannot be the empty table.
            Self::from_text(include_str!("data/actors.tsv"), "actors.tsv").unwrap_or(Self {
                actors: Vec::new(),
                trie: Trie::default(),
            })
        })
    }

    /// Reads a table in the format of the built-in one, which the head of `data/actors.tsv` describes. `place` names
    /// the file in errors.
    ///
    /// # Errors
    /// [`ErrorKind::Lexicon`](crate::ErrorKind::Lexicon) if a line has no code, an unknown kind or no form, if two
    /// actors have the same code, or if a form names two actors.
    ///
    /// # Examples
    /// ```
    /// use detente::relations::actors::Actors;
    /// let own = "code\tkind\tname\tnames\nHANSA\torganisation\tHanseatic League\tHansa | the Hanse\n";
    /// let actors = Actors::from_text(own, "own.tsv").unwrap();
    /// assert_eq!(actors.get("HANSA").unwrap().name, "Hanseatic League");
    /// let twice = "A\tstate\tAtlantis\t\nB\tstate\tAtlantis\t\n";
    /// assert!(Actors::from_text(twice, "own.tsv").unwrap_err().to_string().starts_with("own.tsv:2"));
    /// ```
    pub fn from_text(table: &str, place: &str) -> Result<Self> {
        let (actors, trie) = read::read(table, place)?;
        Ok(Self { actors, trie })
    }

    /// The actors, in the order of the table.
    pub fn iter(&self) -> std::slice::Iter<'_, Actor> {
        self.actors.iter()
    }

    /// The actor with a code.
    pub fn get(&self, code: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| &*actor.code == code)
    }

    /// What a search keeps between texts of one vocabulary.
    pub fn state(&self) -> ActorsState {
        ActorsState::default()
    }

    /// Every mention of an actor in a text, in order and without overlap.
    ///
    /// `state` must come from [`state`](Self::state) of this table and be used with one vocabulary only, that of the
    /// tokens.
    ///
    /// # Complexity
    /// Linear in the tokens (each is looked at no more often than the longest form has tokens).
    pub fn find(
        &self,
        text: &str,
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        state: &mut ActorsState,
    ) -> Vec<Mention> {
        self.trie.learn(vocabulary, state);
        let search = Search {
            actors: self,
            tokens,
            vocabulary,
            state,
        };
        let introduced = search.introduced(text);
        let mut mentions = Vec::new();
        for (index, sentence) in tokens.sentences.iter().enumerate() {
            search.sentence(index, sentence.tokens.clone(), &introduced, &mut mentions);
        }
        mentions
    }
}

/// Words of a sentence that tell whether it is in capitals; a limit keeps the search linear.
const FIRST_WORDS: usize = 40;

/// An acronym of the text: what it stands for.
#[derive(Clone, Debug)]
struct Learnt {
    code: Arc<str>,
    kind: ActorKind,
}

struct Search<'a> {
    actors: &'a Actors,
    tokens: &'a Tokens,
    vocabulary: &'a Vocabulary,
    state: &'a ActorsState,
}

impl Search<'_> {
    fn sentence(
        &self,
        sentence: usize,
        range: Range<usize>,
        introduced: &HashMap<TypeId, Learnt>,
        out: &mut Vec<Mention>,
    ) {
        let mut at = range.start;
        while at < range.end {
            let found = self.longest(at..range.end, range.clone());
            let length = found.map_or(1, |found| found.length);
            let own = (length == 1)
                .then(|| introduced.get(&self.tokens.tokens[at].id))
                .flatten();
            if let Some(learnt) = own {
                let (code, kind) = (learnt.code.clone(), learnt.kind);
                out.push(self.mention(sentence, at..at + 1, code, kind, FormKind::Introduced));
            } else if let Some(Found {
                actor: Some(actor),
                form,
                ..
            }) = found
            {
                let Actor { code, kind, .. } = &self.actors.actors[actor];
                out.push(self.mention(sentence, at..at + length, code.clone(), *kind, form));
            }
            at += length;
        }
    }

    fn mention(
        &self,
        sentence: usize,
        tokens: Range<usize>,
        code: Arc<str>,
        kind: ActorKind,
        form: FormKind,
    ) -> Mention {
        let all = &self.tokens.tokens;
        Mention {
            span: Span::new(
                all[tokens.start].start as usize,
                all[tokens.end - 1].end as usize,
            ),
            is_place: self.is_place(sentence, &tokens, kind, form),
            sentence,
            tokens,
            code,
            kind,
            form,
        }
    }

    fn is_place(
        &self,
        sentence: usize,
        tokens: &Range<usize>,
        kind: ActorKind,
        form: FormKind,
    ) -> bool {
        let has_territory = matches!(
            kind,
            ActorKind::State | ActorKind::FormerState | ActorKind::Territory
        );
        let possessive = self
            .tokens
            .tokens
            .get(tokens.end)
            .is_some_and(|token| token.kind == TokenKind::Clitic);
        if !has_territory || form == FormKind::People || possessive {
            return false;
        }
        let first = self.tokens.sentences[sentence].tokens.start;
        let mut before = (first..tokens.start).rev().map(|at| self.lower(at));
        let mut word = before.next();
        if matches!(
            word,
            Some("the" | "northern" | "southern" | "eastern" | "western" | "central")
        ) {
            word = before.next();
        }
        matches!(
            word,
            Some(
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "around"
                    | "across"
                    | "throughout"
                    | "within"
            )
        )
    }

    /// The longest form that starts at the first token of `range`, within a sentence of the tokens `sentence`.
    fn longest(&self, range: Range<usize>, sentence: Range<usize>) -> Option<Found> {
        let start = range.start;
        let found =
            self.actors
                .trie
                .longest(&self.tokens.tokens[range], self.vocabulary, self.state)?;
        let is_plain_word =
            found.length == 1 && self.is_function_word(start) && self.is_in_capitals(sentence);
        (!is_plain_word).then_some(found)
    }

    /// Whether a sentence has no small letter in its first words: a heading in capitals.
    fn is_in_capitals(&self, sentence: Range<usize>) -> bool {
        let mut words = self.tokens.tokens[sentence]
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .take(FIRST_WORDS)
            .map(|token| self.vocabulary.text(token.id));
        let mut long = 0;
        let capital = words.all(|word| {
            long += usize::from(word.len() > 1);
            !word.chars().any(char::is_lowercase)
        });
        capital && long > 1
    }

    fn is_function_word(&self, at: usize) -> bool {
        let id = self.tokens.tokens[at].id;
        // "us" is missing from the stop words.
        self.vocabulary.is_stop_word(id) || self.lower(at) == "us"
    }

    fn lower(&self, at: usize) -> &str {
        let id = self.tokens.tokens[at].id;
        self.vocabulary.text(self.vocabulary.lower(id))
    }

    /// The acronyms that the text introduces, by their type.
    fn introduced(&self, text: &str) -> HashMap<TypeId, Learnt> {
        introductions(text, self.tokens)
            .into_iter()
            .filter_map(|introduction| {
                let id = self.tokens.tokens[introduction.short].id;
                Some((id, self.resolve(text, &introduction)?))
            })
            .collect()
    }

    /// What an introduced acronym stands for: the actor of the table whose form the long form is, or something new.
    fn resolve(&self, text: &str, introduction: &Introduction) -> Option<Learnt> {
        let all = &self.tokens.tokens;
        let long = introduction.long.clone();
        let known = self
            .actors
            .trie
            .longest(&all[long.clone()], self.vocabulary, self.state);
        if let Some(Found {
            actor: Some(actor),
            length,
            ..
        }) = known
            && length == long.len()
        {
            let Actor { code, kind, .. } = &self.actors.actors[actor];
            return Some(Learnt {
                code: code.clone(),
                kind: *kind,
            });
        }
        let words: Vec<&str> = all[long]
            .iter()
            .map(|token| token.span().of(text))
            .collect();
        is_capitalised(&words).then(|| Learnt {
            code: all[introduction.short].span().of(text).into(),
            kind: match is_organisation(&words) {
                true => ActorKind::Organisation,
                false => ActorKind::Term,
            },
        })
    }
}

#[cfg(test)]
mod tests;
