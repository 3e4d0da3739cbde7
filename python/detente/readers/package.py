"""Zip files with limits: what comes out is counted while it comes out, whatever the headers promise."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from .document import BadFile
from .options import Limits

__all__ = ["Package", "directory"]

_CHUNK = 1 << 16
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_BYTES_PER_MEMBER = 192


class Package:
    """A zip file opened for reading: an archive, or an office or e-book document.

    Parameters
    ----------
    stream
        The zip file, seekable.
    limits
        The limits that hold.
    what
        What the user takes it for, for messages.
    """

    def __init__(self, stream: BinaryIO, limits: Limits, what: str) -> None:
        self.unpacked = 0
        """Bytes that came out so far."""
        self._limits = limits
        self._what = what
        directory(stream, limits, what)
        stream.seek(0)
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise BadFile(f"{what} is cut off or damaged ({error}): save or download it again") from None
        self.members = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(self.members) > limits.members:
            raise BadFile(f"{what} has {len(self.members)} members, more than {limits.members}: not read")
        self._by_name = {info.filename: info for info in self.members}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def chunks(self, member: str | zipfile.ZipInfo, limit: int | None = None) -> Iterator[bytes]:
        """Inflate a member piece by piece.

        Parameters
        ----------
        member
            The member or its name.
        limit
            How many bytes it may have; `Limits.text_bytes` if not given.

        Raises
        ------
        BadFile
            If it is missing, damaged, encrypted, or larger or denser than allowed.
        """
        info = self._by_name.get(member) if isinstance(member, str) else member
        if info is None:
            raise BadFile(f"{self._what} has no part {member!r}: it is damaged, or of another kind")
        if info.flag_bits & 1:
            raise BadFile(f"{info.filename!r} is encrypted: save it without a password")
        limit = self._limits.text_bytes if limit is None else limit
        total = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    self.unpacked += len(chunk)
                    self._check(info, total, limit)
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise BadFile(f"{info.filename!r} is damaged ({error or 'cut off'}): save or download it again") from None

    def read(self, member: str | zipfile.ZipInfo, limit: int | None = None) -> bytes:
        """Inflate a whole member; see :meth:`chunks`.

        Parameters
        ----------
        member
            The member or its name.
        limit
            How many bytes it may have; `Limits.text_bytes` if not given.
        """
        return b"".join(self.chunks(member, limit))

    def _check(self, info: zipfile.ZipInfo, total: int, limit: int) -> None:
        if total > limit:
            raise BadFile(f"{info.filename!r} is larger than {limit >> 20} MB when unpacked: not read")
        if total > self._limits.ratio_floor and total > self._limits.ratio * max(info.compress_size, 1):
            raise BadFile(
                f"{info.filename!r} grows more than {self._limits.ratio}-fold when unpacked, as no text does: not read"
            )


def directory(stream: BinaryIO, limits: Limits, what: str) -> bytes:
    """Give the bytes of the table of contents, without making anything of them.

    Parameters
    ----------
    stream
        The zip file, seekable.
    limits
        The limits that hold.
    what
        What the user takes it for, for messages.

    Raises
    ------
    BadFile
        If there is none, or it is too large to be loaded.
    """
    size = stream.seek(0, 2)
    stream.seek(max(size - (1 << 16) - _END.size, 0))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise BadFile(f"{what} is cut off or damaged (it has no table of contents): save or download it again")
    end = size - len(tail) + at
    _, _, _, _, count, length, _, _ = _END.unpack_from(tail, at)
    large = tail.rfind(b"PK\x06\x06", 0, at)  # zip64: the length stands in a record of its own
    if large >= 0 and large + _END64.size <= len(tail):
        _, _, _, _, _, _, _, count, length, _ = _END64.unpack_from(tail, large)
        end = size - len(tail) + large
    if count > limits.members or length > limits.members * _BYTES_PER_MEMBER:
        raise BadFile(f"{what} has more than {limits.members} members: not read")
    stream.seek(max(end - length, 0))
    return stream.read(length)
