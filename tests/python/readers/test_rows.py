"""Tables and records."""

import io
import json

import pytest

from detente.readers import ReaderError, read_bytes


def rows(data, name="a.csv", **options):
    data = data if isinstance(data, bytes) else data.encode()
    return list(read_bytes(data, name, **options))


def texts(documents):
    return [document.text if document.error is None else None for document in documents]


def test_columns_are_carried_along():
    [document] = rows("ID,Essay,year,party\n7,Peace.,1990,X\n")
    assert (document.id, document.text, document.metadata) == ("7", "Peace.", {"year": "1990", "party": "X"})
    assert (document.source, document.format, document.error) == ("a.csv", "auto", None)


def test_columns_asked_for():
    [document] = rows("a,b,c\n1,2,3\n", text_column="b", id_column="c")
    assert (document.id, document.text, document.metadata) == ("3", "2", {"a": "1"})


def test_a_column_that_is_not_there():
    for option in ("text_column", "id_column"):
        with pytest.raises(ReaderError, match="it has 'id', 'text'"):
            rows("id,text\n1,x\n", **{option: "essay"})
        with pytest.raises(ReaderError, match="it has 'id', 'text'"):
            rows('{"id": 1, "text": "x"}', "a.jsonl", **{option: "essay"})


def test_no_column_looks_like_the_text():
    [document] = rows("a,b\n1,x\n")
    assert "text_column" in document.error
    assert "'a', 'b'" in document.error


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter):
    data = 'id,text\n1,"War, peace; and | more"\n2,Trade\n'
    table = delimiter.join(("id", "text")) + f'\n1{delimiter}"War, peace; and | more"\n2{delimiter}Trade\n'
    assert texts(rows(table)) == texts(rows(data))


def test_lines_and_quotes_in_a_cell():
    [document] = rows('id,text\n1,"War\r\nand ""peace"""\r\n')
    assert document.text == 'War\nand "peace"'


def test_long_cell():
    [document] = rows("id,text\n1," + "war " * 100_000 + "\n")
    assert len(document.text) == 400_000


def test_a_quote_never_closed_costs_its_own_row():
    documents = rows('id,text\n1,good\n2,"bad\n3,good\n4,good\n')
    assert texts(documents) == ["good", None, "good", "good"]
    assert "line 3" in documents[1].error
    assert "never closed" in documents[1].error


def test_a_quote_in_the_wrong_place_costs_its_own_row():
    documents = rows('id,text\n1,"He said "no" twice"\n2,good\n3,"ok"\n')
    assert texts(documents) == [None, "good", "ok"]
    assert "line 2" in documents[0].error


def test_lines_of_a_broken_cell_are_no_rows():
    documents = rows('id,text\n1,"He "said"\nsome thing, then more\nand more\n2,good\n')
    assert texts(documents) == [None, "good"]
    assert "lines 2 to 4" in documents[0].error


def test_too_many_and_too_few_cells():
    documents = rows("id,text,year\n1,a,b,c\n2,a,1990\n3,a\n4,a,1990,,\n\n")
    assert texts(documents) == [None, "a", None, "a"]
    assert "4 cells where the header has 3" in documents[0].error


def test_ids_are_unique_and_say_so():
    documents = rows("id,text\na,1\na,2\na-2,3\n,4\n")
    assert [document.id for document in documents] == ["a", "a-2", "a-2-2", "a.csv:4"]
    assert documents[1].metadata == {"id_note": "another document has the id 'a'"}
    assert documents[3].metadata == {"id_note": "the id was empty"}


def test_doubled_column_names():
    [document] = rows("id,text,x,x\n1,Peace.,a,b\n")
    assert document.metadata == {"x": "a", "x.4": "b"}


def test_header_only():
    [document] = rows("id,text\n")
    assert "without rows" in document.error


def test_empty_text_stays_a_row():
    [document] = rows("id,text\n1,\n")
    assert (document.text, document.error) == ("", None)


def test_broken_lines_of_json():
    documents = rows('{"id": 1, "text": "a"}\n{"id": \n\n[1]\n"b"\n{"id": 2, "text": "c"}\n', "a.jsonl")
    assert texts(documents) == ["a", None, None, "b", "c"]
    assert "line 2 is not JSON" in documents[1].error
    assert "line 4" in documents[2].error


def test_first_lines_broken():
    documents = rows('{"id"\n{"id": 2, "text": "c"}\n', "a.jsonl")
    assert texts(documents) == [None, "c"]


def test_values_of_json():
    row = {"text": "x", "n": 1, "r": 0.5, "b": True, "none": None, "list": [1, "é"], "half": "\ud800"}
    [document] = rows(json.dumps(row), "a.jsonl")
    assert document.metadata == {
        "n": 1, "r": 0.5, "b": True, "none": None, "list": '[1, "é"]', "half": "\ufffd",
    }  # fmt: skip


def test_half_a_character_in_the_text_is_counted():
    [document] = rows(r'{"text": "x\ud83d"}', "a.jsonl")
    assert (document.text, document.replaced_chars) == ("x\ufffd", 1)


def test_a_row_without_the_text():
    documents = rows('{"text": "a"}\n{"body": "b"}\n{"text": null}\n', "a.jsonl")
    assert texts(documents) == ["a", None, ""]
    assert "'text'" in documents[1].error


@pytest.mark.parametrize("data", ['[{"text": "a"}, {"text": "b"}]', '["a", "b"]', '{"text": "a"}\n{"text": "b"}'])
def test_json(data):
    assert texts(rows(data, "a.json")) == ["a", "b"]


def test_a_list_of_json_cut_off():
    documents = rows('[{"text": "a"}, {"text": "b"}, {"te', "a.json")
    assert texts(documents) == ["a", "b", None]
    assert "item 3" in documents[2].error


def test_no_records():
    for data in ("[]", "[1, 2]", "3", "{", "[[[]]]"):
        [document] = rows(data, "a.json")
        assert document.error is not None


def test_lists_without_end():
    for name in ("a.json", "a.jsonl"):
        documents = rows('[{"text": "a", "x": [' + "[]," * 600_000, name)
        assert documents[-1].error is not None


def test_undecodable_bytes_are_counted():
    [good, bad] = rows(b"text\n" + "Café naïve déjà\n".encode() + b"w\xffr\n")
    assert (good.replaced_chars, bad.replaced_chars) == (0, 1)


def test_parquet():
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    sink = io.BytesIO()
    table = arrow.table({"doc_id": list(range(1000)), "text": ["Peace."] * 1000, "year": [1990] * 1000})
    parquet.write_table(table, sink)
    documents = rows(sink.getvalue(), "a.bin")
    assert len(documents) == 1000
    assert (documents[9].id, documents[9].text, documents[9].metadata) == ("9", "Peace.", {"year": 1990})
    with pytest.raises(ReaderError, match="it has 'doc_id', 'text', 'year'"):
        rows(sink.getvalue(), "a.parquet", text_column="essay")


def test_rows_come_one_by_one(tmp_path):
    from detente.readers import read

    path = tmp_path / "a.csv"
    path.write_text("text\n" + "x\n" * 200_000)
    documents = read(path)
    assert next(documents).text == "x"
    documents.close() if hasattr(documents, "close") else None
