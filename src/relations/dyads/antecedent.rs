//! Antecedents: whom "it", "they" and "the two countries" mean.
//!
//! Only the plainest cases are read: a pronoun that opens its sentence, or two parties that are spoken of as two, where
//! the sentence before leaves no choice. A link that rests on one is marked.

use super::{Join, Scene};
use std::sync::Arc;

/// Sentences without any actor over which a pronoun still reaches.
const BACK: usize = 2;

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
    /// The codes of those for whom a pronoun of the sentence stands; none if there is no pronoun, or a doubt.
    pub(super) fn antecedent(&self) -> &[&'a Arc<str>] {
        self.antecedent.get_or_init(|| {
            let Some(stands) = self.stands() else {
                return Vec::new();
            };
            let before = (1..=BACK + 1).filter_map(|back| self.sentence.checked_sub(back));
            let mut scenes = before.map(|sentence| self.at(sentence));
            let named = scenes.find(|scene| !scene.parties.is_empty());
            named.map_or_else(Vec::new, |scene| scene.meant(stands))
        })
    }

    /// The pronoun of the sentence.
    fn stands(&self) -> Option<Stands> {
        let first = self.first();
        let sentence = first..self.tokens.sentences[self.sentence].tokens.end;
        let word = |at: usize| {
            if at < sentence.end {
                self.lower(at)
            } else {
                ""
            }
        };
        match word(first) {
            "it" if !EMPTY.contains(&word(first + 1)) => return Some(Stands::One),
            "they" => return Some(Stands::Several),
            _ => {}
        }
        let two = |at: usize| {
            let both = word(at) == "both" || (word(at) == "the" && word(at + 1) == "two");
            both && (at + 1..at + 4).any(|at| TWO.contains(&word(at)))
        };
        sentence.clone().any(two).then_some(Stands::Two)
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
            Stands::One if subject && breath.len() == 1 && !self.joined(0) => breath,
            Stands::Several if breath.len() > 1 => breath,
            Stands::Several | Stands::Two if all.len() == 2 => all,
            _ => Vec::new(),
        }
    }

    fn joined(&self, index: usize) -> bool {
        index + 1 < self.parties.len() && self.join(index) == Join::And
    }
}
