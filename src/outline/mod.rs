//! The outline of a text: its title, headings, sections, paragraphs, and the lines that are no part of it.
//!
//! [`Outline::of`] reads plain text and Markdown. Every heading, every piece of boilerplate and everything left out
//! carries its reason.
//!
//! # How headings of plain text are found
//! No rule decides on a line by itself; the decision is made for the document.
//! 1. **Lines and units** (`lines`, `layout`). Whether text is hard-wrapped is read off all of its lines: most lines
//!    that have a line directly below are nearly equally wide, and many of those below begin small. Lines of one
//!    paragraph are then joined, so that a unit is a paragraph, an item, or a short line.
//! 2. **What is no text** (`boilerplate`, `furniture`). Lines of the page around the text get points for what they
//!    say; weak ones count beside strong ones or in a menu. Page numbers, running heads and rules are left out.
//! 3. **Candidates and features** (`reader`, `candidate`, `neighbours`, `features`). Each short unit is read once, its
//!    words are looked up in all word lists at once (`kinds`), and only the tests that its words admit are made. It is
//!    described by some 50 features: underlines, numbers, capitals, how it ends, blank lines around it, length, its
//!    neighbours, its wording. The weights are log odds, roughly; their sum is the score. Captions, bylines,
//!    salutations, items, table rows, code, speech and addresses (`cues`, `people`, `bylines`) lose six points.
//!    Numbers count if they are in sequence and have text between them (`sequence`): otherwise they number a list.
//!    Short lines between paragraphs gain two points where no other line of the text looks like a heading.
//! 4. **Style** (`style`). From the candidates that stand out the document's own style of headings is learned, and
//!    each candidate gains or loses up to three points by how its number, case, end, space, indentation and length
//!    compare (naive Bayes, smoothed, the candidate itself left out).
//! 5. **Title and levels** (`title`, `levels`). The title is the first line at the top that looks like one, below
//!    date and author if need be; a repetition of it is left out. Levels follow what outranks what in print. Text
//!    between the title and the first heading is a section without heading, the introduction.
//!
//! A candidate with three points or more is a heading, but for captions without a label: names whose words stand in
//! the paragraph above and not in the one below (`echo`). In Markdown, headings and blocks are those of CommonMark
//! (pulldown-cmark); code, tables, HTML, front matter and link definitions are left out.
//!
//! # How well
//! On 218 development documents of 20 layouts (public-domain and CC histories, essays, guides, speeches, novels),
//! most of which were looked at while the weights were set: precision .986, recall .960, F1 .973; Pk .010; titles
//! found .992; documents without headings left clean .943; boilerplate F1 .991. Without blank lines around headings
//! F1 is .925. The best simple rule reaches F1 .77. Of the 123 lines of 15
//! documents written for the tests afterwards, five were misjudged at first sight, three of them by level only.
//!
//! # Limits
//! * A caption without a label that looks like a heading (*Boston Harbour*) is taken for one unless the document's
//!   headings look different or the paragraph above says the same. This is the most frequent error: 11 of the 15
//!   false alarms on the development documents.
//! * A first line that is the heading of a first section cannot be told from a title.
//! * Headings that run into the paragraph (*Causes. The war …*) and headings that are whole sentences with a stop
//!   are text.
//! * Word lists (common names of sections, salutations, boilerplate) are English with a little French, German,
//!   Italian and Spanish. In other languages layout, numbers and capitals decide; scripts without capitals have
//!   fewer signs.
//! * Levels of unnumbered headings of one look are equal: the text does not say which contains which.
//! * Columns and tables of plain text are read line by line.
//!
//! # Complexity
//! Linear in the length of the text; nothing is kept per blank line or per word. Long lines are read only to count
//! characters: prose takes some 10 instructions a byte, the development documents 25, verse 120.
//!
//! ```
//! use detente::outline::{Outline, OutlineOptions};
//!
//! let text = "Two Neighbours\n\nThe Quarrel\n\nThey broke off relations in 1969.\n\nThe Thaw\n\n\
//!             They signed a treaty ten years later.\n";
//! let outline = Outline::of(text, &OutlineOptions::default());
//! assert_eq!(outline.title().unwrap().text, "Two Neighbours");
//! let last = outline.sections.last().unwrap();
//! assert_eq!(outline.headings[last.heading.unwrap()].text, "The Thaw");
//! assert!(last.span.of(text).ends_with("ten years later.\n"));
//! ```

mod assemble;
mod boilerplate;
mod bylines;
mod candidate;
mod conclusion;
mod cues;
mod echo;
mod features;
mod furniture;
mod kinds;
mod layout;
mod levels;
mod lines;
mod markdown;
mod masks;
mod neighbours;
mod number;
mod people;
mod phrases;
mod plain;
mod reader;
mod reason;
mod repeated;
mod running_heads;
mod scan;
mod sequence;
mod shape;
mod style;
#[cfg(test)]
mod tests;
mod title;
mod wording;
mod words;

pub use reason::Reason;
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
    /// Why the line was taken for a heading.
    pub reason: Reason,
}

/// A section: a heading (or none) and what follows it, up to the next heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Index into [`Outline::headings`]; `None` for the text before the first heading or without any, and for a
    /// conclusion that only a wider gap sets off.
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
        let marked = match options.format {
            Format::Markdown => true,
            Format::Auto => markdown::is_markdown(text),
            Format::Plain => false,
        };
        if marked {
            return markdown::read(text, options, repeated).finish(text);
        }
        let mut outline = plain::read(text, options, repeated).finish(text);
        outline.part_conclusion(text);
        outline
    }

    /// The title, if the text has one.
    pub fn title(&self) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.level == 1)
    }
}
