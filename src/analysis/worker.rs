//! What one worker keeps between texts: the vocabulary and the columns over it.

use crate::language::Language;
use crate::relations::actors::{Actors, ActorsState};
use crate::relations::timeline::DatesState;
use crate::relations::{Relations, RelationsState};
use crate::sentiment::{Vader, VaderState};
use crate::tokenize::Tokens;
use crate::vocabulary::Vocabulary;

/// A worker is dropped and made anew when its vocabulary has grown to this many types: on an endless stream of texts
/// memory stays bounded (some 100 MB), while a whole language's common words are learnt many times over.
const MOST_TYPES: usize = 500_000;

/// The state of one worker. It speeds work up and never changes a result.
#[derive(Debug)]
pub(super) struct Worker {
    pub vocabulary: Vocabulary,
    pub relations: RelationsState,
    pub actors: ActorsState,
    pub dates: DatesState,
    pub sentiment: VaderState,
    pub tokens: Tokens,
}

impl Worker {
    pub fn new(language: Language, relations: &Relations, vader: &Vader) -> Self {
        Self {
            vocabulary: Vocabulary::new(language),
            relations: relations.state(),
            actors: Actors::builtin().state(),
            dates: DatesState::default(),
            sentiment: vader.state(),
            tokens: Tokens::default(),
        }
    }

    /// Whether the worker may be used again.
    pub fn is_reusable(&self) -> bool {
        self.vocabulary.len() < MOST_TYPES
    }
}
