"""Archives of documents (.zip): folders, hand-ins from learning platforms, archives inside archives."""

from __future__ import annotations

import io
import os
import posixpath
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import IO, BinaryIO

from .document import BadFile, Document
from .options import Limits, Source
from .package import Package
from .submissions import by_canvas, submission
from .walk import ENDINGS, is_litter

__all__ = ["read_archive"]

_IN_MEMORY = 4 << 20


def read_archive(source: Source, limits: Limits, read: Callable[[Source], Iterator[Document]]) -> Iterator[Document]:
    """Give the documents of all members, in the order of their names.

    A member is unpacked when its turn comes, into memory or, if it is large, a temporary file without a name;
    nothing is ever written under the name a member asks for.

    Parameters
    ----------
    source
        The archive.
    limits
        The limits that hold.
    read
        Reads one member.

    Raises
    ------
    BadFile
        If the archive cannot be opened, is too deep inside others, or unpacks to more than is allowed.
    """
    if source.depth >= limits.depth:
        raise BadFile(f"archives inside archives, more than {limits.depth} deep: unpack it first")
    with source.open() as stream:
        package = Package(stream, limits, "the zip file")
        members = [info for info in package.members if _is_wanted(info)]
        if not members:
            raise BadFile("there is no text in the zip file")
        students = by_canvas(info.filename for info in members)
        for info in sorted(members, key=lambda info: info.filename.split("/")):
            name = f"{source.name}/{info.filename}"
            try:
                _refuse_climbing(info.filename)
                left = limits.archive_bytes - package.unpacked
                if left <= 0:
                    raise BadFile(f"it unpacks to more than {limits.archive_bytes >> 20} MB: split it")
                unpacked = _Unpacked(package.chunks(info, left))
            except BadFile as error:
                yield Document(name, "", source=name, metadata=dict(source.metadata), error=f"{source.name}: {error}")
                continue
            metadata = {**source.metadata, **submission(info.filename, canvas=students)}
            with closing(unpacked):
                yield from read(Source(name, unpacked.open, metadata, source.depth + 1))


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    if any(is_litter(part) for part in parts if part not in (".", "..")):
        return False
    ending = posixpath.splitext(parts[-1])[1][1:].lower()
    return ending in ENDINGS or not ending


_CLIMBING = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")


def _refuse_climbing(name: str) -> None:
    if _CLIMBING.search(name):
        raise BadFile(f"the name {name!r} leads out of the archive: not read")


class _Unpacked:
    """The bytes of a member: in memory, or, if there are many, in a temporary file without a name."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.size = 0
        self._memory = io.BytesIO()
        self._file: IO[bytes] | None = None
        try:
            for chunk in chunks:
                self._write(chunk)
        except BaseException:
            self.close()
            raise

    def _write(self, chunk: bytes) -> None:
        if self._file is None and self.size + len(chunk) > _IN_MEMORY:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
            self._file.write(self._memory.getbuffer())
            self._memory = io.BytesIO()
        self.size += (self._file or self._memory).write(chunk)

    def open(self) -> BinaryIO:
        """Give a stream of its own at the start of the member."""
        if self._file is None:
            return io.BytesIO(self._memory.getbuffer())
        self._file.flush()
        stream = os.fdopen(os.dup(self._file.fileno()), "rb")
        stream.seek(0)
        return stream

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
