"""Tables as text (.csv, .tsv), row by row; a broken row costs itself, not the rows after it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Literal, TextIO

from .decode import open_text
from .document import BadFile, Document
from .options import Limits, Options, Source
from .rows import RowMaker, choose_columns

__all__ = ["head", "read_csv"]

_DELIMITERS = ",;\t|"
_RECORD_LINES = 20_000
_HEADER_SAMPLE = 50
_UNCLOSED = "a quote is never closed"
_MISPLACED = "a quote stands in the wrong place"


def read_csv(source: Source, options: Options, kind: Literal["csv", "tsv"]) -> Iterator[Document]:
    """Give the documents of a table.

    Parameters
    ----------
    source
        The file.
    options
        Encoding and columns.
    kind
        ``"csv"`` finds out what separates the cells; ``"tsv"`` takes tabs.

    Raises
    ------
    ReaderError
        If a column asked for is not there.
    BadFile
        If the file has no header or is no text.
    """
    _allow_long_fields()
    opened = open_text(source, options.encoding)
    with opened.stream as stream:
        records = _records(stream, options.limits, kind)
        header = records.header()
        columns = choose_columns(header, options, source.name)
        make = RowMaker(source.name, columns, options, opened.encoding, source.metadata, lossy=opened.lossy)
        for number, record in enumerate(records, 1):
            if isinstance(record, str):
                yield make.failed(number, record)
            else:
                yield make.document(number, dict(zip(header, record, strict=True)))


def head(source: Source, options: Options, kind: Literal["csv", "tsv"]) -> tuple[str, list[str]]:
    """Give what separates the cells of a table in UTF-8, and the names of its columns.

    Parameters
    ----------
    source
        The file.
    options
        Limits.
    kind
        As for :func:`read_csv`.

    Raises
    ------
    BadFile
        If the file has no header.
    """
    _allow_long_fields()
    with open_text(source, "utf-8").stream as stream:
        records = _records(stream, options.limits, kind)
        return records.delimiter, records.header()


def _records(stream: TextIO, limits: Limits, kind: Literal["csv", "tsv"]) -> _Records:
    lines = _Lines(stream, limits)
    return _Records(lines, "\t" if kind == "tsv" else _delimiter(lines.peek(_HEADER_SAMPLE)))


class _Lines:
    """The lines of a stream, with the power to put lines back."""

    def __init__(self, stream: TextIO, limits: Limits) -> None:
        self._stream = stream
        self._limit = limits.text_bytes
        self._back: deque[str] = deque()
        self.number = 0
        """Number of the line last given, from 1."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.number += 1
        if self._back:
            return self._back.popleft()
        line = self._stream.readline(self._limit)
        if not line:
            self.number -= 1
            raise StopIteration
        if len(line) >= self._limit and not line.endswith("\n"):
            raise BadFile(f"line {self.number} is longer than {self._limit >> 20} MB: is this a table?")
        return line.replace("\x00", "\ufffd")

    def put_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)

    def peek(self, count: int) -> list[str]:
        lines = list(islice(self, count))
        self.put_back(lines)
        return lines


class _Records:
    """Records of as many cells as the header has; where one fails, a `str` that says what is wrong.

    An opening quote that never closes swallows what follows. Therefore, if a record fails, only its first
    line is given up, together with those after it that cannot be records by themselves.
    """

    def __init__(self, lines: _Lines, delimiter: str) -> None:
        self._lines = lines
        self.delimiter = delimiter
        self._width = 0
        self._taken: list[str] = []
        self._start_anew()

    def header(self) -> list[str]:
        first = self._record()
        if isinstance(first, str):
            raise BadFile(f"the header cannot be read: {first}")
        if first is None:
            raise BadFile("the table is empty: it needs a first row with the names of the columns")
        names = [name.strip().removeprefix("\ufeff") for name in first]
        while names and not names[-1]:
            names.pop()
        if not names:
            raise BadFile("the first row has no names of columns")
        first_at = {name: at for at, name in reversed(list(enumerate(names)))}
        names = [name if first_at[name] == at else f"{name}.{at + 1}" for at, name in enumerate(names)]
        self._width = len(names)
        return names

    def __iter__(self) -> Iterator[list[str] | str]:
        while True:
            record = self._record()
            if record is None:
                return
            if isinstance(record, list):
                record = self._fitted(record)
                if isinstance(record, str) and len(self._taken) == 1:  # no quote has swallowed anything
                    yield f"line {self._lines.number}: {record}"
                    continue
            if isinstance(record, list):
                yield record
            else:
                yield self._give_up(record)

    def _record(self) -> list[str] | str | None:
        """Give a record; a message if it is malformed; `None` at the end. Its lines are in `_taken`."""
        self._taken.clear()
        while True:
            try:
                record = next(self._reader)
            except StopIteration:
                return None
            except csv.Error as error:
                self._start_anew()
                return _MISPLACED if "expected after" in str(error) else _UNCLOSED
            if any(record):
                return record
            self._taken.clear()

    def _start_anew(self) -> None:
        self._reader = csv.reader(self._kept(), delimiter=self.delimiter, strict=True)

    def _kept(self) -> Iterator[str]:
        for line in self._lines:
            self._taken.append(line)
            if len(self._taken) > _RECORD_LINES:
                raise csv.Error("a record of too many lines")
            yield line

    def _fitted(self, record: list[str]) -> list[str] | str:
        while len(record) > self._width and not record[-1].strip():
            record.pop()
        if len(record) == self._width:
            return record
        return f"{len(record)} cells where the header has {self._width}: is a quote or a separator missing?"

    def _give_up(self, reason: str) -> str:
        start = last = self._lines.number - len(self._taken) + 1
        self._lines.put_back(self._taken[1:])
        for line in self._lines:
            if self._begins_record(line):
                self._lines.put_back([line])
                break
            last += 1
        where = f"line {start}" if last == start else f"lines {start} to {last}"
        return f"{where}: {reason.partition(':')[0]}; put the cell in quotes and double the quotes inside it"

    def _begins_record(self, line: str) -> bool:
        """Say whether a line is a record by itself or, with a quote left open at its end, begins one."""
        try:
            cells = next(csv.reader([line], delimiter=self.delimiter, strict=True), [])
            complete = True
        except csv.Error:
            try:
                cells = next(csv.reader([line], delimiter=self.delimiter), [])
            except csv.Error:
                return False
            complete = False
        fits = isinstance(self._fitted(cells), list) if complete else 1 < len(cells) <= self._width
        # Prose has a blank after its commas, tables rarely.
        return fits and not any(cell.startswith(" ") for cell in cells[1:])


def _delimiter(sample: list[str]) -> str:
    """Find the character that splits the header, and most lines after it, into the same number of cells."""
    if not sample:
        return ","
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        width = len(next(csv.reader(sample[:1], delimiter=delimiter), []))
        if width < 2:
            continue
        even = sum(len(row) == width for row in csv.reader(sample, delimiter=delimiter))
        score = even / len(sample) + width / 1000
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _allow_long_fields() -> None:
    """Raise Python's limit of 128 KB per cell, too low for essays, for the whole process; never lower it."""
    wanted = 1 << 27
    if csv.field_size_limit() < wanted:
        csv.field_size_limit(wanted)
