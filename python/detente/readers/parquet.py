"""Parquet tables, a few hundred rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from detente._core import RowBlock

from .decode import clean
from .document import BadFile, Document
from .libraries import needed
from .options import Options, Source
from .rows import Columns, RowMaker, choose_columns

__all__ = ["ParquetRows", "parquet_rows", "read_parquet"]

_ROWS = 256

#: Bytes of a batch of short rows, about, and most rows in it.
_BATCH, _MOST_ROWS = 1 << 20, 8192

_TEXTS = {"string", "large_string", "string_view"}
_NAMES = _TEXTS | {"bool", "null", *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))}
_CARRIED = _NAMES | {"float", "double"}


def read_parquet(source: Source, options: Options) -> Iterator[Document]:
    """Give the documents of a Parquet table; needs pyarrow.

    Parameters
    ----------
    source
        The file.
    options
        Which columns to use.

    Raises
    ------
    ReaderError
        If a column asked for is not there.
    BadFile
        If the file cannot be read, or pyarrow is not installed.
    """
    arrow = needed("pyarrow", "Parquet files")
    with source.open() as stream:
        table, schema = _opened(stream)
        columns = choose_columns(schema.names, options, source.name)
        make = RowMaker(source.name, columns, options, None, source.metadata)
        number = 0
        try:
            for batch in table.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield make.document(number, row)
        except (arrow.ArrowException, OSError) as error:
            raise BadFile(f"damaged after row {number} ({error}): write or download it again") from None


def _opened(stream: Any) -> tuple[Any, Any]:
    """Open a table; give it and its schema."""
    parquet = needed("pyarrow.parquet", "Parquet files")
    arrow = needed("pyarrow", "Parquet files")
    try:
        table = parquet.ParquetFile(stream)
        return table, table.schema_arrow
    except (arrow.ArrowException, OSError) as error:
        raise BadFile(f"the Parquet file is cut off or damaged ({error}): write or download it again") from None


def parquet_rows(source: Source, options: Options) -> ParquetRows | None:
    """Open a Parquet table that the core can read: one with columns of texts, numbers and truth values.

    Parameters
    ----------
    source
        The file.
    options
        Which columns to use.

    Returns
    -------
    ParquetRows or None
        Its rows; `None` if it is for :func:`read_parquet`.

    Raises
    ------
    ReaderError
        If a column asked for is not there.
    BadFile
        As :func:`read_parquet`.
    """
    with ExitStack() as stack:
        stream = stack.enter_context(source.open())
        table, schema = _opened(stream)
        columns = choose_columns(schema.names, options, source.name)
        types = {field.name: _type(field.type) for field in schema}
        is_plain = len(types) == len(schema) and table.metadata.num_rows > 0
        if not (is_plain and _suits(types, columns)):
            return None
        stack.pop_all()
    return ParquetRows(table, stream, source.name, columns, options)


def _type(kind: Any) -> str:
    """Name a type; texts that are kept as numbers of a list of them are texts."""
    is_list = needed("pyarrow", "Parquet files").types.is_dictionary(kind) and str(kind.value_type) in _TEXTS
    return str(kind.value_type if is_list else kind)


def _suits(types: dict[str, str], columns: Columns) -> bool:
    """Say whether the core takes columns of these types, and texts and ids can be had from two of them."""
    text = types[columns.text] in _TEXTS | {"null"}
    identifier = columns.id is None or types[columns.id] in _NAMES
    return text and identifier and all(kind in _CARRIED and clean(name)[0] == name for name, kind in types.items())


class ParquetRows:
    """The rows of a Parquet table, batch by batch."""

    def __init__(self, table: Any, stream: Any, name: str, columns: Columns, options: Options) -> None:
        metadata = table.metadata
        size = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
        rows = max(_ROWS, min(_MOST_ROWS, _BATCH * metadata.num_rows // max(size, 1)))
        self._batches = table.iter_batches(batch_size=rows)
        self._stream = stream
        self._name = name
        self.columns = columns
        self._format = options.text_format
        self._number = 1
        self.failed = False
        """Whether the rest cannot be read so; :func:`read_parquet` says what is wrong."""

    def read(self, size: int, jobs: int = 0) -> RowBlock | None:
        """Give the next batch, whatever its size; `None` at the end.

        Parameters
        ----------
        size, jobs
            Not looked at: pyarrow knows.
        """
        try:
            batch = next(self._batches, None)
            if batch is not None:
                columns = self.columns
                block = RowBlock.of_arrow(batch, self._name, self._number, columns.text, columns.id, self._format)
                self._number += len(batch)
                return block
        except Exception:  # whatever is wrong with it: the reader of rows meets it too, and reports it
            self.failed = True
        self._stream.close()
        return None
