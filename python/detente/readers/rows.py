"""From rows to documents: columns chosen, ids made unique, other columns carried along."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente._core import UniqueIds

from .decode import clean
from .document import BadFile, Document, MetadataValue, ReaderError
from .options import Options

__all__ = ["Columns", "RowMaker", "UniqueIds", "choose_columns"]

_TEXT_NAMES = (
    "text",
    "essay",
    "full_text",
    "essay_text",
    "content",
    "body",
    "document",
    "response",
    "answer",
)
_ID_NAMES = ("doc_id", "docid", "id", "essay_id", "document_id", "text_id")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds the text and which the name of a document."""

    text: str
    id: str | None


def choose_columns(names: Iterable[str], options: Options, source: str) -> Columns:
    """Find the text and the id column among `names`: as asked for, or by their usual names.

    Parameters
    ----------
    names
        The columns there are.
    options
        What was asked for.
    source
        The file, for messages.

    Raises
    ------
    ReaderError
        If a column asked for is not there.
    BadFile
        If none was asked for and none looks like the text.

    Examples
    --------
    >>> choose_columns(["ID", "Text", "year"], Options(), "a.csv")
    Columns(text='Text', id='ID')
    """
    names = list(names)
    for asked, option in ((options.text_column, "text_column"), (options.id_column, "id_column")):
        if asked is not None and asked not in names:
            raise ReaderError(f"{source} has no column {asked!r} ({option}): it has {_listed(names)}")
    text = options.text_column or _first(names, _TEXT_NAMES) or (names[0] if len(names) == 1 else None)
    if text is None:
        raise BadFile(f"which column holds the text? Give text_column: there are {_listed(names)}")
    return Columns(text, options.id_column or _first([name for name in names if name != text], _ID_NAMES))


def _first(names: Iterable[str], usual: Iterable[str]) -> str | None:
    lowered: dict[str, str] = {}
    for name in names:
        lowered.setdefault(name.strip().lower(), name)
    return next((lowered[name] for name in usual if name in lowered), None)


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(name) for name in names[:30])
    return shown + (f", ... ({len(names)} in all)" if len(names) > 30 else "") if names else "no columns"


@dataclass(frozen=True, slots=True)
class Row:
    """A row on its way to be a document: all but its id is known."""

    id: str
    """The id that it asks for; empty if it asks for none."""
    text: str
    metadata: dict[str, MetadataValue]
    replaced_chars: int
    error: str | None


class RowMaker:
    """Makes the documents of one file of rows, each with an id of its own.

    Parameters
    ----------
    source
        The file's name.
    columns
        The columns to use.
    options
        How texts are marked up, and whether ids are to differ from those of other files too.
    encoding
        The file's encoding, if it has one.
    extra
        Metadata of the file itself, given to every row.
    lossy
        Whether U+FFFD in a text stands for what could not be decoded, and is to be counted.
    """

    def __init__(
        self,
        source: str,
        columns: Columns,
        options: Options,
        encoding: str | None,
        extra: Mapping[str, MetadataValue] | None = None,
        *,
        lossy: bool = False,
    ) -> None:
        self._source = source
        self._columns = columns
        self._encoding = encoding
        self._extra = dict(extra or {})
        self._lossy = lossy
        self._format = options.text_format
        self._ids = options.ids or UniqueIds()

    def document(self, number: int, row: Mapping[str, object]) -> Document:
        """Make the document of a row.

        Parameters
        ----------
        number
            Which row it is, from 1; names the document if it has no id.
        row
            Its cells.

        Examples
        --------
        >>> make = RowMaker("a.csv", Columns("text", "id"), Options(), "utf-8")
        >>> make.document(1, {"id": "x", "text": "Peace.", "year": 1990}).metadata
        {'year': 1990}
        """
        return self._named(number, self.row(number, row))

    def row(self, number: int, row: Mapping[str, object]) -> Row:
        """Give the parts of a row their roles.

        Parameters
        ----------
        number
            Which row it is, from 1.
        row
            Its cells.
        """
        columns = self._columns
        metadata = {**self._extra}
        for name, value in row.items():
            if name not in (columns.text, columns.id):
                metadata[clean(name)[0]] = _plain_value(value)
        wished = self._wished(row, metadata)
        value = row.get(columns.text)
        text = "" if value is None else value if isinstance(value, str) else str(_plain_value(value))
        replaced = text.count("\ufffd") if self._lossy else 0
        text, cleaned = clean(text)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        error = None
        if columns.text not in row:
            error = f"{self._source}: row {number} has no '{columns.text}': add it, or leave the row out"
        return Row(wished, text, metadata, replaced + cleaned, error)

    def failed(self, number: int, reason: str) -> Document:
        """Make the error row of a row that cannot be read.

        Parameters
        ----------
        number
            Which row it is, from 1.
        reason
            What is wrong, where, and what to do.
        """
        return self._named(number, self.failed_row(reason))

    def failed_row(self, reason: str) -> Row:
        """Give the parts of a row that cannot be read.

        Parameters
        ----------
        reason
            What is wrong, where, and what to do.
        """
        return Row("", "", dict(self._extra), 0, f"{self._source}: {reason}")

    def _wished(self, row: Mapping[str, object], metadata: dict[str, MetadataValue]) -> str:
        if self._columns.id is None:
            return ""
        value = row.get(self._columns.id)
        wished = "" if value is None else clean(str(value))[0].strip()
        if not wished:
            metadata["id_note"] = "the id was empty"
        return wished

    def _named(self, number: int, row: Row) -> Document:
        wished = row.id or f"{self._source}:{number}"
        identifier, changed = self._ids.take(wished)
        if changed:
            row.metadata["id_note"] = f"another document has the id '{wished}'"
        return Document(
            identifier,
            row.text,
            self._format,
            row.metadata,
            self._source,
            self._encoding,
            row.replaced_chars,
            row.error,
        )


def _plain_value(value: object) -> MetadataValue:
    """Keep numbers, truth values and text; write lists and records as JSON, anything else as its text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return clean(value)[0]
    if isinstance(value, list | dict):
        return clean(json.dumps(value, ensure_ascii=False, default=str))[0]
    return clean(str(value))[0]
