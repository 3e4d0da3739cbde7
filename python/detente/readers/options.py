"""Settings shared by all readers, and the limits that keep a hostile file from taking the machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, Protocol, TypeAlias

from .document import BadFile, Markup, MetadataValue

__all__ = ["Ids", "Limits", "MainBlock", "Options", "Source"]

MainBlock: TypeAlias = Literal["auto", "tags", "trafilatura"]
"""How the main block of a web page is chosen."""


class Ids(Protocol):
    """Gives each document an id of its own."""

    def take(self, identifier: str, /) -> tuple[str, bool]:
        """Give the id, changed if it was taken before, and whether that was needed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large, how dense and how deep a file may be.

    All limits are checked on what is really read, never on what a header says.

    What is over a limit is refused within two seconds. A file within the limits is read to its end: office
    documents at some 15 MB of text per second, web pages at 5, PDF at 0.2 (70 pages), so that a book of 1,000
    pages takes a quarter of a minute. Lower `pages` or `text_bytes` where that is too long.

    Examples
    --------
    >>> Limits().ratio
    200
    """

    text_bytes: int = 64 << 20
    """Largest single text, or part of a document, in bytes after decompression."""
    ratio: int = 200
    """How many bytes one compressed byte may become. (Text stays under 20, office XML under 60.)"""
    ratio_floor: int = 8 << 20
    """The ratio is looked at only after this many bytes: small parts may be as regular as they like."""
    members: int = 100_000
    """Members of one archive."""
    archive_bytes: int = 16 << 30
    """All members of one archive together, in bytes after decompression."""
    depth: int = 3
    """Archives inside archives."""
    pages: int = 5_000
    """Pages of one PDF."""


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of one call of :func:`detente.readers.read`."""

    encoding: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    keep_boilerplate: bool = False
    notes: bool = False
    main_block: MainBlock = "auto"
    limits: Limits = field(default_factory=Limits)
    text_format: Markup = "auto"
    ids: Ids | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with a name: a file, or a member of an archive."""

    name: str
    """What ids and messages call it, with forward slashes."""
    open: Callable[[], BinaryIO]
    """Gives a fresh, seekable stream at its start."""
    metadata: dict[str, MetadataValue] = field(default_factory=dict)
    depth: int = 0
    """How many archives it is inside of."""

    def read_all(self, limits: Limits) -> bytes:
        """Read everything, or refuse what is over the limit for one text.

        Parameters
        ----------
        limits
            The limits that hold.

        Raises
        ------
        BadFile
            If there are more than `limits.text_bytes` bytes.
        """
        with self.open() as stream:
            data = stream.read(limits.text_bytes + 1)
        if len(data) > limits.text_bytes:
            raise BadFile(f"larger than {limits.text_bytes >> 20} MB: split it, or raise Limits.text_bytes")
        return data
