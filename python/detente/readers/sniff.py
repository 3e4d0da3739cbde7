"""What kind of file is this? Decided by its bytes; the name only tells kinds of plain text apart."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, Literal, TypeAlias

from .decode import looks_binary
from .document import BadFile
from .options import Limits, Source
from .package import directory

__all__ = ["Kind", "sniff", "sniff_source"]

Kind: TypeAlias = Literal[
    "text", "markdown", "html", "docx", "odt", "rtf", "epub", "pdf",
    "csv", "tsv", "jsonl", "json", "parquet", "zip",
    "empty", "binary", "old-office", "encrypted-office", "xlsx", "pptx", "ods", "compressed", "image",
]  # fmt: skip
"""Kinds of files; those of the last line cannot be read, and the error says what to do instead."""

HEAD = 1 << 12
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "compressed"),
    (b"Rar!\x1a\x07", "compressed"),
    (b"\x28\xb5\x2f\xfd", "compressed"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_KINDS: dict[str, Kind] = {
    "md": "markdown", "markdown": "markdown", "mdown": "markdown", "mkd": "markdown", "csv": "csv",
    "tsv": "tsv", "tab": "tsv", "jsonl": "jsonl", "ndjson": "jsonl", "json": "json",
}  # fmt: skip
_HTML = re.compile(r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_HTML_NAMES = ("html", "htm", "xhtml", "xht")


def sniff(data: bytes, name: str = "") -> Kind:
    """Say what kind of file bytes are.

    Parameters
    ----------
    data
        The whole file, or at least its first 4 KB. (Kinds of zip files are told apart better by the whole.)
    name
        Its name; only the ending is looked at, and only for kinds of plain text.

    Examples
    --------
    >>> sniff(b"%PDF-1.7", "essay.docx")
    'pdf'
    >>> sniff(b"Peace and trade", "essay.docx")
    'text'
    >>> sniff(b"id,text", "essays.csv")
    'csv'
    """
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(io.BytesIO(data))
    return _head_kind(data, name)


def sniff_source(source: Source) -> Kind:
    """Say what kind of file this is, without loading it.

    Parameters
    ----------
    source
        The file.
    """
    with source.open() as stream:
        head = stream.read(HEAD)
        if head.startswith(b"PK\x03\x04"):
            return _zip_kind(stream)
    return _head_kind(head, source.name)


def _head_kind(data: bytes, name: str) -> Kind:
    if not data:
        return "empty"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(_OLE):
        return "encrypted-office" if "EncryptedPackage".encode("utf-16-le") in data else "old-office"
    if data.startswith(b"PK\x05\x06"):
        return "zip"
    if b"%PDF-" in data[:1024] and looks_binary(data[:1024].replace(b"%PDF-", b"")):
        return "pdf"
    if looks_binary(data[:HEAD]):
        return "binary"
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    head = data[:HEAD].decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")
    head = head.removeprefix("\xef\xbb\xbf")
    if _HTML.match(head) or (ending in _HTML_NAMES and re.search(r"<[A-Za-z!]", head)):
        return "html"
    if ending == "rtf" and "{\\rtf" in head[:64]:
        return "rtf"
    return _TEXT_KINDS.get(ending, "text")


def _zip_kind(stream: BinaryIO) -> Kind:
    """Tell office documents, e-books and archives apart by their parts."""
    stream.seek(0)
    head = stream.read(HEAD)
    if b"mimetype" in head[:64]:
        for mark, kind in _MIMETYPES:
            if mark in head[:256]:
                return kind
    try:
        names = directory(stream, Limits(), "the file")
    except BadFile:
        names = head
    if b"[Content_Types].xml" in names:
        for folder, kind in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx")):
            if folder in names:
                return kind
        return "docx"
    if b"META-INF/container.xml" in names:
        return "epub"
    return "odt" if b"META-INF/manifest.xml" in names and b"content.xml" in names else "zip"


_MIMETYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "pptx"),
)
