"""Proposals over HTTP: who may, a draft goes on on another machine, the loser of a race sees both versions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from shapely.geometry import mapping

from tests.builders.park import a_park
from tests.builders.people import Come, people_at, sign_ins
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, box


@pytest.fixture
def plot_id(fresh_url: str) -> int:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        return a_plot(session, park, supply="not_ready", development="not_applicable", compliance="not_applicable")


@pytest.fixture
def come(fresh_url: str, plot_id: int) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY)


def a_shape(number: str, *place: float) -> dict:
    return {"plot_no": number, "geometry": mapping(box(*place))}  # pyright: ignore[reportArgumentType]


def halves(plot_id: int) -> dict:
    return {
        "kind": "split",
        "parents": [{"plot_id": plot_id, "version_no": 1}],
        "shapes": [a_shape("P4-001-1", 100, 100, 100, 300), a_shape("P4-001-2", 200, 100, 100, 300)],
        "cut_line": {"type": "LineString", "coordinates": [[114.65, 33.6], [114.65, 33.61]]},
    }


def begin(client: TestClient) -> str:
    made = client.post("/api/proposals", json={"park_code": "P4", "title_zh": "示例分割"})
    assert made.status_code == 201
    return f"/api/proposals/{made.json()['id']}"


def test_a_draft_goes_on_on_another_machine(come: Come, plot_id: int):
    planner = come("planner")
    address = begin(planner)
    done = planner.post(f"{address}/operations", json=halves(plot_id))
    assert done.status_code == 201
    elsewhere = come("planner")
    sheet = elsewhere.get(address).json()
    assert (sheet["proposal_no"], sheet["state"], sheet["operation_count"]) == ("CA2026-001", "draft", 1)
    assert [shape["plot_no"] for shape in sheet["operations"][0]["shapes"]] == ["P4-001-1", "P4-001-2"]
    assert sheet["operations"][0]["cut_line"]["type"] == "LineString"
    assert elsewhere.get("/api/proposals", params={"mine": True}).json()["total"] == 1
    assert come("officer").get("/api/proposals", params={"mine": True}).json()["total"] == 0


def test_the_loser_of_a_race_gets_both_versions(come: Come, plot_id: int):
    planner, officer = come("planner"), come("officer")
    address = begin(planner)
    done = planner.post(f"{address}/operations", json=halves(plot_id)).json()
    item = f"{address}/operations/{done['id']}"
    theirs = {**halves(plot_id), "note_zh": "他人的修改", "expected_version": 1}
    assert officer.put(item, json=theirs).json()["version"] == 2
    lost = planner.put(item, json={**halves(plot_id), "expected_version": 1})
    assert (lost.status_code, lost.json()["code"]) == (409, "proposal.operation_changed_meanwhile")
    assert (lost.json()["details"]["stored"]["note_zh"], lost.json()["details"]["stored"]["version"]) == (
        "他人的修改",
        2,
    )
    assert planner.post(f"{item}/removal", json={"expected_version": 2}).json() == {"version": 3}
    assert planner.post(f"{item}/restoration", json={"expected_version": 3}).json()["version"] == 4
    renamed = {"title_zh": "另一名称", "expected_version": 1}
    assert planner.put(address, json=renamed).json()["code"] == "proposal.changed_meanwhile"


def test_who_may_not_draw_reads(come: Come, plot_id: int):
    planner, leader = come("planner"), come("leader")
    address = begin(planner)
    assert leader.get(address).status_code == 200
    assert leader.post(f"{address}/operations", json=halves(plot_id)).json()["code"] == "auth.denied.proposal:edit"
    assert leader.get("/api/proposals/999").status_code == 404


def test_a_shape_that_cannot_be_read_is_refused_in_words(come: Come, plot_id: int):
    planner = come("planner")
    address = begin(planner)
    for geometry in ({"type": "Point", "coordinates": [1, 2]}, {"type": "Polygon"}):
        body = {"kind": "new", "shapes": [{"plot_no": "N1", "geometry": geometry}]}
        answer = planner.post(f"{address}/operations", json=body)
        assert (answer.status_code, answer.json()["code"]) == (400, "plot.shape_not_polygon")
    unclear = planner.post(f"{address}/operations", json={"kind": "retire", "parents": [{}]})
    assert unclear.json()["code"] == "proposal.parent_unclear"
