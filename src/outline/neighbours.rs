//! What the units around a candidate say: the space between them, what stands below, what stands above.

use super::candidate::Candidate;
use super::cues::Cue;
use super::features::{Feature, Features};
use super::furniture::tail;
use super::number::Mark;
use super::plain::Page;
use super::shape::{self, End};

/// How many short lines are counted on either side of a unit.
const FARTHEST: u8 = 3;

/// A unit as its neighbours see it.
#[derive(Clone, Copy)]
struct View {
    /// How it looks, if it is a candidate: equal for candidates that are of one style as far as that shows in the
    /// lines themselves.
    look: Option<Look>,
    /// Whether it is long enough to be a paragraph of prose.
    prose: bool,
    /// Whether it is the item of a list.
    item: bool,
    /// Whether it is an address, or too long for a candidate.
    closed: bool,
    /// Short units around it without blank lines between them, up to [`FARTHEST`] on either side, itself included.
    run: u8,
}

/// Case, end, number and whether a cue speaks against it.
type Look = (shape::Case, End, Option<(Mark, u8)>, bool);

/// All units as their neighbours see them.
pub(super) struct Neighbours(Vec<View>);

impl Neighbours {
    /// Looks at each unit once.
    pub(super) fn of_page(page: &Page<'_>) -> Self {
        let mut views: Vec<View> = (0..page.units.len()).map(|unit| view(page, unit)).collect();
        count_runs(page, &mut views);
        Self(views)
    }

    /// What the neighbours of unit `at` say of it.
    pub(super) fn of(&self, page: &Page<'_>, at: usize) -> Features {
        let mut features = Features::default();
        self.note_space(page, at, &mut features);
        self.note_below(page, at, &mut features);
        self.note_above(page, at, &mut features);
        features
    }

    /// Whether two units are candidates of one look, with no cue against them.
    fn is_alike(&self, one: usize, other: usize) -> bool {
        let look = self.0[one].look;
        look.is_some_and(|(.., cued)| !cued) && look == self.0[other].look
    }

    /// What the space around a unit says.
    fn note_space(&self, page: &Page<'_>, at: usize, features: &mut Features) {
        let unit = &page.units[at];
        let run = self.0[at].run;
        let stacked = at > 0 && self.is_alike(at - 1, at) && self.is_stacked(page, at - 1);
        features.note(unit.before > 0 || at == 0 || stacked, Feature::BlankBefore);
        features.note(unit.after > 0, Feature::BlankAfter);
        features.note(unit.before > unit.after, Feature::MoreBefore);
        features.note(
            unit.before == 0 && unit.after == 0 && at > 0 && !stacked,
            Feature::Tight,
        );
        features.note(run >= 3, Feature::InRun);
        features.note(run >= 5, Feature::Verse);
    }

    /// What the unit below says.
    fn note_below(&self, page: &Page<'_>, at: usize, features: &mut Features) {
        let Some(next) = self.0.get(at + 1) else {
            features.note(true, Feature::BeforeEnd);
            return;
        };
        let alike = self.is_alike(at, at + 1);
        let open = next.look.is_some_and(|(.., cued)| !cued);
        let stacked = alike && self.is_stacked(page, at);
        features.note(next.prose, Feature::BeforeProse);
        features.note(!next.prose && next.closed, Feature::BeforeShort);
        features.note(alike && !stacked, Feature::BeforeAlike);
        features.note(!next.prose && !alike && open, Feature::BeforeOther);
        let indent = |at: usize| page.units[at].indent;
        features.note(indent(at + 1) + 2 <= indent(at), Feature::Set);
    }

    /// Whether a heading of the same look, and prose, stand below: two levels that are printed alike.
    fn is_stacked(&self, page: &Page<'_>, at: usize) -> bool {
        let unit = &page.units[at];
        let prose = self.0.get(at + 2).is_some_and(|view| view.prose);
        let first = at == 0 || self.0[at - 1].prose && unit.before > 0;
        prose && first && unit.before > unit.after
    }

    /// What the unit above says.
    fn note_above(&self, page: &Page<'_>, at: usize, features: &mut Features) {
        let Some(above) = at.checked_sub(1) else {
            return;
        };
        let View { look, prose, .. } = self.0[above];
        let candidate = page.candidate(above);
        let number = candidate.is_some_and(Candidate::is_bare_number);
        let end = match look {
            Some((_, end, ..)) if !number => end,
            _ => shape::end(tail(page.units[above].span.of(page.text))),
        };
        let unfinished = end == End::Running || (end == End::Open && prose);
        features.note(!prose && look.is_none(), Feature::AfterShort);
        features.note(end == End::Colon && look.is_none(), Feature::AfterColon);
        features.note(unfinished, Feature::AfterOpen);
        features.note(number, Feature::BelowNumber);
    }
}

fn view(page: &Page<'_>, unit: usize) -> View {
    let candidate = page.candidate(unit);
    let cue = candidate.and_then(|c| c.cue);
    let number = |c: &Candidate| c.shape.number.map(|n| (n.mark, n.depth));
    View {
        look: candidate.map(|c| (c.shape.case, c.shape.end, number(c), cue.is_some())),
        prose: page.is_prose(unit),
        item: cue == Some(Cue::Item),
        closed: candidate.is_none() || cue == Some(Cue::Address),
        run: 1,
    }
}

/// Counts the short units around each. The items of a list are not counted: they may stand right below a heading.
fn count_runs(page: &Page<'_>, views: &mut [View]) {
    let step = |run: u8, short: bool, tight: bool| match short && tight {
        true => FARTHEST.min(run + 1),
        false => 0,
    };
    let short = |view: &View| !view.prose && !view.item;
    let mut run = 0;
    for at in 1..views.len() {
        run = step(run, short(&views[at - 1]), page.units[at].before == 0);
        views[at].run += run;
    }
    run = 0;
    for at in (1..views.len()).rev() {
        run = step(run, short(&views[at]), page.units[at].before == 0);
        views[at - 1].run += run;
    }
}
