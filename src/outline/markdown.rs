//! Headings of Markdown, by the block structure that a CommonMark parser finds.

use super::OutlineOptions;
use super::assemble::{Draft, Part};
use super::boilerplate;
use super::layout::{self, Unit};
use super::lines::is_space;
use super::reason::{Because, Reason};
use super::repeated::RepeatedLines;
use crate::span::Span;
use memchr::{memchr_iter, memmem};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Lines of one paragraph that are judged one by one for boilerplate.
const MOST_LINES: usize = 24;

/// Whether `text` plainly is Markdown: headings with `#`, and more than one of them or another mark of Markdown.
pub(super) fn is_markdown(text: &str) -> bool {
    let bytes = text.as_bytes();
    let hashes = hash_headings(bytes);
    let top = text.trim_start_matches(is_space);
    let matter = top.starts_with("---\n") || top.starts_with("---\r\n");
    if hashes == 0 {
        return matter
            && top[3..]
                .trim_start()
                .split('\n')
                .next()
                .is_some_and(|line| line.contains(": "));
    }
    let other = || {
        ["](", "**", "```", "\n> "]
            .iter()
            .any(|mark| memmem::find(bytes, mark.as_bytes()).is_some())
    };
    hashes >= 2 || top.starts_with("# ") || matter || other()
}

/// Number of lines that begin with one to six `#` and a blank, 2 at most.
fn hash_headings(bytes: &[u8]) -> usize {
    memchr_iter(b'#', bytes)
        .filter(|&i| i == 0 || matches!(bytes[i - 1], b'\n' | b'\r'))
        .filter(|&i| {
            let rest = &bytes[i..];
            let n = rest.iter().take_while(|&&b| b == b'#').count();
            n <= 6
                && rest.get(n) == Some(&b' ')
                && rest.get(n + 1).is_some_and(|b| !b.is_ascii_whitespace())
        })
        .take(2)
        .count()
}

/// Reads Markdown.
pub(super) fn read(
    text: &str,
    options: &OutlineOptions,
    repeated: Option<&RepeatedLines>,
) -> Draft {
    // The parser knows CR by itself in some places only; LF in its stead leaves every offset where it was.
    let unified = has_lone_cr(text).then(|| text.replace("\r\n", "\n\n").replace('\r', "\n"));
    let mut blocks = Blocks::of(unified.as_deref().unwrap_or(text)).list;
    blocks.sort_by_key(|block| block.span.start);
    promote(&mut blocks);
    let mut draft = Draft::default();
    for block in blocks {
        match block.part {
            Part::Text if !options.keep_boilerplate => {
                split(text, block.span, repeated, &mut draft)
            }
            part => draft.push(text, block.span, part),
        }
    }
    draft
}

/// Whether a CR stands without LF.
fn has_lone_cr(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(b'\r', bytes).any(|i| bytes.get(i + 1) != Some(&b'\n'))
}

impl Draft {
    fn push(&mut self, text: &str, span: Span, part: Part) {
        let line = text[..span.start].rfind(['\n', '\r']).map_or(0, |i| i + 1);
        self.spans.push((span, line));
        self.parts.push(part);
    }
}

/// Levels so that 1 is the title: the only heading of level 1, if it is the first.
fn promote(blocks: &mut [Block]) {
    let levels: Vec<u8> = blocks
        .iter()
        .filter_map(|block| match block.part {
            Part::Heading { level, .. } => Some(level),
            _ => None,
        })
        .collect();
    let titled = levels.first() == Some(&1) && levels[1..].iter().all(|&level| level > 1);
    let lift = u8::from(!titled && levels.contains(&1));
    for block in blocks {
        if let Part::Heading { level, .. } = &mut block.part {
            *level = level.saturating_add(lift);
        }
    }
}

/// One block.
struct Block {
    span: Span,
    part: Part,
}

/// Collects the blocks of a text from the events of the parser.
struct Blocks<'t> {
    text: &'t str,
    list: Vec<Block>,
    /// Extent of inline content that stands in no paragraph: the text of a tight list item.
    loose: Option<Range<usize>>,
    /// Extent of the inline content of the heading that is open.
    heading: Option<Range<usize>>,
    /// Depth inside a block whose content is not looked at.
    closed: usize,
    /// Whether a paragraph is open.
    paragraph: bool,
}

impl<'t> Blocks<'t> {
    fn of(text: &'t str) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        let mut blocks = Self {
            text,
            list: Vec::new(),
            loose: None,
            heading: None,
            closed: 0,
            paragraph: false,
        };
        let parser = Parser::new_ext(text, options);
        let definitions: Vec<_> = parser
            .reference_definitions()
            .iter()
            .map(|(_, d)| d.span.clone())
            .collect();
        for (event, range) in parser.into_offset_iter() {
            blocks.take(event, range);
        }
        for range in definitions {
            blocks.push(range, Part::LeftOut("a link definition"));
        }
        blocks
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Rule => {
                self.flush();
                self.push(range, Part::LeftOut("a rule"));
            }
            Event::Html(_) => {}
            _ => self.inline(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if self.closed > 0 {
            self.closed += usize::from(is_closed(tag).is_some());
            return;
        }
        if let Some(reason) = is_closed(tag) {
            self.flush();
            self.closed = 1;
            self.push(range, Part::LeftOut(reason));
            return;
        }
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(range.start..range.start);
                let level = *level as u8;
                let reason = Reason(Because::Markdown(level));
                self.list.push(Block {
                    span: Span::new(range.start, range.end),
                    part: Part::Heading { level, reason },
                });
            }
            Tag::Paragraph => {
                self.flush();
                self.paragraph = true;
                self.push(range, Part::Text);
            }
            Tag::Item | Tag::List(_) | Tag::BlockQuote(_) => self.flush(),
            _ => self.inline(range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table | TagEnd::MetadataBlock(_) => {
                self.closed = self.closed.saturating_sub(1);
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Paragraph => self.paragraph = false,
            TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) => self.flush(),
            _ => {}
        }
    }

    /// Inline content: text, links, emphasis.
    fn inline(&mut self, range: Range<usize>) {
        if self.closed > 0 || self.paragraph {
            return;
        }
        let extent = match &mut self.heading {
            Some(heading) => heading,
            None => self.loose.get_or_insert(range.start..range.start),
        };
        if extent.start == extent.end {
            *extent = range;
        } else {
            extent.end = extent.end.max(range.end);
        }
    }

    fn close_heading(&mut self) {
        let Some(extent) = self.heading.take() else {
            return;
        };
        let span = self.trimmed(extent);
        match self.list.last_mut() {
            Some(block) if !span.is_empty() => block.span = span,
            // A heading without text.
            _ => drop(self.list.pop()),
        }
    }

    fn flush(&mut self) {
        if let Some(extent) = self.loose.take() {
            self.push(extent, Part::Text);
        }
    }

    fn push(&mut self, range: Range<usize>, part: Part) {
        let span = self.trimmed(range);
        if !span.is_empty() {
            self.list.push(Block { span, part });
        }
    }

    fn trimmed(&self, range: Range<usize>) -> Span {
        let raw = &self.text[range.clone()];
        let left = raw.trim_start_matches(is_space);
        let start = range.end - left.len();
        Span::new(start, start + left.trim_end_matches(is_space).len())
    }
}

/// Why the content of a block is not looked at.
fn is_closed(tag: &Tag<'_>) -> Option<&'static str> {
    match tag {
        Tag::CodeBlock(_) => Some("code"),
        Tag::HtmlBlock => Some("HTML"),
        Tag::Table(_) => Some("a table"),
        Tag::MetadataBlock(_) => Some("front matter"),
        _ => None,
    }
}

/// A paragraph, split where some of its lines are boilerplate.
fn split(text: &str, span: Span, repeated: Option<&RepeatedLines>, draft: &mut Draft) {
    let lines = super::lines::split(span.of(text));
    // A paragraph goes on in the middle of a sentence; a menu begins anew on each line.
    let running = lines
        .iter()
        .filter(|line| layout::starts_small(line.text.of(span.of(text))))
        .count();
    if lines.len() > MOST_LINES || 2 * running > lines.len() {
        return draft.push(text, span, Part::Text);
    }
    let units: Vec<Unit> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| Unit::new(i, line, 0))
        .collect();
    let marks = boilerplate::mark(
        span.of(text),
        &units,
        &layout::scan(span.of(text), &units),
        repeated,
    );
    let mut start = 0;
    for i in 0..units.len() {
        if i + 1 < units.len() && marks[i + 1] == marks[i] {
            continue;
        }
        let part = Span::new(
            span.start + units[start].span.start,
            span.start + units[i].span.end,
        );
        draft.push(text, part, marks[i].map_or(Part::Text, Part::Boilerplate));
        start = i + 1;
    }
}
