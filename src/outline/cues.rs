//! Signs that a short line is something else than a heading: item, caption, byline, row, code, address.

use super::layout::is_item;
use super::people;
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

/// What `line` seems to be, if it is plainly no heading. `small` is overwritten with the line in small letters.
pub(super) fn of(line: &str, shape: &Shape, small: &mut String) -> Option<Cue> {
    if is_item(line) {
        return Some(Cue::Item);
    }
    let signs = Signs::of(line);
    write_small(line, small);
    let lower = small.as_str();
    if is_caption(lower, &signs) {
        return Some(Cue::Caption);
    }
    if people::is_byline(line, lower, shape, signs.digits > 0) {
        return Some(Cue::Byline);
    }
    if people::is_salutation(lower, shape) {
        return Some(Cue::Salutation);
    }
    if is_row(line, &signs) {
        return Some(Cue::Row);
    }
    if is_code(line, &signs) {
        return Some(Cue::Code);
    }
    let aside = line.starts_with('(') && line.ends_with(')') && shape.number.is_none();
    if aside || shape.quoted && is_speech(line) || is_turn(line, shape) {
        return Some(Cue::Speech);
    }
    is_address(lower, &signs).then_some(Cue::Address)
}

/// Which signs a line holds, so that what cannot be is not searched for.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    digits: u32,
    bracket: bool,
    gap: bool,
    code: bool,
    at: bool,
    point: bool,
}

impl Signs {
    fn of(line: &str) -> Self {
        let mut signs = Self::default();
        let mut spaces = 0;
        for &byte in line.as_bytes() {
            spaces = if byte == b' ' { spaces + 1 } else { 0 };
            match byte {
                b'0'..=b'9' => signs.digits += 1,
                b'(' => signs.bracket = true,
                b'\t' | b'|' => signs.gap = true,
                b'=' | b'>' | b'/' | b';' => signs.code = true,
                b'@' => signs.at = true,
                b'.' => signs.point = true,
                _ => signs.gap |= spaces >= 3,
            }
        }
        signs
    }
}

/// Words with which captions begin.
static LABELS: LazyLock<WordList> = LazyLock::new(|| WordList::new(LABEL_LIST));

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
static WORKS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "photograph photo portrait painting engraving drawing sketch lithograph woodcut cartoon postcard bust statue \
        etching watercolor watercolour mural snapshot screenshot"
            .split(' '),
    )
});

/// Beginnings of a credit in brackets.
const CREDITS: [&str; 5] = ["(credit", "(photo", "(source", "(image", "(courtesy"];

/// `Figure 3`, `Photo: …`, `… (credit: …)`.
fn is_caption(lower: &str, signs: &Signs) -> bool {
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
    let shown = lower.split(' ').take(3).collect::<Vec<_>>();
    if matches!(shown[..], [thing, "of", ..] | [_, thing, "of"] if WORKS.contains(thing)) {
        return true;
    }
    signs.bracket && CREDITS.iter().any(|mark| lower.contains(mark))
}

/// Cells set apart by tabs, bars or wide gaps.
fn is_row(line: &str, signs: &Signs) -> bool {
    signs.gap
        && (line.contains('\t')
            || line.contains(" | ")
            || line.contains("   ")
            || line.starts_with('|'))
}

fn is_code(line: &str, signs: &Signs) -> bool {
    const SIGNS: [&str; 6] = [" = ", "==", "();", "=>", "->", "://"];
    let tag = line.starts_with('<') && line.ends_with('>');
    tag || line.ends_with(['{', '}', ';', '\\'])
        || (signs.code && SIGNS.iter().any(|sign| line.contains(sign)))
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

fn is_address(lower: &str, signs: &Signs) -> bool {
    let net = signs.at || (signs.point && (lower.contains("www.") || lower.contains("p.o. box")));
    net || (signs.digits > 0 && is_street(lower)) || (signs.digits >= 7 && is_telephone(lower))
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
    use super::*;

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
            let found = of(line, &Shape::of(line), &mut String::new());
            assert_eq!(found, cue, "{line}");
        }
    }
}
