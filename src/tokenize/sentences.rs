//! Where sentences start: the signs that may end one, judged by what stands before and behind them.

use super::abbreviations::{Abbreviation, abbreviation, starts_sentences, tells_speaker};
use super::enclosures::regions;
use super::lists::{items, roman};
use super::token::{Sentence, Token, TokenKind};
use super::words::{Mark, What};
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Signs that start an item of a list.
pub(super) const BULLETS: &str = "•⁃◦‣▪●■";

/// Signs that close a quotation or bracket, and belong to the sentence before them.
const CLOSERS: &str = ")]}”’»›\"'";

/// Signs that open one, and belong to the sentence behind them.
const OPENERS: &str = "([{“‘«‹„¿¡\"'";

/// Signs that end a sentence in scripts that write no space behind it or have no capitals.
const STRONG: &str = "。！？｡।॥؟۔։።၊။";

/// A time of day within so many tokens of the start of a sentence belongs to its opening ("At 5 a.m. Ms. Diaz left").
const OPENING: usize = 4;

/// The tokens from `first` on at which a sentence starts, but for the first one.
pub(super) fn starts(text: &str, tokens: &[Token], first: usize, marks: &[Mark]) -> Vec<usize> {
    let mut rules = Rules {
        text,
        tokens,
        start: first,
        first,
        starts: Vec::new(),
    };
    if marks.is_empty() {
        return rules.starts;
    }
    let regions = regions(text, tokens, marks);
    let items = items(text, tokens, first, marks);
    let (mut regions, mut items) = (regions.into_iter().peekable(), items.into_iter().peekable());
    let mut seen = first;
    for mark in marks {
        while let Some(item) = items.next_if(|&item| item <= mark.token) {
            rules.cut(item);
        }
        if mark.what == What::BlankLine {
            rules.cut(mark.token);
        }
        if mark.token < seen || mark.what == What::BlankLine {
            continue;
        }
        if rules.is_bullet(mark.token) && rules.spaced(mark.token) {
            rules.cut(mark.token);
        }
        if mark.what != What::Abbreviation && !rules.ends(mark.token) {
            continue;
        }
        let stop = rules.stop(mark.token, mark.what);
        seen = stop.next;
        while regions.next_if(|&(_, close)| close < mark.token).is_some() {}
        let inside = regions
            .peek()
            .is_some_and(|&(open, close)| open < mark.token && close >= stop.next);
        if !inside && let Some(start) = rules.judge(&stop) {
            rules.cut(start);
        }
    }
    for item in items {
        rules.cut(item);
    }
    rules.starts
}

/// The tokens at which a sentence starts by UAX #29 alone.
pub(super) fn plain_starts(text: &str, block: usize, tokens: &[Token], first: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut token = first;
    for (bound, _) in text[block..].split_sentence_bound_indices() {
        token += tokens[token..]
            .iter()
            .take_while(|t| (t.start as usize) < block + bound)
            .count();
        if token > starts.last().copied().unwrap_or(first) && token < tokens.len() {
            starts.push(token);
        }
    }
    starts
}

/// Appends the sentences that start at the token `first` and at each of `starts`.
pub(super) fn push(tokens: &[Token], first: usize, starts: &[usize], out: &mut Vec<Sentence>) {
    let mut start = first;
    for &end in starts.iter().chain([&tokens.len()]) {
        if start < end {
            out.push(Sentence {
                span: Span::new(tokens[start].start as usize, tokens[end - 1].end as usize),
                tokens: start..end,
            });
        }
        start = end;
    }
}

/// Signs that may end a sentence, with the closing signs behind them.
struct Stop {
    /// The word before the signs (for an abbreviation, itself), if it touches them.
    word: Option<usize>,
    /// First and last of the signs.
    first: usize,
    last: usize,
    /// The first token behind the signs and what closes behind them.
    next: usize,
    /// Whether anything closes behind the signs.
    closed: bool,
    dots: usize,
    exclaims: bool,
    spaced_dots: bool,
}

/// What the next sentence, if it is one, would start with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Small,
    Capital,
    Number,
    Other,
}

struct Rules<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    /// First token of the current sentence.
    start: usize,
    starts: Vec<usize>,
}

impl<'a> Rules<'a> {
    fn cut(&mut self, token: usize) {
        if token > self.start && token < self.tokens.len() {
            self.starts.push(token);
            self.start = token;
        }
    }

    fn of(&self, token: usize) -> &'a str {
        self.tokens
            .get(token)
            .map_or("", |t| t.span().of(self.text))
    }

    fn sign(&self, token: usize) -> char {
        self.of(token).chars().next().unwrap_or('\0')
    }

    /// Whether white space stands before a token (or nothing at all).
    fn spaced(&self, token: usize) -> bool {
        token == self.first || self.tokens[token - 1].end < self.tokens[token].start
    }

    fn is_bullet(&self, token: usize) -> bool {
        BULLETS.contains(self.sign(token))
    }

    fn ends(&self, token: usize) -> bool {
        let sign = self.sign(token);
        matches!(sign, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') || STRONG.contains(sign)
    }

    /// Reads the signs from `token` on.
    fn stop(&self, token: usize, what: What) -> Stop {
        let word = match what {
            What::Abbreviation => Some(token),
            _ => token
                .checked_sub(1)
                .filter(|&w| w >= self.first && !self.spaced(token)),
        };
        let mut stop = Stop {
            word,
            first: token,
            last: token,
            next: token + 1,
            closed: false,
            dots: 0,
            exclaims: false,
            spaced_dots: false,
        };
        if what != What::Abbreviation {
            self.count(&mut stop, token);
        }
        while let Some(n) = Some(stop.next).filter(|&n| n < self.tokens.len()) {
            let spaced = self.spaced(n);
            if !spaced && CLOSERS.contains(self.sign(n)) {
                stop.closed = true;
            } else if self.ends(n) && (!spaced || self.spaced_dot(&stop, n)) {
                self.count(&mut stop, n);
                stop.spaced_dots |= spaced;
                stop.last = n;
            } else if let Some(end) = self.note(n).filter(|_| !spaced) {
                stop.next = end - 1;
            } else {
                break;
            }
            stop.next += 1;
        }
        stop
    }

    fn count(&self, stop: &mut Stop, token: usize) {
        match self.sign(token) {
            '.' => stop.dots += 1,
            '…' => stop.dots += 3,
            _ => stop.exclaims = true,
        }
    }

    /// Whether `token` is the next dot of an ellipsis written ". . .".
    fn spaced_dot(&self, stop: &Stop, token: usize) -> bool {
        self.sign(token) == '.' && stop.dots > 0 && !stop.exclaims
    }

    /// The token behind a note mark "[12]" that starts at `token`.
    fn note(&self, token: usize) -> Option<usize> {
        let number = self.tokens.get(token + 1)?.kind == TokenKind::Number;
        (self.of(token) == "[" && number && self.of(token + 2) == "]").then_some(token + 3)
    }

    /// Where the next sentence starts, if the signs end one.
    fn judge(&self, stop: &Stop) -> Option<usize> {
        let next = stop.next;
        if next >= self.tokens.len() {
            return None;
        }
        if STRONG.contains(self.sign(stop.last)) {
            return Some(next);
        }
        if !self.spaced(next) {
            return self.glued(stop).then_some(next);
        }
        let ends = if stop.exclaims {
            self.exclaims(stop)
        } else if stop.dots > 1 {
            return self.ellipsis(stop);
        } else {
            self.period(stop)
        };
        ends.then_some(next)
    }

    /// A sign without a space behind it: "ended.The next".
    fn glued(&self, stop: &Stop) -> bool {
        let mut next = self.of(stop.next).chars();
        let capital = next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(char::is_lowercase);
        let word = stop.word.map(|w| self.of(w)).unwrap_or_default();
        let ended = word.len() > 1 && word.ends_with(|c: char| c.is_lowercase() || c.is_numeric());
        capital && ended && !stop.closed && stop.dots < 2 && !word.ends_with('.')
    }

    /// What starts behind the signs, looking through opening signs.
    fn next(&self, stop: &Stop) -> (Next, usize) {
        let mut token = stop.next;
        while token < stop.next + 3 && OPENERS.contains(self.sign(token)) {
            token += 1;
        }
        let word = self.of(token);
        let mut chars = word.chars();
        let kind = self.tokens.get(token).map(|t| t.kind);
        let next = match (kind, chars.next()) {
            (Some(TokenKind::Number), _) => Next::Number,
            (Some(TokenKind::Word), Some(c)) if c.is_lowercase() => match chars.next() {
                Some(second) if second.is_uppercase() => Next::Capital,
                _ => Next::Small,
            },
            (Some(TokenKind::Punctuation | TokenKind::Symbol) | None, _) => Next::Other,
            (Some(_), _) => Next::Capital,
        };
        (next, token)
    }

    fn exclaims(&self, stop: &Stop) -> bool {
        let (next, token) = self.next(stop);
        let name = stop
            .word
            .is_some_and(|w| w > self.start && self.capitalised(w));
        match next {
            Next::Small => !stop.closed && !name,
            Next::Capital if stop.closed && tells_speaker(self.of(token + 1)) => false,
            Next::Capital if name && self.of(stop.word.unwrap_or(0)) == "Yahoo" => {
                starts_sentences(self.of(token))
            }
            Next::Other => !matches!(
                self.sign(token),
                ',' | ';' | ':' | ')' | ']' | '-' | '–' | '—'
            ),
            _ => true,
        }
    }

    fn ellipsis(&self, stop: &Stop) -> Option<usize> {
        let (next, token) = self.next(stop);
        if next != Next::Capital {
            return None;
        }
        // "compounds. . . . The": the first dot ends the sentence, the others open the next one.
        let attached = stop.word.is_some();
        if stop.spaced_dots && attached && stop.dots > 3 {
            return Some(stop.first + 1);
        }
        let first_person = self.of(token).split(['\'', '’']).next() == Some("I");
        let ends = match stop.dots > 3 {
            true => true,
            false if first_person => false,
            false => attached && !stop.spaced_dots || starts_sentences(self.of(token)),
        };
        ends.then_some(stop.next)
    }

    fn period(&self, stop: &Stop) -> bool {
        let (next, token) = self.next(stop);
        match next {
            Next::Small => return false,
            Next::Other => return self.before_sign(token),
            Next::Capital | Next::Number => {}
        }
        let Some(word) = stop.word else { return true };
        if self.is_marker(word) {
            return false;
        }
        let name = self.of(word).trim_end_matches('.');
        if name.chars().count() == 1 && self.tokens[word].kind == TokenKind::Word {
            return self.behind_initial(word, next, token);
        }
        match abbreviation(name) {
            Some(kind) => self.behind_abbreviation(kind, word, next, token),
            None => !(matches!(name, "°" | "º") && next == Next::Number),
        }
    }

    /// Before a dash or a symbol a sentence ends, before a comma or the like it goes on.
    fn before_sign(&self, token: usize) -> bool {
        match self.sign(token) {
            '-' | '–' | '—' | '*' => self.capitalised(token + 1),
            '\0' => true,
            _ => self.tokens[token].kind == TokenKind::Symbol,
        }
    }

    fn capitalised(&self, token: usize) -> bool {
        self.sign(token).is_uppercase()
    }

    /// Whether `token` numbers the item, chapter or article that the sentence is: "2. Talks", "Article 5. Any".
    fn is_marker(&self, token: usize) -> bool {
        let mut start = self.start;
        if self.is_bullet(start) || self.sign(start) == '(' {
            start += 1;
        }
        let word = self.of(token);
        let number = self.tokens[token].kind == TokenKind::Number;
        let titled = token == start + 1
            && matches!(
                self.of(start),
                "Chapter"
                    | "Section"
                    | "Article"
                    | "Part"
                    | "Rule"
                    | "Figure"
                    | "Table"
                    | "Appendix"
                    | "Annex"
                    | "Question"
            );
        let named = number || roman(word).is_some() || word.chars().count() == 1;
        named && (titled || (token == start && !(number && word.len() > 3 && !word.contains('.'))))
    }

    /// Behind a single letter: an initial, or a word of one letter.
    fn behind_initial(&self, word: usize, next: Next, token: usize) -> bool {
        let starter = starts_sentences(self.of(token)) && self.sign(token + 1) != '.';
        let letter = self.sign(word);
        let before = word.checked_sub(1).filter(|&b| b >= self.start);
        match letter {
            'I' => before.is_some_and(|b| self.sign(b).is_lowercase()),
            _ if letter.is_uppercase() => starter,
            'p' | 'v' | 'c' | 'n' | 'l' => {
                next == Next::Capital && starter && !matches!(letter, 'v' | 'c')
            }
            _ => next == Next::Number || starter,
        }
    }

    /// Whether `token` belongs to a short phrase of time or place that opens the sentence.
    fn in_opening(&self, token: usize) -> bool {
        token - self.start <= OPENING
            && matches!(
                self.of(self.start),
                "At" | "By"
                    | "On"
                    | "From"
                    | "Since"
                    | "Until"
                    | "Before"
                    | "After"
                    | "Around"
                    | "About"
            )
    }

    fn behind_abbreviation(
        &self,
        kind: Abbreviation,
        word: usize,
        next: Next,
        token: usize,
    ) -> bool {
        let follower = self.of(token);
        let starter = starts_sentences(follower) && self.sign(token + 1) != '.';
        let numeral = next == Next::Number
            || roman(follower).is_some()
            || follower.len() == 1 && follower != "A";
        match kind {
            Abbreviation::Title => {
                let street = self.of(word).eq_ignore_ascii_case("st")
                    && word > self.start
                    && self.capitalised(word - 1);
                street && starter
            }
            Abbreviation::Link => false,
            Abbreviation::Reference if numeral => {
                follower == "I" && self.of(word).eq_ignore_ascii_case("no")
            }
            Abbreviation::Reference => starter || self.of(word).eq_ignore_ascii_case("no"),
            Abbreviation::Date => {
                next == Next::Capital
                    && (starter || matches!(self.of(word), "Sun" | "Sat" | "Mar" | "Wed"))
            }
            Abbreviation::Clock => {
                next == Next::Capital && !self.in_opening(word) && !is_zone_or_day(follower)
            }
            Abbreviation::Other if self.of(word) == "etc" => next == Next::Capital,
            Abbreviation::Other => starter,
        }
    }
}

/// Whether a word goes with a time of day: "5 p.m. Eastern", "9 a.m. Monday".
fn is_zone_or_day(word: &str) -> bool {
    matches!(
        word,
        "EST"
            | "EDT"
            | "ET"
            | "CST"
            | "CDT"
            | "CT"
            | "MST"
            | "MDT"
            | "PST"
            | "PDT"
            | "PT"
            | "GMT"
            | "UTC"
            | "BST"
            | "CET"
            | "CEST"
            | "MSK"
            | "Eastern"
            | "Central"
            | "Mountain"
            | "Pacific"
            | "Greenwich"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
    )
}
