//! Term statistics: counts as arrays for SciPy, everything else as tables.

pub(super) mod alike;
pub(super) mod compared;
pub(super) mod concordance;
pub(super) mod counts;
pub(super) mod measured;
pub(super) mod term_lists;
pub(super) mod together;

mod columns;
mod columns_given;
mod options;
mod sums;
mod units;
