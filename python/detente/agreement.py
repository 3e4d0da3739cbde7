"""How well codings agree: hand coders with each other, and a lexicon with hand codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Literal

from detente._core import DetenteError
from detente.table import Table

Scale = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(ratings: Iterable[Sequence[Any]], scale: Scale = "nominal") -> float | None:
    """Give Krippendorff's alpha: 1 for full agreement, 0 for what chance would give, below 0 for less than that.

    alpha = 1 - D_o / D_e, observed over expected disagreement, from the coincidence matrix of all pairs of values that
    stand at the same unit (Krippendorff 2004, *Content Analysis*, ch. 11). It takes any number of coders, and gaps.

    Parameters
    ----------
    ratings
        For each coder, a value for each unit; ``None`` where the coder gave none.
    scale
        What the values are: names; ranks (in their sorted order); numbers whose differences count; numbers whose
        proportions count.

    Returns
    -------
    float or None
        None where there is nothing to compare: no unit has two values, or all values are the same.

    Raises
    ------
    DetenteError
        If the coders have different numbers of units, or values do not fit the scale.

    Examples
    --------
    >>> import detente as dt
    >>> ann = ["coop", "coop", "conf", "conf", None]
    >>> bob = ["coop", "conf", "conf", "conf", "coop"]
    >>> round(dt.krippendorff_alpha([ann, bob]), 3)
    0.533
    """
    units = [[value for value in unit if value is not None] for unit in _units(ratings)]
    units = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in units for value in unit)
    apart = _distance(scale, totals)
    # Both sums run over ordered pairs; pairs of equal values add nothing.
    observed = sum(
        count * other * apart(a, b) / (len(unit) - 1)
        for unit in units
        for a, count in Counter(unit).items()
        for b, other in Counter(unit).items()
    )
    expected = sum(count * other * apart(a, b) for a, count in totals.items() for b, other in totals.items())
    n = sum(totals.values())
    return None if expected == 0 else 1 - (n - 1) * observed / expected


def _units(ratings: Iterable[Sequence[Any]]) -> Iterable[tuple[Any, ...]]:
    coders = [list(coder) for coder in ratings]
    if len({len(coder) for coder in coders}) > 1:
        msg = "every coder needs a value (or None) for every unit: the lengths differ"
        raise DetenteError(msg)
    return zip(*coders, strict=True)


def _distance(scale: Scale, totals: Counter[Any]) -> Callable[[Any, Any], float]:
    """Return the squared difference of two values on a scale."""
    if scale == "nominal":
        return lambda a, b: float(a != b)
    if scale == "interval":
        return lambda a, b: float((a - b) ** 2)
    if scale == "ratio":
        if any(value < 0 for value in totals):
            msg = "a ratio scale has no values below 0"
            raise DetenteError(msg)
        return lambda a, b: float(((a - b) / (a + b)) ** 2) if a != b else 0.0
    if scale != "ordinal":
        msg = f"scale must be nominal, ordinal, interval or ratio, not {scale!r}"
        raise DetenteError(msg)
    # The values that lie between two ranks, and half of those at either: where a rank stands among all values.
    place: dict[Any, float] = {}
    below = 0.0
    for value in sorted(totals):
        place[value] = below + totals[value] / 2
        below += totals[value]
    return lambda a, b: (place[a] - place[b]) ** 2


def validate(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Table:
    """Compare codes with hand codes, label by label.

    Parameters
    ----------
    gold
        The hand code of each unit.
    predicted
        The code to be validated.

    Returns
    -------
    Table
        A row for each label in sorted order, then ``"macro"`` (their mean): ``label``, ``precision`` (share of the
        predicted that are right), ``recall`` (share of the gold that are found), ``f1`` (their harmonic mean; van
        Rijsbergen 1979), ``gold``, ``predicted``, ``both``. A share of nothing counts as 0.

    Raises
    ------
    DetenteError
        If the lengths differ.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.validate(["coop", "conf", "conf", "none"], ["coop", "conf", "coop", "none"])
    >>> t["label"], [round(value, 2) for value in t["f1"]]
    (['conf', 'coop', 'none', 'macro'], [0.67, 0.67, 1.0, 0.78])
    """
    truth, guess = [str(label) for label in gold], [str(label) for label in predicted]
    if len(truth) != len(guess):
        msg = f"there are {len(truth)} hand codes but {len(guess)} codes to validate"
        raise DetenteError(msg)
    wanted, given = Counter(truth), Counter(guess)
    both = Counter(a for a, b in zip(truth, guess, strict=True) if a == b)
    labels = sorted(wanted | given)
    shares = [(_share(both[x], given[x]), _share(both[x], wanted[x])) for x in labels]
    columns: dict[str, list[Any]] = {
        "label": [*labels],
        "precision": [precision for precision, _ in shares],
        "recall": [recall for _, recall in shares],
        "f1": [_share(2 * p * r, p + r) for p, r in shares],
    }
    for name, values in columns.items():
        values.append("macro" if name == "label" else _share(sum(values), len(values)))
    for name, counts in (("gold", wanted), ("predicted", given), ("both", both)):
        columns[name] = [*(counts[label] for label in labels), sum(counts.values())]
    return Table.from_columns(columns)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
