//! Why a line was taken for a heading.

use super::features::Features;
use serde::{Serialize, Serializer};
use std::fmt;

/// Why a line was taken for a heading; its text is for a person to read.
///
/// It is written when it is asked for: whoever only wants the scores of a million texts never pays for it.
///
/// # Examples
/// ```
/// use detente::outline::{Outline, OutlineOptions};
/// let outline = Outline::of("# Peace\n\nThey made it.\n\n# War\n\nThey lost it.", &OutlineOptions::default());
/// assert_eq!(outline.headings[1].reason.to_string(), "a Markdown heading of level 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason(pub(super) Because);

/// What a reason is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Because {
    /// The level that the marks of Markdown give.
    Markdown(u8),
    /// What was observed on the line.
    Observed {
        features: Features,
        /// Whether its style is that of the text's clear headings.
        style: bool,
        score: f32,
        title: bool,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (features, style, score) = match self.0 {
            Because::Markdown(level) => {
                return write!(out, "a Markdown heading of level {level}");
            }
            Because::Observed {
                features,
                style,
                score,
                title,
            } => {
                out.write_str(if title { "title: " } else { "" })?;
                (features, style, score)
            }
        };
        let style = style.then_some("in the style of this text's clear headings");
        let names: Vec<_> = features.names().into_iter().chain(style).collect();
        write!(out, "{} (score {score:.1})", names.join(", "))
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
