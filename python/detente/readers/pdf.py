"""PDF documents: lines joined to paragraphs, running heads left out, headings by bookmarks or by type.

Left out: running heads and page numbers and, unless asked for, footnotes that begin with a small raised
number. Scanned pages have no text; columns are read in the order the file gives them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, BinaryIO

from .blocks import Block, fold
from .document import BadFile, Markup, MetadataValue
from .libraries import needed
from .markdown import render
from .options import Limits
from .pdflines import Line, LineMaker, paragraphs, without_notes, without_running_heads

__all__ = ["read_pdf"]

_PAGE_BYTES = 8 << 20
"""Largest drawing on one page, and..."""
_PAGE_TEXTS = 20_000
"""... most pieces of text. A dense page has some thousand; many more take minutes to read."""
_TAIL = 1 << 16


def read_pdf(
    stream: BinaryIO, limits: Limits, *, keep_boilerplate: bool, notes: bool
) -> tuple[str, Markup, dict[str, MetadataValue]]:
    """Read a PDF document; needs pypdf.

    Parameters
    ----------
    stream
        The file.
    limits
        The limits that hold.
    keep_boilerplate
        Keep running heads and page numbers.
    notes
        Keep footnotes.

    Returns
    -------
    tuple
        Text, how it is marked up, and metadata (``pages`` and, where there are notes, ``notes_left_out``).

    Raises
    ------
    BadFile
        If it cannot be read, or pypdf is not installed.
    """
    pypdf = needed("pypdf", "PDF files")
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks on odd files are not the user's
    _refuse_cut_off(stream)
    try:
        reader = _opened(pypdf, stream)
        pages = _pages(reader, limits)
        bookmarks = list(_bookmarks(reader))
    except (
        pypdf.errors.PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        raise BadFile(f"the PDF file is damaged ({error}): print or save it again") from None
    if not any(pages):
        raise BadFile("there is no text in the PDF file, as in a scan: run text recognition (OCR) on it first")
    metadata: dict[str, MetadataValue] = {"pages": len(pages)}
    if not keep_boilerplate:
        pages = without_running_heads(pages)
    if not notes:
        pages, count = without_notes(pages)
        if count:
            metadata["notes_left_out"] = count
    blocks = _with_bookmarks(paragraphs(pages), bookmarks)
    text, markup = render(blocks)
    return text, markup, metadata


def _refuse_cut_off(stream: BinaryIO) -> None:
    stream.seek(0, 2)
    stream.seek(max(stream.tell() - _TAIL, 0))
    if b"%%EOF" not in stream.read():
        raise BadFile("the PDF file is cut off (its end mark is missing): save or download it again")
    stream.seek(0)


def _opened(pypdf: ModuleType, stream: BinaryIO) -> Any:
    reader = pypdf.PdfReader(stream)
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except pypdf.errors.DependencyError:
            raise BadFile("encrypted: save it without protection, or pip install cryptography") from None
        if not opened:
            raise BadFile("encrypted with a password: save it without one")
    return reader


def _pages(reader: Any, limits: Limits) -> list[list[Line]]:
    count = len(reader.pages)
    if count > limits.pages:
        raise BadFile(f"{count} pages, more than {limits.pages}: split it, or raise Limits.pages")
    pages = []
    for number, page in enumerate(reader.pages):
        for data in _drawings(page):
            if len(data) > _PAGE_BYTES or data.count(b"Tj") + data.count(b"TJ") > _PAGE_TEXTS:
                raise BadFile(f"page {number + 1} is larger than any page of text: save the document as text")
        maker = LineMaker(number)
        page.extract_text(visitor_text=maker.add)
        pages.append(maker.finish())
    return pages


def _drawings(page: Any) -> Iterator[bytes]:
    """Give the instructions that draw a page, and those of the forms it uses."""
    contents = page.get_contents()
    if contents is not None:
        yield contents.get_data()
    # Indexing follows references to other objects, `get` does not.
    resources = page["/Resources"] if "/Resources" in page else {}  # noqa: SIM401
    forms = resources["/XObject"] if "/XObject" in resources else {}  # noqa: SIM401
    for name in forms:
        if forms[name].get("/Subtype") == "/Form":
            yield forms[name].get_data()


def _bookmarks(reader: Any) -> Iterator[tuple[str, int]]:
    """Give the titles of the bookmarks with their depth, from 1."""
    stack = [(iter(reader.outline), 1)]
    while stack:
        entry = next(stack[-1][0], None)
        if entry is None:
            stack.pop()
        elif isinstance(entry, list):
            if len(stack) < 6:
                stack.append((iter(entry), len(stack) + 1))
        elif entry.title:
            yield str(entry.title), len(stack)


_NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Za-z])[.)]?\s+")


def _key(text: str) -> str:
    """Fold a heading so that a bookmark and the line on the page are the same."""
    folded = " ".join(fold(text)).casefold()
    return re.sub(r"\W+", "", _NUMBER.sub("", folded) or folded)


def _with_bookmarks(blocks: list[Block], bookmarks: list[tuple[str, int]]) -> list[Block]:
    """Make headings of the paragraphs that the bookmarks name, in their order, if most are found."""
    keys = [_key(block.text) if len(block.text) < 300 else "" for block in blocks]
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        places.setdefault(key, []).append(index)
    found: dict[int, int] = {}
    last = -1
    for title, depth in bookmarks:
        place = next((index for index in places.get(_key(title), ()) if index > last), None)
        if place is not None:
            found[place] = depth
            last = place
    if not found or len(found) < 0.6 * len(bookmarks):
        return blocks
    tops = [place for place, depth in found.items() if depth == 1]
    shift = 0 if tops == [min(found)] else 1  # several at the top are no titles
    return [
        Block(block.text, "heading", found[index] + shift) if index in found else block
        for index, block in enumerate(blocks)
    ]
