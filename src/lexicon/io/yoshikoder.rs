//! Yoshikoder's `.ykd` and Lexicoder's `.lcd`: XML, `<cnode name="key">` around `<pnode name="entry"/>`.

use super::{place, plain};
use crate::error::Error;
use crate::lexicon::entry::{Entry, PatternKind};
use crate::lexicon::model::{KeyId, Lexicon, LexiconBuilder};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use roxmltree::{Document, Node, ParsingOptions};

/// The most nodes a file may have.
const MAX_NODES: u32 = 20_000_000;

pub(super) fn read(file: &str, text: &str, builder: &mut LexiconBuilder) -> crate::Result<()> {
    // Document types, and with them entities that multiply, are refused.
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Error::lexicon(place(file, error.pos().row), error))?;
    let is_regex = document.root_element().attribute("patternengine") == Some("regexp");
    let mut keys: HashMap<roxmltree::NodeId, usize, FixedState> = HashMap::default();
    for node in document.root_element().descendants() {
        let above = node
            .parent()
            .and_then(|above| keys.get(&above.id()).copied());
        let result = match node.tag_name().name() {
            "cnode" => name(&node).and_then(|name| {
                let key = builder.key_below(above.unwrap_or(LexiconBuilder::ROOT), name)?;
                keys.insert(node.id(), key);
                Ok(())
            }),
            "pnode" => pattern(&node, is_regex).and_then(|entry| {
                builder.push(
                    above.ok_or("a pnode outside of a cnode; put it into one")?,
                    entry,
                )
            }),
            _ => Ok(()),
        };
        result.map_err(|message| {
            let row = document.text_pos_at(node.range().start).row;
            Error::lexicon(place(file, row), message)
        })?;
    }
    Ok(())
}

fn name<'n>(node: &Node<'n, '_>) -> Result<&'n str, String> {
    let name = node
        .attribute("name")
        .filter(|name| !name.trim().is_empty());
    name.ok_or_else(|| format!("a {} without a name; give it one", node.tag_name().name()))
}

fn pattern(node: &Node<'_, '_>, is_regex: bool) -> Result<Entry, String> {
    let name = name(node)?;
    let mut entry = plain(name);
    if is_regex {
        entry.kind = PatternKind::Regex;
    }
    if let Some(score) = node.attribute("score") {
        let weight = score
            .trim()
            .parse()
            .map_err(|_| format!("the score {score:?} is not a number"))?;
        entry.weight = Some(weight);
    }
    Ok(entry)
}

/// The lexicon as `.ykd`.
pub(super) fn write(lexicon: &Lexicon) -> Result<String, String> {
    super::refuse_all_but_plain(lexicon, true)?;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\" patternengine=\"substring\">\n",
    );
    let mut open = 0;
    for id in 0..lexicon.keys().len() as KeyId {
        let key = &lexicon.keys()[id as usize];
        close(&mut text, open, key.level);
        open = key.level;
        let tabs = "  ".repeat(open);
        text += &format!("{tabs}<cnode name=\"{}\">\n", escaped(key.name()));
        for entry in lexicon.entries_of(id) {
            let score = entry
                .weight
                .map(|weight| format!(" score=\"{weight}\""))
                .unwrap_or_default();
            text += &format!(
                "{tabs}  <pnode name=\"{}\"{score}/>\n",
                escaped(&entry.pattern)
            );
        }
    }
    close(&mut text, open, 1);
    text += "</dictionary>\n";
    match text.chars().find(|&c| !is_xml(c)) {
        Some(c) => Err(format!(
            "a .ykd file cannot hold the character {c:?}; take it out, or write YAML, JSON or CSV instead"
        )),
        None => Ok(text),
    }
}

/// Whether XML 1.0 knows a character (its production 2).
const fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{1_0000}'..)
}

/// Closes the open keys down to `level`, that one too.
fn close(text: &mut String, open: usize, level: usize) {
    for level in (level..=open).rev() {
        *text += &format!("{}</cnode>\n", "  ".repeat(level));
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
