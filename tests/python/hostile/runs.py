"""Runs of the command in a process of its own, with small batches, so that it can be hurt."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

#: `detente` whose batches hold some documents instead of some thousand.
_CODE = """
import sys
from detente import inputs
inputs.batches.__defaults__ = (int(sys.argv.pop(1)),)
from detente.cli import main
main()
"""
WORDS = [
    "the",
    "army",
    "attacked",
    "a",
    "town",
    "and",
    "both",
    "states",
    "signed",
    "treaty",
    "talks",
    "collapsed",
    "sanctions",
    "were",
    "lifted",
    "by",
    "ministers",
    "who",
    "met",
    "again",
    "in",
    "Geneva",
    "while",
    "protesters",
    "marched",
    ".",
]


def command(*arguments: object, batch: int = 8_000) -> list[str]:
    """Return the command line of `detente` with these arguments."""
    return [sys.executable, "-c", _CODE, str(batch), *map(str, arguments)]


def run(*arguments: object, batch: int = 8_000, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `detente` to its end."""
    return subprocess.run(
        command(*arguments, batch=batch),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        **options,
    )


def essays(folder: Path, count: int = 60) -> Path:
    """Write a folder of texts, with a table, an archive and a file that cannot be read among them."""
    import files

    rng = random.Random(1)
    folder.mkdir(parents=True)
    for n in range(count):
        words = " ".join(rng.choices(WORDS, k=400))
        (folder / f"essay{n:03}.txt").write_text(f"Essay number {n}\n\n{words.capitalize()}\n", encoding="utf-8")
    rows = "\n".join(f'row{n},"{" ".join(rng.choices(WORDS, k=60))}",{n}' for n in range(count))
    (folder / "rows.csv").write_text(f"id,text,year\n{rows}\n", encoding="utf-8")
    (folder / "broken.docx").write_bytes(files.docx()[:300])
    (folder / "some.zip").write_bytes(files.zipped({"a.md": files.markdown(), "b.docx": files.docx()}))
    return folder
