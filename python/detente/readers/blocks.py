"""The blocks that a formatted document is made of: headings, paragraphs, list items.

All formats that know their headings are read into these, so that the same document gives the same text
whichever format it was saved in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

__all__ = ["Block", "BlockKind", "BlockSink", "fold"]


BlockKind: TypeAlias = Literal["heading", "paragraph", "item", "quote", "code"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of a document."""

    text: str
    """Its text; ``\\n`` is a forced line break. White space is folded when the block is written."""
    kind: BlockKind = "paragraph"
    level: int = 0
    """Level of a heading: 1 to 6, or 0 for a title that stands above the headings of level 1."""
    bold: bool = False
    """All of it is set in bold."""
    regions: frozenset[str] = frozenset()
    """On a web page, where it stands: nav, header, footer, aside, form, notes, main, article."""
    size: float = 0.0
    """Size of its type in points, or 0 where that is not known."""
    linked: int = 0
    """On a web page, how many of its characters belong to links."""


@dataclass(slots=True)
class _Row:
    cells: list[list[Block]] = field(default_factory=list)


class BlockSink:
    """Collects blocks; the cells of a table row become one line, unless they hold more than a line each.

    Examples
    --------
    >>> sink = BlockSink()
    >>> sink.open_row(); sink.open_cell(); sink.add(Block("Year")); sink.open_cell(); sink.add(Block("Aid"))
    >>> sink.close_row()
    >>> sink.blocks[0].text
    'Year | Aid'
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._rows: list[_Row] = []

    def add(self, block: Block) -> None:
        """Add a block to the open cell, or to the document.

        Parameters
        ----------
        block
            Dropped if it is blank.
        """
        if block.text and not block.text.isspace():
            self._target().append(block)

    def open_row(self) -> None:
        """Begin a table row (inside a cell: of a nested table)."""
        self._rows.append(_Row())

    def open_cell(self) -> None:
        """Begin a cell of the open row."""
        if self._rows:
            self._rows[-1].cells.append([])

    def close_row(self) -> None:
        """End the open row: write it as one line, or, where a cell holds several blocks, as those."""
        if not self._rows:
            return
        cells = [cell for cell in self._rows.pop().cells if cell]
        if all(len(cell) == 1 and cell[0].kind != "heading" for cell in cells) and len(cells) > 1:
            text = " | ".join(" ".join(cell[0].text.split()) for cell in cells)
            linked = sum(cell[0].linked for cell in cells)
            self.add(replace(cells[0][0], text=text, kind="paragraph", bold=False, linked=linked))
        else:
            self._target().extend(block for cell in cells for block in cell)

    def finish(self) -> list[Block]:
        """Close what is still open and give all blocks."""
        while self._rows:
            self.close_row()
        return self.blocks

    def _target(self) -> list[Block]:
        if not self._rows:
            return self.blocks
        row = self._rows[-1]
        if not row.cells:
            row.cells.append([])
        return row.cells[-1]


def fold(text: str) -> list[str]:
    r"""Give the lines of a block: white space folded, soft hyphens taken out, blank lines dropped.

    Parameters
    ----------
    text
        Text of a block.

    Examples
    --------
    >>> fold(" a \t b \n\n c ")
    ['a b', 'c']
    """
    lines = (" ".join(line.split()) for line in text.replace("\xad", "").split("\n"))
    return [line for line in lines if line]
