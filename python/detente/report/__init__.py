"""The report: one self-contained HTML page that shows where a text speaks of cooperation and of conflict.

The page loads nothing from anywhere, and every character of a text is escaped.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from detente._html import interval
from detente.report.charts import section_chart, trajectory
from detente.report.text import highlighted

if TYPE_CHECKING:
    from detente import Analysis

#: A document of a report: its id, and its analysis or the reason why there is none.
Item = tuple[str, "Analysis | str"]


def build(items: Sequence[Item], title: str | None = None) -> str:
    """Build the page for one or more documents.

    Examples
    --------
    >>> import detente as dt
    >>> page = build([("a", dt.analyze("The allies signed a treaty."))])
    >>> page.startswith("<!doctype html>")
    True
    """
    first = next((item for _, item in items if not isinstance(item, str)), None)
    if title is None:
        title = (first.title if first is not None and len(items) == 1 else None) or "Cooperation and conflict"
    overview = _overview(items) if len(items) > 1 else ""
    documents = "".join(_document(f"d{n}", name, item) for n, (name, item) in enumerate(items, 1))
    method = _method(first) if first is not None else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_file('page.css')}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{overview}{documents}{method}</main>"
        f"<script>{_file('page.js')}</script></body></html>\n"
    )


def of(item: Analysis, path: str | os.PathLike[str] | None = None) -> str:
    """Build the page of one analysis, and write it to ``path`` if there is one."""
    page = build([("text", item)])
    if path is not None:
        Path(path).write_text(page, encoding="utf-8")
    return page


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _overview(items: Sequence[Item]) -> str:
    rows = "".join(_overview_row(f"d{n}", name, item) for n, (name, item) in enumerate(items, 1))
    heads = "".join(
        f'<th scope="col"{kind}><button type="button">{label}</button></th>'
        for label, kind in [
            ("document", ""),
            ("title", ""),
            ("words", ' class="n"'),
            ("cooperation", ' class="n"'),
            ("conflict", ' class="n"'),
            ("balance", ' class="n"'),
            ("net", ' class="n"'),
        ]
    )
    return (
        '<section aria-labelledby="overview"><h2 id="overview">Documents</h2>'
        '<p><label>Filter <input type="search" id="filter" placeholder="document or title"></label></p>'
        f'<table class="sortable"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _overview_row(anchor: str, name: str, item: Analysis | str) -> str:
    link = f'<td><a href="#{anchor}">{escape(name)}</a></td>'
    if isinstance(item, str):
        return f'<tr>{link}<td colspan="6">{escape(item)}</td></tr>'
    r = item.relations
    numbers = [f"{item.n_words:,}", str(r.cooperation), str(r.conflict), interval(r), f"{r.net:+.1f}"]
    values = [item.n_words, r.cooperation, r.conflict, -9 if r.balance is None else r.balance, r.net]
    cells = "".join(f'<td class="n" data-v="{v}">{escape(t)}</td>' for t, v in zip(numbers, values, strict=True))
    return f"<tr>{link}<td>{escape(item.title or '')}</td>{cells}</tr>"


def _document(anchor: str, name: str, item: Analysis | str) -> str:
    if isinstance(item, str):
        return f'<article id="{anchor}"><h2>{escape(name)}</h2><p class="error">{escape(item)}</p></article>'
    r = item.relations
    sentiment = "–" if item.sentiment is None else f"{item.sentiment:+.3f}"
    facts = [
        ("words", f"{item.n_words:,}"),
        ("sentences", f"{item.n_sentences:,}"),
        ("cooperation", str(r.cooperation)),
        ("conflict", str(r.conflict)),
        ("balance [95 %]", interval(r)),
        ("net", f"{r.net:+.1f}"),
        ("sentiment", sentiment),
    ]
    figures = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts)
    return (
        f'<article id="{anchor}"><h2>{escape(item.title or name)}</h2><p class="id">{escape(name)}</p>'
        f'<dl class="facts">{figures}</dl>'
        f"<h3>Sections</h3>{section_chart(item)}{_sections(item)}"
        f"<h3>Course of the text</h3>{trajectory(item)}"
        f"<h3>Text</h3>{_legend()}{highlighted(item)}{_left_out(item)}</article>"
    )


def _sections(item: Analysis) -> str:
    heads = [
        "section",
        "words",
        "cooperation",
        "conflict",
        "verbal",
        "material",
        "balance [95 %]",
        "intensity",
        "net",
    ]
    rows = []
    for section in item.sections:
        r = section.relations
        cells = [
            section.heading or "(no heading)",
            f"{section.n_words:,}",
            str(r.cooperation),
            str(r.conflict),
            f"{r.verbal_cooperation} : {r.verbal_conflict}",
            f"{r.material_cooperation} : {r.material_conflict}",
            interval(r),
            "–" if r.intensity is None else f"{r.intensity:+.1f}",
            f"{r.net:+.1f}",
        ]
        rest = "".join(f'<td class="n">{escape(value)}</td>' for value in cells[1:])
        rows.append(f'<tr><th scope="row">{escape(cells[0])}</th>{rest}</tr>')
    head = "".join(f'<th scope="col"{" class=n" if n else ""}>{escape(h)}</th>' for n, h in enumerate(heads))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _legend() -> str:
    return (
        '<p class="legend"><mark class="coop s3">cooperation</mark> <mark class="conf s3">conflict</mark> '
        "the stronger the line, the heavier the event; point at a mark, or reach it with Tab, for its provenance.</p>"
    )


def _left_out(item: Analysis) -> str:
    if not item.boilerplate:
        return ""
    lines = "".join(
        f"<li><q>{escape(item.text[b.start : b.end])}</q> — {escape(b.reason)}</li>" for b in item.boilerplate
    )
    return f"<h3>Left out of the scores</h3><ul>{lines}</ul>"


def _method(item: Analysis) -> str:
    facts = item.provenance
    lines = "".join(f"<li><code>{escape(k)}</code> {escape(str(v))}</li>" for k, v in facts.items())
    return (
        '<section aria-labelledby="method"><h2 id="method">How the figures are made</h2>'
        "<p>Events are found by a lexicon whose entries carry a CAMEO code and a weight on the Goldstein (1992) scale, "
        "−10 to +10, and are read in their context. With C events of cooperation and K of conflict, "
        "balance = (C − K) / (C + K); its 95 % interval comes from logit = ln((C + ½) / (K + ½)) with standard error "
        "√(1/(C + ½) + 1/(K + ½)) (Lowe, Benoit, Mikhaylov &amp; Laver 2011). Net is the sum of the weights, intensity "
        "their mean, sentiment the mean VADER compound over sentences (Hutto &amp; Gilbert 2014).</p>"
        f"<ul>{lines}</ul></section>"
    )
