"""Rights on land over HTTP: who may, what an answer holds, the files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.people import Come, people_at, sign_ins
from tests.builders.plot import a_plot
from tests.conftest import TODAY

BODY = {
    "kind": "seizure",
    "holder_name": "示例法院",
    "registered_on": "2024-03-01",
    "certificate_no": "（2024）豫16执1号",
    "expires_on": "2026-12-01",
}


@pytest.fixture
def plot_id(fresh_url: str) -> int:
    with sign_ins(fresh_url) as session:
        park = a_park(session)
        found = a_plot(session, park)
        an_evidence_file(session, park, "解封裁定")
    return found


@pytest.fixture
def come(fresh_url: str, plot_id: int) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY)


def test_an_officer_writes_and_a_planner_reads(come: Come, plot_id: int):
    planner, officer = come("planner"), come("officer")
    refused = planner.post(f"/api/plots/{plot_id}/encumbrances", json=BODY)
    assert (refused.status_code, refused.json()["code"]) == (403, "auth.denied.encumbrance:edit")
    written = officer.post(f"/api/plots/{plot_id}/encumbrances", json=BODY)
    assert (written.status_code, written.json()["findings"]) == (201, [])
    shown = planner.get(f"/api/plots/{plot_id}/encumbrances").json()
    assert [(row["kind"], row["rests"], row["finding"]["code"]) for row in shown] == [
        ("seizure", True, "encumbrance.expiring")
    ]
    assert [row["plot_no"] for row in planner.get("/api/encumbrances", params={"kind": "seizure"}).json()] == ["P4-001"]
    assert planner.get("/api/encumbrances", params={"kind": "mortgage"}).json() == []
    assert planner.get("/api/plots/4711/encumbrances").status_code == 404


def test_it_is_corrected_released_and_exported(come: Come, plot_id: int):
    officer = come("officer")
    new_id = officer.post(f"/api/plots/{plot_id}/encumbrances", json=BODY).json()["id"]
    change = {name: value for name, value in BODY.items() if name != "kind"} | {
        "expires_on": "2027-06-01",
        "reason": "续封",
    }
    told = officer.put(f"/api/encumbrances/{new_id}", json=change).json()
    assert [item["code"] for item in told["findings"]] == ["encumbrance.seizure_too_long"]
    release = {"released_on": "2026-11-20", "reason": "解封", "evidence_ids": [1]}
    assert officer.post(f"/api/encumbrances/{new_id}/release", json=release).status_code == 204
    assert officer.post(f"/api/encumbrances/{new_id}/release", json=release).status_code == 409
    assert officer.get("/api/encumbrances").json() == []
    asked = {"with_released": "true"}
    file = officer.get("/api/encumbrances/export.csv", params=asked).content.decode("utf-8-sig")
    assert "示例法院" in file
    assert "权利限制　数据日期 2026年11月23日　1 项" in file
    assert officer.get("/api/encumbrances/export.xlsx", params=asked).content.startswith(b"PK")
    assert officer.post(f"/api/encumbrances/{new_id}/withdrawal", json={"reason": "录错地块"}).status_code == 204
    assert officer.get(f"/api/plots/{plot_id}/encumbrances").json() == []


def test_the_public_learns_nothing(come: Come, plot_id: int):
    come("officer").post(f"/api/plots/{plot_id}/encumbrances", json=BODY)
    public = TestClient(come("officer").app)
    assert public.get(f"/api/plots/{plot_id}/encumbrances").status_code == 401
    assert public.get("/api/encumbrances").status_code == 401
