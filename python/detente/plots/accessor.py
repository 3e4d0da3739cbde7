"""The plots of a table, as ``table.plot``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from detente.plots import parties, scores, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from detente.table import Table


class TablePlots:
    """The plots of a table; each draws what the table's columns allow and returns the axes.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.score({"a": "The allies signed a treaty.", "b": "The talks collapsed."}, level="document")
    >>> [label.get_text() for label in t.plot.balance().get_yticklabels()]
    ['a', 'b']
    """

    __slots__ = ("_table",)

    def __init__(self, table: Table) -> None:
        self._table = table

    def balance(self, *, label: str | None = None, most: int = 40, ax: Axes | None = None) -> Any:
        """Draw the balance of each row with its interval; see :func:`detente.plots.balance`."""
        return scores.balance(self._table, label=label, most=most, ax=ax)

    def trajectory(self, *, ax: Axes | None = None) -> Any:
        """Draw the course of a text from the table of ``dt.trajectory``; see :func:`detente.plots.trajectory`."""
        return scores.trajectory(self._table, ax=ax)

    def keyness(
        self,
        *,
        by: words.By = "statistic",
        most: int = 12,
        target: str = "target",
        reference: str = "reference",
        ax: Axes | None = None,
    ) -> Any:
        """Draw the terms of the table of ``dt.keyness``; see :func:`detente.plots.keyness`."""
        return words.keyness(self._table, by=by, most=most, target=target, reference=reference, ax=ax)

    def xray(self, *, lengths: Mapping[str, int] | None = None, ax: Axes | None = None) -> Any:
        """Draw where words stand, from the table of ``dt.kwic``; see :func:`detente.plots.xray`."""
        return words.xray(self._table, lengths=lengths, ax=ax)

    def dyads(self, *, most: int = 20, ax: Axes | None = None) -> Any:
        """Draw who dealt with whom, from the table of ``Parties.dyads``; see :func:`detente.plots.dyads`."""
        return parties.dyads(self._table, most=most, ax=ax)
