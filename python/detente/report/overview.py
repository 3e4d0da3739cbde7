"""The page of a collection: figures, distribution, outliers, and a table that stays quick with any number of rows.

The rows lie in the page as JSON; its script shows, sorts and filters them a page at a time.
"""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING

from detente._text import signed
from detente.report import charts
from detente.report.tags import facts, note, part

if TYPE_CHECKING:
    from detente import Analysis

#: Heads of the table, each with what it is called in the CSV file; those from the fourth on are numbers.
HEADS = ["document", "title", "words", "cooperation", "conflict", "balance", "low", "high", "logit", "net", "sentiment"]

#: Texts named as outliers.
_MOST = 12


@dataclass(frozen=True)
class Row:
    """What the overview keeps of a document."""

    name: str
    #: The document's page, relative to the overview; None for one that could not be read.
    page: str | None
    title: str
    #: One for each of the heads from the third on.
    figures: tuple[float | None, ...]
    error: str | None = None


def row(name: str, item: Analysis | str, page: str | None) -> Row:
    """Keep the figures of an analysis, or the reason why there is none."""
    if isinstance(item, str):
        return Row(name, None, "", (None,) * (len(HEADS) - 2), item)
    r = item.relations
    measures = (r.balance, r.balance_low, r.balance_high, r.logit, r.net, item.sentiment)
    rounded = tuple(None if value is None else round(value, 4) for value in measures)
    return Row(name, page, item.title or "", (item.n_words, r.cooperation, r.conflict, *rounded))


def overview(rows: Sequence[Row], csv: str) -> str:
    """Write the inner part of the collection's page; ``csv`` is the address of its table as a file."""
    read = [each for each in rows if each.error is None]
    folder = _folder(rows)
    return (
        (f'<p class="id">{escape(folder)}</p>' if folder else "")
        + _facts(rows, read)
        + part("distribution", "Distribution", _distribution(read))
        + part("outliers", "Outliers", _outliers(read, folder))
        + part("documents", "Documents", _table(rows, csv, folder))
    )


def _folder(rows: Sequence[Row]) -> str:
    """Return the folder that all documents stand in: it is said once, not in every row."""
    # What the first and the last in order share, all of them do.
    low, high = min(each.name for each in rows), max(each.name for each in rows)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False)))
    return low[: max(low.rfind("/", 0, same), low.rfind(os.sep, 0, same)) + 1]


def _facts(rows: Sequence[Row], read: Sequence[Row]) -> str:
    words, cooperation, conflict = (int(sum(each.figures[n] or 0 for each in read)) for n in range(3))
    balances = [each.figures[3] for each in read if each.figures[3] is not None]
    middle = statistics.median(balances) if balances else None
    pooled = (cooperation - conflict) / (cooperation + conflict) if cooperation + conflict else None
    return facts(
        [
            ("documents", f"{len(rows):,}"),
            ("could not be read", f"{len(rows) - len(read):,}"),
            ("words", f"{words:,}"),
            ("cooperation", f"{cooperation:,}"),
            ("conflict", f"{conflict:,}"),
            ("balance of all events", signed(pooled)),
            ("median balance", signed(middle)),
        ]
    )


def _distribution(read: Sequence[Row]) -> str:
    balances = [each.figures[3] for each in read if each.figures[3] is not None]
    logits = [each.figures[6] for each in read if each.figures[3] is not None and each.figures[6] is not None]
    if not balances:
        return "<p>No document speaks of cooperation or conflict.</p>"
    # An even reach: half of it is a round number too.
    reach = 2.0 * int(max(abs(value) for value in logits) / 2 + 1)
    drawn = charts.histogram(balances, 1.0, "balance") + charts.histogram(logits, reach, "logit")
    silent = len(read) - len(balances)
    missing = {0: "", 1: " One document without an event is not in the charts."}
    return f'<div class="pair">{drawn}</div>' + note(
        "The balance piles up at its ends, where texts have few events; the logit spreads these out."
        + missing.get(silent, f" {silent:,} documents without an event are not in the charts.")
    )


def _outliers(read: Sequence[Row], folder: str) -> str:
    """Name the documents whose logit lies far out (modified z-score above 3.5; Iglewicz & Hoaglin 1993)."""
    logits = {n: each.figures[6] for n, each in enumerate(read) if each.figures[3] is not None}
    known = {n: value for n, value in logits.items() if value is not None}
    how = note(
        "Documents whose logit has a modified z-score beyond ±3.5: 0.6745 (x − median) / MAD (Iglewicz & Hoaglin 1993)."
    )
    if not known:
        return "<p>None.</p>" + how
    middle = statistics.median(known.values())
    spread = statistics.median(abs(value - middle) for value in known.values())
    scores = {n: 0.6745 * (value - middle) / spread for n, value in known.items()} if spread else {}
    far = sorted((n for n in scores if abs(scores[n]) > 3.5), key=lambda n: -abs(scores[n]))
    lines = "".join(f"<li>{_link(read[n], folder)} z = {signed(scores[n], 1)}</li>" for n in far[:_MOST])
    more = f"<p>… and {len(far) - _MOST:,} more.</p>" if len(far) > _MOST else ""
    return (f"<ul>{lines}</ul>{more}" if far else "<p>None.</p>") + how


def _link(each: Row, folder: str) -> str:
    return f'<a href="{escape(each.page or "")}">{escape(each.name.removeprefix(folder))}</a> {escape(each.title)}'


def _table(rows: Sequence[Row], csv: str, folder: str) -> str:
    heads = "".join(
        f'<th scope="col"{" class=n" if n > 1 else ""}><button type="button">{escape(head)}</button></th>'
        + ('<th scope="col" class="drawn">−1 … 0 … +1</th>' if head == "high" else "")
        for n, head in enumerate(HEADS)
    )
    data = [[each.name.removeprefix(folder), each.title, *each.figures, each.page, each.error] for each in rows]
    # In a script element only "<" could end the data; as an escape it is the same JSON.
    code = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        '<form id="choose" class="choose" role="search"><label>Filter <input type="search" id="filter" '
        'placeholder="document or title"></label> <label>balance from <input type="number" id="from" min="-1" max="1" '
        'step="0.1" placeholder="−1"></label> <label>to <input type="number" id="to" min="-1" max="1" step="0.1" '
        'placeholder="1"></label></form>'
        '<p id="count" role="status"></p>'
        '<div class="scroll" role="group" tabindex="0" aria-label="Documents"><table id="rows"><caption class="sr">'
        f"Documents; a head sorts by its column</caption><thead><tr>{heads}</tr></thead><tbody></tbody></table></div>"
        '<p class="pager"><button type="button" id="before">← Before</button> '
        '<button type="button" id="after">Next →</button></p>'
        f'<p><a href="{escape(csv)}">The table as a CSV file</a></p>'
        "<noscript><p>Sorting and filtering need JavaScript; the CSV file holds every row.</p></noscript>"
        f'<script type="application/json" id="data">{code}</script>'
    )
