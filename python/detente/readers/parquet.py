"""Parquet tables, a few hundred rows at a time."""

from __future__ import annotations

from collections.abc import Iterator

from .document import BadFile, Document
from .libraries import needed
from .options import Options, Source
from .rows import RowMaker, choose_columns

__all__ = ["read_parquet"]

_ROWS = 256


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
    parquet = needed("pyarrow.parquet", "Parquet files")
    arrow = needed("pyarrow", "Parquet files")
    with source.open() as stream:
        try:
            table = parquet.ParquetFile(stream)
            names = list(table.schema_arrow.names)
        except (arrow.ArrowException, OSError) as error:
            raise BadFile(f"the Parquet file is cut off or damaged ({error}): write or download it again") from None
        make = RowMaker(source.name, choose_columns(names, options, source.name), options, None, source.metadata)
        number = 0
        try:
            for batch in table.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield make.document(number, row)
        except (arrow.ArrowException, OSError) as error:
            raise BadFile(f"damaged after row {number} ({error}): write or download it again") from None
