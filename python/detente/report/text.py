"""The text of the report, with headings, matches and left-out lines marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from detente._html import why
from detente.report.tags import folded, table

if TYPE_CHECKING:
    from detente import Analysis, Match


def highlighted(item: Analysis) -> str:
    """Render the whole text: nothing is dropped, what was left out of the scores is shown struck back."""
    # A look at `item.text` copies it.
    text = item.text
    headings = {heading.start: heading for heading in item.headings}
    pieces: list[tuple[int, int, str]] = [(h.start, h.end, "heading") for h in item.headings]
    pieces += [(b.start, b.end, "boilerplate") for b in item.boilerplate]
    pieces += [(m.start, m.end, "match") for m in item.matches]
    matches = {(match.start, match.end): match for match in item.matches}
    out: list[str] = []
    at = 0
    for start, end, kind in sorted(pieces):
        if start < at:
            continue
        out.append(_plain(text[at:start]))
        inner = escape(text[start:end])
        if kind == "heading":
            level = min(headings[start].level + 2, 6)
            out.append(f"<h{level}>{inner}</h{level}>")
        elif kind == "boilerplate":
            out.append(f'<s title="left out of the scores">{inner}</s>')
        else:
            out.append(_mark(inner, matches[start, end]))
        at = end
    out.append(_plain(text[at:]))
    return f'<div class="text">{"".join(out)}</div>'


def _plain(text: str) -> str:
    """Escape; blank lines part paragraphs."""
    return '<span class="gap"></span>'.join(escape(part) for part in text.replace("\r\n", "\n").split("\n\n"))


def _mark(inner: str, match: Match) -> str:
    side = "coop" if match.weight > 0 else "conf"
    kind = "material" if match.quad.startswith("material") else "verbal"
    strength = 1 + min(int(abs(match.weight) / 2.5), 3)
    note = escape(why(match), quote=True)
    kinds = f"{side} {kind} s{strength}"
    return f'<mark class="{kinds}" tabindex="0" data-why="{note}" aria-description="{note}">{inner}</mark>'


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
    )


def events(item: Analysis) -> str:
    """List every match with its provenance: for print, for screen readers, for checking."""
    heads = ["words", "entry", "CAMEO", "class", "rules of context", "scale", "weight"]
    rows = [
        [
            " ".join(m.text.split()),
            m.entry,
            m.code,
            m.quad.replace("_", " "),
            ", ".join(m.context) or "–",
            f"{m.base_weight:+.1f}",
            f"{m.weight:+.1f}",
        ]
        for m in item.matches
    ]
    return folded(f"All {len(rows)} events as a table", table("Events", heads, rows, numeric=5)) if rows else ""
