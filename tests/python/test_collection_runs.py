"""Runs over files that meet what runs meet: signals, full disks, files that change, columns that come late."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

import detente as dt
from detente import inputs, parts
from detente.readers import Limits

TEXT = "The allies signed a treaty in {n}. The army attacked the town."


def json_lines(path, count, **more):
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(json.dumps({"id": f"d{n}", "text": TEXT.format(n=n), **more}) + "\n")
    return path


@pytest.mark.parametrize("extension", ["csv", "jsonl", "parquet"])
def test_columns_do_not_depend_on_batches(tmp_path, monkeypatch, extension):
    values = [None, 1, 2, 2**60, 0.5, "x", None, True, float("inf"), float("nan"), 10**30, [1]]
    sources = []
    for number in range(3):
        sources.append(tmp_path / f"{number}.jsonl")
        rows = values[number:] + values[:number]
        with sources[-1].open("w", encoding="utf-8") as file:
            for n, value in enumerate(rows):
                later = {"late": n} if n > 4 else {}
                row = {"text": f"War, {n}.", "any": value, "whole": n, "none": None, "real": n / 2 if n % 3 else n}
                file.write(json.dumps(row | later | {f"own{number}": n}) + "\n")
    outputs = []
    for size, jobs in [(1 << 20, 1), (1, 2), (150, 1), (333, 2)]:
        monkeypatch.setattr(inputs.batches, "__defaults__", (size,))
        output = tmp_path / f"out{size}.{extension}"
        dt.score_files(sources, output, level="document", jobs=jobs)
        if extension == "parquet":
            pq = pytest.importorskip("pyarrow.parquet")
            outputs.append(pq.read_table(output))
        else:
            outputs.append(output.read_bytes())
    assert all(output == outputs[0] for output in outputs)


def test_ids_are_unique_in_the_whole_run(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs.batches, "__defaults__", (100,))
    (tmp_path / "a.csv").write_text("id,text\n1,War.\n2,Peace.\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": 1, "text": "War."}\n{"id": "2-2", "text": "War."}\n', encoding="utf-8")
    (tmp_path / "c.csv").write_text("id,text\n2,Peace.\n1,War.\n", encoding="utf-8")
    table = dt.score_files(tmp_path, level="document")
    assert table["doc_id"] == ["1", "2", "1-2", "2-2", "2-3", "1-3"]
    assert [note is not None for note in table["id_note"]] == [False, False, True, False, True, True]


@pytest.mark.parametrize("after", range(1, 8))
def test_ids_are_unique_in_a_run_that_was_taken_up(tmp_path, monkeypatch, after):
    monkeypatch.setattr(inputs.batches, "__defaults__", (150,))
    for name in ("a", "b"):
        json_lines(tmp_path / f"{name}.jsonl", 5)
        (tmp_path / f"{name}.csv").write_text("id,text\n" + "d1,War.\n" * 4, encoding="utf-8")
    sources = sorted(tmp_path.iterdir())
    dt.score_files(sources, tmp_path / "whole.csv", jobs=1)
    output = tmp_path / "out.csv"

    def stop(documents, characters, calls=[]):  # noqa: B006 - counts its calls
        calls.append(documents)
        if len(calls) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dt.score_files(sources, output, progress=stop, jobs=1)
    dt.score_files(sources, output, resume=True)
    assert output.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def python(code, *arguments, **options):
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], **options)


SCORE = "import sys, detente as dt; dt.score_files(sys.argv[1], sys.argv[2], jobs=int(sys.argv[3]), resume=True)"


@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_within_a_second_with_whole_rows(tmp_path, jobs):
    source = json_lines(tmp_path / "rows.jsonl", 300_000)
    output = tmp_path / "out.csv"
    child = python(SCORE, source, output, jobs, stderr=subprocess.PIPE)
    journal = tmp_path / "out.csv.partial" / "journal.jsonl"
    while child.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
        time.sleep(0.01)
    sent = time.perf_counter()
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    # On a free machine it is a fraction of a second; the run itself takes far longer than this.
    assert time.perf_counter() - sent < 10
    assert child.returncode != 0
    assert said.rstrip().endswith(b"KeyboardInterrupt")
    assert not output.exists()
    assert not (tmp_path / "out.csv.new").exists()
    for line in journal.read_bytes().splitlines()[1:]:
        number = json.loads(line)["rows"]
        assert number > 0
    kept = sorted(journal.parent.glob("part-*.csv"))
    rows = b"".join(path.read_bytes() for path in kept)
    assert rows.endswith(b"\n")
    assert rows.count(b"\n") == sum(json.loads(line)["rows"] for line in journal.read_bytes().splitlines()[1:])


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of Unix")
@pytest.mark.parametrize("extension", ["csv", "parquet"])
def test_a_disk_that_fills_loses_nothing(tmp_path, extension):
    source = json_lines(tmp_path / "rows.jsonl", 4000)
    whole, output = tmp_path / f"whole.{extension}", tmp_path / f"out.{extension}"
    # A limit on the size of files stands for the disk: what is written beyond it fails in the same way.
    code = "import resource, detente.inputs; detente.inputs.batches.__defaults__ = (100_000,)\n"
    full = code + "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
    assert python(code + SCORE, source, whole, 2).wait(60) == 0
    for jobs in (1, 2):
        child = python(full + SCORE, source, output, jobs, stderr=subprocess.PIPE)
        _, said = child.communicate(timeout=60)
        assert child.returncode == 1
        assert b"OSError" in said.splitlines()[-1] or b"File too large" in said
        assert not output.exists()
    assert python(code + SCORE, source, output, 1).wait(60) == 0
    if extension == "csv":
        assert output.read_bytes() == whole.read_bytes()
    else:
        pq = pytest.importorskip("pyarrow.parquet")
        assert pq.read_table(output) == pq.read_table(whole)


def test_outputs_that_cannot_be(tmp_path):
    source = json_lines(tmp_path / "rows.jsonl", 3)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(IsADirectoryError, match=r"folder\.csv"):
        dt.score_files(source, tmp_path / "folder.csv")
    with pytest.raises(dt.DetenteError, match="input and the output"):
        dt.score_files(source, tmp_path / ".." / tmp_path.name / "rows.jsonl")
    assert source.read_text(encoding="utf-8").count("\n") == 3


def test_a_file_that_vanishes(tmp_path):
    names = ["a.txt", "b.csv", "c.jsonl", "d.txt"]
    for name in names:
        (tmp_path / name).write_text("War.", encoding="utf-8")

    def vanish(files, *arguments, **options):
        for name in names[:3]:
            (tmp_path / name).unlink(missing_ok=True)
        return inputs.batches(files, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.collection.batches", vanish)
        table = dt.score_files(tmp_path, level="document")
    assert [error is not None and "went away" in error for error in table["error"]] == [True, True, True, False]


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv"])
def test_a_file_that_changes(tmp_path, monkeypatch, name):
    monkeypatch.setattr(inputs.batches, "__defaults__", (50,))
    source = tmp_path / name
    rows = '{"text": "War."}\n' if name.endswith("jsonl") else "War.\n"
    source.write_text(("" if name.endswith("jsonl") else "text\n") + rows * 50, encoding="utf-8")

    def change(documents, characters):
        if documents < 10:
            with source.open("a", encoding="utf-8") as file:
                file.write(rows)

    summary = dt.score_files(source, tmp_path / "out.csv", level="document", progress=change, jobs=1)
    assert [error for _, error in summary.errors] == [inputs._CHANGED]
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text(encoding="utf-8"))
    assert manifest["errors"] == [[str(source), inputs._CHANGED]]
    assert manifest["failed"] == 1


def test_a_missing_column_stops_with_its_name(tmp_path):
    json_lines(tmp_path / "a.jsonl", 2, body="x")
    json_lines(tmp_path / "b.jsonl", 2)
    with pytest.raises(dt.DetenteError, match=r"b\.jsonl has no column 'body'"):
        dt.score_files(tmp_path, tmp_path / "out.csv", text_column="body")
    assert not (tmp_path / "out.csv").exists()


def test_a_document_of_two_gigabytes(tmp_path):
    for name in ("large.txt", "large.md"):
        with (tmp_path / name).open("wb") as file:
            file.write(b"The army attacked. " * 300)
            file.truncate(2 << 30)
    (tmp_path / "small.txt").write_text("War.", encoding="utf-8")
    table = dt.score_files(tmp_path, level="document")
    assert ["larger than 64 MB" in (error or "") for error in table["error"]] == [True, True, False]


def test_rows_after_a_long_one(tmp_path):
    rows = ["War and peace.", "b" * 500, "War and peace."]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in rows), encoding="utf-8")
    table = dt.score_files(tmp_path, level="document", limits=Limits(text_bytes=200))
    assert ["longer than" in (error or "") for error in table["error"]] == [False, True, False]
    assert table["n_words"] == [3, None, 3]


def test_a_log_that_was_cut_off_does_not_count(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs.batches, "__defaults__", (100,))
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    sources = sorted(tmp_path.iterdir())
    dt.score_files(sources, tmp_path / "whole.csv")
    output = tmp_path / "out.csv"

    def stop(documents, characters):
        if documents > 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dt.score_files(sources, output, progress=stop, jobs=1)
    folder = tmp_path / "out.csv.partial"
    for log in ("journal", "files", "errors"):
        with (folder / f"{log}.jsonl").open("ab") as file:
            file.write(b'{"path": "half')
    dt.score_files(sources, output, resume=True)
    assert output.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text(encoding="utf-8"))
    assert [file["path"] for file in manifest["files"]] == [str(path) for path in sources]


def test_slow_reading_is_kept_in_time(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "_SECONDS", 0.0)
    source = json_lines(tmp_path / "rows.jsonl", 5, number=2**70)  # rows that Python reads, one by one
    (tmp_path / "rows.jsonl").write_bytes(b"\xef\xbb\xbf" + source.read_bytes().replace(b"\n", b"\r"))
    told = []
    dt.score_files(source, tmp_path / "out.csv", progress=lambda documents, characters: told.append(documents))
    assert told == [1, 2, 3, 4, 5, 5]


def test_an_error_of_the_writer_is_raised(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs.batches, "__defaults__", (100,))
    source = json_lines(tmp_path / "rows.jsonl", 50)

    def fail(self, scored):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts.Parts, "add", fail)
    for jobs in (1, 2):
        with pytest.raises(OSError, match="No space"):
            dt.score_files(source, tmp_path / "out.csv", jobs=jobs)


def test_lines_that_repeat_across_documents(tmp_path):
    body = "The strike began on a Monday and spread to the harbour. The two governments signed a treaty in {n}. "
    for n in range(6):
        page = f"Our catalogue\nSupport\n\nIntroduction\n\n{body.format(n=n) * (n + 2)}\n"
        (tmp_path / f"{n}.txt").write_text(page, encoding="utf-8")
    plain = dt.score_files(tmp_path, level="document")
    cleaned = dt.score_files(tmp_path, level="document", repeated_lines=True)
    assert set(plain["title"]) == {"Our catalogue"}
    assert "Our catalogue" not in cleaned["title"]
    # "Support" is a word of the menu, not of the text.
    assert [n - m for n, m in zip(plain["cooperation"], cleaned["cooperation"], strict=True)] == [1] * 6
    dt.score_files(tmp_path, tmp_path / "out.csv", level="document", repeated_lines=True, jobs=1)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == cleaned.to_csv()
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text(encoding="utf-8"))
    assert manifest["repeated_lines"] is True


SHOWN = "import sys, detente as dt; dt.score_files(sys.argv[1], sys.argv[2])"


def test_progress_is_silent_in_a_pipe(tmp_path):
    source = json_lines(tmp_path / "rows.jsonl", 100)
    child = python(SHOWN, source, tmp_path / "out.csv", stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.communicate(timeout=60) == (b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_progress_on_a_terminal(tmp_path):
    source = json_lines(tmp_path / "rows.jsonl", 20_000)
    here, there = os.openpty()
    small = "import detente.inputs; detente.inputs.batches.__defaults__ = (100_000,)\n"
    child = python(small + SHOWN, source, tmp_path / "o.csv", stderr=there)
    os.close(there)
    shown = b""
    try:
        while block := os.read(here, 1 << 12):
            shown += block
    except OSError:  # the other end was closed
        pass
    os.close(here)
    assert child.wait(60) == 0
    assert re.search(rb"[\d,]+ documents, [\d.]+ M characters, [\d.]+ M/s", shown)
    assert b"%" in shown
    assert b"left" in shown
