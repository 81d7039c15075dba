"""What is stamped on a document from outside its template: 预览, 示意数据, and what a preview warns of."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Literal

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Pt, RGBColor
from docx.text.run import Run

GREY, RED = RGBColor(0x80, 0x80, 0x80), RGBColor(0xC0, 0x00, 0x00)

_WATERMARK = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="gisapp-watermark" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:300pt;height:130pt;
rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="预览"/></v:shape></w:pict></w:r>"""

PREVIEW = "预览稿　未编号　不具法律效力"


def mark_as_preview(document: Document, *, missing: Sequence[str], unconfirmed: Sequence[str]) -> None:
    """Stamp every page, and say in front what is missing and what nobody has confirmed."""
    for header in _running(document, "header"):
        _head_line(header, PREVIEW, RED)
        header.paragraphs[0]._p.append(parse_xml(_WATERMARK))
    lines = [
        *(f"尚缺：{line}" for line in missing),
        *(f"尚未核对：{line}" for line in unconfirmed),
    ]
    if lines:
        _box(
            document,
            [
                "出具前请处理（本框只在预览中显示）：",
                *(f"{number}. {line}" for number, line in enumerate(lines, start=1)),
            ],
        )


def mark_as_demonstration(document: Document, notice_zh: str) -> None:
    """Stamp every page of a demonstration zone's document."""
    for header in _running(document, "header"):
        _head_line(header, notice_zh, GREY)


def mark_with_fingerprint(document: Document, line_zh: str) -> None:
    """Write the fingerprint of the zone's key at the foot of every page, below what the template has there."""
    for footer in _running(document, "footer"):
        last = footer.paragraphs[-1] if footer.paragraphs else None
        is_free = last is not None and not last.text.strip() and not last.runs
        paragraph = last if last is not None and is_free else footer.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        _small(paragraph.add_run(line_zh), GREY, 7)


def _running(document: Document, place: Literal["header", "footer"]) -> list[_Header | _Footer]:
    """Return each header or footer that appears on a page, once: that of an earlier section where a later one goes on with it, made
    where there is none."""
    found: dict[int, _Header | _Footer] = {}
    for section in document.sections:
        for running in _of_section(section, document, place):
            found.setdefault(
                id(running._element), running
            )  # the one it goes on with, made in the first section at need
    return list(found.values())


def _of_section(section: Section, document: Document, place: str) -> list[_Header | _Footer]:
    names = [place]
    if section.different_first_page_header_footer:
        names.append(f"first_page_{place}")
    if document.settings.odd_and_even_pages_header_footer:
        names.append(f"even_page_{place}")
    return [getattr(section, name) for name in names]


def _head_line(header: _Header | _Footer, text: str, colour: RGBColor) -> None:
    """Put one small line at the right of the header, above what the template has there."""
    first = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
    paragraph = first if not first.text.strip() and not first.runs else first.insert_paragraph_before()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _small(paragraph.add_run(text), colour, 9)


def _small(run: Run, colour: RGBColor, size: float) -> None:
    run.font.size, run.font.color.rgb = Pt(size), colour
    run.font.name = "Times New Roman"
    run._r.get_or_add_rPr().find(qn("w:rFonts")).set(qn("w:eastAsia"), "宋体")


def _box(document: Document, lines: Sequence[str]) -> None:
    """Put a framed box of small red lines before everything else."""
    table = document.add_table(rows=1, cols=1)
    if "Table Grid" in (style.name for style in document.styles):
        table.style = "Table Grid"
    cell = table.rows[0].cells[0]
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        _small(paragraph.add_run(line), RED, 9)
    after = deepcopy(cell.paragraphs[0]._p)
    for run in after.findall(qn("w:r")):
        after.remove(run)
    body = document.element.body
    body.insert(0, table._tbl)
    body.insert(1, after)
