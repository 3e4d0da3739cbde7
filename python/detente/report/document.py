"""The page of one document: figures, charts, parties, years, words, the text, and how it was all made."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from detente._html import interval
from detente._text import signed
from detente.comparing import bootstrap, trajectory
from detente.parties import Parties
from detente.report import charts
from detente.report.method import method
from detente.report.sections import names, sections
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
    called = names(item)
    parts = [
        ("sections", "Sections", sections(item, called)),
        ("course", "Course of the text", _course(item, called)),
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
            ("net", signed(r.net, 1)),
            ("intensity", signed(r.intensity, 1)),
            ("sentiment", signed(item.sentiment, 3)),
        ]
    )


def _split(r: Any) -> str:
    rows = [
        ["verbal", str(r.verbal_cooperation), str(r.verbal_conflict)],
        ["material", str(r.material_cooperation), str(r.material_conflict)],
    ]
    return f'<div class="small">{table("Words and deeds", ["events", "cooperation", "conflict"], rows)}</div>'


def _course(item: Analysis, called: list[str]) -> str:
    if not item.sentences:
        return "<p>No sentences.</p>"
    sure = bootstrap(item)
    names = [("balance", sure.balance), ("logit", sure.logit), ("intensity", sure.intensity)]
    rows = [
        [name, *map(signed, figures)]
        for name, figures in [*names, ("net per 1,000 words", sure.net_per_1000)]
        if figures is not None
    ]
    heads = ["measure of the whole text", "estimate", "low", "high"]
    drawn = charts.course(trajectory(item), called) if item.relations.balance is not None else ""
    words = (
        "Above: the balance of each section with its 95 % interval; the line smooths over neighbours. "
        "Below: one bar a sentence (of a long text, the mean of some), upward cooperation, downward conflict; "
        "lines part the sections."
    )
    sureness = table("Bootstrap intervals", heads, rows) + note(
        "95 % intervals of a block bootstrap over sentences. The interval at the top of the page takes events for "
        "independent, which neighbours in a text are not: for the whole text, these are the ones to report."
    )
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
                signed(y["balance"]),
                signed(y["net"], 1),
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
        [a["name"], a["actor"], str(a["cooperation"]), str(a["conflict"]), signed(a["balance"]), signed(a["net"], 1)]
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
            signed(d["balance"]),
            signed(d["net"], 1),
        ]
        for d in sorted(dyads.to_dicts(), key=lambda d: -(d["cooperation"] + d["conflict"]))[:_MOST]
    ]
    words = note("Who acts on whom is read off positions in the sentence: right for sums more than for the single one.")
    return f"<h3>Dyads</h3>{table('Dyads', heads, rows, numeric=3)}{words}"


def _matrix(codes: list[str], net: Any) -> str:
    rows = [n for n in range(len(codes)) if net[n].any()]
    columns = [n for n in range(len(codes)) if net[:, n].any()]
    if not rows:
        return ""
    most = max(abs(float(net[i][j])) for i in rows for j in columns)
    head = "".join(f'<th scope="col" class="n">{escape(codes[j])}</th>' for j in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(codes[i])}</th>'
        + "".join(_cell(float(net[i][j]), most) for j in columns)
        + "</tr>"
        for i in rows
    )
    grid = f'<table class="grid"><thead><tr><td>from ↓ to →</td>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f"<h3>Net weight between actors</h3>{scrolling('Net weight between actors', grid)}"


def _cell(value: float, most: float) -> str:
    if not value:
        return '<td class="n">·</td>'
    side = "coop" if value > 0 else "conf"
    return f'<td class="n heat {side} s{1 + min(int(abs(value) / most * 4), 3)}">{signed(value, 1)}</td>'


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
