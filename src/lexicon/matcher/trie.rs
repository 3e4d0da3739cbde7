//! Entries as paths of a trie over symbols.

use super::symbols::Symbols;
use crate::lexicon::model::EntryId;
use crate::lexicon::pattern::Element;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// The number of a node.
pub(crate) type NodeId = u32;

/// A trie whose edges are symbols, "any word", and gaps.
///
/// Edges lie in one hash table, so a step costs the same however many entries begin alike.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    edges: HashMap<(NodeId, u32), NodeId, FixedState>,
    has_gaps: bool,
}

/// A node: what leads on, and which entries end here.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// The node behind any one word.
    pub(crate) any: Option<NodeId>,
    /// The nodes behind gaps, with their widths.
    pub(crate) gaps: Vec<(u8, NodeId)>,
    /// The entries that end here.
    pub(crate) ends: Vec<EntryId>,
    /// Whether a symbol or any word leads on.
    pub(crate) leads_on: bool,
    /// The [`bit`]s of the symbols that lead on: most words that lead nowhere are known by it, without a look-up.
    pub(crate) bits: u64,
}

/// A symbol's bit in a set of 64.
pub(crate) const fn bit(symbol: u32) -> u64 {
    1 << (symbol % u64::BITS)
}

impl Trie {
    pub(crate) const ROOT: NodeId = 0;

    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
            edges: HashMap::default(),
            has_gaps: false,
        }
    }

    /// Adds an entry's sequence, and returns the node it ends in; nothing is added if a token pattern has no symbol.
    pub(crate) fn add(
        &mut self,
        sequence: &[Element],
        entry: EntryId,
        symbols: &mut Symbols,
    ) -> Option<NodeId> {
        let mut at = Self::ROOT;
        for element in sequence {
            let next = match element {
                Element::Token(pattern) => {
                    let symbol = symbols.intern(pattern)?;
                    self.step(at, symbol)
                }
                Element::AnyWord => self.any(at),
                Element::Gap(width) => self.gap(at, *width),
            };
            at = next;
        }
        self.nodes[at as usize].ends.push(entry);
        Some(at)
    }

    fn push(&mut self) -> NodeId {
        self.nodes.push(Node::default());
        (self.nodes.len() - 1) as NodeId
    }

    fn step(&mut self, at: NodeId, symbol: u32) -> NodeId {
        if let Some(next) = self.next(at, symbol) {
            return next;
        }
        let next = self.push();
        let node = &mut self.nodes[at as usize];
        node.leads_on = true;
        node.bits |= bit(symbol);
        self.edges.insert((at, symbol), next);
        next
    }

    fn any(&mut self, at: NodeId) -> NodeId {
        if let Some(next) = self.nodes[at as usize].any {
            return next;
        }
        let next = self.push();
        let node = &mut self.nodes[at as usize];
        (node.any, node.leads_on) = (Some(next), true);
        next
    }

    fn gap(&mut self, at: NodeId, width: u8) -> NodeId {
        let gaps = &self.nodes[at as usize].gaps;
        if let Some(&(_, next)) = gaps.iter().find(|&&(known, _)| known == width) {
            return next;
        }
        self.has_gaps = true;
        let next = self.push();
        self.nodes[at as usize].gaps.push((width, next));
        next
    }

    /// Thins out the entries that end in each node.
    pub(crate) fn thin_ends(&mut self, thin: impl Fn(&mut Vec<EntryId>)) {
        for node in self.nodes.iter_mut().filter(|node| node.ends.len() > 1) {
            thin(&mut node.ends);
        }
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    pub(crate) fn next(&self, at: NodeId, symbol: u32) -> Option<NodeId> {
        self.edges.get(&(at, symbol)).copied()
    }

    /// Whether any entry has a gap.
    pub(crate) fn has_gaps(&self) -> bool {
        self.has_gaps
    }
}
