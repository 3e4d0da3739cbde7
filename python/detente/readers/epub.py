"""E-books (.epub): the chapters in reading order, each read as a web page.

Left out: the table of contents and, unless asked for, foot- and endnotes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote

from . import xmlguard
from .blocks import Block
from .css import looks_of_classes
from .decode import decode
from .document import BadFile, Markup, MetadataValue
from .htmltree import parse_page
from .mainblock import page_blocks
from .markdown import render
from .options import Limits
from .package import Package

__all__ = ["read_epub"]

_SHEET_BYTES = 1 << 20
_FONT_DISGUISES = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read_epub(
    stream: BinaryIO, limits: Limits, *, keep_boilerplate: bool, notes: bool
) -> tuple[str, Markup, dict[str, MetadataValue]]:
    """Read an e-book.

    Parameters
    ----------
    stream
        The file.
    limits
        The limits that hold; `Limits.text_bytes` for all chapters together.
    keep_boilerplate
        Keep navigation inside the chapters.
    notes
        Keep foot- and endnotes.

    Returns
    -------
    tuple
        Text, how it is marked up, and metadata (``title``, ``author``).

    Raises
    ------
    BadFile
        If it cannot be read.
    """
    package = Package(stream, limits, "the e-book")
    container = _Container()
    xmlguard.parse(package.chunks("META-INF/container.xml"), container, "META-INF/container.xml")
    if container.path not in package:
        raise BadFile("the e-book has no list of chapters: it is damaged")
    book = _Book(posixpath.dirname(container.path))
    xmlguard.parse(package.chunks(container.path), book, container.path)
    protected = _protected(package)
    looks = looks_of_classes(decode(package.read(name, _SHEET_BYTES)).text for name in book.sheets() if name in package)
    blocks: list[Block] = []
    left = limits.text_bytes
    for name in book.chapters():
        if name not in package:
            raise BadFile(f"the chapter {name!r} is missing: download it again")
        if name in protected:
            raise BadFile("protected against copying (DRM): it cannot be read")
        data = package.read(name, left)
        left -= len(data)
        reader = parse_page(decode(data).text, looks)
        blocks += page_blocks(reader.finish(), keep_boilerplate=keep_boilerplate, notes=notes)
    text, markup = render(blocks)
    return text, markup, book.metadata()


class _Container:
    def __init__(self) -> None:
        self.path = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "container:rootfile" and not self.path:
            self.path = posixpath.normpath(attributes.get("full-path", ""))

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    media: str
    is_contents: bool


class _Book:
    """The package document: which files are chapters, in which order, and who wrote them."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._items: dict[str, _Item] = {}
        self._spine: list[str] = []
        self._texts: dict[str, str] = {}
        self._field: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "opf:item":
            path = posixpath.normpath(posixpath.join(self._folder, unquote(attributes.get("href", ""))))
            self._items[attributes.get("id", "")] = _Item(
                path,
                attributes.get("media-type", ""),
                is_contents="nav" in attributes.get("properties", "").split(),
            )
        elif name == "opf:itemref":
            self._spine.append(attributes.get("idref", ""))
        elif name in ("dc:title", "dc:creator") and name not in self._texts:
            self._field = name
            self._texts[name] = ""

    def end(self, name: str) -> None:
        if name == self._field:
            self._field = None

    def data(self, text: str) -> None:
        if self._field is not None:
            self._texts[self._field] += text

    def chapters(self) -> list[str]:
        """Give the files of the chapters in reading order."""
        items = (self._items.get(identifier) for identifier in dict.fromkeys(self._spine))
        return [item.path for item in items if item is not None and "html" in item.media and not item.is_contents]

    def sheets(self) -> list[str]:
        """Give the style sheets."""
        return [item.path for item in self._items.values() if item.media == "text/css"]

    def metadata(self) -> dict[str, MetadataValue]:
        """Give title and author, where the book names them."""
        named = (("title", "dc:title"), ("author", "dc:creator"))
        found = {name: " ".join(self._texts.get(field, "").split()) for name, field in named}
        return {name: text for name, text in found.items() if text}


def _protected(package: Package) -> set[str]:
    reader = _Encryption()
    if "META-INF/encryption.xml" in package:
        xmlguard.parse(package.chunks("META-INF/encryption.xml"), reader, "META-INF/encryption.xml")
    return reader.paths


class _Encryption:
    """Lists the encrypted files; fonts are often only disguised, which does not matter here."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._disguise = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = xmlguard.local(name)
        if name == "EncryptionMethod":
            self._disguise = attributes.get("Algorithm", "") in _FONT_DISGUISES
        elif name == "CipherReference" and not self._disguise:
            self.paths.add(posixpath.normpath(unquote(attributes.get("URI", ""))))

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...
