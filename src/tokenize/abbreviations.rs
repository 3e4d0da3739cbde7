//! Abbreviations that end in a period, by what may follow them; and words that start a sentence.

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
        "mr" | "mrs" | "ms" | "messrs" | "mssrs" | "gens" | "govs" | "mme" | "mlle" | "dr"
        | "drs" | "prof" | "profs" | "gen" | "sen" | "sens" | "gov" | "lt" | "maj" | "capt"
        | "cpl" | "sgt" | "cmdr" | "cdr" | "brig" | "msgr" | "pvt" | "supt" | "st" | "ste"
        | "mt" => Abbreviation::Title,
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
        | "ser" | "tit" | "add" | "ex" | "exs" | "par" | "pars" | "ed" | "sched" | "apps"
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
        _ if foreign(lower).is_some() => return foreign(lower),
        _ if lower.len() > 1 && lower.contains('.') => Abbreviation::Other,
        // "Pkwy", "Mgr": no English word goes without a vowel.
        _ if capital && is_contraction(word) => Abbreviation::Other,
        _ => return None,
    })
}

/// Abbreviations of German, French, Spanish, Italian, Portuguese and Dutch that are no English words.
fn foreign(lower: &str) -> Option<Abbreviation> {
    Some(match lower {
        "hr" | "hrn" | "sra" | "srta" | "sig" | "sigg" | "dott" | "avv" | "dhr" | "mevr"
        | "gral" | "exmo" | "exma" => Abbreviation::Title,
        "vgl" | "bzw" | "ggf" | "evtl" | "inkl" | "sog" | "bijv" | "env" | "zzgl" | "aprox" => {
            Abbreviation::Link
        }
        "abb" | "bd" | "kap" | "aufl" | "anm" | "núm" | "pág" | "págs" | "pagg" => {
            Abbreviation::Reference
        }
        "usw" | "ecc" | "enz" | "jh" | "jhdt" | "mio" | "mrd" | "hrsg" | "str" | "geb" => {
            Abbreviation::Other
        }
        _ => return None,
    })
}

/// Words of German that stand before an ordinal number, which is written with a period: "am 5. Mai".
pub(super) fn precedes_ordinal(word: &str) -> bool {
    matches!(
        word,
        "am" | "vom"
            | "zum"
            | "zur"
            | "der"
            | "den"
            | "dem"
            | "des"
            | "im"
            | "das"
            | "Der"
            | "Das"
            | "Am"
            | "Im"
            | "Vom"
    )
}

/// Whether a word ends the name of a company or person, written without its period.
pub(super) fn ends_name(word: &str) -> bool {
    matches!(
        word,
        "Inc" | "Ltd" | "Co" | "Corp" | "Cos" | "Bros" | "Plc" | "LLC" | "Jr"
    )
}

/// Whether a word can be the verb behind a subject of one word: "Microsoft is".
pub(super) fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "did"
            | "does"
            | "said"
            | "says"
            | "makes"
            | "made"
            | "came"
            | "went"
            | "bought"
            | "sold"
            | "refused"
            | "agreed"
            | "declined"
            | "wanted"
            | "followed"
            | "lost"
            | "won"
    )
}

/// Nouns that a single letter may follow: "plan B", "vitamin C".
pub(super) fn takes_letter(word: &str) -> bool {
    matches!(
        word,
        "plan"
            | "vitamin"
            | "grade"
            | "class"
            | "type"
            | "group"
            | "option"
            | "team"
            | "hepatitis"
            | "point"
            | "phase"
            | "zone"
            | "block"
            | "category"
            | "level"
            | "model"
            | "variant"
            | "scenario"
            | "version"
            | "series"
            | "side"
            | "party"
            | "state"
            | "country"
    )
}

/// Whether a word of several letters, small but for the first, has no vowel.
fn is_contraction(word: &str) -> bool {
    let consonant = |byte: u8| byte.is_ascii_lowercase() && !b"aeiouy".contains(&byte);
    (2..=5).contains(&word.len())
        && !matches!(word.as_bytes()[0], b'A' | b'E' | b'I' | b'O' | b'U')
        && word.bytes().skip(1).all(consonant)
}

/// Capitalised function words, which start a sentence far more often than they are part of a name; in alphabetical
/// order, some of other languages among them.
const STARTERS: &str = "A Aber About According Across Additionally After Against All Along Already Also Although Among An \
    And Another Any Anyone Are As At Auch Because Before Between Beyond Billions Both But By Can \
    Consequently Could Currently Das Der Despite Did Die Dies Diese Do Doch Does Don Dozens During Each \
    Ein Eine Either Ella Elle Ellos Er Es Even Eventually Ever Every Everyone Few Finally For From \
    Further Furthermore Given Had Has Have He Hence Her Here His How However Hundreds I If Il Ils In \
    Indeed Instead Is It Its Just Later Let Like Mais Many Maybe Meanwhile Millions More Moreover Most \
    Much My Neither Never Nevertheless No Nobody None Nor Not Nothing Nous Now Of On Once Only Or Other \
    Others Our Over Perhaps Pero Please Rather Recently Several She Should Sie Similarly Since So Some \
    Someone Soon Still Such Suddenly Than That The Their Them Then There Therefore These They This Those \
    Though Thousands Through Throughout Thus To Today Together Tomorrow Toward Towards Und Under \
    Unfortunately Unless Unlike Until Upon Was We Were What Whatever When Whenever Where Whereas Whether \
    Which While Who Whoever Whose Why Wir With Within Without Would Yes Yesterday Yet You Your";

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
