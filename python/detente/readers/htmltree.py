"""The blocks of a web page, from the tags and text of its source in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .blocks import Block, BlockKind, BlockSink
from .css import Look
from .document import BadFile
from .htmltags import (
    BLOCKS,
    HEADINGS,
    IMPLIED_END,
    NEVER,
    VOID,
    heading_level,
    is_hidden,
    is_note_mark,
    regions_of,
)
from .htmltokens import tokenize

__all__ = ["PageReader", "parse_page"]


def parse_page(text: str, looks: Mapping[str, Look] | None = None) -> PageReader:
    """Read the blocks of a page.

    Parameters
    ----------
    text
        The source of the page.
    looks
        The look of each class, if that is to tell headings where the page marks none.

    Raises
    ------
    BadFile
        If its elements are nested deeper than any browser would show.

    Examples
    --------
    >>> [block.text for block in parse_page("<p>Trade<p>Aid &amp; war").finish()]
    ['Trade', 'Aid & war']
    """
    reader = PageReader(looks)
    tokenize(text, reader)
    return reader


_SPACE = re.compile(r"[ \t\n\r\f]+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_PARAGRAPH = frozenset({"p"})
_LONGEST_HEADING = 60
_DEEPEST = 2_000
# Points of type whose size no class tells.
_USUAL_SIZE = 12.0
# How many open elements are looked through: pages nest some dozens deep, hostile ones a million.
_REACH = 64
_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "blockquote": "quote",
    "pre": "code",
    "td": "paragraph",
    "th": "paragraph",
}


@dataclass(slots=True)
class _Open:
    tag: str
    regions: frozenset[str]
    dropped: bool
    bold: bool
    link: bool
    level: int | None = None
    size: float = 0.0


@dataclass(slots=True)
class _Text:
    pieces: list[str] = field(default_factory=list)
    shown: int = 0
    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0
    linked: int = 0


class PageReader:
    """Told of tags and text in order, it collects the blocks of a page and where they stand."""

    def __init__(self, looks: Mapping[str, Look] | None = None) -> None:
        self._looks = looks
        self.title = ""
        self.sink = BlockSink()
        self._stack: list[_Open] = [_Open("", frozenset(), dropped=False, bold=False, link=False)]
        if looks:
            self._stack[0].size = _USUAL_SIZE
        self._count: dict[str, int] = {}
        self._text = _Text()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Tell of a tag that opens."""
        tag = tag.rpartition(":")[2]
        if tag in BLOCKS:
            self._flush()
            self._end_implied(tag)
        elif tag == "br":
            self._write("\n")
        if tag in VOID:
            return
        if tag == "a" and self._count.get("a"):
            self.end("a")
        if len(self._stack) > _DEEPEST:
            if tag not in BLOCKS:
                return
            raise BadFile(f"elements inside elements, more than {_DEEPEST} deep: no page to be read")
        self._stack.append(self._opened(tag, attributes))
        self._count[tag] = self._count.get(tag, 0) + 1
        if tag == "tr":
            self.sink.open_row()
        elif tag in ("td", "th"):
            self.sink.open_cell()

    def _opened(self, tag: str, attributes: Mapping[str, str]) -> _Open:
        above = self._stack[-1]
        regions = regions_of(tag, attributes)
        size = above.size
        dropped, bold = above.dropped or tag in NEVER, above.bold or tag in ("b", "strong")
        if attributes:
            style = attributes.get("style", "").replace(" ", "").lower()
            dropped = dropped or is_hidden(attributes, style) or is_note_mark(tag, attributes)
            bold = bold or "font-weight:bold" in style
            if self._looks:
                bold, size = self._look(attributes, bold, size)
        return _Open(
            tag,
            above.regions | regions if regions else above.regions,
            dropped,
            bold,
            link=above.link or tag == "a",
            level=heading_level(tag, attributes),
            size=size,
        )

    def _look(self, attributes: Mapping[str, str], bold: bool, size: float) -> tuple[bool, float]:
        for name in attributes.get("class", "").split():
            look = (self._looks or {}).get(name)
            if look is not None:
                bold = bold if look.bold is None else look.bold
                size = size if look.size is None else look.size
        return bold, size

    def end(self, tag: str) -> None:
        """Tell of a tag that closes; one that never opened is passed over."""
        tag = tag.rpartition(":")[2]
        if tag in HEADINGS and not self._count.get(tag):  # any heading's end tag ends the open heading
            tag = next((name for name in HEADINGS if self._count.get(name)), tag)
        if not self._count.get(tag):
            return
        if tag in BLOCKS or tag in NEVER or self._is_innermost(tag):
            while self._pop() != tag:
                pass
        else:  # <b><p></b>: ends the <b>, not the <p>
            opened = next(each for each in reversed(self._stack) if each.tag == tag)
            opened.tag = ""
            self._count[tag] -= 1

    def _is_innermost(self, tag: str) -> bool:
        """Say whether an inline element is open and no block inside of it is."""
        for opened in reversed(self._stack[-_REACH:]):
            if opened.tag == tag:
                return True
            if opened.tag in BLOCKS:
                return False
        return True

    def data(self, text: str) -> None:
        """Tell of text."""
        top = self._stack[-1]
        if top.tag == "title" and not top.dropped and not self.title:
            self.title = text
        elif not self._count.get("head") or self._count.get("body"):
            self._write(text if self._count.get("pre") else _SPACE.sub(" ", text))

    def finish(self) -> list[Block]:
        """Close what is open and give the blocks in order."""
        self._flush()
        return self.sink.finish()

    def _write(self, text: str) -> None:
        top = self._stack[-1]
        if top.dropped:
            return
        self._text.pieces.append(text)
        shown = len(text) - text.count(" ")
        self._text.shown += shown
        self._text.sizes[top.size] += shown
        self._text.bold += shown if top.bold else 0
        self._text.linked += shown if top.link else 0

    def _pop(self) -> str:
        top = self._stack[-1]
        if top.tag in BLOCKS:
            self._flush()
        self._stack.pop()
        self._count[top.tag] = self._count.get(top.tag, 0) - 1
        if top.tag == "tr":
            self.sink.close_row()
        return top.tag

    def _end_implied(self, tag: str) -> None:
        """Close what a new block ends silently, as browsers do: a paragraph by any block."""
        if self._count.get("head") and tag != "html":
            self.end("head")
        if self._count.get("p"):
            self._end_open(_PARAGRAPH, BLOCKS)
        closes, scope = IMPLIED_END.get(tag, (None, BLOCKS))
        if closes is not None and any(map(self._count.get, closes)):
            self._end_open(closes, scope)

    def _end_open(self, tags: frozenset[str], scope: frozenset[str]) -> None:
        """End the innermost open element of these, unless one of `scope` is inside of it."""
        for back, opened in enumerate(reversed(self._stack[-_REACH:]), 1):
            if opened.tag in tags:
                for _ in range(back):
                    self._pop()
                return
            if opened.tag in scope:
                return

    def _flush(self) -> None:
        """Write the text since the last block boundary as a block of the element it stands in."""
        text, self._text = self._text, _Text()
        if not text.shown:
            return
        kind, level = self._kind()
        whole = "".join(text.pieces)
        if kind == "heading" and len(whole.split()) > _LONGEST_HEADING:  # its end tag is missing
            kind = "paragraph"
        bold = text.bold * 10 >= text.shown * 9
        regions = self._stack[-1].regions
        size = max(text.sizes, key=lambda each: (text.sizes[each], each))
        pieces = [whole] if kind in ("heading", "code") else _PARAGRAPH_END.split(whole)
        for piece in pieces:
            self.sink.add(Block(piece, kind, level, bold, regions, size, text.linked // len(pieces)))

    def _kind(self) -> tuple[BlockKind, int]:
        for opened in reversed(self._stack[-_REACH:]):
            if opened.level is not None:
                return "heading", opened.level
            if opened.tag in _KINDS:
                return _KINDS[opened.tag], 0
        return "paragraph", 0
