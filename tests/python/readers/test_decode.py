"""Bytes to characters."""

import pytest

from detente.readers import ReaderError, read_bytes

ENGLISH = "The “long peace” — a café treaty — won’t last. "
RUSSIAN = "Война и мир. Переговоры шли долго, но договор был подписан, и войска вернулись домой. " * 5


def only(data, name="a.txt", **options):
    [document] = read_bytes(data, name, **options)
    return document


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("times", [1, 400])
def test_english(encoding, label, times):
    document = only((ENGLISH * times).encode(encoding))
    assert (document.text, document.encoding, document.replaced_chars) == (ENGLISH * times, label, 0)


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866")])
def test_other_languages_by_the_detector(text, encoding):
    pytest.importorskip("charset_normalizer")
    assert only(text.encode(encoding)).text == text


def test_what_the_user_says_is_believed():
    assert only("Война".encode("koi8-r"), encoding="koi8-r").text == "Война"
    assert only("A\ufeffb".encode("utf-8-sig"), encoding="utf-8").text == "A\ufeffb"


def test_unknown_encoding_is_a_wrong_call():
    for name in ("no-such", "base64"):
        with pytest.raises(ReaderError, match="encoding"):
            only(b"x", encoding=name)


def test_damaged_utf8_is_counted_not_dropped():
    document = only("Ça va — très déjà".encode() + b"\xc3")
    assert (document.text[-1], document.encoding, document.replaced_chars) == ("\ufffd", "utf-8", 1)


def test_replacement_characters_of_the_author_are_not_counted():
    assert only("A \ufffd of mine".encode()).replaced_chars == 0


def test_nul_is_replaced():
    document = only(b"War" + b" and war" * 40 + b"\x00 and peace")
    assert document.replaced_chars == 1
    assert "\x00" not in document.text


def test_line_ends():
    assert only(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_page_says_its_encoding():
    page = '<html><head><meta charset="{}"></head><body><p>Żołnierze: ğüş</p></body></html>'
    for encoding in ("utf-8", "cp1254"):
        text = page.format(encoding).replace("Żołnierze", "")
        assert "ğüş" in only(text.encode(encoding), "a.html").text


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_rows(name, encoding):
    rows = {
        "a.csv": "text\n" + "War\n" * 30_000 + "Café\n",
        "a.jsonl": '{"text": "War"}\n' * 30_000 + '{"text": "Café"}\n',
    }
    documents = list(read_bytes(rows[name].encode(encoding), name))
    assert len(documents) == 30_001
    assert documents[-1].text == "Café"
