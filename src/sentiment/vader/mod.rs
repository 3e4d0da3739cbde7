//! The rule engine of VADER.

mod builder;
mod defaults;
mod digest;
mod lexer;
mod memo;
mod rules;
mod scan;
mod score;
mod tables;
mod types;

#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock, Mutex};

pub use builder::VaderBuilder;

use self::memo::Memo;
use self::rules::Context;
use self::scan::Scan;
use self::tables::{Sources, Tables};
use self::types::Types;
use super::Polarity;
use crate::tokenize::{Sentence, Tokens};

/// Which reading of VADER's rules an engine follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VaderMode {
    /// The four numbers of the Python package `vaderSentiment` 3.3.2 for every text, its slips included.
    Exact,
    /// The same rules with what is plainly wrong repaired; see [`Vader`] for the list.
    Corrected,
}

/// A VADER engine: sentiment by a lexicon and rules for negation, degree, emphasis and contrast.
///
/// An engine never changes after it is built, is cheap to clone and can be shared between threads.
///
/// # The corrected mode
/// It differs from the exact one in these points:
/// - typographic apostrophes are apostrophes: "don’t" negates;
/// - words are freed of typographic quotes and dashes, and short words of their punctuation: "ok." is "ok" (but "No."
///   is "number"), and "success—but" is two words; what has neither letter nor digit and is no emoticon is no word;
/// - entries of several words match, anywhere and as one word, but not over a comma or stop: lexicon keys ("fed up"),
///   boosters ("kind of", with the sign that the word needs), phrases ("kiss of death") and negators;
/// - keys written in capitals match ("`:Þ`"), and entries of one word that are phrases ("badass");
/// - the description of an emoji stands apart from the word after it, and variation selectors are dropped;
/// - "but" weighs each word by its own place, not the first word of the same valence;
/// - "so" or "this" right before a word strengthens it only after "never";
/// - a dampener in capitals does not strengthen, an entry of valence zero stays zero, and a negator does not turn an
///   emoticon round.
///
/// # Examples
/// ```
/// use detente::sentiment::{Vader, VaderMode};
///
/// let exact = Vader::new(VaderMode::Exact);
/// let corrected = Vader::new(VaderMode::Corrected);
/// assert_eq!(exact.compound("We don’t trust them."), 0.5106);
/// assert_eq!(corrected.compound("We don’t trust them."), -0.4023);
/// ```
#[derive(Clone, Debug)]
pub struct Vader {
    tables: Arc<Tables>,
    /// States at rest, for the calls that bring none.
    idle: Arc<Mutex<Vec<VaderState>>>,
}

/// States at rest that an engine keeps at most.
const MOST_IDLE: usize = 16;
/// A state that has grown beyond this for a huge text is not kept.
const MOST_IDLE_WORDS: usize = 1 << 20;

/// The memo of one worker: what it has seen of the words of a language, and buffers.
///
/// Made by [`Vader::state`]. Results never depend on it; a state used with another engine starts afresh.
#[derive(Debug)]
pub struct VaderState {
    tables: Arc<Tables>,
    memo: Memo,
    /// Of the one vocabulary that tokens come from.
    types: Types,
    scan: Scan,
    valences: Vec<(u32, f64)>,
}

impl Vader {
    /// An engine with the tables of `vaderSentiment` 3.3.2.
    pub fn new(mode: VaderMode) -> Self {
        static EXACT: LazyLock<Vader> = LazyLock::new(|| Vader::from_defaults(VaderMode::Exact));
        static CORRECTED: LazyLock<Vader> =
            LazyLock::new(|| Vader::from_defaults(VaderMode::Corrected));
        match mode {
            VaderMode::Exact => EXACT.clone(),
            VaderMode::Corrected => CORRECTED.clone(),
        }
    }

    /// An engine with the lexicon for political and academic prose ([`political_entries`]) in corrected mode.
    ///
    /// It shares no table with VADER: no emoticons, emoji or slang, and negators and boosters of its own.
    ///
    /// ```
    /// use detente::sentiment::Vader;
    ///
    /// let political = Vader::political();
    /// assert!(political.compound("The lack of trust endangered the armistice.") < 0.0);
    /// ```
    ///
    /// [`political_entries`]: super::political_entries
    pub fn political() -> Self {
        static POLITICAL: LazyLock<Vader> = LazyLock::new(|| {
            let mut sources = Sources::default();
            defaults::extend_political(&mut sources);
            Vader::from_tables(Tables::compile(VaderMode::Corrected, &sources))
        });
        POLITICAL.clone()
    }

    fn from_defaults(mode: VaderMode) -> Self {
        Self::from_tables(Tables::compile(mode, &defaults::sources()))
    }

    fn from_tables(tables: Tables) -> Self {
        Self {
            tables: Arc::new(tables),
            idle: Arc::default(),
        }
    }

    /// A builder that starts from the tables of [`Vader::new`] in corrected mode.
    pub fn builder() -> VaderBuilder {
        VaderBuilder::new()
    }

    /// The mode of the engine.
    pub fn mode(&self) -> VaderMode {
        self.tables.mode
    }

    /// A name for mode and tables, 64 hexadecimal digits: engines of equal digest give equal scores.
    pub fn digest(&self) -> &str {
        &self.tables.digest
    }

    /// The four numbers of a text.
    ///
    /// A text without words has zero in all four. The compound score adds up over the text and so nears ±1 in long
    /// ones: for documents take the mean over their sentences.
    ///
    /// # Complexity
    /// Linear in the length of the text.
    pub fn polarity_scores(&self, text: &str) -> Polarity {
        self.with_idle_state(|state| self.polarity_with(text, state))
    }

    /// The compound score of a text, −1 to +1.
    pub fn compound(&self, text: &str) -> f64 {
        self.with_idle_state(|state| self.compound_with(text, state))
    }

    /// A memo for one worker, to be given to [`Vader::compound_with`] text after text.
    pub fn state(&self) -> VaderState {
        VaderState {
            tables: Arc::clone(&self.tables),
            memo: Memo::new(),
            types: Types::default(),
            scan: Scan::default(),
            valences: Vec::new(),
        }
    }

    /// As [`Vader::polarity_scores`], without any allocation once the state has seen the words.
    pub fn polarity_with(&self, text: &str, state: &mut VaderState) -> Polarity {
        self.adopt(state);
        state.scan.read(&state.tables, &mut state.memo, text);
        let emphasis = state.weigh();
        score::polarity(&state.valences, state.scan.codes.len(), emphasis)
    }

    /// As [`Vader::compound`], without any allocation once the state has seen the words.
    ///
    /// ```
    /// use detente::sentiment::{Vader, VaderMode};
    ///
    /// let vader = Vader::new(VaderMode::Corrected);
    /// let mut state = vader.state();
    /// let sentences = ["The talks failed.", "Trust was restored."];
    /// let mean = sentences.iter().map(|s| vader.compound_with(s, &mut state)).sum::<f64>() / 2.0;
    /// assert!(mean.abs() < 0.1);
    /// ```
    pub fn compound_with(&self, text: &str, state: &mut VaderState) -> f64 {
        self.adopt(state);
        state.scan.read(&state.tables, &mut state.memo, text);
        let emphasis = state.weigh();
        score::compound(&state.valences, emphasis)
    }

    /// The compound score of a sentence of `text`: what [`Vader::compound_with`] gives for it, in less time, since its
    /// tokens are known. All tokens that a state ever sees must come from one vocabulary.
    pub(crate) fn compound_of(
        &self,
        text: &str,
        tokens: &Tokens,
        sentence: &Sentence,
        state: &mut VaderState,
    ) -> f64 {
        self.adopt(state);
        let VaderState {
            tables,
            memo,
            types,
            scan,
            ..
        } = state;
        let (text, start) = (&text[..sentence.span.end], sentence.span.start);
        let tokens = &tokens.tokens[sentence.tokens.clone()];
        scan.read_tokens(tables, (memo, types), text, start, tokens);
        let emphasis = state.weigh();
        score::compound(&state.valences, emphasis)
    }

    /// Makes a state one of this engine's.
    fn adopt(&self, state: &mut VaderState) {
        if !Arc::ptr_eq(&self.tables, &state.tables) {
            *state = self.state();
        }
    }

    fn with_idle_state<R>(&self, call: impl FnOnce(&mut VaderState) -> R) -> R {
        // Never waiting: a process forked while another thread holds the lock would wait for ever.
        let resting = self.idle.try_lock().ok().and_then(|mut idle| idle.pop());
        let mut state = resting.unwrap_or_else(|| self.state());
        let result = call(&mut state);
        if state.scan.codes.capacity() <= MOST_IDLE_WORDS
            && let Ok(mut idle) = self.idle.try_lock()
            && idle.len() < MOST_IDLE
        {
            idle.push(state);
        }
        result
    }
}

impl VaderState {
    /// Fills in the valences of the text that was read, as far as they are not zero; returns the emphasis of its marks.
    fn weigh(&mut self) -> f64 {
        let Self {
            tables,
            scan,
            valences,
            ..
        } = self;
        let context = Context {
            tables,
            codes: &scan.codes,
            mixed_case: scan.mixed_case(),
        };
        valences.clear();
        for &position in &scan.hits {
            let valence = context.valence(position as usize);
            if valence != 0.0 {
                valences.push((position, valence));
            }
        }
        match (scan.but, tables.mode) {
            (Some(but), VaderMode::Exact) => score::contrast_exact(valences, but),
            (Some(but), VaderMode::Corrected) => score::contrast(valences, but),
            (None, _) => {}
        }
        score::emphasis(scan.exclamations, scan.questions)
    }
}
