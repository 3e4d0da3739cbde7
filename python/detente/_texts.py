"""Texts coming in, each with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

#: Halves of surrogate pairs, which no encoded text can hold: a file name of odd bytes has them.
_HALVES = re.compile("[\ud800-\udfff]")


def named(texts: Any, ids: Iterable[object] | None = None) -> tuple[list[str], Any]:
    """Return identifiers (keys of a mapping, labels of a Series, else ``text1``, ...) and the texts as a column.

    A missing identifier is as none given.
    """
    if isinstance(texts, Mapping):
        ids = list(texts) if ids is None else ids
        texts = list(texts.values())
    elif ids is None and hasattr(texts, "iloc"):
        ids = _labels(texts)
    elif not hasattr(texts, "__len__"):
        texts = list(texts)
    if ids is None:
        return [f"text{n}" for n in range(1, len(texts) + 1)], texts
    return [f"text{n}" if _is_missing(name) else _name(name) for n, name in enumerate(ids, 1)], texts


def _labels(series: Any) -> list[object] | None:
    """Return the index of a pandas Series, unless it only counts the rows."""
    labels = series.index.tolist()
    return None if labels == list(range(len(labels))) else labels


def _is_missing(identifier: object) -> bool:
    """Say whether this is None, NaN, or one of pandas' marks of a missing value (which cannot be compared)."""
    nan = isinstance(identifier, float) and identifier != identifier
    return identifier is None or nan or type(identifier).__name__ in ("NAType", "NaTType")


def _name(identifier: object) -> str:
    name = str(identifier)
    return name if name.isascii() else _HALVES.sub("\ufffd", name)


def column(texts: Any) -> Any:
    """Return the texts without names: the values of a mapping, anything else as it is."""
    return list(texts.values()) if isinstance(texts, Mapping) else texts
