"""The findings of a survey as a workbook to correct by, and the corrected workbook read back: values of columns only, never shapes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gisapp.api.printed_sheet import new_workbook, prepare_print, row_height
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.map_fields import field_zh
from gisapp.land.intake.table_sheets import Sheet, read_sheets
from gisapp.land.survey_queries import find_survey, list_issues, list_rows
from gisapp.land.terms import SurveyAction

if TYPE_CHECKING:
    from xlsxwriter import Workbook


ROWS_SHEET = "更正表"
ISSUES_SHEET = "全部问题"
MARK = "测绘成果"
SEVERITY_ZH = {"error": "错误", "warning": "警告", "info": "提示"}
FIXED = ("行号", "程度", "处理", "问题", "怎么改")
WIDTHS = (7, 7, 9, 52, 44)
MOST_ROWS = 200_000
GUIDE = "黄色格是要核对的值，可直接修改后回传；白色格也可修改。不要改动行号、表头和本行以上的内容。图形（界址点）问题须由测绘单位修改原文件后重新上传。"


def write_findings(session: Session, principal: Principal, survey_id: int) -> bytes:
    """Return the workbook: the rows with errors or warnings as delivered, what is wrong in them and what to do, and a list of all findings."""
    survey = find_survey(session, principal, survey_id)
    issues = list_issues(session, principal, survey_id, limit=None)["items"]
    told = [issue for issue in issues if issue["severity"] != "info"]
    wrong = {issue["row_no"] for issue in told if issue["row_no"] is not None}
    rows = [row for row in list_rows(session, principal, survey_id, limit=MOST_ROWS)["items"] if row["row_no"] in wrong]
    buffer = io.BytesIO()
    book = new_workbook(buffer)
    _write_rows(book, survey, rows, told)
    _write_issues(book, survey, issues)
    book.close()
    return buffer.getvalue()


def _write_rows(
    book: Workbook,
    survey: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    issues: Sequence[Mapping[str, Any]],
) -> None:
    sheet = book.add_worksheet(ROWS_SHEET)
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F4F6F8"})
    plain = book.add_format({"valign": "top"})
    asked = book.add_format({"valign": "top", "bg_color": "#FDF1DE", "border": 1, "border_color": "#8A5200"})
    columns = _columns(survey)
    sheet.write_string(0, 0, MARK)
    sheet.write_number(0, 1, survey["id"])
    sheet.write_string(0, 2, survey["file_name"])
    sheet.write_string(1, 0, GUIDE)
    for at, label in enumerate((*FIXED, *columns)):
        sheet.write_string(2, at, label, head)
    fields = _fields(survey)
    by_row: dict[int, list[Mapping[str, Any]]] = {}
    for issue in issues:
        by_row.setdefault(issue["row_no"], []).append(issue)
    for line, row in enumerate(rows, 3):
        here = by_row.get(row["row_no"], [])
        worst = "error" if any(issue["severity"] == "error" for issue in here) else "warning"
        sheet.write_number(line, 0, row["row_no"], wrap)
        sheet.write_string(line, 1, SEVERITY_ZH[worst], wrap)
        sheet.write_string(line, 2, SurveyAction(row["action"]).label_zh, wrap)
        problems = "\n".join(issue["message_zh"] for issue in here)
        remedies = "\n".join(dict.fromkeys(issue["fix_zh"] for issue in here if issue["fix_zh"]))
        sheet.write_string(line, 3, problems, wrap)
        sheet.write_string(line, 4, remedies, wrap)
        sheet.set_row(line, row_height([(problems, WIDTHS[3]), (remedies, WIDTHS[4])]))
        flagged = {fields.get(issue["field"], issue["field"]) for issue in here}
        for at, column in enumerate(columns, len(FIXED)):
            value = row["delivered"].get(column)
            look = asked if column in flagged else plain
            if value is None:
                sheet.write_blank(line, at, None, look)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(line, at, value, look)
            else:
                sheet.write_string(line, at, str(value), look)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_column(len(FIXED), len(FIXED) + max(len(columns) - 1, 0), 18)
    prepare_print(sheet, (*WIDTHS, *(18 for _ in columns)), heading_rows=3)
    sheet.freeze_panes(3, 1)


def _write_issues(book: Workbook, survey: Mapping[str, Any], issues: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet(ISSUES_SHEET)
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    names = {
        "row_no": "行号", "line_no": "文件行", "plot_no": "地块编号", "field": "字段", "severity": "程度", "value": "原值", "message_zh": "问题",
        "fix_zh": "怎么改", "code": "问题代码",
    }  # fmt: skip
    for at, label in enumerate(names.values()):
        sheet.write_string(0, at, label, head)
    fields = _fields(survey)
    widths = (7, 7, 14, 22, 7, 20, 60, 44, 24)
    for line, issue in enumerate(issues, 1):
        told = {**issue, "severity": SEVERITY_ZH[issue["severity"]], "field": field_zh(issue["field"], fields)}
        for at, name in enumerate(names):
            value = told[name]
            if isinstance(value, int):
                sheet.write_number(line, at, value, wrap)
            elif value is not None:
                sheet.write_string(line, at, str(value), wrap)
        sheet.set_row(
            line,
            row_height([(str(told[name]), width) for name, width in zip(names, widths, strict=True) if told[name]]),
        )
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    prepare_print(sheet, widths, heading_rows=1)
    sheet.freeze_panes(1, 0)
    if issues:
        sheet.autofilter(0, 0, len(issues), len(names) - 1)


def _fields(survey: Mapping[str, Any]) -> dict[str, str]:
    """Return our field → the file's column, as the file was read."""
    return {ours: one["column"] for ours, one in (survey["reading"].get("field_map") or {}).get("fields", {}).items()}


def _columns(survey: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in survey["reading"].get("columns") or []]


def read_corrections(
    session: Session, principal: Principal, survey_id: int, content: bytes, limits: Limits
) -> dict[str, dict[str, str]]:
    """Return row → column → value for every cell that differs from what was delivered; 400 for another survey's workbook or none at all."""
    survey = find_survey(session, principal, survey_id)
    sheet = _corrected_sheet(read_sheets(content, limits), survey)
    labels = ["" if cell is None else str(cell).strip() for cell in sheet.rows[2]] if len(sheet.rows) > 2 else []
    if labels[: len(FIXED)] != list(FIXED):
        raise Invalid("correction.head_changed", "更正表的表头已被改动，请重新下载更正表再填写。")
    columns = set(_columns(survey))
    delivered = {
        row["row_no"]: row["delivered"] for row in list_rows(session, principal, survey_id, limit=MOST_ROWS)["items"]
    }
    corrections: dict[str, dict[str, str]] = {}
    for cells in sheet.rows[3:]:
        row_no = _row_number(cells[0] if cells else None)
        if row_no is None or row_no not in delivered:
            continue
        for at, column in enumerate(labels[len(FIXED) :], len(FIXED)):
            if column not in columns:
                continue
            value = _text(cells[at] if at < len(cells) else None)
            if value != _text(delivered[row_no].get(column)):
                corrections.setdefault(str(row_no), {})[column] = value
    if not corrections:
        raise Invalid(
            "correction.nothing_changed",
            "更正表与原文件的值完全相同，没有可采用的更正。请修改黄色格后再上传。",
            message_en="The workbook changes nothing.",
        )
    return corrections


def _corrected_sheet(sheets: Sequence[Sheet], survey: Mapping[str, Any]) -> Sheet:
    sheet = next((sheet for sheet in sheets if sheet.name == ROWS_SHEET), None)
    first = list(sheet.rows[0]) if sheet is not None and sheet.rows else []
    if sheet is None or len(first) < 2 or first[0] != MARK:
        raise Invalid("correction.no_sheet", f"这不是系统下载的更正表（缺少“{ROWS_SHEET}”）。请先下载更正表再填写。")
    if _row_number(first[1]) != survey["id"]:
        raise Invalid(
            "correction.other_survey", f"这是成果 {first[1]} 的更正表，不是本成果（{survey['id']}）的。请核对后上传。"
        )
    return sheet


def _row_number(cell: Any) -> int | None:
    text = _text(cell)
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _text(cell: Any) -> str:
    """Return a cell as text so that 3, 3.0 and "3" are the same value."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
