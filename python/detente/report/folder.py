"""The folder of a report's pages: it knows what it wrote, and clears away what an earlier report left."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

#: The list of what was written: a line for each file, as `sha256sum` writes and checks them.
MANIFEST = "manifest.sha256"

#: Names that a report gives. Others are never touched, whatever a manifest says.
_OURS = re.compile(r"documents\.csv|\d{6,}-[a-z0-9-]+\.html")


class Folder:
    """A folder in which a report is written; used in ``with``.

    At the end what an earlier report wrote and this one did not is removed: files that the manifest names and that are
    still as they were written. A file that somebody changed or added stays. A run that was interrupted removes nothing,
    and its files are in the manifest for the next one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._manifest = path / MANIFEST
        self._before = _read(self._manifest)
        self._now: dict[str, str] = {}

    def __enter__(self) -> Folder:
        return self

    def save(self, name: str, text: str) -> None:
        """Write a file; the name of a document may hold bytes that are no text, which are shown as "?"."""
        self.path.mkdir(parents=True, exist_ok=True)
        data = text.encode("utf-8", "replace")
        self._now[name] = hashlib.sha256(data).hexdigest()
        # Named before it is there: whatever happens, the next run knows of it.
        with self._manifest.open("a", encoding="utf-8", newline="\n") as file:
            file.write(_line(name, self._now[name]))
        (self.path / name).write_bytes(data)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            return
        for name in self._before.keys() - self._now.keys():
            file = self.path / name
            if file.is_file() and not file.is_symlink() and _digest(file) == self._before[name]:
                file.unlink()
        if self._now:
            part = self._manifest.with_suffix(".partial")
            part.write_text("".join(_line(*each) for each in self._now.items()), encoding="utf-8", newline="\n")
            part.replace(self._manifest)
        elif self._before:
            self._manifest.unlink()
            if not any(self.path.iterdir()):
                self.path.rmdir()


def _line(name: str, digest: str) -> str:
    return f"{digest}  {name}\n"


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(manifest: Path) -> dict[str, str]:
    """Read names and digests; a line that is none of ours says nothing."""
    if not manifest.is_file():
        return {}
    lines = (line.partition("  ") for line in manifest.read_text(encoding="utf-8", errors="replace").splitlines())
    return {name: digest for digest, _, name in lines if _OURS.fullmatch(name)}
