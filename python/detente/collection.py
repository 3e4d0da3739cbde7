"""Files scored into a table or a file: any number of documents, in bounded memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import scoring
from detente.formats import format_of
from detente.inputs import Batch, ahead, batches
from detente.parts import Parts
from detente.readers import Document, expand, read
from detente.table import Table

if TYPE_CHECKING:
    from detente._core import Analyzer

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

#: Told, after each batch, how many documents and characters were scored so far.
Progress = Callable[[int, int], None]

#: A summary holds this many errors; the manifest holds all.
_MOST_ERRORS = 1000


@dataclass
class Summary:
    """What a run over files did."""

    #: Documents that were read, or should have been.
    documents: int = 0
    #: Documents that could not be read.
    failed: int = 0
    #: The first of them (1,000 at most), each with the reason; the manifest has all.
    errors: list[tuple[str, str]] = field(default_factory=list)
    #: Rows of the output.
    rows: int = 0
    #: Characters of text.
    characters: int = 0
    #: Where the rows went.
    output: str | None = None

    def __str__(self) -> str:
        where = f" -> {self.output}" if self.output else ""
        return f"{self.documents:,} documents, {self.failed:,} failed, {self.rows:,} rows{where}"

    def _count(self, entry: dict[str, Any]) -> None:
        self.documents += entry["documents"]
        self.rows += entry["rows"]
        self.characters += entry["characters"]
        self.failed += len(entry["errors"])
        room = _MOST_ERRORS - len(self.errors)
        self.errors += [(name, error) for name, error in entry["errors"][:room]]


def documents(paths: Paths, **reading: Any) -> Iterator[Document]:
    """Read the documents of files, folders and globs, in a stable order."""
    for path in expand(paths):
        yield from read(path, **reading)


def score_files(
    paths: Paths,
    output: str | os.PathLike[str] | None = None,
    level: scoring.Level = "section",
    *,
    lexicon: str | os.PathLike[str] | None = None,
    extend_lexicon: str | os.PathLike[str] | None = None,
    keep_boilerplate: bool = False,
    jobs: int = 0,
    resume: bool = False,
    progress: Progress | bool | None = None,
    **reading: Any,
) -> Summary | Table:
    """Score files: texts, web pages, word-processor files, tables of texts, archives of these.

    Parameters
    ----------
    paths
        Files, folders and globs.
    output
        Where the rows go: ``.csv``, ``.jsonl`` or ``.parquet``. It appears when the run is done, with a manifest
        (``OUTPUT.manifest.json``: inputs with their hashes, options, version, lexicon digests, errors) beside it.
        Without it the table is returned.
    level
        What a row stands for.
    lexicon, extend_lexicon, keep_boilerplate, jobs
        As in :func:`detente.score`.
    resume
        Take up a run that was interrupted: nothing is lost, nothing is scored twice. Options and files must be the
        same.
    progress
        True or False; None shows it on a terminal and in a notebook. A function is called after each batch with the
        number of documents and of characters so far.
    **reading
        Options of :func:`detente.readers.read`: ``encoding``, ``text_column``, ``id_column``.

    Returns
    -------
    Summary or Table
        A document that cannot be read has an error row, and is listed in ``Summary.errors``.

    Raises
    ------
    DetenteError
        For an output format that is unknown, a column that is missing, a resumed run with other options.
    OSError
        For paths that are missing, outputs that cannot be written, a full disk. What was scored is kept: resume.
    """
    files = expand(paths)
    lexicons: dict[str, Any] = {"lexicon": lexicon, "extend_lexicon": extend_lexicon}

    def make(format: str) -> Analyzer:
        return scoring.analyzer(keep_boilerplate=keep_boilerplate, format=format, **lexicons)

    with _shown(progress) as show:
        if output is None:
            source = ahead(batches(files, {}, reading))
            return _collect(((b, score_batch(b.documents, level, make, jobs)) for b in source), level, show)
        where = Path(output)
        run = {"level": level, "reading": reading, **make("auto").provenance}
        parts = Parts(where, format_of(where), run, resume=resume)
        summary = Summary(output=os.fspath(where))
        for entry in parts.entries:
            summary._count(entry)
        for batch in ahead(batches(files, parts.skip(), reading)):
            summary._count(parts.add(batch, score_batch(batch.documents, level, make, jobs)))
            show(summary.documents, summary.characters)
        parts.assemble()
        return summary


def score_batch(batch: list[Document], level: scoring.Level, make: Callable[[str], Analyzer], jobs: int = 0) -> Table:
    """Score documents: runs of one text format, one after the other. ``make`` gives the analyzer for a format."""
    table: Table | None = None
    start = 0
    while start < len(batch):
        stop = start
        while stop < len(batch) and batch[stop].format == batch[start].format:
            stop += 1
        run = batch[start:stop]
        ids, texts = [d.id for d in run], [d.text for d in run]
        core = make(run[0].format).score(ids, texts, level, jobs=jobs, errors=[d.error for d in run])
        part = _with_metadata(Table(core), batch, run)
        table = part if table is None else table.concat(part)
        start = stop
    return table if table is not None else scoring.score([], level)


def _with_metadata(table: Table, batch: list[Document], run: list[Document]) -> Table:
    """Carry the documents' metadata through: the columns are those of the whole batch."""
    names = list(dict.fromkeys(name for document in batch for name in document.metadata))
    own = set(table.columns)
    # A metadata column must not hide a figure.
    columns = {f"meta_{name}" if name in own else name: [d.metadata.get(name) for d in run] for name in names}
    return table.with_metadata(columns) if columns else table


def _collect(scored: Iterator[tuple[Batch, Table]], level: scoring.Level, show: Progress) -> Table:
    tables: list[Table] = []
    documents = characters = 0
    for batch, table in scored:
        tables.append(table)
        documents += len(batch.documents)
        characters += batch.characters
        show(documents, characters)
    return Table.concatenated(tables) if tables else scoring.score([], level)


def _shown(progress: Progress | bool | None) -> Any:
    from detente.console import progress as bar

    return bar(progress)
