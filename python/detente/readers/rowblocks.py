"""Files of rows in blocks that the core parses on all threads; the documents are those of :func:`.read.read`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from detente._core import Documents, RowFile, UniqueIds, is_delimited, is_json_lines

from .csvrows import head
from .decode import clean
from .document import BadFile
from .jsonrows import first_object, parsed
from .options import Options, Source
from .parquet import ParquetRows, parquet_rows
from .rows import Columns, RowMaker, choose_columns
from .sniff import sniff_source
from .submissions import submission

__all__ = ["RowBlocks", "row_blocks"]


def row_blocks(path: str, options: Options, ids: UniqueIds, jobs: int) -> RowBlocks | None:
    """Open a file of rows; `None` if it is none, or its shape is not plain: :func:`.read.read` has to take it.

    Parameters
    ----------
    path
        The file.
    options
        Columns, format of the texts, limits.
    ids
        Gives the documents their ids.
    jobs
        Threads that look through the file.

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
        match sniff_source(source):
            case "jsonl":
                return _json_lines(path, source, options, ids, jobs)
            case "csv" | "tsv" as kind:
                return _delimited(path, source, kind, options, ids)
            case "parquet":
                return _parquet(source, options, ids)
    except (BadFile, OSError, UnicodeError):
        pass
    return None


def _json_lines(path: str, source: Source, options: Options, ids: UniqueIds, jobs: int) -> RowBlocks | None:
    if not is_json_lines(path, options.limits.text_bytes, jobs):
        return None
    first = first_object(source, options)
    if first is None:
        return None
    columns = choose_columns(first, options, source.name)
    rows = RowFile.json_lines(path, source.name, columns.text, columns.id, options.text_format)
    return RowBlocks(rows, source.name, columns, options, ids)


def _delimited(
    path: str, source: Source, kind: Literal["csv", "tsv"], options: Options, ids: UniqueIds
) -> RowBlocks | None:
    delimiter, header = head(source, options, kind)
    if len(set(header)) < len(header) or not is_delimited(path, delimiter, header, options.limits.text_bytes):
        return None
    columns = choose_columns(header, options, source.name)
    rows = RowFile.delimited(path, source.name, delimiter, header, columns.text, columns.id, options.text_format)
    return RowBlocks(rows, source.name, columns, options, ids)


def _parquet(source: Source, options: Options, ids: UniqueIds) -> RowBlocks | None:
    rows = parquet_rows(source, options)
    return None if rows is None else RowBlocks(rows, source.name, rows.columns, options, ids)


class RowBlocks:
    """The documents of a file, block by block."""

    def __init__(
        self,
        rows: RowFile | ParquetRows,
        name: str,
        columns: Columns,
        options: Options,
        ids: UniqueIds,
    ) -> None:
        self._rows = rows
        self._maker = RowMaker(name, columns, options, "utf-8")
        self._ids = ids

    def read(self, size: int, skip: int, jobs: int) -> Iterator[tuple[Documents, int]]:
        """Give the documents in blocks, and for each the number of documents up to its end.

        Parameters
        ----------
        size
            Bytes of a block, about.
        skip
            Documents to leave out at the start; their ids are taken already.
        jobs
            Threads.
        """
        done = 0
        while (block := self._rows.read(size, jobs)) is not None:
            for index, number, line in block.unread():
                value = parsed(line, f"line {number}")
                row = self._maker.failed_row(value) if isinstance(value, str) else self._maker.row(number, value)
                block.resolve(index, row.id, row.text, row.metadata, row.error)
            left = min(max(skip - done, 0), len(block))
            done += len(block)
            yield block.documents(self._ids, left), done

    @property
    def sha256(self) -> str | None:
        """The hash of the file, if it was read as bytes."""
        return None if isinstance(self._rows, ParquetRows) else self._rows.sha256

    @property
    def failed(self) -> bool:
        """Whether the rest is for :func:`.read.read`, which says what is wrong with it."""
        return isinstance(self._rows, ParquetRows) and self._rows.failed
