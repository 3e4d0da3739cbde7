"""Headings by their looks: short lines in larger or bold type, in documents whose headings have no style.

Many writers never touch the styles of their word processor, and a PDF page knows only type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .blocks import Block, fold

__all__ = ["promote"]

_LONGEST_LINE = 18
_LONGEST_TITLE = 25
_LONGEST_SENTENCE = 12
_OPEN_END = (",", ";", "-", "–", "—")
_LARGER = 1.08
_SHARE = 0.25


def promote(blocks: Sequence[Block]) -> list[Block]:
    """Take lines for headings that are set in larger type, or all in bold, and followed by ordinary text.

    Nothing is done where headings are known. A single bold line is not enough, and neither is a document
    where a quarter of the text would be headings. The larger the type, the higher the level; a line at the
    start that is larger than all others is the title.

    Parameters
    ----------
    blocks
        The blocks of a whole document.

    Examples
    --------
    >>> text = Block("Long talk about nothing in particular.")
    >>> blocks = promote([Block("Aid", bold=True), text, Block("War", bold=True), text])
    >>> [block.level for block in blocks]
    [2, 0, 2, 0]
    """
    blocks = list(blocks)
    known = [block.level for block in blocks if block.kind == "heading"]
    if len(known) > 1 or any(level > 1 for level in known):
        return blocks
    body = _body_size(blocks)
    chosen = [index for index, block in enumerate(blocks) if _stands_out(block, body)]
    standing = set(chosen)
    leading = {_look(blocks[index]) for index in chosen if _leads(blocks, index, standing)}
    chosen = [index for index in chosen if _look(blocks[index]) in leading]
    larger = [index for index in chosen if blocks[index].size > _LARGER * body]
    if not chosen or (len(chosen) < 2 and not larger):
        return blocks
    total = sum(len(block.text) for block in blocks)
    if sum(len(blocks[index].text) for index in chosen) > _SHARE * total:
        return blocks
    for index, level in _levels(blocks, chosen, body).items():
        blocks[index] = replace(blocks[index], kind="heading", level=max(level, 1 + len(known)))
    return blocks


def _body_size(blocks: Sequence[Block]) -> float:
    """Give the size most characters are set in; 0 where sizes are not known."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[block.size] += len(block.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _stands_out(block: Block, body: float) -> bool:
    if block.kind != "paragraph":
        return False
    lines = fold(block.text)
    words = sum(len(line.split()) for line in lines)
    larger = body > 0 and block.size > _LARGER * body
    if not larger and not (block.bold and block.size >= body and len(lines) == 1):
        return False
    if not any(char.isalpha() for char in block.text) or words > (_LONGEST_TITLE if larger else _LONGEST_LINE):
        return False
    if lines[-1].endswith("."):
        return words <= (_LONGEST_LINE if larger else _LONGEST_SENTENCE)
    return not lines[-1].endswith(_OPEN_END)


def _look(block: Block) -> tuple[int, bool]:
    """Give the size, in half points, and the weight of a block's type."""
    return round(block.size * 2), block.bold


def _leads(blocks: Sequence[Block], index: int, chosen: set[int]) -> bool:
    """Say whether ordinary text follows, at once or after another line that stands out."""
    after = index + 1
    while after in chosen and after - index < 3:
        after += 1
    return after < len(blocks) and after not in chosen and blocks[after].kind != "heading"


def _levels(blocks: Sequence[Block], chosen: list[int], body: float) -> dict[int, int]:
    """Give each heading its level, by size and then by weight."""
    looks = {index: _look(blocks[index]) for index in chosen}
    order = sorted(set(looks.values()), reverse=True)
    first = chosen[0]
    alone = sum(look == order[0] for look in looks.values()) == 1
    titled = looks[first] == order[0] and first < 4
    if titled and alone and blocks[first].size > _LARGER * body:
        return {index: min(1 + order.index(look), 6) for index, look in looks.items()}
    levels = {index: min(2 + order.index(look), 6) for index, look in looks.items()}
    if titled and first == 0 and 1 in looks:  # two lines on top of each other: the first is the title
        levels[first] = 1
    return levels
