"""Names that learning platforms give to handed-in files: who handed in, and when late."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .document import MetadataValue

__all__ = ["by_canvas", "submission"]

_MOODLE = re.compile(r"(?P<student>[^/]+?)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_|$)")
_CANVAS = re.compile(r"(?P<student>[^\W\d_][^_]*?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<file>\d+)_(?P<name>.+)")


def submission(name: str, *, canvas: bool = False) -> dict[str, MetadataValue]:
    """Read the student from the path of a handed-in file, as Moodle and Canvas write it.

    Parameters
    ----------
    name
        The path, with forward slashes.
    canvas
        Take a name for one of Canvas if it has that shape; see :func:`by_canvas`.

    Returns
    -------
    dict
        ``platform``, ``student``, ``student_id`` and, from Canvas, ``late``; empty for any other name.

    Examples
    --------
    >>> submission("Ada Lovelace_1815_assignsubmission_file_/essay.docx")
    {'platform': 'moodle', 'student': 'Ada Lovelace', 'student_id': '1815'}
    >>> submission("lovelaceada_LATE_1815_77_essay.pdf", canvas=True)["late"]
    True
    """
    for part in reversed(name.split("/")[-2:]):
        if found := _MOODLE.match(part):
            return {"platform": "moodle", "student": found["student"], "student_id": found["id"]}
    if canvas and (found := _CANVAS.fullmatch(name.rpartition("/")[2])):
        late = found["late"] is not None
        return {"platform": "canvas", "student": found["student"], "student_id": found["id"], "late": late}
    return {}


def by_canvas(names: Iterable[str]) -> bool:
    """Say whether an archive comes from Canvas: most of its names have that shape, which one name may have by chance.

    Parameters
    ----------
    names
        The names of its members.
    """
    shaped = [_CANVAS.fullmatch(name) is not None for name in names]
    return sum(shaped) > 0.5 * len(shaped)
