"""Tags and text of HTML in one pass, in time proportional to its length whatever is broken in it.

This is the tokenizer of the HTML Standard (WHATWG, section 13.2.5) less what a reader of text has no use for.
Python's `html.parser` takes quadratic time on many kinds of broken input, and a parser that is an optional
library would make the text depend on what is installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Protocol

__all__ = ["TagHandler", "tokenize"]


class TagHandler(Protocol):
    """What is told of tags and text; names of tags and attributes are in small letters."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Tell of a tag that opens."""

    def end(self, tag: str) -> None:
        """Tell of a tag that closes."""

    def data(self, text: str) -> None:
        """Tell of text."""


_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_TAG_END = re.compile(r"[\s/]*>")
# Elements whose content has no tags in it; only a title's is text.
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
_NO_ATTRIBUTES: Mapping[str, str] = {}


def tokenize(text: str, handler: TagHandler) -> None:
    """Go through a page and tell of its tags and text.

    Parameters
    ----------
    text
        The source of the page.
    handler
        Told in order.
    """
    _Tokenizer(text, handler).run()


class _Tokenizer:
    def __init__(self, text: str, handler: TagHandler) -> None:
        self._text = text
        self._handler = handler
        self._xml = "http://www.w3.org/1999/xhtml" in text[:2048] or text.startswith("<?xml")
        self._endless: set[str] = set()

    def run(self) -> None:
        """Read everything."""
        text, written, search = self._text, 0, 0
        while (at := text.find("<", search)) >= 0:
            tag = _TAG.match(text, at)
            if tag is None and text[at + 1 : at + 2] not in ("!", "?", "/"):
                search = at + 1  # a "<" that is text
                continue
            self._data(written, at)
            written = self._tag(tag) if tag is not None else self._comment(at)
            search = written
        self._data(written, len(text))

    def _data(self, start: int, end: int) -> None:
        if start < end:
            self._handler.data(_unescaped(self._text[start:end]))

    def _comment(self, at: int) -> int:
        """Pass over a comment, declaration or instruction; give the place after it."""
        text = self._text
        if text.startswith("<!--", at):
            end, length = text.find("-->", at + 2), 3
        elif self._xml and text.startswith("<![CDATA[", at):
            end, length = text.find("]]>", at), 3
            self._handler.data(text[at + 9 : end] if end >= 0 else text[at + 9 :])
        else:
            end, length = text.find(">", at), 1
        return len(text) if end < 0 else end + length

    def _tag(self, tag: re.Match[str]) -> int:
        """Tell of a tag; give the place after it, or the end of the text if it is cut off."""
        text = self._text
        name = tag[2].lower()
        attributes: Mapping[str, str] = _NO_ATTRIBUTES
        position = tag.end()
        end = _TAG_END.match(text, position)
        if end is None:
            attributes, position = self._attributes(position)
            end = _TAG_END.match(text, position)
            if end is None:
                return len(text)
        if tag[1]:
            self._handler.end(name)
            return end.end()
        self._handler.start(name, attributes)
        if self._xml and text[end.end() - 2] == "/":
            self._handler.end(name)
        elif name in _RAW:
            return self._raw(name, end.end())
        return end.end()

    def _attributes(self, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(self._text, position):
            position = found.end()
            value = found[2] or found[3] or found[4] or ""
            attributes.setdefault(found[1].lower(), _unescaped(value))
        return attributes, position

    def _raw(self, name: str, start: int) -> int:
        """Pass over the content of an element without tags in it, unless it never ends."""
        if name in self._endless:
            return start
        end = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(self._text, start)
        if end is None:
            self._endless.add(name)
            return start
        self._data(start, end.start())
        return end.start()


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except (ValueError, OverflowError):  # &# and thousands of digits
        return text
