//! Lines of author, course and date, above the text or below a heading, and the signature at its end.

use super::candidate::Candidate;
use super::cues::Cue;
use super::people;
use super::plain::Page;
use super::shape::End;

/// How far down the lines above the text reach.
const TOP: usize = 10;

/// How many lines may stand above the salutation of a letter.
const LETTERHEAD: usize = 12;

/// Gives the cue of a byline to the lines that have it by their neighbours.
pub(super) fn mark(page: &mut Page<'_>) {
    mark_letterhead(page);
    let top = (0..page.units.len().min(TOP))
        .take_while(|&i| !page.is_prose(i))
        .count();
    for at in 0..page.candidates.len() {
        let candidate = &page.candidates[at];
        let unit = candidate.unit;
        let line = page.units[unit].span.of(page.text);
        let above = unit < top && people::is_top_byline(line, &candidate.shape);
        let name = || people::is_name(line, &candidate.shape);
        let named =
            || (below_byline(page, unit) || signs(page, unit) || below_title(page, unit)) && name();
        if candidate.cue.is_none() && (above || named()) {
            page.candidates[at].cue = Some(Cue::Byline);
        }
    }
    // A name stands before course and date as well as behind them.
    for unit in (0..top).rev() {
        let Some(at) = page.of_unit[unit] else {
            continue;
        };
        let candidate = &page.candidates[at];
        let name = people::is_name(page.units[unit].span.of(page.text), &candidate.shape);
        let tight = page.units[unit].after == 0 && is_byline(page, unit + 1);
        if name && tight && candidate.cue.is_none() && (unit > 0 || leaves_title(page, top)) {
            page.candidates[at].cue = Some(Cue::Byline);
        }
    }
}

/// Whether another line among the first ones can be the title.
fn leaves_title(page: &Page<'_>, top: usize) -> bool {
    (1..top).any(|unit| page.candidate(unit).is_some_and(|c| c.cue.is_none()))
}

/// Whether a name stands between the first line and another heading.
fn below_title(page: &Page<'_>, unit: usize) -> bool {
    if unit != 1 {
        return false;
    }
    let line = page.units[unit].span.of(page.text);
    let words = line.split_whitespace().count();
    let next = page.candidate(2).is_some_and(|c| c.cue.is_none()) && !page.is_prose(2);
    next && (2..=3).contains(&words) && !line.chars().any(|c| c.is_ascii_digit() || c == '-')
}

/// Whether a byline stands above, and no prose below: what stands directly above prose may be its heading.
fn below_byline(page: &Page<'_>, unit: usize) -> bool {
    unit > 0 && is_byline(page, unit - 1) && unit + 1 < page.units.len() && !page.is_prose(unit + 1)
}

/// Whether a name stands below the last paragraph, as a signature does, or below "Yours truly,".
fn signs(page: &Page<'_>, unit: usize) -> bool {
    let closes = |unit: usize| {
        page.candidate(unit)
            .is_some_and(|c| c.shape.end == End::Running)
    };
    unit + 1 == page.units.len() && unit > 0 && (page.is_prose(unit - 1) || closes(unit - 1))
}

/// Gives the cue of an address to all lines above "Dear Sir,".
fn mark_letterhead(page: &mut Page<'_>) {
    let dear = |c: &Candidate| {
        c.unit < LETTERHEAD && people::is_dear(page.units[c.unit].span.of(page.text))
    };
    let Some(last) = page.candidates.iter().position(dear) else {
        return;
    };
    for candidate in &mut page.candidates[..last] {
        candidate.cue.get_or_insert(Cue::Address);
    }
}

fn is_byline(page: &Page<'_>, unit: usize) -> bool {
    page.candidate(unit)
        .is_some_and(|c| c.cue == Some(Cue::Byline))
}
