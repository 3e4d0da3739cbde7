"""Many terms in one piece of memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from detente import _core

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TermList(Sequence[str]):
    """Terms one behind the other; a string is made of one when it is asked for.

    Millions of n-grams are often counted whose names nobody reads, and a Python string is many times its letters. Of
    n-grams even the letters are not kept, but of which words they are made.
    """

    def __init__(
        self, text: bytes, ends: NDArray[np.int64], ngrams: tuple[NDArray[np.uint32], int, str] | None = None
    ) -> None:
        #: All terms, or the words of n-grams, in UTF-8.
        self.text = text
        #: Where each ends, and the next one starts.
        self.ends = ends
        #: For each n-gram the one without its last word, and that word; how many of them only others continue, which
        #: come first and are not in the list; and what stands between words.
        self.ngrams = ngrams

    def __len__(self) -> int:
        if self.ngrams is None:
            return len(self.ends)
        nodes, shorter, _ = self.ngrams
        return len(nodes) // 2 - shorter

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return list(self)[place]
        place = range(len(self))[place]
        if self.ngrams is None:
            return self._term(place)
        nodes, shorter, separator = self.ngrams
        words, node = [], place + shorter
        while node < len(nodes) // 2:
            node, word = nodes[2 * node : 2 * node + 2].tolist()
            words.append(self._term(word))
        return separator.join(reversed(words))

    def _term(self, place: int) -> str:
        start = self.ends[place - 1] if place else 0
        return self.text[start : self.ends[place]].decode()

    def __iter__(self) -> Iterator[str]:
        text, ends = self.parts()
        start = 0
        for end in ends.tolist():
            yield text[start:end].decode()
            start = end

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TermList):
            if len(self) != len(other):
                return False
            (text, ends), (others, their_ends) = self.parts(), other.parts()
            return text == others and np.array_equal(ends, their_ends)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def parts(self) -> tuple[bytes, NDArray[np.int64]]:
        """Return all terms, one behind the other, and where each ends."""
        listed = self.text, self.ends
        return listed if self.ngrams is None else _core.ngram_names(listed, *self.ngrams)


def chosen(terms: Sequence[str], places: NDArray[np.intp]) -> list[str]:
    """Return the terms at these places."""
    listed = TermList(*terms.parts()) if isinstance(terms, TermList) else terms
    return [listed[place] for place in places.tolist()]


def for_core(terms: Sequence[str] | None) -> Sequence[str] | tuple[bytes, NDArray[np.int64]] | None:
    """Return terms as the core takes them."""
    return terms.parts() if isinstance(terms, TermList) else terms
