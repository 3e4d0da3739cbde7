"""The text of the report, with headings, matches and left-out lines marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from detente._html import interval, why
from detente._text import signed
from detente.report.tags import folded, link, table

if TYPE_CHECKING:
    from detente import Analysis, Heading, Match, RelationScores

#: A piece of the text, and what stands in its place. An empty piece is only a place.
_Piece = tuple[int, int, str]


def highlighted(item: Analysis) -> str:
    """Render the whole text: nothing is dropped, what was left out of the scores is shown struck back."""
    # A look at `item.text` copies it.
    text = item.text
    out: list[str] = []
    at = 0
    for start, end, made in sorted(_pieces(item, text), key=lambda piece: piece[:2]):
        if start < at and start != end:
            continue
        out.append(_plain(text[at:start]))
        out.append(made)
        at = max(at, end)
    out.append(_plain(text[at:]))
    return f'<div class="text">{"".join(out)}</div>'


def _pieces(item: Analysis, text: str) -> Iterator[_Piece]:
    first: dict[int, int] = {}
    for sentence in item.sentences:
        first.setdefault(sentence.section, sentence.start)
    headings = item.headings
    starts = [heading.start for heading in headings]
    figures: dict[int, tuple[str, str]] = {}
    for number, section in enumerate(item.sections):
        anchor, said = f'<span id="section-{number}"></span>', _figures(section.relations)
        # What stands before the first heading of a section (a title, the marks of Markdown) is in its span, too.
        after = range(bisect_left(starts, section.start), len(headings) if section.heading else 0)
        place = next((starts[n] for n in after if headings[n].text == section.heading), None)
        if place is None:
            # Without a heading nothing else would show that a section begins.
            place = first.get(number, section.start)
            yield place, place, anchor + said
        else:
            figures[place] = anchor, said
    for heading in headings:
        yield _heading(heading, text, *figures.get(heading.start, ("", "")))
    for left in item.boilerplate:
        yield left.start, left.end, f'<s title="left out of the scores">{escape(text[left.start : left.end])}</s>'
    for number, match in enumerate(item.matches):
        yield match.start, match.end, _mark(number, escape(text[match.start : match.end]), match)


def _heading(heading: Heading, text: str, before: str, after: str) -> _Piece:
    """Show a heading with the marks of Markdown before it."""
    level, start = min(heading.level + 2, 6), text.rfind("\n", 0, heading.start) + 1
    marks = text[start : heading.start]
    if marks.strip("# \t"):
        start, marks = heading.start, ""
    soft = f'<span class="note">{escape(marks)}</span>' if marks else ""
    words = f"<h{level}>{soft}{escape(text[heading.start : heading.end])}</h{level}>"
    return start, heading.end, before + words + after


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
