"""Blocks written as Markdown, or as plain text where no heading is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .blocks import Block, fold
from .document import Markup
from .looks import promote

__all__ = ["render"]


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
    settled = promote(_settle_levels([block for block in blocks if fold(block.text)]))
    if not settled:
        return "", "plain"
    if any(block.kind == "heading" for block in settled):
        return _join(settled, _markdown), "markdown"
    return _join(settled, _plain), "plain"


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
        return "#" * max(block.level, 1) + " " + _heading_text(" ".join(lines))
    lines = [_escaped(line) for line in lines]
    if block.kind == "item":
        return "- " + "\n  ".join(lines)
    if block.kind == "quote":
        return "> " + "\n> ".join(lines)
    return "\n".join(lines)


_CLOSING_MARK = re.compile(r"(#+|\{[^{}]*\})$")  # marks that may close a heading
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_MARK = re.compile(
    r"""(?: \#{1,6}(?=\s|$)      # heading
          | [-+*](?=\s|$)         # list item
          | >                     # quotation
          | `{3} | ~{3}           # code
          | \[[^\]]+\]:           # link or note definition
          | [\s|:=_*+-]+$         # rule, underline of a heading, head of a table
        )""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")


def _heading_text(line: str) -> str:
    return _CLOSING_MARK.sub(r"\\\1", _TAG.sub(r"\\<", line))


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
