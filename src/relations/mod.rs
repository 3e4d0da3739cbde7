//! Relations: events of cooperation and conflict, read in context and weighted on the Goldstein scale.

pub mod bootstrap;
pub mod comparison;
pub mod measures;

use crate::span::Span;
use serde::Serialize;

/// The four classes of events (CAMEO and PLOVER's quad classes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quad {
    /// CAMEO roots 03 to 05: intent to cooperate, consultation, diplomatic cooperation.
    VerbalCooperation,
    /// CAMEO roots 06 to 08: material cooperation, aid, yielding.
    MaterialCooperation,
    /// CAMEO roots 09 to 13: investigate, demand, disapprove, reject, threaten.
    VerbalConflict,
    /// CAMEO roots 14 to 20: protest, force posture, reduced relations, coercion, assault, fighting, mass violence.
    MaterialConflict,
}

impl Quad {
    /// The class's name ("verbal_cooperation").
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal_cooperation",
            Self::MaterialCooperation => "material_cooperation",
            Self::VerbalConflict => "verbal_conflict",
            Self::MaterialConflict => "material_conflict",
        }
    }

    /// Whether the class is one of cooperation.
    pub const fn is_cooperation(self) -> bool {
        matches!(self, Self::VerbalCooperation | Self::MaterialCooperation)
    }
}

/// One event found in a text, with all that led to its weight.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Match {
    /// Where the words stand.
    pub span: Span,
    /// Index of the sentence in the tokens it was found in.
    pub sentence: usize,
    /// The lexicon entry that matched, as written in the lexicon.
    pub entry: String,
    /// The entry's CAMEO code ("057"; the first two digits are the root).
    pub code: String,
    /// The class after context: a cooperative entry turned by its context counts as conflict.
    pub quad: Quad,
    /// The entry's own weight on the Goldstein scale, −10 to +10.
    pub base_weight: f64,
    /// The weight after context, −10 to +10; its sign decides whether the match counts as cooperation or conflict.
    pub weight: f64,
    /// The context rules that were applied, in order ("negated", "ended", "hypothetical").
    pub context: Vec<String>,
}
