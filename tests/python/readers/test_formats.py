"""What each format's reader keeps, and what it leaves out."""

import files
import pytest

from detente.readers import read_bytes


def text_of(data, name, **options):
    [document] = read_bytes(data, name, **options)
    assert document.error is None
    return document.text


def lines_of(data, name, **options):
    return [line for line in text_of(data, name, **options).split("\n") if line]


def page(body, head=""):
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


class TestHtml:
    def test_blocks(self):
        body = "<h1>A</h1>one<br>two<p>three <b>f</b>our<ul><li>x<li>y</ul><blockquote>q</blockquote><pre>a\n  b</pre>"
        assert text_of(page(body), "a.html") == (
            "# A\n\none\ntwo\n\nthree four\n\n- x\n- y\n\n> q\n\n```\na\n  b\n```\n"
        )

    def test_tables(self):
        body = "<h1>A</h1><table><tr><th>Year<th>Aid<tr><td>1990<td>12</table><table><tr><td><p>a<p>b</table>"
        assert lines_of(page(body), "a.html") == ["# A", "Year | Aid", "1990 | 12", "a", "b"]

    def test_double_breaks_part_paragraphs(self):
        assert text_of(page("one<br><br>two"), "a.html") == "one\n\ntwo\n"

    @pytest.mark.parametrize(
        "around",
        [
            "<nav>{}</nav>", "<footer>{}</footer>", "<aside>{}</aside>", "<form>{}</form>", "<script>{}</script>",
            "<div role='navigation'>{}</div>", "<div hidden>{}</div>", "<p style='display: none'>{}</p>",
            "<select><option>{}</select>", "<noscript>{}</noscript>", "<header>{}</header>", "<!-- {} -->",
            "<a href='#fn1' class='footnote-ref'>{}</a>", "<section class='footnotes'>{}</section>",
            "<div id='toc'>{}</div>", "<a class='headerlink' href='#x'>{}</a>",
        ],
    )  # fmt: skip
    def test_left_out(self, around):
        text = text_of(page("<h1>A</h1><p>Peace.</p>" + around.format("surplus")), "a.html")
        assert text == "# A\n\nPeace.\n"

    def test_links_to_headings_are_text(self):
        assert text_of(page("<p>See the <a href='#notes'>notes</a>.</p>"), "a.html") == "See the notes.\n"

    def test_boilerplate_is_kept_if_asked_for(self):
        data = page("<nav>Home</nav><h1>A</h1><p>Peace.</p>")
        assert lines_of(data, "a.html", keep_boilerplate=True) == ["Home", "# A", "Peace."]

    def test_menus_of_links_without_nav(self):
        links = "".join(f"<li><a href='/{at}'>Page {at}</a>" for at in range(5))
        assert lines_of(page(f"<ul>{links}</ul><h1>A</h1><p>Peace.</p>"), "a.html") == ["# A", "Peace."]

    def test_main_but_with_the_title_before_it(self):
        body = "<h1>A</h1><div>advert</div><main><h2>B</h2><p>" + "Peace and trade. " * 20 + "</p></main>"
        assert lines_of(page(body), "a.html")[:2] == ["# A", "## B"]
        assert "advert" not in text_of(page(body), "a.html")

    def test_name_of_the_site_is_no_title(self):
        body = "<header><h1>My Site</h1></header><article><h2>Trade</h2><p>Peace.</p></article>"
        assert lines_of(page(body, "<title>Trade - My Site</title>"), "a.html") == ["## Trade", "Peace."]
        assert lines_of(page(body, "<title>My Site</title>"), "a.html")[0] == "# My Site"

    def test_a_page_that_is_one_form(self):
        assert lines_of(page("<form><h1>A</h1><p>Peace.</p></form>"), "a.html") == ["# A", "Peace."]

    def test_broken_nesting(self):
        body = "<h2>A</h3><p>one<b>two<p>three</b><div>four</p></div></section><li>five"
        assert lines_of(page(body), "a.html") == ["## A", "onetwo", "three", "four", "- five"]

    def test_head_never_closed(self):
        assert text_of(b"<html><head><title>T</title><p>Peace.", "a.html") == "Peace.\n"

    def test_self_closing_tags_of_xhtml(self):
        head = b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        assert text_of(head + b'<body><a id="x"/><p>Peace.</p></body></html>', "a.html") == "Peace.\n"

    def test_references(self):
        assert text_of(page("&lt;b&gt; &eacute;&#8212;&#x201c; &nosuch; &"), "a.html") == "<b> é—“ &nosuch; &\n"

    def test_bold_lines_are_headings_where_there_are_none(self):
        body = "<p><b>Aid</b><p>" + "Talk. " * 30 + "<p><strong>War</strong><p>" + "Talk. " * 30
        assert [line for line in lines_of(page(body), "a.html") if line[0] == "#"] == ["## Aid", "## War"]

    def test_trafilatura_keeps_the_headings(self):
        pytest.importorskip("trafilatura", exc_type=ImportError)
        body = "<h1>On trade</h1>" + "".join(
            f"<h{level}>Part {level}</h{level}><p>{'Nations that trade seldom fight each other. ' * 6}</p>"
            for level in (2, 3, 4)
        )
        short = "".join(f"<div>Tag {at}</div>" for at in range(20))
        lines = lines_of(
            page(f"<div class='sidebar'>{short}</div><div class='content'>{body}</div>"),
            "a.html",
            main_block="trafilatura",
        )
        assert [line for line in lines if line[0] == "#"] == ["# On trade", "## Part 2", "### Part 3", "#### Part 4"]
        assert "Tag 3" not in lines


class TestDocx:
    def test_bold_lines_are_headings_where_there_are_none(self):
        talk = files.docx_paragraph("Nations talk. " * 10)
        bold = "".join(files.docx_paragraph(text, run="<w:b/>") + talk for text in ("Aid", "War and peace:", "Trade."))
        assert [line for line in lines_of(files.docx_of(bold), "a.docx") if line[0] == "#"] == [
            "## Aid", "## War and peace:", "## Trade.",
        ]  # fmt: skip

    def test_no_headings_is_plain_text(self):
        [document] = read_bytes(files.docx_of(files.docx_paragraph("# 1")), "a.docx")
        assert (document.text, document.format) == ("# 1\n", "plain")

    def test_style_chains_and_outline_levels(self):
        styles = (
            '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Kapitel"/><w:basedOn w:val="Mine"/>'
            '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        )
        body = files.docx_paragraph("A", "Mine") + files.docx_paragraph("B", properties='<w:outlineLvl w:val="0"/>')
        body += files.docx_paragraph("C", "Heading3")
        assert lines_of(files.docx_of(body, styles=styles), "a.docx") == ["## A", "# B", "### C"]

    def test_title_stands_above_the_headings(self):
        heading = files.docx_paragraph("B", "berschrift1")
        assert lines_of(files.docx_of(files.docx_paragraph("A", "Titel") + heading), "a.docx") == ["# A", "## B"]
        assert lines_of(files.docx_of(files.docx_paragraph("B", "Titel") + heading), "a.docx") == ["# B"]

    @pytest.mark.parametrize(
        "surplus",
        [
            files.docx_paragraph("surplus", "TOC1"),
            files.docx_paragraph("surplus", run="<w:vanish/>"),
            "<w:p><w:del><w:r><w:delText>surplus</w:delText></w:r></w:del></w:p>",
            "<w:p><w:moveFrom><w:r><w:t>surplus</w:t></w:r></w:moveFrom></w:p>",
            "<w:p><w:r><w:instrText>surplus</w:instrText></w:r></w:p>",
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            "<w:sdtContent><w:p><w:r><w:t>surplus</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        ],
    )
    def test_left_out(self, surplus):
        data = files.docx_of(files.docx_paragraph("Peace.") + surplus + files.docx_paragraph("Trade."))
        assert lines_of(data, "a.docx") == ["Peace.", "Trade."]

    def test_characters(self):
        run = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
        assert text_of(files.docx_of(run), "a.docx") == "a b\nc\u2011d\n"

    def test_tables_and_text_boxes(self):
        cell = "<w:tc>{}</w:tc>".format
        row = "<w:tr>{}{}</w:tr>".format(cell(files.docx_paragraph("Year")), cell(files.docx_paragraph("Aid")))
        box = f"<w:p><w:r><w:pict><w:txbxContent>{files.docx_paragraph('boxed')}</w:txbxContent></w:pict></w:r></w:p>"
        assert lines_of(files.docx_of(f"<w:tbl>{row}</w:tbl>{box}"), "a.docx") == ["Year | Aid", "boxed"]

    def test_notes(self):
        notes = (
            f'<w:footnotes {files.W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            f'<w:footnote w:id="1">{files.docx_paragraph("See page 5.")}</w:footnote></w:footnotes>'
        )
        body = '<w:p><w:r><w:t>War</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
        data = files.docx_of(body + files.docx_paragraph("Peace"), parts={"word/footnotes.xml": notes})
        [document] = read_bytes(data, "a.docx")
        assert (document.text, document.metadata) == ("War\n\nPeace\n", {"notes_left_out": 1})
        assert lines_of(data, "a.docx", notes=True) == ["War", "See page 5.", "Peace"]


class TestOdt:
    def test_left_out_and_kept(self):
        body = (
            "<text:tracked-changes><text:p>surplus</text:p></text:tracked-changes>"
            "<text:table-of-content><text:p>surplus</text:p></text:table-of-content>"
            '<text:p>one<text:s text:c="3"/>two<text:line-break/>three'
            '<text:span text:style-name="T1">surplus</text:span>'
            "<office:annotation><text:p>surplus</text:p></office:annotation></text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>"
            "<table:table-cell><text:p>Aid</text:p></table:table-cell></table:table-row></table:table>"
        )
        hidden = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/>'
        assert lines_of(files.odt_of(body, styles=hidden + "</style:style>"), "a.odt") == [
            "one two",
            "three",
            "Year | Aid",
        ]

    def test_notes(self):
        note = (
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See page 5.</text:p>"
            "</text:note-body></text:note>"
        )
        data = files.odt_of(f"<text:p>War{note} ends.</text:p><text:p>Peace</text:p>")
        [document] = read_bytes(data, "a.odt")
        assert (document.text, document.metadata) == ("War ends.\n\nPeace\n", {"notes_left_out": 1})
        assert lines_of(data, "a.odt", notes=True) == ["War ends.", "See page 5.", "Peace"]


class TestRtf:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            (r"caf\'e9 \u8212?dash", "café —dash"),
            (r"{\uc2\u8212\'97xrest}", "—rest"),
            (r"\u-10179?\u-8704?", "\U0001f600"),
            (r"{\f1\'c2\'ee\'e9\'ed\'e0}", "Война"),
            (r"a\~b\_c\line d\tab e", "a b‑c\nd e"),
            (r"\{x\}\\", "{x}\\"),
            (r"one{\v hidden}{\deleted gone}{\*\generator x;}{\header top}{\pict ffd8}two", "onetwo"),
            (r"a{\footnote note}b", "ab"),
            (r"one\par\pard two", "one\n\ntwo"),
            ("one\\\ntwo", "one\n\ntwo"),
            (r"\trowd\intbl Year\cell Aid\cell\row\pard after", "Year | Aid\n\nafter"),
            (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", "shown"),
        ],
    )
    def test_words(self, source, text):
        data = rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 A;}}{{\f1\fcharset204 B;}}}}{source}\par}}".encode("ascii")
        assert text_of(data, "a.rtf") == text + "\n"

    def test_bytes_outside_of_escapes(self):
        assert text_of(b"{\\rtf1\\ansi caf\xe9\\par}", "a.rtf") == "café\n"


class TestEpub:
    def test_contents_and_notes_are_left_out(self):
        chapters = {
            "a.xhtml": "<h1>A</h1><p>War<a href='#n' epub:type='noteref'>1</a></p>"
            "<aside epub:type='footnote'>n</aside>",
            "toc.xhtml": "<nav epub:type='toc'><ol><li>A</li></ol></nav>",
            "b.xhtml": "<h1>B</h1><p>Peace</p>",
        }
        data = files.epub_of(chapters)
        [document] = read_bytes(data, "a.epub")
        assert document.text == "# A\n\nWar\n\n# B\n\nPeace\n"
        assert document.metadata == {"title": "An essay"}

    def test_headings_by_type_where_the_style_sheet_alone_tells_them(self):
        talk = "<p class='c0'>" + "Nations talk. " * 20 + "</p>"
        body = f"<p><span class='c2'>Trade</span></p>{talk}<p class='c1'>Aid</p>{talk}<p class='c1'>War</p>{talk}"
        sheet = ".c0 {} .c1 { font-weight: bold } .c2 { font-weight: bold; font-size: 16.0pt }"
        item = "<item id='s' href='s.css' media-type='text/css'/></manifest>"
        data = files.epub_of({"a.xhtml": body}, parts={"OEBPS/s.css": sheet}, manifest=item)
        assert [line for line in lines_of(data, "a.epub") if line[0] == "#"] == ["# Trade", "## Aid", "## War"]

    def test_a_chapter_is_missing(self):
        data = files.epub_of({"a.xhtml": "<p>x</p>"}).replace(b"OEBPS/a.xhtml", b"OEBPS/z.xhtml")
        [document] = read_bytes(data, "a.epub")
        assert "missing" in document.error


class TestPdf:
    @pytest.fixture(autouse=True)
    def _libraries(self):
        pytest.importorskip("pypdf")
        pytest.importorskip("reportlab")

    def lines(self, *texts):
        """A page with these lines."""
        import io

        from reportlab.pdfgen.canvas import Canvas

        data = io.BytesIO()
        canvas = Canvas(data)
        for at, text in enumerate(texts):
            canvas.drawString(72, 700 - 14 * at, text)
        canvas.save()
        return data.getvalue()

    def test_words_broken_at_line_ends(self):
        filler = "The envoys met beside the lake and talked for days about their re-"
        data = self.lines(filler, "armament and trea-", "ties. The re-armament went on.")
        assert "about their re-armament and treaties. The" in text_of(data, "a.pdf")

    def test_headings_on_two_lines(self):
        essay = files.Essay(
            (("title", "A very long title that goes on and on, past the end of its line by far"), ("p", "Peace. " * 60))
        )
        data = files.pdf(essay, filler=3)
        assert lines_of(data, "a.pdf")[0] == "# " + essay.blocks[0][1]

    def test_one_document_without_headings_is_plain(self):
        [document] = read_bytes(files.pdf(files.Essay((("p", "Peace. " * 60),))), "a.pdf")
        assert document.format == "plain"
        assert document.metadata == {"pages": 1}
