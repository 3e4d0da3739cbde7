"""The terminal: tables in colour, and progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid
from rich.text import Text

from detente._text import cell, is_numeric, shown_columns
from detente.table import Table

#: Columns that are coloured by their sign.
_SIGNED = {"balance", "logit", "intensity", "net", "sentiment", "weight"}


def print_table(table: Table) -> None:
    """Print a table that fits the terminal."""
    grid = Grid(header_style="bold", pad_edge=False)
    names = shown_columns(table)
    columns = [table[name] for name in names]
    for name, values in zip(names, columns, strict=True):
        numeric = is_numeric(values)
        grid.add_column(name, justify="right" if numeric else "left", no_wrap=numeric, overflow="ellipsis", min_width=4)
    for row in zip(*columns, strict=True):
        grid.add_row(*(_coloured(name, value) for name, value in zip(names, row, strict=True)))
    Console().print(grid)


def _coloured(name: str, value: object) -> Text:
    colour = ""
    if name in _SIGNED and isinstance(value, float) and value:
        colour = "blue" if value > 0 else "dark_orange3"
    return Text(cell(value), style=colour)


@contextmanager
def progress(silent: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show documents, rate and time on the standard error; nothing if ``silent``."""
    if silent:
        yield None
        return
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")

        def update(documents: int, characters: int) -> None:
            elapsed = bar.tasks[0].elapsed or 1e-9
            rate = characters / 1e6 / elapsed
            bar.update(
                task,
                description=f"{documents:,} documents, {characters / 1e6:,.1f} M characters, {rate:.1f} M/s",
            )

        yield update
