"""What Word would show reaches the page: type, tables, numbers, page fields; and nothing is fetched."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gisapp.documents import pdf
from gisapp.documents.drafting.paper import Paper
from gisapp.documents.filling import as_bytes
from gisapp.documents.pdf import make_pdf, prove_typesetting
from gisapp.documents.printing import libraries
from gisapp.documents.printing.page_html import document_html
from gisapp.kernel.errors import Conflict


def page_of(document) -> str:
    return document_html(docx.Document(io.BytesIO(as_bytes(document))), title="试")


def test_type_and_alignment_come_over():
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run("标题 <b>")
    run.bold, run.underline, run.font.size, run.font.color.rgb = True, True, Pt(22), RGBColor(0xC0, 0, 0)
    page = page_of(document)
    assert "text-align:center" in page
    assert "font-size:22pt" in page
    assert "font-weight:bold" in page
    assert "text-decoration:underline" in page
    assert "color:#C00000" in page
    assert "标题 &lt;b&gt;" in page


def test_a_paragraph_style_is_inherited_and_overruled():
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(14)
    document.styles["Normal"].paragraph_format.first_line_indent = Pt(28)
    document.add_paragraph("一").runs[0].font.size = Pt(9)
    page = page_of(document)
    assert "text-indent:28pt" in page
    assert "font-size:9pt" in page


def test_merged_cells_and_borders_come_over():
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    page = page_of(document)
    assert 'colspan="3"' in page
    assert 'rowspan="2"' in page
    assert page.count("<td") == 1 + 3 + 2
    assert "border-top:0.5pt solid #000" in page


def test_page_numbers_of_word_are_page_numbers_of_the_pdf():
    page = page_of(Paper("form").document)
    assert page.count('class="page"') == 1
    assert page.count('class="pages"') == 1
    assert "width:100%" in page


def test_the_page_has_the_size_and_margins_of_the_section():
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(297), Mm(210), Mm(28)
    assert "size:841.8pt 595.2" in page_of(document).replace("841.9", "841.8").replace("595.3", "595.2")


def test_automatic_numbers_are_counted():
    document = docx.Document()
    for line in ("甲", "乙"):
        document.add_paragraph(line, style="List Number")
    page = page_of(document)
    assert ">1. <" in page
    assert ">2. <" in page


def test_a_field_that_word_computed_is_shown_once():
    document = docx.Document()
    paragraph = document.add_paragraph("第")
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("", "7"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text.strip().isalpha():
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)
        else:
            run.text = text
    page = page_of(document)
    assert page.count('class="page"') == 1
    assert ">7<" not in page


def test_a_pdf_embeds_a_chinese_font_and_fetches_nothing():
    assert prove_typesetting() == ""
    document = docx.Document()
    document.add_paragraph("国有建设用地使用权")
    made = make_pdf(as_bytes(document), title="试", watermark="预览")
    assert made.startswith(b"%PDF")


def test_without_the_typesetter_the_word_file_is_offered(monkeypatch: pytest.MonkeyPatch):
    def broken(*_):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_typesetter", broken)
    with pytest.raises(Conflict) as refused:
        make_pdf(as_bytes(docx.Document()), title="试")
    assert refused.value.code == "document.pdf_unavailable"


def test_unpacked_libraries_are_loaded_in_whatever_order_they_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "usr" / "lib" / "any"
    folder.mkdir(parents=True)
    for name in ("liba.so.1", "libb.so.1", "libc.so.1"):
        (folder / name).touch()
    needs = {"liba.so.1": {"libb.so.1"}, "libb.so.1": {"libc.so.1"}, "libc.so.1": set()}
    loaded: list[str] = []

    def load(path: str, mode: int = 0) -> None:
        name = Path(path).name
        if not needs[name] <= set(loaded):
            raise OSError(name)
        loaded.append(name)

    monkeypatch.setattr(libraries.ctypes, "CDLL", load)
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    libraries.load_from(tmp_path)
    assert loaded == ["libc.so.1", "libb.so.1", "liba.so.1"]
    assert str(tmp_path / "usr" / "share" / "fonts") in (tmp_path / "fonts.conf").read_text("utf-8")
    monkeypatch.delenv("FONTCONFIG_FILE")
