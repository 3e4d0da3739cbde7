//! Page numbers and running heads: lines that differ by a growing number only, and lines that come again and again
//! in the middle of sentences.

use super::assemble::Part;
use super::furniture::ends;
use super::layout::{self, Unit};
use super::scan::Scan;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Longest running head, in characters.
const LONGEST: u32 = 100;

/// Fewest characters of a running head without a number.
const SHORTEST: u32 = 4;

/// Fewest times that a running head without a number comes again.
const FEWEST: usize = 3;

/// Fewest bytes between the heads of two pages.
const SHORTEST_PAGE: usize = 800;

/// Leaves out what stands at the head or foot of pages.
pub(super) fn leave_out(text: &str, units: &[Unit], scans: &[Scan], parts: &mut [Part]) {
    if units.len() < FEWEST && scans.iter().all(|scan| scan.digits == 0) {
        return;
    }
    let line = |unit: usize| units[unit].span.of(text);
    let hasher = DefaultHashBuilder::default();
    let (mut numbered, mut same) = (Groups::default(), Groups::default());
    for (i, unit) in units.iter().enumerate() {
        if parts[i] != Part::Text || unit.chars > LONGEST || unit.lines.len() > 1 {
            continue;
        }
        let head = (scans[i].digits > 0).then(|| page_line(line(i))).flatten();
        if let Some((head, _)) = head {
            let alike = |j| page_line(line(j)).is_some_and(|(other, _)| other == head);
            numbered.add(i, hasher.hash_one(head), alike);
        } else if unit.chars >= SHORTEST && !layout::is_item(line(i)) {
            same.add(i, hasher.hash_one(line(i)), |j| line(j) == line(i));
        }
    }
    numbered.each(1, |group| {
        if is_paged(text, units, group) {
            for &i in group {
                parts[i] = Part::LeftOut("a page number or running head");
            }
        }
    });
    same.each(FEWEST, |group| {
        let cut = |&&i: &&usize| i > 0 && !ends(text, &units[i - 1]);
        if 2 * group.iter().filter(cut).count() > group.len() && is_far_apart(units, group) {
            for &i in group {
                parts[i] = Part::LeftOut("a running head");
            }
        }
    });
}

/// Whether a unit may be the number of a page.
pub(super) fn is_page_number(text: &str, unit: &Unit, scan: &Scan) -> bool {
    scan.digits > 0 && page_line(unit.span.of(text)).is_some()
}

/// A line that may be the head or foot of a page: what it says beside its number, signs around it left aside, and the
/// number.
fn page_line(line: &str) -> Option<(&str, u32)> {
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
        return number(&rest[..n]).filter(|_| plain).map(|n| ("page", n));
    }
    let head = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(n) = number(&inner[head.len()..]) {
        let gap = ["  ", "\t", "| ", "- ", "– "]
            .iter()
            .any(|gap| head.ends_with(gap));
        return (head.is_empty() || gap).then(|| (bare(head), n));
    }
    let n = digits(inner);
    let rest = &inner[n..];
    let gap = rest.starts_with("  ") || rest.starts_with('\t') || rest.starts_with(" |");
    number(&inner[..n]).filter(|_| gap).map(|n| (bare(rest), n))
}

fn bare(head: &str) -> &str {
    head.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether the lines of a group, equal but for their numbers, number pages.
fn is_paged(text: &str, units: &[Unit], group: &[usize]) -> bool {
    let lines = || {
        group
            .iter()
            .filter_map(|&i| page_line(units[i].span.of(text)))
    };
    let Some((head, _)) = lines().next() else {
        return false;
    };
    match group {
        [_] => head.is_empty() || head.eq_ignore_ascii_case("page"),
        _ => {
            let grow = lines()
                .zip(lines().skip(1))
                .all(|(one, next)| one.1 < next.1);
            grow && !(head.is_empty() && is_chapters(text, units, group))
        }
    }
}

/// Whether bare numbers go on from 1, each after the end of a sentence, as those of chapters do.
fn is_chapters(text: &str, units: &[Unit], group: &[usize]) -> bool {
    let number = |i: usize| page_line(units[i].span.of(text)).map(|(_, number)| number);
    let after_end = |i: usize| i == 0 || ends(text, &units[i - 1]);
    let mut steps = group.iter().zip(1..);
    steps.all(|(&i, step)| number(i) == Some(step) && after_end(i))
}

/// Whether lines stand a good part of a page from each other, which the refrain of a song does not.
fn is_far_apart(units: &[Unit], group: &[usize]) -> bool {
    group
        .windows(2)
        .all(|pair| units[pair[1]].span.start - units[pair[0]].span.end >= SHORTEST_PAGE)
}

/// Groups of units that are alike.
#[derive(Default)]
struct Groups {
    groups: HashTable<Group>,
    /// For each unit the one before it in its group; which is the first is told by the size of the group.
    before: Vec<usize>,
}

struct Group {
    hash: u64,
    last: usize,
    size: usize,
}

impl Groups {
    fn add(&mut self, unit: usize, hash: u64, mut is_like: impl FnMut(usize) -> bool) {
        let alike = |group: &Group| group.hash == hash && is_like(group.last);
        let group = self.groups.entry(hash, alike, |group| group.hash);
        let new = Group {
            hash,
            last: unit,
            size: 0,
        };
        let group = group.or_insert(new).into_mut();
        self.before.resize(unit + 1, 0);
        self.before[unit] = std::mem::replace(&mut group.last, unit);
        group.size += 1;
    }

    /// Shows the units of each group of at least `size`, in the order of the text. The order of the groups means
    /// nothing: no unit is in two.
    fn each(self, size: usize, mut show: impl FnMut(&[usize])) {
        let mut members = Vec::new();
        for group in self.groups.into_iter().filter(|group| group.size >= size) {
            let back = std::iter::successors(Some(group.last), |&unit| Some(self.before[unit]));
            members.clear();
            members.extend(back.take(group.size));
            members.reverse();
            show(&members);
        }
    }
}
