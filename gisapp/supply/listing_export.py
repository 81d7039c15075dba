"""The pipeline as a file: Excel for the office, CSV for everything else. Same filter, same rights, same rows as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gisapp.api import table_file
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.supply.listing_terms import ListingMethod, PipelineColumn, TermKind

LIST_ZH = "供地台账"

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


def _wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else round_half_up(yuan / 10_000, 2)


def to_xlsx(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, figures as numbers, sums of area and prices."""
    total = {name: sum((row[name] or Decimal(0) for row in rows), Decimal(0)) for name in FIGURES}
    return table_file.to_xlsx(LIST_ZH, COLUMNS, rows, [title], total, frozen_columns=3)


def to_csv(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(COLUMNS, rows, [title])
