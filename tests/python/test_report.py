"""The report: complete, and safe with any text."""

import csv
import hashlib
import json
import re

import pytest
from click.testing import CliRunner

import detente as dt
from detente._text import signed
from detente.cli import main
from detente.report import of, write
from detente.report.axes import both, ticks

HOSTILE = """<script>alert(1)</script>

"><img src=x onerror=alert(2)>

The allies signed a treaty </script><script>alert(3)</script> and attacked "quoted' towns & villages.
"""


def test_a_hostile_text_is_shown_not_run():
    page = of(dt.analyze(HOSTILE), name="<b>id</b>")
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<b>id" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_page_asks_for_nothing_from_anywhere():
    page = of(dt.analyze("In 1999 NATO bombed Serbia. Russia signed a treaty."))
    assert "default-src 'none'" in page
    assert not re.search(r"""(src|href)=["']?(https?:|//)|url\(|@import""", page)


def test_the_whole_text_is_there_and_matches_are_marked():
    analysis = dt.analyze("Order now\n\nThe allies signed a treaty. The army attacked.\n")
    page = analysis.report()
    assert page.count("<mark id=") == len(analysis.matches)
    assert "Order now" in page


@pytest.mark.parametrize(
    "text", ["", "\n", "Nothing of the kind.", "War.", "# A\n\n# B\n\nTruce in 1.\n", "\x00\u2028𝒜 war"]
)
def test_any_text_has_a_page(text):
    assert of(dt.analyze(text)).endswith("</html>\n")


def test_parties_years_words_and_provenance_are_shown():
    page = of(dt.analyze("In 1999 NATO bombed Serbia. In 2002 Russia and NATO signed an agreement."))
    for piece in ["Serbia", "SRB", "Events by year", "Net weight between actors", "Top words", "relations_lexicon"]:
        assert piece in page


def test_a_collection_is_an_overview_and_a_page_each(tmp_path):
    items = [(f"a/b c{n}?.txt", dt.analyze("The allies signed a treaty. " * n)) for n in (1, 2)]
    rows = write(iter([*items, ("bad", "no <i>text</i>")]), tmp_path / "my report.html", title="<T>")
    assert [row.error for row in rows] == [None, None, "no <i>text</i>"]
    page = (tmp_path / "my report.html").read_text(encoding="utf-8")
    assert "<i>text" not in page
    assert "<title>&lt;T&gt;" in page
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))
    assert [row[3] for row in data] == [1, 2, None]
    assert (tmp_path / "my report_files" / "000002-b-c2.html").is_file()
    with (tmp_path / "my report_files" / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["cooperation"] for row in csv.DictReader(file)] == ["1", "2", ""]


def test_names_that_are_no_text_are_written_all_the_same(tmp_path):
    analysis = dt.analyze("War.")
    write([("\udcff.txt", analysis), ("b\udcff", "no \udcff")], tmp_path / "r.html")
    write([("\udcff.txt", analysis)], tmp_path / "one.html")
    assert (tmp_path / "r_files" / "000001-text.html").is_file()


def test_an_earlier_report_is_cleared_away_but_nothing_else(tmp_path):
    one, other = dt.analyze("The allies signed a treaty."), dt.analyze("The army attacked.")
    page, folder = tmp_path / "r.html", tmp_path / "r_files"
    folder.mkdir()
    (folder / "000009-mine.html").write_text("not of a report", encoding="utf-8")
    write([(name, one) for name in "abcd"], page)
    (folder / "000003-c.html").write_text("changed by hand", encoding="utf-8")
    with (folder / "manifest.sha256").open("a", encoding="utf-8") as file:
        file.write("0" * 64 + "  ../r.html\n" + "0" * 64 + "  000009-mine.html\n no line of ours\n")

    def names():
        return sorted(path.name for path in folder.iterdir())

    write([("a", one), ("b", other)], page)
    always = ["000003-c.html", "000009-mine.html"]
    assert names() == sorted(["000001-a.html", "000002-b.html", *always, "documents.csv", "manifest.sha256"])
    lines = (folder / "manifest.sha256").read_text(encoding="utf-8").split()
    assert lines[1::2] == ["000001-a.html", "000002-b.html", "documents.csv"]
    assert lines[0] == hashlib.sha256((folder / "000001-a.html").read_bytes()).hexdigest()

    write([("a", one)], page)
    assert names() == always
    assert page.is_file()


def test_a_report_that_was_interrupted_is_cleared_away_by_the_next(tmp_path):
    def items():
        yield from [(name, dt.analyze("War.")) for name in "abc"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(items(), tmp_path / "r.html")
    assert (tmp_path / "r_files" / "000003-c.html").is_file()
    write([("x", dt.analyze("War."))], tmp_path / "r.html")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_one_document_is_one_page(tmp_path):
    write([("a", dt.analyze("The allies signed a treaty."))], tmp_path / "r.html")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_the_command_writes_a_file_or_a_folder(tmp_path):
    essays = tmp_path / "essays"
    essays.mkdir()
    for name in "ab":
        (essays / f"{name}.txt").write_text("The allies signed a treaty.", encoding="utf-8")
    folder = tmp_path / "out"
    result = CliRunner().invoke(main, ["report", str(essays), "-o", f"{folder}/"])
    assert result.exit_code == 0
    assert sorted(path.name for path in folder.rglob("*.*")) == [
        "000001-a.html",
        "000002-b.html",
        "documents.csv",
        "index.html",
        "manifest.sha256",
    ]


def test_a_lexicon_of_ones_own_reaches_the_parties(tmp_path):
    lexicon, essay = tmp_path / "own.txt", tmp_path / "essay.txt"
    lexicon.write_text("[events]\n190 | strong | zap/v | The army zapped the town.\n", encoding="utf-8")
    essay.write_text("In 1999 NATO zapped Serbia.", encoding="utf-8")
    page = tmp_path / "r.html"
    result = CliRunner().invoke(main, ["report", str(essay), "--extend-lexicon", str(lexicon), "-o", str(page)])
    assert result.exit_code == 0, result.output
    assert "Events by year" in page.read_text(encoding="utf-8")
    # Whoever has the analysis alone is told, and not given figures of another lexicon.
    assert "Not shown" in of(dt.analyze("NATO zapped Serbia.", extend_lexicon=lexicon))


def test_a_long_text_has_a_chart_that_a_screen_can_show():
    page = of(dt.analyze("The army attacked the town. It rained.\n\n" * 1000))
    chart = re.search(r'aria-label="Net weight of each sentence \(mean of 4 sentences\)">(.*?)</svg>', page).group(1)
    assert 0 < chart.count("<rect") <= 600


def test_events_and_sections_lead_to_their_place_in_the_text():
    analysis = dt.analyze("Ties\n\nThe allies signed a treaty.\n\nWar\n\nThe army attacked the town.\n")
    page = of(analysis)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'(?:href="#|data-to=")([^"]+)"', page)
    assert {"section-0", "section-1", "event-0", "event-1"} <= set(targets) <= set(ids)
    assert page.count('<p class="figures"') == len(analysis.sections)


def test_figures_stand_below_the_heading_of_their_section():
    page = of(
        dt.analyze(
            "# Two States\n\n## Ties\n\nThey signed a treaty.\n\n## War\n\nThe army attacked.\n", format="markdown"
        )
    )
    plain = re.sub(r'<span class="note">(#+ )</span>', r"\1", page)
    assert (
        '<h3># Two States</h3><span class="gap"></span><span id="section-0"></span><h4>## Ties</h4><p class="fig'
        in plain
    )
    assert '<span id="section-1"></span><h4>## War</h4><p class="figures" aria-hidden="true">cooperation 0' in plain


def test_every_section_is_to_be_reached_and_has_its_figures():
    text = "Order now\n\nIt rained.\n\nWar\n\nThe army attacked the town.\n\nEmpty\n\nLast\n\nPeace was signed.\n"
    for given in (text, HOSTILE, "", "War.", "# A\n\n# B\n\nTruce.\n"):
        analysis = dt.analyze(given)
        page = of(analysis)
        assert [n for n in range(len(analysis.sections)) if f'id="section-{n}"' not in page] == []
        assert page.count('<p class="figures"') == len(analysis.sections)


def test_what_stands_first_names_a_section_without_heading():
    page = of(dt.analyze("It rained for <b>days</b>.\n\nWar\n\nThe army attacked the town.\n"))
    assert "(no heading) It rained for &lt;b&gt;days&lt;/b&gt;. …" in page


def test_numbers_for_print_have_a_real_minus_and_no_signed_zero():
    assert [signed(x) for x in (1.0, -0.5, 0.0, -0.001, None)] == ["+1.00", "−0.50", "0.00", "0.00", "–"]
    assert signed(-12.34, 1) == "−12.3"
    assert ticks(0.0) == [0.0]
    assert ticks(1234.0) == [0.0, 500.0, 1000.0]
    assert both(104.0) == [-100.0, -50.0, 0.0, 50.0, 100.0]


def test_the_shared_folder_of_documents_is_said_once(tmp_path):
    analysis = dt.analyze("War.")
    for names, shared, left in [
        (["/x/a/1.txt", "/x/ab/2.txt"], "/x/", ["a/1.txt", "ab/2.txt"]),
        (["one", "two"], "", ["one", "two"]),
        (["x/1", "2"], "", ["x/1", "2"]),
    ]:
        write([(name, analysis) for name in names], tmp_path / "r.html")
        page = (tmp_path / "r.html").read_text(encoding="utf-8")
        data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))
        assert [row[0] for row in data] == left
        assert (f'<p class="id">{shared}</p>' in page) == bool(shared)


def test_of_many_sections_those_with_most_events_are_drawn():
    parts = [f"## Part {n}\n\n{'It rained.' if n % 2 else 'The army attacked.'}\n\n" for n in range(230)]
    page = of(dt.analyze("# Book\n\n" + "".join(parts), format="markdown"))
    chart = re.search(r'aria-label="Cooperation and conflict by section">(.*?)</svg>', page).group(1)
    drawn = [int(n) for n in re.findall(r'data-to="section-(\d+)"', chart)]
    assert drawn == list(range(0, 200, 2))
    assert "The 100 sections with the most events, of 230." in page
    assert page.count('href="#section-') == 230


def test_rich_reprs_escape():
    analysis = dt.analyze(HOSTILE)
    for value in [analysis, analysis.to_arrow(), *analysis.matches]:
        html = value._repr_html_()
        assert "<script" not in html
        assert "<img" not in html
