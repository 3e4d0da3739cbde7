"""One text through the Python face."""

import copy
import gc
import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente as dt

ESSAY = """Rivals and Partners

The two states have a long common history.

Years of Trust

In 1995 both governments signed a treaty and agreed to cooperate on trade. Their ministers met every year.

The Break

In 2004 the army attacked the border town. The capital condemned the attack and expelled the ambassador.
"""


@pytest.fixture(scope="module")
def analysis():
    return dt.analyze(ESSAY)


def test_title_and_headings_are_found(analysis):
    assert analysis.title == "Rivals and Partners"
    assert [s.heading for s in analysis.sections] == [None, "Years of Trust", "The Break"]


def test_sections_partition_the_text(analysis):
    assert "".join(ESSAY[s.start : s.end] for s in analysis.sections) == ESSAY


def test_cooperation_and_conflict_are_told_apart(analysis):
    _, trust, conflict = analysis.sections
    assert trust.relations.balance > 0
    assert conflict.relations.balance < 0
    assert trust.relations.balance_low <= trust.relations.balance <= trust.relations.balance_high


def test_every_match_can_be_traced_to_the_text(analysis):
    assert analysis.matches
    for match in analysis.matches:
        assert ESSAY[match.start : match.end] == match.text
        assert match.entry
        assert match.code[:2].isdigit()
        assert (match.weight > 0) == match.quad.endswith("cooperation")


def test_figures_of_sections_add_up_to_the_document(analysis):
    assert sum(s.n_words for s in analysis.sections) == analysis.n_words
    assert sum(s.relations.cooperation for s in analysis.sections) == analysis.relations.cooperation
    assert sum(s.relations.conflict for s in analysis.sections) == analysis.relations.conflict
    assert sum(s.relations.net for s in analysis.sections) == pytest.approx(analysis.relations.net)


def test_offsets_count_code_points():
    text = "😀 Žluťoučký — Kyïv signed a treaty. 😀 They attacked Łódź."
    analysis = dt.analyze(text)
    assert next(text[s.start : s.end] for s in analysis.sentences).endswith("treaty.")
    assert all(text[m.start : m.end] == m.text for m in analysis.matches)


def test_json_and_dict_hold_everything(analysis):
    whole = analysis.to_dict()
    assert whole == json.loads(analysis.to_json())
    assert whole["title"] == analysis.title
    assert len(whole["matches"]) == len(analysis.matches)
    assert whole["provenance"]["detente"] == dt.__version__


@pytest.mark.parametrize("text", ["", " \n\t ", "peace", "\0\0", "\ud800 war \udfff", "a " * 200_000, "\r\n\r\n"])
def test_any_text_gives_a_typed_result(text):
    analysis = dt.analyze(text)
    assert isinstance(analysis.n_words, int)
    assert len(analysis.text) == len(text)
    assert all(0 <= s.start <= s.end <= len(text) for s in analysis.sections)


def test_a_text_without_events_has_no_balance():
    relations = dt.analyze("Stir the soup and serve it hot.").relations
    assert (relations.cooperation, relations.conflict, relations.net) == (0, 0, 0.0)
    assert relations.balance is None
    assert relations.logit is None


@pytest.mark.parametrize("wrong", [None, 3, b"bytes", ["a"]])
def test_what_is_no_text_is_refused(wrong):
    with pytest.raises(TypeError, match="must be a str"):
        dt.analyze(wrong)


def test_names_of_the_field_count_as_themselves():
    words = dt.words("NATO-Russia ties, NATO’s offer and NATO-led talks with the U.S. failed.")
    assert words.count("NATO") == 3
    assert "U.S." in words


def test_tailorings_can_be_switched_off():
    assert dt.words("NATO’s") == ["NATO"]
    assert dt.words("NATO’s", tailored=False) == ["NATO’s"]
    assert dt.words(["a b", None, "c"]) == [["a", "b"], [], ["c"]]


def test_words_of_many_texts_are_those_of_each_whoever_asks_at_the_same_time():
    texts = [f"Envoy {n} of the state {n * 7919 % 4001} met a rival’s envoy {'twice ' * (n % 5)}" for n in range(9000)]
    apart = [dt.words(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        for together in threads.map(dt.words, [texts] * 6):
            assert together == apart
    assert gc.isenabled()


def test_boilerplate_is_left_out_and_reported():
    text = "Order now\nLive Chat\n\n" + ESSAY + "\nGet a paper from $9.99/page\nToll free: 555 0100\n"
    analysis = dt.analyze(text)
    left_out = " ".join(text[b.start : b.end] for b in analysis.boilerplate)
    assert "Order now" in left_out
    assert "Toll free" in left_out
    assert analysis.n_words == dt.analyze(ESSAY).n_words


@given(st.text(alphabet=st.characters(), max_size=300))
def test_no_text_breaks_it_and_offsets_slice(text):
    analysis = dt.analyze(text)
    if analysis.sections:
        assert "".join(text[s.start : s.end] for s in analysis.sections) == text
    for token in dt.tokenize(text):
        assert len(text[token.start : token.end]) == len(token.text)
    for span in dt.sentences(text):
        assert 0 <= span.start < span.end <= len(text)


def test_spans_unpack_copy_and_pickle():
    start, end = dt.Span(2, 5)
    assert (start, end) == (2, 5)
    assert pickle.loads(pickle.dumps(dt.Span(2, 5))) == dt.Span(2, 5)
    assert copy.copy(dt.Stemmer("german")).language == "german"
    assert pickle.loads(pickle.dumps(dt.Vader(mode="corrected"))).mode == "corrected"
    assert pickle.loads(pickle.dumps(dt.Relations())).digest == dt.Relations().digest


def test_stems():
    stemmer = dt.Stemmer("english")
    assert stemmer.stem("negotiations") == "negoti"
    assert stemmer.stem_many(["Treaties", "allies"]) == [stemmer.stem("treaties"), stemmer.stem("allies")]
    with pytest.raises(dt.DetenteError, match="choose one of"):
        dt.Stemmer("klingon")
