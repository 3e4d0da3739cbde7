"""Actors, dyads, years; intervals, differences, trajectories."""

import numpy as np
import pytest

import detente as dt

TEXT = """Two Partners

Early Years

In 1997 Russia and NATO signed an agreement. Moscow welcomed the decision.

Late Years

In 2008 Russia invaded Georgia. NATO condemned the invasion. In 2009 NATO expelled two Russian diplomats.
"""


def test_who_did_what_to_whom():
    parties = dt.Parties(TEXT)
    rows = {(r["source"], r["target"]): r for r in parties.dyads().to_dicts()}
    assert rows["RUS", "GEO"]["net"] < 0
    assert rows["RUS", "GEO"]["direction"] == "directed"
    names = dict(zip(parties.actors()["actor"], parties.actors()["name"], strict=True))
    assert names["GEO"] == "Georgia"


def test_the_matrix_holds_the_dyads():
    actors, net = dt.Parties(TEXT).matrix()
    assert net.dtype == np.float64
    assert net.shape == (len(actors), len(actors))
    assert net[actors.index("RUS"), actors.index("GEO")] < 0


def test_the_table_of_events_adds_up_to_the_dyads():
    texts = {"a": TEXT, "b": "Peru wrote to Chile. The two countries signed a treaty. Rain fell."}
    sums = {}
    for row in dt.score(texts, level="dyad").to_dicts():
        if row["source"] and row["target"]:
            key = row["source"], row["target"], row["direction"]
            sums[key] = sums.get(key, 0) + row["weight"]
    dyads = dt.Parties(list(texts.values())).dyads().to_dicts()
    assert sums == pytest.approx({(r["source"], r["target"], r["direction"]): r["net"] for r in dyads})


def test_an_event_has_its_words_its_parties_and_its_years():
    text = "In 2008 Russia invaded Georgia. It also shelled the villages. Talks collapsed."
    rows = dt.score([text], level="dyad").to_dicts()
    assert [text[r["start"] : r["end"]] == r["text"] for r in rows] == [True] * len(rows)
    shown = [(r["text"], r["source"], r["target"], r["year_from"], r["carried"]) for r in rows]
    assert ("invaded", "RUS", "GEO", 2008, None) in shown
    assert any(r["source"] == "RUS" and r["carried"] == "party; years" for r in rows)
    # An event without a named party keeps its row, and no event is lost.
    assert rows[-1]["source"] is rows[-1]["target"] is rows[-1]["direction"] is None
    assert {r["start"] for r in rows} == {r["start"] for r in dt.score([text], level="match").to_dicts()}


def test_an_analysis_has_the_same_table_of_events():
    text = f"MENU\n\nHome   Essays   Prices\n\n{TEXT}\nIt lifted an embargo.\n"
    whole = dt.score({"text": text}, level="dyad")
    assert dt.analyze(text).to_arrow("dyad").to_dicts() == whole.to_dicts()


def test_years():
    years = {r["year"]: r["net"] for r in dt.Parties(TEXT).timeline().to_dicts()}
    assert years[1997] > 0 > years[2008]


def test_many_texts_add_up():
    one, two = dt.Parties(TEXT), dt.Parties([TEXT, None, TEXT])
    assert two.actors()["conflict"] == [2 * n for n in one.actors()["conflict"]]
    assert dt.Parties([]).timeline()["year"] == []


def test_bootstrap_is_seeded_and_holds_the_estimate():
    a = dt.analyze(TEXT * 5)
    one = dt.bootstrap(a, seed=1)
    assert one == dt.bootstrap(a, seed=1) != dt.bootstrap(a, seed=2)
    estimate, low, high = one.balance
    assert estimate == pytest.approx(a.relations.balance)
    assert low <= estimate <= high
    assert dt.bootstrap(dt.analyze("")).balance is None


def test_sections_and_groups_are_compared():
    a = dt.analyze(TEXT)
    headings = [s.heading for s in a.sections]
    early, late = (a, headings.index("Early Years")), (a, headings.index("Late Years"))
    assert dt.compare(early, late).balance[0] > 0
    assert dt.compare([early, early], late).logit_analytic["estimate"] > 0
    assert dt.compare(a, a).logit_analytic["z"] == 0
    with pytest.raises(IndexError, match="no section 9"):
        dt.bootstrap((a, 9))
    with pytest.raises(dt.DetenteError, match="confidence"):
        dt.bootstrap(a, confidence=95)


def test_the_course_of_a_text():
    t = dt.trajectory(dt.analyze(TEXT))
    assert [0 < p < 1 for p in t["position"]] == [True] * len(t)
    assert t["balance"][-1] < 0
