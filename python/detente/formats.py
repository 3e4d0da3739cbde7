"""The formats of outputs: how a part is written, and how parts become one file."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from detente._core import DetenteError
from detente._lazy import need
from detente.table import Table

#: A part and its columns.
Part = tuple[Path, Sequence[str]]


class Format(Protocol):
    """A format of outputs."""

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""

    def assemble(self, parts: Sequence[Part], columns: Sequence[str], path: Path) -> None:
        """Write one file with the rows of all parts, and all their columns."""


class Csv:
    """CSV with one header; parts have none."""

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""
        _write(path, table.to_csv(header=False) or "")

    def assemble(self, parts: Sequence[Part], columns: Sequence[str], path: Path) -> None:
        """Write header and rows; a part that lacks a column has it empty."""
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerow(columns)
            for part, names in parts:
                with part.open(encoding="utf-8", newline="") as rows:
                    if list(names) == list(columns):
                        shutil.copyfileobj(rows, out, 1 << 20)
                    else:
                        writer = csv.DictWriter(out, columns, lineterminator="\n")
                        writer.writerows(csv.DictReader(rows, names))
            _sync(out)


class Jsonl:
    """JSON Lines."""

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""
        _write(path, table.to_jsonl() or "")

    def assemble(self, parts: Sequence[Part], columns: Sequence[str], path: Path) -> None:
        """Write the rows of all parts; a column that a part lacks is null in its rows."""
        with path.open("w", encoding="utf-8", newline="") as out:
            for part, names in parts:
                with part.open(encoding="utf-8", newline="") as rows:
                    if list(names) == list(columns):
                        shutil.copyfileobj(rows, out, 1 << 20)
                    else:
                        out.writelines(_with_columns(line, columns) for line in rows)
            _sync(out)


class Parquet:
    """Parquet; needs pyarrow. Row groups are of one size, so that the bytes do not tell where a part ended."""

    GROUP = 1 << 16

    def __init__(self) -> None:
        self._arrow = need("pyarrow")
        self._parquet = need("pyarrow.parquet")

    def write_part(self, table: Table, path: Path) -> None:
        """Write the rows of one batch."""
        self._parquet.write_table(table.to_pyarrow(), os.fspath(path))

    def assemble(self, parts: Sequence[Part], columns: Sequence[str], path: Path) -> None:
        """Write the rows of all parts with one schema."""
        schema = self._schema([self._parquet.read_schema(os.fspath(part)) for part, _ in parts])
        rows = schema.empty_table()
        with self._parquet.ParquetWriter(os.fspath(path), schema) as writer:
            for part, _ in parts:
                table = self._parquet.read_table(os.fspath(part))
                rows = self._arrow.concat_tables([rows, self._under(schema, table)])
                while len(rows) >= self.GROUP:
                    writer.write_table(rows.slice(0, self.GROUP).combine_chunks())
                    rows = rows.slice(self.GROUP)
            if len(rows) or not parts:
                writer.write_table(rows.combine_chunks())

    def _under(self, schema: Any, table: Any) -> Any:
        """Bring a part's columns under the schema of all."""
        arrays = [
            table[field.name].cast(field.type)
            if field.name in table.column_names
            else self._arrow.nulls(table.num_rows, field.type)
            for field in schema
        ]
        return self._arrow.Table.from_arrays(arrays, schema=schema)

    def _schema(self, schemas: Sequence[Any]) -> Any:
        """Find one schema for all: a column whose type changed from part to part becomes text."""
        fields: dict[str, Any] = {}
        for field in (field for schema in schemas for field in schema):
            known = fields.setdefault(field.name, field)
            if known.type != field.type:
                fields[field.name] = self._arrow.field(field.name, self._arrow.string())
        return self._arrow.schema(list(fields.values()))


def _with_columns(line: str, columns: Sequence[str]) -> str:
    """Give a JSON object these members, in this order; what it has stays as it is written."""
    decoder, known, at = json.JSONDecoder(), {}, 1
    while at < len(line.rstrip()) - 1:
        name, colon = decoder.raw_decode(line, at)
        _, end = decoder.raw_decode(line, colon + 1)
        known[name] = line[colon + 1 : end]
        at = end + 1
    members = (f"{json.dumps(name, ensure_ascii=False)}:{known.get(name, 'null')}" for name in columns)
    return f"{{{','.join(members)}}}\n"


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
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
