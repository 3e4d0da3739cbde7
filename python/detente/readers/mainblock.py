"""The main block of a web page: which of its blocks are the text, and which surround it."""

from __future__ import annotations

import re

from .blocks import Block
from .libraries import needed, optional

__all__ = ["choose_by_trafilatura", "is_messy", "page_blocks"]


def page_blocks(blocks: list[Block], *, keep_boilerplate: bool, notes: bool, title: str = "") -> list[Block]:
    """Choose the blocks of a page that are its text, by the elements they stand in.

    Left out are navigation, page header and footer, asides, forms, and runs of lines that are only links;
    then, where `<main>` or `<article>` holds at least half of what is left, everything outside of it.

    Parameters
    ----------
    blocks
        All blocks of the page.
    keep_boilerplate
        Choose nothing but notes.
    notes
        Keep foot- and endnotes.
    title
        The title in the page's head; tells the title of the text from the name of the site.

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
    kept = _without_link_runs(kept)
    if _weight(kept) == 0:
        return [block for block in blocks if "nav" not in block.regions]
    kept = _with_title(blocks, kept, title)
    for region in ("main", "article"):
        chosen = [block for block in kept if region in block.regions]
        if chosen and _weight(chosen) >= 0.5 * _weight(kept):
            return _with_title(kept, chosen, title)
    return kept


_ASIDES = frozenset({"nav", "footer", "aside"})
_NO_TITLE = _ASIDES | {"form"}
_LINK_RUN = 4


def _is_aside(block: Block) -> bool:
    """Find navigation and the like; the header of an article keeps its headings."""
    if block.regions & _ASIDES or "form" in block.regions:
        return True
    if "header" not in block.regions or (block.kind == "heading" and block.level == 0):
        return False
    return block.kind != "heading" or not block.regions & {"main", "article"}


def _is_links(block: Block) -> bool:
    shown = len("".join(block.text.split()))
    return block.kind != "heading" and block.linked > 0.8 * shown


def _is_prose(block: Block) -> bool:
    return block.kind != "heading" and len(block.text.split()) > 12 and not _is_links(block)


def _without_link_runs(blocks: list[Block]) -> list[Block]:
    """Drop menus that no element marks: four and more blocks in a row that are mostly links."""
    kept: list[Block] = []
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and _is_links(block):
            run.append(block)
            continue
        if len(run) < _LINK_RUN:
            kept.extend(run)
        run = []
        if block is not None:
            kept.append(block)
    return kept


def _with_title(blocks: list[Block], chosen: list[Block], title: str) -> list[Block]:
    """Put the first `<h1>` of the page back if the choice lost it and has no other."""
    if any(block.kind == "heading" and block.level <= 1 for block in chosen):
        return chosen
    for block in blocks:
        if block.kind == "heading" and block.level <= 1 and not block.regions & _NO_TITLE:
            if "header" in block.regions and not _key(title).startswith(_key(block.text)):
                continue  # the name of the site, most likely
            return [block, *chosen]
    return chosen


def _weight(blocks: list[Block]) -> int:
    return sum(len(block.text) - block.linked for block in blocks)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def is_messy(blocks: list[Block]) -> bool:
    """Say whether much of what was chosen is not running text: links, or very short lines.

    Parameters
    ----------
    blocks
        The blocks chosen by elements.
    """
    others = [block for block in blocks if block.kind != "heading"]
    doubtful = sum(_is_links(block) or len(block.text.split()) < 4 for block in others)
    return len(others) > 10 and doubtful > 0.3 * len(others)


_PAGE_SIZE = 4 << 20


def choose_by_trafilatura(page: str, blocks: list[Block], *, required: bool) -> list[Block] | None:
    """Choose the blocks that trafilatura takes for the text, and the headings that stand among them.

    The library by itself loses half of the headings; here it only says which paragraphs count.

    Parameters
    ----------
    page
        The source of the page.
    blocks
        The blocks to choose from.
    required
        Whether it is an error if the library is not installed.

    Returns
    -------
    list or None
        The chosen blocks; `None` if the library is not installed or finds nothing.

    Raises
    ------
    BadFile
        If it is required and not installed.
    """
    library = needed("trafilatura", "main blocks of web pages") if required else optional("trafilatura")
    if library is None or len(page) > _PAGE_SIZE:
        return None
    found = library.extract(page, include_comments=False, include_tables=True, fast=True)
    if not found:
        return None
    lines = {_key(line) for line in found.split("\n")}
    whole = _key(found)
    taken = [
        index
        for index, block in enumerate(blocks)
        if block.kind != "heading" and ((key := _key(block.text)) in lines or (len(key) > 40 and key in whole))
    ]
    if sum(len(blocks[index].text) for index in taken) < 0.5 * len(found):
        return None
    kept = set(taken)
    lost = _weight([block for index, block in enumerate(blocks) if index not in kept and _is_prose(block)])
    if not required and lost > 0.4 * _weight(blocks):
        return None
    return _with_headings(blocks, taken)


def _with_headings(blocks: list[Block], taken: list[int]) -> list[Block]:
    """Add the headings between taken blocks, and those right before the first."""
    first, last = taken[0], taken[-1]
    while first > 0 and blocks[first - 1].kind == "heading":
        first -= 1
    kept = set(taken)
    chosen = [blocks[index] for index in range(first, last + 1) if index in kept or blocks[index].kind == "heading"]
    return _with_title(blocks[:first], chosen, "")
