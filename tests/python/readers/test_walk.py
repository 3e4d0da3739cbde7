"""Paths, folders, patterns and archives."""

import files
import pytest

from detente.readers import ReaderError, expand, match, read, read_bytes, sniff


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.txt",
        "a.TXT",
        "sub/c.docx",
        "sub/__MACOSX/c.docx",
        "sub/~$c.docx",
        ".hidden/d.txt",
        ".DS_Store",
        "e.exe",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(paths, root):
    return [path.relative_to(root).as_posix() for path in paths]


def test_folder(folder):
    assert names(expand(folder), folder) == ["a.TXT", "b.txt", "sub/c.docx"]
    assert names(match(folder)[0].skipped, folder) == ["e.exe"]


def test_pattern(folder):
    [found] = match(f"{folder}/*.exe")
    assert (found.kind, names(found.paths, folder)) == ("glob", ["e.exe"])
    assert names(expand(f"{folder}/**/*.docx"), folder) == ["sub/c.docx"]


def test_each_file_once_in_the_order_given(folder):
    assert names(expand([folder / "b.txt", folder, f"{folder}/*"]), folder)[:3] == [
        "b.txt",
        "a.TXT",
        "sub/c.docx",
    ]


def test_a_name_with_brackets(tmp_path):
    path = tmp_path / "essay [1].txt"
    path.write_text("x")
    assert expand(path) == [path]


def test_nothing_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        expand(tmp_path / "none.txt")
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.txt")
    with pytest.raises(ReaderError, match="fits no file"):
        expand(f"{tmp_path}/*.txt")
    with pytest.raises(ReaderError, match="no files"):
        expand(tmp_path)
    (tmp_path / "a.exe").write_text("x")
    with pytest.raises(ReaderError, match=r"only 1 other files \(\.exe\)"):
        expand(tmp_path)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ReaderError, match="folder"):
        read(tmp_path)


def test_name(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Peace.")
    [document] = read(path, name="essays/a.txt")
    assert (document.id, document.source) == ("essays/a.txt", "essays/a.txt")


def test_archive():
    data = files.zipped(
        {
            "b/x.txt": "two",
            "a.docx": files.docx(),
            "__MACOSX/a.txt": "no",
            ".DS_Store": "no",
            "b/~$x.docx": "no",
            "photo.png": "no",
            "rows.csv": "id,text\n1,War\n2,Peace\n",
            "inner.zip": files.zipped({"y.txt": "three"}),
        }
    )
    documents = list(read_bytes(data, "e.zip"))
    assert [document.id for document in documents] == [
        "e.zip/a.docx",
        "e.zip/b/x.txt",
        "e.zip/inner.zip/y.txt",
        "1",
        "2",
    ]
    assert {document.source for document in documents[3:]} == {"e.zip/rows.csv"}
    assert all(document.error is None for document in documents)


def test_large_member_is_read_from_disk():
    text = "War and peace, " * 400_000
    [document] = read_bytes(files.zipped({"a.txt": text}), "e.zip")
    assert document.text == text


def test_empty_archive():
    [document] = read_bytes(files.zipped({"photo.png": "x"}), "e.zip")
    assert "no text" in document.error


def test_column_missing_in_an_archive_costs_its_member():
    data = files.zipped({"a.csv": "id,essay\n1,War\n", "b.csv": "id,body\n1,Peace\n"})
    documents = list(read_bytes(data, "e.zip", text_column="body"))
    assert [document.text for document in documents] == ["", "Peace"]
    assert "has no column 'body'" in documents[0].error


def test_students():
    data = files.zipped(
        {
            "Ada Lovelace_1815_assignsubmission_file_/my_essay.txt": "War",
            "Alan Turing_1912_assignsubmission_onlinetext_/onlinetext.html": "<html><p>Peace</p></html>",
        }
    )
    students = {document.text.strip(): document.metadata for document in read_bytes(data, "e.zip")}
    assert students["War"] == {"platform": "moodle", "student": "Ada Lovelace", "student_id": "1815"}
    assert students["Peace"]["student"] == "Alan Turing"
    data = files.zipped({"hopper_LATE_1906_77_essay.txt": "Trade", "turing_1912_78_essay_2.txt": "Talk"})
    students = {document.text.strip(): document.metadata for document in read_bytes(data, "e.zip")}
    assert students["Talk"]["late"] is False
    assert students["Trade"] == {
        "platform": "canvas",
        "student": "hopper",
        "student_id": "1906",
        "late": True,
    }


def test_a_name_of_that_shape_by_chance():
    data = files.zipped({"report_2020_12_final.txt": "x", "a.txt": "x", "b.txt": "x"})
    assert all(document.metadata == {} for document in read_bytes(data, "e.zip"))
    assert next(read_bytes(b"x", "report_2020_12_final.txt")).metadata == {}


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (files.docx(), "a.txt", "docx"),
        (files.odt(), "a.docx", "odt"),
        (files.epub(), "a.zip", "epub"),
        (files.zipped({"a.txt": "x"}), "a.docx", "zip"),
        (files.rtf(), "a.doc", "rtf"),
        (b"<!-- x -->\n<!DOCTYPE html><p>x", "a.txt", "html"),
        (b"<p>x</p>", "a.html", "html"),
        (b"plain", "a.html", "text"),
        (b"# x", "a.md", "markdown"),
        (b"a,b", "A.CSV", "csv"),
        ("x".encode("utf-16"), "a.txt", "text"),
        (b"", "a.txt", "empty"),
    ],
)
def test_sniff(data, name, kind):
    assert sniff(data, name) == kind
