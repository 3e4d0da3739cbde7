use super::*;
use crate::collection::blocks::temporary;
use crate::collection::documents::Entry;
use crate::collection::{Column, Texts, UniqueIds};
use crate::outline::Format;
use std::path::PathBuf;

fn shape(names: &[&str]) -> Shape {
    Shape {
        delimiter: b',',
        names: names.iter().map(|&name| name.to_owned()).collect(),
    }
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    temporary(&format!("{name}.csv"), bytes)
}

fn readable(name: &str, bytes: &[u8]) -> bool {
    let path = file(name, bytes);
    let readable = is_readable(path.to_str().expect("UTF-8"), shape(&["id", "text"]), 60);
    std::fs::remove_file(path).expect("the file is there");
    readable.expect("the file can be read")
}

#[test]
fn files_of_other_shapes_are_left_to_others() {
    for (name, text) in [
        ("plain", "id,text\n1,é\r\n\n2,\"b,\nc\"\n"),
        ("no-end", "id,text\n1,a"),
        ("mark", "\u{feff}id,text\n1,a\n"),
        ("quote", "id,text\n1,5\" gun\n"),
        ("mac", "id,text\r1,a\r2,b"),
    ] {
        assert!(readable(name, text.as_bytes()), "{name}");
    }
    for (name, bytes) in [
        ("empty", &b""[..]),
        ("no-rows", b"id,text\n"),
        ("only-a-mark", "\u{feff}".as_bytes()),
        ("latin", b"id,text\n1,\xe9\n"),
        ("cut", b"id,text\n1,\xc3"),
        ("nul", b"id,text\n1,\0\n"),
        ("control", b"id,text\n1,\x01\n"),
        ("open", b"id,text\n1,\"a\n2,b\n"),
        ("behind", b"id,text\n1,\"a\"b\n"),
        ("narrow", b"id,text\n1\n"),
        ("wide", b"id,text\n1,a,b\n"),
        ("long", &[b'a'; 100]),
    ] {
        assert!(!readable(name, bytes), "{name}");
    }
}

#[test]
fn a_record_of_too_many_lines_is_left_to_others() {
    let record = |lines: usize| format!("id,text\n1,\"{}\"\n", "\n".repeat(lines));
    for (lines, expected) in [(MOST_LINES - 1, true), (MOST_LINES, false)] {
        let path = file("lines", record(lines).as_bytes());
        let name = path.to_str().expect("UTF-8");
        let readable = is_readable(name, shape(&["id", "text"]), usize::MAX);
        assert_eq!(readable.expect("the file can be read"), expected);
        std::fs::remove_file(path).expect("the file is there");
    }
}

#[test]
fn rows_are_read_in_blocks_of_any_size() {
    let rows =
        "\u{feff}id,\"text\",year\n1,\"a\r\n\"\"b\"\"\",1991\n,,\n\n1,c,\r\n \t,é,\"19\n92\"";
    let path = file("blocks", rows.as_bytes());
    let path = path.to_str().expect("UTF-8");
    let pool = Pool::new(1).expect("no threads are needed");
    let columns = Columns {
        text: "text".to_owned(),
        id: Some("id".to_owned()),
        format: Format::Auto,
    };
    let shape = shape(&["id", "text", "year"]);
    assert!(is_readable(path, shape.clone(), 1 << 20).expect("the file can be read"));
    let all = |size| {
        let rows = DelimitedRows::open(path, "f", shape.clone(), columns.clone());
        let mut rows = rows.expect("the file is there");
        let (mut ids, mut found) = (UniqueIds::default(), Vec::new());
        while let Some(block) = rows.read(size, &pool).expect("the file can be read") {
            let documents = block.documents(&mut ids, 0);
            let years = match documents.metadata().into_iter().next() {
                Some((_, Column::Text(years))) => years,
                _ => Texts::default(),
            };
            let entries = documents.entries.into_iter().zip(years.iter());
            let texts = |(entry, year): (Entry, Option<&str>)| {
                (entry.id, entry.text, year.map(str::to_owned))
            };
            found.extend(entries.map(texts));
        }
        (found, rows.sha256())
    };
    let (found, hash) = all(1 << 20);
    let expected = [
        ("1", "a\n\"b\"", "1991"),
        ("1-2", "c", ""),
        ("f:3", "é", "19\n92"),
    ];
    for (found, (id, text, year)) in found.iter().zip(expected) {
        assert_eq!((found.0.as_str(), found.1.as_deref()), (id, Ok(text)));
        assert_eq!(found.2.as_deref(), Some(year));
    }
    assert_eq!(found.len(), expected.len());
    for size in [1, 7, 60] {
        assert_eq!(all(size), (found.clone(), hash.clone()));
    }
    std::fs::remove_file(path).expect("the file is there");
}
