use crate::lexicon::{Entry, Format, Lexicon};
use proptest::prelude::*;

/// The lexicon as "key: entry=weight" lines.
fn lines(lexicon: &Lexicon) -> Vec<String> {
    let mut lines = Vec::new();
    for key in lexicon.keys() {
        for entry in &lexicon.entries()[key.entries.clone()] {
            let weight = entry
                .weight
                .map(|weight| format!("={weight}"))
                .unwrap_or_default();
            lines.push(format!("{}: {entry}{weight}", key.path));
        }
        lines.extend(
            key.except
                .iter()
                .map(|path| format!("{}: !/{path}", key.path)),
        );
    }
    lines
}

#[track_caller]
fn assert_reads(text: &str, format: Format, expected: &[&str]) {
    let lexicon = Lexicon::from_str("own", text, format).unwrap();
    assert_eq!(lines(&lexicon), expected, "{text}");
}

#[track_caller]
fn assert_refuses(name: &str, text: &str, format: Format, parts: &[&str]) {
    let message = Lexicon::from_str(name, text, format)
        .unwrap_err()
        .to_string();
    for part in parts {
        assert!(message.contains(part), "{message:?} lacks {part:?}");
    }
}

#[test]
fn yaml_is_read() {
    assert_reads(
        "a:\n  b: [x, \"y *\", 1997]\n  c: z\nd:\n- w\n- {v: -2}\n- e: [u]\n- \"!/a\"\n",
        Format::Yaml,
        &[
            "a/b: x",
            "a/b: y *",
            "a/b: 1997",
            "a/c: z",
            "d: w",
            "d: v=-2",
            "d: !/a",
            "d/e: u",
        ],
    );
    assert_reads("a/b: [x]\na: {c: [y]}", Format::Yaml, &["a/b: x", "a/c: y"]);
    assert_reads("- x\n- y", Format::Yaml, &["own: x", "own: y"]);
    assert_reads(
        "good: 1.5\nbad: -2",
        Format::Yaml,
        &["own: good=1.5", "own: bad=-2"],
    );
    assert_reads(
        "a: &x [p, q]\nb: *x",
        Format::Yaml,
        &["a: p", "a: q", "b: p", "b: q"],
    );
    assert_reads(
        "1997: [true, no]",
        Format::Yaml,
        &["1997: true", "1997: no"],
    );
}

#[test]
fn bad_yaml_is_refused() {
    let cases: &[(&str, &[&str])] = &[
        ("a:\n  - x\n - y", &["own.yml:", "indentation"]),
        ("a: [x\nb: [y]", &["own.yml:"]),
        (
            "a:\n- x\n- *ing",
            &["own.yml:3", "quote entries that begin with *"],
        ),
        (
            "a:\n- !guinea bissau",
            &["own.yml:2", "quote entries that begin with !"],
        ),
        ("a:\n- x\n- {word: .inf}", &["own.yml:3", "finite"]),
        (
            "a:\n- x\n- \"regex:(\"",
            &["own.yml:3", "regular expression"],
        ),
        ("a:\n- x\n-", &["own.yml", "empty entry"]),
        ("just words", &["own.yml", "not a lexicon"]),
        ("a: []", &["own.yml", "no entries"]),
        ("", &["own.yml", "empty"]),
        ("a: [x, \"!/b\"]", &["excludes", "\"b\""]),
        ("a: [x]\n---\nb: [y]", &["own.yml"]),
        ("a: [\u{1}x]", &["binary or encrypted"]),
    ];
    for (text, parts) in cases {
        assert_refuses("own.yml", text, Format::Yaml, parts);
    }
}

#[test]
fn recursive_files_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![below; 10].join(", "));
    }
    assert_refuses("own.yml", &bomb, Format::Yaml, &["own.yml"]);
    assert_refuses("own.yml", "a: &a [x, *a]", Format::Yaml, &["own.yml"]);
    let deep = "[".repeat(10_000);
    assert_refuses(
        "own.json",
        &deep,
        Format::Json,
        &["own.json:1", "recursion"],
    );
    assert_refuses("own.yml", &deep, Format::Yaml, &["own.yml"]);
    let levels = vec!["k"; 40].join("/");
    assert_refuses(
        "own.yml",
        &format!("{levels}: [x]"),
        Format::Yaml,
        &["levels"],
    );
}

#[test]
fn json_is_read_and_refused() {
    assert_reads(
        r#"{"b": ["x", {"y": 2.5}], "a": {"c": ["z"]}}"#,
        Format::Json,
        &["b: x", "b: y=2.5", "a/c: z"],
    );
    let cases: &[(&str, &[&str])] = &[
        ("{\"a\":\n[\"x\",]}", &["own.json:2"]),
        ("{\"a\": [\"x\"]} more", &["own.json:1"]),
        ("{\"a\": {\"x\": \n1e999}}", &["own.json:2"]),
    ];
    for (text, parts) in cases {
        assert_refuses("own.json", text, Format::Json, parts);
    }
}

#[test]
fn tables_are_read() {
    let cases: &[(&str, &[&str])] = &[
        (
            "word,key,weight\nagree*,coop/verbal,2\n\"war, cold\",conf,\n",
            &["coop/verbal: agree*=2", "conf: war, cold"],
        ),
        ("key;word\na;x\nb;y\n", &["a: x", "b: y"]),
        ("x,a\ny,b\n", &["a: x", "b: y"]),
        ("x,1.5\ny,-2\n", &["own: x=1.5", "own: y=-2"]),
        ("x\ny z\n", &["own: x", "own: y z"]),
        (
            "Word\tValence\tArousal\npeace\t0.9\t0.1\n",
            &["Valence: peace=0.9", "Arousal: peace=0.1"],
        ),
        ("DicTerm,a,b\npeace,X,\nwar*,,X\n", &["a: peace", "b: war*"]),
        ("x,a,1\n\n , ,\ny,a,2\n", &["a: x=1", "a: y=2"]),
    ];
    for (text, expected) in cases {
        assert_reads(text, Format::Csv, expected);
    }
    assert_reads("\"quoted\tkey\t1\n", Format::Tsv, &["key: \"quoted=1"]);
}

#[test]
fn bad_tables_are_refused() {
    let cases: &[(&str, &[&str])] = &[
        (
            "word,key,weight\nx,a,1\ny,a,much\n",
            &["own.csv:3", "\"much\"", "not a number"],
        ),
        ("word,key\nx,a\ny\n", &["own.csv:3", "no key"]),
        ("word,key\n,a\n", &["own.csv:2", "without words"]),
        ("x,a,nan\n", &["own.csv:1", "not a number"]),
        ("word,key\n", &["own.csv", "no entries"]),
        (
            "word,key\nregex:[,a\n",
            &["own.csv:2", "regular expression"],
        ),
    ];
    for (text, parts) in cases {
        assert_refuses("own.csv", text, Format::Csv, parts);
    }
}

#[test]
fn files_are_read_and_written() {
    let dir = std::env::temp_dir().join(format!("detente-lexicon-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let lexicon =
        Lexicon::from_str("own", "a: [x, {y: 1.5}]\nb/c: [\"z w\"]", Format::Yaml).unwrap();
    for name in ["own.yml", "own.json", "own.csv", "own.tsv"] {
        let path = dir.join(name);
        lexicon.write(&path).unwrap();
        let back = Lexicon::read(&path).unwrap();
        assert_eq!(back, lexicon, "{name}");
        assert_eq!((back.name(), back.digest()), ("own", lexicon.digest()));
    }
    for (name, bytes, part) in [
        (
            "latin.yml",
            &b"a:\n- caf\xE9\n"[..],
            "latin.yml:2: byte 0xE9",
        ),
        (
            "binary.dic",
            &b"\x00\x01\xFF\xFE"[..],
            "binary or encrypted",
        ),
        ("zip.csv", &b"PK\x03\x04"[..], "compressed"),
        ("what.xyz", &b"a"[..], "no lexicon format"),
        ("empty.csv", &b""[..], "empty"),
    ] {
        std::fs::write(dir.join(name), bytes).unwrap();
        let message = Lexicon::read(dir.join(name)).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    }
    let utf16: Vec<u8> = "\u{FEFF}a,k"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::write(dir.join("wide.csv"), utf16).unwrap();
    assert_eq!(
        lines(&Lexicon::read(dir.join("wide.csv")).unwrap()),
        ["k: a"]
    );
    let error = Lexicon::read(dir.join("none.yml")).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Io);
    std::fs::remove_dir_all(&dir).unwrap();
}

/// Keys two deep, entries of every kind.
fn lexicons() -> impl Strategy<Value = Lexicon> {
    let entry = (
        "[a-z!:#'\"-][a-z0-9 ,:#'\"{}*?&|>%@`-]{0,10}",
        0usize..4,
        -9i32..9,
        any::<(bool, bool)>(),
    );
    let entry = entry.prop_filter_map("an entry", |(pattern, kind, weight, (exact, exception))| {
        let tag = ["", "fixed:", "stem:", "regex:"][kind];
        let marks = [
            if exception { "!" } else { "" },
            if exact { "case:" } else { "" },
        ]
        .concat();
        let mut entry = Entry::parse(&format!("{marks}{tag}{pattern}")).ok()?;
        entry.weight = (weight % 2 == 0).then_some(f64::from(weight) / 3.0);
        Some(entry)
    });
    let key = (
        "[a-c]( [a-c])?(/[a-c~null1]{1,4})?",
        prop::collection::vec(entry, 1..4),
    );
    prop::collection::vec(key, 1..6).prop_map(|keys| Lexicon::from_map("own", keys).unwrap())
}

proptest! {
    #[test]
    fn every_lexicon_survives_every_full_format(lexicon in lexicons()) {
        for format in [Format::Yaml, Format::Json, Format::Csv, Format::Tsv] {
            let text = lexicon.to_text(format).unwrap();
            let back = Lexicon::from_str("own", &text, format).unwrap();
            prop_assert_eq!(lines(&back), lines(&lexicon), "{}", text);
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}|([a:\\-\\[\\]{}&* \n\t\"',!|>%0-9]{0,60})") {
        for format in Format::all() {
            let _ = Lexicon::from_str("own", &text, format);
        }
    }
}
