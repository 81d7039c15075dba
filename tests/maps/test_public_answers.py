"""What is kept for the public: never older than the last change, never for who is signed in, a failure never."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.conftest import TODAY
from tests.supply.conftest import Sites, publish_three_sites


@pytest.fixture
def served(fresh_url: str) -> Iterator[tuple[TestClient, Sites, str]]:
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        sites = publish_three_sites(session)
    engine.dispose()
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        yield client, sites, fresh_url


def change(url: str, statement: str, **values: object) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def kept(client: TestClient) -> tuple[int, int]:
    held = client.app.public_answers._kept
    return held.hits, held.misses


def test_an_answer_is_made_once_and_told_again(served):
    client, sites, _ = served
    first = client.get("/api/sites?limit=2")
    again = client.get("/api/sites?limit=2")
    assert first.json() == again.json()
    assert kept(client) == (1, 1)
    assert client.get("/api/sites?limit=2", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert again.headers["content-security-policy"]
    assert client.get(f"/api/sites/{sites.food}").json()["plot_no"] == "P4-001"


@pytest.mark.parametrize(
    ("path", "statement"),
    [
        ("/api/sites/{food}", "update park set purpose_zh = '改了' where code = 'P4'"),
        ("/api/sites/{food}", "insert into servicing_fact (plot_id, utility, status, source, observed_on, valid) values ({food}, 'water', 'connected', '测试', '2026-01-01', '[2026-01-01,)')"),
        ("/api/sites", "update industry set name_zh = '改了' where code = '13'"),
        ("/api/sites/{food}", "insert into park_resident (park_id, party_id, source, valid) select (select id from park where code = 'P4'), p.id, '测试', '[2020-01-01,)' from party p limit 1"),
        ("/api/zone", "update zone set notice_zh = '改了'"),
    ],
)  # fmt: skip
def test_a_change_is_told_at_once(served, path: str, statement: str):
    client, sites, url = served
    change(
        url,
        "insert into party (zone_id, kind, name_zh, name_en, is_real) select id, 'enterprise', '示例企业01', '', true from zone limit 1",
    )
    address = path.format(food=sites.food)
    before = client.get(address).text
    assert client.get(address).text == before
    change(url, statement.format(food=sites.food))
    assert client.get(address).text != before


def test_a_withdrawn_site_is_gone_at_once(served):
    client, sites, url = served
    assert client.get(f"/api/sites/{sites.medicine}").status_code == 200
    change(
        url,
        "update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p",
        p=sites.medicine,
    )
    change(
        url,
        "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, source, valid)"
        " select plot_id, land_control, servicing, 'allocated', 'not_started', 'in_order', source, valid"
        " from plot_state where plot_id = :p order by id desc limit 1",
        p=sites.medicine,
    )
    assert client.get(f"/api/sites/{sites.medicine}").status_code == 404


def test_who_has_a_cookie_is_answered_afresh(served):
    client, _, _ = served
    client.get("/api/sites")
    hits = kept(client)
    client.get("/api/sites", headers={"Cookie": "gisapp_session=nobody"})
    assert kept(client) == hits


def test_the_future_and_nonsense_are_refused_as_ever(served):
    client, _, _ = served
    for _ in range(2):
        assert client.get(f"/api/sites?as_of={date(2026, 11, 24)}").status_code == 400
        assert client.get("/api/sites?limit=100000").status_code == 422


def test_every_table_behind_a_public_view_counts_its_changes(db):
    missing = db.execute(
        text(
            "with recursive used as (select c.oid from pg_class c where relkind = 'v' and relname like 'public\\_%'"
            " union select d.refobjid from used u join pg_rewrite r on r.ev_class = u.oid"
            " join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass)"
            " select c.relname from used join pg_class c on c.oid = used.oid where c.relkind = 'r' and not exists ("
            " select from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and p.proname = 'count_layer_change')"
        )
    ).scalars()
    assert list(missing) == []


def test_another_day_has_answers_of_its_own(fresh_url: str):
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        publish_three_sites(session)
    engine.dispose()
    with TestClient(create_app(Settings(database_url=fresh_url), FixedClock(TODAY))) as client:
        today = client.get("/api/sites").json()["as_of"]
        client.app.public_answers.clock = client.app.state.clock = FixedClock(date(2026, 11, 24))
        assert (today, client.get("/api/sites").json()["as_of"]) == ("2026-11-23", "2026-11-24")
