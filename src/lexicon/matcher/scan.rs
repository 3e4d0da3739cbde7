//! One pass over the tokens: every entry that matches, wherever it starts.

use super::MatcherState;
use super::symbols::Symbols;
use super::trie::{Node, NodeId, Trie};
use crate::lexicon::model::EntryId;
use crate::lexicon::pattern::{is_glued, is_hyphen};
use crate::tokenize::{Token, TokenKind};
use crate::vocabulary::{Column, TypeId, Vocabulary};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// The most tokens that a match reaches over.
const REACH: usize = u64::BITS as usize;

/// An entry that matches; not yet held against the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Index of its first token.
    pub(crate) start: u32,
    /// Which tokens its words matched: bit `i` is token `start + i`.
    pub(crate) mask: u64,
    pub(crate) entry: EntryId,
}

impl Candidate {
    /// Index behind its last token.
    pub(crate) fn end(&self) -> u32 {
        self.start + (u64::BITS - self.mask.leading_zeros())
    }

    /// Whether all its tokens are tokens of `other`.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        other.start <= self.start && (self.start - other.start) < u64::BITS && {
            let shift = self.start - other.start;
            self.mask.leading_zeros() >= shift && (self.mask << shift) & !other.mask == 0
        }
    }
}

/// What the matcher knows of the types of one vocabulary: a class for each type.
#[derive(Debug)]
pub(crate) struct Classes {
    /// The class, shifted left by one; the lowest bit is set where an entry can start.
    column: Column<u32>,
    classes: Vec<Class>,
    known: HashMap<Box<[u32]>, u32, FixedState>,
}

/// Types that satisfy the same symbols.
#[derive(Debug, Default)]
struct Class {
    symbols: Box<[u32]>,
    /// Where these symbols lead to from the root.
    starts: Box<[Start]>,
}

/// A node below the root, with what mostly suffices to leave it again.
#[derive(Clone, Copy, Debug)]
struct Start {
    node: NodeId,
    /// Whether nothing comes of it without a symbol that leads on: it ends no entry, and neither gap nor any word follows.
    waits: bool,
}

impl Start {
    fn new(id: NodeId, trie: &Trie) -> Self {
        let node = trie.node(id);
        Self {
            node: id,
            waits: node.ends.is_empty() && node.any.is_none() && node.gaps.is_empty(),
        }
    }
}

/// The class of types that satisfy nothing.
const NOTHING: u32 = 0;

impl Classes {
    pub(crate) fn new() -> Self {
        let mut known = HashMap::default();
        known.insert(Box::default(), NOTHING);
        Self {
            column: Column::default(),
            classes: vec![Class::default()],
            known,
        }
    }

    /// Classifies the types that came since the last call.
    pub(crate) fn fill(&mut self, vocabulary: &Vocabulary, symbols: &Symbols, trie: &Trie) {
        let (classes, known) = (&mut self.classes, &mut self.known);
        let mut found = Vec::new();
        self.column.fill_by_id(vocabulary, |id| {
            symbols.of(vocabulary, id, &mut found);
            let class = match known.get(found.as_slice()) {
                Some(&class) => class,
                None => {
                    let starts = found
                        .iter()
                        .filter_map(|&symbol| trie.next(Trie::ROOT, symbol));
                    classes.push(Class {
                        symbols: found.as_slice().into(),
                        starts: starts.map(|node| Start::new(node, trie)).collect(),
                    });
                    let class = (classes.len() - 1) as u32;
                    known.insert(found.as_slice().into(), class);
                    class
                }
            };
            class << 1 | u32::from(!classes[class as usize].starts.is_empty())
        });
    }

    fn class(&self, id: TypeId) -> &Class {
        &self.classes[(self.column[id] >> 1) as usize]
    }
}

/// Where the reading of an entry stands.
#[derive(Clone, Copy, Debug)]
struct Thread {
    node: NodeId,
    /// Words that may still be passed over; `None` outside gaps.
    gap: Option<u8>,
    mask: u64,
}

/// Buffers that are used again and again.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    now: Vec<Thread>,
    next: Vec<Thread>,
}

/// A stretch of tokens that no match may leave, and what is needed to scan it.
pub(crate) struct Scan<'a> {
    pub(crate) trie: &'a Trie,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) tokens: &'a [Token],
}

impl Scan<'_> {
    /// Adds every match in `range` to `out`, in the order of their first tokens.
    pub(crate) fn run(
        &self,
        range: std::ops::Range<usize>,
        state: &mut MatcherState,
        out: &mut Vec<Candidate>,
    ) {
        let any = self.trie.node(Trie::ROOT).any;
        let MatcherState {
            classes, threads, ..
        } = state;
        for at in range.clone() {
            let token = &self.tokens[at];
            if classes.column[token.id] & 1 == 0 && any.is_none() || self.is_silent(at) {
                continue;
            }
            let first = out.len();
            threads.now.clear();
            let next = (at + 1..range.end).find(|&next| !self.is_silent(next));
            let symbols = next.map_or(&[][..], |next| &classes.class(self.tokens[next].id).symbols);
            let may_lead_on = |node| {
                symbols
                    .iter()
                    .any(|&symbol| self.trie.may_lead_on(node, symbol))
            };
            for start in &classes.class(token.id).starts {
                if !start.waits || may_lead_on(start.node) {
                    self.enter(start.node, at, 1, first, &mut threads.now, out);
                }
            }
            if let Some(node) = any.filter(|_| token.kind.is_word()) {
                self.enter(node, at, 1, first, &mut threads.now, out);
            }
            if !threads.now.is_empty() {
                self.follow(at, range.end.min(at + REACH), first, classes, threads, out);
            }
        }
    }

    /// Follows the threads that began at token `start` as far as they lead.
    fn follow(
        &self,
        start: usize,
        end: usize,
        first: usize,
        classes: &Classes,
        threads: &mut Threads,
        out: &mut Vec<Candidate>,
    ) {
        for at in start + 1..end {
            if self.is_silent(at) {
                continue;
            }
            let is_word = self.tokens[at].kind.is_word();
            let class = classes.class(self.tokens[at].id);
            threads.next.clear();
            for thread in &threads.now {
                let mask = thread.mask | 1 << (at - start);
                let from = self.trie.node(thread.node);
                for &symbol in &class.symbols {
                    if let Some(node) = self.trie.next(thread.node, symbol) {
                        self.enter(node, start, mask, first, &mut threads.next, out);
                    }
                }
                if let Some(node) = from.any.filter(|_| is_word) {
                    self.enter(node, start, mask, first, &mut threads.next, out);
                }
                let left = thread
                    .gap
                    .and_then(|gap| gap.checked_sub(u8::from(is_word)));
                if left.is_some() {
                    self.push(
                        Thread {
                            gap: left,
                            ..*thread
                        },
                        &mut threads.next,
                    );
                }
            }
            std::mem::swap(&mut threads.now, &mut threads.next);
            if threads.now.is_empty() {
                return;
            }
        }
    }

    /// Reports the entries that end in a node, and goes on from it.
    fn enter(
        &self,
        id: NodeId,
        start: usize,
        mask: u64,
        first: usize,
        threads: &mut Vec<Thread>,
        out: &mut Vec<Candidate>,
    ) {
        let node: &Node = self.trie.node(id);
        for &entry in &node.ends {
            // Behind a gap the nearest words count: an entry is reported once from one start. Without a gap between its
            // words (all bits of the mask side by side) it cannot be there yet.
            let is_close = mask & mask.wrapping_add(1) == 0;
            let again = self.trie.has_gaps()
                && !is_close
                && out[first..].iter().any(|other| other.entry == entry);
            if !again {
                out.push(Candidate {
                    start: start as u32,
                    mask,
                    entry,
                });
            }
        }
        if node.leads_on {
            self.push(
                Thread {
                    node: id,
                    gap: None,
                    mask,
                },
                threads,
            );
        }
        for &(width, behind) in &node.gaps {
            self.push(
                Thread {
                    node: behind,
                    gap: Some(width),
                    mask,
                },
                threads,
            );
        }
    }

    /// Adds a thread. Without gaps a node is reached in one way only; with them the first way counts.
    fn push(&self, thread: Thread, threads: &mut Vec<Thread>) {
        let again = self.trie.has_gaps()
            && threads
                .iter()
                .any(|other| other.node == thread.node && other.gap >= thread.gap);
        if !again {
            threads.push(thread);
        }
    }

    /// Whether the token is passed over: a clitic, or a hyphen between two words without spaces.
    fn is_silent(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Clitic => true,
            TokenKind::Punctuation | TokenKind::Symbol => {
                is_hyphen(self.vocabulary.text(token.id)) && is_glued(self.tokens, at)
            }
            _ => false,
        }
    }
}
