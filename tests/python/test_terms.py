"""Term statistics through the Python face."""

import math

import pandas as pd
import polars as pl
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics.association import BigramAssocMeasures
from scipy.spatial import distance
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


def test_a_dict_of_texts_is_read_as_its_texts():
    texts = dict(zip("abc", TEXTS, strict=True))
    for function in (dt.frequency, dt.collocations, dt.cooccurrence, dt.dispersion, dt.term_similarity):
        assert function(texts) == function(TEXTS)
    assert dt.keyness({"a": TEXTS[0]}, {"b": TEXTS[2]}) == dt.keyness(TEXTS[:1], TEXTS[2:])


def test_stop_words_may_be_named_by_their_language():
    assert dt.frequency(TEXTS, stop_words="english") == dt.frequency(TEXTS, stop_words=True)
    for options in ({"stop_words": "klingon"}, {"stop_words": "english", "language": "german"}):
        with pytest.raises(ValueError, match="not a built-in stop list"):
            dt.frequency(TEXTS, **options)
    with pytest.raises(TypeError, match=r"ngrams=2 is no range.*\(1, 2\)"):
        dt.frequency(TEXTS, ngrams=2)


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


LEXICON = dt.Lexicon.from_dict(
    {"coop": {"talks": ["talk*"], "deals": ["peace treaty", "sign* ..2 treaty"]}, "conf": ["war"]}
)


def test_kwic_shows_the_entries_of_a_lexicons_keys():
    t = dt.kwic({"essay": ESSAY}, LEXICON, by="section")
    assert t["keyword"] == ["war", "war", "signed a treaty", "talks"]
    assert t["pattern"] == ["conf", "conf", "coop/deals", "coop/talks"]
    assert t["entry"] == ["war", "war", "sign* ..2 treaty", "talk*"]
    assert t["heading"] == [None, None, "The Treaty", "The Treaty"]
    rows = t.to_dicts()
    assert [ESSAY[row["start"] : row["end"]] for row in rows] == t["keyword"]
    # A key stands for those below it.
    assert dt.kwic([ESSAY], LEXICON, key="coop")["keyword"] == ["signed a treaty", "talks"]
    assert dt.kwic([ESSAY], LEXICON, key=["conf", "coop/talks"])["keyword"] == ["war", "war", "talks"]


def test_kwic_has_as_many_lines_as_the_lexicon_counts():
    texts = [*TEXTS, ESSAY, "A peace treaty; talks on talks"]
    for overlap in ("longest", "key", "all"):
        counts = LEXICON.lookup(texts, overlap=overlap)
        for key in ("coop/talks", "coop/deals", "conf"):
            assert len(dt.kwic(texts, LEXICON, key=key, overlap=overlap)) == sum(counts[key]), (overlap, key)


def test_kwic_refuses_what_a_lexicon_cannot_take():
    with pytest.raises(ValueError, match="its keys are coop, coop/talks, coop/deals, conf"):
        dt.kwic(TEXTS, LEXICON, key="peace")
    with pytest.raises(ValueError, match="give one as the pattern"):
        dt.kwic(TEXTS, "war", key="conf")
    with pytest.raises(ValueError, match="leave kind and case_sensitive out"):
        dt.kwic(TEXTS, LEXICON, kind="regex")


SECTIONS = """# Then

They attacked the city in the war.

# Rain

It rained for ten years.

# Now

The allies signed a treaty of peace.
"""


def test_keyness_of_sections_of_cooperation_against_those_of_conflict():
    t = dt.keyness([SECTIONS, "The allies signed a treaty."], by="relations")
    assert t == dt.keyness(
        ["The allies signed a treaty of peace.", "The allies signed a treaty."], ["They attacked the city in the war."]
    )
    assert t == dt.keyness(pl.Series([SECTIONS, "The allies signed a treaty."]), by="relations")
    with pytest.raises(ValueError, match="give no reference"):
        dt.keyness([SECTIONS], ["war"], by="relations")
    with pytest.raises(ValueError, match="more of conflict than of cooperation"):
        dt.keyness(["The allies signed a treaty."], by="relations")
    with pytest.raises(ValueError, match="nothing to compare with"):
        dt.keyness([SECTIONS])
    with pytest.raises(ValueError, match="choose 'texts' or 'relations'"):
        dt.keyness([SECTIONS], by="section")


MEASURES = ["cosine", "correlation", "jaccard", "dice", "euclidean", "manhattan", "canberra", "maximum", "minkowski:3"]


def test_similarities_equal_scipys():
    counts = dt.TermVectorizer().fit_transform(TEXTS).toarray().astype(float)
    presence = counts > 0
    scipys = {
        "cosine": lambda x, y: 1 - distance.cosine(counts[x], counts[y]),
        "correlation": lambda x, y: 1 - distance.correlation(counts[x], counts[y]),
        "jaccard": lambda x, y: 1 - distance.jaccard(presence[x], presence[y]),
        "dice": lambda x, y: 1 - distance.dice(presence[x], presence[y]),
        "euclidean": lambda x, y: distance.euclidean(counts[x], counts[y]),
        "manhattan": lambda x, y: distance.cityblock(counts[x], counts[y]),
        "canberra": lambda x, y: distance.canberra(counts[x], counts[y]),
        "maximum": lambda x, y: distance.chebyshev(counts[x], counts[y]),
        "minkowski:3": lambda x, y: distance.minkowski(counts[x], counts[y], 3),
    }
    t = dt.similarity(TEXTS, measure=MEASURES)
    assert list(zip(t["first"], t["second"], strict=True)) == [
        ("text1", "text2"),
        ("text1", "text3"),
        ("text2", "text3"),
    ]
    for row, (x, y) in zip(t.to_dicts(), [(0, 1), (0, 2), (1, 2)], strict=True):
        for measure, scipys_measure in scipys.items():
            assert math.isclose(row[measure], scipys_measure(x, y), rel_tol=1e-12, abs_tol=1e-12), measure
    # Terms are compared by the columns.
    names = sorted({word for text in TEXTS for word in dt.words(text.lower())})
    war, peace = names.index("war"), names.index("peace")
    of_terms = dt.term_similarity(TEXTS, ["war"])
    cosine = dict(zip(of_terms["second"], of_terms["cosine"], strict=True))["peace"]
    assert math.isclose(cosine, 1 - distance.cosine(counts[:, war], counts[:, peace]), rel_tol=1e-12)


def test_similarity_with_other_texts_makes_the_whole_square():
    texts = dict(zip("abc", TEXTS, strict=True))
    square = dt.similarity(texts, texts).to_pandas().pivot(index="first", columns="second", values="cosine")
    assert list(square.columns) == list(square.index) == ["a", "b", "c"]
    assert [square[name][name] for name in "abc"] == pytest.approx([1, 1, 1])
    assert (square.to_numpy() == square.to_numpy().T).all()
    one = dt.similarity(TEXTS[:1], iter(TEXTS[1:]))
    assert one["cosine"] == dt.similarity(TEXTS)["cosine"][:2]
    assert len(dt.similarity(TEXTS, [])) == 0


def test_similarity_by_section_by_weights_and_from_a_minimum_on():
    t = dt.similarity({"e": ESSAY}, by="section")
    assert (t["first"], t["first_section"], t["second"], t["second_section"]) == (["e"], [0], ["e"], [1])
    assert dt.similarity(TEXTS, weighting="tfidf")["cosine"] != dt.similarity(TEXTS)["cosine"]
    kept = dt.similarity(TEXTS, minimum=0.4)
    assert kept["cosine"] == [value for value in dt.similarity(TEXTS)["cosine"] if value >= 0.4]
    assert dt.similarity(TEXTS, jobs=1) == dt.similarity(TEXTS, jobs=3)
    # The cosine with an empty text is undefined.
    assert dt.similarity(["war", ""])["cosine"] == [None]


def test_terms_are_ordered_by_likeness():
    for measure, sign in (("cosine", -1), ("euclidean", 1)):
        found = dt.term_similarity(TEXTS, ["peace", "war"], measure=measure)
        assert found["first"] == sorted(found["first"])
        for term in ("peace", "war"):
            values = [v for first, v in zip(found["first"], found[measure], strict=True) if first == term]
            assert values == sorted(values, key=lambda v: v * sign)
            assert len(values) == len(set(found["second"]) | {term}) - 1
    with pytest.raises(ValueError, match='no text has the term "armistice"'):
        dt.term_similarity(TEXTS, ["armistice"])
    with pytest.raises(ValueError, match="choose cosine, correlation"):
        dt.similarity(TEXTS, measure="cosinus")
    with pytest.raises(ValueError, match="at least one measure"):
        dt.similarity(TEXTS, measure=[])
    with pytest.raises(ValueError, match="Text 1 is missing"):
        dt.similarity(["war", None])


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
