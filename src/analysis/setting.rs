//! Who took part in the events of a text, and when they happened.

use crate::relations::Match;
use crate::relations::actors::Mention;
use crate::relations::dyads::{Dyads, Link};
use crate::relations::timeline::{Date, Dating, Timeline};
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
