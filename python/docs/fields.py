"""Tables of measures, read off the documentation of the core: a formula stands in one place only."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: `<!-- fields: src/terms/dispersion.rs Dispersion -->` on a line of its own asks for a table.
_ASK = re.compile(r"^<!-- fields: (\S+) (\w+) -->$", re.MULTILINE)
_FIELD = re.compile(r"((?:^ {4}///.*\n)+)(?:^ {4}#\[.*\n)*^ {4}pub (\w+):", re.MULTILINE)

#: `<!-- section: src/terms/mod.rs Deliberate differences -->` asks for what a module says under this heading.
_ASK_SECTION = re.compile(r"^<!-- section: (\S+) ([^\n]+) -->$", re.MULTILINE)


def expanded(markdown: str) -> str:
    """Replace every request for a table of fields, or for a section of a module's documentation."""
    markdown = _ASK.sub(lambda ask: table(ROOT / ask[1], ask[2]), markdown)
    return _ASK_SECTION.sub(lambda ask: section(ROOT / ask[1], ask[2]), markdown)


def section(file: Path, heading: str) -> str:
    """Return what stands under a heading of a Rust module's documentation."""
    lines = file.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line.removeprefix("//!").removeprefix(" ") for line in lines if line.startswith("//!"))
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text, re.DOTALL | re.MULTILINE)
    if found is None:
        msg = f"{file} has no section {heading!r}"
        raise LookupError(msg)
    # A table needs a blank line before it here.
    return re.sub(r"(?<!\n)\n(\|.*\n\|-)", r"\n\n\1", found[1].strip())


def table(file: Path, struct: str) -> str:
    """Return the fields of a Rust struct with what its documentation says of them."""
    source = file.read_text(encoding="utf-8")
    body = re.search(rf"pub struct {struct} {{\n(.*?)^}}", source, re.DOTALL | re.MULTILINE)
    if body is None:
        msg = f"{file} has no struct {struct}"
        raise LookupError(msg)
    rows = [(name, _first_paragraph(text)) for text, name in _FIELD.findall(body[1])]
    return "\n".join(["| column | meaning |", "|---|---|", *(f"| `{name}` | {text} |" for name, text in rows)])


def _first_paragraph(text: str) -> str:
    lines = [line.strip().removeprefix("///").strip() for line in text.splitlines()]
    paragraph = " ".join(lines[: lines.index("")] if "" in lines else lines)
    # Links of rustdoc lead nowhere here; a bar would end the cell.
    return re.sub(r"\[(`?[^\]]+`?)\](\([^)]*\))?", r"\1", paragraph).replace("|", "\\|")
