"""How alike texts are, or terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from detente import _core
from detente._term_options import TermOptions, Unit, named_texts
from detente._texts import column, named
from detente._vectorizer_options import scheme_of
from detente.table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack


def similarity(
    texts: Any,
    others: Any = None,
    *,
    measure: str | Iterable[str] = "cosine",
    weighting: str | None = None,
    minimum: float | None = None,
    ids: Iterable[object] | None = None,
    by: Unit = "document",
    jobs: int = 0,
    **options: Unpack[TermOptions],
) -> Table:
    """Compare texts, or their sections, by the terms they share.

    Parameters
    ----------
    texts
        The texts, or a dict from id to text.
    others
        Compare each text with each of these; unless given, each pair of ``texts`` is compared once. With the same
        texts on both sides the table has every cell of the square, each text beside itself too.
    measure
        One measure or several. Likeness: ``"cosine"``, ``"correlation"`` (Pearson), ``"jaccard"`` and ``"dice"`` of
        presence, ``"ejaccard"`` and ``"edice"`` of values, ``"simple_matching"``, ``"hamann"``. Distance:
        ``"euclidean"``, ``"manhattan"``, ``"maximum"``, ``"canberra"``, ``"minkowski:3"`` (with the power 3).
    weighting
        Of the counts: None, ``"tfidf"``, or a SMART scheme (see :class:`TermVectorizer`).
    minimum
        Leave out pairs with less of the first measure.
    ids
        An identifier for each of ``texts``.
    by
        What is compared: whole texts, or sections (without headings and boilerplate).
    jobs
        Threads; 0 means one per core. The table is the same for any number.
    **options
        See :class:`TermOptions`.

    Returns
    -------
    Table
        ``first`` and ``second`` (by section also ``first_section`` and ``second_section``), and a column for each
        measure; null where it is undefined (the cosine with an empty text).

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.similarity({"a": "war and peace", "b": "war, war and war", "c": "rain"}, measure=["cosine", "jaccard"])
    >>> t["first"], t["second"]
    (['a', 'a', 'b'], ['b', 'c', 'c'])
    >>> [round(x, 3) for x in t["cosine"]], [round(x, 3) for x in t["jaccard"]]
    ([0.73, 0.0, 0.0], [0.667, 0.0, 0.0])

    A labelled square, as pandas has it:

    >>> texts = {"a": "war and peace", "b": "war"}
    >>> square = dt.similarity(texts, texts).to_pandas().pivot(index="first", columns="second", values="cosine")
    >>> square.round(3).to_numpy().tolist()
    [[1.0, 0.577], [0.577, 1.0]]
    """
    texts, names = named_texts(texts, ids)
    count = 0
    if others is not None:
        other_names, others = named(others)
        texts, names, count = [*texts, *others], [*names, *other_names], len(other_names)
        if not count:
            return Table(_core.similarity_table([], [], {}, by, _names(measure), "nnn", None, 0, 1))
    scheme = scheme_of(weighting)
    return Table(_core.similarity_table(texts, names, dict(options), by, _names(measure), scheme, minimum, count, jobs))


def term_similarity(
    texts: Any,
    terms: Iterable[str] | None = None,
    *,
    measure: str | Iterable[str] = "cosine",
    weighting: str | None = None,
    minimum: float | None = None,
    by: Unit = "document",
    jobs: int = 0,
    **options: Unpack[TermOptions],
) -> Table:
    """Compare terms by the texts, or sections, they stand in.

    Parameters
    ----------
    texts
        The texts.
    terms
        Compare each of these with every other term; unless given, each pair of terms is compared once.
    measure, weighting, minimum, jobs
        As in :func:`similarity`.
    by
        What terms share: whole texts, or sections (without headings and boilerplate).
    **options
        See :class:`TermOptions`.

    Returns
    -------
    Table
        ``first``, ``second``, and a column for each measure. For each of ``terms`` the most alike come first, by the
        first measure.

    Raises
    ------
    ValueError
        If no text has one of ``terms``.

    Examples
    --------
    >>> import detente as dt
    >>> texts = ["peace talks", "peace treaty", "war", "talks on peace"]
    >>> t = dt.term_similarity(texts, ["peace"], measure="jaccard")
    >>> t["second"][:2], [round(x, 2) for x in t["jaccard"][:2]]
    (['talks', 'on'], [0.67, 0.33])
    """
    wanted = None if terms is None else list(terms)
    scheme = scheme_of(weighting)
    return Table(
        _core.term_similarity_table(column(texts), dict(options), by, _names(measure), scheme, minimum, wanted, jobs)
    )


def _names(measure: str | Iterable[str]) -> list[str]:
    return [measure] if isinstance(measure, str) else list(measure)
