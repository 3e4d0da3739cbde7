"""The report's charts, as inline SVG that needs nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from detente._html import interval
from detente._text import signed
from detente.report import axes
from detente.report.tags import chart

if TYPE_CHECKING:
    from detente import Analysis, Section
    from detente.table import Table

_WIDTH, _ROW, _LABEL, _PLOT, _GAP = 930, 26, 270, 285, 60

#: The most bars along a text.
_MOST_BARS = 600


def section_chart(item: Analysis, names: Sequence[str], shown: Sequence[int]) -> str:
    """Draw, for each section shown, the events per 1,000 words to both sides, and the balance with its interval."""
    sections = item.sections
    scale = max([1.0, *(max(_densities(sections[n].relations)) for n in shown)])
    bottom = 30 + _ROW * len(shown)
    middle, second = _LABEL + _PLOT / 2, _LABEL + _PLOT + _GAP + _PLOT / 2
    heads = (
        f'<text x="{middle}" y="16" class="head">conflict ← events per 1,000 words → cooperation</text>'
        f'<text x="{second}" y="16" class="head">balance with 95 % interval</text>'
    )
    frame = axes.across(lambda value: middle + value / scale * _PLOT / 2, axes.both(scale), 26, bottom)
    frame += axes.across(lambda value: second + value * _PLOT / 2, (-1, -0.5, 0, 0.5, 1), 26, bottom, sign=True)
    rows = "".join(_row(30 + place * _ROW, n, names[n], sections[n], scale) for place, n in enumerate(shown))
    return chart("Cooperation and conflict by section", _WIDTH, bottom + 22, heads + frame + rows)


def _densities(r: Any) -> tuple[float, float]:
    return (r.cooperation_per_1000 or 0.0, r.conflict_per_1000 or 0.0)


def _row(y: float, n: int, name: str, section: Section, scale: float) -> str:
    r = section.relations
    short = name if len(name) <= 36 else name[:35] + "…"
    cooperation, conflict = _densities(r)
    bars = _split(y, cooperation / scale, r.material_cooperation, r.cooperation, 1)
    bars += _split(y, conflict / scale, r.material_conflict, r.conflict, -1)
    densities = f"cooperation {cooperation:.1f}, conflict {conflict:.1f} per 1,000 words"
    words = f"{name}: {densities}; balance {interval(r)}"
    return (
        f'<g data-to="section-{n}"><title>{escape(words)}</title>'
        f'<rect class="row" x="0" y="{y}" width="{_WIDTH}" height="{_ROW}"/>'
        f'<text x="{_LABEL - 10}" y="{y + 16}" class="label">{escape(short)}</text>{bars}{_balance(r, y)}</g>'
    )


def _split(y: float, share: float, material: int, events: int, side: int) -> str:
    """Draw one side's bar: material events at the axis, verbal ones, paler, beyond them."""
    if not events:
        return ""
    middle, length = _LABEL + _PLOT / 2, share * _PLOT / 2
    inner = length * material / events
    kind = "coop" if side > 0 else "conf"
    near = middle if side > 0 else middle - inner
    far = middle + inner if side > 0 else middle - length
    return _rect(kind, near, y + 4, inner, 14) + _rect(f"{kind} verbal", far, y + 4, length - inner, 14)


def _balance(r: Any, y: float) -> str:
    half = _PLOT / 2
    middle = _LABEL + _PLOT + _GAP + half
    if r.balance is None or r.balance_low is None or r.balance_high is None:
        return f'<text class="head" x="{middle}" y="{y + 16}">no events</text>'
    low, high, at = (middle + value * half for value in (r.balance_low, r.balance_high, r.balance))
    side = "coop" if r.balance > 0 else "conf"
    return (
        f'<line class="whisker" x1="{low:.1f}" y1="{y + 11}" x2="{high:.1f}" y2="{y + 11}"/>'
        f'<circle class="{side}" cx="{at:.1f}" cy="{y + 11}" r="5"/>'
    )


def course(course_of_sections: Table, names: Sequence[str]) -> str:
    """Draw the balance from section to section with its interval, and its smoothed course."""
    rows = [row for row in course_of_sections.to_dicts() if row["balance"] is not None]
    height, left, right = 190, 44, _WIDTH - 10

    def place(row: dict[str, Any], name: str) -> tuple[float, float]:
        return left + row["position"] * (right - left), 95 - row[name] * 80

    frame = axes.up(lambda value: 95 - value * 80, (-1, -0.5, 0, 0.5, 1), left, right, sign=True)
    smoothed = " ".join("{:.1f},{:.1f}".format(*place(row, "smoothed")) for row in rows if row["smoothed"] is not None)
    points = "".join(
        _point(place(row, "balance"), place(row, "balance_low"), place(row, "balance_high"), row, names) for row in rows
    )
    line = f'<polyline class="smooth" points="{smoothed}"/>'
    return chart("Balance of the sections along the text, with intervals", _WIDTH, height, frame + line + points)


def _point(
    at: tuple[float, float],
    low: tuple[float, float],
    high: tuple[float, float],
    row: dict[str, Any],
    names: Sequence[str],
) -> str:
    side = "coop" if row["balance"] > 0 else "conf"
    figures = f"{signed(row['balance'])} [{signed(row['balance_low'])}, {signed(row['balance_high'])}]"
    return (
        f'<g data-to="section-{row["section"]}"><title>{escape(names[row["section"]])}: {figures}</title>'
        f'<line class="whisker" x1="{at[0]:.1f}" y1="{low[1]:.1f}" x2="{at[0]:.1f}" y2="{high[1]:.1f}"/>'
        f'<circle class="{side}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="5"/></g>'
    )


def sentence_chart(item: Analysis) -> str:
    """Draw the net weight of each sentence along the text, with the borders of sections.

    Of a long text a bar takes in several sentences, and is their mean: a screen has no more places.
    """
    sentences = item.sentences
    together = -(-len(sentences) // _MOST_BARS) or 1
    groups = [sentences[n : n + together] for n in range(0, len(sentences), together)]
    nets = [sum(sentence.net for sentence in group) / len(group) for group in groups]
    left, right, half = 44, _WIDTH - 10, 58
    scale = max((abs(net) for net in nets), default=0.0) or 1.0
    step = (right - left) / max(len(groups), 1)
    starts = [match.start for match in item.matches]
    bars = "".join(
        _bar(left + n * step, max(step - 0.5, 0.5), net, net / scale * half, bisect_left(starts, groups[n][0].start))
        for n, net in enumerate(nets)
        if net
    )
    borders = "".join(
        f'<line class="border" x1="{left + n * step:.1f}" y1="0" x2="{left + n * step:.1f}" y2="{2 * half + 4}"/>'
        for n in range(1, len(groups))
        if groups[n][0].section != groups[n - 1][0].section
    )
    frame = axes.up(lambda value: half + 2 - value / scale * half, axes.both(scale), left, right, sign=True)
    many = "" if together == 1 else f" (mean of {together} sentences)"
    return chart(f"Net weight of each sentence{many}", _WIDTH, 2 * half + 4, borders + frame + bars)


def _bar(x: float, width: float, net: float, height: float, event: int) -> str:
    """Draw the net weight of a sentence; a click leads to the first of its events."""
    kind, y = ("coop", 60 - height) if net > 0 else ("conf", 60)
    bar = _rect(kind, x, y, width, abs(height))
    return f'<g data-to="event-{event}"><title>{signed(net, 1)}</title>{bar}</g>'


def timeline(years: Table) -> str:
    """Draw the events of each year: cooperation upward, conflict downward."""
    rows = years.to_dicts()
    first, last = rows[0]["year"], rows[-1]["year"]
    left, right, half = 44, _WIDTH - 10, 70
    step = (right - left) / (last - first + 1)
    scale = max(max(row["cooperation"], row["conflict"]) for row in rows) or 1.0
    bars = "".join(_year(row, left + (row["year"] - first) * step, step, scale) for row in rows)
    every = next(n for n in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000) if n * step >= 44 or n == 1000)
    names = "".join(
        f'<text class="head" x="{left + (year - first + 0.5) * step:.1f}" y="166">{year}</text>'
        for year in range(first, last + 1)
        if year % every == 0 or first == last
    )
    frame = axes.up(lambda value: 75 - value / scale * half, axes.both(scale), left, right)
    return chart("Events by year", _WIDTH, 170, frame + bars + names)


def _year(row: dict[str, Any], x: float, step: float, scale: float) -> str:
    up, down = row["cooperation"] / scale * 70, row["conflict"] / scale * 70
    words = f"{row['year']}: cooperation {row['cooperation']:.3g}, conflict {row['conflict']:.3g}"
    thick = max(step * 0.85, 1.0)
    return (
        f"<g><title>{escape(words)}</title>"
        f"{_rect('coop', x, 75 - up, thick, up)}{_rect('conf', x, 75, thick, down)}</g>"
    )


def histogram(values: Sequence[float], reach: float, label: str, bins: int = 21) -> str:
    """Draw how many values fall into each of the bins from ``-reach`` to ``reach``; the middle one takes no side."""
    counts = [0] * bins
    for value in values:
        counts[min(max(int((value + reach) / (2 * reach) * bins), 0), bins - 1)] += 1
    left, right, floor = 44, 460, 120
    step, most = (right - left) / bins, max([1, *counts])
    bars = ""
    for n, count in enumerate(counts):
        start, end = (-reach + 2 * reach * m / bins for m in (n, n + 1))
        size = count / most * 105
        side = "coop" if 2 * n + 1 > bins else "conf" if 2 * n + 1 < bins else "none"
        words = f"{signed(start)} to {signed(end)}: {count:,}"
        bars += f"<g><title>{words}</title>{_rect(side, left + n * step + 1, floor - size, step - 2, size)}</g>"
    whole = [value for value in axes.ticks(most) if value == int(value)]
    frame = axes.up(lambda value: floor - value / most * 105, whole, left, right)
    ends = "".join(
        f'<text class="head" x="{left + (value / reach + 1) * (right - left) / 2:g}" y="{floor + 16}">'
        f"{axes.number(value)}</text>"
        for value in (-reach, -reach / 2, 0, reach / 2, reach)
    )
    name = f'<text class="head" x="{(left + right) / 2:g}" y="{floor + 34}">{escape(label)} (documents)</text>'
    return chart(f"Distribution of {label}", right + 14, floor + 40, frame + bars + ends + name)


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.2f}" height="{height:.1f}"/>'
