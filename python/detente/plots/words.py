"""Plots of words: what sets texts apart, and where in the texts words stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from detente._html import CONFLICT, COOPERATION
from detente.plots.style import axes_of, columns, named, style, zero

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from detente.table import Table


By = Literal["statistic", "log_ratio"]


def keyness(
    table: Table,
    *,
    by: By = "statistic",
    most: int = 12,
    target: str = "target",
    reference: str = "reference",
    ax: Axes | None = None,
) -> Any:
    """Draw the terms that set two groups of texts apart.

    Parameters
    ----------
    table
        The table of :func:`detente.keyness`.
    by
        ``"statistic"`` asks how sure a difference is; ``"log_ratio"`` how large, and draws its interval.
    most
        Terms of either side, those with the largest statistic.
    target, reference
        What the sides are called.
    ax
        Axes to draw on; new ones unless given.
    """
    rows = columns(table, ("term", "statistic", by), "detente.keyness")
    known = sorted((row for row in rows if row["statistic"]), key=lambda row: -row["statistic"])
    over, under = ([row for row in known if row["statistic"] * side > 0] for side in (1, -1))
    shown = over[:most] + under[max(len(under) - most, 0) :]
    name = {"statistic": "keyness", "log_ratio": "log ratio with 95 % interval"}[by]
    with style():
        ax = axes_of(ax, 4.5, 0.9 + 0.18 * max(len(shown), 1))
        for n, row in enumerate(shown):
            _term(ax, n, row, by)
        zero(ax)
        named(ax, [row["term"] for row in shown])
        ax.set_xlabel(f"{reference} ← {name} → {target}".replace("$", r"\$"))
    return ax


def _term(ax: Any, n: int, row: dict[str, Any], by: By) -> None:
    full: dict[str, Any] = {"color": "0.25"}
    hollow: dict[str, Any] = {"color": "white", "edgecolor": "0.25", "hatch": "/////"}
    if by == "statistic":
        ax.barh(n, row["statistic"], height=0.65, **(full if row["statistic"] > 0 else hollow))
    elif row["log_ratio"] is not None:
        ax.plot([row["log_ratio_low"], row["log_ratio_high"]], [n, n], color="0.25", linewidth=0.9)
        ax.plot(
            row["log_ratio"], n, marker="o", color="0.25", markerfacecolor="0.25" if row["log_ratio"] > 0 else "white"
        )


def xray(table: Table, *, lengths: Mapping[str, int] | None = None, ax: Axes | None = None) -> Any:
    """Draw where in the texts words stand (a lexical dispersion plot, or x-ray).

    Parameters
    ----------
    table
        The table of :func:`detente.kwic`: a row of ticks for each pattern in each text.
    lengths
        The length of each text in characters, by its id: places are then shares of the text.
    ax
        Axes to draw on; new ones unless given.
    """
    rows = columns(table, ("doc_id", "start", "pattern"), "detente.kwic")
    places: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        length = 1 if lengths is None else max(lengths[row["doc_id"]], 1)
        places.setdefault((row["doc_id"], row["pattern"]), []).append(row["start"] / length)
    texts = list(dict.fromkeys(row["doc_id"] for row in rows))
    patterns = list(dict.fromkeys(row["pattern"] for row in rows))
    lanes = [(text, pattern) for text in texts for pattern in patterns]
    with style():
        ax = axes_of(ax, 6.0, 0.8 + 0.2 * max(len(lanes), 1))
        for n, lane in enumerate(lanes):
            colour = (COOPERATION, CONFLICT, "0.2", "#5e3c99", "#1b7837")[patterns.index(lane[1]) % 5]
            ax.hlines(n, 0, 1, transform=ax.get_yaxis_transform(), color="0.9", linewidth=0.5, zorder=0)
            ax.vlines(places.get(lane, []), n - 0.38, n + 0.38, color=colour, linewidth=1.1)
        named(ax, [pattern if len(texts) == 1 else f"{text}: {pattern}" for text, pattern in lanes])
        for n in range(len(patterns), len(lanes), max(len(patterns), 1)):
            ax.axhline(n - 0.5, color="0.6", linewidth=0.5)
        ax.set_xlabel(
            "place in the text (characters)" if lengths is None else "place in the text (share of its characters)"
        )
        ax.set_xlim(0, None if lengths is None else 1)
    return ax
