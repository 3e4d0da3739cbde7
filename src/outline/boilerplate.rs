//! Lines of the page around a text: menus, order buttons, prices, notices.
//!
//! A unit gets points for what it says ([`PHRASES`]), for prices, telephone numbers and breadcrumb marks, and,
//! in a collection, for standing in many documents. Thirty points are enough by themselves; fewer make a *weak*
//! unit, which counts if it stands in one run of short lines with a strong one, or with other weak ones.

use super::kinds::Kinds;
use super::layout::{LONGEST, Unit};
use super::number;
use super::phrases::PHRASES;
use super::repeated::RepeatedLines;
use super::scan::{Scan, Signs};
use super::wording;
use super::words::{runs, write_small};
use crate::span::Span;
use hashbrown::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Points that are enough for a line by itself.
const STRONG: u32 = 30;

/// Points of a phrase that can make a line strong together with others.
const TELLING: u32 = 12;

/// Points from which a line is suspect.
pub(super) const WEAK: u32 = 8;

/// Lines between one marked line and the next that belongs to it, at most.
const CLOSE: usize = 3;

/// Longest line, in characters, that is marked for nothing but its neighbours.
const SHORT: u32 = 36;

/// A phrase, or the first word of one.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// Points of the phrase.
    points: u32,
    /// Words of the longest phrase that begins with this word.
    longest: usize,
}

static TABLE: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut table: HashMap<&'static str, Entry> = HashMap::new();
    for &(phrase, points) in PHRASES {
        table.entry(phrase).or_default().points = u32::from(points);
        let first = phrase.split(' ').next().unwrap_or(phrase);
        let longest = &mut table.entry(first).or_default().longest;
        *longest = phrase.split(' ').count().max(*longest);
    }
    table
});

/// For each unit, why it is boilerplate, or nothing.
pub(super) fn mark(
    text: &str,
    units: &[Unit],
    scans: &[Scan],
    repeated: Option<&RepeatedLines>,
) -> Vec<Option<&'static str>> {
    let mut words = Words::default();
    let score = |(unit, scan)| score(text, unit, scan, repeated, &mut words);
    let points: Vec<u32> = units.iter().zip(scans).map(score).collect();
    let mut marks = vec![None; units.len()];
    let suspect = |at: usize| (at..units.len()).find(|&i| points[i] >= WEAK);
    let mut next = suspect(0);
    // Runs without a suspect line, which most are, are passed over.
    while let Some(at) = next {
        let goes_on = |i: usize| {
            units[i].before == 0 && units[i].chars <= LONGEST && units[i - 1].chars <= LONGEST
        };
        let start = (1..=at).rev().find(|&i| !goes_on(i)).unwrap_or(0);
        let end = (at + 1..units.len())
            .find(|&i| !goes_on(i))
            .unwrap_or(units.len());
        mark_run(
            &units[start..end],
            &points[start..end],
            &mut marks[start..end],
        );
        next = suspect(end);
    }
    marks
}

/// Whether a unit is boilerplate whatever stands beside it.
pub(super) fn is_strong(
    text: &str,
    unit: &Unit,
    scan: &Scan,
    repeated: Option<&RepeatedLines>,
) -> bool {
    score(text, unit, scan, repeated, &mut Words::default()) >= STRONG
}

/// Judges units that stand together without a blank line between them.
fn mark_run(run: &[Unit], points: &[u32], marks: &mut [Option<&'static str>]) {
    let suspect = || points.iter().filter(|&&p| p >= WEAK);
    let weak = suspect().count();
    let enough = weak >= 3 || (weak == 2 && suspect().sum::<u32>() >= STRONG + WEAK);
    let menu = enough && 5 * weak >= 3 * run.len();
    for (mark, &p) in marks.iter_mut().zip(points) {
        if p >= STRONG {
            *mark = Some("says what only the page around a text says");
        } else if p >= WEAK && menu {
            *mark = Some("one of many lines of a menu");
        }
    }
    if marks.iter().any(Option::is_some) {
        spread(points, marks, 0..run.len());
        spread(points, marks, (0..run.len()).rev());
        fill(run, marks);
    }
}

/// Marks weak lines that stand close behind a marked one, in the order given.
fn spread(points: &[u32], marks: &mut [Option<&'static str>], order: impl Iterator<Item = usize>) {
    let mut since = CLOSE + 1;
    for i in order {
        if marks[i].is_none() && points[i] >= WEAK && since <= CLOSE {
            marks[i] = Some("stands among lines of the page around the text");
        }
        since = if marks[i].is_some() { 0 } else { since + 1 };
    }
}

/// Marks what stands between marked lines of a run: a few short lines.
fn fill(run: &[Unit], marks: &mut [Option<&'static str>]) {
    let mut last = None;
    for i in 0..run.len() {
        if marks[i].is_none() {
            continue;
        }
        if let Some(before) = last {
            let gap = before + 1..i;
            if gap.len() <= CLOSE && run[gap.clone()].iter().all(|unit| unit.chars <= SHORT) {
                marks[gap].fill(Some("stands between lines of the page around the text"));
            }
        }
        last = Some(i);
    }
}

/// Points of one unit.
fn score(
    text: &str,
    unit: &Unit,
    scan: &Scan,
    repeated: Option<&RepeatedLines>,
    words: &mut Words,
) -> u32 {
    // A weak word by itself is not suspect; it counts only beside lines that are.
    let phrase = scan.phrase || scan.all.any(Kinds::PHRASE);
    let signs = scan.signs.any(Signs::OFFER) || scan.digits >= TELEPHONE;
    if unit.chars > LONGEST || !(phrase || signs || repeated.is_some()) {
        return 0;
    }
    let line = unit.span.of(text);
    let mut points = sign_points(line, scan);
    if phrase || scan.all.any(Kinds::PHRASE_WEAK) || repeated.is_some() {
        words.read(line);
        points += phrase_points(words);
    }
    // Common names of sections, and numbered headings, stand in many documents too.
    let heading = || wording::is_common_name(line) || number::parse(line).is_some();
    if let Some(repeated) = repeated.filter(|_| !heading()) {
        points += repeated.points(words);
    }
    // A long line needs more: sentences of an essay may well speak of cookies or orders.
    points.saturating_sub(2 * scan.counts.runs().saturating_sub(8))
}

/// The words of a line in small letters.
#[derive(Debug, Default)]
pub(super) struct Words {
    small: String,
    spans: Vec<Span>,
    /// The last phrase that was asked for.
    phrase: String,
}

impl Words {
    /// The words of a line, one blank between them, without signs: equal for lines that say the same.
    pub(super) fn key(&mut self, line: &str) -> &str {
        self.read(line);
        self.phrase(0..self.spans.len())
    }

    /// Reads another line in place of the last one.
    fn read(&mut self, line: &str) {
        write_small(line, &mut self.small);
        self.spans.clear();
        self.spans.extend(runs(&self.small));
    }

    /// Some of the words, one blank between them.
    pub(super) fn phrase(&mut self, words: Range<usize>) -> &str {
        self.phrase.clear();
        for (i, word) in self.spans[words].iter().enumerate() {
            self.phrase.push_str(if i > 0 { " " } else { "" });
            self.phrase.push_str(word.of(&self.small));
        }
        &self.phrase
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }
}

/// Points of the longest phrases of [`PHRASES`], from left to right.
///
/// Weak words alone never make a strong line: *Privacy, Press and Terms of Trade* may be a heading.
fn phrase_points(words: &mut Words) -> u32 {
    let (mut points, mut most) = (0, 0);
    let mut at = 0;
    while at < words.len() {
        let (length, found) = longest_phrase(words, at);
        points += found;
        most = most.max(found);
        at += length;
    }
    if most < TELLING {
        points.min(STRONG - 1)
    } else {
        points
    }
}

/// Words and points of the longest phrase that begins with the word `at`; one word without points if there is none.
fn longest_phrase(words: &mut Words, at: usize) -> (usize, u32) {
    let Some(first) = TABLE.get(words.spans[at].of(&words.small)) else {
        return (1, 0);
    };
    let most = first.longest.min(words.len() - at);
    let phrases = (2..=most).rev().map(|n| {
        let entry = TABLE.get(words.phrase(at..at + n));
        (n, entry.map_or(0, |entry| entry.points))
    });
    phrases
        .into_iter()
        .find(|&(_, points)| points > 0)
        .unwrap_or((1, first.points))
}

/// Points for signs: a price, a discount, a telephone number, breadcrumbs, a form field, `©`.
fn sign_points(line: &str, scan: &Scan) -> u32 {
    let words = scan.counts.runs();
    let mut points = match scan.digits >= TELEPHONE && words <= 14 && has_telephone(line) {
        true => TELLING,
        false => 0,
    };
    if !scan.signs.any(Signs::OFFER) {
        return points;
    }
    let price = line
        .find(['$', '€', '£'])
        .is_some_and(|i| line[i..].chars().nth(1).is_some_and(|c| c.is_ascii_digit()));
    if price && words <= 18 && line.contains('.') {
        points += if line.contains("/page") { 24 } else { 12 };
    }
    if line.contains("% off") || line.contains("% OFF") {
        points += 20;
    }
    if line.contains('©') {
        points += 20;
    }
    if line.contains(" » ") || line.contains(" › ") {
        points += 20;
    }
    if line.ends_with('*') && words <= 3 && !line.starts_with('*') {
        points += 12;
    }
    if line.matches(" | ").count() >= 1 && line.contains(':') && words <= 12 {
        points += 8;
    }
    points
}

/// Digits of a telephone number, at least.
const TELEPHONE: u32 = 10;

/// Ten digits or more in at least three groups, with nothing but `-`, `.`, `+`, brackets and spaces between them.
fn has_telephone(line: &str) -> bool {
    let number =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'.' | b'+' | b'(' | b')');
    line.as_bytes().split(|&byte| !number(byte)).any(|run| {
        let groups = run
            .split(|byte| !byte.is_ascii_digit())
            .filter(|group| !group.is_empty());
        let (count, digits) = groups.fold((0, 0), |(count, digits), group| {
            (count + 1, digits + group.len())
        });
        count >= 3 && digits >= 10
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::reader;

    #[test]
    fn telephone_numbers_are_told_from_dates_and_years() {
        assert!(has_telephone(
            "Phone our desk, day or night: 1-800-555-0142"
        ));
        assert!(has_telephone("call +44 (0)20 7946 0018"));
        assert!(!has_telephone("From 12-06-2018 to 1914-1918"));
        assert!(!has_telephone("In 1914, 1916 and 1918"));
    }

    fn points(line: &str) -> u32 {
        let unit = Unit::new(0, &crate::outline::lines::split(line)[0], 0);
        let scan = reader::read(line, unit.span);
        score(line, &unit, &scan, None, &mut Words::default())
    }

    #[test]
    fn order_buttons_are_strong_and_sentences_are_not() {
        for line in [
            "ORDER NOW",
            "Chat now",
            "Privacy Policy",
            "Get 20% off your first order",
            "Home » Essays » Peace",
        ] {
            assert!(points(line) >= STRONG, "{line}: {}", points(line));
        }
        for line in [
            "The ministers met in Geneva and agreed on a new order for Europe.",
            "Public Support for the Alliance",
            "Contacts between the two governments",
            "A Search for Peace",
        ] {
            assert!(points(line) < STRONG, "{line}: {}", points(line));
        }
    }
}
