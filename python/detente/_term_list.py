"""Many terms in one piece of memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TermList(Sequence[str]):
    """Terms one behind the other; a string is made of one when it is asked for.

    Millions of n-grams are often counted whose names nobody reads, and a Python string is many times its letters.
    """

    def __init__(self, text: bytes, ends: NDArray[np.int64]) -> None:
        #: All terms in UTF-8.
        self.text = text
        #: Where each ends, and the next one starts.
        self.ends = ends

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return list(self)[place]
        place = range(len(self))[place]
        start = self.ends[place - 1] if place else 0
        return self.text[start : self.ends[place]].decode()

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self.ends.tolist():
            yield self.text[start:end].decode()
            start = end

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TermList):
            return self.text == other.text and np.array_equal(self.ends, other.ends)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]


def chosen(terms: Sequence[str], places: NDArray[np.intp]) -> list[str]:
    """Return the terms at these places."""
    return [terms[place] for place in places.tolist()]


def for_core(terms: Sequence[str] | None) -> Sequence[str] | tuple[bytes, NDArray[np.int64]] | None:
    """Return terms as the core takes them."""
    return (terms.text, terms.ends) if isinstance(terms, TermList) else terms
