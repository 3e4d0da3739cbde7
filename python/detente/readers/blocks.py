"""From the blocks of a formatted document (headings, paragraphs, list items) to Markdown or plain text.

All formats that know their headings end here, so that the same document gives the same text whichever
format it was saved in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from .document import Markup

__all__ = ["Block", "BlockKind", "BlockSink", "fold", "promote_bold_lines", "render"]


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


def render(blocks: Iterable[Block]) -> tuple[str, Markup]:
    r"""Write blocks as Markdown, or as plain text where no heading is known.

    A document without headings is given as plain text so that its outline can still be found by its layout.
    In Markdown the words stand as they were; only what would be read as a mark at the start of a line,
    and ``<`` where a tag would begin, gets a backslash, which is no word.

    Parameters
    ----------
    blocks
        The blocks in reading order.

    Returns
    -------
    tuple
        The text and how it is marked up.

    Examples
    --------
    >>> render([Block("Aid", "heading", 1), Block("# 1 of the list")])
    ('# Aid\n\n\\# 1 of the list\n', 'markdown')
    >>> render([Block("Only this.")])
    ('Only this.\n', 'plain')
    """
    settled = promote_bold_lines(_settle_levels([block for block in blocks if fold(block.text)]))
    if not settled:
        return "", "plain"
    if any(block.kind == "heading" for block in settled):
        return _join(settled, _markdown), "markdown"
    return _join(settled, _plain), "plain"


def promote_bold_lines(blocks: Sequence[Block]) -> list[Block]:
    """Take short lines set all in bold for headings, in a document that has no heading by style.

    Many writers never touch the styles of their word processor. A line counts if it is short, does not end
    like a sentence, and is followed by a paragraph that is not bold; one such line alone is not enough.

    Parameters
    ----------
    blocks
        The blocks of a whole document.

    Examples
    --------
    >>> text = Block("Long talk.")
    >>> blocks = promote_bold_lines([Block("Aid", bold=True), text, Block("War", bold=True), text])
    >>> [block.level for block in blocks]
    [2, 0, 2, 0]
    """
    blocks = list(blocks)
    if any(block.kind == "heading" and block.level > 1 for block in blocks):
        return blocks
    if sum(block.kind == "heading" for block in blocks) > 1:
        return blocks
    lines = [_is_bold_line(block) for block in blocks]
    leads = [index for index in range(len(blocks) - 1) if lines[index] and _is_body(blocks[index + 1])]
    if len(leads) < 2:
        return blocks
    for index in leads:
        blocks[index] = replace(blocks[index], kind="heading", level=2)
    if lines[0] and lines[1] and len(blocks) > 2:
        blocks[0] = replace(blocks[0], kind="heading", level=1)
    return blocks


_SHORT_WORDS = 12
_SENTENCE_END = (".", "!", ",", ";")


def _is_bold_line(block: Block) -> bool:
    lines = fold(block.text)
    return (
        block.kind == "paragraph"
        and block.bold
        and len(lines) == 1
        and len(lines[0].split()) <= _SHORT_WORDS
        and (not lines[0].endswith(_SENTENCE_END) or lines[0].rstrip(".").isdigit())
    )


def _is_body(block: Block) -> bool:
    return block.kind != "heading" and not block.bold


def _settle_levels(blocks: list[Block]) -> list[Block]:
    """Give a title (level 0) level 1 and move the other headings down, unless a heading repeats the title."""
    headings = [block for block in blocks if block.kind == "heading"]
    titles = [block for block in headings if block.level == 0]
    if not titles:
        return blocks
    shown = fold(titles[0].text)
    if any(block.level == 1 and fold(block.text) == shown for block in headings):
        return [block for block in blocks if not (block.kind == "heading" and block.level == 0)]
    tops = min((block.level for block in headings if block.level), default=2)
    shift = 1 if tops == 1 else 0
    return [_shifted(block, shift) if block.kind == "heading" else block for block in blocks]


def _shifted(block: Block, shift: int) -> Block:
    return replace(block, level=1 if block.level == 0 else min(block.level + shift, 6))


def _join(blocks: Sequence[Block], write: Callable[[Block], str]) -> str:
    parts: list[str] = []
    previous = ""
    for block in blocks:
        if parts:
            parts.append("\n" if block.kind == previous == "item" else "\n\n")
        parts.append(write(block))
        previous = block.kind
    return "".join(parts) + "\n"


def _plain(block: Block) -> str:
    if block.kind == "code":
        return block.text.strip("\n")
    text = "\n".join(fold(block.text))
    return f"- {text}" if block.kind == "item" else text


def _markdown(block: Block) -> str:
    if block.kind == "code":
        return _fenced(block.text.strip("\n"))
    lines = fold(block.text)
    if block.kind == "heading":
        return "#" * max(block.level, 1) + " " + _CLOSING_MARK.sub(r"\\\1", _TAG.sub(r"\\<", " ".join(lines)))
    lines = [_escaped(line) for line in lines]
    if block.kind == "item":
        return "- " + "\n  ".join(lines)
    if block.kind == "quote":
        return "> " + "\n> ".join(lines)
    return "\n".join(lines)


_CLOSING_MARK = re.compile(r"(#+)$")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_MARK = re.compile(
    r"""(?: \#{1,6}(?=\s|$)      # heading
          | [-+*](?=\s|$)         # list item
          | >                     # quotation
          | `{3} | ~{3}           # code
          | \[[^\]]+\]:           # link or note definition
          | [\s|:=_*-]+$          # rule, underline of a heading, head of a table
        )""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")


def _escaped(line: str) -> str:
    """Put a backslash before what Markdown would read as a mark at the start of this line."""
    line = _TAG.sub(r"\\<", line)
    if _MARK.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\", line, count=1) if _NUMBERED.match(line) else line


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
