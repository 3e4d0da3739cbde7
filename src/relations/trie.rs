//! The compiled patterns: a trie over small integer symbols.

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
    /// The form of the pattern's first word: a verb and a noun of the same spelling differ here.
    pub(crate) form: Form,
}

/// The trie and the table of symbols.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    symbols: HashMap<String, Symbol>,
    cased: HashMap<String, Symbol>,
    prefixes: Vec<(String, Symbol)>,
    /// Symbols of the object classes that a word belongs to.
    members: HashMap<String, Vec<Symbol>>,
    count: Symbol,
    edges: HashMap<(u32, Symbol), u32>,
    gaps: Vec<Option<(u8, u32)>>,
    endings: Vec<Vec<Ending>>,
}

/// The root of the trie.
pub(crate) const ROOT: u32 = 0;

impl Trie {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut trie = Self::default();
        trie.node();
        trie.collect_members(lexicon);
        for (index, entry) in lexicon.entries().iter().enumerate() {
            trie.insert(ROOT, &entry.pattern, index as u32, None);
        }
        trie.prefixes.sort();
        trie
    }

    fn node(&mut self) -> u32 {
        self.gaps.push(None);
        self.endings.push(Vec::new());
        self.endings.len() as u32 - 1
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

    fn insert(&mut self, node: u32, words: &[Word], entry: u32, first: Option<Form>) {
        let Some((word, rest)) = words.split_first() else {
            let form = first.unwrap_or(Form::Exact);
            self.endings[node as usize].push(Ending { entry, form });
            return;
        };
        match word {
            Word::Gap(width) => {
                let next = match self.gaps[node as usize] {
                    Some((known, next)) => {
                        self.gaps[node as usize] = Some((known.max(*width), next));
                        next
                    }
                    None => {
                        let next = self.node();
                        self.gaps[node as usize] = Some((*width, next));
                        next
                    }
                };
                self.insert(next, rest, entry, first);
            }
            Word::Forms(forms) => {
                for (text, form) in forms {
                    let symbol = intern(&mut self.symbols, &mut self.count, text);
                    let next = self.edge(node, symbol);
                    self.insert(next, rest, entry, first.or(Some(*form)));
                }
            }
            Word::Cased(text) => {
                let symbol = intern(&mut self.cased, &mut self.count, text);
                let next = self.edge(node, symbol);
                self.insert(next, rest, entry, first.or(Some(Form::Exact)));
            }
            Word::Class(name) => {
                let symbol = intern(&mut self.cased, &mut self.count, &format!("@{name}"));
                let next = self.edge(node, symbol);
                self.insert(next, rest, entry, first.or(Some(Form::Noun)));
            }
            Word::Prefix(text) => {
                let known = self
                    .prefixes
                    .iter()
                    .find(|(p, _)| p == text)
                    .map(|&(_, s)| s);
                let symbol = known.unwrap_or_else(|| {
                    let symbol = next(&mut self.count);
                    self.prefixes.push((text.clone(), symbol));
                    symbol
                });
                let next = self.edge(node, symbol);
                self.insert(next, rest, entry, first.or(Some(Form::Exact)));
            }
        }
    }

    fn edge(&mut self, node: u32, symbol: Symbol) -> u32 {
        if let Some(&next) = self.edges.get(&(node, symbol)) {
            return next;
        }
        let next = self.node();
        self.edges.insert((node, symbol), next);
        next
    }

    /// The symbols of a word, given as it stands and in lower case.
    pub(crate) fn symbols_of(&self, text: &str, lower: &str, out: &mut Vec<Symbol>) {
        out.extend(self.symbols.get(lower));
        out.extend(self.cased.get(text));
        out.extend(self.members.get(lower).into_iter().flatten());
        out.extend(
            self.prefixes
                .iter()
                .filter(|(p, _)| lower.starts_with(p.as_str()))
                .map(|&(_, s)| s),
        );
    }

    /// The node that `symbol` leads to.
    pub(crate) fn step(&self, node: u32, symbol: Symbol) -> Option<u32> {
        self.edges.get(&(node, symbol)).copied()
    }

    /// The width of the gap that may follow a node, and the node behind it.
    pub(crate) fn gap(&self, node: u32) -> Option<(u8, u32)> {
        self.gaps[node as usize]
    }

    /// The patterns that end at a node.
    pub(crate) fn endings(&self, node: u32) -> &[Ending] {
        &self.endings[node as usize]
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
