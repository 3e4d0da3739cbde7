//! What is wrong or surprising in a lexicon, found without a text.

use super::entry::{Entry, PatternKind};
use super::matcher::{Candidate, LexiconMatcher, MatchOptions, Overlap};
use super::model::{EntryId, Lexicon};
use super::pattern::probe;
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::Vocabulary;
use serde::Serialize;
use std::fmt;

/// The most findings of one kind that a report shows as text.
const SHOWN: usize = 20;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FindingKind {
    /// The entry can never match.
    CannotMatch,
    /// Another entry of the same key matches exactly the same words.
    Duplicate,
    /// Another entry of the same key, with the same weight, matches wherever this one does.
    Shadowed,
    /// Entries of another key match the same words, or a part of them.
    Overlapping,
    /// The reader passed over something irregular in the file.
    Irregular,
    /// The entry never matched in the collection.
    NeverMatched,
}

impl FindingKind {
    /// The heading of the findings of this kind.
    fn heading(self) -> &'static str {
        match self {
            Self::CannotMatch => "Entries that can never match",
            Self::Duplicate => "Duplicates within a key",
            Self::Shadowed => "Entries covered by another of their key",
            Self::Overlapping => "Entries that overlap with other keys",
            Self::Irregular => "Irregularities passed over in reading",
            Self::NeverMatched => "Entries that never matched in the collection",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// The key, and the entry in its notation; empty for irregularities of a file.
    pub key: String,
    /// The entry.
    pub entry: String,
    /// The entry's number.
    pub id: Option<EntryId>,
    /// What is found, and why, for a person to read.
    pub message: String,
}

/// What [`Lexicon::check`] found. Its `Display` is a report to read.
///
/// # Examples
/// ```
/// use detente::lexicon::{FindingKind, Format, Lexicon, MatchOptions};
/// let lexicon = Lexicon::from_str("own", "a: [agree*, agreement, \"Stop it! Go on\"]\nb: [agreement]", Format::Yaml)?;
/// let report = lexicon.check(&MatchOptions::default())?;
/// let kinds: Vec<_> = report.findings.iter().map(|finding| finding.kind).collect();
/// assert_eq!(kinds, [
///     FindingKind::CannotMatch,
///     FindingKind::Shadowed,
///     FindingKind::Overlapping,
///     FindingKind::Overlapping,
/// ]);
/// assert!(report.to_string().contains("Entries that can never match: 1"));
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// The lexicon's name.
    pub name: String,
    /// Number of keys.
    pub n_keys: usize,
    /// Number of entries.
    pub n_entries: usize,
    /// The findings by kind, then in the order of the entries.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// The number of findings of a kind.
    pub fn count(&self, kind: FindingKind) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.kind == kind)
            .count()
    }

    /// Adds what a reader passed over (see [`Lexicon::notes`]).
    pub fn add_notes(&mut self, notes: &[String]) {
        self.findings.extend(notes.iter().map(|note| Finding {
            kind: FindingKind::Irregular,
            key: String::new(),
            entry: String::new(),
            id: None,
            message: note.clone(),
        }));
    }

    /// Adds the entries that never matched, by how often each did (see [`EntryCounts`]).
    pub fn add_never_matched(&mut self, lexicon: &Lexicon, counts: &EntryCounts) {
        let never = (0..lexicon.entries().len() as EntryId)
            .filter(|&id| counts.of(id) == 0 && !lexicon.entries()[id as usize].exception);
        for id in never {
            let message = "never matched".to_owned();
            self.findings
                .push(finding(lexicon, id, FindingKind::NeverMatched, message));
        }
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Lexicon {:?}: {} keys, {} entries",
            self.name, self.n_keys, self.n_entries
        )?;
        if self.findings.is_empty() {
            return writeln!(f, "Nothing to report.");
        }
        let mut at = 0;
        while let Some(first) = self.findings.get(at) {
            let count = self.count(first.kind);
            writeln!(f, "\n{}: {count}", first.kind.heading())?;
            for finding in self.findings[at..].iter().take(count.min(SHOWN)) {
                match finding.id {
                    Some(_) => writeln!(
                        f,
                        "  {}: {}  ({})",
                        finding.key, finding.entry, finding.message
                    )?,
                    None => writeln!(f, "  {}", finding.message)?,
                }
            }
            if count > SHOWN {
                writeln!(f, "  … and {} more", count - SHOWN)?;
            }
            at += count;
        }
        Ok(())
    }
}

/// How often each entry matched, over any number of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntryCounts(Vec<usize>);

impl EntryCounts {
    /// Counts some matches.
    pub fn add(&mut self, matches: &[super::LexiconMatch]) {
        for found in matches {
            let id = found.entry as usize;
            if self.0.len() <= id {
                self.0.resize(id + 1, 0);
            }
            self.0[id] += 1;
        }
    }

    /// Adds the counts of another worker.
    pub fn merge(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(own, other)| *own += other);
    }

    /// How often an entry matched.
    pub fn of(&self, entry: EntryId) -> usize {
        self.0.get(entry as usize).copied().unwrap_or(0)
    }
}

impl Lexicon {
    /// Looks for entries that can never match, duplicates, entries that others of their key cover, and overlaps
    /// between keys.
    ///
    /// Every entry is held against the whole lexicon as if it stood in a text. Stems and regular expressions are only
    /// checked for whether they can match.
    ///
    /// # Errors
    /// As [`Lexicon::compile`].
    ///
    /// # Complexity
    /// Linear in the lexicon.
    pub fn check(&self, options: &MatchOptions) -> crate::Result<CheckReport> {
        let matcher = self.compile(&MatchOptions {
            overlap: Overlap::All,
            ..options.clone()
        })?;
        let mut check = Check {
            lexicon: self,
            matcher: &matcher,
            findings: Vec::new(),
        };
        check.run(options);
        let mut report = CheckReport {
            name: self.name().to_owned(),
            n_keys: self.keys().len(),
            n_entries: self.entries().len(),
            findings: check.findings,
        };
        report
            .findings
            .sort_by_key(|finding| (finding.kind, finding.id));
        report.add_notes(self.notes());
        Ok(report)
    }
}

fn finding(lexicon: &Lexicon, id: EntryId, kind: FindingKind, message: String) -> Finding {
    Finding {
        kind,
        key: lexicon.keys()[lexicon.key_of(id) as usize].path.clone(),
        entry: lexicon.entries()[id as usize].to_string(),
        id: Some(id),
        message,
    }
}

struct Check<'l> {
    lexicon: &'l Lexicon,
    matcher: &'l LexiconMatcher,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn run(&mut self, options: &MatchOptions) {
        let mut vocabulary = Vocabulary::new(options.language);
        let mut state = self.matcher.state();
        let mut candidates = |text: &str| {
            let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
            let found = self.matcher.candidates(&tokens, &vocabulary, &mut state);
            (tokens, found)
        };
        for id in 0..self.lexicon.entries().len() as EntryId {
            let entry = &self.lexicon.entries()[id as usize];
            if !self.matcher.can_match(id) {
                self.report(id, FindingKind::CannotMatch, "it has no word".to_owned());
                continue;
            }
            if matches!(entry.kind, PatternKind::Stem | PatternKind::Regex) {
                self.check_regex(id, entry);
                continue;
            }
            let (tokens, mut found) = candidates(&probe(entry, true));
            let Some(own) = found.iter().find(|other| other.entry == id).copied() else {
                let message = why_not(&tokens);
                self.report(id, FindingKind::CannotMatch, message.to_owned());
                continue;
            };
            if entry.pattern.contains('*') {
                // What covers a glob must match with nothing in the place of its `*` as well.
                let (_, short) = candidates(&probe(entry, false));
                found.retain(|other| short.iter().any(|again| again.entry == other.entry));
            }
            self.compare(own, &found);
        }
    }

    fn report(&mut self, id: EntryId, kind: FindingKind, message: String) {
        self.findings.push(finding(self.lexicon, id, kind, message));
    }

    /// A regular expression is held against single words: it cannot ask for white space.
    fn check_regex(&mut self, id: EntryId, entry: &Entry) {
        if entry.kind == PatternKind::Regex && entry.pattern.contains("\\s") {
            let message = "\\s matches no word; put a space between the expressions of two words";
            self.report(id, FindingKind::CannotMatch, message.to_owned());
        }
    }

    /// Compares an entry with the others that match in it.
    fn compare(&mut self, own: Candidate, found: &[Candidate]) {
        let key = |id: EntryId| self.lexicon.key_of(id);
        let entry = |id: EntryId| &self.lexicon.entries()[id as usize];
        let same_words = |other: &&Candidate| (other.start, other.mask) == (own.start, own.mask);
        let others = || found.iter().filter(|other| other.entry != own.entry);
        let in_key = |other: &&Candidate| key(other.entry) == key(own.entry) && same_words(other);
        let is_same_kind =
            |other: &&Candidate| entry(other.entry).exception == entry(own.entry).exception;
        let same = others().filter(in_key).find(is_same_kind);
        let mut new = Vec::new();
        if let Some(other) = same {
            let both = self.matcher.same_sequences(own.entry, other.entry);
            let notation = entry(other.entry);
            if both && other.entry < own.entry {
                new.push((FindingKind::Duplicate, format!("as \"{notation}\"")));
            } else if !both && notation.weight == entry(own.entry).weight {
                new.push((FindingKind::Shadowed, format!("by \"{notation}\"")));
            }
        }
        let elsewhere =
            |other: &&Candidate| key(other.entry) != key(own.entry) && other.is_within(&own);
        if let Some(other) = others().find(elsewhere) {
            let path = &self.lexicon.keys()[key(other.entry) as usize].path;
            let part = if same_words(&other) {
                "the same words"
            } else {
                "a part of it"
            };
            new.push((
                FindingKind::Overlapping,
                format!("{part} in {path}: {}", entry(other.entry)),
            ));
        }
        new.into_iter()
            .for_each(|(kind, message)| self.report(own.entry, kind, message));
    }
}

/// Why an entry does not match its own words.
fn why_not(tokens: &Tokens) -> &'static str {
    match tokens.sentences.len() > 1 {
        true => "its words stand in two sentences",
        false => "its words are read in another way in a text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Format;

    #[track_caller]
    fn findings(yaml: &str) -> Vec<String> {
        let lexicon = Lexicon::from_str("own", yaml, Format::Yaml).unwrap();
        let report = lexicon.check(&MatchOptions::default()).unwrap();
        let line = |finding: &Finding| {
            format!("{:?} {}: {}", finding.kind, finding.entry, finding.message)
        };
        report.findings.iter().map(line).collect()
    }

    #[test]
    fn findings_by_kind() {
        let cases: &[(&str, &[&str])] = &[
            (
                "a: [agree*, peace treaty, u.s., \"sign* ..3 treaty\", joint-venture, \"joint *\"]",
                &["Shadowed joint-venture: by \"joint *\""],
            ),
            (
                "a: [\"Stop it! Now we go\"]",
                &["CannotMatch Stop it! Now we go: its words stand in two sentences"],
            ),
            (
                "a: [joint venture, joint-venture]",
                &["Duplicate joint-venture: as \"joint venture\""],
            ),
            (
                "a: [agree*, agreem*, agree?*]",
                &[
                    "Shadowed agreem*: by \"agree*\"",
                    "Shadowed agree?*: by \"agree*\"",
                ],
            ),
            ("a: [{agree*: 1}, {agreement: 2}]", &[]),
            (
                "a: [samoa]\nb: [american samoa]",
                &["Overlapping american samoa: a part of it in a: samoa"],
            ),
            (
                "a: [peace]\nb: [peace*]",
                &["Overlapping peace: the same words in b: peace*"],
            ),
            (
                "a: [\"regex:x\\\\sy\"]",
                &[
                    "CannotMatch regex:x\\sy: \\s matches no word; put a space between the expressions of two words",
                ],
            ),
            ("a: [guinea, \"!guinea bissau\"]", &[]),
        ];
        for (yaml, expected) in cases {
            assert_eq!(findings(yaml), *expected, "{yaml}");
        }
    }

    #[test]
    fn never_matched_entries_are_named() {
        let lexicon = Lexicon::from_str("own", "a: [x, y, \"!z\"]", Format::Yaml).unwrap();
        let options = MatchOptions::default();
        let matcher = lexicon.compile(&options).unwrap();
        let mut vocabulary = Vocabulary::new(options.language);
        let tokens = Tokenizer::default().tokenize("x and x", &mut vocabulary);
        let mut counts = EntryCounts::default();
        counts.add(&matcher.find(&tokens, &vocabulary, &mut matcher.state()));
        let mut twice = counts.clone();
        twice.merge(&counts);
        assert_eq!((twice.of(0), twice.of(1)), (4, 0));
        let mut report = lexicon.check(&options).unwrap();
        report.add_never_matched(&lexicon, &twice);
        assert_eq!(report.count(FindingKind::NeverMatched), 1);
        assert!(
            report
                .to_string()
                .contains("Entries that never matched in the collection: 1\n  a: y"),
            "{report}"
        );
    }
}
