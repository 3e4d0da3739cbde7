//! The formats, and how one is known.

use super::lines;
use crate::error::Error;

/// The file formats of lexicons.
///
/// | format | extensions | holds |
/// |---|---|---|
/// | YAML, JSON | `.yml` `.yaml` `.json` | everything |
/// | CSV, TSV | `.csv` `.tsv` `.txt` | everything |
/// | LIWC | `.dic` | words and globs, nested |
/// | LIWC-22 | `.dicx` | words and globs; weights if every word of a key has one |
/// | Lexicoder | `.lc3` | words and globs |
/// | WordStat | `.cat` | words, globs, weights, nested |
/// | Yoshikoder | `.ykd` `.lcd` | words, globs, weights, nested |
/// | VADER, NRC | `.txt` (by content) | read only |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// YAML: nested mappings of keys, lists of entries (quanteda's format, with weights).
    Yaml,
    /// JSON of the same shape.
    Json,
    /// A table: word, key, weight, with or without a header; or one column per key.
    Csv,
    /// The same with tabs.
    Tsv,
    /// LIWC's `.dic` of 2001 to 2015.
    Liwc,
    /// LIWC-22's `.dicx`: a table with a column per category.
    Dicx,
    /// Lexicoder's `.lc3`.
    Lexicoder,
    /// WordStat's `.cat`.
    WordStat,
    /// Yoshikoder's `.ykd` and Lexicoder's `.lcd`.
    Yoshikoder,
    /// VADER's table: token, mean valence, standard deviation, ratings; the key is "valence".
    Vader,
    /// NRC's tables: word, emotion, and 0 or 1 or an intensity.
    Nrc,
}

impl Format {
    /// Extensions and the format each stands for.
    const EXTENSIONS: [(&'static str, Self); 12] = [
        ("yml", Self::Yaml),
        ("yaml", Self::Yaml),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("txt", Self::Tsv),
        ("dic", Self::Liwc),
        ("dicx", Self::Dicx),
        ("lc3", Self::Lexicoder),
        ("cat", Self::WordStat),
        ("ykd", Self::Yoshikoder),
        ("lcd", Self::Yoshikoder),
    ];

    /// Every format with its name.
    const NAMES: [(&'static str, Self); 11] = [
        ("yaml", Self::Yaml),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("liwc", Self::Liwc),
        ("dicx", Self::Dicx),
        ("lexicoder", Self::Lexicoder),
        ("wordstat", Self::WordStat),
        ("yoshikoder", Self::Yoshikoder),
        ("vader", Self::Vader),
        ("nrc", Self::Nrc),
    ];

    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::NAMES.into_iter().map(|(_, format)| format)
    }

    /// The format a file name's extension stands for.
    ///
    /// # Errors
    /// If it stands for none.
    pub fn from_extension(file: &str) -> crate::Result<Self> {
        let extension = file.rsplit('.').next().unwrap_or_default().to_lowercase();
        let found = Self::EXTENSIONS
            .iter()
            .find(|(known, _)| *known == extension);
        found.map(|&(_, format)| format).ok_or_else(|| {
            let known: Vec<_> = Self::EXTENSIONS.iter().map(|(known, _)| *known).collect();
            let known = known.join(", ");
            let message =
                format!("no lexicon format has the extension {extension:?}; use one of {known}");
            Error::lexicon(file, message)
        })
    }

    /// The format of a file: by its content where that is plain, else by its extension.
    pub(crate) fn detect(file: &str, text: &str) -> crate::Result<Self> {
        let start = text.trim_start();
        let by_name = Self::from_extension(file);
        match by_name {
            Ok(Self::Yaml | Self::Csv) if !start.starts_with('{') => by_name,
            _ if start.starts_with('{') => Ok(Self::Json),
            _ if start.starts_with("<?xml") || start.starts_with("<dictionary") => {
                Ok(Self::Yoshikoder)
            }
            Ok(Self::Tsv | Self::Liwc | Self::Lexicoder | Self::Yoshikoder) | Err(_) => {
                by_content(start).map_or(by_name, Ok)
            }
            _ => by_name,
        }
    }
}

impl std::str::FromStr for Format {
    type Err = Error;

    /// Reads a name ("yaml", "liwc") or an extension ("yml", "dic").
    fn from_str(name: &str) -> crate::Result<Self> {
        let known = Self::NAMES.iter().chain(&Self::EXTENSIONS);
        let mut found = known
            .filter(|(known, _)| *known == name)
            .map(|&(_, format)| format);
        found.next().ok_or_else(|| {
            let names: Vec<_> = Self::NAMES.iter().map(|(name, _)| *name).collect();
            Error::argument(format!(
                "no lexicon format {name:?}; use one of {}",
                names.join(", ")
            ))
        })
    }
}

/// The format that the first lines show.
fn by_content(text: &str) -> Option<Format> {
    let rows: Vec<Vec<&str>> = lines(text)
        .map(|(_, line)| line.split('\t').map(str::trim).collect())
        .take(200)
        .collect();
    let first = rows.first()?;
    let cell = |row: &[&str], at: usize| {
        row.get(at)
            .map(|cell| (*cell).to_owned())
            .unwrap_or_default()
    };
    let is_mark = |row: &Vec<&str>| row.len() == 3 && matches!(row[2], "0" | "1");
    let filled: Vec<_> = rows
        .iter()
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    match first.first()? {
        &"%" => Some(Format::Liwc),
        word if word.starts_with('+') && first.len() == 1 => Some(Format::Lexicoder),
        _ if cell(first, 3).starts_with('[') && cell(first, 1).parse::<f64>().is_ok() => {
            Some(Format::Vader)
        }
        _ if filled.iter().all(|row| is_mark(row)) && filled.iter().any(|row| row[2] == "0") => {
            Some(Format::Nrc)
        }
        _ => None,
    }
}
