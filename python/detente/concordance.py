"""Keywords in context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from detente import _core
from detente._term_options import Unit, named_texts
from detente.lexicon import Lexicon, Overlap
from detente.table import Table


def kwic(
    texts: Any,
    pattern: str | Iterable[str] | Lexicon,
    *,
    key: str | Iterable[str] | None = None,
    kind: Literal["glob", "regex", "fixed"] = "glob",
    case_sensitive: bool = False,
    overlap: Overlap = "longest",
    window: int = 5,
    within_sentence: bool = False,
    ids: Iterable[object] | None = None,
    by: Unit = "document",
    language: str = "english",
) -> Table:
    """Find every place of a word, a phrase or a lexicon's entries, with what stands around it.

    Parameters
    ----------
    texts
        The texts, or a dict from id to text.
    pattern
        One pattern or several: words, or phrases with a space between words. Or a lexicon.
    key
        With a lexicon: the key or keys to show, with all keys below them; every key unless given.
    kind
        ``"glob"``: ``*`` stands for any characters of a word, ``?`` for one. ``"regex"``: each word is a regular
        expression, found anywhere in a token. ``"fixed"``: as it is. A lexicon's entries have their own marks.
    case_sensitive
        Tell "May" from "may".
    overlap
        With a lexicon: which of several overlapping matches are shown, as in :meth:`Lexicon.lookup`.
    window
        Words on either side; punctuation does not count.
    within_sentence
        Never show more than the sentence.
    ids
        An identifier for each text.
    by
        ``"section"`` leaves headings and boilerplate out, and names each line's section.
    language
        Of the texts.

    Returns
    -------
    Table
        ``doc_id``, ``section`` and ``heading`` (by section), ``sentence``, ``start`` and ``end`` of the keyword in code
        points, ``before``, ``keyword``, ``after``, ``pattern``; with a lexicon, ``pattern`` is the key, and ``entry``
        the entry that was found.

    Examples
    --------
    >>> import detente as dt
    >>> t = dt.kwic(["The talks failed. New talks resumed."], "talk*", window=2)
    >>> t["before"], t["keyword"], t["after"]
    (['The', 'failed. New'], ['talks', 'talks'], ['failed. New', 'resumed'])
    >>> lexicon = dt.Lexicon.from_dict({"coop": {"talks": ["talk*"], "deals": ["peace treaty"]}, "conf": ["war"]})
    >>> t = dt.kwic(["Talks on a peace treaty after the war"], lexicon, key="coop")
    >>> t["keyword"], t["pattern"], t["entry"]
    (['Talks', 'peace treaty'], ['coop/talks', 'coop/deals'], ['talk*', 'peace treaty'])
    """
    texts, names = named_texts(texts, ids)
    if isinstance(pattern, Lexicon):
        if kind != "glob" or case_sensitive:
            msg = "a lexicon's entries say how they are read (regex:, case:): leave kind and case_sensitive out"
            raise ValueError(msg)
        keys = [] if key is None else [key] if isinstance(key, str) else list(key)
        core = pattern._lexicon
        return Table(_core.kwic_key_table(texts, names, core, keys, overlap, window, within_sentence, by, language))
    if key is not None:
        msg = "key= chooses among the keys of a lexicon: give one as the pattern"
        raise ValueError(msg)
    patterns = [pattern] if isinstance(pattern, str) else list(pattern)
    return Table(_core.kwic_table(texts, names, patterns, kind, case_sensitive, window, within_sentence, by, language))
