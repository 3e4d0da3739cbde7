"""Word documents (.docx): headings by style and outline level, tables, lists, text boxes.

Left out: page headers and footers, comments, deleted and moved-away text, hidden text, tables of contents,
and, unless asked for, foot- and endnotes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from . import xmlguard
from .blocks import Block, BlockSink
from .document import BadFile, Markup, MetadataValue
from .markdown import render
from .options import Limits
from .package import Package

__all__ = ["read_docx"]

_OFF = {"0", "false", "off", "none"}


def read_docx(stream: BinaryIO, limits: Limits, *, notes: bool) -> tuple[str, Markup, dict[str, MetadataValue]]:
    """Read a Word document.

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
    package = Package(stream, limits, "the Word document")
    main = _main_part(package)
    relations = _relations(package, main)

    def related(kind: str) -> str:
        return relations.get(kind) or posixpath.join(posixpath.dirname(main), kind + ".xml")

    styles = _Styles()
    _read_part(package, related("styles"), styles)
    note_texts: dict[str, list[Block]] = {}
    if notes:
        for kind in ("footnote", "endnote"):
            reader = _NoteReader(styles, kind)
            _read_part(package, related(kind + "s"), reader)
            note_texts |= reader.notes
    body = _BodyReader(styles, note_texts)
    xmlguard.parse(package.chunks(main), body, main)
    text, markup = render(body.sink.finish())
    left_out = 0 if notes else body.note_count
    return text, markup, {"notes_left_out": left_out} if left_out else {}


def _read_part(package: Package, name: str, handler: xmlguard.Handler) -> None:
    if name in package:
        xmlguard.parse(package.chunks(name), handler, name)


def _main_part(package: Package) -> str:
    main = _relations(package, "").get("officeDocument", "word/document.xml")
    if main not in package:
        raise BadFile("the zip file has no Word text in it (word/document.xml): it is damaged, or of another kind")
    return main


def _relations(package: Package, part: str) -> dict[str, str]:
    """Parts that a part refers to, by the last word of their type."""
    folder, name = posixpath.split(part)
    reader = _Relations(folder)
    _read_part(package, posixpath.join(folder, "_rels", name + ".rels"), reader)
    return reader.targets


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rel:Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
            self.targets.setdefault(attributes.get("Type", "").rpartition("/")[2], posixpath.normpath(path))

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...


Role = Literal["heading", "item", "toc", ""]


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    bold: bool | None = None


class _Styles:
    """Paragraph styles: which are headings, whatever the language of their names."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._open: _Style | None = None
        self._known: dict[str, tuple[Role, int, bool]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("w:val", "")
        if name == "w:style":
            self._open = None
            if attributes.get("w:type", "paragraph") == "paragraph":
                self._open = self._styles.setdefault(attributes.get("w:styleId", ""), _Style())
        elif self._open is None:
            return
        elif name == "w:name":
            self._open.name = value.lower()
        elif name == "w:basedOn":
            self._open.based_on = value
        elif name == "w:outlineLvl":
            self._open.outline = _number(value)
        elif name == "w:b":
            self._open.bold = value not in _OFF

    def end(self, name: str) -> None:
        if name == "w:style":
            self._open = None

    def data(self, text: str) -> None: ...

    def role(self, identifier: str) -> tuple[Role, int, bool]:
        """Say what a paragraph of this style is: its role, its heading level, and whether it is bold."""
        if identifier not in self._known:
            self._known[identifier] = self._find(identifier)
        return self._known[identifier]

    def _find(self, identifier: str) -> tuple[Role, int, bool]:
        role: tuple[Role, int] | None = None
        bold: bool | None = None
        seen: set[str] = set()
        while identifier and identifier not in seen:
            seen.add(identifier)
            style = self._styles.get(identifier)
            if style is None:
                style = _Style(name=re.sub(r"(?<=[a-z])(?=\d)", " ", identifier.lower()))
            bold = style.bold if bold is None else bold
            role = role or _role_by_name(style.name) or _role_by_outline(style.outline)
            identifier = style.based_on
        return *(role or ("", 0)), bool(bold)


_NAMED = re.compile(r"(?:heading|überschrift|titre|título|titolo|rubrik|kop|nagłówek|заголовок) ?([1-9])")


def _role_by_name(name: str) -> tuple[Role, int] | None:
    if name.startswith("toc"):
        return "toc", 0
    if name == "title":
        return "heading", 0
    if found := _NAMED.fullmatch(name):
        return "heading", min(int(found[1]), 6)
    if name.startswith("list "):
        return "item", 0
    return None


def _role_by_outline(outline: int | None) -> tuple[Role, int] | None:
    if outline is None:
        return None
    return ("heading", min(outline + 1, 6)) if 0 <= outline < 9 else ("", 0)


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    numbered: bool | None = None
    plain_seen: bool = False
    bold_seen: bool = False
    bold: bool | None = None
    hidden: bool = False
    notes: list[str] = field(default_factory=list)


# Elements whose content is no text of the document as it stands.
_SKIPPED = {"w:moveFrom", "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:del", "mc:Fallback", "w:rt"}


class _BodyReader:
    """Turns the events of the main part into blocks."""

    def __init__(self, styles: _Styles, notes: Mapping[str, list[Block]]) -> None:
        self.sink = BlockSink()
        self.note_count = 0
        self._styles = styles
        self._notes = notes
        self._paragraphs: list[_Paragraph] = []
        self._skipping = 0
        self._contents_listed = False
        self._in_run = self._in_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipping:
            self._skipping += 1
        elif name in _SKIPPED or (name == "w:sdtContent" and self._contents_listed):
            self._skipping = 1
            self._contents_listed = False
        elif name == "w:p":
            self._paragraphs.append(_Paragraph())
        elif name in ("w:t", "m:t"):
            self._in_text = True
        elif name == "w:r":
            self._start_run()
        elif name == "w:tr":
            self.sink.open_row()
        elif name == "w:tc":
            self.sink.open_cell()
        elif name == "w:docPartGallery":
            self._contents_listed = attributes.get("w:val", "").lower() == "table of contents"
        elif self._paragraphs:
            self._inside(self._paragraphs[-1], name, attributes)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == "w:p" and self._paragraphs:
            self._finish(self._paragraphs.pop())
            self._in_run = False
        elif name in ("w:t", "m:t"):
            self._in_text = False
        elif name == "w:r":
            self._in_run = False
        elif name == "w:tr":
            self.sink.close_row()
        elif name == "w:sdt":
            self._contents_listed = False

    def data(self, text: str) -> None:
        if self._in_text and not self._skipping and self._paragraphs:
            self._write(self._paragraphs[-1], text)

    def _start_run(self) -> None:
        self._in_run = True
        if self._paragraphs:
            self._paragraphs[-1].bold = None
            self._paragraphs[-1].hidden = False

    def _inside(self, paragraph: _Paragraph, name: str, attributes: Mapping[str, str]) -> None:
        """Tell the open paragraph of a property, or of a character that is written as an element."""
        value = attributes.get("w:val", "")
        if not self._in_run:
            if name == "w:pStyle":
                paragraph.style = value
            elif name == "w:outlineLvl":
                paragraph.outline = _number(value)
            elif name == "w:numId":
                paragraph.numbered = value != "0"
        elif name == "w:b":
            paragraph.bold = value not in _OFF
        elif name in ("w:vanish", "w:webHidden"):
            paragraph.hidden = value not in _OFF
        elif name in _CHARACTERS:
            text = _CHARACTERS[name]
            self._write(paragraph, " " if attributes.get("w:type") in ("page", "column") else text)
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self.note_count += 1
            paragraph.notes.append(name[2:-9] + attributes.get("w:id", ""))

    def _write(self, paragraph: _Paragraph, text: str) -> None:
        if paragraph.hidden:
            return
        paragraph.pieces.append(text)
        if not text.isspace():
            style_bold = self._styles.role(paragraph.style)[2]
            bold = style_bold if paragraph.bold is None else paragraph.bold
            paragraph.bold_seen |= bold
            paragraph.plain_seen |= not bold

    def _finish(self, paragraph: _Paragraph) -> None:
        role, level, _ = self._styles.role(paragraph.style)
        text = "".join(paragraph.pieces)
        by_outline = _role_by_outline(paragraph.outline)
        if by_outline is not None and role != "toc" and not (role == "heading" and by_outline[0] == "heading"):
            role, level = by_outline
        if role == "heading":
            self.sink.add(Block(" ".join(text.split()), "heading", level))
        elif role != "toc":
            item = role == "item" if paragraph.numbered is None else paragraph.numbered
            bold = paragraph.bold_seen and not paragraph.plain_seen
            self.sink.add(Block(text, "item" if item else "paragraph", bold=bold))
        for key in paragraph.notes:
            for block in self._notes.get(key, ()):
                self.sink.add(block)


_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}


class _NoteReader(_BodyReader):
    """Reads the part that holds the foot- or endnotes."""

    def __init__(self, styles: _Styles, kind: str) -> None:
        super().__init__(styles, {})
        self.notes: dict[str, list[Block]] = {}
        self._kind = kind
        self._identifier: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"w:{self._kind}" and not self._skipping:
            separator = attributes.get("w:type", "normal") != "normal"
            self._identifier = None if separator else attributes.get("w:id", "")
            self.sink = BlockSink()
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name == f"w:{self._kind}" and self._identifier is not None:
            self.notes[self._kind + self._identifier] = self.sink.finish()
            self._identifier = None
