"""Files scored in bounded memory: whole outputs, interrupted runs, bad files."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

import detente as dt
from detente import collection, inputs

ESSAY = "Talks\n\nThe allies signed a treaty. The army attacked the town in {n}.\n"


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "essays"
    source.mkdir()
    for n in range(40):
        (source / f"essay{n:02}.txt").write_text(ESSAY.format(n=n), encoding="utf-8")
    return source


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(inputs.batches, "__defaults__", (300,))


def test_files_give_the_rows_of_their_texts(folder, tmp_path):
    paths = sorted(folder.iterdir())
    expected = dt.score({os.fspath(p): p.read_text(encoding="utf-8") for p in paths})
    assert dt.score_files(folder) == expected
    summary = dt.score_files(folder, tmp_path / "out.csv")
    assert (summary.documents, summary.failed, summary.rows) == (40, 0, len(expected))
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == expected.to_csv()


@pytest.mark.parametrize("extension", ["csv", "jsonl", "parquet"])
def test_batches_change_nothing(folder, tmp_path, monkeypatch, extension):
    one, many = tmp_path / f"one.{extension}", tmp_path / f"many.{extension}"
    dt.score_files(folder, one)
    monkeypatch.setattr(inputs.batches, "__defaults__", (300,))
    dt.score_files(folder, many, jobs=2)
    if extension == "parquet":
        pq = pytest.importorskip("pyarrow.parquet")
        assert pq.read_table(one) == pq.read_table(many)
    else:
        assert one.read_bytes() == many.read_bytes()


def test_the_manifest_names_every_input(folder, tmp_path):
    dt.score_files(folder, tmp_path / "out.csv", level="document")
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text(encoding="utf-8"))
    assert manifest["level"] == "document"
    assert [f["documents"] for f in manifest["files"]] == [1] * 40
    assert manifest["output_sha256"] == inputs.digest(tmp_path / "out.csv")
    assert manifest["relations_lexicon"] == dt.Relations().digest


class Stop(Exception):
    pass


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("after", [1, 2, 5])
def test_an_interrupted_run_is_taken_up(folder, tmp_path, after):
    dt.score_files(folder, tmp_path / "whole.csv")
    calls = []

    def interrupt(documents, characters):
        calls.append(documents)
        if len(calls) == after:
            raise Stop

    output = tmp_path / "out.csv"
    with pytest.raises(Stop):
        dt.score_files(folder, output, progress=interrupt)
    assert not output.exists()
    summary = dt.score_files(folder, output, resume=True)
    assert summary.documents == 40
    assert output.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert not (tmp_path / "out.csv.partial").exists()


@pytest.mark.usefixtures("small_batches")
def test_resuming_something_else_is_refused(folder, tmp_path):
    output = tmp_path / "out.csv"

    def interrupt(documents, characters):
        raise Stop

    with pytest.raises(Stop):
        dt.score_files(folder, output, progress=interrupt)
    with pytest.raises(dt.DetenteError, match="level"):
        dt.score_files(folder, output, level="document", resume=True)
    (folder / "essay00.txt").write_text("Another text.", encoding="utf-8")
    with pytest.raises(dt.DetenteError, match="changed"):
        dt.score_files(folder, output, resume=True)
    assert dt.score_files(folder, output).documents == 40


def test_a_killed_process_loses_and_repeats_nothing(tmp_path):
    source = tmp_path / "rows.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for n in range(6000):
            file.write(json.dumps({"id": str(n), "text": ESSAY.format(n=n) * 20, "year": 1900 + n % 100}) + "\n")
    code = (
        "import sys, detente as dt; from detente import inputs; inputs.batches.__defaults__ = (100_000,);"
        f"dt.score_files({os.fspath(source)!r}, sys.argv[1], level='document', resume=True)"
    )
    whole, output = tmp_path / "whole.csv", tmp_path / "out.csv"
    subprocess.run([sys.executable, "-c", code, whole], check=True)
    for _ in range(3):
        child = subprocess.Popen([sys.executable, "-c", code, output])
        journal = tmp_path / "out.csv.partial" / "journal.jsonl"
        size = journal.stat().st_size if journal.exists() else 0
        while child.poll() is None and (not journal.exists() or journal.stat().st_size <= size + 500):
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        child.wait()
    subprocess.run([sys.executable, "-c", code, output], check=True)
    assert output.read_bytes() == whole.read_bytes()
    assert whole.read_text(encoding="utf-8").count("\n") == 6001


def test_metadata_of_different_files_becomes_columns(tmp_path):
    (tmp_path / "a.csv").write_text("id,text,year\n1,Peace.,1991\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "2", "text": "War.", "who": "x"}\n', encoding="utf-8")
    for name in ("out.csv", "out.jsonl", "out.parquet"):
        summary = dt.score_files([tmp_path / "a.csv", tmp_path / "b.jsonl"], tmp_path / name, level="document")
        assert summary.rows == 2
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row.get("who") for row in rows] == [None, "x"]


def test_unreadable_documents_have_their_rows(folder, tmp_path):
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    (folder / "zeros.txt").write_bytes(bytes(range(256)) * 20)
    summary = dt.score_files(folder, tmp_path / "out.jsonl", level="document")
    assert summary.documents == 42
    assert summary.failed == len(summary.errors) == 2
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(row["error"] is not None for row in rows) == 2


def test_outputs_that_cannot_be_written_say_so(folder, tmp_path):
    with pytest.raises(OSError, match="no-such-folder"):
        dt.score_files(folder, tmp_path / "no-such-folder" / "out.csv")
    with pytest.raises(dt.DetenteError, match=r"\.parquet"):
        dt.score_files(folder, tmp_path / "out.xls")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_an_error_not_a_short_file():
    done = subprocess.run(
        f"echo peace | {sys.executable} -m detente score - > /dev/full", shell=True, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "space" in done.stderr


def test_progress_is_told(folder):
    told = []
    collection.score_files(folder, progress=lambda documents, characters: told.append((documents, characters)))
    assert told[-1][0] == 40
