//! Patterns: how an entry of the lexicon is written.
//!
//! | written | matches |
//! |---|---|
//! | `ceasefire` | the word, whatever its case |
//! | `attack/v` | every form of the verb |
//! | `treaty/n` | the noun, singular and plural |
//! | `NATO` | exactly so: a word with a capital is matched with its case |
//! | `negotiat*` | every word that begins so |
//! | `take/v ..3 hostage` | with up to three words between |
//! | `(peace truce) deal`, `(sign ratify)/v` | either |
//! | `@talks` | any one-word member of the object class `talks` |
//!
//! Hyphens between words count as spaces, in patterns and in texts: `cease fire` matches "cease-fire".

use super::morphology::{Form, noun_forms, verb_forms};

/// One word of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Word {
    /// One of these lower-case forms.
    Forms(Vec<(String, Form)>),
    /// Exactly this, with its case.
    Cased(String),
    /// Every word with this beginning.
    Prefix(String),
    /// A word of this object class.
    Class(String),
    /// Up to so many words of any kind.
    Gap(u8),
}

/// A sequence of words.
pub(crate) type Pattern = Vec<Word>;

/// Longest gap a pattern may have.
pub(crate) const MAX_GAP: u8 = 12;

/// Most sequences of words that one pattern may stand for: each is a path of the trie.
const MOST_SEQUENCES: usize = 20_000;

/// Reads one pattern; the error says what is wrong with it.
pub(crate) fn parse(source: &str) -> Result<Pattern, String> {
    let mut words = Vec::new();
    for piece in pieces(source)? {
        words.push(word(&piece)?);
    }
    match (words.first(), words.last()) {
        (None, _) => Err("the pattern is empty".into()),
        (Some(Word::Gap(_)), _) | (_, Some(Word::Gap(_))) => {
            Err("a gap stands between two words; it cannot begin or end a pattern".into())
        }
        _ if words.len() == 1 && source.trim().starts_with('(') && source.trim().ends_with(')') => {
            Err(format!(
                "`{source}` is nothing but alternatives: write them as patterns of their own"
            ))
        }
        _ if sequences(&words) > MOST_SEQUENCES => Err(format!(
            "`{source}` stands for more than {MOST_SEQUENCES} sequences of words: write several patterns with fewer alternatives"
        )),
        _ => Ok(words),
    }
}

/// How many sequences of words a pattern stands for.
fn sequences(words: &[Word]) -> usize {
    let choices = |word: &Word| match word {
        Word::Forms(forms) => forms.len(),
        _ => 1,
    };
    words.iter().map(choices).fold(1, usize::saturating_mul)
}

/// Alternatives of a group that a short name shows.
const SHOWN: usize = 3;

/// A pattern as a reader of results can take it in: of a long list of alternatives only the first ("(ban bar block …)/v").
pub(crate) fn short(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, (group, after))) = rest
        .split_once('(')
        .and_then(|(before, inner)| Some((before, inner.split_once(')')?)))
    {
        let words: Vec<&str> = group.split_whitespace().collect();
        let (shown, more) = match words.len() > SHOWN + 1 {
            true => (&words[..SHOWN], " …"),
            false => (&words[..], ""),
        };
        out.extend([before, "(", &shown.join(" "), more, ")"]);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Splits at white space and hyphens, keeping groups in parentheses together.
fn pieces(source: &str) -> Result<Vec<String>, String> {
    let mut out = vec![String::new()];
    let mut depth = 0;
    for c in source.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            c if depth == 0 && (c.is_whitespace() || c == '-') => out.push(String::new()),
            c => out.last_mut().expect("never empty").push(c),
        }
        if c == '(' || c == ')' {
            out.last_mut().expect("never empty").push(c);
        }
    }
    if depth != 0 {
        return Err(format!(
            "`{source}` has a parenthesis without its other half"
        ));
    }
    out.retain(|piece| !piece.is_empty());
    Ok(out)
}

fn word(piece: &str) -> Result<Word, String> {
    // A text's words are matched without their possessive ending.
    let piece = piece.strip_suffix("'s").unwrap_or(piece);
    if let Some(gap) = piece.strip_prefix("..") {
        let width: u8 = gap
            .parse()
            .map_err(|_| format!("`{piece}`: a gap is written ..3"))?;
        return match width {
            1..=MAX_GAP => Ok(Word::Gap(width)),
            _ => Err(format!("`{piece}`: a gap is 1 to {MAX_GAP} words wide")),
        };
    }
    if let Some(class) = piece.strip_prefix('@') {
        return Ok(Word::Class(class.to_owned()));
    }
    if let Some(prefix) = piece.strip_suffix('*') {
        return match prefix.chars().count() {
            0..=2 => Err(format!(
                "`{piece}` would match too much: write at least three letters before the *"
            )),
            _ => Ok(Word::Prefix(prefix.to_lowercase())),
        };
    }
    match piece.strip_prefix('(').and_then(|p| p.split_once(')')) {
        // A mark behind the parenthesis holds for all: `(sign ratify)/v`.
        Some((group, mark)) => {
            let mut forms = Vec::new();
            for alternative in group.split_whitespace() {
                forms.extend(forms_of(&format!("{alternative}{mark}"))?);
            }
            Ok(Word::Forms(forms))
        }
        None if piece.chars().any(char::is_uppercase) => Ok(Word::Cased(piece.to_owned())),
        None => Ok(Word::Forms(forms_of(piece)?)),
    }
}

/// The forms of a word with its mark (`/v`, `/n`, `/ed`, `/ing`), or the word itself.
fn forms_of(word: &str) -> Result<Vec<(String, Form)>, String> {
    let Some((base, mark)) = word.split_once('/') else {
        return Ok(vec![(word.to_lowercase(), Form::Exact)]);
    };
    let only = |form| {
        verb_forms(base)
            .into_iter()
            .filter(move |(_, f)| *f == form)
            .collect()
    };
    match mark {
        "v" => Ok(verb_forms(base)),
        "n" => Ok(noun_forms(base)),
        "ed" => Ok(only(Form::Past)),
        "ing" => Ok(only(Form::Present)),
        _ => Err(format!("`{word}`: the mark is /v, /n, /ed or /ing")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_read_as_the_table_says() {
        let words = parse("take/v ..3 (hostage captive)").unwrap();
        assert_eq!(words.len(), 3);
        assert_eq!(words[1], Word::Gap(3));
        assert!(matches!(&words[2], Word::Forms(f) if f.len() == 2));
        assert_eq!(parse("NATO").unwrap(), [Word::Cased("NATO".into())]);
        assert_eq!(parse("cease-fire").unwrap().len(), 2);
        assert_eq!(parse("neighbour's").unwrap(), parse("neighbour").unwrap());
    }

    #[test]
    fn malformed_patterns_say_why() {
        for bad in ["", "..3 a", "a ..", "(a b", "run/x", "ab*", "a ..99 b"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        let many = ["(a b c d e f g h i j)"; 5].join(" ..2 ");
        assert!(parse(&many).unwrap_err().contains("sequences"));
    }
}
