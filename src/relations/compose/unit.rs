//! Units: the pieces of meaning of a sentence.

use crate::relations::lexicon::{Lexicon, Sign, Strength};
use crate::relations::morphology::Form;
use crate::relations::scan::Hit;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kindred {
    /// A noun of a class.
    Object(u16),
    /// An event of its own.
    Event,
    /// An operator with its object.
    Composite(u16),
}

/// A piece of meaning: an event, an object, or an operator with its object.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The word that decides where the unit stands in the sentence.
    pub(crate) head: usize,
    /// First word of the object and the word behind it, for composed units.
    pub(crate) object: Option<(usize, usize)>,
    pub(crate) kind: Kindred,
    pub(crate) form: Form,
    pub(crate) entry: u32,
    /// The entry of the object, for composed units.
    pub(crate) object_entry: Option<u32>,
    pub(crate) code: u16,
    pub(crate) weight: f64,
    pub(crate) strength: Strength,
    /// Its object is negated.
    pub(crate) negated: bool,
    /// Part of another unit.
    pub(crate) used: bool,
}

impl Unit {
    /// Whether it is no more than a noun of a class.
    pub(crate) const fn is_object(&self) -> bool {
        matches!(self.kind, Kindred::Object(_))
    }
    /// A noun of a class.
    pub(crate) fn object(lexicon: &Lexicon, hit: &Hit, class: u16) -> Self {
        let kind = Kindred::Object(class);
        let class = lexicon.class(class);
        let weight = match class.sign {
            Sign::Neutral => 0.0,
            _ => lexicon.code(class.code).weight,
        };
        Self {
            code: class.code,
            weight,
            strength: class.strength,
            ..Self::new(hit, kind)
        }
    }

    /// An event of its own.
    pub(crate) fn event(lexicon: &Lexicon, hit: &Hit, code: u16, strength: Strength) -> Self {
        Self {
            code,
            weight: lexicon.code(code).weight,
            strength,
            ..Self::new(hit, Kindred::Event)
        }
    }

    /// What says nothing yet.
    pub(super) const fn new(hit: &Hit, kind: Kindred) -> Self {
        Self {
            start: hit.start,
            end: hit.end,
            head: hit.start,
            object: None,
            kind,
            form: hit.form,
            entry: hit.entry,
            object_entry: None,
            code: 0,
            weight: 0.0,
            strength: Strength::Weak,
            negated: false,
            used: false,
        }
    }
}
