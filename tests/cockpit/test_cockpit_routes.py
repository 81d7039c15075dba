"""The leaders' desk over HTTP: who may read it, what an answer holds, and what it says to wrong questions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders.people import Come, create_sign_ins, people_at
from tests.conftest import TODAY


@pytest.fixture
def come(demo_url: str) -> Iterator[Come]:
    create_sign_ins(demo_url)
    yield from people_at(demo_url, TODAY)


def test_staff_reads_it_and_the_public_does_not(come: Come):
    for role in ("leader", "officer", "planner", "admin"):
        assert come(role).get("/api/cockpit").status_code == 200
    assert come(None).get("/api/cockpit").status_code == 401


def test_a_figure_leads_to_its_list_and_its_reasons(come: Come):
    leader = come("leader")
    found = leader.get("/api/cockpit").json()
    allocated = next(figure for figure in found["figures"] if figure["id"] == "supply.allocated")
    assert allocated["recorded_at"]
    assert allocated["link"] == {"desk": "ledger", "query": {"supply": "allocated"}}
    listed = leader.get("/api/cockpit/figures/supply.allocated/list", params={"park": "P4"}).json()
    assert {item["park_code"] for item in listed["items"]} == {"P4"}
    ledger = leader.get("/api/plots", params={"park": "P4", "supply": "allocated", "limit": 5000}).json()
    assert listed["total"] == ledger["total_area_m2"]
    assert {item["plot_id"] for item in listed["items"]} == {item["id"] for item in ledger["items"]}
    why = leader.get("/api/cockpit/explain/idle.rate").json()
    assert why["definition_zh"].startswith("闲置土地面积占")
    assert not why["is_confirmed"]
    assert [one["id"] for one in why["inputs"]] == ["idle.determined", "supply.allocated"]


def test_any_day_can_be_asked_for(come: Come):
    leader = come("leader")
    now, then = (
        {figure["id"]: figure["value"] for figure in leader.get("/api/cockpit", params=query).json()["figures"]}
        for query in ({}, {"as_of": "2021-03-31"})
    )
    assert then["supply.allocated"] != now["supply.allocated"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/cockpit?park=P99", 400, "cockpit.park_unknown"),
        ("/api/cockpit/explain/none", 404, "cockpit.figure_unknown"),
        ("/api/cockpit/figures/none/list", 404, "cockpit.figure_unknown"),
        ("/api/cockpit/figures/idle.determined/list?age=idle_age:never", 400, "cockpit.age_unknown"),
        ("/api/cockpit/goal?target_m2=1&kind=dream", 400, "goal.kind_unknown"),
    ],
)
def test_wrong_questions_get_a_sentence(come: Come, path: str, status: int, code: str):
    answer = come("leader").get(path)
    assert answer.status_code == status
    assert answer.json()["code"] == code
    assert answer.json()["message_zh"].endswith("。")


def test_the_goal_is_answered_from_what_is_recorded(come: Come):
    found = come("leader").get("/api/cockpit/goal", params={"target_m2": 10**9, "kind": "case,finding"}).json()
    assert not found["is_reached"]
    assert found["missing_m2"] == pytest.approx(10**9 - sum(one["area_m2"] for one in found["candidates"]))
    assert found["findings"][0]["code"] == "goal.out_of_reach"
