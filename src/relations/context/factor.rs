//! Factors by which context changes a weight. They are judgements, set once on round values: a reader of news takes the
//! first event of the main clause for what is reported, and the rest for its circumstances.

/// An event told as a noun, with no verb before it to lead ("the suspension of aid").
pub(super) const NOMINAL: f64 = 0.7;
/// A further finite verb of the sentence.
pub(super) const LATER: f64 = 0.4;
/// The first event behind a "but", which outweighs what came before.
pub(super) const TURNING: f64 = 0.7;
/// What hangs on the leading event, and has its sign.
pub(super) const DEPENDENT: f64 = 0.25;
/// The same for a word of evaluation ("brutal"), which says as much wherever it stands.
pub(super) const EVALUATION: f64 = 0.6;
/// What hangs on the leading event, and has the other sign ("met to discuss the war").
pub(super) const OPPOSED: f64 = 0.2;
/// What an accusation, threat or demand is about, if it has the other sign.
pub(super) const CONTENT: f64 = 0.1;
/// The same in a clause of its own.
pub(super) const APART: f64 = 0.3;
/// ", accusing it of …"
pub(super) const PARTICIPLE: f64 = 0.6;
/// "who …"
pub(super) const RELATIVE: f64 = 0.25;
/// "after …"
pub(super) const BACKGROUND: f64 = 0.2;
/// "if …"
pub(super) const CONDITION: f64 = 0.3;
/// "almost", or a conflict that would have been: it did not come about, but it was near.
pub(super) const UNREAL: f64 = 0.3;
/// A cooperation that would have been: it failed.
pub(super) const UNFULFILLED: f64 = -0.3;
/// "although …"
pub(super) const CONCESSION: f64 = 0.2;
/// What stands before a "but".
pub(super) const OUTWEIGHED: f64 = 0.3;
/// "might", "could".
pub(super) const MODAL: f64 = 0.7;
/// A noun of a class in a heading.
pub(super) const HEADING: f64 = 0.6;
/// A noun of a class behind a "but", where it may be all that the clause says.
pub(super) const TURNED: f64 = 0.4;
/// A noun of a class beside events.
pub(super) const BESIDE: f64 = 0.1;
/// A noun of a class where no event is told.
pub(super) const ALONE: f64 = 0.25;
/// What is left, with the other sign, of a cooperative weight that is demanded of someone.
pub(super) const DEMANDED: f64 = -0.5;
/// "very", "strongly".
pub(super) const INTENSIFIED: f64 = 1.25;
/// "slightly", "reportedly".
pub(super) const HEDGED: f64 = 0.8;
/// A participle that only describes a noun ("the besieging army").
pub(super) const ATTRIBUTE: f64 = 0.1;
/// A question that can be answered by yes or no.
pub(super) const QUESTION: f64 = 0.4;
