"""Plots: what is drawn is what the table says, and the axes come back."""

import matplotlib as mpl
import pytest

import detente as dt
from detente import plots

mpl.use("Agg")
plt = pytest.importorskip("matplotlib.pyplot")

TEXT = """# Pacts and wars

## War

In 1999 NATO bombed Serbia. The army attacked the town.

## $ Peace $

Russia and NATO signed an agreement. They agreed to cooperate on trade.

## Nothing

The weather is fine.
"""


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def analysis():
    return dt.analyze(TEXT, format="markdown")


def names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def rendered(ax, tmp_path):
    for suffix in ("pdf", "svg"):
        path = tmp_path / f"plot.{suffix}"
        ax.figure.savefig(path)
        assert path.stat().st_size > 0
    return ax


def test_an_analysis_is_drawn_by_section(analysis, tmp_path):
    left, right = plots.analysis(analysis)
    rendered(left, tmp_path)
    assert names(left) == ["War", r"\$ Peace \$", "Nothing"]
    assert "balance" in right.get_xlabel()
    material = left.containers[0]
    expected = [1000 * s.relations.material_cooperation / s.n_words for s in analysis.sections]
    assert [bar.get_width() for bar in material] == pytest.approx(expected)


def test_given_axes_are_drawn_on(analysis):
    _, axes = plt.subplots(1, 2)
    assert plots.analysis(analysis, axes) is axes
    table = analysis.to_arrow("section")
    assert table.plot.balance(ax=axes[0]) is axes[0]


def test_a_balance_stands_within_its_interval(analysis, tmp_path):
    table = analysis.to_arrow("section")
    ax = rendered(table.plot.balance(), tmp_path)
    whisker, point = ax.lines[0], ax.lines[1]
    assert whisker.get_xdata().tolist() == pytest.approx([table["balance_low"][0], table["balance_high"][0]])
    assert point.get_xdata() == pytest.approx([table["balance"][0]])


def test_of_many_rows_those_with_most_events_are_drawn():
    t = dt.score(
        {"none": "Fine.", "one": "The talks collapsed.", "two": "They signed a peace treaty. NATO bombed Serbia."},
        "document",
    )
    assert names(t.plot.balance(most=2)) == ["one", "two"]
    assert names(t.plot.balance(most=1, label="doc_id")) == ["two"]


def test_rows_without_heading_or_events_say_so():
    t = dt.score({"a": "It rained.\n\nWar\n\nNATO bombed Serbia.", "b": "They signed a peace treaty."}, "section")
    ax = t.plot.balance()
    assert names(ax) == ["a: (no heading)", "a: War", "b: (no heading)"]
    assert [text.get_text() for text in ax.texts] == ["no events"]
    assert names(dt.score(["War."], "section").plot.balance()) == ["(no heading)"]
    assert names(dt.score({"x": "War."}, "document").plot.balance()) == ["x"]


def test_no_bar_touches_the_frame(analysis):
    left, _right = plots.analysis(analysis)
    low, high = left.get_xlim()
    ends = [edge for bar in left.patches for edge in (bar.get_x(), bar.get_x() + bar.get_width())]
    assert low < min(ends)
    assert max(ends) < high


def test_the_course_of_a_text(analysis, tmp_path):
    ax = rendered(dt.trajectory(analysis).plot.trajectory(), tmp_path)
    assert ax.get_xlim() == (0, 1)
    rendered(dt.trajectory(dt.analyze("Fine.")).plot.trajectory(), tmp_path)


def test_keyness_puts_the_target_on_top(tmp_path):
    t = dt.keyness(["Peace talks, peace treaty"], ["War, war and war"])
    ax = rendered(t.plot.keyness(target="calm", reference="sharp", most=2), tmp_path)
    assert names(ax)[0] == "peace"
    assert names(ax)[-1] == "war"
    assert ax.get_xlabel() == "sharp ← keyness → calm"
    assert "interval" in rendered(t.plot.keyness(by="log_ratio"), tmp_path).get_xlabel()


def test_xray_ticks_stand_where_the_words_do(tmp_path):
    texts = ["war and peace", "peace"]
    t = dt.kwic(texts, ["war", "peace"], ids=["a", "b"])
    ax = rendered(t.plot.xray(lengths={"a": 13, "b": 5}), tmp_path)
    assert names(ax) == ["a: war", "a: peace", "b: war", "b: peace"]
    ticks = [[segment[0][0] for segment in lane.get_segments()] for lane in ax.collections]
    assert [t for t in ticks if t] != []
    assert pytest.approx(8 / 13) in [x for lane in ticks for x in lane]
    rendered(dt.kwic(["war"], ["nothing"]).plot.xray(), tmp_path)


def test_dyads_go_by_the_number_of_their_events(tmp_path):
    t = dt.Parties("NATO bombed Serbia. NATO attacked Serbia. Russia and NATO signed an agreement.").dyads()
    assert names(rendered(t.plot.dyads(), tmp_path)) == ["NATO → SRB", "NATO – RUS"]


@pytest.mark.parametrize("name", ["trajectory", "keyness", "xray", "dyads"])
def test_a_table_of_another_kind_says_what_to_do(name):
    with pytest.raises(dt.DetenteError, match="make the table with detente"):
        getattr(dt.score(["War."]).plot, name)()


def test_the_style_of_the_user_is_left_alone(analysis):
    before = dict(mpl.rcParams)
    plots.analysis(analysis)
    assert dict(mpl.rcParams) == before


def test_an_analysis_plots_itself(analysis):
    left, _right = analysis.plot()
    assert len(names(left)) == len(analysis.sections)
