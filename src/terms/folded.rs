//! Forms as texts have them, each with the term it counts as: the quick way from spans to slots.

use super::options::{StopWords, TermOptions};
use super::sequence::Slot;
use super::united::WordsMet;
use crate::language::{Language, Stemmer, stop_words::is_stop_word};
use crate::vocabulary::{Forms, TypeId, normalise};
use std::borrow::Cow;

/// What becomes of a form.
#[derive(Debug)]
enum Change {
    /// Nothing.
    Kept,
    /// Its letters are lowered, and no more.
    Lowered,
    /// It is in lower case, with straight quotes and without soft hyphens, as a vocabulary has it.
    Normal,
    /// It is the stem of the normal form.
    Stemmed(Stemmer),
}

/// Which forms are one term, and which are none.
#[derive(Debug)]
pub(super) struct Folding {
    change: Change,
    /// Compare normal forms with stop words, else the terms.
    normal_stops: bool,
    stop_words: StopWords,
    language: Language,
    /// The fewest code points of a form.
    min_chars: usize,
}

impl Folding {
    /// That of tokens.
    pub fn of_tokens(options: &TermOptions) -> Self {
        Self {
            change: match (options.stem, options.lowercase) {
                (true, _) => Change::Stemmed(Stemmer::new(options.language)),
                (false, true) => Change::Normal,
                (false, false) => Change::Kept,
            },
            normal_stops: true,
            stop_words: options.stop_words.clone(),
            language: options.language,
            min_chars: options.min_chars,
        }
    }

    /// That of runs of word characters, with English stop words.
    pub fn of_runs(lowercase: bool, stop_words: StopWords) -> Self {
        Self {
            change: match lowercase {
                true => Change::Lowered,
                false => Change::Kept,
            },
            normal_stops: false,
            stop_words,
            language: Language::English,
            min_chars: 1,
        }
    }

    fn term<'f>(&self, form: &'f str) -> Cow<'f, str> {
        let is_low = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
        match &self.change {
            Change::Kept => Cow::Borrowed(form),
            // Most forms are in lower case, and cost no memory.
            Change::Lowered if form.bytes().all(is_low) => Cow::Borrowed(form),
            Change::Lowered => Cow::Owned(form.to_lowercase()),
            Change::Normal => normalise(form),
            Change::Stemmed(stemmer) => Cow::Owned(stemmer.stem(&normalise(form)).into_owned()),
        }
    }

    fn leaves_out(&self, form: &str, term: &str) -> bool {
        let compared = || match self.normal_stops {
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
    /// By form: the term it counts as, a gap if it is left out, [`NOT_MET`] if it is here as another's term.
    slots: Vec<Slot>,
}

/// What no form counts as.
const NOT_MET: Slot = Slot::BREAK;

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
        let (id, _) = self.forms.intern(text, start, end);
        match self.slots.get(id.index()) {
            Some(&slot) if slot != NOT_MET => slot,
            _ => self.learn(id, &text[start..end]),
        }
    }

    /// Finds out what a form counts as that is met for the first time.
    #[cold]
    fn learn(&mut self, id: TypeId, form: &str) -> Slot {
        self.slots.resize(self.forms.len(), NOT_MET);
        let term = self.folding.term(form);
        let slot = if self.folding.leaves_out(form, &term) {
            Slot::GAP
        } else if let Cow::Owned(term) = term
            && term != form
        {
            let (term, _) = self.forms.intern(&term, 0, term.len());
            self.slots.resize(self.forms.len(), NOT_MET);
            Slot(term.index() as u32)
        } else {
            Slot(id.index() as u32)
        };
        self.slots[id.index()] = slot;
        slot
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
