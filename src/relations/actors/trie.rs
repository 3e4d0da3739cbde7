//! The forms of actors as a trie over symbols.
//!
//! A symbol is the number of a lower-cased word that occurs in some form. The symbols of a vocabulary's types are a
//! column, so that a text is searched by integers; letter case is checked where a form ends.

use super::FormKind;
use crate::tokenize::{Token, Tokenizer};
use crate::vocabulary::{Column, TypeId, Vocabulary};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// What is known of a type: the symbol of its lower case (0: occurs in no form), and whether it starts with a capital.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    symbol: u32,
    capital: bool,
}

/// What a search for actors keeps between texts of one vocabulary.
#[derive(Clone, Debug, Default)]
pub struct ActorsState {
    words: Column<Word>,
}

/// How a word of a form must be written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Case {
    /// In any case.
    Any,
    /// With a capital first letter.
    Capital,
    /// Exactly so.
    Exact(Box<str>),
}

impl Case {
    /// The case that a word asks for by the way it is written in the table.
    fn of(word: &str) -> Self {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if !word.starts_with(char::is_uppercase) {
            Self::Any
        } else if capitals == 1 {
            Self::Capital
        } else {
            Self::Exact(word.into())
        }
    }
}

#[derive(Clone, Debug)]
struct Form {
    /// `None` for a name that is no actor.
    actor: Option<usize>,
    kind: FormKind,
    cases: Vec<Case>,
}

/// A form found: of which actor, of what kind, how many tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) actor: Option<usize>,
    pub(super) form: FormKind,
    pub(super) length: usize,
}

/// The compiled forms.
#[derive(Clone, Debug, Default)]
pub(super) struct Trie {
    symbols: HashMap<Box<str>, u32, FixedState>,
    edges: HashMap<(u32, u32), u32, FixedState>,
    /// The forms that end at each node.
    ends: Vec<Vec<Form>>,
}

impl Trie {
    /// Adds a form. If another actor has the same form, that actor is the error and nothing is added.
    /// `vocabulary` is for the forms' words, of any language and state.
    pub(super) fn insert(
        &mut self,
        form: &str,
        actor: Option<usize>,
        kind: FormKind,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), Option<usize>> {
        let tokens = Tokenizer::default().tokenize(form, vocabulary);
        let vocabulary = &*vocabulary;
        let words = tokens.tokens.iter().map(|token| token.id);
        let node = words
            .clone()
            .fold(0, |node, id| self.child(node, text_lower(vocabulary, id)));
        let cases: Vec<Case> = words.map(|id| Case::of(vocabulary.text(id))).collect();
        let ends = &mut self.ends[node as usize];
        match ends.iter().find(|other| other.cases == cases) {
            Some(other) if other.actor != actor => return Err(other.actor),
            Some(_) => {}
            None => ends.push(Form { actor, kind, cases }),
        }
        Ok(())
    }

    fn child(&mut self, node: u32, word: &str) -> u32 {
        if self.ends.is_empty() {
            self.ends.push(Vec::new());
        }
        let next_symbol = self.symbols.len() as u32 + 1;
        let symbol = *self.symbols.entry(word.into()).or_insert(next_symbol);
        let ends = &mut self.ends;
        *self.edges.entry((node, symbol)).or_insert_with(|| {
            ends.push(Vec::new());
            ends.len() as u32 - 1
        })
    }

    /// Fills the column for the types that came since the last text.
    pub(super) fn learn(&self, vocabulary: &Vocabulary, state: &mut ActorsState) {
        state.words.fill_by_id(vocabulary, |id| Word {
            symbol: self
                .symbols
                .get(text_lower(vocabulary, id))
                .copied()
                .unwrap_or(0),
            capital: vocabulary.text(id).starts_with(char::is_uppercase),
        });
    }

    /// The longest form that starts at the first of `tokens`.
    pub(super) fn longest(
        &self,
        tokens: &[Token],
        vocabulary: &Vocabulary,
        state: &ActorsState,
    ) -> Option<Found> {
        let mut node = 0;
        let mut longest = None;
        for (index, token) in tokens.iter().enumerate() {
            let symbol = state.words[token.id].symbol;
            if symbol == 0 {
                break;
            }
            let Some(&next) = self.edges.get(&(node, symbol)) else {
                break;
            };
            node = next;
            let written_so = |form: &&Form| {
                let mut cases = form.cases.iter().zip(tokens);
                cases.all(|(case, token)| is_written(case, token.id, vocabulary, state))
            };
            if let Some(form) = self.ends[node as usize].iter().find(written_so) {
                longest = Some(Found {
                    actor: form.actor,
                    form: form.kind,
                    length: index + 1,
                });
            }
        }
        longest
    }
}

fn is_written(case: &Case, id: TypeId, vocabulary: &Vocabulary, state: &ActorsState) -> bool {
    match case {
        Case::Any => true,
        Case::Capital => state.words[id].capital,
        Case::Exact(word) => vocabulary.text(id) == &**word,
    }
}

/// The lower case of a type, with any joining dash as a hyphen.
fn text_lower(vocabulary: &Vocabulary, id: TypeId) -> &str {
    match vocabulary.text(vocabulary.lower(id)) {
        "‐" | "‑" | "–" => "-",
        word => word,
    }
}
