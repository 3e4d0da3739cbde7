"""Web pages (.html, .xhtml): headings from the document tree, navigation and forms left out."""

from __future__ import annotations

import re

from .decode import Decoded, decode
from .document import Markup, MetadataValue
from .htmltree import parse_page
from .mainblock import choose_by_trafilatura, is_messy, page_blocks
from .markdown import render
from .options import MainBlock

__all__ = ["read_page"]

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
        Text, how it is marked up, metadata (``title``; ``main_block`` where a library chose it), and how the
        bytes were decoded.

    Raises
    ------
    BadFile
        If the bytes are no text, or a library asked for is not installed.
    """
    found = _DECLARED.search(data, 0, 4096)
    declared = (found[1] or found[2]).decode("ascii", "replace") if found else None
    decoded = decode(data, encoding=encoding, declared=declared)
    reader = parse_page(decoded.text)
    blocks = page_blocks(reader.finish(), keep_boilerplate=keep_boilerplate, notes=notes, title=reader.title)
    metadata: dict[str, MetadataValue] = {}
    if title := " ".join(reader.title.split()):
        metadata["title"] = title
    if not keep_boilerplate and (main_block == "trafilatura" or (main_block == "auto" and is_messy(blocks))):
        chosen = choose_by_trafilatura(decoded.text, blocks, required=main_block == "trafilatura")
        if chosen is not None:
            blocks = chosen
            metadata["main_block"] = "trafilatura"
    text, markup = render(blocks)
    return text, markup, metadata, decoded
