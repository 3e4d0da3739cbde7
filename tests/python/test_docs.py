"""The documentation: the site builds, its links lead somewhere, its examples run, and it misses nothing."""

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import detente as dt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "python" / "docs"
PAGES = sorted((DOCS / "pages").glob("*.md"))


@pytest.fixture(scope="module")
def tools():
    sys.path.insert(0, str(DOCS))
    import codebook
    import fields
    import reference

    yield {"codebook": codebook, "fields": fields, "reference": reference}
    sys.path.remove(str(DOCS))


def test_the_site_builds_and_every_link_leads_somewhere(tmp_path):
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(DOCS / "mkdocs.yml"), "-d", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "codebook.html").is_file()
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert not re.search(r"<(?:link|script|img)[^>]+(?:href|src)=.?https?:", html), f"{page} loads from elsewhere"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_examples_on_pages(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```pycon\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, path.stem, str(path), 0)
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples).failed == 0


def test_the_reference_has_every_public_name(tools):
    listed = {name for _, names in tools["reference"].GROUPS.values() for name in names.split()}
    assert listed == set(dt.__all__) - {"__version__"}


def test_the_architecture_names_every_module():
    table = (DOCS / "pages" / "architecture.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "src").iterdir() if path.stem != "lib" and not path.name.startswith(".")}
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == modules


def test_the_codebook_has_every_event(tools):
    page = tools["codebook"].page()
    data = ROOT / "src" / "relations" / "data"
    for name in ("cooperation.txt", "conflict.txt"):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            if " | " in line and not line.startswith("#") and not line.endswith(","):
                assert line.rsplit(" | ", 1)[-1].strip() in page


def test_tables_of_fields_are_found(tools):
    for path in PAGES:
        assert "<!-- fields" not in tools["fields"].expanded(path.read_text(encoding="utf-8"))
    page = tools["fields"].expanded((DOCS / "pages" / "terms.md").read_text(encoding="utf-8"))
    assert "<!-- section" not in page
    assert "\n\n| here | there | why |\n|---|---|---|\n" in page


def test_docstrings_become_markdown(tools):
    made = tools["reference"].markdown(
        "Do *it*.\n\nParameters\n----------\na, b\n    Two of\n    them.\n\nReturns\n-------\nint\n"
    )
    assert made == "Do \\*it\\*.\n\n**Parameters**\n\n- `a, b`: Two of them.\n\n**Returns**\n\nint"


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_keep_their_outputs_and_are_small(path):
    assert path.stat().st_size < 400_000
    code = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert sum(bool(cell["outputs"]) for cell in code) > len(code) / 2
    assert not [o for cell in code for o in cell["outputs"] if o["output_type"] == "error" or o.get("name") == "stderr"]
