"""XML read as a stream of events, with nothing in it that could grow: no DTD, no entities, no tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol
from xml.parsers import expat

from .document import BadFile

__all__ = ["Handler", "local", "parse"]

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "http://www.idpf.org/2007/opf": "opf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:oasis:names:tc:opendocument:xmlns:container": "container",
}


_DEEPEST = 2_000


class Handler(Protocol):
    """What is told of each element; names come as ``prefix:local`` with this module's prefixes."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Tell that an element begins."""

    def end(self, name: str) -> None:
        """Tell that an element ends."""

    def data(self, text: str) -> None:
        """Tell of characters; one text may come in several pieces."""


class _Names(dict[str, str]):
    """Turns ``uri}local`` into ``prefix:local``, once per distinct name."""

    def __missing__(self, key: str) -> str:
        uri, brace, name = key.rpartition("}")
        known = _PREFIXES.get(uri, "?") + ":" if brace else ""
        self[key] = value = known + name
        return value


def local(name: str) -> str:
    """Give a name without its prefix.

    Parameters
    ----------
    name
        As in ``w:p``.

    Examples
    --------
    >>> local("w:p")
    'p'
    """
    return name.rpartition(":")[2]


def parse(chunks: Iterable[bytes], handler: Handler, where: str) -> None:
    """Parse XML and tell `handler` of it.

    Parameters
    ----------
    chunks
        The bytes in pieces.
    handler
        Told of elements and characters.
    where
        Name of the part, for messages.

    Raises
    ------
    BadFile
        If the XML is malformed, or is nested too deep, or declares a document type or entities.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    names = _Names()

    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise BadFile(f"{where} has elements inside elements, more than {_DEEPEST} deep: not read")
        handler.start(names[name], {names[key]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(names[name])

    def refuse(*_: object) -> int:
        raise BadFile(f"{where} declares a document type or entities, which no office program writes: not read")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise BadFile(f"{where} is malformed at line {error.lineno}: {reason}; open and save it again") from None
