"""The blocks of a web page, from the tags and text of its source in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from .blocks import Block, BlockKind, BlockSink
from .htmltags import BLOCKS, IMPLIED_END, NEVER, VOID, heading_level, is_hidden, is_note_mark, regions_of
from .libraries import optional

__all__ = ["PageReader", "parse_page"]


def parse_page(text: str) -> PageReader:
    """Read the tree of a page, by lxml if it is installed, otherwise by Python's own parser.

    Parameters
    ----------
    text
        The page.
    """
    text = _with_end_tags(text)
    reader = PageReader()
    etree = optional("lxml.etree")
    if etree is None:
        _feed_own(text, reader)
    else:
        # Bytes with the encoding said: of a string, lxml would believe the encoding that the page declares.
        parser = etree.HTMLParser(target=_Target(reader), huge_tree=True, encoding="utf-8")
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    return reader


_EMPTY_TAG = re.compile(r"<([A-Za-z][\w:.-]*)(\s[^<>]*?)?\s*/>")


def _with_end_tags(text: str) -> str:
    """Write ``<a/>`` of XHTML as ``<a></a>``: an HTML parser would take it for the start of an element."""
    if "http://www.w3.org/1999/xhtml" not in text[:2048]:
        return text

    def full(found: re.Match[str]) -> str:
        tag = found[1]
        return found[0] if tag.lower() in VOID else f"<{tag}{found[2] or ''}></{tag}>"

    return _EMPTY_TAG.sub(full, text)


class _Target:
    """What lxml calls; it looks names up on the class, and ends with `close`."""

    def __init__(self, reader: PageReader) -> None:
        self.start = reader.start
        self.end = reader.end
        self.data = reader.data

    def close(self) -> None: ...


class _OwnParser(HTMLParser):
    def __init__(self, reader: PageReader) -> None:
        super().__init__(convert_charrefs=True)
        self._reader = reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._reader.start(tag, {key: value or "" for key, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._reader.end(tag)

    def handle_data(self, data: str) -> None:
        self._reader.data(data)


def _feed_own(text: str, reader: PageReader) -> None:
    parser = _OwnParser(reader)
    parser.feed(text)
    parser.close()


_SPACE = re.compile(r"[ \t\n\r\f]+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
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


@dataclass(slots=True)
class _Text:
    pieces: list[str] = field(default_factory=list)
    shown: int = 0
    bold: int = 0
    linked: int = 0


class PageReader:
    """Told of tags and text in order, it collects the blocks of a page and where they stand."""

    def __init__(self) -> None:
        self.title = ""
        self.sink = BlockSink()
        self._stack: list[_Open] = [_Open("", frozenset(), dropped=False, bold=False, link=False)]
        self._count: dict[str, int] = {}
        self._text = _Text()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Tell of a tag that opens."""
        tag = tag.lower().rpartition(":")[2]
        if tag in BLOCKS:
            self._flush()
            self._end_implied(tag)
        elif tag == "br":
            self._write("\n")
        if tag in VOID:
            return
        above = self._stack[-1]
        style = attributes.get("style", "").replace(" ", "").lower()
        self._stack.append(
            _Open(
                tag,
                regions=above.regions | regions_of(tag, attributes),
                dropped=above.dropped or tag in NEVER or is_hidden(attributes, style) or is_note_mark(tag, attributes),
                bold=above.bold or tag in ("b", "strong") or "font-weight:bold" in style,
                link=above.link or tag == "a",
                level=heading_level(tag, attributes),
            )
        )
        self._count[tag] = self._count.get(tag, 0) + 1
        if tag == "tr":
            self.sink.open_row()
        elif tag in ("td", "th"):
            self.sink.open_cell()

    def end(self, tag: str) -> None:
        """Tell of a tag that closes; one that never opened is passed over."""
        tag = tag.lower().rpartition(":")[2]
        if self._count.get(tag):
            while self._pop() != tag:
                pass

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
        self._text.bold += shown if top.bold else 0
        self._text.linked += shown if top.link else 0

    def _pop(self) -> str:
        top = self._stack[-1]
        if top.tag in BLOCKS:
            self._flush()
        self._stack.pop()
        self._count[top.tag] -= 1
        if top.tag == "tr":
            self.sink.close_row()
        return top.tag

    def _end_implied(self, tag: str) -> None:
        """Close what a new block ends silently, as browsers do: a paragraph by any block."""
        if self._count.get("p") and self._stack[-1].tag == "p":
            self._pop()
        closes, scope = IMPLIED_END.get(tag, (frozenset(), frozenset()))
        if not any(self._count.get(name) for name in closes):
            return
        depth = len(self._stack) - 1
        while depth > 0 and self._stack[depth].tag not in scope and len(self._stack) - depth < _REACH:
            if self._stack[depth].tag in closes:
                while len(self._stack) > depth:
                    self._pop()
                return
            depth -= 1

    def _flush(self) -> None:
        """Write the text since the last block boundary as a block of the element it stands in."""
        text, self._text = self._text, _Text()
        if not text.shown:
            return
        kind, level = self._kind()
        whole = "".join(text.pieces)
        bold = text.bold * 10 >= text.shown * 9
        regions = self._stack[-1].regions
        pieces = [whole] if kind in ("heading", "code") else _PARAGRAPH_END.split(whole)
        for piece in pieces:
            self.sink.add(Block(piece, kind, level, bold, regions, linked=text.linked // len(pieces)))

    def _kind(self) -> tuple[BlockKind, int]:
        for opened in reversed(self._stack[-_REACH:]):
            if opened.level is not None:
                return "heading", opened.level
            if opened.tag in _KINDS:
                return _KINDS[opened.tag], 0
        return "paragraph", 0
