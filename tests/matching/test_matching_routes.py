"""What anybody may ask over HTTP, what is kept behind a secret link, and who may read the log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.matching.saved_searches import token_hash
from gisapp.settings import Settings
from tests.builders.visitor import Visitor
from tests.conftest import TODAY
from tests.matching.conftest import open_market


@pytest.fixture
def window(fresh_url: str) -> Iterator[Visitor]:
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        open_market(session)
    engine.dispose()
    with Visitor(create_app(Settings(database_url=fresh_url, database_pool=2), FixedClock(TODAY))) as visitor:
        yield visitor


def test_a_visitor_matches_relaxes_saves_opens_and_deletes(window):
    asked = {"industry": "13", "area_min_m2": 30000, "area_max_m2": 40000, "measures": {"water_m3_day": 2714}}
    answer = window.post("/api/matches", json=asked)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["total"] == 0
    assert told["requirement"]["measures"] == {"water": "200"}
    first = told["relaxations"][0]
    relaxed = window.post("/api/matches", json={**first["requirement"]})
    assert relaxed.json()["total"] == first["total"]

    kept = window.post("/api/saved-searches", json={"kind": "match", "title": "食品厂 45 亩", "query": asked})
    assert kept.status_code == 201, kept.text
    token = kept.json()["token"]
    opened = window.get(f"/api/saved-searches/{token}").json()
    assert (opened["kind"], opened["title"], opened["total"]) == ("match", "食品厂 45 亩", 0)
    assert opened["query"] == asked
    listed = window.post(
        "/api/saved-searches",
        json={"kind": "list", "title": "list", "query": {"industry": "13,14", "area_max": 20000, "sort": "price"}},
    ).json()
    found = window.get(f"/api/saved-searches/{listed['token']}").json()
    assert found["total"] == 3
    assert window.delete(f"/api/saved-searches/{token}").status_code == 204
    assert window.get(f"/api/saved-searches/{token}").status_code == 404


def test_only_the_hash_of_a_token_is_kept(window):
    token = window.post("/api/saved-searches", json={"kind": "list", "title": "t", "query": {}}).json()["token"]
    with window.app.state.engine.begin() as connection:
        kept = connection.execute(text("select token_sha256, to_jsonb(s)::text from saved_search s")).one()
    assert kept[0] == token_hash(token)
    assert token not in kept[1]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "list", "title": "x", "query": {"holder": "1"}},
        {"kind": "list", "title": "x", "query": {"area_min": "many"}},
        {"kind": "match", "title": "x", "query": {"industry": "13", "secret": 1}},
        {"kind": "match", "title": "", "query": {}},
        {"kind": "other", "title": "x", "query": {}},
    ],
)
def test_what_cannot_be_asked_is_not_kept(window, body):
    answer = window.post("/api/saved-searches", json=body)
    assert answer.status_code in (400, 422)
    assert answer.json()["message_zh"]


@pytest.mark.parametrize(
    "body",
    [
        {"area_min_m2": -1},
        {"kinds": []},
        {"kinds": ["castle"]},
        {"weights": {"price": 101}},
        {"must": ["charm"]},
        {"x": 1},
    ],
)
def test_a_requirement_that_makes_no_sense_is_refused_with_a_sentence(window, body):
    answer = window.post("/api/matches", json=body)
    assert answer.status_code == 422
    assert answer.json()["message_zh"]


def test_the_log_needs_an_account(window):
    run = window.post("/api/matches", json={}).json()["run"]
    for path in ("/api/matches", f"/api/matches/{run}", f"/api/matches/{run}/replay"):
        assert window.get(path).status_code == 401
