//! The formats, and how one is known.

use crate::error::Error;

/// The file formats of lexicons.
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
}

impl Format {
    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Yaml, Self::Json, Self::Csv, Self::Tsv].into_iter()
    }

    /// Extensions and the format each stands for.
    const EXTENSIONS: [(&'static str, Self); 5] = [
        ("yml", Self::Yaml),
        ("yaml", Self::Yaml),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
    ];

    /// The format a file name's extension stands for.
    ///
    /// # Errors
    /// If it stands for none.
    pub fn from_extension(file: &str) -> crate::Result<Self> {
        let extension = file.rsplit('.').next().unwrap_or_default().to_lowercase();
        let known = Self::EXTENSIONS
            .iter()
            .find(|(known, _)| *known == extension);
        known.map(|&(_, format)| format).ok_or_else(|| {
            let known: Vec<_> = Self::EXTENSIONS.iter().map(|(known, _)| *known).collect();
            let message = format!(
                "no lexicon format has the extension {extension:?}; use one of {}",
                known.join(", ")
            );
            Error::lexicon(file, message)
        })
    }

    /// The format of a file, by extension, else by content.
    pub(crate) fn detect(file: &str, text: &str) -> crate::Result<Self> {
        match text.trim_start().as_bytes().first() {
            Some(b'{') => return Ok(Self::Json),
            _ => Self::from_extension(file),
        }
    }
}
