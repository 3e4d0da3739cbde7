"""From the pieces of text on PDF pages to lines, and from lines to paragraphs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .blocks import Block

__all__ = ["Line", "LineMaker", "paragraphs", "without_notes", "without_running_heads"]

_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|cmssbx|-bd", re.I)
_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
})  # fmt: skip
_SMALL = 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    text: str
    page: int
    x: float
    """Left end, in points."""
    y: float
    """Height above the foot of the page, in points."""
    size: float
    """Size of most of its type, in points."""
    bold: bool
    """Nine tenths of it are bold."""
    marked: bool = False
    """It begins with a small raised number, as a footnote does."""


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool


class LineMaker:
    """Puts together the lines of a page from what pypdf tells of its text.

    Parameters
    ----------
    page
        Number of the page, from 0.
    """

    def __init__(self, page: int) -> None:
        self._page = page
        self._lines: list[Line] = []
        self._open: list[_Piece] = []

    def add(
        self,
        text: str,
        outer: Sequence[float],
        inner: Sequence[float],
        font: Mapping[str, object] | None,
        size: float,
    ) -> None:
        """Take a piece of text, with the matrices that place it, its font and nominal size."""
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = math.hypot(inner[2], inner[3]) * math.hypot(outer[2], outer[3])
        bold = font is not None and bool(_BOLD.search(str(font.get("/BaseFont", ""))))
        parts = text.split("\n")
        for at, part in enumerate(parts):
            if part:
                self._open.append(_Piece(part, x, y, max(round(size * scale, 1), 1.0), bold))
            if at < len(parts) - 1:
                self._close()

    def finish(self) -> list[Line]:
        """Give the lines in the order of the page's text."""
        self._close()
        return self._lines

    def _close(self) -> None:
        pieces, self._open = self._open, []
        shown = [piece for piece in pieces if not piece.text.isspace()]
        if not shown:
            return
        sizes: Counter[float] = Counter()
        for piece in shown:
            sizes[piece.size] += len(piece.text)
        size = max(sizes, key=lambda each: (sizes[each], each))
        marks = [piece for piece in shown if piece.size < _SMALL * size and piece.text.strip(" [](),").isdigit()]
        kept = [piece for piece in pieces if piece not in marks]
        text = " ".join("".join(piece.text for piece in kept).translate(_LIGATURES).split())
        bold = sum(len(piece.text) for piece in shown if piece.bold)
        everything = sum(len(piece.text) for piece in shown)
        first = next((piece for piece in shown if piece not in marks), shown[0])
        if text:
            marked = bool(marks) and shown[0] is marks[0]
            self._lines.append(Line(text, self._page, shown[0].x, first.y, size, bold >= 0.9 * everything, marked))


_PAGE_NUMBER = re.compile(
    r"(?:[Pp]age|PAGE|p\.)?\s*[-–—|]*\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:/|of)\s*\d{1,4})?\s*[-–—|]*"
)
_EDGE = 2


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop page numbers, and lines that stand at the same place at the edge of several pages.

    Parameters
    ----------
    pages
        The lines of each page.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({_place(line) for line in _edges(lines)})
    wanted = 2 if len(pages) < 6 else 3
    return [
        [
            line
            for at, line in enumerate(lines)
            if not (_is_edge(at, lines) and (seen[_place(line)] >= wanted or _is_page_number(line, lines)))
        ]
        for lines in pages
    ]


def _edges(lines: list[Line]) -> list[Line]:
    return [line for at, line in enumerate(lines) if _is_edge(at, lines)]


def _is_edge(at: int, lines: list[Line]) -> bool:
    """Say whether a line is among the two highest or lowest of its page, or written first or last."""
    line = lines[at]
    above = sum(other.y > line.y + 1 for other in lines[:_EDGE] + lines[-_EDGE:])
    below = sum(other.y < line.y - 1 for other in lines[:_EDGE] + lines[-_EDGE:])
    return at < _EDGE or at >= len(lines) - _EDGE or above == 0 or below == 0


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.y / 4)


def _is_page_number(line: Line, lines: list[Line]) -> bool:
    if not _PAGE_NUMBER.fullmatch(line.text):
        return False
    return line.y >= max(each.y for each in lines) - 1 or line.y <= min(each.y for each in lines) + 1


def without_notes(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Drop the footnotes of each page: what follows a raised number that begins a line low on the page.

    Parameters
    ----------
    pages
        The lines of each page.

    Returns
    -------
    tuple
        The lines that are left, and how many notes there were.
    """
    kept, count = [], 0
    for lines in pages:
        start = next((at for at, line in enumerate(lines) if line.marked and _only_notes_below(lines, at)), len(lines))
        count += sum(line.marked for line in lines[start:])
        kept.append(lines[:start])
    return kept, count


def _only_notes_below(lines: list[Line], at: int) -> bool:
    """Say whether a line is lower than all before it, and low on the page."""
    return (
        at > 0
        and all(line.y > lines[at].y for line in lines[:at])
        and lines[at].y < 0.4 * max(line.y for line in lines)
    )


def paragraphs(pages: list[list[Line]]) -> list[Block]:
    """Join lines to paragraphs, across pages, and repair words broken at line ends.

    Parameters
    ----------
    pages
        The lines of each page.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    known = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text for line in lines)))
    layout = _Layout(_usual_gap(lines), _full_length(lines), _body_size(lines))
    groups: list[list[Line]] = [[lines[0]]]
    for above, line in pairwise(lines):
        if _begins_paragraph(above, line, groups[-1], layout):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_block(group, known) for group in groups]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is usual in a document."""

    gap: float
    """Distance of lines inside paragraphs, in units of their size."""
    full: float
    """Characters on a full line."""
    body: float
    """Size of most type, in points."""


def _body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _usual_gap(lines: list[Line]) -> float:
    gaps = Counter(
        round((above.y - line.y) / line.size, 1)
        for above, line in pairwise(lines)
        if above.page == line.page and 0.8 * line.size < above.y - line.y < 3 * line.size and above.size == line.size
    )
    return max(gaps, key=lambda each: (gaps[each], -each), default=1.2)


def _full_length(lines: list[Line]) -> float:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.8 * (len(lengths) - 1))]


_BULLET = re.compile(r"([•‣▪◦●○■□–]|\(?\d{1,2}[.)]|\([a-z]\))\s+")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")


def _begins_paragraph(above: Line, line: Line, group: list[Line], layout: _Layout) -> bool:
    if abs(above.size - line.size) > 0.6 or above.bold != line.bold or _BULLET.match(line.text):
        return True
    short = len(above.text) < 0.7 * layout.full
    ends = bool(_SENTENCE_END.search(above.text))
    distance = (above.y - line.y) / line.size
    if above.page != line.page or distance < -0.5:  # next page, or next column
        return ends or short
    if distance > 1.25 * layout.gap:
        return True
    if line.size > 1.08 * layout.body:  # the second line of a heading
        return False
    if ends and line.x > above.x + 0.8 * line.size and above.x <= _left(group) + 1:  # first line set in
        return True
    return ends and short


def _left(group: list[Line]) -> float:
    return median(line.x for line in group[1:]) if len(group) > 1 else group[0].x


def _block(group: list[Line], known: Counter[str]) -> Block:
    text = group[0].text
    for line in group[1:]:
        text = _joined(text, line.text, known)
    bullet = _BULLET.match(text)
    item = bullet is not None and not bullet[1].strip("()").rstrip(".)").isalnum()
    if bullet is not None and item:
        text = text[bullet.end() :]
    sizes = Counter(line.size for line in group)
    size = max(sizes, key=lambda each: (sizes[each], each))
    return Block(text, "item" if item else "paragraph", bold=all(line.bold for line in group), size=size)


_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\xad]$")
_REST = re.compile(r"[^\W\d_]+")


def _joined(text: str, more: str, known: Counter[str]) -> str:
    """Join two lines; a hyphen at the end goes, unless the word has one elsewhere in the text."""
    broken, rest = _BROKEN.search(text), _REST.match(more)
    if broken is None or rest is None:
        return f"{text} {more}"
    if text.endswith("\xad"):
        return text[:-1] + more
    whole, hyphened = broken[1] + rest[0], f"{broken[1]}-{rest[0]}"
    if known[hyphened] > known[whole] or not rest[0][0].islower():
        return text + more
    return text[:-1] + more
