"""The ledger of promises as a file: Excel for the office, CSV for everything else. Same filter, same rights, same sums as the screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from gisapp.commitments.commitment_terms import TallyColumn
from gisapp.commitments.rules.fulfilment import Tally
from gisapp.preparation.standard_terms import CommitmentState, ObligationKind, Obligor

COLUMNS: tuple[tuple[str, str], ...] = (
    ("contract_no", "合同编号"),
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("party_name_zh", "受让人"),
    ("industry_name_zh", "行业"),
    ("officer_name", "履约专员"),
    ("kind_zh", "事项"),
    ("label_zh", "义务"),
    ("obligor_zh", "义务人"),
    ("due_on", "到期日"),
    ("state_zh", "状态"),
    ("tally_zh", "统计栏目"),
    ("kept_on", "完成日"),
    ("late_days", "逾期天数"),
    ("rectify_by", "整改期限"),
    ("amount_yuan", "金额（元）"),
    ("basis", "依据"),
)


def with_labels(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with the Chinese words of their states."""
    labels = {
        "kind": ObligationKind.labels(),
        "obligor": Obligor.labels(),
        "state": CommitmentState.labels(),
        "tally": TallyColumn.labels(),
    }
    return [row | {f"{name}_zh": words[row[name]] for name, words in labels.items()} for row in rows]


def caption(zone: dict[str, Any], as_of: date, count: int, exported_on: date, by: str) -> str:
    """Return the line that every export carries: zone, day of the data, rows, who and when, and the demo mark."""
    mark = f"{zone['notice_zh']}　" if zone["notice_zh"] else ""
    return f"{mark}{zone['name_zh']} 履约台账　数据日期 {as_of:%Y年%-m月%-d日}　{count} 行　{by} 于 {exported_on:%Y年%-m月%-d日} 导出"


def identity_zh(tally: Tally) -> str:
    """Return the identity in words: 应履约 10 = 已履约 4 + 逾期 2 + 违约 1 + 免除 1 + 未到期 2；履约率 57.1%."""
    rate = tally.kept_rate
    share = "暂无" if rate is None else f"{float(rate) * 100:.1f}%"
    return (
        f"应履约 {tally.due} = 已履约 {tally.kept} + 逾期 {tally.late} + 违约 {tally.broken} + 免除 {tally.waived}"
        f" + 未到期 {tally.not_yet_due}；履约率 {share}（已履约 ÷（已履约 + 逾期 + 违约））"
    )


def to_xlsx(rows: Sequence[dict[str, Any]], title: str, identity: str) -> bytes:
    """Return an Excel workbook: caption, identity, frozen header with filters, figures and days as such."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("履约台账")
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    money, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, title, bold)
    sheet.write(1, 0, identity)
    for column, (name, label) in enumerate(COLUMNS):
        sheet.write(2, column, label, head)
        widest = max((_width(row[name]) for row in rows[:500]), default=0)
        sheet.set_column(column, column, min(max(_width(label), widest) + 2, 46))
    for index, row in enumerate(rows, start=3):
        for column, (name, _) in enumerate(COLUMNS):
            value = row[name]
            if isinstance(value, Decimal):
                sheet.write_number(index, column, float(value), money)
            elif isinstance(value, int):
                sheet.write_number(index, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(index, column, datetime.combine(value, time.min), day)
            elif value is not None:
                sheet.write_string(index, column, value)
    sheet.freeze_panes(3, 1)
    if rows:
        sheet.autofilter(2, 0, len(rows) + 2, len(COLUMNS) - 1)
    book.close()
    return buffer.getvalue()


def to_csv(rows: Sequence[dict[str, Any]], title: str, identity: str) -> bytes:
    """Return CSV in UTF-8 with BOM, so that Excel reads the Chinese; identity and caption are the last lines."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([label for _, label in COLUMNS])
    for row in rows:
        writer.writerow([_safe(row[name]) for name, _ in COLUMNS])
    writer.writerow([identity])
    writer.writerow([title])
    return out.getvalue().encode("utf-8-sig")


def _width(value: Any) -> int:
    return sum(2 if ord(char) > 255 else 1 for char in str(value)) if value is not None else 0


def _safe(value: Any) -> Any:
    """Keep a cell from being run as a formula by the spreadsheet that opens it."""
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
