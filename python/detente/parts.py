"""A run on disk while it goes on: whole parts and a journal, so that a killed run can be taken up again.

Each batch becomes one part file, written under another name and renamed when it is whole, and then one line of the
journal. What has no line there does not count. Beside the parts the output itself grows under another name; it is
written anew from the parts if the run was interrupted, or if a column came late or changed its type. When all is done
it appears under its own name, with the manifest, and the folder of parts goes.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from detente._core import DetenteError, Table, UniqueIds
from detente.formats import Format, Schema, Sink
from detente.inputs import Batch, digest, digest_or_none
from detente.table import Table as Rows


class Parts:
    """The folder ``OUTPUT.partial`` with its parts and its logs."""

    def __init__(self, output: Path, format: Format, run: dict[str, Any], *, resume: bool) -> None:
        if output.is_dir():
            raise IsADirectoryError(errno.EISDIR, "the output is a folder: name a file", os.fspath(output))
        self.output = output
        self.folder = output.with_name(output.name + ".partial")
        self._format = format
        self._run = json.loads(json.dumps(run, default=repr))
        self._logs = {name: self.folder / f"{name}.jsonl" for name in ("journal", "files", "errors")}
        if not resume or not self._has_begun():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
            self._append("journal", [json.dumps(self._run)])
        self.entries = self._read_journal()
        self._whole = self.output.with_name(self.output.name + ".new")
        self._schema: Schema = []
        self._sink: Sink | None = None

    def _has_begun(self) -> bool:
        """Say whether there is a journal with a whole first line: before that, nothing was scored."""
        try:
            with self._logs["journal"].open("rb") as file:
                return file.readline().endswith(b"\n")
        except OSError:
            return False

    def _read_journal(self) -> list[dict[str, Any]]:
        lines = self._logs["journal"].read_text(encoding="utf-8").split("\n")
        # What follows the last line break was being written when the run was killed.
        run, *entries = [json.loads(line) for line in lines[:-1]] or [None]
        if run != self._run:
            changed = [key for key in self._run if run is None or run.get(key) != self._run[key]]
            msg = (
                f"{self.folder}: the interrupted run was another one (different: {', '.join(changed)}); "
                "give the same options, or leave --resume out to start anew"
            )
            raise DetenteError(msg)
        last = entries[-1]["logs"] if entries else {}
        for name in ("files", "errors"):
            if self._logs[name].exists():
                os.truncate(self._logs[name], last.get(name, 0))
        os.truncate(self._logs["journal"], sum(len(line.encode()) + 1 for line in lines[:-1]))
        return entries

    def _append(self, log: str, lines: list[str]) -> int:
        """Add lines to a log and make sure that they are on the disk; return its size."""
        with self._logs[log].open("ab") as file:
            if lines:
                file.write(("\n".join(lines) + "\n").encode())
                file.flush()
                os.fsync(file.fileno())
            return file.tell()

    def _lines(self, log: str) -> Iterator[str]:
        if self._logs[log].exists():
            with self._logs[log].open(encoding="utf-8") as file:
                yield from (line.rstrip("\n") for line in file)

    def skip(self) -> dict[str, int]:
        """Say what the parts hold already: documents by file, ``-1`` for a whole one.

        Raises
        ------
        DetenteError
            If a file that was read is no longer what it was.
        """
        done: dict[str, int] = {}
        for line in self._lines("files"):
            file = json.loads(line)
            path = Path(file["path"])
            if digest_or_none(path) != file["sha256"]:
                msg = f"{path}: the file changed since the run was interrupted; leave --resume out to start anew"
                raise DetenteError(msg)
            done[file["path"]] = -1
        if self.entries and self.entries[-1]["tail"]:
            path_name, count = self.entries[-1]["tail"]
            done.setdefault(path_name, count)
        return done

    def ids(self) -> UniqueIds:
        """Give what gives ids, with those that the parts hold."""
        ids = UniqueIds()
        for number in range(len(self.entries)):
            path = self._part(number, ".ids")
            if path.exists():
                ids.load(path.read_bytes())
        ids.drain()
        return ids

    def errors(self, most: int) -> list[tuple[str, str]]:
        """List the first errors."""
        return [(name, error) for name, error in map(json.loads, islice(self._lines("errors"), most))]

    def add(self, scored: tuple[Batch, Rows]) -> None:
        """Write the next part and its line, and let the output grow."""
        batch, table = scored
        number = len(self.entries)
        part, schema = self._part(number), table._table.schema()
        temporary = part.with_name(part.name + ".new")
        self._format.write_part(table, temporary)
        os.replace(temporary, part)
        if batch.ids:
            self._part(number, ".ids").write_bytes(batch.ids)
        failed = batch.failed
        errors = [json.dumps(error) for error in failed]
        entry = {
            "documents": batch.documents,
            "rows": len(table),
            "characters": batch.characters,
            "failed": len(failed),
            "schema": schema,
            "tail": batch.tail,
            "logs": {"files": self._append("files", batch.files), "errors": self._append("errors", errors)},
        }
        self._append("journal", [json.dumps(entry)])
        self.entries.append(entry)
        self._grow(number, schema)

    def _part(self, number: int, suffix: str | None = None) -> Path:
        return self.folder / f"part-{number:06}{suffix or self._format.suffix}"

    def _grow(self, number: int, schema: Schema) -> None:
        """Add a part to the output, as long as all parts so far fit it."""
        if number == 0:
            self._schema = schema
            self._sink = self._format.sink(self._whole, schema)
        if self._sink is None:
            return
        joined = Table.joined([self._schema, schema])
        if self._format.fits(self._schema, joined) and self._format.fits(schema, joined):
            self._schema = joined
            self._sink.add(self._part(number))
        else:
            self._stop_growing()

    def _stop_growing(self) -> None:
        if self._sink is not None:
            self._sink.close()
            self._sink = None

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *error: object) -> None:
        # After an error the half of an output goes; that it cannot be closed (the disk is full) says nothing new.
        with suppress(OSError):
            self._stop_growing()
        self._whole.unlink(missing_ok=True)

    def assemble(self) -> None:
        """Let the output appear under its name, write the manifest, and remove the parts."""
        if self._sink is None:
            self._schema = Table.joined([[tuple(column) for column in entry["schema"]] for entry in self.entries])
            self._sink = self._format.sink(self._whole, self._schema)
            for number, entry in enumerate(self.entries):
                self._copy(self._part(number), [tuple(column) for column in entry["schema"]], self._sink)
        self._stop_growing()
        os.replace(self._whole, self.output)
        manifest = self.output.with_name(self.output.name + ".manifest.json")
        with manifest.with_name(manifest.name + ".new").open("w", encoding="utf-8") as file:
            file.writelines(self._manifest())
        os.replace(file.name, manifest)
        # The journal first: killed in between, what is left counts as no run that could be taken up.
        self._logs["journal"].unlink()
        shutil.rmtree(self.folder)

    def _copy(self, part: Path, own: Schema, sink: Sink) -> None:
        if self._format.fits(own, self._schema):
            sink.add(part)
        else:
            for table in self._format.read_part(part, own, self._schema):
                sink.write(table)

    def _manifest(self) -> Iterator[str]:
        """Yield the manifest piece by piece: it names every input and every error."""
        head = {
            **self._run,
            "documents": sum(entry["documents"] for entry in self.entries),
            "failed": sum(entry["failed"] for entry in self.entries),
            "rows": sum(entry["rows"] for entry in self.entries),
            "columns": [name for name, _ in self._schema],
            "output_sha256": digest(self.output),
        }
        yield json.dumps(head, indent=2, ensure_ascii=False)[:-2]
        for log in ("errors", "files"):
            yield f',\n  "{log}": ['
            yield from _listed(self._logs[log])
        yield "\n}\n"


def _listed(log: Path) -> Iterator[str]:
    """Yield the lines of a log as the items of a list in JSON, to its end."""
    if not log.exists() or log.stat().st_size == 0:
        yield "]"
        return
    between = ",\n    "
    held = "\n    "
    with log.open(encoding="utf-8") as file:
        while block := file.read(1 << 20):
            yield held
            held = block.replace("\n", between)
    yield held.removesuffix(between) + "\n  ]"
