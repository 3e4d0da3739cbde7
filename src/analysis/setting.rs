//! Who took part in the events of a text, and when they happened.

use super::Analysis;
use crate::language::Language;
use crate::relations::Match;
use crate::relations::actors::{Actors, ActorsState, Mention};
use crate::relations::dyads::{Dyads, Link, link};
use crate::relations::timeline::{
    Date, DatesState, Dating, Timeline, TimelineOptions, assign, dates,
};
use crate::tokenize::{Tokenizer, Tokens};
use crate::vocabulary::Vocabulary;
use serde::Serialize;

/// The actors and dates of one text, and how its events hang on them.
///
/// # Examples
/// ```
/// use detente::Analyzer;
/// let text = "In 1999 NATO bombed Serbia. In 2002 Russia and NATO signed an agreement.";
/// let setting = Analyzer::builder().build()?.setting(text)?;
/// let dyads = setting.dyads().table();
/// assert!(dyads.iter().any(|dyad| &*dyad.source == "NATO" && &*dyad.target == "SRB" && dyad.net < 0.0));
/// let years: Vec<i32> = setting.timeline().years().iter().map(|scores| scores.year).collect();
/// assert_eq!(years, [1999, 2002]);
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// The events, as in [`Analysis::matches`](super::Analysis::matches).
    pub matches: Vec<Match>,
    /// Every place that names an actor.
    pub mentions: Vec<Mention>,
    /// Which actors took part in which event.
    pub links: Vec<Link>,
    /// Every date.
    pub dates: Vec<Date>,
    /// The date of each event.
    pub datings: Vec<Option<Dating>>,
}

impl Setting {
    /// Who took part in these events of a text, and when they happened.
    pub(super) fn of(
        text: &str,
        matches: Vec<Match>,
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        (actors, years): (&mut ActorsState, &mut DatesState),
    ) -> Self {
        let mentions = Actors::builtin().find(text, tokens, vocabulary, actors);
        let links = link(&matches, &mentions, tokens, vocabulary);
        let dates = dates(tokens, vocabulary, years);
        let options = TimelineOptions::default();
        let datings = assign(text, &matches, &dates, tokens, vocabulary, options);
        Self {
            matches,
            mentions,
            links,
            dates,
            datings,
        }
    }

    /// The same of a text that was analysed already: its words are read again.
    pub(crate) fn of_analysed(text: &str, analysis: &Analysis) -> Self {
        let (mut tokens, mut vocabulary) = (Tokens::default(), Vocabulary::new(Language::English));
        let tokenizer = Tokenizer::default();
        for paragraph in &analysis.paragraphs {
            tokenizer.tokenize_block(text, paragraph.span, &mut vocabulary, &mut tokens);
        }
        let mut states = (ActorsState::default(), DatesState::default());
        let matches = analysis.matches.clone();
        let (actors, dates) = (&mut states.0, &mut states.1);
        Self::of(text, matches, &tokens, &vocabulary, (actors, dates))
    }

    /// Scores by actor and by dyad.
    pub fn dyads(&self) -> Dyads {
        let mut dyads = Dyads::default();
        dyads.add(&self.links, &self.matches);
        dyads
    }

    /// Cooperation and conflict by year.
    pub fn timeline(&self) -> Timeline {
        let mut timeline = Timeline::default();
        timeline.add(&self.matches, &self.datings, &self.dates);
        timeline
    }
}
