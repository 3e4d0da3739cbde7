"""What a page says of the sections of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente._html import interval
from detente._text import signed
from detente.report import charts
from detente.report.tags import link, note, table

if TYPE_CHECKING:
    from detente import Analysis


#: The most sections in the chart; the table has all.
_MOST = 100


def names(item: Analysis) -> list[str]:
    """Name each section: by its heading, or by the words it begins with."""
    text = item.text  # a look at it copies it
    first: dict[int, str] = {}
    for sentence in item.sentences:
        if sentence.section not in first:
            first[sentence.section] = " ".join(text[sentence.start : sentence.end].split()[:4])
    return [
        section.heading or (f"(no heading) {first[n]} …" if n in first else "(no heading)")
        for n, section in enumerate(item.sections)
    ]


def sections(item: Analysis, called: list[str]) -> str:
    """Draw the sections, and list them with links to their text."""
    heads = ["section", "words", "cooperation", "conflict", "verbal", "material", "balance [95 %]", "intensity", "net"]
    rows = [
        [
            link(called[n], f"#section-{n}"),
            f"{section.n_words:,}",
            str(section.relations.cooperation),
            str(section.relations.conflict),
            f"{section.relations.verbal_cooperation} : {section.relations.verbal_conflict}",
            f"{section.relations.material_cooperation} : {section.relations.material_conflict}",
            interval(section.relations),
            signed(section.relations.intensity, 1),
            signed(section.relations.net, 1),
        ]
        for n, section in enumerate(item.sections)
    ]
    words = (
        "Blue: cooperation; orange: conflict. Full colour: material events (deeds); pale: verbal ones (words). The "
        "table gives verbal and material events as cooperation : conflict. A wide interval: the section has few events."
    )
    shown = _with_most_events(item)
    if len(shown) < len(rows):
        words = f"The {_MOST} sections with the most events, of {len(rows):,}. {words}"
    return charts.section_chart(item, called, shown) + note(words) + table("Sections", heads, rows)


def _with_most_events(item: Analysis) -> list[int]:
    """Choose the sections to draw, in the order of the text."""
    events = [section.relations.cooperation + section.relations.conflict for section in item.sections]
    return sorted(sorted(range(len(events)), key=lambda n: -events[n])[:_MOST])
