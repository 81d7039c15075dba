"""A frozen month as a workbook: what it is, the figures, the parks, and one sheet for each list; the sheets add up to the figures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gisapp.api.printed_sheet import new_workbook, prepare_print, row_height
from gisapp.cockpit.figure_words import unit_zh
from gisapp.cockpit.figures import FigureDefinition, all_figures
from gisapp.cockpit.report_content import ReportContent, rows_counted
from gisapp.cockpit.terms import AgeBand, FigureGroup, FigureUnit
from gisapp.kernel.area import m2_to_mu
from gisapp.projects.terms import ProjectStage

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_COLUMNS = (
    ("plot_no", "地块编号"),
    ("park_code", "园区编号"),
    ("park_name_zh", "园区"),
    ("reference", "编号"),
    ("what_zh", "事项"),
    ("party_name_zh", "企业"),
    ("state_zh", "状态"),
    ("since", "自"),
    ("due_on", "期限"),
    ("area_m2", "面积（㎡）"),
)
_SHEETS = {
    "plots": "地块",
    "contracts": "本年合同",
    "cases": "闲置个案",
    "findings": "筛查结论",
    "patches": "存量图斑",
    "enterprises": "企业年度数据",
    "built": "建成实测",
    "promises": "履约义务",
    "projects": "项目",
    "duties": "待办",
}


class _Book:
    """A workbook with the formats of the house."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.book = new_workbook(self.buffer)
        self.bold = self.book.add_format({"bold": True})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self.formats: dict[str, Format] = {
            name: self.book.add_format({"num_format": pattern})
            for name, pattern in (
                ("day", "yyyy-mm-dd"),
                ("two", "#,##0.00_ "),
                ("share", "0.00%_ "),
                ("whole", "#,##0_ "),
            )
        }
        self.totals: dict[str, Format] = {
            name: self.book.add_format({"num_format": pattern, "bold": True, "top": 1})
            for name, pattern in (("two", "#,##0.00_ "), ("whole", "#,##0_ "), ("text", "@"))
        }

    def sheet(self, name: str, title: str, heads: Sequence[str], widths: Sequence[int]) -> Worksheet:
        """Begin a sheet: a line that says what it is, then the heads."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, title, self.bold)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(1, column, head, self.head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(2, 1)
        prepare_print(sheet, widths, heading_rows=2)
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, value: Any, form: str = "two") -> None:
        if value is None:
            return
        if isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time.min), self.formats["day"])
        elif isinstance(value, Decimal | float | int):
            sheet.write_number(row, column, float(value), self.formats[form])
        else:
            sheet.write_string(row, column, str(value))

    def bytes(self) -> bytes:
        self.book.close()
        return self.buffer.getvalue()


def report_workbook(report: Mapping[str, Any], content: ReportContent, restated: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the workbook of a frozen month: 说明, 指标, 分园区, 账龄和阶段, 更正, and one sheet for each list."""
    book = _Book()
    mark = f"{content.notice_zh}　" if content.notice_zh else ""
    title = f"{mark}{content.zone_name_zh} {report['month']:%Y年%-m月} 月报　数据日期 {report['as_of']:%Y年%-m月%-d日}"
    _about(book, title, report, content)
    _figures(book, title, content)
    _parks(book, title, content)
    _pictures(book, title, content)
    _restated(book, title, restated)
    for name, rows in content.lists.items():
        _list(book, title, name, rows)
    return book.bytes()


def _about(book: _Book, title: str, report: Mapping[str, Any], content: ReportContent) -> None:
    sheet = book.sheet("说明", title, ("项目", "内容"), (18, 96))
    lines = [
        ("冻结时间", f"{report['frozen_at']:%Y-%m-%d %H:%M:%S %Z}"),
        ("冻结人", report["frozen_by_name"]),
        ("数据指纹", report["sha256"]),
        ("上期指纹", report["previous_sha256"] or "本期为第一期"),
        ("怎样核对", "“指标”表的每个数等于右列所写清单表中符合条件的行之和；面积以 ㎡ 存，亩 = ㎡ × 3 ÷ 2000。"),
        *((f"口径：{figure['label_zh']}", f"{figure['definition_zh']}　{figure['formula_zh']}　依据：{figure['basis']}"
           + ("" if figure["is_confirmed"] else "（待管理部门确认）")) for figure in content.figures),
    ]  # fmt: skip
    for row, (name, said) in enumerate(lines, start=2):
        sheet.write_string(row, 0, name, book.wrap)
        sheet.write_string(row, 1, said, book.wrap)
        sheet.set_row(row, row_height([(name, 18), (said, 96)]))


def _figures(book: _Book, title: str, content: ReportContent) -> None:
    heads = ("类别", "指标", "数值", "单位", "行数", "㎡ 或元", "分子", "分母", "清单")
    sheet = book.sheet("指标", title, heads, (14, 22, 16, 10, 8, 20, 20, 20, 16))
    for row, figure in enumerate(content.figures, start=2):
        book.write(sheet, row, 0, FigureGroup(figure["group"]).label_zh)
        book.write(sheet, row, 1, figure["label_zh"])
        _amount(book, sheet, row, 2, figure, figure["value"])
        book.write(sheet, row, 3, unit_zh(figure))
        book.write(sheet, row, 4, figure["count"], "whole")
        if figure["unit"] in (str(FigureUnit.AREA), str(FigureUnit.MONEY)):
            book.write(sheet, row, 5, figure["value"])
        book.write(sheet, row, 6, figure["numerator"])
        book.write(sheet, row, 7, figure["denominator"])
        definition = all_figures().get(figure["id"])
        if definition is not None and not definition.is_ratio:
            book.write(sheet, row, 8, _SHEETS[definition.list])


def _parks(book: _Book, title: str, content: ReportContent) -> None:
    heads = ("园区编号", "园区", *(_headed(figure) for figure in content.figures))
    sheet = book.sheet("分园区", title, heads, (10, 26, *(14 for _ in content.figures)))
    sheet.freeze_panes(2, 2)
    for row, park in enumerate(content.parks, start=2):
        book.write(sheet, row, 0, park["code"])
        book.write(sheet, row, 1, park["name_zh"])
        for column, figure in enumerate(content.figures, start=2):
            part = next((one for one in figure["by_park"] if one["park_code"] == park["code"]), None)
            _amount(book, sheet, row, column, figure, part and part["value"])
    last = 2 + len(content.parks)
    book.write(sheet, last, 1, "合计")
    for column, figure in enumerate(content.figures, start=2):
        _amount(book, sheet, last, column, figure, figure["value"])


def _headed(figure: Mapping[str, Any]) -> str:
    unit = unit_zh(figure)
    return f"{figure['label_zh']}（{unit}）" if unit else figure["label_zh"]


def _amount(
    book: _Book, sheet: Worksheet, row: int, column: int, figure: Mapping[str, Any], value: Decimal | None
) -> None:
    """Write a figure in the unit in which it is read: 亩, 万元, a percentage, a number."""
    if value is None:
        return
    unit = FigureUnit(figure["unit"])
    if unit is FigureUnit.AREA:
        value = m2_to_mu(value)
    elif unit is FigureUnit.MONEY:
        value = value / 10_000
    form = {FigureUnit.SHARE: "share", FigureUnit.COUNT: "whole"}.get(unit, "two")
    book.write(sheet, row, column, value, form)


def _pictures(book: _Book, title: str, content: ReportContent) -> None:
    sheet = book.sheet("账龄和阶段", title, ("项目", "分段", "件数", "面积（亩）", "面积（㎡）"), (18, 18, 10, 16, 18))
    row = 2
    for bar in content.ageing:
        book.write(sheet, row, 0, {"idle_age": "按闲置起算日", "case_age": "按发现线索日"}[bar["by"]])
        book.write(sheet, row, 1, AgeBand(bar["band"]).label_zh)
        book.write(sheet, row, 2, bar["count"], "whole")
        book.write(sheet, row, 3, m2_to_mu(bar["area_m2"]))
        book.write(sheet, row, 4, bar["area_m2"])
        row += 1
    for stage in content.pipeline:
        book.write(sheet, row, 0, "项目阶段")
        book.write(sheet, row, 1, ProjectStage(stage["stage"]).label_zh)
        book.write(sheet, row, 2, stage["count"], "whole")
        row += 1


def _restated(book: _Book, title: str, restated: Sequence[Mapping[str, Any]]) -> None:
    heads = ("指标", "冻结时", "按现在所知", "差", "涉及的行", "冻结时的数", "现在的数", "原因")
    sheet = book.sheet("更正", title, heads, (18, 18, 18, 16, 44, 16, 16, 60))
    row = 2
    for one in restated:
        reasons = "；".join(f"{said['reason']}（{said['recorded_by_name']}）" for said in one["reasons"]) or "尚未说明"
        for index, change in enumerate(one["changes"]):
            if index == 0:
                book.write(sheet, row, 0, one["label_zh"])
                for column, name in enumerate(("frozen", "live", "difference"), start=1):
                    book.write(sheet, row, column, one[name])
                book.write(sheet, row, 7, reasons)
            book.write(sheet, row, 4, change["name_zh"])
            book.write(sheet, row, 5, change["frozen"])
            book.write(sheet, row, 6, change["live"])
            row += 1
    if row == 2:
        sheet.write_string(row, 0, "没有更正：按现在所知，本期各数不变。")


def _list(book: _Book, title: str, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write a list with the figures that count each row beside it, so that a filter shows a figure's rows; what else is summed has a column."""
    counted = [one for one in all_figures().values() if not one.is_ratio and one.list == name]
    summed: dict[str, FigureDefinition] = {}
    for one in counted:
        if one.measure not in ("", "area_m2"):
            summed.setdefault(one.measure, one)
    heads = (
        *(label for _, label in _COLUMNS),
        *(f"{one.label_zh}（{_kept_unit(one)}）" for one in summed.values()),
        "计入的指标",
    )
    widths = (12, 9, 24, 22, 28, 24, 16, 12, 12, 16, *(18 for _ in summed), 30)
    sheet = book.sheet(_SHEETS[name], f"{title}　{_SHEETS[name]}清单", heads, widths)
    fields = (*(field for field, _ in _COLUMNS), *summed)
    for index, row in enumerate(rows, start=2):
        for column, field in enumerate(fields):
            book.write(sheet, index, column, row[field])
        book.write(sheet, index, len(fields), "、".join(one.label_zh for one in counted if one.picks(row)))
    last = 2 + len(rows)
    if rows:
        sheet.autofilter(1, 0, last - 1, len(fields))
    sheet.write_string(last, 0, f"合计 {len(rows)} 行", book.totals["text"])
    for column, field in enumerate(fields):
        if field == "area_m2" or field in summed:
            whole = sum((row[field] for row in rows if row[field] is not None), Decimal(0))
            sheet.write_number(last, column, float(whole), book.totals["two"])


def _kept_unit(figure: FigureDefinition) -> str:
    return "㎡" if figure.unit is FigureUnit.AREA else "元"


def counted_totals(content: ReportContent) -> dict[str, Decimal]:
    """Return what the frozen rows of each figure add up to; the figures were frozen as exactly this."""
    return {
        one.id: sum((one.amount(row) for row in rows_counted(one, content)), Decimal(0))
        for one in all_figures().values()
        if not one.is_ratio
    }
