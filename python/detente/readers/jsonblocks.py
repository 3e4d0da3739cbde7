"""JSON Lines in blocks that the core parses on all threads; the documents are those of :mod:`.jsonrows`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from detente._core import Documents, JsonLines, UniqueIds, is_json_lines

from .decode import clean
from .document import BadFile
from .jsonrows import first_object, parsed
from .options import Options, Source
from .rows import Columns, RowMaker, choose_columns
from .sniff import sniff_source
from .submissions import submission

__all__ = ["JsonBlocks", "json_blocks"]


def json_blocks(path: str, options: Options, ids: UniqueIds) -> JsonBlocks | None:
    """Open a file of JSON Lines; `None` if its shape is not plain, and :func:`.read.read` has to take it.

    Parameters
    ----------
    path
        The file.
    options
        Columns, format of the texts, limits.
    ids
        Gives the documents their ids.

    Raises
    ------
    ReaderError
        If a column asked for is not there.
    """
    name = clean(Path(path).as_posix())[0]
    if options.encoding not in (None, "utf-8") or submission(name):
        return None

    def path_open() -> BinaryIO:
        return Path(path).open("rb")

    source = Source(name, path_open)
    try:
        if sniff_source(source) != "jsonl" or not is_json_lines(path, options.limits.text_bytes):
            return None
        first = first_object(source, options)
        columns = None if first is None else choose_columns(first, options, name)
    except (BadFile, OSError, UnicodeError):
        return None
    return None if columns is None else JsonBlocks(path, name, columns, options, ids)


class JsonBlocks:
    """The documents of a file, block by block."""

    def __init__(self, path: str, name: str, columns: Columns, options: Options, ids: UniqueIds) -> None:
        self._lines = JsonLines(path, name, columns.text, columns.id, options.text_format)
        self._maker = RowMaker(name, columns, options, "utf-8")
        self._ids = ids

    def read(self, size: Callable[[], int], skip: int, jobs: int) -> Iterator[tuple[Documents, int]]:
        """Give the documents in blocks, and for each the number of documents up to its end.

        Parameters
        ----------
        size
            Says how many bytes the next block should have, about.
        skip
            Documents to leave out at the start; their ids are taken already.
        jobs
            Threads.
        """
        done = 0
        while (block := self._lines.read(size(), jobs)) is not None:
            for index, number, line in block.unread():
                value = parsed(line, f"line {number}")
                row = self._maker.failed_row(value) if isinstance(value, str) else self._maker.row(number, value)
                block.resolve(index, row.id, row.text, row.metadata, row.error)
            left = min(max(skip - done, 0), len(block))
            done += len(block)
            yield block.documents(self._ids, left), done

    @property
    def sha256(self) -> str:
        """The hash of what was read."""
        return self._lines.sha256
