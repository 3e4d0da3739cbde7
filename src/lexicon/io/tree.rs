//! YAML and JSON: nested mappings of keys over lists of entries.
//!
//! A list holds entries, weighted entries (`{word: 1.5}`) and, where a key has both, a mapping of the keys below.
//! A mapping holds keys, or words with numbers: weighted entries again.

use super::place;
use crate::error::Error;
use crate::lexicon::entry::Entry;
use crate::lexicon::model::{KeyId, Lexicon, LexiconBuilder};
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::cell::Cell;

/// The most values a file may hold, aliases counted as often as they are used.
const MAX_VALUES: usize = 10_000_000;

/// A value of the file, in its order.
enum Node {
    Nothing,
    Text(String),
    Number(f64, String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

pub(super) fn read_json(file: &str, text: &str, builder: &mut LexiconBuilder) -> crate::Result<()> {
    let count = Cell::new(0);
    let mut json = serde_json::Deserializer::from_str(text);
    let node = NodeSeed(&count).deserialize(&mut json);
    let node = node
        .and_then(|node| json.end().map(|()| node))
        .map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Error::lexicon(place(file, error.line()), message)
        })?;
    add_root(builder, node).map_err(|message| Error::lexicon(file, message))
}

pub(super) fn read_yaml(file: &str, text: &str, builder: &mut LexiconBuilder) -> crate::Result<()> {
    let count = Cell::new(0);
    let node = NodeSeed(&count)
        .deserialize(serde_norway::Deserializer::from_str(text))
        .map_err(|error| yaml_error(file, &error))?;
    add_root(builder, node).map_err(|message| Error::lexicon(file, message))
}

fn yaml_error(file: &str, error: &serde_norway::Error) -> Error {
    let message = error.to_string();
    let message = match error.location() {
        // The line stands before the message already.
        Some(_) => message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(head, _)| head),
        None => &message,
    };
    let remedy = if message.contains("anchor") || message.contains("alias") {
        "; quote entries that begin with * or &"
    } else if message.contains("found character") || message.contains("did not find expected") {
        "; check the indentation (spaces, no tabs) and quote entries that hold : # [ ] { } , or quotation marks"
    } else if message.contains("more than one document") {
        "; keep one lexicon in a file"
    } else {
        ""
    };
    match error.location() {
        Some(at) => Error::lexicon(place(file, at.line()), format!("{message}{remedy}")),
        None => Error::lexicon(file, format!("{message}{remedy}")),
    }
}

fn add_root(builder: &mut LexiconBuilder, node: Node) -> Result<(), String> {
    match node {
        Node::Map(pairs)
            if pairs
                .iter()
                .all(|(_, value)| !matches!(value, Node::Number(..))) =>
        {
            add(builder, LexiconBuilder::ROOT, Node::Map(pairs))
        }
        Node::Map(_) | Node::List(_) => {
            let key = builder.own_key()?;
            add(builder, key, node)
        }
        _ => Err("not a lexicon: the file should hold keys with lists of entries".into()),
    }
}

fn add(builder: &mut LexiconBuilder, key: usize, node: Node) -> Result<(), String> {
    match node {
        Node::Nothing => Ok(()),
        Node::Text(_) | Node::Number(..) if key == LexiconBuilder::ROOT => {
            Err("an entry outside of every key; put it into one".into())
        }
        Node::Text(text) | Node::Number(_, text) => builder.push_notation(key, &text, None),
        Node::List(items) => items
            .into_iter()
            .try_for_each(|item| add(builder, key, item)),
        Node::Map(pairs) => pairs.into_iter().try_for_each(|(name, value)| match value {
            Node::Number(weight, _) => builder.push_notation(key, &name, Some(weight)),
            value => {
                let below = builder.key_below(key, &name)?;
                add(builder, below, value)
            }
        }),
    }
}

/// Reads one value; counts all.
struct NodeSeed<'c>(&'c Cell<usize>);

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.0.set(self.0.get() + 1);
        match self.0.get() {
            0..=MAX_VALUES => deserializer.deserialize_any(self),
            _ => Err(de::Error::custom(format_args!(
                "more than {MAX_VALUES} values (aliases multiply them); is this a lexicon?"
            ))),
        }
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("keys with lists of entries")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64, value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64, value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        match value.is_finite() {
            true => Ok(Node::Number(value, value.to_string())),
            false => Err(E::custom(format_args!(
                "the weight {value} is not a finite number"
            ))),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        check(text)?;
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(NodeSeed(self.0))? {
            match item {
                Node::Nothing => {
                    return Err(de::Error::custom(
                        "an empty entry; delete it, or quote \"null\"",
                    ));
                }
                item => list.push(item),
            }
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(name) = pairs.next_key_seed(NameSeed)? {
            let value = pairs.next_value_seed(NodeSeed(self.0))?;
            match &value {
                Node::Number(..) => check(&name)?,
                _ if name.trim().is_empty() => {
                    return Err(de::Error::custom("a key without a name"));
                }
                _ => {}
            }
            map.push((name, value));
        }
        Ok(Node::Map(map))
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(de::Error::custom(
            "a YAML tag; quote entries that begin with !",
        ))
    }
}

/// Checks an entry where it stands, so that the error has the place.
fn check<E: de::Error>(notation: &str) -> Result<(), E> {
    match notation.trim().starts_with("!/") {
        true => Ok(()),
        false => Entry::read(notation).map(drop).map_err(E::custom),
    }
}

/// Reads the name of a key, whatever scalar it is.
struct NameSeed;

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = String;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name of a key")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

pub(super) fn to_json(lexicon: &Lexicon, pretty: bool) -> String {
    let tree = Tree::of(lexicon);
    let text = match pretty {
        true => serde_json::to_string_pretty(&tree).map(|text| text + "\n"),
        false => serde_json::to_string(&tree),
    };
    // Cannot fail: the keys are strings and the numbers finite.
    text.unwrap_or_default()
}

pub(super) fn to_yaml(lexicon: &Lexicon) -> Result<String, String> {
    serde_norway::to_string(&Tree::of(lexicon)).map_err(|error| error.to_string())
}

impl Serialize for Lexicon {
    /// An object of the name and the nested keys.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("name", self.name())?;
        map.serialize_entry("keys", &Tree::of(self))?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Lexicon {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Parts {
            name: String,
            keys: Node,
        }
        let Parts { name, keys } = Parts::deserialize(deserializer)?;
        let mut builder = LexiconBuilder::new(&name);
        let added = add(&mut builder, LexiconBuilder::ROOT, keys);
        added
            .and_then(|()| builder.finish())
            .map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        NodeSeed(&Cell::new(0)).deserialize(deserializer)
    }
}

/// A lexicon as nested keys, for writing.
struct Tree<'l> {
    lexicon: &'l Lexicon,
    /// The keys below each key; those at the top last.
    below: Vec<Vec<KeyId>>,
}

impl<'l> Tree<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        let top = lexicon.keys().len();
        let mut below = vec![Vec::new(); top + 1];
        for (id, key) in lexicon.keys().iter().enumerate() {
            below[key.parent.map_or(top, |id| id as usize)].push(id as KeyId);
        }
        Self { lexicon, below }
    }
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let top = self.lexicon.keys().len();
        Keys {
            tree: self,
            above: top,
        }
        .serialize(serializer)
    }
}

/// The keys below another as a mapping.
struct Keys<'t> {
    tree: &'t Tree<'t>,
    above: usize,
}

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let below = &self.tree.below[self.above];
        let mut map = serializer.serialize_map(Some(below.len()))?;
        for &id in below {
            let name = self.tree.lexicon.keys()[id as usize].name();
            map.serialize_entry(
                name,
                &One {
                    tree: self.tree,
                    id,
                },
            )?;
        }
        map.end()
    }
}

/// One key: the mapping of those below it, or the list of its entries, or both.
struct One<'t> {
    tree: &'t Tree<'t>,
    id: KeyId,
}

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let key = &self.tree.lexicon.keys()[self.id as usize];
        let below = Keys {
            tree: self.tree,
            above: self.id as usize,
        };
        let has_below = !self.tree.below[self.id as usize].is_empty();
        if has_below && key.entries.is_empty() && key.except.is_empty() {
            return below.serialize(serializer);
        }
        let mut list = serializer.serialize_seq(None)?;
        for entry in self.tree.lexicon.entries_of(self.id) {
            match entry.weight {
                None => list.serialize_element(&entry.to_string())?,
                Some(weight) => list.serialize_element(&Weighted(entry.to_string(), weight))?,
            }
        }
        for path in &key.except {
            list.serialize_element(&format!("!/{path}"))?;
        }
        if has_below {
            list.serialize_element(&below)?;
        }
        list.end()
    }
}

struct Weighted(String, f64);

impl Serialize for Weighted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(&self.0, &self.1)?;
        map.end()
    }
}
