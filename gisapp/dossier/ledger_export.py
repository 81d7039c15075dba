"""The ledger as a file: Excel for the office, GeoPackage for QGIS, CSV for everything else. Same filter, same rights, same sums."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import shapely
import xlsxwriter
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.sql_file import compose
from gisapp.kernel.area import m2_to_ha, m2_to_mu, round_half_up
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.land.plots import PlotFilter
from gisapp.land.terms import ComplianceState, DevelopmentState, LandControl, ServicingLevel, Stage, SupplyState

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("plot_no", "地块编号", "Plot no."),
    ("park_name_zh", "园区", "Park"),
    ("stage_zh", "综合阶段", "Stage"),
    ("land_control_zh", "土地状态", "Land control"),
    ("servicing_zh", "配套程度", "Servicing"),
    ("supply_zh", "供应状态", "Supply"),
    ("development_zh", "开发状态", "Development"),
    ("compliance_zh", "履约状态", "Compliance"),
    ("land_use_code", "用地分类代码", "Land-use code"),
    ("land_use_name_zh", "用地分类", "Land use"),
    ("land_use_scheme", "分类标准", "Scheme"),
    ("area_mu", "面积（亩）", "Area (mu)"),
    ("area_ha", "面积（公顷）", "Area (ha)"),
    ("area_m2", "面积（㎡）", "Area (m²)"),
    ("area_surveyed_m2", "勘测面积（㎡）", "Surveyed (m²)"),
    ("area_planar_m2", "平面面积（㎡）", "Planar (m²)"),
    ("area_ellipsoidal_m2", "椭球面积（㎡）", "Ellipsoidal (m²)"),
    ("holder_name_zh", "土地使用权人", "Holder"),
    ("parcel_no", "宗地代码", "Parcel no."),
    ("supervision_no", "电子监管号", "Supervision no."),
    ("address", "坐落", "Address"),
    ("changed_on", "状态起始日", "State since"),
)

_TERMS = {
    "stage": Stage,
    "land_control": LandControl,
    "servicing": ServicingLevel,
    "supply": SupplyState,
    "development": DevelopmentState,
    "compliance": ComplianceState,
}


def read_ledger(session: Session, principal: Principal, as_of: date, wanted: PlotFilter) -> list[dict[str, Any]]:
    """Return every plot that passes the filter, with labels, three areas and WKB geometry in EPSG:4490, in list order."""
    statement = compose("land/plot_filtered", "dossier/ledger_rows")
    rows = [dict(row) for row in session.execute(statement, wanted.parameters(principal, as_of)).mappings()]
    labels = {name: terms.labels() for name, terms in _TERMS.items()}
    for row in rows:
        for name, label in labels.items():
            row[f"{name}_zh"] = label[row[name]]
        row["area_mu"] = round_half_up(m2_to_mu(row["area_m2"]), 2)
        row["area_ha"] = round_half_up(m2_to_ha(row["area_m2"]), 4)
    return rows


def caption(zone: dict[str, Any], as_of: date, count: int, exported_on: date, by: str) -> str:
    """Return the line that every export carries: zone, day of the data, rows, who and when, and the demo mark."""
    mark = f"{zone['notice_zh']}　" if zone["notice_zh"] else ""
    return f"{mark}{zone['name_zh']} 地块台账　数据日期 {as_of:%Y年%-m月%-d日}　{count} 行　{by} 于 {exported_on:%Y年%-m月%-d日} 导出"


def to_xlsx(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, figures as numbers, a total row."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("地块台账")
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    numbers = {2: book.add_format({"num_format": "#,##0.00"}), 4: book.add_format({"num_format": "#,##0.0000"})}
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, title, bold)
    for column, (name, label, _) in enumerate(COLUMNS):
        sheet.write(1, column, label, head)
        widest = max((_width(row[name]) for row in rows[:500]), default=0)
        sheet.set_column(column, column, min(max(_width(label), widest) + 2, 42))
    for index, row in enumerate(rows, start=2):
        for column, (name, _, _) in enumerate(COLUMNS):
            value = row[name]
            if value is None:
                continue
            if isinstance(value, Decimal):
                sheet.write_number(index, column, float(value), numbers[4 if name == "area_ha" else 2])
            elif isinstance(value, date):
                sheet.write_datetime(index, column, datetime.combine(value, time.min), day)
            else:
                sheet.write_string(index, column, value)
    last = len(rows) + 2
    sheet.write(last, 0, "合计", bold)
    for column, (name, _, _) in enumerate(COLUMNS):
        if name in ("area_mu", "area_ha", "area_m2"):
            total = sum((row["area_m2"] for row in rows), Decimal(0))
            shown = {
                "area_mu": round_half_up(m2_to_mu(total), 2),
                "area_ha": round_half_up(m2_to_ha(total), 4),
                "area_m2": total,
            }[name]
            sheet.write_number(last, column, float(shown), numbers[4 if name == "area_ha" else 2])
    sheet.freeze_panes(2, 1)
    if rows:
        sheet.autofilter(1, 0, len(rows) + 1, len(COLUMNS) - 1)
    book.close()
    return buffer.getvalue()


def _width(value: Any) -> int:
    return sum(2 if ord(char) > 255 else 1 for char in str(value)) if value is not None else 0


def to_csv(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM, so that Excel reads the Chinese; the caption is the last line."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([label for _, label, _ in COLUMNS])
    for row in rows:
        writer.writerow([_safe(row[name]) for name, _, _ in COLUMNS])
    writer.writerow([title])
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    """Keep a cell from being run as a formula by the spreadsheet that opens it."""
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def to_geopackage(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return a GeoPackage with one layer `plots` in EPSG:4490; the caption is the layer's description."""
    import geopandas as gpd  # brings pandas: half a second of every start, needed for this alone

    frame = gpd.GeoDataFrame(
        {label: [_plain(row[name]) for row in rows] for name, label, _ in COLUMNS},
        geometry=shapely.from_wkb([bytes(row["wkb"]) for row in rows]),
        crs=STORAGE_EPSG,
    )
    with tempfile.TemporaryDirectory(prefix="gisapp-export-") as folder:
        path = Path(folder) / "plots.gpkg"
        frame.to_file(
            path,
            layer="plots",
            driver="GPKG",
            engine="pyogrio",
            layer_options={"DESCRIPTION": title, "IDENTIFIER": "地块台账"},
        )
        return path.read_bytes()


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
