"""Paths on the command line: outputs that harm no input, and errors that say what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from detente._core import DetenteError

#: What to do about an error of the system.
_NEXT = {
    errno.ENOENT: "is the path right, as seen from the folder you are in?",
    errno.EACCES: "you may not read or write there",
    errno.ENOSPC: "what was written so far is kept: make room and run again, with --resume for scores",
    errno.EISDIR: "name a file in it",
    errno.ENOTDIR: "a part of the path is a file",
}


def told(error: Exception) -> str:
    """Say in a line what went wrong and what to do."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    said = error.strerror[:1].lower() + error.strerror[1:]
    name = f": {os.fsdecode(error.filename)!r}" if error.filename is not None else ""
    hint = _NEXT.get(error.errno or 0)
    return f"{said}{name}" + (f"; {hint}" if hint else "")


def inputs(given: tuple[str, ...], output: str | None = None, beside: Path | None = None) -> list[str]:
    """Return the files that paths, folders and patterns mean.

    What an earlier run left among its texts is none: the output, its manifest, unfinished parts, the pages that stand
    ``beside`` a report.

    Raises
    ------
    DetenteError
        If the output is a text that was named itself: it would be overwritten.
    """
    from detente.readers import expand

    if "-" in given and not Path("-").exists():
        msg = 'the standard input ("-") is scored alone: name either files or "-", with "detente score"'
        raise DetenteError(msg)
    if output is None:
        return [os.fspath(path) for path in expand(given)]
    made = Path(output)
    if any(_same(Path(path), made) for path in given):
        msg = f"{output!r} is one of the texts and would be overwritten: give -o another name"
        raise DetenteError(msg)
    own = {made, made.with_name(made.name + ".manifest.json")}
    folders = {made.with_name(made.name + ".partial"), *([beside] if beside else [])}
    kept = [path for path in expand(given) if not any(_same(path, other) for other in own)]
    return [os.fspath(path) for path in kept if not any(_same(above, f) for above in path.parents for f in folders)]


def _same(path: Path, other: Path) -> bool:
    # The names come first: to ask the disk about every file of a large folder takes long.
    return path.name == other.name and path.is_file() == other.is_file() and path.resolve() == other.resolve()


def writable(output: str) -> None:
    """Refuse an output whose folder is missing, before any work is done."""
    folder = Path(output).parent
    if not folder.is_dir():
        msg = f"there is no folder {os.fspath(folder)!r} to write {output!r} into: make it first"
        raise DetenteError(msg)
