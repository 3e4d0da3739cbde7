use super::super::actors::Actors;
use super::super::measures::tests::plain;
use super::*;
use crate::language::Language;
use crate::span::Span;
use crate::tokenize::Tokenizer;
use proptest::prelude::*;

/// The links of a text with one match of weight `weight` at every place where `event` stands.
fn links_of(text: &str, event: &str, weight: f64) -> (Vec<Link>, Vec<Match>) {
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    let actors = Actors::builtin();
    let mentions = actors.find(text, &tokens, &vocabulary, &mut actors.state());
    let matches: Vec<Match> = text
        .match_indices(event)
        .map(|(start, words)| Match {
            span: Span::new(start, start + words.len()),
            ..plain(
                tokens.sentences.partition_point(|s| s.span.end <= start),
                weight,
            )
        })
        .collect();
    (link(&matches, &mentions, &tokens, &vocabulary), matches)
}

/// "RUS>USA" for a directed link, "NATO=RUS" for an undirected one, "RUS>" and ">RUS" for one actor alone; "~" where one is
/// carried from an earlier sentence.
fn dyads(text: &str, event: &str) -> String {
    let (links, _) = links_of(text, event, 1.0);
    let shown = links.iter().map(|link| {
        let code = |code: &Option<Arc<str>>| code.as_deref().unwrap_or_default().to_owned();
        let sign = match (link.is_carried, link.is_directed) {
            (true, _) => "~",
            (false, true) => ">",
            (false, false) => "=",
        };
        format!("{}{sign}{}", code(&link.source), code(&link.target))
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn who_with_whom() {
    for (text, event, expected) in [
        ("Iran rejected the American plan.", "rejected", "IRN>USA"),
        ("Georgia was invaded by Russia.", "invaded", "RUS>GEO"),
        (
            "The plan was praised by the Polish and the Czech ministers.",
            "praised",
            "POL> CZE>",
        ),
        ("Russia and NATO agreed.", "agreed", "NATO=RUS"),
        ("NATO-Russia cooperation grew.", "cooperation", "NATO=RUS"),
        (
            "Poland, Hungary and Slovakia thanked the EU.",
            "thanked",
            "POL>EU HUN>EU SVK>EU",
        ),
        (
            "The UN welcomed talks between Iran and Iraq.",
            "talks",
            "IRN=IRQ",
        ),
        (
            "The UN welcomed talks between Iran and Iraq.",
            "welcomed",
            "IRN=IRQ",
        ),
        (
            "Russia signed an accord with China, as well as with India.",
            "signed",
            "RUS>CHN",
        ),
        ("Russia as well as China protested.", "protested", "CHN=RUS"),
        ("Russia helped Russia.", "helped", "RUS>"),
        ("The rebels thanked Norway.", "thanked", ">NOR"),
        ("The ministers agreed.", "agreed", ""),
        ("Peace was agreed in Vienna.", "agreed", ""),
        (
            "Vietnam invaded Cambodia, Chinese troops attacked Vietnam.",
            "attacked",
            "CHN>VNM",
        ),
        (
            "China invited Japan, Laos and Nepal, Russia protested.",
            "invited",
            "CHN>JPN CHN>LAO CHN>NPL",
        ),
        ("Fighting resumed in northern Mali.", "Fighting", ">MLI"),
        ("In Geneva, Syria rejected it.", "rejected", "SYR>"),
        ("France helped by sending Chad food.", "helped", "FRA>TCD"),
        (
            "Serbia, which NATO had bombed, thanked Russia.",
            "thanked",
            "SRB>RUS",
        ),
        (
            "Georgia, a partner of the EU, expelled two Russian envoys.",
            "expelled",
            "GEO>RUS",
        ),
        (
            "North Korea, Beijing's ally, threatened Japan.",
            "threatened",
            "PRK>JPN",
        ),
        ("Spain (like Italy) thanked Malta.", "thanked", "ESP>MLT"),
        (
            "In talks with Peru, the EU, with Italy absent, thanked Chile.",
            "thanked",
            "EU>CHL",
        ),
        (
            "After a talk with Peru, the ally of Chile, Cuba, thanked Laos.",
            "thanked",
            "CUB>LAO",
        ),
        (
            "France left, the EU acted, and Malta thanked Laos.",
            "thanked",
            "MLT>LAO",
        ),
        (
            "Peru and Chile, both near Brazil, thanked Laos.",
            "thanked",
            "PER>LAO CHL>LAO",
        ),
        ("Libya sent an army. It invaded Chad.", "invaded", "LBY~TCD"),
        (
            "Libya sent an army. It was feared that Chad had invaded it.",
            "invaded",
            "TCD>",
        ),
        (
            "Peru and Chile met. They thanked Laos.",
            "thanked",
            "PER~LAO CHL~LAO",
        ),
        (
            "Peru wrote to Chile. They met. They agreed.",
            "agreed",
            "CHL~PER",
        ),
        (
            "Peru wrote to Chile. In 1920 the two countries agreed.",
            "agreed",
            "CHL~PER",
        ),
        (
            "Peru wrote to Chile and Cuba. Both sides agreed.",
            "agreed",
            "",
        ),
        (
            "Peru wrote to Chile. Nobody knew. They agreed.",
            "agreed",
            "",
        ),
        (
            "Peru wrote to Chile. Talks between the two sides failed.",
            "Talks",
            "CHL~PER",
        ),
        (
            "Peru wrote to Chile. Nobody agreed until 1920, when at last the two sides met.",
            "agreed",
            "",
        ),
        (
            "The rebels thanked Norway. They attacked Chad.",
            "attacked",
            ">TCD",
        ),
        ("Peru wrote. They were invaded by Chile.", "invaded", "CHL>"),
        (
            "Peru wrote to Cuba. They were invaded by Chile.",
            "invaded",
            "CHL~PER CHL~CUB",
        ),
        (
            "Russia spoke. Ukraine rejected the American plan. China came.",
            "rejected",
            "UKR>USA",
        ),
    ] {
        assert_eq!(dyads(text, event), expected, "{text}");
    }
}

#[test]
fn between_belongs_to_the_event_beside_it() {
    let text = "The UN welcomed talks between Iran and Iraq.";
    let mut vocabulary = Vocabulary::new(Language::English);
    let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
    let actors = Actors::builtin();
    let mentions = actors.find(text, &tokens, &vocabulary, &mut actors.state());
    let at = |word: &str| {
        text.find(word)
            .map(|start| Span::new(start, start + word.len()))
            .unwrap()
    };
    let event = |word| Match {
        span: at(word),
        ..plain(0, 2.0)
    };
    let links = link(
        &[event("welcomed"), event("talks")],
        &mentions,
        &tokens,
        &vocabulary,
    );
    let shown: Vec<_> = links
        .iter()
        .map(|l| (l.event, l.source.as_deref(), l.target.as_deref()))
        .collect();
    let expected = [(0, "UN", "IRN"), (0, "UN", "IRQ"), (1, "IRN", "IRQ")];
    assert_eq!(
        shown,
        expected.map(|(event, source, target)| (event, Some(source), Some(target)))
    );
}

#[test]
fn sums_by_actor_and_dyad() {
    let mut dyads = Dyads::default();
    for (text, event, weight) in [
        ("Iran rejected the American plan.", "rejected", -4.0),
        (
            "Iran rejected the American and the French plan.",
            "rejected",
            -4.0,
        ),
        ("Iran and France agreed.", "agreed", 6.0),
        ("Iran agreed.", "agreed", 6.0),
    ] {
        let (links, matches) = links_of(text, event, weight);
        dyads.add(&links, &matches);
    }
    let rows: Vec<_> = dyads
        .table()
        .into_iter()
        .map(|d| (d.source, d.target, d.is_directed, d.net))
        .collect();
    let row = |a: &str, b: &str, directed, net| (Arc::from(a), Arc::from(b), directed, net);
    assert_eq!(
        rows,
        [
            row("FRA", "IRN", false, 6.0),
            row("IRN", "FRA", true, -4.0),
            row("IRN", "USA", true, -8.0)
        ]
    );
    let actors = dyads.actors();
    let iran = &actors[1];
    assert_eq!(
        (&*iran.code, iran.cooperation, iran.conflict, iran.net),
        ("IRN", 2, 2, 4.0)
    );
    // "Iran agreed" came from Iran alone; the agreement with France has no giver.
    assert_eq!(
        (
            iran.conflict_given,
            iran.conflict_received,
            iran.cooperation_given
        ),
        (2, 0, 1)
    );
    assert_eq!((&*actors[2].code, actors[2].conflict_received), ("USA", 2));

    let matrix = dyads.matrix(2);
    assert_eq!(matrix.actors.join(" "), "FRA IRN");
    assert_eq!((matrix.net[[0, 1]], matrix.net[[1, 0]]), (6.0, 2.0));
    assert_eq!(
        (matrix.cooperation[[1, 0]], matrix.conflict[[1, 0]]),
        (1.0, 1.0)
    );
    assert_eq!(Dyads::default().matrix(5).net.len(), 0);
}

#[test]
fn links_to_nothing_are_left_out() {
    let mut dyads = Dyads::default();
    let link = Link {
        event: 3,
        source: Some("A".into()),
        target: None,
        is_directed: true,
        is_carried: false,
    };
    dyads.add(&[link], &[]);
    assert_eq!(dyads, Dyads::default());
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Russia", "NATO", "Iran", "French", "EVENT", "and", ",", "by", "between", "in", "the", ".",
        "as", "well", "-",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn links_are_sound(words in prop::collection::vec(word(), 0..30)) {
        let (links, matches) = links_of(&words.join(" "), "EVENT", 2.0);
        for link in &links {
            prop_assert!(link.event < matches.len());
            prop_assert!(link.source.is_some() || link.target.is_some());
            prop_assert!(link.source != link.target);
            prop_assert!(link.is_directed || link.source < link.target);
        }
        prop_assert!(links.is_sorted_by_key(|link| link.event));
    }

    #[test]
    fn merging_is_adding(a in prop::collection::vec(word(), 0..20), b in prop::collection::vec(word(), 0..20)) {
        let (a, b) = (links_of(&a.join(" "), "EVENT", 2.0), links_of(&b.join(" "), "EVENT", -3.0));
        let (mut one, mut left, mut right) = (Dyads::default(), Dyads::default(), Dyads::default());
        one.add(&a.0, &a.1);
        one.add(&b.0, &b.1);
        left.add(&a.0, &a.1);
        right.add(&b.0, &b.1);
        left.merge(right);
        prop_assert_eq!(&one, &left);
        let matrix = one.matrix(usize::MAX);
        let directed: f64 = one.table().iter().map(|d| if d.is_directed { d.net } else { 2.0 * d.net }).sum();
        prop_assert_eq!(matrix.net.sum(), directed);
    }
}
