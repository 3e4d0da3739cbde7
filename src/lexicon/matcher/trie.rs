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
    filter: Filter,
    has_gaps: bool,
}

/// A trie that entries are still added to.
#[derive(Debug)]
pub(crate) struct TrieBuilder {
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
}

/// A set of bits, one of which is set for every edge: most steps that lead nowhere are known by it. It is a small part
/// of the edges' table, and so stays in the processor's cache where the table does not.
#[derive(Debug)]
struct Filter {
    bits: Vec<u64>,
    /// 64 less the logarithm of the number of bits.
    shift: u32,
}

impl Filter {
    /// Bits for each edge: about one of so many steps that lead nowhere gets through.
    const BITS: usize = 16;

    fn new(edges: impl ExactSizeIterator<Item = (NodeId, u32)>) -> Self {
        let size = (edges.len() * Self::BITS).next_power_of_two().max(64);
        let mut filter = Self {
            bits: vec![0; size / 64],
            shift: 64 - size.trailing_zeros(),
        };
        for (node, symbol) in edges {
            let at = filter.place(node, symbol);
            filter.bits[at / 64] |= 1 << (at % 64);
        }
        filter
    }

    fn place(&self, node: NodeId, symbol: u32) -> usize {
        // Fibonacci hashing: the highest bits of a product with 2^64 over the golden ratio.
        let edge = u64::from(node) << 32 | u64::from(symbol);
        let mixed = (edge ^ edge >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> self.shift) as usize
    }

    fn may_hold(&self, node: NodeId, symbol: u32) -> bool {
        let at = self.place(node, symbol);
        self.bits[at / 64] >> (at % 64) & 1 == 1
    }
}

impl TrieBuilder {
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
        let mut at = Trie::ROOT;
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
        if let Some(&next) = self.edges.get(&(at, symbol)) {
            return next;
        }
        let next = self.push();
        self.nodes[at as usize].leads_on = true;
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

    /// The trie, the entries that end in a node thinned out.
    pub(crate) fn finish(mut self, thin: impl Fn(&mut Vec<EntryId>)) -> Trie {
        for node in self.nodes.iter_mut().filter(|node| node.ends.len() > 1) {
            thin(&mut node.ends);
        }
        Trie {
            // The order of the edges does not matter: each sets its bit.
            filter: Filter::new(self.edges.keys().copied()),
            nodes: self.nodes,
            edges: self.edges,
            has_gaps: self.has_gaps,
        }
    }
}

impl Trie {
    pub(crate) const ROOT: NodeId = 0;

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// Where a symbol leads from a node.
    pub(crate) fn next(&self, at: NodeId, symbol: u32) -> Option<NodeId> {
        match self.filter.may_hold(at, symbol) {
            true => self.edges.get(&(at, symbol)).copied(),
            false => None,
        }
    }

    /// Whether a symbol may lead on from a node; if not, it does not.
    pub(crate) fn may_lead_on(&self, at: NodeId, symbol: u32) -> bool {
        self.filter.may_hold(at, symbol)
    }

    /// Whether any entry has a gap.
    pub(crate) fn has_gaps(&self) -> bool {
        self.has_gaps
    }
}
