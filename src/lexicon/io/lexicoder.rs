//! Lexicoder's `.lc3`: a line `+key`, then one entry on each line.

use super::{lines, place, plain};
use crate::error::Error;
use crate::lexicon::model::{Lexicon, LexiconBuilder};

pub(super) fn read(file: &str, text: &str, builder: &mut LexiconBuilder) -> crate::Result<()> {
    let mut key = None;
    for (number, line) in lines(text) {
        let fail = |message| Error::lexicon(place(file, number), message);
        let line = line.trim();
        if let Some(name) = line.strip_prefix('+') {
            key = Some(builder.key(without_colour(name)).map_err(fail)?);
        } else if !line.is_empty() {
            let key = match key {
                Some(key) => key,
                None => {
                    return Err(fail(
                        "no key before the first entry; begin with a line +name".into(),
                    ));
                }
            };
            builder.push(key, plain(line)).map_err(fail)?;
        }
    }
    Ok(())
}

/// "negative#AA0000" as "negative".
fn without_colour(name: &str) -> &str {
    let is_colour =
        |colour: &str| colour.len() == 6 && colour.bytes().all(|b| b.is_ascii_hexdigit());
    match name.rsplit_once('#') {
        Some((name, colour)) if is_colour(colour.trim()) => name,
        _ => name,
    }
}

/// The lexicon as `.lc3`; nested keys as paths.
pub(super) fn write(lexicon: &Lexicon) -> Result<String, String> {
    super::refuse_all_but_plain(lexicon, false)?;
    let mut text = String::new();
    for key in lexicon.keys() {
        let entries = &lexicon.entries()[key.entries.clone()];
        if let Some(entry) = entries.iter().find(|entry| entry.pattern.starts_with('+')) {
            return Err(format!(
                "an .lc3 file cannot hold the entry {:?}: + begins a key",
                entry.pattern
            ));
        }
        text += &format!("+{}\n", key.path);
        entries.iter().for_each(|entry| {
            text += &entry.pattern;
            text.push('\n');
        });
    }
    Ok(text)
}
