"""The options of the TermVectorizer: whether they make sense, and what they mean to the core."""

from __future__ import annotations

import numbers
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from detente import _core
from detente._lazy import need

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.vectorizer import TermVectorizer

#: The options that only the own tokenizer knows.
_TOKEN_OPTIONS = ("stem", "across_sentences", "across_gaps", "numbers", "punctuation", "symbols", "min_chars")

#: Weightings that have a name of their own, in SMART letters.
_SCHEMES = {None: "nnn", "tfidf": "nsc"}


def scheme_of(weighting: str | None) -> str:
    """Return the SMART letters of a weighting."""
    scheme = _SCHEMES.get(weighting, weighting)
    if not isinstance(scheme, str) or len(scheme) != 3:
        known = "None, 'tfidf', three SMART letters such as 'ltc', or (TermVectorizer) 'bm25'"
        msg = f"no weighting {weighting!r}; choose {known}"
        raise ValueError(msg)
    return scheme


def check(vectorizer: TermVectorizer) -> None:
    """Raise what scikit-learn raises for options out of range."""
    if vectorizer.preset not in (None, "sklearn"):
        msg = f"no preset {vectorizer.preset!r}; choose None or 'sklearn'"
        raise ValueError(msg)
    if vectorizer.weighting not in (None, "bm25"):
        _core.document_factors(scheme_of(vectorizer.weighting), [], 0)
    if not isinstance(vectorizer.ngram_range, tuple | list) or len(vectorizer.ngram_range) != 2:
        msg = (
            "The 'ngram_range' parameter of TermVectorizer must be a pair such as (1, 2). "
            f"Got {vectorizer.ngram_range!r} instead."
        )
        raise ValueError(msg)
    low, high = vectorizer.ngram_range
    if low > high:
        msg = f"Invalid value for ngram_range={vectorizer.ngram_range} lower boundary larger than the upper boundary."
        raise ValueError(msg)
    for name in ("min_df", "max_df"):
        bound: Any = getattr(vectorizer, name)
        whole = isinstance(bound, numbers.Integral)
        if not (bound >= 1 if whole else 0 <= bound <= 1):
            msg = (
                f"The {name!r} parameter of TermVectorizer must be a float in the range [0.0, 1.0] or an int in "
                f"the range [1, inf). Got {bound!r} instead."
            )
            raise ValueError(msg)
    if vectorizer.max_features is not None and not (
        isinstance(vectorizer.max_features, numbers.Integral) and vectorizer.max_features >= 1
    ):
        msg = (
            "The 'max_features' parameter of TermVectorizer must be an int in the range [1, inf) or None. "
            f"Got {vectorizer.max_features!r} instead."
        )
        raise ValueError(msg)


def core_options(vectorizer: TermVectorizer) -> dict[str, Any]:
    """Return the options of the core."""
    low, high = vectorizer.ngram_range
    options = {
        "lowercase": vectorizer.lowercase,
        "stop_words": _stop_words(vectorizer),
        "ngrams": (low, high),
        "max_skip": vectorizer.max_skip,
        "language": vectorizer.language,
    }
    if vectorizer.preset is None:
        options |= {name: getattr(vectorizer, name) for name in _TOKEN_OPTIONS}
    return options


def _stop_words(vectorizer: TermVectorizer) -> bool | Collection[str] | None:
    if vectorizer.stop_words == "english":
        if vectorizer.preset == "sklearn":
            words: Collection[str] = need("sklearn.feature_extraction.text").ENGLISH_STOP_WORDS
            return words
        return True
    if isinstance(vectorizer.stop_words, str):
        msg = f"not a built-in stop list: {vectorizer.stop_words}"
        raise ValueError(msg)
    return vectorizer.stop_words


def given_terms(vocabulary: Any) -> list[str] | None:
    """Return the terms of a given vocabulary in the order of their columns, or say what is wrong with it."""
    if vocabulary is None:
        return None
    if isinstance(vocabulary, set):
        terms = sorted(vocabulary)
    elif isinstance(vocabulary, Mapping):
        columns = set(vocabulary.values())
        if len(columns) != len(vocabulary):
            raise ValueError("Vocabulary contains repeated indices.")
        for column in range(len(vocabulary)):
            if column not in columns:
                msg = f"Vocabulary of size {len(vocabulary)} doesn't contain index {column}."
                raise ValueError(msg)
        terms = sorted(vocabulary, key=vocabulary.__getitem__)
    else:
        terms = list(vocabulary)
        known: set[str] = set()
        for term in terms:
            if term in known:
                msg = f"Duplicate term in vocabulary: {term!r}"
                raise ValueError(msg)
            known.add(term)
    if not terms:
        raise ValueError("empty vocabulary passed to fit")
    return terms


def kept_terms(
    vectorizer: TermVectorizer,
    frequencies: NDArray[np.signedinteger],
    totals: NDArray[np.signedinteger],
    documents: int,
) -> NDArray[np.intp]:
    """Return the columns of the terms that the bounds keep, of terms found in so many documents."""
    low, high = (
        bound if isinstance(bound, numbers.Integral) else bound * documents
        for bound in (vectorizer.min_df, vectorizer.max_df)
    )
    if high < low:
        msg = "max_df corresponds to < documents than min_df"
        raise ValueError(msg)
    if low <= 1 and high >= documents and vectorizer.max_features is None:
        # Every term was found in a document.
        return np.arange(len(frequencies))
    kept = (frequencies >= low) & (frequencies <= high)
    if vectorizer.max_features is not None and kept.sum() > vectorizer.max_features:
        # The same call as scikit-learn's, so that terms of equal totals are chosen alike.
        order = (-totals[kept].astype(np.int64)).argsort()[: vectorizer.max_features]
        chosen = np.zeros(len(kept), dtype=bool)
        chosen[np.flatnonzero(kept)[order]] = True
        kept = chosen
    if not kept.any():
        msg = "After pruning, no terms remain. Try a lower min_df or a higher max_df."
        raise ValueError(msg)
    return np.flatnonzero(kept)
