"""Scores of pandas columns: ``import detente.pandas``, then ``df["text"].detente``.

>>> import pandas as pd
>>> import detente.pandas
>>> df = pd.DataFrame({"text": ["The allies signed a treaty.", "The army attacked."]}, index=["a", "b"])
>>> (df["text"].detente.net() > 0).to_dict()
{'a': True, 'b': False}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente import scoring
from detente._core import Relations
from detente._lazy import need

if TYPE_CHECKING:
    from pandas import DataFrame, Series

pd = need("pandas")


@pd.api.extensions.register_series_accessor("detente")
class Texts:
    """The accessor ``detente`` of a series of texts."""

    def __init__(self, texts: Series) -> None:
        self._texts = texts

    def net(self) -> Series:
        """Give the sum of the weights of each text's events; NaN where the text is missing.

        See Also
        --------
        detente.Relations.net
        """
        return pd.Series(Relations().net(self._texts), index=self._texts.index, name="net")

    def score(self, level: scoring.Level = "section", **options: Any) -> DataFrame:
        r"""Give the figures of the texts, under the index of their rows.

        Parameters
        ----------
        level
            What a row stands for.
        **options
            As of :func:`detente.score`: ``format``, ``keep_boilerplate``, ``lexicon``, ``extend_lexicon``, ``jobs``.

        Examples
        --------
        A row for each section, beside the other columns of its text:

        >>> df = pd.DataFrame({"year": [1991], "text": ["Talks\n\nThey signed a treaty.\n\nWar\n\nThey fought."]})
        >>> rows = df[["year"]].join(df["text"].detente.score())
        >>> rows[["year", "section", "cooperation"]].values.tolist()
        [[1991, 0, 1], [1991, 1, 0]]
        """
        scored = scoring.score(self._texts, level, **options)
        frame = scored.to_pandas().drop(columns="doc_id")
        frame.index = self._texts.index.take(scored._table.documents)
        return frame
