"""What all plots share: defaults fit for print, colours, axes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from detente._core import DetenteError
from detente._html import CONFLICT, COOPERATION
from detente._lazy import need

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from detente.table import Table

#: Defaults fit for print: small type, few lines, text that stays text in PDF and SVG.
DEFAULTS = {
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.labelsize": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "lines.linewidth": 1.0,
    "lines.markersize": 4.5,
    "hatch.linewidth": 0.5,
    "figure.dpi": 120,
    "savefig.dpi": 300,
    "savefig.bbox": "tight",
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
}


@contextmanager
def style() -> Iterator[None]:
    """Draw (and save) with the defaults of these plots.

    Examples
    --------
    >>> import detente as dt
    >>> from detente import plots
    >>> with plots.style():
    ...     ax = dt.score(["The allies signed a treaty."]).plot.balance()
    >>> ax.get_xlabel()
    'balance with 95 % interval'
    """
    # Not `rc_context`: it also undoes what a notebook's backend sets when the first figure loads it.
    parameters = need("matplotlib").rcParams
    before = {name: parameters[name] for name in DEFAULTS}
    parameters.update(DEFAULTS)
    try:
        yield
    finally:
        parameters.update(before)


def axes_of(ax: Axes | None, width: float, height: float) -> Any:
    """Return the axes given, or new ones of a size in inches."""
    if ax is not None:
        return ax
    return need("matplotlib.pyplot").subplots(figsize=(width, height), layout="constrained")[1]


def columns(table: Table, names: Iterable[str], maker: str) -> list[dict[str, Any]]:
    """Return the rows of a table, or say what makes a table with these columns."""
    missing = [name for name in names if name not in table.columns]
    if missing:
        msg = f"this plot needs the columns {', '.join(missing)}: make the table with {maker}"
        raise DetenteError(msg)
    return table.to_dicts()


def look(value: float) -> dict[str, Any]:
    """Return how a point is drawn: cooperation round and full, conflict a hollow diamond, so that greyscale tells."""
    if value > 0:
        return {"marker": "o", "color": COOPERATION, "markerfacecolor": COOPERATION}
    return {"marker": "D", "color": CONFLICT, "markerfacecolor": "white"}


def zero(ax: Any, horizontal: bool = False) -> None:
    """Draw the line of zero."""
    (ax.axhline if horizontal else ax.axvline)(0, color="0.4", linewidth=0.6, zorder=0)


def named(ax: Any, names: list[str], longest: int = 40) -> None:
    """Write a name beside each row, the first at the top; a "$" is no mathematics."""
    short = [name if len(name) <= longest else name[: longest - 1] + "…" for name in names]
    ax.set_yticks(range(len(short)), [name.replace("$", r"\$") for name in short])
    ax.set_ylim(len(short) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
