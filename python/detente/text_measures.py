"""Term statistics with a row per text, or section: how varied its words are, how hard it is to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from detente import _core
from detente._term_options import TermOptions, Unit, named_texts
from detente.table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack


def diversity(
    texts: Any,
    *,
    ids: Iterable[object] | None = None,
    by: Unit = "document",
    window: int = 100,
    factor_size: float = 0.72,
    sample: int = 42,
    **options: Unpack[TermOptions],
) -> Table:
    """Measure how varied the words of each text, or section, are.

    Parameters
    ----------
    texts
        The texts, or a dict from id to text.
    ids
        An identifier for each text.
    by
        What a row stands for.
    window
        Words in a window of MATTR and a segment of MSTTR.
    factor_size
        The type-token ratio at which MTLD closes a factor.
    sample
        Words in a sample of HD-D.
    **options
        See :class:`TermOptions`.

    Returns
    -------
    Table
        ``doc_id``, ``section`` and ``heading`` (by section), ``words``, ``types``, ``hapaxes`` and one column per
        measure; null where a text is too short for a measure.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.diversity(["Peace now, peace for ever"])
    >>> t["words"], t["types"], t["ttr"]
    ([5], [4], [0.8])
    """
    texts, names = named_texts(texts, ids)
    return Table(_core.diversity_table(texts, names, dict(options), by, window, factor_size, sample))


def readability(texts: Any, *, ids: Iterable[object] | None = None, by: Unit = "document") -> Table:
    """Measure how hard each text, or section, is to read; 37 formulas, most of them for English.

    Parameters
    ----------
    texts
        The texts, or a dict from id to text.
    ids
        An identifier for each text.
    by
        What a row stands for.

    Returns
    -------
    Table
        ``doc_id``, ``section`` and ``heading`` (by section), the counts that go in, and one column per formula; null
        where there is no word.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.readability(["Talks began. The ministers agreed to meet again."])
    >>> t["words"], t["syllables"], t["mean_sentence_length"]
    ([8], [13], [4.0])
    """
    texts, names = named_texts(texts, ids)
    return Table(_core.readability_table(texts, names, by))
