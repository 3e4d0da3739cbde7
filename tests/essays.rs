//! The sample essays, from bytes to measures: what a careful reader would say of them must come out.

use detente::relations::actors::Actors;
use detente::relations::bootstrap::{Bootstrap, sentence_tallies};
use detente::relations::comparison::{difference, trajectory};
use detente::relations::dyads::{Dyads, link};
use detente::relations::measures::Tally;
use detente::relations::timeline::{DatesState, Timeline, TimelineOptions, assign, dates};
use detente::relations::{Match, Relations};
use detente::tokenize::{Tokenizer, Tokens};
use detente::vocabulary::Vocabulary;
use detente::{Analysis, Analyzer, language::Language};

const COOPERATIVE: &str = include_str!("data/essays/cooperative.txt");
const CONFLICTUAL: &str = include_str!("data/essays/conflictual.txt");
const MIXED: &str = include_str!("data/essays/mixed.txt");

fn analysis(text: &str) -> Analysis {
    let analyzer = Analyzer::builder().build().unwrap();
    analyzer.analyze(text).unwrap()
}

fn tally(text: &str) -> Tally {
    let sections = analysis(text).sections;
    sections
        .iter()
        .map(|section| section.scores.relations.tally())
        .sum()
}

/// The tally of the section with a heading.
fn section(text: &str, heading: &str) -> Tally {
    let sections = analysis(text).sections;
    let found = sections
        .iter()
        .find(|section| section.heading.as_deref() == Some(heading));
    let names: Vec<_> = sections.iter().map(|section| &section.heading).collect();
    found
        .unwrap_or_else(|| panic!("no section {heading:?} among {names:?}"))
        .scores
        .relations
        .tally()
}

struct Read {
    tokens: Tokens,
    vocabulary: Vocabulary,
    matches: Vec<Match>,
}

fn read(text: &str) -> Read {
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    let relations = Relations::builtin();
    let matches = relations.find(text, &tokens, &vocabulary, &mut relations.state());
    Read {
        tokens,
        vocabulary,
        matches,
    }
}

#[test]
fn the_essays_are_told_apart() {
    let (good, bad, mixed) = (tally(COOPERATIVE), tally(CONFLICTUAL), tally(MIXED));
    assert!(good.balance() > Some(0.3) && good.net > 0.0, "{good:?}");
    assert!(bad.balance() < Some(-0.3) && bad.net < 0.0, "{bad:?}");
    assert!(
        good.balance() > mixed.balance() && mixed.balance() > bad.balance(),
        "{mixed:?}"
    );
    assert!(
        mixed.cooperation() > 10 && mixed.conflict() > 10,
        "{mixed:?}"
    );
    assert!(difference(&good, &bad).unwrap().p < 0.001);
}

#[test]
fn the_sections_of_the_mixed_essay_differ() {
    let peace = section(MIXED, "Sharing the Waters");
    let war = section(MIXED, "Kashmir and the War of 1965");
    assert!(peace.balance() > Some(0.0) && peace.net > 0.0, "{peace:?}");
    assert!(war.balance() < Some(0.0) && war.net < 0.0, "{war:?}");
    let sections = analysis(MIXED).sections;
    let tallies: Vec<Tally> = sections
        .iter()
        .map(|s| s.scores.relations.tally())
        .collect();
    let way = trajectory(&tallies, 1);
    assert_eq!(way.len(), sections.len());
    assert!(way.iter().any(|p| p.balance > Some(0.0)) && way.iter().any(|p| p.balance < Some(0.0)));
}

#[test]
fn boilerplate_is_left_out() {
    for text in [COOPERATIVE, CONFLICTUAL, MIXED] {
        let analysis = analysis(text);
        let first = text.lines().next().unwrap();
        let left_out = analysis
            .boilerplate
            .iter()
            .any(|lines| lines.span.of(text).contains(first));
        assert!(left_out, "{first}");
    }
}

#[test]
fn the_bootstrap_separates_the_essays() {
    let sentences = |text| {
        let read = read(text);
        sentence_tallies(&read.matches, &read.tokens)
    };
    let gain = Bootstrap::default().differences(&sentences(COOPERATIVE), &sentences(CONFLICTUAL));
    assert!(gain.balance.unwrap().low > 0.0);
    assert!(gain.net_per_1000.unwrap().low > 0.0);
}

#[test]
fn the_parties_are_found() {
    let dyads_of = |text| {
        let read = read(text);
        let actors = Actors::builtin();
        let mentions = actors.find(text, &read.tokens, &read.vocabulary, &mut actors.state());
        let mut dyads = Dyads::default();
        dyads.add(
            &link(&read.matches, &mentions, &read.tokens, &read.vocabulary),
            &read.matches,
        );
        dyads
    };
    for (text, parties) in [
        (COOPERATIVE, ["DEU", "FRA"]),
        (CONFLICTUAL, ["CHN", "SUN"]),
        (MIXED, ["IND", "PAK"]),
    ] {
        assert_eq!(dyads_of(text).matrix(2).actors.join(" "), parties.join(" "));
    }
    let conflictual = dyads_of(CONFLICTUAL).actors();
    let china = conflictual
        .iter()
        .find(|actor| &*actor.code == "CHN")
        .unwrap();
    assert!(china.net < 0.0);
}

#[test]
fn the_years_tell_war_from_peace() {
    let Read {
        tokens,
        vocabulary,
        matches,
    } = read(MIXED);
    let found = dates(&tokens, &vocabulary, &mut DatesState::default());
    let options = TimelineOptions::default();
    let mut timeline = Timeline::default();
    timeline.add(
        &matches,
        &assign(MIXED, &matches, &found, &tokens, &vocabulary, options),
        &found,
    );
    let years = timeline.years();
    let net = |year| {
        years
            .iter()
            .find(|scores| scores.year == year)
            .map(|scores| scores.net)
    };
    assert!(net(1960) > Some(0.0), "the waters treaty");
    assert!(net(1965) < Some(0.0), "the second war");
    assert!(net(1966) > Some(0.0), "Tashkent");
    assert!(net(2001) < Some(0.0), "the attack on parliament");
}
