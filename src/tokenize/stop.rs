//! The signs that may end a sentence, with what closes behind them.

use super::abbreviations::abbreviation;
use super::token::TokenKind;
use super::view::View;
use super::words::What;

/// Whether a sign closes a quotation or bracket, and belongs to the sentence before it.
fn is_closer(sign: char) -> bool {
    matches!(sign, ')' | ']' | '}' | '”' | '’' | '»' | '›' | '"' | '\'')
}

/// Whether a sign may end a sentence.
fn is_stop(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') || is_strong(sign)
}

/// Whether a sign ends a sentence whatever follows: those of scripts without capitals, or without spaces behind it.
pub(super) fn is_strong(sign: char) -> bool {
    matches!(
        sign,
        '。' | '！' | '？' | '｡' | '।' | '॥' | '؟' | '۔' | '։' | '።' | '၊' | '။'
    )
}

/// The most tokens that are looked at for the end of a note mark.
const NOTE_MAX: usize = 16;

/// Signs that may end a sentence, with the closing signs behind them.
pub(super) struct Stop {
    /// The word before the signs (for an abbreviation, itself), if it touches them.
    pub(super) word: Option<usize>,
    /// First and last of the signs.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The first token behind the signs and what closes behind them.
    pub(super) next: usize,
    /// Whether anything closes behind the signs.
    pub(super) closed: bool,
    /// Number of dots; an ellipsis sign counts as three.
    pub(super) dots: usize,
    /// Whether an exclamation or question mark is among the signs.
    pub(super) exclaims: bool,
    /// Whether spaces stand between the dots.
    pub(super) spaced_dots: bool,
    /// Whether a raised note number follows.
    noted: bool,
}

impl Stop {
    /// Reads the signs from `token` on; `None` if it can end no sentence.
    pub(super) fn at(view: View<'_>, token: usize, what: What) -> Option<Self> {
        let sign = match what {
            What::Sign(sign) if is_stop(sign) => Some(sign),
            What::Abbreviation => None,
            _ => return None,
        };
        let mut stop = Self {
            word: match sign {
                Some(_) => view.touching(token),
                None => Some(token),
            },
            first: token,
            last: token,
            next: token + 1,
            closed: false,
            dots: 0,
            exclaims: false,
            spaced_dots: false,
            noted: false,
        };
        if let Some(sign) = sign {
            stop.count(sign);
        }
        while stop.next < view.end() && stop.takes(view, stop.next) {}
        Some(stop)
    }

    /// Takes the token `next`, if it belongs to the signs or closes something behind them.
    fn takes(&mut self, view: View<'_>, next: usize) -> bool {
        let (sign, spaced) = (view.sign(next), view.spaced(next));
        let ellipsis = sign == '.' && self.dots > 0 && !self.exclaims;
        if is_stop(sign) && (ellipsis || !spaced) {
            self.count(sign);
            self.spaced_dots |= spaced;
            self.last = next;
        } else if !spaced && is_closer(sign) {
            self.closed = true;
        } else if let Some(tokens) = note_mark(view, next).or(end_tag(view, next))
            && !spaced
        {
            self.next += tokens - 1;
        } else if self.is_note_number(view, next) {
            self.noted = true;
        } else {
            return false;
        }
        self.next += 1;
        true
    }

    /// Whether a raised note number stands at `token`, as plain text has it: "The war ended.12 13 The peace".
    fn is_note_number(&self, view: View<'_>, token: usize) -> bool {
        let word = self.word.map_or("", |word| view.of(word));
        let raised = !view.spaced(token)
            && word.len() > 3
            && word.ends_with(char::is_lowercase)
            && abbreviation(word).is_none();
        let number = |n| view.kind(n) == Some(TokenKind::Number) && view.of(n).len() <= 3;
        let behind = token + 1;
        number(token)
            && (raised || self.noted)
            && view.spaced(behind)
            && (view.is_capital(behind) || number(behind))
    }

    fn count(&mut self, sign: char) {
        match sign {
            '.' => self.dots += 1,
            '…' => self.dots += 3,
            _ => self.exclaims = true,
        }
    }
}

/// The number of tokens of the note mark "[12]" or "[3, 5-7]" that starts at `token`.
fn note_mark(view: View<'_>, token: usize) -> Option<usize> {
    let inside = |&n: &usize| {
        view.kind(n) == Some(TokenKind::Number) || matches!(view.of(n), "," | "-" | "–")
    };
    if view.sign(token) != '[' || view.kind(token + 1) != Some(TokenKind::Number) {
        return None;
    }
    let numbers = (token + 1..token + NOTE_MAX).take_while(inside).count();
    (view.sign(token + 1 + numbers) == ']').then_some(numbers + 2)
}

/// The number of tokens of the end tag "</em>" that starts at `token`.
fn end_tag(view: View<'_>, token: usize) -> Option<usize> {
    let tag = view.sign(token) == '<' && view.of(token + 1) == "/" && view.sign(token + 3) == '>';
    tag.then_some(4)
}
