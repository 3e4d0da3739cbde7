"""The report in a real browser: it renders without a complaint, filters, sorts, and runs no script of a text."""

from pathlib import Path

import pytest
from browser import Visit, chromium

import detente as dt
from detente.report import of, write
from detente.report.overview import Row, overview
from detente.report.page import page

ESSAYS = Path(__file__).parents[1] / "data" / "essays"
HOSTILE = """<script>window.ran = 1; alert(1)</script>

"><img src=x onerror="window.ran = 2"><svg onload="window.ran = 3"></svg>

# <a href="javascript:window.ran = 4">Treaty</a>

In 1999 the allies signed a treaty </script><script>window.ran = 5</script> and <b onclick=alert(2)>attacked</b>.
"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as it:
        yield it


@pytest.fixture(scope="module")
def essays(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    items = [(path.stem, dt.analyze(path.read_text(encoding="utf-8"))) for path in sorted(ESSAYS.glob("*.txt"))]
    write([*items, ("broken", "cannot be read")], folder / "report.html")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    path = tmp_path_factory.mktemp("many") / "many.html"
    rows = [
        Row(
            f"essay{n}",
            f"many_files/{n}.html",
            f"Title {n % 7}",
            (n, n % 50, 49 - n % 50, n % 101 / 50 - 1, -1, 1, n % 9 - 4, n, 0),
        )
        for n in range(10_000)
    ]
    path.write_text(page("Many", overview(rows, "many.csv"), script="overview.js"), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
def test_pages_render_without_a_complaint_and_fit_the_screen(browser, essays, scheme, width):
    for path in [essays / "report.html", *sorted((essays / "report_files").glob("*.html"))]:
        visit = Visit(browser, path, color_scheme=scheme, viewport={"width": width, "height": 800})
        assert visit.complaints == []
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        visit.page.close()


def test_the_note_of_a_mark_is_shown_on_pointing_and_on_focus(browser, essays):
    visit = Visit(browser, essays / "report_files" / "000003-mixed.html")
    mark, note = visit.page.locator("mark[data-why]").first, visit.page.locator("#why")
    assert note.is_hidden()
    mark.hover()
    assert "CAMEO" in note.inner_text()
    visit.page.keyboard.press("Escape")
    assert note.is_hidden()
    visit.page.mouse.move(0, 0)
    visit.page.evaluate("scrollTo(0, 0)")
    mark.focus()  # which scrolls
    visit.page.wait_for_timeout(300)
    assert note.is_visible()
    assert note.bounding_box()["y"] < visit.page.viewport_size["height"]
    assert note.inner_text() == mark.get_attribute("aria-description")


def test_a_bar_leads_to_its_event_and_a_section_to_its_text(browser, essays):
    visit = Visit(browser, essays / "report_files" / "000003-mixed.html")
    page = visit.page
    page.click('g[data-to="event-8"] >> nth=0')
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.id") == "event-8"
    assert page.locator("#why").inner_text() == page.get_attribute("#event-8", "data-why")
    page.click("th a >> text=Bombs and Buses")
    page.wait_for_timeout(300)
    assert page.url.endswith("#section-5")
    box = page.locator(".text h4", has_text="Bombs and Buses").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"] / 2
    assert visit.complaints == []


def test_the_keyboard_reaches_everything_and_can_pass_the_text(browser, essays):
    visit = Visit(browser, essays / "report_files" / "000003-mixed.html")
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.locator(".past a").focus()
    assert page.locator(".past a").bounding_box()["x"] > 0
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.text') === null")
    reached = "main :is(a, input, mark, summary, .scroll)"
    assert page.locator(reached).evaluate_all("all => all.every(each => each.tabIndex === 0)")


def test_marks_are_shown_by_class(browser, essays):
    visit = Visit(browser, essays / "report_files" / "000003-mixed.html")
    visit.page.uncheck('input[data-show="conf material"]')
    assert visit.page.locator("mark.conf.material:not(.off)").count() == 0
    assert visit.page.locator("mark.conf.verbal:not(.off)").count() > 0


def test_every_link_of_a_collection_leads_somewhere(browser, essays):
    visit = Visit(browser, essays / "report.html")
    links = visit.page.locator("#rows a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) == 3
    assert all((essays / link).is_file() for link in links)
    assert "cannot be read" in visit.page.inner_text("#rows")
    visit.page.click("#rows a >> nth=0")
    visit.page.click("text=All documents")
    assert visit.page.locator("#rows").is_visible()
    assert visit.complaints == []


def test_ten_thousand_documents_sort_filter_and_page(browser, many):
    visit = Visit(browser, many)
    page = visit.page
    assert page.locator("#rows tbody tr").count() == 50
    assert page.inner_text("#count") == "1 to 50 of 10,000 documents"
    page.click("#after")
    assert page.inner_text("#count").startswith("51 to 100")
    page.click("th button >> text=words")
    page.click("th button >> text=words")
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("words")
    assert visit.texts("#rows tbody th")[:2] == ["essay9999", "essay9998"]
    page.fill("#filter", "ESSAY123")
    assert page.inner_text("#count") == "1 to 11 of 11 documents"
    page.fill("#filter", "")
    page.fill("#from", "0.9")
    assert all(float(text) >= 0.9 for text in visit.texts("#rows tbody td:nth-child(6)"))
    page.fill("#filter", "nothing like it")
    assert page.inner_text("#count") == "No document fits the filter"
    assert visit.complaints == []


def test_the_interval_of_a_document_is_drawn_as_it_is(browser, essays):
    visit = Visit(browser, essays / "report.html")
    rows = visit.page.locator("#rows tbody tr").all()
    assert [row.locator("svg circle").count() for row in rows] == [1, 1, 1, 0]
    balance, low, high = (float(rows[0].locator("td").nth(n).inner_text().replace("−", "-")) for n in (4, 5, 6))
    line = rows[0].locator("svg .whisker")
    drawn = [float(line.get_attribute(x)) for x in ("x1", "x2")]
    assert drawn == pytest.approx([50 + 45 * low, 50 + 45 * high], abs=0.3)
    assert rows[0].locator("circle").get_attribute("class") == ("coop" if balance > 0 else "conf")


def test_a_hostile_text_runs_no_script(browser, tmp_path):
    hostile = dt.analyze(HOSTILE, format="markdown")
    name = '"><script>window.ran = 6</script>'
    write([(name, hostile), (name, name), ("\u2028</script><b>", hostile)], tmp_path / "r.html", title=name)
    of(hostile, tmp_path / "one.html", name=name)
    write([(name, name)], tmp_path / "bad.html")
    for path in [*tmp_path.glob("*.html"), *(tmp_path / "r_files").glob("*.html")]:
        visit = Visit(browser, path)
        for mark in visit.page.locator("mark").all():
            mark.hover()
            mark.click()
        assert visit.page.evaluate("window.ran === undefined")
        assert visit.complaints == []
        assert visit.page.locator("img, main b, main a[href^='javascript']").count() == 0
        visit.page.close()


def test_the_policy_stops_what_escaping_would_miss(browser, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page("x", "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"), encoding="utf-8")
    visit = Visit(browser, path)
    assert visit.page.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in text for text in visit.complaints)


def test_print_opens_what_is_folded(browser, essays, tmp_path):
    visit = Visit(browser, essays / "report_files" / "000003-mixed.html")
    assert visit.page.pdf(format="A4").startswith(b"%PDF")
    assert visit.page.locator("details:not([open])").count() == 0
    visit.page.emulate_media(media="print")
    assert visit.page.locator("nav").is_hidden()
