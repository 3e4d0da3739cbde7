"""Term statistics with a row per term: frequencies, keyness, collocations, co-occurrence, dispersion.

Every function takes a list of ``str`` or a column of pandas, polars or Arrow, and returns a :class:`detente.Table`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from detente import _core
from detente._term_options import TermOptions, Unit
from detente._texts import column, named
from detente.scoring import score
from detente.table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack

Measure = Literal["g2", "g2_williams", "chi2", "chi2_yates", "exact", "pmi", "log_odds"]


def frequency(
    texts: Any,
    *,
    groups: Iterable[object] | None = None,
    by: Unit = "document",
    **options: Unpack[TermOptions],
) -> Table:
    """Count terms: how often, in which place of the order, in how many documents or sections.

    Parameters
    ----------
    texts
        The texts.
    groups
        A group for each text; each group has a table of its own, one below the other.
    by
        What counts as a document: a whole text, or a section (without headings and boilerplate).
    **options
        See :class:`TermOptions`.

    Returns
    -------
    Table
        ``group`` (with groups), ``term``, ``count``, ``rank``, ``documents``, ``per_million``; by falling count, equal
        counts in the order of the terms.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.frequency(["War and peace.", "Peace now."])
    >>> t["term"], t["count"], t["documents"]
    (['peace', 'and', 'now', 'war'], [2, 1, 1, 1], [2, 1, 1, 1])
    """
    names = None if groups is None else [str(group) for group in groups]
    return Table(_core.frequency_table(column(texts), dict(options), by, names))


def keyness(
    target: Any,
    reference: Any = None,
    *,
    measure: Measure = "g2",
    by: Literal["texts", "relations"] = "texts",
    prior: float = 500.0,
    confidence: float = 0.95,
    min_count: int = 1,
    target_total: int | None = None,
    reference_total: int | None = None,
    **options: Unpack[TermOptions],
) -> Table:
    r"""Compare two groups of texts: which terms set the target apart from the reference.

    Parameters
    ----------
    target, reference
        Texts (or a dict from id to text), or a frequency list as a mapping from term to count.
    measure
        ``"g2"``: signed log-likelihood ratio (Dunning 1993), ``"g2_williams"`` with Williams' correction;
        ``"chi2"``: signed chi-squared, ``"chi2_yates"`` with Yates' correction;
        ``"exact"``: Fisher's exact test, the statistic being the conditional odds ratio;
        ``"pmi"``: pointwise mutual information; ``"log_odds"``: z-score of the log-odds ratio with an informative
        Dirichlet prior (Monroe, Colaresi & Quinn 2008).
    by
        ``"relations"``: give no reference. The sections of the texts that speak more of cooperation than of conflict
        are the target, those that speak more of conflict the reference; sections that speak of both alike, or of
        neither, are left out, and so are headings and boilerplate.
    prior
        Sum of the prior counts of ``"log_odds"``.
    confidence
        Of the intervals.
    min_count
        Terms that stand less often in both together are left out.
    target_total, reference_total
        All words, where a frequency list leaves some out.
    **options
        See :class:`TermOptions`.

    Returns
    -------
    Table
        ``term``, ``statistic``, ``p``, ``p_adjusted`` (Benjamini & Hochberg 1995), ``target``, ``reference``,
        ``expected``, and effect sizes with their intervals: ``log_ratio`` (Hardie 2014), ``percent_diff`` (Gabrielatos
        & Marchi 2011), ``odds_ratio``, ``difference``, ``bic``; by falling statistic.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.keyness(["Peace talks, peace treaty"], ["War, war and war"])
    >>> t["term"][0], t["target"][0], t["term"][-1]
    ('peace', 2, 'war')
    >>> essay = "# Then\n\nThey attacked the city in the war.\n\n# Now\n\nThe allies signed a treaty."
    >>> dt.keyness([essay], by="relations", stop_words=True)["target"]
    [1, 1, 1, 0, 0, 0]
    """
    if by == "relations":
        if reference is not None:
            msg = 'by="relations" takes both sides from the sections of the first texts: give no reference'
            raise ValueError(msg)
        sides = _sides(target, options)
    elif by != "texts":
        msg = f"no by={by!r}; choose 'texts' or 'relations'"
        raise ValueError(msg)
    elif reference is None:
        msg = 'nothing to compare with: give reference texts or a frequency list, or by="relations"'
        raise ValueError(msg)
    else:
        sides = _totals(target, options), _totals(reference, options)
    return Table(
        _core.keyness_table(
            *sides,
            measure,
            prior=prior,
            confidence=confidence,
            min_count=min_count,
            target_total=target_total,
            reference_total=reference_total,
        )
    )


def _totals(texts: Any, options: TermOptions) -> list[tuple[str, int]]:
    """Return how often each term stands in texts, or in a frequency list."""
    if isinstance(texts, Mapping) and not any(isinstance(value, str) for value in texts.values()):
        return [(str(term), int(count)) for term, count in texts.items()]
    return _core.term_totals(column(texts), dict(options), 0)


def _sides(texts: Any, options: TermOptions) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return the totals of the sections that speak more of cooperation, and of those that speak more of conflict."""
    _, texts = named(texts)
    scores = score(texts, "section")
    places = zip(scores._table.documents.tolist(), scores["section"], strict=True)
    figures = zip(scores["cooperation"], scores["conflict"], strict=True)
    marks = {place: coop > conf for place, (coop, conf) in zip(places, figures, strict=True) if coop != conf}
    for side, more, less in ((True, "cooperation", "conflict"), (False, "conflict", "cooperation")):
        if side not in marks.values():
            msg = f"no section speaks more of {more} than of {less}: there is nothing to compare"
            raise ValueError(msg)
    target, reference = _core.section_totals(texts, dict(options), marks)
    return target, reference


def collocations(
    texts: Any,
    size: int = 2,
    *,
    min_count: int = 2,
    smoothing: float = 0.5,
    by: Unit = "document",
    **options: Unpack[TermOptions],
) -> Table:
    """Find words that stand together more often than chance would have it.

    Parameters
    ----------
    texts
        The texts.
    size
        Words in a collocation, 2 to 5.
    min_count
        Rarer ones are left out.
    smoothing
        What is added to each count for ``lambda`` (Blaheta & Johnson 2001).
    by
        A whole text, or its sections (without headings and boilerplate).
    **options
        See :class:`TermOptions`; ``ngrams`` and ``max_skip`` do not matter here.

    Returns
    -------
    Table
        ``collocation``, ``count``, ``size``, ``expected``, ``lambda``, ``z``, ``p``, ``g2``, ``pmi``, ``npmi``, ``t``,
        ``dice``, ``log_dice``; by falling ``z``.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.collocations(["The cold war ended.", "A cold war it was, this cold war.", "War is cold."])
    >>> t["collocation"], t["count"]
    (['cold war'], [3])
    """
    return Table(_core.collocation_table(column(texts), dict(options), by, size, min_count, smoothing))


def cooccurrence(
    texts: Any,
    *,
    window: int | None = None,
    weighted: bool = False,
    boolean: bool = False,
    ordered: bool = False,
    by: Unit = "document",
    **options: Unpack[TermOptions],
) -> Table:
    """Count which terms stand in the same documents, or near each other.

    Parameters
    ----------
    texts
        The texts.
    window
        Count pairs at most so many words apart in a sentence; None counts all pairs of a document.
    weighted
        Count a pair in a window 1 / distance instead of 1.
    boolean
        Count each pair once a document.
    ordered
        Keep (first, second) apart from (second, first); windows only.
    by
        What counts as a document.
    **options
        See :class:`TermOptions`.

    Returns
    -------
    Table
        ``first``, ``second``, ``count``; an unordered pair stands once, its terms in their order.

    Examples
    --------
    >>> import detente as dt
    >>> dt.cooccurrence(["war and peace"], window=1).to_dict()
    {'first': ['and', 'and'], 'second': ['peace', 'war'], 'count': [1.0, 1.0]}
    """
    return Table(_core.cooccurrence_table(column(texts), dict(options), by, window, weighted, boolean, ordered))


def dispersion(
    texts: Any,
    terms: Iterable[str] | None = None,
    *,
    parts: int | None = None,
    by: Unit = "document",
    **options: Unpack[TermOptions],
) -> Table:
    """Measure how evenly terms are spread over texts, sections, or parts of equal size.

    Parameters
    ----------
    texts
        The texts.
    terms
        The terms to measure, as they are counted (in lower case, say); all unless given. Those that no text has are
        left out.
    parts
        Cut all texts in a row into so many parts of equal size.
    by
        Otherwise, what a part is.
    **options
        See :class:`TermOptions`.

    Returns
    -------
    Table
        ``term``, ``count``, ``range``, ``juilland_d``, ``carroll_d2``, ``rosengren_s``, ``dp``, ``dp_norm``, ``kl``,
        ``arf``, ``f_awt``, ``f_ald``.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.dispersion(["peace war", "peace talks"], ["peace", "war"])
    >>> t["dp"]
    [0.0, 0.5]
    """
    wanted = None if terms is None else list(terms)
    return Table(_core.dispersion_table(column(texts), dict(options), by, parts, wanted))
