"""Idle land over HTTP: facts in, the answer out with its reasons, the list and its file, the run; rights of each."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import openpyxl
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.commitment import TODAY, Site, a_site
from tests.builders.people import sign_in, sign_ins


class Desk:
    """Somebody signed in, the site, and a client that repeats the page's token."""

    def __init__(self, client: TestClient, site: Site) -> None:
        self.client, self.site = client, site
        self.sign_in("officer")

    def sign_in(self, username: str) -> None:
        sign_in(self.client, username)

    def tell(self, **fact):
        body = {"happened_on": "2025-01-10", "source": "施工许可台账", **fact}
        return self.client.post(f"/api/contracts/{self.site.contract.contract_id}/development-facts", json=body)

    def idle(self, day: str) -> dict:
        answer = self.client.get(f"/api/plots/{self.site.contract.plot_id}/idle", params={"as_of": day})
        assert answer.status_code == 200, answer.text
        (item,) = answer.json()["items"]
        return item


@pytest.fixture
def desk(fresh_url: str) -> Iterator[Desk]:
    with sign_ins(fresh_url) as session:
        site = a_site(session)
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        yield Desk(client, site)


def test_a_fact_recorded_changes_the_answer_and_a_correction_changes_it_back(desk: Desk):
    assert desk.idle("2025-10-01")["answer"]["state"] == "unknown"
    fact_id = desk.tell(kind="permit", knowledge="none").json()["id"]
    idle = desk.idle("2025-10-01")
    assert idle["answer"]["state"] == "not_started_idle"
    assert idle["sentence_zh"].startswith("未动工满一年，疑似闲置")
    assert {"question_zh", "question_en", "answer_zh", "answer_en"} <= idle["answer"]["trace"][0].keys()
    corrected = desk.client.post(
        f"/api/development-facts/{fact_id}/corrections",
        json={"kind": "permit", "happened_on": "2024-08-01", "source": "施工许可证", "reason": "补交"},
    )
    assert corrected.status_code == 201, corrected.text
    assert desk.idle("2025-10-01")["answer"]["state"] == "unknown"
    told = desk.client.get(f"/api/contracts/{desk.site.contract.contract_id}/development-facts").json()
    then = desk.client.get(
        f"/api/contracts/{desk.site.contract.contract_id}/idle/identification",
        params={"as_of": "2025-10-01", "known_at": next(one["recorded_at"] for one in told if one["closed_at"])},
    )
    assert then.json()["state"] == "not_started_idle", "as it was known before the correction"
    facts = desk.client.get(f"/api/contracts/{desk.site.contract.contract_id}/development-facts").json()
    assert sorted((fact["knowledge"], fact["closed_at"] is None) for fact in facts) == [
        ("known", True),
        ("none", False),
    ]


def test_a_refusal_is_a_sentence_and_keeps_nothing(desk: Desk):
    answer = desk.tell(kind="foundation")
    assert (answer.status_code, answer.json()["code"]) == (400, "idle.fact_foundation_missing")
    assert desk.tell(kind="permit", happened_on="2199-01-01").json()["code"] == "idle.fact_in_future"
    assert desk.tell(kind="agreed_start").status_code == 409
    assert desk.client.get(f"/api/contracts/{desk.site.contract.contract_id}/development-facts").json() == []


def test_the_identification_is_the_same_bytes_each_time_and_carries_its_hash(desk: Desk):
    desk.tell(kind="permit", knowledge="none")
    path = f"/api/contracts/{desk.site.contract.contract_id}/idle/identification"
    once, again = (desk.client.get(path, params={"as_of": "2025-10-01"}) for _ in range(2))
    assert once.content == again.content
    assert once.headers["X-Content-SHA256"] == hashlib.sha256(once.content).hexdigest()
    assert desk.idle("2025-10-01")["sha256"] == once.headers["X-Content-SHA256"]


def test_the_list_its_tally_and_its_file_say_the_same(desk: Desk):
    assert desk.client.get("/api/idle-findings").json()["total"] == 0
    ran = desk.client.post("/api/idle-scans")
    assert (ran.status_code, ran.json()["contracts"]) == (201, 1)
    page = desk.client.get("/api/idle-findings").json()
    assert page["total"] == sum(one["contracts"] for one in page["tally"]) == 1
    assert page["items"][0]["missing_zh"] == ["施工许可证", "地基是否达到动工标准"]
    assert page["last_scan"]["as_of"] == TODAY.isoformat()
    assert desk.client.get("/api/idle-findings", params={"land_class": "warning"}).json()["total"] == 0
    assert desk.client.get("/api/idle-findings", params={"land_class": "green"}).status_code == 422
    sheet = openpyxl.load_workbook(io.BytesIO(desk.client.get("/api/idle-findings/export.xlsx").content)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "P4-001" in cells
    assert "事实不全，待查实" in cells


def test_who_may_do_what(desk: Desk):
    contract_id = desk.site.contract.contract_id
    for who, told, scanned, read in (("leader", 403, 403, 200), ("planner", 403, 403, 200)):
        desk.sign_in(who)
        assert desk.tell(kind="permit", knowledge="none").status_code == told
        assert desk.client.post("/api/idle-scans").status_code == scanned
        assert desk.client.get(f"/api/contracts/{contract_id}/idle").status_code == read
    desk.client.cookies.clear()
    assert desk.client.get(f"/api/plots/{desk.site.contract.plot_id}/idle").status_code == 401
    assert desk.client.get("/api/idle-findings").status_code == 401


def test_what_was_done_stands_in_the_audit(desk: Desk, fresh_url: str):
    desk.tell(kind="permit", knowledge="none")
    desk.client.post("/api/idle-scans")
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        tags = session.execute(text("select tag from audit_event where tag like 'idle:%' order by id")).scalars().all()
    engine.dispose()
    assert tags == ["idle:fact:revise", "idle:scan:run"]


def test_before_the_order_was_in_force_the_answer_says_so(desk: Desk):
    answer = desk.client.get(f"/api/contracts/{desk.site.contract.contract_id}/idle", params={"as_of": "2012-06-30"})
    assert answer.status_code in (404, 409)
    assert answer.json()["message_zh"]


def test_an_implausible_fact_is_asked_about_over_http_and_kept_all_the_same(desk: Desk):
    address = f"/api/contracts/{desk.site.contract.contract_id}/development-facts"
    body = {"kind": "permit", "happened_on": "2004-08-01", "source": "施工许可台账"}
    (asked,) = desk.client.post(f"{address}/check", json=body).json()["findings"]
    assert (asked["code"], asked["severity"]) == ("plausible.before_contract", "warning")
    assert desk.client.get(address).json() == []
    kept = desk.client.post(address, json=body)
    assert (kept.status_code, kept.json()["findings"]) == (201, [asked])
    assert desk.idle("2025-10-01")["findings"] == [asked]
    right = {**body, "happened_on": "2024-08-01", "replaces_id": kept.json()["id"]}
    assert desk.client.post(f"{address}/check", json=right).json() == {"findings": []}
    desk.sign_in("leader")
    assert desk.client.post(f"{address}/check", json=body).status_code == 403
