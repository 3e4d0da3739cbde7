//! Prose for the benchmarks: made anew for each run, the same each time, with the word frequencies of English.

use std::fmt::Write;

/// The words that English text is mostly made of, by falling frequency.
const FUNCTION_WORDS: &str = "the of and to in a that is was for it as with be by on not he this but from they his at which or \
    had an were been have their has one would who all will more when if its there can into so no other than them these \
    she her may some could our we only also after two such most between over any made new now first those against should \
    under both each during before through about must because what where while many however still then up out did very \
    since until within without yet nor among whose toward although whether upon";

/// Stems of content words; with [`ENDINGS`] and [`PREFIXES`] they give some 20,000 forms.
const STEMS: &str = "state nation treat negotiat agree cooperat conflict attack defend alli relation histor govern econom trad \
    border minist presid council secur militar forc weapon missil sanction threat support promis visit sign accus reject \
    demand protest warn invad occup withdraw retreat ceas truc peac war army soldier citizen people leader partner member \
    union organiz commun develop interest power polic program develop produc industr market suppl energ gas oil pipelin \
    expert report stud argu claim declar announc confirm deni decid elect vot law court right freedom justic human \
    refuge aid relief rescu hospit school universit teach learn resear scien technolog comput network system media press \
    journal public opinion cultur languag religio church tradition famil child woman work labor strik union wag tax budg \
    debt bank invest loan crisis reform chang grow declin increas reduc limit control monitor inspect verif compl violat \
    respect trust fear hop doubt question answer problem solut issu topic debat discuss dialog talk meet summit confer \
    region city villag river mountain sea island coast harbor road bridg airport rail station build destroy damag repair";

const ENDINGS: &str = " s ed ing ion ions er ers ment ments al ally ity ities ive ively ist ists ism able ness y ic ical";
const PREFIXES: &str = " re un dis inter anti pre over non";

const SYLLABLES: &str =
    "ka ro mi len dor va sti gar bel no tch ev an sk ov ia mar lin ber to res ul hai po zi der wen";

/// Text of about `bytes` bytes: paragraphs of plain prose with curly quotes, numbers, names, abbreviations and headings.
pub fn prose(bytes: usize) -> String {
    let words = Words::new();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut text = String::with_capacity(bytes + 4096);
    while text.len() < bytes {
        if random.below(8) == 0 {
            let (name, noun) = (words.name(&mut random), words.content(&mut random));
            let _ = write!(text, "{name} and the {noun}\n\n");
        }
        for _ in 0..3 + random.below(6) {
            words.sentence(&mut random, &mut text);
        }
        text.push_str("\n\n");
    }
    text
}

/// A small, fast source of random numbers (SplitMix64, Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// The vocabulary, with the frequencies of Zipf and Mandelbrot: rank r has the weight 1 / (r + 2.7).
struct Words {
    forms: Vec<String>,
    /// Sums of the weights up to each rank.
    sums: Vec<f64>,
    names: Vec<String>,
}

impl Words {
    fn new() -> Self {
        let mut random = Random(7);
        let mut content = Vec::new();
        for stem in STEMS.split_whitespace() {
            for ending in ENDINGS.split(' ') {
                for prefix in PREFIXES.split(' ') {
                    content.push(format!("{prefix}{stem}{ending}"));
                }
            }
        }
        // Frequent words are short (Zipf 1935), with some chance in it.
        content.sort_by_cached_key(|word| word.len() * 4 + random.below(24));
        let mut forms: Vec<String> = FUNCTION_WORDS
            .split_whitespace()
            .map(String::from)
            .collect();
        forms.extend(content);
        let mut sum = 0.0;
        let weight = |rank| {
            sum += 1.0 / (rank as f64 + 2.7);
            sum
        };
        let sums = (0..forms.len()).map(weight).collect();
        let names = (0..3000).map(|_| name(&mut random)).collect();
        Self { forms, sums, names }
    }

    /// Any word.
    fn word(&self, random: &mut Random) -> &str {
        let total = self.sums[self.sums.len() - 1];
        let at = random.below(1 << 30) as f64 / (1u64 << 30) as f64 * total;
        &self.forms[self
            .sums
            .partition_point(|&sum| sum < at)
            .min(self.forms.len() - 1)]
    }

    /// A word of content.
    fn content(&self, random: &mut Random) -> &str {
        loop {
            let word = self.word(random);
            if word.len() > 4 {
                return word;
            }
        }
    }

    fn name(&self, random: &mut Random) -> &str {
        // Squaring makes the first names far more frequent than the last.
        let share = random.below(1000) * random.below(1000);
        &self.names[share * self.names.len() / 1_000_000]
    }

    fn sentence(&self, random: &mut Random, text: &mut String) {
        let start = text.len();
        for n in 0..8 + random.below(24) {
            let space = if n == 0 { "" } else { " " };
            let _ = match random.below(100) {
                0..4 => write!(text, "{space}{}", self.name(random)),
                4 => write!(
                    text,
                    "{space}{}’s {}",
                    self.name(random),
                    self.content(random)
                ),
                5 => write!(text, "{space}“{}”", self.content(random)),
                6 => write!(
                    text,
                    "{space}{}-{}",
                    self.content(random),
                    self.content(random)
                ),
                7 => write!(text, "{space}{}", 1900 + random.below(130)),
                8 => write!(text, "{space}the U.S. {}", self.content(random)),
                9 => write!(text, "{space}({})", self.content(random)),
                10 => write!(text, "{space}Mr. {}", self.name(random)),
                11 => write!(text, "{space}don’t {}", self.content(random)),
                12..17 => write!(text, "{space}{},", self.content(random)),
                17 => write!(text, "{space}— {}", self.content(random)),
                _ => write!(text, "{space}{}", self.word(random)),
            };
        }
        if let Some(first) = text.get_mut(start..start + 1) {
            first.make_ascii_uppercase();
        }
        text.push_str(["? ", "! ", ".” ", ". ", ". ", ". ", ". ", ". "][random.below(8)]);
    }
}

/// The `n`th of many words of one length that [`prose`] never holds.
#[allow(dead_code)] // Not every benchmark asks for them.
pub fn new_word(mut n: usize) -> String {
    let mut word = String::from("zq");
    for _ in 0..6 {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    word
}

fn name(random: &mut Random) -> String {
    let syllables: Vec<_> = SYLLABLES.split(' ').collect();
    let mut name = String::new();
    for _ in 0..2 + random.below(2) {
        name.push_str(syllables[random.below(syllables.len())]);
    }
    name[..1].make_ascii_uppercase();
    name
}
