"""What a style sheet says of type: bold or not, and its size. Some programs write headings in no other way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Look", "looks_of_classes"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a class says; `None` where it says nothing."""

    bold: bool | None = None
    size: float | None = None
    """In points."""


_RULE = re.compile(r"\.([A-Za-z_][\w-]*)\s*\{([^{}]*)\}")
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)")
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,6})?)\s*(pt|px)")
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})


def looks_of_classes(sheets: Iterable[str]) -> dict[str, Look]:
    """Give the look of each class that has a rule of its own.

    Parameters
    ----------
    sheets
        Style sheets.

    Examples
    --------
    >>> looks_of_classes([".a { font-weight: bold; font-size: 16pt } p.b { color: red }"])
    {'a': Look(bold=True, size=16.0), 'b': Look(bold=None, size=None)}
    """
    looks: dict[str, Look] = {}
    for sheet in sheets:
        for name, rules in _RULE.findall(sheet):
            weight, size = _WEIGHT.search(rules), _SIZE.search(rules)
            points = None if size is None else round(float(size[1]) * (0.75 if size[2] == "px" else 1), 1)
            looks[name] = Look(None if weight is None else weight[1] in _BOLD, points)
    return looks
