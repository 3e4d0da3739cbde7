//! English abbreviations that end in a period, by what may follow them; and words that start a sentence.

use std::sync::LazyLock;

/// What is known of an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name ("Mr.", "Gen."): ends no sentence.
    Title,
    /// Stands before what it introduces ("e.g.", "cf.", "vs."): ends no sentence.
    Link,
    /// Stands before a number ("No.", "Art.", "p."): ends no sentence there.
    Reference,
    /// A month or a day: ends no sentence before a number.
    Date,
    /// "a.m.", "p.m.".
    Clock,
    /// Any other ("Inc.", "U.S.", "etc."): ends a sentence where the next word looks like the start of one.
    Other,
}

/// The abbreviation that `word`, written without its last period, is.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let mut buffer = [0; 8];
    let lower = lowered(word, &mut buffer)?;
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    Some(match lower {
        "mr" | "mrs" | "ms" | "messrs" | "mme" | "mlle" | "dr" | "drs" | "prof" | "profs"
        | "gen" | "sen" | "sens" | "gov" | "lt" | "maj" | "capt" | "cpl" | "sgt" | "cmdr"
        | "cdr" | "brig" | "msgr" | "pvt" | "supt" | "st" | "ste" | "mt" => Abbreviation::Title,
        "rep" | "reps" | "col" | "adm" | "rev" | "hon" | "pres" | "amb" | "fr" | "ft" | "insp"
        | "det" | "rt" | "sr" | "atty" | "dir" | "min" | "secy" | "comdr" | "ven" | "pt"
            if capital =>
        {
            Abbreviation::Title
        }
        "eg" | "ie" | "e.g" | "i.e" | "cf" | "vs" | "viz" | "ca" | "approx" | "esp" | "incl"
        | "resp" | "op" | "v" | "c" | "et" => Abbreviation::Link,
        "no" | "nos" | "nr" | "p" | "pp" | "fig" | "figs" | "chap" | "vol" | "vols" | "eq"
        | "eqs" | "para" | "paras" | "eds" | "n" | "nn" | "para." | "fn" | "pt." => {
            Abbreviation::Reference
        }
        "art" | "arts" | "sec" | "secs" | "ch" | "app" | "cl" | "reg" | "res" | "doc" | "tab"
        | "ann" | "sect" | "sess" | "stat" | "rm" | "apt" | "ext" | "tel" | "prot" | "resol"
        | "ser" | "tit" | "add" | "ex" | "par" | "pars" | "ed"
            if capital || matches!(lower, "art" | "sec" | "ch" | "res" | "ed" | "sect" | "ex") =>
        {
            Abbreviation::Reference
        }
        "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov"
        | "dec" | "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat"
        | "sun"
            if capital =>
        {
            Abbreviation::Date
        }
        "a.m" | "p.m" => Abbreviation::Clock,
        "inc" | "ltd" | "co" | "corp" | "cos" | "bros" | "plc" | "llc" | "jr" | "esq" | "assn"
        | "dept" | "univ" | "dist" | "etc" | "al" | "ave" | "blvd" | "rd" | "hwy" | "intl"
        | "natl" | "govt" | "calif" | "fla" | "ky" | "mich" | "minn" | "nev" | "okla" | "penn"
        | "tenn" | "tex" | "wis" | "wyo" | "ariz" | "ark" | "colo" | "ft" | "oz" | "lb" | "lbs"
        | "tsp" | "tbsp" | "ph.d" | "ibid" => Abbreviation::Other,
        "sr" | "sq" | "est" | "mass" | "conn" | "ga" | "ill" | "ind" | "la" | "md" | "miss"
        | "mo" | "mont" | "neb" | "ore" | "pa" | "va" | "vt" | "wash" | "del" | "kan" | "bldg"
        | "trans" | "repr" | "dep" | "bd" | "mfg"
            if capital =>
        {
            Abbreviation::Other
        }
        _ if lower.len() > 1 && lower.contains('.') => Abbreviation::Other,
        // "Pkwy", "Mgr": no English word goes without a vowel.
        _ if capital && is_contraction(word) => Abbreviation::Other,
        _ => return None,
    })
}

/// Whether a word of several letters, small but for the first, has no vowel.
fn is_contraction(word: &str) -> bool {
    let consonant = |byte: u8| byte.is_ascii_lowercase() && !b"aeiouy".contains(&byte);
    (2..=5).contains(&word.len())
        && !matches!(word.as_bytes()[0], b'A' | b'E' | b'I' | b'O' | b'U')
        && word.bytes().skip(1).all(consonant)
}

/// Capitalised function words, which start a sentence far more often than they are part of a name; in alphabetical order.
const STARTERS: &str = "A About According Across Additionally After Against All Along Already Also Although Among An And \
    Another Any Anyone Are As At Because Before Between Beyond Billions Both But By Can Consequently \
    Could Currently Despite Did Do Does Don Dozens During Each Either Even Eventually Ever Every \
    Everyone Few Finally For From Further Furthermore Given Had Has Have He Hence Her Here His How \
    However Hundreds I If In Indeed Instead Is It Its Just Later Let Like Many Maybe Meanwhile Millions \
    More Moreover Most Much My Neither Never Nevertheless No Nobody None Nor Not Nothing Now Of On Once \
    Only Or Other Others Our Over Perhaps Please Rather Recently Several She Should Similarly Since So \
    Some Someone Soon Still Such Suddenly Than That The Their Them Then There Therefore These They This \
    Those Though Thousands Through Throughout Thus To Today Together Tomorrow Toward Towards Under \
    Unfortunately Unless Unlike Until Upon Was We Were What Whatever When Whenever Where Whereas Whether \
    Which While Who Whoever Whose Why With Within Without Would Yes Yesterday Yet You Your";

/// Whether a capitalised word is one that starts a sentence rather than a name.
pub(super) fn starts_sentences(word: &str) -> bool {
    let word = word.split(['\'', '’']).next().unwrap_or(word);
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| STARTERS.split(' ').collect());
    SORTED.binary_search(&word).is_ok()
}

/// Whether a verb tells who spoke: "“Why?” Ivanov asked".
pub(super) fn tells_speaker(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "replied"
            | "answered"
            | "added"
            | "cried"
            | "shouted"
            | "exclaimed"
            | "whispered"
            | "wrote"
            | "argued"
            | "demanded"
            | "declared"
            | "wondered"
            | "yelled"
    )
}

/// A short ASCII word in lower case; `None` for any other.
fn lowered<'b>(word: &str, buffer: &'b mut [u8; 8]) -> Option<&'b str> {
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    str::from_utf8(buffer).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_starter_is_found() {
        assert!(STARTERS.split(' ').all(starts_sentences));
        assert!(starts_sentences("I’m") && !starts_sentences("Government"));
    }
}
