"""The report: HTML pages that show where texts speak of cooperation and of conflict.

A page loads nothing from anywhere, every character of a text is escaped, and a content security policy lets no script
run but the page's own.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from detente.report.document import Lexicons, document
from detente.report.folder import Folder
from detente.report.method import method
from detente.report.overview import HEADS, Row, overview, row
from detente.report.page import page
from detente.report.tags import part

if TYPE_CHECKING:
    from detente import Analysis

#: A document of a report: its id, and its analysis or the reason why there is none.
Item = tuple[str, "Analysis | str"]


def of(item: Analysis, path: str | os.PathLike[str] | None = None, *, name: str = "text") -> str:
    """Build the page of one analysis, and write it to ``path`` if there is one.

    Examples
    --------
    >>> import detente as dt
    >>> of(dt.analyze("The allies signed a treaty.")).startswith("<!doctype html>")
    True
    """
    made = page(item.title or name, document(name, item))
    if path is not None:
        _save(Path(path), made)
    return made


def write(
    items: Iterable[Item],
    path: str | os.PathLike[str],
    title: str | None = None,
    **lexicons: str | None,
) -> list[Row]:
    """Write the report of one document, or of any number of them, and return a row for each.

    One document is one page. Of several, ``path`` is the overview; each has a page of its own in a folder beside it
    (``report.html`` and ``report_files``), written as soon as it is there, so that memory holds one document at a time.
    What an earlier report left in that folder, and nobody changed since, is removed.

    Parameters
    ----------
    items
        The documents: id, and analysis or the reason why there is none.
    path
        A file, or a folder (one that exists, or a path that ends in ``/``) in which ``index.html`` is written.
    title
        Title of the page.
    **lexicons
        ``lexicon`` and ``extend_lexicon`` as in :func:`detente.analyze`: the files that the analyses were made with.
    """
    where, folder = beside(path)
    if folder.name == "documents":
        where.parent.mkdir(parents=True, exist_ok=True)
    stream = iter(items)
    some = list(islice(stream, 2))
    with Folder(folder) as pages:
        if len(some) == 1:
            return [_alone(*some[0], where, title, lexicons)]
        provenance: dict[str, object] = {}
        rows = list(_pages(chain(some, stream), where, pages, lexicons, provenance))
        pages.save("documents.csv", _csv(rows))
        inner = overview(rows, f"{quote(folder.name)}/documents.csv")
        inner += part("method", "How the figures are made", method(provenance))
        _save(where, page(title or "Cooperation and conflict", inner, script="overview.js"))
    return rows


def beside(path: str | os.PathLike[str]) -> tuple[Path, Path]:
    """Return the page that a path means, and the folder beside it for the pages of its documents."""
    where = Path(path)
    if where.is_dir() or os.fspath(path).endswith(("/", os.sep)):
        return where / "index.html", where / "documents"
    return where, where.with_name(where.stem + "_files")


def _alone(name: str, item: Analysis | str, where: Path, title: str | None, lexicons: Lexicons) -> Row:
    inner = f'<p class="error">{escape(item)}</p>' if isinstance(item, str) else document(name, item, lexicons)
    default = name if isinstance(item, str) else item.title or name
    _save(where, page(title or default, inner))
    return row(name, item, where.name)


def _pages(
    items: Iterable[Item], where: Path, pages: Folder, lexicons: Lexicons, provenance: dict[str, object]
) -> Iterator[Row]:
    """Write a page for each document that was read; take up the provenance of the first."""
    for number, (name, item) in enumerate(items, 1):
        file = f"{number:06}-{_plain(name)}.html"
        if not isinstance(item, str):
            if not provenance:
                provenance.update(item.provenance)
            back = f'<p><a href="../{quote(where.name)}">← All documents</a></p>'
            pages.save(file, page(item.title or name, back + document(name, item, lexicons)))
        yield row(name, item, f"{quote(pages.path.name)}/{file}")


def _plain(name: str) -> str:
    """Make of an id what every file system and address can hold."""
    return re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower())[:40].strip("-") or "text"


def _save(path: Path, text: str) -> None:
    """Write a page; the name of a file may hold bytes that are no text, which are shown as "?"."""
    path.write_bytes(text.encode("utf-8", "replace"))


def _csv(rows: Iterable[Row]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*HEADS, "page", "error"])
    writer.writerows([each.name, each.title, *each.figures, each.page, each.error] for each in rows)
    return out.getvalue()
