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
fn liwc_is_read() {
    let flat = "%\n1\tpos\n2\tneg\n%\nagree*\t1\n\nkind of\t02\nwar\t1\t\t2\n";
    assert_reads(
        flat,
        Format::Liwc,
        &["pos: agree*", "pos: war", "neg: kind of", "neg: war"],
    );
    let nested = "%\r\n1\taffect (Affect)\r\n\t2\tposemo (Positive)\r\n\t\t4\tjoy (Joy)\r\n\t3\tnegemo\r\n5\tsocial\r\n%\r\n\
                  glad\t1\t2\t4\r\nhate*\t1\t3\r\nally\t5\r\n:(\t3\r\n";
    assert_reads(
        nested,
        Format::Liwc,
        &[
            "affect: glad",
            "affect: hate*",
            "affect/posemo: glad",
            "affect/posemo/joy: glad",
            "affect/negemo: hate*",
            "affect/negemo: :(",
            "social: ally",
        ],
    );
}

#[test]
fn irregular_liwc_is_read_with_notes() {
    let text = "%\n125\tcogmech\n131\tcause\n464\tfiller\n%\nkind\t<of>131/125\nlike\t(02 134)125/464\n\
                friend \t125\nspace   125 131\n(they we) hope*\t125\nlost\nodd\t125\t999\tx\n";
    let lexicon = Lexicon::from_str("own.dic", text, Format::Liwc).unwrap();
    let expected = [
        "cogmech: kind",
        "cogmech: !kind of",
        "cogmech: friend",
        "cogmech: space",
        "cogmech: hope*",
        "cogmech: odd",
        "cause: kind of",
        "cause: space",
        "filler: like",
    ];
    assert_eq!(lines(&lexicon), expected);
    let notes = lexicon.notes().join("\n");
    for part in [
        "own.dic:7: the condition of \"like\"",
        "own.dic:10: the condition",
        "own.dic:11: \"lost\" has no category",
        "999",
        "\"x\"",
    ] {
        assert!(notes.contains(part), "{notes}");
    }
}

#[test]
fn bad_liwc_is_refused() {
    let cases: &[(&str, &[&str])] = &[
        ("1\tpos\n", &["own.dic:1", "begins with a line %"]),
        ("%\n1\tpos\nwar\t1\n", &["own.dic:3", "no number"]),
        ("%\n1\tpos\n", &["own.dic", "cut off"]),
        ("%\n1\n%\n", &["own.dic:2", "number, tab, name"]),
        ("%\n1\ta\n1\tb\n%\n", &["own.dic:3", "twice"]),
        ("%\n1\ta\n%\n\n", &["own.dic", "no entries"]),
    ];
    for (text, parts) in cases {
        assert_refuses("own.dic", text, Format::Liwc, parts);
    }
}

#[test]
fn lexicoder_is_read_and_refused() {
    let text = "+negative#AA0000\nA LIE\nABANDON* \n\n+positive\nGOOD\n";
    assert_reads(
        text,
        Format::Lexicoder,
        &["negative: A LIE", "negative: ABANDON*", "positive: GOOD"],
    );
    assert_refuses(
        "own.lc3",
        "GOOD\n",
        Format::Lexicoder,
        &["own.lc3:1", "+name"],
    );
    assert_refuses(
        "own.lc3",
        "+\nGOOD\n",
        Format::Lexicoder,
        &["own.lc3:1", "without a name"],
    );
}

#[test]
fn wordstat_is_read_and_refused() {
    let text = "COOP\n\tVERBAL\n\t\tAGREE* (1)\n\t\tPEACE_TREATY (1)\n\tAID (1)\n\t@RULE [A NEAR B] (1)\nCONF\n\tWAR (1)\n";
    assert_reads(
        text,
        Format::WordStat,
        &[
            "COOP: AID",
            "COOP/VERBAL: AGREE*",
            "COOP/VERBAL: PEACE TREATY",
            "CONF: WAR",
        ],
    );
    assert_reads(
        "A\n WAR (2.5)\n AID (1)\n",
        Format::WordStat,
        &["A: WAR=2.5", "A: AID=1"],
    );
    assert_refuses(
        "own.cat",
        "WAR (1)\n",
        Format::WordStat,
        &["own.cat:1", "no category"],
    );
    assert_refuses(
        "own.cat",
        "A\n\tWAR (1x)\n",
        Format::WordStat,
        &["own.cat:2", "not a number"],
    );
}

#[test]
fn yoshikoder_is_read_and_refused() {
    let text = "<?xml version=\"1.0\"?>\n<dictionary>\n<cnode name=\"Own\"><cnode name=\"b\">\n<pnode name=\"agree*\"></pnode>\
                <pnode name=\"R&amp;D\" score=\"2\"/></cnode><pnode name=\"c\"/></cnode></dictionary>";
    assert_reads(
        text,
        Format::Yoshikoder,
        &["Own: c", "Own/b: agree*", "Own/b: R&D=2"],
    );
    let regex = "<dictionary patternengine=\"regexp\"><cnode name=\"a\"><pnode name=\"^wars?$\"/></cnode></dictionary>";
    assert_reads(regex, Format::Yoshikoder, &["a: regex:^wars?$"]);
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><dictionary><cnode name=\"&b;\"/></dictionary>";
    let cases: &[(&str, &[&str])] = &[
        (bomb, &["own.ykd:1", "DTD"]),
        (
            "<dictionary>\n<cnode name=\"a\">\n</dictionary>",
            &["own.ykd:3"],
        ),
        (
            "<dictionary>\n<cnode><pnode name=\"x\"/></cnode></dictionary>",
            &["own.ykd:2", "without a name"],
        ),
        (
            "<dictionary>\n<pnode name=\"x\"/></dictionary>",
            &["own.ykd:2", "outside"],
        ),
        (
            "<dictionary><cnode name=\"a\"><pnode name=\"x\" score=\"y\"/></cnode></dictionary>",
            &["score"],
        ),
        (
            "<dictionary><cnode name=\"a\"/></dictionary>",
            &["no entries"],
        ),
        ("no xml", &["own.ykd:1"]),
    ];
    for (text, parts) in cases {
        assert_refuses("own.ykd", text, Format::Yoshikoder, parts);
    }
    let deep = "<cnode name=\"a\">".repeat(10_000);
    assert_refuses(
        "own.ykd",
        &format!("<dictionary>{deep}"),
        Format::Yoshikoder,
        &["own.ykd"],
    );
}

#[test]
fn vader_and_nrc_are_read_and_refused() {
    let vader = "good\t1.9\t0.9\t[2, 1]\n:)\t2.0\t1.1\t[2, 2]\n";
    assert_reads(
        vader,
        Format::Vader,
        &["valence: good=1.9", "valence: :)=2"],
    );
    let nrc = "war\tanger\t1\nwar\tjoy\t0\npeace\tjoy\t1\n";
    assert_reads(nrc, Format::Nrc, &["anger: war", "joy: peace"]);
    let intensity = "word\temotion\tscore\nwar\tanger\t0.9\n";
    assert_reads(intensity, Format::Nrc, &["anger: war=0.9"]);
    assert_refuses(
        "own.txt",
        "good\tx\n",
        Format::Vader,
        &["own.txt:1", "not a number"],
    );
    assert_refuses(
        "own.txt",
        "war\tanger\t1\nwar\n",
        Format::Nrc,
        &["own.txt:2", "columns"],
    );
}

#[test]
fn formats_are_known_by_content() {
    let cases = [
        ("a.txt", "%\n1\ta\n%\nx\t1\n", Format::Liwc),
        ("a.txt", "+a\nx\n", Format::Lexicoder),
        ("a.txt", "good\t1.9\t0.9\t[2, 1]\n", Format::Vader),
        ("a.txt", "war\tjoy\t0\nwar\tanger\t1\n", Format::Nrc),
        ("a.txt", "war\nalliance\n", Format::Tsv),
        ("a.lcd", "<dictionary/>", Format::Yoshikoder),
        ("a.lcd", "+a\nx\n", Format::Lexicoder),
        ("a.dic", "x\ta\n", Format::Liwc),
        ("a.YML", "a: [x]", Format::Yaml),
        ("noext", "{\"a\": [\"x\"]}", Format::Json),
    ];
    for (file, text, format) in cases {
        assert_eq!(
            Format::detect(file, text).unwrap(),
            format,
            "{file}: {text}"
        );
    }
}

#[test]
fn simple_lexicons_survive_every_format() {
    let yaml = "a:\n- agree*\n- peace treaty\n- b: [\"<3\", war]\nc: [war]\n";
    let lexicon = Lexicon::from_str("own", yaml, Format::Yaml).unwrap();
    let sorted = |lexicon: &Lexicon| {
        let mut lines = lines(lexicon);
        lines.sort();
        lines
    };
    for format in Format::all().filter(|format| !matches!(format, Format::Vader | Format::Nrc)) {
        let text = lexicon.to_text(format).unwrap();
        let back = Lexicon::from_str("own", &text, format).unwrap();
        assert_eq!(sorted(&back), sorted(&lexicon), "{format:?}: {text}");
    }
    let weighted = Lexicon::from_str("own", "a: [{x: 1.5}, {y: -2}]", Format::Yaml).unwrap();
    for format in [Format::WordStat, Format::Yoshikoder, Format::Dicx] {
        let text = weighted.to_text(format).unwrap();
        assert_eq!(
            Lexicon::from_str("own", &text, format).unwrap(),
            weighted,
            "{text}"
        );
    }
}

#[test]
fn formats_refuse_what_they_cannot_hold() {
    let cases = [
        ("a: [{x: 2}]", Format::Liwc, "the weight of \"x\""),
        ("a: [\"!x\", y]", Format::Lexicoder, "\"!x\""),
        ("a: [\"regex:x\"]", Format::WordStat, "regex:x"),
        ("a: [x, \"!/b\"]\nb: [y]", Format::Yoshikoder, "exceptions"),
        ("a: [x_y]", Format::WordStat, "x_y"),
        ("\"@a\": [x]", Format::WordStat, "\"@a\""),
        ("a (1): [x]", Format::WordStat, "\"a (1)\""),
        ("a: [\"x\\x1A\"]", Format::Yoshikoder, "\\u{1a}"),
        ("a: [x]", Format::Vader, "read only"),
    ];
    for (yaml, format, part) in cases {
        let lexicon = Lexicon::from_str("own", yaml, Format::Yaml).unwrap();
        let message = lexicon.to_text(format).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
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
