r"""Readers: from files of many formats to texts with their headings marked.

Every file gives :class:`Document` records. Formats that know their headings (Word, OpenDocument, RTF, HTML,
EPUB, PDF) give Markdown, so that the same essay has the same sections whichever way it was saved; a file that
cannot be read gives a record that says why.

>>> from detente.readers import read_bytes
>>> [page] = read_bytes(b"<html><h1>Trade</h1><p>Aid and war.</p></html>", "page.html")
>>> page.text
'# Trade\n\nAid and war.\n'
"""

from .document import Document, Markup, MetadataValue, ReaderError
from .options import Limits, MainBlock
from .read import read, read_bytes
from .rows import UniqueIds
from .sniff import Kind, sniff
from .walk import ENDINGS, Match, expand, match

__all__ = [
    "ENDINGS",
    "Document",
    "Kind",
    "Limits",
    "MainBlock",
    "Markup",
    "Match",
    "MetadataValue",
    "ReaderError",
    "UniqueIds",
    "expand",
    "match",
    "read",
    "read_bytes",
    "sniff",
]
