use super::*;
use crate::lexicon::{Entry, Format};
use proptest::prelude::*;

/// Keys (or the entries, where `entries`) and texts of the matches, as "key:text".
fn found(yaml: &str, text: &str, options: &MatchOptions) -> Vec<String> {
    let lexicon = Lexicon::from_str("test", yaml, Format::Yaml).unwrap();
    let matcher = lexicon.compile(options).unwrap();
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    let matches = matcher.find(&tokens, &vocabulary, &mut matcher.state());
    let name = |m: &LexiconMatch| {
        let key = &lexicon.keys()[m.key as usize].path;
        format!("{key}:{}", m.span.of(text))
    };
    matches.iter().map(name).collect()
}

#[track_caller]
fn assert_found(yaml: &str, text: &str, expected: &[&str]) {
    assert_eq!(
        found(yaml, text, &MatchOptions::default()),
        expected,
        "{yaml} in {text:?}"
    );
}

#[test]
fn kinds_of_pattern() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("a: [treaty]", "A Treaty, the treaties", &["a:Treaty"]),
        (
            "a: [treat*]",
            "A Treaty, the treaties, retreat",
            &["a:Treaty", "a:treaties"],
        ),
        (
            "a: [\"*oper?tion\"]",
            "Cooperation, operation, operator",
            &["a:Cooperation", "a:operation"],
        ),
        (
            "a: [\"stem:negotiate\"]",
            "Negotiators negotiated, a negative",
            &["a:Negotiators", "a:negotiated"],
        ),
        (
            "a: [\"regex:^tal(k|l)s?$\"]",
            "Talk, talks, tall, talked",
            &["a:Talk", "a:talks", "a:tall"],
        ),
        (
            "a: [\"regex:^sign treat\"]",
            "sign treaties. Sign a treaty",
            &["a:sign treaties"],
        ),
        ("a: [\"case:US\"]", "US troops told us", &["a:US"]),
        ("a: [\"case:Br*\"]", "British and brisk", &["a:British"]),
        ("a: [\"fixed:c*\"]", "cat c", &[]),
        ("a: [\"and/or\"]", "this and/or that and or", &["a:and/or"]),
    ];
    for (yaml, text, expected) in cases {
        assert_found(yaml, text, expected);
    }
}

#[test]
fn entries_of_many_words() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "a: [joint venture]",
            "A joint-venture, a Joint Venture, joint. Venture",
            &["a:joint-venture", "a:Joint Venture"],
        ),
        (
            "a: [joint-venture]",
            "A joint venture",
            &["a:joint venture"],
        ),
        (
            "a: [nato]",
            "NATO-Russia ties, NATO–Russia ties",
            &["a:NATO", "a:NATO"],
        ),
        (
            "a: [\"sign* treaty\"]",
            "signed treaty, signed a treaty",
            &["a:signed treaty"],
        ),
        (
            "a: [\"sign* * treaty\"]",
            "signed treaty, signed a treaty",
            &["a:signed a treaty"],
        ),
        (
            "a: [\"joint *\"]",
            "joint forces, joint.",
            &["a:joint forces"],
        ),
        ("a: [\"* forces\"]", "joint forces", &["a:joint forces"]),
        ("a: [peace treaty]", "peace, treaty", &[]),
    ];
    for (yaml, text, expected) in cases {
        assert_found(yaml, text, expected);
    }
}

#[test]
fn gaps_and_windows() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "a: [treaty ..2 signed]",
            "treaty signed",
            &["a:treaty signed"],
        ),
        (
            "a: [treaty ..2 signed]",
            "treaty was finally signed",
            &["a:treaty was finally signed"],
        ),
        ("a: [treaty ..2 signed]", "treaty was not quite signed", &[]),
        (
            "a: [treaty ..2 signed]",
            "treaty signed and signed",
            &["a:treaty signed"],
        ),
        (
            "a: [treaty ..2 signed here]",
            "treaty signed and signed here",
            &["a:treaty signed and signed here"],
        ),
        (
            "a: [treaty ~1 signed]",
            "signed the treaty",
            &["a:signed the treaty"],
        ),
        (
            "a: [treaty ~1 signed]",
            "treaty was signed",
            &["a:treaty was signed"],
        ),
        ("a: [treaty ~1 signed]", "signed the great treaty", &[]),
        (
            "a: [treaty ..3 signed]\nb: [quickly]",
            "treaty quickly signed",
            &["a:treaty quickly signed", "b:quickly"],
        ),
        (
            "a: [treaty ..3 signed]\nb: [signed]",
            "treaty quickly signed",
            &["a:treaty quickly signed"],
        ),
    ];
    for (yaml, text, expected) in cases {
        assert_found(yaml, text, expected);
    }
}

#[test]
fn exceptions_hold_for_their_key_and_the_keys_below() {
    let own = "guinea: [guinea, \"!guinea bissau\"]";
    assert_found(own, "Guinea and Guinea Bissau", &["guinea:Guinea"]);
    let below = "africa:\n- \"!guinea bissau\"\n- west: [guinea]";
    assert_found(below, "Guinea and Guinea Bissau", &["africa/west:Guinea"]);
    let between = "a: [guinea, \"!/b\"]\nb: [guinea bissau]";
    let options = MatchOptions {
        overlap: Overlap::All,
        ..MatchOptions::default()
    };
    let expected = ["a:Guinea", "b:Guinea Bissau"];
    assert_eq!(
        found(between, "Guinea and Guinea Bissau", &options),
        expected
    );
}

#[test]
fn overlap_rules() {
    let yaml = "us: [american]\nas: [american samoa]\nws: [samoa, samoa*]";
    let text = "American Samoa";
    for (overlap, expected) in [
        (Overlap::Longest, &["as:American Samoa"][..]),
        (
            Overlap::Key,
            &["us:American", "as:American Samoa", "ws:Samoa"],
        ),
        (
            Overlap::All,
            &["us:American", "as:American Samoa", "ws:Samoa", "ws:Samoa"],
        ),
    ] {
        let options = MatchOptions {
            overlap,
            ..MatchOptions::default()
        };
        assert_eq!(found(yaml, text, &options), expected, "{overlap:?}");
    }
}

#[test]
fn the_same_words_count_for_several_keys_and_the_most_specific_entry() {
    let yaml = "joy: [{\"peace*\": 1.0}, {peace: 2.0}]\ncalm: [peace]";
    assert_found(yaml, "peace", &["joy:peace", "calm:peace"]);
    let lexicon = Lexicon::from_str("test", yaml, Format::Yaml).unwrap();
    let matcher = lexicon.compile(&MatchOptions::default()).unwrap();
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize("peace", &mut vocabulary);
    let matches = matcher.find(&tokens, &vocabulary, &mut matcher.state());
    assert_eq!(matches[0].entry, 1);
}

#[test]
fn sentences_bound_matches_unless_asked() {
    let yaml = "a: [peace treaty]";
    let text = "They want peace! Treaty talks go on.";
    assert_found(yaml, text, &[]);
    let options = MatchOptions {
        cross_sentences: true,
        ..MatchOptions::default()
    };
    // The exclamation mark stands between the words.
    assert!(found(yaml, text, &options).is_empty());
    let text = "They want peace\n\nTreaty talks go on.";
    assert_eq!(found(yaml, text, &options), ["a:peace\n\nTreaty"]);
}

/// The words of an entry as a slow matcher sees them.
fn oracle_step(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => pattern == word,
    }
}

/// Every `(start, length, entry)` that matches, by trying all of them everywhere.
fn oracle_all(entries: &[(usize, String)], words: &[String]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for start in 0..words.len() {
        for (id, (_, entry)) in entries.iter().enumerate() {
            let parts: Vec<_> = entry.split(' ').collect();
            let rest = &words[start..];
            let fits = parts.len() <= rest.len()
                && parts
                    .iter()
                    .zip(rest)
                    .all(|(part, word)| oracle_step(part, word));
            if fits {
                found.push((start, parts.len(), id));
            }
        }
    }
    found
}

/// What counts under a rule, by its definition; keys and places only.
fn oracle(
    overlap: Overlap,
    entries: &[(usize, String)],
    words: &[String],
) -> Vec<(usize, usize, usize)> {
    let all = oracle_all(entries, words);
    let key = |id: usize| entries[id].0;
    let longer = |&(start, len, id): &(usize, usize, usize)| {
        all.iter().any(|&(other_start, other_len, other_id)| {
            other_len > len
                && other_start <= start
                && other_start + other_len >= start + len
                && (overlap == Overlap::Longest || key(id) == key(other_id))
        })
    };
    let counts = |found: &&(usize, usize, usize)| overlap == Overlap::All || !longer(found);
    let mut out: Vec<_> = all
        .iter()
        .filter(counts)
        .map(|&(s, l, id)| (s, l, key(id)))
        .collect();
    out.sort_unstable();
    if overlap != Overlap::All {
        out.dedup();
    }
    out
}

proptest! {
    #[test]
    fn matches_equal_a_slow_search(
        entries in prop::collection::vec((0usize..3, "[ab*]( [ab*]){0,3}"), 1..8),
        words in prop::collection::vec("[ab]", 0..14),
        rule in 0usize..3,
    ) {
        let overlap = [Overlap::Longest, Overlap::Key, Overlap::All][rule];
        let names = ["x", "y", "z"];
        let map = entries.iter().map(|(key, entry)| (names[*key], vec![Entry::glob(entry)]));
        let lexicon = Lexicon::from_map("test", map).unwrap();
        let matcher = lexicon.compile(&MatchOptions { overlap, ..MatchOptions::default() }).unwrap();
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(&words.join(" "), &mut vocabulary);
        let matches = matcher.find(&tokens, &vocabulary, &mut matcher.state());
        let key = |m: &LexiconMatch| names.iter().position(|n| *n == lexicon.keys()[m.key as usize].path);
        let mut found: Vec<_> =
            matches.iter().map(|m| (m.tokens.start, m.tokens.len(), key(m).unwrap())).collect();
        found.sort_unstable();
        prop_assert_eq!(found, oracle(overlap, &entries, &words));
    }

    #[test]
    fn any_entry_on_any_text_is_safe(entry in "\\PC{1,20}", text in "\\PC{0,80}") {
        if let Ok(entry) = Entry::parse(&entry) {
            let lexicon = Lexicon::from_map("test", [("a", vec![entry])]).unwrap();
            let matcher = lexicon.compile(&MatchOptions::default()).unwrap();
            let mut vocabulary = Vocabulary::new(Language::English);
            let tokens = Tokenizer::default().tokenize(&text, &mut vocabulary);
            for m in matcher.find(&tokens, &vocabulary, &mut matcher.state()) {
                prop_assert!(text.get(m.span.range()).is_some());
                prop_assert!(m.matched & 1 == 1 && m.matched_tokens().last() == Some(m.tokens.end - 1));
            }
        }
    }
}
