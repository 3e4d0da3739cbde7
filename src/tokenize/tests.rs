//! The tokenizer against tables of cases and against UAX #29.

use super::classes::{Class, Classes};
use super::segment::Scanner;
use super::*;
use crate::language::Language;
use proptest::prelude::*;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// Cases by kind, from a JSON object whose entry "about" explains it.
fn cases<T: serde::de::DeserializeOwned>(json: &str) -> BTreeMap<String, Vec<T>> {
    let mut object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(json).unwrap();
    object.remove("about");
    serde_json::from_value(object.into()).unwrap()
}

#[test]
fn sentences_of_the_table() {
    let tokenizer = Tokenizer::default();
    let mut failed = Vec::new();
    for (kind, texts) in cases::<String>(include_str!("../../tests/data/sentences.json")) {
        for case in texts {
            let text = case.replace('¦', "");
            let wanted: Vec<_> = case.split('¦').map(str::trim).collect();
            let spans = tokenizer.sentences(&text);
            let found: Vec<_> = spans.iter().map(|span| span.of(&text)).collect();
            if found != wanted {
                failed.push(format!("{kind}: {found:#?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn tokens_of_the_table() {
    let tokenizer = Tokenizer::default();
    let mut vocabulary = Vocabulary::new(Language::English);
    for (kind, texts) in cases::<[String; 2]>(include_str!("../../tests/data/tokenize.json")) {
        for [text, wanted] in texts {
            let tokens = tokenizer.tokenize(&text, &mut vocabulary).tokens;
            let show = |token: &Token| {
                format!("{}/{}", token.span().of(&text), abbreviation_of(token.kind))
            };
            let found: Vec<_> = tokens.iter().map(show).collect();
            assert_eq!(found.join(" "), wanted, "{kind}");
        }
    }
}

/// One letter for each kind of token.
fn abbreviation_of(kind: TokenKind) -> char {
    match kind {
        TokenKind::Word => 'w',
        TokenKind::Number => 'n',
        TokenKind::Clitic => 'c',
        TokenKind::Url => 'u',
        TokenKind::Email => 'e',
        TokenKind::Mention => 'm',
        TokenKind::Hashtag => 'h',
        TokenKind::Punctuation => 'p',
        TokenKind::Symbol => 's',
    }
}

/// The ends of all segments.
fn ends(text: &str) -> Vec<usize> {
    let scanner = Scanner::new(text, false);
    let (mut ends, mut at) = (Vec::new(), 0);
    while at < text.len() {
        at = scanner.segment_at(at).end;
        ends.push(at);
    }
    ends
}

fn plain_ends(text: &str) -> Vec<usize> {
    text.split_word_bound_indices()
        .map(|(start, segment)| start + segment.len())
        .collect()
}

/// Where unicode-segmentation 1.13 departs from the standard: it joins an emoji behind a joiner to a word across a sign
/// that only letters or digits on both sides may join ("a:\u{200D}😀"), and ends the segment behind an emoji that is a
/// letter ("\u{200D}Ⓜa").
fn departs(text: &str) -> bool {
    let classes = Classes::get();
    let class = |c: &char| classes.of(u32::from(*c));
    let chars: Vec<char> = text.chars().collect();
    chars.windows(2).enumerate().any(|(at, pair)| {
        let sign = chars[..at]
            .iter()
            .map(class)
            .rfind(|class| !class.is_extend());
        let joins_sign = matches!(
            sign,
            Some(
                Class::MidLetter
                    | Class::MidNum
                    | Class::MidNumLet
                    | Class::SingleQuote
                    | Class::DoubleQuote
            )
        );
        let emoji = class(&pair[1]);
        let letter = emoji == Class::LetterPictograph;
        pair[0] == '\u{200D}' && (letter || emoji.is_pictograph() && joins_sign)
    })
}

#[test]
fn emoji_behind_a_joiner_follow_the_standard() {
    assert_eq!(ends("a:\u{200D}\u{1F600}"), [1, 9]);
    assert_eq!(ends("\u{200D}\u{24C2}a"), [7]);
}

/// A character of every class.
const CLASSES: &str =
    "a1_'\u{2019}\".:,\r\n\u{85} \t\u{308}\u{AD}\u{200D}\u{1F1E6}\u{30AB}\u{5D0}\u{4E2D}!\u{1F600}";

#[test]
fn segments_equal_uax29_for_all_short_strings() {
    let chars: Vec<char> = CLASSES.chars().collect();
    let mut texts = vec![String::new()];
    for len in 0..4 {
        let longest: Vec<_> = texts
            .iter()
            .filter(|t| t.chars().count() == len)
            .cloned()
            .collect();
        for text in longest {
            texts.extend(chars.iter().map(|c| format!("{text}{c}")));
        }
    }
    for text in texts.iter().filter(|text| !departs(text)) {
        assert_eq!(ends(text), plain_ends(text), "{text:?}");
    }
}

/// Text over alphabets in which many rules meet.
fn mixed() -> impl Strategy<Value = String> {
    let alphabet = prop_oneof![
        4 => prop::sample::select(CLASSES.chars().collect::<Vec<_>>()),
        3 => prop::char::range('a', 'e'),
        2 => prop::sample::select("AZ09.,;:!?'\"()[]@#-_/ \n\u{2018}\u{201C}\u{201D}\u{2014}\u{2026}\u{A0}\u{202F}".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("\u{1F468}\u{1F469}\u{1F467}\u{2764}\u{FE0F}\u{1F1FA}\u{1F1E6}\u{5D1}\u{5F4}\u{E01}\u{915}\u{94D}\u{AC00}\u{200B}\u{FEFF}\u{387}\u{FF0E}\u{FF3F}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop::collection::vec(alphabet, 0..60).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn segments_equal_uax29(text in mixed()) {
        prop_assume!(!departs(&text));
        prop_assert_eq!(ends(&text), plain_ends(&text));
    }

    #[test]
    fn tokens_and_sentences_cover_the_text_in_order(text in mixed()) {
        for tokenizer in [Tokenizer::default(), Tokenizer::uax29()] {
            let mut vocabulary = Vocabulary::new(Language::English);
            let tokens = tokenizer.tokenize(&text, &mut vocabulary);
            check(&text, &tokens, &vocabulary)?;
            let words = tokens.tokens.iter().filter(|t| t.kind.is_word()).map(Token::span);
            prop_assert!(tokenizer.words(&text).eq(words));
            let mut end = 0;
            let tailored = tokenizer.tailorings().sentences;
            for span in tokenizer.sentences(&text) {
                prop_assert!(span.start >= end && span.end > span.start);
                prop_assert!(!tailored || span.of(&text).trim() == span.of(&text));
                end = span.end;
            }
        }
    }

    #[test]
    fn blocks_are_independent(before in mixed(), block in mixed(), after in mixed()) {
        let text = format!("{before}{block}{after}");
        let span = Span::new(before.len(), before.len() + block.len());
        let mut vocabulary = Vocabulary::new(Language::English);
        let alone = Tokenizer::default().tokenize(&block, &mut vocabulary);
        let mut inside = Tokens::default();
        Tokenizer::default().tokenize_block(&text, span, &mut vocabulary, &mut inside);
        let shift = |token: &Token| (token.start as usize + before.len(), token.id, token.kind);
        let found = |token: &Token| (token.start as usize, token.id, token.kind);
        prop_assert_eq!(
            inside.tokens.iter().map(found).collect::<Vec<_>>(),
            alone.tokens.iter().map(shift).collect::<Vec<_>>()
        );
        prop_assert_eq!(inside.sentences.len(), alone.sentences.len());
    }
}

/// Tokens in order, on character boundaries, with the text of their type; sentences in order, with every token in one;
/// nothing but white space and invisible characters between tokens.
fn check(text: &str, tokens: &Tokens, vocabulary: &Vocabulary) -> Result<(), TestCaseError> {
    let mut end = 0;
    for token in &tokens.tokens {
        let span = token.span();
        prop_assert!(span.start >= end && span.end > span.start);
        prop_assert_eq!(span.of(text), vocabulary.text(token.id));
        let visible = |c: char| {
            let extends = Classes::get().of(u32::from(c)).is_extend();
            c.is_ascii_punctuation() || c.is_alphanumeric() && !extends
        };
        prop_assert!(!text[end..span.start].contains(visible));
        end = span.end;
    }
    let mut first = 0;
    for sentence in &tokens.sentences {
        prop_assert_eq!(sentence.tokens.start, first);
        prop_assert!(sentence.tokens.end > first);
        first = sentence.tokens.end;
        prop_assert_eq!(
            sentence.span.start,
            tokens.tokens[sentence.tokens.start].start as usize
        );
        prop_assert_eq!(sentence.span.end, tokens.tokens[first - 1].end as usize);
    }
    prop_assert_eq!(first, tokens.tokens.len());
    Ok(())
}

/// Unicode's own cases (WordBreakTest), as the crate unicode-segmentation carries them in its package.
#[test]
fn segments_of_unicodes_test_cases() {
    let cases = unicode_cases();
    assert!(cases.len() > 1800, "only {} cases found", cases.len());
    for (text, segments) in cases {
        let mut at = 0;
        let expected = segments.iter().map(|segment| {
            at += segment.len();
            at
        });
        assert_eq!(ends(&text), expected.collect::<Vec<_>>(), "{text:?}");
    }
}

/// Text and segments of each case in `TEST_WORD`, read from the source of the package that cargo has unpacked.
fn unicode_cases() -> Vec<(String, Vec<String>)> {
    let cargo = std::env::var("CARGO").unwrap_or("cargo".into());
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let output = std::process::Command::new(cargo)
        .args(arguments)
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo gives JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages
        .iter()
        .find(|package| package["name"] == "unicode-segmentation")
        .expect("unicode-segmentation is a dependency");
    let manifest = std::path::Path::new(package["manifest_path"].as_str().expect("a path"));
    let source = std::fs::read_to_string(manifest.with_file_name("tests/testdata/mod.rs"))
        .expect("the cases");
    let start = source.find("const TEST_WORD").expect("the table");
    let table = &source[start..start + source[start..].find("];").expect("its end")];
    let case = |case: &str| {
        let mut strings = literals(case).into_iter();
        strings.next().map(|text| (text, strings.collect()))
    };
    table
        .split("(\"")
        .skip(1)
        .filter_map(|rest| case(&format!("\"{rest}")))
        .collect()
}

/// The string literals of a piece of Rust source that escapes all but printable ASCII.
fn literals(source: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find('"') {
        rest = &rest[start + 1..];
        let mut string = String::new();
        while let Some(c) = rest.chars().next().filter(|&c| c != '"') {
            let (c, len) = match c {
                '\\' => escape(rest),
                _ => (c, c.len_utf8()),
            };
            string.push(c);
            rest = &rest[len..];
        }
        rest = rest.get(1..).unwrap_or_default();
        strings.push(string);
    }
    strings
}

/// The character of an escape, and the bytes it takes.
fn escape(rest: &str) -> (char, usize) {
    match rest.as_bytes()[1] {
        b'u' => {
            let end = rest.find('}').expect("a closed escape");
            let point = u32::from_str_radix(&rest[3..end], 16).expect("hexadecimal");
            (char::from_u32(point).expect("a character"), end + 1)
        }
        b'n' => ('\n', 2),
        b'r' => ('\r', 2),
        b't' => ('\t', 2),
        other => (char::from(other), 2),
    }
}
