"""The notebooks as pages, with the outputs that they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "notebooks"


def pages() -> dict[str, str]:
    """Return the notebooks as Markdown, by their place in the site."""
    return {f"notebooks/{path.stem}.md": page(path) for path in sorted(FOLDER.glob("*.ipynb"))}


def page(path: Path) -> str:
    """Return a notebook as Markdown."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join(piece for cell in cells for piece in _cell(cell)) + "\n"


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell["outputs"]:
        yield from _output(output.get("data", {}), "".join(output.get("text", [])))


def _output(data: dict[str, Any], text: str) -> Iterator[str]:
    text = text or "".join(data.get("text/plain", []))
    if "image/png" in data:
        yield f'<img alt="{escape(text)}" src="data:image/png;base64,{"".join(data["image/png"]).strip()}">'
    elif "text/html" in data:
        # A blank line would end the block of HTML.
        html = "\n".join(line for line in "".join(data["text/html"]).splitlines() if line.strip())
        yield f'<div class="output" role="group" tabindex="0" aria-label="Output">{_plain(html)}</div>'
    elif text:
        yield f"```text\n{text.rstrip()}\n```"


def _plain(html: str) -> str:
    """Remove the borders and empty heads that pandas sets on its tables."""
    return html.replace(' border="1"', "").replace("<th></th>", "<td></td>")
