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
            "Nations quarrel and nations trade; this essay asks which wins. It doesn't take sides <yet>.",
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
        f"<main>{body}{inside}</main><footer>Copyright</footer>"
        "<script>var a = '<p>no</p>';</script></body></html>"
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


ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)


MANIFEST = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'


def odt_of(body: str, *, styles: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": f"<m:manifest {MANIFEST}/>",
            **(parts or {}),
        },
        stored=("mimetype",),
    )


def odt(essay: Essay = ESSAY) -> bytes:
    patterns = {
        "title": '<text:p text:style-name="P1">{}</text:p>',
        "h2": '<text:h text:outline-level="1">{}</text:h>',
        "h3": '<text:h text:outline-level="2">{}</text:h>',
        "p": "<text:p>{}</text:p>",
        "li": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
    }
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    return odt_of("".join(patterns[kind].format(escape(text)) for kind, text in essay.blocks), styles=styles)


def rtf(essay: Essay = ESSAY) -> bytes:
    marks = {
        "title": r"\s9 ",
        "h2": r"\s1\outlinelevel0\b ",
        "h3": r"\s2\outlinelevel1 ",
        "p": " ",
        "li": r"\ls1 ",
    }
    lines = [
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Serif;}}",
        r"{\stylesheet{\s0 Normal;}{\s9 Title;}{\s1 heading 1;}{\s2 heading 2;}}",
    ]
    lines += [rf"\pard\plain{marks[kind]}{_rtf_text(text)}\par" for kind, text in essay.blocks]
    return "\n".join([*lines, "}"]).encode("ascii")


def _rtf_text(text: str) -> str:
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        else:
            out.append(char if char < "\x80" else f"\\u{ord(char)}?")
    return "".join(out)


def epub_of(
    chapters: dict[str, str], *, parts: dict[str, str | bytes] | None = None, manifest: str = "</manifest>"
) -> bytes:
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>An essay</dc:title></metadata><manifest>{items}{manifest}"
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    pages = {
        f"OEBPS/{name}": f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
        for name, body in chapters.items()
    }
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            **pages,
            **(parts or {}),
        },
        stored=("mimetype",),
    )


def epub(essay: Essay = ESSAY) -> bytes:
    tags = {"title": "h1", "h2": "h2", "h3": "h3", "p": "p", "li": "li"}
    halves = [essay.blocks[:7], essay.blocks[7:]]
    return epub_of(
        {
            f"c{at}.xhtml": "".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" for kind, text in half)
            for at, half in enumerate(halves)
        }
    )


FILLER = "The convoys came back and the talks went on. " * 8


def pdf(essay: Essay = ESSAY, *, bookmarks: bool = False, filler: int = 0) -> bytes:
    """A PDF with lines of 70 characters, larger headings, and a page number; needs reportlab."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    fonts = {"title": ("Helvetica-Bold", 18), "h2": ("Helvetica-Bold", 14), "h3": ("Helvetica-Bold", 12)}
    levels = {"title": 0, "h2": 1, "h3": 2}
    y, page = 780.0, 1

    def new_page() -> None:
        nonlocal y, page
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(72, 810, "A running head")
        canvas.drawString(290, 30, str(page))
        canvas.showPage()
        y, page = 780.0, page + 1

    blocks = [*essay.blocks, *[("p", FILLER)] * filler]
    for kind, text in blocks:
        font, size = fonts.get(kind, ("Times-Roman", 11))
        y -= 10
        for at, line in enumerate(_wrapped(("\u2022 " if kind == "li" else "") + text)):
            if y < 60:
                new_page()
            if kind in levels and bookmarks and at == 0:
                canvas.bookmarkPage(text)
                canvas.addOutlineEntry(text, text, levels[kind])
            canvas.setFont(font, size)
            canvas.drawString(72, y, line)
            y -= size * 1.25
    new_page()
    canvas.save()
    return data.getvalue()


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 70)
