//! Quotations and brackets: the stretches inside which a full stop ends no sentence.

use super::token::Token;
use super::words::Mark;

/// The kinds of pairs that are matched, each on its own.
const KINDS: usize = 7;

/// What a sign does to the pair of its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open(usize),
    Close(usize),
    None,
}

/// The outermost pairs as (opening token, closing token), in the order of the text.
///
/// A bracket without a partner and a quotation mark that is never closed count for nothing. Brackets nest; a
/// quotation mark that opens while one of its kind is open takes its place.
pub(super) fn regions(text: &str, tokens: &[Token], marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut open: [Vec<usize>; KINDS] = Default::default();
    let mut pairs = Vec::new();
    for mark in marks {
        match side(text, tokens[mark.token]) {
            Side::Open(kind) => {
                if kind >= SINGLE_QUOTE_MIN {
                    open[kind].clear();
                }
                open[kind].push(mark.token);
            }
            Side::Close(kind) => pairs.extend(open[kind].pop().map(|start| (start, mark.token))),
            Side::None => {}
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

/// Kinds from here on are quotation marks.
const SINGLE_QUOTE_MIN: usize = 3;

fn side(text: &str, token: Token) -> Side {
    match &text[token.span().range()] {
        "(" => Side::Open(0),
        ")" => Side::Close(0),
        "[" => Side::Open(1),
        "]" => Side::Close(1),
        "{" => Side::Open(2),
        "}" => Side::Close(2),
        "«" => Side::Open(3),
        "»" => Side::Close(3),
        "„" => Side::Open(4),
        "“" if opens(text, token) => Side::Open(4),
        "”" | "“" => Side::Close(4),
        "\"" if opens(text, token) => Side::Open(5),
        "\"" => Side::Close(5),
        "‘" => Side::Open(6),
        "'" if opens(text, token) => Side::Open(6),
        // Behind a letter it may as well be an apostrophe ("the allies' plan").
        "'" | "’" if behind_stop(text, token) => Side::Close(6),
        _ => Side::None,
    }
}

/// Whether a sign that looks the same on both sides opens: nothing but a space or an opening sign stands before it.
fn opens(text: &str, token: Token) -> bool {
    let before = text[..token.start as usize].chars().next_back();
    let after = text[token.end as usize..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || "([{“‘„\"'—–-/".contains(c))
        && after.is_some_and(|c| !c.is_whitespace())
}

fn behind_stop(text: &str, token: Token) -> bool {
    text[..token.start as usize].ends_with(['.', '!', '?', ',', '…'])
}
