"""One text analysed, and many scored, with the built-in lexicon or one of your own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from detente._core import Analysis, Analyzer, RepeatedLines
from detente._texts import named
from detente.table import Table

Level = Literal["document", "section", "paragraph", "sentence", "match", "dyad"]
Format = Literal["auto", "plain", "markdown"]


@lru_cache(maxsize=8)
def _made(keep_boilerplate: bool, format: str, lexicon: str | None, extend_lexicon: str | None) -> Analyzer:
    return Analyzer(keep_boilerplate=keep_boilerplate, format=format, lexicon=lexicon, extend_lexicon=extend_lexicon)


def analyzer(
    *,
    keep_boilerplate: bool = False,
    format: str = "auto",
    lexicon: str | os.PathLike[str] | None = None,
    extend_lexicon: str | os.PathLike[str] | None = None,
    repeated: RepeatedLines | None = None,
) -> Analyzer:
    """Return the analyzer with these options, compiled once."""
    own, more = (None if path is None else os.fspath(path) for path in (lexicon, extend_lexicon))
    if repeated is not None:
        options: dict[str, Any] = {"lexicon": own, "extend_lexicon": more, "repeated": repeated}
        return Analyzer(keep_boilerplate=keep_boilerplate, format=format, **options)
    return _made(keep_boilerplate, format, own, more)


def analyze(
    text: str,
    *,
    format: Format = "auto",
    keep_boilerplate: bool = False,
    lexicon: str | os.PathLike[str] | None = None,
    extend_lexicon: str | os.PathLike[str] | None = None,
) -> Analysis:
    """Analyse one text: title, sections, sentences, matches, and the figures of each.

    Parameters
    ----------
    text
        The text. Lone surrogates are read as U+FFFD.
    format
        How the text is marked up; ``"auto"`` decides.
    keep_boilerplate
        Score menu, order and cookie lines as text. They are left out (and reported) otherwise.
    lexicon
        A file with a cooperation-conflict lexicon to use in place of the built-in one.
    extend_lexicon
        A file with entries to add to it; of two entries with one pattern the later counts.

    Returns
    -------
    Analysis
        Its offsets count code points: ``text[section.start:section.end]``.

    Examples
    --------
    >>> import detente as dt
    >>> a = dt.analyze("The two states signed a peace treaty.")
    >>> a.relations.cooperation > 0, a.relations.conflict
    (True, 0)
    """
    options: dict[str, Any] = {"lexicon": lexicon, "extend_lexicon": extend_lexicon}
    return analyzer(keep_boilerplate=keep_boilerplate, format=format, **options).analyze(text)


def score(
    texts: Any,
    level: Level = "section",
    *,
    ids: Iterable[object] | None = None,
    metadata: Mapping[str, Iterable[Any]] | None = None,
    format: Format = "auto",
    keep_boilerplate: bool = False,
    lexicon: str | os.PathLike[str] | None = None,
    extend_lexicon: str | os.PathLike[str] | None = None,
    jobs: int = 0,
) -> Table:
    """Score many texts into one table.

    Parameters
    ----------
    texts
        A list of ``str``, a dict from id to text, or a column of polars, pandas, pyarrow or DuckDB.
        A missing text (``None``, NaN, null) has a row with null figures and an ``error``.
    level
        What a row stands for: a text, a section, a paragraph, a sentence, an event (``"match"``), or an event and one
        pair of its parties (``"dyad"``: source, target and years beside code and weight).
    ids
        An identifier for each text (default: the keys of a dict, the index of a pandas Series that does more than
        count its rows, else ``text1``, ``text2``, ...).
    metadata
        More columns, with one value for each text, that are carried through to its rows.
    format, keep_boilerplate, lexicon, extend_lexicon
        As in :func:`analyze`.
    jobs
        Threads; 0 means one per core. The table is the same for any number.

    Returns
    -------
    Table

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.score(["The allies signed a treaty.", "The talks collapsed."], level="document")
    >>> t["cooperation"], t["conflict"]
    ([1, 0], [0, 1])
    """
    names, texts = named(texts, ids)
    options: dict[str, Any] = {"lexicon": lexicon, "extend_lexicon": extend_lexicon}
    core = analyzer(keep_boilerplate=keep_boilerplate, format=format, **options)
    table = Table(core.score(names, texts, level, jobs=jobs))
    return table.with_metadata(metadata) if metadata else table
