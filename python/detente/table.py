"""Tables: columns of equal length that every data frame library can take."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from detente import _core
from detente._lazy import need

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from detente.plots import TablePlots


class Table:
    """Named columns of equal length.

    A table speaks the Arrow PyCapsule interface, so ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and
    ``pandas.DataFrame.from_arrow(table)`` take it as it is.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.score({"a": "The allies signed a treaty."}, level="document")
    >>> len(t), t["doc_id"]
    (1, ['a'])
    >>> t.to_dicts()[0]["conflict"]
    0
    """

    __slots__ = ("_table",)

    def __init__(self, table: _core.Table) -> None:
        self._table = table

    @classmethod
    def from_columns(cls, columns: Mapping[str, Iterable[Any]]) -> Table:
        """Make a table from columns of ``str``, ``int`` or ``float``, with ``None`` where a value is missing."""
        return cls(_core.Table.from_columns({name: list(values) for name, values in columns.items()}))

    @property
    def level(self) -> str | None:
        """What a row stands for: ``"section"``, say; None for a table that was not made by scoring."""
        return self._table.level

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._table.column_names

    @property
    def plot(self) -> TablePlots:
        """The plots of this table, such as ``table.plot.balance()``; they need matplotlib."""
        from detente.plots import TablePlots

        return TablePlots(self)

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, name: str) -> list[Any]:
        """Return a column as a list."""
        return self._table.column(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __eq__(self, other: object) -> bool:
        return self._table == other._table if isinstance(other, Table) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def with_columns(self, columns: Mapping[str, Iterable[Any]]) -> Table:
        """Return the table with more columns behind its own."""
        return Table(self._table.with_columns({name: list(values) for name, values in columns.items()}))

    def with_metadata(self, metadata: Mapping[str, Iterable[Any]]) -> Table:
        """Return the table with a document's metadata repeated in each of its rows.

        Parameters
        ----------
        metadata
            Columns with one value for each *document* that was scored.
        """
        rows = self._table.documents.tolist()
        columns = {name: list(values) for name, values in metadata.items()}
        return self.with_columns({name: [values[row] for row in rows] for name, values in columns.items()})

    def concat(self, other: Table) -> Table:
        """Return the rows of this table and those of another with the same columns."""
        return Table.concatenated([self, other])

    @classmethod
    def concatenated(cls, tables: Iterable[Table]) -> Table:
        """Put tables below each other; a column that one of them lacks is missing in its rows."""
        return cls(_core.Table.concatenated([table._table for table in tables]))

    def to_dict(self) -> dict[str, list[Any]]:
        """Return the columns as lists."""
        return {name: self[name] for name in self.columns}

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries."""
        columns = self.to_dict()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def to_csv(self, path: str | os.PathLike[str] | None = None, *, header: bool = True) -> str | None:
        """Write the table as CSV (UTF-8), or return it as a string."""
        return _write(self._table.csv(header), path)

    def to_jsonl(self, path: str | os.PathLike[str] | None = None) -> str | None:
        """Write the table as JSON Lines, or return it as a string."""
        return _write(self._table.jsonl().decode(), path)

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write the table as Parquet; needs pyarrow."""
        need("pyarrow.parquet").write_table(self.to_pyarrow(), os.fspath(path))

    def to_pyarrow(self) -> pyarrow.Table:
        """Return the table as a ``pyarrow.Table``."""
        # pyarrow.table() would look at every kind of data frame first, and import pandas for it.
        return need("pyarrow").RecordBatchReader.from_stream(self).read_all()

    to_arrow = to_pyarrow

    def to_polars(self) -> polars.DataFrame:
        """Return the table as a ``polars.DataFrame``."""
        frame: polars.DataFrame = need("polars").DataFrame(self)
        return frame

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a ``pandas.DataFrame``."""
        series = need("pandas").Series
        types = dict(zip(self.columns, self._table.column_types, strict=True))
        # Counts with a missing value stay whole numbers; other missing numbers are NaN.
        dtypes = {"integer": "Int64", "real": "float64", "text": "string"}
        columns = {name: series(self[name], dtype=dtypes[kind]) for name, kind in types.items()}
        frame: pandas.DataFrame = need("pandas").DataFrame(columns)
        return frame

    def __repr__(self) -> str:
        from detente._text import table

        return table(self)

    def _repr_html_(self) -> str:
        from detente._html import table

        return table(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_make, (self.level, self.to_dict(), self._table.documents.tolist()))


def _make(level: str | None, columns: dict[str, list[Any]], documents: list[int]) -> Table:
    return Table(_core.Table.rebuild(level, columns, documents))


def _write(text: str, path: str | os.PathLike[str] | None) -> str | None:
    if path is None:
        return text
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return None
