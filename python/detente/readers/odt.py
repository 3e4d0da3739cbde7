"""OpenDocument texts (.odt): headings by outline level, tables, lists, text boxes.

Left out: page headers and footers, comments, deleted text, hidden text, tables of contents and other indexes,
and, unless asked for, foot- and endnotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from . import xmlguard
from .blocks import Block, BlockSink
from .document import BadFile, Markup, MetadataValue
from .markdown import render
from .options import Limits
from .package import Package

__all__ = ["read_odt"]


def read_odt(stream: BinaryIO, limits: Limits, *, notes: bool) -> tuple[str, Markup, dict[str, MetadataValue]]:
    """Read an OpenDocument text.

    Parameters
    ----------
    stream
        The file.
    limits
        The limits that hold.
    notes
        Put foot- and endnotes after the paragraph that refers to them.

    Returns
    -------
    tuple
        Text, how it is marked up, and metadata (``notes_left_out``, where there are notes).

    Raises
    ------
    BadFile
        If it cannot be read.
    """
    package = Package(stream, limits, "the OpenDocument text")
    if "META-INF/manifest.xml" in package:
        xmlguard.parse(package.chunks("META-INF/manifest.xml"), _Manifest(), "META-INF/manifest.xml")
    styles = _Styles()
    if "styles.xml" in package:
        xmlguard.parse(package.chunks("styles.xml"), styles, "styles.xml")
    body = _BodyReader(styles, notes=notes)
    xmlguard.parse(package.chunks("content.xml"), body, "content.xml")
    text, markup = render(body.sink.finish())
    left_out = 0 if notes else body.note_count
    return text, markup, {"notes_left_out": left_out} if left_out else {}


class _Manifest:
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "manifest:encryption-data":
            raise BadFile("encrypted with a password: save it without one")

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...


@dataclass(slots=True)
class _Style:
    name: str = ""
    parent: str = ""
    bold: bool | None = None
    hidden: bool = False


class _Styles:
    """Styles of paragraphs and of runs of text, by family and name."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._open: _Style | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style:style":
            own = attributes.get("style:name", "")
            shown = attributes.get("style:display-name", own).lower()
            self._open = _Style(shown, attributes.get("style:parent-style-name", ""))
            self._styles[attributes.get("style:family", ""), own] = self._open
        elif name == "style:text-properties" and self._open is not None:
            weight = attributes.get("fo:font-weight")
            if weight is not None:
                self._open.bold = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
            self._open.hidden = attributes.get("text:display") == "none"

    def end(self, name: str) -> None:
        if name == "style:style":
            self._open = None

    def data(self, text: str) -> None: ...

    def chain(self, family: str, name: str) -> list[_Style]:
        """Give a style and those it is made from."""
        found: list[_Style] = []
        while name and len(found) < 20:
            style = self._styles.get((family, name))
            if style is None:
                return [*found, _Style(name.replace("_20_", " ").lower())]
            found.append(style)
            name = style.parent
        return found

    def bold(self, family: str, name: str) -> bool | None:
        """Say whether a style is bold; `None` if it leaves that open."""
        return next((style.bold for style in self.chain(family, name) if style.bold is not None), None)


@dataclass(slots=True)
class _Paragraph:
    style: str
    level: int | None = None
    pieces: list[str] = field(default_factory=list)
    plain_seen: bool = False
    bold_seen: bool = False
    item: bool = False


_SKIPPED = frozenset({
    "office:annotation", "office:event-listeners", "office:forms", "office:scripts", "svg:desc", "svg:title",
    "text:alphabetical-index", "text:bibliography", "text:illustration-index", "text:note-citation",
    "text:object-index", "text:ruby-text", "text:sequence-decls", "text:table-index", "text:table-of-content",
    "text:tracked-changes", "text:user-field-decls", "text:user-index", "text:variable-decls",
})  # fmt: skip


class _BodyReader:
    """Turns the events of content.xml into blocks."""

    def __init__(self, styles: _Styles, *, notes: bool) -> None:
        self.sink = BlockSink()
        self.note_count = 0
        self._styles = styles
        self._notes = notes
        self._main_sink = self.sink
        self._pending: list[Block] = []
        self._paragraphs: list[_Paragraph] = []
        self._spans: list[tuple[bool | None, bool]] = []
        self._skipping = 0
        self._lists = 0
        self._item_fresh = False
        self._in_body = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipping:
            self._skipping += 1
        elif name in _SKIPPED or (name == "text:note" and not self._notes):
            self._skipping = 1
            self.note_count += name == "text:note"
        elif name in ("text:p", "text:h"):
            self._paragraphs.append(self._paragraph(name, attributes))
        elif name == "text:span":
            style = attributes.get("text:style-name", "")
            hidden = any(each.hidden for each in self._styles.chain("text", style))
            self._spans.append((self._styles.bold("text", style), hidden))
        elif self._paragraphs and name in ("text:s", "text:tab", "text:line-break"):
            self.data("\n" if name == "text:line-break" else " ")
        elif not self._in_body:
            self._in_body = name == "office:body"
            self._styles.start(name, attributes)
        else:
            self._structure(name)

    def _structure(self, name: str) -> None:
        if name == "table:table-row":
            self.sink.open_row()
        elif name == "table:table-cell":
            self.sink.open_cell()
        elif name == "text:list":
            self._lists += 1
        elif name == "text:list-item":
            self._item_fresh = True
        elif name == "text:note":
            self.sink = BlockSink()

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name in ("text:p", "text:h") and self._paragraphs:
            self._finish(self._paragraphs.pop())
        elif name == "text:span" and self._spans:
            self._spans.pop()
        elif name == "table:table-row":
            self.sink.close_row()
        elif name == "text:list":
            self._lists -= 1
        elif name == "text:note":
            self._pending.extend(self.sink.finish())
            self.sink = self._main_sink
        elif not self._in_body:
            self._styles.end(name)

    def data(self, text: str) -> None:
        if self._skipping or not self._paragraphs:
            return
        bold, hidden = self._spans[-1] if self._spans else (None, False)
        if hidden:
            return
        paragraph = self._paragraphs[-1]
        paragraph.pieces.append(text.replace("\n", " ") if len(text) > 1 else text)
        if not text.isspace():
            bold = self._styles.bold("paragraph", paragraph.style) if bold is None else bold
            paragraph.bold_seen |= bool(bold)
            paragraph.plain_seen |= not bold

    def _paragraph(self, name: str, attributes: Mapping[str, str]) -> _Paragraph:
        style = attributes.get("text:style-name", "")
        item = self._lists > 0 and self._item_fresh
        self._item_fresh = False
        if name == "text:h":
            level = attributes.get("text:outline-level", "1")
            return _Paragraph(style, min(int(level), 6) if level in _LEVELS else 6)
        title = any(each.name == "title" for each in self._styles.chain("paragraph", style))
        return _Paragraph(style, 0 if title else None, item=item)

    def _finish(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.pieces)
        if paragraph.level is not None:
            self.sink.add(Block(" ".join(text.split()), "heading", paragraph.level))
        else:
            bold = paragraph.bold_seen and not paragraph.plain_seen
            self.sink.add(Block(text, "item" if paragraph.item else "paragraph", bold=bold))
        if self._pending and self.sink is self._main_sink:
            for block in self._pending:
                self.sink.add(block)
            self._pending.clear()


_LEVELS = frozenset("123456789")
