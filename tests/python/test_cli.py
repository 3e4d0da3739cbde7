"""The command line, as a person and as a script use it."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

import detente as dt
from detente.cli import main
from detente.console import MOST_ROWS, print_table

#: The command, as it is installed beside this Python.
COMMAND = str(Path(sys.executable).with_name("detente"))

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


def test_every_command_is_listed():
    assert sorted(main.list_commands(None)) == sorted(main.commands)


def test_every_command_has_help_with_an_example():
    for command in ["score", "report", "terms", "kwic", "keyness", "lexicon check"]:
        done = CliRunner().invoke(main, [*command.split(), "--help"])
        assert done.exit_code == 0
        assert f"\n  detente {command} " in done.output, command
        assert max(map(len, done.output.splitlines())) <= 100


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


@pytest.mark.parametrize(
    ("table", "options", "expected"),
    [
        ("collocations", ["--size", "3"], lambda texts: dt.collocations(texts, 3)),
        ("cooccurrence", ["--stem"], lambda texts: dt.cooccurrence(texts, stem=True)),
        ("dispersion", ["--by", "section"], lambda texts: dt.dispersion(texts, by="section")),
        ("diversity", [], dt.diversity),
        ("readability", ["--by", "section"], lambda texts: dt.readability(texts, by="section")),
        ("similarity", ["--by", "section"], lambda texts: dt.similarity(texts, by="section")),
        ("term_similarity", ["--no-stop-words"], lambda texts: dt.term_similarity(texts, stop_words=True)),
    ],
)
def test_terms_makes_every_table(essay, table, options, expected):
    assert run("terms", essay, "--table", table, *options).stdout == expected({str(essay): TEXT}).to_csv()


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


def test_a_dictionary_is_no_cooperation_conflict_lexicon(essay, tmp_path):
    dictionary = tmp_path / "own.yml"
    dictionary.write_text("aid: [aid]\n", encoding="utf-8")
    for command, option in [("score", "--lexicon"), ("report", "--extend-lexicon")]:
        done = run(command, essay, option, dictionary)
        assert done.returncode == 2
        assert "lookup(texts)" in " ".join(done.stderr.split())


def test_a_lexicon_can_be_replaced_and_extended(essay, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("[events]\n190 | strong | army | The army came.\n", encoding="utf-8")
    text = "The allies signed a treaty. The army came."
    assert len(dt.Relations(own).matches(text)) == 1
    assert len(dt.Relations(extend_lexicon=own).matches(text)) == 2
    assert run("score", essay, "--extend-lexicon", own).stdout != run("score", essay).stdout


def test_no_output_overwrites_a_text(essay, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("text\nWar.\n", encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text("<p>The allies signed a treaty.</p>", encoding="utf-8")
    for command, path in [("score", rows), ("terms", rows), ("report", page), ("report", essay)]:
        before = path.read_bytes()
        done = CliRunner().invoke(main, [command, str(path), "-o", str(path)])
        assert done.exit_code == 2
        assert "-o" in done.output or ".html" in done.output
        assert path.read_bytes() == before


def test_what_an_earlier_run_left_among_the_texts_is_no_text(essay, tmp_path):
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        assert "2 documents, 0 failed" in run("score", tmp_path, "-o", tmp_path / "scores.csv").stderr
    for made in tmp_path.glob("scores.csv*"):
        made.unlink()
    for _ in range(2):
        assert "2 documents, 0 failed" in run("report", tmp_path, "-o", tmp_path / "report.html").stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score", "essay.txt", "-o", "none/out.csv"], "make it first"),
        (["report", "essay.txt", "-o", "none/out.html"], "make it first"),
        (["report", "essay.txt", "-o", "out.pdf"], "'out.html'"),
        (["score", "essay.txt", "--resume"], "-o"),
        (["score", "-", "essay.txt"], "standard input"),
        (["score", "-", "-o", "out.csv"], "detente score - > out.csv"),
        (["score", "no.txt"], "no such file or folder: 'no.txt'; is the path right"),
        (["kwic", "(", "essay.txt", "--regex"], "regular expression"),
        (["scor", "essay.txt"], "Did you mean"),
    ],
)
def test_an_error_says_what_to_do(essay, monkeypatch, arguments, says):
    monkeypatch.chdir(essay.parent)
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert "Errno" not in done.output
    assert sorted(path.name for path in essay.parent.iterdir()) == ["essay.txt"]


def printed(table, width, **options):
    console = Console(file=io.StringIO(), width=width, **options)
    print_table(table, console)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
def test_tables_fit_the_terminal_with_whole_figures(width):
    table = dt.score({"a": TEXT, "b": TEXT.replace("War", "A long heading " * 9)})
    text = printed(table, width)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    assert "heading" in lines[0]
    heads = lines[0].split()
    assert set(heads) <= set(table.columns)
    assert ("balance_low" in heads) == ("balance_high" in heads)
    left = [name for name in ("n_words", "net", "sentiment") if name not in heads]
    assert all(name in " ".join(text.split()) for name in left)


def test_what_is_the_same_in_every_row_is_said_once():
    lines = printed(dt.score({"only": TEXT}), 80).splitlines()
    assert lines[0] == "only"
    assert "only" not in "".join(lines[1:])


def test_a_terminal_is_not_flooded():
    table = dt.score({str(n): "The allies signed a treaty." for n in range(MOST_ROWS + 7)}, level="document")
    text = printed(table, 100)
    assert len(text.splitlines()) == MOST_ROWS + 2
    assert "7 more rows" in text


def test_a_concordance_keeps_what_stands_next_to_the_keyword():
    text = printed(dt.kwic(["Ministers of fourteen countries signed the treaty that nobody had wanted."], "treaty"), 60)
    assert re.search(r"… ?\S+ signed the  treaty +that nobody", text)


def on_terminal(*arguments, **environment):
    """Run on a terminal of 70 columns, and return what it shows."""
    pty = pytest.importorskip("pty", reason="a terminal of this kind is Unix's own")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 70, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    child = subprocess.Popen(
        [sys.executable, "-m", "detente", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**clean, "TERM": "xterm-256color", **environment},
    )
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # Linux says so where the other end is closed
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    assert child.wait() == 0
    return out.decode("utf-8")


def test_a_terminal_gets_a_table_in_colour_unless_it_is_told_not_to(essay):
    coloured = on_terminal("score", essay)
    assert "\x1b[34m" in coloured
    plain = on_terminal("score", essay, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", plain).splitlines()
    assert max(map(len, bare)) <= 70
    assert "cooperation" in bare[1]
    assert "," not in bare[1]
    wide = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal("score", essay, COLUMNS="160")).splitlines()
    assert "sentiment" in wide[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(shell):
    def ask(what, **environment):
        env = {**os.environ, "_DETENTE_COMPLETE": f"{shell}_{what}", **environment}
        return subprocess.run([COMMAND], env=env, capture_output=True, text=True, check=False)

    script = ask("source").stdout
    assert "_DETENTE_COMPLETE=" in script
    asked = {"COMP_WORDS": "detente lexicon ch", "COMP_CWORD": "ch" if shell == "fish" else "2"}
    assert "check" in ask("complete", **asked).stdout
    found = shutil.which(shell)
    if found:  # that the shell itself takes the script
        first = "autoload -Uz compinit; compinit -u -D; " if shell == "zsh" else ""
        done = subprocess.run([found, "-c", first + script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_bash_completes():
    ask = f"""eval "$(_DETENTE_COMPLETE=bash_source '{COMMAND}')"
        COMP_WORDS=(detente score --lev); COMP_CWORD=2; _detente_completion '{COMMAND}'; echo "${{COMPREPLY[@]}}" """
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "--level"
