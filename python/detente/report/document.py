"""The page of one document: figures, charts, parties, years, words, the text, and how it was all made."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from detente._html import interval
from detente.comparing import bootstrap, trajectory
from detente.parties import Parties
from detente.report import charts
from detente.report.method import method
from detente.report.tags import facts, folded, note, part, scrolling, table
from detente.report.text import events, highlighted, legend
from detente.scoring import analyzer
from detente.terms import frequency

if TYPE_CHECKING:
    from detente import Analysis
    from detente.table import Table

#: Options of the lexicon: ``lexicon``, ``extend_lexicon``.
Lexicons = Mapping[str, str | None]

#: Rows of the tables of actors, dyads and words.
_MOST = 15


def document(name: str, item: Analysis, lexicons: Lexicons = MappingProxyType({})) -> str:
    """Write the inner part of a document's page; ``lexicons`` are the options that the analysis was made with."""
    parts = [
        ("sections", "Sections", _sections(item)),
        ("course", "Course of the text", _course(item)),
        ("parties", "Actors, dyads, years", _parties(item, lexicons)),
        ("words", "Top words", _words(item)),
        ("text", "Text", legend() + highlighted(item) + events(item)),
        ("left-out", "Left out of the scores", _left_out(item)),
        ("method", "How the figures are made", method(item.provenance)),
    ]
    links = "".join(f'<li><a href="#{key}">{escape(title)}</a></li>' for key, title, _ in parts)
    return (
        f'<p class="id">{escape(name)}</p>{_facts(item)}{_split(item.relations)}'
        f'<nav aria-label="On this page"><ul>{links}</ul></nav>' + "".join(part(*each) for each in parts)
    )


def _facts(item: Analysis) -> str:
    r = item.relations
    return facts(
        [
            ("words", f"{item.n_words:,}"),
            ("sentences", f"{item.n_sentences:,}"),
            ("cooperation", str(r.cooperation)),
            ("conflict", str(r.conflict)),
            ("balance [95 %]", interval(r)),
            ("net", f"{r.net:+.1f}"),
            ("intensity", _signed(r.intensity, 1)),
            ("sentiment", _signed(item.sentiment, 3)),
        ]
    )


def _split(r: Any) -> str:
    rows = [
        ["verbal", str(r.verbal_cooperation), str(r.verbal_conflict)],
        ["material", str(r.material_cooperation), str(r.material_conflict)],
    ]
    return f'<div class="small">{table("Words and deeds", ["events", "cooperation", "conflict"], rows)}</div>'


def _sections(item: Analysis) -> str:
    heads = ["section", "words", "cooperation", "conflict", "verbal", "material", "balance [95 %]", "intensity", "net"]
    rows = [
        [
            section.heading or "(no heading)",
            f"{section.n_words:,}",
            str(section.relations.cooperation),
            str(section.relations.conflict),
            f"{section.relations.verbal_cooperation} : {section.relations.verbal_conflict}",
            f"{section.relations.material_cooperation} : {section.relations.material_conflict}",
            interval(section.relations),
            _signed(section.relations.intensity, 1),
            f"{section.relations.net:+.1f}",
        ]
        for section in item.sections
    ]
    words = "Full colour: material events; pale: verbal ones. Verbal and material are given as cooperation : conflict."
    return charts.section_chart(item) + note(words) + table("Sections", heads, rows)


def _course(item: Analysis) -> str:
    if not item.sentences:
        return "<p>No sentences.</p>"
    sure = bootstrap(item)
    names = [("balance", sure.balance), ("logit", sure.logit), ("intensity", sure.intensity)]
    rows = [
        [name, *(f"{value:+.2f}" for value in figures)]
        for name, figures in [*names, ("net per 1,000 words", sure.net_per_1000)]
        if figures is not None
    ]
    heads = ["measure of the whole text", "estimate", "low", "high"]
    drawn = charts.course(trajectory(item)) if item.relations.balance is not None else ""
    words = (
        "Above: the balance of each section with its 95 % interval; the line smooths over neighbours. "
        "Below: one bar a sentence (of a long text, the mean of some), upward cooperation, downward conflict; "
        "lines part the sections."
    )
    sureness = table("Bootstrap intervals", heads, rows) + note("95 % intervals of a block bootstrap over sentences.")
    return drawn + charts.sentence_chart(item) + note(words) + (f'<div class="small">{sureness}</div>' if rows else "")


def _parties(item: Analysis, lexicons: Lexicons) -> str:
    outline = item.provenance["outline"]
    options: dict[str, Any] = {**lexicons, "format": outline["format"], "keep_boilerplate": outline["keep_boilerplate"]}
    if analyzer(**options).provenance != item.provenance:
        return "<p>Not shown: this analysis was made with a lexicon of its own that is not at hand.</p>"
    parties = Parties(item.text, **options)
    actors, dyads, years = parties.actors(), parties.dyads(), parties.timeline()
    out = _actors(actors) + _dyads(dyads) + _matrix(*parties.matrix(12))
    if len(years):
        heads = ["year", "cooperation", "conflict", "balance", "net"]
        rows = [
            [
                str(y["year"]),
                f"{y['cooperation']:.2g}",
                f"{y['conflict']:.2g}",
                _signed(y["balance"]),
                f"{y['net']:+.1f}",
            ]
            for y in years.to_dicts()
        ]
        words = note("An event is dated by the year its sentence names, or the last one named; a span shares it out.")
        out += f"<h3>Years</h3>{charts.timeline(years)}{words}{folded('Years as a table', table('Years', heads, rows))}"
    return out or "<p>No actors or years were found.</p>"


def _actors(actors: Table) -> str:
    if not len(actors):
        return ""
    heads = ["actor", "code", "cooperation", "conflict", "balance", "net"]
    rows = [
        [a["name"], a["actor"], str(a["cooperation"]), str(a["conflict"]), _signed(a["balance"]), f"{a['net']:+.1f}"]
        for a in sorted(actors.to_dicts(), key=lambda a: -(a["cooperation"] + a["conflict"]))[:_MOST]
    ]
    return f"<h3>Actors</h3>{table('Actors', heads, rows, numeric=2)}"


def _dyads(dyads: Table) -> str:
    if not len(dyads):
        return ""
    heads = ["source", "direction", "target", "cooperation", "conflict", "balance", "net"]
    rows = [
        [
            d["source"],
            "→" if d["direction"] == "directed" else "with",
            d["target"],
            str(d["cooperation"]),
            str(d["conflict"]),
            _signed(d["balance"]),
            f"{d['net']:+.1f}",
        ]
        for d in sorted(dyads.to_dicts(), key=lambda d: -(d["cooperation"] + d["conflict"]))[:_MOST]
    ]
    words = note("Who acts on whom is read off positions in the sentence: right for sums more than for the single one.")
    return f"<h3>Dyads</h3>{table('Dyads', heads, rows, numeric=3)}{words}"


def _matrix(names: list[str], net: Any) -> str:
    active = [n for n in range(len(names)) if net[n].any() or net[:, n].any()]
    if len(active) < 2:
        return ""
    most = max(abs(float(net[i][j])) for i in active for j in active) or 1.0
    head = "".join(f'<th scope="col" class="n">{escape(names[j])}</th>' for j in active)
    body = "".join(
        f'<tr><th scope="row">{escape(names[i])}</th>'
        + "".join(_cell(float(net[i][j]), most) for j in active)
        + "</tr>"
        for i in active
    )
    grid = f"<table><thead><tr><th>from ↓ to →</th>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<h3>Net weight between actors</h3><div class="small">{scrolling("Net weight between actors", grid)}</div>'


def _cell(value: float, most: float) -> str:
    if not value:
        return '<td class="n">·</td>'
    side = "coop" if value > 0 else "conf"
    return f'<td class="n heat {side} s{1 + min(int(abs(value) / most * 4), 3)}">{value:+.1f}</td>'


def _words(item: Analysis) -> str:
    top = frequency([item.text], stop_words=True, numbers=False, addresses=False, min_chars=2, by="section")
    rows = list(zip(top["term"][:_MOST], top["count"][:_MOST], strict=True))
    if not rows:
        return "<p>No words.</p>"
    cells = "".join(
        f'<tr><th scope="row">{escape(term)}</th><td class="n">{count}</td>'
        f'<td class="wide"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{count / rows[0][1] * 100:.1f}" height="8"/></svg></td></tr>'
        for term, count in rows
    )
    head = '<tr><th scope="col">word</th><th scope="col" class="n">count</th><td></td></tr>'
    return f'<div class="small"><table class="words"><thead>{head}</thead><tbody>{cells}</tbody></table></div>' + note(
        "Without stop words, numbers, headings and what was left out."
    )


def _left_out(item: Analysis) -> str:
    if not item.boilerplate:
        return "<p>Nothing: the whole text was scored, but for its headings.</p>"
    text = item.text  # a look at it copies it
    rows = [[" ".join(text[b.start : b.end].split())[:300], b.reason] for b in item.boilerplate]
    return table("Left out", ["words", "why"], rows, numeric=2)


def _signed(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:+.{digits}f}"
