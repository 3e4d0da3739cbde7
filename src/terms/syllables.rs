//! Syllables of English words, by rules.
//!
//! A word has as many syllables as groups of vowel letters, corrected by letter patterns: silent e's take one away,
//! vowels in hiatus add one. The patterns are the smallest set that a greedy search kept when it compared them with the
//! CMU Pronouncing Dictionary on 41,000 common words; on 27,000 other words of that dictionary the count is right
//! for 95 % of words, and for 99 % of words weighted by how often they are used.

/// Patterns that add a syllable. `^` is the start of a word, `$` its end.
const MORE: &[&str] = &[
    "^area", "^coe", "^forei", "^forens", "^forest", "^forev", "^io", "^lion", "^maybe", "^poe",
    "^rein", "^ruin", "ae$", "aya", "ayo", "bio", "bled$", "ciat", "coopera", "cquir", "cred$",
    "creat", "ded$", "deas$", "dien", "dio", "dled", "dn't$", "dre$", "dred$", "dua", "due",
    "d've$", "ea$", "eact", "eand", "eass", "ee$", "eed$", "eing$", "elio", "eo", "eum$", "eus$",
    "fled$", "gled", "ia", "ie$", "ied$", "ienn", "ier$", "iest$", "iet", "isms", "iu", "kled",
    "le$", "lement$", "lements", "lient", "linea", "luat", "lue$", "luen", "lui", "nte$", "nua",
    "nue$", "nyone", "oa$", "oe$", "oed$", "oing", "oord", "oya", "pio", "pled$", "reali", "reem",
    "rienc", "rient", "rio", "rue$", "ryan", "ryo", "scie", "sm$", "sn't$", "socio", "sual$",
    "sue$", "ted$", "tled$", "tre$", "tred$", "tua", "tui", "uclea", "ued$", "uer$", "uou", "usia",
    "vio", "xual", "ye", "yin", "zio",
];

/// Patterns that take a syllable away.
const FEWER: &[&str] = &[
    "^else",
    "^every",
    "^eye",
    "^fore",
    "^home",
    "^life",
    "^some",
    "^therefor",
    "^wednes",
    "^ye",
    "ale$",
    "ales$",
    "awes",
    "awy",
    "bes$",
    "busine",
    "cema",
    "cia",
    "des$",
    "e$",
    "ed$",
    "eful",
    "eho",
    "ekee",
    "eless",
    "ely$",
    "ement$",
    "ements",
    "eness",
    "eout",
    "eov",
    "famil",
    "geon",
    "geor",
    "gues$",
    "havio",
    "icall",
    "ile$",
    "iles",
    "illia",
    "kes$",
    "ldier",
    "lia$",
    "lle$",
    "mes$",
    "nes$",
    "ole$",
    "oles$",
    "opar",
    "parlia",
    "peop",
    "pes$",
    "ques$",
    "res$",
    "rriag",
    "sia",
    "tes$",
    "thes$",
    "tial",
    "tian",
    "ule$",
    "ves$",
    "yes$",
    "yle$",
    "yles",
];

/// The number of syllables of an English word, at least one.
///
/// Hyphens separate words. Figures are read digit by digit. Short words in capitals ("EU", "FBI"), words with dots
/// ("U.S.") and words without a vowel ("Mr", "km") are read letter by letter, except what is plainly an abbreviation read
/// as one word ("NATO").
///
/// # Examples
/// ```
/// use detente::terms::syllables::syllables;
/// for (word, n) in [("peace", 1), ("treaty", 2), ("negotiations", 5), ("NATO", 2), ("U.S.", 2), ("1997", 4)] {
///     assert_eq!(syllables(word), n, "{word}");
/// }
/// ```
pub fn syllables(word: &str) -> u32 {
    let parts = word.split(['-', '\u{2010}', '\u{2011}']);
    parts.map(syllables_of_part).sum::<u32>().max(1)
}

fn syllables_of_part(part: &str) -> u32 {
    let digits = part.chars().filter(|c| c.is_numeric()).count();
    let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
    let spelt = || {
        letters
            .chars()
            .map(|c| if matches!(c, 'W' | 'w') { 3 } else { 1 })
            .sum::<u32>()
    };
    let count = match letters.chars().count() {
        0 => 0,
        n if is_initialism(part, n) => spelt(),
        _ => by_rules(part),
    };
    digits as u32 + count
}

/// Whether the word is read letter by letter: at most three capitals, or letters with dots between them.
fn is_initialism(part: &str, letters: usize) -> bool {
    let capitals = letters >= 2 && part.chars().all(|c| c.is_uppercase());
    let dotted = part.trim_end_matches('.').contains('.')
        && part.split('.').all(|run| run.chars().count() <= 1);
    dotted || (capitals && letters <= 3)
}

fn by_rules(part: &str) -> u32 {
    let plain: String = part
        .chars()
        .flat_map(char::to_lowercase)
        .map(without_accent)
        .collect();
    let framed = format!("^{plain}$");
    let matches = |pattern: &&str| overlapping(&framed, pattern);
    let more: i64 = MORE.iter().map(matches).sum();
    let fewer: i64 = FEWER.iter().map(matches).sum();
    let groups = vowel_groups(&plain);
    if groups == 0 {
        return plain.chars().filter(|c| c.is_alphabetic()).count() as u32;
    }
    u32::try_from(groups + more - fewer).unwrap_or(0).max(1)
}

fn vowel_groups(word: &str) -> i64 {
    let runs = word.split(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    runs.filter(|run| !run.is_empty()).count() as i64
}

/// How often a pattern stands in a word, also where it overlaps itself.
fn overlapping(word: &str, pattern: &str) -> i64 {
    let windows = word.as_bytes().windows(pattern.len());
    windows
        .filter(|window| *window == pattern.as_bytes())
        .count() as i64
}

/// The letter without its accent, for those of Western European languages; a straight apostrophe.
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        '\u{2019}' => '\'',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_have_their_syllables() {
        let cases = [
            (
                1,
                "a the peace make strength walked moved tribes don't eye I",
            ),
            (
                2,
                "treaty table wanted needed ended allies agreed ally's people being doesn't Russia",
            ),
            (3, "created agreement alliance radio Canada assistance"),
            (
                4,
                "military political America democracy negotiate cooperate",
            ),
            (5, "cooperation association negotiation"),
            (2, "NATO EU UN U.S. MP"),
            (3, "FBI USA 500"),
        ];
        for (expected, words) in cases {
            for word in words.split(' ') {
                assert_eq!(syllables(word), expected, "{word}");
            }
        }
        assert_eq!(syllables("anti-missile"), 4);
        assert_eq!(syllables("-"), 1);
    }

    proptest! {
        #[test]
        fn every_word_has_a_syllable(word in "\\PC{0,12}") {
            prop_assert!(syllables(&word) >= 1);
        }
    }
}
