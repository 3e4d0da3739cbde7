//! The lexicon itself: nested keys and their entries.

use super::entry::Entry;
use crate::error::Error;
use hashbrown::HashMap;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::ops::Range;

/// The most entries a lexicon may have.
pub(crate) const MAX_ENTRIES: usize = 5_000_000;
/// The most irregularities that are remembered.
const MAX_NOTES: usize = 1000;
/// The most levels a key may have.
const MAX_LEVELS: usize = 32;

/// The number of a key in its [`Lexicon`]: the index into [`Lexicon::keys`].
pub type KeyId = u32;
/// The number of an entry in its [`Lexicon`]: the index into [`Lexicon::entries`].
pub type EntryId = u32;

/// A key (category), at any depth.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The names from the top down, joined by "/": "relations/cooperation/aid".
    pub path: String,
    /// The key above, if there is one.
    pub parent: Option<KeyId>,
    /// How many names the path has; 1 at the top.
    pub level: usize,
    /// The key's own entries (not those of the keys below), as indices into [`Lexicon::entries`].
    pub entries: Range<usize>,
    /// Paths of other keys: where one of them (or a key below it) matches, this key (and the keys below it) does not.
    pub except: Vec<String>,
}

impl Key {
    /// The last name of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// A lexicon (dictionary): keys, nested at will, with entries of one or many words.
///
/// Keys stand in the order of the file, each before the keys below it.
///
/// # Examples
/// ```
/// use detente::lexicon::{Format, Lexicon};
/// let yaml = "relations:\n  cooperation: [agree*, \"sign* treaty\"]\n  conflict: [war, {threat: -2.5}]\n";
/// let lexicon = Lexicon::from_str("own", yaml, Format::Yaml)?;
/// let paths: Vec<_> = lexicon.keys().iter().map(|key| key.path.as_str()).collect();
/// assert_eq!(paths, ["relations", "relations/cooperation", "relations/conflict"]);
/// assert_eq!(lexicon.entries()[3].weight, Some(-2.5));
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    name: String,
    keys: Vec<Key>,
    entries: Vec<Entry>,
    entry_keys: Vec<KeyId>,
    notes: Vec<String>,
}

/// Two lexicons are equal when their keys and entries are; the name and the reader's notes do not count.
impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        self.keys == other.keys && self.entries == other.entries
    }
}

impl Lexicon {
    /// A lexicon from pairs of key path and entries, in order; a path may come more than once.
    ///
    /// # Errors
    /// If an entry is malformed, or there is none.
    ///
    /// # Examples
    /// ```
    /// use detente::lexicon::{Entry, Lexicon};
    /// let lexicon = Lexicon::from_map("own", [
    ///     ("cooperation", vec![Entry::glob("agree*"), Entry::glob("peace treaty").with_weight(3.0)]),
    ///     ("conflict", vec![Entry::glob("war")]),
    /// ])?;
    /// assert_eq!(lexicon.entries().len(), 3);
    /// # Ok::<(), detente::Error>(())
    /// ```
    pub fn from_map<P: AsRef<str>>(
        name: &str,
        map: impl IntoIterator<Item = (P, Vec<Entry>)>,
    ) -> crate::Result<Self> {
        let mut builder = LexiconBuilder::new(name);
        for (path, entries) in map {
            let path = path.as_ref();
            let fail = |message| Error::lexicon(format!("{name}, key {path:?}"), message);
            let key = builder.key(path).map_err(fail)?;
            for entry in entries {
                builder.push(key, entry).map_err(fail)?;
            }
        }
        builder
            .finish()
            .map_err(|message| Error::lexicon(name, message))
    }

    /// The name: the file's, without its extension.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The keys, each before those below it.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// All entries, grouped by key.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The key an entry belongs to.
    pub fn key_of(&self, entry: EntryId) -> KeyId {
        self.entry_keys[entry as usize]
    }

    /// The id of the key with this path.
    pub fn key(&self, path: &str) -> Option<KeyId> {
        let found = self.keys.iter().position(|key| key.path == path);
        found.map(|id| id as KeyId)
    }

    /// What the reader found irregular and passed over ("liwc.dic:12: …").
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The entries of one key, without those of the keys below.
    pub fn entries_of(&self, key: KeyId) -> &[Entry] {
        &self.entries[self.keys[key as usize].entries.clone()]
    }

    /// Whether `key` is `above`, or stands below it.
    pub fn is_within(&self, key: KeyId, above: KeyId) -> bool {
        let mut at = Some(key);
        while let Some(id) = at {
            if id == above {
                return true;
            }
            at = self.keys[id as usize].parent;
        }
        false
    }

    /// Whether any entry has a weight.
    pub fn is_weighted(&self) -> bool {
        self.entries.iter().any(|entry| entry.weight.is_some())
    }

    /// The lexicon with every key cut to its first `levels` names (at least one): "a/b/c" to "a/b" for 2.
    ///
    /// Entries move up with their keys, so that overlaps are then judged between the keys of that level.
    #[must_use]
    pub fn at_level(&self, levels: usize) -> Self {
        let mut builder = LexiconBuilder::new(&self.name);
        for key in &self.keys {
            let cut = cut(&key.path, levels);
            // Nothing can fail: paths and entries come from a valid lexicon.
            if let Ok(id) = builder.key(cut) {
                self.entries[key.entries.clone()]
                    .iter()
                    .for_each(|entry| builder.take(id, entry.clone()));
                for path in &key.except {
                    builder.except(id, cut_unless(path, cut, levels));
                }
            }
        }
        builder.build(self.notes.clone())
    }

    /// Gives every entry of a key, and of the keys below it, this weight.
    ///
    /// # Errors
    /// If there is no such key, or the weight is not finite.
    pub fn set_weight(&mut self, path: &str, weight: f64) -> crate::Result<()> {
        let key = self
            .key(path)
            .ok_or_else(|| Error::argument(format!("the lexicon has no key {path:?}")))?;
        if !weight.is_finite() {
            return Err(Error::argument(format!(
                "the weight {weight} is not finite"
            )));
        }
        for id in 0..self.entries.len() {
            if self.is_within(self.entry_keys[id], key) {
                self.entries[id].weight = Some(weight);
            }
        }
        Ok(())
    }

    /// SHA-256 of the content (keys and entries in order), in hexadecimal: the same for every format it is kept in.
    pub fn digest(&self) -> String {
        let hash = Sha256::digest(self.to_json().as_bytes());
        hash.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// The first `levels` names of a path.
fn cut(path: &str, levels: usize) -> &str {
    let end = path.match_indices('/').nth(levels.max(1) - 1);
    end.map_or(path, |(at, _)| &path[..at])
}

/// The excluded path at that level, unless cutting would make a key exclude itself.
fn cut_unless<'p>(path: &'p str, own: &str, levels: usize) -> &'p str {
    let short = cut(path, levels);
    if short == own { path } else { short }
}

/// A key while the lexicon is being read.
#[derive(Debug, Default)]
struct Node {
    name: String,
    below: Vec<usize>,
    entries: Vec<Entry>,
    except: Vec<String>,
}

/// Collects keys and entries in the order of a file, and puts them in the order of the tree.
#[derive(Debug)]
pub(crate) struct LexiconBuilder {
    name: String,
    nodes: Vec<Node>,
    ids: HashMap<(usize, String), usize, foldhash::fast::FixedState>,
    entries: usize,
    notes: Vec<String>,
}

impl LexiconBuilder {
    /// The node above the top keys.
    pub(crate) const ROOT: usize = 0;

    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            nodes: vec![Node::default()],
            ids: HashMap::default(),
            entries: 0,
            notes: Vec::new(),
        }
    }

    /// The key of entries without one: it has the name of the lexicon.
    pub(crate) fn own_key(&mut self) -> Result<usize, String> {
        let name = self.name.clone();
        self.key(&name)
    }

    /// The key at `path` from the top; made if new.
    pub(crate) fn key(&mut self, path: &str) -> Result<usize, String> {
        self.key_below(Self::ROOT, path)
    }

    /// The key at `path` below another; made if new.
    pub(crate) fn key_below(&mut self, above: usize, path: &str) -> Result<usize, String> {
        let mut at = above;
        let mut levels = 0;
        for name in path
            .split('/')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            levels += 1;
            at = self.child(at, name);
        }
        match levels {
            0 => Err("a key without a name; give it one".into()),
            1..=MAX_LEVELS => Ok(at),
            _ => Err(format!(
                "a key of {levels} levels; the most is {MAX_LEVELS}"
            )),
        }
    }

    fn child(&mut self, above: usize, name: &str) -> usize {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let next = self.nodes.len();
        let id = *self.ids.entry((above, name.clone())).or_insert(next);
        if id == next {
            self.nodes[above].below.push(id);
            self.nodes.push(Node {
                name,
                ..Node::default()
            });
        }
        id
    }

    /// Adds an entry to a key, after checking it.
    pub(crate) fn push(&mut self, key: usize, entry: Entry) -> Result<(), String> {
        entry.validate()?;
        if self.entries == MAX_ENTRIES {
            return Err(format!(
                "more than {MAX_ENTRIES} entries; split the lexicon"
            ));
        }
        self.take(key, entry.canonical());
        Ok(())
    }

    /// Adds what a notation says to a key: an entry, or `!/other/key`.
    pub(crate) fn push_notation(
        &mut self,
        key: usize,
        notation: &str,
        weight: Option<f64>,
    ) -> Result<(), String> {
        if let Some(path) = notation.trim().strip_prefix("!/") {
            self.except(key, path);
            return Ok(());
        }
        let mut entry = Entry::read(notation)?;
        entry.weight = weight;
        self.push(key, entry)
    }

    fn take(&mut self, key: usize, entry: Entry) {
        self.entries += 1;
        self.nodes[key].entries.push(entry);
    }

    fn except(&mut self, key: usize, path: &str) {
        let path = path.trim().trim_matches('/').to_owned();
        if !self.nodes[key].except.contains(&path) {
            self.nodes[key].except.push(path);
        }
    }

    /// Remembers an irregularity that was passed over.
    pub(crate) fn note(&mut self, note: String) {
        if self.notes.len() < MAX_NOTES {
            self.notes.push(note);
        }
    }

    /// The lexicon. It must have an entry, and every excluded key must exist.
    pub(crate) fn finish(mut self) -> Result<Lexicon, String> {
        if self.entries == 0 {
            return Err("no entries; a lexicon needs at least one".into());
        }
        let notes = std::mem::take(&mut self.notes);
        let lexicon = self.build(notes);
        for key in &lexicon.keys {
            if let Some(path) = key.except.iter().find(|path| lexicon.key(path).is_none()) {
                let own = &key.path;
                return Err(format!(
                    "the key {own:?} excludes {path:?}, which is no key"
                ));
            }
        }
        Ok(lexicon)
    }

    /// The keys in the order of the tree, with their entries.
    fn build(mut self, notes: Vec<String>) -> Lexicon {
        let mut lexicon = Lexicon {
            name: std::mem::take(&mut self.name),
            notes,
            ..Lexicon::default()
        };
        let mut todo: Vec<(usize, Option<KeyId>)> = Vec::new();
        todo.extend(
            self.nodes[Self::ROOT]
                .below
                .iter()
                .rev()
                .map(|&id| (id, None)),
        );
        while let Some((id, parent)) = todo.pop() {
            let node = std::mem::take(&mut self.nodes[id]);
            let key = lexicon.keys.len() as KeyId;
            todo.extend(node.below.iter().rev().map(|&id| (id, Some(key))));
            lexicon.adopt(node, parent);
        }
        lexicon
    }
}

impl Lexicon {
    fn adopt(&mut self, node: Node, parent: Option<KeyId>) {
        let above = parent.map(|id| &self.keys[id as usize]);
        let path = above.map_or(node.name.clone(), |key| {
            format!("{}/{}", key.path, node.name)
        });
        let level = above.map_or(1, |key| key.level + 1);
        let start = self.entries.len();
        let id = self.keys.len() as KeyId;
        self.entry_keys.extend(node.entries.iter().map(|_| id));
        self.entries.extend(node.entries);
        self.keys.push(Key {
            path,
            parent,
            level,
            entries: start..self.entries.len(),
            except: node.except,
        });
    }
}
