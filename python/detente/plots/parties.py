"""Plots of who dealt with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente._html import CONFLICT, COOPERATION
from detente.plots.style import axes_of, columns, named, style, zero

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from detente.table import Table


def dyads(table: Table, *, most: int = 20, ax: Axes | None = None) -> Any:
    """Draw the busiest dyads: events of cooperation to the right, of conflict to the left.

    Parameters
    ----------
    table
        The table of :meth:`detente.Parties.dyads`.
    most
        Dyads drawn, those with the most events.
    ax
        Axes to draw on; new ones unless given.
    """
    names = ("source", "target", "direction", "cooperation", "conflict")
    rows = columns(table, names, "detente.Parties(texts).dyads()")
    rows = sorted(rows, key=lambda row: -(row["cooperation"] + row["conflict"]))[:most]
    with style():
        ax = axes_of(ax, 4.5, 0.9 + 0.22 * max(len(rows), 1))
        at = range(len(rows))
        ax.barh(at, [row["cooperation"] for row in rows], height=0.6, color=COOPERATION, label="cooperation")
        looks: dict[str, Any] = {"color": "white", "edgecolor": CONFLICT, "hatch": "/////", "linewidth": 0.6}
        ax.barh(at, [-row["conflict"] for row in rows], height=0.6, label="conflict", **looks)
        zero(ax)
        joins = ["→" if row["direction"] == "directed" else "–" for row in rows]
        named(ax, [f"{row['source']} {join} {row['target']}" for row, join in zip(rows, joins, strict=True)])
        ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        ax.locator_params(axis="x", integer=True)
        ax.set_xlabel("conflict ← events → cooperation")
    return ax
