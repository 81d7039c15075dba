"""Reuse over HTTP: who may, a whole road, a temporary use, the files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders.contract import a_party
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.people import Come, people_at, sign_ins
from tests.builders.plot import a_plot
from tests.builders.reuse import TODAY


@pytest.fixture
def plot_id(fresh_url: str) -> int:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        found = a_plot(session, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
        an_evidence_file(session, park)
        a_party(session, "示例企业01")
    return found


@pytest.fixture
def come(fresh_url: str, plot_id: int) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY)


def plan(plot_id: int, **more) -> dict:
    return {"plot_id": plot_id, "measure": "upgrade", "origin": "initiative", "planned_on": "2026-01-05", **more}


def test_a_measure_walks_its_road_over_http(come: Come, plot_id: int):
    officer = come("officer")
    made = officer.post("/api/reuse", json=plan(plot_id, targets={"release_m2": "20000", "reuse_by": "2026-12-31"}))
    assert made.status_code == 201
    address = f"/api/reuse/{made.json()['id']}"
    proof = {"evidence_ids": [1]}
    for stage, day in (("approved", "2026-02-01"), ("implementing", "2026-03-01")):
        assert officer.post(f"{address}/steps", json={"stage": stage, "taken_on": day, **proof}).status_code == 201
    last = {"stage": "reused", "taken_on": "2026-10-01", "released_m2": "20000", **proof}
    refused = officer.post(f"{address}/steps/check", json=last).json()
    assert [item["code"] for item in refused["findings"]] == ["reuse.after_missing", "reuse.before_missing"]
    stopped = officer.post(f"{address}/steps", json=last)
    assert (stopped.status_code, stopped.json()["code"]) == (409, "reuse.step_refused")
    for side, tax in (("before", 100_000), ("after", 300_000)):
        figures = {"side": side, "year": 2025, "area_m2": "20000", "tax_yuan": str(tax), **proof}
        assert officer.post(f"{address}/figures", json=figures).status_code == 201
    assert officer.post(f"{address}/steps", json=last).json() == {"findings": []}
    sheet = officer.get(address).json()
    tax = next(line for line in sheet["comparison"] if line["name"] == "tax_yuan")
    assert (sheet["stage"], sheet["open_steps"], tax["ratio"]) == ("reused", [], 2.0)
    assert sheet["layout"]["plots"][0]["plot_no"] == "P4-001"
    assert officer.get("/api/reuse").json()["reused_m2"] == 20_000
    before = officer.get("/api/reuse", params={"as_of": "2026-02-15"}).json()["items"][0]
    assert before["stage"] == "approved"


def test_who_left_and_milestones_over_http(come: Come, plot_id: int):
    officer = come("officer")
    address = f"/api/reuse/{officer.post('/api/reuse', json=plan(plot_id)).json()['id']}"
    left = {"direction": "left", "party_id": 1, "moved_on": "2026-06-01", "evidence_ids": [1]}
    row = officer.post(f"{address}/parties", json=left).json()["id"]
    one = officer.post(f"{address}/milestones", json={"kind": "agreement", "due_on": "2026-12-01"}).json()["id"]
    done = {"act": "done", "done_on": "2026-11-20", "evidence_ids": [1]}
    assert officer.post(f"/api/reuse/milestones/{one}/entries", json=done).status_code == 204
    sheet = officer.get(address).json()
    assert ([item["name_zh"] for item in sheet["parties"]], sheet["milestones"][0]["state"]) == (["示例企业01"], "done")
    assert officer.post(f"{address}/parties/{row}/withdrawal", json={"reason": "录错"}).status_code == 204
    assert officer.get(address).json()["left_names_zh"] is None
    targets = {"release_m2": "1000", "reason": "先做一期"}
    assert officer.post(f"{address}/targets", json=targets).json() == {"version_no": 2}


def test_a_planner_reads_and_the_public_does_not(come: Come, plot_id: int):
    planner = come("planner")
    refused = planner.post("/api/reuse", json=plan(plot_id))
    assert (refused.status_code, refused.json()["code"]) == (403, "auth.denied.reuse:edit")
    assert planner.get("/api/reuse").json()["total"] == 0
    assert planner.get("/api/reuse/start", params={"plot_id": plot_id}).json()["plot_no"] == "P4-001"
    assert len(planner.get("/api/reuse/specs").json()) == 14
    public = TestClient(planner.app)
    assert {public.get(path).status_code for path in ("/api/reuse", "/api/temporary-uses")} == {401}


def test_a_temporary_use_over_http(come: Come, plot_id: int):
    officer = come("officer")
    limit = officer.get("/api/temporary-uses/limit", params={"arranged_on": "2024-02-29"}).json()
    assert (limit["limit_on"], limit["years"]) == ("2026-02-28", 2.0)
    body = {
        "plot_id": plot_id, "user_name": "示例物流公司", "purpose": "storage", "arranged_on": "2026-01-05", "starts_on": "2026-01-10",
        "until_on": "2028-01-06", "restoration_zh": "恢复原状", "evidence_ids": [1],
    }  # fmt: skip
    refused = officer.post("/api/temporary-uses", json=body)
    assert (refused.status_code, refused.json()["findings"][0]["code"]) == (409, "temporary_use.too_long")
    use_id = officer.post("/api/temporary-uses", json={**body, "until_on": "2026-10-31"}).json()["id"]
    listed = officer.get("/api/temporary-uses", params={"standing": "overdue"}).json()
    assert [(row["use_no"], row["days_left"]) for row in listed["items"]] == [("LS2026-001", -23)]
    more = {"extended_on": "2026-11-20", "until_on": "2026-12-31", "note": "续用", "evidence_ids": [1]}
    assert officer.post(f"/api/temporary-uses/{use_id}/extension", json=more).status_code == 204
    gone = {"state": "vacated", "taken_on": "2026-11-22", "evidence_ids": [1]}
    assert officer.post(f"/api/temporary-uses/{use_id}/end", json=gone).status_code == 204
    assert officer.get(f"/api/temporary-uses/{use_id}").json()["standing"] == "vacated"
    assert "示例物流公司" in officer.get("/api/temporary-uses/export.csv").content.decode("utf-8-sig")


def test_the_files_say_what_the_screen_says(come: Come, plot_id: int):
    officer = come("officer")
    officer.post("/api/reuse", json=plan(plot_id, title_zh="=盘活项目"))
    sheet = officer.get("/api/reuse/export.csv").content.decode("utf-8-sig")
    assert "零地技改、提容增效" in sheet
    assert "'=盘活项目" in sheet
    assert officer.get("/api/reuse/export.xlsx").content.startswith(b"PK")
    assert officer.get("/api/temporary-uses/export.xlsx").content.startswith(b"PK")


def test_a_shape_that_is_none_is_refused_with_a_sentence(come: Come, plot_id: int):
    answer = come("officer").post(
        "/api/reuse", json=plan(plot_id, geometry={"type": "Point", "coordinates": [114, 33]})
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "reuse.geometry_invalid")
