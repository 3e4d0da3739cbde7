"""Accessibility of the pages that people get, by axe-core: in both colour schemes, with everything unfolded."""

import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Visit, chromium

import detente as dt
from detente.report import of, write

ROOT = Path(__file__).parents[2]
ESSAYS = ROOT / "tests" / "data" / "essays"

#: A page of each kind. What stands on the others is made by the same code.
SITE = ["measures", "reference/command_line", "notebooks/one_essay"]


@pytest.fixture(scope="module")
def browser():
    with chromium() as it:
        yield it


def violations(visit, rules=None):
    visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = Axe().run(visit.page, options={"rules": rules or {}}).response["violations"]
    return [(each["id"], node["html"][:200]) for each in found for node in each["nodes"]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    items = [(path.stem, dt.analyze(path.read_text(encoding="utf-8"))) for path in sorted(ESSAYS.glob("*.txt"))]
    write([*items, ("broken", "cannot be read")], folder / "report.html")
    of(dt.analyze("It rained."), folder / "silent.html")
    return [folder / "report.html", folder / "silent.html", folder / "report_files" / "000003-mixed.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reports(browser, pages, scheme):
    for path in pages:
        visit = Visit(browser, path, color_scheme=scheme)
        assert violations(visit) == [], path.name
        visit.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rich_reprs(browser, tmp_path, scheme):
    analysis = dt.analyze((ESSAYS / "mixed.txt").read_text(encoding="utf-8"))
    lexicon = dt.Lexicon.from_dict({"peace": ["treat*", "talks"], "war": {"arms": ["missile*"]}})
    shown = [analysis, analysis.to_arrow("section"), analysis.matches[0], analysis.matches[1], lexicon, lexicon.check()]
    inner = "".join(f"<div>{each._repr_html_()}</div>" for each in shown)
    path = tmp_path / "notebook.html"
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><meta name="color-scheme" '
        'content="light dark"><style>@media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } }'
        f"</style><body><main><h1>a</h1><h2>b</h2>{inner}</main></body></html>",
        encoding="utf-8",
    )
    assert violations(Visit(browser, path, color_scheme=scheme)) == []


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    config = ROOT / "python" / "docs" / "mkdocs.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(config), "-d", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SITE)
def test_the_site(browser, site, name, scheme):
    visit = Visit(browser, site / f"{name}.html", color_scheme=scheme)
    # The theme makes a landmark of the button beside each block of code.
    assert violations(visit, {"landmark-unique": {"enabled": False}}) == []
    visit.page.close()
