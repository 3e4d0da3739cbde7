//! LIWC's `.dic` of 2001 to 2015: numbered categories between two `%` lines, then words with category numbers.
//!
//! The head may be nested by tabs. Irregular files are read as far as they make sense: repeated tabs, spaces for tabs,
//! blank lines; `kind <of>131/125` is "kind of" in 131 and other "kind" in 125; a condition in parentheses, which asks
//! for the words before, is passed over with a note.

use super::{lines, place, plain};
use crate::error::Error;
use crate::lexicon::entry::Entry;
use crate::lexicon::model::{Lexicon, LexiconBuilder};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::fmt::Write as _;

/// The keys by category number.
type Categories = HashMap<String, usize, FixedState>;

pub(super) fn read(file: &str, text: &str, builder: &mut LexiconBuilder) -> crate::Result<()> {
    let mut categories = Categories::default();
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut percents = 0;
    for (number, line) in lines(text) {
        let fail = |message| Error::lexicon(place(file, number), message);
        match (percents, line.trim()) {
            (_, "") => {}
            (0 | 1, "%") => percents += 1,
            (0, _) => {
                return Err(fail(
                    "no % before the categories; a .dic file begins with a line %, the numbered categories, \
                     and a line %"
                    .to_owned(),
                ));
            }
            (1, _) => category(line, &mut above, &mut categories, builder).map_err(fail)?,
            _ => word(&place(file, number), line, &categories, builder).map_err(fail)?,
        }
    }
    match percents {
        2 => Ok(()),
        _ => Err(Error::lexicon(
            file,
            "no % behind the categories; is the file cut off?",
        )),
    }
}

/// "⇥2⇥posemo (Positive)": number and name, nested by the tabs before it.
fn category(
    line: &str,
    above: &mut Vec<(usize, usize)>,
    categories: &mut Categories,
    builder: &mut LexiconBuilder,
) -> Result<(), String> {
    let indent = line
        .chars()
        .take_while(|c| c.is_whitespace())
        .filter(|&c| c == '\t')
        .count();
    let (number, name) = line
        .trim()
        .split_once(char::is_whitespace)
        .ok_or_else(|| format!("{:?} is no category; write number, tab, name", line.trim()))?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("the category {:?} has no number", line.trim()));
    }
    above.retain(|&(width, _)| width < indent);
    let parent = above.last().map_or(LexiconBuilder::ROOT, |&(_, key)| key);
    let key = builder.key_below(parent, without_label(name.trim()))?;
    above.push((indent, key));
    match categories.insert(same_number(number).to_owned(), key) {
        None => Ok(()),
        Some(_) => Err(format!("the category number {number} is given twice")),
    }
}

/// "posemo (Positive)" as "posemo".
fn without_label(name: &str) -> &str {
    let label = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("));
    label.map_or(name, |(name, _)| name.trim_end())
}

/// "02" as "2".
fn same_number(number: &str) -> &str {
    let short = number.trim_start_matches('0');
    if short.is_empty() { number } else { short }
}

/// A word with its category numbers.
fn word(
    place: &str,
    line: &str,
    categories: &Categories,
    builder: &mut LexiconBuilder,
) -> Result<(), String> {
    let (term, rest) = split_term(line);
    let term = match without_condition(term) {
        None => term,
        Some(rest) => {
            builder.note(format!(
                "{place}: the condition before {rest:?} is passed over"
            ));
            rest
        }
    };
    let mut numbers = 0;
    for code in codes(&rest) {
        numbers += 1;
        match code {
            Code::Number(number) => add(place, plain(term), number, categories, builder)?,
            Code::Behind {
                word,
                with,
                without,
            } => {
                let phrase = format!("{term} {word}");
                add(place, plain(&phrase), with, categories, builder)?;
                let exception = Entry {
                    exception: true,
                    ..plain(&phrase)
                };
                add(place, plain(term), without, categories, builder)?;
                add(place, exception, without, categories, builder)?;
            }
            Code::Condition(number) => {
                builder.note(format!("{place}: the condition of {term:?} is passed over"));
                add(place, plain(term), number, categories, builder)?;
            }
            Code::Unknown(text) => builder.note(format!("{place}: {text:?} is no category number")),
        }
    }
    if numbers == 0 {
        builder.note(format!("{place}: {term:?} has no category and is left out"));
    }
    Ok(())
}

/// The term, and what stands behind it. A tab ends the term; without tabs the numbers at the end are no part of it.
fn split_term(line: &str) -> (&str, String) {
    let line = line.trim();
    if let Some((term, rest)) = line.split_once('\t') {
        return (term.trim(), rest.to_owned());
    }
    let is_code = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let numbers = line.split_whitespace().rev().take_while(is_code).count();
    let words = line.split_whitespace().count() - numbers;
    let term = line.split_whitespace().nth(words).map_or(line, |first| {
        let at = first.as_ptr() as usize - line.as_ptr() as usize;
        line[..at].trim_end()
    });
    (term, line[term.len()..].to_owned())
}

/// The term behind "(they we) like", if it has such a condition.
fn without_condition(term: &str) -> Option<&str> {
    let (_, rest) = term.strip_prefix('(')?.split_once(')')?;
    Some(rest.trim()).filter(|rest| rest.contains(char::is_alphabetic))
}

/// What can stand where a category number should.
enum Code<'t> {
    Number(&'t str),
    /// `<of>131/125`: one category before the word, another elsewhere.
    Behind {
        word: &'t str,
        with: &'t str,
        without: &'t str,
    },
    /// `(02 134)125/464`: what remains without the condition.
    Condition(&'t str),
    Unknown(&'t str),
}

fn codes(rest: &str) -> Vec<Code<'_>> {
    let mut codes = Vec::new();
    let mut rest = rest.trim();
    while !rest.is_empty() {
        let closing = rest
            .strip_prefix('(')
            .and_then(|inner| inner.find(')'))
            .map_or(0, |at| at + 2);
        let end = rest[closing..]
            .find(char::is_whitespace)
            .map_or(rest.len(), |at| closing + at);
        codes.push(code(&rest[..end], closing));
        rest = rest[end..].trim_start();
    }
    codes
}

fn code(text: &str, closing: usize) -> Code<'_> {
    let is_number =
        |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if closing > 0 {
        let last = text[closing..].rsplit('/').next().unwrap_or_default();
        return Some(last)
            .filter(is_number)
            .map_or(Code::Unknown(text), Code::Condition);
    }
    let behind = || {
        let (word, numbers) = text.strip_prefix('<')?.split_once('>')?;
        let (with, without) = numbers.split_once('/').unwrap_or((numbers, numbers));
        (is_number(&with) && is_number(&without)).then_some(Code::Behind {
            word,
            with,
            without,
        })
    };
    match is_number(&text) {
        true => Code::Number(text),
        false => behind().unwrap_or(Code::Unknown(text)),
    }
}

fn add(
    place: &str,
    entry: Entry,
    number: &str,
    categories: &Categories,
    builder: &mut LexiconBuilder,
) -> Result<(), String> {
    match categories.get(same_number(number)) {
        Some(&key) => builder.push(key, entry),
        None => {
            let pattern = &entry.pattern;
            builder.note(format!(
                "{place}: {pattern:?} has the category {number}, which the head lacks"
            ));
            Ok(())
        }
    }
}

/// The lexicon as a nested `.dic` file. Words stand in the order of their first key.
pub(super) fn write(lexicon: &Lexicon) -> Result<String, String> {
    super::refuse_all_but_plain(lexicon, false)?;
    let mut text = String::from("%\n");
    for (id, key) in lexicon.keys().iter().enumerate() {
        if key.name().ends_with(')') {
            return Err(format!(
                "a .dic file cannot hold the key {:?}: it ends with a parenthesis",
                key.path
            ));
        }
        let _ = writeln!(
            text,
            "{}{}\t{}",
            "\t".repeat(key.level - 1),
            id + 1,
            key.name()
        );
    }
    text.push_str("%\n");
    let mut rows: Vec<(&str, Vec<u32>)> = Vec::new();
    let mut known: HashMap<&str, usize, FixedState> = HashMap::default();
    for (id, entry) in lexicon.entries().iter().enumerate() {
        let row = *known.entry(&entry.pattern).or_insert_with(|| {
            rows.push((&entry.pattern, Vec::new()));
            rows.len() - 1
        });
        rows[row].1.push(lexicon.key_of(id as u32) + 1);
    }
    for (pattern, keys) in rows {
        text.push_str(pattern);
        keys.iter().for_each(|key| {
            let _ = write!(text, "\t{key}");
        });
        text.push('\n');
    }
    Ok(text)
}
