"""The terminal: tables that fit it, in colour, and progress."""

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

#: Columns that a narrow terminal shows first, where a table has them; the others follow in their order.
_FIRST = [
    *("error", "doc_id", "heading", "text", "before", "keyword", "after", "term", "cooperation", "conflict", "balance"),
    *("code", "weight", "context", "net", "n_words", "balance_low", "balance_high", "sentiment"),
]

#: Columns of text may be made narrower than what stands in them, but not than this.
_NARROW = 16

#: Rows that a terminal shows.
MOST_ROWS = 200


def print_table(table: Table, to: Console | None = None) -> None:
    """Print a table that fits the terminal: whole columns, the most telling first, and a word on what is not shown."""
    console = to or Console()
    names = shown_columns(table)
    shown = {name: [cell(value) for value in table[name][:MOST_ROWS]] for name in names}
    same = next((shown[name][0] for name in ("doc_id",) if name in shown and len(set(table[name])) == 1), None)
    if same is not None and len(names) > 1:
        console.print(Text(same, style="bold"), no_wrap=True, overflow="ellipsis")
        del shown["doc_id"]
    widths = _widths(table, shown, console.width)
    grid = Grid(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name, width in widths.items():
        right = name == "before" or is_numeric(table[name])
        grid.add_column(name, justify="right" if right else "left", width=width, no_wrap=True, overflow="ellipsis")
    for n in range(min(len(table), MOST_ROWS)):
        grid.add_row(*(_cell(name, shown[name][n], table[name][n], width) for name, width in widths.items()))
    console.print(grid)
    rows, left = len(table) - MOST_ROWS, [name for name in shown if name not in widths]
    missing = [f"{rows:,} more rows"] if rows > 0 else []
    missing += [f"columns {', '.join(left)}"] if left else []
    if missing:
        console.print(Text(f"Not shown: {'; '.join(missing)}. Into a file or a pipe goes everything.", style="dim"))


def _widths(table: Table, shown: dict[str, list[str]], width: int) -> dict[str, int]:
    """Choose the columns that fit, and give the room that is left over to those of text."""
    whole = {name: max(len(name), *map(len, cells), 1) for name, cells in shown.items()}
    least = {name: size if is_numeric(table[name]) else min(size, _NARROW) for name, size in whole.items()}
    order = sorted(shown, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    chosen: set[str] = set()
    used = 0
    for name in order:
        if chosen and used + least[name] + 2 > width:
            break
        used += least[name] + 2
        chosen.add(name)
    if "balance_low" in chosen and "balance_high" not in chosen:
        # Half an interval says less than none.
        chosen.discard("balance_low")
        used -= least["balance_low"] + 2
    spare = width - used
    for name in order:
        if name in chosen:
            more = max(min(spare, whole[name] - least[name]), 0)
            least[name] += more
            spare -= more
    return {name: least[name] for name in shown if name in chosen}


def _cell(name: str, text: str, value: object, width: int) -> Text:
    colour = ""
    if name in _SIGNED and isinstance(value, float) and value:
        colour = "blue" if value > 0 else "dark_orange3"
    if name == "before" and len(text) > width:
        # What stands next to the keyword is what counts.
        text = "…" + text[len(text) - width + 1 :]
    return Text(text, style="bold" if name == "keyword" else colour)


@contextmanager
def progress(total: Callable[[], int], *, always: bool) -> Iterator[Callable[[int, int, int], None]]:
    """Show documents, rate and time left on the standard error, be it a terminal or a notebook, or ``always``.

    ``total`` says how many bytes there are to read. What is yielded is told the documents and characters that were
    scored, and the bytes that were read.
    """
    console = Console(stderr=True)
    if not (always or console.is_terminal or console.is_jupyter):
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
