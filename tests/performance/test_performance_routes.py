"""Performance over HTTP: who may do what, what an answer holds, files that leave the house, the demo zone's lists."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import openpyxl
import pytest
from sqlalchemy import text

from gisapp.db.engine import create_app_engine, transaction
from gisapp.demo.holders import credit_code
from gisapp.demo.zone import TODAY
from tests.builders.people import Come, create_sign_ins, people_at
from tests.builders.performance import a_workbook


@pytest.fixture
def come(demo_url: str) -> Iterator[Come]:
    create_sign_ins(demo_url)
    yield from people_at(demo_url, TODAY)


def test_lists_of_the_demo_zone_are_read_by_everybody_and_changed_by_officers(come: Come):
    leader, officer = come("leader"), come("officer")
    years = leader.get("/api/performance/years").json()
    assert [row["year"] for row in years] == [2025, 2024, 2023]
    league = leader.get("/api/performance/league", params={"year": 2025}).json()
    ranked = [row for row in league["rows"] if row["rank"] and row["segment"] == "above"]
    assert [row["rank"] for row in ranked] == sorted(row["rank"] for row in ranked)
    assert {part["criterion"] for part in ranked[0]["contributions"]} >= {"tax_per_mu", "rd_share"}
    assert abs(sum(float(part["points"]) for part in ranked[0]["contributions"]) - ranked[0]["score"]) < 0.01
    assert leader.post("/api/performance/runs", json={"year": 2025}).status_code == 403
    assert officer.post("/api/performance/runs", json={"year": 2025}).status_code == 201
    again = officer.get("/api/performance/league", params={"year": 2025}).json()
    assert [run["run_no"] for run in again["runs"]] == [2, 1]
    proof = officer.get(f"/api/performance/runs/{again['run']['id']}/verification").json()
    assert (proof["same_inputs"], proof["differing"]) == (True, [])
    tags = officer.get("/api/audit", params={"limit": 50}).text
    assert "performance:grade:fix" in tags


def test_what_if_is_for_leaders_too_and_changes_nothing(come: Come):
    leader = come("leader")
    sheet = leader.get("/api/performance/schemes", params={"year": 2025}).json()
    [scheme] = sheet["schemes"]
    names = ("segment", "criterion", "weight", "reference", "cap", "reference_basis", "reference_confirmed")
    body = {
        "year": 2025, "title_zh": "试算", "basis": "试算", "share_a": "0.1", "share_b": "0.5", "share_c": "0.9",
        "criteria": [{name: item[name] for name in names} for item in scheme["criteria"]],
    }  # fmt: skip
    found = leader.post("/api/performance/preview", json=body).json()["rows"]
    changed = [row for row in found if row["grade"] != row["grade_before"]]
    assert changed
    assert len(leader.get("/api/performance/schemes", params={"year": 2025}).json()["schemes"]) == 1
    assert leader.post("/api/performance/schemes", json=body).status_code == 403
    body["criteria"][0]["weight"] = "31"
    refused = leader.post("/api/performance/preview", json=body)
    assert (refused.status_code, refused.json()["code"]) == (400, "scheme.weights")


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("figures/export.{}?year=2025", "实缴税收（万元）"),
        ("league/export.{}?year=2025", "各项得分"),
        ("low-efficiency/export.{}", "低效理由"),
        ("room-left/export.{}", "剩余可建（㎡）"),
        ("four-figures/export.{}?year=2025", "综合容积率"),
    ],
)
def test_every_list_leaves_as_excel_and_csv_with_its_mark(come: Come, path: str, word: str):
    officer = come("officer")
    csv = officer.get(f"/api/performance/{path.format('csv')}")
    assert csv.status_code == 200
    told = csv.content.decode("utf-8-sig")
    assert word in told.splitlines()[0]
    assert "示意数据" in told
    assert "filename*=UTF-8''%E7%A4%BA%E6%84%8F" in csv.headers["content-disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(officer.get(f"/api/performance/{path.format('xlsx')}").content)).active
    assert sheet is not None
    assert str(sheet["A1"].value).startswith("示意数据")


def test_a_workbook_is_tried_out_taken_in_once_by_two_officers_and_kept(come: Come):
    officer = come("officer")
    template = officer.get("/api/performance/template.xlsx", params={"year": 2025})
    assert template.content.startswith(b"PK")
    missing = officer.get("/api/performance/figures", params={"year": 2025}).json()["missing"][0]
    header = ("企业名称", "统一社会信用代码", "园区", "规上/规下", "实缴税收（万元）", "登记用地（亩）")
    row = (missing["party_name_zh"], missing["credit_code"], missing["park_code"], "规上", 800, None)
    content = a_workbook([row, ("别家", credit_code(99_998), "P1", "规上", 1, 1)], header=header)
    sent = officer.post("/api/performance/imports", data={"year": "2025"}, files={"file": ("补报.xlsx", content)})
    assert sent.status_code == 201
    sheet = sent.json()
    assert (sheet["sound"], sheet["faulty"], sheet["state"]) == (1, 1, "checked")
    gate = Barrier(2)

    def accept(_: int) -> int:
        with_client = come("officer")
        gate.wait()
        return with_client.post(f"/api/performance/imports/{sheet['id']}/acceptance").status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accept, range(2))) == [200, 409]
    left = officer.get("/api/performance/figures", params={"year": 2025}).json()
    assert missing["party_name_zh"] not in {one["party_name_zh"] for one in left["missing"] if one["park_code"] == missing["park_code"]}  # fmt: skip
    kept = officer.get(f"/api/evidence/{sheet['evidence_id']}/file")
    assert kept.content == content
    assert kept.headers["x-content-sha256"] == sheet["sha256"]
    planner = come("planner").post("/api/performance/imports", data={"year": "2025"}, files={"file": ("x.xlsx", content)})  # fmt: skip
    assert (planner.status_code, planner.json()["code"]) == (403, "auth.denied.performance:edit")


def test_what_is_no_workbook_is_a_sentence(come: Come):
    answer = come("officer").post("/api/performance/imports", data={"year": "2025"}, files={"file": ("a.xlsx", b"x")})
    assert (answer.status_code, answer.json()["code"]) == (400, "workbook.unreadable")


def test_a_candidate_is_listed_and_moves_on(come: Come):
    officer = come("officer")
    rows = officer.get("/api/performance/low-efficiency").json()
    one = next(row for row in rows if row["state"] == "candidate")
    path = f"/api/plots/{one['plot_id']}/low-efficiency"
    body = {"decision": "listed", "valid_from": "2026-11-20", "reason_zh": "约谈", "kind": one["suggested_kind"], "way": one["suggested_ways"][0]}  # fmt: skip
    assert officer.put(path, json=body).status_code == 204
    assert officer.put(path, json={**body, "way": "magic"}).json()["code"] == "low_efficiency.choice_unknown"
    too_much = officer.put(path, json={**body, "disposed_m2": str(one["area_m2"] + 1)})
    assert (too_much.status_code, too_much.json()["code"]) == (400, "low_efficiency.too_much")
    half = officer.put(path, json={**body, "valid_from": "2026-11-22", "disposed_m2": "100"})
    assert half.status_code == 204
    now = next(row for row in officer.get("/api/performance/low-efficiency").json() if row["plot_id"] == one["plot_id"])
    assert (now["state"], now["disposed_m2"], now["left_m2"]) == ("listed", 100, pytest.approx(one["area_m2"] - 100))
    before = officer.get("/api/performance/low-efficiency", params={"as_of": "2026-11-19"}).json()
    assert next(row for row in before if row["plot_id"] == one["plot_id"])["state"] == "candidate"
    assert come("leader").put(path, json=body).status_code == 403


def test_room_left_is_positive_only_where_it_is_known(come: Come):
    officer = come("officer")
    found = officer.get("/api/performance/room-left").json()
    assert found["known"] + found["unknown"] == len(found["items"])
    for row in found["items"]:
        known = row["far_max"] is not None and row["floor_area_m2"] is not None
        assert (row["room_m2"] is not None) is known
        if known:
            assert row["room_m2"] == pytest.approx(max(row["far_max"] * row["area_m2"] - row["floor_area_m2"], 0), abs=0.02)  # fmt: skip
    unknown = next(row for row in found["items"] if row["state"] == "unknown_built")
    path = f"/api/plots/{unknown['plot_id']}/built"
    body = {
        "floor_area_m2": "1000.00",
        "footprint_m2": "800.00",
        "buildings": 1,
        "measured_on": "2026-11-20",
        "source": "实测",
    }
    assert officer.put(path, json=body).status_code == 204
    assert officer.put(path, json={**body, "footprint_m2": "1001.00"}).json()["code"] == "built.bounds"
    assert officer.put(path, json={**body, "measured_on": "2026-11-24"}).json()["code"] == "built.future"
    now = next(row for row in officer.get("/api/performance/room-left").json()["items"] if row["plot_id"] == unknown["plot_id"])  # fmt: skip
    assert now["room_m2"] > 0


def test_the_cost_of_idling_names_its_sources(come: Come):
    leader = come("leader")
    plots = leader.get("/api/plots", params={"stage": "idle_determined", "limit": 5}).json()["items"]
    cost = leader.get("/api/idle-cost", params={"plot_id": plots[0]["id"]}).json()
    assert cost["is_complete"]
    assert cost["yuan_per_month"] == pytest.approx(sum(part["yuan"] for part in cost["parts"]))
    assert all(part["source_zh"] and part["formula_zh"] for part in cost["parts"])
    assert leader.get("/api/idle-cost", params={"plot_id": 999_999}).status_code == 404


def test_a_plot_has_one_sheet(come: Come):
    officer = come("officer")
    row = officer.get("/api/performance/league", params={"year": 2025}).json()["rows"][0]
    sheet = officer.get(f"/api/plots/{row['plot_id']}/performance").json()
    assert {one["year"] for one in sheet["figures"]} == {2023, 2024, 2025}
    assert {one["year"] for one in sheet["results"]} == {2023, 2024, 2025}
    assert sheet["low_efficiency"] is not None


def test_an_officer_of_one_park_sees_that_park_and_decides_nothing_for_the_zone(come: Come, demo_url: str):
    engine = create_app_engine(demo_url)
    with transaction(engine) as session:
        session.execute(text("update account set all_parks = false where username = 'officer'"))
        session.execute(text("insert into account_park (account_id, park_id) select a.id, p.id from account a, park p where a.username = 'officer' and p.code = 'P4'"))  # fmt: skip
    engine.dispose()
    officer = come("officer")
    for path in ("league?year=2025", "figures?year=2025", "room-left", "low-efficiency", "appeals", "exemptions"):
        answer = officer.get(f"/api/performance/{path}").json()
        rows = answer if isinstance(answer, list) else answer.get("rows", answer.get("items"))
        assert {row["park_code"] for row in rows} <= {"P4"}, path
    refused = officer.post("/api/performance/runs", json={"year": 2025})
    assert (refused.status_code, refused.json()["code"]) == (403, "performance.zone_wide")
    assert [row["park_code"] for row in officer.get("/api/performance/four-figures?year=2025").json()["parks"]] == ["P4"]  # fmt: skip
