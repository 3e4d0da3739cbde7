"""Body text never turns into Markdown, and its words stay as they were."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.readers.blocks import Block
from detente.readers.markdown import render

markdown_it = pytest.importorskip("markdown_it")

PARSER = markdown_it.MarkdownIt("commonmark").enable("table")
PIECES = st.sampled_from([*"#>-+*=_`~|:.)<![]{}1", " ", "\n", "war", "1.", "# ", "- ", "```", "---", "<div>", "[a]: b"])
TEXT = st.lists(PIECES, max_size=12).map("".join)


def structure(text):
    return [(token.type, token.tag) for token in PARSER.parse(text) if token.type.endswith("_open")]


def words(text):
    return re.findall(r"\w+", text)


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_paragraphs_stay_paragraphs(texts):
    blocks = [Block("Title", "heading", 1), *(Block(text) for text in texts)]
    text, _ = render(blocks)
    shown = sum(not each.isspace() and each != "" for each in texts)
    assert structure(text) == [("heading_open", "h1")] + [("paragraph_open", "p")] * shown
    assert words(text) == words("Title " + " ".join(texts))


@given(TEXT.filter(str.strip), st.integers(1, 6))
def test_headings_stay_headings(heading, level):
    text, _ = render([Block(heading, "heading", level), Block("x")])
    assert structure(text) == [("heading_open", f"h{level}"), ("paragraph_open", "p")]
    assert words(text) == words(heading + " x")


@given(TEXT.filter(str.strip), st.sampled_from(["item", "quote"]))
def test_items_and_quotations(text, kind):
    rendered, _ = render([Block("Title", "heading", 1), Block(text, kind)])
    opened = [name for name, _ in structure(rendered)]
    outer = ["bullet_list_open", "list_item_open"] if kind == "item" else ["blockquote_open"]
    assert opened == ["heading_open", *outer, "paragraph_open"]


@given(TEXT)
def test_code(text):
    rendered, _ = render([Block("Title", "heading", 1), Block(text, "code"), Block("after")])
    kinds = [token.type for token in PARSER.parse(rendered) if token.type in ("fence", "paragraph_open")]
    assert kinds in (["fence", "paragraph_open"], ["paragraph_open"] if not text.strip() else [])
