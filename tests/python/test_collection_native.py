"""Files that the core reads itself give the documents that the Python readers give."""

import csv
import io
import json
import os
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import detente as dt
from detente import inputs
from detente.readers import Limits

ROWS = [
    {"id": 1, "text": "They signed a treaty.", "year": 1991, "note": None},
    {"id": "1", "text": "Twice.\r\nThe army attacked.\rRain.", "year": 1992.5},
    {"id": "", "text": "No id.", "flag": True, "big": 2**53 + 1},
    {"id": "1-2", "text": None, "big": 2**80},
    {"id": " a b ", "text": "Spaces.", "list": [1, 2.5, {"é": "\u2028"}], "half": "\ud800"},
    {"id": 2.5, "text": 3, "year": "unknown"},
    {"id": False, "text": "x\u0000y \ud83d"},
    {"id": [1], "text": ["a", None]},
    {"id": "no text"},
    {"text": "No id column.", "nul\u0000": 1, "id_note": "mine"},
    {"id": "it's", "text": '# Talks\n\nThey met for "talks".'},
    {"id": "it's", "text": "Again.", "real": -0.0, "small": 1e-7, "large": 1e22, "zero": 0.0},
]
LINES = [json.dumps(row) for row in ROWS] + [json.dumps(row, ensure_ascii=True) for row in ROWS[:3]] + [
    '"alone"', "{", "[1]", "3", "", "  \t", "\x1c", '{"id": 7, "text": "a", "text": "b", "id": 8}',
    '{"text": "n", "x": NaN, "y": -Infinity, "z": -0}', '{"text": "t"} trailing', "\ufeff" + '{"text": "mark"}',
    '{"id": "deep", "text": "d", "x": ' + "[" * 200 + "]" * 200 + "}",
]  # fmt: skip


@pytest.fixture
def by_python(monkeypatch):
    """Turn the core's readers off."""

    def off():
        monkeypatch.setattr(inputs, "row_blocks", lambda *_: None)
        monkeypatch.setattr(inputs._Reader, "is_plain", lambda *_: False)

    return off


def scored(source, output, **options):
    summary = dt.score_files(source, output, level="document", **options)
    manifest = json.loads(output.with_name(output.name + ".manifest.json").read_text(encoding="utf-8"))
    return output.read_bytes(), summary.errors, summary.failed, summary.characters, manifest["files"]


def check_of_odd_shape(source, data, by_python):
    source.write_bytes(data)
    output, limits = source.with_name("out.jsonl"), Limits(text_bytes=250)
    native = scored(source, output, limits=limits)
    by_python()
    assert scored(source, output, limits=limits) == native


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("seed", range(8))
def test_lines_of_json(tmp_path, monkeypatch, by_python, seed, end):
    draw = random.Random(seed)
    lines = draw.sample(LINES, len(LINES)) + draw.choices(LINES, k=20)
    sources = [tmp_path / "a.jsonl", tmp_path / "b.ndjson"]
    sources[0].write_bytes((end.join(lines[:30]) + end).encode("utf-8", "surrogatepass"))
    sources[1].write_bytes(end.join(lines[30:]).encode("utf-8", "surrogatepass"))
    monkeypatch.setattr(inputs.batches, "__defaults__", (draw.choice([1, 200, 1 << 20]),))
    native = scored(sources, tmp_path / "out.jsonl", jobs=2)
    by_python()
    assert scored(sources, tmp_path / "out.jsonl", jobs=1) == native


@pytest.mark.parametrize(
    "data",
    [
        b'{"text": "caf\xe9"}\n{"text": "b"}\n',
        '{"text": "wide é"}\n'.encode("utf-16"),
        b'\xef\xbb\xbf{"text": "mark"}\n',
        b'{"text": "old Mac"}\r{"text": "b"}\r',
        b'{"a": 1, "b": 2}\n',
        b'{\n{"text": "late"}\n',
        b"{\n" * 2000,
        b"",
        b"[]\n[]\n",
        b'{"text": "' + b"long " * 60 + b'"}\n{"text": "b"}\n',
    ],
)
def test_files_of_odd_shapes(tmp_path, by_python, data):
    check_of_odd_shape(tmp_path / "odd.jsonl", data, by_python)


def test_plain_text_files(tmp_path, by_python):
    folder = tmp_path / "essays"
    folder.mkdir()
    bodies = [
        b"They signed a treaty.\r\nThe army attacked.\r", b"\xef\xbb\xbfMark.", b"\xef\xbb\xbf\xef\xbb\xbfTwo marks.",
        b"caf\xe9 and war", "Wide é.".encode("utf-16"), b"", b" \n ", b"<html><p>War.</p></html>", b"%PDF-1.7", b"a\0b",
        b"{\\rtf1 Peace.}", b"PK\x03\x04", b"x" * 300, bytes(range(256)), b"# Talks\n\nThey met.", b"<", b"!",
    ]  # fmt: skip
    for number, body in enumerate(bodies):
        for ending in ("txt", "md", "TEXT"):
            (folder / f"{number:02}.{ending}").write_bytes(body)
    (folder / "Ada_1_assignsubmission_file_x.txt").write_bytes(b"Handed in.")
    (folder / "né \u00a0.txt").write_bytes(b"A name.")
    os.symlink(folder / "gone", folder / "link.txt")
    limits = Limits(text_bytes=280)
    native = scored(folder, tmp_path / "out.jsonl", limits=limits, jobs=2)
    by_python()
    assert scored(folder, tmp_path / "out.jsonl", limits=limits, jobs=1) == native


def test_text_formats(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"text": "# Talks\n\nThey met."}), encoding="utf-8")
    (tmp_path / "a.txt").write_text("# Talks\n\nThey met.", encoding="utf-8")
    for path in (source, tmp_path / "a.txt"):
        assert dt.score_files(path, level="document")["title"] == ["Talks"]
        assert dt.score_files(path, level="document", text_format="plain")["title"] != ["Talks"]
    with pytest.raises(dt.DetenteError, match="text_format"):
        dt.score_files(source, text_format="html")


CELLS = ["1", "", " a b ", "They signed a treaty.", "The army attacked.\nRain fell.", "Old\rends\r\nhere.",
         'He said "no".', "a,b;c\td|e", "é\u2028", "\ufeff", '5" gun', "'", "# Talks\n\nThey met."]  # fmt: skip


def table_of(draw, *, delimiter=",", end="\r\n"):
    """Write a table that is well formed, with cells of every kind."""
    header = draw.choice([["id", "text"], ["text"], ["year", "Text", "doc_id", "id_note"], ["text", "text", "id"]])
    rows = [header] + [[draw.choice(CELLS) for _ in header] for _ in range(20)]
    quoting = draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(30))
def test_tables(tmp_path, monkeypatch, by_python, seed):
    draw = random.Random(seed)
    sources = [tmp_path / "a.csv", tmp_path / "b.tsv"]
    table = table_of(draw, delimiter=draw.choice(",;|"), end=draw.choice(["\n", "\r\n", "\r"]))
    sources[0].write_text(draw.choice(["", "\ufeff"]) + table, encoding="utf-8", newline="")
    sources[1].write_text(table_of(draw, delimiter="\t").rstrip(), encoding="utf-8", newline="")
    monkeypatch.setattr(inputs.batches, "__defaults__", (draw.choice([1, 200, 1 << 20]),))
    native = scored(sources, tmp_path / "out.jsonl", jobs=2)
    by_python()
    assert scored(sources, tmp_path / "out.jsonl", jobs=1) == native


@pytest.mark.parametrize("seed", range(200))
def test_damaged_tables(tmp_path, by_python, seed):
    draw = random.Random(seed)
    source = tmp_path / "damaged.csv"
    data = bytearray(table_of(draw).encode("utf-8"))
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(data))
        data[at : at + draw.randint(0, 2)] = draw.choice([b'"', b",", b"\n", b"\r", b"\0", b"\xe9", b"", b'""', b" "])
    source.write_bytes(data)
    native = scored(source, tmp_path / "out.jsonl")
    by_python()
    assert scored(source, tmp_path / "out.jsonl") == native


@pytest.mark.parametrize(
    "data",
    [
        b"", b"id,text\n", b"\n\nid,text\n1,a\n", b"text\n\nWar.\n", b"a,b\n1,2\n", b"id,text,\n1,War.,\n",
        "id,text\n1,wide é\n".encode("utf-16"), b"id,text\n1,caf\xe9\n", b'id,text\n1,"' + b"long " * 60 + b'"\n',
        b'id,text\n1,"' + b"line\n" * 200 + b'"\n2,b\n', b"id,text,text\n1,a,b\n", b"<html>,text\n1,a\n",
        b"\xef\xbb\xbf",
    ],
)  # fmt: skip
def test_tables_of_odd_shapes(tmp_path, by_python, data):
    check_of_odd_shape(tmp_path / "odd.csv", data, by_python)


def parquet_table(draw):
    """Make a table with columns of every kind that the core reads, and now and then of one that it leaves."""
    rows = draw.choice([1, 30, 700])
    texts = [*CELLS, None, "NUL\0", "\u0085"]

    def some(values):
        return [draw.choice(values) for _ in range(rows)]

    columns = {
        "text": pa.array(some(texts), draw.choice([pa.string(), pa.large_string()])),
        "id": draw.choice(
            [pa.array(some(texts)), pa.array(some([1, None, 2**40])), pa.array(some([True, False, None]))]
        ),
        "year": pa.array(
            some([1990, 1991, None]), draw.choice([pa.int16(), pa.uint16(), pa.int64(), pa.float32()]), safe=False
        )
        if draw.random() < 0.9
        else pa.array(some([b"bytes"])),
        "real": pa.array(some([0.5, float("nan"), float("inf"), -0.0, 1e22, None])),
        "wide": pa.array(some([2**63 + 1, 3, None]), pa.uint64()),
        "flag": pa.array(some([True, None])),
        "none": pa.nulls(rows),
        "kind": pa.array(some(["a", "b", None]), pa.string()).dictionary_encode(),
    }
    names = draw.sample(list(columns), draw.randint(2, len(columns)))
    return pa.table({name: columns[name] for name in {"text": 0} | dict.fromkeys(names)})


@pytest.mark.parametrize("seed", range(40))
def test_parquet(tmp_path, monkeypatch, by_python, seed):
    draw = random.Random(seed)
    source = tmp_path / "a.parquet"
    pq.write_table(parquet_table(draw), source, row_group_size=draw.choice([7, 300, 1000]))
    if draw.random() < 0.3:  # damage in the data, not in the footer
        data = bytearray(source.read_bytes())
        at = draw.randrange(4, len(data) // 2)
        data[at : at + 40] = bytes(draw.randrange(256) for _ in data[at : at + 40])
        source.write_bytes(data)
    monkeypatch.setattr(inputs.batches, "__defaults__", (draw.choice([1, 2000, 1 << 20]),))
    native = scored(source, tmp_path / "out.jsonl", jobs=2)
    by_python()
    assert scored(source, tmp_path / "out.jsonl", jobs=1) == native


def test_parquet_that_is_no_utf_8_has_an_error_row(tmp_path, by_python):
    source = tmp_path / "a.parquet"
    texts = pa.array([b"War."] * 600 + [b"caf\xe9"] + [b"Peace."] * 9, pa.binary()).view(pa.string())
    pq.write_table(pa.table({"text": texts}), source)
    native = scored(source, tmp_path / "out.jsonl")
    assert len(native[1]) == 1
    by_python()
    assert scored(source, tmp_path / "out.jsonl") == native


def test_well_formed_tables_are_read_in_the_core(tmp_path, monkeypatch):
    source = tmp_path / "a.csv"
    source.write_text('id,text\n1,"War, and ""peace""."\n', encoding="utf-8")
    pq.write_table(pa.table({"id": ["2"], "text": ["War, and peace."]}), tmp_path / "b.parquet")
    monkeypatch.setattr(inputs, "read", None)
    assert dt.score_files([source, tmp_path / "b.parquet"], level="document")["doc_id"] == ["1", "2"]


def test_tables_taken_up_again(tmp_path, monkeypatch):
    source, output = tmp_path / "a.csv", tmp_path / "out.jsonl"
    source.write_text(table_of(random.Random(1)), encoding="utf-8", newline="")
    monkeypatch.setattr(inputs.batches, "__defaults__", (1,))
    whole = scored(source, output)
    manifest = output.with_name(output.name + ".manifest.json")
    log = output.with_name(output.name + ".log")
    output.unlink(), manifest.unlink(), log.unlink(missing_ok=True)
    stop = iter(range(5))
    take = inputs._Reader._take

    def interrupted(self, tail):
        if next(stop, None) is None:
            raise KeyboardInterrupt
        return take(self, tail)

    with monkeypatch.context() as patch:
        patch.setattr(inputs._Reader, "_take", interrupted)
        with pytest.raises(KeyboardInterrupt):
            dt.score_files(source, output, level="document")
    assert scored(source, output, resume=True) == whole
