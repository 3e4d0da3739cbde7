"""The documents of a run: files read one after the other, in batches, with what is needed to go on later."""

from __future__ import annotations

import hashlib
import os
import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from detente.readers import Document, read

#: Characters of text that are read, scored and written at a time.
BATCH = 8 << 20

T = TypeVar("T")


@dataclass(frozen=True)
class File:
    """A file that was read to its end."""

    path: str
    size: int
    sha256: str
    documents: int


@dataclass
class Batch:
    """Documents that are scored together, and where reading stood behind them."""

    documents: list[Document] = field(default_factory=list)
    #: Files whose last document is in this batch.
    files: list[File] = field(default_factory=list)
    #: The file that reading stopped in, and how many of its documents came before.
    tail: tuple[str, int] | None = None
    #: What is wrong with a file beyond its documents: it changed while it was read.
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def characters(self) -> int:
        """Characters of text in the batch."""
        return sum(len(document.text) for document in self.documents)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if hasattr(hashlib, "file_digest") else _digest(file)


def digest_or_none(path: Path) -> str:
    """Return the SHA-256 of a file; "" for one that cannot be read."""
    try:
        return digest(path)
    except OSError:
        return ""


def _digest(file: Any) -> str:
    sha = hashlib.sha256()
    while block := file.read(1 << 20):
        sha.update(block)
    return sha.hexdigest()


def batches(files: Iterable[Path], skip: dict[str, int], reading: dict[str, Any], size: int = BATCH) -> Iterator[Batch]:
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
        Characters in a batch, about.
    """
    batch, characters = Batch(), 0
    for path in files:
        done = skip.get(os.fspath(path), 0)
        if done < 0:
            continue
        before = _state(path)
        count = 0
        for document in _documents(path, reading):
            count += 1
            if count <= done:
                continue
            batch.documents.append(document)
            characters += len(document.text) + 64
            if characters >= size:
                batch.tail = (os.fspath(path), count)
                yield batch
                batch, characters = Batch(), 0
        _finish(batch, path, before, count)
    if batch.documents or batch.files:
        yield batch


def _documents(path: Path, reading: dict[str, Any]) -> Iterator[Document]:
    """Read a file; one that went away since it was listed costs its own row."""
    try:
        yield from read(path, **reading)
    except FileNotFoundError:
        name = os.fspath(path)
        yield Document(name, "", source=name, error=f"{name}: the file went away while the run went on: run it again")


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _finish(batch: Batch, path: Path, before: tuple[int, int] | None, count: int) -> None:
    """Record a file that was read to its end."""
    name = os.fspath(path)
    sha256 = digest_or_none(path)
    if _state(path) != before:
        batch.errors.append((name, "the file changed while it was read: its rows may mix two versions; run it again"))
    batch.files.append(File(name, before[0] if before else 0, sha256, count))


def ahead(source: Iterator[T], depth: int = 1) -> Iterator[T]:
    """Draw from an iterator in a thread of its own, so that reading goes on while the last batch is scored."""
    results: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue(maxsize=depth)
    stopped = threading.Event()

    def put(item: tuple[T | None, BaseException | None]) -> bool:
        while not stopped.is_set():
            try:
                results.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def draw() -> None:
        try:
            for item in source:
                if not put((item, None)):
                    return
        except BaseException as error:  # handed on to the consumer, whatever it is
            put((None, error))
        else:
            put((None, None))

    thread = threading.Thread(target=draw, name="detente-reader", daemon=True)
    thread.start()
    try:
        while True:
            item, error = results.get()
            if error is not None:
                raise error
            if item is None:
                return
            yield item
    finally:
        stopped.set()
