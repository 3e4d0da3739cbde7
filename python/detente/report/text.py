"""The text of the report, with headings, matches and left-out lines marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from detente._html import why

if TYPE_CHECKING:
    from detente import Analysis, Match


def highlighted(item: Analysis) -> str:
    """Render the whole text: nothing is dropped, what was left out of the scores is shown struck back."""
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
        out.append(_plain(item.text[at:start]))
        inner = escape(item.text[start:end])
        if kind == "heading":
            level = min(headings[start].level + 2, 6)
            out.append(f"<h{level}>{inner}</h{level}>")
        elif kind == "boilerplate":
            out.append(f'<s title="left out of the scores">{inner}</s>')
        else:
            out.append(_mark(inner, matches[start, end]))
        at = end
    out.append(_plain(item.text[at:]))
    return f'<div class="text">{"".join(out)}</div>'


def _plain(text: str) -> str:
    """Escape; blank lines part paragraphs."""
    return '<span class="gap"></span>'.join(escape(part) for part in text.replace("\r\n", "\n").split("\n\n"))


def _mark(inner: str, match: Match) -> str:
    side = "coop" if match.weight > 0 else "conf"
    strength = 1 + min(int(abs(match.weight) / 2.5), 3)
    note = escape(why(match), quote=True)
    return (
        f'<mark class="{side} s{strength}" tabindex="0" data-why="{note}" aria-label="{inner}: {note}">{inner}</mark>'
    )
