//! Sets of words of a sentence, by their places: what is rare is found without asking every word again.

/// Words that a set can hold: no more of a sentence is read at once.
pub(crate) const LONGEST: usize = 256;

/// Places of one block.
const BLOCK: usize = u64::BITS as usize;

/// A set of places in a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places([u64; LONGEST / BLOCK]);

impl Places {
    /// The places of the words that are such. They are asked from the last to the first, so that each can know of the
    /// one behind it.
    pub(crate) fn of<T>(words: &mut [T], mut such: impl FnMut(&mut T) -> bool) -> Self {
        let mut places = Self::default();
        for (block, words) in places.0.iter_mut().zip(words.chunks_mut(BLOCK)).rev() {
            *block = words
                .iter_mut()
                .rev()
                .fold(0, |set, word| set << 1 | u64::from(such(word)));
        }
        places
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == Self::default().0
    }

    /// Calls with each place, in order.
    pub(crate) fn each(self, mut call: impl FnMut(usize)) {
        for (block, mut set) in self.0.into_iter().enumerate() {
            while set != 0 {
                call(block * BLOCK + set.trailing_zeros() as usize);
                set &= set - 1;
            }
        }
    }
}
