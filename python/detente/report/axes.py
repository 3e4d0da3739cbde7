"""Scales of the report's charts: round ticks, their lines and their names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from detente._text import signed


def ticks(most: float, wanted: int = 3) -> list[float]:
    """Return round numbers from 0 up to at most ``most``, about as many as wanted.

    Examples
    --------
    >>> ticks(104.0), ticks(7.0)
    ([0.0, 50.0, 100.0], [0.0, 2.0, 4.0, 6.0])
    """
    if not most > 0:
        return [0.0]
    rough = most / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(m * power for m in (1, 2, 5) if m * power <= rough)
    return [n * step for n in range(int(most / step + 1e-9) + 1)]


def both(most: float) -> list[float]:
    """Return the ticks of an axis that runs to both sides."""
    far = ticks(most, 2)
    return [-value for value in far[:0:-1]] + far


def across(at: Callable[[float], float], values: Iterable[float], top: float, bottom: float, sign: bool = False) -> str:
    """Draw the ticks of an axis that runs from left to right: lines between ``top`` and ``bottom``, numbers below."""
    return "".join(
        f'<line class="axis{"" if not value else " faint"}" x1="{at(value):.1f}" y1="{top:g}" x2="{at(value):.1f}" '
        f'y2="{bottom:g}"/><text class="head" x="{at(value):.1f}" y="{bottom + 14:g}">{number(value, sign)}</text>'
        for value in values
    )


def up(at: Callable[[float], float], values: Iterable[float], left: float, right: float, sign: bool = False) -> str:
    """Draw the ticks of an axis that runs upward: lines between ``left`` and ``right``, numbers before them."""
    return "".join(
        f'<line class="axis{"" if not value else " faint"}" x1="{left:g}" y1="{at(value):.1f}" x2="{right:g}" '
        f'y2="{at(value):.1f}"/>'
        f'<text class="label" x="{left - 6:g}" y="{at(value) + 4:.1f}">{number(value, sign)}</text>'
        for value in values
    )


def number(value: float, sign: bool = True) -> str:
    """Write a tick's number: with its sign, or without for an axis whose sides are named."""
    digits = 0 if value == int(value) else 1
    return signed(value, digits) if sign and value else f"{abs(value):,.{digits}f}"
