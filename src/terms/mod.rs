//! Term statistics: counts, document-term matrices, weighting, keyness, collocations, KWIC, diversity, readability.

pub mod collocations;
pub mod cooccurrence;
pub mod counts;
pub mod dispersion;
pub mod diversity;
pub mod frequency;
pub mod keyness;
pub mod kwic;
pub mod matrix;
pub mod ngrams;
pub mod options;
pub mod readability;
pub mod runs;
pub mod sequence;
pub mod significance;
pub mod similarity;
pub mod syllables;
pub mod units;
pub mod weighting;

mod rows;
