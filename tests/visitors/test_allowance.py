"""One network address asks only so much of the window; ordinary use never notices, and of many at once exactly the allowed number passes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import TooMany
from gisapp.settings import Settings
from gisapp.visitors.allowance import sweep_allowances, take_allowance
from gisapp.visitors.rules.refusal import Allowance, judge_allowance, wait_en, wait_zh
from gisapp.visitors.terms import Purpose
from tests.builders.people import sign_in, sign_ins
from tests.conftest import TODAY
from tests.supply.conftest import Sites, publish_three_sites

NOW = FixedClock(TODAY).now()


def limit(session: Session, purpose: str, burst: int, per_hour: int) -> None:
    for code, value in ((f"visitor.{purpose}_burst", burst), (f"visitor.{purpose}_per_hour", per_hour)):
        session.execute(
            text(
                "update rulebook_entry set recorded = tstzrange(lower(recorded), clock_timestamp()) where code = :code and upper_inf(recorded)"
            ),
            {"code": code},
        )
        session.execute(
            text(
                "insert into rulebook_entry (code, value, unit, effective, basis) values (:code, :value, 'count', '[2000-01-01,)', '测试')"
            ),
            {"code": code, "value": value},
        )


def taken(
    session: Session, times: int, *, after_s: float = 0, address: str = "10.0.0.1", purpose: Purpose = Purpose.MATCH
) -> int:
    """Try so many times at one moment and return how often it was granted."""
    granted = 0
    for _ in range(times):
        try:
            take_allowance(session, purpose, address, NOW + timedelta(seconds=after_s), TODAY)
            granted += 1
        except TooMany:
            pass
    return granted


def test_so_many_at_once_then_as_fast_as_it_fills_up(db: Session):
    limit(db, "match", 5, 3600)
    assert taken(db, 6) == 5
    assert taken(db, 1, after_s=0.9) == 0
    assert taken(db, 2, after_s=1) == 1
    assert taken(db, 9, after_s=4) == 3
    assert taken(db, 9, after_s=1000) == 5


def test_addresses_purposes_and_days_are_counted_apart_and_no_address_is_kept(db: Session):
    limit(db, "match", 1, 1)
    assert [taken(db, 2), taken(db, 2, address="10.0.0.2"), taken(db, 2, purpose=Purpose.SHORTLIST)] == [1, 1, 2]
    take_allowance(db, Purpose.MATCH, "10.0.0.1", NOW + timedelta(days=1), TODAY + timedelta(days=1))
    kept = str([dict(row) for row in db.execute(text("select * from visitor_allowance")).mappings()])
    assert "10.0.0" not in kept
    assert sweep_allowances(db, NOW + timedelta(days=2, seconds=1)) == 3
    assert db.execute(text("select count(*) from visitor_allowance")).scalar_one() == 1


def test_a_clock_that_went_back_gives_nothing_and_takes_nothing(db: Session):
    limit(db, "match", 2, 3600)
    assert taken(db, 1) == 1
    assert taken(db, 3, after_s=-30) == 1
    assert taken(db, 1, after_s=1) == 1


@pytest.mark.parametrize("seed", range(5))
def test_no_span_of_time_gives_more_than_the_burst_and_what_fills_up(db: Session, seed: int):
    burst, per_hour = 4, 360
    limit(db, "match", burst, per_hour)
    chance, at, passed = Random(seed), 0.0, []
    for _ in range(60):
        at += chance.choice((0, 0, 0, 1, 5, 40))
        if taken(db, 1, after_s=at):
            passed.append(at)
    assert len(passed) > burst
    for first, start in enumerate(passed):
        for last in range(first, len(passed)):
            assert last - first + 1 <= burst + (passed[last] - start) * per_hour / 3600 + 1e-3


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (1, "1 秒", "1 second"),
        (60, "60 秒", "60 seconds"),
        (61, "2 分钟", "2 minutes"),
        (120, "2 分钟", "2 minutes"),
        (121, "3 分钟", "3 minutes"),
    ],
)
def test_the_wait_is_told_in_words_and_never_too_short(seconds: int, zh: str, en: str):
    assert (wait_zh(seconds), wait_en(seconds)) == (zh, en)
    finding = judge_allowance(Purpose.MATCH, seconds, Allowance(5, 10))
    assert finding is not None
    assert zh in finding.fix_zh
    assert en in finding.message_en
    assert judge_allowance(Purpose.MATCH, 0, Allowance(5, 10)) is None


@pytest.fixture
def served(fresh_url: str) -> Iterator[tuple[TestClient, Engine, Sites]]:
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        sites = publish_three_sites(session)
    app = create_app(Settings(database_url=fresh_url, database_pool=4), FixedClock(TODAY))
    with TestClient(app) as visitor:
        yield visitor, engine, sites
    engine.dispose()


def test_each_of_the_three_is_limited_and_says_what_to_do(served):
    visitor, engine, sites = served
    with Session(engine) as session, session.begin():
        for purpose in Purpose:
            limit(session, str(purpose), 1, 60)
    search = {"kind": "list", "title": "示例", "language": "zh", "query": {}}
    for path, body, code in (
        ("/api/matches", {}, "visitor.too_many_match"),
        ("/api/saved-searches", search, "visitor.too_many_search"),
        ("/api/shortlists", {"site_ids": [sites.food]}, "visitor.too_many_shortlist"),
    ):
        first = visitor.post(path, json=body)
        assert first.status_code in (200, 201), first.text
        again = visitor.post(path, json=body)
        assert (again.status_code, again.json()["code"]) == (429, code)
        assert again.headers["Retry-After"] == "60"
        assert "请等 60 秒后再试" in again.json()["message_zh"]
        assert "Try again in 60 seconds" in again.json()["message_en"]
    # what costs little stays open
    assert visitor.get("/api/sites").status_code == 200


def test_moving_a_slider_for_minutes_is_not_hindered(served):
    visitor, engine, _ = served
    with Session(engine) as session, session.begin():
        # two asks a second for five minutes at one address: what a hand on a slider does at most
        for at in range(600):
            take_allowance(session, Purpose.MATCH, "testclient", NOW + timedelta(seconds=at / 2), TODAY)
    assert visitor.post("/api/matches", json={"weights": {"area": 7}}).status_code in (200, 422)


def test_of_many_at_once_exactly_as_many_pass_as_are_allowed(served):
    visitor, engine, sites = served
    with Session(engine) as session, session.begin():
        limit(session, "shortlist", 3, 1)
    answers: list[int] = []

    def star() -> None:
        answers.append(visitor.post("/api/shortlists", json={"site_ids": [sites.food]}).status_code)

    threads = [threading.Thread(target=star) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [201] * 3 + [429] * 5
    with Session(engine) as session:
        assert session.execute(text("select count(*) from shortlist")).scalar_one() == 3


@pytest.mark.parametrize("address", ["/api/brochures/sites.pdf?ids=1", "/api/handouts/map.html?layers=published_plot"])
def test_papers_are_counted_for_visitors_and_not_for_who_has_a_session(fresh_url: str, address: str):
    with sign_ins(fresh_url) as session:
        limit(session, "brochure", 1, 1)
    app = create_app(Settings(database_url=fresh_url, database_pool=1), FixedClock(TODAY))
    with TestClient(app) as visitor:
        assert visitor.get(address).status_code != 429
        refused = visitor.get(address)
        assert (refused.status_code, refused.json()["code"]) == (429, "visitor.too_many_brochure")
        sign_in(visitor, "officer")
        visitor.get("/api/session")
        assert [visitor.get(address).status_code == 429 for _ in range(3)] == [False] * 3
