//! The trie made deterministic while texts are read: what a run of words leads to is worked out once, then looked up.
//!
//! A walk through the trie asks at every word which of its symbols lead on, over which gaps. The answers depend on the
//! words only, so the set of places reached is kept as a *state*, and the step from a state by a word as one entry of a
//! table (the subset construction of Rabin & Scott 1959, done lazily). Words that no pattern asks for behind its first
//! word are all alike here: they are of one *class*.

use super::columns::is_property;
use super::lexicon::Role;
use super::morphology::Form;
use super::trie::{Symbol, Trie};
use hashbrown::HashMap;
use std::ops::Range;

/// A set of places in the trie, reached by the words since a start.
pub(crate) type State = u32;
/// Words that lead from every state to the same one.
pub(crate) type Class = u32;

/// The state that nothing matches and nothing leaves.
pub(crate) const DEAD: State = 0;
/// The class of words that stand in no pattern behind its first word, and that a gap may reach over.
const PLAIN: Class = 0;
/// A step that has not been worked out.
const UNKNOWN: State = State::MAX;

/// States after which the automaton should be made anew.
const FULL: usize = 1 << 16;

/// One way that the words since the start may have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Place {
    node: u32,
    /// Bit k: the k-th word since the start is one of the pattern's own, not of a gap.
    own: u32,
    /// Words passed over since the last own one.
    skipped: u8,
}

/// A pattern that ends in a state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended {
    pub(crate) own: u32,
    pub(crate) entry: u32,
    pub(crate) role: Role,
    pub(crate) form: Form,
}

/// What is known of a state.
#[derive(Clone, Debug)]
struct Row {
    endings: Range<u32>,
    places: Range<u32>,
    /// Where a word of the class [`PLAIN`] leads.
    plain: State,
}

/// The states and steps worked out so far.
#[derive(Debug)]
pub(crate) struct Automaton {
    rows: Vec<Row>,
    endings: Vec<Ended>,
    places: Vec<Place>,
    steps: HashMap<(State, Class), State>,
    states: HashMap<Box<[Place]>, State>,
    classes: HashMap<(Box<[Symbol]>, bool), Class>,
    /// The symbols of each class, and whether no gap reaches over its words.
    words: Vec<(Box<[Symbol]>, bool)>,
}

impl Default for Automaton {
    fn default() -> Self {
        let mut automaton = Self {
            rows: Vec::new(),
            endings: Vec::new(),
            places: Vec::new(),
            steps: HashMap::new(),
            states: HashMap::new(),
            classes: HashMap::new(),
            words: Vec::new(),
        };
        automaton.add(&Trie::default(), &[]);
        automaton.class(&[], false);
        automaton
    }
}

impl Automaton {
    /// Whether so many states are known that memory should be given back.
    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() > FULL
    }

    /// The class of words with these symbols, as far as patterns have them behind their first word.
    pub(crate) fn class(&mut self, symbols: &[Symbol], barrier: bool) -> Class {
        let key = (symbols.into(), barrier);
        if let Some(&class) = self.classes.get(&key) {
            return class;
        }
        let class = self.words.len() as Class;
        self.words.push(key.clone());
        self.classes.insert(key, class);
        class
    }

    /// The state behind a first word with these symbols.
    pub(crate) fn start(&mut self, trie: &Trie, symbols: &[Symbol]) -> State {
        let nodes = symbols.iter().filter_map(|&symbol| trie.start(symbol));
        let places: Vec<Place> = nodes
            .map(|node| Place {
                node,
                own: 1,
                skipped: 0,
            })
            .collect();
        self.state(trie, &places)
    }

    /// The patterns that end in a state.
    pub(crate) fn endings(&self, state: State) -> &[Ended] {
        let Range { start, end } = self.rows[state as usize].endings;
        &self.endings[start as usize..end as usize]
    }

    /// The state that a word of this class leads to.
    pub(crate) fn step(&mut self, trie: &Trie, state: State, class: Class) -> State {
        let row = &self.rows[state as usize];
        if row.places.is_empty() {
            return DEAD;
        }
        let known = match class {
            PLAIN => row.plain,
            _ => self.steps.get(&(state, class)).copied().unwrap_or(UNKNOWN),
        };
        if known != UNKNOWN {
            return known;
        }
        let places = self.reached(trie, state, class);
        let next = self.state(trie, &places);
        match class {
            PLAIN => self.rows[state as usize].plain = next,
            _ => {
                self.steps.insert((state, class), next);
            }
        }
        next
    }

    /// The places that a word of this class leads to.
    fn reached(&self, trie: &Trie, state: State, class: Class) -> Vec<Place> {
        let (symbols, barrier) = &self.words[class as usize];
        let Range { start, end } = self.rows[state as usize].places;
        let mut reached = Vec::new();
        for &Place { node, own, skipped } in &self.places[start as usize..end as usize] {
            let at = u32::BITS - own.leading_zeros() + u32::from(skipped);
            for &symbol in symbols {
                let step = trie.step(node, symbol).filter(|_| skipped == 0);
                let over = trie.leap(node, symbol, skipped.into());
                reached.extend(step.into_iter().chain(over).map(|node| Place {
                    node,
                    own: own | 1 << at,
                    skipped: 0,
                }));
            }
            if !barrier && trie.widest_gap(node) > skipped {
                reached.push(Place {
                    node,
                    own,
                    skipped: skipped + 1,
                });
            }
        }
        reached
    }

    /// The state of these places.
    fn state(&mut self, trie: &Trie, places: &[Place]) -> State {
        match self.states.get(places) {
            Some(&state) => state,
            None => self.add(trie, places),
        }
    }

    fn add(&mut self, trie: &Trie, places: &[Place]) -> State {
        let state = self.rows.len() as State;
        let (endings, kept) = (self.endings.len() as u32, self.places.len() as u32);
        for &place in places {
            if place.skipped > 0 || trie.goes_on(place.node) {
                self.places.push(place);
            }
            let ended = trie.endings(place.node).iter().map(|ending| Ended {
                own: place.own,
                entry: ending.entry,
                role: ending.role,
                form: ending.form,
            });
            let counts = |e: &Ended| place.skipped == 0 && !(e.own == 1 && is_property(e.role));
            self.endings.extend(ended.filter(counts));
        }
        let row = Row {
            endings: endings..self.endings.len() as u32,
            places: kept..self.places.len() as u32,
            plain: UNKNOWN,
        };
        // What neither ends a pattern nor leads on is the dead state, the first.
        if state != DEAD && row.endings.is_empty() && row.places.is_empty() {
            self.states.insert(places.into(), DEAD);
            return DEAD;
        }
        self.rows.push(row);
        self.states.insert(places.into(), state);
        state
    }
}
