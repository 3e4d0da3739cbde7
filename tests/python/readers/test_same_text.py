"""The same essay, saved in any format, has the same headings, levels and words."""

import re

import files
import pytest

import detente as dt
from detente.readers import read, read_bytes

FORMATS = {
    "essay.md": files.markdown,
    "essay.html": files.html,
    "essay.docx": files.docx,
    "essay.odt": files.odt,
    "essay.rtf": files.rtf,
    "essay.epub": files.epub,
}
LEVELS = [{"title": 1, "h2": 2, "h3": 3}[kind] for kind, _ in files.ESSAY.blocks if kind in ("title", "h2", "h3")]


def headings(text):
    return [(len(marks), heading) for marks, heading in re.findall(r"(?m)^(#{1,6}) (.*)$", text)]


def words(text):
    return re.findall(r"\w+(?:['.]\w+)*", text.replace("\\", ""))


def only(documents):
    [document] = documents
    assert document.error is None
    return document


@pytest.mark.parametrize("name", FORMATS)
def test_headings_and_words_are_those_of_the_essay(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(FORMATS[name]())
    document = only(read(path))
    assert document.format == "markdown"
    assert headings(document.text) == list(zip(LEVELS, files.HEADINGS, strict=True))
    assert words(document.text) == words(" ".join(text for _, text in files.ESSAY.blocks))


@pytest.mark.parametrize("name", FORMATS)
def test_content_decides_not_the_ending(name):
    if name == "essay.md":
        pytest.skip("Markdown is plain text but for its name")
    document = only(read_bytes(FORMATS[name](), "essay.txt"))
    assert headings(document.text) == list(zip(LEVELS, files.HEADINGS, strict=True))


@pytest.mark.parametrize("name", ["essay.html", "essay.docx", "essay.odt", "essay.rtf", "essay.epub"])
def test_body_text_is_no_markdown(name):
    lines = only(read_bytes(FORMATS[name](), name)).text.split("\n")
    assert "1914\\. That was the year nobody wished to see again, and everybody did." in lines
    assert any(line.startswith("\\# of guarantors") for line in lines)
    assert any(line.startswith("\\- so said the envoy") for line in lines)
    assert "- A breach raises it again." in lines


@pytest.mark.parametrize("bookmarks", [True, False])
def test_pdf_has_the_headings(bookmarks):
    pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    document = only(read_bytes(files.pdf(bookmarks=bookmarks, filler=10), "essay.pdf"))
    assert headings(document.text) == list(zip(LEVELS, files.HEADINGS, strict=True))
    assert "running head" not in document.text
    expected = words(" ".join(text for _, text in files.ESSAY.blocks)) + words(files.FILLER) * 10
    assert words(document.text) == expected


def test_pdf_keeps_running_heads_if_asked():
    pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    document = only(read_bytes(files.pdf(filler=10), "essay.pdf", keep_boilerplate=True))
    assert "A running head" in document.text


def sections(path):
    """Heading, level and number of words of each section."""
    table = dt.score_files(path, level="section").to_dict()
    assert table["error"] == [None] * len(table["error"])
    return list(zip(table["heading"], table["level"], table["n_words"], strict=True))


def compare(tmp_path, name, data, markdown):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "other.md").write_bytes(markdown)
    found, expected = sections(tmp_path / name), sections(tmp_path / "other.md")
    assert [section[:2] for section in found] == [section[:2] for section in expected]
    for (heading, _, count), (*_, wanted) in zip(found, expected, strict=True):
        assert abs(count - wanted) <= wanted // 100, heading


@pytest.mark.parametrize("name", FORMATS)
def test_sections_are_those_of_markdown(name, tmp_path):
    compare(tmp_path, name, FORMATS[name](), files.markdown())


def test_sections_of_pdf_are_those_of_markdown(tmp_path):
    pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    filler = f"\n\n{files.FILLER}".encode() * 10
    compare(tmp_path, "essay.pdf", files.pdf(bookmarks=False, filler=10), files.markdown() + filler)
