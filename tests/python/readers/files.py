"""Builds files of every format from one source document, so that tests need no files of their own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Essay:
    """Blocks of an essay: ("title" | "h2" | "h3" | "p" | "li", text)."""

    blocks: tuple[tuple[str, str], ...]


ESSAY = Essay(
    (
        ("title", "Trade, Aid & the Long Peace"),
        (
            "p",
            "Nations quarrel and nations trade; this essay asks which habit wins. It doesn't take sides <yet>.",
        ),
        ("h2", "1. Why treaties hold"),
        ("p", "In 1925 the powers met at the lake. They signed, they smiled, and they went home to re-arm."),
        ("p", "1914. That was the year nobody wished to see again, and everybody did."),
        ("li", "A treaty lowers the price of trust."),
        ("li", "A breach raises it again."),
        ("h3", "A note on guarantees"),
        ("p", "# of guarantors matters: two neighbours watch each other, a third watches both."),
        ("h2", "When talks fail"),
        ("p", "- so said the envoy - the border was closed, convoys were attacked and the truce collapsed."),
        ("h2", "Conclusion"),
        ("p", "Peace is a practice. It is kept by people who fear war more than they like winning."),
    )
)

HEADINGS = [text for kind, text in ESSAY.blocks if kind in ("title", "h2", "h3")]


def markdown(essay: Essay = ESSAY) -> bytes:
    marks = {"title": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": ""}
    lines = []
    for kind, text in essay.blocks:
        if kind == "p":
            text = text.replace("1914.", "1914\\.").replace("<yet>", "\\<yet>")
            text = "\\" + text if text[0] in "#-" else text
        lines.append(marks[kind] + text)
    return ("\n\n".join(lines) + "\n").encode()


def html(essay: Essay = ESSAY, *, inside: str = "") -> bytes:
    tags = {"title": "h1", "h2": "h2", "h3": "h3", "p": "p", "li": "li"}
    body = "\n".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" for kind, text in essay.blocks)
    page = (
        "<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body>"
        "<nav><a href='/'>Home</a> <a href='/order'>Order now</a></nav>"
        f"<main>{body}{inside}</main><footer>Copyright</footer><script>var a = '<p>no</p>';</script></body></html>"
    )
    return page.encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
)


def zipped(parts: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return data.getvalue()


def docx_of(body: str, *, styles: str = DOCX_STYLES, parts: dict[str, str | bytes] | None = None) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            **(parts or {}),
        }
    )


def docx_paragraph(text: str, style: str = "", *, properties: str = "", run: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    text = escape(text, quote=False)
    return f'<w:p><w:pPr>{style}{properties}</w:pPr><w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(essay: Essay = ESSAY) -> bytes:
    styles = {"title": "Titel", "h2": "berschrift1", "h3": "berschrift2", "p": "", "li": ""}
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return docx_of(
        "".join(
            docx_paragraph(text, styles[kind], properties=numbered if kind == "li" else "")
            for kind, text in essay.blocks
        )
    )
