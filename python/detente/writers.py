"""Where the rows of a run go: CSV, JSON Lines or Parquet, written batch by batch and put in place when whole."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from detente._core import DetenteError
from detente._lazy import need
from detente.table import Table


class _Format(Protocol):
    def write(self, table: Table) -> None: ...

    def close(self) -> None: ...


class _Lines:
    """CSV or JSON Lines."""

    def __init__(self, path: Path, *, csv: bool) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._csv = csv
        self._header: list[str] | None = None

    def write(self, table: Table) -> None:
        if not self._csv:
            self._file.write(table.to_jsonl() or "")
            return
        self._file.write(table.to_csv(header=self._header is None) or "")
        if self._header is not None and self._header != table.columns:
            msg = f"the columns changed between batches: {self._header} became {table.columns}"
            raise DetenteError(msg)
        self._header = table.columns

    def close(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


class _Parquet:
    """Parquet, one row group a batch."""

    def __init__(self, path: Path) -> None:
        self._parquet = need("pyarrow.parquet")
        self._path = path
        self._writer: Any = None

    def write(self, table: Table) -> None:
        rows = table.to_pyarrow()
        if self._writer is None:
            self._writer = self._parquet.ParquetWriter(os.fspath(self._path), rows.schema)
        self._writer.write_table(rows)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


class Writer:
    """A file that appears under its name when it is whole: until then it is ``NAME.partial``."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._partial = self.path.with_name(self.path.name + ".partial")
        self._format = _open_format(self.path.suffix.lower(), self._partial)

    def write(self, table: Table) -> None:
        """Add the rows of a table."""
        self._format.write(table)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._format.close()
        if kind is None:
            os.replace(self._partial, self.path)


def _open_format(suffix: str, path: Path) -> _Format:
    if suffix == ".csv":
        return _Lines(path, csv=True)
    if suffix in (".jsonl", ".ndjson"):
        return _Lines(path, csv=False)
    if suffix == ".parquet":
        return _Parquet(path)
    msg = f"cannot write {suffix or 'a file without extension'}: name the output .csv, .jsonl or .parquet"
    raise DetenteError(msg)


def open_writer(path: str) -> Writer:
    """Open a writer; the extension of ``path`` decides the format."""
    return Writer(path)
