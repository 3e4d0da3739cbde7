//! Engines with tables of the user's own.

use super::tables::{MAX_WORDS, Sources, Tables};
use super::{Vader, VaderMode, defaults};
use crate::{Error, Result};

/// Builds a [`Vader`] with other tables: replace one, or add to it.
///
/// The builder starts with VADER's own tables and in corrected mode. In exact mode entries behave as in the package:
/// keys in capitals and lexicon keys of several words are kept and never match, and phrases have two or three words.
///
/// # Examples
/// ```
/// use detente::sentiment::Vader;
///
/// let vader = Vader::builder()
///     .extend_lexicon([("arms race", -2.0), ("rapprochement", 2.0)])
///     .extend_negators(["far from"])
///     .build()?;
/// assert!(vader.compound("A rapprochement came.") > 0.4);
/// assert!(vader.compound("It was far from a rapprochement.") < 0.0);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct VaderBuilder {
    mode: VaderMode,
    sources: Sources,
}

impl Default for VaderBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl VaderBuilder {
    /// A builder with VADER's tables, in corrected mode.
    pub fn new() -> Self {
        Self {
            mode: VaderMode::Corrected,
            sources: defaults::sources(),
        }
    }

    /// A builder with the tables of [`Vader::political`], in corrected mode.
    pub fn political() -> Self {
        let mut sources = Sources::default();
        defaults::extend_political(&mut sources);
        Self {
            mode: VaderMode::Corrected,
            sources,
        }
    }

    /// Adds the tables of [`Vader::political`]; where a word has a valence already, the new one holds.
    pub fn extend_political(mut self) -> Self {
        defaults::extend_political(&mut self.sources);
        self
    }

    /// Sets the mode.
    pub fn mode(mut self, mode: VaderMode) -> Self {
        self.mode = mode;
        self
    }

    /// Replaces the lexicon: words and their valences, in VADER from −4 to +4.
    pub fn lexicon<W: Into<String>>(mut self, entries: impl IntoIterator<Item = (W, f64)>) -> Self {
        self.sources.lexicon.clear();
        self.extend_lexicon(entries)
    }

    /// Adds lexicon entries; an entry that is there already gets the new valence.
    pub fn extend_lexicon<W: Into<String>>(
        mut self,
        entries: impl IntoIterator<Item = (W, f64)>,
    ) -> Self {
        self.sources.lexicon.extend(owned(entries));
        self
    }

    /// Replaces the lexicon by a table in VADER's format: a word, a tab, its valence; further columns are ignored,
    /// and of a word given twice the last valence holds.
    ///
    /// # Errors
    /// `Lexicon`, with the number of the line, if a line has no tab or its valence is no finite number.
    pub fn lexicon_tsv(mut self, table: &str) -> Result<Self> {
        self.sources.lexicon.clear();
        self.extend_lexicon_tsv(table)
    }

    /// Adds the entries of a table in VADER's format; see [`VaderBuilder::lexicon_tsv`].
    ///
    /// # Errors
    /// As [`VaderBuilder::lexicon_tsv`].
    pub fn extend_lexicon_tsv(mut self, table: &str) -> Result<Self> {
        for line in rows(table) {
            let (number, word, field) = line?;
            let valence = field
                .trim()
                .parse::<f64>()
                .ok()
                .filter(|valence| valence.is_finite());
            let valence = valence.ok_or_else(|| {
                let place = format!("line {number}");
                Error::lexicon(
                    place,
                    format!("\"{field}\" is no number; the second column is the valence"),
                )
            })?;
            self.sources.lexicon.insert(word.to_owned(), valence);
        }
        Ok(self)
    }

    /// Replaces the boosters: words and what they add to the strength of the word after them (in VADER 0.293), or,
    /// below zero, take away.
    pub fn boosters<W: Into<String>>(
        mut self,
        entries: impl IntoIterator<Item = (W, f64)>,
    ) -> Self {
        self.sources.boosters.clear();
        self.extend_boosters(entries)
    }

    /// Adds boosters and dampeners.
    pub fn extend_boosters<W: Into<String>>(
        mut self,
        entries: impl IntoIterator<Item = (W, f64)>,
    ) -> Self {
        self.sources.boosters.extend(owned(entries));
        self
    }

    /// Replaces the negators. A word with "n't" in it is always a negator.
    pub fn negators<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.sources.negators.clear();
        self.extend_negators(words)
    }

    /// Adds negators.
    pub fn extend_negators<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.sources
            .negators
            .extend(words.into_iter().map(|word| word.into()));
        self
    }

    /// Replaces the reversers: words that, like a negator, turn the valence of the first lexicon word after them, but
    /// not of a further one ("an end to the war that brings peace"). A reverser can have a valence of its own in the
    /// lexicon ("threat to"). VADER has none.
    pub fn reversers<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.sources.reversers.clear();
        self.extend_reversers(words)
    }

    /// Adds reversers.
    pub fn extend_reversers<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.sources
            .reversers
            .extend(words.into_iter().map(|word| word.into()));
        self
    }

    /// Replaces the special phrases, whose valence takes the place of that of their words.
    pub fn phrases<W: Into<String>>(mut self, entries: impl IntoIterator<Item = (W, f64)>) -> Self {
        self.sources.phrases.clear();
        self.extend_phrases(entries)
    }

    /// Adds special phrases.
    pub fn extend_phrases<W: Into<String>>(
        mut self,
        entries: impl IntoIterator<Item = (W, f64)>,
    ) -> Self {
        self.sources.phrases.extend(owned(entries));
        self
    }

    /// Replaces the emoji: characters and the descriptions that stand for them. Only keys of one code point match.
    pub fn emoji<K: Into<String>, V: Into<String>>(
        mut self,
        entries: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.sources.emoji.clear();
        self.extend_emoji(entries)
    }

    /// Adds emoji.
    pub fn extend_emoji<K: Into<String>, V: Into<String>>(
        mut self,
        entries: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.sources.emoji.extend(
            entries
                .into_iter()
                .map(|(key, text)| (key.into(), text.into())),
        );
        self
    }

    /// Replaces the emoji by a table in VADER's format: a character, a tab, its description.
    ///
    /// # Errors
    /// `Lexicon`, with the number of the line, if a line has no tab.
    pub fn emoji_tsv(mut self, table: &str) -> Result<Self> {
        self.sources.emoji.clear();
        for line in rows(table) {
            let (_, key, description) = line?;
            self.sources
                .emoji
                .insert(key.to_owned(), description.to_owned());
        }
        Ok(self)
    }

    /// Compiles the engine.
    ///
    /// # Errors
    /// `Lexicon` if a valence or a booster is not finite, or the entries have more than 2³⁰ words.
    pub fn build(self) -> Result<Vader> {
        let sources = &self.sources;
        for (name, table) in [
            ("lexicon", &sources.lexicon),
            ("boosters", &sources.boosters),
            ("phrases", &sources.phrases),
        ] {
            let broken = table.iter().find(|(_, value)| !value.is_finite());
            if let Some((word, value)) = broken {
                let message =
                    format!("the value {value} of \"{word}\" is not finite; give a number");
                return Err(Error::lexicon(name, message));
            }
        }
        if sources.size() > MAX_WORDS {
            let message = format!("more than {MAX_WORDS} words; give a smaller one");
            return Err(Error::lexicon("lexicon", message));
        }
        Ok(Vader::from_tables(Tables::compile(self.mode, sources)))
    }
}

fn owned<W: Into<String>>(
    entries: impl IntoIterator<Item = (W, f64)>,
) -> impl Iterator<Item = (String, f64)> {
    entries
        .into_iter()
        .map(|(word, value)| (word.into(), value))
}

/// The first two columns of each line that is not empty, with its number. As in the package, lines end at "\n" and
/// are freed of whitespace at both ends.
fn rows(table: &str) -> impl Iterator<Item = Result<(usize, &str, &str)>> {
    let table = table.strip_prefix('\u{feff}').unwrap_or(table);
    let lines = table
        .split('\n')
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()));
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| {
            let mut columns = line.split('\t');
            match (columns.next(), columns.next()) {
                (Some(first), Some(second)) => Ok((number, first, second)),
                _ => Err(Error::lexicon(
                    format!("line {number}"),
                    format!("no tab in \"{line}\"; each line is an entry, a tab and its value"),
                )),
            }
        })
}
