//! Term statistics: counts, document-term matrices, weighting, keyness, collocations, KWIC, diversity, readability.
