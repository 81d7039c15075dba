"""Walks a .docx and writes what Word would show as HTML: paragraphs, tables, pictures, headers, footers, page numbers."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from lxml.etree import _Element as Element

from gisapp.documents.printing.numbering import Numbering
from gisapp.documents.printing.styles import NATURAL_LINE, ParagraphLook, Styles, border_css, twips, value_of

_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_PICTURES = {"image/png", "image/jpeg", "image/gif"}
EMU_PER_POINT = 12_700


def document_html(document: Document, *, title: str, watermark: str | None = None) -> str:
    """Return the whole document as one HTML page with its paged CSS inside."""
    return _Page(document).html(title, watermark)


class _Page:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles(document)
        self.numbering = Numbering(document)
        self.rules: list[str] = []

    def html(self, title: str, watermark: str | None) -> str:
        body = "".join(self._sections())
        mark = f'<div class="watermark">{escape(watermark)}</div>' if watermark else ""
        return (
            f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<style>{_CSS}{''.join(self.rules)}</style></head><body>{mark}{body}</body></html>"
        )

    # sections -----------------------------------------------------------------------------------------------------------

    def _sections(self) -> Iterator[str]:
        """One block for each section: its page, its running head and foot, its content."""
        blocks: list[list[Element]] = [[]]
        for element in self.document.element.body:
            if element.tag == qn("w:sectPr"):
                continue
            blocks[-1].append(element)
            if element.tag == qn("w:p") and element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                blocks.append([])
        for number, (section, content) in enumerate(zip(self.document.sections, blocks, strict=False)):
            self._page_rule(number, section)
            yield f'<section style="page:s{number}">'
            yield f'<div class="head" style="position:running(head{number})">{self._running(section.header)}</div>'
            yield f'<div class="foot" style="position:running(foot{number})">{self._running(section.footer)}</div>'
            yield "".join(self._blocks(content, self.document.part))
            yield "</section>"

    def _running(self, block: _Header | _Footer) -> str:
        return "".join(self._blocks(list(block._element), block.part))

    def _page_rule(self, number: int, section: Section) -> None:
        def points(length: int | None, otherwise: float) -> str:
            return f"{(int(length) / EMU_PER_POINT if length is not None else otherwise):g}pt"

        margin = " ".join(
            points(side, 72)
            for side in (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        )
        self.rules.append(
            f"@page s{number}{{size:{points(section.page_width, 595.3)} {points(section.page_height, 841.9)};margin:{margin};"
            f"@top-left{{content:element(head{number});width:100%;vertical-align:top;padding-top:{points(section.header_distance, 36)}}}"
            f"@bottom-left{{content:element(foot{number});width:100%;vertical-align:bottom;padding-bottom:{points(section.footer_distance, 36)}}}}}"
        )

    # blocks -------------------------------------------------------------------------------------------------------------

    def _blocks(self, elements: list[Element], part: object, table_style: str | None = None) -> Iterator[str]:
        for element in elements:
            if element.tag == qn("w:p"):
                yield self._paragraph(element, part, table_style)
            elif element.tag == qn("w:tbl"):
                yield self._table(element, part)
            elif element.tag == qn("w:sdt"):
                content = element.find(qn("w:sdtContent"))
                yield from self._blocks(list(content) if content is not None else [], part, table_style)

    def _paragraph(self, paragraph: Element, part: object, table_style: str | None) -> str:
        properties = paragraph.find(qn("w:pPr"))
        look = self.styles.paragraph(properties, table_style)
        mark = self.styles.run(None if properties is None else properties.find(qn("w:rPr")), properties)
        content = "".join(self._inline(paragraph, properties, part))
        if look.numbering is not None:
            content = (
                f'<span style="{escape(mark.css())}">{escape(self.numbering.next(*look.numbering))}</span>{content}'
            )
        # an empty paragraph is as high as its mark
        return f'<p style="{self._paragraph_css(look, mark.size)}">{content or "&#8203;"}</p>'

    @staticmethod
    def _paragraph_css(look: ParagraphLook, size: float) -> str:
        if look.exact_line:
            line = f"{look.exact_line:g}pt"
        elif look.least_line:
            line = f"{max(look.least_line, size * NATURAL_LINE):g}pt"
        else:
            line = f"{look.line_factor * NATURAL_LINE:g}"
        said = [
            f"text-align:{look.align}", f"margin:{look.before:g}pt {look.right:g}pt {look.after:g}pt {look.left:g}pt",
            f"text-indent:{look.first:g}pt", f"line-height:{line}", f"font-size:{size:g}pt",
        ]  # fmt: skip
        said += [f"border-{side}:{rule};padding-{side}:4pt" for side, rule in look.rules.items()]
        if look.keep_next:
            said.append("break-after:avoid")
        if look.keep_lines:
            said.append("break-inside:avoid")
        if look.break_before:
            said.append("break-before:page")
        return ";".join(said)

    # inside a paragraph ----------------------------------------------------------------------------------------------------

    def _inline(self, parent: Element, properties: Element | None, part: object) -> Iterator[str]:
        field: list[str] = []  # instructions of the fields that are open
        showing = True
        for child in parent:
            if child.tag == qn("w:r"):
                marks = child.find(qn("w:fldChar"))
                kind = None if marks is None else marks.get(qn("w:fldCharType"))
                instruction = "".join(text.text or "" for text in child.findall(qn("w:instrText")))
                many = child.findall(qn("w:fldChar"))
                if len(many) > 1 or (kind == "begin" and instruction):  # a whole field in one run
                    yield self._page_number(instruction, child, properties)
                elif kind == "begin":
                    field.append("")
                elif instruction and field:
                    field[-1] += instruction
                elif kind == "separate" and field:
                    number = self._page_number(field[-1], child, properties)
                    showing = not number
                    yield number
                elif kind == "end" and field:
                    if showing and child.find(qn("w:t")) is None:
                        yield "" if _instruction(field[-1]) == "" else self._unseparated(field[-1], child, properties)
                    field.pop()
                    showing = True
                elif showing:
                    yield self._run(child, properties, part)
            elif child.tag == qn("w:fldSimple"):
                number = self._page_number(child.get(qn("w:instr"), ""), child, properties)
                yield number or "".join(self._inline(child, properties, part))
            elif child.tag in (qn("w:hyperlink"), qn("w:ins"), qn("w:smartTag")):
                yield from self._inline(child, properties, part)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self._inline(content, properties, part)

    def _unseparated(self, instruction: str, run: Element, properties: Element | None) -> str:
        """A field that Word never computed has no separator: its number is printed at its end."""
        return "" if self._separated(run) else self._page_number(instruction, run, properties)

    @staticmethod
    def _separated(run: Element) -> bool:
        for earlier in run.itersiblings(preceding=True):
            mark = earlier.find(qn("w:fldChar"))
            if mark is not None:
                return mark.get(qn("w:fldCharType")) == "separate"
        return False

    def _page_number(self, instruction: str, run: Element, properties: Element | None) -> str:
        counter = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}.get(_instruction(instruction))
        if counter is None:
            return ""
        css = self.styles.run(run.find(qn("w:rPr")), properties).css()
        return f'<span class="{counter}" style="{escape(css)}"></span>'

    def _run(self, run: Element, properties: Element | None, part: object) -> str:
        content = "".join(self._run_content(run, part))
        if not content:
            return ""
        css = self.styles.run(run.find(qn("w:rPr")), properties).css()
        return f'<span style="{escape(css)}">{content}</span>'

    def _run_content(self, run: Element, part: object) -> Iterator[str]:
        for child in run:
            if child.tag == qn("w:t"):
                yield escape(child.text or "")
            elif child.tag == qn("w:tab"):
                yield '<span class="tab"></span>'
            elif child.tag == qn("w:br"):
                yield '<span class="newpage"></span>' if child.get(qn("w:type")) == "page" else "<br>"
            elif child.tag == qn("w:cr"):
                yield "<br>"
            elif child.tag == qn("w:noBreakHyphen"):
                yield "&#8209;"
            elif child.tag == qn("w:drawing"):
                yield self._picture(child, part)

    @staticmethod
    def _picture(drawing: Element, part: object) -> str:
        blip, extent = next(drawing.iter(_BLIP), None), next(drawing.iter(_EXTENT), None)
        related = getattr(part, "related_parts", {}).get(blip.get(_EMBED)) if blip is not None else None
        if related is None or extent is None or related.content_type not in _PICTURES:
            return ""
        width, height = (int(extent.get(side, 0)) / EMU_PER_POINT for side in ("cx", "cy"))
        data = base64.b64encode(related.blob).decode()
        return f'<img src="data:{related.content_type};base64,{data}" style="width:{width:g}pt;height:{height:g}pt">'

    # tables --------------------------------------------------------------------------------------------------------------

    def _table(self, table: Element, part: object) -> str:
        properties = table.find(qn("w:tblPr"))
        style, borders = value_of(properties, "tblStyle"), self.styles.table_borders(properties)
        grid = table.find(qn("w:tblGrid"))
        widths = [twips(column.get(qn("w:w"))) for column in grid] if grid is not None else []
        columns = "".join(f'<col style="width:{width:g}pt">' for width in widths)
        rows = table.findall(qn("w:tr"))
        heads = 0
        while heads < len(rows) and value_of(rows[heads].find(qn("w:trPr")), "tblHeader") is not None:
            heads += 1
        written = [self._row(rows, index, part, style, borders) for index in range(len(rows))]
        aside = {"center": "margin-left:auto;margin-right:auto", "right": "margin-left:auto"}.get(
            value_of(properties, "jc") or "", ""
        )
        head = f"<thead>{''.join(written[:heads])}</thead>" if heads else ""
        width = f"width:{sum(widths):g}pt;" if widths else ""
        whole = "break-inside:avoid;break-after:avoid;" if self._stays_whole(table) else ""
        return f'<table style="{width}{whole}{aside}"><colgroup>{columns}</colgroup>{head}<tbody>{"".join(written[heads:])}</tbody></table>'

    def _stays_whole(self, table: Element) -> bool:
        """A table of which every paragraph stays with the next one is never torn apart: signatures."""
        paragraphs = list(table.iter(qn("w:p")))
        return bool(paragraphs) and all(self.styles.paragraph(p.find(qn("w:pPr"))).keep_next for p in paragraphs)

    def _row(self, rows: list[Element], index: int, part: object, style: str | None, borders: Element | None) -> str:
        properties = rows[index].find(qn("w:trPr"))
        cells, column = [], 0
        for cell in rows[index].findall(qn("w:tc")):
            span = int(value_of(cell.find(qn("w:tcPr")), "gridSpan") or 1)
            if _merge(cell) != "continue":
                down = _rows_down(rows, index, column)
                cells.append(
                    self._cell(cell, span, down, part, style, borders, first=index == 0, last=index + down >= len(rows))
                )
            column += span
        height = value_of(properties, "trHeight")
        css = f"height:{twips(height):g}pt;" if height else ""
        keep = "break-inside:avoid" if value_of(properties, "cantSplit") is not None else ""
        return f'<tr style="{css}{keep}">{"".join(cells)}</tr>'

    def _cell(
        self,
        cell: Element,
        span: int,
        down: int,
        part: object,
        style: str | None,
        borders: Element | None,
        *,
        first: bool,
        last: bool,
    ) -> str:
        properties = cell.find(qn("w:tcPr"))
        own = None if properties is None else properties.find(qn("w:tcBorders"))
        said = []
        sides = {
            "top": "top" if first else "insideH",
            "bottom": "bottom" if last else "insideH",
            "left": "left",
            "right": "right",
        }
        for side, inherited in sides.items():
            mine = None if own is None else own.find(qn(f"w:{side}"))
            theirs = None if borders is None else borders.find(qn(f"w:{inherited}"))
            rule = border_css(mine if mine is not None else theirs)
            if rule:
                said.append(f"border-{side}:{rule}")
        align = {"center": "middle", "bottom": "bottom"}.get(value_of(properties, "vAlign") or "", "top")
        said.append(f"vertical-align:{align}")
        shade = value_of(properties, "shd", "fill")
        if shade and shade != "auto":
            said.append(f"background:#{escape(shade)}")
        inner = "".join(self._blocks(list(cell), part, style))
        spans = (f' colspan="{span}"' if span > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
        return f'<td{spans} style="{";".join(said)}">{inner}</td>'


def _instruction(text: str) -> str:
    words = text.split()
    return words[0].upper() if words else ""


def _merge(cell: Element) -> str | None:
    """Return "restart" or "continue" for a cell merged downwards, None for any other."""
    said = value_of(cell.find(qn("w:tcPr")), "vMerge")
    return None if said is None else said or "continue"


def _rows_down(rows: list[Element], index: int, column: int) -> int:
    """Return how many rows the cell that begins here covers."""
    down = 1
    for row in rows[index + 1 :]:
        at = 0
        for cell in row.findall(qn("w:tc")):
            if at == column:
                if _merge(cell) == "continue":
                    break
                return down
            at += int(value_of(cell.find(qn("w:tcPr")), "gridSpan") or 1)
        else:
            return down
        down += 1
    return down


_CSS = """
html{font-family:"Noto Serif CJK SC","Source Han Serif SC",serif;font-size:10.5pt}
body{margin:0}
p{white-space:pre-wrap;orphans:2;widows:2;overflow-wrap:anywhere}
table{border-collapse:collapse;table-layout:fixed;margin:0}
td{padding:0 5.4pt;box-sizing:border-box}
.tab{display:inline-block;width:2em}
.newpage{display:block;break-after:page}
.page::after{content:counter(page)}
.pages::after{content:counter(pages)}
.head,.foot{width:100%}
.watermark{position:fixed;top:38%;left:0;right:0;text-align:center;font-size:120pt;color:rgba(160,160,160,.22);transform:rotate(-35deg);z-index:10}
"""
