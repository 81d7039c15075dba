"""The stock over HTTP: a planner divides, a leader freezes, the public hears nothing; files carry the demo mark and the same sums."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from gisapp.stock.refresh import refresh_stock
from tests.builders.ground import lonlat, metres
from tests.builders.park import a_park
from tests.builders.people import sign_in, sign_ins
from tests.builders.plot import a_plot
from tests.conftest import TODAY


@pytest.fixture
def desk(fresh_url: str) -> Iterator[tuple[TestClient, int]]:
    """A browser, and a plot in production in a park whose patches are worked out."""
    with sign_ins(fresh_url) as session:
        plot = a_plot(session, a_park(session))
        refresh_stock(session, TODAY)
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        yield client, plot


DIVISION = {
    "cut": {"method": "area", "area_m2": 15_000, "side": "east"},
    "parts": [{"use": "vacant", "name_zh": "空地"}, {"use": "used"}],
    "seen": "",
    "reason": "现场核查",
}


def test_a_planner_divides_and_ladder_list_map_and_dossier_follow(desk: tuple[TestClient, int]):
    client, plot = desk
    sign_in(client, "planner")
    shown = client.post(f"/api/plots/{plot}/stock/preview", json=DIVISION["cut"]).json()
    assert [round(piece["area_m2"]) for piece in shown["pieces"]] == [15_000, 45_000]
    assert client.post(f"/api/plots/{plot}/stock/parts", json=DIVISION).status_code == 204
    ladder = {item["stock_class"]: item for item in client.get("/api/stock").json()["totals"]}
    assert (ladder["partly_used"]["patch_count"], round(ladder["partly_used"]["area_m2"])) == (1, 15_000)
    page = client.get("/api/stock/patches", params={"stock_class": "partly_used"}).json()
    assert [item["part_no"] for item in page["items"]] == [1]
    drawn = client.get("/api/layers/stock_patch/items", params={"stock_class": "partly_used"}).json()
    assert [item["id"] for item in drawn["features"]] == [page["items"][0]["id"]]
    sheet = client.get(f"/api/stock/patches/{page['items'][0]['id']}").json()
    assert sheet["definition"]["stock_class"] == "partly_used"
    assert sheet["inputs"]["part_use"] == "vacant"
    mine = client.get(f"/api/plots/{plot}/stock").json()
    assert [part["use"] for part in mine["parts"]] == ["vacant", "used"]
    again = client.post(f"/api/plots/{plot}/stock/parts", json=DIVISION)
    assert (again.status_code, again.json()["code"]) == (409, "stock.divided_meanwhile")
    revised = client.put(
        f"/api/plots/{plot}/stock/parts/1",
        json={"use": "public", "seen": mine["seen"], "reason": "改为代征绿地"},
    )
    assert revised.status_code == 204
    merged = client.get(f"/api/plots/{plot}/stock").json()["seen"]
    undone = client.post(f"/api/plots/{plot}/stock/undivide", json={"seen": merged, "reason": "合并"})
    assert undone.status_code == 204
    assert client.get(f"/api/plots/{plot}/stock").json()["parts"] == []


def test_an_officer_records_an_approval_decides_the_rest_and_the_park_passes(desk: tuple[TestClient, int]):
    client, _ = desk
    sign_in(client, "officer")
    failing = client.get("/api/stock/identity").json()
    assert not failing["passes"]
    (finding,) = failing["parks"][0]["findings"]
    assert finding["geometry"]["type"] == "Point"
    assert "园区P4" in finding["message_zh"]
    ground = {
        "type": "Polygon",
        "coordinates": [[list(point) for point in lonlat(metres(0, 1000, 2000, 500)).exterior.coords]],
    }
    paper = {
        "kind": "batch", "approval_no": "示例政土〔2025〕01号", "title": "第一批次", "approved_on": "2025-05-01", "area_m2": 1_000_000,
        "geometry": ground,
    }  # fmt: skip
    made = client.post("/api/conversion-approvals", json=paper)
    assert made.status_code == 201
    twice = client.post("/api/conversion-approvals", json=paper)
    assert (twice.status_code, twice.json()["code"]) == (409, "stock.approval_known")
    (listed,) = client.get("/api/conversion-approvals").json()
    assert (listed["supplied_m2"], listed["parks"]) == (0, ["P4"])
    rates = {rate["key"]: rate for rate in client.get("/api/stock/rates").json()}
    assert (rates["supplied"]["value"], rates["supplied"]["is_short"]) == (0, True)
    (patch,) = client.get("/api/stock/patches", params={"stock_class": "unclassified"}).json()["items"]
    body = {"use": "used", "stock_class": "not_approved", "reason": "均为集体土地"}
    assert client.post(f"/api/stock/patches/{patch['id']}/decision", json=body).status_code == 204
    assert client.get("/api/stock/identity").json()["passes"]
    renamed = client.put(
        f"/api/conversion-approvals/{made.json()['id']}", json={**paper, "geometry": None, "reason": "更正名称"}
    )
    assert renamed.status_code == 200
    gone = client.post(f"/api/conversion-approvals/{renamed.json()['id']}/withdrawal", json={"reason": "登记错误"})
    assert gone.status_code == 204
    again = client.post("/api/stock/refresh").json()
    assert again["written"] == 0


def test_a_definition_is_edited_from_a_day_on_and_told_in_the_log(desk: tuple[TestClient, int]):
    client, _ = desk
    sign_in(client, "officer")
    wrong = {
        "stock_class": "built_idle",
        "definition_zh": "已竣工未投产",
        "basis": "本区口径",
        "land_use_codes": ["12"],
        "reason": "试",
    }
    answer = client.post("/api/stock/definitions", json={**wrong, "reason": "试改"})
    assert (answer.status_code, answer.json()["code"]) == (400, "stock.codes_of_other_class")
    right = {**wrong, "land_use_codes": [], "confirmed": True, "reason": "经会议确认"}
    assert client.post("/api/stock/definitions", json=right).status_code == 204
    held = [row for row in client.get("/api/stock/definitions").json() if row["stock_class"] == "built_idle"]
    assert [(row["confirmed"], row["holds"]) for row in held] == [(False, False), (True, True)]


def test_a_leader_freezes_a_month_and_files_carry_it(desk: tuple[TestClient, int]):
    client, plot = desk
    sign_in(client, "leader")
    assert client.post("/api/stock/months", json={"month": "2026-10-01"}).status_code == 201
    twice = client.post("/api/stock/months", json={"month": "2026-10-01"})
    assert (twice.status_code, twice.json()["code"]) == (409, "stock.frozen_already")
    assert client.post(f"/api/plots/{plot}/stock/parts", json=DIVISION).status_code == 403
    sign_in(client, "officer")
    late = {**DIVISION, "valid_from": "2026-10-20"}
    assert client.post(f"/api/plots/{plot}/stock/parts", json=late).status_code == 204
    month = client.get("/api/stock/months").json()["months"][1]
    assert {item["line"] for item in month["deviations"]} == {"in_good_use", "partly_used"}
    sheet = client.get("/api/stock/month", params={"month": "2026-10"}).json()
    assert [(move["from_class"], move["to_class"], round(move["area_m2"])) for move in sheet["moves"]] == [
        ("in_good_use", "partly_used", 15_000)
    ]
    restated = {"month": "2026-10-01", "reason": "补录空地"}
    assert client.post("/api/stock/months", json=restated).status_code == 201
    book = openpyxl.load_workbook(io.BytesIO(client.get("/api/stock/months/export.xlsx").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=4)]
    kinds = {row[1] for row in rows if row[0] == "2026-10"}
    assert kinds == {"冻结", "第 1 次更正", "按现有资料重算"}


def test_files_have_the_rows_and_the_sum_of_the_list(desk: tuple[TestClient, int], tmp_path: Path):
    import geopandas as gpd

    client, _ = desk
    sign_in(client, "officer")
    listed = client.get("/api/stock/patches").json()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/api/stock/export.xlsx").content))
    sheet = book.active
    total = [cell.value for cell in list(sheet.iter_rows())[-1]]
    assert total[0] == "合计"
    assert abs(total[12] - listed["area_m2"]) < 0.02
    assert sheet.max_row == listed["total"] + 3
    file = tmp_path / "stock.gpkg"
    file.write_bytes(client.get("/api/stock/export.gpkg").content)
    frame = gpd.read_file(file, engine="pyogrio")
    assert len(frame) == listed["total"]
    assert abs(frame.to_crs(4547).area.sum() - 4_000_000) < 1
    assert "存量图斑" in frame["说明"].iloc[0]


@pytest.mark.parametrize(
    "path",
    ["/api/stock", "/api/stock/patches", "/api/stock/identity", "/api/stock/rates", "/api/stock/months", "/api/stock/definitions",
     "/api/stock/export.xlsx", "/api/stock/export.gpkg", "/api/conversion-approvals", "/api/layers/stock_patch/items"],
)  # fmt: skip
def test_the_public_sees_nothing_of_the_stock(desk: tuple[TestClient, int], path: str):
    client, _ = desk
    client.cookies.clear()
    assert client.get(path).status_code in (401, 403, 404)


def test_who_looks_after_one_park_sees_it_alone(demo_url: str):
    from sqlalchemy import text

    with sign_ins(demo_url) as session:
        session.execute(text("update account set all_parks = false where username = 'officer'"))
        session.execute(
            text(
                "insert into account_park select a.id, p.id from account a, park p where a.username = 'officer' and p.code = 'P2'"
            )
        )
        other = session.execute(
            text("select patch_id from stock_on(:day) s join park p on p.id = s.park_id where p.code = 'P1' limit 1"),
            {"day": TODAY},
        ).scalar_one()
    with TestClient(create_app(Settings(database_url=demo_url), FixedClock(TODAY))) as client:
        sign_in(client, "officer")
        assert [park["park_code"] for park in client.get("/api/stock").json()["parks"]] == ["P2"]
        assert [park["park_code"] for park in client.get("/api/stock/identity").json()["parks"]] == ["P2"]
        assert client.get(f"/api/stock/patches/{other}").status_code == 404
        body = {"use": "used", "stock_class": "not_approved", "reason": "试试"}
        assert client.post(f"/api/stock/patches/{other}/decision", json=body).status_code == 403
        frozen = client.post("/api/stock/months", json={"month": "2026-10-01", "reason": "更正"})
        assert (frozen.status_code, frozen.json()["code"]) == (403, "auth.beyond_scope")
        assert client.post("/api/stock/refresh").json()["parks"] == 1
