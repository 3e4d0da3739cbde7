"""TermVectorizer against scikit-learn's own vectorizers, and as an estimator."""

import contextlib
import pickle
import unicodedata
import weakref

import numpy as np
import pandas as pd
import polars as pl
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

import detente as dt
from detente._term_list import TermList

TEXTS = [
    "Peace talks resumed; the talks of 1997 had failed.",
    "The war — a long war — ended in the winter of 1945!",
    "İstanbul, Ελλάδα ΟΔΟΣ, हिन्दी, naïve café, x_1 __ 中文 字",
    "",
    "a I ? ...",
    "Peace, peace and PEACE again: no war, no talks.",
    "Ⅷ ² ½ ٣٤ ⒜ ª ﬁne ǅungla ß ẞ Straße",
]


def same(ours, theirs):
    """Equal cell by cell, and in SciPy's arrays."""
    assert ours.shape == theirs.shape
    ours, theirs = ours.tocsr(), theirs.tocsr()
    theirs.sort_indices()
    np.testing.assert_array_equal(ours.indptr, theirs.indptr)
    np.testing.assert_array_equal(ours.indices, theirs.indices)
    np.testing.assert_allclose(ours.data, theirs.data, rtol=1e-15, atol=0)
    assert ours.dtype == theirs.dtype


COUNT_OPTIONS = [
    {},
    {"ngram_range": (1, 3)},
    {"ngram_range": (2, 2), "lowercase": False},
    {"min_df": 2},
    {"min_df": 2, "max_df": 0.5},
    {"stop_words": "english"},
    {"stop_words": ["war", "the"], "ngram_range": (1, 2)},
    {"binary": True},
    {"vocabulary": ["war", "peace", "nothing"]},
    {"vocabulary": {"war": 1, "peace": 0}},
    {"vocabulary": {"war", "peace"}},
    {"dtype": np.float32},
    {"max_features": 3},
]


@pytest.mark.parametrize("options", COUNT_OPTIONS, ids=str)
def test_counts_equal_count_vectorizer(options):
    ours, theirs = dt.TermVectorizer(preset="sklearn", **options), CountVectorizer(**options)
    same(ours.fit_transform(TEXTS), theirs.fit_transform(TEXTS))
    np.testing.assert_array_equal(ours.get_feature_names_out(), theirs.get_feature_names_out())
    assert ours.vocabulary_ == theirs.vocabulary_
    new = ["peace in the new war", "nothing", ""]
    same(ours.transform(new), theirs.transform(new))


TFIDF_OPTIONS = [
    ({}, "tfidf"),
    ({"sublinear_tf": True}, "lsc"),
    ({"smooth_idf": False}, "nfc"),
    ({"use_idf": False}, "nnc"),
    ({"norm": "l1"}, "nss"),
    ({"norm": None}, "nsn"),
]


@pytest.mark.parametrize(("options", "weighting"), TFIDF_OPTIONS, ids=str)
@pytest.mark.parametrize("ngrams", [(1, 1), (1, 2)])
def test_weights_equal_tfidf_vectorizer(options, weighting, ngrams):
    ours = dt.TermVectorizer(preset="sklearn", weighting=weighting, ngram_range=ngrams)
    theirs = TfidfVectorizer(ngram_range=ngrams, **options)
    same(ours.fit_transform(TEXTS), theirs.fit_transform(TEXTS))
    if theirs.use_idf:
        np.testing.assert_allclose(ours.idf_, theirs.idf_, rtol=1e-15)
    same(ours.transform(TEXTS[:2]), theirs.transform(TEXTS[:2]))


#: What both know: Python's tables of characters may be older than ours.
KNOWN = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cn"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(KNOWN, min_size=1, max_size=6), st.sampled_from([(1, 1), (1, 2)]))
def test_any_text_is_split_as_scikit_learn_splits_it(texts, ngrams):
    texts = [*texts, "one more"]
    ours = dt.TermVectorizer(preset="sklearn", ngram_range=ngrams)
    theirs = CountVectorizer(ngram_range=ngrams)
    same(ours.fit_transform(texts), theirs.fit_transform(texts))


def test_every_code_point_is_a_word_character_or_not_as_in_python():
    # The two sides may know different versions of Unicode: characters that Python does not know are left out.
    points = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]
    texts = [f"x{c}y" for c in points if unicodedata.category(c) != "Cn"]
    ours = dt.TermVectorizer(preset="sklearn", lowercase=False).fit(texts).get_feature_names_out()
    theirs = CountVectorizer(lowercase=False).fit(texts).get_feature_names_out()
    assert set(ours) == set(theirs)


BAD = [
    (["", "..."], {}),
    (["the and", "of"], {"stop_words": "english"}),
    (["a b"], {}),
    (["war", "peace"], {"min_df": 2}),
    (["war", "peace"], {"min_df": 2, "max_df": 1}),
    ("one string", {}),
    (["war"], {"vocabulary": []}),
    (["war"], {"vocabulary": ["war", "war"]}),
    (["war"], {"vocabulary": {"war": 0, "peace": 0}}),
    (["war"], {"vocabulary": {"war": 0, "peace": 2}}),
    (["war"], {"ngram_range": (2, 1)}),
    (["war"], {"stop_words": "klingon"}),
]


@pytest.mark.parametrize(("texts", "options"), BAD, ids=str)
def test_errors_are_those_of_scikit_learn(texts, options):
    with pytest.raises(ValueError) as theirs:  # noqa: PT011
        CountVectorizer(**options).fit(texts)
    with pytest.raises(ValueError) as ours:  # noqa: PT011
        dt.TermVectorizer(preset="sklearn", **options).fit(texts)
    if options.get("stop_words") != "klingon":
        assert str(ours.value) == str(theirs.value)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_missing_text_is_an_error_that_names_its_place(missing):
    with pytest.raises((ValueError, TypeError), match=r"Text 1 is missing|a text must be a str"):
        dt.TermVectorizer().fit(["war", missing])


@pytest.mark.parametrize(
    "options",
    [
        {"min_df": 0},
        {"min_df": 1.5},
        {"max_df": -1},
        {"max_features": 0},
        {"weighting": "xyz"},
        {"preset": "quanteda"},
        {"ngram_range": (0, 1)},
        {"ngram_range": 2},
        {"weighting": "TF-IDF"},
        {"language": "klingon"},
    ],
    ids=str,
)
def test_senseless_options_are_errors(options):
    with pytest.raises(ValueError, match=r".{20}"):
        dt.TermVectorizer(**options).fit(["war and peace"])


@pytest.mark.parametrize(
    "texts",
    [
        tuple(TEXTS),
        iter(TEXTS),
        np.array(TEXTS),
        pd.Series(TEXTS),
        pl.Series(TEXTS),
        [t.encode() for t in TEXTS],
        dict(enumerate(TEXTS)),
    ],
    ids=lambda texts: type(texts).__name__,
)
def test_texts_come_in_any_form(texts):
    vectorizer = dt.TermVectorizer()
    expected = vectorizer.fit_transform(TEXTS)
    assert (vectorizer.fit_transform(texts) != expected).nnz == 0


@pytest.mark.parametrize(
    "shape",
    [
        np.array([["war", "peace"]]),
        sp.csr_matrix([[1, 2]]),
        pd.DataFrame({"text": ["war"]}),
        pl.DataFrame({"a": ["x"]}),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_what_is_no_column_of_texts_is_refused(shape):
    with pytest.raises((TypeError, ValueError), match="column of texts"):
        dt.TermVectorizer().fit(shape)


def test_ngrams_stay_within_sentences_unless_asked():
    texts = ["Talks failed. War began."]
    names = dt.TermVectorizer(ngram_range=(2, 2)).fit(texts).get_feature_names_out()
    assert list(names) == ["talks failed", "war began"]
    names = dt.TermVectorizer(ngram_range=(2, 2), across_sentences=True, across_gaps=True).fit(texts)
    assert "failed war" in names.get_feature_names_out()


def test_stems_stop_words_and_kinds_of_token():
    texts = ["The 2 states signed agreements, and again agreed."]
    names = dt.TermVectorizer(stem=True, stop_words=True, numbers=False).fit(texts).get_feature_names_out()
    assert list(names) == ["agre", "agreement", "sign", "state"]
    assert "," in dt.TermVectorizer(punctuation=True).fit(texts).get_feature_names_out()


def test_bm25_of_two_texts():
    weights = dt.TermVectorizer(weighting="bm25").fit_transform(["war", "peace peace"]).toarray()
    idf, mean = np.log(2.0), 1.5
    peace = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 2 / mean))
    np.testing.assert_allclose(weights, [[0, idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 / mean))], [peace, 0]], rtol=1e-14)


def test_partial_fit_on_parts_is_fit_on_the_whole():
    whole = dt.TermVectorizer(weighting="tfidf", min_df=2).fit(TEXTS)
    parts = dt.TermVectorizer(weighting="tfidf", min_df=2)
    for text in TEXTS:
        # One text alone has no term in two documents: what it said is remembered all the same.
        with contextlib.suppress(ValueError):
            parts.partial_fit([text])
    assert parts.vocabulary_ == whole.vocabulary_
    np.testing.assert_array_equal(parts.idf_, whole.idf_)
    same(parts.transform(TEXTS), whole.transform(TEXTS))


def test_an_iterator_is_fitted_block_by_block(monkeypatch):
    monkeypatch.setattr("detente._vectorizing._BLOCK", 200)
    held = []

    def stream():
        for text in TEXTS * 3:
            # A text of its own, whose life can be followed.
            text = Text(text)
            held.append(weakref.ref(text))
            assert sum(ref() is not None for ref in held) < len(TEXTS) + 1
            yield text

    for options in ({}, {"weighting": "tfidf", "min_df": 4}, {"max_features": 5}, {"vocabulary": ["war", "peace"]}):
        whole = dt.TermVectorizer(**options).fit(TEXTS * 3)
        held.clear()
        streamed = dt.TermVectorizer(**options).fit(stream())
        assert streamed.vocabulary_ == whole.vocabulary_
        same(streamed.transform(TEXTS), whole.transform(TEXTS))


class Text(str):
    """A text that can be referred to weakly."""

    __slots__ = ("__weakref__",)


@pytest.mark.parametrize(
    "options",
    [{}, {"ngram_range": (1, 2)}, {"preset": "sklearn"}, {"stem": True}, {"vocabulary": ["war", "no", "peace"]}],
)
def test_output_is_the_same_for_any_number_of_threads(options):
    texts = TEXTS * 50
    one = dt.TermVectorizer(n_jobs=1, **options)
    expected = one.fit_transform(texts)
    for jobs in (None, 2, 3, -1):
        vectorizer = dt.TermVectorizer(n_jobs=jobs, **options)
        got = vectorizer.fit_transform(texts)
        assert vectorizer.vocabulary_ == one.vocabulary_
        np.testing.assert_array_equal(got.indptr, expected.indptr)
        np.testing.assert_array_equal(got.indices, expected.indices)
        np.testing.assert_array_equal(got.data, expected.data)


def test_pickle_and_clone():
    fitted = dt.TermVectorizer(weighting="ltc", ngram_range=(1, 2)).fit(TEXTS)
    copy = pickle.loads(pickle.dumps(fitted))
    same(copy.transform(TEXTS), fitted.transform(TEXTS))
    fresh = clone(fitted)
    assert fresh.get_params() == fitted.get_params()
    with pytest.raises(NotFittedError):
        fresh.transform(TEXTS)
    with pytest.raises(AttributeError):
        fresh.vocabulary_  # noqa: B018


def test_a_given_vocabulary_needs_no_fitting():
    counts = dt.TermVectorizer(vocabulary=["war", "peace"]).transform(["War and war"])
    assert counts.toarray().tolist() == [[2, 0]]


def test_the_matrix_is_scipys_and_goes_into_a_pipeline():
    vectorizer = dt.TermVectorizer(weighting="tfidf")
    assert sp.issparse(vectorizer.fit_transform(TEXTS))
    model = make_pipeline(vectorizer, LogisticRegression())
    model.fit(["peace talks", "a treaty of peace", "war and attack", "they attack"], [1, 1, 0, 0])
    assert model.predict(["peace", "attack"]).tolist() == [1, 0]


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_set_output_gives_named_columns(kind):
    vectorizer = dt.TermVectorizer(sparse_output=False).set_output(transform=kind)
    frame = vectorizer.fit_transform(["war and peace", "peace"])
    assert list(frame.columns) == ["and", "peace", "war"]
    assert frame["peace"].to_list() == [1, 1]


def test_inverse_transform_names_the_terms():
    vectorizer = dt.TermVectorizer()
    matrix = vectorizer.fit_transform(["war and peace", "peace"])
    assert [list(row) for row in vectorizer.inverse_transform(matrix)] == [["and", "peace", "war"], ["peace"]]


# scikit-learn's check_estimator skips estimators of texts; these are its checks that need no data.
CHECKS = [
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_valid_tag_types",
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("options", [{}, {"preset": "sklearn", "weighting": "tfidf"}], ids=str)
def test_scikit_learns_checks(check, options):
    getattr(estimator_checks, check)("TermVectorizer", dt.TermVectorizer(**options))


@given(st.lists(st.text(max_size=5)))
def test_a_term_list_is_the_list_of_its_terms(terms):
    text = [term.encode(errors="replace") for term in terms]
    plain = [term.decode() for term in text]
    listed = TermList(b"".join(text), np.cumsum([len(term) for term in text], dtype=np.int64))
    assert list(listed) == [listed[place] for place in range(len(listed))] == plain
    assert listed[1:] == plain[1:]
    assert listed[-1:] == plain[-1:]
    assert pickle.loads(pickle.dumps(listed)) == listed


@pytest.mark.parametrize("ngram_range", [(1, 2), (2, 2), (2, 3), (3, 3)])
def test_a_list_of_ngrams_is_the_list_of_their_names(ngram_range):
    terms = dt.TermVectorizer(ngram_range=ngram_range).fit(TEXTS)._terms
    assert isinstance(terms, TermList)
    assert terms.ngrams is not None
    plain = TermList(*terms.parts())
    assert list(terms) == [terms[place] for place in range(len(terms))] == list(plain) == sorted(plain)
    assert terms[-1] == plain[-1]
    assert pickle.loads(pickle.dumps(terms)) == terms == plain
    assert terms != TermList(*dt.TermVectorizer().fit(TEXTS)._terms.parts())


def test_the_core_refuses_ngrams_that_have_no_beginning_or_no_word():
    none = 2**32 - 1
    for nodes, shorter in (([none, 1], 0), ([0, 0], 0), ([none, 0, 2, 0], 0), ([none, 0], 2)):
        with pytest.raises(ValueError, match="these are no n-grams of the words"):
            dt._core.ngram_names(["a"], np.array(nodes, dtype=np.uint32), shorter, " ")


def test_the_core_refuses_terms_that_do_not_fit_their_ends():
    for text, ends in ((b"ab", [3]), (b"ab", [2, 1]), (b"\xff", [1]), ("é".encode(), [1, 2])):
        with pytest.raises(ValueError, match="the ends of terms do not fit them"):
            dt._core.count_terms(["a"], {}, None, (text, np.array(ends)))
