//! How a text is laid out: whether its lines are wrapped, whether blank lines part its paragraphs.
//! And the units that follow from it: a paragraph, a list item, a short line, each over one or more lines.

use super::lines::Line;
use super::reader;
use super::scan::Scan;
use super::shape::{self, End};
use crate::span::Span;
use std::ops::Range;

/// Widest measure that hard-wrapped text is expected to have, in characters.
const WIDEST_MEASURE: u32 = 130;

/// Narrowest measure of hard-wrapped text; shorter lines are verse, lists or addresses.
const NARROWEST_MEASURE: u32 = 30;

/// Properties of the whole text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Layout {
    /// The width at which paragraphs are broken into lines, if they are.
    pub measure: Option<u32>,
}

/// One or more lines that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// Indices of its lines.
    pub lines: Range<usize>,
    /// From the first character to the last.
    pub span: Span,
    /// Blank lines before it.
    pub before: u32,
    /// Blank lines behind it.
    pub after: u32,
    /// Characters, without the white space around the lines.
    pub chars: u32,
    /// Indentation of its first line.
    pub indent: u32,
}

impl Layout {
    /// Reads the layout off the lines.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        Self {
            measure: measure(text, lines),
        }
    }

    /// Whether `next` goes on with the paragraph of `line`.
    fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        let Some(measure) = self.measure else {
            return false;
        };
        let hanging = is_item(line.text.of(text)) && next.indent > line.indent;
        if next.blanks > 0
            || (!hanging && next.indent > line.indent + 1)
            || is_item(next.text.of(text))
        {
            return false;
        }
        let word = next
            .text
            .of(text)
            .split(' ')
            .next()
            .map_or(0, |w| w.chars().count() as u32);
        line.indent + line.width + 1 + word > measure || starts_small(next.text.of(text))
    }
}

/// The measure of hard-wrapped text: most lines that have a line directly below are nearly equally wide,
/// and many of the lines below begin with a small letter, as the middle of a sentence does.
fn measure(text: &str, lines: &[Line]) -> Option<u32> {
    let mut counts = [0u32; WIDEST_MEASURE as usize + 1];
    let (mut pairs, mut small, mut wide) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| pair[1].blanks == 0) {
        pairs += 1;
        match counts.get_mut((pair[0].indent + pair[0].width) as usize) {
            Some(count) => *count += 1,
            None => wide += 1,
        }
        small += u32::from(starts_small(pair[1].text.of(text)));
    }
    if pairs < 3 || 10 * wide > 3 * pairs || 5 * small < 2 * pairs {
        return None;
    }
    let measure = quantile(&counts, pairs - wide, 0.9)?;
    let full: u32 = counts[(measure * 7 / 10) as usize..].iter().sum();
    (measure >= NARROWEST_MEASURE && 10 * full >= 6 * pairs).then_some(measure)
}

/// The value below which a share of the counted values lies.
fn quantile(counts: &[u32], total: u32, share: f64) -> Option<u32> {
    let mut seen = 0;
    counts.iter().zip(0u32..).find_map(|(n, value)| {
        seen += n;
        (f64::from(seen) >= share * f64::from(total) && seen > 0).then_some(value)
    })
}

/// Whether the first letter is a small one.
pub(super) fn starts_small(line: &str) -> bool {
    line.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_uppercase() && !c.is_numeric())
}

/// Whether the line begins with a mark of a list.
pub(super) fn is_item(line: &str) -> bool {
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let mut chars = line.chars();
    let (first, second) = (chars.next(), chars.next());
    let bullet = matches!(
        first,
        Some(
            '-' | '*'
                | '+'
                | '•'
                | '◦'
                | '▪'
                | '●'
                | '■'
                | '‣'
                | '·'
                | '–'
                | '—'
                | '→'
                | '✓'
                | '○'
        )
    );
    bullet && second.is_some_and(char::is_whitespace)
}

/// Joins lines into units.
pub(super) fn units(text: &str, lines: &[Line], layout: &Layout) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let before = line.blanks;
        match units.last_mut() {
            Some(unit) if before == 0 && layout.joins(text, &lines[i - 1], line) => {
                unit.lines.end = i + 1;
                unit.span.end = line.text.end;
                unit.chars += 1 + line.width;
            }
            last => {
                if let Some(unit) = last {
                    unit.after = before;
                }
                units.push(Unit::new(i, line, before));
            }
        }
    }
    units
}

/// Longest unit that is looked at word by word, in characters; longer ones are text.
pub(super) const LONGEST: u32 = 240;

/// Reads every unit that is short enough.
pub(super) fn scan(text: &str, units: &[Unit]) -> Vec<Scan> {
    let read = |unit: &Unit| match unit.chars <= LONGEST {
        true => reader::read(text, unit.span),
        false => Scan::default(),
    };
    units.iter().map(read).collect()
}

impl Unit {
    pub(super) fn new(i: usize, line: &Line, before: u32) -> Self {
        Self {
            lines: i..i + 1,
            span: line.text,
            before,
            after: 0,
            chars: line.width,
            indent: line.indent,
        }
    }

    /// Whether it is long enough to be a paragraph of prose.
    pub(super) fn is_prose(&self, text: &str) -> bool {
        self.chars >= 160 || (self.chars >= 60 && shape::end(self.span.of(text)) == End::Stop)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn read(text: &str) -> (Option<u32>, Vec<&str>) {
        let lines = lines::split(text);
        let layout = Layout::of(text, &lines);
        let units = units(text, &lines, &layout);
        (
            layout.measure,
            units.iter().map(|unit| unit.span.of(text)).collect(),
        )
    }

    #[test]
    fn lines_of_a_wrapped_paragraph_are_one_unit() {
        let text = "Short Heading\nThe first line of it is nearly as long\nas the second one, and the third is the\n\
                    last of them, which is why it is\nshort.\n\nAnother paragraph, which is wrapped at\nthe same \
                    measure as the first one.";
        let (measure, units) = read(text);
        assert_eq!(measure, Some(39));
        assert_eq!(units.len(), 3, "{units:?}");
        assert_eq!(units[0], "Short Heading");
        assert!(units[1].ends_with("short."));
    }

    #[test]
    fn verse_is_not_wrapped_text() {
        let text = "The water lies between us,\nThe water is our road,\nWe carry to each other\nOur quarrel and our load,";
        let (measure, units) = read(text);
        assert_eq!((measure, units.len()), (None, 4));
    }

    #[test]
    fn items_of_a_wrapped_list_are_units() {
        let text = "The rules of the commission were few, and\nthey were read aloud at every meeting of\nthe villages:\n\
                    - whoever wants to speak stands up and\n  waits to be called by the one who is in\n  the chair;\n\
                    - whoever stands is heard.";
        let (_, units) = read(text);
        assert_eq!(units.len(), 3, "{units:?}");
        assert!(units[1].starts_with("- whoever wants") && units[1].ends_with("the chair;"));
    }
}
