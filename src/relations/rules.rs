//! The rules of context that were applied to an event.

use serde::{Serialize, Serializer};
use std::fmt;

/// A rule of context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Rule {
    ObjectNegated,
    DoublyNegated,
    Negated,
    Demanded,
    Mentioned,
    Nominal,
    Content,
    Later,
    Dependent,
    Participle,
    Relative,
    Background,
    Hypothetical,
    Unreal,
    Conceded,
    Outweighed,
    Quoted,
    Possible,
    Intensified,
    Hedged,
    Question,
}

/// The rules with their names in results, in the order in which they are applied.
const NAMES: &[(Rule, &str)] = &[
    (Rule::ObjectNegated, "object negated"),
    (Rule::DoublyNegated, "doubly negated"),
    (Rule::Negated, "negated"),
    (Rule::Demanded, "demanded"),
    (Rule::Mentioned, "mentioned"),
    (Rule::Nominal, "nominal"),
    (Rule::Content, "content"),
    (Rule::Later, "later"),
    (Rule::Dependent, "dependent"),
    (Rule::Participle, "participle"),
    (Rule::Relative, "relative clause"),
    (Rule::Background, "background"),
    (Rule::Hypothetical, "hypothetical"),
    (Rule::Unreal, "unreal"),
    (Rule::Conceded, "conceded"),
    (Rule::Outweighed, "outweighed"),
    (Rule::Quoted, "quoted"),
    (Rule::Possible, "possible"),
    (Rule::Intensified, "intensified"),
    (Rule::Hedged, "hedged"),
    (Rule::Question, "question"),
];

/// The context rules that were applied to an event: a set, read in the order in which they are applied. In JSON, a list
/// of their names.
///
/// # Examples
/// ```
/// let analyzer = detente::Analyzer::builder().build()?;
/// let analysis = analyzer.analyze("The two governments did not sign the treaty.")?;
/// let rules: Vec<&str> = analysis.matches[0].context.iter().collect();
/// assert_eq!(rules, ["negated"]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rules(u32);

impl Rules {
    /// The names of the rules ("negated", "background", "hypothetical").
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        let applied = NAMES.iter().filter(move |(rule, _)| self.contains(*rule));
        applied.map(|&(_, name)| name)
    }

    /// Whether no rule was applied.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn contains(self, rule: Rule) -> bool {
        self.0 >> rule as u8 & 1 == 1
    }

    pub(crate) const fn add(&mut self, rule: Rule) {
        self.0 |= 1 << rule as u8;
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Rules {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_in_the_order_in_which_they_are_applied() {
        let mut rules = Rules::default();
        for (place, &(rule, _)) in NAMES.iter().enumerate() {
            assert_eq!(rule as usize, place);
        }
        rules.add(Rule::Question);
        rules.add(Rule::Negated);
        assert_eq!(rules.iter().collect::<Vec<_>>(), ["negated", "question"]);
    }
}
