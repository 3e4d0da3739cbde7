"""The text of the report, with headings, matches and left-out lines marked."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from detente._html import interval, why
from detente._text import signed
from detente.report.tags import folded, link, table

if TYPE_CHECKING:
    from detente import Analysis, Match, RelationScores

#: A piece of the text, and what stands in its place. An empty piece is only a place.
_Piece = tuple[int, int, str]


def highlighted(item: Analysis) -> str:
    """Render the whole text: nothing is dropped, what was left out of the scores is shown struck back."""
    # A look at `item.text` copies it.
    text = item.text
    out: list[str] = []
    at = 0
    for start, end, made in sorted(_pieces(item, text), key=lambda piece: piece[:2]):
        if start < at:
            continue
        out.append(_plain(text[at:start]))
        out.append(made)
        at = end
    out.append(_plain(text[at:]))
    return f'<div class="text">{"".join(out)}</div>'


def _pieces(item: Analysis, text: str) -> Iterator[_Piece]:
    for number, section in enumerate(item.sections):
        yield section.start, section.start, f'<span id="section-{number}"></span>'
    figures = {section.start: _figures(section.relations) for section in item.sections}
    for heading in item.headings:
        level = min(heading.level + 2, 6)
        words = f"<h{level}>{escape(text[heading.start : heading.end])}</h{level}>"
        yield heading.start, heading.end, words + figures.get(heading.start, "")
    for left in item.boilerplate:
        yield left.start, left.end, f'<s title="left out of the scores">{escape(text[left.start : left.end])}</s>'
    for number, match in enumerate(item.matches):
        yield match.start, match.end, _mark(number, escape(text[match.start : match.end]), match)


def _figures(r: RelationScores) -> str:
    return f'<p class="figures" aria-hidden="true">{escape(counts(r))}</p>'


def counts(r: RelationScores) -> str:
    """Say in a line what a section speaks of."""
    return f"cooperation {r.cooperation} · conflict {r.conflict} · balance {interval(r)}"


def _plain(text: str) -> str:
    """Escape; blank lines part paragraphs."""
    return '<span class="gap"></span>'.join(escape(part) for part in text.replace("\r\n", "\n").split("\n\n"))


def _mark(number: int, inner: str, match: Match) -> str:
    side = "coop" if match.weight > 0 else "conf"
    kind = "material" if match.quad.startswith("material") else "verbal"
    strength = 1 + min(int(abs(match.weight) / 2.5), 3)
    note = escape(why(match), quote=True)
    kinds = f"{side} {kind} s{strength}"
    return (
        f'<mark id="event-{number}" class="{kinds}" tabindex="0" data-why="{note}" '
        f'aria-description="{note}">{inner}</mark>'
    )


def legend() -> str:
    """Say what the marks mean, and offer to show them by class."""
    boxes = "".join(
        f'<label class="only"><input type="checkbox" data-show="{side} {kind}" checked> '
        f'<span class="key {side} {kind} s3">{kind} {name}</span></label> '
        for side, name in (("coop", "cooperation"), ("conf", "conflict"))
        for kind in ("verbal", "material")
    )
    return (
        f'<p class="legend">{boxes}</p><p class="note">The thicker the line, the heavier the event. Point at a mark, '
        "or reach it with Tab, for its entry, code, rules and weight. Grey text is left out of the scores.</p>"
        '<p class="past"><a href="#left-out">Past the text and its marks</a></p>'
    )


def events(item: Analysis) -> str:
    """List every match with its provenance: for print, for screen readers, for checking."""
    heads = ["words", "entry", "CAMEO", "class", "rules of context", "scale", "weight"]
    rows = [
        [
            link(" ".join(m.text.split()), f"#event-{number}"),
            m.entry,
            m.code,
            m.quad.replace("_", " "),
            ", ".join(m.context) or "–",
            signed(m.base_weight, 1),
            signed(m.weight, 1),
        ]
        for number, m in enumerate(item.matches)
    ]
    return folded(f"All {len(rows)} events as a table", table("Events", heads, rows, numeric=5)) if rows else ""
