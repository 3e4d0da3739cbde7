//! The title: the first line at the top that looks like a heading.

use super::cues::Cue;
use super::layout::Unit;
use super::score::Candidate;
use super::shape::{Case, End};

/// How many lines of date, author and course may stand before the title.
const MOST_BYLINES: usize = 6;

/// The unit that is the title.
pub(super) fn find(
    text: &str,
    units: &[Unit],
    candidates: &[Candidate],
    of_unit: &[Option<usize>],
) -> Option<usize> {
    let candidate = |unit: usize| of_unit.get(unit).copied().flatten().map(|i| &candidates[i]);
    let mut at = 0;
    while at < MOST_BYLINES && candidate(at).is_some_and(|c| c.cue == Some(Cue::Byline)) {
        at += 1;
    }
    let first = candidate(at)?;
    let shape = &first.shape;
    let open = matches!(shape.end, End::Open | End::Question | End::Exclamation);
    let ends = open || (shape.end == End::Stop && shape.case == Case::Caps) || first.score >= 3.0;
    let follows = at + 1 < units.len();
    let cased = !matches!(shape.case, Case::Lower);
    let text_like = shape.case == Case::Sentence && shape.running_words > 1;
    let numbered = shape.number.is_some();
    let fits = first.cue.is_none() && !shape.quoted && shape.inner_stops == 0;
    let _ = text;
    (ends && follows && cased && !text_like && !numbered && fits).then_some(at)
}

/// Whether unit `at`, close to the title, repeats it.
pub(super) fn repeats(text: &str, units: &[Unit], title: usize, at: usize) -> bool {
    if at <= title || at > title + 3 {
        return false;
    }
    let letters = |unit: &Unit| -> String {
        let line = unit.span.of(text);
        line.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (title, again) = (letters(&units[title]), letters(&units[at]));
    title.len() >= 6 && again.starts_with(&title) && again.len() <= title.len() * 2
}
