"""Checks, areas and reports over HTTP: a planner checks, keeps and prints; a leader looks; the public hears nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta

import openpyxl
import pytest
import shapely
from fastapi.testclient import TestClient
from pypdf import PdfReader
from shapely.geometry import mapping
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.compliance import a_constraint
from tests.builders.park import a_park
from tests.builders.people import sign_in, sign_ins
from tests.builders.plot import a_plot
from tests.builders.plot_rules import on_ground
from tests.builders.readiness import an_assessment
from tests.conftest import TODAY

EARLIER = date(2026, 1, 1)


@pytest.fixture
def desk(fresh_url: str) -> Iterator[tuple[TestClient, int, int]]:
    """A browser, a plot under an assessed climate, and a river over a corner of it that is recorded from this year on."""
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        plot = a_plot(session, park, box=(100, 100, 200, 300))
        area = a_constraint(session, park.zone_id, "river", "新河", box=(90, 90, 60, 60), since=EARLIER)
        an_assessment(session, park.zone_id, "climate")
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        yield client, plot, area


def test_a_plot_is_checked_as_of_a_day_and_a_report_is_kept_and_worked_out_again(desk: tuple[TestClient, int, int]):
    client, plot, area = desk
    sign_in(client, "planner")
    said = client.post("/api/compliance/check", json={"plot_id": plot}).json()
    assert (said["verdict"], len(said["conflicts"])) == ("conflict", 1)
    assert said["conflicts"][0]["overlap_m2"] == pytest.approx(2500, abs=0.05)
    assert "farmland" in said["unknown_kinds"]
    before = client.post("/api/compliance/check?as_of=2025-06-30", json={"plot_id": plot}).json()
    assert (before["verdict"], before["conflicts"]) == ("not_known", [])
    report_id = client.post("/api/compliance/reports", json={"plot_id": plot}).json()["id"]
    sheet = client.get(f"/api/compliance/reports/{report_id}").json()
    assert (sheet["report_no"], sheet["content"]["verdict"]) == ("HG-2026-0001", "conflict")
    assert [(one["kind"], one["share"]) for one in sheet["content"]["assessments"]] == [("climate", 1.0)]
    # the area moves afterwards: the report stays, and still comes out the same from the row that it names
    body = {
        "kind": "river", "name_zh": "新河", "source": "水利局", "distance_m": 0, "valid_from": "2026-01-01", "reason": "改道",
        "geometry": mapping(shapely.MultiPolygon([on_ground(shapely.box(900, 900, 950, 950))])),
    }  # fmt: skip
    assert client.post(f"/api/constraints/{area}/correct", json=body).status_code == 200
    assert client.post("/api/compliance/check", json={"plot_id": plot}).json()["conflicts"] == []
    again = client.get(f"/api/compliance/reports/{report_id}/replay").json()
    assert (again["is_same"], again["differing"], again["changed_areas"]) == (True, [], [])
    assert again["sha256"] == sheet["sha256"]


def test_a_report_prints_with_map_table_and_hash(desk: tuple[TestClient, int, int]):
    client, plot, _ = desk
    sign_in(client, "officer")
    report_id = client.post("/api/compliance/reports", json={"plot_id": plot}).json()["id"]
    printed = client.get(f"/api/compliance/reports/{report_id}/sheet.pdf")
    assert printed.status_code == 200
    assert printed.content.startswith(b"%PDF")
    text_of = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages)
    for words in ("合规审查报告", "HG-2026-0001", "新河", "2,500", "防洪法", "待确认", "SHA-256"):
        assert words in text_of, words


def test_a_pasted_shape_is_checked_and_a_broken_one_is_said(desk: tuple[TestClient, int, int]):
    client, *_ = desk
    sign_in(client, "planner")
    ground = mapping(on_ground(shapely.box(140, 140, 240, 240)))
    kept = client.post("/api/compliance/reports", json={"geometry": ground, "title": "选址意向"})
    assert kept.status_code == 201
    sheet = client.get(f"/api/compliance/reports/{kept.json()['id']}").json()
    assert (sheet["content"]["subject"], sheet["content"]["subject_zh"]) == ("shape", "选址意向")
    assert sheet["content"]["conflicts"][0]["overlap_m2"] == pytest.approx(100, abs=0.05)
    bow = mapping(on_ground(shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])))
    refused = client.post("/api/compliance/check", json={"geometry": bow, "title": "乱"})
    assert (refused.status_code, refused.json()["code"]) == (400, "compliance.shape_broken")


def test_points_are_checked_like_a_shape(desk: tuple[TestClient, int, int]):
    client, *_ = desk
    sign_in(client, "planner")
    corners = [(3719140, 560140), (3719140, 560240), (3719240, 560240), (3719240, 560140)]
    points = {
        "epsg": 4547,
        "rings": [{"ring": 1, "points": [{"no": f"J{at}", "x": str(x), "y": str(y)} for at, (x, y) in enumerate(corners, 1)]}],
    }  # fmt: skip
    said = client.post("/api/compliance/check", json={"points": points, "title": "界址点"}).json()
    assert said["area_m2"] == pytest.approx(10_000, abs=0.05)
    assert [one["kind"] for one in said["conflicts"]] == ["river"]


def test_an_area_comes_from_a_file_and_the_night_finds_it(desk: tuple[TestClient, int, int]):
    client, plot, _ = desk
    sign_in(client, "planner")
    first = client.post("/api/plot-checks/run").json()
    assert (first["overlaps_new"], first["findings_new"]) == (1, first["findings"])
    collection = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {}, "geometry": mapping(on_ground(shapely.box(250, 350, 400, 500)))}
        ],
    }
    read = client.post(
        "/api/constraints/outline",
        files={"file": ("红线.geojson", json.dumps(collection).encode(), "application/json")},
    ).json()
    assert read["question"] is None
    body = {
        "kind": "ecology", "name_zh": "新红线", "source": "自然资源局", "document_no": "示例〔2026〕2号", "valid_from": str(TODAY),
        "geometry": read["geometry"],
    }  # fmt: skip
    assert client.post("/api/constraints", json=body).status_code == 201
    done = client.post("/api/plot-checks/run").json()
    assert (done["overlaps_new"], done["findings_new"]) == (1, 0)
    checks = client.get(f"/api/plots/{plot}/checks").json()
    assert [(row["kind"], row["cause"]) for row in checks["overlaps"]] == [("ecology", "area"), ("river", "first")]
    new = next(row["id"] for row in checks["overlaps"] if row["kind"] == "ecology")
    asked = {"decision": "to_adjust", "note": "调整界线", "document_no": ""}
    assert client.post(f"/api/compliance/overlaps/{new}/review", json=asked).status_code == 204
    assert client.post(f"/api/compliance/overlaps/{new}/review", json=asked).status_code == 409
    assert client.post("/api/compliance/overlaps/999999/review", json=asked).status_code == 404


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("/api/plot-checks/findings/export.xlsx", "地块编号"),
        ("/api/compliance/overlaps/export.xlsx", "控制类型"),
        ("/api/constraints/export.xlsx", "类型"),
        ("/api/compliance/reports/export.xlsx", "编号"),
    ],
)
def test_every_list_leaves_with_its_day(desk: tuple[TestClient, int, int], path: str, head: str):
    client, plot, _ = desk
    sign_in(client, "planner")
    client.post("/api/plot-checks/run")
    client.post("/api/compliance/reports", json={"plot_id": plot})
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(path).content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert f"{TODAY:%Y年%-m月%-d日}" in str(rows[0][0])
    assert head in rows[1]
    assert len(rows) > 2


def test_who_may_do_what(desk: tuple[TestClient, int, int]):
    client, plot, area = desk
    assert client.get("/api/plot-checks").status_code == 401
    sign_in(client, "leader")
    assert client.get("/api/plot-checks").status_code == 200
    assert client.get("/api/constraints").status_code == 200
    assert client.post("/api/plot-checks/run").status_code == 403
    assert client.post("/api/compliance/reports", json={"plot_id": plot}).status_code == 403
    assert client.post(f"/api/constraints/{area}/withdraw", json={"reason": "不要"}).status_code == 403


def test_the_layers_show_what_the_night_found(desk: tuple[TestClient, int, int]):
    client, *_ = desk
    sign_in(client, "planner")
    client.post("/api/plot-checks/run")
    found = client.get("/api/layers/constraint_overlap/items").json()
    assert [one["properties"]["kind"] for one in found["features"]] == ["river"]
    yesterday = TODAY - timedelta(days=1)
    assert client.get(f"/api/layers/constraint_overlap/items?as_of={yesterday}").json()["features"] == []


def test_a_kept_report_cannot_be_changed(fresh_url: str):
    engine = create_app_engine(fresh_url)
    statement = text(
        "insert into compliance_report (zone_id, report_no, subject, subject_zh, as_of, verdict, area_m2, geom, content, sha256, made_by_name)"
        " select :zone, 'HG-1', 'shape', '范围', current_date, 'clear', 1, geom, '{}', repeat('0', 64), '测试' from park_boundary limit 1"
    )
    with transaction(engine) as session:
        park = a_park(session)
        with pytest.raises(DBAPIError, match="compliance_report_hash_true"), session.begin_nested():
            session.execute(statement, {"zone": park.zone_id})
    engine.dispose()
