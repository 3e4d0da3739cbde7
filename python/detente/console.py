"""The terminal: tables in colour, and progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
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
def progress(
    shown: Callable[[int, int], None] | bool | None, total: Callable[[], int]
) -> Iterator[Callable[[int, int, int], None]]:
    """Show documents, rate and time left on the standard error; a function is called instead.

    None shows them on a terminal and in a notebook only. ``total`` says how many bytes there are to read. What is
    yielded is told the documents and characters that were scored, and the bytes that were read.
    """
    if callable(shown):
        yield lambda documents, characters, read: shown(documents, characters)
        return
    console = Console(stderr=True) if shown is not False else None
    if console is None or (shown is None and not (console.is_terminal or console.is_jupyter)):
        yield lambda documents, characters, read: None
        return
    said, left = TextColumn("{task.description}"), (TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(said, TaskProgressColumn(), *left, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=total())

        def update(documents: int, characters: int, read: int) -> None:
            elapsed = bar.tasks[0].elapsed or 1e-9
            amount = characters / 1e6
            text = f"{documents:,} documents, {amount:,.1f} M characters, {amount / elapsed:.1f} M/s"
            bar.update(task, description=text, completed=read)

        yield update
