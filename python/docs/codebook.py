"""The codebook of the cooperation-conflict lexicon, made from its data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parents[2] / "src" / "relations" / "data"

#: Names of CAMEO's roots (Schrodt 2012, "CAMEO: Conflict and Mediation Event Observations").
ROOTS = {
    "01": "Make public statement",
    "02": "Appeal",
    "03": "Express intent to cooperate",
    "04": "Consult",
    "05": "Engage in diplomatic cooperation",
    "06": "Engage in material cooperation",
    "07": "Provide aid",
    "08": "Yield",
    "09": "Investigate",
    "10": "Demand",
    "11": "Disapprove",
    "12": "Reject",
    "13": "Threaten",
    "14": "Protest",
    "15": "Exhibit force posture",
    "16": "Reduce relations",
    "17": "Coerce",
    "18": "Assault",
    "19": "Fight",
    "20": "Use unconventional mass violence",
}

_INTRODUCTION = """# Lexicon codebook

This page is made from the files that the program reads: `src/relations/data`. An **event** has a CAMEO code
(Gerner, Schrodt, Yilmaz & Abu-Jabr 2002) and through it a weight on the scale of Goldstein (1992), as carried over to
CAMEO codes by the GDELT project. Roots 03 to 05 are verbal cooperation, 06 to 08 material cooperation, 09 to 13 verbal
conflict, 14 to 20 material conflict. A *strong* entry counts by itself; a *weak* one only in a sentence about states,
governments and politics.

In a pattern `/v` stands for all forms of a verb and `/n` for those of a noun, `..3` for a gap of up to three words, and
words in parentheses for alternatives. Every entry has an example sentence, and a test holds the program to it.
"""


def page() -> str:
    """Return the codebook as Markdown."""
    weights = {code: weight for _, (code, weight) in _lines("scale.txt")}
    events = [fields for file in ("cooperation.txt", "conflict.txt") for _, fields in _lines(file)]
    out = [_INTRODUCTION]
    for root, name in ROOTS.items():
        rows = [fields for fields in events if fields[0].startswith(root)]
        if rows:
            out += [f"## {root} {name}\n", _head("CAMEO", "weight", "strength", "patterns", "example")]
            out += [_row(code, f"{float(weights[code]):+.1f}", *rest) for code, *rest in rows]
            out.append("")
    out += _objects() + _operators() + _outcomes() + _void()
    return "\n".join(out)


def _objects() -> list[str]:
    out = [
        "## Object classes\n",
        "Nouns that say what a sentence is about; a verb decides what becomes of them. Sign and code are those of the "
        "noun alone, *silent* if it counts only with a verb.\n",
        _head("class", "sign", "CAMEO", "strength", "patterns", "example"),
    ]
    for heading, fields in _lines("objects.txt"):
        _, name, sign, code, strength = heading.split()
        out.append(_row(name, {"+": "cooperation", "-": "conflict"}.get(sign, "neither"), code, strength, *fields))
    return [*out, ""]


def _operators() -> list[str]:
    out = [
        "## Operators\n",
        'Verbs and nouns whose object decides. *Ergative* ones also take their subject ("tensions eased"), *subject* '
        "ones only that.\n",
        _head("operator", "takes", "patterns", "example"),
    ]
    for heading, fields in _lines("operators.txt"):
        _, name, *kind = heading.split()
        out.append(_row(name, *(kind or ["object"]), *fields))
    return [*out, ""]


def _outcomes() -> list[str]:
    out = [
        "## Outcomes\n",
        "What an operator makes of an object: a code, or *keep* (the object's own), *flip* (its opposite), *nothing*. "
        "`event+` and `event-` stand for events, a lone sign for object classes of that sign.\n",
        _head("operator", "object", "CAMEO", "example"),
    ]
    return [*out, *(_row(*fields) for _, fields in _lines("outcomes.txt")), ""]


def _void() -> list[str]:
    out = ["## No events\n", "Phrases that hide their words.\n", _head("patterns", "why")]
    return [*out, *(_row(*fields) for _, fields in _lines("void.txt")), ""]


def _lines(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of a lexicon file: the heading above, and the fields. A line that ends in a comma goes on."""
    heading = whole = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        part = "" if line.startswith("#") else line.split(" #", 1)[0].strip()
        text = f"{whole} {part}".strip()
        whole = text if part.endswith(",") else ""
        if not part or whole:
            continue
        if text.startswith("[") and text.endswith("]"):
            heading = text[1:-1]
        elif text:
            yield heading, [field.strip() for field in text.split(" | ")]


def _head(*names: str) -> str:
    return "| " + " | ".join(names) + " |\n" + "|---" * len(names) + "|"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;") for cell in cells) + " |"
