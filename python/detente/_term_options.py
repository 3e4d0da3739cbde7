"""What counts as a term, and which texts it is counted in: the arguments that all term statistics share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal, TypedDict

from detente._texts import named

Unit = Literal["document", "section"]


class TermOptions(TypedDict, total=False):
    """What counts as a term. Every function that counts terms takes these as keyword arguments.

    Attributes
    ----------
    language
        Of stems and stop words: ``"english"`` unless given.
    lowercase
        Take the lower-cased form (default True).
    stem
        Take the stem (default False).
    stop_words
        Words left out: True (or the language's name) for those of the language, or a collection of lower-cased words
        (default None).
    numbers, addresses
        Count numbers, and web and e-mail addresses, mentions and hashtags (default True).
    punctuation, symbols, clitics
        Count punctuation marks, symbols, and the "'s" of "NATO's" (default False).
    min_chars
        The fewest characters of a word (default 1).
    ngrams
        Fewest and most words of an n-gram (default ``(1, 1)``).
    max_skip
        The most words that may be skipped between two neighbours of an n-gram (default 0).
    across_sentences
        Let n-grams and windows reach from one sentence into the next (default False).
    across_gaps
        Let n-grams reach over what was left out, as if it were not there (default False).
    separator
        What stands between the words of an n-gram (default a space).
    """

    language: str
    lowercase: bool
    stem: bool
    stop_words: bool | str | Collection[str] | None
    numbers: bool
    addresses: bool
    punctuation: bool
    symbols: bool
    clitics: bool
    min_chars: int
    ngrams: tuple[int, int]
    max_skip: int
    across_sentences: bool
    across_gaps: bool
    separator: str


def named_texts(texts: Any, ids: Iterable[object] | None) -> tuple[Any, list[str]]:
    """Return the texts and a name for each."""
    names, texts = named(texts, ids)
    if len(names) != len(texts):
        msg = f"{len(names)} ids given for {len(texts)} texts; give one for each"
        raise ValueError(msg)
    return texts, names
