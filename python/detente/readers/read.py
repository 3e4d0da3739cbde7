"""One file in, documents out: finds the reader for a file and turns whatever goes wrong into an error row."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from .decode import check_encoding, clean, decode
from .document import BadFile, Document, Markup, MetadataValue, ReaderError
from .options import Ids, Limits, MainBlock, Options, Source
from .sniff import Kind, sniff_source
from .submissions import submission

__all__ = ["options_of", "read", "read_bytes"]


def read(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    encoding: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    keep_boilerplate: bool = False,
    notes: bool = False,
    main_block: MainBlock = "auto",
    limits: Limits | None = None,
    text_format: Markup = "auto",
    ids: Ids | None = None,
) -> Iterator[Document]:
    """Give the documents of a file: one, or one per row, record or member of an archive.

    What kind of file it is is decided by its content. A file, row or member that cannot be read gives a
    document that says so in `error`; it never raises.

    Parameters
    ----------
    path
        The file.
    name
        What ids and messages call it; the path, with forward slashes, if not given.
    encoding
        Character encoding of text files; found by their bytes if not given.
    text_column
        Column or field with the text, for tables and records; by default the usual names are tried.
    id_column
        Column or field with the names of the documents; by default the usual names are tried, then the path
        and the number of the row.
    keep_boilerplate
        Keep navigation, headers and footers of web pages, and running heads of PDF pages.
    notes
        Keep foot- and endnotes.
    main_block
        How the main block of a web page is chosen: ``"tags"`` by its elements, ``"trafilatura"`` by that
        library, ``"auto"`` by the library where it is installed and the elements leave much that is not text.
    limits
        How large a file may be.
    text_format
        How plain text files, and the texts of tables and records, are marked up; ``"auto"`` leaves it to the scorer,
        which decides for each text. (Endings such as ``.md`` say it by themselves.)
    ids
        Gives the rows of tables and records their ids; hand the same one to several calls, and ids are unique in all
        of their files. In one file they always are.

    Returns
    -------
    iterator of Document
        In the order of the file. Nothing is held but the document at hand.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ReaderError
        If the call is wrong: a folder, an unknown encoding, a column that is not there.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "essay.txt")
    >>> _ = path.write_text("Trade binds nations.", encoding="utf-8")
    >>> [document] = read(path)
    >>> document.text, document.encoding
    ('Trade binds nations.', 'utf-8')
    """
    path = Path(path)
    called = clean(path.as_posix() if name is None else name)[0]
    if os.path.isdir(path):
        if reason := _unlisted(path):
            return iter((Document(called, "", source=called, error=_one_line(called, reason)),))
        raise ReaderError(f"{os.fspath(path)!r} is a folder: use detente.readers.expand to list its files")
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(2, "no such file", os.fspath(path)) from None
    except OSError:
        pass  # a folder above is closed to us: opening the file says so
    options = options_of(
        encoding, text_column, id_column, keep_boilerplate, notes, main_block, limits, text_format, ids
    )

    def path_open() -> BinaryIO:
        return path.open("rb")

    source = Source(called, path_open, submission(called))
    return _started(_read(source, options))


def _unlisted(folder: Path) -> str | None:
    """Say why a folder's files cannot be listed: `expand` gives such a folder in place of what is in it."""
    try:
        os.listdir(folder)
    except OSError as error:
        return f"the folder cannot be read: {error.strerror or error}"
    return None


def read_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    keep_boilerplate: bool = False,
    notes: bool = False,
    main_block: MainBlock = "auto",
    limits: Limits | None = None,
    text_format: Markup = "auto",
    ids: Ids | None = None,
) -> Iterator[Document]:
    r"""Give the documents of a file that is in memory; see :func:`read`.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        Its name.
    encoding, text_column, id_column, keep_boilerplate, notes, main_block, limits, text_format, ids
        As for :func:`read`.

    Raises
    ------
    ReaderError
        If the call is wrong.

    Examples
    --------
    >>> [d.text for d in read_bytes(b"id,text\n1,War\n2,Peace\n", "a.csv")]
    ['War', 'Peace']
    """
    options = options_of(
        encoding, text_column, id_column, keep_boilerplate, notes, main_block, limits, text_format, ids
    )
    source = Source(name, lambda: io.BytesIO(data), submission(name))
    return _started(_read(source, options))


def options_of(
    encoding: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    keep_boilerplate: bool = False,
    notes: bool = False,
    main_block: MainBlock = "auto",
    limits: Limits | None = None,
    text_format: Markup = "auto",
    ids: Ids | None = None,
) -> Options:
    """Check the options of :func:`read`, and put them together."""
    if main_block not in ("auto", "tags", "trafilatura"):
        raise ReaderError(f"main_block must be 'auto', 'tags' or 'trafilatura', not {main_block!r}")
    if text_format not in ("auto", "plain", "markdown"):
        raise ReaderError(f"text_format must be 'auto', 'plain' or 'markdown', not {text_format!r}")
    known = None if encoding is None else check_encoding(encoding)
    return Options(
        known, text_column, id_column, keep_boilerplate, notes, main_block, limits or Limits(), text_format, ids
    )


def _started(documents: Iterator[Document]) -> Iterator[Document]:
    """Read up to the first document now, so that a wrong call raises where it is made."""
    for first in documents:
        return chain((first,), documents)
    return iter(())


def _read(source: Source, options: Options) -> Iterator[Document]:
    """Read a source; what is wrong with it becomes an error row, after the documents that could be read."""
    try:
        kind = sniff_source(source)
        if kind in _ADVICE:
            raise BadFile(_ADVICE[kind])
        none = True
        for document in _READERS[kind](source, options):
            none = False
            yield document
        if none:
            raise BadFile("there is no document in it, as in a table without rows: was it fully copied?")
        return
    except ReaderError as error:
        if source.depth == 0:
            raise
        reason = str(error)
    except BadFile as error:
        reason = str(error)
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
    except MemoryError:
        reason = "does not fit into memory: split it"
    except Exception as error:  # a reader met damage that nobody thought of: this file's error, not the run's
        what = f"{type(error).__name__}: {error}"
        reason = f"damaged, or of a kind that is not known ({what}): open and save it again"
    yield Document(
        source.name, "", "plain", dict(source.metadata), source.name, None, 0, _one_line(source.name, reason)
    )


#: Where an object lies in memory, as libraries say in messages: it differs from run to run, and the row must not.
_ADDRESS = re.compile(r", \d{9,}(?=\))| at 0x[0-9a-f]+")


def _one_line(name: str, reason: str) -> str:
    return clean(" ".join(f"{name}: {_ADDRESS.sub('', reason)}".split()))[0]


_ADVICE: dict[Kind, str] = {
    "empty": "the file is empty (0 bytes): was it fully copied?",
    "binary": "not a text but binary data: convert it to one of the formats that can be read",
    "old-office": "an office document in the old format of before 2007 (.doc): save it as .docx",
    "encrypted-office": "encrypted with a password: save it without one",
    "xlsx": "an Excel workbook: save the sheet as CSV (UTF-8)",
    "ods": "a spreadsheet: save the sheet as CSV (UTF-8)",
    "pptx": "slides: save them as PDF or text",
    "compressed": "compressed (gzip, 7z, rar, ...): unpack it, or pack it as .zip",
    "image": "an image: run text recognition (OCR) on it first",
}

Reader = Callable[[Source, Options], Iterator[Document]]


def _single(source: Source, text: str, markup: Markup, metadata: dict[str, MetadataValue]) -> Document:
    text, replaced = clean(text)
    return Document(source.name, text, markup, {**source.metadata, **metadata}, source.name, None, replaced)


def _text(markup: Markup | None) -> Reader:
    """Read plain text that is marked up so, or (`None`) as the options say."""

    def read_text(source: Source, options: Options) -> Iterator[Document]:
        found = decode(source.read_all(options.limits), encoding=options.encoding)
        metadata = dict(source.metadata)
        format = markup or options.text_format
        yield Document(source.name, found.text, format, metadata, source.name, found.encoding, found.replaced)

    return read_text


def _html(source: Source, options: Options) -> Iterator[Document]:
    from .webpage import read_page

    text, markup, metadata, found = read_page(
        source.read_all(options.limits),
        encoding=options.encoding,
        keep_boilerplate=options.keep_boilerplate,
        notes=options.notes,
        main_block=options.main_block,
    )
    metadata = {**source.metadata, **metadata}
    yield Document(source.name, clean(text)[0], markup, metadata, source.name, found.encoding, found.replaced)


def _docx(source: Source, options: Options) -> Iterator[Document]:
    from .docx import read_docx

    with source.open() as stream:
        yield _single(source, *read_docx(stream, options.limits, notes=options.notes))


def _odt(source: Source, options: Options) -> Iterator[Document]:
    from .odt import read_odt

    with source.open() as stream:
        yield _single(source, *read_odt(stream, options.limits, notes=options.notes))


def _rtf(source: Source, options: Options) -> Iterator[Document]:
    from .rtf import read_rtf

    yield _single(source, *read_rtf(source.read_all(options.limits)))


def _epub(source: Source, options: Options) -> Iterator[Document]:
    from .epub import read_epub

    keep, notes = options.keep_boilerplate, options.notes
    with source.open() as stream:
        yield _single(source, *read_epub(stream, options.limits, keep_boilerplate=keep, notes=notes))


def _pdf(source: Source, options: Options) -> Iterator[Document]:
    from .pdf import read_pdf

    keep, notes = options.keep_boilerplate, options.notes
    with source.open() as stream:
        yield _single(source, *read_pdf(stream, options.limits, keep_boilerplate=keep, notes=notes))


def _parquet(source: Source, options: Options) -> Iterator[Document]:
    from .parquet import read_parquet

    return read_parquet(source, options)


def _csv(source: Source, options: Options) -> Iterator[Document]:
    from .csvrows import read_csv

    return read_csv(source, options, "csv")


def _tsv(source: Source, options: Options) -> Iterator[Document]:
    from .csvrows import read_csv

    return read_csv(source, options, "tsv")


def _jsonl(source: Source, options: Options) -> Iterator[Document]:
    from .jsonrows import read_jsonl

    return read_jsonl(source, options)


def _json(source: Source, options: Options) -> Iterator[Document]:
    from .jsonrows import read_json

    return read_json(source, options)


def _zip(source: Source, options: Options) -> Iterator[Document]:
    from .archive import read_archive

    return read_archive(source, options.limits, lambda member: _read(member, options))


_READERS: dict[Kind, Reader] = {
    "text": _text(None),
    "markdown": _text("markdown"),
    "html": _html,
    "docx": _docx,
    "odt": _odt,
    "rtf": _rtf,
    "epub": _epub,
    "pdf": _pdf,
    "parquet": _parquet,
    "csv": _csv,
    "tsv": _tsv,
    "jsonl": _jsonl,
    "json": _json,
    "zip": _zip,
}
