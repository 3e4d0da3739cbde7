//! VADER's own tables.
//!
//! The lexicon and the emoji descriptions come from the crate `vader_sentiment` (MIT), which embeds the two data files
//! of VADER (MIT, © 2016 C.J. Hutto) in 545 kB and exposes them as maps; what its maps lose is put right here as
//! listed facts. The crate is old (0.1.1, with regex, lazy_static, maplit and unicase beneath it) and little kept up,
//! which does no harm here: it is read once, for data that are fixed, and a test holds the tables to a digest. Its
//! engine is not used. Boosters, negators and phrases are short closed lists given in VADER's code and are listed here.

use super::super::political_entries;
use super::tables::Sources;

/// What a booster adds and a dampener takes away (Hutto & Gilbert 2014, mean of human ratings).
const BOOST: f64 = 0.293;

/// Entries that the crate lacks or holds with another entry's value: its map ignores case, so that a later twin in
/// capitals overwrites an entry, and "heart" and "hearts" are not in its copy of the file.
const CORRECTIONS: [(&str, f64); 5] = [
    ("heart", 3.2),
    ("hearts", 3.3),
    (":p", 1.0),
    ("o.o", -0.8),
    ("o_o", -0.5),
];

const BOOSTERS: &str = "absolutely amazingly awfully completely considerable considerably decidedly deeply effing \
    enormous enormously entirely especially exceptional exceptionally extreme extremely fabulously flippin flipping \
    frackin fracking frickin fricking friggin frigging fuckin fucking fuggin fugging fully greatly hella highly \
    hugely incredible incredibly intensely major majorly more most particularly purely quite really remarkably so \
    substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very";

const DAMPENERS: &str = "almost barely hardly just_enough kind_of kind-of kinda kindof less little marginal \
    marginally occasional occasionally partly scarce scarcely slight slightly somewhat sort_of sort-of sorta sortof";

const NEGATORS: &str = "ain't aint aren't arent can't cannot cant couldn't couldnt daren't darent despite didn't \
    didnt doesn't doesnt don't dont hadn't hadnt hasn't hasnt haven't havent isn't isnt mightn't mightnt mustn't \
    mustnt needn't neednt neither never none nope nor not nothing nowhere oughtn't oughtnt rarely seldom shan't \
    shant shouldn't shouldnt uh-uh uhuh wasn't wasnt weren't werent without won't wont wouldn't wouldnt";

const PHRASES: [(&str, f64); 9] = [
    ("bad ass", 1.5),
    ("badass", 1.5),
    ("beating heart", 3.5),
    ("bus stop", 0.0),
    ("kiss of death", -1.5),
    ("the bomb", 3.0),
    ("the shit", 3.0),
    ("to die for", 3.0),
    ("yeah right", -2.0),
];

/// The tables of `vaderSentiment` 3.3.2.
pub(super) fn sources() -> Sources {
    let mut sources = Sources {
        lexicon: vader_sentiment::LEXICON
            .iter()
            .map(|(word, &valence)| (key(word), valence))
            .collect(),
        emoji: vader_sentiment::EMOJI_LEXICON
            .iter()
            .map(|(&emoji, &description)| (emoji.to_owned(), description.to_owned()))
            .collect(),
        ..Sources::default()
    };
    sources
        .lexicon
        .extend(CORRECTIONS.map(|(word, valence)| (word.to_owned(), valence)));
    for (list, boost) in [(BOOSTERS, BOOST), (DAMPENERS, -BOOST)] {
        sources.boosters.extend(
            list.split_whitespace()
                .map(|word| (word.replace('_', " "), boost)),
        );
    }
    sources
        .negators
        .extend(NEGATORS.split_whitespace().map(str::to_owned));
    sources
        .phrases
        .extend(PHRASES.map(|(phrase, valence)| (phrase.to_owned(), valence)));
    sources
}

/// Adds the tables for political and academic prose; where an entry is there already, the new valence holds.
pub(super) fn extend_political(sources: &mut Sources) {
    for entry in political_entries() {
        let text = entry.text.to_owned();
        match entry.category {
            "booster" => drop(sources.boosters.insert(text, entry.value)),
            "negator" => drop(sources.negators.insert(text)),
            "reverser" => drop(sources.reversers.insert(text)),
            _ => drop(sources.lexicon.insert(text, entry.value)),
        }
    }
}

/// The crate keeps one spelling of twins that differ in case, and not always the small one, which alone can be hit.
/// The two entries with Þ have no small twin: they stay as they are (never hit in exact mode, as in the package).
fn key(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.to_owned()
    }
}
