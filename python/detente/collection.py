"""Files scored into a table or a file: any number of documents, in bounded memory."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from detente import scoring
from detente.table import Table
from detente.writers import open_writer

if TYPE_CHECKING:
    from detente._core import Analyzer
    from detente.readers import Document

#: Characters of text that are read, scored and written at a time.
BATCH = 8 << 20

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass
class Summary:
    """What a run over files did."""

    #: Documents that were read, or should have been.
    documents: int = 0
    #: Documents that could not be read, with the reason, in order.
    errors: list[tuple[str, str]] = field(default_factory=list)
    #: Rows of the table.
    rows: int = 0
    #: Words that were scored; at levels of whole texts and parts of them.
    characters: int = 0
    #: Where the rows went.
    output: str | None = None
    #: Version, options and lexicon digests.
    provenance: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        failed = len(self.errors)
        where = f" -> {self.output}" if self.output else ""
        return f"{self.documents} documents, {failed} failed, {self.rows} rows{where}"


def documents(paths: Paths, **reading: Any) -> Iterator[Document]:
    """Read the documents of files, folders and globs, in a stable order."""
    from detente import readers

    several = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    for path in readers.expand(several):
        yield from readers.read(path, **reading)


def batches(source: Iterable[Document], size: int = BATCH) -> Iterator[list[Document]]:
    """Group documents into batches of about ``size`` characters."""
    batch: list[Document] = []
    characters = 0
    for document in source:
        batch.append(document)
        characters += len(document.text) + 64
        if characters >= size:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def score_documents(
    source: Iterable[Document], level: scoring.Level, make: Callable[[str], Analyzer], jobs: int = 0
) -> Iterator[tuple[list[Document], Table]]:
    """Score documents batch by batch. ``make`` gives the analyzer for a text format."""
    for batch in batches(source):
        yield batch, _score_batch(batch, level, make, jobs)


def _score_batch(batch: list[Document], level: scoring.Level, make: Callable[[str], Analyzer], jobs: int) -> Table:
    """Score one batch: runs of documents of one format, one after the other."""
    table: Table | None = None
    start = 0
    while start < len(batch):
        stop = start
        while stop < len(batch) and batch[stop].format == batch[start].format:
            stop += 1
        run = batch[start:stop]
        ids, texts = [d.id for d in run], [d.text for d in run]
        core = make(run[0].format).score(ids, texts, level, jobs=jobs, errors=[d.error for d in run])
        part = _with_metadata(Table(core), run)
        table = part if table is None else table.concat(part)
        start = stop
    assert table is not None
    return table


def _with_metadata(table: Table, run: list[Document]) -> Table:
    names = list(dict.fromkeys(name for document in run for name in document.metadata))
    if not names:
        return table
    own = set(table.columns)
    # A metadata column must not hide a figure.
    columns = {f"meta_{name}" if name in own else name: [d.metadata.get(name) for d in run] for name in names}
    return table.with_metadata(columns)


def score_files(
    paths: Paths,
    output: str | os.PathLike[str] | None = None,
    level: scoring.Level = "section",
    *,
    lexicon: str | os.PathLike[str] | None = None,
    keep_boilerplate: bool = False,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    **reading: Any,
) -> Summary | Table:
    """Score files: texts, web pages, word-processor files, tables of texts, archives of these.

    Parameters
    ----------
    paths
        Files, folders and globs.
    output
        Where the rows go: ``.csv``, ``.jsonl`` or ``.parquet``. It appears when the run is done, with a manifest
        (``output.manifest.json``) beside it. Without it the table is returned.
    level
        What a row stands for.
    lexicon, keep_boilerplate, jobs
        As in :func:`detente.score`.
    progress
        Called after each batch with the number of documents and of characters so far.
    **reading
        Options of :func:`detente.readers.read`: ``encoding``, ``text_column``, ``id_column``.

    Returns
    -------
    Summary or Table
        A document that cannot be read has an error row, and is listed in ``Summary.errors``.
    """

    def make(format: str) -> Analyzer:
        path = None if lexicon is None else os.fspath(lexicon)
        return scoring.analyzer(keep_boilerplate=keep_boilerplate, format=format, lexicon=path)

    summary = Summary(provenance=make("plain").provenance, output=None if output is None else os.fspath(output))
    scored = score_documents(documents(paths, **reading), level, make, jobs)
    if output is None:
        return _collect(scored, summary, progress)
    with open_writer(os.fspath(output)) as writer:
        for batch, table in scored:
            writer.write(table)
            _count(summary, batch, table, progress)
    _write_manifest(summary, level)
    return summary


def _collect(
    scored: Iterator[tuple[list[Document], Table]],
    summary: Summary,
    progress: Callable[[int, int], None] | None,
) -> Table:
    whole: Table | None = None
    for batch, table in scored:
        whole = table if whole is None else whole.concat(table)
        _count(summary, batch, table, progress)
    return whole if whole is not None else scoring.score([])


def _count(summary: Summary, batch: list[Document], table: Table, progress: Callable[[int, int], None] | None) -> None:
    summary.documents += len(batch)
    summary.rows += len(table)
    summary.characters += sum(len(document.text) for document in batch)
    summary.errors += [(document.id, document.error) for document in batch if document.error is not None]
    if progress is not None:
        progress(summary.documents, summary.characters)


def _write_manifest(summary: Summary, level: str) -> None:
    manifest = {"level": level, **asdict(summary)}
    with open(f"{summary.output}.manifest.json", "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")
