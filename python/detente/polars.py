"""Scores inside polars expressions: ``import detente.polars``, then ``pl.col("text").detente``.

>>> import polars as pl
>>> import detente.polars
>>> df = pl.DataFrame({"text": ["The allies signed a treaty.", "The army attacked."]})
>>> df.select(pl.col("text").detente.net() > 0).to_series().to_list()
[True, False]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente import scoring
from detente._core import Relations
from detente._lazy import need

if TYPE_CHECKING:
    from polars import Expr, Series

pl = need("polars")

#: Types of a table's columns.
_TYPES = {"text": pl.String, "integer": pl.Int64, "real": pl.Float64}


@pl.api.register_expr_namespace("detente")
class Texts:
    """The namespace ``detente`` of an expression that gives texts."""

    def __init__(self, expr: Expr) -> None:
        self._expr = expr

    def net(self) -> Expr:
        """Give the sum of the weights of each text's events; null for a null.

        See Also
        --------
        detente.Relations.net
        """

        def run(texts: Series) -> Series:
            net: Series = pl.Series(texts.name, Relations().net(texts), dtype=pl.Float64).fill_nan(None)
            return net

        return self._expr.map_batches(run, return_dtype=pl.Float64, is_elementwise=True)

    def score(self, level: scoring.Level = "section", **options: Any) -> Expr:
        r"""Give the figures of each text: a struct at level ``"document"``, else a list of structs.

        Parameters
        ----------
        level
            What a struct stands for.
        **options
            As of :func:`detente.score`: ``format``, ``keep_boilerplate``, ``lexicon``, ``extend_lexicon``, ``jobs``.

        Examples
        --------
        A row for each section, beside the other columns of its text:

        >>> df = pl.DataFrame({"year": [1991], "text": ["Talks\n\nThey signed a treaty.\n\nWar\n\nThey fought."]})
        >>> rows = df.select("year", pl.col("text").detente.score().alias("s")).explode("s").unnest("s")
        >>> rows.select("year", "section", "cooperation").rows()
        [(1991, 0, 1), (1991, 1, 0)]
        """
        table = scoring.score([], level)._table
        types = zip(table.column_names[1:], table.column_types[1:], strict=True)
        struct = pl.Struct({name: _TYPES[kind] for name, kind in types})

        def run(texts: Series) -> Series:
            scored = scoring.score(texts, level, **options)
            rows: Series = scored.to_polars().drop("doc_id").to_struct(texts.name).cast(struct)
            if level == "document":
                return rows
            found = pl.DataFrame({"text": scored._table.documents, "rows": rows})
            lists = found.group_by("text", maintain_order=True).agg("rows")
            every = pl.DataFrame({"text": pl.int_range(len(texts), eager=True)})
            # A text without events has no row at level "match" or "dyad": its list is empty.
            empty = pl.lit([], dtype=pl.List(struct))
            joined = every.join(lists, on="text", how="left", maintain_order="left")
            column: Series = joined.select(pl.col("rows").fill_null(empty)).to_series().alias(texts.name)
            return column

        whole = struct if level == "document" else pl.List(struct)
        return self._expr.map_batches(run, return_dtype=whole, is_elementwise=True)
