//! The names of many n-grams, of which each takes two numbers until it is asked for.

use super::term_list::TermList;

/// Of an n-gram: the number of the n-gram without its last word ([`NgramNames::NONE`] for none), and its last word.
pub(crate) type Node = [u32; 2];

/// N-grams of words, in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NgramNames {
    words: TermList,
    /// By number; each comes behind the one that it continues.
    nodes: Vec<Node>,
    /// The first so many are only continued by others, and in the list of none.
    shorter: usize,
    separator: String,
}

impl NgramNames {
    /// The n-gram of no word.
    pub const NONE: u32 = u32::MAX;

    /// The n-grams `nodes`, behind the first so many that are only continued by others. Each must come behind the one
    /// that it continues, and have a word.
    pub fn new(words: TermList, nodes: Vec<Node>, shorter: usize, separator: String) -> Self {
        Self {
            words,
            nodes,
            shorter,
            separator,
        }
    }

    /// Nothing unless each n-gram comes behind the one that it continues, and has a word.
    #[cfg(feature = "python")]
    pub fn checked(self) -> Option<Self> {
        let sound = |(at, &[head, word]): (usize, &Node)| {
            (head == Self::NONE || (head as usize) < at) && (word as usize) < self.words.len()
        };
        let sound = self.shorter <= self.nodes.len() && self.nodes.iter().enumerate().all(sound);
        sound.then_some(self)
    }

    /// Number of n-grams in the list.
    pub fn len(&self) -> usize {
        self.nodes.len() - self.shorter
    }

    /// Their names, one behind the other.
    pub fn listed(&self) -> TermList {
        let (mut names, mut name) = (TermList::default(), String::new());
        for &node in &self.nodes[self.shorter..] {
            name.clear();
            self.append(node, &mut name);
            names.push(&name);
        }
        names
    }

    fn append(&self, [head, word]: Node, name: &mut String) {
        if let Some(&head) = self.nodes.get(head as usize) {
            self.append(head, name);
            name.push_str(&self.separator);
        }
        name.push_str(self.words.get(word as usize));
    }

    /// The words, the nodes, how many of them are not in the list, and what stands between words.
    #[cfg(feature = "python")]
    pub fn into_parts(self) -> (TermList, Vec<Node>, usize, String) {
        (self.words, self.nodes, self.shorter, self.separator)
    }
}
