"""The ledger as a file says the same as the ledger on the screen, with its day, its source and the demo mark."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pyogrio
import pytest
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal
from gisapp.dossier.ledger_export import COLUMNS, LIST_ZH, read_ledger, to_csv, to_geopackage, to_xlsx
from gisapp.land.leaving_list import Leaving
from gisapp.land.parks import describe_zone
from gisapp.land.plots import PlotFilter, list_plots
from tests.conftest import TODAY

OFFICER = account_principal(1, "王某", Role.OFFICER, None)
WANTED = PlotFilter(parks=["P4"])


@pytest.fixture
def ledger(demo_db: Session):
    rows = read_ledger(demo_db, OFFICER, TODAY, WANTED)
    zone = describe_zone(demo_db, "411671")
    return (
        rows,
        Leaving(zone, TODAY, date(2026, 11, 24)).caption(LIST_ZH, len(rows), OFFICER.name),
        list_plots(demo_db, OFFICER, TODAY, WANTED, limit=5000),
    )


def test_every_export_carries_zone_day_author_and_the_demo_mark(ledger):
    _, title, _ = ledger
    for part in ("示意数据", "周口经济开发区", "2026年11月23日", "王某", "2026年11月24日"):
        assert part in title


def test_the_workbook_has_the_rows_the_numbers_and_the_total_of_the_screen(ledger):
    rows, title, page = ledger
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, title))).active
    values = list(sheet.iter_rows(values_only=True))
    assert values[0][0] == title
    assert list(values[1]) == [label for _, label, _ in COLUMNS]
    assert [row[0] for row in values[2:-1]] == [row["plot_no"] for row in rows]
    area = [name for name, _, _ in COLUMNS].index("area_m2")
    assert Decimal(str(values[-1][area])) == page["total_area_m2"]
    assert isinstance(values[2][area], float | int)


def test_the_csv_opens_in_excel_and_runs_no_formula(ledger):
    rows, title, _ = ledger
    rows[0]["holder_name_zh"] = "=HYPERLINK(1)"
    body = to_csv(rows, title)
    assert body.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(read) == len(rows) + 2
    assert "'=HYPERLINK(1)" in read[1]


def test_the_geopackage_opens_with_the_areas_and_the_shapes(ledger, tmp_path):
    rows, title, _ = ledger
    path = tmp_path / "ledger.gpkg"
    path.write_bytes(to_geopackage(rows, title))
    frame = pyogrio.read_dataframe(path, layer="plots")
    assert frame.crs.to_epsg() == 4490
    assert list(frame["地块编号"]) == [row["plot_no"] for row in rows]
    planar = frame.to_crs(4547).area
    assert (planar - frame["平面面积（㎡）"]).abs().max() < 0.02


def test_an_empty_ledger_is_a_file_too(ledger, tmp_path):
    _, title, _ = ledger
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx([], title))).active.cell(3, 1).value == "合计"
    path = tmp_path / "empty.gpkg"
    path.write_bytes(to_geopackage([], title))
    assert len(pyogrio.read_dataframe(path, layer="plots")) == 0
    assert "地块编号" in to_csv([], title).decode("utf-8-sig")
