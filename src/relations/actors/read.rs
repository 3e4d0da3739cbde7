//! Reading a table of actors.

use super::trie::Trie;
use super::{Actor, ActorKind, FormKind};
use crate::language::Language;
use crate::vocabulary::Vocabulary;
use crate::{Error, Result};
use hashbrown::HashSet;

/// The columns behind code and kind, and the forms they hold.
const COLUMNS: [FormKind; 5] = [
    FormKind::Name,
    FormKind::Name,
    FormKind::People,
    FormKind::Capital,
    FormKind::Office,
];

/// The actors of a table and their forms.
pub(super) fn read(table: &str, place: &str) -> Result<(Vec<Actor>, Trie)> {
    let mut reader = Reader {
        actors: Vec::new(),
        codes: HashSet::new(),
        trie: Trie::default(),
        vocabulary: Vocabulary::new(Language::English),
    };
    for (index, line) in table.lines().enumerate() {
        let is_head = line.starts_with("code\tkind");
        if line.trim().is_empty() || line.starts_with('#') || is_head {
            continue;
        }
        reader
            .line(line)
            .map_err(|message| Error::lexicon(format!("{place}:{}", index + 1), message))?;
    }
    Ok((reader.actors, reader.trie))
}

struct Reader {
    actors: Vec<Actor>,
    codes: HashSet<String>,
    trie: Trie,
    vocabulary: Vocabulary,
}

impl Reader {
    fn line(&mut self, line: &str) -> std::result::Result<(), String> {
        let mut columns = line.split('\t').map(str::trim);
        let code = columns.next().unwrap_or_default();
        let kind = kind_of(columns.next().unwrap_or_default())?;
        let columns: Vec<&str> = columns.collect();
        let name = columns.first().copied().unwrap_or_default();
        if code.is_empty() || name.is_empty() {
            return Err("needs a code in the first column and a name in the third".into());
        }
        if columns.len() > COLUMNS.len() {
            return Err(format!("has {} columns; 7 are known", columns.len() + 2));
        }
        let actor = match kind {
            Some(kind) => Some(self.actor(code, kind, name)?),
            None => None,
        };
        // The name of a row that is no actor says why it is none.
        let skipped = usize::from(actor.is_none());
        for (column, form) in columns.iter().zip(COLUMNS).skip(skipped) {
            for written in column.split('|').map(str::trim).filter(|f| !f.is_empty()) {
                self.form(written, actor, form)?;
            }
        }
        Ok(())
    }

    fn actor(
        &mut self,
        code: &str,
        kind: ActorKind,
        name: &str,
    ) -> std::result::Result<usize, String> {
        if !self.codes.insert(code.to_owned()) {
            return Err(format!(
                "the code {code} is already taken; join the two lines"
            ));
        }
        self.actors.push(Actor {
            code: code.into(),
            kind,
            name: name.to_owned(),
        });
        Ok(self.actors.len() - 1)
    }

    fn form(
        &mut self,
        written: &str,
        actor: Option<usize>,
        kind: FormKind,
    ) -> std::result::Result<(), String> {
        self.insert(written, actor, kind)?;
        if kind == FormKind::People && written.ends_with(['n', 'i']) {
            self.insert(&format!("{written}s"), actor, kind)?;
        }
        Ok(())
    }

    fn insert(
        &mut self,
        written: &str,
        actor: Option<usize>,
        kind: FormKind,
    ) -> std::result::Result<(), String> {
        let inserted = self.trie.insert(written, actor, kind, &mut self.vocabulary);
        inserted.map_err(|other| {
            let other = other.map_or("a name that is no actor", |other| &self.actors[other].code);
            format!("\"{written}\" already names {other}; strike it out in one of the two lines")
        })
    }
}

/// The kind by its name in the table; `None` for names that are no actor.
fn kind_of(name: &str) -> std::result::Result<Option<ActorKind>, String> {
    Ok(Some(match name {
        "state" => ActorKind::State,
        "former_state" => ActorKind::FormerState,
        "territory" => ActorKind::Territory,
        "organisation" => ActorKind::Organisation,
        "group" => ActorKind::Group,
        "none" => return Ok(None),
        other => {
            return Err(format!(
                "unknown kind \"{other}\"; one of state, former_state, territory, organisation, group, none"
            ));
        }
    }))
}
