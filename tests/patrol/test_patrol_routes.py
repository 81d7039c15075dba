"""Patrols over HTTP: the whole way of an officer, what others may, and two who record the same stop at once."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import IntegrityError

from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.park import a_park
from tests.builders.patrol import TODAY, a_group, a_round, a_visit
from tests.builders.people import Come, people_at, sign_ins
from tests.builders.plot import a_plot
from tests.patrol.test_photo import a_photo


@pytest.fixture
def plots(fresh_url: str) -> list[int]:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        return [
            a_plot(session, park, f"P4-{n:03d}", box=(100 + 300 * n, 100, 200, 300), development="not_started")
            for n in range(3)
        ]


@pytest.fixture
def come(fresh_url: str, plots: list[int]) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY)


def test_an_officer_goes_the_whole_way(come: Come, plots: list[int]):
    officer = come("officer")
    group = officer.post("/api/patrol/groups", json={"name_zh": "一组", "park_code": "P4"}).json()["id"]
    member = officer.post(
        f"/api/patrol/groups/{group}/members", json={"name_zh": "示例巡查员", "joined_on": "2026-01-01"}
    )
    assert member.status_code == 201
    assigned = officer.put(
        "/api/patrol/assignments", json={"plot_ids": plots, "group_id": group, "valid_from": "2026-11-01"}
    )
    assert assigned.json() == {"changed": 3}
    cover = officer.get("/api/patrol/coverage", params={"state": "never", "assigned": True}).json()
    assert cover["total"] == cover["states"]["never"] == 3

    wanted = {"plot_ids": plots, "group_id": group}
    plan = officer.post("/api/patrol/tasks/preview", json=wanted).json()
    assert [stop["stop_no"] for stop in plan["stops"]] == [1, 2, 3]
    assert plan["length_m"] == pytest.approx(600, abs=1)
    made = officer.post(
        "/api/patrol/tasks",
        json={**wanted, "title_zh": "例行巡查", "assignee_name": "示例巡查员", "due_on": "2026-11-30"},
    )
    task = officer.get(f"/api/patrol/tasks/{made.json()['id']}").json()
    assert (task["stop_count"], task["visited"], task["state"]) == (3, 0, "planned")
    turned = [stop["plot_id"] for stop in reversed(task["stops"])]
    assert officer.put(f"/api/patrol/tasks/{task['id']}/order", json={"plot_ids": turned}).status_code == 204

    photo = officer.post(
        "/api/evidence", files={"file": ("现场.jpg", a_photo(), "image/jpeg")}, data={"park_code": "P4"}
    ).json()["id"]
    body = {
        "plot_id": plots[0], "task_id": task["id"], "visited_on": "2026-11-23", "sights": ["not_started"], "outcome": "all_well",
        "evidence_ids": [photo],
    }  # fmt: skip
    told = officer.post("/api/patrol/visits/preview", json=body).json()
    assert told["position_source"] == "photo"
    assert told["photos"][0]["taken_at"] == "2026-11-23T09:30:00"
    assert "patrol.well_unexplained" in {item["code"] for item in told["findings"]}
    refused = officer.post("/api/patrol/visits", json=body)
    assert refused.status_code == 409
    assert refused.json()["code"] == "patrol.visit_findings"
    good = {**body, "note_zh": "约定动工日期未到", "away_reason": "照片定位有漂移"}
    visit = officer.post("/api/patrol/visits", json=good)
    assert visit.status_code == 201
    again = officer.post("/api/patrol/visits", json=good)
    assert again.status_code == 409
    assert again.json()["code"] == "patrol.visited_meanwhile"
    seen = officer.get("/api/patrol/visits", params={"plot_id": plots[0]}).json()
    assert seen["total"] == 1
    assert seen["items"][0]["evidence"][0]["id"] == photo
    assert officer.get(f"/api/patrol/tasks/{task['id']}").json()["state"] == "under_way"
    withdrawn = officer.post(f"/api/patrol/visits/{visit.json()['id']}/withdrawal", json={"reason": "登记到了别的地块"})
    assert withdrawn.status_code == 204
    off = officer.post(f"/api/patrol/tasks/{task['id']}/cancellation", json={"reason": "合并到下周"})
    assert off.status_code == 204
    assert officer.get("/api/patrol/coverage").json()["states"]["never"] == 3
    ended = officer.post(
        f"/api/patrol/groups/{group}/members/{member.json()['id']}/end", json={"left_on": "2026-11-23"}
    )
    assert ended.status_code == 204
    assert officer.get("/api/patrol/groups").json()[0]["members"] == []


def test_leaders_read_and_the_public_does_not(come: Come, fresh_url: str):
    leader = come("leader")
    assert leader.get("/api/patrol/coverage").status_code == 200
    assert leader.post("/api/patrol/groups", json={"name_zh": "一组"}).status_code == 403
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as stranger:
        assert stranger.get("/api/patrol/coverage").status_code == 401


def test_of_two_at_one_stop_one_is_heard(fresh_url: str, plots: list[int]):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        task_id = a_round(session, a_group(session, None), plots[:1])
    start, ends = Barrier(2), []

    def run() -> None:
        try:
            with transaction(engine) as session:
                start.wait(10)
                a_visit(session, plots[0], task_id=task_id)
            ends.append("done")
        except IntegrityError as error:
            ends.append(domain_error(error).code)  # type: ignore[union-attr]

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    engine.dispose()
    assert sorted(ends) == ["done", "patrol.visited_meanwhile"]


def test_of_two_rounds_planned_at_once_each_has_its_number(fresh_url: str, plots: list[int]):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        group_id = a_group(session, None)
    start, made = Barrier(2), []

    def run() -> None:
        with transaction(engine) as session:
            start.wait(10)
            made.append(a_round(session, group_id, plots[:2]))

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    engine.dispose()
    assert len(set(made)) == 2
