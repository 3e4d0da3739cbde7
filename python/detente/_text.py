"""Tables as plain text, for the interpreter and the terminal."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.table import Table

#: The columns that a person wants to see first; the rest is left to a wide screen or a file.
_FIRST = (
    "doc_id",
    "section",
    "heading",
    "title",
    "n_words",
    "cooperation",
    "conflict",
    "balance",
    "balance_low",
    "balance_high",
    "intensity",
    "net",
    "sentiment",
    "error",
)


def cell(value: Any, width: int = 44) -> str:
    """Write a value for a person: two decimals, a dash where it is missing."""
    if value is None:
        return "–"
    if isinstance(value, float):
        text = f"{value:.2f}"
        return text if float(text) else text.lstrip("-")
    text = " ".join(str(value).split())
    return text if len(text) <= width else text[: width - 1] + "…"


def signed(value: float | None, digits: int = 2) -> str:
    """Write a number with its sign, for print: a real minus, no sign for zero, a dash where it is missing."""
    if value is None:
        return "–"
    text = f"{value:+.{digits}f}"
    return text.replace("-", "−") if float(text) else text[1:]


def shown_columns(table: Table) -> list[str]:
    """Choose the columns to show: the first ones of a scored table, all of any other; no error without errors."""
    chosen = (
        [name for name in _FIRST if name in table.columns]
        if table.level not in (None, "match", "dyad")
        else table.columns
    )
    return [name for name in chosen if name != "error" or any(table["error"])]


def is_numeric(values: list[Any]) -> bool:
    """Whether the values are numbers, and so stand to the right."""
    return all(value is None or isinstance(value, (int, float)) for value in values)


def table(source: Table, rows: int = 20) -> str:
    """Write a table as aligned text."""
    names = shown_columns(source)
    width = shutil.get_terminal_size((120, 24)).columns
    columns = {name: source[name][:rows] for name in names}
    lines = [list(names)]
    lines += [[cell(value) for value in row] for row in zip(*columns.values(), strict=True)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(names))]
    right = [is_numeric(values) for values in columns.values()]

    def aligned(line: list[str]) -> str:
        cells = zip(line, widths, right, strict=True)
        return "  ".join(text.rjust(size) if flush else text.ljust(size) for text, size, flush in cells).rstrip()

    body = "\n".join(aligned(line)[:width] for line in lines)
    more = f"\n… {len(source) - rows} more rows" if len(source) > rows else ""
    what = f"{source.level} rows" if source.level else "rows"
    return f"{len(source)} {what} × {len(source.columns)} columns\n{body}{more}"
