//! The distinct token patterns of a lexicon, and which of them a word satisfies.

use super::globs::Globs;
use crate::lexicon::pattern::{TokenPattern, dotless, exact_form, regex};
use crate::vocabulary::{TypeId, Vocabulary};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use regex::Regex;

type Forms = HashMap<String, u32, FixedState>;

/// Numbers every distinct token pattern; one word may satisfy several.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    count: u32,
    /// Globs and regular expressions that have a number already.
    known: HashMap<TokenPattern, u32, FixedState>,
    lower: Forms,
    exact: Forms,
    stems: Forms,
    globs: Globs,
    exact_globs: Globs,
    regexes: Vec<(Regex, bool, u32)>,
}

impl Symbols {
    /// The number of a token pattern, new or known; `None` for a regular expression that cannot be compiled.
    pub(crate) fn intern(&mut self, pattern: &TokenPattern) -> Option<u32> {
        let forms = match pattern {
            TokenPattern::Lower(form) => Some((&mut self.lower, form)),
            TokenPattern::Exact(form) => Some((&mut self.exact, form)),
            TokenPattern::Stem(form) => Some((&mut self.stems, form)),
            TokenPattern::Glob { .. } | TokenPattern::Regex { .. } => None,
        };
        let next = self.count;
        let id = match forms {
            Some((forms, form)) => *forms.entry_ref(form.as_str()).or_insert(next),
            None => self.intern_wild(pattern)?,
        };
        self.count += u32::from(id == next);
        Some(id)
    }

    fn intern_wild(&mut self, pattern: &TokenPattern) -> Option<u32> {
        if let Some(&id) = self.known.get(pattern) {
            return Some(id);
        }
        let id = self.count;
        match pattern {
            TokenPattern::Glob { glob, exact: true } => self.exact_globs.add(glob, id),
            TokenPattern::Glob { glob, exact: false } => self.globs.add(glob, id),
            TokenPattern::Regex { source, exact } => {
                self.regexes.push((regex(source, *exact).ok()?, *exact, id));
            }
            _ => return None,
        }
        self.known.insert(pattern.clone(), id);
        Some(id)
    }

    /// The patterns that a type satisfies, in ascending order, into `out`.
    pub(crate) fn of(&self, vocabulary: &Vocabulary, id: TypeId, out: &mut Vec<u32>) {
        out.clear();
        let lower = vocabulary.text(vocabulary.lower(id));
        out.extend(self.lower.get(dotless(lower)));
        if !self.stems.is_empty() {
            out.extend(self.stems.get(vocabulary.text(vocabulary.stem(id))));
        }
        // A wildcard stands for letters and digits, never for a punctuation mark.
        let is_word = lower.contains(char::is_alphanumeric);
        if is_word {
            self.globs.each(lower, |symbol| out.push(symbol));
        }
        let exact = exact_form(vocabulary.text(id));
        out.extend(self.exact.get(dotless(&exact)));
        if is_word {
            self.exact_globs.each(&exact, |symbol| out.push(symbol));
        }
        for (regex, is_exact, symbol) in &self.regexes {
            if regex.is_match(if *is_exact { &exact } else { lower }) {
                out.push(*symbol);
            }
        }
        out.sort_unstable();
    }
}
