//! The title: the first line at the top that looks like a heading.

use super::candidate::ENOUGH;
use super::cues::Cue;
use super::layout::Unit;
use super::plain::Page;
use super::shape::{Case, End};

/// How many lines of date, author and course may stand before the title.
const MOST_BYLINES: usize = 6;

/// The unit that is the title.
pub(super) fn find(page: &Page<'_>) -> Option<usize> {
    let byline = |at: &usize| {
        page.candidate(*at)
            .is_some_and(|c| c.cue == Some(Cue::Byline))
    };
    let at = (0..MOST_BYLINES).take_while(byline).count();
    let first = page.candidate(at)?;
    let shape = &first.shape;
    let ends = match shape.end {
        End::Open | End::Question | End::Exclamation => true,
        End::Stop => shape.case == Case::Caps || first.score >= ENOUGH,
        End::Colon | End::Running => first.score >= ENOUGH,
    };
    let sentence = shape.case == Case::Sentence && shape.running_words > 1;
    let follows = at + 1 < page.units.len();
    let plain = first.cue.is_none() && !shape.quoted && shape.number.is_none() && !shape.known;
    let titled = shape.case != Case::Lower
        && !sentence
        && (shape.inner_stops == 0 || shape.case == Case::Title);
    (ends && follows && plain && titled).then_some(at)
}

/// Whether unit `at`, close to the title, repeats it.
pub(super) fn repeats(page: &Page<'_>, title: usize, at: usize) -> bool {
    if at <= title || at > title + 3 {
        return false;
    }
    let letters = |unit: &Unit| -> String {
        let line = unit.span.of(page.text);
        let letters = line.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (title, again) = (letters(&page.units[title]), letters(&page.units[at]));
    title.len() >= 6 && again.starts_with(&title) && again.len() <= title.len() * 2
}
