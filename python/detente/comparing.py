"""How sure a figure is, and whether two differ: bootstrap intervals, differences, the course of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from detente import _core
from detente._core import Analysis, DetenteError
from detente.table import Table

#: An analysis, one of its sections (the analysis and the section's index), or several of these.
Group: TypeAlias = "Analysis | tuple[Analysis, int] | Iterable[Analysis | tuple[Analysis, int]]"

#: Estimate, lower and upper end of its interval; None where the measure does not exist.
Interval: TypeAlias = "tuple[float, float, float] | None"


@dataclass(frozen=True)
class Intervals:
    """Measures with their bootstrap intervals."""

    #: (C - K) / (C + K).
    balance: Interval
    #: ln((C + 1/2) / (K + 1/2)).
    logit: Interval
    #: Mean Goldstein weight of the events.
    intensity: Interval
    #: Sum of the weights per 1,000 words.
    net_per_1000: Interval


@dataclass(frozen=True)
class Difference(Intervals):
    """The measures of one group minus those of another."""

    #: The difference of the logits by formula: estimate, se, low, high, z, p; None if a group has no event.
    logit_analytic: dict[str, float] | None


def _parts(group: Group) -> list[tuple[Analysis, int | None]]:
    if isinstance(group, Analysis):
        return [(group, None)]
    if isinstance(group, tuple) and len(group) == 2 and isinstance(group[1], int):
        return [group]
    if isinstance(group, str) or not isinstance(group, Iterable):
        kind = type(group).__name__
        msg = f"expected an analysis (dt.analyze(text)), (analysis, section), or a list of these, not {kind}"
        raise TypeError(msg)
    return [part for item in group for part in _parts(item)]


def bootstrap(
    group: Group, *, replicates: int = 1000, block: int = 3, confidence: float = 0.95, seed: int = 0
) -> Intervals:
    """Give percentile intervals of the measures by a block bootstrap over sentences.

    Events of one sentence, and of sentences side by side, are not independent: the bootstrap draws blocks of sentences
    (Künsch 1989) and so does not take them to be. The same seed gives the same interval everywhere.

    Parameters
    ----------
    group
        An analysis, ``(analysis, section_index)``, or a list of these taken together.
    replicates
        Texts drawn.
    block
        Sentences in a block.
    confidence
        Share of the replicates that an interval holds.
    seed
        Seed of the draws.

    Examples
    --------
    >>> import detente as dt
    >>> a = dt.analyze("They signed a treaty. They went to war. They traded. They attacked. They met.")
    >>> estimate, low, high = dt.bootstrap(a).balance
    >>> low <= estimate <= high
    True
    """
    _check(confidence)
    return Intervals(**_core.bootstrap(_parts(group), replicates, block, confidence, seed))


def compare(
    a: Group, b: Group, *, replicates: int = 1000, block: int = 3, confidence: float = 0.95, seed: int = 0
) -> Difference:
    """Compare two sections, texts or groups of texts: the measures of ``a`` minus those of ``b``, with intervals.

    Examples
    --------
    >>> import detente as dt
    >>> calm = dt.analyze("The two governments signed a treaty. They agreed to cooperate on trade.")
    >>> sharp = dt.analyze("The army attacked the capital. Its planes bombed the town.")
    >>> dt.compare(calm, sharp).logit_analytic["estimate"] > 0
    True
    """
    _check(confidence)
    return Difference(**_core.difference(_parts(a), _parts(b), replicates, block, confidence, seed))


def trajectory(analysis: Analysis, *, reach: int = 1) -> Table:
    """Follow the balance from section to section.

    Parameters
    ----------
    analysis
        The text.
    reach
        Neighbours to either side that ``smoothed`` takes in.

    Returns
    -------
    Table
        ``section, heading, position`` (0 to 1), ``balance`` with its interval, ``logit``, ``logit_se``, ``smoothed``.
    """
    return Table(_core.trajectory(analysis, reach))


def _check(confidence: float) -> None:
    if not 0 < confidence < 1:
        msg = f"confidence must lie between 0 and 1, not {confidence}"
        raise DetenteError(msg)
