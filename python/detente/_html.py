"""HTML for notebooks: analyses, tables and matches. Every text is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from detente._text import cell, is_numeric, shown_columns, signed

if TYPE_CHECKING:
    from detente import Analysis, Match, Section
    from detente.table import Table

#: Colours that stay apart for colour-blind readers and in print: blue for cooperation, orange for conflict.
COOPERATION, CONFLICT = "#2166ac", "#b35806"


#: Sections of an analysis that a notebook shows.
_MOST_SECTIONS = 40


def table(source: Table, rows: int = 20) -> str:
    """Render a table."""
    names = shown_columns(source)
    columns = [source[name][:rows] for name in names]
    align = ["right" if is_numeric(values) else "left" for values in columns]
    head = "".join(f"<th style='text-align:{side}'>{escape(n)}</th>" for n, side in zip(names, align, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td style='text-align:{side}'>{escape(cell(value))}</td>" for value, side in cells) + "</tr>"
        for cells in (list(zip(row, align, strict=True)) for row in zip(*columns, strict=True))
    )
    more = f"<p>… {len(source) - rows} more rows</p>" if len(source) > rows else ""
    size = f"{len(source)} rows × {len(source.columns)} columns"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}<p>{size}</p>"


def interval(relations: Any) -> str:
    """Write a balance with its interval."""
    if relations.balance is None:
        return "no events"
    return f"{signed(relations.balance)} [{signed(relations.balance_low)}, {signed(relations.balance_high)}]"


def why(match: Match) -> str:
    """Say in a line where a match's weight comes from."""
    rules = f"{signed(match.base_weight, 1)} → {', '.join(match.context)} → " if match.context else ""
    quad = match.quad.replace("_", " ")
    return f"{match.entry} · CAMEO {match.code} · {quad} · {rules}{signed(match.weight, 1)}"


def match(source: Match) -> str:
    """Render one match with its provenance."""
    # A line in colour, and letters in that of the notebook's theme, which may be dark.
    line = f"3px solid {COOPERATION}" if source.weight > 0 else f"3px dashed {CONFLICT}"
    return f"<p><b style='border-bottom:{line}'>{escape(source.text)}</b> {escape(why(source))}</p>"


def analysis(source: Analysis) -> str:
    """Render an analysis: its title, a line of figures, and the sections with a bar for either side."""
    title = escape(source.title or "Analysis")
    line = f"{source.n_words:,} words, {source.n_sentences:,} sentences, balance {interval(source.relations)}"
    sections = source.sections
    most = max([1, *(max(s.relations.cooperation, s.relations.conflict) for s in sections)])
    rows = "".join(_section(section, most) for section in sections[:_MOST_SECTIONS])
    names = ["section", "words", "conflict", "", "cooperation", "balance [95 %]", "net"]
    head = "".join(
        f"<th style='text-align:{'right' if n else 'left'}'>{name}</th>" if name else "<td></td>"
        for n, name in enumerate(names)
    )
    more = len(sections) - _MOST_SECTIONS
    rest = f"<p>… {more} more sections</p>" if more > 0 else ""
    grid = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<p><b>{title}</b><br>{escape(line)}</p>{grid}{rest}"


def _section(section: Section, most: int) -> str:
    r = section.relations
    return (
        f"<tr><td style='text-align:left'>{escape(section.heading or '(no heading)')}</td>"
        f"{_number(f'{section.n_words:,}')}{_number(str(r.conflict))}<td>{_bars(r, most)}</td>"
        f"{_number(str(r.cooperation))}{_number(interval(r))}{_number(signed(r.net, 1))}</tr>"
    )


def _number(text: str) -> str:
    return f"<td style='text-align:right;white-space:nowrap'>{escape(text)}</td>"


def _bars(relations: Any, most: int) -> str:
    """Draw the events of a section: conflict to the left, cooperation to the right."""
    left, right = (60 * count / most for count in (relations.conflict, relations.cooperation))
    return (
        "<svg width='120' height='10' style='min-width:120px' aria-hidden='true'>"
        f"<rect x='{60 - left:.1f}' width='{left:.1f}' height='10' fill='{CONFLICT}'/>"
        f"<rect x='60' width='{right:.1f}' height='10' fill='{COOPERATION}'/></svg>"
    )
