//! Years, ranges, decades and centuries in sentences.

use crate::span::Span;
use crate::tokenize::{Token, TokenKind, Tokens};
use crate::vocabulary::{Column, Vocabulary};
use serde::Serialize;
use std::ops::{Range, RangeInclusive};

/// The years that are read.
const YEARS: Range<i32> = 1000..2100;
/// Years that a number may name without a word that says so; others are as often quantities.
const COMMON_YEARS: RangeInclusive<i32> = 1600..=2035;
/// Longest range of years.
const LONGEST: i32 = 200;

const DECADES: &str = "twenties thirties forties fifties sixties seventies eighties nineties";
const CENTURIES: &str = "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth \
    nineteenth twentieth";
/// Words that say of a number behind them that it is a year.
const YEAR_WORDS: &str =
    "in since until till during year early late mid spring summer autumn fall winter";
const MONTHS: &str = "january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sept sep oct nov dec jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.";
/// Words that allow a year behind them.
const LINKS: &str = "( of from by before after between the";
/// Words and marks that say of a number behind them that it is no year.
const LABELS: &str = "resolution resolutions directive regulation decree order page pages p p. pp pp. no no. nos nos. \
    nr nr. number numbers article articles art art. paragraph para para. section chapter line vol vol. volume flight \
    room route box version model usd eur gbp $ € £ ¥ # § + some nearly almost over than least most only another \
    approximately roughly these those";
/// Words that say of a number before them that things are counted, or years before Christ.
const UNITS: &str = "soldiers troops men women people persons civilians refugees prisoners hostages fighters rebels \
    guerrillas militants police officers officials delegates members workers students children families villages homes \
    houses peacekeepers monitors observers inspectors demonstrators protesters protestors marines sailors volunteers \
    casualties deaths dead wounded victims km kilometres kilometers miles metres meters feet yards hectares acres tonnes \
    tons kilograms kg litres liters barrels megawatts mw dollars euros pounds rubles roubles yen yuan francs marks rupees \
    hundred thousand million billion percent per % warheads missiles rockets tanks aircraft planes ships vessels vehicles \
    guns rifles weapons bombs shells mines rounds hours minutes days weeks months years times words pages copies jobs \
    companies firms projects cases bc b.c. b.c bce";

/// The place of a word in a list of words, parted by blanks.
fn place(words: &str, word: &str) -> Option<i32> {
    let index = words.split(' ').position(|listed| listed == word)?;
    i32::try_from(index).ok()
}

/// The classes of a lower-cased word, one bit each: whether a date may start with it, and the lists it stands in.
#[derive(Clone, Copy, Debug, Default)]
struct Classes(u8);

const START: u8 = 1;
const LABEL: u8 = 2;
const UNIT: u8 = 4;
const MONTH: u8 = 8;
const YEAR_WORD: u8 = 16;
const LINK: u8 = 32;

impl Classes {
    fn of(word: &str) -> Self {
        let may_start = word.starts_with(|c: char| c.is_ascii_digit())
            || word == "twenty"
            || place(DECADES, word).is_some()
            || place(CENTURIES, word).is_some();
        let lists = [
            (LABELS, LABEL),
            (UNITS, UNIT),
            (MONTHS, MONTH),
            (YEAR_WORDS, YEAR_WORD),
            (LINKS, LINK),
        ];
        let listed = lists
            .iter()
            .filter(|(words, _)| place(words, word).is_some());
        Self(listed.fold(u8::from(may_start) * START, |bits, (_, bit)| bits | bit))
    }
}

/// A run of years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First year.
    pub from: i32,
    /// Last year; never before the first.
    pub to: i32,
}

impl Period {
    /// Number of years, at least 1.
    pub const fn n_years(&self) -> usize {
        if self.to < self.from {
            1
        } else {
            (self.to - self.from) as usize + 1
        }
    }

    /// The years in order.
    pub const fn years(&self) -> RangeInclusive<i32> {
        self.from..=self.to
    }
}

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Date {
    /// Where the words stand: the year or range itself, without day and month.
    pub span: Span,
    /// Index of the sentence in the tokens.
    pub sentence: usize,
    /// The years.
    pub period: Period,
}

/// What the search for dates keeps between texts of one vocabulary.
#[derive(Clone, Debug, Default)]
pub struct DatesState {
    classes: Column<Classes>,
}

/// The dates of a text, in order. `state` must be used with one vocabulary only.
///
/// Read are years ("1997", "March 2014", "12/03/1999"), ranges ("1991–1997", "1991-97", "from 1991 to 1997", "between 1991
/// and 1997"), decades ("the 1990s", "the ’90s", "the early nineties") and centuries ("the 19th century", "the
/// twenty-first century"). A four-digit number is no year after "Resolution", "page", "No.", a currency sign and the
/// like, before a unit ("1500 troops", "1500 Russian soldiers"), or inside a code ("S/RES/1973").
///
/// # Complexity
/// Linear in the tokens.
///
/// # Examples
/// ```
/// use detente::relations::timeline::{DatesState, dates};
/// use detente::{language::Language, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let text = "Resolution 1973 was passed in March 2011; the truce of 1991–97 had failed in the 1990s.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let years: Vec<_> = dates(&tokens, &vocabulary, &mut DatesState::default()).iter().map(|d| (d.period.from, d.period.to)).collect();
/// assert_eq!(years, [(2011, 2011), (1991, 1997), (1990, 1999)]);
/// ```
pub fn dates(tokens: &Tokens, vocabulary: &Vocabulary, state: &mut DatesState) -> Vec<Date> {
    let classes = &mut state.classes;
    classes.fill_by_id(vocabulary, |id| {
        Classes::of(vocabulary.text(vocabulary.lower(id)))
    });
    let mut dates = Vec::new();
    for (index, sentence) in tokens.sentences.iter().enumerate() {
        let reader = Reader {
            tokens: &tokens.tokens[sentence.tokens.clone()],
            vocabulary,
            classes,
        };
        let mut at = 0;
        // The last number that was refused: "Resolutions 1970 and 1973".
        let mut refused = None;
        while at < reader.tokens.len() {
            let date = match reader.is(at, START) {
                true => reader.date(at, &mut refused),
                false => None,
            };
            let Some((period, length)) = date else {
                at += 1;
                continue;
            };
            let (first, last) = (reader.tokens[at], reader.tokens[at + length - 1]);
            dates.push(Date {
                span: Span::new(first.start as usize, last.end as usize),
                sentence: index,
                period,
            });
            at += length;
        }
    }
    dates
}

/// Reads the tokens of one sentence.
struct Reader<'a> {
    tokens: &'a [Token],
    vocabulary: &'a Vocabulary,
    classes: &'a Column<Classes>,
}

impl<'a> Reader<'a> {
    /// The lower-cased word at a place; empty beyond the ends.
    fn word(&self, at: usize) -> &'a str {
        let lower = |token: &Token| self.vocabulary.text(self.vocabulary.lower(token.id));
        self.tokens.get(at).map_or("", lower)
    }

    /// The lower-cased word `back` places before `at`; empty beyond the start.
    fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// Whether the word at a place is of a class.
    fn is(&self, at: usize, class: u8) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| self.classes[token.id].0 & class != 0)
    }

    /// Whether the word `back` places before `at` is of a class.
    fn was(&self, at: usize, back: usize, class: u8) -> bool {
        at.checked_sub(back).is_some_and(|at| self.is(at, class))
    }

    /// The date that starts at a token, and how many tokens it has.
    fn date(&self, at: usize, refused: &mut Option<usize>) -> Option<(Period, usize)> {
        let word = self.word(at);
        if let Some(from) = year(word) {
            if self.word(at + 1) == "'s" && from % 10 == 0 && self.before(at, 1) == "the" {
                return Some((decade(from), 2));
            }
            let beside_refused = refused.is_some_and(|other| other + 2 == at);
            if !self.is_year(at, from, beside_refused) {
                *refused = Some(at);
                return None;
            }
            return Some(self.range(at, from));
        }
        let decade = self.decade(at).map(|from| (decade(from), 1));
        decade.or_else(|| self.century(at))
    }

    /// The range that starts with the year `from` at a token, or that year alone.
    fn range(&self, at: usize, from: i32) -> (Period, usize) {
        let joined = match self.word(at + 1) {
            "-" | "–" | "—" | "‐" | "‑" | "/" => true,
            "to" | "until" | "till" | "through" => self.before(at, 1) == "from",
            "and" => self.before(at, 1) == "between",
            _ => false,
        };
        let end = self.word(at + 2);
        let to = year(end)
            .or_else(|| short_year(end, from))
            .filter(|_| joined);
        match to {
            Some(to) if from < to && to - from < LONGEST => (Period { from, to }, 3),
            _ => (Period { from, to: from }, 1),
        }
    }

    /// Whether a four-digit number names a year.
    fn is_year(&self, at: usize, number: i32, beside_refused: bool) -> bool {
        let (one, two) = (self.before(at, 1), self.before(at, 2));
        let is_symbol = at > 0 && self.tokens[at - 1].kind == TokenKind::Symbol;
        let is_code = match one {
            "/" => !two.starts_with(|c: char| c.is_ascii_digit()),
            "-" | "–" | "‐" | "‑" => {
                !matches!(two, "mid" | "early" | "late") && year(two).is_none()
            }
            "." => self.was(at, 2, LABEL),
            _ => false,
        };
        let follows_refused = beside_refused && matches!(one, "and" | "," | "or" | "-" | "–");
        if is_symbol || is_code || follows_refused || self.was(at, 1, LABEL) {
            return false;
        }
        let told = self.tells_year(at);
        let next_is_word = self.word(at + 1).starts_with(char::is_alphabetic);
        let counts = self.is(at + 1, UNIT) || (self.is(at + 2, UNIT) && !told && next_is_word);
        !counts && (told || COMMON_YEARS.contains(&number) || self.was(at, 1, LINK))
    }

    /// Whether the words before a number say that it is a year.
    fn tells_year(&self, at: usize) -> bool {
        let is_day = |back| {
            let word = self.before(at, back);
            word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit())
        };
        // "March 2014", "27 March 2014", "March 27, 2014", "March, 2014".
        let behind_day = |back| is_day(back) && self.was(at, back + 1, MONTH);
        self.was(at, 1, YEAR_WORD | MONTH)
            || behind_day(1)
            || (self.before(at, 1) == "," && (self.was(at, 2, MONTH) || behind_day(2)))
    }

    /// The first year of the decade at a token.
    fn decade(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let digits = word
            .strip_suffix('s')
            .filter(|digits| digits.ends_with('0'));
        if let Some(from) = digits.and_then(year) {
            return Some(from);
        }
        let tens = match digits.filter(|digits| digits.len() == 2) {
            Some(digits) if self.is_short_decade(at) => digits.parse::<i32>().ok()? / 10,
            Some(_) => return None,
            None => place(DECADES, word).filter(|_| self.is_named_decade(at))? + 2,
        };
        (2..=9).contains(&tens).then_some(1900 + 10 * tens)
    }

    /// "the 90s", "the ’90s", "the late 90s".
    fn is_short_decade(&self, at: usize) -> bool {
        matches!(self.before(at, 1), "'" | "’" | "‘") || self.is_named_decade(at)
    }

    /// "the nineties", "the early nineties", "the mid-nineties".
    fn is_named_decade(&self, at: usize) -> bool {
        let at = if self.before(at, 1) == "-" {
            at - 1
        } else {
            at
        };
        match self.before(at, 1) {
            "the" => true,
            "early" | "late" | "mid" => self.before(at, 2) == "the",
            _ => false,
        }
    }

    /// "19th century", "nineteenth century", "twenty-first century".
    fn century(&self, at: usize) -> Option<(Period, usize)> {
        let (number, length) = match (self.word(at), self.word(at + 1)) {
            ("twenty", "-") if self.word(at + 2) == "first" => (21, 3),
            (word, _) => (ordinal(word)?, 1),
        };
        let follows = matches!(self.word(at + length), "century" | "centuries");
        let is_ours = !matches!(self.word(at + length + 1), "bc" | "b.c." | "b.c" | "bce");
        let from = 100 * (number - 1) + 1;
        (follows && is_ours && YEARS.contains(&from)).then_some((
            Period {
                from,
                to: from + 99,
            },
            length + 1,
        ))
    }
}

const fn decade(from: i32) -> Period {
    Period { from, to: from + 9 }
}

/// A plain number of four digits within the years that are read.
fn year(word: &str) -> Option<i32> {
    let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year = plain.then(|| word.parse().ok())??;
    YEARS.contains(&year).then_some(year)
}

/// The "97" of "1991-97".
fn short_year(word: &str, from: i32) -> Option<i32> {
    let plain = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    plain
        .then(|| word.parse::<i32>().ok())?
        .map(|short| from / 100 * 100 + short)
}

/// The number of a century, 11 to 21.
fn ordinal(word: &str) -> Option<i32> {
    if let Some(index) = place(CENTURIES, word) {
        return Some(index + 11);
    }
    let digits = word
        .strip_suffix("th")
        .or_else(|| word.strip_suffix("st"))?;
    digits
        .parse()
        .ok()
        .filter(|number| (11..=21).contains(number))
}
