"""The report's charts, as inline SVG that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from detente._html import interval
from detente.report.tags import chart

if TYPE_CHECKING:
    from detente import Analysis, Section
    from detente.table import Table

_WIDTH, _ROW, _LABEL, _PLOT, _GAP = 930, 30, 270, 300, 60

#: The most bars along a text.
_MOST_BARS = 600


def section_chart(item: Analysis) -> str:
    """Draw, for each section, the events per 1,000 words to both sides, and the balance with its interval."""
    scale = max([1.0, *(max(_densities(section.relations)) for section in item.sections)])
    rows = "".join(_row(n, section, scale) for n, section in enumerate(item.sections))
    height = _ROW * (len(item.sections) + 1) + 12
    middle, second = _LABEL + _PLOT / 2, _LABEL + _PLOT + _GAP + _PLOT / 2
    heads = (
        f'<text x="{middle}" y="18" class="head">conflict ← events per 1,000 words → cooperation</text>'
        f'<text x="{second}" y="18" class="head">balance with 95 % interval (−1 … +1)</text>'
    )
    axes = "".join(_vertical(x, 26, height) for x in (middle, second))
    return chart("Cooperation and conflict by section", _WIDTH, height, heads + axes + rows)


def _densities(r: Any) -> tuple[float, float]:
    return (r.cooperation_per_1000 or 0.0, r.conflict_per_1000 or 0.0)


def _row(n: int, section: Section, scale: float) -> str:
    r = section.relations
    y = 30 + n * _ROW
    name = section.heading or "(no heading)"
    short = name if len(name) <= 36 else name[:35] + "…"
    cooperation, conflict = _densities(r)
    bars = _split(y, cooperation / scale, r.material_cooperation, r.cooperation, 1)
    bars += _split(y, conflict / scale, r.material_conflict, r.conflict, -1)
    densities = f"cooperation {cooperation:.1f}, conflict {conflict:.1f} per 1,000 words"
    words = f"{name}: {densities}; balance {interval(r)}"
    return (
        f"<g><title>{escape(words)}</title>"
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
    if r.balance is None or r.balance_low is None or r.balance_high is None:
        return ""
    half = _PLOT / 2
    middle = _LABEL + _PLOT + _GAP + half
    low, high, at = (middle + value * half for value in (r.balance_low, r.balance_high, r.balance))
    side = "coop" if r.balance > 0 else "conf"
    return (
        f'<line class="whisker" x1="{low:.1f}" y1="{y + 11}" x2="{high:.1f}" y2="{y + 11}"/>'
        f'<circle class="{side}" cx="{at:.1f}" cy="{y + 11}" r="5"/>'
    )


def course(course_of_sections: Table) -> str:
    """Draw the balance from section to section with its interval, and its smoothed course."""
    rows = [row for row in course_of_sections.to_dicts() if row["balance"] is not None]
    height, left, right = 190, 44, _WIDTH - 10

    def place(row: dict[str, Any], name: str) -> tuple[float, float]:
        return left + row["position"] * (right - left), 95 - row[name] * 80

    frame = "".join(_level(value, 95 - value * 80, left, right) for value in (-1, 0, 1))
    smoothed = " ".join("{:.1f},{:.1f}".format(*place(row, "smoothed")) for row in rows if row["smoothed"] is not None)
    points = "".join(
        _point(place(row, "balance"), place(row, "balance_low"), place(row, "balance_high"), row) for row in rows
    )
    line = f'<polyline class="smooth" points="{smoothed}"/>'
    return chart("Balance of the sections along the text, with intervals", _WIDTH, height, frame + line + points)


def _level(value: int, y: int, left: int, right: int) -> str:
    kind = "axis faint" if value else "axis"
    return (
        f'<line class="{kind}" x1="{left}" y1="{y}" x2="{right}" y2="{y}"/>'
        f'<text class="label" x="{left - 6}" y="{y + 4}">{_end(value)}</text>'
    )


def _point(at: tuple[float, float], low: tuple[float, float], high: tuple[float, float], row: dict[str, Any]) -> str:
    side = "coop" if row["balance"] > 0 else "conf"
    name = row["heading"] or "(no heading)"
    words = f"{name}: {row['balance']:+.2f} [{row['balance_low']:+.2f}, {row['balance_high']:+.2f}]"
    return (
        f'<g><title>{escape(words)}</title><line class="whisker" x1="{at[0]:.1f}" y1="{low[1]:.1f}" '
        f'x2="{at[0]:.1f}" y2="{high[1]:.1f}"/>'
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
    left, width, height = 44, _WIDTH - 54, 120
    scale = max((abs(net) for net in nets), default=0.0) or 1.0
    step = width / max(len(groups), 1)
    thick = max(step - 0.5, 0.5)
    bars = "".join(_bar(left + n * step, thick, net / scale, height) for n, net in enumerate(nets) if net)
    borders = "".join(
        _vertical(left + n * step, 0, height, "border")
        for n in range(1, len(groups))
        if groups[n][0].section != groups[n - 1][0].section
    )
    axis = f'<line class="axis" x1="{left}" y1="{height / 2}" x2="{left + width}" y2="{height / 2}"/>'
    many = "" if together == 1 else f" (mean of {together} sentences)"
    return chart(f"Net weight of each sentence{many}", _WIDTH, height, borders + axis + bars)


def timeline(years: Table) -> str:
    """Draw the events of each year: cooperation upward, conflict downward."""
    rows = years.to_dicts()
    first, last = rows[0]["year"], rows[-1]["year"]
    height, left, right = 170, 44, _WIDTH - 10
    step = (right - left) / (last - first + 1)
    scale = max(max(row["cooperation"], row["conflict"]) for row in rows) or 1.0
    bars = "".join(_year(row, left + (row["year"] - first) * step, step, scale) for row in rows)
    every = next(n for n in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000) if n * step >= 44 or n == 1000)
    ticks = "".join(
        f'<text class="head" x="{left + (year - first + 0.5) * step:.1f}" y="166">{year}</text>'
        for year in range(first, last + 1)
        if year % every == 0 or first == last
    )
    axis = f'<line class="axis" x1="{left}" y1="75" x2="{right}" y2="75"/>'
    return chart("Events by year", _WIDTH, height, axis + bars + ticks)


def _year(row: dict[str, Any], x: float, step: float, scale: float) -> str:
    up, down = row["cooperation"] / scale * 70, row["conflict"] / scale * 70
    words = f"{row['year']}: cooperation {row['cooperation']:g}, conflict {row['conflict']:g}"
    thick = max(step * 0.85, 1.0)
    return (
        f"<g><title>{escape(words)}</title>"
        f"{_rect('coop', x, 75 - up, thick, up)}{_rect('conf', x, 75, thick, down)}</g>"
    )


def histogram(values: Sequence[float], low: float, high: float, label: str, bins: int = 20) -> str:
    """Draw how many values fall into each of the bins between ``low`` and ``high``."""
    counts = [0] * bins
    for value in values:
        counts[min(max(int((value - low) / (high - low) * bins), 0), bins - 1)] += 1
    width, height, most = 460, 150, max([1, *counts])
    step = width / bins
    bars = ""
    for n, count in enumerate(counts):
        start, end = (low + (high - low) * m / bins for m in (n, n + 1))
        size = count / most * 100
        side = "coop" if start >= 0 else "conf"
        bars += (
            f"<g><title>{start:+.1f} to {end:+.1f}: {count:,}</title>"
            f"{_rect(side, n * step + 1, 112 - size, step - 2, size)}</g>"
        )
    ends = "".join(
        f'<text class="head" x="{x:g}" y="128">{_end(value)}</text>'
        for x, value in ((12, low), (width / 2, (low + high) / 2), (width - 14, high))
    )
    name = f'<text class="head" x="{width / 2:g}" y="145">{escape(label)} (highest bar: {most:,} documents)</text>'
    axis = f'<line class="axis" x1="0" y1="112" x2="{width}" y2="112"/>'
    return chart(f"Distribution of {label}", width, height, bars + axis + ends + name)


def _end(value: float) -> str:
    return f"{value:+g}".replace("-", "−") if value else "0"


def _bar(x: float, width: float, value: float, height: float) -> str:
    size = abs(value) * height / 2
    return _rect("coop" if value > 0 else "conf", x, height / 2 - max(size if value > 0 else 0, 0), width, size)


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.2f}" height="{height:.1f}"/>'


def _vertical(x: float, top: float, bottom: float, kind: str = "axis") -> str:
    return f'<line class="{kind}" x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}"/>'
