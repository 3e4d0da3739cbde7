//! Signs that a short line is something else than a heading: caption, byline, date, page number, address.

use super::layout::is_item;
use super::shape::{End, Shape};

/// What a line that is no heading seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Item of a list.
    Item,
    /// Caption or credit of a figure.
    Caption,
    /// Author, course, date of publication.
    Byline,
    /// Row of a table.
    Row,
    /// Tags, braces, assignments.
    Code,
    /// Speech in quotation marks.
    Speech,
    /// Postal or electronic address, telephone number.
    Address,
    /// `Mr. President, members of the Congress:`, `Dear Sir,`
    Salutation,
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
    if is_item(line) {
        return Some(Cue::Item);
    }
    let lower = line.to_lowercase();
    if is_caption(&lower) {
        return Some(Cue::Caption);
    }
    if is_byline(line, &lower, shape) {
        return Some(Cue::Byline);
    }
    if is_salutation(&lower, shape) {
        return Some(Cue::Salutation);
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

/// Words with which people are addressed.
const VOCATIVES: [&str; 26] = [
    "mr",
    "mrs",
    "ms",
    "madam",
    "madame",
    "sir",
    "sirs",
    "dear",
    "ladies",
    "gentlemen",
    "fellow",
    "my fellow",
    "my friends",
    "friends",
    "honorable",
    "honourable",
    "your excellency",
    "your excellencies",
    "your majesty",
    "members",
    "members of",
    "to the",
    "president",
    "brothers",
    "comrades",
    "senators",
];

/// Words of address first, and a colon, comma or exclamation mark last.
fn is_salutation(lower: &str, shape: &Shape) -> bool {
    if !matches!(
        shape.end,
        End::Colon | End::Running | End::Exclamation | End::Stop
    ) {
        return false;
    }
    let call = VOCATIVES.iter().any(|word| {
        let rest = lower.strip_prefix(word);
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
    });
    let several = ["mr. ", "mrs. ", "madam ", "members of ", "fellow "];
    let named = several
        .iter()
        .map(|word| lower.matches(word).count())
        .sum::<usize>();
    (call && (shape.end != End::Stop || named > 1)) || (named >= 2 && shape.end == End::Colon)
}

/// A line of nothing but a date, or one with a date and the day of the week, as a newspaper has.
fn is_date(lower: &str) -> bool {
    let (mut weekday, mut month, mut digits, mut other) = (false, false, false, 0);
    for word in lower.split(|c: char| c.is_whitespace() || ",./-".contains(c)) {
        if word.is_empty() {
            continue;
        }
        if matches!(
            word,
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
        ) {
            weekday = true;
        } else if MONTHS.contains(&word) {
            month = true;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            digits = true;
        } else if word != "dated" {
            other += 1;
        }
    }
    month && digits && (other == 0 || weekday || lower.contains(". ") && ends_in_year(lower))
}

fn ends_in_year(lower: &str) -> bool {
    let tail = lower.trim_end_matches('.');
    let year = tail.trim_end_matches(|c: char| c.is_ascii_digit());
    tail.len() - year.len() == 4 && year.trim_end().ends_with(',')
}

/// Signs of author and course that count only above the text: `Professor Li`, `HIST 204`, `Jane A. Doe`.
pub(super) fn is_top_byline(line: &str, shape: &Shape) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("");
    let title = matches!(
        first.trim_end_matches('.'),
        "Professor" | "Prof" | "Dr" | "Instructor" | "Teacher" | "Lecturer" | "Mr" | "Mrs" | "Ms"
    );
    let second = words.next().unwrap_or("").trim_end_matches([',', ':']);
    let course = first.chars().all(char::is_alphabetic)
        && (2..=4).contains(&second.len())
        && second.bytes().all(|b| b.is_ascii_digit())
        && shape.words <= 6;
    (title && shape.words <= 5) || course
}

/// Two to four capitalized words without a small one between them, as names are.
pub(super) fn is_name(line: &str, shape: &Shape) -> bool {
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase) || matches!(word, "and" | "with" | "de" | "von")
    };
    (1..=5).contains(&shape.words)
        && shape.end == End::Open
        && shape.number.is_none()
        && !shape.known
        && line.split_whitespace().all(capital)
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
