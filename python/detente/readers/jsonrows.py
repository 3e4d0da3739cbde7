"""Records as JSON (.jsonl, .json), one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO, TypeAlias

from .decode import decode, open_text
from .document import BadFile, Document
from .options import Options, Source
from .rows import RowMaker, choose_columns

__all__ = ["first_object", "parsed", "read_json", "read_jsonl"]

# Number of the row, and the object or what is wrong with it.
_Row: TypeAlias = tuple[int, "dict[str, object] | str"]
_PATIENCE = 1_000
_MANY_BRACKETS = 500_000


def read_jsonl(source: Source, options: Options) -> Iterator[Document]:
    """Give the documents of a file that has one JSON object per line.

    The columns are those of the first line that can be read.

    Parameters
    ----------
    source
        The file.
    options
        Encoding and columns.

    Raises
    ------
    ReaderError
        If a column asked for is not there.
    BadFile
        If the file is no text, or has no objects.
    """
    opened = open_text(source, options.encoding)
    with opened.stream as stream:
        limit = options.limits.text_bytes
        yield from _documents(source, options, opened.encoding, opened.lossy, _lines(stream, limit))


def first_object(source: Source, options: Options) -> dict[str, object] | None:
    """Give the first row of a file of lines that is an object, if it comes in time.

    Parameters
    ----------
    source
        The file.
    options
        Encoding and limits.
    """
    opened = open_text(source, options.encoding or "utf-8")
    with opened.stream as stream:
        rows = islice(_lines(stream, options.limits.text_bytes), _PATIENCE)
        return next((row for _, row in rows if not isinstance(row, str)), None)


def read_json(source: Source, options: Options) -> Iterator[Document]:
    """Give the documents of a JSON file: a list of objects, one object, or one object per line.

    Parameters
    ----------
    source
        The file.
    options
        Encoding and columns.

    Raises
    ------
    ReaderError
        If a column asked for is not there.
    BadFile
        If it is not JSON, or something else than objects or strings.
    """
    decoded = decode(source.read_all(options.limits), encoding=options.encoding)
    text = decoded.text
    start = _space(text, 0)
    if text.startswith("[", start):
        rows = _items(text, start + 1)
        yield from _documents(source, options, decoded.encoding, decoded.replaced > 0, rows)
        return
    whole = parsed(text, "it")
    if isinstance(whole, str):  # several objects, perhaps
        yield from read_jsonl(source, options)
    else:
        yield from _documents(source, options, decoded.encoding, decoded.replaced > 0, [(1, whole)])


def _documents(
    source: Source, options: Options, encoding: str, lossy: bool, rows: Iterable[_Row]
) -> Iterator[Document]:
    """Make the documents; those before the first object wait until its fields are known."""
    maker: RowMaker | None = None
    waiting: list[tuple[int, str]] = []
    for number, row in rows:
        if maker is None:
            if isinstance(row, str):
                waiting.append((number, row))
                if len(waiting) >= _PATIENCE:
                    break
                continue
            columns = choose_columns(row, options, source.name)
            maker = RowMaker(source.name, columns, options, encoding, source.metadata, lossy=lossy)
            for at, reason in waiting:
                yield maker.failed(at, reason)
        yield maker.failed(number, row) if isinstance(row, str) else maker.document(number, row)
    if maker is None:
        raise BadFile(f"there are no records in it; {waiting[0][1]}" if waiting else "there are no records in it")


def _lines(stream: TextIO, limit: int) -> Iterator[_Row]:
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) >= limit and not line.endswith("\n"):
            yield number, f"line {number} is longer than {limit >> 20} MB: split its text, or raise Limits.text_bytes"
            while line and not line.endswith("\n"):
                line = stream.readline(limit)
        elif not line.isspace():
            yield number, parsed(line.removeprefix("\ufeff"), f"line {number}")


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")


def _space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _items(text: str, position: int) -> Iterator[_Row]:
    """Give the items of a list, one at a time."""
    number = 0
    while (position := _space(text, position)) < len(text) and text[position] != "]":
        number += 1
        try:
            value, position = _DECODER.raw_decode(text, position)
        except RecursionError:
            raise BadFile(f"item {number} has lists inside lists, too deep to be read") from None
        except ValueError as error:
            raise BadFile(f"not JSON from item {number} on ({error}): was it cut off?") from None
        yield number, _record(value, f"item {number}")


def parsed(text: str, where: str) -> dict[str, object] | str:
    """Give the object that is written there, or what is wrong with it.

    Parameters
    ----------
    text
        One line, or a whole file.
    where
        What messages call it.
    """
    if len(text) > _MANY_BRACKETS and text.count("[") + text.count("{") > _MANY_BRACKETS:
        return f"{where} has more lists and objects than any record of a text: write one object per text"
    try:
        return _record(json.loads(text), where)
    except RecursionError:
        return f"{where} has lists inside lists, too deep to be read"
    except ValueError as error:
        return f"{where} is not JSON ({error}): write one complete object per line"


def _record(value: object, where: str) -> dict[str, object] | str:
    if isinstance(value, str):
        return {"text": value}
    if not isinstance(value, dict):
        return f'{where} is no object: write {{"text": ...}}'
    return value
