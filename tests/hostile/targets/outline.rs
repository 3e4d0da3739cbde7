//! Outlines of plain text and of Markdown.

use super::{assert_in_order, text};
use detente::outline::{Format, Outline, OutlineOptions};

/// The parts of any text fit together, whatever it is taken for.
pub fn outline(data: &[u8]) {
    check(&text(data), Format::Plain);
    check(&text(data), Format::Auto);
}

/// The same, read as Markdown.
pub fn markdown(data: &[u8]) {
    check(&text(data), Format::Markdown);
}

fn check(text: &str, format: Format) {
    for keep_boilerplate in [false, true] {
        let options = OutlineOptions {
            format,
            keep_boilerplate,
        };
        let outline = Outline::of(text, &options);
        let spans = outline.sections.iter().map(|section| section.span);
        assert_in_order(text, spans.clone());
        // Sections partition the text: none is lost, none stands in two.
        match outline.sections.first() {
            Some(first) => {
                assert_eq!(first.span.start, 0);
                assert_eq!(outline.sections.last().unwrap().span.end, text.len());
                let starts = spans.clone().skip(1).map(|span| span.start);
                assert!(
                    spans
                        .map(|span| span.end)
                        .zip(starts)
                        .all(|(end, start)| end == start)
                );
            }
            None => assert!(text.trim().is_empty() || outline.paragraphs.is_empty()),
        }
        let mut next = 0;
        for section in &outline.sections {
            assert_eq!(section.paragraphs.start, next);
            next = section.paragraphs.end;
            let paragraphs = &outline.paragraphs[section.paragraphs.clone()];
            assert!(
                paragraphs
                    .iter()
                    .all(|&paragraph| section.span.contains(paragraph))
            );
        }
        assert_eq!(next, outline.paragraphs.len());
        assert_in_order(text, outline.paragraphs.iter().copied());
        assert_in_order(text, outline.headings.iter().map(|heading| heading.span));
        assert_in_order(text, outline.boilerplate.iter().map(|lines| lines.span));
        assert!(!keep_boilerplate || outline.boilerplate.is_empty());
        assert!(outline.headings.iter().all(|heading| heading.level >= 1));
        assert_eq!(outline, Outline::of(text, &options));
    }
}
