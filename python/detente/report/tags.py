"""Small pieces of HTML; every text that goes in is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Markup(str):
    """What is HTML already, and is not escaped again."""

    __slots__ = ()


def link(text: str, to: str) -> Markup:
    """Link to a place."""
    return Markup(f'<a href="{escape(to)}">{escape(text)}</a>')


def _inner(text: str) -> str:
    return text if isinstance(text, Markup) else escape(text)


def table(label: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: int = 1) -> str:
    """Lay out rows of plain text as a table that scrolls sideways where it is too wide.

    Parameters
    ----------
    label
        What a screen reader calls it.
    heads
        Heads of the columns.
    rows
        Cells; the first of a row names the row. A :class:`Markup` goes in as it is.
    numeric
        The first of the columns that hold numbers; all behind it do, too.
    """
    head = "".join(f'<th scope="col"{_kind(n, numeric)}>{escape(text)}</th>' for n, text in enumerate(heads))
    body = "".join(_row(row, numeric) for row in rows)
    return scrolling(label, f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _row(row: Sequence[str], numeric: int) -> str:
    rest = "".join(f"<td{_kind(n, numeric)}>{_inner(text)}</td>" for n, text in enumerate(row[1:], 1))
    return f'<tr><th scope="row">{_inner(row[0])}</th>{rest}</tr>'


def _kind(column: int, numeric: int) -> str:
    return ' class="n"' if column >= numeric else ""


def scrolling(label: str, inner: str) -> str:
    """Put what may be wide into a box that can be scrolled with the keyboard."""
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(label)}">{inner}</div>'


def chart(label: str, width: float, height: float, inner: str) -> str:
    """Frame a drawing: its label says to a screen reader what the table beside it says in full."""
    svg = f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(label)}">{inner}</svg>'
    return scrolling(label, svg)


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Show figures with their names."""
    inner = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs)
    return f'<dl class="facts">{inner}</dl>'


def part(key: str, title: str, inner: str) -> str:
    """Make a part of a page under a heading."""
    return f'<section aria-labelledby="{key}"><h2 id="{key}">{escape(title)}</h2>{inner}</section>'


def folded(summary: str, inner: str) -> str:
    """Fold away what only some readers want; the page's script opens it for print."""
    return f"<details><summary>{escape(summary)}</summary>{inner}</details>"


def note(text: str) -> str:
    """Say how to read what stands above."""
    return f'<p class="note">{escape(text)}</p>'
