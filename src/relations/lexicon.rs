//! The lexicon of events: its entries, classes, operators and codes.

mod read;

use super::grammar::Mark;
use super::pattern::{self, Pattern};
use hashbrown::HashMap;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The sign of an object class: what its mere presence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sign {
    Positive,
    Negative,
    Neutral,
}

impl Sign {
    pub(crate) fn of(weight: f64) -> Self {
        match weight {
            w if w > 0.0 => Self::Positive,
            w if w < 0.0 => Self::Negative,
            _ => Self::Neutral,
        }
    }
}

/// What a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    /// A fixed phrase that is no event: it hides its words.
    Void,
    /// A grammatical word.
    Mark(Mark),
    /// Shows the sentence to be political (+1), or to be about something else (−1).
    Anchor(i8),
    /// A noun of this object class.
    Object(u16),
    /// A word of this operator.
    Operator(u16),
    /// An event with its own sign.
    Event { code: u16, strength: Strength },
}

impl Role {
    /// The role's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Void => "void",
            Self::Mark(_) => "mark",
            Self::Anchor(_) => "anchor",
            Self::Object(_) => "object",
            Self::Operator(_) => "operator",
            Self::Event { .. } => "event",
        }
    }
}

/// One pattern with its role.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) role: Role,
    pub(crate) pattern: Pattern,
    pub(crate) source: Arc<str>,
    /// The pattern's name in results: its source, with long lists of alternatives cut where that leaves it unique.
    pub(crate) name: Arc<str>,
    /// Index into [`Lexicon::lines`].
    pub(crate) line: u32,
}

/// The line an entry came from.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) file: Arc<str>,
    pub(crate) number: u32,
    pub(crate) example: String,
}

/// A class of nouns.
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) sign: Sign,
    pub(crate) code: u16,
    pub(crate) strength: Strength,
}

/// How much a noun or event says without help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// It stands alone.
    Strong,
    /// It needs a political word in its sentence.
    Weak,
    /// It never counts alone, only as the object of an operator.
    Silent,
}

/// Where an operator's object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Behind it; before it in the passive.
    Transitive,
    /// Also before it: `ergative` ("tensions eased").
    Ergative,
    /// Only before it: `subject` ("talks collapsed").
    Subject,
}

/// A class of verbs and nouns whose object decides.
#[derive(Clone, Debug)]
pub(crate) struct Operator {
    pub(crate) name: String,
    /// Where its object stands.
    pub(crate) shape: Shape,
    /// What it makes of its objects, with the line that says so.
    pub(super) outcomes: Vec<(Target, Outcome, u32)>,
    /// What counts of that, by target: the later line, so that an extension can overrule.
    table: Vec<Option<Outcome>>,
}

impl Operator {
    /// Sets what it makes of a target.
    fn set(&mut self, target: Target, outcome: Outcome, line: u32) {
        self.outcomes.push((target, outcome, line));
        let place = target.0 as usize;
        self.table.resize(self.table.len().max(place + 1), None);
        self.table[place] = Some(outcome);
    }

    fn get(&self, target: Target) -> Option<Outcome> {
        *self.table.get(target.0 as usize)?
    }
}

/// What an outcome is given for: a place in the tables of operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target(u32);

impl Target {
    /// No object at all.
    pub(crate) const ALONE: Self = Self(0);

    pub(crate) const fn sign(sign: Sign) -> Self {
        Self(1 + sign as u32)
    }

    /// Another event or composed unit with this sign.
    pub(crate) const fn event(sign: Sign) -> Self {
        Self(4 + sign as u32)
    }

    pub(crate) const fn class(id: u16) -> Self {
        Self(7 + 2 * id as u32)
    }

    /// What another operator made of its object.
    pub(crate) const fn operator(id: u16) -> Self {
        Self(8 + 2 * id as u32)
    }
}

/// What an operator makes of its object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// An event with this code.
    Code(u16),
    /// The object's own weight.
    Keep,
    /// The object's own weight with the other sign.
    Flip,
    /// Nothing: operator and object say nothing.
    Nothing,
}

/// A CAMEO code and its weight.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) name: Box<str>,
    pub(crate) weight: f64,
    pub(crate) root: u8,
}

/// All entries, classes, operators and codes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    entries: Vec<Entry>,
    lines: Vec<Line>,
    classes: Vec<Class>,
    operators: Vec<Operator>,
    codes: Vec<Code>,
    code_ids: HashMap<String, u16>,
    sources: Vec<String>,
}

impl Lexicon {
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(crate) fn class(&self, id: u16) -> &Class {
        &self.classes[id as usize]
    }

    pub(crate) fn class_id(&self, name: &str) -> Option<u16> {
        self.classes
            .iter()
            .position(|c| c.name == name)
            .map(|i| i as u16)
    }

    pub(crate) fn operator(&self, id: u16) -> &Operator {
        &self.operators[id as usize]
    }

    /// The code that a role carries by itself.
    pub(crate) fn code_of(&self, role: Role) -> Option<&Code> {
        match role {
            Role::Event { code, .. } => Some(self.code(code)),
            Role::Object(class) => Some(self.code(self.class(class).code)),
            _ => None,
        }
    }

    pub(crate) fn code(&self, id: u16) -> &Code {
        &self.codes[id as usize]
    }

    /// What operator `id` makes of a target, by the first of the keys that its table holds; and the place of that key.
    pub(crate) fn outcome(&self, id: u16, keys: &[Target]) -> Option<(Outcome, usize)> {
        let operator = self.operator(id);
        let mut found = keys.iter().map(|&key| operator.get(key)).enumerate();
        found.find_map(|(place, outcome)| Some((outcome?, place)))
    }

    /// The lines of all outcomes that are a code, with the code's weight: what their examples are held to.
    #[cfg(test)]
    pub(crate) fn outcome_lines(&self) -> Vec<(u32, f64)> {
        let rows = self
            .operators
            .iter()
            .flat_map(|operator| &operator.outcomes);
        let coded = rows.filter_map(|&(_, outcome, line)| match outcome {
            Outcome::Code(code) => Some((line, self.code(code).weight)),
            _ => None,
        });
        coded.collect()
    }

    /// Gives the entries their names; to be called when all have been read.
    pub(crate) fn name_entries(&mut self) {
        let shorts = self.entries.iter().map(|e| pattern::short(&e.source));
        let shorts: Vec<String> = shorts.collect();
        let mut sources: HashMap<&str, Option<Arc<str>>> = HashMap::new();
        for (entry, short) in self.entries.iter().zip(&shorts) {
            let known = sources.entry(short);
            let known = known.or_insert_with(|| Some(Arc::clone(&entry.source)));
            // Two patterns that begin alike keep their whole sources.
            *known = known.take().filter(|source| *source == entry.source);
        }
        for (entry, short) in self.entries.iter_mut().zip(&shorts) {
            let unique = matches!(sources.get(short.as_str()), Some(Some(_)));
            entry.name = if unique {
                short.as_str().into()
            } else {
                Arc::clone(&entry.source)
            };
        }
    }

    pub(crate) fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for source in &self.sources {
            hash.update(source.as_bytes());
        }
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}
