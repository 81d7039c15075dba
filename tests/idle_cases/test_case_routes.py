"""Cases over HTTP: what each role may do, what an answer holds, another park sees nothing, two officers at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.idle_cases.commands import take_step
from gisapp.idle_cases.terms import CaseStep
from gisapp.kernel.errors import DomainError
from tests.builders.park import a_park
from tests.builders.people import Come, people_at, sign_ins
from tests.idle_cases.case_road import TODAY, Ground, idle_ground, open_clue, own_cause_road, walk_to


@pytest.fixture
def ground(fresh_url: str) -> Ground:
    with sign_ins(fresh_url) as session:
        found = idle_ground(session)
        open_clue(session, found, officer_name="示例承办人")
    return found


@pytest.fixture
def come(fresh_url: str, ground: Ground) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY)


INVESTIGATE = {
    "step": "investigate",
    "taken_on": "2026-03-20",
    "document_no": "示闲调〔2026〕1号",
    "service": {"kind": "direct", "served_on": "2026-03-20", "recipient": "示例企业01", "evidence_ids": [1]},
}


def test_everybody_on_the_staff_reads_and_only_officers_handle(come: Come):
    for role in ("planner", "leader", "admin"):
        client = come(role)
        assert client.get("/api/idle-cases").json()["total"] == 1
        assert client.get("/api/idle-cases/1").status_code == 200
        refused = client.post("/api/idle-cases/1/steps", json=INVESTIGATE)
        assert (refused.status_code, refused.json()["code"]) == (403, "auth.denied.idle_case:edit")
    officer = come("officer")
    assert officer.post("/api/idle-cases/1/steps/check", json=INVESTIGATE).json()["may_be_taken"] is True
    assert officer.post("/api/idle-cases/1/steps", json=INVESTIGATE).status_code == 201
    again = officer.post("/api/idle-cases/1/steps", json=INVESTIGATE)
    assert again.status_code == 409
    assert again.json()["findings"][0]["code"] == "case.step_out_of_order"


def test_a_sheet_explains_its_clock_day_by_day(come: Come):
    officer = come("officer")
    officer.post("/api/idle-cases/1/steps", json=INVESTIGATE)
    sheet = officer.get("/api/idle-cases/1", params={"as_of": "2026-04-30"}).json()
    clock = next(item for item in sheet["clocks"] if item["code"] == "explain")
    assert (clock["due_on"], clock["used"], clock["is_over"], clock["late_days"]) == ("2026-04-20", 30, True, 10)
    assert clock["explained"][-1]["line_zh"].startswith("2026年4月20日 周一")
    assert sheet["is_overdue"] is True
    assert sheet["identification"]["trace"]
    assert {item["step"] for item in sheet["open_steps"]} == {"explain"}
    assert sheet["steps"][1]["receipts"][0]["id"] == 1


def test_a_second_case_of_the_same_land_is_told_of_the_first(come: Come, ground: Ground):
    body = {
        "ground": "not_started",
        "source": "patrol",
        "found_on": "2026-05-01",
        "contract_id": ground.contract.contract_id,
    }
    answer = come("officer").post("/api/idle-cases", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "case.open_already")
    assert "XZ2026-0001" in answer.json()["message_zh"]


def test_an_officer_of_another_park_finds_nothing(come: Come, fresh_url: str, ground: Ground):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        other = a_park(session, code="P5", east=5000)
        session.execute(text("update account set all_parks = false where username = 'officer'"))
        session.execute(
            text(
                "insert into account_park (account_id, park_id) select id, :p from account where username = 'officer'"
            ),
            {"p": other.park_id},
        )
    engine.dispose()
    officer = come("officer")
    assert officer.get("/api/idle-cases").json()["items"] == []
    correction = {
        "target": "case",
        "target_id": 1,
        "field": "since",
        "new_value": "2025-08-01",
        "reason": "笔误",
        "evidence_ids": [1],
    }
    for method, path, body in (
        ("GET", "/api/idle-cases/1", None),
        ("POST", "/api/idle-cases/1/steps", INVESTIGATE),
        ("POST", "/api/idle-cases/1/steps/check", INVESTIGATE),
        ("POST", "/api/idle-cases/1/corrections", correction),
        ("POST", "/api/idle-cases/1/entries", {"kind": "blocking", "code": "funds", "entered_on": "2026-03-05"}),
        ("POST", "/api/idle-cases/1/officer", {"officer_name": "乙", "holds_from": "2026-03-05", "reason": "调岗"}),
        ("GET", "/api/idle-cases/1/evidence/1/file", None),
        ("POST", "/api/idle-cases", {"ground": "stopped", "source": "patrol", "found_on": "2026-05-01", "plot_id": ground.plot_id}),
    ):  # fmt: skip
        assert officer.request(method, path, json=body).status_code == 404, path


def test_who_opens_a_paper_is_written_down(come: Come):
    officer = come("officer")
    officer.post("/api/idle-cases/1/steps", json=INVESTIGATE)
    leader = come("leader")
    assert leader.get("/api/idle-cases/1/evidence/1/file").content == b"paper"
    assert leader.get("/api/idle-cases/1/evidence/2/file").status_code == 404
    custody = leader.get("/api/idle-cases/1").json()["custody"]
    assert [(item["act"], item["subject"]) for item in custody] == [("added", "evidence"), ("read", "evidence")]
    assert custody[1]["actor_name"] != custody[0]["actor_name"]
    assert custody[0]["sha256"] == custody[1]["sha256"]


def test_a_finding_is_annulled_over_http_and_the_sheet_says_so(come: Come, fresh_url: str, ground: Ground):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        walk_to(session, 1, ground, CaseStep.DECIDE)
    engine.dispose()
    officer = come("officer")
    ways = officer.get("/api/idle-cases/1").json()["open_steps"]
    assert [(way["step"], way["after"]) for way in ways if way["goes_back"]] == [
        ("annul", "cause_review"), ("annul_decision", "planning"),
    ]  # fmt: skip
    body = {
        "step": "annul",
        "taken_on": "2026-06-10",
        "document_no": "示政复决〔2026〕7号",
        "annul_ground": "review",
        "paper_on": "2026-06-08",
        "reason": "主要证据不足",
        "evidence_ids": [1],
        "expected_sequence": 8,
    }
    for role in ("planner", "leader"):
        assert come(role).post("/api/idle-cases/1/steps", json=body).status_code == 403
    check = officer.post("/api/idle-cases/1/steps/check", json=body).json()
    assert check["may_be_taken"] is False
    assert "case.publicity_not_withdrawn" in [item["code"] for item in check["findings"]]
    refused = officer.post("/api/idle-cases/1/steps", json=body | {"annul_ground": "pardon"})
    assert refused.status_code == 422 or refused.status_code == 400
    assert officer.post("/api/idle-cases/1/steps", json=body | {"withdrawn_on": "2026-06-10"}).status_code == 201
    sheet = officer.get("/api/idle-cases/1").json()
    assert (sheet["state"], sheet["side"], sheet["measure"]) == ("cause_review", None, None)
    assert [step["is_annulled"] for step in sheet["steps"]] == [False] * 3 + [True] * 5 + [False]
    assert (sheet["steps"][-1]["annul_ground"], sheet["steps"][-1]["paper_on"]) == ("review", "2026-06-08")
    answer = officer.post("/api/idle-cases/1/steps", json=body | {"withdrawn_on": "2026-06-10"})
    assert answer.status_code == 409
    rows = officer.get("/api/inbox", params={"as_of": "2026-06-12"})
    assert rows.status_code == 200
    assert "原认定已撤销" in rows.text


@pytest.mark.parametrize(("form", "start"), [("csv", "\ufeff个案编号".encode()), ("xlsx", b"PK")])
def test_the_list_leaves_the_house_with_day_and_name(come: Come, form: str, start: bytes):
    answer = come("officer").get(f"/api/idle-cases/export.{form}", params={"open": "true"})
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    if form == "csv":
        assert "XZ2026-0001" in answer.text
        assert "闲置土地个案台账" in answer.text.splitlines()[-1]


@pytest.mark.parametrize("turn", range(3))
def test_exactly_one_of_two_officers_decides(fresh_url: str, ground: Ground, turn: int):
    engine = create_app_engine(fresh_url, pool_size=4)
    with transaction(engine) as session:
        walk_to(session, 1, ground, CaseStep.NOTIFY_HEARING)
    decide = own_cause_road(ground.proof)[CaseStep.DECIDE]
    start = threading.Barrier(2)
    made: list[int] = []
    refused: list[str] = []

    def decider(name: str) -> None:
        try:
            with Session(engine) as session, session.begin():
                session.execute(text("select 1"))
                start.wait(timeout=20)
                made.append(take_step(session, system_principal(name), 1, decide, today=TODAY))
        except DomainError as error:
            refused.append(error.code)
        except DBAPIError as error:
            told = domain_error(error)
            refused.append(told.code if told else "?")

    threads = [threading.Thread(target=decider, args=(name,)) for name in ("甲经办", "乙经办")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(made), refused) == (1, ["case.step_refused"])
    with Session(engine) as session:
        count = session.execute(text("select count(*) from idle_case_step where step = 'decide'")).scalar_one()
    assert count == 1
    engine.dispose()


@pytest.mark.parametrize("turn", range(3))
def test_exactly_one_of_two_officers_opens_the_case(fresh_url: str, ground: Ground, turn: int):
    engine = create_app_engine(fresh_url, pool_size=4)
    with transaction(engine) as session:
        other = idle_ground(session, ground.park, plot_no="P4-002", box=(400, 100, 200, 300))
    start = threading.Barrier(2)
    made: list[int] = []
    refused: list[str] = []

    def opener(name: str) -> None:
        try:
            with Session(engine) as session, session.begin():
                session.execute(text("select 1"))
                start.wait(timeout=20)
                made.append(open_clue(session, other, by=system_principal(name), found_on=date(2026, 5, 4)))
        except DBAPIError as error:
            told = domain_error(error)
            refused.append(told.code if told else "?")

    threads = [threading.Thread(target=opener, args=(name,)) for name in ("甲经办", "乙经办")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(made), refused) == (1, ["case.open_already"])
    engine.dispose()
