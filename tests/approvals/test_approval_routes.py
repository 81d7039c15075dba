"""Approvals over HTTP: who may ask and act, what comes back, and how a refusal reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.approval import BuiltProcess, a_process
from tests.builders.park import a_park
from tests.builders.people import PASSWORD, sign_ins

TODAY = date(2026, 3, 2)
PERMIT = "land_planning_permit"


@pytest.fixture
def served(fresh_url: str) -> Iterator[tuple[TestClient, BuiltProcess]]:
    with sign_ins(fresh_url) as session:
        process = _build(session)
    with TestClient(create_app(Settings(database_url=fresh_url), clock=FixedClock(TODAY))) as client:
        yield client, process


def _build(session: Session) -> BuiltProcess:
    return a_process(session, a_park(session), PERMIT)


def sign_in(client: TestClient, role: str) -> dict[str, str]:
    client.cookies.clear()
    answer = client.post("/api/session", json={"username": role, "password": PASSWORD})
    return {"X-CSRF-Token": answer.json()["csrf"]}


def test_an_officer_takes_a_case_from_receipt_to_result(served: tuple[TestClient, BuiltProcess]):
    client, process = served
    token = sign_in(client, "officer")
    case = f"/api/approvals/cases/{process.cases[PERMIT]}"
    sheet = client.get(case).json()
    assert (sheet["state"], sheet["may"]) == ("planned", ["receive", "not_needed"])
    came = [{"code": one["code"]} for one in sheet["asked"]]
    assert client.post(f"{case}/receipt", json={"materials": came}, headers=token).json()["may"][0] == "accept"
    accepted = client.post(f"{case}/acceptance", json={}, headers=token).json()
    assert (accepted["due_on"], accepted["issue_findings"]) == ("2026-03-09", [])
    refused = client.post(f"{case}/suspensions", json={"kind": "hearing", "evidence_ids": []}, headers=token)
    assert refused.status_code == 409
    assert refused.json()["findings"][0]["code"] == "approval.suspension_unproved"
    granted = client.post(f"{case}/decision", json={"outcome": "granted", "result_no": "示例1号"}, headers=token)
    assert (granted.json()["state"], granted.json()["has_effect"]) == ("granted", True)
    board = client.get("/api/approvals").json()
    first = board["projects"][0]["stages"][0]
    assert (first["code"], first["state"]) == ("land_planning", "done")
    assert client.get("/api/approvals/cases").json() == []


def test_the_file_holds_what_the_list_shows(served: tuple[TestClient, BuiltProcess]):
    client, _ = served
    sign_in(client, "leader")
    file = client.get("/api/approvals/cases.csv").content.decode("utf-8-sig")
    assert file.splitlines()[0].startswith("项目编号,项目名称,园区")
    assert "建设用地规划许可证" in file
    empty = client.get("/api/approvals/cases.csv", params={"park": "P9"}).text.splitlines()
    assert len(empty) == 2  # the header, and the line that says where it comes from
    assert "审批事项" in empty[-1]
    assert client.get("/api/approvals/cases.xlsx").content[:2] == b"PK"


def test_leaders_look_and_administrators_keep_the_list(served: tuple[TestClient, BuiltProcess]):
    client, process = served
    token = sign_in(client, "leader")
    assert client.get(f"/api/approvals/projects/{process.project_id}").status_code == 200
    refused = client.post(f"/api/approvals/cases/{process.cases[PERMIT]}/receipt", json={}, headers=token)
    assert (refused.status_code, refused.json()["code"]) == (403, "auth.denied.approval:edit")
    item = next(one for one in client.get("/api/approvals/items").json()["items"] if one["code"] == PERMIT)
    names = (
        "stage_code", "name_zh", "name_en", "department_zh", "days", "unit", "statutory_days", "statutory_unit", "needs", "excluded", "handling",
        "is_tolerable", "extension_days_max", "materials", "basis", "confirmed", "note",
    )  # fmt: skip
    body = {name: item[name] for name in names} | {"days": 3, "valid_from": "2026-03-02", "reason": "压缩时限"}
    assert client.put(f"/api/approvals/items/{PERMIT}", json=body, headers=token).status_code == 403
    token = sign_in(client, "admin")
    changed = client.put(f"/api/approvals/items/{PERMIT}", json=body, headers=token)
    assert changed.status_code == 200, changed.text
    assert next(one["days"] for one in changed.json()["items"] if one["code"] == PERMIT) == 3
    assert [one["days"] for one in client.get(f"/api/approvals/items/{PERMIT}/versions").json()] == [3, 5, 5]


def test_nobody_without_an_account_hears_of_approvals(served: tuple[TestClient, BuiltProcess]):
    client, process = served
    for path in ("", "/cases", "/cases.csv", "/items", f"/projects/{process.project_id}", "/plots/1"):
        assert client.get(f"/api/approvals{path}").status_code == 401, path
