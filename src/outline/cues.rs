//! Signs that a short line is something else than a heading: item, caption, byline, row, code, address.

use super::kinds::Kinds;
use super::layout::is_item;
use super::people;
use super::scan::{Scan, Signs};
use super::shape::{End, Shape};
use super::words::{WordList, write_small};
use std::sync::LazyLock;

/// What a line that is no heading seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Item of a list.
    Item,
    /// Caption or credit of a figure.
    Caption,
    /// Author, course, date of publication.
    Byline,
    /// `Mr. President, members of the Congress:`, `Dear Sir,`
    Salutation,
    /// Row of a table.
    Row,
    /// Tags, braces, assignments.
    Code,
    /// Speech in quotation marks, or what is said about it in brackets: `(Applause.)`.
    Speech,
    /// Postal or electronic address, telephone number.
    Address,
}

/// What `line` seems to be, if it is plainly no heading. `small` is overwritten.
pub(super) fn of(line: &str, shape: &Shape, scan: &Scan, small: &mut String) -> Option<Cue> {
    if is_item(line) {
        return Some(Cue::Item);
    }
    let tests = Tests::of(line, shape, scan);
    if tests.any() {
        write_small(line, small);
    }
    let lower = small.as_str();
    if tests.caption && is_caption(lower) {
        return Some(Cue::Caption);
    }
    if tests.byline && people::is_byline(line, lower, shape, scan.digits > 0) {
        return Some(Cue::Byline);
    }
    if tests.salutation && people::is_salutation(lower, shape) {
        return Some(Cue::Salutation);
    }
    if scan.signs.any(Signs::GAP) && is_row(line) {
        return Some(Cue::Row);
    }
    if is_code(line, scan.signs) {
        return Some(Cue::Code);
    }
    let aside = line.starts_with('(') && line.ends_with(')') && shape.number.is_none();
    let turn = || scan.signs.any(Signs::COLON) && is_turn(line, shape);
    if aside || shape.quoted && is_speech(line) || turn() {
        return Some(Cue::Speech);
    }
    (tests.address && is_address(lower, scan)).then_some(Cue::Address)
}

/// Which tests a line admits: what cannot be is not looked for.
struct Tests {
    caption: bool,
    byline: bool,
    salutation: bool,
    address: bool,
}

impl Tests {
    fn of(line: &str, shape: &Shape, scan: &Scan) -> Self {
        let (signs, digits) = (scan.signs, scan.digits);
        let starts = |kinds| scan.start.any(kinds);
        let house = || {
            let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
            behind.len() < line.len() && behind.starts_with(char::is_whitespace)
        };
        Self {
            caption: starts(Kinds::LABEL | Kinds::OPEN)
                || scan.all.any(Kinds::WORK)
                || signs.any(Signs::BRACKET),
            byline: signs.any(Signs::COLON)
                || starts(Kinds::BY)
                || digits > 0 && scan.all.any(Kinds::MONTH),
            salutation: !matches!(shape.end, End::Open | End::Question)
                && (starts(Kinds::VOCATIVE) || scan.all.any(Kinds::ADDRESS)),
            address: signs.any(Signs::AT.or(Signs::INNER_POINT))
                || digits > 0 && (digits >= 7 || house()),
        }
    }

    fn any(&self) -> bool {
        self.caption || self.byline || self.salutation || self.address
    }
}

/// Words with which captions begin.
pub(super) static LABELS: LazyLock<WordList> = LazyLock::new(|| WordList::new(LABEL_LIST));

const LABEL_LIST: [&str; 22] = [
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

/// Works of art: "Portrait of the King", "An engraving of the bridge".
pub(super) static WORKS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "photograph photo portrait painting engraving drawing sketch lithograph woodcut cartoon postcard bust statue \
        etching watercolor watercolour mural snapshot screenshot"
            .split(' '),
    )
});

/// Beginnings of a credit in brackets.
const CREDITS: [&str; 5] = ["(credit", "(photo", "(source", "(image", "(courtesy"];

/// `Figure 3`, `Photo: …`, `… (credit: …)`.
fn is_caption(lower: &str) -> bool {
    let word = lower
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    if LABELS.contains(word) {
        let behind = &lower[word.len()..];
        let rest = behind.trim_start_matches(['.', ' ', '\u{a0}']);
        let numbered = rest.starts_with(|c: char| c.is_ascii_digit() || c == ':');
        if numbered
            || behind.starts_with([':', '.'])
            || ["by ", "courtesy"]
                .iter()
                .any(|word| rest.starts_with(word))
        {
            return true;
        }
    }
    let mut rest = lower.split(' ');
    let shown = match (rest.next(), rest.next()) {
        (Some(thing), Some("of")) => thing,
        (Some(_), Some(thing)) if rest.next() == Some("of") => thing,
        _ => "",
    };
    if WORKS.contains(shown) {
        return true;
    }
    CREDITS.iter().any(|mark| lower.contains(mark))
}

/// Cells set apart by tabs, bars or wide gaps.
fn is_row(line: &str) -> bool {
    line.contains('\t') || line.contains(" | ") || line.contains("   ") || line.starts_with('|')
}

fn is_code(line: &str, signs: Signs) -> bool {
    if line.ends_with(|c: char| c.is_ascii_alphanumeric()) && !signs.any(Signs::CODE) {
        return false;
    }
    const SIGNS: [&str; 6] = [" = ", "==", "();", "=>", "->", "://"];
    let tag = line.starts_with('<') && line.ends_with('>');
    tag || line.ends_with(['{', '}', ';', '\\'])
        || (signs.any(Signs::CODE) && SIGNS.iter().any(|sign| line.contains(sign)))
}

/// Quotation marks around the line, or around a part that ends as a sentence does.
fn is_speech(line: &str) -> bool {
    let closes = line.ends_with(['"', '”', '’', '»', '“']);
    closes || line.contains(",”") || line.contains(",\"") || !line.contains(['”', '»'])
}

/// A speaker in capitals and a sentence: `MR. HALE: Which is that?`
fn is_turn(line: &str, shape: &Shape) -> bool {
    let sentence = matches!(shape.end, End::Stop | End::Question | End::Exclamation);
    sentence
        && shape.running_words > 0
        && line.split_once(": ").is_some_and(|(speaker, _)| {
            speaker.len() > 1
                && speaker.split(' ').count() <= 4
                && speaker.contains(char::is_uppercase)
                && !speaker.contains(char::is_lowercase)
        })
}

fn is_address(lower: &str, scan: &Scan) -> bool {
    let inner = scan.signs.any(Signs::INNER_POINT);
    let net = scan.signs.any(Signs::AT)
        || (inner && (lower.contains("www.") || lower.contains("p.o. box")));
    net || (scan.digits > 0 && is_street(lower)) || (scan.digits >= 7 && is_telephone(lower))
}

/// The number of a house and a street: `4 Dock Street`.
fn is_street(lower: &str) -> bool {
    const STREETS: [&str; 14] = [
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "square",
        "drive",
        "boulevard",
        "blvd",
        "terrace",
        "way",
        "highway",
    ];
    let mut words = lower.split_whitespace();
    let number = words
        .next()
        .is_some_and(|first| first.len() <= 5 && first.bytes().all(|byte| byte.is_ascii_digit()));
    let street = |word: &str| STREETS.contains(&word.trim_end_matches(['.', ',']));
    number && words.clone().count() <= 4 && words.any(street)
}

/// Seven digits or more, groups of four (years) not counted.
fn is_telephone(line: &str) -> bool {
    let groups = line.split(|c: char| !c.is_ascii_digit()).map(str::len);
    groups.filter(|n| *n != 4).sum::<usize>() >= 7
}

#[cfg(test)]
mod tests {
    use super::super::reader;
    use super::*;
    use crate::span::Span;

    #[test]
    fn what_is_no_heading_is_told_by_its_signs() {
        let cases = [
            ("- a list item", Some(Cue::Item)),
            ("Figure 3. The harbour", Some(Cue::Caption)),
            ("Photo: the old bridge", Some(Cue::Caption)),
            ("The old bridge (credit: city archive)", Some(Cue::Caption)),
            ("Image courtesy of the city archive", Some(Cue::Caption)),
            ("By Jane Doe", Some(Cue::Byline)),
            ("Updated: 3 May 2020", Some(Cue::Byline)),
            ("12 June 2018", Some(Cue::Byline)),
            ("Mr. Speaker, members of the House:", Some(Cue::Salutation)),
            ("Dear Sir,", Some(Cue::Salutation)),
            ("North   12   14", Some(Cue::Row)),
            ("let x = 3;", Some(Cue::Code)),
            ("“We are lost,” he said", Some(Cue::Speech)),
            ("(Applause.)", Some(Cue::Speech)),
            ("MR. HALE: Which is that?", Some(Cue::Speech)),
            ("NATO: Friend or Foe?", None),
            ("Engraving of the old bridge", Some(Cue::Caption)),
            ("4 Dock Street", Some(Cue::Address)),
            ("info@example.org", Some(Cue::Address)),
            ("+1 (888) 555-0100", Some(Cue::Address)),
            ("The Figure of the King", None),
            ("Maps and Their Makers", None),
            ("The War of 1914–1918 and the Peace of 1919", None),
            (
                "By Land and by Sea They Came to the Great City of the North",
                None,
            ),
            ("Dear Neighbours and Distant Friends", None),
        ];
        for (line, cue) in cases {
            let span = Span::new(0, line.len());
            let scan = reader::read(line, span);
            let shape = Shape::of(line, span, &scan);
            let found = of(line, &shape, &scan, &mut String::new());
            assert_eq!(found, cue, "{line}");
        }
    }
}
