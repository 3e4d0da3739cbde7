//! Lexicons: nested keys, patterns and weights; readers and writers of their formats; the compiled matcher.
//!
//! A [`Lexicon`] has keys, nested at will ("relations/cooperation/aid"), and each key has entries of one or many words.
//! It is read from a file ([`Lexicon::read`], see [`Format`]) or made in code ([`Lexicon::from_map`]), and compiled into
//! a [`LexiconMatcher`], which finds its entries in the tokens of a text in one pass. [`Lookup`] does that for whole
//! texts, section by section; [`KeyCounts`], [`Polarity`], [`Valence`] and [`Shifters`] are what comes out;
//! [`Lexicon::check`] says what cannot work.
//!
//! # Entries
//! | written | matches |
//! |---|---|
//! | `treaty` | the word, in any case |
//! | `treat*`, `organi?ation` | `*` any characters of a word, `?` one |
//! | `joint *` | a lone `*` is exactly one word |
//! | `sign* ..3 treaty` | with up to three words between |
//! | `treaty ~3 signed` | in any order, up to three words apart |
//! | `!guinea bissau` | an exception: its key, and the keys below, do not match there |
//! | `!/other/key` | the key does not match where that key does |
//! | `case:US` | case counts |
//! | `fixed:f**k` | as written |
//! | `regex:^sanction(s\|ed)?$` | one regular expression for each word, anywhere in the word unless anchored |
//! | `stem:negotiate` | words of that stem |
//!
//! Entries are cut into words by the tokenizer that cuts the texts, so whatever is written as it stands in a text is
//! found: "u.s." is one token in both. Lower case, straight quotes. Between the words of an entry a hyphen or en dash
//! without spaces is passed over, and so is a clitic ("'s"): "joint venture", "joint-venture" and "Joint–Venture" are
//! the same, and "nato" is found in "NATO's" and "NATO-Russia". Other punctuation separates: "peace, treaty" is no
//! "peace treaty". Matches do not reach from one sentence into the next unless asked.
//!
//! # Overlaps
//! See [`Overlap`]. One word may count for several keys, but for each only once: of several entries of a key that match
//! the same words the most specific is reported (as written before stems before globs before regular expressions, then
//! the longer pattern).
//!
//! # Where this differs from quanteda
//! Counts equal those of quanteda 4.3 (`tokens_lookup` with default tokens), except:
//!
//! | | quanteda | here |
//! |---|---|---|
//! | default overlap rule | within a key (`nested_scope = "key"`): "American Samoa" counts for *american*, *american samoa* and *samoa* | over the lexicon; [`Overlap::Key`] is quanteda's default, [`Overlap::Longest`] its `"dictionary"` |
//! | "U.S." | two tokens: an entry "u.s." never matches | one token, matched by "u.s." and "u.s" |
//! | "NATO's", "NATO-Russia" | one token each: "nato" does not match | "nato" matches, and "new york" matches "New-York" |
//! | regular expressions | see "NATO-Russia" as one token | see "NATO" and "Russia" |
//! | a lone `*` | any token, a full stop too | one word |
//! | sentences | entries match across them | only if asked |
//! | entries that cannot match | silent | [`Lexicon::check`] |
//! | Lexicoder keys | keep "+" and the colour: "+negative#AA0000" | "negative" |
//! | LIWC 2015 keys | "affect (Affect)"; own words of a parent in a key "__" | "affect"; a key has entries and keys below |
//! | WordStat's "PEACE_TREATY" | stays one word | "PEACE TREATY" |
//!
//! # Example
//! ```
//! use detente::lexicon::{Format, Lexicon, Lookup, MatchOptions};
//! use detente::outline::OutlineOptions;
//!
//! let lexicon = Lexicon::from_str("own", "peace: [treat*, cease fire]\nwar: [war, attack*]", Format::Yaml)?;
//! let lookup = Lookup::new(lexicon, &MatchOptions::default(), OutlineOptions::default())?;
//! let text = "A cease-fire followed the attacks.";
//! let found: Vec<_> = lookup.matches(text)?.iter().map(|each| each.span.of(text)).collect();
//! assert_eq!(found, ["cease-fire", "attacks"]);
//! # Ok::<(), detente::Error>(())
//! ```

mod check;
mod context;
mod entry;
mod io;
mod lookup;
mod matcher;
mod model;
mod pattern;
mod scores;

pub use check::{CheckReport, EntryCounts, Finding, FindingKind};
pub use context::{Negation, SentenceValence, ShiftOptions, ShiftState, Shifters};
pub use entry::{Entry, PatternKind};
pub use io::Format;
pub use lookup::{Looked, Lookup, LookupRow, Unit, replace};
pub use matcher::{LexiconMatch, LexiconMatcher, MatchOptions, MatcherState, Overlap};
pub use model::{EntryId, Key, KeyId, Lexicon};
pub use scores::{Estimate, KeyCounts, Polarity, Valence};
