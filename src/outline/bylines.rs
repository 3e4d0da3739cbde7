//! Lines of author, course and date, above the text or below a heading, and the signature at its end.

use super::candidate::Candidate;
use super::cues::Cue;
use super::people;
use super::plain::Page;
use super::shape::{End, Shape};
use memchr::memmem;

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
        let below = || below_byline(page, unit) && (unit >= top || leaves_another(page, unit, top));
        let named = || (below() || signs(page, unit) || below_title(page, unit)) && name();
        let author = || unit < top && is_author(page, unit, top);
        if candidate.cue.is_none()
            && (above || named() || author() || goes_on(page, unit, &candidate.shape))
        {
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
        if name && tight && candidate.cue.is_none() && (unit > 0 || leaves_another(page, unit, top))
        {
            page.candidates[at].cue = Some(Cue::Byline);
        }
    }
}

/// Whether a full name stands above the text, of a person of whom the text does not speak.
fn is_author(page: &Page<'_>, unit: usize, top: usize) -> bool {
    let span = page.units[unit].span;
    let line = span.of(page.text);
    let Some(at) = page.of_unit[unit] else {
        return false;
    };
    let title = |unit: usize| {
        page.candidate(unit)
            .is_some_and(|c| c.cue.is_none() && !c.shape.known)
    };
    people::is_full_name(line, &page.candidates[at].shape)
        && (unit > 0 || (1..top).any(title))
        && line.split_whitespace().next_back().is_some_and(|last| {
            memmem::find(&page.text.as_bytes()[span.end..], last.as_bytes()).is_none()
        })
}

/// Whether a line goes on with the byline right above it, before a blank line: "By Ida Moe / Staff writer".
fn goes_on(page: &Page<'_>, unit: usize, shape: &Shape) -> bool {
    unit > 1
        && unit < TOP
        && page.units[unit].before == 0
        && page.units[unit].after > 0
        && shape.words <= 5
        && shape.end == End::Open
        && is_byline(page, unit - 1)
        && page.units[unit - 1].before > 0
}

/// Whether another line than `unit` among the first ones can be the title.
fn leaves_another(page: &Page<'_>, unit: usize, top: usize) -> bool {
    let open = |unit: usize| {
        page.candidate(unit)
            .is_some_and(|c| c.cue.is_none() && matches!(c.shape.end, End::Open | End::Question))
    };
    (0..top).any(|other| other != unit && open(other))
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
