"""Plots of scores: sections, documents, the course of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from detente._html import CONFLICT, COOPERATION
from detente._lazy import need
from detente.plots.style import axes_of, columns, look, named, style, zero

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from detente import Analysis
    from detente.table import Table

_INTERVAL = ("balance", "balance_low", "balance_high")


def analysis(source: Analysis, axes: Sequence[Axes] | None = None) -> Any:
    """Draw a text's sections: events per 1,000 words to both sides, and the balance with its interval.

    Parameters
    ----------
    source
        The analysis.
    axes
        Two axes to draw on; new ones unless given.

    Returns
    -------
    Two axes, as an array.
    """
    rows = source.to_arrow("section")
    with style():
        if axes is None:
            size = (7.0, 0.9 + 0.26 * max(len(rows), 1))
            axes = need("matplotlib.pyplot").subplots(1, 2, figsize=size, sharey=True, layout="constrained")[1]
        assert axes is not None
        _densities(axes[0], rows.to_dicts())
        balance(rows, ax=axes[1], most=len(rows))
        axes[1].tick_params(axis="y", labelleft=False)
        axes[0].set_title(source.title or "", loc="left")
    return axes


def _densities(ax: Any, rows: list[dict[str, Any]]) -> None:
    """Draw stacked bars to both sides: material events at the axis, verbal ones, hatched, beyond them."""
    for side, name, colour in ((1, "cooperation", COOPERATION), (-1, "conflict", CONFLICT)):
        parts = [[_density(row, f"{kind}_{name}") * side for row in rows] for kind in ("material", "verbal")]
        at = range(len(rows))
        ax.barh(at, parts[0], height=0.6, color=colour, label=f"material {name}")
        looks: dict[str, Any] = {"color": "white", "edgecolor": colour, "hatch": "/////", "linewidth": 0.6}
        ax.barh(at, parts[1], left=parts[0], height=0.6, label=f"verbal {name}", **looks)
    # Bars that end at the frame would look cut off.
    ax.use_sticky_edges = False
    zero(ax)
    named(ax, [row["heading"] or "(no heading)" for row in rows])
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.set_xlabel("conflict ← events per 1,000 words → cooperation")
    ax.legend(frameon=False, fontsize=6.5, ncols=2, loc="upper center", bbox_to_anchor=(0.5, -0.22))


def _density(row: dict[str, Any], column: str) -> float:
    return 1000 * float(row[column] or 0) / row["n_words"] if row["n_words"] else 0.0


def balance(table: Table, *, label: str | None = None, most: int = 40, ax: Axes | None = None) -> Any:
    """Draw the balance of each row with its 95 % interval.

    Parameters
    ----------
    table
        A scored table, as of :func:`detente.score`; rows without events are named and left empty.
    label
        The column with the rows' names; the heading or the document's id unless given.
    most
        Of more rows, those with the most events are drawn.
    ax
        Axes to draw on; new ones unless given.
    """
    rows = columns(table, _INTERVAL, "detente.score")
    if len(rows) > most:
        events = [(row.get("cooperation") or 0) + (row.get("conflict") or 0) for row in rows]
        kept = sorted(sorted(range(len(rows)), key=lambda n: -events[n])[:most])
        rows = [rows[n] for n in kept]
    with style():
        ax = axes_of(ax, 4.5, 0.8 + 0.2 * max(len(rows), 1))
        for n, row in enumerate(rows):
            if row["balance"] is not None:
                ax.plot([row["balance_low"], row["balance_high"]], [n, n], color="0.25", linewidth=0.9)
                ax.plot(row["balance"], n, **look(row["balance"]))
            else:
                ax.text(0.04, n, "no events", color="0.4", fontsize="small", va="center")
        zero(ax)
        named(ax, _names(rows, label))
        ax.set_xlim(-1.05, 1.05)
        ax.set_xlabel("balance with 95 % interval")
    return ax


def _names(rows: list[dict[str, Any]], label: str | None) -> list[str]:
    if label is not None:
        return [str(row[label]) for row in rows]
    several = len({row.get("doc_id") for row in rows}) > 1
    names = []
    for n, row in enumerate(rows):
        document, heading = row.get("doc_id"), row.get("heading")
        parts = [str(document)] if document is not None and (several or "heading" not in row) else []
        parts += [heading or "(no heading)"] if "heading" in row else []
        names.append(": ".join(parts) or f"row {n + 1}")
    return names


def trajectory(table: Table, *, ax: Axes | None = None) -> Any:
    """Draw the balance from section to section, with intervals and the smoothed course.

    Parameters
    ----------
    table
        The table of :func:`detente.trajectory`.
    ax
        Axes to draw on; new ones unless given.
    """
    rows = columns(table, (*_INTERVAL, "position", "smoothed"), "detente.trajectory")
    with style():
        ax = axes_of(ax, 5.0, 2.6)
        smooth = [(row["position"], row["smoothed"]) for row in rows if row["smoothed"] is not None]
        ax.plot(*zip(*smooth, strict=True), color="0.4", linestyle="--", label="smoothed") if smooth else None
        for row in (row for row in rows if row["balance"] is not None):
            at = row["position"]
            ax.plot([at, at], [row["balance_low"], row["balance_high"]], color="0.25", linewidth=0.9)
            ax.plot(at, row["balance"], **look(row["balance"]))
        zero(ax, horizontal=True)
        ax.set_xlim(0, 1)
        ax.set_ylim(-1.05, 1.05)
        ax.set_xlabel("place in the text (share of its words)")
        ax.set_ylabel("balance with 95 % interval")
        if smooth:
            ax.legend(frameon=False, loc="lower right")
    return ax
