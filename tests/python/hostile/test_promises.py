"""What detente never does: talk to a network, write where it was not told to, run what stands in a file, hang."""

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import damage
import files
import pytest

import detente as dt
from detente.readers import read_bytes

PACKAGE = Path(dt.__file__).parent

#: Modules that reach a network, start programs, or turn bytes into objects or code.
FORBIDDEN = {
    *("asyncio", "ctypes", "dill", "ftplib", "http", "httpx", "imaplib", "marshal", "pickle", "poplib", "requests"),
    *("shelve", "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib.request", "webbrowser"),
    *("xml.dom", "xml.etree", "xml.sax", "yaml"),
}
_FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}

#: Everything at once, in a process where every socket is an error and no file may grow.
_USE = """
import resource, signal, sys
def refuse(): raise AssertionError("a socket")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.addaudithook(lambda name, _: refuse() if name.startswith(("socket.", "urllib.")) else None)
import detente as dt
from detente.report import document
a = dt.analyze("The talks collapsed. Moscow expelled two diplomats.")
assert a.relations.conflict == 2
table = dt.score_files(sys.argv[1:], level="document")
assert len(table) > 15 and not any(table["error"]), table["error"]
dt.Vader().compound(["good"]); dt.Parties("NATO bombed Serbia.").dyads(); dt.frequency(["war"]); dt.words("war")
a._repr_html_(), repr(a), repr(table), table.to_csv()
print("done")
"""


@pytest.mark.parametrize("flags", [[], ["-I"]], ids=["", "isolated"])
def test_no_network_no_home_no_writing(tmp_path, flags):
    for name, data in damage.formats().items():
        (tmp_path / name).write_bytes(data)
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        [sys.executable, *flags, "-B", "-c", _USE, *paths],
        env={"PATH": os.defpath},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "done\n"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_can_run_what_it_reads(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in _FORBIDDEN_CALLS, f"{path}:{node.lineno}"
        for name in names:
            parts = name.split(".")
            assert not {".".join(parts[:n]) for n in (1, 2)} & FORBIDDEN, f"{path}:{node.lineno} imports {name}"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "peace"><!ENTITY b SYSTEM "file:///etc/hostname">]>'


def test_xml_entities_are_never_expanded(tmp_path):
    (tmp_path / "own.ykd").write_text(
        f'<?xml version="1.0"?>{ENTITIES}<dictionary><cnode name="a"><pnode name="&a;&b;"/></cnode></dictionary>',
        encoding="utf-8",
    )
    with pytest.raises(dt.LexiconError, match=r"DTD|entit"):
        dt.Lexicon.read(tmp_path / "own.ykd")
    for data in (
        files.docx_of("", parts={"word/document.xml": f"{ENTITIES}<w:document {files.W}/>"}),
        files.docx_of("", styles="", parts={"word/styles.xml": f"{ENTITIES}<w:styles {files.W}/>"}),
        files.odt_of("", parts={"content.xml": f"{ENTITIES}<x/>"}),
        files.odt_of("", parts={"META-INF/manifest.xml": f"{ENTITIES}<x/>"}),
        files.epub_of({"c.xhtml": "<p>x</p>"}, parts={"META-INF/container.xml": f"{ENTITIES}<x/>"}),
        files.epub_of({"c.xhtml": "<p>x</p>"}, parts={"OEBPS/book.opf": f"{ENTITIES}<x/>"}),
    ):
        [document] = read_bytes(data, "a.zip")
        assert "entities" in document.error
    # In a web page an entity of its own is no entity: it stays as written.
    [document] = read_bytes(f"{ENTITIES}<html><body><p>War &a; &b; peace</p></body></html>".encode(), "a.html")
    assert "root" not in document.text
    assert Path("/etc/hostname").read_text().strip() not in document.text


def test_no_member_of_an_archive_is_ever_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inner = tmp_path / "in"
    inner.mkdir()
    names = ["../up.txt", f"{tmp_path}/absolute.txt", "..\\up.txt", "a/../../up.txt", "fine.txt"]
    (inner / "a.zip").write_bytes(files.zipped(dict.fromkeys(names, "The army attacked.")))
    table = dt.score_files("in", level="document")
    assert sum(error is not None for error in table["error"]) == len(names) - 1
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


#: Pieces that, repeated, send a backtracking search back again and again.
_REPEATED = [
    *(
        "a",
        " ",
        "\n",
        "\n \n",
        "\t\n",
        "a ",
        "A. ",
        "1.",
        "1. ",
        "IV. ",
        ".",
        "...",
        "-",
        "- ",
        "=",
        "===\n",
        "#",
        "# ",
        "> ",
        "*",
    ),
    *(
        "**a",
        "_",
        "`",
        "```\n",
        "|",
        "|-",
        "[",
        "[a](",
        "](",
        "![",
        "<",
        "<a",
        "<a ",
        "<!--",
        "</",
        "<div>\n",
        "&",
        "&amp",
        "&#",
    ),
    *(
        "\\",
        "{",
        "{\\",
        "}",
        '"',
        '",',
        '"\n',
        "'",
        ",",
        ";",
        "\t",
        ":",
        "a:",
        "http://",
        "a@",
        "a@b.",
        "www.",
        "@a",
        "#a",
    ),
    *(
        "\u201c",
        "\u2018a",
        "(",
        "((a",
        "not ",
        "not not",
        "war ",
        "war, ",
        "and ",
        "the army and ",
        "ended the ",
        "to ",
    ),
    *(
        "but ",
        "very ",
        "Dr. ",
        "U.S.",
        "U. ",
        "a.b",
        "a-",
        "a'",
        "\u0301",
        "\u200d",
        "\U0001f468\u200d",
        "\U0001f1e6",
        "\u0e01",
    ),
    *(
        "=E9",
        "\x00",
        "\ufeff",
        "PK\x03\x04",
        "%PDF-",
        "{\\rtf1 ",
        "obj\n",
        "1 0 R ",
        "[1,",
        '{"a":',
        '{"text": "',
        "in 1999 ",
    ),
]
#: Bytes of text for each of them, and seconds of processor time that reading and scoring it may take.
_SIZE, _SECONDS = 200_000, 2.0


@pytest.mark.parametrize("ending", ["txt", "md", "html", "rtf", "csv", "json", "jsonl"])
def test_no_repetition_takes_the_readers_long(ending):
    head = {
        "html": "<html><body>",
        "rtf": "{\\rtf1 ",
        "csv": "id,text\n1,",
        "json": '[{"text": "',
        "jsonl": '{"text": "',
    }
    for piece in _REPEATED:
        data = (head.get(ending, "") + piece * (_SIZE // len(piece.encode()))).encode()
        began = time.process_time()
        assert list(read_bytes(data, f"a.{ending}"))
        spent = time.process_time() - began
        assert spent < _SECONDS, f"{piece!r} in .{ending} takes {spent:.1f} s"


def test_no_repetition_takes_the_core_long():
    lexicon = dt.Lexicon.from_dict({"a": ["a", "regex:(a+)+$", "not ..3 war", "w* ~2 peace"], "b": ["*a*", "the *"]})
    slow = []
    for piece in _REPEATED:
        text = piece * (_SIZE // len(piece.encode()))
        for call in (dt.analyze, dt.sentences, dt.Parties, dt.Vader().polarity_scores, lambda t: lexicon.lookup([t])):
            began = time.process_time()
            call(text)
            spent = time.process_time() - began
            if spent > _SECONDS:
                slow.append(f"{piece!r}: {spent:.1f} s in {call}")
    assert slow == []
