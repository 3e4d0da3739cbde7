"""Texts coming in, each with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

#: Halves of surrogate pairs, which no encoded text can hold: a file name of odd bytes has them.
_HALVES = re.compile("[\ud800-\udfff]")


def named(texts: Any, ids: Iterable[object] | None = None) -> tuple[list[str], Any]:
    """Return identifiers (keys of a mapping, labels of a Series, else ``text1``, ...) and the texts as a column."""
    if isinstance(texts, Mapping):
        ids = list(texts) if ids is None else ids
        texts = list(texts.values())
    elif ids is None and hasattr(texts, "iloc"):
        ids = _labels(texts)
    elif not hasattr(texts, "__len__"):
        texts = list(texts)
    names = [f"text{n}" for n in range(1, len(texts) + 1)] if ids is None else [_name(name) for name in ids]
    return names, texts


def _labels(series: Any) -> list[object] | None:
    """Return the index of a pandas Series, unless it only counts the rows."""
    labels = series.index.tolist()
    return None if labels == list(range(len(labels))) else labels


def _name(identifier: object) -> str:
    name = str(identifier)
    return name if name.isascii() else _HALVES.sub("\ufffd", name)


def column(texts: Any) -> Any:
    """Return the texts without names: the values of a mapping, anything else as it is."""
    return list(texts.values()) if isinstance(texts, Mapping) else texts
