"""The report: complete, and safe with any text."""

import detente as dt
from detente.report import build

HOSTILE = """<script>alert(1)</script>

"><img src=x onerror=alert(2)>

The allies signed a treaty </script><script>alert(3)</script> and attacked "quoted' towns & villages.
"""


def test_a_hostile_text_is_shown_not_run():
    page = build([("<b>id</b>", dt.analyze(HOSTILE)), ("bad", "no <i>text</i>")])
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<b>id" not in page
    assert "<i>text" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_whole_text_is_there_and_matches_are_marked():
    analysis = dt.analyze("Order now\n\nThe allies signed a treaty. The army attacked.\n")
    page = analysis.report()
    assert page.count("<mark class=") == len(analysis.matches) + 2
    assert "Order now" in page


def test_rich_reprs_escape():
    analysis = dt.analyze(HOSTILE)
    for value in [analysis, analysis.to_arrow(), *analysis.matches]:
        html = value._repr_html_()
        assert "<script" not in html
        assert "<img" not in html
