"""What the TermVectorizer reads and remembers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from detente import _core
from detente._lazy import need

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

#: Characters of texts that are taken from an iterator at a time.
_BLOCK = 16 << 20


class Counted(NamedTuple):
    """Texts counted: the terms, the matrix, and for each term its documents and its total."""

    terms: Sequence[str]
    matrix: csr_matrix
    documents: NDArray[np.signedinteger]
    totals: NDArray[np.signedinteger]


class Seen:
    """What was counted so far: for each term its documents and total."""

    def __init__(self) -> None:
        self.documents = 0
        self.words = 0
        self._terms: Sequence[str] = []
        #: The place of each term, once there is more than one set of terms.
        self._places: dict[str, int] = {}
        #: The documents of each term, and its total.
        self._sums: list[NDArray[np.signedinteger]] = []

    def add(self, counted: Counted) -> None:
        """Add what was counted."""
        terms, matrix, *sums = counted
        self.documents += matrix.shape[0]
        self.words += int(counted.totals.sum())
        if not self._terms:
            self._terms, self._sums = terms, sums
        elif terms == self._terms:
            self._sums = [known.astype(np.int64) + more for known, more in zip(self._sums, sums, strict=True)]
        else:
            self._merge(terms, sums)

    def _merge(self, terms: Sequence[str], sums: list[NDArray[np.signedinteger]]) -> None:
        known = self._places
        if not known:
            known.update(zip(self._terms, range(len(self._terms)), strict=True))
        places = np.fromiter((known.setdefault(term, len(known)) for term in terms), dtype=np.intp, count=len(terms))
        self._terms = list(known)
        self._sums = [np.concatenate([sum_, np.zeros(len(known) - len(sum_), dtype=np.int64)]) for sum_ in self._sums]
        for known_sum, more in zip(self._sums, sums, strict=True):
            known_sum[places] += more

    def summed(self) -> tuple[Sequence[str], NDArray[np.signedinteger], NDArray[np.signedinteger]]:
        """Return the terms, sorted once there is more than one set of them, with their documents and totals."""
        terms, (frequencies, totals) = self._terms, self._sums
        if not self._places:
            return terms, frequencies, totals
        order = np.array(sorted(range(len(terms)), key=terms.__getitem__), dtype=np.intp)
        return [terms[place] for place in order], frequencies[order], totals[order]


def weighed(
    counts: csr_matrix, scheme: str, factors: NDArray[np.float64] | None, dtype: Any, lengths: dict[str, float]
) -> csr_matrix:
    """Return the matrix of weights of counts; ``lengths`` is what BM25 makes of the lengths of texts."""
    values = _core.weigh(
        scheme,
        counts.indptr.astype(np.int64),
        counts.indices.astype(np.int32, copy=False),
        counts.data.astype(np.float64),
        [1.0] * counts.shape[1] if factors is None else factors.tolist(),
        **lengths,
    )
    cells = (values.astype(dtype, copy=False), counts.indices, counts.indptr)
    matrix: csr_matrix = need("scipy.sparse").csr_matrix(cells, shape=counts.shape, copy=False)
    return matrix


def as_texts(X: Any) -> Any:
    """Return texts as the core takes them: bytes decoded, arrays as lists."""
    if hasattr(X, "__arrow_c_stream__") or hasattr(X, "__arrow_c_array__"):
        return X
    if isinstance(X, Mapping):
        X = list(X.values())
    elif hasattr(X, "shape") and len(X.shape) != 1:
        msg = f"expected a column of texts, got shape {tuple(X.shape)}: choose one column"
        raise ValueError(msg)
    elif isinstance(X, np.ndarray):
        X = X.tolist()
    elif not isinstance(X, list):
        X = list(X)
    if any(issubclass(kind, bytes) for kind in set(map(type, X))):
        X = [text.decode() if isinstance(text, bytes) else text for text in X]
    return X


def threads(n_jobs: int | None) -> int:
    return 1 if n_jobs is None else max(n_jobs, 0)


def in_blocks(texts: Any) -> Iterator[Any]:
    """Yield texts as they are, those of an iterator some at a time, so that not all of them need be held."""
    if not isinstance(texts, Iterator):
        yield texts
        return
    block: list[Any] = []
    characters = 0
    for text in texts:
        block.append(text)
        characters += len(text) + 64 if isinstance(text, str | bytes) else 64
        if characters >= _BLOCK:
            yield block
            block, characters = [], 0
    yield block
