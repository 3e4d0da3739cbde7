"""The documents of a run: files read one after the other, in batches, with what is needed to go on later."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente._core import Documents, UniqueIds, n_threads, read_texts
from detente.readers import Document, read
from detente.readers.read import options_of
from detente.readers.rowblocks import RowBlocks, row_blocks

#: A part of the output stands for so many bytes of text, or seconds of reading: what a run that is killed loses.
PART = 8 << 20
_SECONDS = 5.0

#: Bytes that are read at a time: they are in the thread's cache still when it scores them.
_BLOCK = 512 << 10

#: So many threads wait less for one of them that parses a block than all would for each other.
_FEW = 8

#: Names of plain text files that are handed to the core at a time.
_NAMES = 256

#: Endings of plain text, and whether they say that it is Markdown.
_ENDINGS = {"txt": False, "text": False, "md": True, "markdown": True, "mdown": True, "mkd": True}


_CHANGED = "the file changed while it was read: its rows may mix two versions; run it again"


@dataclass
class Batch:
    """Documents that are scored together, and where reading stood behind them."""

    pieces: list[Documents] = field(default_factory=list)
    #: Number of documents.
    documents: int = 0
    #: Characters of text.
    characters: int = 0
    #: Files whose last document is in this batch, each as a line of JSON.
    files: list[str] = field(default_factory=list)
    #: The file that reading stopped in, and how many of its documents came before.
    tail: tuple[str, int] | None = None
    #: What is wrong with a file beyond its documents: it changed while it was read.
    errors: list[tuple[str, str]] = field(default_factory=list)
    #: The ids that rows were given, for a run that is taken up again.
    ids: bytes = b""
    #: Bytes of the files that were read so far, about.
    read: int = 0
    #: Whether a part of the output ends here.
    ends_part: bool = False

    _unread: list[tuple[str, str]] = field(default_factory=list)

    def add(self, documents: Documents) -> None:
        """Take in documents."""
        self.pieces.append(documents)
        self.documents += len(documents)
        self.characters += documents.characters
        self._unread += documents.errors()

    def join(self, later: Batch) -> None:
        """Take in the batch that was read next."""
        self.pieces += later.pieces
        self.documents += later.documents
        self.characters += later.characters
        self.files += later.files
        self.errors += later.errors
        self._unread += later._unread
        self.ids += later.ids
        self.tail, self.read, self.ends_part = later.tail, later.read, later.ends_part

    @property
    def failed(self) -> list[tuple[str, str]]:
        """What could not be read, and why."""
        return self._unread + self.errors


def digest(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file."""
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            sha.update(block)
    return sha.hexdigest()


def digest_or_none(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file; "" for one that cannot be read."""
    try:
        return digest(path)
    except OSError:
        return ""


def batches(
    files: Sequence[str],
    skip: dict[str, int],
    reading: dict[str, Any],
    size: int = PART,
    *,
    ids: UniqueIds | None = None,
    jobs: int = 1,
) -> Iterator[Batch]:
    """Read files into batches.

    Parameters
    ----------
    files
        The files, in order.
    skip
        How many documents at the head of a file were scored by an earlier run; ``-1`` for all of it.
    reading
        Options of :func:`detente.readers.read`.
    size
        Bytes of text in a part of the output, about.
    ids
        Gives the rows of all files their ids; it knows those of an earlier run.
    jobs
        Threads that read.
    """
    reader = _Reader(reading, ids or UniqueIds(), jobs, size)
    left = [name for name in files if skip.get(name, 0) >= 0] if skip else files
    position = 0
    while position < len(left):
        stop = position
        for name in left[position : position + _NAMES]:
            if name in skip or not reader.is_plain(name):
                break
            stop += 1
        if stop == position:
            yield from reader.file(left[position], skip.get(left[position], 0))
            position += 1
        else:
            taken = yield from reader.texts(left[position:stop])
            position += taken
    yield from reader.rest()


class _Reader:
    """Reads files and gathers their documents."""

    def __init__(self, reading: dict[str, Any], ids: UniqueIds, jobs: int, size: int) -> None:
        self._reading = reading
        self._options = options_of(**reading)
        self._ids = ids
        self._jobs = jobs
        self._parsers = jobs if n_threads(jobs) > _FEW else 1
        self._size = size
        self._block = min(size, _BLOCK)
        self._batch = Batch()
        self._waiting: list[Document] = []
        #: Bytes of text in the batch, and in the part of the output before it, which was begun at a time.
        self._bytes = self._before = 0
        self._begun = time.monotonic()
        self._read = 0

    def is_plain(self, name: str) -> bool:
        """Say whether a file is plain text by its name, and the core may read it."""
        ending = name.rpartition(".")[2].lower()
        plain = ending in _ENDINGS and self._options.encoding in (None, "utf-8")
        # Names that say more than a path (Moodle's), or that are no Unicode, are left to the readers.
        return plain and "_assignsubmission_" not in name and name.isprintable()

    def texts(self, names: Sequence[str]) -> Generator[Batch, None, int]:
        """Read plain text files in the core, from the first on; return how many."""
        markdown = [_ENDINGS[name.rpartition(".")[2].lower()] for name in names]
        limits, room = self._options.limits, max(self._block - self._bytes, 1)
        taken, pieces = read_texts(names, markdown, self._options.text_format, room, limits.text_bytes, self._jobs)
        for documents, records, size, changed, index in pieces:
            if documents is None:
                yield from self.file(names[index], 0)
                continue
            self._add(documents)
            self._batch.files += records
            self._batch.errors += [(name, _CHANGED) for name in changed]
            self._read += size
        if self._is_full():
            yield self._take(None)
        return taken

    def file(self, name: str, done: int) -> Iterator[Batch]:
        """Read a file of any kind, without the first ``done`` documents."""
        before = _state(name)
        blocks = row_blocks(name, self._options, self._ids, self._jobs)
        count = yield from self._rows(name, done) if blocks is None else self._blocks(name, blocks, done)
        sha256 = (blocks and blocks.sha256) or digest_or_none(name)
        self._finished(name, before[0] if before else 0, sha256, count, changed=_state(name) != before)

    def _blocks(self, name: str, blocks: RowBlocks, done: int) -> Generator[Batch, None, int]:
        count = 0
        for documents, count in blocks.read(self._block, done, self._parsers):
            self._add(documents)
            if self._is_full():
                yield self._take((name, count))
        return (yield from self._rows(name, max(done, count))) if blocks.failed else count

    def _is_full(self) -> bool:
        # A block of a file holds less text than bytes: another one would make two of it.
        return 2 * self._bytes >= self._block or self._ends_part()

    def _ends_part(self) -> bool:
        return self._before + self._bytes >= self._size or time.monotonic() - self._begun >= _SECONDS

    def _rows(self, name: str, done: int) -> Generator[Batch, None, int]:
        count = 0
        ids = _Ids(self._ids, on=done == 0)
        try:
            for document in read(name, ids=ids, **self._reading):
                count += 1
                # The reader is lazy: it makes the next document when it is asked for it.
                ids.on = count >= done
                if count <= done:
                    continue
                self._waiting.append(document)
                self._bytes += len(document.text) + 64
                if self._is_full():
                    yield self._take((name, count))
        except FileNotFoundError:
            count += 1
            gone = f"{name}: the file went away while the run went on: run it again"
            self._waiting.append(Document(name, "", source=name, error=gone))
        return count

    def _add(self, documents: Documents) -> None:
        self._pack()
        if len(documents):
            self._batch.add(documents)
            self._bytes += documents.bytes + 64 * len(documents)

    def _pack(self) -> None:
        if self._waiting:
            rows = [(d.id, d.text, d.format, d.metadata, d.error) for d in self._waiting]
            self._batch.add(Documents.of(rows))
            self._waiting.clear()

    def _finished(self, name: str, size: int, sha256: str, count: int, *, changed: bool) -> None:
        """Record a file that was read to its end."""
        if changed:
            self._batch.errors.append((name, _CHANGED))
        self._batch.files.append(_line({"path": name, "size": size, "sha256": sha256, "documents": count}))
        self._read += size

    def _take(self, tail: tuple[str, int] | None) -> Batch:
        self._pack()
        batch, self._batch = self._batch, Batch()
        batch.tail = tail
        batch.ids = self._ids.drain()
        batch.read = self._read + (self._bytes if tail else 0)
        batch.ends_part = self._ends_part()
        self._before += self._bytes
        self._bytes = 0
        if batch.ends_part:
            self._before, self._begun = 0, time.monotonic()
        return batch

    def rest(self) -> Iterator[Batch]:
        """Give what was gathered last."""
        self._pack()
        if self._batch.documents or self._batch.files:
            yield self._take(None)


@dataclass
class _Ids:
    """Gives ids, or hands them through for documents that were scored before."""

    ids: UniqueIds
    on: bool

    def take(self, identifier: str, /) -> tuple[str, bool]:
        return self.ids.take(identifier) if self.on else (identifier, False)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _line(record: dict[str, Any]) -> str:
    """Write a record as JSON; names of files that are no Unicode are escaped."""
    line = _encode(record)
    return line if line.isascii() or line.isprintable() else json.dumps(record)


def _state(path: str | Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
