"""Who with whom, and when: scores by actor, by dyad and by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente import _core
from detente.scoring import analyzer
from detente.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Parties:
    """The actors, dyads and years of a text, or of many taken together.

    Actors are countries (with their adjectives, capitals and leaders' offices) and international organisations, by
    ISO 3166 code or acronym; acronyms that a text introduces are learnt from it. Source and target of an event are
    found by position in its sentence: right often enough for sums over many sentences, not for the single one.

    Parameters
    ----------
    texts
        One text, or a list or column of them.

    Examples
    --------
    >>> import detente as dt
    >>> p = dt.Parties("In 1999 NATO bombed Serbia. In 2002 Russia and NATO signed an agreement.")
    >>> p.dyads()["source"], p.dyads()["target"]
    (['NATO', 'NATO'], ['RUS', 'SRB'])
    >>> p.timeline()["year"]
    [1999, 2002]
    """

    __slots__ = ("_parties",)

    def __init__(self, texts: Any, **options: Any) -> None:
        several = [texts] if isinstance(texts, str) else texts
        self._parties = _core.Parties(analyzer(**options), several)

    def actors(self) -> Table:
        """Return a row for each actor: events it was party to, gave and received."""
        return Table(self._parties.actors())

    def dyads(self) -> Table:
        """Return a row for each dyad; ``direction`` says whether source acted on target or both together.

        ``carried`` counts the events in which one of the two is meant by a pronoun or "the two countries". The events
        themselves are the rows of ``dt.score(texts, level="dyad")``.
        """
        return Table(self._parties.dyads())

    def matrix(self, most: int = 30) -> tuple[list[str], NDArray[np.float64]]:
        """Return the most active actors, and the net weight from each (row) to each (column)."""
        return self._parties.matrix(most)

    def timeline(self) -> Table:
        """Return a row for each year that the texts name; ``carried`` counts events dated by an earlier sentence."""
        return Table(self._parties.timeline())
