"""A run on disk while it goes on: whole parts and a journal, so that a killed run can be taken up again.

Each batch becomes one part file, written under another name and renamed when it is whole, and then one line of the
journal. A part without its line does not count. When all is done the parts are put together, the output appears under
its name, and the folder of parts goes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from detente._core import DetenteError
from detente.formats import Format
from detente.inputs import Batch, digest, digest_or_none
from detente.table import Table


class Parts:
    """The folder ``OUTPUT.partial`` with its parts and its journal."""

    def __init__(self, output: Path, format: Format, run: dict[str, Any], *, resume: bool) -> None:
        self.output = output
        self.folder = output.with_name(output.name + ".partial")
        self._format = format
        self._journal = self.folder / "journal.jsonl"
        self._run = run
        if not resume or not self._has_begun():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
            self._append(run)
        self.entries = self._read_journal()

    def _has_begun(self) -> bool:
        """Say whether there is a journal with a whole first line: before that, nothing was scored."""
        try:
            with self._journal.open("rb") as file:
                return file.readline().endswith(b"\n")
        except OSError:
            return False

    def _read_journal(self) -> list[dict[str, Any]]:
        lines = self._journal.read_text(encoding="utf-8").split("\n")
        # What follows the last line break was being written when the run was killed.
        run, *entries = [json.loads(line) for line in lines[:-1]] or [None]
        if run != json.loads(json.dumps(self._run)):
            changed = [k for k in self._run if run is None or run.get(k) != json.loads(json.dumps(self._run[k]))]
            msg = (
                f"{self.folder}: the interrupted run was another one (different: {', '.join(changed)}); "
                "give the same options, or leave --resume out to start anew"
            )
            raise DetenteError(msg)
        return entries

    def _append(self, entry: dict[str, Any]) -> None:
        """Add a line to the journal and make sure that it is on the disk."""
        if self._journal.exists():
            whole = self._journal.read_bytes().rfind(b"\n") + 1
            os.truncate(self._journal, whole)
        with self._journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def skip(self) -> dict[str, int]:
        """Say what the parts hold already: documents by file, ``-1`` for a whole one.

        Raises
        ------
        DetenteError
            If a file that was read is no longer what it was.
        """
        done: dict[str, int] = {}
        for entry in self.entries:
            for file in entry["files"]:
                path = Path(file["path"])
                if digest_or_none(path) != file["sha256"]:
                    msg = f"{path}: the file changed since the run was interrupted; leave --resume out to start anew"
                    raise DetenteError(msg)
                done[file["path"]] = -1
        if self.entries and self.entries[-1]["tail"]:
            path_name, count = self.entries[-1]["tail"]
            done.setdefault(path_name, count)
        return done

    def add(self, batch: Batch, table: Table) -> dict[str, Any]:
        """Write the next part and its line."""
        path = self._part(len(self.entries))
        temporary = path.with_name(path.name + ".new")
        self._format.write_part(table, temporary)
        os.replace(temporary, path)
        entry = {
            "documents": len(batch.documents),
            "rows": len(table),
            "characters": batch.characters,
            "columns": table.columns,
            "errors": [[d.id, d.error] for d in batch.documents if d.error is not None] + batch.errors,
            "files": [asdict(file) for file in batch.files],
            "tail": batch.tail,
        }
        self._append(entry)
        self.entries.append(entry)
        return entry

    def _part(self, number: int) -> Path:
        return self.folder / f"part-{number:06}{self.output.suffix}"

    def assemble(self) -> None:
        """Put the parts together under the output's name, write the manifest, and remove the parts."""
        columns = list(dict.fromkeys(name for entry in self.entries for name in entry["columns"]))
        parts = [(self._part(number), entry["columns"]) for number, entry in enumerate(self.entries)]
        whole = self.output.with_name(self.output.name + ".new")
        self._format.assemble(parts, columns, whole)
        os.replace(whole, self.output)
        manifest = self.output.with_name(self.output.name + ".manifest.json")
        with manifest.with_name(manifest.name + ".new").open("w", encoding="utf-8") as file:
            file.writelines(self._manifest(columns))
        os.replace(file.name, manifest)
        # The journal first: killed in between, what is left counts as no run that could be taken up.
        self._journal.unlink()
        shutil.rmtree(self.folder)

    def _manifest(self, columns: list[str]) -> Iterator[str]:
        """Yield the manifest piece by piece: it names every input and every error."""
        head = {
            **self._run,
            "documents": sum(entry["documents"] for entry in self.entries),
            "rows": sum(entry["rows"] for entry in self.entries),
            "columns": columns,
            "output_sha256": digest(self.output),
        }
        yield json.dumps(head, indent=2, ensure_ascii=False)[:-2]
        for name in ("errors", "files"):
            yield f',\n  "{name}": ['
            first = True
            for entry in self.entries:
                for item in entry[name]:
                    yield ("\n" if first else ",\n") + "    " + json.dumps(item, ensure_ascii=False)
                    first = False
            yield "]" if first else "\n  ]"
        yield "\n}\n"
