"""Find out which characters bytes stand for."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from .document import BadFile, ReaderError
from .libraries import optional
from .options import Source

__all__ = ["Decoded", "Opened", "check_encoding", "clean", "decode", "looks_binary", "open_text"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was had from bytes."""

    text: str
    encoding: str
    replaced: int
    """Characters that stand as U+FFFD because no character, or none allowed in text, was found."""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the web calls Latin-1 is Windows-1252 (WHATWG Encoding Standard, section 4.2).
_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}
_SAMPLE = 1 << 16


def check_encoding(name: str) -> str:
    """Give Python's name of an encoding the user asks for.

    Parameters
    ----------
    name
        Any name Python knows.

    Raises
    ------
    ReaderError
        If it knows none.

    Examples
    --------
    >>> check_encoding("Latin-1")
    'iso8859-1'
    """
    try:
        info = codecs.lookup(name)
    except LookupError:
        raise ReaderError(f"unknown encoding {name!r}: try utf-8, utf-16, cp1252 or latin-1") from None
    if not getattr(info, "_is_text_encoding", True):
        raise ReaderError(f"{name!r} is no character encoding: try utf-8, utf-16, cp1252 or latin-1")
    return info.name


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode bytes: as told, or by byte order mark, UTF-8, what the file declares, and the look of the bytes.

    Parameters
    ----------
    data
        The bytes of a text.
    encoding
        What the user says; it is believed.
    declared
        What the file says of itself; it is believed if the bytes agree.

    Raises
    ------
    BadFile
        If the bytes are no text.

    Examples
    --------
    >>> decode("déjà vu".encode("cp1252"))
    Decoded(text='déjà vu', encoding='cp1252', replaced=0)
    """
    mark = 0
    if encoding is None:
        encoding, mark = _from_mark(data)
        if encoding is None:
            encoding = _detect(data, declared)
    elif data.startswith(codecs.BOM_UTF8) and encoding == "utf-8":
        mark = len(codecs.BOM_UTF8)
    text = data[mark:].decode(encoding, errors="replace")
    before = 0 if not encoding.startswith("utf") else data.count("\ufffd".encode(encoding))
    replaced = max(text.count("\ufffd") - before, 0)
    text, cleaned = clean(text.removeprefix("\ufeff"))
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, replaced + cleaned)


_UNFIT = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> tuple[str, int]:
    r"""Replace what no text can hold (NUL, halves of surrogate pairs) by U+FFFD.

    Parameters
    ----------
    text
        Any string.

    Returns
    -------
    tuple
        The text, and how many characters were replaced.

    Examples
    --------
    >>> clean("a\x00b")
    ('a\ufffdb', 1)
    """
    if text.isascii() and "\x00" not in text:
        return text, 0
    return _UNFIT.subn("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Opened:
    """A text file opened for reading line by line."""

    stream: io.TextIOWrapper
    """Gives line ends as they are."""
    encoding: str
    lossy: bool
    """Whether some bytes may stand as U+FFFD because they are no characters."""


def open_text(source: Source, encoding: str | None) -> Opened:
    """Open a file of rows as text, however large it is.

    The encoding is found by reading the file once in pieces: UTF-8 if all of it is.

    Parameters
    ----------
    source
        The file.
    encoding
        What the user says, or `None`.

    Raises
    ------
    BadFile
        If the bytes are no text.
    """
    lossy = True
    if encoding is None:
        with source.open() as stream:
            encoding, lossy = _detect_stream(stream)
    stream = source.open()
    codec = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
    if codec == "utf-16":
        head = stream.read(2)
        stream.seek(0)
        if head not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            codec = encoding
    return Opened(io.TextIOWrapper(stream, encoding=codec, errors="replace", newline=""), encoding, lossy)


def _detect_stream(stream: BinaryIO) -> tuple[str, bool]:
    """Find the encoding of a stream, and whether some bytes of it may be none of its characters."""
    head = stream.read(_SAMPLE)
    encoding, _ = _from_mark(head)
    if encoding is not None:
        return encoding, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    position, chunk = 0, head
    try:
        while chunk:
            decoder.decode(chunk)
            position += len(chunk)
            chunk = stream.read(1 << 20)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        stream.seek(max(position - 1024, 0))
        return _detect(head[:4096] + stream.read(1 << 20), None), True
    _refuse_binary(head)
    wide = _wide_without_mark(head)
    return wide or "utf-8", wide is not None


def _from_mark(data: bytes) -> tuple[str | None, int]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None, 0


def _detect(data: bytes, declared: str | None) -> str:
    wide = _wide_without_mark(data)
    if wide is not None:
        return wide
    _refuse_binary(data)
    if _fits(data, "utf-8"):
        return "utf-8"
    if declared is not None:
        name = _known(declared)
        if name is not None and _fits(data, name):
            return name
    if _damaged_utf8(data):
        return "utf-8"
    if _plausible_cp1252(data):
        return "cp1252"
    return _by_detector(data) or "cp1252"


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    found = _ALIASES.get(found, found)
    return None if found.startswith(("utf-16", "utf-32")) else found


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark shows by NULs at every second place, as long as the script is mostly Latin."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    even_share, odd_share = even.count(0) / len(even), odd.count(0) / max(len(odd), 1)
    if odd_share > 0.4 and even_share < 0.05:
        return "utf-16-le"
    if even_share > 0.4 and odd_share < 0.05:
        return "utf-16-be"
    return None


_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x0b\x1a\x1b\x08")


def looks_binary(data: bytes) -> bool:
    """Say whether bytes are no text: more than one control character in a hundred.

    Parameters
    ----------
    data
        The start of a file; only so much is looked at.

    Examples
    --------
    >>> looks_binary(bytes(100)), looks_binary(b"War and peace")
    (True, False)
    """
    sample = data[:_SAMPLE]
    if not sample or _from_mark(sample)[0] is not None or _wide_without_mark(sample) is not None:
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > len(sample) / 100


def _refuse_binary(data: bytes) -> None:
    if looks_binary(data):
        raise BadFile("not a text but binary data: convert it to one of the formats that can be read")


_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _damaged_utf8(data: bytes) -> bool:
    """Find UTF-8 with a few broken bytes, or cut off inside a character: most high bytes still pair up."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    good = sum(len(found) for found in _MULTIBYTE.findall(data))
    return high - good <= good / 4


_USUAL_CP1252 = frozenset("‘’“”–—…•€£§°éèêëàâäáãåçñíìîïóòôöõøúùûüßæœÉÈÀÂÄÅÇÑÍÎÓÔÖØÚÜÆ«»¿¡\xa0·´©®½¼²³ºª")


def _plausible_cp1252(data: bytes) -> bool:
    """English or another Western language: few high bytes, and those are letters in words or punctuation."""
    text = data[: 1 << 20].decode("cp1252", errors="replace")
    high = [char for char in text if char > "\x7f"]
    if len(high) > len(text) / 3:
        return False
    usual = sum(char in _USUAL_CP1252 for char in high)
    return usual >= 0.9 * len(high) and not re.search("[A-Za-z][¡-¿×÷][A-Za-z]", text.replace("´", "").replace("·", ""))


def _by_detector(data: bytes) -> str | None:
    detector = optional("charset_normalizer")
    if detector is None:
        return None
    best = detector.from_bytes(data[: 1 << 18]).best()
    return None if best is None else _known(best.encoding)
