//! The compiled patterns: a trie over small integer symbols.

use super::check::overruled;
use super::lexicon::{Lexicon, Role};
use super::morphology::Form;
use super::pattern::Word;
use hashbrown::HashMap;

/// A word that some pattern asks for.
pub(crate) type Symbol = u32;

/// A pattern that ends at a node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ending {
    /// Index of the entry.
    pub(crate) entry: u32,
    /// The entry's role, kept here as it is asked for at every match.
    pub(crate) role: Role,
    /// The form of the pattern's first word: a verb and a noun of the same spelling differ here.
    pub(crate) form: Form,
}

/// One state of the trie.
#[derive(Debug, Default)]
struct Node {
    /// Symbols that lead on, in order, and where to.
    edges: Vec<(Symbol, u32)>,
    /// Symbols that lead on behind a gap, in order: the gap's width, and where to.
    gaps: Vec<(Symbol, u8, u32)>,
    endings: Vec<Ending>,
}

/// The trie and the table of symbols.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    /// Edges of the root, by symbol: most words ask only here. 0 for none, as nothing leads back to the root.
    first: Vec<u32>,
    /// Whether a symbol stands in some pattern behind its first word, by symbol.
    inner: Vec<bool>,
    symbols: HashMap<String, Symbol>,
    cased: HashMap<String, Symbol>,
    prefixes: Vec<(String, Symbol)>,
    /// Symbols of the object classes that a word belongs to.
    members: HashMap<String, Vec<Symbol>>,
    count: Symbol,
}

/// The root of the trie.
const ROOT: u32 = 0;

impl Trie {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut trie = Self::default();
        trie.node();
        trie.collect_members(lexicon);
        let overruled = overruled(lexicon);
        for (index, entry) in lexicon
            .entries()
            .iter()
            .enumerate()
            .filter(|&(i, _)| !overruled[i])
        {
            trie.insert(ROOT, &entry.pattern, (index as u32, entry.role), None);
        }
        trie.prefixes.sort();
        trie.finish();
        trie
    }

    fn node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        self.nodes.len() as u32 - 1
    }

    /// Builds the tables that answer what most words ask.
    fn finish(&mut self) {
        self.first = vec![0; self.count as usize + 1];
        for &(symbol, next) in &self.nodes[ROOT as usize].edges {
            self.first[symbol as usize] = next;
        }
        self.inner = vec![false; self.count as usize + 1];
        for (index, node) in self.nodes.iter_mut().enumerate() {
            node.gaps.sort_unstable();
            let next = node.edges.iter().filter(|_| index as u32 != ROOT);
            for &symbol in next
                .map(|(s, _)| s)
                .chain(node.gaps.iter().map(|(s, ..)| s))
            {
                self.inner[symbol as usize] = true;
            }
        }
    }

    /// One symbol per object class that some pattern names, held by its one-word members.
    fn collect_members(&mut self, lexicon: &Lexicon) {
        let mut classes: HashMap<u16, Symbol> = HashMap::new();
        for entry in lexicon.entries() {
            for word in &entry.pattern {
                let Word::Class(name) = word else { continue };
                let Some(id) = lexicon.class_id(name) else {
                    continue;
                };
                let count = &mut self.count;
                let symbol = *classes.entry(id).or_insert_with(|| next(count));
                self.cased.insert(format!("@{name}"), symbol);
            }
        }
        for entry in lexicon.entries() {
            let (Role::Object(id), [Word::Forms(forms)]) = (entry.role, &entry.pattern[..]) else {
                continue;
            };
            let Some(&symbol) = classes.get(&id) else {
                continue;
            };
            for (form, _) in forms {
                self.members.entry(form.clone()).or_default().push(symbol);
            }
        }
    }

    fn insert(&mut self, node: u32, words: &[Word], entry: (u32, Role), first: Option<Form>) {
        let Some((word, rest)) = words.split_first() else {
            let form = first.unwrap_or(Form::Exact);
            let (entry, role) = entry;
            self.nodes[node as usize]
                .endings
                .push(Ending { entry, role, form });
            return;
        };
        // A gap always has a word behind it: the reader of patterns sees to that.
        let (gap, word, rest) = match (word, rest.split_first()) {
            (Word::Gap(width), Some((word, rest))) => (Some(*width), word, rest),
            _ => (None, word, rest),
        };
        for (symbol, form) in self.symbols_for(word) {
            let next = match gap {
                Some(width) => self.gap(node, symbol, width),
                None => self.edge(node, symbol),
            };
            self.insert(next, rest, entry, first.or(Some(form)));
        }
    }

    /// The symbols that a word of a pattern stands for.
    fn symbols_for(&mut self, word: &Word) -> Vec<(Symbol, Form)> {
        match word {
            Word::Gap(_) => Vec::new(),
            Word::Forms(forms) => {
                let symbol = |(text, form): &(String, Form)| {
                    (intern(&mut self.symbols, &mut self.count, text), *form)
                };
                forms.iter().map(symbol).collect()
            }
            Word::Cased(text) => {
                vec![(intern(&mut self.cased, &mut self.count, text), Form::Exact)]
            }
            Word::Class(name) => vec![(
                intern(&mut self.cased, &mut self.count, &format!("@{name}")),
                Form::Noun,
            )],
            Word::Prefix(text) => vec![(self.prefix(text), Form::Exact)],
        }
    }

    fn prefix(&mut self, text: &str) -> Symbol {
        if let Some(&(_, symbol)) = self.prefixes.iter().find(|(known, _)| known == text) {
            return symbol;
        }
        let symbol = next(&mut self.count);
        self.prefixes.push((text.to_owned(), symbol));
        symbol
    }

    fn gap(&mut self, node: u32, symbol: Symbol, width: u8) -> u32 {
        let gaps = &self.nodes[node as usize].gaps;
        if let Some(&(.., next)) = gaps.iter().find(|&&(s, w, _)| (s, w) == (symbol, width)) {
            return next;
        }
        let next = self.node();
        self.nodes[node as usize].gaps.push((symbol, width, next));
        next
    }

    fn edge(&mut self, node: u32, symbol: Symbol) -> u32 {
        let place = self.nodes[node as usize]
            .edges
            .binary_search_by_key(&symbol, |&(s, _)| s);
        match place {
            Ok(at) => self.nodes[node as usize].edges[at].1,
            Err(at) => {
                let next = self.node();
                self.nodes[node as usize].edges.insert(at, (symbol, next));
                next
            }
        }
    }

    /// The symbols of a word, given as it stands and in lower case.
    pub(crate) fn symbols_of(&self, text: &str, lower: &str, out: &mut Vec<Symbol>) {
        out.extend(self.symbols.get(lower));
        out.extend(self.cased.get(text));
        out.extend(self.members.get(lower).into_iter().flatten());
        let begins = self
            .prefixes
            .iter()
            .filter(|(p, _)| lower.starts_with(p.as_str()));
        out.extend(begins.map(|&(_, symbol)| symbol));
    }

    /// The node that a pattern's first word leads to.
    pub(crate) fn start(&self, symbol: Symbol) -> Option<u32> {
        Some(self.first[symbol as usize]).filter(|&node| node != ROOT)
    }

    /// The node that `symbol` leads to.
    pub(crate) fn step(&self, node: u32, symbol: Symbol) -> Option<u32> {
        let edges = &self.nodes[node as usize].edges;
        let at = edges.binary_search_by_key(&symbol, |&(s, _)| s).ok()?;
        Some(edges[at].1)
    }

    /// The nodes that `symbol` leads to over a gap of `skipped` words.
    pub(crate) fn leap(
        &self,
        node: u32,
        symbol: Symbol,
        skipped: usize,
    ) -> impl Iterator<Item = u32> {
        let gaps = &self.nodes[node as usize].gaps;
        let from = gaps.partition_point(|&(s, ..)| s < symbol);
        let same = gaps[from..].iter().take_while(move |&&(s, ..)| s == symbol);
        same.filter(move |&&(_, width, _)| usize::from(width) >= skipped)
            .map(|&(.., next)| next)
    }

    /// The widest gap that may follow a node, in words; 0 for none.
    pub(crate) fn widest_gap(&self, node: u32) -> u8 {
        let gaps = &self.nodes[node as usize].gaps;
        gaps.iter().map(|&(_, width, _)| width).max().unwrap_or(0)
    }

    /// The symbols that lead on from a node at once.
    pub(crate) fn next(&self, node: u32) -> impl Iterator<Item = &Symbol> {
        self.nodes[node as usize].edges.iter().map(|(s, _)| s)
    }

    /// The symbols that lead on from a node over a gap.
    pub(crate) fn over(&self, node: u32) -> impl Iterator<Item = &Symbol> {
        self.nodes[node as usize].gaps.iter().map(|(s, ..)| s)
    }

    /// Whether a symbol stands in some pattern behind its first word.
    pub(crate) fn is_inner(&self, symbol: Symbol) -> bool {
        self.inner[symbol as usize]
    }

    /// The patterns that end at a node.
    pub(crate) fn endings(&self, node: u32) -> &[Ending] {
        &self.nodes[node as usize].endings
    }
}

fn next(count: &mut Symbol) -> Symbol {
    *count += 1;
    *count
}

fn intern(table: &mut HashMap<String, Symbol>, count: &mut Symbol, text: &str) -> Symbol {
    if let Some(&symbol) = table.get(text) {
        return symbol;
    }
    let symbol = next(count);
    table.insert(text.to_owned(), symbol);
    symbol
}
