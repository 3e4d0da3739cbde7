//! Texts as sequences of numbers, in parts that threads can take.

use super::rows::NOWHERE;
use super::sequence::Slot;
use super::united::WordsMet;
use std::ops::Range;

/// Slots beyond which a new part is begun: a fraction of a thread's work, and few bits for a place in it.
const FULL: usize = 1 << 20;

/// Consecutive texts as slots.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Which of the shares of all workers the texts are of.
    pub share: usize,
    /// Whose numbers of words these are.
    pub worker: usize,
    slots: Vec<Slot>,
    /// Where each text ends.
    ends: Vec<usize>,
    /// The n-grams in the texts by their length, pairs first.
    longer: Vec<Ngrams>,
}

/// The n-grams of one length in the texts of a part, those with the same beginning together.
#[derive(Debug, Default)]
pub(super) struct Ngrams {
    /// What each is, as its place among all n-grams of its length.
    pub places: Vec<u32>,
    /// Where the last word of each stands; empty when no longer ones are looked for.
    pub lasts: Vec<u32>,
    /// Where those of each text end.
    pub ends: Vec<usize>,
}

/// The texts that a worker has read.
#[derive(Debug, Default)]
pub(super) struct Parts(Vec<Part>);

impl Parts {
    /// What is pushed from now on is of the share `number` of all workers' texts.
    pub fn begin(&mut self, number: usize) {
        self.0.push(Part::of_share(number));
    }

    /// Appends the text whose slots `read` appends.
    pub fn push(&mut self, read: impl FnOnce(&mut Vec<Slot>)) {
        let share = self.0.last().map_or(0, |part| part.share);
        if self.0.last().is_none_or(|part| part.slots.len() >= FULL) {
            self.begin(share);
        }
        if let Some(part) = self.0.last_mut() {
            part.push(read);
        }
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.0.iter().map(Part::len).sum()
    }

    /// The texts, as those of this worker.
    pub fn of_worker(self, worker: usize) -> impl Iterator<Item = Part> {
        self.0.into_iter().map(move |part| Part { worker, ..part })
    }

    /// Those of `words`, given by number, that occur.
    pub fn met<'w>(&self, words: impl ExactSizeIterator<Item = &'w str>) -> WordsMet<'w> {
        let mut met = vec![false; words.len()];
        let slots = self.0.iter().flat_map(|part| &part.slots);
        slots
            .filter_map(|slot| slot.term())
            .for_each(|word| met[word] = true);
        let words = words.zip(0..).zip(met);
        words
            .filter_map(|(word, met)| met.then_some(word))
            .collect()
    }
}

/// The range of a row, given where each ends.
fn range(ends: &[usize], row: usize) -> Range<usize> {
    let start = row.checked_sub(1).map_or(0, |before| ends[before]);
    start..ends[row]
}

impl Part {
    /// No texts yet, of the share with this number.
    fn of_share(share: usize) -> Self {
        Self {
            share,
            ..Self::default()
        }
    }

    /// Appends the text whose slots `read` appends.
    fn push(&mut self, read: impl FnOnce(&mut Vec<Slot>)) {
        read(&mut self.slots);
        self.ends.push(self.slots.len());
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives the words the numbers that all workers have for them.
    pub fn renumber(&mut self, numbers: &[u32]) {
        self.worker = 0;
        for slot in &mut self.slots {
            if let Some(word) = slot.term() {
                *slot = Slot(numbers[word]);
            }
        }
    }

    /// Calls `found` with each n-gram of a text that is one word longer than the longest known: the place of the one
    /// it continues (a word's is its number), its last word and where that stands.
    ///
    /// The order is that of [`walk`](super::ngrams::walk) among n-grams of one length, and so are the rules.
    pub fn each_longer(&self, row: usize, max_skip: usize, mut found: impl FnMut(u32, u32, u32)) {
        let text = range(&self.ends, row);
        let mut continued = |place: u32, last: usize| {
            for at in last + 1..(last + 2 + max_skip).min(text.end) {
                match self.slots[at] {
                    Slot::BREAK => break,
                    Slot::GAP => {}
                    Slot(word) => found(place, word, at as u32),
                }
            }
        };
        if let Some(known) = self.longer.last() {
            for at in range(&known.ends, row) {
                continued(known.places[at], known.lasts[at] as usize);
            }
        } else {
            for at in text.clone() {
                if let Some(word) = self.slots[at].term() {
                    continued(word as u32, at);
                }
            }
        }
    }

    /// Adds the n-grams that [`each_longer`](Self::each_longer) found.
    pub fn add(&mut self, longer: Ngrams) {
        if let Some(known) = self.longer.last_mut() {
            known.lasts = Vec::new();
        }
        self.longer.push(longer);
    }

    /// Calls `take` with the columns of all n-grams of a text; `columns` has them by length and place, [`NOWHERE`] for
    /// none.
    pub fn each_column(&self, row: usize, columns: &[Vec<u32>], mut take: impl FnMut(u32)) {
        let mut each = |column| {
            if column != NOWHERE {
                take(column);
            }
        };
        let Some((words, longer)) = columns.split_first() else {
            return;
        };
        for slot in &self.slots[range(&self.ends, row)] {
            // Gaps and breaks are beyond all words.
            each(words.get(slot.0 as usize).copied().unwrap_or(NOWHERE));
        }
        for (ngrams, columns) in self.longer.iter().zip(longer) {
            let places = &ngrams.places[range(&ngrams.ends, row)];
            places
                .iter()
                .for_each(|&place| each(columns[place as usize]));
        }
    }
}
