"""Find the files that paths, folders and patterns mean."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .document import ReaderError

__all__ = ["ENDINGS", "Match", "expand", "expand_names", "is_litter", "match"]

ENDINGS = frozenset({
    "txt", "text", "md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xht",
    "doc", "docx", "docm", "dotx", "odt", "ott", "rtf", "epub", "pdf",
    "csv", "tsv", "tab", "jsonl", "ndjson", "json", "parquet", "zip",
})  # fmt: skip
"""Endings of the files that are taken from a folder."""


@dataclass(frozen=True, slots=True)
class Match:
    """What one path, folder or pattern stands for."""

    pattern: str
    kind: Literal["file", "folder", "glob"]
    paths: tuple[Path, ...]
    """Files to read, sorted by the parts of their paths."""
    skipped: tuple[Path, ...] = ()
    """Files of a folder that were passed over for their ending."""


def expand(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Path]:
    """Give the files that paths, folders and patterns mean: sorted, each once.

    Folders are walked to the bottom; hidden files and what operating systems and word processors leave behind
    (``__MACOSX``, ``.DS_Store``, ``~$essay.docx``) are passed over, and so are files whose ending is unknown.
    A file named outright, or by a pattern, is always given. A folder that cannot be listed is given itself:
    :func:`detente.readers.read` makes it a document that says so.

    Parameters
    ----------
    paths
        One or several; ``*``, ``?``, ``[...]`` and ``**`` as in the shell.

    Raises
    ------
    FileNotFoundError
        If a path is not there.
    ReaderError
        If a folder has no texts, or a pattern fits nothing.

    See Also
    --------
    match : the same, with what each pattern gave.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("b.txt", "a.txt", ".hidden.txt"):
    ...     _ = (folder / name).write_text("Peace.")
    >>> [path.name for path in expand(folder)]
    ['a.txt', 'b.txt']
    """
    return [Path(name) for name in expand_names(paths)]


def expand_names(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """Give what :func:`expand` gives, as strings: a hundred thousand of them are had in a fraction of a second.

    Parameters
    ----------
    paths
        One or several.
    """
    found: dict[str, None] = {}
    for path in _several(paths):
        names = _taken(path, *_walk(path)) if os.path.isdir(path) else map(os.fspath, _match(path).paths)
        found.update(dict.fromkeys(names))
    return list(found)


def match(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Match]:
    """Say what each path, folder or pattern stands for; see :func:`expand`.

    Parameters
    ----------
    paths
        One or several.

    Raises
    ------
    FileNotFoundError
        If a path is not there.
    ReaderError
        If a folder has no texts, or a pattern fits nothing.
    """
    return [_match(path) for path in _several(paths)]


def _several(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    return [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]


def is_litter(name: str) -> bool:
    """Say whether a file or folder name is none of the user's: hidden, or left behind by a program.

    Parameters
    ----------
    name
        The name without its folder.

    Examples
    --------
    >>> [is_litter(name) for name in ("__MACOSX", "~$essay.docx", "essay.docx")]
    [True, True, False]
    """
    return name.startswith((".", "~$", "._")) or name in ("__MACOSX", "Thumbs.db", "desktop.ini")


def _match(pattern: str) -> Match:
    path = Path(pattern)
    if os.path.isdir(path):
        taken, skipped = _walk(pattern)
        return Match(pattern, "folder", _as_paths(_taken(pattern, taken, skipped)), _as_paths(skipped))
    if _is_there(pattern):
        return Match(pattern, "file", (path,))
    if glob.has_magic(pattern):
        return _glob(pattern)
    raise FileNotFoundError(2, "no such file or folder", pattern)


def _is_there(name: str) -> bool:
    """Say whether there is a file, or a link; one in a folder that is closed to us is: reading says what is wrong."""
    try:
        os.lstat(name)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def _as_paths(names: Iterable[str]) -> tuple[Path, ...]:
    return tuple(Path(name) for name in names)


def _taken(pattern: str, taken: list[str], skipped: list[str]) -> list[str]:
    """Give the files to read of a folder; it must have some."""
    if taken:
        return taken
    if not skipped:
        raise ReaderError(f"the folder {pattern!r} has no files in it")
    endings = sorted({os.path.splitext(name)[1].lower() or "no ending" for name in skipped})
    raise ReaderError(
        f"the folder {pattern!r} has no texts in it, only {len(skipped)} other files "
        f"({', '.join(endings[:8])}): "
        f"name them by a pattern, as in '{pattern.rstrip('/')}/*', if they are texts"
    )


def _walk(folder: str) -> tuple[list[str], list[str]]:
    """Give the files in a folder: those to read, and the others."""
    taken: list[str] = []
    skipped: list[str] = []

    def unlisted(error: OSError) -> None:
        taken.append(os.fspath(Path(error.filename)))

    for root, folders, files in os.walk(os.fspath(Path(folder)), onerror=unlisted):
        folders[:] = [name for name in folders if not is_litter(name)]
        # What pathlib makes of it: no "./" at the start.
        prefix = "" if root == "." else os.path.join(root, "")
        prefix = prefix.removeprefix(os.path.join(".", ""))
        for name in files:
            if not is_litter(name):
                stem, _, ending = name.rpartition(".")
                (taken if stem and ending.lower() in ENDINGS else skipped).append(prefix + name)
    return sorted(taken, key=_by_parts), sorted(skipped, key=_by_parts)


def _by_parts(name: str) -> str:
    """Give a key that sorts as the parts of a path do: no character of a name comes before this one."""
    return name.replace(os.sep, "\0")


def _glob(pattern: str) -> Match:
    found = sorted({Path(name) for name in glob.iglob(pattern, recursive=True)}, key=_order)
    paths: list[Path] = []
    given = {part for part in Path(pattern).parts if not glob.has_magic(part)}
    for path in found:
        if any(is_litter(part) for part in path.parts if part not in given):
            continue
        if not path.is_dir():
            paths.append(path)
        elif not pattern.endswith("**"):
            paths.extend(_as_paths(_walk(os.fspath(path))[0]))
    if not paths:
        raise ReaderError(f"the pattern {pattern!r} fits no file: are the folder and the ending right?")
    return Match(pattern, "glob", tuple(sorted(set(paths), key=_order)))


def _order(path: Path) -> tuple[str, ...]:
    return path.parts
