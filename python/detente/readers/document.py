"""What a reader gives: one :class:`Document` per text, readable or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from detente._core import DetenteError

__all__ = ["BadFile", "Document", "Markup", "MetadataValue", "ReaderError"]

Markup: TypeAlias = Literal["auto", "plain", "markdown"]
"""How the text of a document is marked up; ``"auto"`` where that has to be seen from the text."""

MetadataValue: TypeAlias = str | int | float | bool | None
"""What a cell of metadata can hold."""


class ReaderError(DetenteError):
    """The call was wrong, not the file: a column that is not there, a folder without texts."""


class BadFile(Exception):
    """A file, or a part of it, that cannot be read. Becomes :attr:`Document.error`; users never see it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its name, or the reason why there is none.

    Examples
    --------
    >>> Document(id="a", text="Peace.", source="a.txt").format
    'plain'
    """

    id: str
    """Name of the document: the path, the value of the id column, or the path and the row number."""
    text: str
    """The text; line ends are ``\\n``. Empty where `error` is set."""
    format: Markup = "plain"
    """``"markdown"`` where the headings are known and marked ``#``, ``##``, ...; ``"auto"`` for text as it came."""
    metadata: dict[str, MetadataValue] = field(default_factory=dict)
    """Other columns of the row, or what the file's name says (student, page title, ...)."""
    source: str = ""
    """The file the text comes from; inside an archive, the archive's path and the member's name."""
    encoding: str | None = None
    """Character encoding of the bytes; `None` where the format settles it (Word, PDF, Parquet)."""
    replaced_chars: int = 0
    """How many characters could not be decoded and stand as U+FFFD in the text."""
    error: str | None = None
    """`None`, or one line: what is wrong, where, and what to do about it."""
