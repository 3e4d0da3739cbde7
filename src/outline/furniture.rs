//! First look at the units of plain text: boilerplate, page numbers, running heads and rules are set aside.

use super::OutlineOptions;
use super::assemble::Part;
use super::boilerplate;
use super::layout::{self, Unit};
use super::repeated::RepeatedLines;
use super::running_heads;
use super::scan::Scan;
use super::shape::{self, End};
use super::title;

/// How many units at the top may be a title.
const TOP: usize = 16;

/// Units that are left, with the space around them as it is without the others.
#[derive(Debug)]
pub(super) struct Kept {
    /// The units.
    pub units: Vec<Unit>,
    /// Index of each among all units.
    pub index: Vec<usize>,
    /// Whether a rule underlines it.
    pub underlined: Vec<Option<char>>,
    /// How many of them are short.
    pub short: usize,
}

/// Judges what can be judged before headings are looked for.
pub(super) fn judge(
    text: &str,
    units: &[Unit],
    scans: &[Scan],
    options: &OutlineOptions,
    repeated: Option<&RepeatedLines>,
) -> Vec<Part> {
    let mut parts = vec![Part::Text; units.len()];
    if !options.keep_boilerplate {
        for (part, mark) in parts
            .iter_mut()
            .zip(boilerplate::mark(text, units, scans, repeated))
        {
            if let Some(reason) = mark {
                *part = Part::Boilerplate(reason);
            }
        }
        unmark_titles(text, units, &mut parts);
    }
    for ((part, unit), scan) in parts.iter_mut().zip(units).zip(scans) {
        if *part == Part::Text && unit.lines.len() == 1 && !is_inked(text, unit, scan) {
            *part = Part::LeftOut("a rule");
        }
    }
    running_heads::leave_out(text, units, scans, &mut parts);
    parts
}

/// Whether there is a letter or a digit in a unit.
pub(super) fn is_inked(text: &str, unit: &Unit, scan: &Scan) -> bool {
    // Long units have not been scanned.
    scan.counts.runs() > 0 || unit.span.of(text).contains(char::is_alphanumeric)
}

/// Takes back what was said of lines at the top that repeat one another: *The Title*, *The Title | Site*.
fn unmark_titles(text: &str, units: &[Unit], parts: &mut [Part]) {
    let top = units.len().min(TOP);
    for i in 1..top {
        let repeats =
            |j: usize| parts[j] == Part::Text && title::is_repeated(text, &units[j], &units[i]);
        if parts[i] != Part::Text && (i.saturating_sub(2)..i).any(repeats) {
            parts[i] = Part::Text;
        }
    }
}

/// Keeps the units that are text, and notes which of them are underlined.
pub(super) fn keep(text: &str, units: &[Unit], parts: &mut [Part]) -> Kept {
    let mut kept = Kept {
        units: Vec::with_capacity(units.len()),
        index: Vec::with_capacity(units.len()),
        underlined: Vec::with_capacity(units.len()),
        short: 0,
    };
    let mut gap = 0;
    for (i, unit) in units.iter().enumerate() {
        gap += unit.before;
        if parts[i] != Part::Text {
            if let (Some(last), Some(mark)) = (kept.units.last(), kept.underlined.last_mut())
                && gap == 0
                && let Some(c) = underline(text, last, unit)
            {
                *mark = Some(c);
                parts[i] = Part::LeftOut("underlines a heading");
                continue;
            }
            gap += 1;
            continue;
        }
        if let Some(last) = kept.units.last_mut() {
            last.after = gap;
        }
        kept.units.push(Unit {
            before: gap,
            ..unit.clone()
        });
        kept.short += usize::from(unit.chars <= layout::LONGEST);
        kept.index.push(i);
        kept.underlined.push(None);
        gap = 0;
    }
    kept
}

/// The character with which `rule` underlines the unit above it.
fn underline(text: &str, above: &Unit, rule: &Unit) -> Option<char> {
    let line = rule.span.of(text);
    let first = line.chars().next()?;
    let even = "=-~^*_#\"'+".contains(first) && line.chars().all(|c| c == first);
    let fits =
        rule.chars >= 3 && rule.chars * 2 >= above.chars && rule.chars <= above.chars * 2 + 8;
    (even && fits && above.lines.len() <= 2).then_some(first)
}

/// Whether a unit ends as a sentence does.
pub(super) fn ends(text: &str, unit: &Unit) -> bool {
    let end = shape::end(tail(unit.span.of(text)));
    matches!(
        end,
        End::Stop | End::Question | End::Exclamation | End::Colon
    )
}

/// The last characters of a text, enough to see how it ends.
pub(super) fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(24);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

#[cfg(test)]
mod tests {
    use super::super::layout::Layout;
    use super::super::lines;
    use super::*;

    fn left_out(text: &str) -> Vec<&str> {
        let lines = lines::split(text);
        let units = layout::units(text, &lines, &Layout::of(text, &lines));
        let mut parts = judge(
            text,
            &units,
            &layout::scan(text, &units),
            &OutlineOptions::default(),
            None,
        );
        keep(text, &units, &mut parts);
        let units = units
            .iter()
            .zip(parts)
            .filter(|(_, part)| *part != Part::Text);
        units.map(|(unit, _)| unit.span.of(text)).collect()
    }

    #[test]
    fn page_numbers_and_running_heads_are_left_out() {
        let cases: [(&str, &[&str]); 5] = [
            ("One thing and\n\nPage 2\n\nanother.", &["Page 2"]),
            ("One thing\n\n- 3 -\n\nand another.", &["- 3 -"]),
            (
                "One\n\nTHE WAR   2\n\ntwo\n\nTHE WAR   3\n\nthree",
                &["THE WAR   2", "THE WAR   3"],
            ),
            ("One.\n\n* * *\n\nTwo.", &["* * *"]),
            ("Heading\n=======\n\nText.", &["======="]),
        ];
        for (text, expected) in cases {
            assert_eq!(left_out(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_of_chapters_and_years_stay() {
        for text in [
            "1\n\nIt began.\n\n2\n\nIt went on.\n\n3\n\nIt ended.",
            "The War of 1914\n\nIt began.",
        ] {
            assert_eq!(left_out(text), [""; 0], "{text:?}");
        }
    }
}
