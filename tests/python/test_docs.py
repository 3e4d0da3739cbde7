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
    assert "<mark" in (tmp_path / "sample.html").read_text(encoding="utf-8")
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


def test_a_module_uses_only_modules_above_it():
    """What the documentation says of the crate's order is true of its imports."""
    table = (DOCS / "pages" / "architecture.md").read_text(encoding="utf-8")
    order = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    for place, module in enumerate(order):
        for path in [*(ROOT / "src").glob(f"{module}.rs"), *(ROOT / "src" / module).rglob("*.rs")]:
            if "test" in path.name or "test" in path.parent.name:
                continue
            lines = [
                line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("//")
            ]
            used = set(re.findall(r"\bcrate::(\w+)", "\n".join(lines)))
            for group in re.findall(r"\bcrate::\{([^;]*)\};", "\n".join(lines)):
                used |= set(re.findall(r"(?:^|[{,])\s*(\w+)", re.sub(r"\{[^{}]*\}", "", group)))
            late = {name for name in used if name in order[place + 1 :]}
            assert not late, f"{path} uses {late}"


def test_every_paper_that_is_named_is_listed_and_none_else(tools):
    pages = {path.name: path.read_text(encoding="utf-8") for path in PAGES}
    measures, references = pages["measures.md"].split("## References")
    listed = [
        (re.sub(r"[^\w]", "", words[0]), entry) for entry in references.split("\n- ")[1:] if (words := entry.split())
    ]
    method = (ROOT / "python" / "detente" / "report" / "method.py").read_text(encoding="utf-8")
    named = re.findall(
        r"(\w+)(?:,[\w\s,.-]+)?(?: & [\w-]+)?\s\(?((?:19|20)\d\d)\b", " ".join((measures + method).split())
    )
    assert len(named) > 15
    for author, year in named:
        author = {"Rijsbergen": "van"}.get(author, author)
        found = [entry for first, entry in listed if first == author and f"({year})" in entry]
        assert found, f"{author} {year} is not among the references"
    whole = " ".join((tools["fields"].expanded(measures) + method).split())
    for first, entry in listed:
        year = re.search(r"\((\d{4})\)", entry)[1]
        assert re.search(rf"{first}[^()]*\(?{year}", whole), f"{first} {year} is not used"


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
