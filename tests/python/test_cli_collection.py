"""Options of `detente score` for collections."""

import json
import subprocess
import sys


def score(*arguments, given=""):
    command = [sys.executable, "-m", "detente", "score", *map(str, arguments), "--level", "document"]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


def rows(*arguments):
    done = score(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_how_texts_are_marked_up(tmp_path):
    source = tmp_path / "rows.jsonl"
    source.write_text(json.dumps({"id": "a", "text": "# Talks\n\nThey met."}), encoding="utf-8")
    assert rows(source)[1].startswith("a,Talks,")
    assert not rows(source, "--text-format", "plain")[1].startswith("a,Talks,")


def test_lines_that_repeat(tmp_path):
    body = "The strike began on a Monday and spread to the harbour. "
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(
            f"Our catalogue\nSupport\n\nIntroduction\n\n{body * (n + 2)}", encoding="utf-8"
        )
    assert all("Our catalogue" in row for row in rows(tmp_path)[1:])
    assert not any("Our catalogue" in row for row in rows(tmp_path, "--repeated-lines")[1:])


def test_the_standard_input_is_one_text():
    done = score("-", "--text-format", "plain", given="# Talks\n\nThey met.\n")
    assert done.returncode == 0, done.stderr
    done = score("-", "--text-column", "x", given="Talks")
    assert (done.returncode, "--text-column needs files" in done.stderr) == (2, True)
