//! Readability: how hard a text is to read, by the length of its words and sentences.
//!
//! Every formula is a function of counts ([`ReadabilityCounts`]), so that it can be checked, or used with counts from
//! elsewhere. Where a formula was defined on a sample of 100 words, the counts are taken per 100 words.

use super::syllables::syllables;
use crate::tokenize::{TokenKind, Tokens};
use crate::vocabulary::{Column, Vocabulary};
use serde::Serialize;
use std::ops::Range;

/// What the formulas are made of. Words are tokens that count as words ([`TokenKind::is_word`]); letters are the
/// letters and digits in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReadabilityCounts {
    /// Sentences that hold a word.
    pub sentences: u64,
    /// Words.
    pub words: u64,
    /// Letters and digits.
    pub letters: u64,
    /// Syllables; a figure is read digit by digit.
    pub syllables: u64,
    /// Words of one syllable.
    pub monosyllables: u64,
    /// Words of three or more syllables.
    pub polysyllables: u64,
    /// Words of six or more letters.
    pub words_of_6: u64,
    /// Words of seven or more letters.
    pub words_of_7: u64,
}

impl ReadabilityCounts {
    /// Adds the counts of another text.
    pub fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.letters += other.letters;
        self.syllables += other.syllables;
        self.monosyllables += other.monosyllables;
        self.polysyllables += other.polysyllables;
        self.words_of_6 += other.words_of_6;
        self.words_of_7 += other.words_of_7;
    }
}

/// Counts what readability formulas need, in texts that share one vocabulary.
///
/// # Examples
/// ```
/// use detente::terms::readability::{Readability, ReadabilityCounter};
/// use detente::{language::Language, tokenize::Tokenizer, vocabulary::Vocabulary};
/// let text = "Talks began. The ministers agreed to meet again.";
/// let mut vocabulary = Vocabulary::new(Language::English);
/// let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
/// let counts = ReadabilityCounter::default().count(&tokens, 0..tokens.tokens.len(), &vocabulary);
/// assert_eq!((counts.sentences, counts.words, counts.syllables), (2, 8, 13));
/// assert_eq!(Readability::of(&counts).mean_sentence_length, 4.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReadabilityCounter {
    /// Letters and syllables of each type.
    sizes: Column<(u32, u32)>,
}

impl ReadabilityCounter {
    /// The counts of the tokens `range` of `tokens`. All calls must come with the same vocabulary.
    pub fn count(
        &mut self,
        tokens: &Tokens,
        range: Range<usize>,
        vocabulary: &Vocabulary,
    ) -> ReadabilityCounts {
        self.sizes.fill(vocabulary, |word| {
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
            (letters as u32, syllables(word))
        });
        let mut counts = ReadabilityCounts::default();
        for sentence in &tokens.sentences {
            let part = sentence.tokens.start.max(range.start)..sentence.tokens.end.min(range.end);
            let words = counts.words;
            for token in tokens.tokens.get(part).unwrap_or_default() {
                if token.kind.is_word() || token.kind == TokenKind::Clitic {
                    let (letters, syllables) = self.sizes[token.id];
                    counts.push(
                        u64::from(letters),
                        u64::from(syllables),
                        token.kind.is_word(),
                    );
                }
            }
            counts.sentences += u64::from(counts.words > words);
        }
        counts
    }
}

impl ReadabilityCounts {
    /// Counts a word, or a clitic, whose letters belong to the word before it.
    fn push(&mut self, letters: u64, syllables: u64, word: bool) {
        self.letters += letters;
        if word {
            self.words += 1;
            self.syllables += syllables;
            self.monosyllables += u64::from(syllables == 1);
            self.polysyllables += u64::from(syllables >= 3);
            self.words_of_6 += u64::from(letters >= 6);
            self.words_of_7 += u64::from(letters >= 7);
        }
    }
}

/// The readability of a text by every formula; NaN (`null` in JSON) for a text without words.
///
/// In the formulas: ASL words per sentence, AWL letters per word, ASW syllables per word, %P, %M, %6 and %7 the per cent
/// of words that are of three or more syllables, of one, of six or more letters, of seven or more.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Readability {
    /// ASL.
    pub mean_sentence_length: f64,
    /// AWL.
    pub mean_word_length: f64,
    /// ASW.
    pub mean_word_syllables: f64,
    /// 206.835 − 1.015 ASL − 84.6 ASW; about 0 (very hard) to 100 (very easy) (Flesch 1948).
    pub flesch: f64,
    /// −2.2029 + 0.0778 ASL + 4.55 ASW, a school grade (Powers, Sumner & Kearl 1958).
    pub flesch_psk: f64,
    /// 0.39 ASL + 11.8 ASW − 15.59, a school grade (Kincaid et al. 1975).
    pub flesch_kincaid: f64,
    /// 0.4 (ASL + %P), a school grade (Gunning 1952), all words of three or more syllables taken as hard.
    pub fog: f64,
    /// 3.068 + 0.0877 ASL + 0.0984 %P (Powers, Sumner & Kearl 1958).
    pub fog_psk: f64,
    /// ((easy words + 3 hard words) / sentences − 3) / 2 (Kincaid et al. 1975).
    pub fog_nri: f64,
    /// 1.043 √(30 P / S) + 3.1291, P hard words, S sentences (McLaughlin 1969).
    pub smog: f64,
    /// 0.9986 √(30 P / S + 5) + 2.8795, McLaughlin's formula C.
    pub smog_c: f64,
    /// √(30 P / S) + 3, McLaughlin's simple formula.
    pub smog_simple: f64,
    /// √(30 P / S) − 2, for German (Bamberger & Vanecek 1984).
    pub smog_de: f64,
    /// 0.5 ASL + 4.71 AWL − 21.43, a school grade (Smith & Senter 1967).
    pub ari: f64,
    /// ASL + 9 AWL (the same).
    pub ari_simple: f64,
    /// 0.4 ASL + 6 AWL − 27.4 (Kincaid et al. 1975).
    pub ari_nri: f64,
    /// 1.29 %M − 38.45 (Coleman 1971, formula 1): per cent of cloze blanks filled.
    pub coleman: f64,
    /// 1.16 %M + 1.48 sentences per 100 words − 37.95 (Coleman 1971, formula 2).
    pub coleman_c2: f64,
    /// 141.8401 − 0.21459 letters + 1.079812 sentences, per 100 words (Coleman & Liau 1975): per cent of cloze blanks.
    pub coleman_liau_ecp: f64,
    /// −27.4004 ECP / 100 + 23.06395, a school grade (Coleman & Liau 1975).
    pub coleman_liau: f64,
    /// 5.88 AWL − 29.6 / ASL − 15.8, the same rounded.
    pub coleman_liau_short: f64,
    /// ASL + %7 (Björnsson 1968, "Läsbarhetsindex").
    pub lix: f64,
    /// Words of seven or more letters per sentence (Anderson 1983).
    pub rix: f64,
    /// 1.0364 letters per blank + 0.0194 letters per sentence − 0.6059 (Danielson & Bryan 1963).
    pub danielson_bryan: f64,
    /// 131.059 − 10.364 letters per blank − 0.194 letters per sentence (the same).
    pub danielson_bryan_2: f64,
    /// Words of two or more syllables per sentence, Fang's (1966) "easy listening formula".
    pub elf: f64,
    /// −31.517 − 1.015 ASL + 1.599 %M (Farr, Jenkins & Paterson 1951).
    pub farr_jenkins_paterson: f64,
    /// 20 − monosyllables in 150 words / 10, a school grade (Caylor & Sticht 1973).
    pub forcast: f64,
    /// 20.43 − 0.11 monosyllables in 150 words (the same).
    pub forcast_rgl: f64,
    /// AWL · ASL (Fucks 1955).
    pub fucks: f64,
    /// r / 2 for r > 20, else r / 2 − 1, where r = (easy words + 3 hard words) / sentences; a school grade (O'Hayre 1966).
    pub linsear_write: f64,
    /// 0.1935 %P + 0.1672 ASL + 0.1297 %6 − 0.0327 %M − 0.875, for German (Bamberger & Vanecek 1984, first formula).
    pub wiener_1: f64,
    /// 0.2007 %P + 0.1682 ASL + 0.1373 %6 − 2.779.
    pub wiener_2: f64,
    /// 0.2963 %P + 0.1905 ASL − 1.1144.
    pub wiener_3: f64,
    /// 0.2744 %P + 0.2656 ASL − 1.693.
    pub wiener_4: f64,
    /// Syllables in three sentences / 10 (Solomon 2006).
    pub strain: f64,
    /// ASL · 10 · share of words of two or more syllables (Wheeler & Smith 1954).
    pub wheeler_smith: f64,
}

impl Readability {
    /// The value of every formula for these counts.
    pub fn of(counts: &ReadabilityCounts) -> Self {
        let [words, sentences] = [counts.words, counts.sentences].map(|n| n as f64);
        let per_word = |n: u64| n as f64 / words;
        let (asl, awl, asw) = (
            words / sentences,
            per_word(counts.letters),
            per_word(counts.syllables),
        );
        let (hard, one) = (
            100.0 * per_word(counts.polysyllables),
            100.0 * per_word(counts.monosyllables),
        );
        let (six, seven) = (
            100.0 * per_word(counts.words_of_6),
            100.0 * per_word(counts.words_of_7),
        );
        let letters = counts.letters as f64;
        let (per_blank, per_sentence) = (letters / (words - 1.0).max(1.0), letters / sentences);
        let smog = (30.0 * counts.polysyllables as f64 / sentences).sqrt();
        let weighted = asl * (1.0 + 2.0 * hard / 100.0);
        let longer = 1.0 - one / 100.0;
        let ecp = 141.8401 - 21.459 * awl + 107.9812 / asl;
        Self {
            mean_sentence_length: asl,
            mean_word_length: awl,
            mean_word_syllables: asw,
            flesch: 206.835 - 1.015 * asl - 84.6 * asw,
            flesch_psk: -2.2029 + 0.0778 * asl + 4.55 * asw,
            flesch_kincaid: 0.39 * asl + 11.8 * asw - 15.59,
            fog: 0.4 * (asl + hard),
            fog_psk: 3.068 + 0.0877 * asl + 0.0984 * hard,
            fog_nri: (weighted - 3.0) / 2.0,
            smog: 1.043 * smog + 3.1291,
            smog_c: 0.9986 * (smog * smog + 5.0).sqrt() + 2.8795,
            smog_simple: smog + 3.0,
            smog_de: smog - 2.0,
            ari: 0.5 * asl + 4.71 * awl - 21.43,
            ari_simple: asl + 9.0 * awl,
            ari_nri: 0.4 * asl + 6.0 * awl - 27.4,
            coleman: 1.29 * one - 38.45,
            coleman_c2: 1.16 * one + 148.0 / asl - 37.95,
            coleman_liau_ecp: ecp,
            coleman_liau: -27.4004 * ecp / 100.0 + 23.06395,
            coleman_liau_short: 5.88 * awl - 29.6 / asl - 15.8,
            lix: asl + seven,
            rix: counts.words_of_7 as f64 / sentences,
            danielson_bryan: 1.0364 * per_blank + 0.0194 * per_sentence - 0.6059,
            danielson_bryan_2: 131.059 - 10.364 * per_blank - 0.194 * per_sentence,
            elf: asl * longer,
            farr_jenkins_paterson: -31.517 - 1.015 * asl + 1.599 * one,
            forcast: 20.0 - 0.15 * one,
            forcast_rgl: 20.43 - 0.165 * one,
            fucks: awl * asl,
            linsear_write: weighted / 2.0 - if weighted > 20.0 { 0.0 } else { 1.0 },
            wiener_1: 0.1935 * hard + 0.1672 * asl + 0.1297 * six - 0.0327 * one - 0.875,
            wiener_2: 0.2007 * hard + 0.1682 * asl + 0.1373 * six - 2.779,
            wiener_3: 0.2963 * hard + 0.1905 * asl - 1.1144,
            wiener_4: 0.2744 * hard + 0.2656 * asl - 1.693,
            strain: asw * asl * 3.0 / 10.0,
            wheeler_smith: asl * 10.0 * longer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::tokenize::Tokenizer;

    fn counted(text: &str) -> ReadabilityCounts {
        let mut vocabulary = Vocabulary::new(Language::English);
        let tokens = Tokenizer::default().tokenize(text, &mut vocabulary);
        ReadabilityCounter::default().count(&tokens, 0..tokens.tokens.len(), &vocabulary)
    }

    #[test]
    fn words_sentences_letters_and_syllables_are_counted() {
        let counts = counted("The president's visit ended. Negotiations (12 rounds) continue!");
        let expected = ReadabilityCounts {
            sentences: 2,
            words: 8,
            letters: 51,
            syllables: 19,
            monosyllables: 2,
            polysyllables: 3,
            words_of_6: 4,
            words_of_7: 3,
        };
        assert_eq!(counts, expected);
    }

    #[test]
    fn formulas_worked_by_hand() {
        // ASL 20, AWL 5, ASW 1.5, 15 % hard, 60 % of one syllable, 40 % and 30 % long.
        let counts = ReadabilityCounts {
            sentences: 5,
            words: 100,
            letters: 500,
            syllables: 150,
            monosyllables: 60,
            polysyllables: 15,
            words_of_6: 40,
            words_of_7: 30,
        };
        let r = Readability::of(&counts);
        let root = 90_f64.sqrt();
        let cases = [
            ("flesch", r.flesch, 206.835 - 20.3 - 126.9),
            ("flesch_kincaid", r.flesch_kincaid, 7.8 + 17.7 - 15.59),
            ("fog", r.fog, 14.0),
            ("fog_psk", r.fog_psk, 3.068 + 1.754 + 1.476),
            ("fog_nri", r.fog_nri, ((85.0 + 45.0) / 5.0 - 3.0) / 2.0),
            ("smog", r.smog, 1.043 * root + 3.1291),
            ("smog_c", r.smog_c, 0.9986 * 95_f64.sqrt() + 2.8795),
            ("ari", r.ari, 10.0 + 23.55 - 21.43),
            (
                "coleman_liau",
                r.coleman_liau,
                -0.274004 * (141.8401 - 107.295 + 5.39906) + 23.06395,
            ),
            (
                "coleman_liau_short",
                r.coleman_liau_short,
                29.4 - 1.48 - 15.8,
            ),
            ("lix", r.lix, 50.0),
            ("rix", r.rix, 6.0),
            ("elf", r.elf, 8.0),
            ("forcast", r.forcast, 11.0),
            ("linsear_write", r.linsear_write, 13.0),
            ("strain", r.strain, 9.0),
            ("wheeler_smith", r.wheeler_smith, 80.0),
            (
                "wiener_1",
                r.wiener_1,
                2.9025 + 3.344 + 5.188 - 1.962 - 0.875,
            ),
        ];
        for (name, got, expected) in cases {
            assert!(
                (got - expected).abs() < 1e-10,
                "{name}: {got} is not {expected}"
            );
        }
    }

    #[test]
    fn a_text_without_words_has_no_readability() {
        let counts = counted(" ... ");
        assert_eq!(counts, ReadabilityCounts::default());
        assert!(Readability::of(&counts).flesch.is_nan());
    }
}
