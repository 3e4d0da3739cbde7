"""Files scored into a table or a file: any number of documents, in bounded memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente import _core, scoring
from detente._core import Analyzer, DetenteError, RepeatedLines, UniqueIds, n_threads
from detente._threads import Behind, in_order
from detente.formats import format_of
from detente.inputs import Batch, batches
from detente.parts import Parts
from detente.readers import Document, read
from detente.readers.walk import expand_names
from detente.table import Table

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

#: Told, after each part of the output, how many documents and characters were scored so far.
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

    def _count(self, batch: Batch, rows: int) -> None:
        failed = batch.failed
        self.documents += batch.documents
        self.rows += rows
        self.characters += batch.characters
        self.failed += len(failed)
        self.errors += failed[: _MOST_ERRORS - len(self.errors)]

    def _resume(self, parts: Parts) -> None:
        for entry in parts.entries:
            self.documents += entry["documents"]
            self.rows += entry["rows"]
            self.characters += entry["characters"]
            self.failed += entry["failed"]
        self.errors += parts.errors(_MOST_ERRORS)


def documents(paths: Paths, **reading: Any) -> Iterator[Document]:
    """Read the documents of files, folders and globs, in a stable order; ids of rows are unique in all of them."""
    ids = UniqueIds()
    for path in expand_names(paths):
        yield from read(path, ids=ids, **reading)


def score_files(
    paths: Paths,
    output: str | os.PathLike[str] | None = None,
    level: scoring.Level = "section",
    *,
    lexicon: str | os.PathLike[str] | None = None,
    extend_lexicon: str | os.PathLike[str] | None = None,
    keep_boilerplate: bool = False,
    repeated_lines: bool = False,
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
    lexicon, extend_lexicon, keep_boilerplate
        As in :func:`detente.score`.
    repeated_lines
        Count first in how many documents each short line stands, and take lines that stand in a fifth of them or more
        for candidates of boilerplate: for pages of one site, say. All inputs are read twice.
    jobs
        Threads that read, score and write; 0 means one per core. With 1 everything happens in the calling thread.
    resume
        Take up a run that was interrupted: nothing is lost, nothing is scored twice. Options and files must be the
        same.
    progress
        True or False; None shows it on a terminal and in a notebook. A function is called after each part with the
        number of documents and of characters so far.
    **reading
        Options of :func:`detente.readers.read`: ``encoding``, ``text_column``, ``id_column``, ``text_format``,
        ``limits``, ...

    Returns
    -------
    Summary or Table
        A document that cannot be read has an error row, and is listed in ``Summary.errors``. The ids of rows of tables
        and records are unique in the whole run: one that was given before gets ``-2``, ``-3``, ... behind it, in the
        order of the inputs, and the column ``id_note`` says so. Other documents are called by their paths.

    Raises
    ------
    DetenteError
        For an output format that is unknown, a column that is missing, a resumed run with other options.
    OSError
        For paths that are missing, outputs that cannot be written, a full disk. What was scored is kept: resume.
    """
    files = expand_names(paths)
    lexicons: dict[str, Any] = {"lexicon": lexicon, "extend_lexicon": extend_lexicon}
    counted = _repeated(files, reading, jobs) if repeated_lines else None
    analyzer = scoring.analyzer(keep_boilerplate=keep_boilerplate, repeated=counted, **lexicons)
    with _shown(progress, files) as show:
        if output is None:
            return _collect(_scored(files, {}, reading, None, analyzer, level, jobs), level, show)
        where = _own(Path(output), files)
        run = {"level": level, "reading": reading, "repeated_lines": repeated_lines, **analyzer.provenance}
        with Parts(where, format_of(where), run, resume=resume) as parts:
            summary = Summary(output=os.fspath(where))
            summary._resume(parts)
            skip = parts.skip()
            source = _scored(files, skip, reading, parts.ids(), analyzer, level, jobs)
            before = _size(name for name, done in skip.items() if done < 0)
            with _written(parts, jobs) as write:
                for batch, table in source:
                    write((batch, table))
                    summary._count(batch, len(table))
                    show(summary.documents, summary.characters, before + batch.read)
            parts.assemble()
        return summary


def _own(output: Path, files: list[str]) -> Path:
    """Return the output's path, which must be none of the inputs (as after a run into the folder of the inputs)."""
    own = output.name
    if output.exists() and any(os.path.samefile(output, name) for name in files if name.endswith(own)):
        msg = f"{output} is an input and the output: write it elsewhere, or take it out of the folder"
        raise DetenteError(msg)
    return output


@contextmanager
def _written(parts: Parts, jobs: int) -> Iterator[Callable[[tuple[Batch, Table]], object]]:
    """Write behind while the next batch is scored, if there are threads for it."""
    if n_threads(jobs) > 1:
        with Behind(parts.add) as write:
            yield write
    else:
        yield parts.add


def _repeated(files: list[str], reading: dict[str, Any], jobs: int) -> RepeatedLines:
    """Count the lines of all documents."""
    lines = RepeatedLines()

    def count(batch: Batch) -> None:
        for documents in batch.pieces:
            lines.add(documents)

    for _ in in_order(batches(files, {}, reading, jobs=jobs), count, jobs):
        pass
    return lines


def _scored(
    files: list[str],
    skip: dict[str, int],
    reading: dict[str, Any],
    ids: UniqueIds | None,
    analyzer: Analyzer,
    level: scoring.Level,
    jobs: int,
) -> Iterator[tuple[Batch, Table]]:
    """Read and score documents batch by batch, and put together what makes a part of the output."""

    def score(batch: Batch) -> _core.Table:
        table = analyzer.score_documents(batch.pieces, level, jobs=1)
        batch.pieces.clear()
        return table

    part, tables = Batch(), []
    for batch, table in in_order(batches(files, skip, reading, ids=ids, jobs=jobs), score, jobs):
        part.join(batch)
        tables.append(table)
        if batch.ends_part:
            yield part, Table(_core.Table.concatenated(tables))
            part, tables = Batch(), []
    if tables:
        yield part, Table(_core.Table.concatenated(tables))


def _collect(source: Iterator[tuple[Batch, Table]], level: scoring.Level, show: Any) -> Table:
    tables: list[Table] = []
    documents = characters = 0
    for batch, table in source:
        tables.append(table)
        documents += batch.documents
        characters += batch.characters
        show(documents, characters, batch.read)
    return Table.concatenated(tables) if tables else scoring.score([], level)


def _size(names: Iterable[str]) -> int:
    """Add up the sizes of files; one that is gone has none."""
    total = 0
    for name in names:
        with suppress(OSError):
            total += os.stat(name).st_size
    return total


@contextmanager
def _shown(progress: Progress | bool | None, files: list[str]) -> Iterator[Callable[[int, int, int], object]]:
    """Show progress, or tell it to a function, as it is wished. What draws it is loaded only where it may be seen."""
    if callable(progress):
        yield lambda documents, characters, read: progress(documents, characters)
    elif progress or (progress is None and _is_watched()):
        from detente.console import progress as bar

        with bar(lambda: _size(files), always=bool(progress)) as show:
            yield show
    else:
        yield lambda documents, characters, read: None


def _is_watched() -> bool:
    """Say whether the standard error may be a terminal (or is told to pass for one), or this is a notebook."""
    forced = any(os.environ.get(name) for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))
    return forced or "IPython" in sys.modules or (sys.stderr is not None and sys.stderr.isatty())
