"""Web pages (.html, .xhtml): headings from the document tree, navigation and forms left out."""

from __future__ import annotations

import re

from .blocks import Block
from .decode import Decoded, decode
from .document import Markup, MetadataValue
from .htmltree import parse_page
from .markdown import render
from .options import MainBlock

__all__ = ["page_blocks", "read_page"]

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""",
    re.I,
)


def read_page(
    data: bytes, *, encoding: str | None, keep_boilerplate: bool, notes: bool, main_block: MainBlock
) -> tuple[str, Markup, dict[str, MetadataValue], Decoded]:
    """Read a web page.

    Parameters
    ----------
    data
        The bytes of the page.
    encoding
        What the user says, or `None`.
    keep_boilerplate
        Keep navigation, page header and footer, forms.
    notes
        Keep foot- and endnotes.
    main_block
        How the main block is chosen.

    Returns
    -------
    tuple
        Text, how it is marked up, metadata (``title``), and how the bytes were decoded.

    Raises
    ------
    BadFile
        If the bytes are no text.
    """
    found = _DECLARED.search(data, 0, 4096)
    declared = (found[1] or found[2]).decode("ascii", "replace") if found else None
    decoded = decode(data, encoding=encoding, declared=declared)
    reader = parse_page(decoded.text)
    blocks = page_blocks(reader.finish(), keep_boilerplate=keep_boilerplate, notes=notes)
    text, markup = render(blocks)
    title = " ".join(reader.title.split())
    return text, markup, {"title": title} if title else {}, decoded


def page_blocks(blocks: list[Block], *, keep_boilerplate: bool, notes: bool) -> list[Block]:
    """Choose the blocks of a page that are its text.

    Parameters
    ----------
    blocks
        All blocks of the page.
    keep_boilerplate
        Keep navigation, page header and footer, asides and forms.
    notes
        Keep foot- and endnotes.

    Returns
    -------
    list
        The chosen blocks, in order.
    """
    if not notes:
        blocks = [block for block in blocks if "notes" not in block.regions]
    if keep_boilerplate:
        return blocks
    kept = [block for block in blocks if not _is_aside(block)]
    inside_forms = [block for block in blocks if "form" in block.regions and not block.regions & _ASIDES]
    if _weight(inside_forms) > 4 * _weight(kept):  # some programs wrap the whole page into one form
        kept = [block for block in blocks if not block.regions & _ASIDES]
    kept = _with_title(blocks, kept)
    for region in ("main", "article"):
        chosen = [block for block in kept if region in block.regions]
        if chosen and _weight(chosen) >= 0.5 * _weight(kept):
            return _with_title(kept, chosen)
    return kept


_ASIDES = frozenset({"nav", "footer", "aside"})


def _is_aside(block: Block) -> bool:
    """Navigation and the like; the header of an article keeps its headings."""
    if block.regions & _ASIDES or "form" in block.regions:
        return True
    if "header" not in block.regions:
        return False
    return block.kind != "heading" or not block.regions & {"main", "article"}


def _with_title(blocks: list[Block], chosen: list[Block]) -> list[Block]:
    """Put the page's first `<h1>` back if the choice lost it and has no other."""
    if any(block.kind == "heading" and block.level <= 1 for block in chosen):
        return chosen
    for block in blocks:
        if block.kind == "heading" and block.level <= 1 and not block.regions & {"nav", "footer", "aside", "form"}:
            return [block, *chosen]
    return chosen


def _weight(blocks: list[Block]) -> int:
    return sum(len(block.text) - block.linked for block in blocks)
