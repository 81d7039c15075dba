"""Inquiries over HTTP: the public form with whatever is sent to it, two officers at once, what each role is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from gisapp.db.engine import create_app_engine, transaction
from gisapp.inquiries.commands import answer_inquiry, take_inquiry
from gisapp.inquiries.erasure import erase_overdue
from gisapp.kernel.errors import DomainError
from tests.builders.inquiry import ASKER, an_inquiry, an_officer, solved
from tests.builders.people import Come, people_at, sign_ins
from tests.builders.premises import a_premises
from tests.conftest import TODAY
from tests.harness.examples import examples
from tests.supply.conftest import Sites, publish_three_sites


@pytest.fixture
def sites(fresh_url: str) -> Sites:
    with sign_ins(fresh_url) as session:
        found = publish_three_sites(session)
        session.execute(text("update zone set code = '411671' where id = (select min(id) from zone)"))
    return found


@pytest.fixture
def come(fresh_url: str, sites: Sites) -> Iterator[Come]:
    yield from people_at(fresh_url, TODAY, raises=False)


def sent(client: TestClient, **values: Any) -> Any:
    body = {**ASKER, "source_region": "CN-SH", **solved(client.get("/api/ask/form").json()), **values}
    return client.post("/api/ask", json=body)


def test_the_form_says_what_the_data_are_for_and_for_how_long(come: Come):
    form = come(None).get("/api/ask/form")
    assert form.headers["cache-control"] == "private, no-store"
    notice = form.json()["notice"]
    assert notice["confirmed"] is False
    assert "365 天" in notice["text_zh"]
    assert "365 days" in notice["text_en"]
    assert any("第十七条" in item["article_zh"] for item in notice["basis"])


def test_a_visitor_asks_an_officer_answers_the_visitor_reads(come: Come, sites: Sites):
    visitor, officer = come(None), come("officer")
    answer = sent(visitor, site_id=sites.food)
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    listed = officer.get("/api/inquiries").json()
    inquiry = listed["items"][0]["id"]
    waiting = officer.get("/api/inbox").json()["items"]
    row = next(item for item in waiting if item["source"] == "inquiry")
    assert (row["action"], row["reference"], row["due_on"]) == ("take_inquiry", receipt["receipt_no"], "2026-11-26")
    assert ASKER["asker_name"] not in str(waiting)
    assert officer.post(f"/api/inquiries/{inquiry}/taking").status_code == 201
    assert officer.post(f"/api/inquiries/{inquiry}/answers", json={"body": "可以。"}).status_code == 201
    status = visitor.get(f"/api/ask/{receipt['receipt_no']}", headers={"X-Inquiry-Key": receipt["key"]})
    assert status.json()["exchange"] == [{"kind": "answer", "on": "2026-11-23", "body": "可以。", "by": "土地管理人员"}]
    assert not any(item["source"] == "inquiry" for item in officer.get("/api/inbox").json()["items"])
    assert visitor.get(f"/api/ask/{receipt['receipt_no']}").status_code == 404
    log = officer.get("/api/audit?limit=50").text
    for secret in (ASKER["asker_name"], ASKER["contact"], receipt["key"]):
        assert secret not in log


def test_what_each_role_is_shown(come: Come, sites: Sites):
    sent(come(None), site_id=sites.food)
    inquiry = come("officer").get("/api/inquiries").json()["items"][0]["id"]
    for role, sees, person in (
        ("officer", 200, 200),
        ("leader", 200, 403),
        ("planner", 403, 403),
        ("admin", 403, 403),
        (None, 401, 401),
    ):
        client = come(role)
        shown = [
            client.get("/api/inquiries"),
            client.get(f"/api/inquiries/{inquiry}"),
            client.get("/api/inquiries/export.csv"),
        ]
        assert {answer.status_code for answer in shown} == {sees}, role
        assert all(ASKER["asker_name"] not in answer.text for answer in shown)
        assert client.post(f"/api/inquiries/{inquiry}/person-reading").status_code == person, role
    assert [read["actor_name"] for read in come("leader").get(f"/api/inquiries/{inquiry}").json()["person_reads"]] == [
        "土地管理人员"
    ]


def test_the_sixth_inquiry_of_an_hour_is_put_off(come: Come):
    visitor = come(None)
    answers = [sent(visitor).status_code for _ in range(6)]
    assert answers == [201] * 5 + [429]


def at_once(url: str, count: int, act: Callable[[Any, int], object]) -> list[str]:
    """Do it in so many transactions at the same moment; return how each ended."""
    engine, start = create_app_engine(url), Barrier(count)

    def run(number: int) -> str:
        try:
            with transaction(engine) as session:
                start.wait(10)
                act(session, number)
        except DomainError as refusal:
            return refusal.code
        except Exception as refusal:
            return str(getattr(getattr(getattr(refusal, "orig", None), "diag", None), "constraint_name", refusal))
        return "done"

    with ThreadPoolExecutor(count) as pool:
        ends = sorted(pool.map(run, range(count)))
    engine.dispose()
    return ends


def prepared(url: str, officers: int = 4) -> tuple[int, list[Any]]:
    engine = create_app_engine(url)
    with transaction(engine) as session:
        people = [an_officer(session, f"示例专员{n}") for n in range(officers)]
        inquiry = an_inquiry(session)["id"]
    engine.dispose()
    return inquiry, people


def test_of_officers_who_take_at_once_one_wins(fresh_url: str, sites: Sites):
    inquiry, people = prepared(fresh_url)
    ends = at_once(fresh_url, 4, lambda session, n: take_inquiry(session, people[n], inquiry, TODAY))
    assert ends.count("done") == 1
    assert set(ends) <= {"done", "inquiry.moved_meanwhile", "inquiry.step_not_open"}


def test_two_answers_at_once_are_both_kept_in_their_order(fresh_url: str, sites: Sites):
    inquiry, people = prepared(fresh_url)
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        take_inquiry(session, people[0], inquiry, TODAY)
    ends = at_once(
        fresh_url, 2, lambda session, n: answer_inquiry(session, people[n], inquiry, body=f"答复{n}", today=TODAY)
    )
    assert ends == ["done", "done"]
    with transaction(engine) as session:
        found = session.execute(text("select sequence, step from inquiry_step order by sequence")).all()
    engine.dispose()
    assert [tuple(row) for row in found] == [(1, "receive"), (2, "take"), (3, "answer"), (4, "answer")]


def test_numbers_have_no_gap_and_the_limit_holds_when_many_ask_at_once(fresh_url: str, sites: Sites):
    ends = at_once(fresh_url, 8, lambda session, n: an_inquiry(session))
    assert ends == ["done"] * 5 + ["inquiry.too_many_in_hour"] * 3
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        numbers = session.execute(text("select receipt_no from inquiry order by 1")).scalars().all()
    engine.dispose()
    assert numbers == [f"ZX2026-{n:04d}" for n in range(1, 6)]


def test_two_nightly_jobs_erase_once(fresh_url: str, sites: Sites):
    from datetime import timedelta

    from gisapp.auth.principal import system_principal

    inquiry, _ = prepared(fresh_url)
    late = TODAY + timedelta(days=400)
    ends = at_once(fresh_url, 2, lambda session, n: erase_overdue(session, system_principal("夜间任务"), late))
    assert "done" in ends
    assert set(ends) <= {"done", "inquiry.step_not_open", "inquiry_step_allowed"}
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        erased = session.execute(text("select count(*) from inquiry_step where step = 'erase'")).scalar_one()
    engine.dispose()
    assert (inquiry, erased) == (inquiry, 1)


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example is a request: a failing one is told as found, not made smaller for minutes."""
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "site_id",
    "asker_name",
    "contact",
    "source_region",
    "industry_code",
    "question",
    "language",
    "challenge",
    "proof",
    "website",
)


@settings(max_examples=examples(40), phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=10), ANYTHING, max_size=4))
def test_whatever_is_sent_to_the_form_is_taken_or_refused_with_a_sentence(come: Come, changes: dict[str, Any]):
    client = _kept(come)
    body = {**ASKER, "source_region": "CN-SH", "challenge": "x.1.1.y", "proof": 1, **changes}
    answer = client.post("/api/ask", content=json.dumps(body), headers={"content-type": "application/json"})
    assert answer.status_code in (400, 404, 409, 422, 429), (body, answer.text)
    assert answer.json()["message_zh"]


@settings(max_examples=examples(25), phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.text(max_size=30), key=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40))
def test_whatever_is_asked_of_the_status_page_tells_nothing(come: Come, number: str, key: str):
    from urllib.parse import quote

    client = _kept(come)
    path = quote(number, safe="") or "-"
    answer = client.get(f"/api/ask/{path}", headers={"X-Inquiry-Key": key})
    assert answer.status_code in (200, 404, 405) if path == "form" else answer.status_code in (400, 404, 405), (
        answer.text
    )


_CLIENTS: dict[int, TestClient] = {}


def _kept(come: Come) -> TestClient:
    """One client for all examples of a test."""
    return _CLIENTS.setdefault(id(come), come(None)) if id(come) not in _CLIENTS else _CLIENTS[id(come)]


@pytest.mark.parametrize(
    "path", ["/api/ask/%00", "/api/sites?park=%00", "/api/sites/1?as_of=%00", "/api/layers/%00/items"]
)
def test_a_nul_in_an_address_is_refused_with_a_sentence(come: Come, path: str):
    answer = come(None).get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.nul")


def test_a_question_about_a_workshop_names_it_to_the_asker_and_to_the_officer(come: Come, sites: Sites, fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        workshop = a_premises(session, sites.sold)
    engine.dispose()
    visitor, officer = come(None), come("officer")
    receipt = sent(visitor, site_id=workshop).json()
    key = {"X-Inquiry-Key": receipt["key"]}
    told = visitor.get(f"/api/ask/{receipt['receipt_no']}", headers=key).json()
    assert (told["site_id"], told["plot_no"], told["site_is_published"]) == (workshop, f"CF-{workshop}", True)
    (row,) = officer.get("/api/inquiries").json()["items"]
    assert (row["premises_no"], row["plot_id"]) == (f"CF-{workshop}", sites.sold)
    assert row["plot_no"] not in str(told)
