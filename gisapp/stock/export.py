"""The stock of land as files: Excel with patches, ladder, checks, rates and months; GeoPackage of the patches. Same filter, same sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import shapely
from sqlalchemy.orm import Session

from gisapp.api import geopackage_file, table_file
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import compose
from gisapp.kernel.area import m2_to_ha, m2_to_mu, round_half_up
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.stock.months import LINES
from gisapp.stock.patch_filter import PatchFilter
from gisapp.stock.terms import StockClass, StockDetail

COLUMNS: tuple[tuple[str, str], ...] = (
    ("park_code", "园区代码"),
    ("park_name_zh", "园区"),
    ("plot_no", "地块编号"),
    ("part_no", "部分"),
    ("label_zh", "名称"),
    ("class_zh", "存量类别"),
    ("detail_zh", "具体情形"),
    ("proposed_zh", "规则结论"),
    ("decided_zh", "人工认定"),
    ("land_use_code", "用途代码"),
    ("area_mu", "面积（亩）"),
    ("area_ha", "面积（公顷）"),
    ("area_m2", "面积（㎡）"),
    ("since", "自何日起"),
    ("reason_zh", "理由"),
    ("basis", "依据"),
)
FLOW_COLUMNS: tuple[tuple[str, str], ...] = (
    ("month", "月份"),
    ("kind_zh", "数据"),
    ("line_zh", "类别"),
    ("opening_mu", "期初（亩）"),
    ("came_mu", "增加（亩）"),
    ("extended_mu", "延期（亩）"),
    ("reused_mu", "盘活（亩）"),
    ("recovered_mu", "收回（亩）"),
    ("annulled_mu", "撤销认定（亩）"),
    ("went_mu", "减少（亩）"),
    ("closing_mu", "期末（亩）"),
    ("reason", "更正原因"),
    ("sha256", "校验值"),
)


def read_patches(session: Session, principal: Principal, as_of: date, wanted: PatchFilter) -> list[dict[str, Any]]:
    """Return every patch that passes the filter with Chinese words, three units and WKB (EPSG:4490)."""
    statement = compose("stock/patch_filtered", "stock/patch_export")
    rows = [dict(row) for row in session.execute(statement, wanted.parameters(principal, as_of)).mappings()]
    classes, details = StockClass.labels(), StockDetail.labels()
    for row in rows:
        row |= {
            "class_zh": classes[row["stock_class"]],
            "detail_zh": details[row["detail"]],
            "proposed_zh": classes[row["proposed_class"]],
            "decided_zh": "是" if row["is_decided"] else "否",
            "area_mu": round_half_up(m2_to_mu(row["area_m2"]), 2),
            "area_ha": round_half_up(m2_to_ha(row["area_m2"]), 4),
            "area_m2": round_half_up(row["area_m2"], 2),
        }
    return rows


def to_xlsx(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return an Excel workbook of patches with a total row."""
    area = sum((row["area_m2"] for row in rows), Decimal(0))
    total = {
        "area_mu": round_half_up(m2_to_mu(area), 2),
        "area_ha": round_half_up(m2_to_ha(area), 4),
        "area_m2": area,
    }
    return table_file.to_xlsx("存量图斑", COLUMNS, rows, [title], total, places={"area_ha": 4}, frozen_columns=3)


def to_geopackage(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return a GeoPackage with one layer `stock_patches` in EPSG:4490; the caption, with the demo mark, is its description."""
    columns = {label: [row[name] for row in rows] for name, label in COLUMNS}
    return geopackage_file.to_geopackage(
        "stock_patches",
        "存量图斑",
        title,
        {**columns, "说明": [title] * len(rows)},
        shapely.from_wkb([bytes(row["wkb"]) for row in rows]),
        STORAGE_EPSG,
    )


def months_to_xlsx(shown: dict[str, Any], lines: Sequence[str]) -> bytes:
    """Return the months as a workbook: as known now, as frozen, and every restatement with its reason, line by line."""
    rows: list[dict[str, Any]] = []
    for month in reversed(shown["months"]):
        for report in month["reports"]:
            kind = "冻结" if report["sequence"] == 1 else f"第 {report['sequence'] - 1} 次更正"
            rows += [_flow_row(month, kind, line, report["reason"], report["sha256"]) for line in report["figures"]]
        kind = "按现有资料重算" if month["is_complete"] else "当月累计"
        rows += [_flow_row(month, kind, line, "", "") for line in month["now"]]
    return table_file.to_xlsx("存量月度流量", FLOW_COLUMNS, rows, lines, frozen_columns=3)


def _flow_row(month: dict[str, Any], kind: str, line: dict[str, Any], reason: str, sha256: str) -> dict[str, Any]:
    return {
        "month": f"{month['month']:%Y-%m}",
        "kind_zh": kind,
        "line_zh": LINES[line["line"]],
        "reason": reason,
        "sha256": sha256,
        **{
            f"{name}_mu": round_half_up(m2_to_mu(line[f"{name}_m2"]), 2)
            for name in ("opening", "came", "extended", "reused", "recovered", "annulled", "went", "closing")
        },
    }
