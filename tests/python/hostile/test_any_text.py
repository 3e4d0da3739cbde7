"""The Python face takes any `str`, lone surrogates too: figures in range, offsets that slice, nothing raised."""

import contextlib
import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import detente as dt

_PIECES = st.sampled_from(
    [
        *("The army attacked the town. ", "They signed a treaty", "did not ", "peace talks ", "U.S. ", "\n\n", "\r\n"),
        *("# ", "1. ", "\ud800", "\udfff", "\x00", "\ufeff", "\u2028", "\U0001f468\u200d\U0001f469", "I\u0307", ":-)"),
    ]
)
TEXTS = st.lists(st.one_of(_PIECES, st.text(st.characters(), max_size=20)), max_size=12).map("".join)


def any_text(function):
    return settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))(given(TEXTS)(function))


@any_text
def test_analyze(text):
    a = dt.analyze(text)
    end = 0
    for section in a.sections:
        assert section.start == end
        end = section.end
    assert end in (0, len(text))
    for span in (*a.sentences, *a.matches):
        assert 0 <= span.start < span.end <= len(text)
    for match in a.matches:
        assert match.text == text[match.start : match.end].encode("utf-8", "replace").decode() or "\ufffd" in match.text
        assert -10 <= match.weight <= 10
    assert sum(s.relations.conflict for s in a.sections) == a.relations.conflict
    json.loads(a.to_json(), parse_constant=pytest.fail)


@any_text
def test_score(text):
    for level in ("document", "section", "paragraph", "sentence", "match"):
        table = dt.score({text: text, "b": None, "c": text}, level)
        assert level == "match" or {None, "the text is missing (null)"} >= set(table["error"])
        for row in table.to_dicts():
            assert all(math.isfinite(value) for value in row.values() if isinstance(value, float))
        json.loads(f"[{','.join(table.to_jsonl().splitlines())}]")


@any_text
def test_words_and_sentences(text):
    assert all(word and not word.isspace() for word in dt.words(text))
    tokens = dt.tokenize(text)
    assert [t.text for t in tokens] == [_clean(text[t.start : t.end]) for t in tokens]
    for spans in (dt.sentences(text), dt.headings(text), dt.boilerplate(text)):
        assert all(0 <= s.start < s.end <= len(text) for s in spans)


@any_text
def test_lexicons(text):
    lexicon = dt.Lexicon.from_dict({"peace": ["peace", "sign* ..3 treat*"], "war": ["attack*", "army"]})
    table = lexicon.lookup([text])
    assert len(table) >= 1
    for match in lexicon.matches(text):
        assert 0 <= match.start < match.end <= len(text)
    with contextlib.suppress(dt.LexiconError):
        own = dt.Lexicon.from_dict({text: [text], "more": {"a": [text, "b"]}})
        own.lookup([text])
        own.check()


@any_text
def test_sentiment_and_relations(text):
    scores = dt.Vader().polarity_scores(text)
    assert -1 <= scores["compound"] <= 1
    assert dt.Vader().compound([text])[0] == scores["compound"]
    assert math.isfinite(dt.Relations().net([text])[0])
    dt.Parties(text).dyads()


@any_text
def test_terms(text):
    texts = [text, "peace and war"]
    assert dt.frequency(texts)["count"]
    dt.kwic(texts, "peace", window=2)
    dt.readability(texts)
    dt.diversity(texts)
    dt.collocations(texts)
    dt.keyness(texts, [f"{text} war"])


def _clean(text):
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@pytest.mark.parametrize("wrong", [None, 7, b"bytes", ["a", 1], object()])
def test_what_is_no_text_is_a_type_error(wrong):
    for call in (dt.analyze, dt.sentences, dt.tokenize, dt.headings):
        with pytest.raises(TypeError):
            call(wrong)


@pytest.mark.parametrize("wrong", ["text", ["text"], None, 7])
def test_groups_of_no_analyses_are_type_errors(wrong):
    for call in (dt.bootstrap, lambda group: dt.compare(group, group)):
        with pytest.raises(TypeError, match=r"dt\.analyze"):
            call(wrong)
