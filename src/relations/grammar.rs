//! Grammatical words: what the engine knows of the words between the events.

/// The kinds of grammatical words a lexicon can mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Mark {
    /// "the", "a", "their": a noun phrase begins.
    Determiner,
    /// "of", "with", "between".
    Preposition,
    /// "to": infinitive or preposition.
    To,
    /// "will", "shall".
    Will,
    /// "may", "might", "could", "would".
    Modal,
    /// A form of "be" (or "get"): with a participle, the passive.
    Be,
    /// A form of "have".
    Have,
    /// A form of "do".
    Do,
    /// "he", "they", "we": a verb follows.
    Pronoun,
    /// "not", "never", "neither".
    Negator,
    /// "no": negates the noun that follows.
    No,
    /// "failed to", "refused to": negates the verb that follows.
    Fail,
    /// "without".
    Without,
    /// "promise", "pledge", "vow": what follows is a commitment.
    Commit,
    /// "after", "since", "amid": a clause that tells of something earlier.
    Background,
    /// "if", "unless": a clause that supposes.
    Condition,
    /// "although", "despite": a clause that concedes.
    Concession,
    /// "but", "yet": what follows outweighs what came before.
    Contrast,
    /// "who", "which": a clause about a noun.
    Relative,
    /// "that".
    That,
    /// "said", "claimed": reports.
    Report,
    /// "and", "or".
    And,
    /// "very", "strongly".
    Intensifier,
    /// "slightly", "reportedly".
    Hedge,
    /// "denied": what follows is said not to be so.
    Denial,
    /// "untrue", "false": what is said around it is not so.
    Untrue,
    /// "by", "during": what follows is no object of the verb before.
    Means,
    /// "must", "has to": with a named subject, a demand.
    Must,
    /// "what", "why": with a question mark, a fact is asked for.
    Question,
    /// Adjectives that the engine must take for such.
    Adjective,
    /// Adverbs that do not end in "-ly".
    Adverb,
    /// "in", "under", "inside": the noun behind it tells where, and is no object of the verb before.
    Place,
    /// "no longer": negates, and says that what is negated once was.
    Ceased,
    /// "police", "people": a plural that does not end in "-s".
    Plural,
    /// "would", "could", "should": before "have", what follows was not so.
    Unreal,
    /// "almost", "came close to": the verb behind it did not come about.
    Almost,
    /// "had", "were", "should": before its subject, it opens a clause that supposes.
    Inverted,
}

const NAMES: &[(&str, Mark)] = &[
    ("determiner", Mark::Determiner),
    ("preposition", Mark::Preposition),
    ("to", Mark::To),
    ("will", Mark::Will),
    ("modal", Mark::Modal),
    ("be", Mark::Be),
    ("have", Mark::Have),
    ("do", Mark::Do),
    ("pronoun", Mark::Pronoun),
    ("negator", Mark::Negator),
    ("no", Mark::No),
    ("fail", Mark::Fail),
    ("without", Mark::Without),
    ("commit", Mark::Commit),
    ("background", Mark::Background),
    ("condition", Mark::Condition),
    ("concession", Mark::Concession),
    ("contrast", Mark::Contrast),
    ("relative", Mark::Relative),
    ("that", Mark::That),
    ("report", Mark::Report),
    ("and", Mark::And),
    ("intensifier", Mark::Intensifier),
    ("hedge", Mark::Hedge),
    ("denial", Mark::Denial),
    ("untrue", Mark::Untrue),
    ("means", Mark::Means),
    ("must", Mark::Must),
    ("question", Mark::Question),
    ("adjective", Mark::Adjective),
    ("adverb", Mark::Adverb),
    ("place", Mark::Place),
    ("ceased", Mark::Ceased),
    ("plural", Mark::Plural),
    ("unreal", Mark::Unreal),
    ("almost", Mark::Almost),
    ("inverted", Mark::Inverted),
];

impl Mark {
    /// The bits of all marks.
    pub(crate) const ALL: u64 = (1 << NAMES.len()) - 1;

    /// The mark's bit in a set of marks.
    pub(crate) const fn bit(self) -> u64 {
        1 << self as u64
    }

    /// The mark of this name.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        let found = NAMES
            .iter()
            .find(|(n, _)| *n == name)
            .map(|&(_, mark)| mark);
        found.ok_or_else(|| {
            let names: Vec<&str> = NAMES.iter().map(|&(n, _)| n).collect();
            format!("unknown mark `{name}`; use one of {}", names.join(", "))
        })
    }
}
