"""Plots of analyses and tables, made with matplotlib (``pip install 'detente[plot]'``).

Use them as ``a.plot()`` and ``table.plot.balance()``. Each returns the axes that it drew on, to be changed, labelled
and saved as any other; ``ax.figure.savefig("figure.pdf")`` writes vectors. Cooperation is blue and conflict is orange,
which colour-blind readers can tell apart; markers, sides and hatching say the same in greyscale.
"""

from __future__ import annotations

from detente.plots.accessor import TablePlots
from detente.plots.parties import dyads
from detente.plots.scores import analysis, balance, trajectory
from detente.plots.style import style
from detente.plots.words import keyness, xray

__all__ = ["TablePlots", "analysis", "balance", "dyads", "keyness", "style", "trajectory", "xray"]
