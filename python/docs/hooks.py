"""Pages that mkdocs makes from the code and its data: reference, codebook, notebooks, tables of measures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import codebook
import fields
import notebooks
import reference
from mkdocs.structure.files import File, Files

import detente as dt

ESSAY = Path(__file__).parents[2] / "tests" / "data" / "essays" / "mixed.txt"


def generated() -> dict[str, str]:
    """Return the made pages, by their place."""
    sample = dt.analyze(ESSAY.read_text(encoding="utf-8")).report()
    return {"codebook.md": codebook.page(), "sample.html": sample, **reference.pages(), **notebooks.pages()}


def on_files(files: Files, config: Any) -> Files:
    """Add the made pages to the site."""
    for place, content in generated().items():
        files.append(File.generated(config, place, content=content))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put in the tables of measures where a page asks for them."""
    return fields.expanded(markdown)
