//! WordStat's `.cat`: categories nested by tabs; lines with a weight in parentheses are entries, `_` their spaces.

use super::{Rows, lines, place, plain};
use crate::error::Error;
use crate::lexicon::model::{Lexicon, LexiconBuilder};

pub(super) fn read(file: &str, text: &str, builder: &mut LexiconBuilder) -> crate::Result<()> {
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut rows = Rows::default();
    for (number, line) in lines(text) {
        let fail = |message| Error::lexicon(place(file, number), message);
        let content = line.trim();
        if content.is_empty() {
            continue;
        }
        if content.starts_with('@') {
            builder.note(format!(
                "{}: the rule {content:?} is passed over",
                place(file, number)
            ));
            continue;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        above.retain(|&(width, _)| width < indent);
        let parent = above.last().map(|&(_, key)| key);
        match weighted(content).map_err(fail)? {
            Some((word, weight)) => {
                let message = || {
                    fail(format!(
                        "the entry {word:?} stands in no category; indent it below one"
                    ))
                };
                let mut entry = plain(&word.replace('_', " "));
                entry.weight = Some(weight);
                rows.push(parent.ok_or_else(message)?, entry);
            }
            None => {
                let parent = parent.unwrap_or(LexiconBuilder::ROOT);
                above.push((indent, builder.key_below(parent, content).map_err(fail)?));
            }
        }
    }
    rows.flush(builder)
        .map_err(|message| Error::lexicon(file, message))
}

/// "PEACE_TREATY (1)" as word and weight; `None` for a category.
fn weighted(line: &str) -> Result<Option<(&str, f64)>, String> {
    let Some((word, number)) = line
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once('('))
    else {
        return Ok(None);
    };
    let word = word.trim();
    match number.trim().parse::<f64>() {
        Ok(weight) if weight.is_finite() && !word.is_empty() => Ok(Some((word, weight))),
        _ if number.starts_with(|c: char| c.is_ascii_digit()) => Err(format!(
            "the weight {number:?} of {word:?} is not a number; write it as (1)"
        )),
        _ => Ok(None),
    }
}

/// The lexicon as `.cat`.
pub(super) fn write(lexicon: &Lexicon) -> Result<String, String> {
    super::refuse_all_but_plain(lexicon, true)?;
    let mut text = String::new();
    for key in lexicon.keys() {
        let name = key.name();
        if name.starts_with('@') || weighted(name) != Ok(None) {
            return Err(format!(
                "a .cat file cannot hold the key {name:?}: it reads as a rule or as an entry with a weight"
            ));
        }
        let tabs = "\t".repeat(key.level - 1);
        text += &format!("{tabs}{name}\n");
        for entry in &lexicon.entries()[key.entries.clone()] {
            if entry.pattern.contains('_') || entry.pattern.starts_with('@') {
                return Err(format!(
                    "a .cat file cannot hold the entry {:?}: _ and @ have a meaning",
                    entry.pattern
                ));
            }
            let weight = entry.weight.unwrap_or(1.0);
            text += &format!("{tabs}\t{} ({weight})\n", entry.pattern.replace(' ', "_"));
        }
    }
    Ok(text)
}
