//! Quotations and brackets: the stretches inside which a full stop ends no sentence.

use super::view::View;
use super::words::{Mark, What};

/// What a sign does to the pair of its kind.
enum Side {
    Open(usize),
    Close(usize),
    Neither,
}

/// The kinds of pairs; each is matched on its own.
const KINDS: usize = 7;
const ROUND: usize = 0;
const SQUARE: usize = 1;
const CURLY: usize = 2;
/// From here on the kinds are quotation marks, which do not nest.
const GUILLEMETS: usize = 3;
const DOUBLE: usize = 4;
const STRAIGHT: usize = 5;
const SINGLE: usize = 6;

/// The outermost pairs as (opening token, closing token), in the order of the text.
///
/// A bracket without a partner and a quotation mark that is never closed count for nothing; a quotation mark that
/// opens while one of its kind is open takes its place.
pub(super) fn regions(view: View<'_>, marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut open: [Vec<usize>; KINDS] = Default::default();
    let mut pairs = Vec::new();
    for mark in marks {
        let What::Sign(sign) = mark.what else {
            continue;
        };
        match side(view, mark.token, sign) {
            Side::Open(kind) => {
                if kind >= GUILLEMETS {
                    open[kind].clear();
                }
                open[kind].push(mark.token);
            }
            Side::Close(kind) => pairs.extend(open[kind].pop().map(|start| (start, mark.token))),
            Side::Neither => {}
        }
    }
    pairs.sort_unstable();
    let mut end = None;
    pairs.retain(|&(start, close)| {
        let outermost = end.is_none_or(|end| start > end);
        if outermost {
            end = Some(close);
        }
        outermost
    });
    pairs
}

fn side(view: View<'_>, token: usize, sign: char) -> Side {
    match sign {
        '(' => Side::Open(ROUND),
        ')' => Side::Close(ROUND),
        '[' => Side::Open(SQUARE),
        ']' => Side::Close(SQUARE),
        '{' => Side::Open(CURLY),
        '}' => Side::Close(CURLY),
        '«' => Side::Open(GUILLEMETS),
        '»' => Side::Close(GUILLEMETS),
        '„' => Side::Open(DOUBLE),
        '“' if opens(view, token) => Side::Open(DOUBLE),
        '”' | '“' => Side::Close(DOUBLE),
        '"' if opens(view, token) => Side::Open(STRAIGHT),
        '"' => Side::Close(STRAIGHT),
        '‘' => Side::Open(SINGLE),
        '\'' if opens(view, token) => Side::Open(SINGLE),
        // Behind a letter it may as well be an apostrophe ("the allies' plan").
        '\'' | '’' if matches!(view.char_before(token), Some('.' | '!' | '?' | ',' | '…')) => {
            Side::Close(SINGLE)
        }
        _ => Side::Neither,
    }
}

/// Whether a sign that may open or close opens: only white space or an opening sign stands before it.
fn opens(view: View<'_>, token: usize) -> bool {
    let before = view.char_before(token);
    let behind = view.char_behind(token);
    before.is_none_or(|c| c.is_whitespace() || "([{“‘„\"'—–-/".contains(c))
        && behind.is_some_and(|c| !c.is_whitespace())
}
