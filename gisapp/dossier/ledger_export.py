"""The ledger as a file: Excel for the office, GeoPackage for QGIS, CSV for everything else. Same filter, same rights, same sums."""

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
from gisapp.land.plots import PlotFilter
from gisapp.land.terms import ComplianceState, DevelopmentState, LandControl, ServicingLevel, Stage, SupplyState

LIST_ZH = "地块台账"

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
    statement = compose("land/plot_filtered", "dossier/ledger_rows", known=wanted.known)
    rows = [dict(row) for row in session.execute(statement, wanted.parameters(principal, as_of)).mappings()]
    labels = {name: terms.labels() for name, terms in _TERMS.items()}
    for row in rows:
        for name, label in labels.items():
            row[f"{name}_zh"] = label[row[name]]
        row["area_mu"] = round_half_up(m2_to_mu(row["area_m2"]), 2)
        row["area_ha"] = round_half_up(m2_to_ha(row["area_m2"]), 4)
    return rows


def to_geopackage(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return a GeoPackage with one layer `plots` in EPSG:4490; the caption is the layer's description."""
    return geopackage_file.to_geopackage(
        "plots",
        LIST_ZH,
        title,
        {label: [row[name] for row in rows] for name, label, _ in COLUMNS},
        shapely.from_wkb([bytes(row["wkb"]) for row in rows]),
        STORAGE_EPSG,
    )


def to_xlsx(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, figures as numbers, a total row."""
    area = sum((row["area_m2"] for row in rows), Decimal(0))
    total = {
        "area_mu": round_half_up(m2_to_mu(area), 2),
        "area_ha": round_half_up(m2_to_ha(area), 4),
        "area_m2": area,
    }
    return table_file.to_xlsx(LIST_ZH, _SHOWN, rows, [title], total, places={"area_ha": 4})


def to_csv(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM, so that Excel reads the Chinese; the caption is the last line."""
    return table_file.to_csv(_SHOWN, rows, [title])


_SHOWN = [(name, label) for name, label, _ in COLUMNS]
