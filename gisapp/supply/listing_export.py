"""The pipeline as a file: Excel for the office, CSV for everything else. Same filter, same rights, same rows as the screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.supply.listing_terms import ListingMethod, PipelineColumn, TermKind

COLUMNS: tuple[tuple[str, str], ...] = (
    ("pipeline_zh", "环节"),
    ("listing_no", "公告编号"),
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("area_mu", "面积（亩）"),
    ("method_zh", "出让方式"),
    ("term_kind_zh", "年期方式"),
    ("term_years", "年期（年）"),
    ("start_price_wan", "起始价（万元）"),
    ("announced_on", "公告日"),
    ("applications_until", "报名截止"),
    ("opens_on", "开始日"),
    ("decided_from", "可决定日"),
    ("application_count", "申请数"),
    ("admitted", "准入数"),
    ("refused", "不予准入数"),
    ("decided_on", "决定日"),
    ("winner_name_zh", "受让人"),
    ("price_wan", "成交价（万元）"),
    ("result_published_on", "结果公布日"),
    ("contract_no", "合同编号"),
    ("signed_on", "签订日"),
    ("next_zh", "下一步"),
)
FIGURES = {"area_mu", "start_price_wan", "price_wan"}


def rows_of(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pipeline's rows with words for codes, 亩 and 万元."""
    columns, methods, kinds = PipelineColumn.labels(), ListingMethod.labels(), TermKind.labels()
    return [
        {
            **item,
            "pipeline_zh": columns[item["pipeline"]],
            "method_zh": methods[item["method"]],
            "term_kind_zh": kinds.get(item["term_kind"] or "", ""),
            "area_mu": round_half_up(m2_to_mu(item["area_m2"]), 2),
            "start_price_wan": _wan(item["start_price_yuan"]),
            "price_wan": _wan(item["price_yuan"]),
        }
        for item in items
    ]


def caption(zone: dict[str, Any], as_of: date, count: int, exported_on: date, by: str) -> str:
    """Return the line that every export carries: zone, day of the data, rows, who and when, and the demo mark."""
    mark = f"{zone['notice_zh']}　" if zone["notice_zh"] else ""
    return f"{mark}{zone['name_zh']} 供地台账　数据日期 {as_of:%Y年%-m月%-d日}　{count} 行　{by} 于 {exported_on:%Y年%-m月%-d日} 导出"


def to_xlsx(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, figures as numbers, sums of area and prices."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("供地台账")
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    figure = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, title, bold)
    for column, (name, label) in enumerate(COLUMNS):
        sheet.write(1, column, label, head)
        widest = max((_width(row[name]) for row in rows[:500]), default=0)
        sheet.set_column(column, column, min(max(_width(label), widest) + 2, 40))
    for index, row in enumerate(rows, start=2):
        for column, (name, _) in enumerate(COLUMNS):
            value = row[name]
            if isinstance(value, Decimal):
                sheet.write_number(index, column, float(value), figure)
            elif isinstance(value, int):
                sheet.write_number(index, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(index, column, datetime.combine(value, time.min), day)
            elif value is not None:
                sheet.write_string(index, column, value)
    last = len(rows) + 2
    sheet.write(last, 0, "合计", bold)
    for column, (name, _) in enumerate(COLUMNS):
        if name in FIGURES:
            sheet.write_number(last, column, float(sum((row[name] or Decimal(0) for row in rows), Decimal(0))), figure)
    sheet.freeze_panes(2, 3)
    if rows:
        sheet.autofilter(1, 0, len(rows) + 1, len(COLUMNS) - 1)
    book.close()
    return buffer.getvalue()


def to_csv(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM, so that Excel reads the Chinese; the caption is the last line."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([label for _, label in COLUMNS])
    for row in rows:
        writer.writerow([_safe(row[name]) for name, _ in COLUMNS])
    writer.writerow([title])
    return out.getvalue().encode("utf-8-sig")


def _wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else round_half_up(yuan / 10_000, 2)


def _width(value: Any) -> int:
    return sum(2 if ord(char) > 255 else 1 for char in str(value)) if value is not None else 0


def _safe(value: Any) -> Any:
    """Keep a cell from being run as a formula by the spreadsheet that opens it."""
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
