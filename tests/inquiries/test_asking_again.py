"""The asker comes back to an answered inquiry: the same receipt, a new last day, the owner's inbox; her words go with her data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.inquiries.asking import open_form, read_status, withdraw
from gisapp.inquiries.asking_again import FurtherQuestion, ask_again
from gisapp.inquiries.commands import answer_inquiry, close_inquiry, read_person
from gisapp.inquiries.inquiries import locate_inquiry, read_sheet
from gisapp.inquiries.rules.follow_up import judge_follow_up
from gisapp.inquiries.terms import CloseReason
from gisapp.kernel.errors import Conflict, DomainError, NotFound
from gisapp.kernel.workdays import DayUnit, Term, compute_deadline
from gisapp.work_calendar.work_calendar import load_calendar
from tests.builders.inquiry import ASKER, NOON, an_inquiry, an_officer, solved, the_zone
from tests.builders.people import Come, people_at, sign_ins
from tests.conftest import TODAY
from tests.supply.conftest import Sites, publish_three_sites

STANDING = {"state": "answered", "is_answered": True, "is_erased": False, "close_reason": "", "follow_ups": 0}
QUESTION = "那么蒸汽呢？请打 13800000007。"


@pytest.fixture
def sites(db: Session) -> Sites:
    return publish_three_sites(db)


def again(
    db: Session, receipt: dict[str, Any], question: str = QUESTION, *, today: date = TODAY, key: str | None = None
) -> dict[str, Any]:
    proof = solved(open_form(db, the_zone(db), NOON, today))
    asked = FurtherQuestion(receipt["receipt_no"], receipt["key"] if key is None else key, question, **proof)
    return ask_again(db, asked, address="192.0.2.8", now=NOON, today=today)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"state": "closed", "close_reason": "answered"}, None),
        ({"follow_ups": 9}, None),
        ({"follow_ups": 10}, "inquiry.follow_up_too_many"),
        ({"is_answered": False, "state": "taken"}, "inquiry.follow_up_waits"),
        ({"is_answered": False, "state": "open"}, "inquiry.follow_up_waits"),
        ({"is_answered": False, "state": "closed", "close_reason": "no_fit"}, "inquiry.follow_up_waits"),
        ({"state": "closed", "close_reason": "not_serious"}, "inquiry.follow_up_closed"),
        ({"state": "withdrawn"}, "inquiry.follow_up_erased"),
        ({"is_erased": True}, "inquiry.follow_up_erased"),
    ],
)
def test_when_a_further_question_is_taken(change: dict, code: str | None):
    found = judge_follow_up({**STANDING, **change}, 10)
    assert (found.code if found else None) == code
    assert found is None or (found.fix_zh and found.message_en)


def test_a_further_question_reopens_with_a_new_last_day_and_keeps_its_officer(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    receipt = an_inquiry(db, site_id=sites.food)
    later = TODAY + timedelta(days=10)
    answer_inquiry(db, officer, receipt["id"], body="可以。", today=TODAY)
    told = again(db, receipt, today=later)
    due = compute_deadline(later, Term(3, DayUnit.WORKING), load_calendar(db)).due_on
    assert (told["state"], told["answer_due_on"], told["owner_name"], told["may_ask_again"]) == (
        "taken",
        due,
        "示例专员甲",
        False,
    )
    assert [(one["kind"], one["body"]) for one in told["exchange"]] == [("answer", "可以。"), ("question", QUESTION)]
    row = locate_inquiry(db, officer, receipt["id"], later)
    assert (row["is_answered"], row["follow_ups"], row["days_left"]) == (False, 1, (due - later).days)
    assert locate_inquiry(db, officer, receipt["id"], due)["is_overdue"] is False
    assert locate_inquiry(db, officer, receipt["id"], due + timedelta(days=1))["is_overdue"] is True
    # as it stood before she came back
    assert locate_inquiry(db, officer, receipt["id"], later - timedelta(days=1))["state"] == "answered"
    answer_inquiry(db, officer, receipt["id"], body="有蒸汽。", today=later)
    told = read_status(db, receipt["receipt_no"], receipt["key"], later)
    assert (told["state"], told["is_answered"], told["may_ask_again"], len(told["exchange"])) == (
        "answered",
        True,
        True,
        3,
    )
    db.execute(text("set constraints all immediate"))


def test_the_desk_sees_her_words_masked_and_reading_them_is_on_record(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    receipt = an_inquiry(db, site_id=sites.food)
    answer_inquiry(db, officer, receipt["id"], body="可以。", today=TODAY)
    again(db, receipt)
    step = read_sheet(db, officer, receipt["id"], TODAY)["steps"][-1]
    assert (step["step"], step["body"]) == ("follow_up", "那么蒸汽呢？请打 ［号码］。")
    assert read_person(db, officer, receipt["id"], TODAY)["words"][str(step["id"])] == QUESTION
    reads = read_sheet(db, officer, receipt["id"], TODAY)["person_reads"]
    assert [read["tag"] for read in reads] == ["inquiry:person:read"]
    log = str([dict(row) for row in db.execute(text("select * from audit_event")).mappings()])
    assert "13800000007" not in log


def test_her_words_are_erased_with_her_data(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    receipt = an_inquiry(db, site_id=sites.food)
    answer_inquiry(db, officer, receipt["id"], body="可以。", today=TODAY)
    again(db, receipt)
    withdraw(db, receipt["receipt_no"], receipt["key"], TODAY)
    assert db.execute(text("select count(*) from inquiry_text")).scalar_one() == 0
    with pytest.raises(Conflict, match="follow_up_erased"):
        again(db, receipt)


def test_a_closed_inquiry_that_was_answered_opens_again_and_a_void_one_does_not(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    for reason, ends in ((CloseReason.ANSWERED, "taken"), (CloseReason.NOT_SERIOUS, "inquiry.follow_up_closed")):
        receipt = an_inquiry(db, site_id=sites.food)
        answer_inquiry(db, officer, receipt["id"], body="可以。", today=TODAY)
        close_inquiry(db, officer, receipt["id"], reason, body="办结", today=TODAY)
        try:
            assert again(db, receipt)["state"] == ends
        except DomainError as refusal:
            assert refusal.code == ends


def test_an_unanswered_one_a_wrong_secret_and_a_proof_used_twice_are_refused(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    receipt = an_inquiry(db, site_id=sites.food)
    with pytest.raises(Conflict, match="follow_up_waits"):
        again(db, receipt)
    answer_inquiry(db, officer, receipt["id"], body="可以。", today=TODAY)
    with pytest.raises(NotFound, match="status_not_found"):
        again(db, receipt, key="x" * 22)


def test_the_database_refuses_a_further_question_before_any_answer(db: Session, sites: Sites):
    receipt = an_inquiry(db, site_id=sites.food)
    with pytest.raises(DBAPIError, match=r"inquiry_step_allowed|step follow_up is not open"):
        db.execute(
            text(
                "insert into inquiry_step (inquiry_id, sequence, step, from_state, state, done_on, answer_due_on, actor_name)"
                " values (:id, 2, 'follow_up', 'open', 'taken', :day, :day, '咨询人')"
            ),
            {"id": receipt["id"], "day": TODAY},
        )


@pytest.fixture
def come(fresh_url: str) -> Iterator[Come]:
    with sign_ins(fresh_url) as session:
        publish_three_sites(session)
        session.execute(text("update zone set code = '411671' where id = (select min(id) from zone)"))
    yield from people_at(fresh_url, TODAY, raises=False)


def test_asked_answered_asked_again_over_http(come: Come):
    visitor, officer = come(None), come("officer")

    def proof(client: TestClient) -> dict[str, Any]:
        return solved(client.get("/api/ask/form").json())

    receipt = visitor.post("/api/ask", json={**ASKER, "source_region": "CN-SH", **proof(visitor)}).json()
    inquiry = officer.get("/api/inquiries").json()["items"][0]["id"]
    path = f"/api/ask/{receipt['receipt_no']}/questions"
    body = {"key": receipt["key"], "question": QUESTION}
    early = visitor.post(path, json={**body, **proof(visitor)})
    assert (early.status_code, early.json()["code"]) == (409, "inquiry.follow_up_waits")
    officer.post(f"/api/inquiries/{inquiry}/taking")
    officer.post(f"/api/inquiries/{inquiry}/answers", json={"body": "可以。"})
    one = proof(visitor)
    taken = visitor.post(path, json={**body, **one})
    assert (taken.status_code, taken.json()["state"]) == (201, "taken")
    assert taken.headers["cache-control"] == "private, no-store"
    row = next(item for item in officer.get("/api/inbox").json()["items"] if item["source"] == "inquiry")
    assert (row["action"], row["reference"], row["due_on"]) == ("answer_inquiry", receipt["receipt_no"], "2026-11-26")
    assert "追问" in str(row)
    officer.post(f"/api/inquiries/{inquiry}/answers", json={"body": "有蒸汽。"})
    used = visitor.post(path, json={**body, **one})
    assert (used.status_code, used.json()["code"]) == (409, "inquiry.proof_used")
    # the form and its further questions share one allowance of the address: one form, one question, three more
    assert visitor.post(path, json={**body, **proof(visitor)}).status_code == 201
    unknown = visitor.post("/api/ask/ZX2026-9999/questions", json={**body, **proof(visitor)})
    assert unknown.status_code == 404
