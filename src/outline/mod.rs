//! The outline of a text: its title, headings, sections, paragraphs, and the lines that are no part of it.

mod assemble;
mod boilerplate;
mod bylines;
mod candidate;
mod cues;
mod features;
mod furniture;
mod layout;
mod levels;
mod lines;
mod markdown;
mod number;
mod people;
mod phrases;
mod plain;
mod repeated;
mod sequence;
mod shape;
mod style;
#[cfg(test)]
mod tests;
mod title;
mod wording;

pub use repeated::RepeatedLines;

use crate::error::{Error, Result};
use crate::span::Span;
use serde::Serialize;

/// A heading line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    /// Where the heading's text stands (without marks such as `##` and without surrounding white space).
    pub span: Span,
    /// 1 = title of the text, 2 = section, 3 = subsection, and so on.
    pub level: u8,
    /// The heading as it is shown: one line, white space folded, without marks.
    pub text: String,
    /// Why the line was taken for a heading, for a person to read.
    pub reason: String,
}

/// A section: a heading (or none) and what follows it, up to the next heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Index into [`Outline::headings`]; `None` for the text before the first heading, or without any.
    pub heading: Option<usize>,
    /// The level of the heading; 1 where there is none.
    pub level: u8,
    /// Heading and body. The spans of the sections partition the text.
    pub span: Span,
    /// Indices into [`Outline::paragraphs`].
    pub paragraphs: std::ops::Range<usize>,
}

/// A line, or a run of lines, that is no part of the text: menu, order button, price, cookie notice.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Boilerplate {
    /// The lines, without the last line break.
    pub span: Span,
    /// Why they were left out, for a person to read.
    pub reason: String,
}

/// A line, or a run of lines, that is neither text to be scored nor boilerplate: page number, rule, code, table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// The lines, without the last line break.
    pub span: Span,
    /// Why they were left out, for a person to read.
    pub reason: String,
}

/// How a text is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Markdown where the text plainly is Markdown, else plain text.
    #[default]
    Auto,
    /// Plain text.
    Plain,
    /// CommonMark.
    Markdown,
}

impl std::str::FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "auto" => Ok(Self::Auto),
            "plain" => Ok(Self::Plain),
            "markdown" => Ok(Self::Markdown),
            _ => Err(Error::argument(format!(
                "no text format {name:?}; choose auto, plain or markdown"
            ))),
        }
    }
}

/// How to read the outline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OutlineOptions {
    /// How the text is marked up.
    pub format: Format,
    /// Take boilerplate lines for text.
    pub keep_boilerplate: bool,
}

/// Title, headings, sections, paragraphs and boilerplate of one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Outline {
    /// Headings in the order of the text, the title (level 1) among them.
    pub headings: Vec<Heading>,
    /// Sections in the order of the text. There is at least one unless the text is blank.
    pub sections: Vec<Section>,
    /// Runs of lines that are scored: paragraphs, list items, quotations; neither headings nor boilerplate.
    pub paragraphs: Vec<Span>,
    /// What was left out, and why.
    pub boilerplate: Vec<Boilerplate>,
    /// What else is no text to be scored, and why.
    pub left_out: Vec<LeftOut>,
}

impl Outline {
    /// Reads the outline of `text`.
    ///
    /// # Examples
    /// ```
    /// use detente::outline::{Outline, OutlineOptions};
    /// let text = "Order now\n\nA Short Peace\n\nThe two cities signed a treaty, and for ten years nobody fought. \
    ///     Ships came and went as they had before the war.\n\nCauses of the War\n\nNobody had wanted it. \
    ///     A quarrel over tolls grew into a blockade, and the blockade into a war that lasted six years.";
    /// let outline = Outline::of(text, &OutlineOptions::default());
    /// assert_eq!(outline.title().unwrap().text, "A Short Peace");
    /// assert_eq!(outline.sections.len(), 2);
    /// assert_eq!(outline.boilerplate[0].span.of(text), "Order now");
    /// ```
    pub fn of(text: &str, options: &OutlineOptions) -> Outline {
        Self::of_with(text, options, None)
    }

    /// Reads the outline of one document of a collection whose repeated lines have been counted.
    pub fn of_with(
        text: &str,
        options: &OutlineOptions,
        repeated: Option<&RepeatedLines>,
    ) -> Outline {
        let draft = match options.format {
            Format::Markdown => markdown::read(text, options, repeated),
            Format::Auto if markdown::is_markdown(text) => markdown::read(text, options, repeated),
            Format::Auto | Format::Plain => plain::read(text, options, repeated),
        };
        draft.finish(text)
    }

    /// The title, if the text has one.
    pub fn title(&self) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.level == 1)
    }
}
