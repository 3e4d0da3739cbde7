r"""Rich Text Format (.rtf): headings by style name and outline level, tables, lists, text boxes.

Left out: page headers and footers, comments, deleted and hidden text, pictures, tables of contents, and foot-
and endnotes.

The grammar is that of the Rich Text Format Specification 1.9.1 (Microsoft, 2008): groups in braces, control
words, ``\'hh`` for a byte in the code page of the font, ``\uN`` for a character followed by a stand-in.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from .blocks import Block, BlockSink
from .document import BadFile, Markup, MetadataValue
from .markdown import render

__all__ = ["read_rtf"]


def read_rtf(data: bytes) -> tuple[str, Markup, dict[str, MetadataValue]]:
    r"""Read an RTF document.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    tuple
        Text, how it is marked up, and metadata (``notes_left_out``, where there are notes).

    Raises
    ------
    BadFile
        If it is cut off, or nested deeper than any program writes.

    Examples
    --------
    >>> read_rtf(rb"{\rtf1 {\stylesheet{\s1 heading 1;}}\s1 Aid\par\pard War.\par}")[0]
    '# Aid\n\nWar.\n'
    """
    reader = _Reader(data[data.find(b"{\\rtf") :].decode("latin-1"))
    reader.run()
    text, markup = render(reader.sink.finish())
    return text, markup, {"notes_left_out": reader.note_count} if reader.note_count else {}


_TOKEN = re.compile(
    r"""\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?
      | \\'(?P<byte>[0-9a-fA-F]{2})
      | \\(?P<symbol>[^a-zA-Z])
      | (?P<brace>[{}])
      | (?P<text>[^\\{}\r\n]+)
      | (?P<rest>[\r\n]+|\\|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SKIPPED = frozenset({
    "annotation", "atnauthor", "atnid", "colortbl", "falt", "filetbl", "fldinst", "fontemb", "footer",
    "footerf", "footerl", "footerr", "header", "headerf", "headerl", "headerr", "info", "listoverridetable",
    "listtable", "listtext", "nesttableprops", "nonshppict", "objdata", "panose", "pict", "pntext", "pntxta",
    "pntxtb", "revtbl", "rxe", "shprslt", "sp", "tc", "template", "tx", "xe",
})  # fmt: skip
_DEEPEST = 2_000
# Groups marked as ignorable (\*) whose text is text of the document all the same.
_IGNORABLE_KEPT = frozenset({"shpinst", "shptxt"})
_CHARACTERS = {
    "tab": " ", "line": "\n", "page": " ", "column": " ", "emdash": "\u2014", "endash": "\u2013",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022",
    "emspace": " ", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
_CODE_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
_HEADING_NAME = re.compile(r"heading ([1-9])")
_CONTENTS_NAME = re.compile(r"(?:toc|contents)(?: heading| \d+)?|index heading")


@dataclass(slots=True)
class _Group:
    """What a group inherits from the one around it and gives back at its end."""

    skipped: bool = False
    table: str = ""
    stand_in: int = 1
    code_page: str = ""
    bold: bool = False
    hidden: bool = False
    fresh: bool = True


@dataclass(slots=True)
class _Paragraph:
    style: int = 0
    outline: int | None = None
    item: bool = False
    in_table: bool = False


@dataclass(slots=True)
class _Style:
    name: str = ""
    outline: int | None = None


@dataclass(slots=True)
class _Text:
    pieces: list[str] = field(default_factory=list)
    bytes: bytearray = field(default_factory=bytearray)
    bold_seen: bool = False
    plain_seen: bool = False


class _Reader:
    """Goes through the tokens of a document once."""

    def __init__(self, source: str) -> None:
        self.sink = BlockSink()
        self.note_count = 0
        self._source = source
        self._code_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._styles: dict[int, _Style] = {}
        self._style: _Style | None = None
        self._group = _Group()
        self._stack: list[_Group] = []
        self._paragraph = _Paragraph()
        self._text = _Text()
        self._row_open = False
        self._to_skip = 0
        self._ignorable = False

    def run(self) -> None:
        """Read everything.

        Raises
        ------
        BadFile
            If the document ends inside a group, or groups are nested too deep.
        """
        position = 0
        while token := _TOKEN.match(self._source, position):
            position = token.end()
            kind = token.lastgroup
            if token["word"] is not None:
                number = int(token["number"]) if token["number"] else None
                if token["word"] == "bin":
                    position += max(number or 0, 0)
                else:
                    self._word(token["word"], number)
            elif kind == "brace":
                if not self._brace(token["brace"]):
                    break
            elif kind == "byte":
                self._byte(int(token["byte"], 16))
            elif kind == "symbol":
                self._symbol(token["symbol"])
            elif kind == "text":
                self._characters(token["text"])
        if self._stack:
            raise BadFile("the RTF document is cut off (a group is not closed): save or download it again")
        self._end_paragraph()

    def _brace(self, brace: str) -> bool:
        """Enter or leave a group; false at the end of the document."""
        self._to_skip = 0
        self._settle_bytes()
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                raise BadFile(f"groups inside groups, more than {_DEEPEST} deep: no document to be read")
            self._stack.append(self._group)
            self._group = replace(self._group, fresh=True)
            return True
        if not self._stack:
            return False
        self._group = self._stack.pop()
        return bool(self._stack)

    def _word(self, word: str, number: int | None) -> None:
        self._to_skip = 0
        group = self._group
        fresh, group.fresh = group.fresh, False
        ignorable, self._ignorable = self._ignorable, False
        if word == "u":
            self._unicode(number or 0)
            return
        if word == "uc":
            group.stand_in = max(number if number is not None else 1, 0)
            return
        if group.skipped:
            return
        if fresh and self._destination(word, ignorable):
            return
        if group.table == "fonttbl":
            self._font_word(word, number)
        elif group.table == "stylesheet":
            self._style_word(word, number)
        else:
            self._body_word(word, number)

    def _destination(self, word: str, ignorable: bool) -> bool:
        """Handle the first word of a group; true if it says what the group holds."""
        group = self._group
        if word in ("footnote", "endnote"):
            self.note_count += 1
            group.skipped = True
        elif word in _SKIPPED or (ignorable and word not in _IGNORABLE_KEPT and group.table != "stylesheet"):
            self._paragraph.item |= word in ("listtext", "pntext", "pn")
            group.skipped = True
        elif word in ("fonttbl", "stylesheet"):
            group.table = word
        else:
            return False
        return True

    def _font_word(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font = number or 0
        elif word == "fcharset":
            self._fonts[self._font] = _CODE_PAGES.get(number or 0, "")

    def _style_word(self, word: str, number: int | None) -> None:
        if word == "s":
            self._style = self._styles[number or 0] = _Style()
        elif word in ("cs", "ds", "ts", "tsrowd"):
            self._style = None
        elif word == "outlinelevel" and self._style is not None:
            self._style.outline = number

    def _body_word(self, word: str, number: int | None) -> None:
        group = self._group
        if word in _CHARACTERS:
            self._characters(_CHARACTERS[word])
        elif word in ("par", "sect"):
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word == "b":
            group.bold = number != 0
        elif word in ("v", "deleted"):
            group.hidden = number != 0
        elif word == "plain":
            group.bold = group.hidden = False
        elif word == "f":
            self._settle_bytes()
            group.code_page = self._fonts.get(number or 0, "")
        elif word == "ansicpg":
            self._code_page = _known(f"cp{number}")
        elif word == "mac":
            self._code_page = "mac_roman"
        else:
            self._paragraph_word(word, number)

    def _paragraph_word(self, word: str, number: int | None) -> None:
        paragraph = self._paragraph
        if word == "pard":
            self._paragraph = _Paragraph(item=paragraph.item and not self._text.pieces)
        elif word == "s":
            paragraph.style = number or 0
        elif word == "outlinelevel":
            paragraph.outline = number
        elif word == "ls":
            paragraph.item = True
        elif word == "intbl":
            paragraph.in_table = True
        elif word == "shptxt":
            self._end_paragraph()

    def _unicode(self, number: int) -> None:
        self._settle_bytes()
        self._characters(chr(number & 0xFFFF))
        self._to_skip = self._group.stand_in

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self._group.skipped and not self._group.hidden:
            self._text.bytes.append(value)
            self._note_weight()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._ignorable = self._group.fresh
        elif symbol in "\r\n":
            if not self._group.skipped:
                self._end_paragraph()
        elif symbol in _SYMBOLS:
            if self._to_skip:
                self._to_skip -= 1
            else:
                self._characters(_SYMBOLS[symbol])

    def _characters(self, text: str) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        group = self._group
        group.fresh = False
        if group.skipped or not text or group.table == "fonttbl":
            return
        if group.table == "stylesheet":
            if self._style is not None:
                self._style.name += text
            return
        if group.hidden:
            return
        self._settle_bytes()
        if not text.isascii():  # eight-bit bytes outside of \'hh
            text = "".join(
                char if char < "\x80" or ord(char) > 0xFF else self._decoded(bytes([ord(char)])) for char in text
            )
        self._text.pieces.append(text)
        if not text.isspace():
            self._note_weight()

    def _note_weight(self) -> None:
        if self._group.bold:
            self._text.bold_seen = True
        else:
            self._text.plain_seen = True

    def _settle_bytes(self) -> None:
        if self._text.bytes:
            self._text.pieces.append(self._decoded(bytes(self._text.bytes)))
            self._text.bytes.clear()

    def _decoded(self, data: bytes) -> str:
        return data.decode(self._group.code_page or self._code_page, "replace")

    def _end_paragraph(self) -> None:
        self._settle_bytes()
        text, self._text = self._text, _Text()
        paragraph = self._paragraph
        if self._row_open and not paragraph.in_table:
            self._end_row()
        elif paragraph.in_table and not self._row_open:
            self.sink.open_row()
            self.sink.open_cell()
            self._row_open = True
        block = self._block(paragraph, text)
        if block is not None:
            self.sink.add(block)
        paragraph.item = False

    def _block(self, paragraph: _Paragraph, text: _Text) -> Block | None:
        style = self._styles.get(paragraph.style, _Style())
        name = style.name.rstrip(";").strip().lower()
        content = _pairs("".join(text.pieces))
        if _CONTENTS_NAME.fullmatch(name):
            return None
        level = _level(name, style.outline if paragraph.outline is None else paragraph.outline)
        if level is not None:
            return Block(" ".join(content.split()), "heading", level)
        bold = text.bold_seen and not text.plain_seen
        return Block(content, "item" if paragraph.item else "paragraph", bold=bold)

    def _end_cell(self) -> None:
        self._paragraph.in_table = True
        self._end_paragraph()
        self.sink.open_cell()

    def _end_row(self) -> None:
        if self._row_open:
            self._row_open = False
            self.sink.close_row()


def _level(name: str, outline: int | None) -> int | None:
    """Give the level of a heading, 0 for a title, `None` for any other paragraph."""
    if name == "title":
        return 0
    if found := _HEADING_NAME.fullmatch(name):
        return min(int(found[1]), 6)
    return min(outline + 1, 6) if outline is not None and 0 <= outline < 9 else None


def _pairs(text: str) -> str:
    r"""Join the halves of characters beyond U+FFFF, which RTF writes as two \u words."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
