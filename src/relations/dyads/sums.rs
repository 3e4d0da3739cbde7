//! Scores by actor and by dyad: links added up.

use super::Link;
use crate::relations::Match;
use crate::relations::measures::Tally;
use ndarray::Array2;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Source, target, and whether directed.
type Pair = (Arc<str>, Arc<str>, bool);

/// What one actor did and met with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorScores {
    /// The actor's code.
    pub code: Arc<str>,
    /// Cooperative events to which the actor is party, each once.
    pub cooperation: usize,
    /// Events of conflict to which the actor is party, each once.
    pub conflict: usize,
    /// (C − K) / (C + K).
    pub balance: Option<f64>,
    /// Sum of the weights.
    pub net: f64,
    /// Cooperative events that came from the actor.
    pub cooperation_given: usize,
    /// Cooperative events that were directed at it.
    pub cooperation_received: usize,
    /// Conflictual events that came from the actor.
    pub conflict_given: usize,
    /// Conflictual events that were directed at it.
    pub conflict_received: usize,
}

/// What passed between two actors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DyadScores {
    /// The source; for an undirected dyad the first of the two in alphabetic order.
    pub source: Arc<str>,
    /// The target.
    pub target: Arc<str>,
    /// Whether `source` did it to `target`, or both with each other.
    pub is_directed: bool,
    /// Cooperative events.
    pub cooperation: usize,
    /// Conflictual events.
    pub conflict: usize,
    /// (C − K) / (C + K).
    pub balance: Option<f64>,
    /// Sum of the weights.
    pub net: f64,
    /// Mean weight.
    pub intensity: Option<f64>,
    /// Of these events, those in which one of the two is not named, but meant by a pronoun or "the two countries".
    pub carried: usize,
}

impl DyadScores {
    /// "directed", or "mutual" where both did it with each other.
    pub const fn direction(&self) -> &'static str {
        super::direction(self.is_directed)
    }
}

/// Events between actors as matrices; rows are sources, columns targets.
///
/// An undirected event stands in both cells, [a, b] and [b, a].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DyadMatrix {
    /// The codes of rows and columns, in alphabetic order.
    pub actors: Vec<Arc<str>>,
    /// Sum of the weights.
    pub net: Array2<f64>,
    /// Number of cooperative events.
    pub cooperation: Array2<f64>,
    /// Number of conflictual events.
    pub conflict: Array2<f64>,
}

/// The tallies of an actor.
#[derive(Clone, Debug, Default, PartialEq)]
struct ActorTally {
    all: Tally,
    given: Tally,
    received: Tally,
}

/// The tally of a dyad.
#[derive(Clone, Debug, Default, PartialEq)]
struct PairTally {
    all: Tally,
    carried: usize,
}

/// Collects the links of any number of texts into scores by actor and by dyad.
///
/// # Examples
/// ```
/// use detente::relations::{Match, Quad, dyads::{Dyads, Link}};
/// # use detente::span::Span;
/// # let event = |weight| Match { span: Span::new(0, 1), sentence: 0, entry: "e".into(), code: "1".into(),
/// #     quad: Quad::VerbalCooperation, base_weight: weight, weight, context: Default::default() };
/// let link = |event, source: &str, target: &str, is_directed| Link {
///     event, source: Some(source.into()), target: Some(target.into()), is_directed, is_carried: false,
/// };
/// let mut dyads = Dyads::default();
/// // `event(w)` is a match of weight w.
/// dyads.add(&[link(0, "RUS", "USA", true), link(1, "NATO", "RUS", false)], &[event(-4.0), event(6.0)]);
/// let table = dyads.table();
/// assert_eq!((&*table[0].source, &*table[0].target, table[0].net), ("NATO", "RUS", 6.0));
/// let matrix = dyads.matrix(10);
/// assert_eq!(matrix.actors.join(" "), "NATO RUS USA");
/// assert_eq!((matrix.net[[0, 1]], matrix.net[[1, 0]], matrix.net[[1, 2]]), (6.0, 6.0, -4.0));
/// assert_eq!(dyads.actors()[1].cooperation, 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dyads {
    pairs: BTreeMap<Pair, PairTally>,
    actors: BTreeMap<Arc<str>, ActorTally>,
}

impl Dyads {
    /// Adds the links of one text and the matches they point to. Links to matches that do not exist are left out.
    pub fn add(&mut self, links: &[Link], matches: &[Match]) {
        for event in links.chunk_by(|a, b| a.event == b.event) {
            if let Some(found) = matches.get(event[0].event) {
                self.add_event(event, found);
            }
        }
    }

    fn add_event(&mut self, links: &[Link], found: &Match) {
        for link in links {
            if let (Some(source), Some(target)) = (&link.source, &link.target) {
                let pair = (source.clone(), target.clone(), link.is_directed);
                let tally = self.pairs.entry(pair).or_default();
                tally.all.count(found);
                tally.carried += usize::from(link.is_carried);
            }
        }
        let given = links.iter().filter(|link| link.is_directed);
        let sources = distinct(given.clone().map(|link| &link.source));
        let targets = distinct(given.map(|link| &link.target));
        let all = distinct(links.iter().flat_map(|link| [&link.source, &link.target]));
        for (codes, tally) in [
            (
                all,
                (|actor| &mut actor.all) as fn(&mut ActorTally) -> &mut Tally,
            ),
            (sources, |actor| &mut actor.given),
            (targets, |actor| &mut actor.received),
        ] {
            for code in codes {
                tally(self.actors.entry(Arc::clone(code)).or_default()).count(found);
            }
        }
    }

    /// Adds what another collector has collected.
    pub fn merge(&mut self, other: Self) {
        for (pair, tally) in other.pairs {
            let pair = self.pairs.entry(pair).or_default();
            pair.all += tally.all;
            pair.carried += tally.carried;
        }
        for (code, tally) in other.actors {
            let actor = self.actors.entry(code).or_default();
            actor.all += tally.all;
            actor.given += tally.given;
            actor.received += tally.received;
        }
    }

    /// The scores of every actor that is party to an event, by code.
    pub fn actors(&self) -> Vec<ActorScores> {
        let scores = |(code, tally): (&Arc<str>, &ActorTally)| ActorScores {
            code: code.clone(),
            cooperation: tally.all.cooperation(),
            conflict: tally.all.conflict(),
            balance: tally.all.balance(),
            net: tally.all.net,
            cooperation_given: tally.given.cooperation(),
            cooperation_received: tally.received.cooperation(),
            conflict_given: tally.given.conflict(),
            conflict_received: tally.received.conflict(),
        };
        self.actors.iter().map(scores).collect()
    }

    /// The scores of every dyad, by source, target and direction (undirected first).
    pub fn table(&self) -> Vec<DyadScores> {
        let scores = |((source, target, is_directed), pair): (&Pair, &PairTally)| DyadScores {
            source: source.clone(),
            target: target.clone(),
            is_directed: *is_directed,
            cooperation: pair.all.cooperation(),
            conflict: pair.all.conflict(),
            balance: pair.all.balance(),
            net: pair.all.net,
            intensity: pair.all.intensity(),
            carried: pair.carried,
        };
        self.pairs.iter().map(scores).collect()
    }

    /// The dyads among the `most` actors with the most events (ties by code) as matrices.
    ///
    /// # Complexity
    /// Memory grows with the square of `most`.
    pub fn matrix(&self, most: usize) -> DyadMatrix {
        let mut ranked: Vec<(&Arc<str>, usize)> = self
            .actors
            .iter()
            .map(|(code, tally)| (code, tally.all.n_matches()))
            .collect();
        ranked.sort_by_key(|&(code, n)| (std::cmp::Reverse(n), code));
        ranked.truncate(most);
        let mut actors: Vec<Arc<str>> = ranked.into_iter().map(|(code, _)| code.clone()).collect();
        actors.sort_unstable();
        let zeros = || Array2::zeros((actors.len(), actors.len()));
        let (mut net, mut cooperation, mut conflict) = (zeros(), zeros(), zeros());
        for ((source, target, is_directed), PairTally { all: tally, .. }) in &self.pairs {
            let (Ok(row), Ok(column)) =
                (actors.binary_search(source), actors.binary_search(target))
            else {
                continue;
            };
            let cells = [(row, column), (column, row)];
            for cell in &cells[..if *is_directed { 1 } else { 2 }] {
                net[*cell] += tally.net;
                cooperation[*cell] += tally.cooperation() as f64;
                conflict[*cell] += tally.conflict() as f64;
            }
        }
        DyadMatrix {
            actors,
            net,
            cooperation,
            conflict,
        }
    }
}

/// The distinct codes among some, in alphabetic order.
fn distinct<'a>(codes: impl Iterator<Item = &'a Option<Arc<str>>>) -> Vec<&'a Arc<str>> {
    let mut codes: Vec<&Arc<str>> = codes.filter_map(Option::as_ref).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
