"""The drawing desk over HTTP: who may, what is shown, what is done, and what another machine finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders.park import a_park
from tests.builders.people import Come, people_at, sign_ins
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY


@pytest.fixture
def plot_id(fresh_url: str) -> int:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        return a_plot(session, park)


@pytest.fixture
def come(fresh_url: str, plot_id: int) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY)


def begin(client: TestClient) -> str:
    made = client.post("/api/proposals", json={"park_code": "P4", "title_zh": "分割"})
    return f"/api/proposals/{made.json()['id']}"


def lots(plot_id: int, **more) -> dict:
    return {"act": "split_into_lots", "on": [{"plot_id": plot_id}], "how": {"count": 2, "bearing_deg": 0}, **more}


def test_an_act_is_shown_then_done_then_on_the_ground(come: Come, plot_id: int):
    planner = come("planner")
    proposal = begin(planner)
    shown = planner.post(f"{proposal}/drawing", json=lots(plot_id, dry_run=True))
    assert shown.status_code == 200, shown.text
    assert shown.json()["is_saved"] is False
    done = planner.post(f"{proposal}/drawing", json=lots(plot_id, expected_version=1)).json()
    assert [one["area_m2"] for one in done["shapes"]] == [30000.0, 30000.0]
    ground = planner.get(f"{proposal}/ground", params={"bbox": "114,33,115,34"}).json()
    assert {one["key"] for one in ground} == {f"shape:{one['id']}" for one in done["operations"][0]["shapes"]}
    refused = planner.post(f"{proposal}/drawing", json=lots(plot_id, expected_version=1))
    assert refused.status_code == 409
    assert refused.json()["code"] == "proposal.changed_meanwhile"


def test_only_planners_and_officers_draw(come: Come, plot_id: int):
    proposal = begin(come("planner"))
    leader = come("leader")
    assert leader.post(f"{proposal}/drawing", json=lots(plot_id)).status_code == 403
    assert leader.put(f"{proposal}/sketch", json={"content": {}, "expected_version": 0}).status_code == 403
    assert leader.get(f"{proposal}/ground", params={"bbox": "114,33,115,34"}).status_code == 200


@pytest.mark.parametrize("bbox", ["", "1,2,3", "a,b,c,d", "10,10,5,20"])
def test_a_box_that_is_none_is_refused(come: Come, plot_id: int, bbox: str):
    planner = come("planner")
    answer = planner.get(f"{begin(planner)}/ground", params={"bbox": bbox})
    assert (answer.status_code, answer.json()["code"]) == (400, "drawing.box_unreadable")


def test_what_is_under_the_pen_is_found_on_another_machine(come: Come, plot_id: int):
    here, there = come("planner"), come("planner")
    proposal = begin(here)
    assert here.get(f"{proposal}/sketch").json() is None
    kept = here.put(f"{proposal}/sketch", json={"content": {"sketch": [[114.6, 33.6]]}, "expected_version": 0})
    assert kept.json() == {"version": 1}
    found = there.get(f"{proposal}/sketch").json()
    assert found["content"] == {"sketch": [[114.6, 33.6]]}
    there.put(f"{proposal}/sketch", json={"content": {"sketch": []}, "expected_version": 1})
    late = here.put(f"{proposal}/sketch", json={"content": {}, "expected_version": 1})
    assert late.status_code == 409
    assert late.json()["details"]["stored"]["content"] == {"sketch": []}
    assert here.delete(f"{proposal}/sketch").status_code == 204


def test_a_finished_sketch_is_forgotten_with_the_act_that_it_became(come: Come, plot_id: int):
    planner = come("planner")
    proposal = begin(planner)
    planner.put(f"{proposal}/sketch", json={"content": {"lines": [[1, 2]]}, "expected_version": 0})
    # shown only: nothing is forgotten
    shown = planner.post(
        f"{proposal}/drawing", json=lots(plot_id, dry_run=True, sketch={"content": None, "expected_version": 1})
    )
    assert shown.json()["sketch_version"] is None
    assert planner.get(f"{proposal}/sketch").json()["version"] == 1
    # refused as a whole: nothing either
    stale = planner.post(
        f"{proposal}/drawing", json=lots(plot_id, expected_version=7, sketch={"content": None, "expected_version": 1})
    )
    assert stale.status_code == 409
    assert planner.get(f"{proposal}/sketch").json()["version"] == 1
    done = planner.post(f"{proposal}/drawing", json=lots(plot_id, sketch={"content": None, "expected_version": 1}))
    assert (done.json()["version"], done.json()["sketch_version"]) == (2, 0)
    assert planner.get(f"{proposal}/sketch").json() is None


def test_a_failed_act_keeps_the_line_as_an_operation_and_forgets_the_sketch(come: Come, plot_id: int):
    planner = come("planner")
    proposal = begin(planner)
    planner.put(f"{proposal}/sketch", json={"content": {"lines": [[1, 2]]}, "expected_version": 0})
    body = {
        "act": "split_by_line",
        "on": [{"plot_id": plot_id}],
        "how": {"lines": [[[114.0, 33.0], [114.0001, 33.0]]]},
        "sketch": {"content": None, "expected_version": 1},
    }
    done = planner.post(f"{proposal}/drawing", json=body).json()
    assert done["is_refused"]
    assert done["operations"][0]["cut_line"]
    assert planner.get(f"{proposal}/sketch").json() is None


def test_what_is_still_under_the_pen_is_kept_with_an_act_beside_it(come: Come, plot_id: int):
    planner = come("planner")
    proposal = begin(planner)
    planner.put(f"{proposal}/sketch", json={"content": {"pen": 1, "lines": 2}, "expected_version": 0})
    done = planner.post(
        f"{proposal}/drawing", json=lots(plot_id, sketch={"content": {"pen": 1}, "expected_version": 1})
    )
    assert done.json()["sketch_version"] == 2
    assert planner.get(f"{proposal}/sketch").json()["content"] == {"pen": 1}


def test_the_sketch_of_another_window_outlives_the_act(come: Come, plot_id: int):
    here, there = come("planner"), come("planner")
    proposal = begin(here)
    here.put(f"{proposal}/sketch", json={"content": {"lines": 1}, "expected_version": 0})
    there.put(f"{proposal}/sketch", json={"content": {"lines": 2}, "expected_version": 1})
    done = here.post(f"{proposal}/drawing", json=lots(plot_id, sketch={"content": None, "expected_version": 1}))
    assert done.status_code == 200
    assert done.json()["sketch_version"] is None
    assert here.get(f"{proposal}/sketch").json()["content"] == {"lines": 2}


def test_undo_and_redo_over_http_on_two_machines(come: Come, plot_id: int):
    here, there = come("planner"), come("planner")
    proposal = begin(here)
    here.post(f"{proposal}/drawing", json=lots(plot_id))
    undone = here.post(f"{proposal}/undo", json={"expected_version": 2})
    assert undone.status_code == 200, undone.text
    assert [row["method"] for row in undone.json()["operations"]] == ["split_into_lots"]
    sheet = there.get(proposal).json()
    assert [row["undone_step"] for row in sheet["operations"]] == [1]
    stale = there.post(f"{proposal}/redo", json={"expected_version": 2})
    assert (stale.status_code, stale.json()["code"]) == (409, "proposal.changed_meanwhile")
    redone = there.post(f"{proposal}/redo", json={"expected_version": sheet["version"]}).json()
    assert redone["version"] == sheet["version"] + 1
    assert redone["operations"][0]["undone_step"] is None
    leader = come("leader")
    for way in ("undo", "redo"):
        assert leader.post(f"{proposal}/{way}", json={"expected_version": 4}).status_code == 403


def test_bearings_and_distances_become_points(come: Come):
    planner = come("planner")
    legs = [{"bearing": b, "distance": "100"} for b in ("0", "90°00′00″", "S0°E", "270-00-01")]
    start = {"x": "3719000.000", "y": "38560000.000"}
    open_run = planner.post("/api/drawing/traverse", json={"start": start, "legs": legs, "end": start}).json()
    assert open_run["closure_m"] == "0.000"
    assert open_run["points"][2] == {"x": "3719100.000", "y": "38560100.000"}
    wrong = planner.post("/api/drawing/traverse", json={"start": start, "legs": [{"bearing": "370", "distance": "1"}]})
    assert wrong.status_code == 400
    assert "第1行" in wrong.json()["message_zh"]
