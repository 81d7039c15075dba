"""Preparation over HTTP: an officer mends what the gate refuses; a leader looks and may not change; the public hears nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import openpyxl
import pytest
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.ground import lonlat, metres
from tests.builders.park import a_park
from tests.builders.people import sign_in, sign_ins
from tests.builders.plot import a_plot
from tests.builders.readiness import make_ready
from tests.conftest import TODAY


@pytest.fixture
def desk(fresh_url: str) -> Iterator[tuple[TestClient, int]]:
    """A browser, and a plot with everything but an answer to the first condition."""
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        plot = a_plot(session, park, supply="prepared", development="not_applicable", compliance="not_applicable")
        ready = a_plot(
            session,
            park,
            "P4-002",
            box=(400, 100, 200, 300),
            supply="prepared",
            development="not_applicable",
            compliance="not_applicable",
        )
        make_ready(session, ready, TODAY)
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        yield client, plot


def test_an_officer_mends_line_by_line_and_the_board_and_the_layer_follow(desk: tuple[TestClient, int]):
    client, plot = desk
    sign_in(client, "officer")
    board = client.get("/api/readiness").json()
    assert [(row["plot_no"], row["state"]) for row in board["items"]] == [("P4-001", "failed"), ("P4-002", "ready")]
    assert client.post("/api/readiness/refresh").json() == {"judged": 2}
    refused = [finding for item in client.get(f"/api/plots/{plot}/readiness").json()["items"] for finding in item["findings"]]  # fmt: skip
    assert len(refused) >= 10
    assert [finding["code"] for finding in refused if not (finding["fix_zh"] and finding["fix_en"].isascii())] == []
    file = client.post(
        "/api/evidence", files={"file": ("权属证明.txt", b"title is clear", "text/plain")}, data={"park_code": "P4"}
    ).json()
    sheet = client.put(
        f"/api/plots/{plot}/cleared-land", json={"item": "title", "answer": "yes", "evidence_ids": [file["id"]]}
    ).json()
    line = next(item for item in sheet["items"] if item["key"] == "cleared.title")
    assert (line["state"], line["evidence"][0]["sha256"]) == ("passed", file["sha256"])
    assert client.post(f"/api/plots/{plot}/indicators/from-table", json={}).json()["count"] >= 4
    answer = client.put(
        f"/api/plots/{plot}/indicators",
        json={"indicator": "tax_per_mu", "value": 15, "unit": "wan_per_mu", "basis": "供地方案"},
    )
    assert answer.json()["indicators"][0]["value_zh"] == "15.00 万元/亩（225.00 万元/公顷）"
    record = client.post(f"/api/plots/{plot}/readiness/records", json={"reason": "出让前核查"}).json()["id"]
    kept = client.get(f"/api/readiness/records/{record}").json()
    assert kept["passed"] is False
    assert kept["items"] == client.get(f"/api/plots/{plot}/readiness").json()["items"]
    assert client.get("/api/readiness").json()["pending_count"] == 0
    for name in ("readiness", "indicators", "assessments"):
        book = client.get(f"/api/{name}/export.xlsx")
        assert f'filename="{name}.xlsx"' in book.headers["content-disposition"]
        said = next(iter(openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0].values))[0]
        assert all(part in said for part in ("数据日期", "导出")), said
        written = client.get(f"/api/{name}/export.csv").content.decode("utf-8-sig")
        assert written.rstrip().rpartition("\n")[2].strip('"').startswith(said[:6])


def test_the_ground_of_an_assessment_is_read_from_a_file_and_entered(desk: tuple[TestClient, int]):
    client, _plot = desk
    sign_in(client, "planner")
    shape = lonlat(metres(0, 0, 2000, 2000))
    content = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": shape.__geo_interface__}]})  # fmt: skip
    read = client.post("/api/assessments/outline", files=[("file", ("范围.geojson", content.encode(), "application/geo+json"))]).json()  # fmt: skip
    assert [issue["code"] for issue in read["issues"]] == ["crs.assumed"]
    body = {
        "kind": "climate",
        "title": "气候可行性论证报告",
        "document_no": "周气〔2026〕1号",
        "approved_on": "2026-01-05",
        "valid_from": "2026-01-10",
        "valid_to": "2027-01-10",
        "geometry": read["geometry"],
    }
    made = client.post("/api/assessments", json=body)
    assert made.status_code == 201
    shown = client.get(f"/api/assessments/{made.json()['id']}").json()
    assert (shown["covered_count"], shown["term"], shown["days_left"]) == (2, "expiring", 48)
    # the ground stays where a correction brings none
    corrected = client.put(
        f"/api/assessments/{made.json()['id']}",
        json={**body, "geometry": None, "valid_to": "2029-01-10", "reason": "批复延期"},
    )
    again = client.get(f"/api/assessments/{corrected.json()['id']}").json()
    assert (again["geometry"], again["term"]) == (shown["geometry"], "valid")


def test_a_leader_reads_and_changes_nothing_and_the_public_reads_nothing(desk: tuple[TestClient, int]):
    client, plot = desk
    sign_in(client, "leader")
    assert client.get(f"/api/plots/{plot}/readiness").status_code == 200
    assert client.get("/api/indicators?industry=1392&park=P4").json()["items"]
    answer = client.put(f"/api/plots/{plot}/cleared-land", json={"item": "title", "answer": "unknown"})
    assert (answer.status_code, answer.json()["message_zh"]) == (403, "只有规划人员和土地管理人员可以填写出让前准备。")
    client.cookies.clear()
    client.headers.pop("X-CSRF-Token")
    for address in ("/api/readiness", f"/api/plots/{plot}/readiness", "/api/indicators", "/api/assessments"):
        assert client.get(address).status_code == 401
