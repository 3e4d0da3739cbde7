//! Where sentences start: the signs that may end one, judged by what stands before and behind them.

use super::abbreviations::{
    Abbreviation, abbreviation, ends_name, is_verb, precedes_ordinal, starts_sentences,
    takes_letter, tells_speaker,
};
use super::enclosures::regions;
use super::lists::{is_bullet, items, roman};
use super::stop::{Stop, is_strong};
use super::token::{Sentence, TokenKind};
use super::view::View;
use super::words::{Mark, What};
use unicode_segmentation::UnicodeSegmentation;

/// Whether a sign opens a quotation or bracket, and belongs to the sentence behind it.
fn is_opener(sign: char) -> bool {
    matches!(
        sign,
        '(' | '[' | '{' | '“' | '‘' | '«' | '‹' | '„' | '¿' | '¡' | '"' | '\''
    )
}

/// A time of day within so many tokens of the start of a sentence belongs to its opening ("At 5 a.m. Ms. Diaz left").
const OPENING: usize = 4;

/// Appends the sentences of a block.
pub(super) fn divide(view: View<'_>, marks: &[Mark], sentences: &mut Vec<Sentence>) {
    let mut rules = Rules {
        view,
        start: view.first,
        sentences,
    };
    if !marks.is_empty() {
        rules.apply(marks);
    }
    rules.close(view.end());
}

/// Appends the sentences of a block by UAX #29 alone.
pub(super) fn divide_plainly(view: View<'_>, sentences: &mut Vec<Sentence>) {
    let mut token = view.first;
    let mut rules = Rules {
        view,
        start: token,
        sentences,
    };
    for (bound, _) in view.block().split_sentence_bound_indices() {
        token = view.token_from(token, bound);
        rules.cut(token);
    }
    rules.close(view.end());
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
    view: View<'a>,
    /// First token of the current sentence.
    start: usize,
    sentences: &'a mut Vec<Sentence>,
}

impl Rules<'_> {
    /// Cuts the block where a mark, or an item of a list, starts a sentence.
    fn apply(&mut self, marks: &[Mark]) {
        let view = self.view;
        let mut regions = regions(view, marks).into_iter().peekable();
        let mut items = items(view, marks).into_iter().peekable();
        let mut seen = view.first;
        for mark in marks {
            let token = mark.token;
            while let Some(item) = items.next_if(|&item| item <= token) {
                self.cut(item);
            }
            if mark.what == What::BlankLine {
                self.cut(token);
            } else if token >= seen {
                if matches!(mark.what, What::Sign(sign) if is_bullet(sign)) && view.spaced(token) {
                    self.cut(token);
                }
                let Some(stop) = Stop::at(view, token, mark.what) else {
                    continue;
                };
                seen = stop.next;
                while regions.next_if(|&(_, close)| close < token).is_some() {}
                let inside = |&(open, close): &(usize, usize)| open < token && close >= stop.next;
                if !regions.peek().is_some_and(inside)
                    && let Some(start) = self.judge(&stop)
                {
                    self.cut(start);
                }
            }
        }
        items.for_each(|item| self.cut(item));
    }

    /// Starts a sentence at a token.
    fn cut(&mut self, token: usize) {
        if token < self.view.end() {
            self.close(token);
        }
    }

    /// Ends the current sentence before a token, if it has any.
    fn close(&mut self, end: usize) {
        if end > self.start {
            self.sentences.push(self.view.sentence(self.start..end));
            self.start = end;
        }
    }

    /// Where the next sentence starts, if the signs end one.
    fn judge(&self, stop: &Stop) -> Option<usize> {
        let next = stop.next;
        if next >= self.view.end() {
            return None;
        }
        if is_strong(self.view.sign(stop.last)) {
            return Some(next);
        }
        if !self.view.spaced(next) {
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
        let mut next = self.view.of(stop.next).chars();
        let capital = next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(char::is_lowercase);
        let word = stop.word.map(|w| self.view.of(w)).unwrap_or_default();
        let ended = word.len() > 1 && word.ends_with(|c: char| c.is_lowercase() || c.is_numeric());
        capital && ended && !stop.closed && stop.dots < 2 && !word.ends_with('.')
    }

    /// What starts behind the signs, looking through opening signs.
    fn next(&self, stop: &Stop) -> (Next, usize) {
        let mut token = stop.next;
        while token < stop.next + 3 && is_opener(self.view.sign(token)) {
            token += 1;
        }
        let word = self.view.of(token);
        let mut chars = word.chars();
        let kind = self.view.kind(token);
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
            .is_some_and(|w| w > self.start && self.view.is_capital(w));
        match next {
            Next::Small => !stop.closed && !name,
            Next::Capital if stop.closed && tells_speaker(self.view.of(token + 1)) => false,
            Next::Capital if name && self.view.of(stop.word.unwrap_or(0)) == "Yahoo" => {
                starts_sentences(self.view.of(token))
            }
            Next::Other => match self.view.sign(token) {
                '-' | '–' | '—' => self.is_capital_behind_dashes(token),
                ':' | ';' => self.view.touching(token + 1).is_some(),
                sign => !matches!(sign, ',' | ')' | ']'),
            },
            _ => true,
        }
    }

    fn is_capital_behind_dashes(&self, token: usize) -> bool {
        let dash = |&n: &usize| matches!(self.view.sign(n), '-' | '–' | '—');
        let dashes = (token..token + 3).take_while(dash).count();
        self.view.is_capital(token + dashes)
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
        let first_person = self.view.of(token).split(['\'', '’']).next() == Some("I");
        let ends = match stop.dots > 3 {
            true => true,
            false if first_person => false,
            false => attached && !stop.spaced_dots || starts_sentences(self.view.of(token)),
        };
        ends.then_some(stop.next)
    }

    fn period(&self, stop: &Stop) -> bool {
        let (next, token) = self.next(stop);
        match next {
            Next::Small => return self.is_casual(stop),
            Next::Other => return self.before_sign(token),
            Next::Capital | Next::Number => {}
        }
        let Some(word) = stop.word else { return true };
        if self.is_marker(word) || self.is_ordinal(word, next) || self.is_journal(token) {
            return false;
        }
        let name = self.view.of(word).trim_end_matches('.');
        if name.chars().count() == 1 && self.view.kind(word) == Some(TokenKind::Word) {
            return self.behind_initial(word, next, token);
        }
        match abbreviation(name) {
            Some(kind) => self.behind_abbreviation(kind, word, next, token),
            None => !(matches!(name, "°" | "º") && next == Next::Number),
        }
    }

    /// Whether the sentence is written without capitals, and an ordinary word stands before the period.
    fn is_casual(&self, stop: &Stop) -> bool {
        let Some(word) = stop.word.map(|word| self.view.of(word)) else {
            return false;
        };
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        word.len() > 1
            && small
            && word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
            && self.view.sign(self.start).is_lowercase()
            && abbreviation(word).is_none()
            && !stop.closed
    }

    /// Whether the token is a German ordinal number: "am 5. Mai".
    fn is_ordinal(&self, word: usize, next: Next) -> bool {
        next == Next::Capital
            && self.view.kind(word) == Some(TokenKind::Number)
            && self.view.of(word).len() <= 2
            && word > self.start
            && precedes_ordinal(self.view.of(word - 1))
    }

    /// Whether the title of a journal goes on at `token`: "Harv. L. Rev.", "Yale L. J.".
    fn is_journal(&self, token: usize) -> bool {
        self.view.of(token) == "L"
            && self.view.of(token + 1) == "."
            && matches!(self.view.of(token + 2), "Rev" | "J" | "Q")
    }

    /// Before a dash or a symbol a sentence ends, before a comma or the like it goes on.
    fn before_sign(&self, token: usize) -> bool {
        match self.view.sign(token) {
            // An emoticon.
            ':' | ';' => self.view.touching(token + 1).is_some(),
            '-' | '–' | '—' => self.is_capital_behind_dashes(token),
            '*' => self.view.is_capital(token + 1),
            '\0' => true,
            _ => self.view.kind(token) == Some(TokenKind::Symbol),
        }
    }

    /// Whether `token` numbers the item, chapter or article that the sentence is: "2. Talks", "Article 5. Any".
    fn is_marker(&self, token: usize) -> bool {
        let mut start = self.start;
        if is_bullet(self.view.sign(start)) || self.view.sign(start) == '(' {
            start += 1;
        }
        let word = self.view.of(token);
        let number = self.view.kind(token) == Some(TokenKind::Number);
        let titled = token == start + 1
            && matches!(
                self.view.of(start),
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
                    | "Step"
                    | "Phase"
                    | "Stage"
                    | "Lesson"
                    | "Option"
                    | "Principle"
                    | "Example"
                    | "Case"
                    | "Clause"
                    | "Paragraph"
                    | "Exhibit"
                    | "Note"
                    | "Volume"
                    | "Book"
                    | "Act"
                    | "Scene"
                    | "Day"
            );
        let named = number || roman(word).is_some() || word.chars().count() == 1;
        named && (titled || (token == start && !(number && word.len() > 3 && !word.contains('.'))))
    }

    /// Behind a single letter: an initial, or a word of one letter.
    fn behind_initial(&self, word: usize, next: Next, token: usize) -> bool {
        let starter = starts_sentences(self.view.of(token)) && self.view.sign(token + 1) != '.';
        let letter = self.view.sign(word);
        let before = word.checked_sub(1).filter(|&b| b >= self.start);
        match letter {
            'I' => before.is_some_and(|b| self.view.sign(b).is_lowercase()),
            _ if letter.is_uppercase() => {
                starter || before.is_some_and(|b| takes_letter(self.view.of(b)))
            }
            'p' | 'v' | 'c' | 'n' | 'l' => {
                next == Next::Capital && starter && !matches!(letter, 'v' | 'c')
            }
            _ => next == Next::Number || starter,
        }
    }

    /// Whether `token` belongs to a short phrase of time or place that opens the sentence.
    fn in_opening(&self, token: usize) -> bool {
        token.saturating_sub(self.start) <= OPENING
            && matches!(
                self.view.of(self.start),
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

    /// Whether a name ends at `word` in the middle of a sentence, and a subject with its verb stands behind it: "He
    /// works at Google Inc. Microsoft is …".
    fn is_next_subject(&self, word: usize, token: usize) -> bool {
        let small = |token| self.view.sign(token).is_lowercase();
        ends_name(self.view.of(word))
            && is_verb(self.view.of(token + 1))
            && (self.start..word).any(small)
    }

    /// Whether an abbreviation stands before letters as well as numbers: "Ex. A", "Fig. A".
    fn is_labelled(&self, word: usize) -> bool {
        matches!(
            self.view.of(word),
            "Ex" | "Exs" | "App" | "Fig" | "Figs" | "Sched" | "Tab" | "Sec" | "Ann"
        )
    }

    fn behind_abbreviation(
        &self,
        kind: Abbreviation,
        word: usize,
        next: Next,
        token: usize,
    ) -> bool {
        let follower = self.view.of(token);
        let starter = starts_sentences(follower) && self.view.sign(token + 1) != '.';
        let numeral = next == Next::Number
            || roman(follower).is_some()
            || follower.len() == 1 && (follower != "A" || self.is_labelled(word));
        match kind {
            Abbreviation::Title => {
                let street = self.view.of(word).eq_ignore_ascii_case("st")
                    && word > self.start
                    && self.view.is_capital(word - 1);
                street && starter
            }
            Abbreviation::Link => false,
            Abbreviation::Reference if numeral => {
                follower == "I" && self.view.of(word).eq_ignore_ascii_case("no")
            }
            Abbreviation::Reference => starter || self.view.of(word).eq_ignore_ascii_case("no"),
            Abbreviation::Date => {
                next == Next::Capital
                    && (starter || matches!(self.view.of(word), "Sun" | "Sat" | "Mar" | "Wed"))
            }
            Abbreviation::Clock => {
                next == Next::Capital && !self.in_opening(word) && !is_zone_or_day(follower)
            }
            Abbreviation::Other if self.view.of(word) == "etc" => next == Next::Capital,
            Abbreviation::Other => starter || self.is_next_subject(word, token),
        }
    }
}

/// Time zones and days of the week.
const ZONES_AND_DAYS: &str = "BST CDT CEST CET CST CT Central EDT EST ET Eastern Friday GMT Greenwich MDT MSK MST Monday Mountain \
    PDT PST PT Pacific Saturday Sunday Thursday Tuesday UTC Wednesday";

/// Whether a word goes with a time of day: "5 p.m. Eastern", "9 a.m. Monday".
fn is_zone_or_day(word: &str) -> bool {
    ZONES_AND_DAYS.split(' ').any(|known| known == word)
}
