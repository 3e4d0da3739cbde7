//! Antecedents: whom "it", "they" and "the two countries" mean.
//!
//! Only the plainest cases are read: a pronoun that opens its sentence, or two parties that are spoken of as two, where
//! the sentence before leaves no choice. A link that rests on one is marked.

use super::Scene;
use std::sync::Arc;

/// Sentences in a row that name their actors by pronouns only, through which those of the first are followed.
const CHAIN: usize = 3;

/// Most tokens between an event and "the two countries" behind it: farther off, they are spoken of in another clause.
const NEAR: usize = 4;

/// Words of a sentence among which the name of its subject stands.
const SUBJECT: usize = 6;

/// What two parties are called together: "the two countries", "both sides".
const TWO: &[&str] = &[
    "countries",
    "states",
    "nations",
    "governments",
    "sides",
    "parties",
    "powers",
    "neighbours",
    "neighbors",
    "rivals",
    "allies",
    "kingdoms",
    "capitals",
    "leaders",
    "republics",
    "empires",
    "peoples",
    "armies",
    "presidents",
    "ministers",
    "partners",
    "enemies",
    "organisations",
    "organizations",
];

/// Words behind "it" that make it stand for nothing: "it was feared that …", "it seems …".
const EMPTY: &[&str] = &[
    "is", "was", "were", "be", "been", "has", "had", "would", "will", "may", "might", "could",
    "seems", "seemed", "appears", "appeared", "became", "remains", "remained", "follows", "took",
    "takes", "turned", "emerged",
];

/// What a sentence says instead of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// "It": for one.
    One,
    /// "They": for several.
    Several,
    /// "The two countries": for two.
    Two,
}

impl<'a> Scene<'a> {
    /// The codes of those for whom a pronoun of the sentence stands, as far as it can be a party to the event that ends
    /// before byte `end`; none if there is no pronoun, or a doubt.
    pub(super) fn antecedent(&self, end: usize) -> &[&'a Arc<str>] {
        let (at, codes) = self.antecedent.get_or_init(|| match self.stands() {
            Some((stands, at)) => (at, self.followed(stands)),
            None => (0, Vec::new()),
        });
        let behind = self
            .tokens
            .tokens
            .partition_point(|token| (token.start as usize) < end);
        if *at < behind + NEAR { codes } else { &[] }
    }

    /// Those whom a pronoun of this sentence means.
    fn followed(&self, stands: Stands) -> Vec<&'a Arc<str>> {
        for back in 1..=CHAIN.min(self.sentence) {
            let scene = self.at(self.sentence - back);
            if !scene.parties.is_empty() {
                return scene.meant(stands);
            }
            if scene.stands().is_none() {
                break;
            }
        }
        Vec::new()
    }

    /// The pronoun of the sentence, and its token.
    fn stands(&self) -> Option<(Stands, usize)> {
        let first = self.first();
        let mut sentence = first..self.tokens.sentences[self.sentence].tokens.end;
        let end = sentence.end;
        let word = |at: usize| if at < end { self.lower(at) } else { "" };
        match word(first) {
            "it" if !EMPTY.contains(&word(first + 1)) => return Some((Stands::One, first)),
            "they" => return Some((Stands::Several, first)),
            _ => {}
        }
        let two = |&at: &usize| {
            let both = word(at) == "both" || (word(at) == "the" && word(at + 1) == "two");
            both && (at + 1..at + 4).any(|at| TWO.contains(&word(at)))
        };
        sentence.find(two).map(|at| (Stands::Two, at))
    }

    /// The parties of this sentence that such a word of the next one means.
    fn meant(&self, stands: Stands) -> Vec<&'a Arc<str>> {
        if self.only_places {
            return Vec::new();
        }
        let all = self.codes(0..self.parties.len());
        let breath = self.codes(self.breath_after(0));
        let subject = self.parties[0].tokens.start < self.first() + SUBJECT;
        match stands {
            Stands::One if subject && breath.len() == 1 => breath,
            Stands::Several if breath.len() > 1 => breath,
            Stands::Several | Stands::Two if all.len() == 2 => all,
            _ => Vec::new(),
        }
    }
}
