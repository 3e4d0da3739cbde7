//! Lines that name people and days: bylines, dates, salutations.

use super::shape::{Case, End, Shape};
use super::wording;
use super::words::WordList;
use std::sync::LazyLock;

/// Labels before a colon that name author, course or date.
static LABELS: LazyLock<WordList> = LazyLock::new(|| WordList::new(LABEL_LIST));

const LABEL_LIST: [&str; 34] = [
    "by",
    "author",
    "authors",
    "written by",
    "posted by",
    "updated",
    "published",
    "last updated",
    "posted on",
    "student",
    "student name",
    "name",
    "professor",
    "prof",
    "instructor",
    "course",
    "date",
    "submitted",
    "submitted by",
    "editor",
    "translated by",
    "present",
    "absent",
    "attending",
    "participants",
    "chair",
    "place",
    "venue",
    "time",
    "from",
    "to",
    "subject",
    "re",
    "cc",
];

/// Most words of a byline.
const MOST_WORDS: u32 = 14;

/// `By Jane Doe`, `Updated: 3 May 2020`, `12 June 2018`, `Student name: …`. `lower` is the line in small letters.
pub(super) fn is_byline(line: &str, lower: &str, shape: &Shape, digits: bool) -> bool {
    if shape.words > MOST_WORDS {
        return false;
    }
    if let Some((label, rest)) = lower.split_once(':')
        && !rest.trim().is_empty()
        && LABELS.contains(label.trim())
    {
        return true;
    }
    let by = lower.starts_with("by ") && shape.words <= 8;
    let name = || {
        line.get(3..)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase) || rest.starts_with("the "))
    };
    (by && name()) || (digits && is_date(lower))
}

/// A line of nothing but a date, or one that ends in a date as the heads of newspapers do.
fn is_date(lower: &str) -> bool {
    let (mut weekday, mut month, mut digits, mut other) = (false, false, false, 0);
    for word in lower.split(|c: char| c.is_whitespace() || ",./-".contains(c)) {
        match word {
            "" | "dated" => {}
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" => {
                weekday = true
            }
            _ if MONTHS.contains(word) => month = true,
            _ if word.starts_with(|c: char| c.is_ascii_digit()) => digits = true,
            _ => other += 1,
        }
    }
    month && digits && (other == 0 || weekday || (lower.contains(". ") && ends_in_year(lower)))
}

/// Months and their abbreviations.
pub(super) static MONTHS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "january february march april may june july august september october november december jan feb mar apr jun \
        jul aug sep sept oct nov dec"
            .split(' '),
    )
});

/// `…, 1971`
fn ends_in_year(lower: &str) -> bool {
    let tail = lower.trim_end_matches('.');
    let year = tail.trim_end_matches(|c: char| c.is_ascii_digit());
    tail.len() - year.len() == 4 && year.trim_end().ends_with(',')
}

/// Words with which people are addressed.
pub(super) static VOCATIVES: LazyLock<WordList> = LazyLock::new(|| WordList::new(VOCATIVE_LIST));

const VOCATIVE_LIST: [&str; 26] = [
    "mr",
    "mrs",
    "ms",
    "madam",
    "madame",
    "sir",
    "sirs",
    "dear",
    "ladies",
    "gentlemen",
    "fellow",
    "my fellow",
    "my friends",
    "friends",
    "honorable",
    "honourable",
    "your excellency",
    "your excellencies",
    "your majesty",
    "members",
    "members of",
    "to the",
    "president",
    "brothers",
    "comrades",
    "senators",
];

/// Words that address someone, wherever they stand.
pub(super) const ADDRESSES: [&str; 5] = ["mr. ", "mrs. ", "madam ", "members of ", "fellow "];

/// Words of address first, and a colon, comma or exclamation mark last.
pub(super) fn is_salutation(lower: &str, shape: &Shape) -> bool {
    if matches!(shape.end, End::Open | End::Question) {
        return false;
    }
    let call = calls(lower);
    let named = || {
        ADDRESSES
            .iter()
            .map(|word| lower.matches(word).count())
            .sum::<usize>()
            >= 2
    };
    match shape.end {
        End::Stop => call && named(),
        End::Colon => call || named(),
        _ => call,
    }
}

/// Whether a line begins with one or two words of address, and goes on.
fn calls(lower: &str) -> bool {
    let first = run_length(lower);
    let second = match lower[first..].strip_prefix(' ') {
        Some(rest) => first + 1 + run_length(rest),
        None => first,
    };
    let called = |length: usize| length < lower.len() && VOCATIVES.contains(&lower[..length]);
    called(first) || called(second)
}

/// Length of the letters and digits with which a line begins.
fn run_length(line: &str) -> usize {
    line.find(|c: char| !c.is_alphanumeric())
        .unwrap_or(line.len())
}

/// `Dear Sir,`
pub(super) fn is_dear(line: &str) -> bool {
    let dear = line.starts_with("Dear ") || line.starts_with("To whom it may concern");
    dear && line.ends_with([',', ':', '!'])
}

/// Given names that begin the names of people in many countries.
pub(super) static GIVEN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "aaron abraham adam adolf ahmed aisha alan albert alejandro alex alexander alfred ali alice amanda amina amir \
        amy ana andrea andreas andrew andrzej angela anita ann anna anne anthony antonio arjun arnold arthur barbara \
        ben benjamin bernard bill boris brian bruno calvin carl carla carlos carmen caroline catherine charles \
        charlotte chen chester chiara chinedu chloe chris christian christina christopher claire clara claudia \
        clement colin cyrus daniel david dean deborah denis denise diana diego dmitri dominic donald dorothy douglas \
        dwight edgar edmund edward eleanor elena elizabeth ella emilio emily emma eric erik ernest ernesto erwin \
        esther eugene eva evelyn fatima felix fernando fiona florence francesca francesco frank franklin franz fred \
        frederick friedrich gabriel george gerald gertrude giovanni giulia grace gregory gustav hannah hans harold \
        harry hassan heather hector helen helena henry herbert herman hiroshi horace howard hugh hugo ian ibrahim \
        igor indira ingrid irene isaac isabel ivan jack jacob jacques jakob james jan jane janet jason javier jean \
        jennifer jens jeremy jessica jimmy jin joachim joan johan johann john jonas jonathan jordan jorge jose josef \
        joseph josiah juan judith julia julian julie karen karin karl katarzyna kate katherine kathleen keith kenji \
        kenneth kevin khalid kofi kwame larry lars laura lauren lea leila lena leo leon leonard leopold lewis li lin \
        linda lisa louis louise lucas lucia lucy ludwig luigi luis luke lyndon madeleine magdalena mahatma marco \
        marcus margaret maria marie mario mark markus marta martha martin mary maryam matteo matthew maurice max \
        mehmet mei michael michel miguel mikhail ming mohamed mohammed monica moses mustafa nadia nancy naomi \
        napoleon natalia natasha nathan neil nelson neville nicholas nicolas nikolai nina noah nora norman oleg olga \
        oliver olivia omar oscar oskar otto pablo pamela patricia patrick paul paula pedro percy peter philip pierre \
        priya rachel rafael rahul ralph raymond rebecca ricardo richard robert roberto roger ronald rosa rose rudolf \
        ruth rutherford ryan salvador samir samuel sandra sanjay sara sarah saul scott sean sergei sergio sharon \
        sigmund silas simon sofia sophia sophie stanley stefan stephanie stephen steven susan sven svetlana sylvia \
        tariq teresa theodore thomas timothy tobias tom tomas ulrich ulysses ursula vaclav valentina victor victoria \
        viktor vincent virginia vladimir wallace walter warren wei wendy wilfred wilhelm william winston wolfgang \
        woodrow yan yasser yitzhak yuki yuri yusuf zachary zoe"
            .split(' '),
    )
});

/// A given name and one or two more names: `Anna Berg`, `John P. Holm`.
pub(super) fn is_full_name(line: &str, shape: &Shape) -> bool {
    let mut words = line.split_whitespace();
    let given = words.next().is_some_and(|first| GIVEN.contains(first));
    given
        && (2..=3).contains(&shape.words)
        && is_name(line, shape)
        && !line.contains(is_no_name_sign)
}

/// Offices that stand before the name of who holds them.
static OFFICES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "president minister secretary chancellor king queen emperor empress prince princess general admiral colonel \
        captain senator governor ambassador pope bishop judge justice dr mr mrs sir lord lady"
            .split(' '),
    )
});

/// A full name, perhaps with an office before it or behind a comma: `President Ida Moe`, `Ida Moe, Minister of Trade`.
pub(super) fn names_person(line: &str, shape: &Shape) -> bool {
    if shape.case != Case::Title
        || shape.end != End::Open
        || shape.number.is_some()
        || shape.words > 9
    {
        return false;
    }
    let (name, rest) = line.split_once(", ").unwrap_or((line, ""));
    let mut words: Vec<&str> = name.split(' ').collect();
    let office = words
        .iter()
        .rposition(|word| OFFICES.contains(word.trim_end_matches('.')));
    let of_state = |words: &[&str]| words.len() > 2 && matches!(words[0], "of" | "for");
    if let Some(at) = office {
        words.drain(..=at);
        if of_state(&words) {
            words.drain(..2);
        }
    }
    let given = words.first().is_some_and(|first| GIVEN.contains(first));
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && !wording::is_small(word);
    // "Clinton, Yeltsin, and Arms Control" is a subject.
    let one = !rest.split(' ').any(|word| matches!(word, "and" | "&"));
    one && given && (2..=4).contains(&words.len()) && words.iter().all(capital)
}

fn is_no_name_sign(c: char) -> bool {
    c.is_numeric() || matches!(c, ',' | ':' | '/' | '&' | '(')
}

/// A number in a series of publications: `Policy Brief No. 14`, `Working Paper 3`.
fn is_series(line: &str, shape: &Shape) -> bool {
    const SERIES: [&str; 8] = [
        "brief",
        "briefing",
        "paper",
        "papers",
        "report",
        "bulletin",
        "memo",
        "newsletter",
    ];
    let mut words = line.split_whitespace().rev();
    let numbered = words
        .next()
        .is_some_and(|last| last.trim_start_matches('#').parse::<u32>().is_ok());
    let numbers = ["no.", "no", "nr.", "number", "#"];
    let named = |name| is_one_of(name, &SERIES);
    numbered
        && shape.words <= 6
        && shape.number.is_none()
        && words
            .find(|word| !is_one_of(word, &numbers))
            .is_some_and(named)
}

/// Whether a word is one of these, in capitals or not.
fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Signs of author, course and series that count only above the text: `Professor Li`, `HIST 204`.
pub(super) fn is_top_byline(line: &str, shape: &Shape) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("");
    let title = matches!(
        first.trim_end_matches('.'),
        "Professor" | "Prof" | "Dr" | "Instructor" | "Teacher" | "Lecturer" | "Mr" | "Mrs" | "Ms"
    );
    let second = words.next().unwrap_or("").trim_end_matches([',', ':']);
    let number = (2..=4).contains(&second.len()) && second.bytes().all(|b| b.is_ascii_digit());
    let course = number && first.chars().all(char::is_alphabetic) && shape.words <= 6;
    (title && shape.words <= 5) || course || is_series(line, shape)
}

/// One to five capitalized words, as names of people are.
pub(super) fn is_name(line: &str, shape: &Shape) -> bool {
    let capital = |word: &str| {
        is_one_of(word, &["and", "with", "de", "von"])
            || word.starts_with(char::is_uppercase) && !wording::is_small(word)
    };
    (1..=5).contains(&shape.words)
        && shape.end == End::Open
        && shape.number.is_none()
        && !shape.known
        && line.split_whitespace().all(capital)
}
