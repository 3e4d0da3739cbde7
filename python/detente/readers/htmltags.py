"""What HTML elements mean to a reader of text: blocks, headings, parts of a page that are not its text."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = [
    "BLOCKS",
    "IMPLIED_END",
    "NEVER",
    "VOID",
    "heading_level",
    "is_hidden",
    "is_note_mark",
    "regions_of",
]

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
"""Elements without content, and so without an end tag."""

BLOCKS = frozenset({
    "address", "article", "aside", "body", "blockquote", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a paragraph."""

NEVER = frozenset({
    "applet", "audio", "button", "canvas", "datalist", "embed", "frameset", "iframe", "map", "math", "meter",
    "noframes", "noscript", "object", "progress", "rp", "rt", "script", "select", "style", "svg", "template",
    "textarea", "video",
})  # fmt: skip
"""Elements whose content is never text of the page."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""Heading elements and their levels."""

# An open <p>, <li>, ... that a new element ends without saying so, and how far up that reaches.
IMPLIED_END = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
"""For a new element: the open ones it ends, and the ones beyond which it ends nothing."""

_LEVELS = frozenset("123456789")
_NOWHERE: frozenset[str] = frozenset()
_REGIONS = {name: frozenset({name}) for name in ("nav", "header", "footer", "aside", "form", "main", "article")}
_REGIONS["menu"] = frozenset({"nav"})
_ROLES = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside",
    "search": "nav", "main": "main", "doc-endnotes": "notes", "doc-footnote": "notes",
    "doc-toc": "nav", "menu": "nav", "menubar": "nav", "dialog": "aside", "alertdialog": "aside",
}  # fmt: skip
_NOTES = frozenset({
    "footnotes", "footnote", "endnotes", "endnote", "doc-endnotes", "doc-footnote", "rearnotes", "rearnote",
})  # fmt: skip
_NOTE_IDS = ("sdfootnote", "sdendnote")
_NOTE_MARKS = frozenset({
    "headerlink", "header-anchor", "anchorjs-link",
    "footnote-ref", "noteref", "doc-noteref", "footnote-back", "doc-backlink",
    "sdfootnoteanc", "sdendnoteanc",
})  # fmt: skip
_NOTE_LINK = re.compile(r"#_?(?:fn|ftn|footnote|endnote|sdfootnote|sdendnote|cite_note|cite_ref|note)[\w:.-]*\d", re.I)
_INLINE = frozenset({"a", "sup", "span", "body"})
_HIDING = re.compile(r"display:none|visibility:hidden")


def heading_level(tag: str, attributes: Mapping[str, str]) -> int | None:
    """Give the level of a heading, 0 for a title above the ``<h1>``, or `None` for any other element.

    Parameters
    ----------
    tag, attributes
        The element.

    Examples
    --------
    >>> heading_level("h3", {}), heading_level("div", {"role": "heading"}), heading_level("p", {})
    (3, 2, None)
    """
    if not attributes:
        return HEADINGS.get(tag)
    if tag == "h1" and "title" in _words(attributes):
        return 0
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level", "2")
        return min(int(level), 6) if level in _LEVELS else 2
    return HEADINGS.get(tag)


def regions_of(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """Give the parts of a page that an element opens; see :attr:`detente.readers.blocks.Block.regions`.

    Parameters
    ----------
    tag, attributes
        The element.

    Examples
    --------
    >>> sorted(regions_of("div", {"role": "navigation"}))
    ['nav']
    """
    if not attributes:
        return _REGIONS.get(tag, _NOWHERE)
    found = set(_REGIONS.get(tag, _NOWHERE))
    role = _ROLES.get(attributes.get("role", "").strip().lower())
    if role is not None:
        found.add(role)
    identifier = attributes.get("id", "").lower()
    words = _words(attributes)
    if tag not in _INLINE and (words & _NOTES or identifier.startswith(_NOTE_IDS)):
        found.add("notes")
    if "toc" in words or identifier == "toc":
        found.add("nav")
    return frozenset(found)


def is_hidden(attributes: Mapping[str, str], style: str) -> bool:
    """Say whether an element is not shown.

    Parameters
    ----------
    attributes
        Those of the element.
    style
        Its `style`, in small letters and without blanks.
    """
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or bool(style and _HIDING.search(style))


def is_note_mark(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element is the little number that refers to a note, or a sign that links to its own place.

    Parameters
    ----------
    tag, attributes
        The element.
    """
    if tag != "a":
        return False
    return bool(_NOTE_LINK.match(attributes.get("href", "")) or _words(attributes) & _NOTE_MARKS)


def _words(attributes: Mapping[str, str]) -> set[str]:
    """Give what an element says it is for: class, role and EPUB type."""
    said = (attributes.get(name, "") for name in ("class", "role", "epub:type"))
    return set(" ".join(said).lower().split())
