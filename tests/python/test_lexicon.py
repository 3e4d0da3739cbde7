"""Lexicons from Python: files, dicts, lookup, scores, checks, pickles."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente as dt

DATA = Path(__file__).parents[1] / "data" / "lexicon"

NESTED = {
    "relations": {"cooperation": ["agree*", "peace treaty"], "conflict": ["war", {"threat*": -2.0}]},
    "actors": ["nato", "u.s."],
}


@pytest.mark.parametrize(
    ("file", "keys", "entries"),
    [
        ("nested.yml", ["relations", "relations/cooperation", "relations/conflict", "actors"], 11),
        ("nested.dic", ["affect", "affect/posemo", "affect/negemo", "social"], 10),
        ("table.dicx", ["posemo", "negemo"], 2),
        ("colours.lc3", ["positive", "negative"], 3),
        ("nested.cat", ["COOPERATION", "COOPERATION/VERBAL", "CONFLICT"], 4),
        ("nested.ykd", ["Own", "Own/cooperation", "Own/conflict"], 3),
        ("weights.csv", ["positive", "negative"], 3),
        ("vader_table.txt", ["valence"], 2),
        ("nrc_table.txt", ["anger", "joy"], 2),
    ],
)
def test_every_format_is_read(file, keys, entries):
    lexicon = dt.Lexicon.read(DATA / file)
    assert (lexicon.keys, len(lexicon)) == (keys, entries)
    assert lexicon.name == file.partition(".")[0]


def test_dicts_make_lexicons_and_come_back():
    lexicon = dt.Lexicon.from_dict(NESTED, name="own")
    assert dt.Lexicon.from_dict(lexicon.to_dict()) == lexicon
    assert lexicon.entries()[3] == ("relations/conflict", "threat*", -2.0)
    assert dt.Lexicon.from_dict({"a": {"x", "y"}, "b": ("z",)}).entries()[0] == ("a", "x", None)
    with pytest.raises(TypeError, match="not complex"):
        dt.Lexicon.from_dict({"a": [3j]})


@pytest.mark.parametrize("extension", ["yml", "json", "csv", "tsv"])
def test_files_round_trip(tmp_path, extension):
    lexicon = dt.Lexicon.read(DATA / "nested.yml")
    path = tmp_path / f"own.{extension}"
    lexicon.write(path)
    again = dt.Lexicon.read(path)
    assert again == lexicon
    assert again.digest == lexicon.digest


def test_a_format_that_cannot_hold_the_lexicon_is_refused(tmp_path):
    with pytest.raises(dt.LexiconError, match="cannot hold"):
        dt.Lexicon.from_dict(NESTED).write(tmp_path / "own.dic")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.yml", b"a:\n- x\n- 'regex:('\n", r"a\.yml:3: .*the regular expression"),
        ("a.csv", b"word,key,weight\nx,a,much\n", r"a\.csv:2: the weight"),
        ("a.dic", b"\x00\x8f\x12\x00", "binary or encrypted"),
        ("a.yml", b"", "empty"),
        ("a.yml", b"a:\n- caf\xe9\n", r"a\.yml:2: byte 0xE9"),
    ],
)
def test_bad_files_name_place_and_remedy(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(dt.LexiconError, match=message):
        dt.Lexicon.read(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        dt.Lexicon.read(tmp_path / "none.yml")


def test_other_encodings_can_be_named(tmp_path):
    (tmp_path / "a.yml").write_bytes("a: [café]".encode("cp1252"))
    assert dt.Lexicon.read(tmp_path / "a.yml", encoding="cp1252").entries() == [("a", "café", None)]


def test_lookup_counts_by_key():
    lexicon = dt.Lexicon.from_dict(NESTED)
    table = lexicon.lookup({"a": "The U.S. and NATO-Russia talks agreed on a peace treaty.", "b": None})
    assert table.columns == ["doc_id", "n_words", "coverage", "relations/cooperation", "relations/conflict", "actors"]
    assert table["relations/cooperation"] == [2, None]
    assert table["actors"] == [2, None]
    assert table["coverage"][0] == pytest.approx(5 / 11)
    assert lexicon.lookup(["War!"], levels=1).columns[-2:] == ["relations", "actors"]
    assert lexicon.lookup("War!")["relations/conflict"] == [1]


def test_overlap_rules():
    lexicon = dt.Lexicon.from_dict({"us": ["american"], "as": ["american samoa"], "ws": ["samoa", "samoa*"]})
    counts = {o: lexicon.lookup(["American Samoa"], overlap=o).to_dicts()[0] for o in ("longest", "key", "all")}
    assert [counts["longest"][k] for k in ("us", "as", "ws")] == [0, 1, 0]
    assert [counts["key"][k] for k in ("us", "as", "ws")] == [1, 1, 1]
    assert [counts["all"][k] for k in ("us", "as", "ws")] == [1, 1, 2]
    with pytest.raises(dt.DetenteError, match='use "longest", "key" or "all"'):
        lexicon.lookup(["x"], overlap="none")


def test_levels_measures_and_nomatch():
    lexicon = dt.Lexicon.from_dict({"a": ["war"]})
    text = "# Beginnings\n\nWar came. War went.\n\n# Ends\n\nNothing more was said.\n"
    sections = lexicon.lookup([text], level="section", nomatch="other")
    assert sections["heading"] == ["Beginnings", "Ends"]
    assert (sections["a"], sections["other"]) == ([2, 0], [2, 4])
    assert all(text[s:e].startswith("#") for s, e in zip(sections["start"], sections["end"], strict=True))
    sentences = lexicon.lookup([text], level="sentence", measure="percent")
    assert sentences["a"] == [50.0, 50.0, 0.0]
    assert lexicon.lookup([text], measure="per_1000")["a"] == [250.0]
    for wrong in ({"level": "word"}, {"measure": "sum"}):
        with pytest.raises(dt.DetenteError, match="choose"):
            lexicon.lookup([text], **wrong)


def test_matches_have_code_points_and_weights():
    text = "🕊 They don’t threaten war — “joint–venture” it is."
    lexicon = dt.Lexicon.from_dict({"a": ["war", "joint venture"], "b": {"threat*": -2.0}})
    found = lexicon.matches(text, negation=True)
    assert [(text[m.start : m.end], m.key, m.weight, m.negated) for m in found] == [
        ("threaten", "b", -2.0, True),
        ("war", "a", None, True),
        ("joint–venture", "a", None, False),
    ]
    assert lexicon.matches([text, ""])[1] == []
    assert lexicon.apply([text, ""], len) == [3, 0]


def test_negated_matches_are_counted_apart():
    lexicon = dt.Lexicon.from_dict({"coop": ["agree*"], "conf": ["war"]})
    table = lexicon.lookup(["They never agreed, but war ended."], negation=True)
    row = table.to_dicts()[0]
    assert (row["coop"], row["neg_coop"], row["conf"], row["neg_conf"]) == (0, 1, 1, 0)
    near = lexicon.lookup(["They never quite agreed."], negation=1).to_dicts()[0]
    assert (near["coop"], near["neg_coop"]) == (1, 0)
    cues = dt.Lexicon.from_dict({"negator": ["pas"]})
    row = lexicon.lookup(["pas agree"], negation=True, cues=cues).to_dicts()[0]
    assert row["neg_coop"] == 1


def test_polarity_and_valence():
    lexicon = dt.Lexicon.from_dict({"positive": ["good"], "negative": ["bad"]})
    row = lexicon.polarity(["Good, good, bad and not good."], negation=True).to_dicts()[0]
    assert (row["positive"], row["negative"], row["relpropdiff"]) == (2, 2, 0.0)
    assert row["logit_low"] < 0 < row["logit_high"]
    weighted = lexicon.with_weight("positive", 2).with_weight("negative", -1)
    row = weighted.valence(["Very good, bad."], shifters=True).to_dicts()[0]
    assert (row["sum"], row["mean"], row["n_matches"]) == (1.0, 0.5, 2)
    assert row["shifted"] == pytest.approx((2 * 1.8 - 1) / 3**0.5)
    with pytest.raises(KeyError, match="the keys are positive, negative"):
        lexicon.polarity(["x"], positive="pos")


def test_keys_replace_words_and_languages_have_stems():
    lexicon = dt.Lexicon.from_dict({"a": ["american samoa"], "b": ["stem:Verhandlungen"]})
    assert lexicon.replace("In American-Samoa.") == ["In", "A", "."]
    assert lexicon.lookup(["Eine Verhandlung"], language="german")["b"] == [1]


def test_check_reports_what_cannot_work():
    lexicon = dt.Lexicon.from_dict({"a": ["agree*", "agreement", "Stop it! Go on", "samoa"], "b": ["american samoa"]})
    report = lexicon.check(["They agree."])
    assert [f.entry for f in report.of_kind("cannot_match")] == ["Stop it! Go on"]
    assert [f.entry for f in report.of_kind("shadowed")] == ["agreement"]
    assert {f.entry for f in report.of_kind("never_matched")} == {
        "agreement", "Stop it! Go on", "samoa", "american samoa",
    }  # fmt: skip
    assert "Entries that can never match: 1" in repr(report)
    assert "<table>" in report._repr_html_()
    assert report.to_table()["kind"][0] == "cannot_match"
    irregular = dt.Lexicon.parse("%\n1\ta\n%\nx\t1\t9\n", "liwc").check()
    assert "category 9" in irregular.of_kind("irregular")[0].message


def test_lexicons_are_values():
    lexicon = dt.Lexicon.from_dict(NESTED, name="own.v1")
    again = pickle.loads(pickle.dumps(lexicon))
    assert (again, again.name, again.digest) == (lexicon, "own.v1", lexicon.digest)
    assert lexicon != dt.Lexicon.from_dict({"a": ["x"]})
    assert lexicon != "a lexicon"
    assert repr(lexicon) == "Lexicon('own.v1', 4 keys, 6 entries)"
    assert "peace treaty" in lexicon._repr_html_()
    found = lexicon.matches("War and war.")
    assert repr(found[0]) == 'LexiconMatch("War", relations/conflict)'


def test_the_number_of_threads_changes_nothing():
    lexicon = dt.Lexicon.from_dict(NESTED)
    texts = [f"Nato and war number {n}. They agree." * 50 for n in range(40)]
    assert lexicon.lookup(texts, level="sentence", jobs=1) == lexicon.lookup(texts, level="sentence", jobs=3)


@given(st.text(), st.text(min_size=1, max_size=12))
def test_no_text_and_no_entry_fails(text, entry):
    try:
        lexicon = dt.Lexicon.from_dict({"a": [entry]})
    except dt.LexiconError:
        return
    for match in lexicon.matches(text, overlap="all"):
        assert text[match.start : match.end] == match.text
