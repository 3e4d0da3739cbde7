"""Whatever befalls a run, its output is whole and equal to that of an undisturbed one, or it is not there."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from itertools import cycle

import pytest
import runs

import detente as dt
from detente import inputs


@pytest.fixture(scope="module")
def essays(tmp_path_factory):
    return runs.essays(tmp_path_factory.mktemp("essays") / "in")


@pytest.fixture(scope="module")
def undisturbed(essays, tmp_path_factory):
    """The output and the manifest of a run that nothing befell, by extension."""
    known = {}

    def of(extension):
        if extension not in known:
            output = tmp_path_factory.mktemp("undisturbed") / f"out.{extension}"
            assert runs.run("score", essays, "-o", output).returncode == 1  # one document cannot be read
            known[extension] = outputs(output)
        return known[extension]

    return of


def outputs(output):
    return output.read_bytes(), output.with_name(output.name + ".manifest.json").read_bytes()


def finish(essays, output):
    """Take a run up to its end; its files must be all that stands there."""
    done = runs.run("score", essays, "-o", output, "--resume")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in output.parent.iterdir()) == [output.name, f"{output.name}.manifest.json"]
    return outputs(output)


def test_killed_at_any_moment_and_resumed(essays, undisturbed, tmp_path, scale):
    rng = random.Random(9)
    extensions = cycle(["csv", "jsonl", "parquet"])
    rest = _rest(essays, tmp_path)
    kills = hit = 0
    while kills < scale(6, 100):
        extension = next(extensions)
        folder = tmp_path / f"run{kills}"
        folder.mkdir()
        output = folder / f"out.{extension}"
        # Up to three kills before the run is let go.
        for _ in range(rng.randint(1, 3)):
            process = _started(essays, output)
            time.sleep(rng.random() * rest)
            hit += process.poll() is None
            process.kill()
            process.wait()
            kills += 1
            if output.exists():
                expected = undisturbed(extension)[0]
                assert output.read_bytes() == expected, "an output appeared that is not whole"
        assert finish(essays, output) == undisturbed(extension)
        shutil.rmtree(folder)
    assert hit
    print(f"\n{kills} kills, {hit} of them while the run went on")


def _rest(essays, folder):
    """Return how long a run goes on after its first part, in seconds."""
    process = _started(essays, folder / "timed.csv")
    begun = time.monotonic()
    process.wait()
    return time.monotonic() - begun


def _started(essays, output):
    """Start a run, and wait until its first part is there, or it is done."""
    process = subprocess.Popen(
        runs.command("score", essays, "-o", output, "--resume", batch=3_000),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    partial = output.with_name(output.name + ".partial")
    while process.poll() is None and not any(partial.glob("part-*")):
        time.sleep(0.005)
    return process


@pytest.mark.parametrize("left", ["journal.jsonl", "part-000000.csv"])
def test_killed_while_the_parts_are_removed(essays, undisturbed, tmp_path, left, monkeypatch):
    """Some of the parts are gone, whichever the file system gave first; the run still ends well."""
    output = tmp_path / "out.csv"

    def interrupted(folder, **_):
        if folder.exists():
            for path in folder.iterdir():
                if path.name != left:
                    path.unlink()
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("detente.parts.shutil.rmtree", interrupted)
        patch.setattr(inputs.batches, "__defaults__", (8_000,))
        with pytest.raises(KeyboardInterrupt):
            dt.score_files(essays, output, resume=True)
    assert output.read_bytes() == undisturbed("csv")[0]
    assert finish(essays, output) == undisturbed("csv")


@pytest.mark.parametrize("room", [0, 3_000, 20_000])
def test_a_full_disk(essays, undisturbed, tmp_path, room):
    """No file may grow beyond `room` bytes: the run says so in one line, and goes on when there is room."""
    output = tmp_path / "out.csv"
    done = runs.run("score", essays, "-o", output, preexec_fn=lambda: _no_more_than(room))
    assert done.returncode == 2
    assert done.stderr.startswith("detente: ")
    assert "Traceback" not in done.stderr
    assert not output.exists()
    assert finish(essays, output) == undisturbed("csv")


def _no_more_than(size):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_device_as_standard_output(essays):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            runs.command("score", essays), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert "no space left" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("lines", [0, 1])
def test_a_closed_pipe_ends_in_silence(essays, lines, unbuffered):
    process = subprocess.Popen(
        runs.command("score", essays, "--level", "match"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    for _ in range(lines):
        assert process.stdout.readline().startswith(b"doc_id")
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert errors == ""


def test_an_interrupt_ends_the_run_soon_and_keeps_whole_rows(essays, undisturbed, tmp_path):
    output = tmp_path / "out.csv"
    process = subprocess.Popen(
        runs.command("score", essays, "-o", output, batch=1_000), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    partial = tmp_path / "out.csv.partial"
    while not any(partial.glob("part-*")):
        assert process.poll() is None
        time.sleep(0.005)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    spent = time.monotonic() - began
    print(f"\nstopped after {spent:.2f} s")
    assert process.returncode == 130
    assert b"--resume" in errors
    assert b"Traceback" not in errors
    assert spent < 5, "a second on a quiet machine"
    lines = (partial / "journal.jsonl").read_text(encoding="utf-8").split("\n")
    entries = [json.loads(line) for line in lines[1:] if line]
    for number in range(len(entries)):
        rows = (partial / f"part-{number:06}.csv").read_text(encoding="utf-8")
        assert rows.endswith("\n")
    assert finish(essays, output) == undisturbed("csv")


def test_an_unreadable_folder_has_a_row(tmp_path):
    folder = tmp_path / "in"
    (folder / "closed").mkdir(parents=True)
    (folder / "closed" / "lost.txt").write_text("The army attacked.", encoding="utf-8")
    (folder / "sound.txt").write_text("The army attacked.", encoding="utf-8")
    for mode in (0o000, 0o400):  # not to be listed; names only
        (folder / "closed").chmod(mode)
        # Root reads everything, unless it gives its privileges away.
        drop = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
        done = subprocess.run([*drop, *runs.command("score", folder)], capture_output=True, text=True, check=False)
        (folder / "closed").chmod(0o700)
        assert done.returncode == 1, done.stderr
        assert len(done.stdout.splitlines()) == 3
        assert "closed" in done.stderr
        assert "Permission denied" in done.stderr


def test_files_that_go_away_or_change_in_the_run(essays, tmp_path, monkeypatch):
    folder = tmp_path / "in"
    shutil.copytree(essays, folder)
    monkeypatch.setattr(inputs.batches, "__defaults__", (8_000,))
    told = []

    def hurt(documents, characters):
        if not told:
            (folder / "essay050.txt").unlink()
            (folder / "essay051.txt").write_text("The army attacked.", encoding="utf-8")
        told.append(documents)

    summary = dt.score_files(folder, tmp_path / "out.csv", "document", progress=hurt)
    errors = dict(summary.errors)
    assert "went away" in errors[os.fspath(folder / "essay050.txt")]
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + summary.documents
    assert summary.failed == 2  # and the broken document


def test_a_run_with_a_file_that_cannot_be_read_can_be_resumed(essays, tmp_path, monkeypatch):
    folder = tmp_path / "in"
    shutil.copytree(essays, folder)
    (folder / "a-link.txt").symlink_to(tmp_path / "nowhere")
    expected = dt.score_files(folder)
    monkeypatch.setattr(inputs.batches, "__defaults__", (8_000,))

    def stop(documents, characters):
        if documents > 10:
            raise KeyboardInterrupt

    output = tmp_path / "out.csv"
    with pytest.raises(KeyboardInterrupt):
        dt.score_files(folder, output, progress=stop)
    dt.score_files(folder, output, resume=True)
    assert output.read_text(encoding="utf-8") == expected.to_csv()


def test_ids_that_repeat_keep_their_rows(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("id,text\na,The army attacked.\na,They signed a treaty.\n,x\n,y\n", encoding="utf-8")
    table = dt.score_files([path, path, tmp_path], level="document")
    assert len(table) == 4, table["doc_id"]
    assert (sum(table["conflict"]), sum(table["cooperation"])) == (1, 1)


def test_clocks_that_jump_change_nothing(essays, undisturbed, tmp_path, monkeypatch):
    folder = tmp_path / "in"
    shutil.copytree(essays, folder)
    for path, when in zip(sorted(folder.iterdir()), cycle([0, 2**31, 2**33]), strict=False):
        os.utime(path, (when, when))
    rng = random.Random(2)
    for name in ("time", "monotonic", "perf_counter"):
        monkeypatch.setattr(time, name, lambda: rng.uniform(-1e9, 1e10))
    monkeypatch.setattr(inputs.batches, "__defaults__", (8_000,))
    dt.score_files(folder, tmp_path / "out.csv", progress=True)
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8").replace(os.fspath(folder), os.fspath(essays))
    assert rows.encode() == undisturbed("csv")[0]


def test_any_number_of_threads_and_any_batch_give_the_same_bytes(essays, undisturbed, tmp_path):
    for jobs, batch in ((1, 1), (2, 5_000), (5, 10_000_000)):
        output = tmp_path / f"{jobs}" / "out.csv"
        output.parent.mkdir()
        assert runs.run("score", essays, "-o", output, "-j", jobs, batch=batch).returncode == 1
        assert outputs(output) == undisturbed("csv")
