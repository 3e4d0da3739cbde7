"""Whatever is wrong with a file, it gives one error row that says so, and the rest is read."""

import io
import random
import zipfile

import files
import pytest

from detente.readers import Document, Limits, read, read_bytes

BLANKS = " " * (60 << 20)


def only(documents):
    [document] = documents
    return document


def error_of(data, name, **options):
    document = only(read_bytes(data, name, **options))
    assert document.text == ""
    assert document.error is not None
    assert "\n" not in document.error
    assert document.error.startswith(name)
    return document.error


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
    f"<w:document {files.W}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f"<w:document {files.W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)


def test_nothing_in_it():
    assert "empty" in error_of(b"", "a.docx")


def test_truncated():
    for build, name in (
        (files.docx, "a.docx"),
        (files.odt, "a.odt"),
        (files.epub, "a.epub"),
        (files.rtf, "a.rtf"),
    ):
        assert "cut off" in error_of(build()[: len(build()) // 2], name)


def test_truncated_pdf():
    pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    data = files.pdf()
    assert "cut off" in error_of(data[: len(data) // 2], "a.pdf")


@pytest.mark.parametrize("document", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_entities_are_refused(document):
    data = files.docx_of("", parts={"word/document.xml": document})
    assert "entities" in error_of(data, "a.docx")


def test_malformed_xml():
    data = files.docx_of("", parts={"word/document.xml": f"<w:document {files.W}><w:p>"})
    assert "malformed" in error_of(data, "a.docx")


def test_sixty_megabytes_in_sixty_kilobytes():
    for data, name in (
        (files.docx_of("", parts={"word/document.xml": BLANKS}), "a.docx"),
        (files.docx_of("", styles=BLANKS), "b.docx"),
        (files.odt_of("", parts={"content.xml": BLANKS}), "a.odt"),
        (files.epub_of({"c.xhtml": BLANKS}), "a.epub"),
    ):
        assert len(data) < 100_000
        assert "grows more than" in error_of(data, name)


def test_sixty_megabytes_in_an_archive():
    documents = list(read_bytes(files.zipped({"a.txt": BLANKS, "b.txt": "Peace."}), "a.zip"))
    assert "grows more than" in documents[0].error
    assert documents[1].text == "Peace."


def test_archive_over_its_limit():
    data = files.zipped({f"{at}.txt": "War and peace. " * 100 for at in range(9)})
    documents = list(read_bytes(data, "a.zip", limits=Limits(archive_bytes=5_000)))
    assert [document.error is None for document in documents] == [True] * 3 + [False] * 6


def test_archives_in_archives():
    data = files.zipped({"a.txt": "Peace."})
    for _ in range(5):
        data = files.zipped({"inner.zip": data})
    assert "deep" in only(read_bytes(data, "a.zip")).error


def test_names_that_climb_out():
    names = ["../a.txt", "/etc/a.txt", "C:\\a.txt", "b/../../a.txt", "..\\a.txt"]
    data = files.zipped({**dict.fromkeys(names, "x"), "ok.txt": "Peace."})
    documents = list(read_bytes(data, "a.zip"))
    assert sum("leads out" in (document.error or "") for document in documents) == len(names)
    assert [document.text for document in documents if document.error is None] == ["Peace."]


def test_encrypted_member():
    data = bytearray(files.zipped({"a.txt": "Peace."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert "encrypted" in only(read_bytes(bytes(data), "a.zip")).error


def test_encrypted_office_documents():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in error_of(ole, "a.docx")
    manifest = f"<m:manifest {files.MANIFEST}><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    assert "password" in error_of(files.odt_of("", parts={"META-INF/manifest.xml": manifest}), "a.odt")


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "save it as .docx"),
        (files.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "as CSV"),
        (b"\x1f\x8b" + bytes(50), "unpack"),
        (b"\x89PNG\r\n", "OCR"),
        (bytes(range(256)) * 10, "binary"),
    ],
)
def test_renamed(data, advice):
    assert advice in error_of(data, "essay.docx")


def test_protected_book():
    encryption = (
        '<encryption xmlns="urn:x"><EncryptedData><EncryptionMethod Algorithm="http://x#aes128"/>'
        '<CipherData><CipherReference URI="OEBPS/c.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    data = files.epub_of({"c.xhtml": "<p>x</p>"}, parts={"META-INF/encryption.xml": encryption})
    assert "DRM" in error_of(data, "a.epub")


def test_scanned_pdf():
    pytest.importorskip("pypdf")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    data = io.BytesIO()
    page = canvas.Canvas(data)
    page.rect(10, 10, 50, 50)
    page.showPage()
    page.save()
    assert "OCR" in error_of(data.getvalue(), "a.pdf")


def test_missing_library(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    assert "pip install 'detente[docs]'" in error_of(b"%PDF-1.4\n%%EOF", "a.pdf")


def test_too_deep():
    assert "deep" in error_of(b"<html><body>" + b"<div>" * 100_000, "a.html")
    assert "deep" in only(read_bytes(b"[" * 100_000, "a.json")).error


def test_unreadable_file(tmp_path):
    path = tmp_path / "gone.txt"
    path.symlink_to(tmp_path / "nowhere")
    assert "cannot be opened" in only(read(path)).error


def _all_formats():
    formats = {
        "a.md": files.markdown(),
        "a.html": files.html(),
        "a.docx": files.docx(),
        "a.odt": files.odt(),
        "a.rtf": files.rtf(),
        "a.epub": files.epub(),
        "a.csv": b'id,text\n1,"War, and ""peace"""\n2,Trade\n' * 20,
        "a.jsonl": b'{"id": 1, "text": "War"}\n{"id": 2, "text": "Peace"}\n' * 20,
        "a.json": b'[{"id": 1, "text": "War"}, {"id": 2, "text": "Peace"}]',
    }
    formats["a.zip"] = files.zipped({name: data for name, data in formats.items() if name != "a.epub"})
    try:
        formats["a.pdf"] = files.pdf()
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return formats
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": [1, 2], "text": ["War", "Peace"]}), sink)
    formats["a.parquet"] = sink.getvalue()
    return formats


def _damaged(data, rng):
    data = bytearray(data)
    how = rng.randrange(5)
    if how == 0:
        return bytes(data[: rng.randrange(len(data))])
    if how == 1:
        start = rng.randrange(len(data))
        del data[start : start + rng.randrange(1, 200)]
    elif how == 2:
        for _ in range(rng.randrange(1, 30)):
            data[rng.randrange(len(data))] = rng.randrange(256)
    elif how == 3:
        start = rng.randrange(len(data))
        data[start:start] = rng.randbytes(rng.randrange(1, 300))
    else:
        start = rng.randrange(len(data))
        data[start:start] = data[: rng.randrange(len(data))]
    return bytes(data)


def test_damaged_files_never_raise():
    rng = random.Random(20)
    formats = _all_formats()
    for turn in range(300):
        name = sorted(formats)[turn % len(formats)]
        for document in read_bytes(_damaged(formats[name], rng), name):
            assert isinstance(document, Document)
            document.text.encode()
            document.id.encode()
            assert document.error is None or "\n" not in document.error


def test_archive_with_damaged_members():
    data = files.zipped({"a.docx": files.docx()[:300], "b.docx": files.docx(), "c.csv": "x,y\n1,2", "d.txt": ""})
    documents = list(read_bytes(data, "a.zip"))
    assert [document.error is None for document in documents] == [False, True, False, False]


def test_damaged_member_of_archive():
    data = bytearray(files.zipped({"a.txt": "War and peace. " * 50, "b.txt": "Peace."}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo("a.txt").header_offset + 40
    data[at : at + 8] = b"\xff" * 8
    documents = list(read_bytes(bytes(data), "a.zip"))
    assert documents[0].error is not None
    assert documents[1].text == "Peace."
