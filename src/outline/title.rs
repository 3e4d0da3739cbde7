//! The title: the first line at the top that looks like a heading.

use super::candidate::ENOUGH;
use super::cues::Cue;
use super::features::Feature;
use super::layout::Unit;
use super::plain::Page;
use super::shape::{Case, End};

/// How many lines of date, author and course may stand before the title.
const MOST_BYLINES: usize = 6;

/// Longest title, in characters.
const LONGEST: u32 = 170;

/// Fewest letters by which a title is known again.
const SHORTEST: usize = 6;

/// Most letters of the name of a site behind a title, beyond the length of the title.
const SITE: usize = 24;

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
    // A sentence, or the first line of a poem.
    let in_run = first.features.has(Feature::InRun) && !byline(&(at + 1));
    let apart = first.features.has(Feature::BlankAfter) && first.features.has(Feature::BeforeProse);
    let running = shape.running_words > 1 && !apart;
    let sentence = shape.case == Case::Sentence && (running || in_run);
    let follows = at + 1 < page.units.len();
    let quoted = first.cue == Some(Cue::Speech) && shape.end == End::Open && apart;
    let plain = (first.cue.is_none() || quoted)
        && (!shape.quoted || shape.case == Case::Title)
        && shape.number.is_none()
        && !shape.known;
    let titled = shape.case != Case::Lower
        && !sentence
        && (shape.inner_stops == 0 || shape.case == Case::Title);
    (ends && follows && plain && titled).then_some(at)
}

/// Whether unit `at`, close to the title, repeats it.
pub(super) fn repeats(page: &Page<'_>, title: usize, at: usize) -> bool {
    let near = at > title && at <= title + 3;
    near && is_repeated(page.text, &page.units[title], &page.units[at])
}

/// Whether `again` says what `title` says, and perhaps the name of the site behind it.
pub(super) fn is_repeated(text: &str, title: &Unit, again: &Unit) -> bool {
    if title.chars > LONGEST || again.chars > 2 * LONGEST {
        return false;
    }
    let letters = |unit: &Unit| {
        let letters = unit.span.of(text).chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase)
    };
    let (mut again, mut length) = (letters(again), 0);
    for letter in letters(title) {
        if again.next() != Some(letter) {
            return false;
        }
        length += letter.len_utf8();
    }
    length >= SHORTEST && again.map(char::len_utf8).sum::<usize>() <= length + SITE
}
