"""Spark: the same figures for a collection that outgrows one machine.

Each executor scores the batches of its partitions with the core that everything else uses, so a text has the same rows
here as anywhere. ``pip install 'detente[spark]'`` on the driver and on the executors.

A partition's batches are scored one after the other in one Python worker, on one thread: parallel work is Spark's, by
partitions. Choose at least two or three partitions for each core (``df.repartition(n)``), of some 100 MB of text each;
a worker holds one Arrow batch (``spark.sql.execution.arrow.maxRecordsPerBatch`` texts) and its rows at a time, so lower
that number for very long texts. A vocabulary grows to some 100 MB at most.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import scoring
from detente._core import Analyzer, DetenteError
from detente._lazy import need

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

#: Spark's names of the types that tables have.
_TYPES = {"text": "StringType", "integer": "LongType", "real": "DoubleType"}


def score(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    level: scoring.Level = "section",
    *,
    format: scoring.Format = "auto",
    keep_boilerplate: bool = False,
    lexicon: str | os.PathLike[str] | None = None,
    extend_lexicon: str | os.PathLike[str] | None = None,
) -> DataFrame:
    """Score a column of a Spark data frame.

    Parameters
    ----------
    df
        A data frame with a text column and an id column. Its other columns are carried through, as ``meta_NAME`` where
        a figure has their name.
    text, id
        The names of the two columns. A null text has a row with null figures and an ``error``.
    level
        What a row stands for.
    format, keep_boilerplate
        As in :func:`detente.score`.
    lexicon, extend_lexicon
        Cooperation-conflict lexicons on the driver, as in :func:`detente.score`; their contents travel with the job.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of :func:`detente.score` and the metadata; the order of rows within a text is kept.

    Raises
    ------
    DetenteError
        If a column is missing.
    """
    for name in (text, id):
        if name not in df.columns:
            msg = f"the data frame has no column {name!r}; it has {', '.join(df.columns)}"
            raise DetenteError(msg)
    scoring.analyzer(lexicon=lexicon, extend_lexicon=extend_lexicon)  # a bad lexicon fails here, not there
    files = {"lexicon": lexicon, "extend_lexicon": extend_lexicon}
    lexicons = {name: Path(path).read_text(encoding="utf-8") for name, path in files.items() if path is not None}
    options = {"format": format, "keep_boilerplate": keep_boilerplate}
    kept = [name for name in df.columns if name not in (text, id)]
    run = _runner(text, id, level, kept, options, lexicons)
    return df.mapInArrow(run, _schema(df, level, kept))


def _schema(df: DataFrame, level: scoring.Level, kept: list[str]) -> StructType:
    types = need("pyspark.sql.types")
    table = scoring.score([], level)._table
    fields = [
        types.StructField(name, getattr(types, _TYPES[kind])(), True)
        for name, kind in zip(table.column_names, table.column_types, strict=True)
    ]
    fields += [types.StructField(_free(name, table.column_names), df.schema[name].dataType, True) for name in kept]
    schema: StructType = types.StructType(fields)
    return schema


def _free(name: str, taken: Iterable[str]) -> str:
    """Name a metadata column so that it hides no figure."""
    return f"meta_{name}" if name in taken else name


def _runner(
    text: str, id: str, level: scoring.Level, kept: list[str], options: dict[str, Any], lexicons: dict[str, str]
) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """Make the function that a Python worker runs over the batches of a partition."""

    def run(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow as pa

        analyzer = _analyzer(options, lexicons)
        for batch in batches:
            ids = ["" if name is None else str(name) for name in batch.column(id).to_pylist()]
            table = analyzer.score(ids, batch.column(text), level, jobs=1)
            if len(table) == 0:
                continue
            # The stream of a table has one batch.
            [rows] = pa.RecordBatchReader.from_stream(table)
            documents = pa.array(table.documents)
            arrays = [*rows.columns, *(batch.column(name).take(documents) for name in kept)]
            names = [*rows.schema.names, *(_free(name, rows.schema.names) for name in kept)]
            yield pa.RecordBatch.from_arrays(arrays, names=names)

    return run


def _analyzer(options: dict[str, Any], lexicons: dict[str, str]) -> Analyzer:
    """Compile the analyzer in the worker; a lexicon that travelled as text is read like a file."""
    if not lexicons:
        return scoring.analyzer(**options)
    with tempfile.TemporaryDirectory() as folder:
        for name, source in lexicons.items():
            path = Path(folder, name)
            path.write_text(source, encoding="utf-8")
            options = {**options, name: path}
        return Analyzer(**options)
