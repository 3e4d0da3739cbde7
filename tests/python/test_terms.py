"""Term statistics through the Python face."""

import math

import pandas as pd
import polars as pl
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics.association import BigramAssocMeasures
from scipy.stats import fisher_exact

import detente as dt

ESSAY = """# Two Rivals

They fought for years. The war was long, and the war was costly.

## The Treaty

At last the two states signed a treaty. The treaty held for ten years; peace talks went on.
"""
TEXTS = ["War and peace.", "Peace talks, peace treaty.", "The war went on. War again."]


def test_frequencies_by_group():
    t = dt.frequency(TEXTS, groups=["a", "a", "b"])
    first = t.to_dicts()[0]
    assert (first["group"], first["term"], first["count"], first["documents"]) == ("a", "peace", 3, 2)
    assert t["group"].count("b") == 5
    with pytest.raises(ValueError, match="2 groups given for 3 texts"):
        dt.frequency(TEXTS, groups=["a", "b"])


def test_frequencies_by_section_count_sections():
    t = dt.frequency([ESSAY], by="section")
    documents = dict(zip(t["term"], t["documents"], strict=True))
    assert documents["the"] == 2
    assert documents["treaty"] == 1
    assert "rivals" not in documents


@pytest.mark.parametrize("texts", [pd.Series(TEXTS), pl.Series(TEXTS), iter(TEXTS)], ids=lambda t: type(t).__name__)
def test_texts_come_in_any_form(texts):
    assert dt.frequency(texts) == dt.frequency(TEXTS)


@pytest.mark.parametrize("bad", [None, float("nan")])
def test_a_missing_text_is_an_error(bad):
    for function in (dt.frequency, dt.collocations, dt.dispersion, dt.diversity, dt.readability):
        with pytest.raises(ValueError, match="Text 1 is missing"):
            function(["War", bad])
    with pytest.raises(ValueError, match="Text 1 is missing"):
        dt.kwic(["War", bad], "war")


def test_lone_surrogates_are_read_as_replacement_characters():
    t = dt.kwic(["\ud800 war and \udfff peace"], "peace")
    start, end = t["start"][0], t["end"][0]
    assert "\ud800 war and \udfff peace"[start:end] == "peace"


def test_one_text_alone_is_an_error():
    for function in (dt.frequency, dt.collocations):
        with pytest.raises(TypeError, match="not one str"):
            function("War and peace")


def test_unknown_options_are_named():
    with pytest.raises(TypeError, match='no term option "stemming"'):
        dt.frequency(TEXTS, stemming=True)


def test_keyness_exact_is_fishers():
    t = dt.keyness(TEXTS[:2], TEXTS[2:], measure="exact")
    for row in t.to_dicts():
        target, reference = row["target"], row["reference"]
        table = [[target, reference], [7 - target, 6 - reference]]
        assert math.isclose(row["p"], fisher_exact(table).pvalue, rel_tol=1e-12)


def test_keyness_takes_frequency_lists():
    t = dt.keyness({"peace": 3}, {"war": 2}, target_total=100, reference_total=100)
    assert t["term"] == ["peace", "war"]
    with pytest.raises(ValueError, match="less than the sum"):
        dt.keyness({"peace": 3}, {"war": 2}, target_total=1)
    with pytest.raises(ValueError, match="no measure"):
        dt.keyness({"peace": 3}, {"war": 2}, measure="magic")


def test_collocations_equal_nltks():
    text = "the cold war and the hot war and the cold peace of the cold war"
    words = text.split()
    finder = BigramCollocationFinder.from_words(words)
    measures = BigramAssocMeasures
    t = dt.collocations([text], min_count=1)
    n = len(words) - 1
    for row in t.to_dicts():
        pair = tuple(row["collocation"].split())
        # NLTK takes the counts of single words for margins, and the number of words for N: given ours, it agrees.
        first = sum(count for (a, _), count in finder.ngram_fd.items() if a == pair[0])
        second = sum(count for (_, b), count in finder.ngram_fd.items() if b == pair[1])
        margins = (row["count"], (first, second), n)
        assert row["count"] == finder.ngram_fd[pair]
        assert math.isclose(row["pmi"], measures.pmi(*margins), abs_tol=1e-12)
        assert math.isclose(row["t"], measures.student_t(*margins), rel_tol=1e-12, abs_tol=1e-12)
        assert math.isclose(row["dice"], measures.dice(*margins), rel_tol=1e-12)
        assert math.isclose(abs(row["g2"]), measures.likelihood_ratio(*margins), rel_tol=1e-9, abs_tol=1e-9)


def test_kwic_names_section_and_code_points():
    text = ESSAY.replace("war was long", "Krieg ‘war’ was long")
    t = dt.kwic({"essay": text}, ["war", "treaty"], by="section", window=3)
    rows = t.to_dicts()
    assert [row["heading"] for row in rows] == [None] * 2 + ["The Treaty"] * 2
    assert all(text[row["start"] : row["end"]].lower() == row["pattern"] for row in rows)
    assert {row["doc_id"] for row in rows} == {"essay"}


def test_kwic_takes_globs_expressions_and_phrases():
    assert dt.kwic(TEXTS, "w?r")["keyword"] == ["War", "war", "War"]
    assert dt.kwic(TEXTS, "^t.*s$", kind="regex")["keyword"] == ["talks"]
    assert dt.kwic(TEXTS, "peace t*")["keyword"] == ["Peace talks", "peace treaty"]
    assert dt.kwic(TEXTS, "War", case_sensitive=True)["keyword"] == ["War", "War"]
    assert len(dt.kwic(TEXTS, "armistice")) == 0


def test_diversity_and_readability_have_a_row_for_each_text_or_section():
    texts = [*TEXTS, ""]
    for function in (dt.diversity, dt.readability):
        t = function(texts)
        assert t["doc_id"] == ["text1", "text2", "text3", "text4"]
        assert t["words"] == [3, 4, 6, 0]
        by_section = function([ESSAY], by="section", ids=["essay"])
        assert by_section["heading"] == [None, "The Treaty"]
    assert dt.diversity(texts)["ttr"][-1] is None
    assert dt.readability(texts)["flesch"][-1] is None
    with pytest.raises(ValueError, match="1 ids given for 3 texts"):
        dt.diversity(TEXTS, ids=["a"])


def test_dispersion_over_texts_and_over_equal_parts():
    t = dt.dispersion(["a b", "a c"], ["a", "b"])
    assert t["term"] == ["a", "b"]
    assert t["juilland_d"] == [1.0, 0.0]
    assert dt.dispersion(["a b a b"], ["a"], parts=2)["dp"] == [0.0]
    with pytest.raises(ValueError, match="at least one part"):
        dt.dispersion(["a"], parts=0)


def test_cooccurrence_in_windows_and_documents():
    assert dt.cooccurrence(["a b c"], window=1)["count"] == [1.0, 1.0]
    assert dt.cooccurrence(["a b c"])["count"] == [1.0, 1.0, 1.0]
    assert dt.cooccurrence(["a b a"], window=2, weighted=True)["count"] == [0.5, 2.0]
    with pytest.raises(ValueError, match="no order"):
        dt.cooccurrence(["a b"], ordered=True)
