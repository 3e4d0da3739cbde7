//! What is wrong with a lexicon: entries that are doubled, hidden by another, or can never match.

use super::lexicon::{Lexicon, Role};
use super::pattern::Word;
use hashbrown::HashMap;
use serde::Serialize;
use std::mem::discriminant;

/// Something that [`check`](super::Relations::check) noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The file the entry stands in.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// The pattern, as written.
    pub pattern: String,
    /// What is wrong, and the remedy.
    pub message: String,
}

/// What two entries with the same pattern must share for the later to take the place of the earlier.
///
/// Operators, marks and object classes may share their words ("withdraw troops", "withdraw from talks"): there, what
/// stands beside them decides.
fn kind(role: Role) -> (std::mem::Discriminant<Role>, Option<u16>) {
    let id = match role {
        Role::Object(id) | Role::Operator(id) => Some(id),
        Role::Mark(mark) => Some(mark as u16),
        _ => None,
    };
    (discriminant(&role), id)
}

/// For each entry, whether a later one with the same pattern and role counts in its stead.
pub(crate) fn overruled(lexicon: &Lexicon) -> Vec<bool> {
    let mut last: HashMap<_, usize> = HashMap::new();
    let mut out = vec![false; lexicon.entries().len()];
    for (index, entry) in lexicon.entries().iter().enumerate() {
        if let Some(earlier) = last.insert((&entry.pattern, kind(entry.role)), index) {
            out[earlier] = true;
        }
    }
    out
}

/// All findings, in the order of the entries.
pub(crate) fn check(lexicon: &Lexicon) -> Vec<Finding> {
    let mut findings = Vec::new();
    let voids: HashMap<_, _> = lexicon
        .entries()
        .iter()
        .filter(|e| e.role == Role::Void)
        .map(|e| (&e.pattern, e.line))
        .collect();
    for (index, (entry, doubled)) in lexicon.entries().iter().zip(overruled(lexicon)).enumerate() {
        let mut report = |message: String| {
            let line = &lexicon.lines()[entry.line as usize];
            findings.push(Finding {
                file: line.file.to_string(),
                line: line.number,
                pattern: entry.source.to_string(),
                message,
            });
        };
        if doubled {
            let same = |e: &super::lexicon::Entry| {
                e.pattern == entry.pattern && kind(e.role) == kind(entry.role)
            };
            let later = lexicon.entries()[index + 1..].iter().find(|e| same(e));
            let place = later.map(|e| place(lexicon, e.line)).unwrap_or_default();
            report(format!(
                "written again at {place}, which counts: drop one of them"
            ));
        }
        if let Some(&line) = voids
            .get(&entry.pattern)
            .filter(|_| entry.role != Role::Void)
        {
            report(format!(
                "never matches, as {} hides the phrase: drop one of them",
                place(lexicon, line)
            ));
        }
        for word in &entry.pattern {
            match word {
                Word::Class(name) if lexicon.class_id(name).is_none() => {
                    report(format!(
                        "never matches: there is no object class `{name}`; declare it under [object {name} …]"
                    ));
                }
                _ => {}
            }
        }
        if let Role::Operator(id) = entry.role
            && lexicon.operator(id).outcomes.is_empty()
        {
            report(format!(
                "says nothing: operator `{}` has no line under [outcomes]",
                lexicon.operator(id).name
            ));
        }
    }
    findings
}

fn place(lexicon: &Lexicon, line: u32) -> String {
    let line = &lexicon.lines()[line as usize];
    format!("{}:{}", line.file, line.number)
}
