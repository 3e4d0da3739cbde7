//! First look at the units of plain text: boilerplate, page numbers, running heads and rules are set aside.

use super::OutlineOptions;
use super::assemble::Part;
use super::boilerplate::{self, Words};
use super::layout::{self, Unit};
use super::repeated::RepeatedLines;
use super::scan::Scan;
use super::shape::{self, End};
use super::title;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use std::hash::BuildHasher;

/// Longest running head, in characters.
const LONGEST_HEAD: u32 = 100;

/// How many units at the top may be a title.
const TOP: usize = 16;

/// Fewest bytes between the heads of two pages.
const SHORTEST_PAGE: usize = 800;

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
        // Long units have not been scanned.
        let inked = || scan.counts.runs() > 0 || unit.span.of(text).contains(char::is_alphanumeric);
        if *part == Part::Text && unit.lines.len() == 1 && !inked() {
            *part = Part::LeftOut("a rule");
        }
    }
    running_heads(text, units, scans, &mut parts);
    parts
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

/// A line that may be the head or foot of a page: what it says without its number, and the number.
fn page_line(line: &str) -> Option<(String, u32)> {
    let inner = line.trim_matches(|c: char| c.is_whitespace() || "-–—|[]".contains(c));
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let number = |s: &str| (s.len() <= 4).then(|| s.parse::<u32>().ok()).flatten();
    if let Some(rest) = inner
        .strip_prefix("Page ")
        .or_else(|| inner.strip_prefix("page "))
    {
        let n = digits(rest);
        let tail = rest[n..].trim();
        let plain = tail.is_empty() || tail.starts_with("of ") || tail.starts_with('/');
        return number(&rest[..n])
            .filter(|_| plain)
            .map(|n| ("page".into(), n));
    }
    let head = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(n) = number(&inner[head.len()..]) {
        let gap = ["  ", "\t", "| ", "- ", "– "]
            .iter()
            .any(|gap| head.ends_with(gap));
        return (head.is_empty() || gap).then(|| (Words::key(head), n));
    }
    let n = digits(inner);
    let rest = &inner[n..];
    let gap = rest.starts_with("  ") || rest.starts_with('\t') || rest.starts_with(" |");
    number(&inner[..n])
        .filter(|_| gap)
        .map(|n| (Words::key(rest), n))
}

/// Marks page numbers and running heads: lines that differ by a growing number only, and lines that come
/// again and again in the middle of sentences.
fn running_heads(text: &str, units: &[Unit], scans: &[Scan], parts: &mut [Part]) {
    let mut numbered: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    let mut same = Same::new(text, units);
    for (i, unit) in units.iter().enumerate() {
        if parts[i] != Part::Text || unit.chars > LONGEST_HEAD || unit.lines.len() > 1 {
            continue;
        }
        let line = unit.span.of(text);
        let page = (scans[i].tally.digits() > 0).then(|| page_line(line)).flatten();
        if let Some((key, number)) = page {
            numbered.entry(key).or_default().push((i, number));
        } else if unit.chars >= 4 && !layout::is_item(line) {
            same.add(i);
        }
    }
    // The order of the groups does not matter: each unit is in one group only.
    let groups: Vec<_> = numbered.into_iter().collect();
    for (key, group) in groups {
        let grow = group.windows(2).all(|pair| pair[0].1 < pair[1].1);
        let paged =
            (key == "page" || group.len() >= 2) && grow && !is_chapters(text, units, &key, &group);
        if paged || key.is_empty() && group.len() == 1 {
            for (i, _) in group {
                parts[i] = Part::LeftOut("a page number or running head");
            }
        }
    }
    for group in same.of_size(3) {
        let cut = |&&i: &&usize| i > 0 && !ends(text, &units[i - 1]);
        if 2 * group.iter().filter(cut).count() > group.len() && is_far_apart(units, &group) {
            for i in group {
                parts[i] = Part::LeftOut("a running head");
            }
        }
    }
}

/// Groups of units that read the same.
struct Same<'t> {
    text: &'t str,
    units: &'t [Unit],
    groups: HashTable<Group>,
    hasher: DefaultHashBuilder,
    /// For each unit the one before it in its group; which is the first is told by the size of the group.
    before: Vec<usize>,
}

struct Group {
    last: usize,
    size: usize,
}

impl<'t> Same<'t> {
    fn new(text: &'t str, units: &'t [Unit]) -> Self {
        let short = units.iter().filter(|unit| unit.chars <= LONGEST_HEAD).count();
        Self {
            text,
            units,
            groups: HashTable::with_capacity(short),
            hasher: DefaultHashBuilder::default(),
            before: vec![0; units.len()],
        }
    }

    fn add(&mut self, unit: usize) {
        let line = |unit: usize| self.units[unit].span.of(self.text);
        let hash = |unit: usize| self.hasher.hash_one(line(unit));
        let alike = |group: &Group| line(group.last) == line(unit);
        let group = self.groups.entry(hash(unit), alike, |group| hash(group.last));
        let group = group.or_insert(Group { last: unit, size: 0 }).into_mut();
        self.before[unit] = std::mem::replace(&mut group.last, unit);
        group.size += 1;
    }

    /// The units of each group of at least `size`, in the order of the text.
    fn of_size(self, size: usize) -> impl Iterator<Item = Vec<usize>> {
        let Self { groups, before, .. } = self;
        let large = groups.into_iter().filter(move |group| group.size >= size);
        large.map(move |group| {
            let back = std::iter::successors(Some(group.last), |&unit| Some(before[unit]));
            let mut members: Vec<usize> = back.take(group.size).collect();
            members.reverse();
            members
        })
    }
}
/// Whether lines stand a good part of a page from each other, which the refrain of a song does not.
fn is_far_apart(units: &[Unit], group: &[usize]) -> bool {
    group
        .windows(2)
        .all(|pair| units[pair[1]].span.start - units[pair[0]].span.end >= SHORTEST_PAGE)
}

/// Bare numbers from 1 on, each after the end of a sentence, number chapters.
fn is_chapters(text: &str, units: &[Unit], key: &str, group: &[(usize, u32)]) -> bool {
    let steps = group.iter().zip(1..).all(|((_, number), n)| *number == n);
    let after_ends = group
        .iter()
        .all(|&(i, _)| i == 0 || ends(text, &units[i - 1]));
    key.is_empty() && group.len() >= 2 && steps && after_ends
}

/// Whether a unit ends as a sentence does.
fn ends(text: &str, unit: &Unit) -> bool {
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
        let mut parts = judge(text, &units, &layout::scan(text, &units), &OutlineOptions::default(), None);
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
