"""Damaged files of every format through `score_files`: a row each, no crash, no hang, memory within bounds.

`make soak` damages 10,000 files; `make test` some hundred.
"""

import faulthandler
import math
import random
import re
import resource
import sys
import time
from collections import Counter
from pathlib import PurePath

import damage
import pytest

import detente as dt

#: Seconds of processor time that one damaged file may take.
SECONDS = 2.0
#: How much the process may grow over the whole run, in MB.
GROWTH = 300


@pytest.fixture(scope="module")
def whole():
    return damage.formats()


@pytest.fixture(autouse=True)
def _no_hang():
    """End the run with all stacks where a file takes more than two minutes of a clock."""
    if not sys.stderr.isatty() and not hasattr(sys.stderr, "fileno"):
        yield
        return
    faulthandler.dump_traceback_later(1200, exit=True, file=sys.__stderr__)
    yield
    faulthandler.cancel_dump_traceback_later()


def test_whole_files_are_read(whole, tmp_path):
    for name, data in whole.items():
        path = tmp_path / name
        path.write_bytes(data)
        table = dt.score_files(path, level="document")
        assert table["error"] == [None] * len(table), name
        assert sum(table["conflict"]) > 0, name


def test_each_damaged_file_has_its_rows(whole, tmp_path, scale):
    rng = random.Random(10)
    names = sorted(whole)
    slowest, unread = Counter(), Counter()
    before = _peak()
    count = scale(320, 10_000)
    for turn in range(count):
        name = names[turn % len(names)]
        # One in eight bears the name of another format.
        shown = rng.choice(names) if rng.random() < 1 / 8 else name
        path = tmp_path / f"{turn}-{shown}"
        path.write_bytes(damage.damaged(whole[name], rng))
        began = time.process_time()
        table = dt.score_files(path, level="document")
        spent = time.process_time() - began
        slowest[name] = max(slowest[name], spent)
        assert spent < SECONDS, f"{path} takes {spent:.1f} s"
        unread[name] += _check(table, path)
        path.unlink()
    grown = _peak() - before
    assert grown < GROWTH, f"the process grew by {grown} MB"
    print(f"\n{count} damaged files; slowest {max(slowest.values()):.2f} s; grown by {grown} MB")
    for name in names:
        print(f"{name:14} slowest {slowest[name]:.3f} s, {unread[name]} documents unreadable")


def test_damaged_files_in_one_folder_cost_nobody_else_a_row(whole, tmp_path, scale):
    rng = random.Random(11)
    folder = tmp_path / "in"
    folder.mkdir()
    for turn in range(scale(48, 480)):
        name = rng.choice(sorted(whole))
        (folder / f"{turn:04}-{name}").write_bytes(damage.damaged(whole[name], rng))
    (folder / "zz-sound.txt").write_text("The army attacked the town.", encoding="utf-8")
    together = dt.score_files(folder, level="document")
    alone = [dt.score_files(path, level="document") for path in sorted(folder.iterdir())]
    # Ids of rows are unique in a run, and bear a number where they were given before.
    names = [re.sub(r"-\d+$", "", name) for name in together["doc_id"]]
    assert names == [re.sub(r"-\d+$", "", name) for table in alone for name in table["doc_id"]]
    for column in ("conflict", "cooperation", "n_words", "error"):
        assert together[column] == [value for table in alone for value in table[column]]
    assert together["conflict"][-1] == 1
    assert dt.score_files(folder, level="document") == together
    assert not [error for error in together["error"] if error and re.search(r"IndirectObject\(\d+, \d+, \d", error)]


def _check(table, path) -> int:
    """Check the rows of one file; return how many say why there is no text."""
    assert len(table) >= 1, f"{path} has no row"
    failed = 0
    for row in table.to_dicts():
        assert row["doc_id"]
        if row["error"] is not None:
            assert "\n" not in row["error"]
            assert PurePath(path).name in row["error"]
            failed += 1
        else:
            assert row["n_words"] >= 0
            assert row["balance"] is None or -1 <= row["balance"] <= 1
            assert math.isfinite(row["net"])
    return failed


def _peak() -> int:
    """Return the most memory that the process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
