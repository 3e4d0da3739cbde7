//! The names that matches bear.

use super::Match;
use super::event::Event;
use super::lexicon::Lexicon;
use hashbrown::HashMap;
use std::sync::Arc;

/// Names of entries and codes as one worker hands them out.
///
/// Each worker has copies of its own: threads that count the users of one name together would wait for each other.
#[derive(Debug, Default)]
pub(crate) struct Names {
    entries: Vec<Option<Arc<str>>>,
    /// Operators with their objects, by the entries of both: few pairs come again and again.
    pairs: HashMap<(u32, u32), Arc<str>>,
    codes: Vec<Option<Arc<str>>>,
}

impl Names {
    /// An event with its names.
    pub(super) fn matched(&mut self, lexicon: &Lexicon, event: &Event) -> Match {
        Match {
            span: event.span,
            sentence: event.sentence,
            entry: self.entry(lexicon, event.entry, event.object),
            code: self.code(lexicon, event.code),
            quad: event.quad,
            base_weight: event.base_weight,
            weight: event.weight,
            context: event.context,
        }
    }

    /// The name of an entry, or of an operator's with its object's.
    fn entry(&mut self, lexicon: &Lexicon, entry: u32, object: Option<u32>) -> Arc<str> {
        let name = |entry: u32| &*lexicon.entries()[entry as usize].name;
        match object {
            Some(object) => {
                let pair = || format!("{} × {}", name(entry), name(object)).into();
                let pairs = self.pairs.entry((entry, object));
                Arc::clone(pairs.or_insert_with(pair))
            }
            None => own(&mut self.entries, entry as usize, || name(entry)),
        }
    }

    /// The name of a CAMEO code.
    fn code(&mut self, lexicon: &Lexicon, code: u16) -> Arc<str> {
        own(&mut self.codes, code as usize, || &lexicon.code(code).name)
    }
}

fn own<'n>(names: &mut Vec<Option<Arc<str>>>, id: usize, name: impl Fn() -> &'n str) -> Arc<str> {
    if names.len() <= id {
        names.resize(id + 1, None);
    }
    Arc::clone(names[id].get_or_insert_with(|| name().into()))
}
