"""TermVectorizer: texts to a document-term matrix, as a scikit-learn estimator."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from detente import _core
from detente._lazy import need
from detente._term_list import TermList, chosen, for_core
from detente._vectorizer_options import check, core_options, given_terms, kept_terms, scheme_of
from detente._vectorizing import Counted, Seen, as_texts, in_blocks, threads, weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix
    from sklearn.base import BaseEstimator, TransformerMixin
    from sklearn.utils import Tags
else:
    BaseEstimator = need("sklearn.base").BaseEstimator
    TransformerMixin = need("sklearn.base").TransformerMixin


class TermVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    r"""Count terms in texts, and weigh the counts.

    An estimator for scikit-learn's pipelines. With ``preset="sklearn"`` its output equals that of ``CountVectorizer``,
    and with ``weighting="tfidf"`` that of ``TfidfVectorizer``, cell by cell. Without a preset, words are those of
    :func:`detente.words`, and n-grams stay within sentences. Not here: n-grams of characters, other token
    patterns, accents stripped; for these take ``CountVectorizer``.

    Parameters
    ----------
    preset : {None, "sklearn"}, default=None
        ``"sklearn"``: runs of at least two word characters (the pattern ``(?u)\b\w\w+\b``), n-grams over
        everything, and scikit-learn's list for ``stop_words="english"``. The options of tokens do not matter then.
    weighting : str, default=None
        None: counts. ``"tfidf"``: as ``TfidfVectorizer``. ``"bm25"``: Okapi BM25 (Robertson & Zaragoza 2009).
        Three letters: a SMART scheme such as ``"ltc"``: the count (n, l, a, b, L, d, r, m), the document frequency (n,
        t, p, m, s, f) and the norm (n, c, s, m, u, b). ``"tfidf"`` is ``"nsc"``; sublinear tf is ``"lsc"``, without
        smoothing ``"nfc"``, without idf ``"nnc"``, norm l1 ``"nss"``.
    lowercase, stem : bool
        Take the lower-cased form (default True); take the stem (default False).
    stop_words : {None, "english", True} or collection of str, default=None
        True: those of the language.
    language : str, default="english"
        Of stems and stop words.
    ngram_range : (int, int), default=(1, 1)
        Fewest and most words of an n-gram.
    max_skip : int, default=0
        The most words that may be skipped between two neighbours of an n-gram.
    across_sentences, across_gaps : bool, default=False
        Let n-grams reach over the end of a sentence, over tokens that were left out.
    numbers, punctuation, symbols : bool
        Count numbers (default True), punctuation marks and symbols (default False).
    min_chars : int, default=1
        The fewest characters of a word (with the preset at least 2).
    min_df, max_df : int or float
        Leave out terms in fewer, in more documents (a float: a share of them).
    max_features : int, default=None
        Keep only so many terms, those with the greatest totals.
    vocabulary : mapping or iterable of str, default=None
        The terms, and perhaps their columns, instead of those of the texts.
    binary : bool, default=False
        Count presence only.
    k1, b : float
        The parameters of BM25 (default 1.2 and 0.75).
    dtype : dtype, default=None
        Of the matrix: int64 for counts and float64 for weights unless given.
    sparse_output : bool, default=True
        A SciPy CSR matrix; else a dense array (as pandas output needs it).
    n_jobs : int, default=-1
        Threads; -1 means one per core. The output is the same for any number.

    Attributes
    ----------
    vocabulary_ : dict
        The column of each term.
    idf_ : ndarray
        The document factor of each term (only with a weighting that has one).
    n_documents_ : int
        Number of texts fitted.

    Examples
    --------
    >>> import detente as dt
    >>> vectorizer = dt.TermVectorizer(ngram_range=(1, 2))
    >>> counts = vectorizer.fit_transform(["Peace talks. War ended.", "War talks"])
    >>> list(vectorizer.get_feature_names_out())
    ['ended', 'peace', 'peace talks', 'talks', 'war', 'war ended', 'war talks']
    >>> counts.toarray().tolist()
    [[1, 1, 1, 1, 1, 1, 0], [0, 0, 0, 1, 1, 0, 1]]
    """

    def __init__(
        self,
        preset: Literal["sklearn"] | None = None,
        weighting: str | None = None,
        *,
        lowercase: bool = True,
        stem: bool = False,
        stop_words: str | bool | Collection[str] | None = None,
        language: str = "english",
        ngram_range: tuple[int, int] = (1, 1),
        max_skip: int = 0,
        across_sentences: bool = False,
        across_gaps: bool = False,
        numbers: bool = True,
        punctuation: bool = False,
        symbols: bool = False,
        min_chars: int = 1,
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        vocabulary: Mapping[str, int] | Iterable[str] | None = None,
        binary: bool = False,
        k1: float = 1.2,
        b: float = 0.75,
        dtype: Any = None,
        sparse_output: bool = True,
        n_jobs: int | None = -1,
    ) -> None:
        self.preset = preset
        self.weighting = weighting
        self.lowercase = lowercase
        self.stem = stem
        self.stop_words = stop_words
        self.language = language
        self.ngram_range = ngram_range
        self.max_skip = max_skip
        self.across_sentences = across_sentences
        self.across_gaps = across_gaps
        self.numbers = numbers
        self.punctuation = punctuation
        self.symbols = symbols
        self.min_chars = min_chars
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.vocabulary = vocabulary
        self.binary = binary
        self.k1 = k1
        self.b = b
        self.dtype = dtype
        self.sparse_output = sparse_output
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: object = None) -> TermVectorizer:
        """Learn the terms, and the document factors, of texts.

        An iterator (a generator that reads files, say) is read some texts at a time: memory grows with the number of
        different terms, not with the texts.

        Parameters
        ----------
        X : iterable of str, or column of pandas, polars or Arrow
            The texts.
        y : None
            Ignored.

        Returns
        -------
        self
        """
        check(self)
        self._seen = Seen()
        return self._fit_more(X)

    def fit_transform(self, X: Any, y: object = None) -> csr_matrix | NDArray[Any]:
        """Learn the terms of texts and return their matrix; texts are counted once.

        Parameters
        ----------
        X : iterable of str, or column of pandas, polars or Arrow
            The texts.
        y : None
            Ignored.

        Returns
        -------
        scipy.sparse.csr_matrix of shape (n_documents, n_terms)
        """
        check(self)
        self._seen = Seen()
        given = given_terms(self.vocabulary)
        counted = self._count(X, given)
        self._seen.add(counted)
        self._learn(given)
        counts = counted.matrix
        if given is None and len(self._kept) < counts.shape[1]:
            counts = counts[:, self._kept]
            counts.sort_indices()
        return self._weigh(counts)

    def partial_fit(self, X: Any, y: object = None) -> TermVectorizer:
        """Learn from more texts: their terms join those of earlier calls.

        Memory grows with the number of different terms, not with the texts. After each call the vectorizer can be used;
        the columns of a term may move with the next call.

        Parameters
        ----------
        X : iterable of str, or column of pandas, polars or Arrow
            More texts.
        y : None
            Ignored.

        Returns
        -------
        self
        """
        check(self)
        if not hasattr(self, "_seen"):
            self._seen = Seen()
        return self._fit_more(X)

    def _fit_more(self, X: Any) -> TermVectorizer:
        given = given_terms(self.vocabulary)
        for block in in_blocks(X):
            self._seen.add(self._count(block, given))
        self._learn(given)
        return self

    def transform(self, X: Any) -> csr_matrix | NDArray[Any]:
        """Return the matrix of texts, with the terms learnt.

        Parameters
        ----------
        X : iterable of str, or column of pandas, polars or Arrow
            The texts.

        Returns
        -------
        scipy.sparse.csr_matrix of shape (n_documents, n_terms)
        """
        if not self.__sklearn_is_fitted__() and self.vocabulary is not None and self._document_letter() == "n":
            # As scikit-learn: a given vocabulary needs no fitting.
            self._terms: Sequence[str] = given_terms(self.vocabulary) or []
        self._check_fitted()
        return self._weigh(self._count(X, self._terms).matrix)

    def inverse_transform(self, X: Any) -> list[NDArray[Any]]:
        """Return the terms of each row with a value other than zero.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_documents, n_terms)
            A matrix.

        Returns
        -------
        list of arrays of str
        """
        self._check_fitted()
        rows = need("scipy.sparse").csr_matrix(X)
        terms = self.get_feature_names_out()
        return [terms[rows[row].nonzero()[1]] for row in range(rows.shape[0])]

    def get_feature_names_out(self, input_features: object = None) -> NDArray[Any]:
        """Return the terms, in the order of the columns.

        Parameters
        ----------
        input_features : None
            Ignored.

        Returns
        -------
        ndarray of str objects
        """
        self._check_fitted()
        return np.asarray(list(self._terms), dtype=object)

    @property
    def vocabulary_(self) -> dict[str, int]:
        """The column of each term."""
        if not self.__sklearn_is_fitted__():
            msg = "this TermVectorizer has no vocabulary_ yet: call fit first"
            raise AttributeError(msg)
        return {term: column for column, term in enumerate(self._terms)}

    def _count(self, X: Any, terms: Sequence[str] | None) -> Counted:
        """Count texts, with the columns ``terms`` or those found."""
        if isinstance(X, str):
            msg = "Iterable over raw text documents expected, string object received."
            raise ValueError(msg)
        runs = max(self.min_chars, 2) if self.preset == "sklearn" else None
        found, indptr, indices, data, documents, totals = _core.count_terms(
            as_texts(X), core_options(self), runs, for_core(terms), threads(self.n_jobs)
        )
        if terms is None:
            terms = TermList(*found) if found else []
        if self.binary:
            data.fill(1)
            totals = documents
        data = data.astype(np.int64 if self._is_weighted() else self._dtype(), copy=False)
        sparse = need("scipy.sparse")
        matrix = sparse.csr_matrix((data, indices, indptr), shape=(len(indptr) - 1, len(terms)), copy=False)
        return Counted(terms, matrix, documents, totals)

    def _learn(self, given: list[str] | None) -> None:
        """Set the terms and document factors from what was counted so far."""
        seen = self._seen
        terms, frequencies, totals = seen.summed()
        if not terms:
            msg = "empty vocabulary; perhaps the documents only contain stop words"
            raise ValueError(msg)
        if given is None:
            self._kept = kept_terms(self, frequencies, totals, seen.documents)
            if len(self._kept) < len(terms):
                terms, frequencies = chosen(terms, self._kept), frequencies[self._kept]
        self._terms = terms
        self.n_documents_ = seen.documents
        self._mean_length = seen.words / max(seen.documents, 1)
        if self._document_letter() != "n":
            scheme = self._scheme()
            self.idf_ = _core.document_factors(scheme, frequencies.tolist(), seen.documents)

    def _weigh(self, counts: csr_matrix) -> csr_matrix | NDArray[Any]:
        """Return the weights of counts, in the form asked for."""
        if self._is_weighted():
            lengths = {"k1": self.k1, "b": self.b, "mean_length": getattr(self, "_mean_length", 1.0)}
            counts = weighed(counts, self._scheme(), getattr(self, "idf_", None), self._dtype(), lengths)
        return counts if self.sparse_output else counts.toarray()

    def _scheme(self) -> str:
        return "bm25" if self.weighting == "bm25" else scheme_of(self.weighting)

    def _document_letter(self) -> str:
        """Return the letter of the document factor; "n" if there is none."""
        return "t" if self.weighting == "bm25" else self._scheme()[1]

    def _is_weighted(self) -> bool:
        return self.weighting is not None

    def _dtype(self) -> Any:
        if self.dtype is not None:
            return self.dtype
        return np.float64 if self._is_weighted() else np.int64

    def _check_fitted(self) -> None:
        if not self.__sklearn_is_fitted__():
            raise need("sklearn.exceptions").NotFittedError("Vocabulary not fitted or provided")

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "_terms")

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = self.vocabulary is None
        return tags
