"""The formats of outputs: how a part is written, and how parts become one file."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from detente import _core
from detente._core import DetenteError
from detente._lazy import need
from detente.table import Table

#: Rows that are Python's objects at a time.
_ROWS = 2_000

#: Names of columns, and what their values are; see ``Table.schema`` of the core.
Schema = list[tuple[str, str]]


class Sink(Protocol):
    """An output that is being written."""

    def add(self, part: Path) -> None:
        """Add the rows of a part that fits the schema."""

    def write(self, table: Table) -> None:
        """Add rows."""

    def close(self) -> None:
        """Make the file whole."""


class Format(Protocol):
    """A format of outputs."""

    #: Ending of its parts.
    suffix: str

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""

    def read_part(self, path: Path, own: Schema, schema: Schema) -> Iterator[Table]:
        """Read a part whose columns are not those of the output, piece by piece, with the columns of the output."""

    def fits(self, own: Schema, schema: Schema) -> bool:
        """Say whether rows written for one schema are right for another as they stand."""

    def sink(self, path: Path, schema: Schema) -> Sink:
        """Begin an output."""


class Csv:
    """CSV with one header; parts have none."""

    suffix = ".csv"

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""
        _write(path, (table.to_csv(header=False) or "").encode())

    def read_part(self, path: Path, own: Schema, schema: Schema) -> Iterator[Table]:
        """Read all cells as texts: they are written as they stand."""
        texts = [(name, "text") for name, _ in schema]
        csv.field_size_limit(max(csv.field_size_limit(), 1 << 27))
        with path.open(encoding="utf-8", newline="") as file:
            for rows in _some(csv.reader(file)):
                columns = {name: [row[index] for row in rows] for index, (name, _) in enumerate(own)}
                yield _conformed(columns, texts)

    def fits(self, own: Schema, schema: Schema) -> bool:
        """Say whether the columns have the same names."""
        return [name for name, _ in own] == [name for name, _ in schema]

    def sink(self, path: Path, schema: Schema) -> Sink:
        """Begin with the header."""
        head = _core.Table.from_columns({name: [] for name, _ in schema}).csv()
        return _Bytes(path, head.encode(), lambda table: table.csv(False).encode())


class Jsonl:
    """JSON Lines."""

    suffix = ".jsonl"

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""
        _write(path, table._table.jsonl())

    def read_part(self, path: Path, own: Schema, schema: Schema) -> Iterator[Table]:
        """Read rows, and give values the type that their column has in the output."""
        with path.open(encoding="utf-8") as file:
            for rows in _some(map(json.loads, file)):
                yield _conformed({name: [row[name] for row in rows] for name, _ in own}, schema)

    def fits(self, own: Schema, schema: Schema) -> bool:
        """Say whether names are the same, and values are written in the same way."""
        same = ({"missing"}, {"integer", "wide"})
        pairs = list(zip(own, schema, strict=False))
        kinds = all(a == b or a == "missing" or {a, b} in same for (_, a), (_, b) in pairs)
        return kinds and [name for name, _ in own] == [name for name, _ in schema]

    def sink(self, path: Path, schema: Schema) -> Sink:
        """Begin with nothing."""
        return _Bytes(path, b"", lambda table: table.jsonl())


class _Bytes:
    """An output whose parts are copied one behind the other."""

    def __init__(self, path: Path, head: bytes, encode: Any) -> None:
        self._file = path.open("wb")
        self._file.write(head)
        self._encode = encode

    def add(self, part: Path) -> None:
        with part.open("rb") as rows:
            shutil.copyfileobj(rows, self._file, 1 << 20)

    def write(self, table: Table) -> None:
        self._file.write(self._encode(table._table))

    def close(self) -> None:
        _sync(self._file)
        self._file.close()


class Parquet:
    """Parquet; needs pyarrow. The parts are Arrow files, so that values are encoded once."""

    suffix = ".arrow"

    def __init__(self) -> None:
        self._arrow = need("pyarrow")
        self._parquet = need("pyarrow.parquet")

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""
        rows = table.to_pyarrow()
        # Arrow's own file: one of Python's would have it ask for the interpreter at every buffer.
        with self._arrow.OSFile(os.fspath(path), "wb") as file, self._arrow.ipc.new_file(file, rows.schema) as writer:
            writer.write_table(rows)
        with path.open("rb+") as written:
            _sync(written)

    def read_part(self, path: Path, own: Schema, schema: Schema) -> Iterator[Table]:
        """Read rows, and give values the type that their column has in the output."""
        rows = _read_arrow(self._arrow, path)
        for start in range(0, len(rows), _ROWS):
            some = rows.slice(start, _ROWS)
            yield _conformed({name: some[name].to_pylist() for name, _ in own}, schema)

    def fits(self, own: Schema, schema: Schema) -> bool:
        """Say whether names and types are the same."""
        return [(name, _type(kind)) for name, kind in own] == [(name, _type(kind)) for name, kind in schema]

    def sink(self, path: Path, schema: Schema) -> Sink:
        """Begin a file with the types of the schema."""
        types = self._arrow.schema([(name, getattr(self._arrow, _type(kind))()) for name, kind in schema])
        return _ParquetSink(self._arrow, self._parquet.ParquetWriter(os.fspath(path), types), types)


def _type(kind: str) -> str:
    """Name the Arrow type of a kind of values."""
    return {"integer": "int64", "wide": "int64", "real": "float64"}.get(kind, "string")


class _ParquetSink:
    """A Parquet file. Its row groups are of one size, so that the bytes do not tell where a part ended."""

    GROUP = 1 << 16

    def __init__(self, arrow: Any, writer: Any, types: Any) -> None:
        self._arrow = arrow
        self._writer = writer
        self._types = types
        #: What is no full group yet. (An empty table would do, but to make one imports pandas.)
        self._rows: Any = None

    def add(self, part: Path) -> None:
        self._take(_read_arrow(self._arrow, part))

    def write(self, table: Table) -> None:
        self._take(table.to_pyarrow())

    def _take(self, rows: Any) -> None:
        if rows.schema != self._types:  # a cast that changes nothing would still load pyarrow.compute
            rows = rows.cast(self._types)
        self._rows = rows if self._rows is None else self._arrow.concat_tables([self._rows, rows])
        while len(self._rows) >= self.GROUP:
            self._write(self._rows.slice(0, self.GROUP))
            self._rows = self._rows.slice(self.GROUP)

    def _write(self, rows: Any) -> None:
        self._writer.write_table(rows.combine_chunks())

    def close(self) -> None:
        if self._rows is not None and len(self._rows):
            self._write(self._rows)
        self._writer.close()


def _read_arrow(arrow: Any, path: Path) -> Any:
    with arrow.memory_map(os.fspath(path)) as file:
        return arrow.ipc.open_file(file).read_all()


def _conformed(columns: dict[str, list[Any]], schema: Schema) -> Table:
    return Table(_core.Table.from_columns(columns).conformed(schema))


def _some(rows: Iterator[Any]) -> Iterator[list[Any]]:
    """Give rows in lists."""
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == _ROWS:
            yield some
            some = []
    if some:
        yield some


def _write(path: Path, rows: bytes) -> None:
    with path.open("wb") as file:
        file.write(rows)
        _sync(file)


def _sync(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def format_of(path: Path) -> Format:
    """Choose the format by a file's extension."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return Csv()
    if suffix in (".jsonl", ".ndjson"):
        return Jsonl()
    if suffix == ".parquet":
        return Parquet()
    msg = f"cannot write {suffix or 'a file without extension'}: name the output .csv, .jsonl or .parquet"
    raise DetenteError(msg)


def write(table: Table, path: Path) -> None:
    """Write a table to a file that appears when it is whole."""
    whole = path.with_name(path.name + ".new")
    sink = format_of(path).sink(whole, table._table.schema())
    sink.write(table)
    sink.close()
    os.replace(whole, path)
