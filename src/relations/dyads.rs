//! Dyads: who with whom, and who against whom.
//!
//! Every match is linked to the actors that its sentence names ([`link`]), by position alone:
//!
//! 1. The **source** is the nearest actor before the event, the **target** the first one after it begins: "Iran
//!    rejected the American plan" is IRN → USA.
//! 2. Actors in one breath ("Russia and NATO", "Poland, Hungary and Slovakia", "NATO-Russia") stand together: each of
//!    them is a source, or a target.
//! 3. Behind "by" stands the source: "Georgia was invaded by Russia" is RUS → GEO.
//! 4. Behind "between" stand both parties, whoever came before: "the UN welcomed talks between Iran and Iraq" has the
//!    talks between IRN and IRQ.
//! 5. Actors in one breath on one side of the event, with none on the other, did it with each other: "Russia and NATO
//!    agreed" has an **undirected** dyad.
//! 6. Who is named in an insertion is no party to the event behind it: "Serbia, which NATO had bombed, signed" has SRB.
//! 7. Where no actor stands before the event, "it" and "they" at the start of the sentence and "the two countries", "both
//!    sides" before it or close behind it stand for the actors of the sentence before, if that leaves no choice: "it" for the one
//!    actor that it begins with, "they" for those in one breath, or for the only two. Such a link is marked
//!    ([`Link::is_carried`]), and counted apart ([`DyadScores::carried`]), as carried dates are.
//! 8. A mention as a place only ("in Geneva", "in Sudan") and an introduced term that is no organisation are left out.
//!    Where a sentence names no other actor, a state named as a place is what the event happened to, without a partner;
//!    a capital is not.
//!
//! An event with several sources or targets counts in full for each pair, so that the dyads of a text may sum to more
//! than its matches.
//!
//! # Limits
//! Position is not grammar: in a long sentence the nearest name need not be the subject, other pronouns and descriptions
//! are not resolved, and an event told without names has no dyad. Counting by name and position is what the early coders of event data did (KEDS: Schrodt, Davis
//! & Weddle 1994, *Social Science Computer Review* 12(4)); take sums over many sentences, not the single one.

mod antecedent;
mod insertion;
mod sums;

pub use sums::{ActorScores, DyadMatrix, DyadScores, Dyads};

use super::Match;
use super::actors::{ActorKind, FormKind, Mention};
use crate::tokenize::{TokenKind, Tokens};
use crate::vocabulary::Vocabulary;
use serde::Serialize;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// Most tokens between two actors of one breath, and between "by" or "between" and the actor it brings in.
const REACH: usize = 4;
/// Most actors of one breath: more are a list of members, and its pairs would grow with the square.
const MOST: usize = 12;

/// One event and one pair of actors, or one actor alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Index of the match.
    pub event: usize,
    /// The code of the source; for an undirected link the first of the two codes in alphabetic order.
    pub source: Option<Arc<str>>,
    /// The code of the target; null where only one actor is known.
    pub target: Option<Arc<str>>,
    /// Whether it is known who did it to whom.
    pub is_directed: bool,
    /// Whether one side is a pronoun or "the two countries", and its actors are named in an earlier sentence.
    pub is_carried: bool,
}

impl Link {
    /// "directed", or "mutual" where both did it with each other.
    pub const fn direction(&self) -> &'static str {
        direction(self.is_directed)
    }
}

const fn direction(is_directed: bool) -> &'static str {
    match is_directed {
        true => "directed",
        false => "mutual",
    }
}

/// Links every match to the actors of its sentence; matches in sentences without actors have no link.
///
/// `mentions` are those of [`Actors::find`](super::actors::Actors::find), in order; `vocabulary` is that of the tokens.
///
/// # Complexity
/// Linear in the matches and mentions, which must be in the order of their sentences.
///
/// # Examples
/// ```
/// use detente::relations::{Match, Quad, actors::Actors, dyads::link};
/// use detente::{language::Language, span::Span, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let text = "Georgia was invaded by Russia.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let actors = Actors::builtin();
/// let mentions = actors.find(text, &tokens, &vocabulary, &mut actors.state());
/// let invaded = Match {
///     span: Span::new(12, 19),
///     sentence: 0,
///     entry: "invade".into(),
///     code: "192".into(),
///     quad: Quad::MaterialConflict,
///     base_weight: -10.0,
///     weight: -10.0,
///     context: Default::default(),
/// };
/// let links = link(&[invaded], &mentions, &tokens, &vocabulary);
/// assert_eq!(links[0].source.as_deref(), Some("RUS"));
/// assert_eq!(links[0].target.as_deref(), Some("GEO"));
/// ```
pub fn link(
    matches: &[Match],
    mentions: &[Mention],
    tokens: &Tokens,
    vocabulary: &Vocabulary,
) -> Vec<Link> {
    let mut links = Vec::new();
    let mut event = 0;
    for events in matches.chunk_by(|a, b| a.sentence == b.sentence) {
        let scene = Scene::new(events[0].sentence, mentions, tokens, vocabulary);
        for (index, found) in events.iter().enumerate() {
            let next = events
                .get(index + 1)
                .map_or(usize::MAX, |next| next.span.start);
            scene.sides(found, next).links(event, &mut links);
            event += 1;
        }
    }
    links
}

/// The actors of one sentence that may be party to its events.
struct Scene<'a> {
    sentence: usize,
    /// In order.
    parties: Vec<&'a Mention>,
    /// Whether the sentence names no actor but places.
    only_places: bool,
    /// The token of the sentence's pronoun, and for whom it stands, once that was asked.
    antecedent: OnceCell<(usize, Vec<&'a Arc<str>>)>,
    /// Of the whole text.
    mentions: &'a [Mention],
    tokens: &'a Tokens,
    vocabulary: &'a Vocabulary,
}

/// Who stands on either side of an event.
struct Sides<'a> {
    sources: Vec<&'a Arc<str>>,
    targets: Vec<&'a Arc<str>>,
    /// Whether several actors on one side, with none on the other, did it with each other.
    is_mutual: bool,
    /// Whether one side is named in an earlier sentence.
    is_carried: bool,
}

/// How two actors that follow each other are joined.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Join {
    /// By other words, or not at all.
    None,
    /// By a comma, which makes an enumeration only if an "and" comes later.
    Comma,
    /// By "and", "or", a dash, "as well as".
    And,
}

impl<'a> Scene<'a> {
    fn new(
        sentence: usize,
        mentions: &'a [Mention],
        tokens: &'a Tokens,
        vocabulary: &'a Vocabulary,
    ) -> Self {
        let first = mentions.partition_point(|mention| mention.sentence < sentence);
        let last = mentions.partition_point(|mention| mention.sentence <= sentence);
        let own = &mentions[first..last];
        let acting = |mention: &&Mention| mention.kind != ActorKind::Term;
        let named = |mention: &&Mention| acting(mention) && !mention.is_place;
        let place = |mention: &&Mention| acting(mention) && mention.form == FormKind::Name;
        let only_places =
            !own.iter().any(|mention| named(&mention)) && own.iter().any(|mention| place(&mention));
        Self {
            sentence,
            parties: match only_places {
                true => own.iter().filter(place).collect(),
                false => own.iter().filter(named).collect(),
            },
            only_places,
            antecedent: OnceCell::new(),
            mentions,
            tokens,
            vocabulary,
        }
    }

    /// Another sentence of the same text.
    fn at(&self, sentence: usize) -> Self {
        Self::new(sentence, self.mentions, self.tokens, self.vocabulary)
    }

    /// The sentence's first token.
    fn first(&self) -> usize {
        self.tokens.sentences[self.sentence].tokens.start
    }

    /// `next` is the byte at which the sentence's next event starts.
    fn sides(&self, found: &Match, next: usize) -> Sides<'a> {
        let split = self
            .parties
            .partition_point(|party| party.span.start < found.span.start);
        let outside = self.outside(split, found.span.start);
        let mut before = self.codes(self.breath_before(outside));
        let after = self.breath_after(split);
        let bringer = self.bringer(found, after.clone());
        let after = self.codes(after);
        let mut is_carried = false;
        if before.is_empty() && !self.only_places && !matches!(bringer, Some(("between", _))) {
            before.extend_from_slice(self.antecedent(found.span.end));
            is_carried = !before.is_empty();
        }
        let (sources, targets, is_mutual) = match bringer {
            // Another event in between is what stands "between" them.
            Some(("between", at)) if after.len() > 1 && at < next => (after, Vec::new(), true),
            Some(("by", _)) => (after, before, false),
            _ if self.only_places && before.is_empty() => (Vec::new(), after, false),
            _ if self.only_places => (Vec::new(), before, false),
            _ => (before, after, true),
        };
        Sides {
            sources,
            targets,
            is_mutual,
            is_carried,
        }
    }

    /// The parties in one breath that end at the last party before `split`.
    fn breath_before(&self, split: usize) -> Range<usize> {
        let mut first = split.saturating_sub(1);
        let joined = |first: usize| first > 0 && self.join(first - 1) != Join::None;
        if first > 0 && self.join(first - 1) == Join::And {
            while joined(first) && split - first < MOST {
                first -= 1;
            }
        }
        first..split
    }

    /// The parties in one breath that start at the first party from `split`.
    fn breath_after(&self, split: usize) -> Range<usize> {
        let end = self.parties.len().min(split + MOST);
        let mut last = (split + 1).min(end);
        for next in split + 1..end {
            match self.join(next - 1) {
                Join::And => last = next + 1,
                Join::Comma => {}
                Join::None => break,
            }
        }
        split..last
    }

    /// How the party at `index` is joined to the next.
    fn join(&self, index: usize) -> Join {
        let between = self.parties[index].tokens.end..self.parties[index + 1].tokens.start;
        let mut join = Join::None;
        for at in between.clone().take(REACH) {
            match self.lower(at) {
                "and" | "&" | "or" | "nor" | "-" | "–" | "‐" | "‑" | "/" | "well" => {
                    join = Join::And
                }
                "," => join = join.max(Join::Comma),
                "the" | "both" | "as" => {}
                _ => return Join::None,
            }
        }
        if between.len() > REACH {
            Join::None
        } else {
            join
        }
    }

    /// The "by" or "between" behind the event and close before the first of the parties `after`, and its byte offset;
    /// not if "with" or an "-ing" follows it ("by sending Russia …").
    fn bringer(&self, found: &Match, after: Range<usize>) -> Option<(&'a str, usize)> {
        let party = self
            .parties
            .get(after.start)
            .filter(|_| !after.is_empty())?;
        let sentence = self.tokens.sentences.get(found.sentence)?.tokens.start;
        let first = party.tokens.start.saturating_sub(REACH).max(sentence);
        let (word, at) = (first..party.tokens.start)
            .rev()
            .map(|at| (self.lower(at), self.tokens.tokens[at].start as usize))
            .take_while(|&(_, at)| at >= found.span.start)
            .find(|(word, _)| {
                matches!(*word, "by" | "between" | "with") || word.ends_with("ing")
            })?;
        matches!(word, "by" | "between").then_some((word, at))
    }

    /// The distinct codes of some parties, in their order.
    fn codes(&self, range: Range<usize>) -> Vec<&'a Arc<str>> {
        let mut codes = Vec::new();
        for party in &self.parties[range] {
            if !codes.contains(&&party.code) {
                codes.push(&party.code);
            }
        }
        codes
    }

    /// Whether a possessive ending follows a party.
    fn is_possessive(&self, index: usize) -> bool {
        let behind = self.tokens.tokens.get(self.parties[index].tokens.end);
        behind.is_some_and(|token| token.kind == TokenKind::Clitic)
    }

    fn lower(&self, at: usize) -> &'a str {
        let id = self.tokens.tokens[at].id;
        self.vocabulary.text(self.vocabulary.lower(id))
    }
}

impl Sides<'_> {
    /// Appends the links of the event.
    fn links(&self, event: usize, out: &mut Vec<Link>) {
        let link = |source: Option<&Arc<str>>, target: Option<&Arc<str>>, is_directed| Link {
            event,
            source: source.cloned(),
            target: target.cloned(),
            is_directed,
            is_carried: self.is_carried,
        };
        let before = out.len();
        for source in &self.sources {
            let others = self.targets.iter().filter(|target| *target != source);
            out.extend(others.map(|target| link(Some(source), Some(target), true)));
        }
        if out.len() > before {
            return;
        }
        let one_side = match self.sources.is_empty() {
            true => &self.targets,
            false => &self.sources,
        };
        if self.is_mutual && one_side.len() > 1 {
            for (index, a) in one_side.iter().enumerate() {
                let others = one_side[index + 1..].iter();
                out.extend(others.map(|b| link(Some(a.min(b)), Some(a.max(b)), false)));
            }
        } else if self.sources.is_empty() {
            out.extend(one_side.iter().map(|target| link(None, Some(target), true)));
        } else {
            out.extend(one_side.iter().map(|source| link(Some(source), None, true)));
        }
    }
}

#[cfg(test)]
mod tests;
