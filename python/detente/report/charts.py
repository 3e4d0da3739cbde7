"""The report's charts, as inline SVG that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from detente._html import interval

if TYPE_CHECKING:
    from detente import Analysis, Section

_ROW, _LABEL, _PLOT, _GAP = 30, 270, 300, 60


def section_chart(item: Analysis) -> str:
    """Draw, for each section, the events per 1,000 words to both sides, and the balance with its interval."""
    top = max((_densities(section) for section in item.sections), key=max, default=(0.0, 0.0))
    scale = max(*top, 1.0)
    rows = "".join(_row(n, section, scale) for n, section in enumerate(item.sections))
    height = _ROW * (len(item.sections) + 1) + 8
    width = _LABEL + 2 * _PLOT + _GAP
    middle, second = _LABEL + _PLOT / 2, _LABEL + _PLOT + _GAP + _PLOT / 2
    heads = (
        f'<text x="{middle}" y="18" class="head">conflict ← events per 1,000 words → cooperation</text>'
        f'<text x="{second}" y="18" class="head">balance with 95 % interval (−1 … +1)</text>'
    )
    axes = "".join(f'<line class="axis" x1="{x}" y1="26" x2="{x}" y2="{height}"/>' for x in (middle, second))
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="Cooperation and conflict by section">{heads}{axes}{rows}</svg>'
    )


def _densities(section: Section) -> tuple[float, float]:
    r = section.relations
    return (r.cooperation_per_1000 or 0.0, r.conflict_per_1000 or 0.0)


def _row(n: int, section: Section, scale: float) -> str:
    y = 30 + n * _ROW
    name = section.heading or "(no heading)"
    short = name if len(name) <= 38 else name[:37] + "…"
    cooperation, conflict = _densities(section)
    half = _PLOT / 2
    middle = _LABEL + half
    left, right = conflict / scale * half, cooperation / scale * half
    bars = (
        f'<rect class="conf" x="{middle - left:.1f}" y="{y + 4}" width="{left:.1f}" height="14"/>'
        f'<rect class="coop" x="{middle:.1f}" y="{y + 4}" width="{right:.1f}" height="14"/>'
    )
    densities = f"cooperation {cooperation:.1f}, conflict {conflict:.1f} per 1,000 words"
    note = f"{name}: {densities}; balance {interval(section.relations)}"
    return (
        f"<g><title>{escape(note)}</title>"
        f'<text x="{_LABEL - 10}" y="{y + 16}" class="label">{escape(short)}</text>{bars}{_balance(section, y)}</g>'
    )


def _balance(section: Section, y: int) -> str:
    r = section.relations
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


def trajectory(item: Analysis) -> str:
    """Draw the net weight of each sentence along the text, with the borders of sections."""
    sentences = item.sentences
    if not sentences:
        return "<p>No sentences.</p>"
    width, height = 930, 120
    scale = max((abs(sentence.net) for sentence in sentences), default=0.0) or 1.0
    step = width / len(sentences)
    bars = "".join(
        _bar(n * step, max(step - 0.5, 0.5), sentence.net / scale, height)
        for n, sentence in enumerate(sentences)
        if sentence.net
    )
    borders = "".join(
        f'<line class="border" x1="{n * step:.1f}" y1="0" x2="{n * step:.1f}" y2="{height}"/>'
        for n in range(1, len(sentences))
        if sentences[n].section != sentences[n - 1].section
    )
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="Net weight of each sentence">'
        f'{borders}<line class="axis" x1="0" y1="{height / 2}" x2="{width}" y2="{height / 2}"/>{bars}</svg>'
        '<p class="note">One bar a sentence: upward cooperation, downward conflict; lines part the sections.</p>'
    )


def _bar(x: float, width: float, value: float, height: int) -> str:
    size = abs(value) * height / 2
    y = height / 2 - size if value > 0 else height / 2
    side = "coop" if value > 0 else "conf"
    return f'<rect class="{side}" x="{x:.1f}" y="{y:.1f}" width="{width:.2f}" height="{size:.1f}"/>'
