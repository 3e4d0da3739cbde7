use super::super::measures::tests::plain;
use super::*;
use crate::language::Language;
use crate::span::Span;
use crate::tokenize::Tokenizer;
use proptest::prelude::*;

fn read(text: &str) -> (Tokens, Vocabulary) {
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    (tokens, vocabulary)
}

/// "1997" and "1991-1997" for the dates of a text.
fn periods(text: &str) -> String {
    let (tokens, vocabulary) = read(text);
    let shown = dates(&tokens, &vocabulary, &mut DatesState::default())
        .into_iter()
        .map(|date| match date.period {
            Period { from, to } if from == to => from.to_string(),
            Period { from, to } => format!("{from}-{to}"),
        });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn years_and_what_is_none() {
    for (text, expected) in [
        ("In 2008 war broke out.", "2008"),
        (
            "The act was signed on 27 May 1997, and again on May 27, 1999.",
            "1997 1999",
        ),
        (
            "March 2014; summer 1968; 12/03/1999; (1948)",
            "2014 1968 1999 1948",
        ),
        ("the 1997 Founding Act and Prague 1968", "1997 1968"),
        ("In 1945 Russian troops entered Berlin.", "1945"),
        (
            "The Peace of Westphalia of 1648, the fall of Constantinople in 1453",
            "1648 1453",
        ),
        ("UN Resolution 1973 and resolutions 1970 and 1973", ""),
        ("Resolution 1973 (2011)", "2011"),
        (
            "S/RES/1973, page 1984, pp. 1914, No. 1917, Directive 2004/38",
            "",
        ),
        (
            "It cost $1999, € 1999, 1999 dollars, 1950 km and 2000%.",
            "",
        ),
        (
            "Some 1500 soldiers, 1800 Russian troops and more than 2000 left.",
            "",
        ),
        ("1,997 men; 1997.5 points; 19997; 997; 0999; 2150", ""),
        ("The number rose to 1200.", ""),
        ("in 1812 BC and 1812 b.c.", ""),
        ("post-1945 Europe and pre-1914 treaties", ""),
        ("mid-1997", "1997"),
    ] {
        assert_eq!(periods(text), expected, "{text}");
    }
}

#[test]
fn ranges_decades_and_centuries() {
    for (text, expected) in [
        (
            "1991–1997, 1991-97, 1991/92",
            "1991-1997 1991-1997 1991-1992",
        ),
        (
            "from 1991 to 1997, between 1991 and 1997",
            "1991-1997 1991-1997",
        ),
        (
            "in 1991 and 1997, 1997-1991, 1991–2",
            "1991 1997 1997 1991 1991",
        ),
        (
            "the 1990s, the 1990's, the ’90s and the nineties",
            "1990-1999 1990-1999 1990-1999 1990-1999",
        ),
        (
            "the early nineties, the mid-eighties, the late 70s",
            "1990-1999 1980-1989 1970-1979",
        ),
        ("a man in his nineties at 90s level", ""),
        (
            "the 19th century and the twenty-first century",
            "1801-1900 2001-2100",
        ),
        (
            "the nineteenth century, the fifth century, the 12th century BC",
            "1801-1900",
        ),
        ("in 1000–1999", "1000 1999"),
    ] {
        assert_eq!(periods(text), expected, "{text}");
    }
}

/// The years of the matches that stand where `event` stands; "-" for none, "~" before a carried one.
fn dated(text: &str, carry: usize) -> String {
    let (tokens, vocabulary) = read(text);
    let matches = events(text, &tokens);
    let found = dates(&tokens, &vocabulary, &mut DatesState::default());
    let datings = assign(
        text,
        &matches,
        &found,
        &tokens,
        &vocabulary,
        TimelineOptions { carry },
    );
    let shown = datings.iter().map(|dating| match dating {
        None => "-".to_owned(),
        Some(dating) => {
            let sign = if dating.is_carried { "~" } else { "" };
            format!("{sign}{}", found[dating.date].period.from)
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn events(text: &str, tokens: &Tokens) -> Vec<Match> {
    let at = |(start, words): (usize, &str)| Match {
        span: Span::new(start, start + words.len()),
        ..plain(
            tokens.sentences.partition_point(|s| s.span.end <= start),
            4.0,
        )
    };
    text.match_indices("event").map(at).collect()
}

#[test]
fn a_match_takes_the_nearest_date() {
    for (text, carry, expected) in [
        (
            "In 1991 an event came, and in 1997 another event.",
            2,
            "1991 1997",
        ),
        ("An event. In 1991 nothing.", 2, "-"),
        (
            "It was 1991. An event. An event. An event.",
            2,
            "~1991 ~1991 -",
        ),
        ("It was 1991. An event.", 0, "-"),
        ("It was 1991.\n\nAn event.", 2, "-"),
        ("It was 1991. Today an event. An event.", 2, "- -"),
        (
            "It was 1991. It was 1995. An event in 2001. An event.",
            2,
            "2001 ~2001",
        ),
        ("In 1991, not in 1993. An event.", 2, "~1993"),
    ] {
        assert_eq!(dated(text, carry), expected, "{text}");
    }
}

#[test]
fn a_period_is_spread_over_its_years() {
    let text = "A long event, 1991–1994. Another event in 1992. An event.\n\nA last event.";
    let (tokens, vocabulary) = read(text);
    let matches = events(text, &tokens);
    let found = dates(&tokens, &vocabulary, &mut DatesState::default());
    let datings = assign(
        text,
        &matches,
        &found,
        &tokens,
        &vocabulary,
        TimelineOptions::default(),
    );
    let mut timeline = Timeline::default();
    timeline.add(&matches, &datings, &found);
    let years: Vec<_> = timeline
        .years()
        .iter()
        .map(|y| (y.year, y.cooperation, y.net, y.carried))
        .collect();
    assert_eq!(
        years,
        [
            (1991, 0.25, 1.0, 0.0),
            (1992, 2.25, 9.0, 1.0),
            (1993, 0.25, 1.0, 0.0),
            (1994, 0.25, 1.0, 0.0)
        ]
    );
    assert_eq!(timeline.undated().cooperation(), 1);
    let mut twice = timeline.clone();
    twice.merge(&timeline);
    assert_eq!(twice.years()[1].cooperation, 4.5);
}

#[test]
fn a_cancelled_match_is_in_no_year() {
    let date = Date {
        span: Span::new(0, 1),
        sentence: 0,
        period: Period {
            from: 1990,
            to: 1999,
        },
    };
    let mut timeline = Timeline::default();
    let dating = Some(Dating {
        date: 0,
        is_carried: false,
    });
    timeline.add(&[plain(0, 0.0)], &[dating], &[date]);
    timeline.add(
        &[plain(0, 3.0)],
        &[Some(Dating {
            date: 7,
            is_carried: false,
        })],
        &[date],
    );
    assert!(timeline.years().is_empty());
    assert_eq!(timeline.undated().cooperation(), 1);
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "event", "1991", "–", "1997", "in", "from", "to", "the", "1990s", "19th", "century", ".",
        "\n\n", "now", "No.", "between", "and", "97", "’s", "troops",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_match_is_counted_once(words in prop::collection::vec(word(), 0..40), carry in 0usize..4) {
        let text = words.join(" ");
        let (tokens, vocabulary) = read(&text);
        let matches = events(&text, &tokens);
        let found = dates(&tokens, &vocabulary, &mut DatesState::default());
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert!(found.iter().all(|d| d.period.from <= d.period.to && d.period.n_years() <= 200));
        let datings = assign(&text, &matches, &found, &tokens, &vocabulary, TimelineOptions { carry });
        prop_assert_eq!(datings.len(), matches.len());
        let mut timeline = Timeline::default();
        timeline.add(&matches, &datings, &found);
        let dated: f64 = timeline.years().iter().map(|y| y.cooperation).sum();
        let all = dated + timeline.undated().cooperation() as f64;
        prop_assert!((all - matches.len() as f64).abs() < 1e-9);
    }

    #[test]
    fn the_nearest_date_is_no_farther_than_any_other(words in prop::collection::vec(word(), 0..30)) {
        let text = words.join(" ");
        let (tokens, vocabulary) = read(&text);
        let found = dates(&tokens, &vocabulary, &mut DatesState::default());
        let gap = |m: &Match, d: &Date| {
            if d.span.end <= m.span.start { m.span.start - d.span.end } else { d.span.start.saturating_sub(m.span.end) }
        };
        for event in events(&text, &tokens) {
            let rivals = found.iter().filter(|d| d.sentence == event.sentence);
            let least = rivals.map(|d| gap(&event, d)).min();
            prop_assert_eq!(nearest(&event, &found).map(|d| gap(&event, &found[d])), least);
        }
    }

    #[test]
    fn no_input_panics(text in "\\PC{0,80}") {
        periods(&text);
    }
}
