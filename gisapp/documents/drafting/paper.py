"""Lays an official paper: page and type as GB/T 9704 has them, clauses, tables of facts, signatures and seals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Mm, Pt, RGBColor
from docx.styles.style import BaseStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE_FONT, BODY_FONT, HEAD_FONT, LEAD_FONT = "宋体", "仿宋", "黑体", "楷体"
_PLACEHOLDER = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
WIDE = ">"
RED = RGBColor(0xC0, 0x00, 0x00)
Face = Literal["letter", "form", "contract"]


@dataclass(frozen=True, slots=True)
class _Measure:
    """Type size, line and table size in points; margins in millimetres: top, right, bottom, left."""

    size: float
    line: float
    table: float
    margins: tuple[int, int, int, int]


MEASURES: dict[Face, _Measure] = {
    "letter": _Measure(16, 28, 11, (37, 26, 35, 28)),
    "form": _Measure(14, 25, 10.5, (30, 26, 26, 28)),
    "contract": _Measure(12, 22, 10.5, (28, 26, 25, 28)),
}
"""letter = 三号仿宋 on the page of GB/T 9704; form = 四号仿宋 for papers full of tables; contract = 小四宋体."""


def _fonts(target: Run | BaseStyle, name: str, size: float | None = None, *, bold: bool | None = None) -> None:
    target.font.name = "Times New Roman"  # type: ignore[union-attr]
    properties = target.element.get_or_add_rPr()  # type: ignore[union-attr]
    fonts = properties.find(qn("w:rFonts"))
    for side in ("eastAsia", "hint"):
        fonts.set(qn(f"w:{side}"), name if side == "eastAsia" else "eastAsia")
    if size is not None:
        target.font.size = Pt(size)  # type: ignore[union-attr]
    if bold is not None:
        target.font.bold = bold  # type: ignore[union-attr]


def _field(paragraph: Paragraph, instruction: str, size: float) -> None:
    """Add a field (PAGE, NUMPAGES) as Word writes it: begin, instruction, separator, a first value, end, each in a run of its own."""
    for kind in ("begin", "instruction", "separate", "value", "end"):
        run = paragraph.add_run("1" if kind == "value" else "")
        _fonts(run, TITLE_FONT, size)
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {instruction} "
            run._r.append(element)
        elif kind != "value":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


class Paper:
    """One template being drafted; in contracts the filled-in blanks are underlined."""

    def __init__(self, face: Face = "letter") -> None:
        self.face: Face = face
        self.document: DocumentType = Document()
        self.size, self.line = MEASURES[face].size, MEASURES[face].line
        self._page()
        styles = self.document.styles.element
        for style in [style for style in styles.findall(qn("w:style")) if style.get(qn("w:type")) == "table"]:
            if style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
                styles.remove(style)  # a hundred coloured tables of the library's own
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")  # otherwise Chinese marks are set as Japanese ones
        normal = self.document.styles["Normal"]
        _fonts(normal, TITLE_FONT if face == "contract" else BODY_FONT, self.size)
        layout = normal.paragraph_format  # type: ignore[union-attr]
        layout.space_after = layout.space_before = Pt(0)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(self.line)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, right, bottom, left = MEASURES[self.face].margins
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        section.header_distance, section.footer_distance = Mm(15), Mm(17 if self.face == "letter" else 13)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        parts = ("— ", "PAGE", " —") if self.face == "letter" else ("第 ", "PAGE", " 页　共 ", "NUMPAGES", " 页")
        size = 12 if self.face == "letter" else 9
        for part in parts:
            if part in ("PAGE", "NUMPAGES"):
                _field(foot, part, size)
            else:
                _fonts(foot.add_run(part), TITLE_FONT, size)

    @property
    def text_width(self) -> int:
        section = self.document.sections[0]
        return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)

    # words ------------------------------------------------------------------------------------------------------------

    def write(self, paragraph: Paragraph, text: str, *, font: str | None = None, size: float | None = None,
              bold: bool | None = None, underline: bool | None = None) -> Paragraph:  # fmt: skip
        """Add text; placeholders get runs of their own and, in contracts, the underline of a filled-in blank."""
        marks = self.face == "contract" if underline is None else underline
        for part in _PLACEHOLDER.split(text):
            if not part:
                continue
            run = paragraph.add_run(part)
            if font or size or bold is not None:
                _fonts(run, font or BODY_FONT, size, bold=bold)
            if marks and part.startswith("{{"):
                run.font.underline = True
        return paragraph

    def title(self, *lines: str) -> None:
        for line in lines:
            self._title_line(line)

    def _title_line(self, text: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(36)
        layout.space_before, layout.space_after = Pt(2), Pt(4)
        self.write(paragraph, text, font=TITLE_FONT, size=22, bold=True, underline=False)

    def centred(self, text: str, *, size: float | None = None, font: str | None = None, after: float = 12) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(after)
        self.write(paragraph, text, font=font, size=size, underline=False)

    def picture(self, field: str, *, after: float = 2) -> None:
        """Add a picture by its field; its line is as high as the picture is."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.space_after = WD_LINE_SPACING.SINGLE, Pt(after)
        layout.keep_with_next = True
        self.write(paragraph, f"{{{{ {field} }}}}", underline=False)

    def letterhead(self) -> None:
        """The red head of a letter: who writes, a red line, the number at the right."""
        head = self.document.add_paragraph()
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout = head.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(42)
        layout.space_after = Pt(4)
        self.write(head, "{{ 出具单位 }}", font=TITLE_FONT, size=22, bold=True, underline=False)
        head.runs[0].font.color.rgb = RED
        borders = OxmlElement("w:pBdr")
        line = OxmlElement("w:bottom")
        for key, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "6"), ("color", "C00000")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
        head._p.get_or_add_pPr().append(borders)
        number = self.document.add_paragraph()
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        number.paragraph_format.space_after = Pt(14)
        self.write(number, "{{ 文书编号 }}", underline=False)

    def heading(self, text: str) -> None:
        """一、…: the first level, in 黑体."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        if self.face == "contract":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(8)
        else:
            self._indent(paragraph)
        self.write(
            paragraph, text, font=HEAD_FONT, size=self.size + (2 if self.face == "contract" else 0), underline=False
        )

    def text(self, text: str, *, indent: bool = True, bold_lead: str = "") -> Paragraph:
        """Add one paragraph of the body, two characters indented; `bold_lead` is the clause number before it."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if indent:
            self._indent(paragraph)
        if bold_lead:
            self.write(paragraph, f"{bold_lead}　", font=HEAD_FONT, size=self.size, underline=False)
        return self.write(paragraph, text)

    def _indent(self, paragraph: Paragraph) -> None:
        paragraph.paragraph_format.first_line_indent = Pt(self.size * 2)

    def when(self, condition: str, *texts: str, otherwise: Sequence[str] = ()) -> None:
        """Add paragraphs that are printed only when the condition holds."""
        self.document.add_paragraph(f"{{%p if {condition} %}}")
        for text in texts:
            self.text(text)
        if otherwise:
            self.document.add_paragraph("{%p else %}")
            for text in otherwise:
                self.text(text)
        self.document.add_paragraph("{%p endif %}")

    def clauses(self, clauses: Iterable[tuple[str, str | Sequence[str]]]) -> None:
        """Add numbered clauses: (第一条, text or paragraphs)."""
        for number, said in clauses:
            paragraphs = [said] if isinstance(said, str) else list(said)
            self.text(paragraphs[0], bold_lead=number)
            for further in paragraphs[1:]:
                self.text(further)

    def blank(self, points: float = 10) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(points)
        paragraph.paragraph_format.keep_with_next = True

    # tables -----------------------------------------------------------------------------------------------------------

    def facts(self, pairs: Sequence[tuple[str, str]], *, columns: int = 1, label_cm: float = 3.6) -> Table:
        """Add a grid of label and value, one or two pairs a row; a label that begins with `WIDE` ends its row and spans what is left."""
        table = self._grid(2 * columns)
        widths = self._fact_widths(columns, label_cm)
        row: list[tuple[str, str]] = []
        for label, value in pairs:
            row.append((label.removeprefix(WIDE), value))
            if len(row) == columns or label.startswith(WIDE):
                self._fact_row(table, row, columns)
                row = []
        if row:
            self._fact_row(table, row, columns)
        self._set_widths(table, widths)
        return table

    def _fact_widths(self, columns: int, label_cm: float) -> list[int]:
        label = int(Cm(label_cm))
        return [label, self.text_width // columns - label] * columns

    def _fact_row(self, table: Table, pairs: list[tuple[str, str]], columns: int) -> None:
        cells = table.add_row().cells
        for index, (label, value) in enumerate(pairs):
            self._cell(cells[2 * index], label, font=HEAD_FONT, align=WD_ALIGN_PARAGRAPH.CENTER)
            self._cell(cells[2 * index + 1], value)
        if len(pairs) < columns:
            cells[2 * len(pairs) - 1].merge(cells[-1])

    def rows(self, field: str, columns: Sequence[tuple[str, str, float]], *, row: str = "行") -> Table:
        """Add a table with a row for each row of a list field: (heading, text of the cell, share of the width)."""
        table = self._grid(len(columns))
        heads = table.add_row()
        for cell, (heading, _, _) in zip(heads.cells, columns, strict=True):
            self._cell(cell, heading, font=HEAD_FONT, align=WD_ALIGN_PARAGRAPH.CENTER)
        mark = OxmlElement("w:tblHeader")
        heads._tr.get_or_add_trPr().append(mark)
        table.add_row().cells[0].text = f"{{%tr for {row} in {field} %}}"
        body = table.add_row()
        for cell, (_, text, _) in zip(body.cells, columns, strict=True):
            self._cell(cell, text)
        table.add_row().cells[0].text = "{%tr endfor %}"
        whole = sum(share for _, _, share in columns)
        self._set_widths(table, [int(self.text_width * share / whole) for _, _, share in columns])
        return table

    def matrix(self, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> Table:
        """Add a table of fixed rows."""
        table = self._grid(len(heads))
        for cell, heading in zip(table.add_row().cells, heads, strict=True):
            self._cell(cell, heading, font=HEAD_FONT, align=WD_ALIGN_PARAGRAPH.CENTER)
        for texts in rows:
            for index, (cell, text) in enumerate(zip(table.add_row().cells, texts, strict=True)):
                self._cell(cell, text, align=WD_ALIGN_PARAGRAPH.CENTER if index else WD_ALIGN_PARAGRAPH.LEFT)
        self._set_widths(table, [int(self.text_width * share / sum(shares)) for share in shares])
        return table

    def _grid(self, columns: int) -> Table:
        table = self.document.add_table(rows=0, cols=columns)
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        return table

    def _set_widths(self, table: Table, widths: Sequence[int], *, after: float = 8) -> None:
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        for row in table.rows:
            keep = OxmlElement("w:cantSplit")
            row._tr.get_or_add_trPr().append(keep)
            spent = 0
            for cell in row._tr.tc_lst:
                span = cell.grid_span
                cell.width = Emu(sum(widths[spent : spent + span]))
                spent += span
        self.blank(after)

    def _cell(
        self, cell: _Cell, text: str, *, font: str | None = None, align: WD_ALIGN_PARAGRAPH | None = None
    ) -> None:
        size = MEASURES[self.face].table
        for number, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            layout = paragraph.paragraph_format
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(size + 5)
            layout.space_before = layout.space_after = Pt(2)
            if align is not None:
                paragraph.alignment = align
            self.write(
                paragraph,
                line,
                font=font or (TITLE_FONT if self.face == "contract" else BODY_FONT),
                size=size,
                underline=False,
            )
        middle = OxmlElement("w:vAlign")
        middle.set(qn("w:val"), "center")
        cell._tc.get_or_add_tcPr().append(middle)

    # ends -------------------------------------------------------------------------------------------------------------

    def seal(self, who: str = "{{ 出具单位 }}", day: str = "{{ 出具日期 }}", *, note: str = "（盖章）") -> None:
        """The end of an official paper: who, the place of the seal, the day, at the right."""
        self._keep_end_together()
        self.blank(20)
        for text in (f"{who}{note}", day):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(self.size * 2)
            paragraph.paragraph_format.keep_with_next = text != day
            self.write(paragraph, text, underline=False)

    def signatures(self, left: Sequence[str], right: Sequence[str], *, shares: tuple[float, float] = (1, 1)) -> None:
        """Two parties side by side, each with its seal and its signature; never torn apart by a page."""
        self._keep_end_together()
        self.blank(14)
        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        for one, other in zip(left, right, strict=True):
            cells = table.add_row().cells
            self._signature_cell(cells[0], one)
            self._signature_cell(cells[1], other)
        self._set_widths(table, [int(self.text_width * share / sum(shares)) for share in shares], after=1)

    def signed_by(self, *lines: str) -> None:
        """One party at the right, with its seal and its signature."""
        self.signatures(("",) * len(lines), lines, shares=(4, 6))

    def _keep_end_together(self) -> None:
        """A seal or signature never stands alone on a page: the last paragraph before it goes along."""
        paragraphs = self.document.paragraphs
        if paragraphs:
            paragraphs[-1].paragraph_format.keep_with_next = True

    def _signature_cell(self, cell: _Cell, text: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        paragraph.paragraph_format.line_spacing = Pt(26)
        paragraph.paragraph_format.keep_with_next = True
        font = TITLE_FONT if self.face == "contract" else BODY_FONT
        self.write(paragraph, text, font=font, size=min(self.size, 14), underline=False)

    def note(self, text: str) -> None:
        """A remark in small type under the paper."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(18)
        self.write(paragraph, text, font=BODY_FONT, size=10.5 if self.face == "contract" else 12, underline=False)

    def page_break(self) -> None:
        self.document.add_page_break()
