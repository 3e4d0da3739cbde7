"""Records as JSON (.jsonl, .json), line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .decode import decode, open_text
from .document import BadFile, Document
from .options import Options, Source
from .rows import RowMaker, choose_columns

__all__ = ["read_json", "read_jsonl"]


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
        If the file is no text.
    """
    stream, encoding = open_text(source, options.encoding)
    limit = options.limits.text_bytes
    maker: RowMaker | None = None
    waiting: list[tuple[int, str]] = []
    with stream:
        number = 0
        while line := stream.readline(limit):
            number += 1
            if len(line) >= limit and not line.endswith("\n"):
                raise BadFile(f"line {number} is longer than {limit >> 20} MB: is this one object per line?")
            if line.isspace():
                continue
            row = _object(line, number)
            if maker is None:
                if isinstance(row, str) and len(waiting) < 1000:
                    waiting.append((number, row))
                    continue
                maker = _maker(source, options, row, encoding)
                for at, reason in waiting:
                    yield maker.failed(at, reason)
            if isinstance(row, str):
                yield maker.failed(number, row)
            else:
                yield maker.document(number, row, line.count("\ufffd") if encoding != "utf-8" else 0)
    if maker is None and waiting:
        raise BadFile(f"no line is a JSON object; {waiting[0][1]}")
    if maker is None:
        raise BadFile("there are no records in it")


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
    try:
        value = json.loads(decoded.text)
    except RecursionError:
        raise BadFile("lists inside lists, too deep to be read") from None
    except ValueError as error:
        if _is_lines(decoded.text):
            yield from read_jsonl(source, options)
            return
        raise BadFile(f"not JSON ({error}): was it cut off?") from None
    rows = value if isinstance(value, list) else [value]
    rows = [{"text": row} if isinstance(row, str) else row for row in rows]
    first = next((row for row in rows if isinstance(row, dict)), None)
    if first is None:
        raise BadFile("the JSON is no list of objects or strings: give one object with a text per document")
    maker = _maker(source, options, first, decoded.encoding)
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            yield maker.document(number, row)
        else:
            yield maker.failed(number, f"item {number} is no object: give it the field of the text")


def _maker(source: Source, options: Options, row: dict[str, object] | str, encoding: str) -> RowMaker:
    if isinstance(row, str):
        raise BadFile(f"no JSON object in the first 1000 lines; {row}")
    return RowMaker(source.name, choose_columns(row, options, source.name), encoding, source.metadata)


def _object(line: str, number: int) -> dict[str, object] | str:
    """Give the object on a line, or what is wrong with it."""
    try:
        value = json.loads(line.removeprefix("\ufeff"))
    except RecursionError:
        return f"line {number}: lists inside lists, too deep to be read"
    except ValueError as error:
        return f"line {number} is not JSON ({error}): write one complete object per line"
    if isinstance(value, str):
        return {"text": value}
    if not isinstance(value, dict):
        return f'line {number} is no object: write {{"text": ...}}'
    return value


def _is_lines(text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
