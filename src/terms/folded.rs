//! Forms as texts have them, each with the term it counts as: the quick way from spans to slots.

use super::options::StopWords;
use super::sequence::Slot;
use super::united::WordsMet;
use crate::language::{Language, stop_words::is_stop_word};
use crate::vocabulary::{Forms, TypeId, normalise};
use std::borrow::Cow;

/// Which forms are one term, and which are none.
#[derive(Clone, Debug)]
pub(super) struct Folding {
    pub lowercase: bool,
    /// Even quotes and leave soft hyphens out, as a vocabulary does; else letters are lowered and nothing more.
    pub even: bool,
    pub stop_words: StopWords,
    pub language: Language,
    /// The fewest code points of a form.
    pub min_chars: usize,
}

impl Folding {
    fn term<'f>(&self, form: &'f str) -> Cow<'f, str> {
        match (self.lowercase, self.even) {
            (true, true) => normalise(form),
            // Most forms are left as they are, and cost no memory.
            (true, false)
                if form
                    .bytes()
                    .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) =>
            {
                Cow::Borrowed(form)
            }
            (true, false) => Cow::Owned(form.to_lowercase()),
            (false, _) => Cow::Borrowed(form),
        }
    }

    fn leaves_out(&self, form: &str, term: &str) -> bool {
        let compared = || match self.even {
            true => normalise(form),
            false => Cow::Borrowed(term),
        };
        let stopped = match &self.stop_words {
            StopWords::Keep => false,
            StopWords::OfLanguage => is_stop_word(self.language, &compared()),
            StopWords::List(list) => list.contains(compared().as_ref()),
        };
        stopped || (self.min_chars > 1 && form.chars().count() < self.min_chars)
    }
}

/// The forms met so far and their terms, which are forms too. What is asked of a form is found out once.
#[derive(Debug)]
pub(super) struct FoldedForms {
    folding: Folding,
    forms: Forms,
    /// By form: the term it counts as, a gap if it is left out.
    slots: Vec<Slot>,
}

impl FoldedForms {
    pub fn new(folding: Folding) -> Self {
        Self {
            folding,
            forms: Forms::default(),
            slots: Vec::new(),
        }
    }

    /// The term of the form `text[start..end]`, or a gap.
    #[inline]
    pub fn slot(&mut self, text: &str, start: usize, end: usize) -> Slot {
        let (id, new) = self.forms.intern(text, start, end);
        if new {
            self.learn(id, &text[start..end]);
        }
        self.slots[id.index()]
    }

    #[cold]
    fn learn(&mut self, id: TypeId, form: &str) {
        self.slots.push(Slot(id.index() as u32));
        let term = self.folding.term(form);
        if self.folding.leaves_out(form, &term) {
            self.slots[id.index()] = Slot::GAP;
        } else if let Cow::Owned(term) = term
            && term != form
        {
            let (folded, new) = self.forms.intern(&term, 0, term.len());
            if new {
                self.learn(folded, &term);
            }
            self.slots[id.index()] = Slot(folded.index() as u32);
        }
    }

    /// Number of forms, terms and others.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// The form with this number, the empty one if there are not so many.
    pub fn text(&self, number: usize) -> &str {
        self.forms.get(number).unwrap_or_default()
    }

    /// The terms of all forms met.
    ///
    /// A form that is here only as the term of another is its own term, as folding twice is folding once.
    pub fn terms(&self) -> WordsMet<'_> {
        let mut is_term = vec![false; self.forms.len()];
        let terms = self.slots.iter().filter_map(|slot| slot.term());
        terms.for_each(|term| is_term[term] = true);
        let terms = self
            .forms
            .ids()
            .zip(is_term)
            .filter(|&(_, is_term)| is_term);
        terms
            .map(|(id, _)| (self.forms.text(id), id.index() as u32))
            .collect()
    }
}
