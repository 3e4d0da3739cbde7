use super::*;
use crate::collection::UniqueIds;
use crate::collection::blocks::temporary;
use crate::collection::textfiles::hex;
use crate::outline::Format;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

fn columns() -> Columns {
    Columns {
        text: "text".to_owned(),
        id: Some("id".to_owned()),
        format: Format::Auto,
    }
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    temporary(&format!("{name}.jsonl"), bytes)
}

fn readable(name: &str, bytes: &[u8]) -> bool {
    let path = file(name, bytes);
    let by = |threads| {
        let pool = Pool::new(threads).expect("the system gives threads");
        is_readable(path.to_str().expect("UTF-8"), 40, &pool).expect("the file can be read")
    };
    let readable = by(1);
    assert_eq!(by(3), readable);
    std::fs::remove_file(&path).expect("the file is there");
    readable
}

#[test]
fn files_of_other_shapes_are_left_to_others() {
    assert!(readable(
        "plain",
        "{\"text\": \"é\"}\r\n\n{\"text\": \"b\"}".as_bytes()
    ));
    assert!(readable("empty", b""));
    assert!(!readable("latin", b"{\"text\": \"\xe9\"}\n"));
    assert!(!readable("cut", b"{\"text\": \"\xc3"));
    assert!(!readable("mac", b"{\"text\": \"a\"}\r{\"text\": \"b\"}"));
    assert!(!readable("end", b"{\"text\": \"a\"}\r"));
    assert!(!readable("wide", b"{\0\"\0"));
    assert!(!readable("long", &[b' '; 41]));
}

#[test]
fn characters_across_chunks_are_whole() {
    let mut bytes = "a".repeat(30).into_bytes();
    while bytes.len() < 2 * CHUNK {
        bytes.extend_from_slice("\r\néèêë😀".as_bytes());
    }
    assert!(readable("chunks", &bytes));
    assert!(!readable("chunks-cut", &bytes[..bytes.len() - 1]));
}

#[test]
fn what_is_odd_is_found_in_every_part_of_a_file() {
    let line = "[\"a line of some thirty bytes\"]\r\n";
    let bytes = line.repeat(5 * CHUNK / line.len()).into_bytes();
    for at in (100..bytes.len()).step_by(bytes.len() / 7) {
        for (name, odd) in [("byte", b'\xff'), ("return", b'\r'), ("feed", b'\n')] {
            let mut bytes = bytes.clone();
            bytes[at] = odd;
            // A line feed only makes lines shorter; in the place of another nothing changes.
            let fine = odd == b'\n' || bytes == line.repeat(5 * CHUNK / line.len()).as_bytes();
            assert_eq!(readable(name, &bytes), fine, "{name} at {at}");
        }
        let mut bytes = bytes.clone();
        bytes.splice(at..at, [b' '; 40]);
        assert!(!readable("long-inside", &bytes), "at {at}");
    }
}

#[test]
fn rows_are_read_in_blocks_of_any_size() {
    let rows = "\u{feff}{\"id\": 1, \"text\": \"a\\r\\nb\", \"year\": 1991}\n \r\n\"alone\"\n{\"id\": \"1\", \"text\": null}\n{\"x\": [1]}\n{\"id\": \" \"}";
    let path = file("blocks", rows.as_bytes());
    let path = path.to_str().expect("UTF-8");
    let pool = Pool::new(1).expect("no threads are needed");
    let all = |size| {
        let mut lines = JsonLines::open(path, "f", columns()).expect("the file is there");
        let (mut ids, mut found) = (UniqueIds::default(), Vec::new());
        while let Some(mut block) = lines.read(size, &pool).expect("the file can be read") {
            let unread: Vec<_> = block
                .unread()
                .map(|(index, number, _)| (index, number))
                .collect();
            for (index, number) in unread {
                block.resolve(index, Ready::failed(&format!("line {number}")));
            }
            let documents = block.documents(&mut ids, 0);
            found.extend(
                documents
                    .entries
                    .into_iter()
                    .map(|entry| (entry.id, entry.text)),
            );
        }
        (found, lines.sha256())
    };
    let expected = [
        ("1", Ok("a\nb")),
        ("f:3", Ok("alone")),
        ("1-2", Ok("")),
        ("f:5", Err("line 5")),
        (
            "f:6",
            Err("f: row 6 has no 'text': add it, or leave the row out"),
        ),
    ];
    let (found, hash) = all(1 << 20);
    let found: Vec<_> = found
        .iter()
        .map(|(id, text)| (id.as_str(), text.as_deref().map_err(String::as_str)))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(hash, hex(&Sha256::digest(rows.as_bytes())));
    for size in [1, 7, 60] {
        assert_eq!(all(size).0.len(), expected.len());
        assert_eq!(all(size).1, hash);
    }
    std::fs::remove_file(path).expect("the file is there");
}

#[test]
fn what_python_may_read_in_another_way_is_unsure() {
    for line in [
        "{",
        "{\"a\": NaN}",
        "{\"a\": -0}",
        "{\"a\": 18446744073709551616}",
        "{\"a\": {}}",
        "{\"text\": 1}",
        "{\"id\": 1.5}",
        "{\"text\": \"\\ud800\"}",
        "[1]",
        "3",
    ] {
        assert_eq!(row::parse(line, &columns()), Parsed::Unsure, "{line}");
    }
}

#[test]
fn of_two_fields_with_one_name_the_later_counts() {
    let line = "{\"a\": 1, \"b\": true, \"a\": 0.1, \"text\": \"x\\u0000\"}";
    let expected = Row {
        text: Some("x\u{fffd}".to_owned()),
        id: String::new(),
        metadata: vec![
            ("a".to_owned(), Some(Value::Real(0.1))),
            ("b".to_owned(), Some(Value::Integer(1))),
        ],
    };
    assert_eq!(row::parse(line, &columns()), Parsed::Row(expected));
}
