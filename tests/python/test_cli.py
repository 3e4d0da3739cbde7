"""The command line, as a person and as a script use it."""

import csv
import io
import json
import subprocess
import sys

import pytest

import detente as dt

TEXT = "Two States\n\nTies\n\nThe allies signed a treaty.\n\nWar\n\nThe army attacked the town.\n"


def run(*arguments, stdin=""):
    command = [sys.executable, "-m", "detente", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


@pytest.fixture
def essay(tmp_path):
    path = tmp_path / "essay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_pipe_gets_csv_with_the_figures_of_python(essay):
    done = run("score", essay)
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    expected = dt.score([TEXT]).to_dicts()
    assert [r["heading"] for r in rows] == ["Ties", "War"]
    assert [float(r["net"]) for r in rows] == [r["net"] for r in expected]


@pytest.mark.parametrize("extension", ["csv", "jsonl", "parquet"])
def test_output_files_hold_the_same_rows(essay, tmp_path, extension):
    output = tmp_path / f"out.{extension}"
    assert run("score", essay, "-o", output).returncode == 0
    read = {
        "csv": lambda: list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8")))),
        "jsonl": lambda: [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()],
        "parquet": lambda: __import__("pyarrow.parquet").parquet.read_table(output).to_pylist(),
    }
    assert [row["heading"] or None for row in read[extension]()] == ["Ties", "War"]
    manifest = json.loads((tmp_path / f"out.{extension}.manifest.json").read_text(encoding="utf-8"))
    assert manifest["documents"] == 1
    assert manifest["detente"] == dt.__version__
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "essay.txt",
        output.name,
        f"{output.name}.manifest.json",
    ]


def test_standard_input():
    done = run("score", "-", stdin=TEXT)
    assert done.returncode == 0
    assert done.stdout.count("\n") == 3


def test_a_bad_document_costs_its_row_and_the_exit_code(essay, tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    done = run("score", tmp_path)
    assert done.returncode == 1
    assert "broken.docx" in done.stderr
    assert len(done.stdout.splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score", "no-such-file.txt"], "no-such-file.txt"),
        (["score"], "Missing argument"),
        (["score", "x.txt", "--level", "chapter"], "chapter"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_exits_with_2(arguments, says):
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_texts_is_said(tmp_path):
    done = run("score", tmp_path)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr


def test_an_unknown_output_format_is_refused_before_any_work(essay, tmp_path):
    done = run("score", essay, "-o", tmp_path / "out.xyz")
    assert done.returncode == 2
    assert ".parquet" in done.stderr


def test_version_and_help():
    assert dt.__version__ in run("--version").stdout
    assert "detente score essays/" in run("--help").stdout


def test_the_report_is_one_page(essay, tmp_path):
    output = tmp_path / "report.html"
    assert run("report", essay, "-o", output).returncode == 0
    page = output.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "http" not in page.replace("http-equiv", "")


def test_terms_kwic_and_keyness(essay, tmp_path):
    assert run("terms", essay, "--no-stop-words").stdout.startswith("term,count,rank")
    lines = run("kwic", "treat*", essay).stdout.splitlines()
    assert len(lines) == 2
    assert "treaty" in lines[1]
    other = tmp_path / "other.txt"
    other.write_text("Rain fell on the town.", encoding="utf-8")
    assert run("keyness", essay, other, "-o", tmp_path / "k.csv").returncode == 0
    assert (tmp_path / "k.csv").read_text(encoding="utf-8").startswith("term,statistic")


def test_kwic_by_lexicon_key(essay, tmp_path):
    own = tmp_path / "own.yml"
    own.write_text("coop:\n- treat*\nconf:\n- attack*\n", encoding="utf-8")
    rows = list(
        csv.DictReader(io.StringIO(run("kwic", "--lexicon", own, "--key", "conf", "--by", "section", essay).stdout))
    )
    assert [(row["heading"], row["keyword"], row["pattern"]) for row in rows] == [("War", "attacked", "conf")]
    assert len(run("kwic", "--lexicon", own, essay).stdout.splitlines()) == 3
    for wrong in (["treat*"], ["--key", "conf", "war", essay], ["--lexicon", own, "--regex", essay]):
        done = run("kwic", *wrong)
        assert done.returncode == 2, wrong
        assert "Error" in done.stderr
    done = run("kwic", "--lexicon", own, "--key", "peace", essay)
    assert done.returncode == 2
    assert "its keys are coop, conf" in done.stderr


def test_keyness_of_relations_and_against_a_frequency_list(essay, tmp_path):
    rows = list(csv.DictReader(io.StringIO(run("keyness", essay, "--relations").stdout)))
    assert rows[0]["term"] in ("allies", "signed", "treaty", "a")
    frequencies = tmp_path / "f.csv"
    assert run("terms", essay, "-o", frequencies).returncode == 0
    same = list(csv.DictReader(io.StringIO(run("keyness", essay, "--frequencies", frequencies).stdout)))
    assert {float(row["statistic"]) for row in same} == {0.0}
    for wrong in ([essay], [essay, essay, "--relations"]):
        assert run("keyness", *wrong).returncode == 2
    frequencies.write_text("term,count\nwar,many\n", encoding="utf-8")
    done = run("keyness", essay, "--frequencies", frequencies)
    assert done.returncode == 2
    assert "f.csv:2: the count 'many' is no whole number" in done.stderr


def test_lexicons_are_checked(tmp_path):
    dictionary = tmp_path / "own.yml"
    dictionary.write_text("aid:\n- joint venture\n- joint-venture\n", encoding="utf-8")
    done = run("lexicon", "check", dictionary)
    assert done.returncode == 1
    assert "joint" in done.stdout
    relations = tmp_path / "own.txt"
    relations.write_text("[events]\n057 | strong | shake/v hands | The kings shook hands.\n", encoding="utf-8")
    assert run("lexicon", "check", relations).returncode == 0
    broken = tmp_path / "broken.txt"
    broken.write_text("[events]\nnothing of the kind\n", encoding="utf-8")
    done = run("lexicon", "check", broken)
    assert done.returncode == 2
    assert "broken.txt:2" in done.stderr


def test_a_lexicon_can_be_replaced_and_extended(essay, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("[events]\n190 | strong | army | The army came.\n", encoding="utf-8")
    text = "The allies signed a treaty. The army came."
    assert len(dt.Relations(own).matches(text)) == 1
    assert len(dt.Relations(extend_lexicon=own).matches(text)) == 2
    assert run("score", essay, "--extend-lexicon", own).stdout != run("score", essay).stdout
