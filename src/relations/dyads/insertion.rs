//! Insertions: "Serbia, which NATO had bombed, signed …". An actor inside one is no party to the event behind it.

use super::{Join, Scene};

/// Most tokens between an actor and the commas around it: longer insertions are rare, and the search stays bounded.
const LONGEST: usize = 24;

/// Words that open an insertion behind a comma.
const OPENERS: &[&str] = &[
    "which",
    "who",
    "whose",
    "whom",
    "where",
    "unlike",
    "like",
    "despite",
    "after",
    "before",
    "since",
    "with",
    "without",
    "under",
    "against",
    "by",
    "to",
    "from",
    "in",
    "at",
    "on",
    "amid",
    "along",
    "alongside",
    "together",
    "backed",
    "supported",
    "urged",
    "encouraged",
    "helped",
    "not",
    "including",
    "as",
];

/// Words that open a description behind a comma: an insertion only if a preposition brings the actor in ("a close
/// partner of the EU").
const ARTICLES: &[&str] = &["a", "an", "the", "its", "their", "once", "long", "then"];

const PREPOSITIONS: &[&str] = &["of", "to", "with", "for", "against", "by", "in", "from"];

/// Words with which a sentence begins that puts something before its subject: what follows the comma is the subject.
const FRONTED: &[&str] = &[
    "in",
    "on",
    "at",
    "after",
    "before",
    "when",
    "while",
    "as",
    "since",
    "because",
    "if",
    "although",
    "though",
    "despite",
    "during",
    "under",
    "with",
    "without",
    "for",
    "by",
    "from",
    "following",
    "until",
    "once",
    "unlike",
    "like",
];

impl Scene<'_> {
    /// One more than the index of the last party before byte `end` that does not stand in an insertion.
    pub(super) fn outside(&self, mut split: usize, end: usize) -> usize {
        while let Some(outer) = split
            .checked_sub(1)
            .and_then(|index| self.before_insertion(index, end))
        {
            split = outer + 1;
        }
        split
    }

    /// The last party before the insertion in which the party at `index` stands, if one opens before it and closes
    /// between it and byte `end`.
    fn before_insertion(&self, index: usize, end: usize) -> Option<usize> {
        let tokens = &self.parties[index].tokens;
        let first = self.first();
        let breaks = |&at: &usize| matches!(self.lower(at), "," | "(" | ")" | "—" | "–");
        let near = tokens.start.saturating_sub(LONGEST).max(first)..tokens.start;
        let opening = near.rev().find(breaks)?;
        let behind = tokens.end..(tokens.end + LONGEST).min(self.tokens.tokens.len());
        behind
            .take_while(|&at| (self.tokens.tokens[at].start as usize) < end)
            .find(breaks)?;
        let before = self.parties[..index].partition_point(|p| p.tokens.end <= opening);
        let outer = before.checked_sub(1)?;
        // A comma alone may be that of an enumeration, but not before a possessive: "North Korea, Beijing's ally, …".
        let listed = match self.join(outer) {
            Join::And => true,
            Join::Comma => !self.is_possessive(index),
            Join::None => false,
        };
        (!listed && self.opens(opening + 1, index)).then_some(outer)
    }

    /// Whether the words from token `at` to the party at `index` open an insertion.
    fn opens(&self, at: usize, index: usize) -> bool {
        let party = &self.parties[index].tokens;
        let word = self.lower(at);
        if OPENERS.contains(&word) || (word.ends_with("ing") && at < party.start) {
            return true;
        }
        if FRONTED.contains(&self.lower(self.first())) {
            return false;
        }
        let described = ARTICLES.contains(&word)
            && (at + 1..party.start).any(|at| PREPOSITIONS.contains(&self.lower(at)));
        let possessed = at == party.start && self.is_possessive(index);
        described || possessed
    }
}
