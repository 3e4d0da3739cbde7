//! One entry of a lexicon, and the one-line notation in which every text format writes it.

use serde::Serialize;

/// The most bytes an entry may have.
pub(crate) const MAX_ENTRY_BYTES: usize = 4096;

/// How the words of an entry are compared with the words of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PatternKind {
    /// `*` stands for any number of characters within a word, `?` for one; a lone `*` is exactly one word;
    /// `..3` is a gap of up to three words; `~5` means both sides in any order, up to five words apart.
    #[default]
    Glob,
    /// Word by word as written; no character has a special meaning.
    Fixed,
    /// One regular expression for each word (white space separates them), found anywhere in the word unless anchored.
    Regex,
    /// Words whose stem is the stem of the entry's word.
    Stem,
}

impl PatternKind {
    const TAGS: [(Self, &'static str); 4] = [
        (Self::Glob, "glob:"),
        (Self::Fixed, "fixed:"),
        (Self::Regex, "regex:"),
        (Self::Stem, "stem:"),
    ];

    /// The kind called `name` ("glob", "fixed", "regex", "stem").
    pub fn from_name(name: &str) -> Option<Self> {
        let named = |&(_, tag): &(Self, &str)| tag.strip_suffix(':') == Some(name);
        Self::TAGS.into_iter().find(named).map(|(kind, _)| kind)
    }
}

/// An entry: a pattern of one or many words, and what it is worth.
///
/// # Examples
/// ```
/// use detente::lexicon::{Entry, PatternKind};
/// let entry = Entry::parse("case:US")?;
/// assert!(entry.exact_case);
/// let entry = Entry::parse("regex:^sanction(s|ed)?$")?;
/// assert_eq!(entry.kind, PatternKind::Regex);
/// assert_eq!(entry.to_string(), "regex:^sanction(s|ed)?$");
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The words, single spaces between them.
    pub pattern: String,
    /// How the words are compared.
    pub kind: PatternKind,
    /// Whether upper and lower case must agree ("US", not "us"). Not possible for stems.
    pub exact_case: bool,
    /// Whether this is an exception: the entry's key does not match where this entry does
    /// ("guinea", but not "guinea bissau").
    pub exception: bool,
    /// The weight (valence, Goldstein score); finite. `None` where the lexicon gives none.
    pub weight: Option<f64>,
}

impl Entry {
    /// A glob entry without a weight, exactly as given: no tag is read.
    pub fn glob(pattern: impl AsRef<str>) -> Self {
        Self {
            pattern: one_line(pattern.as_ref()),
            ..Self::default()
        }
    }

    /// An entry that matches word by word as written.
    pub fn fixed(pattern: impl AsRef<str>) -> Self {
        Self {
            kind: PatternKind::Fixed,
            ..Self::glob(pattern)
        }
    }

    /// The same entry with a weight.
    #[must_use]
    pub fn with_weight(mut self, weight: f64) -> Self {
        self.weight = Some(weight);
        self
    }

    /// Reads the notation `[!][case:][glob:|fixed:|regex:|stem:]words`.
    ///
    /// `!` marks an exception. Without a tag the entry is a glob.
    ///
    /// # Errors
    /// If the entry is empty, too long, or malformed: a regular expression that cannot be compiled, a gap at an end.
    pub fn parse(notation: &str) -> crate::Result<Self> {
        Self::read(notation).map_err(|message| crate::Error::lexicon("entry", message))
    }

    /// As [`Entry::parse`], with the bare message: a reader adds the place.
    pub(crate) fn read(notation: &str) -> Result<Self, String> {
        let mut entry = Self::default();
        let mut rest = notation.trim();
        if let Some(tail) = rest.strip_prefix('!').filter(|tail| !tail.is_empty()) {
            (entry.exception, rest) = (true, tail.trim_start());
        }
        if let Some(tail) = rest.strip_prefix("case:") {
            (entry.exact_case, rest) = (true, tail.trim_start());
        }
        let tagged = PatternKind::TAGS
            .into_iter()
            .find_map(|(kind, tag)| Some((kind, rest.strip_prefix(tag)?)));
        if let Some((kind, tail)) = tagged {
            (entry.kind, rest) = (kind, tail);
        }
        entry.pattern = one_line(rest);
        entry.validate()?;
        Ok(entry.canonical())
    }

    /// Whether the entry can be compiled at all; the message names what is wrong and the remedy.
    pub(crate) fn validate(&self) -> Result<(), String> {
        if self.pattern.is_empty() {
            return Err("an entry without words; delete it or write its words".into());
        }
        if self.pattern.len() > MAX_ENTRY_BYTES {
            return Err(format!(
                "an entry of {} bytes; the most is {MAX_ENTRY_BYTES}: is this a lexicon?",
                self.pattern.len()
            ));
        }
        if let Some(weight) = self.weight.filter(|weight| !weight.is_finite()) {
            return Err(format!(
                "the weight {weight} of {:?} is not a finite number",
                self.pattern
            ));
        }
        if self.kind == PatternKind::Stem && self.exact_case {
            return Err(format!(
                "{:?}: stems are lower case, so \"case:\" cannot go with \"stem:\"; leave one out",
                self.pattern
            ));
        }
        super::pattern::check(self)
    }
}

impl std::fmt::Display for Entry {
    /// The notation that [`Entry::parse`] reads. The weight is no part of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.exception {
            f.write_str("!")?;
        }
        if self.exact_case {
            f.write_str("case:")?;
        }
        let tagged = PatternKind::TAGS
            .iter()
            .find(|(kind, _)| *kind == self.kind && self.kind != PatternKind::Glob);
        if let Some((_, tag)) = tagged {
            f.write_str(tag)?;
        } else if self.needs_tag() {
            f.write_str("glob:")?;
        }
        f.write_str(&self.pattern)
    }
}

impl Entry {
    /// The same entry in the one form that is kept: a fixed entry without wildcards or gaps is a glob.
    pub(crate) fn canonical(mut self) -> Self {
        if self.kind == PatternKind::Fixed && !super::pattern::has_meta(&self.pattern) {
            self.kind = PatternKind::Glob;
        }
        self
    }

    /// Whether a glob would be taken for something else without its tag.
    fn needs_tag(&self) -> bool {
        let begins = |tag: &str| self.pattern.starts_with(tag);
        let sign = !self.exception && !self.exact_case && begins("!") && self.pattern.len() > 1;
        let slash = self.exception && begins("/");
        sign || slash || begins("case:") || PatternKind::TAGS.iter().any(|(_, tag)| begins(tag))
    }
}

/// Trimmed, with every run of white space as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn notation_is_read() {
        let cases = [
            (
                "sign*  treaty",
                "sign* treaty",
                PatternKind::Glob,
                false,
                false,
            ),
            (
                "!guinea bissau",
                "guinea bissau",
                PatternKind::Glob,
                false,
                true,
            ),
            ("case:US", "US", PatternKind::Glob, true, false),
            ("!case:fixed:U*S", "U*S", PatternKind::Fixed, true, true),
            (
                "stem:negotiate",
                "negotiate",
                PatternKind::Stem,
                false,
                false,
            ),
            ("fixed:!", "!", PatternKind::Glob, false, false),
            ("!", "!", PatternKind::Glob, false, false),
        ];
        for (notation, pattern, kind, exact_case, exception) in cases {
            let entry = Entry::parse(notation).unwrap();
            assert_eq!(entry.pattern, pattern, "{notation}");
            assert_eq!(entry.kind, kind, "{notation}");
            assert_eq!(
                (entry.exact_case, entry.exception),
                (exact_case, exception),
                "{notation}"
            );
        }
    }

    #[test]
    fn malformed_entries_are_refused() {
        for (notation, part) in [
            ("   ", "without words"),
            ("regex:(", "regular expression"),
            ("regex:(a{1000}){1000}", "regular expression"),
            ("case:stem:US", "stems are lower case"),
            ("..3 signed", "gap"),
            ("treaty ..99 signed", "gap"),
            ("a ~2 b ~2 c", "~"),
        ] {
            let message = Entry::parse(notation).unwrap_err().to_string();
            assert!(message.contains(part), "{notation}: {message}");
        }
    }

    proptest! {
        #[test]
        fn notation_round_trips(
            pattern in "[!/:a-z*. ]{1,12}|case:[a-z]{1,4}|stem:x|glob:!y|fixed: z",
            kind in 0usize..4, exact_case: bool, exception: bool,
        ) {
            let entry = Entry {
                pattern: one_line(&pattern),
                kind: PatternKind::TAGS[kind].0,
                exact_case,
                exception,
                weight: None,
            };
            prop_assume!(entry.validate().is_ok());
            let entry = entry.canonical();
            prop_assert_eq!(Entry::parse(&entry.to_string()).unwrap(), entry);
        }
    }
}
