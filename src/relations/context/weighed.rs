//! An event on its way through its context.

use crate::relations::compose::Unit;
use crate::relations::rules::{Rule, Rules};

/// What an event weighs so far, and the rules that made it so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub weight: f64,
    pub rules: Rules,
}

impl Weighed {
    /// What a unit weighs by itself.
    pub fn of(unit: &Unit) -> Self {
        let mut rules = Rules::default();
        if unit.negated {
            rules.add(Rule::ObjectNegated);
        }
        let weight = unit.weight;
        Self { weight, rules }
    }

    /// Applies a rule.
    pub fn scale(&mut self, factor: f64, rule: Rule) {
        self.weight *= factor;
        self.rules.add(rule);
    }
}
