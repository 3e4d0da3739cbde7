//! Lines of author, course and date, above the text or below a heading, and the signature at its end.

use super::cues::{self, Cue};
use super::plain::Page;

/// How far down the lines above the text reach.
const TOP: usize = 10;

/// Gives the cue of a byline to the lines that have it by their neighbours.
pub(super) fn mark(page: &mut Page<'_>) {
    let top = (0..page.units.len().min(TOP))
        .take_while(|&i| !page.is_prose(i))
        .count();
    for at in 0..page.candidates.len() {
        let candidate = &page.candidates[at];
        let unit = candidate.unit;
        let line = page.units[unit].span.of(page.text);
        let above = unit < top && cues::is_top_byline(line, &candidate.shape);
        let name = cues::is_name(line, &candidate.shape);
        if candidate.cue.is_none()
            && (above || (name && beside_byline(page, unit)) || (name && signs(page, unit)))
        {
            page.candidates[at].cue = Some(Cue::Byline);
        }
    }
    // A name stands before course and date as well as behind them.
    for at in (0..page.candidates.len()).rev() {
        let candidate = &page.candidates[at];
        let unit = candidate.unit;
        if unit >= top || candidate.cue.is_some() {
            continue;
        }
        let name = cues::is_name(page.units[unit].span.of(page.text), &candidate.shape);
        if name && page.units[unit].after == 0 && is_byline(page, unit + 1) && unit > 0 {
            page.candidates[at].cue = Some(Cue::Byline);
        }
    }
}

/// Whether a byline stands above, and no prose below: what stands directly above prose may be its heading.
fn beside_byline(page: &Page<'_>, unit: usize) -> bool {
    unit > 0 && is_byline(page, unit - 1) && unit + 1 < page.units.len() && !page.is_prose(unit + 1)
}

/// Whether a name stands below the last paragraph, as a signature does.
fn signs(page: &Page<'_>, unit: usize) -> bool {
    unit + 1 == page.units.len() && unit > 0 && page.is_prose(unit - 1)
}

fn is_byline(page: &Page<'_>, unit: usize) -> bool {
    page.candidate(unit)
        .is_some_and(|c| c.cue == Some(Cue::Byline))
}
