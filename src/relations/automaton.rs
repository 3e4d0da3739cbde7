//! The trie made deterministic while texts are read: what a run of words leads to is worked out once, then looked up.
//!
//! A walk through the trie asks at every word which of its symbols lead on, over which gaps. The answers depend on the
//! words only, so the set of places reached is kept as a *state*, and the step from a state by a word as one entry of a
//! table (the subset construction of Rabin & Scott 1959, done lazily). A state also keeps the patterns that ended on the
//! way to it, in the order in which they are preferred: where the walk stops, all that is asked of them is known. Words
//! that no pattern asks for behind its first word are all alike here: they are of one *class*.

use super::columns::is_property;
use super::lexicon::Role;
use super::morphology::{Form, Slot};
use super::trie::{Symbol, Trie};
use hashbrown::HashMap;
use std::cmp::Reverse;

/// A set of places in the trie, reached by the words since a start.
pub(crate) type State = u32;

/// Words that lead from every state to the same one: twice the number of the class, and one more where no gap reaches
/// over the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Class(u32);

impl Class {
    const fn is_barrier(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Bits of symbols, by their last six bits: two sets that share none share no symbol.
pub(crate) type Symbols = u64;

/// The state that no pattern reaches: what ended before it is all that ends.
pub(crate) const DEAD: State = 0;
/// A step that has not been worked out.
const UNKNOWN: State = State::MAX;

/// Longest stretch of words a pattern may cover; less than the bits of a `u32`.
pub(crate) const REACH: usize = 24;

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

/// A pattern that ended on the way to a state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended {
    /// Bit k: the k-th word since the start is one of the pattern's own, not of a gap.
    pub(crate) own: u32,
    pub(crate) entry: u32,
    pub(crate) role: Role,
    pub(crate) form: Form,
    /// Words from the start to the pattern's end, those of gaps included.
    pub(crate) reach: u8,
    /// The pattern's own words.
    pub(crate) words: u8,
    /// Where it can stand.
    pub(crate) slot: Slot,
}

/// A run of the list of patterns that ended.
type Run = (u32, u32);

/// What is asked of a state at every word.
#[derive(Clone, Debug)]
struct Row {
    /// Bits of the symbols that lead on: no other word can be part of a pattern here, and most are none.
    next: Symbols,
    /// Where a word leads that is part of no pattern, over the gaps.
    over: State,
    /// The patterns that ended on the way here, in `ended`.
    ended: Run,
}

/// The states and steps worked out so far.
#[derive(Debug)]
pub(crate) struct Automaton {
    rows: Vec<Row>,
    ended: Vec<Ended>,
    /// The places of each state that lead on.
    places: Vec<Box<[Place]>>,
    steps: HashMap<(State, Class), State>,
    /// The states, by their places and by what ended before them.
    states: HashMap<(Box<[Place]>, Run), State>,
    classes: HashMap<(Box<[Symbol]>, bool), Class>,
    /// The symbols of each class, by its number.
    symbols: Vec<Box<[Symbol]>>,
}

/// The bits of a set of symbols.
pub(crate) fn bits<'a>(symbols: impl IntoIterator<Item = &'a Symbol>) -> Symbols {
    symbols.into_iter().fold(0, |set, s| set | 1 << (s & 63))
}

impl Default for Automaton {
    fn default() -> Self {
        let mut automaton = Self {
            rows: Vec::new(),
            ended: Vec::new(),
            places: Vec::new(),
            steps: HashMap::new(),
            states: HashMap::new(),
            classes: HashMap::new(),
            symbols: Vec::new(),
        };
        automaton.state(&Trie::default(), Vec::new(), (0, 0));
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
        let class = Class(self.symbols.len() as u32 * 2 + u32::from(barrier));
        self.symbols.push(symbols.into());
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
        self.state(trie, places, (0, 0))
    }

    /// The patterns that ended on the way to a state, longer ones first, phrases that are no event before others.
    pub(crate) fn ended(&self, state: State) -> &[Ended] {
        let (start, end) = self.rows[state as usize].ended;
        &self.ended[start as usize..end as usize]
    }

    /// The state that a word of this class, with these symbols, leads to.
    pub(crate) fn step(
        &mut self,
        trie: &Trie,
        state: State,
        class: Class,
        symbols: Symbols,
    ) -> State {
        let row = &self.rows[state as usize];
        let part = row.next & symbols != 0;
        let known = match (part, class.is_barrier()) {
            (true, _) => *self.steps.get(&(state, class)).unwrap_or(&UNKNOWN),
            (false, true) => DEAD,
            (false, false) => row.over,
        };
        match known {
            UNKNOWN => self.work_out(trie, state, class, part),
            known => known,
        }
    }

    /// Finds where a step leads, and keeps it.
    #[cold]
    fn work_out(&mut self, trie: &Trie, state: State, class: Class, part: bool) -> State {
        let places = self.reached(trie, state, class);
        let before = self.rows[state as usize].ended;
        let next = self.state(trie, places, before);
        if part {
            self.steps.insert((state, class), next);
        } else {
            self.rows[state as usize].over = next;
        }
        next
    }

    /// The places that a word of this class leads to.
    fn reached(&self, trie: &Trie, state: State, class: Class) -> Vec<Place> {
        let mut reached = Vec::new();
        for &Place { node, own, skipped } in &self.places[state as usize] {
            let at = u32::BITS - own.leading_zeros() + u32::from(skipped);
            for &symbol in &self.symbols[class.0 as usize / 2] {
                let step = trie.step(node, symbol).filter(|_| skipped == 0);
                let over = trie.leap(node, symbol, skipped.into());
                reached.extend(step.into_iter().chain(over).map(|node| Place {
                    node,
                    own: own | 1 << at,
                    skipped: 0,
                }));
            }
            if !class.is_barrier() && trie.widest_gap(node) > skipped {
                reached.push(Place {
                    node,
                    own,
                    skipped: skipped + 1,
                });
            }
        }
        reached
    }

    /// The state of these places, where these patterns ended before.
    fn state(&mut self, trie: &Trie, places: Vec<Place>, before: Run) -> State {
        let key = (places.into_boxed_slice(), before);
        if let Some(&state) = self.states.get(&key) {
            return state;
        }
        let state = self.add(trie, &key.0, before);
        self.states.insert(key, state);
        state
    }

    fn add(&mut self, trie: &Trie, places: &[Place], before: Run) -> State {
        let ended = self.end(trie, places, before);
        let leads_on = |place: &Place| trie.next(place.node).chain(trie.over(place.node));
        let next = bits(places.iter().flat_map(leads_on));
        // What neither ends a pattern nor leads on is the dead state, the first.
        if ended == before && next == 0 && !self.rows.is_empty() {
            return DEAD;
        }
        // Where no gap follows, every other word is the end.
        let gap = |place: &Place| trie.widest_gap(place.node) > place.skipped;
        let over = if places.iter().any(gap) {
            UNKNOWN
        } else {
            DEAD
        };
        self.rows.push(Row { next, over, ended });
        let leads = |place: &&Place| leads_on(place).next().is_some();
        self.places
            .push(places.iter().filter(leads).copied().collect());
        self.rows.len() as State - 1
    }

    /// The patterns that ended before, and those that end at these places.
    fn end(&mut self, trie: &Trie, places: &[Place], before: Run) -> Run {
        let first = self.ended.len();
        let known = before.0 as usize..before.1 as usize;
        for place in places.iter().filter(|place| place.skipped == 0) {
            let endings = trie.endings(place.node).iter();
            let counts = endings.filter(|e| place.own != 1 || !is_property(e.role));
            self.ended.extend(counts.map(|ending| Ended {
                own: place.own,
                entry: ending.entry,
                role: ending.role,
                form: ending.form,
                reach: (u32::BITS - place.own.leading_zeros()) as u8,
                words: place.own.count_ones() as u8,
                slot: Slot::Any,
            }));
        }
        if self.ended.len() == first {
            return before;
        }
        self.ended.extend_from_within(known);
        let all = &mut self.ended[first..];
        all.sort_by_key(|e| (Reverse(e.words), e.role != Role::Void, e.reach, e.entry));
        for index in 0..all.len() {
            let this = all[index];
            let other = |e: &Ended| e.own == this.own && e.form.is_verb() != this.form.is_verb();
            let ambiguous = all.iter().any(|e| other(e) && !is_property(e.role));
            all[index].slot = Slot::of(this.form, ambiguous);
        }
        (first as u32, self.ended.len() as u32)
    }
}
