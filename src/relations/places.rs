//! Sets of words of a sentence, by their places: what is rare is found without asking every word again.

/// Words that a set can hold: no more of a sentence is read at once.
pub(crate) const LONGEST: usize = 256;

/// Places of one block.
const BLOCK: usize = u64::BITS as usize;

/// A set of places in a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places([u64; LONGEST / BLOCK]);

impl Places {
    /// The places of the words that are such, for each of several questions. They are asked from the last to the first,
    /// so that each can know of those behind it.
    pub(crate) fn of<T, const N: usize>(
        words: &mut [T],
        mut such: impl FnMut(&mut T) -> [bool; N],
    ) -> [Self; N] {
        let mut places = [Self::default(); N];
        for (block, words) in words.chunks_mut(BLOCK).enumerate().rev() {
            let mut sets = [0; N];
            for word in words.iter_mut().rev() {
                for (set, such) in sets.iter_mut().zip(such(word)) {
                    *set = *set << 1 | u64::from(such);
                }
            }
            for (places, set) in places.iter_mut().zip(sets) {
                places.0[block] = set;
            }
        }
        places
    }

    pub(crate) const fn insert(&mut self, place: usize) {
        self.0[place / BLOCK] |= 1 << (place % BLOCK);
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
