//! The compiled tables of an engine: what every known word is, looked up once per distinct token.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::VaderMode;
use super::lexer::{Code, corrected_key};

/// What a word is to the rules. A word can be several of these at once.
pub(super) mod flag {
    /// In the lexicon.
    pub const LEXICON: u32 = 1;
    /// In the table of boosters and dampeners.
    pub const BOOSTER: u32 = 1 << 1;
    /// In the table of negators, or with "n't" in it.
    pub const NEGATOR: u32 = 1 << 2;
    /// Negates the first lexicon word after it only.
    pub const REVERSER: u32 = 1 << 3;
    /// An emoticon: an entry with a punctuation mark and at most one letter.
    pub const EMOTICON: u32 = 1 << 4;
    /// Corrected mode: first word of an entry of several words.
    pub const OPENS: u32 = 1 << 5;
    /// Corrected mode: second or later word of an entry of several words.
    pub const CONTINUES: u32 = 1 << 6;
    /// Exact mode: first word of a special phrase or a long booster.
    pub const STARTS: u32 = 1 << 7;
    pub const NO: u32 = 1 << 8;
    pub const OR_NOR: u32 = 1 << 9;
    pub const NEVER: u32 = 1 << 10;
    pub const SO_THIS: u32 = 1 << 11;
    pub const WITHOUT: u32 = 1 << 12;
    pub const DOUBT: u32 = 1 << 13;
    pub const LEAST: u32 = 1 << 14;
    pub const AT_VERY: u32 = 1 << 15;
    pub const BUT: u32 = 1 << 16;
    pub const KIND: u32 = 1 << 17;
    pub const OF: u32 = 1 << 18;
    /// Of the token, not of the word: written in capitals.
    pub const UPPER: u32 = 1 << 19;
    /// Of the token: an unbroken string that holds several words, or none.
    pub const COMPOSITE: u32 = 1 << 20;
    /// Of the token: with exclamation or question marks.
    pub const MARKED: u32 = 1 << 21;
    /// What a pass over a text has to do something about; all other words are only noted.
    pub const ACTIVE: u32 = LEXICON | CONTINUES | BUT | UPPER | COMPOSITE | MARKED;
}

/// Words that the rules name.
const FUNCTION_WORDS: [(&str, u32); 14] = [
    ("no", flag::NO),
    ("or", flag::OR_NOR),
    ("nor", flag::OR_NOR),
    ("never", flag::NEVER),
    ("so", flag::SO_THIS),
    ("this", flag::SO_THIS),
    ("without", flag::WITHOUT),
    ("doubt", flag::DOUBT),
    ("least", flag::LEAST),
    ("at", flag::AT_VERY),
    ("very", flag::AT_VERY),
    ("but", flag::BUT),
    ("kind", flag::KIND),
    ("of", flag::OF),
];

/// One word, or one entry of several words, and what it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub valence: f64,
    pub boost: f64,
    pub flags: u32,
}

impl Word {
    pub fn is(self, flags: u32) -> bool {
        self.flags & flags != 0
    }
}

/// Number of a [`Word`] in [`Tables::words`].
pub(super) type WordId = u32;

/// The word that no table knows.
pub(super) const PLAIN: WordId = 0;
/// A word that no table knows, with "n't" in it.
pub(super) const UNKNOWN_NEGATOR: WordId = 1;
/// Most words that tables can hold: a token keeps two of its 32 bits for other things.
pub(super) const MAX_WORDS: usize = (u32::MAX >> 2) as usize;

/// The tables as the user gives them; of an entry given twice, the last value holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    pub lexicon: BTreeMap<String, f64>,
    pub boosters: BTreeMap<String, f64>,
    pub negators: BTreeSet<String>,
    pub reversers: BTreeSet<String>,
    pub phrases: BTreeMap<String, f64>,
    pub emoji: BTreeMap<String, String>,
}

impl Sources {
    /// More words than the compiled tables can get: those of all entries, one for each entry, and those of the rules.
    pub fn size(&self) -> usize {
        let entries = self
            .lexicon
            .keys()
            .chain(self.boosters.keys())
            .chain(self.phrases.keys());
        let entries = entries.chain(&self.negators).chain(&self.reversers);
        entries
            .map(|entry| entry.split(' ').count() + 1)
            .sum::<usize>()
            + FUNCTION_WORDS.len()
            + 2
    }
}

/// Everything an engine knows, never changed after it is built.
#[derive(Debug)]
pub(super) struct Tables {
    pub mode: VaderMode,
    pub words: Vec<Word>,
    ids: HashMap<Box<str>, WordId>,
    /// Corrected mode: a word or a beginning of an entry, with the word that follows, to the longer beginning that the
    /// two make. Beginnings are words themselves, without flags unless they are entries.
    longer: HashMap<u64, WordId>,
    /// Exact mode: the special phrases of two words and of three (a missing third word is `None`).
    pub phrases: HashMap<(WordId, WordId, Option<WordId>), f64>,
    /// Exact mode: boosters of two words and of three.
    pub long_boosters: HashMap<(WordId, WordId, Option<WordId>), f64>,
    pub emoji: HashMap<char, Box<str>>,
    pub digest: String,
}

impl Tables {
    pub fn exact(&self) -> bool {
        self.mode == VaderMode::Exact
    }

    /// The word with this lower-case form.
    pub fn find(&self, lower: &str) -> Option<WordId> {
        self.ids.get(lower).copied()
    }

    /// The longest entry of several words that `codes` begin with: its merged word and its number of tokens.
    pub fn longest_entry(&self, codes: &[Code]) -> Option<(WordId, usize)> {
        let (&first, rest) = codes.split_first()?;
        let (mut before, mut prefix) = (first, first.word());
        let mut found = None;
        for (length, &code) in (2..).zip(rest) {
            match self.longer.get(&pair(prefix, code.word())) {
                Some(&longer) if !before.ends_clause() => prefix = longer,
                _ => break,
            }
            if self.words[prefix as usize].flags != 0 {
                found = Some((prefix, length));
            }
            before = code;
        }
        found
    }

    /// Compiles the tables. The caller has checked that all values are finite and that there are at most [`MAX_WORDS`].
    pub fn compile(mode: VaderMode, sources: &Sources) -> Self {
        let mut tables = Self {
            mode,
            words: vec![Word::default(); 2],
            ids: HashMap::new(),
            longer: HashMap::new(),
            phrases: HashMap::new(),
            long_boosters: HashMap::new(),
            emoji: HashMap::new(),
            digest: super::digest::digest(mode, sources),
        };
        tables.words[UNKNOWN_NEGATOR as usize].flags = flag::NEGATOR;
        for (text, flags) in FUNCTION_WORDS {
            let id = tables.intern(text);
            tables.words[id as usize].flags |= flags;
        }
        tables.add_all(sources);
        tables.mark_contractions();
        tables
    }

    fn add_all(&mut self, sources: &Sources) {
        for (text, &valence) in &sources.lexicon {
            self.add(text, Role::Lexicon(valence));
        }
        for (text, &boost) in &sources.boosters {
            self.add(text, Role::Booster(boost));
        }
        for text in &sources.negators {
            self.add(text, Role::Negator);
        }
        for text in &sources.reversers {
            self.add(text, Role::Reverser);
        }
        for (text, &valence) in &sources.phrases {
            self.add(text, Role::Phrase(valence));
        }
        for (text, description) in &sources.emoji {
            let mut chars = text.chars();
            if let (Some(key), None) = (chars.next(), chars.next()) {
                self.emoji.insert(key, description.as_str().into());
            }
        }
    }

    fn add(&mut self, text: &str, role: Role) {
        if self.exact() {
            self.add_exact(text, role);
        } else {
            self.add_corrected(text, role);
        }
    }

    /// As the package does: keys are whole tokens in the case they are written in, and only phrases and boosters
    /// can have several words.
    fn add_exact(&mut self, text: &str, role: Role) {
        match role {
            Role::Phrase(valence) => {
                if let Some(key) = self.exact_sequence(text) {
                    self.phrases.insert(key, valence);
                }
            }
            _ => {
                if let Role::Booster(boost) = role
                    && let Some(key) = self.exact_sequence(text)
                {
                    self.long_boosters.insert(key, boost);
                }
                let id = self.intern(text);
                role.give(&mut self.words[id as usize]);
            }
        }
    }

    /// Two or three words joined by single spaces, as the package joins them.
    fn exact_sequence(&mut self, text: &str) -> Option<(WordId, WordId, Option<WordId>)> {
        let ids: Vec<_> = text.split(' ').map(|word| self.intern(word)).collect();
        let key = match ids[..] {
            [first, second] => (first, second, None),
            [first, second, third] => (first, second, Some(third)),
            _ => return None,
        };
        self.words[key.0 as usize].flags |= flag::STARTS;
        Some(key)
    }

    /// Any entry can have several words; phrases are lexicon entries; case does not matter, but an entry written in
    /// lower case wins over its twin in capitals.
    fn add_corrected(&mut self, text: &str, role: Role) {
        let lower = corrected_key(text);
        let words: Vec<_> = lower.split_whitespace().collect();
        let id = match words[..] {
            [] => return,
            [word] => self.intern(word),
            _ => self.intern_sequence(&words),
        };
        let word = &mut self.words[id as usize];
        let twin = matches!(role, Role::Lexicon(_)) && lower != text && word.is(flag::LEXICON);
        if !twin {
            role.give(word);
        }
        if is_emoticon(&lower) {
            word.flags |= flag::EMOTICON;
        }
    }

    fn intern(&mut self, text: &str) -> WordId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.words.len() as WordId;
        self.words.push(Word::default());
        self.ids.insert(text.into(), id);
        id
    }

    fn intern_sequence(&mut self, words: &[&str]) -> WordId {
        let ids: Vec<_> = words.iter().map(|word| self.intern(word)).collect();
        self.words[ids[0] as usize].flags |= flag::OPENS;
        let mut prefix = ids[0];
        for &id in &ids[1..] {
            self.words[id as usize].flags |= flag::CONTINUES;
            let fresh = self.words.len() as WordId;
            let longer = *self.longer.entry(pair(prefix, id)).or_insert(fresh);
            if longer == fresh {
                self.words.push(Word::default());
            }
            prefix = longer;
        }
        prefix
    }

    /// A known word with "n't" in it is a negator whatever else it is.
    fn mark_contractions(&mut self) {
        let contracted: Vec<_> = self
            .ids
            .iter()
            .filter(|(text, _)| text.contains("n't"))
            .map(|(_, &id)| id)
            .collect();
        for id in contracted {
            self.words[id as usize].flags |= flag::NEGATOR;
        }
    }
}

/// The key of two neighbours in [`Tables::longer`].
fn pair(prefix: WordId, word: WordId) -> u64 {
    u64::from(prefix) << 32 | u64::from(word)
}

/// What an entry makes of its word.
#[derive(Clone, Copy)]
enum Role {
    Lexicon(f64),
    Phrase(f64),
    Booster(f64),
    Negator,
    Reverser,
}

impl Role {
    fn give(self, word: &mut Word) {
        match self {
            Self::Lexicon(valence) | Self::Phrase(valence) => {
                word.valence = valence;
                word.flags |= flag::LEXICON;
            }
            Self::Booster(boost) => {
                word.boost = boost;
                word.flags |= flag::BOOSTER;
            }
            Self::Negator => word.flags |= flag::NEGATOR,
            Self::Reverser => word.flags |= flag::REVERSER,
        }
    }
}

fn is_emoticon(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() <= 1
        && text.chars().any(|c| c.is_ascii_punctuation())
        && !text.contains(' ')
}
