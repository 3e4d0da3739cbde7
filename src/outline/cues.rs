//! Signs that a short line is something else than a heading: caption, byline, date, page number, address.

use super::layout::is_item;
use super::shape::Shape;

/// What a line that is no heading seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Item of a list.
    Item,
    /// Caption or credit of a figure.
    Caption,
    /// Author, course, date of publication.
    Byline,
    /// Number or running head of a page.
    Page,
    /// `* * *`
    Rule,
    /// Row of a table.
    Row,
    /// Tags, braces, assignments.
    Code,
    /// Speech in quotation marks.
    Speech,
    /// Postal or electronic address, telephone number.
    Address,
}

const CAPTIONS: [&str; 22] = [
    "figure",
    "fig",
    "photo",
    "photograph",
    "image",
    "picture",
    "table",
    "map",
    "chart",
    "illustration",
    "plate",
    "credit",
    "source",
    "exhibit",
    "diagram",
    "graph",
    "video",
    "caption",
    "abbildung",
    "abb",
    "tabelle",
    "foto",
];

const BYLINES: [&str; 21] = [
    "by",
    "author",
    "authors",
    "written by",
    "posted by",
    "updated",
    "published",
    "last updated",
    "posted on",
    "student",
    "student name",
    "name",
    "professor",
    "prof",
    "instructor",
    "course",
    "date",
    "submitted",
    "submitted by",
    "editor",
    "translated by",
];

const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// What `line` seems to be, if it is plainly no heading.
pub(super) fn of(line: &str, shape: &Shape) -> Option<Cue> {
    if !line.chars().any(char::is_alphanumeric) {
        return Some(Cue::Rule);
    }
    if is_item(line) {
        return Some(Cue::Item);
    }
    if is_page(line) {
        return Some(Cue::Page);
    }
    let lower = line.to_lowercase();
    if is_caption(&lower) {
        return Some(Cue::Caption);
    }
    if is_byline(line, &lower, shape) {
        return Some(Cue::Byline);
    }
    if is_row(line) {
        return Some(Cue::Row);
    }
    if is_code(line) {
        return Some(Cue::Code);
    }
    if shape.quoted && is_speech(line) {
        return Some(Cue::Speech);
    }
    is_address(&lower).then_some(Cue::Address)
}

/// `Page 3`, `- 3 -`, `3`, `3 of 9`, `ESSAYS   3`.
fn is_page(line: &str) -> bool {
    let inner = line.trim_matches(|c: char| c.is_whitespace() || "-–—|[]".contains(c));
    let inner = inner
        .strip_prefix("Page ")
        .or(inner.strip_prefix("page "))
        .unwrap_or(inner);
    let number = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if number(inner) {
        return true;
    }
    let mut words = inner.split(' ');
    let parts = (words.next(), words.next(), words.next(), words.next());
    if let (Some(a), Some("of" | "/"), Some(b), None) = parts {
        return number(a) && number(b);
    }
    let gap = |i: usize| {
        line[..i].ends_with("  ") || line[..i].ends_with('\t') || line[..i].ends_with("| ")
    };
    let tail = line.trim_end_matches(|c: char| c.is_ascii_digit());
    number(&line[tail.len()..]) && gap(tail.len())
}

fn is_caption(lower: &str) -> bool {
    let word = lower
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    let rest = lower[word.len()..].trim_start_matches(['.', ' ', '\u{a0}']);
    let labelled = rest.starts_with(|c: char| c.is_ascii_digit() || c == ':')
        || (lower[word.len()..].starts_with([':', '.']));
    (CAPTIONS.contains(&word) && labelled)
        || [
            "(credit",
            "(photo",
            "(source",
            "(image",
            "courtesy of",
            "photo by",
            "photo credit",
        ]
        .iter()
        .any(|mark| lower.contains(mark))
}

/// `By Jane Doe`, `Updated: 3 May 2020`, `12 June 2018`, `Student name: …`.
fn is_byline(line: &str, lower: &str, shape: &Shape) -> bool {
    if shape.words > 14 {
        return false;
    }
    let (label, labelled) = match lower.split_once(':') {
        Some((label, rest)) => (label.trim(), !rest.trim().is_empty()),
        None => ("", false),
    };
    if labelled && BYLINES.contains(&label) {
        return true;
    }
    let by = lower.strip_prefix("by ").is_some() && line[3..].starts_with(char::is_uppercase);
    (by && shape.words <= 8) || is_date(lower)
}

/// A line of nothing but a date, day of the week included.
fn is_date(lower: &str) -> bool {
    let (mut month, mut digits, mut other) = (false, false, 0);
    for word in lower.split(|c: char| c.is_whitespace() || ",./-".contains(c)) {
        if word.is_empty() {
            continue;
        }
        if MONTHS.contains(&word) {
            month = true;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            digits = true;
        } else if !word.ends_with("day") && word != "dated" {
            other += 1;
        }
    }
    month && digits && other == 0
}

/// Cells set apart by tabs, bars or wide gaps.
fn is_row(line: &str) -> bool {
    line.matches('\t').count() + line.matches(" | ").count() + line.matches("   ").count() >= 1
        || (line.starts_with('|') && line.ends_with('|'))
}

fn is_code(line: &str) -> bool {
    (line.starts_with('<') && line.ends_with('>'))
        || line.ends_with(['{', '}', ';', '\\'])
        || [" = ", "==", "();", "=>", "->", "://"]
            .iter()
            .any(|sign| line.contains(sign))
}

/// Quotation marks around the line, or around a part that ends as a sentence does.
fn is_speech(line: &str) -> bool {
    let closes =
        line.ends_with(['"', '”', '’', '»', '“']) || line.contains(",”") || line.contains(",\"");
    closes || !line.contains(['”', '»'])
}

fn is_address(lower: &str) -> bool {
    lower.contains('@')
        || lower.contains("www.")
        || lower.contains("p.o. box")
        || is_telephone(lower)
}

/// Seven digits or more, groups of four (years) not counted.
fn is_telephone(line: &str) -> bool {
    let groups = line.split(|c: char| !c.is_ascii_digit()).map(str::len);
    groups.filter(|n| *n != 4).sum::<usize>() >= 7
}
