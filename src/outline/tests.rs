//! Behaviour of the whole outline, on texts written for it, and its properties on any text.

use super::*;
use proptest::prelude::*;

/// Checks what holds for every outline of every text.
fn check(text: &str, outline: &Outline) {
    let mut at = 0;
    for section in &outline.sections {
        assert_eq!(section.span.start, at, "sections leave no gap");
        assert!(section.span.start <= section.span.end);
        at = section.span.end;
        for paragraph in &outline.paragraphs[section.paragraphs.clone()] {
            assert!(
                section.span.contains(*paragraph),
                "a paragraph lies in its section"
            );
        }
        if let Some(heading) = section.heading {
            assert!(
                section.span.contains(outline.headings[heading].span),
                "a heading opens its section"
            );
            assert_eq!(section.level, outline.headings[heading].level);
        }
    }
    let blank = text.chars().all(lines::is_space);
    assert_eq!(
        at,
        if blank { 0 } else { text.len() },
        "sections reach the end"
    );
    let paragraphs: usize = outline.sections.iter().map(|s| s.paragraphs.len()).sum();
    assert_eq!(
        paragraphs,
        outline.paragraphs.len(),
        "every paragraph is in one section"
    );
    let mut spans: Vec<Span> = outline.paragraphs.clone();
    spans.extend(outline.headings.iter().map(|h| h.span));
    spans.extend(outline.boilerplate.iter().map(|b| b.span));
    spans.extend(outline.left_out.iter().map(|l| l.span));
    spans.sort();
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?} overlap");
    }
    for span in spans {
        assert!(!span.of(text).trim().is_empty(), "no span is blank");
    }
}

/// What each line of a text is: the level of a heading, `B`oilerplate, `X` left out, blank for text, `=` for nothing.
fn kinds(text: &str, outline: &Outline) -> Vec<(char, String)> {
    let of_line = |line: &lines::Line| {
        let holds = |span: &Span| span.start < line.text.end && line.text.start < span.end;
        if let Some(heading) = outline.headings.iter().find(|h| holds(&h.span)) {
            char::from(b'0' + heading.level)
        } else if outline.boilerplate.iter().any(|b| holds(&b.span)) {
            'B'
        } else if outline.left_out.iter().any(|l| holds(&l.span)) {
            'X'
        } else if outline.paragraphs.iter().any(holds) {
            ' '
        } else {
            '='
        }
    };
    let lines = lines::split(text);
    lines
        .iter()
        .map(|line| (of_line(line), line.text.of(text).to_string()))
        .collect()
}

/// The documents of `tests/data/outline`: name, what each line is, text.
fn documents() -> Vec<(String, Vec<char>, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/outline");
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder of test documents") {
        let path = entry.expect("a test document").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name == "README.md" {
            continue;
        }
        let marked = std::fs::read_to_string(&path).expect("a readable test document");
        let kinds = marked
            .lines()
            .filter(|line| line.len() > 2)
            .filter_map(|line| line.chars().next());
        let lines: Vec<&str> = marked
            .lines()
            .map(|line| line.get(2..).unwrap_or(""))
            .collect();
        documents.push((name, kinds.collect(), lines.join("\n")));
    }
    documents.sort();
    documents
}

#[test]
fn documents_of_every_layout_are_read_as_marked() {
    let mut wrong = String::new();
    for (name, expected, text) in documents() {
        let outline = Outline::of(&text, &OutlineOptions::default());
        check(&text, &outline);
        let found = kinds(&text, &outline);
        assert_eq!(found.len(), expected.len(), "{name}");
        for ((kind, line), expected) in found.into_iter().zip(expected) {
            if kind != expected {
                wrong += &format!("{name}: {kind:?} is not {expected:?}: {line}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn line_breaks_of_every_kind_give_the_same_outline() {
    for (name, _, text) in documents() {
        let expected = kinds(&text, &Outline::of(&text, &OutlineOptions::default()));
        for end in ["\r\n", "\r"] {
            let text = text.replace('\n', end);
            let outline = Outline::of(&text, &OutlineOptions::default());
            check(&text, &outline);
            assert_eq!(kinds(&text, &outline), expected, "{name} with {end:?}");
        }
    }
}

#[test]
fn lines_of_many_documents_are_boilerplate_if_they_are_suspect_too() {
    let page = |n: usize| {
        let body =
            "The strike began on a Monday and spread to the harbour before the week was out. "
                .repeat(n + 2);
        format!("Our catalogue\nSupport\n\nIntroduction\n\n{body}")
    };
    let (mut repeated, mut other) = (RepeatedLines::new(), RepeatedLines::new());
    for n in 0..3 {
        repeated.add(&page(n));
        other.add(&page(n + 3));
    }
    repeated.merge(other);
    assert_eq!(
        (repeated.documents(), repeated.count("INTRODUCTION")),
        (6, 6)
    );
    let text = page(1);
    let read = |repeated| Outline::of_with(&text, &OutlineOptions::default(), repeated);
    assert!(read(None).boilerplate.is_empty());
    let outline = read(Some(&repeated));
    let found: Vec<&str> = outline
        .boilerplate
        .iter()
        .map(|b| b.span.of(&text))
        .collect();
    assert_eq!(found, ["Our catalogue", "Support"]);
    assert_eq!(outline.headings[0].text, "Introduction");
}

#[test]
fn kept_boilerplate_is_text() {
    let text = "Order now\n\nThe strike began on a Monday, and it spread to the harbour before the week was out.";
    let options = OutlineOptions {
        keep_boilerplate: true,
        ..OutlineOptions::default()
    };
    let outline = Outline::of(text, &options);
    assert!(outline.boilerplate.is_empty());
    assert_eq!(
        outline.boilerplate.len() + outline.paragraphs.len() + outline.headings.len(),
        2
    );
}

#[test]
fn blank_texts_have_no_sections() {
    for text in ["", "\n\n", " \t\u{feff}\u{a0}\r\n"] {
        assert_eq!(
            Outline::of(text, &OutlineOptions::default()),
            Outline::default(),
            "{text:?}"
        );
    }
}

#[test]
fn the_introduction_is_a_section_without_heading_that_holds_the_title() {
    let (_, _, text) = documents()
        .into_iter()
        .find(|d| d.0 == "essay_site.txt")
        .expect("the document");
    let outline = Outline::of(&text, &OutlineOptions::default());
    let headings: Vec<Option<&str>> = (outline.sections.iter())
        .map(|s| s.heading.map(|h| outline.headings[h].text.as_str()))
        .collect();
    assert_eq!(
        headings,
        [
            None,
            Some("Origins of the Quarrel"),
            Some("The Blockade"),
            Some("A Peace Without Victors")
        ]
    );
    assert!(outline.sections[0].span.contains(outline.headings[0].span));
    assert_eq!(
        outline.title().map(|t| t.text.as_str()),
        Some("The Treaty of the Two Harbours")
    );
}

/// Texts with the signs that matter.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_string()),
        Just("\n\n".to_string()),
        Just("\r\n".to_string()),
        Just("# Part\n".to_string()),
        Just("1. One\n".to_string()),
        Just("Order now\n".to_string()),
        Just("====\n".to_string()),
        Just("---\n".to_string()),
        Just("> quoted\n".to_string()),
        Just("- item\n".to_string()),
        Just("```\n".to_string()),
        Just("| a | b |\n|---|---|\n".to_string()),
        Just("<div>\n".to_string()),
        Just("[a]: http://b.c\n".to_string()),
        "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,30}[.:]?\n?",
        "\\PC{0,20}",
        "[\t \u{85}\u{2028}\u{c}\u{a0}\u{feff}*_\\[\\]()!]{0,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_parts_of_any_text_fit_together(text in texts()) {
        for format in [Format::Auto, Format::Plain, Format::Markdown] {
            for keep_boilerplate in [false, true] {
                let outline = Outline::of(&text, &OutlineOptions { format, keep_boilerplate });
                check(&text, &outline);
                prop_assert!(!keep_boilerplate || outline.boilerplate.is_empty());
            }
        }
    }

    #[test]
    fn line_feeds_and_carriage_returns_give_the_same_outline(text in texts()) {
        let text = text.replace('\r', "");
        let expected = kinds(&text, &Outline::of(&text, &OutlineOptions::default()));
        let windows = text.replace('\n', "\r\n");
        prop_assert_eq!(kinds(&windows, &Outline::of(&windows, &OutlineOptions::default())), expected);
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,200}|[ -~\n]{0,200}") {
        check(&text, &Outline::of(&text, &OutlineOptions::default()));
    }
}
